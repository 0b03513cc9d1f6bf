"""Every act on an incident, as a form sends it: decided once, by who is in; refused in words, and then nothing is."""

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Any

import httpx
import pytest

from tadwin.review.fields import loads
from tadwin.review.named import Known
from tadwin.run.adding import add_claim
from tadwin.run.deciding import Word
from tadwin.store.record import Record
from tadwin.types import Incident
from tadwin.web import addresses
from web.conftest import NAME, RECORD, Served, enter
from web.named import HERE, Reviewing, by_report, claim_of, letting_in

SCRIPT = "<script>document.title = 'taken'</script>\u202e"
Person = Callable[[str], Reviewing]


@pytest.fixture
def person(own: Served) -> Iterator[Person]:
    """Lets somebody in by name: `person("rana/reader")`."""
    with letting_in(own, Reviewing) as one:
        yield one


@pytest.fixture
def noor(person: Person) -> Reviewing:
    return person("noor")


@pytest.fixture
def sami(person: Person) -> Reviewing:
    return person("sami")


@pytest.fixture
def told_twice(own: Served) -> Incident:
    """The incident that three reports tell of."""
    found = by_report(own.record, "wire")
    assert set(found.reports) >= {"wire", "post"}
    return found


def decided(record: Record) -> int:
    return len(list(record.decisions()))


@pytest.fixture
def forms(own: Served, noor: Reviewing) -> Mapping[str, Mapping[str, Any]]:
    """A form of every act about the incident that "wire" tells, by the act's name."""
    claim, other = claim_of(own.record, "wire"), by_report(own.record, "arabic")
    return {
        "accept": {"claim": claim},
        "reject": {"claim": claim},
        "correct": {"claim": claim, "f-value": "13"},
        "place": {"name": "Nowhere Yet", "lat": "10.5", "lon": "20.5"},
        "merge": {"other": f"{other.id} {noor.seen(other)}"},
        "split": {"claim": claim},
        "move": {"claim": claim, "other": f"{other.id} {noor.seen(other)}"},
        "grade": {"grade": "weak"},
        "note": {"note": "look again"},
        "sign": {},
        "ask": {"whom": "rana"},
    }


ACTS = ("accept", "reject", "correct", "place", "merge", "split", "move", "grade", "note", "sign", "ask")


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_one_decision_of_who_is_in_and_can_be_undone(
    noor: Reviewing, told_twice: Incident, forms: Mapping[str, Any], act: str
) -> None:
    before = list(noor.record.incidents())
    made = noor.does(act, told_twice, **{"note": "as the families say", **forms[act]})
    assert made.by == "noor"
    assert made.note in ("as the families say", "look again")
    named = {"correct": "set", "reject": "set", "place": "set"}
    assert made.action == named.get(act, act)
    now = next(one for one in noor.record.incidents() if set(one.claims) & set(told_twice.claims))
    noor.does("take_back", now, decision=str(made.number))
    assert list(noor.record.incidents()) == before


@pytest.mark.parametrize("act", ACTS)
def test_who_may_not_is_refused(
    noor: Reviewing, person: Person, told_twice: Incident, forms: Mapping[str, Any], act: str
) -> None:
    reader = person("rana/reader")
    answer = reader.send(act, told_twice, noor.seen(told_twice), **forms[act])
    assert answer.status_code == 403
    assert decided(noor.record) == 0
    assert f'acts/{act}"' not in reader.page(told_twice)


@pytest.mark.parametrize("act", ["sign", "reject", "merge"])
def test_nobody_takes_back_what_they_may_not_do(
    noor: Reviewing, person: Person, told_twice: Incident, forms: Mapping[str, Any], act: str
) -> None:
    rana = person("rana/recorder")
    made = noor.does(act, told_twice, **forms[act])
    now = next(one for one in noor.record.incidents() if set(one.claims) & set(told_twice.claims))
    form = {"csrf": rana.token, "decision": str(made.number)}
    assert rana.post("undo", form).status_code == 403
    assert rana.send("take_back", now, noor.seen(now), decision=str(made.number)).status_code == 403
    undone = noor.does("take_back", now, decision=str(made.number))
    assert rana.post("undo", {**form, "decision": str(undone.number)}).status_code == 403
    noted = rana.does("note", told_twice, note="look again")
    rana.does("take_back", told_twice, decision=str(noted.number))


@pytest.mark.parametrize("act", [*ACTS, "answer", "take_back"])
def test_what_no_page_of_ours_sent_is_refused(noor: Reviewing, told_twice: Incident, forms: Any, act: str) -> None:
    form = {"incident": told_twice.id, "seen": noor.seen(told_twice), "decision": "1", **forms.get(act, {})}
    for csrf in ("", "token of sami"):
        answer = noor.post(act, {**form, "csrf": csrf})
        assert answer.status_code == 403
    elsewhere = noor.post(act, {**form, "csrf": noor.token}, **{"Sec-Fetch-Site": "cross-site"})
    assert elsewhere.status_code == 403
    assert decided(noor.record) == 0


@pytest.mark.parametrize("act", ACTS)
def test_nobody_decides_over_anothers_head(
    noor: Reviewing, sami: Reviewing, told_twice: Incident, forms: Mapping[str, Any], act: str
) -> None:
    seen = sami.seen(told_twice)
    noor.does("note", told_twice, note="I was here first")
    form = {"note": "typed at length", **forms[act]}
    answer = sami.send(act, told_twice, seen, **form)
    assert answer.status_code == 409
    assert "noor made decision 1 (note)" in answer.text
    assert decided(sami.record) == 1
    if act in ("correct", "grade", "note", "place", "ask"):  # what was typed stands in the form that comes back
        assert form["note"] in answer.text
    fresh = re.search('name="seen" value="([^"]+)"', answer.text)
    assert fresh is not None
    assert fresh[1] != seen
    assert sami.send(act, told_twice, fresh[1], **form).status_code == 303


def test_a_refused_act_keeps_what_was_typed(noor: Reviewing, told_twice: Incident) -> None:
    answer = noor.send("note", told_twice, note="   ")
    assert (answer.status_code, decided(noor.record)) == (409, 0)
    assert "The note is empty" in answer.text
    answer = noor.send("place", told_twice, name="Nowhere at All", lat="95", lon="1", note="why so")
    assert answer.status_code == 409
    assert "is nowhere" in answer.text
    for typed in ("Nowhere at All", "95", "why so"):
        assert typed in answer.text
    answer = noor.send("grade", told_twice, grade="sure")
    assert "is no grade; give" in answer.text
    assert decided(noor.record) == 0


def test_fields_are_corrected_together_or_not_at_all(noor: Reviewing, told_twice: Incident) -> None:
    claim = claim_of(noor.record, "wire")
    form = {"claim": claim, "f-value": "13", "f-day": "yesterday", "f-weapon": "rockets"}
    answer = noor.send("correct", told_twice, **form)
    assert (answer.status_code, decided(noor.record)) == (409, 0)
    assert "is no day" in answer.text
    assert 'value="yesterday"' in answer.text
    answer = noor.send("correct", told_twice, **{**form, "f-day": "2031-05-03", "f-low": "10", "f-qualifier": "approx"})
    assert answer.status_code == 303
    made = list(noor.record.decisions())
    assert [one.field for one in made] == ["qualifier", "value", "low", "day", "weapon"]
    now = by_report(noor.record, "wire")
    page = noor.page(now)
    assert re.search("read as <del><bdi>12</bdi></del>, stands as <ins><bdi>13</bdi></ins>, by <bdi>noor</bdi>", page)
    (stands,) = [one for one in noor.page(now).split("data-row") if claim in one and "≥" not in one][:1]
    assert "10" in stands
    nothing = noor.send("correct", now, claim=claim, **{"f-value": "13"})
    assert "nothing on the form differs" in nothing.text.lower()


def test_the_form_of_a_claim_sent_back_as_it_came_changes_nothing(noor: Reviewing) -> None:
    for report in ("wire", "post", "denial", "arabic", "script"):
        incident, claim = by_report(noor.record, report), claim_of(noor.record, report)
        page = noor.get(addresses.claim(RECORD, incident.id, claim)).text
        form = {name: unescape(value) for name, value in re.findall('name="(f-[a-z_]+)" value="([^"]*)"', page)}
        for name, options in re.findall('<select id="[^"]*" name="(f-[a-z_]+)"[^>]*>(.*?)</select>', page):
            form[name] = re.findall('value="([^"]*)" selected', options)[0]
        assert len(form) == 18
        answer = noor.send("correct", incident, claim=claim, **form)
        assert answer.status_code == 409
        assert "nothing on the form differs" in answer.text.lower()


def test_hostile_words_of_reviewers_are_harmless(noor: Reviewing, told_twice: Incident) -> None:
    noor.does("note", told_twice, note=SCRIPT)
    noor.does("ask", told_twice, whom=SCRIPT, note=SCRIPT)
    page = noor.page(told_twice)
    assert "&lt;script&gt;document.title" in page
    assert "<script>document" not in page
    assert "\u202e" not in page
    answer = noor.send("place", told_twice, name=f'"{SCRIPT}', lat="x", lon=SCRIPT)
    assert "<script>document" not in answer.text
    search = noor.get(addresses.of_incident(RECORD, told_twice.id, "others", words=f'"{SCRIPT}'))
    assert "<script>document" not in search.text


def test_a_sign_off_gives_a_receipt_and_what_changes_after_it_is_shown_beside_it(
    noor: Reviewing, told_twice: Incident
) -> None:
    made = noor.does("sign", told_twice)
    page = noor.page(told_twice, done=str(made.number))
    address = addresses.receipt(RECORD, made.number)
    assert address in page
    answer = noor.get(address)
    assert answer.headers["content-type"].startswith("text/plain")
    for word in (told_twice.id, str(made.number), loads(made.after)["evidence"], made.hash):
        assert word in answer.text
    noor.does("correct", told_twice, claim=claim_of(noor.record, "wire"), **{"f-value": "13"})
    page = noor.page(by_report(noor.record, "wire"))
    assert "Signed off, and changed since" in page
    assert re.search(r"killed: 12</span>\s*→ <span[^>]*>killed: 13", page)
    assert noor.get(addresses.receipt(RECORD, 2)).status_code == 404


def test_a_second_reviewer_sees_nothing_of_the_first(
    own: Served, person: Person, noor: Reviewing, sami: Reviewing, told_twice: Incident
) -> None:
    rana = person("rana")
    claim = claim_of(own.record, "wire")
    noor.does("accept", told_twice, claim=claim)
    noor.does("correct", told_twice, claim=claim_of(own.record, "post"), **{"f-weapon": "rockets"})
    noor.does("note", told_twice, note="they were farmers")
    noor.does("grade", told_twice, grade="discounted", note="I doubt it")
    signed = noor.does("sign", told_twice)
    noor.does("ask", told_twice, whom="sami", note="please")
    telling = (
        "Accepted by",
        "stands as",
        "they were farmers",
        "discounted</span>",
        "I doubt it",
        "please",
        "receipts/",
    )
    for other in (noor, rana):
        for words in telling:
            assert words in other.page(told_twice), words
    blind = sami.page(told_twice)
    for words in (*telling, "Graded by", "Signed off by"):
        assert words not in blind, words
    assert "Until you have answered" in blind
    corrected = sami.get(addresses.claim(RECORD, told_twice.id, claim_of(own.record, "post"))).text
    assert "set by" not in corrected
    assert sami.get(addresses.receipt(RECORD, signed.number)).status_code == 403
    seen = sami.seen(told_twice)
    noor.does("note", told_twice, note="one more")
    overtaken = sami.send("answer", told_twice, seen, verdict="differs", note="I count 11")
    assert overtaken.status_code == 409
    assert "noor made" not in overtaken.text
    assert "I count 11" in overtaken.text
    sami.does("answer", told_twice, verdict="differs", note="I count 11")
    for words in (*telling, "I count 11"):
        assert words in sami.page(told_twice), words


def add_beside(record: Record, incident: Incident) -> None:
    """Adds a claim to what "wire" tells of the incident, as noor."""
    report = record.report("wire")
    start = report.text.index("Qasr Nuun")
    nobody = Known(places=lambda _: (), actor=lambda _: None)
    said = Word("noor", "2031-06-01T08:00:00Z")
    values = {"effect": "injured", "value": "3"}
    add_claim(record, report, start, start + 9, values, nobody, said, into=incident)


def test_the_audit_tells_a_second_reviewer_nothing_of_the_first(
    own: Served, noor: Reviewing, sami: Reviewing, told_twice: Incident
) -> None:
    add_beside(own.record, told_twice)
    noor.does("reject", told_twice, claim=claim_of(own.record, "wire"), note="never happened")
    noted = noor.does("note", told_twice, note="they were farmers")
    undone = noor.does("take_back", told_twice, decision=str(noted.number), note="they were not")
    noor.does("take_back", told_twice, decision=str(undone.number), note="they were after all")
    noor.does("ask", told_twice, whom="sami", note="please")
    audit = addresses.page(RECORD, "audit")
    telling = ("never happened", "they were farmers", "they were not", "they were after all", "please")
    for asked in ({}, {"by": "noor"}, {"action": "set"}, {"action": "undo"}, {"incident": told_twice.id}):
        shown = sami.get(audit, **asked).text
        for words in telling:
            assert words not in shown, (asked, words)
        assert (shown.count("Hidden until you have answered") == 6) is (not asked)
    about = {"incident": told_twice.id}
    assert "1 to 6 of 6" in noor.get(audit, **about).text
    assert "of 6" not in sami.get(audit, **about).text
    assert "never happened" in noor.get(audit).text
    sami.does("answer", told_twice, verdict="agrees")
    for words in telling:
        assert words in sami.get(audit).text, words


def test_what_overtook_a_second_reviewer_is_not_told_in_other_forms(
    own: Served, noor: Reviewing, sami: Reviewing, told_twice: Incident
) -> None:
    noor.does("ask", told_twice, whom="sami")
    seen, other = sami.seen(told_twice), by_report(own.record, "arabic")
    noor.does("note", told_twice, note="one more")
    merge = sami.send("merge", other, other=f"{told_twice.id} {seen}")
    typed = {"f-effect": "injured", "f-value": "3", "words": "Qasr Nuun", "into": f"{told_twice.id} {seen}"}
    add = sami.post("add", {"csrf": sami.token, "report": "wire", **typed})
    for refused in (merge, add):
        assert refused.status_code == 409
        assert "changed since you opened it" in refused.text
        assert "made decision" not in refused.text


def test_a_rejected_claim_stands_aside_and_comes_back(noor: Reviewing, told_twice: Incident) -> None:
    claim = claim_of(noor.record, "wire")
    add_beside(noor.record, told_twice)
    made = noor.does("reject", by_report(noor.record, "wire"), claim=claim)
    now = by_report(noor.record, "wire")
    assert claim not in now.claims
    page = noor.page(now)
    assert "Left out by a reviewer" in page
    assert "Added by" in page
    noor.does("take_back", now, decision=str(made.number))
    now = by_report(noor.record, "wire")
    assert claim in now.claims
    assert "Left out by a reviewer" not in noor.page(now)
    assert re.search('class="undone">\\s*<span class="number">2</span>', noor.page(now))


def test_an_incident_of_which_nothing_is_left_leads_to_the_record(noor: Reviewing) -> None:
    only = by_report(noor.record, "arabic")
    answer = noor.send("reject", only, claim=claim_of(noor.record, "arabic"))
    assert answer.headers["location"] == f"{addresses.overview(RECORD)}?done=1"
    assert noor.get(answer.headers["location"]).status_code == 200
    noor.page(only, status=404)


def test_merged_incidents_forward_and_split_ones_are_told(noor: Reviewing, told_twice: Incident) -> None:
    other = by_report(noor.record, "arabic")
    made = noor.does("merge", told_twice, other=f"{other.id} {noor.seen(other)}")
    merged = by_report(noor.record, "arabic")
    gone = other if merged.id == told_twice.id else told_twice
    answer = noor.get(addresses.incident(RECORD, gone.id))
    assert answer.headers["location"] == addresses.incident(RECORD, merged.id)
    noor.does("take_back", merged, decision=str(made.number))
    split = noor.does("split", told_twice, claim=claim_of(noor.record, "wire"))
    page = noor.page(by_report(noor.record, "post"), done=str(split.number))
    assert addresses.incident(RECORD, by_report(noor.record, "wire").id) in page


def test_the_others_are_found_by_words(noor: Reviewing, told_twice: Incident) -> None:
    other = by_report(noor.record, "arabic")
    page = noor.get(addresses.of_incident(RECORD, told_twice.id, "others", words="بير")).text
    assert other.id in page
    refused = noor.send("move", told_twice, other="", words="بير", claim=claim_of(noor.record, "wire"))
    assert refused.status_code == 409
    assert "no other incident is chosen" in refused.text.lower()
    assert other.id in refused.text  # the search is still there


def test_a_page_in_place_takes_its_answer_in_place(noor: Reviewing, told_twice: Incident) -> None:
    here = f"http://127.0.0.1{addresses.incident(RECORD, told_twice.id)}"
    boosted = {"HX-Request": "true", "HX-Boosted": "true", "HX-Current-URL": here}
    form = {"csrf": noor.token, "incident": told_twice.id, "seen": noor.seen(told_twice), "note": "one"}
    assert noor.post("note", form, **boosted).status_code == 303
    refused = noor.post("note", form, **boosted)
    assert refused.status_code == 409
    assert refused.headers["hx-retarget"] == "#main"
    form = {**form, "seen": noor.seen(told_twice)}
    elsewhere = {**boosted, "HX-Current-URL": "http://127.0.0.1/r/planted/incidents/another"}
    assert "HX-Redirect" in noor.post("note", form, **elsewhere).headers


def test_who_is_in_by_the_key_decides_in_their_own_name(own: Served, told_twice: Incident) -> None:
    with httpx.Client(base_url=own.url, cookies=enter(own).cookies, headers=HERE) as client:
        page = client.get(addresses.incident(RECORD, told_twice.id)).text
        form = dict(re.findall('name="(csrf|seen|incident)" value="([^"]+)"', page))
        assert client.post(addresses.act(RECORD, "note"), data={**form, "note": "by key"}).status_code == 303
    assert [one.by for one in own.record.decisions()] == [NAME]


def test_a_correction_of_a_claim_that_somebody_took_out_meanwhile_says_so(
    noor: Reviewing, sami: Reviewing, told_twice: Incident
) -> None:
    claim, shown = claim_of(noor.record, "wire"), noor.seen(told_twice)
    sami.does("reject", told_twice, claim=claim)
    before = len(list(noor.record.decisions()))
    answer = noor.send("correct", told_twice, claim=claim, seen=shown, **{"f-value": "13"})
    assert answer.status_code == 409
    assert len(list(noor.record.decisions())) == before

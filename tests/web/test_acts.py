"""Every act on an incident, as a form sends it: decided once, by who is in; refused in words, and then nothing is."""

import re
from html import unescape
from collections.abc import Mapping
from typing import Any

import httpx
import pytest
from fastapi import APIRouter, Request, Response

from tadwin.review.fields import loads
from tadwin.store.record import Record
from tadwin.types import Decision, Incident
from tadwin.web import addresses
from tadwin.web.app import make_app
from tadwin.web.desk import Desk, Role, Visit
from tadwin.web.security import Hosts
from tests.web.conftest import NAME, RECORD, Served, enter

SCRIPT = "<script>document.title = 'taken'</script>\u202e"
HERE = {"Sec-Fetch-Site": "same-origin"}


class Named:
    """Doors that let in whoever a header names, as a reviewer or as another role: two people at one record."""

    router = APIRouter()

    def admit(self, request: Request) -> Visit | Response:
        """The visit of that name."""
        name, _, role = request.headers.get("x-name", "noor").partition("/")
        return Visit(name, f"token of {name}", frozenset({Role(role or "reviewer")}))


class Reviewing:
    """One person's client at a record, and what they do there."""

    def __init__(self, served: Served, name: str) -> None:
        desk: Desk = served.app.state.desk
        app = make_app(Desk(desk.shelves, Named()), Hosts({"here"}, None))
        self.record: Record = served.record
        self.client = ForThreads(app, name)
        self.token = f"token of {name.partition('/')[0]}"

    def page(self, incident: Incident, status: int = 200, **query: str) -> str:
        answer = self.client.get(addresses.incident(RECORD, incident.id), query)
        assert answer.status_code == status
        return answer.text

    def seen(self, incident: Incident) -> str:
        found = re.search('name="seen" value="([^"]+)"', self.page(incident))
        assert found is not None
        return found[1]

    def send(self, act: str, incident: Incident, seen: str | None = None, **form: Any) -> httpx.Response:
        about = {"csrf": self.token, "incident": incident.id, "seen": seen or self.seen(incident)}
        return self.client.post(addresses.act(RECORD, act), {**about, **form})

    def does(self, act: str, incident: Incident, **form: Any) -> Decision:
        """Does an act that is not refused; gives the decision that it makes."""
        before = list(self.record.decisions())
        answer = self.send(act, incident, **form)
        assert answer.status_code == 303, answer.text
        made = list(self.record.decisions())[len(before) :]
        assert len(made) == 1
        assert answer.headers["location"].partition("#")[0].endswith(f"?done={made[0].number}")
        return made[0]


class ForThreads:
    """A client of an app of our own, over ASGI, as one person."""

    def __init__(self, app: Any, name: str) -> None:
        from starlette.testclient import TestClient

        self._client = TestClient(app, base_url="http://here", headers={"x-name": name}, follow_redirects=False)

    def get(self, path: str, query: Mapping[str, str] | None = None) -> Any:
        return self._client.get(path, params=query)

    def post(self, path: str, form: Mapping[str, Any], **headers: str) -> Any:
        return self._client.post(path, data=form, headers={**HERE, **headers})


@pytest.fixture
def noor(own: Served) -> Reviewing:
    return Reviewing(own, "noor")


@pytest.fixture
def sami(own: Served) -> Reviewing:
    return Reviewing(own, "sami")


def by_report(record: Record, report: str) -> Incident:
    return next(one for one in record.incidents() if report in one.reports)


@pytest.fixture
def told_twice(own: Served) -> Incident:
    """The incident that three reports tell of."""
    found = by_report(own.record, "wire")
    assert set(found.reports) >= {"wire", "post"}
    return found


def claim_of(record: Record, report: str) -> str:
    return next(claim.id for claim in record.claims(report))


def decided(record: Record) -> int:
    return len(list(record.decisions()))


@pytest.fixture
def forms(own: Served) -> Mapping[str, Mapping[str, Any]]:
    """A form of every act about the incident that "wire" tells, by the act's name."""
    claim, other = claim_of(own.record, "wire"), by_report(own.record, "arabic")
    return {
        "accept": {"claim": claim},
        "reject": {"claim": claim},
        "correct": {"claim": claim, "f-value": "13"},
        "place": {"name": "Nowhere Yet", "lat": "10.5", "lon": "20.5"},
        "merge": {"other": f"{other.id} {Reviewing(own, 'noor').seen(other)}"},
        "split": {"claim": claim},
        "move": {"claim": claim, "other": f"{other.id} {Reviewing(own, 'noor').seen(other)}"},
        "grade": {"grade": "weak"},
        "note": {"note": "look again"},
        "sign": {},
        "ask": {"whom": "sami"},
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
def test_who_may_not_is_refused(own: Served, told_twice: Incident, forms: Mapping[str, Any], act: str) -> None:
    reader = Reviewing(own, "rana/reader")
    answer = reader.send(act, told_twice, Reviewing(own, "noor").seen(told_twice), **forms[act])
    assert answer.status_code == 403
    assert decided(own.record) == 0
    assert f'acts/{act}"' not in reader.page(told_twice)


@pytest.mark.parametrize("act", [*ACTS, "answer", "take_back"])
def test_what_no_page_of_ours_sent_is_refused(noor: Reviewing, told_twice: Incident, forms: Any, act: str) -> None:
    form = {"incident": told_twice.id, "seen": noor.seen(told_twice), "decision": "1", **forms.get(act, {})}
    for csrf in ("", "token of sami"):
        answer = noor.client.post(addresses.act(RECORD, act), {**form, "csrf": csrf})
        assert answer.status_code == 403
    elsewhere = noor.client.post(
        addresses.act(RECORD, act), {**form, "csrf": noor.token}, **{"Sec-Fetch-Site": "cross-site"}
    )
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
        page = noor.client.get(addresses.claim(RECORD, incident.id, claim)).text
        form = {name: unescape(value) for name, value in re.findall('name="(f-[a-z_]+)" value="([^"]*)"', page)}
        for name, options in re.findall('<select id="[^"]*" name="(f-[a-z_]+)"[^>]*>(.*?)</select>', page):
            form[name] = re.findall('value="([^"]*)" selected', options)[0]
        assert len(form) == 18
        answer = noor.send("correct", incident, claim=claim, **form)
        assert answer.status_code == 409
        assert "nothing on the form differs" in answer.text.lower()


def test_hostile_words_of_reviewers_are_harmless(own: Served, told_twice: Incident) -> None:
    hostile = Reviewing(own, "noor")
    hostile.does("note", told_twice, note=SCRIPT)
    hostile.does("ask", told_twice, whom=SCRIPT, note=SCRIPT)
    page = hostile.page(told_twice)
    assert "&lt;script&gt;document.title" in page
    assert "<script>document" not in page
    assert "\u202e" not in page
    answer = hostile.send("place", told_twice, name=f'"{SCRIPT}', lat="x", lon=SCRIPT)
    assert "<script>document" not in answer.text
    search = hostile.client.get(addresses.of_incident(RECORD, told_twice.id, "others", words=f'"{SCRIPT}'))
    assert "<script>document" not in search.text


def test_a_sign_off_gives_a_receipt_and_what_changes_after_it_is_shown_beside_it(
    noor: Reviewing, told_twice: Incident
) -> None:
    made = noor.does("sign", told_twice)
    page = noor.page(told_twice, done=str(made.number))
    address = addresses.receipt(RECORD, made.number)
    assert address in page
    answer = noor.client.get(address)
    assert answer.headers["content-type"].startswith("text/plain")
    for word in (told_twice.id, str(made.number), loads(made.after)["evidence"], made.hash):
        assert word in answer.text
    noor.does("correct", told_twice, claim=claim_of(noor.record, "wire"), **{"f-value": "13"})
    page = noor.page(by_report(noor.record, "wire"))
    assert "Signed off, and changed since" in page
    assert re.search(r"killed: 12</span>\s*→ <span[^>]*>killed: 13", page)
    assert noor.client.get(addresses.receipt(RECORD, 2)).status_code == 404


def test_a_second_reviewer_sees_nothing_of_the_first(own: Served, told_twice: Incident) -> None:
    noor, sami, rana = (Reviewing(own, name) for name in ("noor", "sami", "rana"))
    claim = claim_of(own.record, "wire")
    noor.does("accept", told_twice, claim=claim)
    noor.does("correct", told_twice, claim=claim_of(own.record, "post"), **{"f-weapon": "rockets"})
    noor.does("note", told_twice, note="they were farmers")
    noor.does("grade", told_twice, grade="discounted", note="I doubt it")
    signed = noor.does("sign", told_twice)
    noor.does("ask", told_twice, whom="sami", note="please")
    telling = ("Accepted by", "stands as", "they were farmers", "discounted</span>", "I doubt it", "please", "receipts/")
    for other in (noor, rana):
        for words in telling:
            assert words in other.page(told_twice), words
    blind = sami.page(told_twice)
    for words in (*telling, "Graded by", "Signed off by"):
        assert words not in blind, words
    assert "Until you have answered" in blind
    corrected = sami.client.get(addresses.claim(RECORD, told_twice.id, claim_of(own.record, "post"))).text
    assert "set by" not in corrected
    assert sami.client.get(addresses.receipt(RECORD, signed.number)).status_code == 403
    seen = sami.seen(told_twice)
    noor.does("note", told_twice, note="one more")
    overtaken = sami.send("answer", told_twice, seen, verdict="differs", note="I count 11")
    assert overtaken.status_code == 409
    assert "noor made" not in overtaken.text
    assert "I count 11" in overtaken.text
    sami.does("answer", told_twice, verdict="differs", note="I count 11")
    for words in (*telling, "I count 11"):
        assert words in sami.page(told_twice), words


def test_a_rejected_claim_stands_aside_and_comes_back(noor: Reviewing, told_twice: Incident) -> None:
    claim = claim_of(noor.record, "wire")
    made = noor.does("reject", told_twice, claim=claim)
    now = by_report(noor.record, "post")
    assert claim not in now.claims
    page = noor.page(now)
    assert "rejected by" in page or now.id != told_twice.id
    noor.does("take_back", now, decision=str(made.number))
    assert claim in by_report(noor.record, "wire").claims


def test_an_incident_of_which_nothing_is_left_leads_to_the_record(noor: Reviewing) -> None:
    only = by_report(noor.record, "arabic")
    answer = noor.send("reject", only, claim=claim_of(noor.record, "arabic"))
    assert answer.headers["location"] == f"{addresses.overview(RECORD)}?done=1"
    assert noor.client.get(answer.headers["location"]).status_code == 200
    noor.page(only, status=404)


def test_merged_incidents_forward_and_split_ones_are_told(noor: Reviewing, told_twice: Incident) -> None:
    other = by_report(noor.record, "arabic")
    made = noor.does("merge", told_twice, other=f"{other.id} {noor.seen(other)}")
    merged = by_report(noor.record, "arabic")
    gone = other if merged.id == told_twice.id else told_twice
    answer = noor.client.get(addresses.incident(RECORD, gone.id))
    assert answer.headers["location"] == addresses.incident(RECORD, merged.id)
    noor.does("take_back", merged, decision=str(made.number))
    split = noor.does("split", told_twice, claim=claim_of(noor.record, "wire"))
    page = noor.page(by_report(noor.record, "post"), done=str(split.number))
    assert addresses.incident(RECORD, by_report(noor.record, "wire").id) in page


def test_the_others_are_found_by_words(noor: Reviewing, told_twice: Incident) -> None:
    other = by_report(noor.record, "arabic")
    page = noor.client.get(addresses.of_incident(RECORD, told_twice.id, "others", words="بير")).text
    assert other.id in page
    refused = noor.send("move", told_twice, other="", words="بير", claim=claim_of(noor.record, "wire"))
    assert refused.status_code == 409
    assert "no other incident is chosen" in refused.text.lower()
    assert other.id in refused.text  # the search is still there


def test_a_page_in_place_takes_its_answer_in_place(noor: Reviewing, told_twice: Incident) -> None:
    here = f"http://here{addresses.incident(RECORD, told_twice.id)}"
    boosted = {"HX-Request": "true", "HX-Boosted": "true", "HX-Current-URL": here}
    form = {"csrf": noor.token, "incident": told_twice.id, "seen": noor.seen(told_twice), "note": "one"}
    assert noor.client.post(addresses.act(RECORD, "note"), form, **boosted).status_code == 303
    refused = noor.client.post(addresses.act(RECORD, "note"), form, **boosted)
    assert refused.status_code == 409
    assert refused.headers["hx-retarget"] == "#main"
    form = {**form, "seen": noor.seen(told_twice)}
    elsewhere = {**boosted, "HX-Current-URL": "http://here/r/planted/incidents/another"}
    assert "HX-Redirect" in noor.client.post(addresses.act(RECORD, "note"), form, **elsewhere).headers


def test_who_is_in_by_the_key_decides_in_their_own_name(own: Served, told_twice: Incident) -> None:
    with httpx.Client(base_url=own.url, cookies=enter(own).cookies, headers=HERE) as client:
        page = client.get(addresses.incident(RECORD, told_twice.id)).text
        form = dict(re.findall('name="(csrf|seen|incident)" value="([^"]+)"', page))
        assert client.post(addresses.act(RECORD, "note"), data={**form, "note": "by key"}).status_code == 303
    assert [one.by for one in own.record.decisions()] == [NAME]

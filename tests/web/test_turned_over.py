"""What is turned over page by page: the trail of decisions, tallies, sources, and places that wait."""

import html
import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from tadwin.review.fields import FIELDS
from tadwin.review.named import Known
from tadwin.run import signing
from tadwin.run.deciding import Word, set_field
from tadwin.run.folded import folded
from tadwin.store.schema import DECISIONS
from tadwin.types import Incident
from tadwin.vocab import Scope
from tadwin.web import addresses
from web.conftest import NAME, RECORD, Served, Watch, enter
from web.planted_desk import NOWHERE, TWICE

HERE = {"Sec-Fetch-Site": "same-origin"}
NOBODY = Known(lambda _: (), lambda _: None)
OTHER = Word("Reviewer Two", "2031-06-01T08:00:00Z", "what the other one thinks")


@pytest.fixture
def inside(own: Served) -> Iterator[httpx.Client]:
    """A client that is in, on a record of its own."""
    with httpx.Client(base_url=own.url, cookies=enter(own).cookies, headers=HERE) as one:
        yield one


def told_by(served: Served, report: str) -> Incident:
    return next(one for one in served.record.incidents() if report in one.reports)


def page(client: httpx.Client, name: str, /, **query: object) -> str:
    answer = client.get(addresses.page(RECORD, name, **query))
    assert answer.status_code == 200
    return html.unescape(answer.text)


def listed(text: str) -> list[int]:
    return [int(one) for one in re.findall(r'<li id="d(\d+)"', text)]


def hidden(text: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', text)
    assert found
    return found[1]


# the trail


def test_decisions_are_listed_chosen_and_undone(own: Served, inside: httpx.Client) -> None:
    signing.note(own.record, told_by(own, "wire"), Word("Reviewer Two", OTHER.at, "a first note"))
    signing.grade(own.record, told_by(own, "wire"), "weak", Word("Reviewer Three", OTHER.at))
    signing.note(own.record, told_by(own, "arabic"), OTHER)
    text = page(inside, "audit")
    assert listed(text) == [3, 2, 1]
    assert own.record.head() in text
    assert "a first note" in text
    assert listed(page(inside, "audit", by="Reviewer Two")) == [3, 1]
    assert listed(page(inside, "audit", action="grade")) == [2]
    assert listed(page(inside, "audit", incident=told_by(own, "wire").id)) == [2, 1]
    data = {"csrf": hidden(text, "csrf"), "decision": "2", "back": addresses.page(RECORD, "audit")}
    assert inside.post(addresses.act(RECORD, "undo"), data=data).status_code == 303
    text = page(inside, "audit")
    assert listed(text) == [4, 3, 2, 1]
    assert 'id="d2" data-row tabindex="-1" class="undone"' in text
    assert "taken back by decision 4" in text
    assert listed(page(inside, "audit", incident=told_by(own, "wire").id)) == [4, 2, 1]


def test_a_decision_whose_words_are_gone_is_marked_with_them(own: Served, inside: httpx.Client) -> None:
    signing.note(own.record, told_by(own, "twice"), OTHER)
    with own.record.turn(), own.record.transaction() as connection:
        (row,) = connection.execute(DECISIONS.select()).mappings()
        lost = [{**one, "quote": "thirteen", "claim": "c0", "before": "once there were "} for one in row["anchors"]]
        connection.execute(update(DECISIONS).values(anchors=lost))
    text = page(inside, "audit")
    assert "Orphaned: no claim has these words any more:" in text
    assert "once there were <strong>thirteen</strong>" in text
    assert "1 fault:" in page(inside, "audit/check")


def test_the_chain_is_checked_and_against_a_head(own: Served, inside: httpx.Client) -> None:
    signing.note(own.record, told_by(own, "wire"), OTHER)
    kept = own.record.head()
    signing.note(own.record, told_by(own, "wire"), OTHER)
    assert "2 decisions stand as they were made" in page(inside, "audit/check")
    assert "that of decision 1 of 2" in page(inside, "audit/check", against=kept)
    assert "that of decision 1 of 2" in page(inside, "audit/check", against=f" {kept[:20].upper()} ")
    assert "No decision of this record has the head" in page(inside, "audit/check", against="0" * 64)
    assert "A head is 64 hexadecimal digits" in page(inside, "audit/check", against="<script>")


def test_a_second_reviewer_does_not_see_the_first_ones_view(own: Served, inside: httpx.Client) -> None:
    incident = told_by(own, "wire")
    signing.note(own.record, incident, OTHER)
    (claim,) = own.record.claims("wire")
    set_field(own.record, claim, FIELDS["weapon"], "a shell", NOBODY, OTHER)
    assert "decided by Reviewer Two" in page(inside, "reports/wire")
    signing.ask(own.record, incident, NAME, Word("Reviewer Two", OTHER.at))
    assert "Reviewer Two" not in page(inside, "reports/wire")
    text = page(inside, "audit")
    assert listed(text) == [3, 2, 1]
    assert text.count("Hidden until you have answered") == 3
    assert "what the other one thinks" not in text
    assert listed(page(inside, "audit", by="Reviewer Two")) == []
    signing.answer(own.record, incident, "agrees", Word(NAME, OTHER.at))
    assert "what the other one thinks" in page(inside, "audit")


def test_no_page_and_no_act_tells_a_second_reviewer_of_a_hidden_decision(own: Served, inside: httpx.Client) -> None:
    incident = told_by(own, "wire")
    (rejected,) = own.record.claims("post")  # all of its frame, and of its report
    set_field(own.record, rejected, FIELDS["rejected"], "yes", NOBODY, OTHER)
    incident = told_by(own, "wire")
    assert "post" not in incident.reports
    elsewhere = told_by(own, "arabic")
    signing.note(own.record, elsewhere, Word("Reviewer Two", OTHER.at, "of another one"))
    signing.grade(own.record, incident, "weak", OTHER)
    assert "The grade is given" in page(inside, "incidents", done=3)
    assert "a claim as left out" in page(inside, "audit")
    signing.ask(own.record, incident, NAME, Word("Reviewer Two", OTHER.at))
    for number, kind in ((1, "The value is set"), (3, "The grade is given"), (4, "A second reviewer is asked for")):
        for name in ("incidents", "audit", "reports/wire"):
            assert kind not in page(inside, name, done=number)
    assert "The note is kept" in page(inside, "incidents", done=2)
    text = page(inside, "audit")
    assert "a claim as left out" not in text
    assert text.count("Hidden until you have answered") == 3
    assert "of another one" in text
    token = hidden(text, "csrf")
    for number in (1, 3, 4):
        answer = inside.post(addresses.act(RECORD, "undo"), data={"csrf": token, "decision": str(number)})
        assert answer.status_code == 403
        assert "when you have answered" in answer.text
    assert len(list(own.record.decisions())) == 4
    own_note = signing.note(own.record, told_by(own, "wire"), Word(NAME, OTHER.at, "mine"))
    assert "The note is kept" in page(inside, "incidents", done=own_note.decision.number)
    mine = str(own_note.decision.number)
    assert inside.post(addresses.act(RECORD, "undo"), data={"csrf": token, "decision": mine}).status_code == 303
    signing.answer(own.record, told_by(own, "wire"), "agrees", Word(NAME, OTHER.at))
    assert "a claim as left out" in page(inside, "audit")
    assert inside.post(addresses.act(RECORD, "undo"), data={"csrf": token, "decision": "1"}).status_code == 303


# tallies, sources


def test_a_tally_stands_beside_the_record(client: httpx.Client, served: Served) -> None:
    claim = next(one for one in served.record.claims() if one.scope is Scope.TALLY)
    assert addresses.tally(RECORD, claim.id) in page(client, "tallies")
    text = html.unescape(client.get(addresses.tally(RECORD, claim.id)).text)
    assert "<dt>Claimed</dt><dd>40</dd>" in text
    assert "it is no undercount" in text
    # The two attacks in the province whose places are known and told of that day.
    assert addresses.incident(RECORD, told_by(served, "wire").id) in text
    other = next(one for one in served.record.claims() if one.scope is not Scope.TALLY)
    assert client.get(addresses.tally(RECORD, other.id)).status_code == 404


def test_who_speaks_and_who_is_blamed_lead_to_lists(client: httpx.Client) -> None:
    text = page(client, "sources")
    assert "Example Wire" in text
    assert "not in the actors’ files" in text
    reports = page(client, "reports", publisher="Example Wire")
    assert "Report wire" in reports
    assert "document.title = 'taken'" not in reports
    assert "Nuun Monitor" in page(client, "sources", show="claimants")
    named = page(client, "reports", claimant="Nuun Monitor")
    assert re.findall(r'dir="auto">(Report [^<]+)<', named) == ["Report wire"]
    blamed = page(client, "sources", show="blamed")
    assert "Army of Xland" in blamed
    assert "army-x" in blamed
    assert client.get(addresses.page(RECORD, "sources", show="x")).status_code == 400


# places


def test_a_name_is_placed_for_every_claim_and_back(own: Served, inside: httpx.Client) -> None:
    assert NOWHERE.name in page(inside, "places")
    text = page(inside, "places/named", name=NOWHERE.name)
    assert "Set it for 2 claims" in text
    data = {"csrf": hidden(text, "csrf"), "called": NOWHERE.name, "token": hidden(text, "token")}
    nowhere = {**data, "name": "Tell Nowhere", "lat": "95", "lon": "1"}
    wrong = inside.post(addresses.act(RECORD, "place_name"), data=nowhere)
    assert wrong.status_code == 409
    assert "is nowhere" in wrong.text
    assert 'value="95"' in wrong.text
    given = {**data, "name": "Tell Nowhere", "lat": "34.25", "lon": "40.75"}
    both = inside.post(addresses.act(RECORD, "place_name"), data={**given, "choice": "Qasr Nuun, 34.1, 40.2"})
    assert "choose one of them" in both.text
    assert not list(own.record.decisions())
    assert inside.post(addresses.act(RECORD, "place_name"), data=given).status_code == 303
    assert NOWHERE.name not in page(inside, "places")
    placed = [one.places[0] for one in folded(own.record).claims if one.report_id.startswith("nowhere")]
    assert {(one.lat, one.lon) for one in placed} == {(34.25, 40.75)}
    late = inside.post(addresses.act(RECORD, "place_name"), data=given)
    assert late.status_code == 409
    assert "no claim waits" in late.text.lower()
    (made,) = own.record.decisions()
    data = {"csrf": data["csrf"], "decision": str(made.number)}
    assert inside.post(addresses.act(RECORD, "undo"), data=data).status_code == 303
    assert NOWHERE.name in page(inside, "places")


@pytest.mark.slow
def test_a_place_is_picked_on_the_map_by_keyboard(own: Served, watch: Watch) -> None:
    shown = watch(own, enter(own)).page
    shown.goto(own.url + addresses.page(RECORD, "places/named", name=NOWHERE.name))
    shown.locator("[data-picks]").wait_for()
    shown.keyboard.press("m")
    for key in ("ArrowRight", "ArrowUp", "Enter"):
        shown.keyboard.press(key)
    expect(shown.locator("[name=lat]")).to_have_value(re.compile(r"-?\d+\.?\d*"))
    lat, lon = (float(shown.locator(f"[name={name}]").input_value()) for name in ("lat", "lon"))
    shown.keyboard.press("Escape")
    shown.get_by_role("button", name=re.compile("Set it for 2 claims")).click()
    shown.wait_for_url(re.compile("/places"))
    expect(shown.locator("#flash")).to_contain_text("The value is set")
    placed = {(one.places[0].lat, one.places[0].lon) for one in folded(own.record, ["nowhere"]).claims}
    assert placed == {(lat, lon)}


@pytest.mark.slow
def test_a_candidate_is_chosen(own: Served, watch: Watch) -> None:
    shown = watch(own, enter(own), width=360).page
    shown.goto(own.url + addresses.page(RECORD, "places/named", name=TWICE.name))
    shown.get_by_role("radio", name=re.compile("Hill Province")).check()
    shown.get_by_role("button", name=re.compile("Set it for 1 claim")).press("Enter")
    expect(shown.locator("#flash")).to_contain_text("The value is set")
    (place,) = next(iter(folded(own.record, ["twice"]).claims)).places
    assert (place.lat, place.candidates) == (35.0, ())

"""What waits for a place: listed with what it lacks, and looked for where the record's other incidents are."""

import re

import httpx

from tadwin.review.named import Known
from tadwin.run.adding import add_claim
from tadwin.run.deciding import Word
from tadwin.vocab import Effect
from tadwin.web import addresses
from web.conftest import RECORD, Served, enter
from web.named import by_report


def test_incidents_outside_the_totals_are_listed_with_a_way_to_their_place(
    served: Served, client: httpx.Client
) -> None:
    page = client.get(addresses.page(RECORD, "places")).text
    outside = page.split('id="unplaced"')[1]
    unplaced = [one for one in served.record.incidents() if one.unplaced]
    assert unplaced
    for one in unplaced:
        assert f'href="{addresses.incident(RECORD, one.id, "place")}"' in outside
    assert len(re.findall("<tr data-row>", outside)) == len(unplaced)
    overview = client.get(addresses.overview(RECORD)).text
    assert f'{addresses.page(RECORD, "places")}#unplaced">{len(unplaced)}</a>' in overview


def test_without_a_place_nearness_is_not_told(served: Served, client: httpx.Client) -> None:
    one = by_report(served.record, "unplaced")
    near = client.get(addresses.of_incident(RECORD, one.id, "near")).text
    assert "It has no place, so that it cannot be told" in near
    assert "None within" not in near


def test_a_claim_that_is_added_is_counted_and_its_number_waits_no_more(own: Served) -> None:
    (waits,) = own.record.unclaimed("wire")
    with httpx.Client(base_url=own.url, cookies=enter(own).cookies) as inside:
        number = len(list(own.record.claims()))
        assert "that gave no claim" in inside.get(addresses.report(RECORD, "wire")).text
        nobody = Known(places=lambda _: (), actor=lambda _: None)
        words = Word("noor", "2031-05-05T00:00:00Z")
        values = {"effect": Effect.MISSING.value, "value": "12"}
        add_claim(own.record, own.record.report("wire"), waits.span.start, waits.span.end, values, nobody, words)
        assert "that gave no claim" not in inside.get(addresses.report(RECORD, "wire")).text
        overview = inside.get(addresses.overview(RECORD)).text
        assert f">{number + 1}</a>" in overview
        assert "missing 1</span>" in overview

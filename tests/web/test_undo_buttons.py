"""Who may not take a decision back is shown no button for it: what the page offers is what the act allows."""

import re
from collections.abc import Iterator

import pytest

from tadwin.web import addresses
from web.conftest import RECORD, Served
from web.named import Reviewing, by_report, claim_of, open_to_names


@pytest.fixture
def people(own: Served) -> Iterator[tuple[Reviewing, Reviewing]]:
    """A reviewer and a recorder."""
    with open_to_names(own) as shared:
        both = Reviewing(shared, "noor"), Reviewing(shared, "rana/recorder")
        yield both
        for one in both:
            one.close()


def offered(text: str) -> set[int]:
    """The decisions that a page offers to take back, or to bring back."""
    forms = re.findall(r'<form[^>]*acts/(?:undo|take_back)".*?</form>', text, flags=re.DOTALL)
    return {int(found) for form in forms for found in re.findall(r'name="decision" value="(\d+)"', form)}


def test_only_what_somebody_may_take_back_is_offered_to_them(own: Served, people: tuple[Reviewing, Reviewing]) -> None:
    noor, rana = people
    incident, claim = by_report(own.record, "wire"), claim_of(own.record, "wire")
    noor.does("note", incident, note="look again")
    noor.does("grade", incident, grade="weak")
    noor.does("reject", incident, claim=claim)
    incident = by_report(own.record, "post")
    noor.does("take_back", incident, decision=2)
    noor.does("sign", incident)
    pages = [addresses.page(RECORD, "audit"), addresses.incident(RECORD, incident.id)]
    pages += [addresses.report(RECORD, "wire"), addresses.telling(addresses.page(RECORD, "incidents"), 5)]
    seen = {name: [offered(one.get(page).text) for page in pages] for name, one in (("noor", noor), ("rana", rana))}
    assert seen["noor"] == [{1, 3, 4, 5}, {1, 4, 5}, {3}, {5}]
    assert seen["rana"] == [{1}, {1}, set(), set()]
    for number in (1, 3, 4, 5):
        answer = rana.post("undo", {"csrf": rana.token, "decision": str(number)})
        assert (answer.status_code == 303) is (number == 1)

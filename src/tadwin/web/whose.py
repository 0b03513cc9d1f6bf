"""Of which incidents decisions are: what a list of decisions names beside each."""

from collections.abc import Mapping

from tadwin.run.told import incidents_of
from tadwin.store.record import Record
from tadwin.types import Decision, Incident
from tadwin.web import looking


def whose(record: Record, ends: Mapping[int, Decision]) -> Mapping[int, tuple[Incident, ...]]:
    """The incidents of today that each decision is about, by its number; an undo is of those of what it takes back.

    `ends` has what each takes back in the end, as `veiled.roots` finds it. None for one whose claims are in no
    incident any more.
    """
    reports = {at.report_id for one in ends.values() for at in one.anchors}
    told = incidents_of(record, reports)
    holding = {claim: one for one in told for claim in one.claims}
    named: dict[int, tuple[Incident, ...]] = {}
    for number, end in ends.items():
        of = {one.id: one for at in end.anchors if (one := holding.get(at.claim)) is not None}
        # What is said of an incident as a whole names it, and no claim of it.
        named[number] = tuple(of.values()) or (looking.follow(record, end.field) if end.field else ())
    return named

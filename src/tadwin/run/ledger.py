"""The ledger of a record: its tallies beside its incidents, made when it is asked for, so that it is never stale."""

from datetime import date

from tadwin.reconcile.tallies import ledger
from tadwin.run.folded import folded
from tadwin.store import tallied
from tadwin.store.record import Record
from tadwin.types import Claim, Incident, Tally
from tadwin.vocab import Scope


def tallies_of(record: Record) -> tuple[Tally, ...]:
    """Every asserted tally beside what the record holds of the same people, by report and place in the text."""
    return ledger(folded(record).claims, list(record.incidents()))


def tally_of(record: Record, claim: Claim) -> Tally | None:
    """What `tallies_of` gives of one claim, read off the incidents of its period alone; None where it is no tally.

    `claim` is as reviewers left it.
    """
    days = _days(claim)
    reports = {claim.report_id, *(one.report_id for one in tallied.rescoped(record))}
    incidents: list[Incident] = []
    if days is not None:
        reports |= tallied.reports_around(record, *days, claim.part_of)
        own = set(record.incidents_of_reports([claim.report_id]).values())
        incidents = tallied.incidents_between(record, *days, own)
    others = [one for one in folded(record, reports).claims if one.scope is Scope.TALLY and one.id != claim.id]
    return next((one for one in ledger([claim, *others], incidents) if one.claim == claim.id), None)


def _days(claim: Claim) -> tuple[date, date] | None:
    for time in (claim.time, claim.period):
        if time is not None and time.start is not None and time.end is not None:
            return time.start, time.end
    return None

"""The ledger of a record: its tallies beside its incidents, made when it is asked for, so that it is never stale."""

from tadwin.reconcile.tallies import ledger
from tadwin.run.folded import folded
from tadwin.store.record import Record
from tadwin.types import Tally


def tallies_of(record: Record) -> tuple[Tally, ...]:
    """Every asserted tally beside what the record holds of the same people, by report and place in the text."""
    return ledger(folded(record).claims, list(record.incidents()))

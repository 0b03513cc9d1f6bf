"""The ledger of one tally, read off the incidents of its period, is its line in the ledger of all."""

from pathlib import Path

import pytest
from decided_record import NOBODY, NOOR
from planted_record import crowd, keep

from tadwin.review.fields import FIELDS
from tadwin.run.deciding import set_field
from tadwin.run.folded import folded
from tadwin.run.ledger import tallies_of, tally_of
from tadwin.run.relink import relink
from tadwin.store import tallied
from tadwin.store.record import Record, open_record
from tadwin.vocab import Scope, Stance


def _held_alike(record: Record) -> int:
    every = {one.claim: one for one in tallies_of(record)}
    claims = [one for one in folded(record).claims if one.scope is Scope.TALLY and one.stance is Stance.ASSERTED]
    assert every.keys() == {one.id for one in claims}
    for claim in claims:
        assert tally_of(record, claim) == every[claim.id]
    return len([one for one in every.values() if one.counted or one.inside or one.excluded])


@pytest.mark.parametrize("seed", [5, 6])
def test_a_tally_alone_is_what_it_is_among_all(tmp_path: Path, seed: int) -> None:
    with open_record(tmp_path / "record.db") as record:
        keep(record, crowd(150, seed))
        relink(record)
        assert _held_alike(record) > 2
        # Decisions that make a tally of a claim, make one none, leave one out and give one other days.
        claims = list(record.claims())
        read = [one for one in claims if one.scope is Scope.TALLY]
        other = next(one for one in claims if one.scope is Scope.INCIDENT and one.time is not None and one.places)
        for machine, field, words in (
            (other, "scope", "tally"),
            (other, "day", "2031-01-01..2031-12-31"),
            (read[0], "scope", "incident"),
            (read[1], "rejected", "true"),
            (read[2], "day", "2031-01-01..2031-12-31"),
        ):
            set_field(record, machine, FIELDS[field], words, NOBODY, NOOR)
        assert _held_alike(record) > 2
        assert [one.claim for one in tallied.rescoped(record)] == [other.id, read[0].id]

"""A process that is stopped in the middle of a decision, or was by an older tadwin: nothing of it stays half done."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from decided_record import NOBODY, NOOR, A, B, by_report, merged, tell, telling, told
from killed_decider import __file__ as killed_decider

from tadwin.errors import Overtaken
from tadwin.review.fields import FIELDS
from tadwin.run import deciding, relink, signing
from tadwin.run.assemble import assemble
from tadwin.run.deciding import Word, anchors_of, claims_of
from tadwin.run.seen import seen
from tadwin.store.check import check_record
from tadwin.store.record import Record, open_record
from tadwin.store.reviews import Reviews
from tadwin.types import Incident


def state(record: Record) -> tuple[object, ...]:
    """All that a person sees of it."""
    incidents = list(record.incidents())
    rows = Reviews(record).of([one.id for one in incidents])
    return incidents, rows, list(record.decisions()), record.needs_linking(relink.linker(record))


def token(record: Record, incident: Incident) -> dict[str, str]:
    return {incident.id: seen(Reviews(record).of([incident.id])[incident.id])}


def left_half_done(record: Record) -> None:
    """Merges r0 and r1 as an older tadwin did that was killed before it put the incident of both."""
    inside = claims_of(record, [by_report(record, "r0"), by_report(record, "r1")])
    side = {claim.id: number for number, claim in enumerate(inside)}
    anchors = anchors_of(record, inside, side)
    with record.turn():
        record.append(action="merge", anchors=anchors, by="sami", at=NOOR.at)


@pytest.mark.parametrize("step", ["put_incidents", "put_frames", "Reviews.put", "put_linked", "incidents_named"])
def test_a_process_killed_while_it_decides_leaves_all_as_it_was(step: str, tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with telling(A, B) as record:
        before = state(record)
        shutil.copy(record.name, path)
        for beside in ("-wal", "-shm"):
            if Path(record.name + beside).exists():
                shutil.copy(record.name + beside, f"{path}{beside}")
    ended = subprocess.run([sys.executable, killed_decider, step, path], check=False)
    assert ended.returncode == -signal.SIGKILL
    with open_record(path, shared=True) as record:
        assert state(record) == before
        assert check_record(record) == ()
        merged(record, "r0", "r1")
        assert told(record) == {frozenset({"r0", "r1"})}


def test_a_step_that_fails_leaves_all_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    with telling(A, B) as record:
        before = state(record)

        def broken(*_: object, **__: object) -> None:
            raise RuntimeError("no room")

        with monkeypatch.context() as patch:
            patch.setattr(Record, "put_linked", broken)
            with pytest.raises(RuntimeError, match="no room"):
                merged(record, "r0", "r1")
        assert state(record) == before
        merged(record, "r0", "r1")
        assert told(record) == {frozenset({"r0", "r1"})}


def test_what_an_older_tadwin_left_half_done_is_finished_before_the_next_decision() -> None:
    with telling(A, B) as record:
        first, shown = by_report(record, "r0"), token(record, by_report(record, "r0"))
        left_half_done(record)
        assert told(record) == {frozenset({"r0"}), frozenset({"r1"})}  # what the page still showed
        with pytest.raises(Overtaken):  # for what was decided meanwhile stands, though nobody could see it
            signing.note(record, first, Word("noor", NOOR.at, "as I saw it", shown))
        assert told(record) == {frozenset({"r0", "r1"})}
        assert record.needs_linking(relink.linker(record)) == []
        assert [one.action for one in record.decisions()] == ["merge"]


def test_nobody_signs_off_what_they_did_not_see() -> None:
    with telling(A, B) as record:
        first = by_report(record, "r0")
        left_half_done(record)
        with pytest.raises(Overtaken, match="has changed"):  # the command line shows nothing, and hands on nothing seen
            signing.sign(record, first, NOOR)
        assert [one.action for one in record.decisions()] == ["merge"]


def test_what_cannot_be_linked_can_still_be_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A decision of before that no incident can be made with must not keep everybody from taking it back."""
    with telling(A, B) as record:
        left_half_done(record)

        def fails_with_it(*arguments: object, **named: object) -> object:
            if len(list(record.decisions())) == 1:
                raise RuntimeError("this decision breaks it")
            return assemble(*arguments, **named)  # type: ignore[arg-type]

        monkeypatch.setattr("tadwin.run.relink.assemble", fails_with_it)
        (claim, *_) = record.claims("r0")
        with pytest.raises(RuntimeError):
            deciding.set_field(record, claim, FIELDS["value"], "13", NOBODY, NOOR)
        deciding.undo(record, 1, NOOR)
        assert told(record) == {frozenset({"r0"}), frozenset({"r1"})}


def test_a_report_that_waited_is_linked_with_the_next_decision() -> None:
    with telling(A, B) as record:
        tell(record, "r2", A + " So a neighbour said.")  # a run that was killed before it linked
        (claim, *_) = record.claims("r1")
        deciding.set_field(record, claim, FIELDS["value"], "13", NOBODY, NOOR)
        assert frozenset({"r0", "r2"}) in told(record)

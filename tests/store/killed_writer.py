"""A run over invented reports, killed by the system at a chosen statement and run again. Run as a program.

For every step-th statement that a whole run executes, a child process runs until that statement, says
so through a pipe and waits; it is killed there, and a second run goes to its end over what the first
left. Prints one JSON object: how many statements a whole run has, the kills, and what each record held in the end.
"""

import contextlib
import hashlib
import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import alembic.command  # noqa: F401  (loaded once, before the children are made)
from sqlalchemy import Engine, event

from tadwin import ids, spans
from tadwin.store.check import check_record
from tadwin.store.record import open_record
from tadwin.types import Claim, Decision, Extraction, Figure, Incident, Report, Unclaimed
from tadwin.vocab import Effect, Qualifier

TEXTS = {
    "one": "Four people were killed in Qarya. Nine trees stood.",
    "two": "Four people were killed near the mill. Nine lamps burned.",
    "copy": "Four people were killed in Qarya. Nine trees stood.",
    "three": "Four people were killed at dawn. Nine doors were shut.",
}


def report(name: str, text: str) -> tuple[Report, bytes]:
    return Report(name, text, hashlib.sha256(text.encode()).hexdigest(), "text/plain"), text.encode()


def extract(read: Report) -> Extraction:
    four, nine = read.text.index("Four"), read.text.index("Nine")
    claim = Claim(
        id=ids.claim_id(read.id, Effect.KILLED, four, four + 4),
        report_id=read.id,
        frame=ids.frame_id(read.id, 0),
        span=spans.cut(read, four, four + 23),
        number=spans.cut(read, four, four + 4),
        effect=Effect.KILLED,
        figure=Figure(4, Qualifier.EXACT, 4, 4, "Four"),
    )
    return Extraction(read.id, (claim,), (Unclaimed(spans.cut(read, nine, nine + 4), "counts no people"),))


def run(path: Path) -> None:
    """What `tadwin run` does to a record, in small."""
    with open_record(path) as record:
        record.set_versions({"tadwin": "test", "model": "none"})
        record.set_aside("broken.pdf", "it is encrypted")
        for name, text in TEXTS.items():
            record.add_report(*report(name, text), name=f"{name}.txt")
        for report_id in record.needs_extraction("e1"):
            record.put_extraction(extract(record.report(report_id)), "e1")
        record.put_incidents(
            Incident(ids.incident_id(c.frame), (c.frame,), (c.id,), (c.report_id,), None, (), None, None, (), ())
            for c in record.claims()
        )
        record.put_frames({c.frame: ["every", c.report_id] for c in record.claims()})
        if not list(record.decisions()):
            record.append(action="merge", anchors=(), by="noor", at="2031-05-01T00:00:00Z", touches=["one"])
        record.put_linked(record.needs_linking("l1"), "l1")


def held(path: Path) -> str:
    """All that the record gives, as text."""
    with open_record(path) as record:
        reports = list(record.reports())
        return repr(
            (
                reports,
                [(r.id, record.readings(r.id), record.aliases(r.id), record.unclaimed(r.id)) for r in reports],
                [record.raw(r.sha256) for r in reports],
                list(record.claims()),
                list(record.incidents()),
                record.set_asides(),
                record.versions(),
                record.needs_extraction("e1"),
                record.needs_linking("l1"),
                sorted(record.frames_by_keys(["every", "one"])),
                record.incidents_of_reports([r.id for r in reports]),
                record.linked_reports("l1"),
                [unsalted(decision) for decision in record.decisions()],
                check_record(record),
            )
        )


def unsalted(decision: Decision) -> Decision:
    """A decision without what is random in it, and what follows from that."""
    return replace(decision, previous="", hash="", salts={}, commitments={})


def at_each_statement(do: Callable[[], None]) -> None:
    def heard(*_: object) -> None:
        do()

    event.listen(Engine, "before_cursor_execute", heard)
    event.listen(Engine, "commit", heard)


def killed_at(path: Path, statement: int) -> None:
    """Runs in a child until it is about to execute this statement, counted from 1, and kills it there."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        seen = 0

        def count() -> None:
            nonlocal seen
            seen += 1
            if seen == statement:
                os.write(writing, b"here")
                signal.pause()

        at_each_statement(count)
        with contextlib.suppress(BaseException):
            run(path)
        os._exit(1)
    os.close(writing)
    try:
        if os.read(reading, 4) != b"here":
            raise RuntimeError(f"the run ended before statement {statement}")
    finally:
        os.close(reading)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def statements(path: Path) -> int:
    """How many statements a whole run executes, counted in a child so that no listener stays."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:

        def tell() -> None:
            os.write(writing, b".")

        at_each_statement(tell)
        run(path)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        number = len(pipe.read())
    _, status = os.waitpid(child, 0)
    if status:
        raise RuntimeError("the run failed")
    return number


def main(folder: Path, step: int) -> None:
    whole = statements(folder / "whole.db")
    ends = {}
    for statement in range(1, whole + 1, step):
        path = folder / f"{statement}.db"
        killed_at(path, statement)
        run(path)
        ends[statement] = held(path)
    sys.stdout.write(json.dumps({"statements": whole, "whole": held(folder / "whole.db"), "ends": ends}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

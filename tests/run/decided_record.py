"""A record of invented reports of one sentence or more each, for tests of what reviewers decide."""

import hashlib
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path

from tadwin import ids, spans
from tadwin.review.named import Known
from tadwin.run import deciding
from tadwin.run.deciding import Outcome, Word
from tadwin.run.relink import relink
from tadwin.store.record import Record, open_record
from tadwin.types import Claim, Extraction, Figure, Incident, Place, Report, When
from tadwin.vocab import DatePrecision, Effect, EventType, PlacePrecision, Qualifier

#: Far from each other, so that only what is told of one place and day is linked.
PLACES = {name: Place(name, 10.0 + 5 * n, 20.0, f"g{n}", "North", "XX", PlacePrecision.EXACT)
          for n, name in enumerate(("Orrin", "Vell", "Tamar"))}  # fmt: skip
NOBODY = Known(places=lambda _: (), actor=lambda _: None)
NOOR = Word("noor", "2031-06-01T08:00:00Z", "as the families say")
_SENTENCE = re.compile(r"In (\w+) on (\d{4}-\d\d-\d\d), shelling (killed|injured) (\d+) people\.")


def extract(report: Report, *, rules: int = 1) -> Extraction:
    """A claim and a frame for each sentence of our own. Other `rules` number frames from the end, and quote less."""
    found = list(_SENTENCE.finditer(report.text))
    claims = []
    for number, words in enumerate(found):
        day = date.fromisoformat(words[2])
        numbered = number if rules == 1 else len(found) - number
        claims.append(
            Claim(
                id=ids.claim_id(report.id, Effect(words[3]), words.start(4), words.end(4)),
                report_id=report.id,
                frame=ids.frame_id(report.id, numbered),
                span=spans.cut(report, words.start() if rules == 1 else words.start(3), words.end()),
                number=spans.cut(report, words.start(4), words.end(4)),
                effect=Effect(words[3]),
                figure=Figure(int(words[4]), Qualifier.EXACT, int(words[4]), int(words[4]), words[4]),
                time=When(day, day, DatePrecision.DAY),
                places=(PLACES[words[1]],),
                event_type=EventType.SHELLING,
            )
        )
    return Extraction(report.id, tuple(claims), ())


def sentence(place: str, day: int, killed: int, effect: str = "killed") -> str:
    return f"In {place} on 2031-05-{day:02}, shelling {effect} {killed} people."


def tell(record: Record, report_id: str, text: str, *, rules: int = 1) -> None:
    """Puts a report, or its newer version, with what is read from it."""
    report = Report(report_id, text, hashlib.sha256(text.encode()).hexdigest(), "text/plain")
    record.add_report(report, text.encode())
    record.put_extraction(extract(record.report(report_id), rules=rules), f"rules {rules}")


def read_again(record: Record, rules: int) -> None:
    """What `tadwin run` does when the rules of extraction have changed."""
    for report_id in record.needs_extraction(f"rules {rules}"):
        record.put_extraction(extract(record.report(report_id), rules=rules), f"rules {rules}")
    relink(record)


@contextmanager
def telling(*texts: str) -> Iterator[Record]:
    """A record of these reports, called r0, r1 and so on, its incidents made."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.db"
        path.write_bytes(_empty())
        with open_record(path) as record:
            for number, text in enumerate(texts):
                tell(record, f"r{number}", text)
            relink(record)
            yield record


@lru_cache(maxsize=1)
def _empty() -> bytes:
    """A record without a report: making its tables takes longer than all else here."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.db"
        open_record(path).close()
        return path.read_bytes()


def by_report(record: Record, *reports: str) -> Incident:
    """The incident that holds claims of exactly these reports."""
    (found,) = (one for one in record.incidents() if sorted(one.reports) == sorted(reports))
    return found


def told(record: Record) -> set[frozenset[str]]:
    """Which reports stand together."""
    return {frozenset(incident.reports) for incident in record.incidents()}


def merged(record: Record, *reports: str) -> Outcome:
    return deciding.merge(record, [by_report(record, one) for one in reports], NOOR)


A, B, C = sentence("Orrin", 1, 12), sentence("Vell", 9, 5), sentence("Tamar", 20, 7)

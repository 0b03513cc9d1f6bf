"""A small record for the review app's tests: attacks told twice, what is unplaced, names and texts that are hostile."""

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tadwin import ids, spans
from tadwin.run.relink import relink
from tadwin.store.record import open_record
from tadwin.types import Actor, Claim, Evidence, Extraction, Figure, Place, Report, Unclaimed, When
from tadwin.vocab import Access, DatePrecision, Effect, EventType, PlacePrecision, Qualifier, Scope, Stance

DAY = date(2031, 5, 4)
TOWN = Place("Qasr Nuun", 34.1, 40.2, "x1", "Wadi Province", "XX", PlacePrecision.EXACT)
OTHER_TOWN = Place("بير الزهر", 33.1, 41.2, "x2", "Wadi Province", "XX", PlacePrecision.EXACT)
WADI = Place("Wadi Province", 34.0, 40.0, "w1", "Wadi Province", "XX", PlacePrecision.ADMIN1)
#: A name that no gazetteer knows, and one that is several places.
NOWHERE = Place("Tell Nowhere", precision=PlacePrecision.UNKNOWN)
ANOTHER = Place("Tell Twice", 35.0, 40.0, "x4", "Hill Province", "XX", PlacePrecision.EXACT)
TWICE = Place("Tell Twice", 34.5, 40.5, "x3", "Wadi Province", "XX", PlacePrecision.EXACT, (ANOTHER,))
ARMY = Actor("Army of Xland", "army-x", "state")
MONITOR = Actor("Nuun Monitor", "monitor-n", "monitor")

#: Ids as names of files can be: what browsers resolve away, what must be escaped, another script, markup.
HOSTILE_IDS = (
    "..",
    "../../etc/passwd",
    "./a/../b",
    "a//b/",
    "100%25 #1?x=y&z",
    "تقرير",
    '"><script>alert(1)</script>',
    "~..",
    "a\\b;c",
)
#: Marks out what must never run or steer.
SCRIPT = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">"
OVERRIDE = "\u202e" + "desrever" + "\u202c"
LONG = "Long. " + "word " * 400_000  # a paragraph of 2 MB


def plant(folder: Path) -> None:
    """Writes the record into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with open_record(folder / "record.db") as record:
        for report, claims in told():
            raw = report.text.encode()
            record.add_report(report, raw)
            unclaimed = (Unclaimed(claims[0].span, "a number of something else"),) if report.id == "wire" else ()
            record.put_extraction(Extraction(report.id, claims, unclaimed), "planted")
        record.set_aside("unread.pdf", "it has no text")
        relink(record)


def told() -> Iterator[tuple[Report, tuple[Claim, ...]]]:
    """The reports with their claims."""
    yield _telling("wire", "An air strike on Qasr Nuun killed 12 people, Nuun Monitor said.", 12, claimant=MONITOR)
    yield _telling("post", "Sixteen dead: 16 people died in Qasr Nuun. Army of Xland is blamed.", 16, blamed=(ARMY,))
    yield _telling(
        "denial",
        "Army of Xland denied that 12 people were killed in Qasr Nuun.",
        12,
        stance=Stance.DENIED,
        claimant=ARMY,
    )
    yield _telling(
        "arabic", "قصف على بير الزهر: مقتل 7 مدنيين.", 7, place=OTHER_TOWN, language="ar", title="قصف على بير الزهر"
    )
    yield _telling("nowhere", "In Tell Nowhere 6 people were killed.", 6, place=NOWHERE)
    yield _telling("nowhere again", "Tell Nowhere: 7 people were killed.", 7, place=NOWHERE)
    yield _telling("twice", "In Tell Twice 11 people were killed.", 11, place=TWICE)
    yield _telling("tally", "Over the day 40 people were killed in the province.", 40, scope=Scope.TALLY, place=WADI)
    yield _telling("unplaced", "In the north 3 people were killed.", 3, place=None)
    yield _telling(
        "script",
        f"{SCRIPT} killed 5 people {SCRIPT}",
        5,
        place=None,
        title=SCRIPT,
        publisher=SCRIPT,
        url="javascript:alert(1)",
    )
    yield _telling("override", f"{OVERRIDE} killed 9 people \x1b[31m {OVERRIDE}", 9, place=None, title=OVERRIDE)
    yield _telling("long", f"{LONG} killed 8 people.", 8, place=None)
    for number, name in enumerate(HOSTILE_IDS):
        yield _telling(name, f"Report {number}: 4 people were killed.", 4, place=None, title=name)


def _telling(
    name: str,
    text: str,
    killed: int,
    *,
    place: Place | None = TOWN,
    claimant: Actor | None = None,
    blamed: tuple[Actor, ...] = (),
    stance: Stance = Stance.ASSERTED,
    language: str = "en",
    scope: Scope = Scope.INCIDENT,
    title: str | None = None,
    publisher: str = "Example Wire",
    url: str | None = "https://wire.example/1",
) -> tuple[Report, tuple[Claim, ...]]:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    report = Report(
        name, text, sha256, "text/plain", publisher, title or f"Report {name}", url, language, DAY, access=Access.PUBLIC
    )
    start = text.index(f"{killed} ")
    number = spans.cut(report, start, start + len(str(killed)))
    span = spans.cut(report, start, start + len(f"{killed} people"))
    claim = Claim(
        id=ids.claim_id(name, Effect.KILLED, number.start, number.end),
        report_id=name,
        frame=ids.frame_id(name, 0),
        span=span,
        number=number,
        effect=Effect.KILLED,
        figure=Figure(killed, Qualifier.EXACT, killed, killed, number.quote),
        time=When(DAY, DAY, DatePrecision.DAY, DAY),
        places=() if place is None else (place,),
        perpetrators=blamed,
        claimant=claimant,
        event_type=EventType.AIRSTRIKE,
        stance=stance,
        scope=scope,
        evidence=(Evidence("effect", "a verb of killing", span.start, span.end, span.quote),),
    )
    return report, (claim,)

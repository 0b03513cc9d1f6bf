"""Records of planted reports: many attacks close in time, tolls over them, and what readings and decisions change."""

import hashlib
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from benchmarks.records import FIRST_DAY, generate
from tadwin import ids, spans
from tadwin.run.relink import relink
from tadwin.store.record import Record, open_record
from tadwin.types import Claim, Decision, Extraction, Figure, Incident, Place, Report, When
from tadwin.vocab import DatePrecision, Effect, EventType, PlacePrecision, Qualifier, Scope

#: A report and its claims.
Told = tuple[Report, tuple[Claim, ...]]

#: The days into which all is pressed, so that most attacks have others near them.
_DAYS = 40


def crowd(claims: int, seed: int) -> list[Told]:
    """The reports of `benchmarks.records` within a few weeks, and a toll over two days for every seventh of them."""
    chance = random.Random(seed)  # noqa: S311  # the same for the same seed is what is wanted
    reports, made, _ = generate(claims, seed)
    told = [_pressed(report, [one for one in made if one.report_id == report.id]) for report in reports]
    dated = [one for _, inside in told for one in inside if one.time and one.places[0].admin1]
    tolls = [_toll(f"toll-{number}", one) for number, one in enumerate(chance.sample(dated, len(told) // 7))]
    return [*told, *tolls]


def _pressed(report: Report, claims: Iterable[Claim]) -> Told:
    # Two short reports can say the same to the letter, and would be one; a last line keeps them two.
    text = f"{report.text}\n{report.id}"
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    moved = replace(report, text=text, sha256=sha256, published_at=_moved(report.published_at or FIRST_DAY))
    return moved, tuple(replace(one, time=_when(one.time)) for one in claims)


def _moved(day: date) -> date:
    return FIRST_DAY + (day - FIRST_DAY) % timedelta(days=_DAYS)


def _when(time: When | None) -> When | None:
    if time is None or time.start is None or time.end is None:
        return time
    start = _moved(time.start)
    return replace(time, start=start, end=start + (time.end - time.start))


def _toll(name: str, near: Claim) -> Told:
    """A report of all the dead of a province on the day of this claim and the day after."""
    assert near.time is not None
    assert near.time.start is not None
    start, province = near.time.start, near.places[0].admin1
    time = When(start, start + timedelta(days=1), DatePrecision.DAYS, start)
    place = Place(province or "", None, None, None, province, "XX", PlacePrecision.ADMIN1)
    return telling(name, 900, time, place, scope=Scope.TALLY, event_type=near.event_type)


def telling(name: str, killed: int, time: When | None, *places: Place, **attributes: object) -> Told:
    """A report of one figure."""
    text = f"{name}: {killed} people were killed in air strikes."
    report = Report(name, text, hashlib.sha256(text.encode()).hexdigest(), "text/plain", publisher=name, language="en")
    start = text.index(f"{killed} people")
    span = spans.cut(report, start, start + len(str(killed)))
    claim = Claim(
        id=ids.claim_id(name, Effect.KILLED, span.start, span.end),
        report_id=name,
        frame=ids.frame_id(name, 0),
        span=span,
        number=span,
        effect=Effect.KILLED,
        figure=Figure(killed, Qualifier.EXACT, killed, killed, span.quote),
        time=time,
        places=places,
        event_type=EventType.AIRSTRIKE,
    )
    return report, (replace(claim, **attributes),)  # type: ignore[arg-type]


def keep(record: Record, told: Iterable[Told]) -> None:
    """Adds reports as `tadwin run` does, or reads them again; what they say waits to be linked."""
    for report, claims in told:
        record.add_report(report, report.text.encode())
        record.put_extraction(Extraction(report.id, claims, ()), "e1")


def at_once(folder: Path, told: Sequence[Told], decisions: Iterable[Decision] = ()) -> "Linked":
    """What a fresh record makes of all this, linked whole."""
    folder.mkdir()
    with open_record(folder / "record.db") as record:
        keep(record, told)
        for one in decisions:
            record.append(
                action=one.action,
                anchors=one.anchors,
                by=one.by,
                at=one.at,
                field=one.field,
                before=one.before,
                after=one.after,
                note=one.note,
            )
        relink(record)
        return linked(record)


#: Every incident by its id, and what each frame can be found by.
Linked = tuple[Mapping[str, Incident], Mapping[str, frozenset[str]]]


def linked(record: Record) -> Linked:
    """What linking put into a record."""
    incidents = {one.id: one for one in record.incidents()}
    frames = {frame for one in incidents.values() for frame in one.frames}
    return incidents, {frame: record.keys_of_frames([frame]) for frame in frames}


def read_otherwise(told: Told, chance: random.Random) -> Told:
    """The same report, some claims of which are gone, or have another day, place or figure."""
    report, claims = told
    kept = [_changed(one, chance) for one in claims if chance.random() < 0.7]
    there = {one.id for one in kept}
    return report, tuple(one for one in kept if one.part_of is None or one.part_of in there)


def _changed(claim: Claim, chance: random.Random) -> Claim:
    draw = chance.random()
    if draw < 0.2:
        return replace(claim, time=None)
    if draw < 0.4 and claim.time is not None and claim.time.start is not None:
        day = claim.time.start + timedelta(days=chance.choice((-1, 1)))
        return replace(claim, time=When(day, day, DatePrecision.DAY, claim.time.anchor))
    if draw < 0.6:
        more = claim.figure.low + 3
        return replace(claim, figure=Figure(more, Qualifier.EXACT, more, more, claim.figure.text))
    if draw < 0.7:
        return replace(claim, places=())
    return claim

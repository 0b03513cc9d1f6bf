"""The incidents of a record, ready to be asked what they hold of a period, region, perpetrators and cell."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from tadwin.reconcile.atlas import Atlas, region_key
from tadwin.reconcile.blame import may_be_one, side_of
from tadwin.reconcile.cells import Cell, Counted, Left, counted
from tadwin.types import Actor, Incident, Place
from tadwin.vocab import PlacePrecision

_DAY = timedelta(days=1)
#: Incidents wider than this are unplaced (a week is the widest that is not): they are asked one by one.
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Question:
    """What a tally counts. `own` is the incident that is made of this very count, and so no answer to it."""

    cell: Cell
    start: date
    end: date
    region: tuple[Place, ...]
    perpetrators: tuple[Actor, ...]
    own: str | None = None
    sides: tuple[str, ...] = field(init=False, compare=False, default=())
    key: tuple[object, ...] = field(init=False, compare=False, default=())

    def __post_init__(self) -> None:
        sides = tuple(sorted({side_of(actor) for actor in self.perpetrators}))
        object.__setattr__(self, "sides", sides)
        object.__setattr__(self, "key", (self.cell, self.start, self.end, region_key(self.region), sides))


@dataclass(frozen=True, slots=True)
class Answer:
    """The incidents counted and left out, and what the counted add up to; `high` is None where one is open.

    `unknown` where something left out may belong, or something counted is not of the very cell. Incidents without a
    day are not listed one by one for a whole country.
    """

    counted: tuple[str, ...]
    excluded: tuple[tuple[str, str], ...]
    low: int
    best: int
    high: int | None
    unknown: bool


class _Row(NamedTuple):
    """An incident that lies in a region or may, with what it adds to a cell or why it does not."""

    start: date
    end: date
    id: str
    left: Left | None
    low: int
    best: int
    high: int | None
    close: bool


class _Rows(NamedTuple):
    """Rows of incidents: those narrow in time by their first day, those that are wide, and those without a day."""

    narrow: list[_Row]
    starts: list[date]
    wide: list[_Row]
    dayless: tuple[tuple[str, str], ...]
    unknown: bool


class Book:
    """Answers questions. Equal questions are answered once, and so is what incidents say of a region and a cell."""

    def __init__(self, incidents: Sequence[Incident]) -> None:
        self._incidents = sorted(incidents, key=lambda one: (_days(one)[0], one.id))
        self._contains = {one.id: frozenset(one.contains) for one in incidents if one.contains}
        self._made_of = {claim: one.id for one in self._incidents for claim in one.claims}
        self._atlas = Atlas([one.places for one in self._incidents])
        self._added: dict[Cell, list[Counted | Left | None]] = {}
        parties: dict[tuple[Actor, ...], int] = {}
        self._party_of = [parties.setdefault(one.perpetrators, len(parties)) for one in self._incidents]
        self._parties = list(parties)
        self._blamed: dict[tuple[str, ...], list[Left | None]] = {}
        self._rows: dict[tuple[object, ...], _Rows] = {}
        self._answers: dict[tuple[object, ...], Answer] = {}

    def made_of(self, claim: str) -> str | None:
        """The incident that has this claim among its own."""
        return self._made_of.get(claim)

    def answer(self, question: Question) -> Answer:
        """What the record holds of a question."""
        key = (*question.key, question.own)
        if key not in self._answers:
            self._answers[key] = self._answered(question)
        return self._answers[key]

    def _answered(self, question: Question) -> Answer:
        rows = self._rows_of(question)
        start, end = question.start, question.end
        near = rows.narrow[bisect_left(rows.starts, start - _WEEK - _DAY) : bisect_right(rows.starts, end + _DAY)]
        inside = [row for row in near if start <= row.start and row.end <= end and row.id != question.own]
        edges = [row for row in near if not (start <= row.start and row.end <= end) and row.end >= start - _DAY]
        left = [(row.id, row.left) for row in inside if row.left is not None]
        left += [(row.id, _at_edge(row, start, end)) for row in edges if row.left is None]
        left += [(row.id, row.left) for row in rows.wide if row.left and row.start <= end and row.end >= start]
        adding = [row for row in inside if row.left is None]
        held = self._held([row.id for row in adding]) if self._contains else {}
        left += [(one, Left(f"contained in the toll {toll}, which is counted", False)) for one, toll in held.items()]
        if question.own is not None:
            left.append((question.own, Left("this count is its own", False)))
        kept = [row for row in adding if row.id not in held]
        highs = [row.high for row in kept]
        return Answer(
            counted=tuple(sorted(row.id for row in kept)),
            excluded=tuple(sorted((one, why.reason) for one, why in left)) + rows.dayless,
            low=sum(row.low for row in kept),
            best=sum(row.best for row in kept),
            high=None if None in highs else sum(high for high in highs if high is not None),
            unknown=rows.unknown or any(why.unknown for _, why in left) or any(row.close for row in kept),
        )

    def _held(self, counted_ids: Sequence[str]) -> dict[str, str]:
        """Which of the incidents a counted toll holds, and which toll; a toll that another holds is not counted."""
        among = set(counted_ids)
        tolls = [one for one in counted_ids if one in self._contains]
        held: dict[str, str] = {}
        for toll in sorted(tolls, key=lambda one: (-len(self._contains[one]), one)):
            if toll not in held:
                inside = sorted(self._contains[toll] & among)
                held.update((one, toll) for one in inside if one not in held and one != toll)
        return held

    def _rows_of(self, question: Question) -> _Rows:
        key = (region_key(question.region), question.sides, question.cell)
        if key not in self._rows:
            self._ask(question)
            rows = [self._row(at, lies, question) for at, lies in self._atlas.inside(question.region)]
            found = [row for row in rows if row is not None]
            narrow = [row for row in found if row.end - row.start <= _WEEK]  # in the order of days, as incidents are
            dayless = [row for row in found if row.start == date.min]
            listed = not any(place.precision is PlacePrecision.COUNTRY for place in question.region)
            self._rows[key] = _Rows(
                narrow,
                [row.start for row in narrow],
                [row for row in found if row.start != date.min and row.end - row.start > _WEEK],
                tuple((row.id, row.left.reason) for row in dayless if row.left) if listed else (),
                any(row.left.unknown for row in dayless if row.left),
            )
        return self._rows[key]

    def _row(self, at: int, lies: bool | None, question: Question) -> _Row | None:
        """None for an incident that says nothing of such harm, or neither when nor surely where it was."""
        incident = self._incidents[at]
        start, end = _days(incident)
        if start == date.min and lies is None:
            return None
        added = self._added[question.cell][at]
        if added is None:
            return None
        left = added if isinstance(added, Left) and not added.unknown else None
        left = left or self._blamed[question.sides][self._party_of[at]]
        left = left or _placed(incident, lies, end - start < _WEEK)
        if left is not None or isinstance(added, Left):
            return _Row(start, end, incident.id, left or added, 0, 0, 0, False)  # type: ignore[arg-type]
        return _Row(start, end, incident.id, None, *added)

    def _ask(self, question: Question) -> None:
        """Asks every incident what it adds to a cell, and every blamed party whether it is the one asked for, once."""
        if question.cell not in self._added:
            self._added[question.cell] = [counted(one, question.cell) for one in self._incidents]
        if question.sides not in self._blamed:
            self._blamed[question.sides] = [_blamed(accused, question.perpetrators) for accused in self._parties]


def _days(incident: Incident) -> tuple[date, date]:
    """An incident's days; all there are where it has none."""
    time = incident.time
    if time is None or time.start is None or time.end is None:
        return date.min, date.max
    return time.start, time.end


def _placed(incident: Incident, lies: bool | None, has_day: bool) -> Left | None:
    if incident.unplaced:
        return Left("unplaced: " + ("no place finer than a province" if has_day else "no day"), True)
    return Left("not known to lie in the region", True) if lies is None else None


def _blamed(accused: Sequence[Actor], perpetrators: Sequence[Actor]) -> Left | None:
    if not perpetrators:
        return None
    if not accused:
        return Left("no one is blamed for it", True)
    wanted = {side_of(actor) for actor in perpetrators}
    own = {side_of(actor) for actor in accused}
    if own <= wanted:
        return None
    names = ", ".join(actor.name for actor in accused)
    if own & wanted:
        return Left(f"blamed on others too: {names}", True)
    alike = any(may_be_one(actor, other) for actor in accused for other in perpetrators)
    return Left(f"blamed on {names}, who may be another" if alike else f"blamed on another: {names}", alike)


def _at_edge(row: _Row, start: date, end: date) -> Left:
    if row.end == start - _DAY or row.start == end + _DAY:
        return Left("outside the period by a day", False)
    return Left("partly outside the period", True)

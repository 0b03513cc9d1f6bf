"""Where the review of each incident stands: kept beside the incidents, listed by doubt, counted by state and week."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, case, delete, func, insert, or_, select

from tadwin.store.batches import batches
from tadwin.store.nested import (
    line_from_json,
    line_to_json,
    place_from_json,
    place_to_json,
    when_from_json,
    when_to_json,
)
from tadwin.store.reading import read_rows
from tadwin.store.record import Record
from tadwin.store.rows import Row
from tadwin.store.schema import REVIEWS
from tadwin.store.snapshots import Snapshot, put_snapshot, snapshots
from tadwin.store.values import flag, whole, whole_or_none, word, word_or_none, words
from tadwin.types import Claim, Incident, Review
from tadwin.vocab import Doubt, Effect, EventType, ReviewState

Order = Literal["doubt", "newest", "oldest", "largest"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which incidents a list is of. Everything that is given must hold; `words` are in a place's or a doer's name."""

    states: frozenset[ReviewState] = frozenset()
    waiting: bool | None = None
    contradicted: bool = False
    unplaced: bool | None = None
    grade: str | None = None
    first: date | None = None
    last: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """The incidents that began in a week: how many, how many of them are signed off, and their killed added up.

    `open` is True where one of the figures has no upper bound. Tolls over several attacks are not added.
    """

    monday: date
    incidents: int
    signed: int
    low: int
    best: int
    high: int
    open: bool


class Reviews:
    """The reviews of a record that is open."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def put(self, rows: Iterable[Review], *, gone: Collection[str] | None) -> None:
        """Keeps these rows, in place of those of the same incidents and of those that are `gone`, or of all."""
        made = [_to_row(row) for row in rows]
        with self._record.transaction() as connection:
            if gone is None:
                connection.execute(delete(REVIEWS))
            else:
                for some in batches(sorted({*gone, *(row["incident_id"] for row in made)})):
                    connection.execute(delete(REVIEWS).where(REVIEWS.c.incident_id.in_(some)))
            if made:
                connection.execute(insert(REVIEWS), made)

    def of(self, incidents: Collection[str]) -> Mapping[str, Review]:
        """The rows of these incidents, by their ids."""
        found: dict[str, Review] = {}
        for some in batches(sorted(set(incidents))):
            query = select(REVIEWS).where(REVIEWS.c.incident_id.in_(some))
            found.update((row.incident, row) for row in self._read(query))
        return found

    def listed(self, wanted: Wanted, *, order: Order = "doubt", skip: int = 0, most: int = 50) -> Sequence[Review]:
        """The rows that are wanted, the most doubtful, newest, oldest or largest first."""
        query = select(REVIEWS).where(*_where(wanted)).order_by(*_ORDERS[order]).offset(skip).limit(most)
        return self._read(query)

    def next(self, wanted: Wanted, doubt: int, incident: str) -> Review | None:
        """The next one that is wanted behind this incident, which has or had this doubt, in the order of doubt."""
        later = and_(REVIEWS.c.doubt == doubt, REVIEWS.c.incident_id < incident)
        query = select(REVIEWS).where(*_where(wanted), or_(REVIEWS.c.doubt < doubt, later))
        found = self._read(query.order_by(*_ORDERS["doubt"]).limit(1))
        return found[0] if found else None

    def number(self, wanted: Wanted) -> int:
        """How many there are."""
        with self._record.transaction() as connection:
            return connection.scalar(select(func.count()).select_from(REVIEWS).where(*_where(wanted))) or 0

    def states(self) -> Mapping[ReviewState, int]:
        """How many incidents are in each state."""
        query = select(REVIEWS.c.state, func.count()).group_by(REVIEWS.c.state)
        with self._record.transaction() as connection:
            found = {ReviewState(state): number for state, number in connection.execute(query)}
        return {state: found.get(state, 0) for state in ReviewState}

    def weeks(self) -> Sequence[Week]:
        """People killed in incidents that began in each week, the earliest first; weeks without any are left out."""
        killed = (REVIEWS.c.effect == Effect.KILLED.value) & ~REVIEWS.c.unplaced

        def added(column: Any) -> Any:
            return func.coalesce(func.sum(case((killed, func.coalesce(column, 0)), else_=0)), 0)

        query = (
            select(
                REVIEWS.c.week,
                func.count(),
                func.sum(case((REVIEWS.c.state == ReviewState.SIGNED.value, 1), else_=0)),
                added(REVIEWS.c.low),
                added(REVIEWS.c.best),
                added(func.coalesce(REVIEWS.c.high, REVIEWS.c.best, REVIEWS.c.low)),
                func.max(case((killed & REVIEWS.c.open, 1), else_=0)),
            )
            .where(REVIEWS.c.week.is_not(None))
            .group_by(REVIEWS.c.week)
            .order_by(REVIEWS.c.week)
        )
        with self._record.transaction() as connection:
            return [
                Week(monday, int(number), int(signed), int(low), int(best), int(high), bool(opened))
                for monday, number, signed, low, best, high, opened in connection.execute(query)
            ]

    # what was signed off

    def keep(self, incident: Incident, claims: Iterable[Claim]) -> str:
        """Keeps an incident with its claims as they are; gives the SHA-256, in hexadecimal, that it is found by."""
        with self._record.transaction() as connection:
            return put_snapshot(connection, incident, claims)

    def kept(self, names: Collection[str]) -> Mapping[str, Snapshot]:
        """What was kept under these hashes; one under which nothing is kept is left out."""
        with self._record.transaction() as connection:
            return snapshots(connection, names)

    def _read(self, query: Select[Any]) -> list[Review]:
        with self._record.transaction() as connection:
            return list(read_rows(connection, REVIEWS, _from_row, query))


_ORDERS: Mapping[Order, tuple[ColumnElement[Any], ...]] = {
    "doubt": (REVIEWS.c.doubt.desc(), REVIEWS.c.incident_id.desc()),
    "newest": (REVIEWS.c.start_day.desc().nulls_last(), REVIEWS.c.incident_id.desc()),
    "oldest": (REVIEWS.c.start_day.asc().nulls_last(), REVIEWS.c.incident_id),
    "largest": (func.coalesce(REVIEWS.c.best, REVIEWS.c.low, -1).desc(), REVIEWS.c.incident_id.desc()),
}


def _where(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.states:
        found.append(REVIEWS.c.state.in_(sorted(state.value for state in wanted.states)))
    if wanted.waiting is not None:
        found.append(REVIEWS.c.waiting.is_(wanted.waiting))
    if wanted.contradicted:
        found.append(REVIEWS.c.contradictions > 0)
    if wanted.unplaced is not None:
        found.append(REVIEWS.c.unplaced.is_(wanted.unplaced))
    if wanted.grade is not None:
        found.append(REVIEWS.c.grade == wanted.grade)
    if wanted.first is not None:
        found.append(REVIEWS.c.start_day >= wanted.first)
    if wanted.last is not None:
        found.append(REVIEWS.c.start_day <= wanted.last)
    for one in wanted.words.split():
        # In a record of a hundred thousand incidents this reads them all, in some tens of milliseconds.
        among = (REVIEWS.c.place, REVIEWS.c.admin1, REVIEWS.c.perpetrators, REVIEWS.c.incident_id)
        found.append(or_(*(column.icontains(one, autoescape=True) for column in among)))
    return found


def _to_row(review: Review) -> Row:
    start = None if review.time is None else review.time.start
    line, place = review.line, review.place
    return {
        "incident_id": review.incident,
        "state": review.state.value,
        "waiting": review.state is not ReviewState.SIGNED,
        "doubt": review.doubt,
        "rest": {
            "doubts": [doubt.value for doubt in review.doubts],
            "time": None if review.time is None else when_to_json(review.time),
            "place": None if place is None else place_to_json(place),
            "perpetrators": list(review.perpetrators),
            "line": None if line is None else line_to_json(line),
        },
        "start_day": start,
        "end_day": None if review.time is None else review.time.end,
        "week": None if start is None else start - timedelta(days=start.weekday()),
        "place": None if place is None else place.name,
        "admin1": None if place is None else place.admin1,
        "country": None if place is None else place.country,
        "event_type": None if review.event_type is None else review.event_type.value,
        "perpetrators": "; ".join(review.perpetrators) or None,
        "grade": review.grade,
        "unplaced": review.unplaced,
        "reports": review.reports,
        "origins": review.origins,
        "contradictions": review.contradictions,
        "effect": None if line is None else line.effect.value,
        "low": None if line is None else line.low,
        "best": None if line is None else line.best,
        "high": None if line is None else line.high,
        "open": line is not None and line.open,
        "evidence": review.evidence,
        "signed": review.signed,
        "decided": review.decided,
    }


def _from_row(row: Mapping[str, Any]) -> Review:
    rest = row["rest"]
    return Review(
        incident=word(row["incident_id"]),
        state=ReviewState(row["state"]),
        doubt=whole(row["doubt"]),
        doubts=tuple(Doubt(one) for one in words(rest["doubts"])),
        time=None if rest["time"] is None else when_from_json(rest["time"]),
        place=None if rest["place"] is None else place_from_json(rest["place"]),
        event_type=None if row["event_type"] is None else EventType(row["event_type"]),
        perpetrators=words(rest["perpetrators"]),
        grade=word_or_none(row["grade"]),
        unplaced=flag(row["unplaced"]),
        reports=whole(row["reports"]),
        origins=whole(row["origins"]),
        contradictions=whole(row["contradictions"]),
        line=None if rest["line"] is None else line_from_json(rest["line"]),
        evidence=word(row["evidence"]),
        signed=whole_or_none(row["signed"]),
        decided=whole_or_none(row["decided"]),
    )

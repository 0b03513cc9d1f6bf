"""Frames to link: written ones, and any that hypothesis draws from a small land where much meets."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from tadwin.types import Actor, Claim, Figure, Frame, Place, Span, Victim, When
from tadwin.vocab import DatePrecision, Effect, EventType, Group, PlacePrecision, Qualifier

MAY_1 = date(2031, 5, 1)
ARMY = Actor("the army", "army", "state", "government")
STATE = Actor("the government", "government", "state", "government")
FRONT = Actor("the Front", "front", "armed_group", "front")
#: Some 0.01 degrees of latitude are 1.1 km.
QARYA = Place("Qarya", 1.0, 2.0, "g:1", "North", "XX", PlacePrecision.EXACT)
NEXT = Place("Nahr", 1.02, 2.0, "g:2", "North", "XX", PlacePrecision.EXACT)
NEAR = Place("Bayt", 1.15, 2.1, "g:3", None, "XX", PlacePrecision.EXACT)
FAR = Place("Tell", 3.0, 2.0, "g:4", "South", "XX", PlacePrecision.EXACT)
CAPITAL = Place("North", 1.3, 2.3, "g:5", "North", "XX", PlacePrecision.EXACT)
PROVINCE = Place("North", 1.2, 2.2, "g:6", "North", "XX", PlacePrecision.ADMIN1)
OTHER_PROVINCE = Place("South", 5.0, 2.0, "g:7", "South", "XX", PlacePrecision.ADMIN1)
COUNTRY = Place("Land", 2.0, 2.0, "g:8", None, "XX", PlacePrecision.COUNTRY)
QUARTER, OTHER_QUARTER = Place("the Mill quarter"), Place("Souk Street")


def day(number: int, last: int | None = None) -> When:
    """The numbered day of May 2031, or the days to the `last`."""
    start, end = MAY_1 + timedelta(days=number - 1), MAY_1 + timedelta(days=(last or number) - 1)
    return When(start, end, DatePrecision.DAY if last is None else DatePrecision.DAYS)


_MAY_5 = day(5)


def frame(
    name: str,
    report: str | None = None,
    *,
    time: When | None = _MAY_5,
    places: tuple[Place, ...] = (QARYA,),
    killed: int | None = None,
    injured: int | None = None,
    children: int | None = None,
    published: date | None = None,
    beside: tuple[Place, ...] = (),
    **attributes: object,
) -> Frame:
    """A frame named so, of a report of its own unless one is named, with these figures."""
    report = report or f"r-{name}"
    counts = [(Effect.KILLED, None, killed), (Effect.INJURED, None, injured), (Effect.KILLED, Group.CHILDREN, children)]
    claims = tuple(
        _claim(name, report, at, effect, group, number)
        for at, (effect, group, number) in enumerate(counts)
        if number is not None
    ) or (_claim(name, report, 0, Effect.KILLED, None, None),)
    precisions = {place.precision for place in places}
    placed = bool(precisions & {PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.ADMIN2})
    claims = tuple(replace(claim, time=time, places=places) for claim in claims)
    made = Frame(name, report, claims, time, places, None, None, (), time is None or not placed)
    return replace(made, published=published, beside=beside, **attributes)  # type: ignore[arg-type]


def _claim(frame_id: str, report: str, at: int, effect: Effect, group: Group | None, number: int | None) -> Claim:
    said = str(number) if number is not None else "some"
    figure = Figure(number, Qualifier.EXACT if number is not None else Qualifier.VAGUE, number or 1, number, said)
    span = Span(report, at, at + len(said), said)
    return Claim(f"c-{frame_id}-{at}", report, frame_id, span, span, effect, figure, group)


def victim(name: str) -> Victim:
    return Victim(name, 0, len(name))


def with_victims(made: Frame, *names: str) -> Frame:
    first, *rest = made.claims
    return replace(made, claims=(replace(first, victims=tuple(map(victim, names))), *rest))


def ids(clusters: Iterable[Iterable[Frame]]) -> list[list[str]]:
    return [[one.id for one in cluster] for cluster in clusters]


_TIMES = [None, *map(day, range(1, 8)), day(2, 3), day(3, 6), When(MAY_1, day(31).start, DatePrecision.MONTH)]
_PLACES = [
    (),
    (QARYA,),
    (QARYA, QUARTER),
    (QARYA, OTHER_QUARTER),
    (NEXT,),
    (NEAR, QARYA),
    (NEAR,),
    (FAR,),
    (CAPITAL,),
    (CAPITAL, QUARTER),
    (PROVINCE,),
    (OTHER_PROVINCE,),
    (COUNTRY,),
    (QUARTER,),
]


@st.composite
def any_frame(draw: st.DrawFn, name: str, reports: int = 5) -> Frame:
    places = draw(st.sampled_from(_PLACES))
    report = f"r{draw(st.integers(1, reports))}"
    made = frame(
        name,
        report,
        time=draw(st.sampled_from(_TIMES)),
        places=places,
        killed=draw(st.sampled_from([None, 2, 3, 16, 57])),
        injured=draw(st.sampled_from([None, None, 40])),
        # One day for each report, as a report has.
        published=None if report == "r1" else MAY_1 + timedelta(days=int(report[1:])),
        beside=draw(st.sampled_from([(), (QARYA,), (CAPITAL, NEXT)])) if not places else (),
        event_type=draw(st.sampled_from([None, EventType.SHELLING, EventType.AIRSTRIKE, EventType.SUICIDE_BOMB])),
        weapon=draw(st.sampled_from([None, "mortar", "mortar shells"])),
        perpetrators=draw(st.sampled_from([(), (ARMY,), (STATE,), (FRONT,)])),
    )
    return with_victims(made, "Sami Haddad") if draw(st.integers(0, 9)) == 0 else made


@st.composite
def any_frames(draw: st.DrawFn, most: int = 9) -> list[Frame]:
    return [draw(any_frame(f"f{number}")) for number in range(draw(st.integers(0, most)))]

"""Published incidents for the tests of the tables: three by hand, and any that hypothesis thinks of."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from tadwin.export.publication import (
    Given,
    Publication,
    PublishedDenial,
    PublishedFigure,
    PublishedIncident,
    PublishedOrigin,
    PublishedParty,
    PublishedPlace,
    PublishedSource,
    Withheld,
)
from tadwin.export.registry import EXPORTS
from tadwin.export.release import Release, release
from tadwin.vocab import DatePrecision, Effect, EventType, Group, PlacePrecision, Status

MADE_ON = date(2031, 6, 1)
HEAD = "3f" * 32


def figure(
    effect: Effect,
    best: int | None,
    low: int | None = None,
    high: int | None = None,
    *,
    status: Status | None = None,
    group: Group | None = None,
    is_open: bool = False,
    given: Given = Given.EXACT,
) -> PublishedFigure:
    low, high = best if low is None else low, best if high is None else high
    return PublishedFigure(effect, status, group, low, best, high, is_open, given, "because")


def incident(
    name: str,
    figures: Iterable[PublishedFigure] = (),
    *,
    start: date | None = date(2031, 5, 1),
    end: date | None = None,
    precision: DatePrecision = DatePrecision.DAY,
    places: tuple[PublishedPlace, ...] = (),
    event_type: EventType | None = EventType.AIRSTRIKE,
    weapon: str | None = None,
    parties: Iterable[str | None] = (),
    contested: bool = False,
    sources: tuple[PublishedSource, ...] = (),
    origins: tuple[PublishedOrigin, ...] = (),
    denials: tuple[PublishedDenial, ...] = (),
    contains: tuple[str, ...] = (),
    toll: bool = False,
    grade: str | None = "fair",
) -> PublishedIncident:
    return PublishedIncident(
        id=name,
        start=start,
        end=end if end is not None else start,
        date_precision=precision,
        places=places,
        event_type=event_type,
        weapon=weapon,
        perpetrators=tuple(PublishedParty(party, "armed_group") for party in parties),
        contested=contested,
        grade=grade,
        grade_reason=None,
        figures=tuple(figures),
        origins=origins,
        more_origins=False,
        sources=sources,
        more_sources=False,
        quotes=(),
        victims=(),
        contradictions=0,
        denials=denials,
        contains=contains,
        toll=toll,
        unplaced=start is None,
        signed_on=None,
        changed=None,
    )


def released(*incidents: PublishedIncident, mapping: dict[str, dict[str, str]] | None = None) -> Release:
    made = Publication("partner", HEAD, "9.9.9", incidents, (), (), Withheld(0, None), {})
    return release(made, MADE_ON, mapping)


def made(name: str, told: Release) -> bytes:
    """The bytes of an export that is one file."""
    chosen = EXPORTS[name]
    contents = {table.name: table.fill(told) for table in chosen.tables}
    written = chosen.make(told, contents)
    assert isinstance(written, bytes)
    return written


def rows_of(name: str, told: Release) -> list[dict[str, str]]:
    """A CSV export as Python's own reader reads it."""
    text = io.StringIO(made(name, told).decode(), newline="")
    return list(csv.DictReader(text, strict=True))


KAFR = PublishedPlace("Kafr Example", 35.9, 36.6, PlacePrecision.EXACT, "North", "SY", "1")
NORTH = PublishedPlace("North", None, None, PlacePrecision.ADMIN1, "North", "SY")
MUSA = PublishedPlace("Musa", -1.25, -36.8, PlacePrecision.NEAR, None, "BR")

MARKET = incident(
    "i1",
    (
        figure(Effect.KILLED, 12, 11, 14, is_open=True),
        figure(Effect.KILLED, 9, 9, 9, status=Status.CIVILIAN),
        figure(Effect.KILLED, 2, status=Status.COMBATANT),
        figure(Effect.KILLED, 5, group=Group.CHILDREN),
        figure(Effect.INJURED, 27, 23, 27),
        figure(Effect.MISSING, None, given=Given.SUPPRESSED),
    ),
    places=(KAFR, NORTH),
    weapon="=cmd()",
    parties=("The Example Army",),
    sources=(
        PublishedSource("Example Wire", "Strike kills 12", "https://example.org/1", date(2031, 5, 2), "en"),
        PublishedSource("Example Monitor", "-Bulletin\nNo. 1", None, None, "en"),
    ),
    origins=(
        PublishedOrigin("Example Hospital", "hospital", True, True),
        PublishedOrigin("unknown", None, False, False),
    ),
    denials=(PublishedDenial("the Example Army", "denied", Effect.KILLED),),
)
WEEK = incident(
    "i2",
    (figure(Effect.KILLED, 3), figure(Effect.KILLED, 5, status=Status.CIVILIAN)),
    start=date(2031, 4, 28),
    end=date(2031, 5, 4),
    precision=DatePrecision.WEEK,
    places=(MUSA,),
    event_type=EventType.CLASH,
    parties=("The Example Army", "The Example Front"),
    contested=True,
    grade="contested",
)
TAKEN = incident(
    "i3",
    (figure(Effect.ABDUCTED, 4),),
    places=(NORTH,),
    event_type=EventType.ABDUCTION,
    parties=("The Example Front",),
)
UNDATED = incident("i4", (figure(Effect.KILLED, 1),), start=None, precision=DatePrecision.UNKNOWN, event_type=None)
TOLL = incident("i5", (figure(Effect.KILLED, 30),), contains=("i1",), toll=True, places=(NORTH,))
ALL = (MARKET, WEEK, TAKEN, UNDATED, TOLL)


# Anything that a report may hold: direction overrides, NUL, formulas, line ends, lone surrogates, non-characters.
_PIECES = st.sampled_from(
    [
        *(
            "=1+1",
            "+x",
            "-x",
            "@x",
            "＝x",
            ";=x",
            '"',
            ",",
            "\n",
            "\r\n",
            "\r",
            "\t",
            "\x00",
            "\x1b[2J",
            "\u202e",
            "\ufeff",
        ),
        *("\ufffe", "\ud800", "اسم", "😀", "'", "|", "#", "_x000D_", "\u2028", "</script>", "  "),
    ]
)
HOSTILE = st.lists(st.one_of(_PIECES, st.text(max_size=8)), max_size=6).map("".join)


@st.composite
def figures(draw: st.DrawFn) -> tuple[PublishedFigure, ...]:
    """Figures of different cells, with low, best and high in order where they are known."""
    cells = draw(
        st.lists(
            st.tuples(st.sampled_from(Effect), st.none() | st.sampled_from(Status), st.none() | st.sampled_from(Group)),
            unique=True,
            max_size=8,
        )
    )
    told = []
    for effect, status, group in cells:
        low, best, high = sorted(draw(st.tuples(*[st.integers(0, 60)] * 3)))
        told.append(
            PublishedFigure(
                effect,
                status,
                group,
                draw(st.sampled_from([low, None])),
                draw(st.sampled_from([best, best, best, None])),
                draw(st.sampled_from([high, None])),
                draw(st.booleans()),
                draw(st.sampled_from(Given)),
                "why",
            )
        )
    return tuple(told)


_PLACES = st.builds(
    PublishedPlace,
    st.none() | HOSTILE,
    st.none() | st.floats(-90, 90),
    st.none() | st.floats(-180, 180),
    st.sampled_from(PlacePrecision),
    st.none() | HOSTILE,
    st.sampled_from([None, "SY", "XK", "PS", "US", "??", "=A"]),
    st.none() | HOSTILE,
)
_SOURCES = st.builds(
    PublishedSource, st.none() | HOSTILE, st.none() | HOSTILE, st.none() | HOSTILE, st.none() | st.dates(), st.none()
)


@st.composite
def any_incident(draw: st.DrawFn, name: str = "i1") -> PublishedIncident:
    """Any incident that a publication can hold, and more."""
    start = draw(st.none() | st.dates(date(1990, 1, 1), date(2040, 1, 1)))
    return incident(
        name,
        draw(figures()),
        start=start,
        end=None if start is None else start + timedelta(draw(st.integers(0, 500))),
        precision=draw(st.sampled_from(DatePrecision)),
        places=tuple(draw(st.lists(_PLACES, max_size=3))),
        event_type=draw(st.none() | st.sampled_from(EventType)),
        weapon=draw(st.none() | HOSTILE),
        parties=draw(st.lists(st.none() | HOSTILE, max_size=2)),
        contested=draw(st.booleans()),
        sources=tuple(draw(st.lists(_SOURCES, max_size=3))),
        toll=draw(st.booleans()),
        contains=draw(st.sampled_from([(), ("i9",)])),
    )


def find(figures: Sequence[PublishedFigure], effect: Effect) -> PublishedFigure | None:
    """The figure of everyone."""
    return next((one for one in figures if (one.effect, one.status, one.group) == (effect, None, None)), None)

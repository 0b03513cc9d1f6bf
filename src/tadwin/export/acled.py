"""ACLED's table: its 31 columns, in order, as CSV that loads where ACLED's own does.

After the "ACLED Codebook" (acleddata.com/methodology/acled-codebook) and "Guide to 2023 ACLED column changes"; kinds
of actors are text, as since 2024. Where the codebook fills what nobody said (0 fatalities, an unidentified armed
group), this table stays blank: "not stated" is not zero, and nobody is not somebody.
"""

from datetime import UTC, date, datetime, time, timedelta

from tadwin.export.acled_codes import (
    BATTLES,
    CIVILIANS,
    EVENT_TYPES,
    EXPLOSIONS,
    GEO_PRECISION,
    INTER,
    OTHER_SUB_EVENT_TYPES,
    POLITICAL_VIOLENCE,
    TARGETED,
    TIME_PRECISION,
    VIOLENCE,
    interaction,
)
from tadwin.export.columns import Cell, Cells, Column, Kind, Table, each
from tadwin.export.mapping import mapped
from tadwin.export.notes import notes
from tadwin.export.plain import joined
from tadwin.export.publication import PublishedFigure, PublishedIncident, PublishedPlace
from tadwin.export.release import Release, blamed, days, place
from tadwin.export.states import country
from tadwin.vocab import DatePrecision, Effect, EventType, Status


def _text(name: str, meaning: str, codes: dict[str, str] | None = None, *, mapped: bool = False) -> Column:
    return Column(name, Kind.TEXT, meaning, codes or {}, mapped)


def _whole(name: str, meaning: str, codes: dict[str, str] | None = None) -> Column:
    return Column(name, Kind.INTEGER, meaning, codes or {})


_TYPES = {BATTLES: "", EXPLOSIONS: "", VIOLENCE: ""}
_SUB_TYPES = {sub: main for main, sub in EVENT_TYPES.values()} | OTHER_SUB_EVENT_TYPES
_INTER = dict.fromkeys(INTER, "")

COLUMNS = (
    _text(
        "event_id_cnty",
        "tadwin's id of the incident, unless a map gives ACLED's. It is the key of this table.",
        mapped=True,
    ),
    Column("event_date", Kind.DAY, "The day; the middle of the days where they are several, as ACLED does."),
    _whole("year", "The year of event_date."),
    _whole("time_precision", "How wide the time is.", {"1": "the day", "2": "up to a week", "3": "up to a month"}),
    _text("disorder_type", "Given with event_type.", {POLITICAL_VIOLENCE: ""}),
    _text("event_type", "Given with sub_event_type.", _TYPES),
    _text(
        "sub_event_type",
        "By the kind of attack; a map goes first. Blank where no kind is stated, and for tadwin's `attack`.",
        _SUB_TYPES,
        mapped=True,
    ),
    _text(
        "actor1",
        'Whom all sources that blame anyone blame, by name. Blank for nobody, several, contested, or "rebels".',
        mapped=True,
    ),
    _text("assoc_actor_1", "Blank unless mapped.", mapped=True),
    _text("inter1", "What kind of actor actor1 is. Blank unless mapped.", _INTER, mapped=True),
    _text("actor2", "Civilians, for violence against civilians. Otherwise blank unless mapped.", mapped=True),
    _text(
        "assoc_actor_2",
        "Civilians, for explosions and remote violence whose words count civilians among the harmed; not that "
        "they were the target.",
        mapped=True,
    ),
    _text("inter2", "What kind of actor actor2 is.", _INTER, mapped=True),
    _text("interaction", "Of inter1 and inter2. Blank without inter1."),
    _text(
        "civilian_targeting",
        "For violence against civilians. Otherwise blank unless mapped.",
        {TARGETED: ""},
        mapped=True,
    ),
    _whole("iso", "The country's ISO 3166-1 number."),
    _text("region", "ACLED's region. Blank unless mapped.", mapped=True),
    _text("country", "The country's English name, after GeoNames."),
    _text("admin1", "The first-order division."),
    _text("admin2", "Blank: tadwin's gazetteer does not give it."),
    _text("admin3", "Blank: tadwin's gazetteer does not give it."),
    _text("location", "The place that the coordinates are of."),
    Column("latitude", Kind.NUMBER, "Degrees north, WGS 84, four decimals. Blank where no gazetteer knows the place."),
    Column("longitude", Kind.NUMBER, "Degrees east, WGS 84, four decimals."),
    _whole(
        "geo_precision",
        "How wide the place is. Blank for a whole country and where no gazetteer knows the place.",
        {"1": "the place itself", "2": "near it, or a small region", "3": "a larger region"},
    ),
    _text("source", "Who published the reports, parted by semicolons."),
    _text("source_scale", "Blank unless mapped.", mapped=True),
    _text(
        "notes",
        "What happened in a sentence, every figure in words (≥ has no upper bound), whom sources blame, doubts, the "
        "grade, what the profile withheld, and where the row comes from.",
    ),
    _whole("fatalities", "The best figure of everyone killed. Blank where none is stated: that is not zero."),
    _text("tags", "Blank unless mapped.", mapped=True),
    _whole("timestamp", "The day of the export, as seconds since 1970 at midnight UTC."),
)

#: The kind of an actor that the words do not name: "rebels", "terrorists". It is no actor of ACLED's.
_NO_NAME = "unnamed"

_NO_DAY = "no day: an ACLED event has one"
_LONG = "a time of more than a month: ACLED has no such events"
_TOLL = "a toll over several attacks that are rows of their own: their dead would count twice"


def unfit(incident: PublishedIncident) -> str | None:
    """Why an incident is no ACLED event; None where it is one."""
    if days(incident) is None:
        return _NO_DAY
    if incident.date_precision not in TIME_PRECISION:
        return _LONG
    return _TOLL if incident.contains else None


def cells(incident: PublishedIncident, release: Release) -> Cells:
    """The row of an incident that `unfit` has nothing against."""
    told = mapped(incident, release.mapping)
    found: dict[str, Cell] = dict.fromkeys((column.name for column in COLUMNS), None)
    day, precision = _day(incident)
    found.update(event_id_cnty=incident.id, event_date=day, year=day.year, time_precision=precision)
    found.update(_place(place(incident)))
    found.update(_kind(incident, told))
    found.update(_actors(incident, found["event_type"]))
    found.update({column.name: told[column.name] for column in COLUMNS if column.mapped and column.name in told})
    found["interaction"] = interaction(_word(found["inter1"]), _word(found["inter2"]))
    found["source"] = joined(one.publisher for one in incident.sources)
    killed = _killed(incident)
    found["fatalities"] = None if killed is None else killed.best
    found["notes"] = notes(incident, release, _sentences(incident, found))
    made = datetime.combine(release.provenance.made_on, time(), UTC)
    found["timestamp"] = int(made.timestamp())
    return found


def _word(value: Cell) -> str | None:
    return value if isinstance(value, str) else None


def _day(incident: PublishedIncident) -> tuple[date, int]:
    """ACLED's reference date: the day, or the middle of the days."""
    told = days(incident)
    assert told is not None  # noqa: S101  # by `unfit`
    start, end = told
    precision = incident.date_precision
    middle = start + timedelta((end - start).days // 2)
    return (start if precision is DatePrecision.DAY else middle), TIME_PRECISION[precision]


def _place(place: PublishedPlace | None) -> dict[str, Cell]:
    if place is None:
        return {}
    known = country(place.country)
    return {
        "iso": None if known is None else known.iso,
        "country": place.country if known is None else known.name,
        "admin1": place.admin1,
        "location": place.name,
        "latitude": None if place.lat is None else round(place.lat, 4),
        "longitude": None if place.lon is None else round(place.lon, 4),
        "geo_precision": GEO_PRECISION.get(place.precision),
    }


def _counts(incident: PublishedIncident, status: Status) -> bool:
    """True where the words count people of this status among the harmed."""
    return any(line.status is status and _may_be(line) for line in incident.figures)


def _killed(incident: PublishedIncident) -> PublishedFigure | None:
    """The figure of everyone killed."""
    cell = (Effect.KILLED, None, None)
    return next((line for line in incident.figures if (line.effect, line.status, line.group) == cell), None)


def _may_be(line: PublishedFigure) -> bool:
    return line.open or bool(line.best) or bool(line.high)


def _kind(incident: PublishedIncident, told: dict[str, str]) -> dict[str, Cell]:
    """The three columns of the kind of event. Violence against civilians is not said where combatants were harmed."""
    main, sub = EVENT_TYPES.get(incident.event_type, (None, None)) if incident.event_type else (None, None)
    if main == VIOLENCE and _counts(incident, Status.COMBATANT):
        main, sub = None, None
    if "sub_event_type" in told:
        sub = told["sub_event_type"]
        main = _SUB_TYPES[sub]
    return {"disorder_type": main and POLITICAL_VIOLENCE, "event_type": main, "sub_event_type": sub}


def _actors(incident: PublishedIncident, event_type: Cell) -> dict[str, Cell]:
    where = place(incident)
    known = country(where.country) if where else None
    civilians = f"{CIVILIANS} ({known.name})" if known else CIVILIANS
    party = blamed(incident)
    found: dict[str, Cell] = {}
    if party is not None and party.kind != _NO_NAME:
        found["actor1"] = party.name
    if event_type == VIOLENCE:
        found.update(actor2=civilians, inter2=CIVILIANS, civilian_targeting=TARGETED)
    elif event_type == EXPLOSIONS and _counts(incident, Status.CIVILIAN):
        found["assoc_actor_2"] = civilians
    return found


def _sentences(incident: PublishedIncident, found: dict[str, Cell]) -> tuple[str, ...]:
    """The first sentences of the notes: what happened, when and where, and what a column above does not say of it."""
    what = incident.event_type.value if incident.event_type else "harm, kind of attack not stated"
    where = place(incident)
    told = [f"{found['event_date']}, {(where and where.name) or 'place not stated'}: {what}"]
    if incident.event_type is EventType.ATTACK and found["event_type"] is None:
        told.append("event_type is blank: ACLED's Attack is one on civilians as its target, which is not judged here")
    killed = _killed(incident)
    if killed is None or killed.best is None:
        told.append("fatalities are not stated")
    elif killed.open:
        told.append("fatalities has no upper bound")
    return tuple(told)


TABLE = Table(
    name="acled",
    title="ACLED: the 31 columns of the Armed Conflict Location & Event Data Project",
    columns=COLUMNS,
    fill=each(cells, unfit),
    sources=(
        "ACLED Codebook, acleddata.com/methodology/acled-codebook",
        "Guide to 2023 ACLED column changes, acleddata.com",
    ),
    cannot=(
        "ranges: fatalities is the best figure, and notes give it with low and high",
        "fatalities that nobody stated: blank here, 0 in ACLED's own files",
        "injured, missing, detained, displaced, and who by age and sex: in words in notes",
        "several places, and blame that is contested or of several: in words in notes",
        "several days as an event each: one row, dated in their middle",
    ),
)

"""tadwin's own tables, which GeoJSON, Parquet, Excel and the data package hold: incidents, their figures, their sources."""

from collections.abc import Iterator

from tadwin.export import wording
from tadwin.export.columns import Cell, Cells, Column, Content, Kind, Table, each
from tadwin.export.notes import notes
from tadwin.export.plain import joined
from tadwin.export.rows import Publication, Row
from tadwin.types import FigureLine, Place
from tadwin.vocab import DatePrecision, Effect, EventType, Group, PlacePrecision, Status

_Cell = tuple[Effect, Status | None, Group | None]

#: The cells that have columns of their own; the table of figures has all.
WIDE: dict[str, _Cell] = {
    "killed": (Effect.KILLED, None, None),
    "killed_civilians": (Effect.KILLED, Status.CIVILIAN, None),
    "killed_combatants": (Effect.KILLED, Status.COMBATANT, None),
    "killed_children": (Effect.KILLED, None, Group.CHILDREN),
    "killed_women": (Effect.KILLED, None, Group.WOMEN),
    "killed_men": (Effect.KILLED, None, Group.MEN),
    "injured": (Effect.INJURED, None, None),
    "injured_civilians": (Effect.INJURED, Status.CIVILIAN, None),
    "injured_children": (Effect.INJURED, None, Group.CHILDREN),
    "injured_women": (Effect.INJURED, None, Group.WOMEN),
    "casualties": (Effect.CASUALTIES, None, None),
    "missing": (Effect.MISSING, None, None),
    "detained": (Effect.DETAINED, None, None),
    "abducted": (Effect.ABDUCTED, None, None),
    "displaced": (Effect.DISPLACED, None, None),
}


def _of(codes: type[EventType] | type[DatePrecision] | type[PlacePrecision] | type[Effect]) -> dict[str, str]:
    return {code.value: "" for code in codes}


def _figure_columns() -> Iterator[Column]:
    for name, cell in WIDE.items():
        of = wording.cell(*cell)
        yield Column(f"{name}_low", Kind.INTEGER, f"{of}: the least that a source commits itself to.")
        yield Column(f"{name}_best", Kind.INTEGER, f"{of}: the best figure by the record's rule.")
        yield Column(f"{name}_high", Kind.INTEGER, f"{of}: the most. Blank where {name}_open is true.")
        yield Column(f"{name}_open", Kind.FLAG, f"{of}: true where a source sets no upper bound. Blank where not stated.")


_DAY_CODES = {
    "day": "the day",
    "days": "2 to 6 days",
    "week": "a week",
    "month": "8 to 31 days",
    "year": "more than a month",
    "unknown": "not known",
}
_PLACE_CODES = {
    "exact": "the settlement or site itself",
    "near": "within about 25 km of the point",
    "admin2": "a second-order division",
    "admin1": "a first-order division",
    "area": "a vague or linear region",
    "country": "a country",
    "unknown": "named, and in no gazetteer",
}

COLUMNS = (
    Column("incident", Kind.TEXT, "tadwin's id. It is the key of this table."),
    Column("date_start", Kind.DAY, "The first day."),
    Column("date_end", Kind.DAY, "The last day."),
    Column("date_precision", Kind.TEXT, "How wide the time is.", _DAY_CODES),
    Column("place", Kind.TEXT, "The place that the coordinates are of."),
    Column("admin1", Kind.TEXT, "Its first-order division."),
    Column("country", Kind.TEXT, "Its country, ISO 3166-1 alpha-2."),
    Column("latitude", Kind.NUMBER, "Degrees north, WGS 84. Blank where no gazetteer knows the place."),
    Column("longitude", Kind.NUMBER, "Degrees east, WGS 84."),
    Column("place_precision", Kind.TEXT, "How wide the place is.", _PLACE_CODES),
    Column("gazetteer_id", Kind.TEXT, "The place's id in the gazetteer: GeoNames', or one of its division codes."),
    Column("other_places", Kind.TEXT, "Other places that the words name."),
    Column("event_type", Kind.TEXT, "The kind of attack, where the words say it.", _of(EventType)),
    Column("weapon", Kind.TEXT, "The weapon, in the words of the reports."),
    Column("blamed", Kind.TEXT, "Whom sources blame, parted by semicolons. It is their word, and no finding."),
    *_figure_columns(),
    Column(
        "grade",
        Kind.TEXT,
        "How well the civilian harm is attested, after Airwars.",
        dict(wording.GRADES),
    ),
    Column("grade_reason", Kind.TEXT, "Why."),
    Column("unplaced", Kind.FLAG, "True without a day, or with nothing finer than a province."),
    Column("contains", Kind.TEXT, "Incidents whose victims this toll may count too: do not add them up."),
    Column("contained_in", Kind.TEXT, "Tolls that may count this incident's victims too: do not add them up."),
    Column("number_of_sources", Kind.INTEGER, "How many reports are named."),
    Column("sources", Kind.TEXT, "Who published them."),
    Column("origins", Kind.TEXT, "Who said it first, as far as the words tell."),
    Column("notes", Kind.TEXT, "Every figure in words, doubts, what the profile withheld, and where the row comes from."),
    Column("profile", Kind.TEXT, "The publishing profile."),
    Column("record", Kind.TEXT, "The record's hash: that of its last decision."),
    Column("tadwin_version", Kind.TEXT, "The version of tadwin that wrote the row."),
)

FIGURE_COLUMNS = (
    Column("incident", Kind.TEXT, "The incident."),
    Column("effect", Kind.TEXT, "What befell the people counted.", _of(Effect)),
    Column("status", Kind.TEXT, "Civilian or combatant, where the words say it.", {one.value: "" for one in Status}),
    Column("group", Kind.TEXT, "Who by age and sex, where the words say it.", {one.value: "" for one in Group}),
    Column("low", Kind.INTEGER, "The least that a source commits itself to."),
    Column("best", Kind.INTEGER, "The best figure by the record's rule."),
    Column("high", Kind.INTEGER, "The most. Blank where open is true."),
    Column("open", Kind.FLAG, "True where a source sets no upper bound."),
    Column("in_words", Kind.TEXT, "Best before the range; ≥ where there is no upper bound."),
)

SOURCE_COLUMNS = (
    Column("incident", Kind.TEXT, "The incident."),
    Column("publisher", Kind.TEXT, "Who published the report."),
    Column("published_at", Kind.DAY, "The day on which it was published."),
    Column("title", Kind.TEXT, "Its title."),
    Column("url", Kind.TEXT, "Its address."),
)


def cells(row: Row, publication: Publication) -> Cells:
    """The row of an incident."""
    days = row.days
    provenance = publication.provenance
    found: dict[str, Cell] = {
        "incident": row.id,
        "date_start": days[0] if days else None,
        "date_end": days[1] if days else None,
        "date_precision": row.time.precision.value if row.time else None,
        **_place(row.place),
        "other_places": joined(wording.place(one) for one in row.places[1:]),
        "event_type": row.event_type.value if row.event_type else None,
        "weapon": row.weapon,
        "blamed": joined(actor.name for actor in row.perpetrators),
        "grade": row.grade,
        "grade_reason": row.grade_reason,
        "unplaced": row.unplaced,
        "contains": joined(row.contains),
        "contained_in": joined(row.contained_in),
        "number_of_sources": len(row.sources),
        "sources": joined(one.publisher for one in row.sources),
        "origins": joined(one.name for one in row.origins),
        "notes": notes(row, provenance),
        "profile": provenance.profile,
        "record": provenance.record,
        "tadwin_version": provenance.version,
    }
    for name, cell in WIDE.items():
        found.update({f"{name}_{bound}": value for bound, value in bounds(_line(row, cell)).items()})
    return {column.name: _none_if_empty(found[column.name]) for column in COLUMNS}


def bounds(line: FigureLine | None) -> dict[str, Cell]:
    """Low, best, high and open of a figure: an open one has no high."""
    if line is None:
        return {"low": None, "best": None, "high": None, "open": None}
    return {"low": line.low, "best": line.best, "high": None if line.open else line.high, "open": line.open}


def figure_cells(row: Row) -> Iterator[Cells]:
    """A row for each figure of an incident."""
    for line in row.figures:
        yield {
            "incident": row.id,
            "effect": line.effect.value,
            "status": line.status.value if line.status else None,
            "group": line.group.value if line.group else None,
            **bounds(line),
            "in_words": wording.best_of(line),
        }


def _sources(row: Row) -> Iterator[Cells]:
    for one in row.sources:
        yield {
            "incident": row.id,
            "publisher": one.publisher,
            "published_at": one.published_at,
            "title": one.title,
            "url": one.url,
        }


def _place(place: Place | None) -> dict[str, Cell]:
    if place is None:
        return dict.fromkeys(
            ("place", "admin1", "country", "latitude", "longitude", "place_precision", "gazetteer_id"), None
        )
    return {
        "place": place.name,
        "admin1": place.admin1,
        "country": place.country,
        "latitude": place.lat,
        "longitude": place.lon,
        "place_precision": place.precision.value,
        "gazetteer_id": place.gazetteer_id,
    }


def _line(row: Row, cell: _Cell) -> FigureLine | None:
    return next((one for one in row.figures if (one.effect, one.status, one.group) == cell), None)


def _none_if_empty(value: Cell) -> Cell:
    return None if value == "" else value


def _all_fit(row: Row) -> None:  # noqa: ARG001  # as `each` asks
    return None


INCIDENTS = Table(
    name="incidents",
    title="The incidents, one a row, with their main figures",
    columns=COLUMNS,
    fill=each(cells, _all_fit),
    cannot=("figures of groups that have no column: the table of figures has them",),
)
FIGURES = Table(
    name="figures",
    title="Every figure of every incident, one a row",
    columns=FIGURE_COLUMNS,
    fill=lambda publication: Content(tuple(cell for row in publication.rows for cell in figure_cells(row))),
)
SOURCES = Table(
    name="sources",
    title="The reports that each incident comes from, as far as the profile names them, one a row",
    columns=SOURCE_COLUMNS,
    fill=lambda publication: Content(tuple(cell for row in publication.rows for cell in _sources(row))),
)
TABLES = (INCIDENTS, FIGURES, SOURCES)

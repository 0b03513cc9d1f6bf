"""tadwin's own tables, which GeoJSON, Parquet, Excel and the data package hold: incidents, figures, sources."""

from collections.abc import Iterator

from tadwin.export import wording
from tadwin.export.columns import Cell, Cells, Column, Content, Kind, Table, each
from tadwin.export.notes import figure_words, notes, party_words, place_words
from tadwin.export.plain import joined
from tadwin.export.publication import PublishedFigure, PublishedIncident, PublishedPlace
from tadwin.export.release import Release, days, origin_names, place
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
        yield Column(
            f"{name}_open", Kind.FLAG, f"{of}: true where a source sets no upper bound. Blank where not stated."
        )


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
    Column(
        "notes", Kind.TEXT, "Every figure in words, doubts, what the profile withheld, and where the row comes from."
    ),
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
    Column(
        "given",
        Kind.TEXT,
        "How the figure is given.",
        {
            "exact": "as signed off",
            "band": "low rounded down and high up to a band of ten, without best",
            "at least": "a lower bound only",
            "suppressed": "fewer than ten, and no number",
        },
    ),
    Column("in_words", Kind.TEXT, "Best before the range; ≥ where there is no upper bound."),
)

SOURCE_COLUMNS = (
    Column("incident", Kind.TEXT, "The incident."),
    Column("publisher", Kind.TEXT, "Who published the report."),
    Column("published_at", Kind.DAY, "The day on which it was published."),
    Column("title", Kind.TEXT, "Its title."),
    Column("url", Kind.TEXT, "Its address."),
)


def cells(incident: PublishedIncident, release: Release) -> Cells:
    """The row of an incident."""
    told = days(incident)
    provenance = release.provenance
    found: dict[str, Cell] = {
        "incident": incident.id,
        "date_start": told[0] if told else None,
        "date_end": told[1] if told else None,
        "date_precision": incident.date_precision.value if told else None,
        **_place(place(incident)),
        "other_places": joined(place_words(one) for one in incident.places[1:]),
        "event_type": incident.event_type.value if incident.event_type else None,
        "weapon": incident.weapon,
        "blamed": joined(party_words(party) for party in incident.perpetrators),
        "grade": incident.grade,
        "grade_reason": incident.grade_reason,
        "unplaced": incident.unplaced,
        "contains": joined(incident.contains),
        "contained_in": joined(release.containing.get(incident.id, ())),
        "number_of_sources": len(incident.sources),
        "sources": joined(one.publisher for one in incident.sources),
        "origins": joined(origin_names(incident)),
        "notes": notes(incident, release),
        "profile": provenance.profile,
        "record": provenance.record,
        "tadwin_version": provenance.version,
    }
    for name, cell in WIDE.items():
        found.update({f"{name}_{bound}": value for bound, value in bounds(_line(incident, cell)).items()})
    return {column.name: _none_if_empty(found[column.name]) for column in COLUMNS}


def bounds(line: PublishedFigure | None) -> dict[str, Cell]:
    """Low, best, high and open of a figure: an open one has no high."""
    if line is None:
        return {"low": None, "best": None, "high": None, "open": None}
    return {"low": line.low, "best": line.best, "high": None if line.open else line.high, "open": line.open}


def figure_cells(incident: PublishedIncident) -> Iterator[Cells]:
    """A row for each figure of an incident."""
    for line in incident.figures:
        yield {
            "incident": incident.id,
            "effect": line.effect.value,
            "status": line.status.value if line.status else None,
            "group": line.group.value if line.group else None,
            **bounds(line),
            "given": line.given.value,
            "in_words": figure_words(line),
        }


def _sources(incident: PublishedIncident) -> Iterator[Cells]:
    for one in incident.sources:
        yield {
            "incident": incident.id,
            "publisher": one.publisher,
            "published_at": one.published,
            "title": one.title,
            "url": one.url,
        }


def _place(place: PublishedPlace | None) -> dict[str, Cell]:
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


def _line(incident: PublishedIncident, cell: _Cell) -> PublishedFigure | None:
    return next((one for one in incident.figures if (one.effect, one.status, one.group) == cell), None)


def _none_if_empty(value: Cell) -> Cell:
    return None if value == "" else value


def _all_fit(incident: PublishedIncident) -> None:  # noqa: ARG001  # as `each` asks
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
    fill=lambda release: Content(tuple(cell for one in release.incidents for cell in figure_cells(one))),
)
SOURCES = Table(
    name="sources",
    title="The reports that each incident comes from, as far as the profile names them, one a row",
    columns=SOURCE_COLUMNS,
    fill=lambda release: Content(tuple(cell for one in release.incidents for cell in _sources(one))),
)
TABLES = (INCIDENTS, FIGURES, SOURCES)

"""UCDP GED's table: its 49 columns, in order, as CSV that loads where UCDP's own does.

Codes after Högbladh, "UCDP GED Codebook version 25.1" (Uppsala University, 2025; ucdp.uu.se/downloads/ged/ged251.pdf)
and Sundberg and Melander, "Introducing the UCDP Georeferenced Event Dataset" (Journal of Peace Research 50, 2013).
UCDP's ids, dyads, sides and types of violence are UCDP's to give: they stay blank unless a map says them.
"""

from tadwin.export.columns import Cell, Cells, Column, Kind, Table, each
from tadwin.export.deaths import deaths
from tadwin.export.grid import priogrid
from tadwin.export.mapping import mapped
from tadwin.export.notes import notes
from tadwin.export.plain import joined
from tadwin.export.publication import PublishedIncident, PublishedPlace, PublishedSource
from tadwin.export.release import Release, days, origin_names, place
from tadwin.export.states import country
from tadwin.vocab import DatePrecision, PlacePrecision

#: date_prec (codebook, "date_prec").
DATE_PREC = {
    DatePrecision.DAY: 1,
    DatePrecision.DAYS: 2,
    DatePrecision.WEEK: 3,
    DatePrecision.MONTH: 4,
    DatePrecision.YEAR: 5,
}
#: where_prec (codebook, "where_prec"); 7 is international waters and airspace, which tadwin has no place for.
WHERE_PREC = {
    PlacePrecision.EXACT: 1,
    PlacePrecision.NEAR: 2,
    PlacePrecision.ADMIN2: 3,
    PlacePrecision.ADMIN1: 4,
    PlacePrecision.AREA: 5,
    PlacePrecision.COUNTRY: 6,
}
_CLARITY = {"1": "one event, told so that it stands apart from others", "2": "told with others, or over a long time"}
_VIOLENCE = {"1": "state-based conflict", "2": "non-state conflict", "3": "one-sided violence"}


def _text(name: str, meaning: str, *, mapped: bool = False) -> Column:
    return Column(name, Kind.TEXT, meaning, mapped=mapped)


def _whole(name: str, meaning: str, codes: dict[str, str] | None = None, *, mapped: bool = False) -> Column:
    return Column(name, Kind.INTEGER, meaning, codes or {}, mapped)


COLUMNS = (
    _whole("id", "UCDP's number of the event. Blank unless mapped.", mapped=True),
    _text("relid", "tadwin's id of the incident. It is the key of this table."),
    _whole("year", "The year of date_start."),
    _whole("active_year", "UCDP's. Blank unless mapped.", {"0": "not active", "1": "active"}, mapped=True),
    _text("code_status", "UCDP's state of coding. Blank unless mapped.", mapped=True),
    _whole("type_of_violence", "Blank unless mapped: tadwin does not say it.", _VIOLENCE, mapped=True),
    _text("conflict_dset_id", "UCDP's. Blank unless mapped.", mapped=True),
    _whole("conflict_new_id", "UCDP's. Blank unless mapped.", mapped=True),
    _text("conflict_name", "UCDP's. Blank unless mapped.", mapped=True),
    _text("dyad_dset_id", "UCDP's. Blank unless mapped.", mapped=True),
    _whole("dyad_new_id", "UCDP's. Blank unless mapped.", mapped=True),
    _text("dyad_name", "UCDP's. Blank unless mapped.", mapped=True),
    _text("side_a_dset_id", "UCDP's. Blank unless mapped.", mapped=True),
    _whole("side_a_new_id", "UCDP's. Blank unless mapped.", mapped=True),
    _text("side_a", "Blank unless mapped: whom sources blame is in where_description.", mapped=True),
    _text("side_b_dset_id", "UCDP's. Blank unless mapped.", mapped=True),
    _whole("side_b_new_id", "UCDP's. Blank unless mapped.", mapped=True),
    _text("side_b", "Blank unless mapped.", mapped=True),
    _whole("number_of_sources", "How many reports are named in the source columns."),
    _text("source_article", "The reports: publisher, day and title of each, parted by semicolons."),
    _text("source_office", "Who published them."),
    _text("source_date", "The days on which they were published, ISO 8601."),
    _text("source_headline", "Their titles."),
    _text("source_original", "Who said it first, as far as the words tell: monitors, hospitals, witnesses."),
    _whole(
        "where_prec",
        "How wide the place is. Blank where no gazetteer knows the place.",
        {
            "1": "the place itself",
            "2": "within about 25 km of the point",
            "3": "the second-order division",
            "4": "the first-order division",
            "5": "a vague or linear region",
            "6": "the country",
            "7": "international waters or airspace (never given)",
        },
    ),
    _text("where_coordinates", "The name of the place that the coordinates are of."),
    _text(
        "where_description",
        "Notes: other places, every figure in words (≥ has no upper bound), whom sources blame, doubts, the grade, "
        "what the profile withheld, and where the row comes from.",
    ),
    _text("adm_1", "The first-order division."),
    _text("adm_2", "Blank: tadwin's gazetteer does not give it."),
    Column("latitude", Kind.NUMBER, "Degrees north, WGS 84. Blank where no gazetteer knows the place."),
    Column("longitude", Kind.NUMBER, "Degrees east, WGS 84."),
    _text("geom_wkt", "The point as well-known text, longitude first."),
    _whole("priogrid_gid", "The PRIO-GRID cell of the point."),
    _text("country", "The country in UCDP's spelling; in today's English for what has no state's number."),
    _whole("country_id", "The state's number after Gleditsch and Ward; blank for what is no state of their list."),
    _text("region", "UCDP's region, by the state's number."),
    _whole("event_clarity", "2 for tolls over several attacks and for times of more than a week.", _CLARITY),
    _whole(
        "date_prec",
        "How wide the time is.",
        {"1": "the day", "2": "2 to 6 days", "3": "the week", "4": "8 to 31 days", "5": "more than a month"},
    ),
    Column("date_start", Kind.DAY, "The first day."),
    Column("date_end", Kind.DAY, "The last day."),
    _whole("deaths_a", "0, or blank with best: the record does not say of which side combatants are."),
    _whole("deaths_b", "0, or blank with best: as deaths_a."),
    _whole("deaths_civilians", "The best figure of killed civilians, where the words say civilians; never above best."),
    _whole("deaths_unknown", "Everyone else: of a status that is not stated, and combatants of a side not stated."),
    _whole("best", "deaths_a + deaths_b + deaths_civilians + deaths_unknown: the best figure of everyone killed."),
    _whole("high", "The highest figure of everyone killed. Blank where a source sets no upper bound."),
    _whole("low", "The lowest figure of everyone killed."),
    _text("gwnoa", "The state's number of side A. Blank unless mapped.", mapped=True),
    _text("gwnob", "The state's number of side B. Blank unless mapped.", mapped=True),
)

_NO_DEATH = "no figure of people killed: a GED event has at least one death"
_NO_DAY = "no day: a GED event has a first and a last one"
_TOLL = "a toll over several attacks that are rows of their own: their dead would count twice"


def unfit(incident: PublishedIncident) -> str | None:
    """Why an incident is no GED event; None where it is one."""
    if deaths(incident.figures) is None:
        return _NO_DEATH
    if days(incident) is None:
        return _NO_DAY
    return _TOLL if incident.contains else None


def cells(incident: PublishedIncident, release: Release) -> Cells:
    """The row of an incident that `unfit` has nothing against."""
    found: dict[str, Cell] = dict.fromkeys((column.name for column in COLUMNS), None)
    found.update(relid=incident.id, **_sources(incident), **_place(place(incident)), **_time(incident))
    dead = deaths(incident.figures)
    assert dead is not None  # noqa: S101  # by `unfit`
    found.update(deaths_a=dead.side_a, deaths_b=dead.side_b, deaths_civilians=dead.civilians)
    found.update(deaths_unknown=dead.unknown, best=dead.best, low=dead.low, high=dead.high)
    found["where_description"] = notes(incident, release, dead.notes)
    kinds = {column.name: column.kind for column in COLUMNS if column.mapped}
    for name, value in mapped(incident, release.mapping).items():
        if name in kinds:
            found[name] = int(value) if kinds[name] is Kind.INTEGER else value
    return found


def _sources(incident: PublishedIncident) -> dict[str, Cell]:
    return {
        "number_of_sources": len(incident.sources),
        "source_article": joined(_article(one) for one in incident.sources),
        "source_office": joined(one.publisher for one in incident.sources),
        "source_date": joined(str(one.published) for one in incident.sources if one.published),
        "source_headline": joined(one.title for one in incident.sources),
        "source_original": joined(origin_names(incident)),
    }


def _article(source: PublishedSource) -> str:
    parts = (source.publisher, source.published and str(source.published), source.title)
    return ", ".join(part for part in parts if part)


def _place(place: PublishedPlace | None) -> dict[str, Cell]:
    if place is None:
        return {}
    known = country(place.country)
    found: dict[str, Cell] = {"where_coordinates": place.name, "where_prec": WHERE_PREC.get(place.precision)}
    found["adm_1"] = place.admin1
    if known is not None:
        found.update(country=known.ucdp_name or known.name, country_id=known.gwno, region=known.ucdp_region)
    if place.lat is not None and place.lon is not None:
        found.update(latitude=place.lat, longitude=place.lon, geom_wkt=f"POINT ({place.lon} {place.lat})")
        found["priogrid_gid"] = priogrid(place.lat, place.lon)
    return found


def _time(incident: PublishedIncident) -> dict[str, Cell]:
    told = days(incident)
    assert told is not None  # noqa: S101  # by `unfit`
    start, end = told
    wide = incident.date_precision in (DatePrecision.MONTH, DatePrecision.YEAR, DatePrecision.UNKNOWN)
    return {
        "year": start.year,
        "date_start": start,
        "date_end": end,
        "date_prec": DATE_PREC.get(incident.date_precision),
        "event_clarity": 2 if wide or incident.toll else 1,
    }


TABLE = Table(
    name="ged",
    title="UCDP GED: the 49 columns of the Uppsala Conflict Data Program's Georeferenced Event Dataset",
    columns=COLUMNS,
    fill=each(cells, unfit),
    sources=(
        "Högbladh, Stina (2025): UCDP GED Codebook version 25.1, Uppsala University",
        "Sundberg, Ralph, and Erik Melander (2013): Introducing the UCDP Georeferenced Event Dataset, Journal of Peace "
        "Research 50(4)",
        "Gleditsch, Kristian S., and Michael D. Ward (1999): Interstate system membership, International Interactions",
    ),
    cannot=(
        "injured, missing, detained, displaced, and who by age and sex: in words in where_description",
        "an upper bound that is open: high is blank then, and where_description says ≥",
        "several places, and blame that is contested: the first place has columns, the rest is in where_description",
        "which side killed combatants were of: deaths_a and deaths_b are 0, and the combatants are in deaths_unknown",
        "who published what, where a value is cut or holds a semicolon: the data package's sources.csv has each",
    ),
)

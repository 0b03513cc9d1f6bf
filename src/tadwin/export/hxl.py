"""HXL: CSV whose second line tags each column, for the tools of the Humanitarian Data Exchange.

After the Humanitarian Exchange Language 1.1 (hxlstandard.org): core hashtags and attributes. An attribute that the
standard does not list, such as +civilians, is allowed by it, and read as a narrower kind of the same hashtag.
"""

from tadwin.export import wording
from tadwin.export.columns import Cell, Cells, Column, Kind, Table, each
from tadwin.export.incident_table import bounds
from tadwin.export.notes import notes, party_words
from tadwin.export.plain import joined
from tadwin.export.publication import PublishedIncident
from tadwin.export.release import Release, days, place
from tadwin.vocab import Effect, Group, Status

_Cell = tuple[Effect, Status | None, Group | None]
#: Attributes of #affected for each cell that has columns.
FIGURES: dict[str, _Cell] = {
    "+killed": (Effect.KILLED, None, None),
    "+killed+civilians": (Effect.KILLED, Status.CIVILIAN, None),
    "+killed+f": (Effect.KILLED, None, Group.WOMEN),
    "+killed+m": (Effect.KILLED, None, Group.MEN),
    "+killed+children": (Effect.KILLED, None, Group.CHILDREN),
    "+killed+children+f": (Effect.KILLED, None, Group.GIRLS),
    "+killed+children+m": (Effect.KILLED, None, Group.BOYS),
    "+killed+elderly": (Effect.KILLED, None, Group.ELDERLY),
    "+injured": (Effect.INJURED, None, None),
    "+injured+civilians": (Effect.INJURED, Status.CIVILIAN, None),
    "+injured+f": (Effect.INJURED, None, Group.WOMEN),
    "+injured+m": (Effect.INJURED, None, Group.MEN),
    "+injured+children": (Effect.INJURED, None, Group.CHILDREN),
    "+missing": (Effect.MISSING, None, None),
    "+abducted": (Effect.ABDUCTED, None, None),
    "+detained": (Effect.DETAINED, None, None),
    "+displaced": (Effect.DISPLACED, None, None),
}
_BOUNDS = {"best": "", "low": "+min", "high": "+max"}
_SAID = {
    "best": "the best figure",
    "low": "the lowest figure",
    "high": "the highest figure; blank without an upper bound",
}

#: Each tag with its column. The heading is the first line, the tag the second.
TAGGED: dict[str, Column] = {
    "#event+code": Column("incident", Kind.TEXT, "tadwin's id of the incident. It is the key of this table."),
    "#date+start": Column("first day", Kind.DAY, "The first day."),
    "#date+end": Column("last day", Kind.DAY, "The last day."),
    "#event+type": Column("kind of attack", Kind.TEXT, "The kind of attack, where the words say it."),
    "#country+code+v_iso2": Column("country", Kind.TEXT, "ISO 3166-1 alpha-2."),
    "#adm1+name": Column("first-order division", Kind.TEXT, "The first-order division."),
    "#adm1+code": Column("first-order division code", Kind.TEXT, "Blank: tadwin's gazetteer has no P-codes."),
    "#loc+name": Column("place", Kind.TEXT, "The place that the coordinates are of."),
    "#loc+type": Column("how wide the place is", Kind.TEXT, "exact, near, admin2, admin1, area, country, unknown."),
    "#geo+lat": Column("latitude", Kind.NUMBER, "Degrees north, WGS 84. Blank where no gazetteer knows the place."),
    "#geo+lon": Column("longitude", Kind.NUMBER, "Degrees east, WGS 84."),
    **{
        f"#affected{tag}{_BOUNDS[bound]}": Column(
            f"{wording.cell(*cell)} ({bound})", Kind.INTEGER, f"{wording.cell(*cell)}: {_SAID[bound]}."
        )
        for tag, cell in FIGURES.items()
        for bound in _BOUNDS
    },
    "#group+name": Column(
        "blamed", Kind.TEXT, "Whom sources blame, parted by semicolons. It is their word, no finding."
    ),
    "#event+grade": Column("grade", Kind.TEXT, "How well the civilian harm is attested, after Airwars."),
    "#meta+source": Column("sources", Kind.TEXT, "Who published the reports, parted by semicolons."),
    "#description": Column(
        "notes", Kind.TEXT, "Every figure in words (≥ has no upper bound), doubts, what was withheld."
    ),
    "#meta+profile": Column("profile", Kind.TEXT, "The publishing profile."),
    "#meta+record": Column("record", Kind.TEXT, "The record's hash: that of its last decision."),
    "#meta+version": Column("version of tadwin", Kind.TEXT, "The version of tadwin that wrote the row."),
}
TAGS = tuple(TAGGED)
COLUMNS = tuple(TAGGED.values())


def cells(incident: PublishedIncident, release: Release) -> Cells:
    """The row of an incident, by the columns' headings."""
    provenance, where, told_days = release.provenance, place(incident), days(incident)
    told: dict[str, Cell] = {
        "#event+code": incident.id,
        "#date+start": told_days[0] if told_days else None,
        "#date+end": told_days[1] if told_days else None,
        "#event+type": incident.event_type.value if incident.event_type else None,
        "#group+name": joined(party_words(party) for party in incident.perpetrators),
        "#event+grade": incident.grade,
        "#meta+source": joined(one.publisher for one in incident.sources),
        "#description": notes(incident, release),
        "#meta+profile": provenance.profile,
        "#meta+record": provenance.record,
        "#meta+version": provenance.version,
    }
    if where is not None:
        told.update({"#country+code+v_iso2": where.country, "#adm1+name": where.admin1, "#loc+name": where.name})
        told.update({"#loc+type": where.precision.value, "#geo+lat": where.lat, "#geo+lon": where.lon})
    lines = {(one.effect, one.status, one.group): one for one in incident.figures}
    for tag, cell in FIGURES.items():
        values = bounds(lines.get(cell))
        told.update({f"#affected{tag}{suffix}": values[bound] for bound, suffix in _BOUNDS.items()})
    return {column.name: told.get(tag) for tag, column in TAGGED.items()}


def _unfit(incident: PublishedIncident) -> str | None:
    return (
        "a toll over several attacks that are rows of their own: its people would count twice"
        if incident.contains
        else None
    )


TABLE = Table(
    name="hxl",
    title="HXL: the incidents with the hashtags of the Humanitarian Exchange Language",
    columns=COLUMNS,
    fill=each(cells, _unfit),
    sources=("Humanitarian Exchange Language 1.1, hxlstandard.org",),
    cannot=(
        "an upper bound that is open: the column +max is blank then, and #description says ≥",
        "figures of groups that have no column, and several places: in words in #description",
        "how wide a time is: #date+start and #date+end are its first and last day",
    ),
)

"""incidents.csv: one row an incident, for people who work in spreadsheets.

UTF-8 with a byte order mark, without which Excel garbles Arabic; CRLF between rows (RFC 4180). Words
from reports are on one line and cannot become formulas. Where an incident has several values, " | " parts
them. Quotes are for reading: the exact words and their offsets are in claims.jsonl.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tadwin.export.holdings import Holdings
from tadwin.types import FigureLine, Incident
from tadwin.vocab import Effect, Group, Status

#: Which people the figures of an effect count, and how the columns are called.
_PEOPLE: tuple[tuple[str, Status | None, Group | None], ...] = (
    ("", None, None),
    ("_civilians", Status.CIVILIAN, None),
    ("_children", None, Group.CHILDREN),
    ("_women", None, Group.WOMEN),
)
_EFFECTS = (Effect.KILLED, Effect.INJURED)
_BOUNDS = ("low", "best", "high", "open")

FIGURE_COLUMNS = tuple(
    f"{effect.value}{people}_{bound}" for effect in _EFFECTS for people, _, _ in _PEOPLE for bound in _BOUNDS
) + tuple(f"{Effect.CASUALTIES.value}_{bound}" for bound in _BOUNDS)

COLUMNS = (
    "incident",
    "date_start",
    "date_end",
    "date_precision",
    "place",
    "admin1",
    "country",
    "lat",
    "lon",
    "place_precision",
    "gazetteer_id",
    "other_places",
    "event_type",
    "weapon",
    "perpetrators",
    *FIGURE_COLUMNS,
    "grade",
    "grade_reason",
    "grade_next",
    "unplaced",
    "contains",
    "contained_in",
    "contradictions",
    "denials",
    "origins",
    "independent_origins",
    "reports",
    "quotes",
)

_BETWEEN = " | "
#: Excel keeps 32,767 characters of a cell and spills the rest over the next rows.
_CELL = 32_000
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")
# What a spreadsheet takes for the start of a formula (OWASP, "CSV Injection"), the full-width forms too.
_FORMULA = "=+-@＝＋－＠"
# Where the separator is a semicolon, a semicolon in a quote begins a cell.
_INNER_FORMULA = re.compile(rf"(;)\s*(?=[{re.escape(_FORMULA)}])")


def incidents_rows(holdings: Holdings) -> Iterator[str]:
    """The heading and a row for each incident, in the order given. Holds them all, as a row names what contains it."""
    quotes = {claim.id: claim.span.quote for claim in holdings.claims}
    incidents = tuple(holdings.incidents)
    containing = contained_in(incidents)
    yield "\ufeff" + _row(COLUMNS)
    for incident in incidents:
        values = incident_row(incident, quotes, containing.get(incident.id, ()))
        yield _row([values[column] for column in COLUMNS])


def contained_in(incidents: Iterable[Incident]) -> dict[str, list[str]]:
    """The tolls that may count an incident's victims too, by the incident's id."""
    containing: dict[str, list[str]] = {}
    for toll in incidents:
        for inside in toll.contains:
            containing.setdefault(inside, []).append(toll.id)
    return containing


def incident_row(incident: Incident, quotes: Mapping[str, str], tolls: Sequence[str] = ()) -> dict[str, str]:
    """The cells of an incident by column. `quotes` gives the words of each of its claims by the claim's id.

    `tolls` are the incidents that contain it: neither they nor it can be added up with the other.
    """
    time = incident.time
    place = incident.places[0] if incident.places else None
    cells = {
        "incident": incident.id,
        "date_start": "" if time is None or time.start is None else time.start.isoformat(),
        "date_end": "" if time is None or time.end is None else time.end.isoformat(),
        "date_precision": "" if time is None else time.precision.value,
        "place": "" if place is None else safe(place.name),
        "admin1": "" if place is None else safe(place.admin1 or ""),
        "country": "" if place is None else safe(place.country or ""),
        "lat": _number(None if place is None else place.lat),
        "lon": _number(None if place is None else place.lon),
        "place_precision": "" if place is None else place.precision.value,
        "gazetteer_id": "" if place is None else safe(place.gazetteer_id or ""),
        "other_places": _joined(other.name for other in incident.places[1:]),
        "event_type": incident.event_type or "",
        "weapon": safe(incident.weapon or ""),
        "perpetrators": _joined(actor.name for actor in incident.perpetrators),
        "grade": incident.grade or "",
        "grade_reason": safe(incident.grade_reason or ""),
        "grade_next": safe(incident.grade_next or ""),
        "unplaced": "yes" if incident.unplaced else "no",
        "contains": _joined(incident.contains),
        "contained_in": _joined(tolls),
        "contradictions": _joined(one.why for one in incident.contradictions),
        "denials": _joined(f"{denial.by}: {denial.why}" for denial in incident.denials),
        "origins": _joined(origin.name for origin in incident.origins),
        "independent_origins": str(sum(origin.independent for origin in incident.origins)),
        "reports": _joined(incident.reports),
        "quotes": _joined(quotes[claim] for claim in incident.claims),
    }
    return cells | _figures(incident.figures)


def safe(words: str) -> str:
    """Words of a report as a cell that no spreadsheet runs: on one line, behind an apostrophe where it must be."""
    line = _BLANK.sub(" ", words).strip()
    if ";" in line:
        line = _INNER_FORMULA.sub(r"\1 '", line)
    if len(line) > _CELL:
        line = line[: _CELL - 1] + "…"
    return f"'{line}" if line.startswith(tuple(_FORMULA)) else line


def _joined(words: Iterable[str]) -> str:
    return safe(_BETWEEN.join(safe(word) for word in dict.fromkeys(words)))


def _figures(lines: Iterable[FigureLine]) -> dict[str, str]:
    """Every figure column. Children and women are of any status, or the civilian ones where only those are counted."""
    found = {(line.effect, line.status, line.group): line for line in lines}
    cells = {}
    for effect in _EFFECTS:
        for people, status, group in _PEOPLE:
            line = found.get((effect, status, group))
            if line is None and group is not None:
                line = found.get((effect, Status.CIVILIAN, group))
            cells.update(_bounds(f"{effect.value}{people}", line))
    return cells | _bounds(Effect.CASUALTIES.value, found.get((Effect.CASUALTIES, None, None)))


def _bounds(name: str, line: FigureLine | None) -> dict[str, str]:
    if line is None:
        return {f"{name}_{bound}": "" for bound in _BOUNDS}
    return {
        f"{name}_low": _number(line.low),
        f"{name}_best": _number(line.best),
        f"{name}_high": _number(line.high),
        f"{name}_open": "yes" if line.open else "no",
    }


def _number(number: float | None) -> str:
    return "" if number is None else str(number)


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()

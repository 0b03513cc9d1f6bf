"""Published incidents added up. What is added up is what is shown, so that no total tells more than its parts.

A suppressed figure enters as none to nine, a band as its ends. So a total may be wider than the record's own; it is
never a number that hides something which a reader could take from it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from tadwin.export.publication import Given, PublishedFigure, PublishedIncident, Total
from tadwin.export.suppress import BAND
from tadwin.export.wording import plural
from tadwin.vocab import Effect, Group, Status

Cell = tuple[Effect, Status | None, Group | None]
_DISCOUNTED = "discounted"
_CELLS: tuple[Cell, ...] = tuple(
    (effect, status, group) for effect in Effect for group in (None, *Group) for status in (None, *Status)
)
_BANDS = "The sum of what is shown: bands of ten, and none to nine for each figure that is suppressed."


def totals(incidents: Sequence[PublishedIncident]) -> tuple[Total, ...]:
    """The totals of all, and by what incidents share, each in the order of its keys; what is not shown comes last."""
    counted = counting(incidents)
    found: list[Total] = []
    for by, key_of in _BY.items():
        sharing: dict[str | None, list[PublishedIncident]] = {}
        for one in counted:
            sharing.setdefault(key_of(one), []).append(one)
        ordered = sorted(sharing.items(), key=lambda item: (item[0] is None, item[0] or ""))
        found.extend(Total(by, key, len(inside), added(inside)) for key, inside in ordered)
    return tuple(found)


def counting(incidents: Iterable[PublishedIncident]) -> list[PublishedIncident]:
    """Those that may be added up: no incident that another of them contains, and none that is discounted."""
    among = [one for one in incidents if one.grade != _DISCOUNTED]
    held: set[str] = set()
    for toll in sorted(among, key=lambda one: (-len(one.contains), one.id)):
        if toll.id not in held:
            held.update(inside for inside in toll.contains if inside != toll.id)
    return [one for one in among if one.id not in held]


def added(incidents: Iterable[PublishedIncident]) -> tuple[PublishedFigure, ...]:
    """The sum of each cell over the incidents that have a figure for it."""
    by_cell: dict[Cell, list[PublishedFigure]] = {}
    for one in incidents:
        for figure in one.figures:
            by_cell.setdefault((figure.effect, figure.status, figure.group), []).append(figure)
    return tuple(sum_of(by_cell[cell]) for cell in _CELLS if cell in by_cell)


def sum_of(figures: Sequence[PublishedFigure]) -> PublishedFigure:
    """One or more figures of one cell, added up."""
    first = figures[0]
    exact = all(figure.given is Given.EXACT for figure in figures)
    highs = [_high(figure) for figure in figures]
    unbounded = None in highs
    best = sum((figure.low or 0) if figure.best is None else figure.best for figure in figures)
    if not exact:
        given = Given.AT_LEAST if first.effect is Effect.CASUALTIES else Given.BAND
    return PublishedFigure(
        effect=first.effect,
        status=first.status,
        group=first.group,
        low=sum(figure.low or 0 for figure in figures),
        best=best if exact else None,
        high=None if unbounded else sum(high for high in highs if high is not None),
        open=unbounded or any(figure.open for figure in figures),
        given=Given.EXACT if exact else given,
        why=f"The sum of {plural(len(figures), 'published figure')}." if exact else _BANDS,
    )


def _high(figure: PublishedFigure) -> int | None:
    if figure.given is Given.SUPPRESSED and figure.effect is not Effect.CASUALTIES:
        return BAND - 1
    return figure.high


def _month(incident: PublishedIncident) -> str | None:
    start, end = incident.start, incident.end
    if start is None or end is None or (start.year, start.month) != (end.year, end.month):
        return None
    return f"{start:%Y-%m}"


def _week(incident: PublishedIncident) -> str | None:
    """The ISO 8601 week, "2021-W10"; None for an incident that lies in more than one."""
    start, end = incident.start, incident.end
    if start is None or end is None or start.isocalendar()[:2] != end.isocalendar()[:2]:
        return None
    year, week, _ = start.isocalendar()
    return f"{year}-W{week:02}"


def _country(incident: PublishedIncident) -> str | None:
    return incident.places[0].country if incident.places else None


def _admin1(incident: PublishedIncident) -> str | None:
    """Country and division, as divisions of two countries share names: "SY: Idlib"."""
    if not incident.places or incident.places[0].admin1 is None:
        return None
    return f"{incident.places[0].country}: {incident.places[0].admin1}"


def _perpetrator(incident: PublishedIncident) -> str | None:
    names = [party.name for party in incident.perpetrators]
    known = [name for name in names if name is not None]
    return "; ".join(sorted(known)) if known and len(known) == len(names) else None


_BY: Mapping[str, Callable[[PublishedIncident], str | None]] = {
    "all": lambda _: None,
    "month": _month,
    "week": _week,
    "country": _country,
    "admin1": _admin1,
    "perpetrator": _perpetrator,
    "event_type": lambda incident: incident.event_type,
    "weapon": lambda incident: incident.weapon,
    "grade": lambda incident: incident.grade,
}

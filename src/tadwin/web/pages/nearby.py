"""Incidents that may be the same as one, and why the reports of that one were joined."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tadwin.reconcile.regions import kilometres
from tadwin.types import Claim, Incident, Link, Place

#: How many days apart, and how many kilometres, incidents may lie and be shown beside each other. Wider than what
#: linking joins by itself, for a person looks.
DAYS, KILOMETRES = 2, 30.0
#: The longest incident of which neighbours are looked for by day, in days: a period of months has too many.
_LONGEST = 14
#: How many are shown.
_MOST = 12


@dataclass(frozen=True, slots=True)
class Similar:
    """An incident near another. `km` lies between their nearest places, None where one has no point.

    `link` is the comparison of two of their reports' frames that came nearest to joining them. `token` is what
    `run.seen` gives of it.
    """

    incident: Incident
    km: float | None
    link: Link | None
    token: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Two reports of an incident and why they were joined."""

    left: str
    right: str
    link: Link


def days_around(incident: Incident) -> list[date]:
    """The days on which a neighbour of the incident begins or ends; none for one without days, or of many."""
    time = incident.time
    if time is None or time.start is None:
        return []
    end = time.end or time.start
    if (end - time.start).days > _LONGEST:
        return []
    first = time.start - timedelta(days=DAYS)
    return [first + timedelta(days=number) for number in range((end - time.start).days + 2 * DAYS + 1)]


def similar(
    incident: Incident, others: Iterable[Incident], links: Iterable[Link], tokens: Mapping[str, str]
) -> list[Similar]:
    """Those of the others that are near, the likeliest first, then the nearest. `tokens` are by incidents' ids."""
    best = _best_links(incident, links)
    found = []
    for other in others:
        km = _apart(incident, other)
        link = max((best[frame] for frame in other.frames if frame in best), key=lambda one: one.weight, default=None)
        near = km is not None and km <= KILOMETRES
        if other.id != incident.id and other.id in tokens and (near or link or _same_area(incident, other)):
            found.append(Similar(other, km, link, tokens[other.id]))
    return sorted(found, key=_likeliest)[:_MOST]


def unsaid(link: Link) -> Link:
    """The link without the reasons that tell what a reviewer decided."""
    return replace(link, reasons=tuple(one for one in link.reasons if "reviewer" not in one.words))


def _likeliest(one: Similar) -> tuple[float, float, str]:
    return (-one.link.weight if one.link else 1e9, 1e9 if one.km is None else one.km, one.incident.id)


def _best_links(incident: Incident, links: Iterable[Link]) -> dict[str, Link]:
    """Each frame outside the incident to its heaviest comparison with one inside."""
    inside = frozenset(incident.frames)
    best: dict[str, Link] = {}
    for link in links:
        outside = {link.left, link.right} - inside
        if len(outside) == 1:
            (frame,) = outside
            if frame not in best or link.weight > best[frame].weight:
                best[frame] = link
    return best


def _apart(one: Incident, other: Incident) -> float | None:
    points = [_points(one.places), _points(other.places)]
    return min((kilometres(*left, *right) for left in points[0] for right in points[1]), default=None)


def _points(places: Iterable[Place]) -> list[tuple[float, float]]:
    return [(place.lat, place.lon) for place in places if place.lat is not None and place.lon is not None]


def _same_area(one: Incident, other: Incident) -> bool:
    areas = [{(place.country, place.admin1) for place in some.places if place.admin1} for some in (one, other)]
    return not areas[0].isdisjoint(areas[1])


def joined(incident: Incident, claims: Iterable[Claim], links: Iterable[Link]) -> Sequence[Joined]:
    """Why the incident's reports were joined; none for one that a single report tells."""
    reports = {claim.frame: claim.report_id for claim in claims}
    inside = frozenset(incident.frames)
    return [
        Joined(reports.get(link.left, link.left), reports.get(link.right, link.right), link)
        for link in links
        if link.joins and link.left in inside and link.right in inside
    ]

"""Tolls: incidents that count several attacks of a few days, and the incidents whose dead they may count too."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from tadwin.reconcile.blame import may_be_one
from tadwin.reconcile.regions import lies_in, narrowest
from tadwin.types import Incident
from tadwin.vocab import Effect


def contained(incidents: Iterable[Incident], tolls: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """For each toll the incidents that it may count too, by id; those that hold none are left out.

    `tolls` are the ids of incidents made of tolls alone. An incident is held where its days and its place lie in the
    toll's, and nothing speaks against it: another kind of attack, another perpetrator, or more dead than the toll has.
    Of two tolls over the same days and region the one with the smaller id holds the other. What a report divides its
    toll into is held, whatever its place, also by an incident that is no toll to other reports.
    """
    dated = sorted(
        (one.time.start, one.id, one)
        for one in incidents
        if one.time and one.time.start and one.time.end and one.places
    )
    starts = [start for start, _, _ in dated]
    holds: dict[str, tuple[str, ...]] = {}
    for _, toll_id, toll in dated:
        own = toll_id in tolls
        if not (own or toll.parts) or toll.time is None or toll.time.start is None or toll.time.end is None:
            continue
        near = dated[bisect_left(starts, toll.time.start) : bisect_right(starts, toll.time.end)]
        held = [
            one.id
            for _, _, one in near
            if (own or _is_part(one, toll)) and _holds(toll, one, toll.time.end) and not _first(one, toll, tolls)
        ]
        if held:
            holds[toll_id] = tuple(sorted(held))
    return holds


def _holds(toll: Incident, one: Incident, end: date) -> bool:
    if one.id == toll.id or one.time is None or one.time.end is None or one.time.end > end or _is_part(toll, one):
        return False
    if _is_part(one, toll):
        return True
    if toll.event_type and one.event_type and toll.event_type is not one.event_type:
        return False
    blamed = toll.perpetrators and one.perpetrators
    if blamed and not any(may_be_one(actor, other) for actor in one.perpetrators for other in toll.perpetrators):
        return False
    return _fits(toll, one) and lies_in(one.places, narrowest(toll.places)) is True


def _is_part(one: Incident, toll: Incident) -> bool:
    """True for what a report divides the toll into."""
    return not set(one.frames).isdisjoint(toll.parts)


def _fits(toll: Incident, one: Incident) -> bool:
    """True unless the incident counts more dead, at the least, than the toll at the most."""
    most = next((line for line in toll.figures if _is_of_all(line.effect, line.status, line.group)), None)
    least = next((line for line in one.figures if _is_of_all(line.effect, line.status, line.group)), None)
    if most is None or least is None or most.open or most.high is None or least.low is None:
        return True
    return least.low <= most.high


def _is_of_all(effect: Effect, status: object, group: object) -> bool:
    return effect is Effect.KILLED and status is None and group is None


def _first(one: Incident, toll: Incident, tolls: Collection[str]) -> bool:
    """True where the other is a toll that holds this one as well, and comes first."""
    if one.id not in tolls or one.id > toll.id or _is_part(one, toll) or toll.time is None or toll.time.end is None:
        return False
    same_days = one.time is not None and one.time.start == toll.time.start and one.time.end is not None
    return same_days and one.time is not None and one.time.end is not None and _holds(one, toll, one.time.end)

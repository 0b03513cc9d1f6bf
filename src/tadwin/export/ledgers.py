"""Tallies as published: what a source claims of a period and region, beside the published incidents that it may cover.

In a masked profile the incidents beside a tally are found anew among those that are shown, by what is shown of them:
which incidents the record itself counted would tell of hidden days, places and parties. Only tallies of the dead, over
whole divisions and countries, are given there.
"""

from collections.abc import Callable, Sequence

from tadwin.export.credited import parties_of, speaker
from tadwin.export.hidden import View
from tadwin.export.profiles import Material
from tadwin.export.publication import PublishedFigure, PublishedIncident, PublishedSource, PublishedTally
from tadwin.export.totals import added, counting
from tadwin.types import Bound, Claim, Report, Tally
from tadwin.vocab import Effect, PlacePrecision

_WHOLE = frozenset({PlacePrecision.ADMIN1, PlacePrecision.COUNTRY})


def tallies(
    material: Material,
    view: View,
    by_incident: dict[str, PublishedIncident],
    source_of: Callable[[Report | None, View], PublishedSource],
) -> tuple[PublishedTally, ...]:
    """Each tally that the profile shows, by period, then as it is shown. `by_incident` are the published, by own id."""
    made = []
    for tally, claim in material.tallies:
        if claim.report_id not in view.shown_reports or not _may_leave(tally, view):
            continue
        if view.profile.everything:
            beside = [by_incident[one] for one in tally.counted if one in by_incident]
        else:
            beside = _beside(tally, view, list(by_incident.values()))
        made.append(_tally(tally, claim, view, beside, source_of(material.reports.get(claim.report_id), view)))
    return tuple(sorted(made, key=lambda one: (str(one.start), str(one.end), one.effect, repr(one))))


def _may_leave(tally: Tally, view: View) -> bool:
    if view.profile.everything:
        return True
    if tally.effect is not Effect.KILLED:
        return False
    return view.profile.settlements or all(place.precision in _WHOLE for place in tally.region)


def _beside(tally: Tally, view: View, incidents: Sequence[PublishedIncident]) -> list[PublishedIncident]:
    """The published incidents whose shown days, places and parties all lie within the tally's."""
    period = tally.period
    if period is None or period.start is None or period.end is None or not tally.region:
        return []
    regions = {(at.country, at.admin1) for place in tally.region if (at := view.widen(place)) is not None}
    accused = {view.credits.name(actor) for actor in tally.perpetrators}
    found = []
    for one in incidents:
        if one.start is None or one.end is None or one.start < period.start or one.end > period.end or not one.places:
            continue
        lies = all((at.country, at.admin1) in regions or (at.country, None) in regions for at in one.places)
        blamed = {party.name for party in one.perpetrators}
        if lies and (not accused or (blamed and None not in blamed and blamed <= accused)):
            found.append(one)
    return counting(found)


def _tally(
    tally: Tally, claim: Claim, view: View, beside: Sequence[PublishedIncident], source: PublishedSource
) -> PublishedTally:
    cell = (tally.effect, tally.status, tally.group)
    counted = [one for one in beside if any((line.effect, line.status, line.group) == cell for line in one.figures)]
    recorded = next((line for line in added(counted) if (line.effect, line.status, line.group) == cell), None)
    shown = dict.fromkeys(one for place in tally.region if (one := view.widen(place)) is not None)
    return PublishedTally(
        effect=tally.effect,
        status=tally.status,
        group=tally.group,
        start=None if tally.period is None else tally.period.start,
        end=None if tally.period is None else tally.period.end,
        region=tuple(shown),
        perpetrators=parties_of(tally.perpetrators, (claim,), view.credits),
        claimant=None if claim.claimant is None else speaker(claim, view.credits),
        source=source,
        claimed=tally.claimed,
        recorded=recorded,
        incidents=tuple(sorted(one.id for one in counted)),
        residual=_residual(tally.claimed, recorded),
        comparable="no" if recorded is None else "partly",
    )


def _residual(claimed: Bound, recorded: PublishedFigure | None) -> Bound:
    """Claimed less recorded; an end that either leaves open is None."""
    if recorded is None:
        return Bound()
    high = None if recorded.open else recorded.high
    least = None if claimed.low is None or high is None else claimed.low - high
    most = None if claimed.high is None or recorded.low is None else claimed.high - recorded.low
    return Bound(least, most)

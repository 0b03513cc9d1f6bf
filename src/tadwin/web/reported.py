"""What the record gives for the page of a report, read once for each request."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tadwin.review.standing import ADD
from tadwin.run import signing
from tadwin.run.folded import folded
from tadwin.run.seen import seen
from tadwin.run.told import incidents_of
from tadwin.store import listing
from tadwin.store.record import Record
from tadwin.store.reviews import Reviews
from tadwin.types import Claim, Decision, Incident, Report
from tadwin.vocab import ReviewState
from tadwin.web import looking
from tadwin.web.desk import Seat
from tadwin.web.pages.adding import Adding, Belonging, Given, adding
from tadwin.web.pages.history import left_out
from tadwin.web.pages.report import ReportPage, Reviewed, report_page

#: How the rules begin that stand for a reviewer's word (`review.added`, `review.corrected`).
_BY_REVIEWERS = ("added by ", "decided by ")


@dataclass(frozen=True, slots=True)
class Read:
    """A report with its claims as reviewers left them and as they were read, and the incidents that it tells."""

    report: Report
    claims: tuple[Claim, ...]
    machine: tuple[Claim, ...]
    standing: tuple[Decision, ...]
    incidents: tuple[Incident, ...]


def read(record: Record, report: Report) -> Read:
    """A report with what was read from it and decided about it."""
    now = folded(record, {report.id})
    held = incidents_of(record, [report.id])
    inside = {claim.id for claim in now.claims}
    telling = tuple(one for one in held if not inside.isdisjoint(one.claims))
    return Read(report, now.claims, now.machine, tuple(now.standing), telling)


def shown(seat: Seat, found: Read) -> ReportPage:
    """The page of a report, for this reader: of incidents that they look at as a second reviewer nothing decided."""
    record, report = seat.record, found.report
    hidden = blind(seat, found.incidents)
    frames = {claim.frame for claim in found.machine}
    left = left_out(found.machine, {claim.id for claim in found.claims}, _open_frames(frames, hidden), found.standing)
    kept_back = {claim for one in hidden for claim in one.claims}
    return report_page(
        report,
        [_unsaid(claim) if claim.id in kept_back else claim for claim in found.claims],
        record.unclaimed(report.id),
        found.incidents,
        Reviewed(left, _added(found.standing, kept_back)),
        record.readings(report.id),
        listing.aside(record, report.id),
    )


def blind(seat: Seat, incidents: Iterable[Incident]) -> list[Incident]:
    """Those of the incidents of which the reader, as a second reviewer, may not yet see the first one's view."""
    every = {one.id: one for one in incidents}
    rows = Reviews(seat.record).of(every)
    asked = [every[name] for name, row in rows.items() if row.state is ReviewState.ASKED]
    return [one for one in asked if signing.hidden_from(signing.decisions_of(seat.record, one), seat.reviewer.name)]


def _unsaid(claim: Claim) -> Claim:
    """The claim without who decided what about it."""
    kept = tuple(one for one in claim.evidence if not one.rule.startswith(_BY_REVIEWERS))
    return replace(claim, evidence=kept)


def _open_frames(frames: set[str], hidden: Iterable[Incident]) -> frozenset[str]:
    return frozenset(frames).difference(*(one.frames for one in hidden))


def _added(standing: Iterable[Decision], kept_back: set[str]) -> dict[str, Decision]:
    """The decision that added each claim, by the claim's id: the claim itself is on side 1."""
    return {
        at.claim: one
        for one in standing
        if one.action == ADD
        for at in one.anchors
        if at.side == 1 and at.claim not in kept_back
    }


def form(seat: Seat, found: Read, given: Given) -> Adding:
    """The form on which words of a report become a claim. An incident that is not told here is offered where given."""
    record = seat.record
    others = looking.follow(record, given.into) if given.into else ()
    # Where it was taken over by another, that one is meant; never a new one that nobody chose.
    given = replace(given, into=others[0].id if len(others) == 1 else given.into)
    every: Sequence[Incident] = [*found.incidents, *(one for one in others if one not in found.incidents)]
    rows = Reviews(record).of([one.id for one in every])
    here = {one.id for one in found.incidents}
    offered = [Belonging(one, seen(rows[one.id]), one.id in here) for one in every if one.id in rows]
    return adding(given, offered)

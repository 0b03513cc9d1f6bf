"""What the record gives for the page of an incident, read once for each request."""

from dataclasses import dataclass

from tadwin.errors import Overtaken, RecordError
from tadwin.review.reviewed import Sought, about, sought
from tadwin.review.standing import SIGN, TYING
from tadwin.run import signing
from tadwin.run.explain import explain
from tadwin.run.folded import folded
from tadwin.run.seen import hold, seen
from tadwin.store.record import Record
from tadwin.store.reviews import Reviews
from tadwin.types import Claim, Decision, Incident, Report, Review
from tadwin.vocab import ReviewState
from tadwin.web.desk import Seat
from tadwin.web.pages import compared as compared_page
from tadwin.web.pages import history as history_page
from tadwin.web.pages import nearby
from tadwin.web.pages.compared import Compared
from tadwin.web.pages.history import LeftOut, Line, Looked
from tadwin.web.pages.incident import IncidentPage, incident_page
from tadwin.web.pages.nearby import Joined, Similar


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Where the review of an incident stands, as far as this reader may know.

    `token` is what acts must carry as seen. `blind` is who waits for this reader's answer as a second reviewer: what
    was decided is then left out of everything here. `asked` is the second reviewer who is waited for in any case.
    """

    row: Review
    token: str
    blind: Sought | None
    asked: Sought | None
    history: list[Line]
    last_own: Decision | None
    looked: dict[str, Looked]
    left_out: list[LeftOut]
    compared: list[Compared]
    signed: Decision | None

    @property
    def unaccepted(self) -> int:
        """How many of the claims nobody accepted as they stand."""
        return sum(one.accepted is None or one.since for one in self.looked.values())

    @property
    def is_signed(self) -> bool:
        """True where it is signed off as it stands."""
        return self.row.state is ReviewState.SIGNED


@dataclass(frozen=True, slots=True)
class Around:
    """What lies near an incident, and why its reports were joined."""

    similar: list[Similar]
    joined: list[Joined]
    days: bool
    placed: bool


@dataclass(frozen=True, slots=True)
class Held:
    """An incident with its claims as reviewers left them and as they were read, and its reports."""

    incident: Incident
    claims: tuple[Claim, ...]
    machine: tuple[Claim, ...]
    everything: frozenset[str]
    standing: tuple[Decision, ...]
    reports: dict[str, Report]


def held(record: Record, incident: Incident) -> Held:
    """An incident with what its claims and reports say. `standing` are the decisions about it."""
    now = folded(record, incident.reports)
    inside = frozenset(incident.claims)
    return Held(
        incident,
        tuple(claim for claim in now.claims if claim.id in inside),
        now.machine,
        frozenset(claim.id for claim in now.claims),
        tuple(now.standing),
        {name: record.report(name) for name in incident.reports},
    )


def shown(record: Record, found: Held) -> IncidentPage:
    """The figures and words of an incident."""
    inside = record.incidents_named(found.incident.contains)
    return incident_page(found.incident, found.claims, found.reports, inside)


def reviewing(seat: Seat, found: Held, page: IncidentPage) -> Reviewing:
    """Where its review stands, for this reader."""
    record, incident, reader = seat.record, found.incident, seat.reviewer.name
    row = Reviews(record).of([incident.id])[incident.id]
    decisions = about(incident, found.standing)
    blind = signing.hidden_from(decisions, reader)
    asked = sought(decisions)
    if blind is not None:
        return Reviewing(row, seen(row), blind, asked, [], None, {}, [], [], None)
    machine = {claim.id: claim for claim in found.machine}
    lines = history_page.history(record.decisions_about(incident.reports), found.standing, incident.id, page.claims)
    signed = [one for one in decisions if one.action == SIGN]
    return Reviewing(
        row=row,
        token=seen(row),
        blind=None,
        asked=asked,
        history=lines,
        last_own=history_page.last_own(lines, reader),
        looked=dict(history_page.looked(machine, found.claims, decisions)),
        left_out=history_page.left_out(found.machine, found.everything, incident.frames, found.standing),
        compared=_compared(record, found) if signed and row.state is not ReviewState.SIGNED else [],
        signed=signed[-1] if signed else None,
    )


def _compared(record: Record, found: Held) -> list[Compared]:
    signed = signing.signed(record, signing.decisions_of(record, found.incident))
    made = [compared_page.compared(one, found.incident, found.claims) for one in signed]
    return [one for one in made if one.differs]


def near(record: Record, incident: Incident) -> list[Similar]:
    """The incidents near it by day and place alone, without comparing what their reports say, which takes longer."""
    days = nearby.days_around(incident)
    others = record.incidents_of_days(days) if days else ()
    tokens = {name: seen(row) for name, row in Reviews(record).of([one.id for one in others]).items()}
    return nearby.similar(incident, others, (), tokens)


def around(record: Record, found: Held, *, blind: bool) -> Around:
    """The incidents near it, and why its own reports were joined; to a blind reader not where a reviewer said so."""
    incident = found.incident
    days = nearby.days_around(incident)
    links = explain(record, incident.id)
    if blind:
        links = tuple(map(nearby.unsaid, links))
    frames = {frame for link in links for frame in (link.left, link.right)} - set(incident.frames)
    linked = set(record.incidents_of_frames(frames).values()) if frames else set()
    others = {one.id: one for one in record.incidents_of_days(days)} if days else {}
    others.update((one.id, one) for one in record.incidents_named(linked - others.keys()))
    tokens = {name: seen(row) for name, row in Reviews(record).of(others.keys()).items()}
    return Around(
        nearby.similar(incident, others.values(), links, tokens),
        list(nearby.joined(incident, found.claims, links)),
        bool(days),
        any(place.lat is not None or place.admin1 for place in incident.places),
    )


def still(record: Record, incident_id: str, token: str) -> Incident:
    """The incident of a form. Raises Overtaken, which says what was done, where there is none of that id any more."""
    found = record.incidents_named([incident_id])
    if not found:
        hold(record, {incident_id: token})
        raise Overtaken(f"incident {incident_id} is no more; look at what it became")
    return found[0]


def became(record: Record, decision: Decision | None, incident: Incident) -> list[Incident]:
    """The other incidents that hold claims which a decision, just made or taken back, joins with this one or parts."""
    if decision is None or decision.action not in TYING:
        return []
    reports = {at.report_id for at in decision.anchors}
    names = set(record.incidents_of_reports(reports).values()) - {incident.id}
    claims = {at.claim for at in decision.anchors}
    return [one for one in record.incidents_named(names) if not claims.isdisjoint(one.claims)]


def follow(record: Record, incident_id: str) -> tuple[Incident, ...]:
    """The incident of that id or those that it became; none where there was none, or nothing of it is left."""
    try:
        return record.incident(incident_id)
    except RecordError:
        return ()

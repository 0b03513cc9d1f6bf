"""Invented signed-off incidents with planted secrets, and what of them a careful publication must hide.

Names are made of syllables that no English word has, so that one that is found was not found by chance.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tadwin import ids
from tadwin.export.coarse import Division, Divisions
from tadwin.export.profiles import Material
from tadwin.types import (
    Actor,
    Claim,
    Figure,
    FigureLine,
    Incident,
    Origin,
    Place,
    Report,
    Signed,
    Span,
    Victim,
    When,
)
from tadwin.vocab import (
    Access,
    DatePrecision,
    Effect,
    EventType,
    Group,
    PlacePrecision,
    Qualifier,
    Status,
)

SECRET = b"a record's own secret, 32 bytes."
#: Invented divisions of an invented country; the last is too small to be named.
DIVISIONS: Divisions = {
    ("XA", "Norvale"): Division(41.25, 21.5, 600_000),
    ("XA", "Sudmark"): Division(40.12, 22.25, 80_000),
    ("XA", "Islet"): Division(39.4, 20.1, 4_000),
}
Cell = tuple[Effect, Status | None, Group | None]
EVERYONE_KILLED: Cell = (Effect.KILLED, None, None)
EVERYONE_INJURED: Cell = (Effect.INJURED, None, None)
CHILDREN_INJURED: Cell = (Effect.INJURED, None, Group.CHILDREN)
CASUALTIES: Cell = (Effect.CASUALTIES, None, None)


@dataclass(frozen=True, slots=True)
class Planted:
    """An incident to be made: what is published of it, and secrets. Numbers are exact: low, best and high are one."""

    number: int
    figures: dict[Cell, int]
    division: str = "Norvale"
    town: str = "Qazhmurr"
    lat: float = 41.31847
    lon: float = 21.62913
    victim: str = "Veshtrin Dulquorr"
    witness: str = "Ozhgarn Plimvask"
    hospital: str = "Brexuul Hospital"
    private_report: str = "interview-veshtrin-brother"
    private_publisher: str = "Kwastrel Field Notes"
    partner_report: str = "partner-note"
    day: date = date(2031, 5, 5)
    signed_at: str = "2031-06-02T03:14:15Z"
    reviewer: str = "Yldrith Reviewer"
    public: bool = True
    private_figures: dict[Cell, int] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that is to stay hidden from a careful publication."""
        hidden = (self.town, self.victim, self.witness, self.hospital, self.private_publisher, self.private_report)
        return (*hidden, self.reviewer)


def claim(report: str, cell: Cell, number: int, words: str, at: int, **more: object) -> Claim:
    """A claim of exactly `number`, quoted as `words`, in which it stands in digits where it does at all."""
    text = str(number) if str(number) in words else words
    start = at + words.index(text)
    effect, status, group = cell
    figure = Figure(number, Qualifier.EXACT, number, number, text)
    made = Claim(
        id=ids.claim_id(report, effect, start, start + len(text)),
        report_id=report,
        frame=ids.frame_id(report, 0),
        span=Span(report, at, at + len(words), words),
        number=Span(report, start, start + len(text), text),
        effect=effect,
        figure=figure,
        status=status,
        group=group,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def _words(cell: Cell, number: int, planted: Planted) -> str:
    effect, _, group = cell
    who = "children" if group is Group.CHILDREN else "people"
    if effect is Effect.KILLED:
        return f"{number} {who} were killed"
    return f"{number} {who} {effect} in {planted.hospital}"


def signed(planted: Planted) -> tuple[Signed, tuple[Report, ...]]:
    """The signed incident and its reports: a public one, a partner's and a private one."""
    town = Place(
        planted.town, planted.lat, planted.lon, f"gid-{planted.town}", planted.division, "XA", PlacePrecision.EXACT
    )
    province = Place(planted.division, 41.0, 21.0, None, planted.division, "XA", PlacePrecision.ADMIN1)
    day = When(planted.day, planted.day, DatePrecision.DAY, anchor=planted.day)
    monitor = Actor("Norvale Monitor", "norvale-monitor", "monitor")
    army = Actor("Sudmark Army", "sudmark-army", "state", "sudmark")
    shared = {"time": day, "places": (town, province), "event_type": EventType.AIRSTRIKE, "weapon": "rockets"}
    names = [f"{kind}-{planted.number}" for kind in ("public", "partner")]
    public, partner = (names[0] if planted.public else planted.private_report, names[1] + planted.partner_report)
    private = planted.private_report
    claims: list[Claim] = []
    for position, (cell, number) in enumerate(planted.figures.items()):
        at = 200 * position
        words = _words(cell, number, planted)
        claims.append(claim(public, cell, number, words, at, claimant=monitor, perpetrators=(army,), **shared))
    named = f"{planted.victim} was killed in {planted.town.upper()}"
    victim = Victim(planted.victim, 0, len(planted.victim))
    witness = Actor(planted.witness, None, "witness")
    killed = (Effect.KILLED, Status.CIVILIAN, Group.MEN)
    claims.append(claim(public, killed, 1, named, 5_000, victims=(victim,), claimant=witness, **shared))
    lower = f"1 man was killed near {planted.town.lower()}"
    claims.append(claim(public, killed, 1, lower, 6_000, claimant=witness, **shared))
    hospital = Actor(planted.hospital, None, "hospital")
    for position, (cell, number) in enumerate({killed: 1, **planted.private_figures}.items()):
        words = f"{number} harmed, {planted.witness} told us at 03:14"
        claims.append(claim(private, cell, number, words, 20_000 + 200 * position, claimant=hospital, **shared))
    claims.append(claim(partner, killed, 1, "1 man was killed", 0, claimant=monitor, **shared))
    of_cell = {**planted.figures, killed: 1, **planted.private_figures}
    lines = tuple(_line(cell, number, claims) for cell, number in of_cell.items())
    reports = dict.fromkeys(one.report_id for one in claims)
    incident = Incident(
        id=ids.incident_id(min(ids.frame_id(one, 0) for one in reports)),
        frames=tuple(ids.frame_id(one, 0) for one in reports),
        claims=tuple(one.id for one in claims),
        reports=tuple(reports),
        time=day,
        places=(town, province),
        event_type=EventType.AIRSTRIKE,
        weapon="rockets",
        perpetrators=(army,),
        figures=lines,
        grade="fair",
        grade_reason=f"Two independent sources count the harm: {planted.witness} and {planted.hospital}.",
        grade_next=f"A reviewer can confirm it if it is accepted by {planted.witness}.",
        origins=(
            Origin(
                monitor.name, monitor.id, tuple(one.id for one in claims if one.claimant == monitor), True, "monitor"
            ),
            Origin(witness.name, None, tuple(one.id for one in claims if one.claimant == witness), True, "witness"),
            Origin(hospital.name, None, tuple(one.id for one in claims if one.claimant == hospital), True, "hospital"),
        ),
    )
    made = (
        _report(public, Access.PUBLIC if planted.public else Access.PRIVATE, "Norvale Post", planted),
        _report(partner, Access.PARTNER if planted.public else Access.PRIVATE, "Partner Desk", planted),
        _report(private, Access.PRIVATE, planted.private_publisher, planted),
    )
    kept = {one.id: one for one in made}
    return Signed(
        incident, tuple(claims), "0" * 64, planted.number, "0" * 64, planted.reviewer, planted.signed_at
    ), tuple(kept[name] for name in reports)


def _line(cell: Cell, number: int, claims: Sequence[Claim]) -> FigureLine:
    behind = tuple(one.id for one in claims if (one.effect, one.status, one.group) == cell)
    return FigureLine(*cell, number, number, number, False, "conservative", behind, f"Someone says “{number}”.")


def _report(name: str, access: Access, publisher: str, planted: Planted) -> Report:
    title = f"{planted.victim} killed in {planted.town}"
    url = f"https://example.org/{name}/{planted.town.lower()}"
    return Report(
        name, f"{title}. " * 3, "0" * 64, "text/plain", publisher, title, url, "en", planted.day, access=access
    )


def material(records: Sequence[Planted], head: str = "head") -> Material:
    """What a publication of these incidents is made of."""
    made = [signed(one) for one in records]
    return Material(
        signed=tuple(one for one, _ in made),
        reports={report.id: report for _, reports in made for report in reports},
        secret=SECRET,
        head=head,
        version="0",
        divisions=DIVISIONS,
    )

"""What was signed off beside what the record says now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tadwin.export import wording
from tadwin.review.signoff import claimed
from tadwin.types import Claim, FigureLine, Incident, Signed


@dataclass(frozen=True, slots=True)
class Beside:
    """One thing that an incident says, as it was signed off and as it is."""

    label: str
    signed: str
    now: str

    @property
    def same(self) -> bool:
        """True where nothing changed."""
        return self.signed == self.now


@dataclass(frozen=True, slots=True)
class Compared:
    """A sign-off and its differences: claims that are new, that are gone, and that say something else."""

    signed: Signed
    facts: Sequence[Beside]
    figures: Sequence[Beside]
    new: Sequence[Claim]
    gone: Sequence[Claim]
    changed: Sequence[tuple[Claim, Claim]]

    @property
    def told(self) -> Sequence[Beside]:
        """The facts, then the figures."""
        return (*self.facts, *self.figures)

    @property
    def differs(self) -> bool:
        """True where something that is told has changed."""
        return bool(self.new or self.gone or self.changed) or not all(one.same for one in self.told)


def compared(signed: Signed, incident: Incident, claims: Collection[Claim]) -> Compared:
    """A sign-off beside the incident and its claims of now."""
    was = {claim.id: claim for claim in signed.claims}
    now = {claim.id: claim for claim in claims}
    return Compared(
        signed,
        _facts(signed.incident, incident),
        _figures(signed.incident.figures, incident.figures),
        [claim for name, claim in now.items() if name not in was],
        [claim for name, claim in was.items() if name not in now],
        [(was[name], now[name]) for name in was if name in now and claimed(was[name]) != claimed(now[name])],
    )


#: What the incident says besides figures. The template translates the labels.
_SAID = ("day", "place", "what", "weapon", "blamed", "grade")


def _facts(was: Incident, now: Incident) -> list[Beside]:
    return [Beside(label, one, other) for label, one, other in zip(_SAID, _told(was), _told(now), strict=True)]


def _told(incident: Incident) -> tuple[str, ...]:
    return (
        wording.days(incident.time),
        wording.places(incident.places),
        incident.event_type.value if incident.event_type else "",
        incident.weapon or "",
        wording.actors(incident.perpetrators),
        incident.grade or "",
    )


def _figures(was: Sequence[FigureLine], now: Sequence[FigureLine]) -> list[Beside]:
    old, new = _cells(was), _cells(now)
    return [Beside(label, old.get(label, ""), new.get(label, "")) for label in dict.fromkeys([*old, *new])]


def _cells(lines: Sequence[FigureLine]) -> Mapping[str, str]:
    return {wording.cell(line.effect, line.status, line.group): wording.best_of(line) for line in lines}

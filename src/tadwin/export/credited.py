"""Who is named: sources, claimants and parties by name where a profile shows it, else by what they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tadwin.export.masked import Screen
from tadwin.export.publication import PublishedDenial, PublishedOrigin, PublishedParty
from tadwin.export.wording import denied
from tadwin.placenames import exact_key
from tadwin.types import Actor, Claim, Incident
from tadwin.vocab import SUSPECTED, Stance

#: Kinds of actors that speak and act in public as organisations. Others are persons, or lead to them: a witness, an
#: official, a hospital with its patients.
_PUBLIC_KINDS = frozenset(
    {"state", "armed_group", "coalition", "monitor", "responder", "agency", "outlet", "authority"}
)
_KINDS = {
    "state": "a state's forces",
    "armed_group": "an armed group",
    "coalition": "a coalition",
    "monitor": "a monitor",
    "responder": "a responder",
    "hospital": "a hospital",
    "agency": "an agency",
    "outlet": "an outlet",
    "authority": "an authority",
    "official": "an official",
    "witness": "a witness",
    "person": "a person",
    "unnamed": "people who are not named",
}
UNNAMED, OWN_VOICE, UNKNOWN = "a source", "a report in its own words", "unknown"


@dataclass(frozen=True, slots=True)
class Credits:
    """Names that may be shown: all (`everyone`), those that are allowed, and public ones heard in a shown report."""

    everyone: bool
    allowed: frozenset[str]
    heard: frozenset[str]
    screen: Screen
    _names: dict[Actor, str | None] = field(default_factory=dict, compare=False)

    def name(self, actor: Actor) -> str | None:
        """The actor's name if it is shown."""
        if actor not in self._names:
            self._names[actor] = self._name(actor)
        return self._names[actor]

    def _name(self, actor: Actor) -> str | None:
        key = exact_key(actor.name)
        if self.everyone or key in self.allowed:
            return actor.name
        public = actor.kind in _PUBLIC_KINDS and key in self.heard
        return actor.name if public and not self.screen.holds(actor.name) else None

    def called(self, actor: Actor) -> str:
        """The actor's name, or what it is: "a hospital"."""
        return self.name(actor) or _KINDS.get(actor.kind or "", UNNAMED)


def is_public(actor: Actor) -> bool:
    """True for a kind of actor that speaks in public as an organisation."""
    return actor.kind in _PUBLIC_KINDS


def heard_in(claims: Iterable[Claim]) -> frozenset[str]:
    """The keys of all who are named in claims: who speaks, who relays, who is blamed."""
    return frozenset(exact_key(actor.name) for claim in claims for actor in actors_of(claim))


def actors_of(claim: Claim) -> tuple[Actor, ...]:
    """All whom a claim names but its victims."""
    claimant = () if claim.claimant is None else (claim.claimant,)
    return (*claimant, *claim.via, *claim.perpetrators)


def parties(incident: Incident, claims: Sequence[Claim], credits: Credits) -> tuple[PublishedParty, ...]:
    """The blamed parties of an incident, each with who blames it in `claims`."""
    return parties_of(incident.perpetrators, claims, credits)


def parties_of(perpetrators: Iterable[Actor], claims: Sequence[Claim], credits: Credits) -> tuple[PublishedParty, ...]:
    """Parties with who blames each in `claims`, by name. One that none of them blames has neither name nor kind."""
    made = []
    for actor in perpetrators:
        accusing = [claim for claim in claims if _blames(claim, actor)]
        if not accusing:
            made.append(PublishedParty(actor.name if credits.everyone else None, None))
            continue
        by = dict.fromkeys(speaker(claim, credits) for claim in accusing)
        made.append(PublishedParty(credits.name(actor), actor.kind, tuple(sorted(by))))
    return tuple(sorted(set(made), key=lambda party: (party.name is None, party.name or "", party.kind or "")))


def _blames(claim: Claim, actor: Actor) -> bool:
    suspects = any(why.attribute == "perpetrators" and why.rule.endswith(SUSPECTED) for why in claim.evidence)
    if claim.stance is not Stance.ASSERTED or suspects:
        return False
    return any((one.id or exact_key(one.name)) == (actor.id or exact_key(actor.name)) for one in claim.perpetrators)


def speaker(claim: Claim, credits: Credits) -> str:
    """Who says a claim, by name or by kind."""
    return OWN_VOICE if claim.claimant is None else credits.called(claim.claimant)


def origins(incident: Incident, shown: frozenset[str], credits: Credits) -> tuple[tuple[PublishedOrigin, ...], bool]:
    """The origins that a shown claim goes back to, and whether there are others."""
    told = [one for one in incident.origins if not shown.isdisjoint(one.claims)]
    made = set()
    for one in told:
        if one.id is None and one.name == UNKNOWN:
            made.add(PublishedOrigin(UNKNOWN, None, False, False))
            continue
        actor = Actor(one.name, one.id, one.kind)
        name = credits.name(actor)
        made.add(PublishedOrigin(credits.called(actor), one.kind, name is not None, one.independent))
    ordered = sorted(made, key=lambda one: (not one.independent, not one.named, one.name))
    return tuple(ordered), len(told) < len(incident.origins)


def denials(incident: Incident, claims: Sequence[Claim], credits: Credits) -> tuple[PublishedDenial, ...]:
    """Who denies or doubts what, as far as `claims` say so."""
    by_id = {claim.id: claim for claim in claims}
    told = [by_id[one.claim] for one in incident.denials if one.claim in by_id]
    made = {PublishedDenial(speaker(claim, credits), denied(claim), claim.effect) for claim in told}
    return tuple(sorted(made, key=lambda one: (one.effect, one.how, one.by)))

"""Who blames whom for an incident's harm, and whether they contradict each other.

Blame has its own claimant: who counts the dead is often not who accuses. Only asserted claims accuse, and a suspicion
stays with its claim.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tadwin.reconcile.origin_words import words
from tadwin.reconcile.said import UNKNOWN, Said
from tadwin.types import Actor
from tadwin.vocab import SUSPECTED, Stance
from tadwin.wholes import is_within

_OF_STATES = frozenset({"state", "coalition", "authority"})


@dataclass(frozen=True, slots=True)
class Blame:
    """One voice and whom it blames together. `by` names it; None is a report in its own voice, or unnamed people."""

    by: str | None
    voice: str
    accused: tuple[Actor, ...]


def blame(said: Iterable[Said]) -> tuple[Blame, ...]:
    """Every different blame, by voice. A voice that blames several parties in different claims has several."""
    found: dict[tuple[str, frozenset[str]], Blame] = {}
    listed = list(said)
    names: dict[str, set[str]] = {}
    for one in listed:
        if one.source is not None:
            names.setdefault(one.origin, set()).add(one.source.name)
    for one in listed:
        claim = one.claim
        suspects = any(why.attribute == "perpetrators" and why.rule.endswith(SUSPECTED) for why in claim.evidence)
        if not claim.perpetrators or claim.stance is not Stance.ASSERTED or suspects:
            continue
        voice = one.origin if one.origin != UNKNOWN else f"report {claim.report_id}"
        by = min(names[one.origin]) if one.source else None
        accused = tuple(sorted(set(claim.perpetrators), key=lambda actor: (actor.name, actor.id or "")))
        found.setdefault((voice, frozenset(map(side_of, accused))), Blame(by, voice, accused))
    return tuple(found[key] for key in sorted(found, key=lambda key: (key[0], sorted(key[1]))))


def competing(blames: Sequence[Blame]) -> tuple[Blame, ...]:
    """The blames of different voices that cannot stand together; empty where all can."""
    rivals = [
        one
        for one in blames
        if any(one.voice != other.voice and not _agree(one.accused, other.accused) for other in blames)
    ]
    return tuple(rivals)


def side_of(actor: Actor) -> str:
    """What actors share that a text may name in place of one another; a name of its own for one that no file knows."""
    return actor.side or actor.id or actor.name.casefold()


def _agree(one: Iterable[Actor], other: Sequence[Actor]) -> bool:
    return any(may_be_one(actor, second) for actor in one for second in other)


def may_be_one(one: Actor, other: Actor) -> bool:
    """True where two names may stand for one party: "rebels" and a group, but not "rebels" and an army."""
    if one.id and other.id:
        parts = is_within(one, other) or is_within(other, one)
        return parts or side_of(one) == side_of(other) or _leads(one, other) or _leads(other, one)
    party, second = _party(one), _party(other)
    return party is None or second is None or party == second


def _leads(one: Actor, coalition: Actor) -> bool:
    """True for a state's forces and the coalition that is called after it: "Ruritanian forces", "Ruritanian-led"."""
    if coalition.kind != "coalition" or one.kind != "state":
        return False
    return one.name.split()[0].casefold() in coalition.name.casefold().replace("-", " ").split()


def _party(actor: Actor) -> str | None:
    """Whether an actor fights for a state ("forces") or not ("irregular"); None where the words do not tell."""
    if actor.id:
        return "forces" if actor.kind in _OF_STATES else "irregular"
    spoken = actor.name.casefold()
    for party in ("irregular", "forces"):
        if any(word in words("parties", party) for word in (spoken, *spoken.split())):
            return party
    return None

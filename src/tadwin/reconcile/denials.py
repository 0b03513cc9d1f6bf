"""Claims that enter no figure and stand beside it: denied, only supposed, or "none reported"."""

from collections.abc import Iterable, Sequence

from tadwin.reconcile.reasons import are_several
from tadwin.reconcile.said import COUNTS_THERE, Said
from tadwin.types import Claim, Denial
from tadwin.vocab import Effect, Stance

#: What a denial of each effect speaks of: "no casualties" denies the dead and the injured.
_SPEAKS_OF = {
    Effect.CASUALTIES: frozenset({Effect.CASUALTIES, Effect.KILLED, Effect.INJURED}),
    Effect.KILLED: frozenset({Effect.KILLED, Effect.CASUALTIES}),
    Effect.INJURED: frozenset({Effect.INJURED, Effect.CASUALTIES}),
}


def denials(said: Iterable[Said]) -> tuple[Denial, ...]:
    """Each such claim of an incident, in the order given, with who says so and the claims that it speaks of.

    A denial speaks of asserted claims of its effect and of people whom its words take in: "no civilians were killed"
    does not deny the killing of soldiers. What is only supposed ("the toll could rise to ten") speaks against nothing.
    """
    listed = list(said)
    asserted = [one.claim for one in listed if one.claim.stance is Stance.ASSERTED and one.claim.figure.high != 0]
    return tuple(_denial(one, asserted) for one in listed if _stands_beside(one))


def _stands_beside(one: Said) -> bool:
    if one.claim.stance is not Stance.ASSERTED:
        return True
    kind = one.source.kind if one.source else None
    return one.claim.figure.high == 0 and one.claim.object is None and kind not in COUNTS_THERE


#: What one voice does, and several.
_VERBS = {
    Stance.HEDGED: ("only supposes", "only suppose"),
    Stance.DENIED: ("denies it", "deny it"),
}


def _denial(one: Said, asserted: Sequence[Claim]) -> Denial:
    claim = one.claim
    by = one.source.name if one.source else claim.claimant.name if claim.claimant else "the report itself"
    against = tuple(other.id for other in asserted if _is_against(claim, other))
    one_of, several = _VERBS.get(claim.stance, ("reports none", "report none"))
    why = f"{_capital(by)} {several if are_several(by) else one_of}: “{_quoted(claim)}”."
    return Denial(claim.id, by, against, why)


def _is_against(claim: Claim, other: Claim) -> bool:
    if claim.stance is Stance.HEDGED:
        return False
    if other.effect not in _SPEAKS_OF.get(claim.effect, frozenset({claim.effect})) or other.object != claim.object:
        return False
    status = claim.status is None or other.status in (None, claim.status)
    return status and (claim.group is None or claim.group == other.group)


def _quoted(claim: Claim) -> str:
    return " ".join(claim.span.quote.split())


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]

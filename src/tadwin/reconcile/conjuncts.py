"""Counts that one phrase tells together: "a fisherman and his son" are two people, "84 fighters and 47 soldiers" 131.

So are those that the words tell as others: "two were hanged and 23 others shot", "six more died in hospital", and kin
of someone told: "a man was killed; his two daughters were killed". Such claims count different people and add up;
claims of a cell that stand apart are rival figures of the same people.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tadwin.reconcile.bounds import lies_in
from tadwin.types import Claim, Evidence
from tadwin.vocab import ALSO, COUNTS_OTHERS, KIN, Qualifier

#: The rule that extract gives as evidence for the effect of the second and later conjuncts of a phrase.
LISTED_WITH = "listed with"


@dataclass(frozen=True, slots=True)
class Count:
    """One figure of a report: a claim, or several that are told together, summed.

    `number` is the one number that stands for it, `high` is None where its words set no upper bound, and `top` is
    what it then contributes to a high: its number. `vague` where no number is said.
    """

    claims: tuple[Claim, ...]
    low: int
    number: int
    high: int | None
    top: int
    vague: bool


def count(claims: Sequence[Claim]) -> Count:
    """What claims that count different people count together. An open figure makes the sum open."""
    low = number = top = 0
    high: int | None = 0
    for claim in claims:
        one, most = _number(claim), claim.figure.high
        low += min(claim.figure.low, one)
        number += one
        top += one if most is None else most
        high = None if high is None or most is None else high + most
    return Count(tuple(claims), low, number, high, top, any(claim.figure.value is None for claim in claims))


def phrases(claims: Sequence[Claim]) -> tuple[tuple[Claim, ...], ...]:
    """The claims of one frame and effect, given in the order of the text, with those that one phrase tells together.

    Each claim stands in one phrase; most stand alone, and a share of another count always does.
    """
    if len(claims) == 1:
        return (tuple(claims),)
    phrase_of = {claim.id: [claim] for claim in claims}
    whole = [claim for claim in claims if claim.part_of is None]
    for at, claim in enumerate(whole):
        effect = _effect(claim)
        other = _told_with(effect, whole[:at], whole[at + 1 :]) if effect and effect.rule == LISTED_WITH else None
        other = other or _others_than(claim, whole[:at], claims, phrase_of)
        if other is None or phrase_of[other.id] is phrase_of[claim.id]:
            continue
        joined = [*phrase_of[other.id], *phrase_of[claim.id]]
        phrase_of.update((one.id, joined) for one in joined)
    at_of = {claim.id: at for at, claim in enumerate(claims)}
    found = {id(phrase): sorted(phrase, key=lambda one: at_of[one.id]) for phrase in phrase_of.values()}
    return tuple(map(tuple, found.values()))


def _told_with(effect: Evidence, before: Sequence[Claim], after: Sequence[Claim]) -> Claim | None:
    """The nearest claim before that the same word governs; the next one where a list lends its word backwards.

    In "12 were killed. 30 rebels and 39 soldiers were killed" the 30 are no more of the 12, although they come next.
    """
    return next((claim for near in (before[-1:], after[:1]) for claim in near if _same_word(claim, effect)), None)


def _others_than(
    claim: Claim, before: Sequence[Claim], claims: Sequence[Claim], phrase_of: Mapping[str, Sequence[Claim]]
) -> Claim | None:
    """The claim before that this one counts others than, where its words say so.

    None where its others are the rest of that one ("of the nine two were shot and seven others burned"), where they are
    told already, and where "also" may tell of some of a larger count.
    """
    why = next((one for one in claim.evidence if one.attribute == COUNTS_OTHERS), None)
    if why is None or not before:
        return None
    last = before[-1]
    told = phrase_of[last.id]
    if last.claimant != claim.claimant and None not in (last.claimant, claim.claimant):
        return None
    if why.rule == ALSO and any(_may_hold(one, claim) for one in told):
        return None
    if why.rule == KIN and any(_may_hold(one, claim) and one.figure.value != claim.figure.value for one in told):
        return None  # "three were killed; his two sons died": two of the three
    parts = sum(one.figure.low for one in claims if one.part_of == last.id and one.number.start < claim.number.start)
    again = any(_numbers(one) == _numbers(claim) and _people(one) == _people(claim) for one in told)
    return None if again or (parts and parts + claim.figure.low == last.figure.low) else last


def _may_hold(one: Claim, claim: Claim) -> bool:
    """True where those whom the claim counts may be of the one's."""
    larger = one.figure.value is None or claim.figure.value is None or one.figure.value >= claim.figure.value
    return larger and one.role is None and lies_in((claim.status, claim.group), (one.status, one.group))


def _numbers(claim: Claim) -> tuple[object, ...]:
    return claim.figure.value, claim.figure.low, claim.figure.high


def _people(claim: Claim) -> tuple[object, ...]:
    return claim.status, claim.group, claim.role, any(one.attribute == COUNTS_OTHERS for one in claim.evidence)


def _same_word(claim: Claim, effect: Evidence) -> bool:
    of = _effect(claim)
    return of is not None and (of.start, of.end) == (effect.start, effect.end)


def _effect(claim: Claim) -> Evidence | None:
    return next((why for why in claim.evidence if why.attribute == "effect"), None)


def _number(claim: Claim) -> int:
    """The one number that stands for a figure: its value, held inside what its words allow; its low when vague.

    "More than 1,400" stands for 1,400: that is the number that somebody said, and 1,401 is nobody's count.
    """
    figure = claim.figure
    if figure.value is None:
        return figure.low
    value = (figure.qualifier is Qualifier.MORE_THAN and figure.value) or max(figure.value, figure.low)
    return value if figure.high is None else min(value, figure.high)

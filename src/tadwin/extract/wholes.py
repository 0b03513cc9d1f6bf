"""What a share is a share of: the figure in its sentence, or a claim told before it."""

from collections.abc import Sequence
from dataclasses import replace

from tadwin.extract.blame import can_do_harm
from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.extract.rivals import sides_of
from tadwin.extract.story import doubts, turns_away
from tadwin.types import Actor, Claim, Evidence, Mention, Place, When
from tadwin.vocab import SUSPECTED, Effect, Group, Scope

#: Groups that may be parts of a group.
_WITHIN = {Group.CHILDREN: (Group.BOYS, Group.GIRLS), Group.WOMEN_AND_CHILDREN: tuple(Group)}

_HARM = frozenset({Effect.KILLED, Effect.INJURED, Effect.CASUALTIES})
#: The rule of a figure that is an item of a list, whose head says the harm.
ITEM = "item of a list"
#: The rule of a figure whose sentence opens with those harmed as told before: "Of those killed, 24 were men".
OF_THOSE = "of those told before"
_OF_A_HEAD = frozenset({ITEM, OF_THOSE})


def can_hold(claim: Claim, finding: Finding, scope: Scope, when: Mention[When] | None) -> bool:
    """True when the finding can be a share of the claim: the same harm, of as many or more, in one incident or period.

    `scope` and `when` are those of the finding; an item of a list, and one of those told before, has those of its head.
    """
    if claim.effect is not finding.effect or claim.part_of is not None:
        return False
    group, item = finding.counted.group, finding.rule in _OF_A_HEAD
    if claim.scope is not scope and not item:
        return False
    if scope is Scope.TALLY and not item:
        if when is None or (claim.time or claim.period) != when.names:
            return False
        if group is None and finding.status in (None, claim.status):
            return False  # nothing but their number says which of the people counted over a period they are
    if claim.group not in (None, group) and group is not None and group not in _WITHIN.get(claim.group, ()):
        return False  # a woman is no share of the children
    whole, part = claim.figure.value, finding.counted.quantity.value
    return whole != 1 and (whole is None or part is None or whole >= part)


def blame_of_whole(
    passage: Passage,
    finding: Finding,
    places: Sequence[Mention[Place]],
    part_of: str | None,
    told: Sequence[Claim],
) -> tuple[tuple[Actor, ...], list[Evidence]]:
    """The party of the whole that a share was told of in a sentence behind it: "Nine died. Four of them were women".

    Who killed the nine killed the four. Where the words lay the whole on two, nothing says which of them it was;
    nor is it followed against doubt, to another of its `places`, or where another party is named.
    """
    whole = next((one for one in reversed(told) if one.id == part_of), None)
    if whole is None or finding.effect not in _HARM or doubts(passage) or turns_away(passage):
        return (), []
    sides, named = sides_of(whole.perpetrators), {one.names.name for one in places}
    others = sides_of(one.names for one in passage.actors if can_do_harm(one)) - sides
    if len(sides) != 1 or others or (named and named.isdisjoint(place.name for place in whole.places)):
        return (), []
    why = [replace(one, rule=_of_whole(one.rule)) for one in whole.evidence if one.attribute == "perpetrators"]
    return whole.perpetrators, why


def _of_whole(rule: str) -> str:
    return f"its whole, {SUSPECTED}" if rule.endswith(SUSPECTED) else "its whole"


def with_heads(claims: list[Claim]) -> tuple[Claim, ...]:
    """The claims, the items of lists among them with what the heads say: who counted, when, where, in which frame."""
    by_id: dict[str, Claim] = {}
    items: set[str] = set()
    for claim in claims:
        rule = next((why.rule for why in claim.evidence if why.attribute == "effect"), "")
        head = by_id.get(claim.part_of or "")
        if head is not None and (rule in _OF_A_HEAD or head.id in items):
            items.add(claim.id)
            claim = _as_its_head(claim, head, divided=rule == OF_THOSE)
        by_id[claim.id] = claim
    return tuple(by_id[claim.id] for claim in claims)


def _as_its_head(claim: Claim, head: Claim, *, divided: bool) -> Claim:
    """The claim with what its head says; one that its head is `divided` into has no day of its own."""
    own = any(
        why.attribute == "places" and why.rule == "its sentence" and (why.start or 0) > head.span.end
        for why in claim.evidence
    )
    heard = claim.claimant is None and head.claimant is not None
    why = (Evidence("claimant", "head of its list", None, None, ""),) if heard else ()
    dated = not divided and any(
        why.attribute in ("time", "period") and (why.start or 0) > head.span.end for why in claim.evidence
    )
    kept = [one for one in claim.evidence if dated or one.attribute not in ("time", "period")]
    return replace(
        claim,
        frame=head.frame,
        scope=head.scope,
        time=claim.time if dated else head.time,
        period=claim.period if dated else head.period,
        places=claim.places if own else head.places,
        claimant=claim.claimant or head.claimant,
        via=claim.via or head.via,
        evidence=(*kept, *(() if dated else _when(head)), *why),
    )


def _when(claim: Claim) -> tuple[Evidence, ...]:
    return tuple(one for one in claim.evidence if one.attribute in ("time", "period"))


def root(passage: Passage, key: int) -> int:
    """The index of the figure that the one at `key` is in the end a share of."""
    seen = {key}
    whole = passage.findings[key].whole
    while whole is not None and whole not in seen:
        seen.add(whole)
        key, whole = whole, passage.findings[whole].whole
    return key

"""A figure with its predicate, judged: a finding with its stance and its exact words, or a reason why it is none."""

from dataclasses import dataclass, replace

from tadwin.extract.counted import Counted
from tadwin.extract.guards import NEGATED, Guarded, guard
from tadwin.extract.harm import Predicate
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.quantities import Quantity
from tadwin.extract.rates import is_of_several, is_rate
from tadwin.extract.subsets import Share
from tadwin.extract.tolls import whom_of
from tadwin.extract.tree import BE, Tree
from tadwin.vocab import Effect, Stance, Status

_SURVIVE = frozenset({"survive", "survived"})
#: In words: a quote reaches to its predicate when it stands no further than this from the number.
_QUOTE_REACH = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """One figure found in a sentence, and the rule that found it.

    `first` and `last` are the tokens of its quote, `predicate` the token that says the harm. A share of a larger figure
    says in `share` by which words; `whole` is that figure's index among the sentence's findings, or None where it
    stands in an earlier sentence.
    """

    counted: Counted
    effect: Effect
    first: int
    last: int
    rule: str
    predicate: int
    stance: Stance
    stance_words: str
    status: Status | None
    share: Share | None = None
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """A quantity near words of harm that gave no figure, and why."""

    quantity: Quantity
    reason: str


def judged(tree: Tree, phrase: Counted, predicate: Predicate, lexicon: Lexicon) -> Finding | Passed:
    """The phrase with its predicate as a finding, or the reason of the guard that the words do not report it.

    "No casualties" is negated by its own number, and no guard is asked to leave it out.
    """
    if phrase.kind == "object" and predicate.effect not in (Effect.DESTROYED, Effect.DAMAGED):
        return Passed(phrase.quantity, "a thing cannot be killed, injured or taken")
    verdict = guard(tree, predicate.token)
    if predicate.effect is Effect.MISSING and verdict.reason == NEGATED and tree.lower(predicate.token) != "missing":
        verdict = Guarded(None, Stance.ASSERTED)  # "have not been seen since"
    if verdict.reason == NEGATED and tree.lower(predicate.token) in _SURVIVE:
        verdict = Guarded(None, Stance.ASSERTED)  # "did not survive"
    if verdict.reason is not None and phrase.quantity.kind != "none":
        return Passed(phrase.quantity, verdict.reason)
    if tree.lower(predicate.token) == "dying" and not BE.isdisjoint(tree.words(predicate.token - 2, predicate.token)):
        return Passed(phrase.quantity, "still alive when it was told")
    if is_rate(tree, phrase.last, predicate.token):
        return Passed(phrase.quantity, "a rate, and no count of any harm")
    if predicate.rule != "toll" and is_of_several(tree, predicate.token, lexicon):
        return Passed(phrase.quantity, "several kinds of harm are told together")
    first, last = quote(phrase, predicate.token)
    status = phrase.status
    if predicate.rule == "toll":
        whom = whom_of(tree, predicate.token, lexicon)
        phrase, status = replace(phrase, group=phrase.group or whom.group), status or whom.status
    return Finding(
        counted=phrase,
        effect=predicate.effect,
        first=first,
        last=last,
        rule=predicate.rule,
        predicate=predicate.token,
        stance=verdict.stance,
        stance_words=verdict.words,
        status=status,
    )


def quote(phrase: Counted, predicate: int) -> tuple[int, int]:
    """The first and the last token from the number to its noun and, when near, to its predicate."""
    first, last = phrase.quantity.modified, max(phrase.last, phrase.noun or 0, phrase.quantity.after)
    if first - _QUOTE_REACH <= predicate < first:
        first = predicate
    elif last < predicate <= last + _QUOTE_REACH:
        last = predicate
    return first, last

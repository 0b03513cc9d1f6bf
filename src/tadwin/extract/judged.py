"""A figure with its predicate, judged: a finding with its stance and its exact words, or a reason why it is none."""

from dataclasses import dataclass, replace

from tadwin.extract.counted import Counted
from tadwin.extract.guards import guard
from tadwin.extract.harm import Predicate
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.lexicon import lexicon as lexicon_of
from tadwin.extract.quantities import Quantity
from tadwin.extract.tree import Tree
from tadwin.vocab import Effect, Group, Stance, Status

_HALF = 10  # words: a quote reaches to its predicate when it stands no further than this from the number


@dataclass(frozen=True, slots=True)
class Finding:
    """One figure found in a sentence. `whole` is the index of the finding it is a share of, `outside` when that stands
    in an earlier sentence."""

    counted: Counted
    effect: Effect
    first: int
    last: int
    rule: str
    predicate: int
    stance: Stance
    stance_words: str
    status: Status | None
    share: str | None = None
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """A quantity near words of harm that gave no figure, and why."""

    quantity: Quantity
    reason: str


def judged(tree: Tree, phrase: Counted, predicate: Predicate) -> Finding | Passed:
    verdict = guard(tree, predicate.token)
    if verdict.reason is not None and phrase.quantity.kind != "none":
        return Passed(phrase.quantity, verdict.reason)
    first, last = quote(phrase, predicate.token)
    if predicate.rule == "toll" and phrase.group is None:
        phrase = replace(phrase, group=_group_between(tree, predicate.token, phrase.quantity.modified, lexicon_of()))
    return Finding(
        phrase,
        predicate.effect,
        first,
        last,
        predicate.rule,
        predicate.token,
        verdict.stance,
        verdict.words,
        phrase.status,
    )


def _group_between(tree: Tree, first: int, last: int, lexicon: Lexicon) -> Group | None:
    """The group in "the number of dead girls at three"."""
    return next(
        (found.group for word in tree.words(first, last) if (found := lexicon.people.get(word)) and found.group), None
    )


def quote(phrase: Counted, predicate: int) -> tuple[int, int]:
    """The words from the number to its noun and, when near, to its predicate."""
    first, last = phrase.quantity.modified, max(phrase.last, phrase.noun or 0, phrase.quantity.after)
    if first - _HALF <= predicate < first:
        first = predicate
    elif last < predicate <= last + _HALF:
        last = predicate
    return first, last

"""What looks like a figure of harm and is none: forecasts, conditions, threats, plans and negations.

A guard answers with a reason, so that `tadwin show` can say why a number near words of harm gave no claim. Denials are
claims; they and what is only supposed are told apart by their stance.
"""

from dataclasses import dataclass
from itertools import islice

from tadwin.extract.tree import BE, Tree
from tadwin.extract.words import words
from tadwin.vocab import Stance

#: The reason to leave out what the words negate.
NEGATED = "negated"

_MODAL_FORECAST = words("guards", "modal_forecast")
_MODAL_HEDGE = frozenset({"may", "might", "could", "must"})
_NEGATIONS = frozenset({"not", "n't", "never", "neither", "nor", "without"})
_PERFECT = frozenset({"have", "has", "had", "been"})
_PLANS = words("guards", "plans")
_MADE = words("guards", "made")
_DENY = words("guards", "deny")
_HEDGE_WORDS = words("guards", "hedge_words")
#: Right before a noun these doubt who or what it was, not what it did.
_OF_WHOM = words("guards", "hedge_of_whom")
_ATTACKS = words("attackers", "owned")
_ANYONE = frozenset({"anyone", "whoever", "anybody"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
#: To deny these is not to deny the harm.
_INVOLVEMENT = frozenset({"involvement", "responsibility", "role", "part", "it", "this"})
_DRILLS = words("guards", "drills")
_UNRELATED = words("guards", "unrelated")
#: Diseases, what people and places that fight them are called so many words behind, and who attacks these.
_DISEASES, _WORK, _OF_ATTACKERS = words("guards", "diseases"), words("guards", "work"), words("guards", "of_attackers")
_TO_WORK = 3

#: How many words above a predicate may plan it or set a condition, and how many may deny it.
_GOVERNING, _DENYING = 2, 4
#: How many words before a predicate may be its modal or its negation, or a word of doubt, where the tree is wrong.
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Guarded:
    """The verdict on one predicate: a reason to leave it out, or the stance that it is said with."""

    reason: str | None
    stance: Stance
    words: str = ""


def guard(tree: Tree, predicate: int) -> Guarded:
    """Judges the predicate at the token `predicate`."""
    before = frozenset(tree.lower(i) for i in _auxiliaries(tree, predicate))
    perfect = not before.isdisjoint(_PERFECT)
    reason = _modal(before, perfect)
    hedges = before & _MODAL_HEDGE
    if reason is None and hedges:  # "may have been killed"
        return Guarded(None, Stance.HEDGED, " ".join(sorted(hedges)))
    reason = reason or _planned(tree, predicate, perfect) or _condition(tree, predicate) or _other_referent(tree)
    if reason is not None:
        return Guarded(reason, Stance.ASSERTED)
    return _stance(tree, predicate)


def _auxiliaries(tree: Tree, i: int) -> list[int]:
    """Auxiliaries and negations of the predicate, of the verb it is coordinated with, and right before it."""
    found = [kid for kid in tree.kids[i] if tree.tokens[kid].dep in ("aux", "auxpass", "neg")]
    token = tree.tokens[i]
    if token.dep in ("acomp", "attr", "oprd", "conj") and token.head != i:
        found += [kid for kid in tree.kids[token.head] if tree.tokens[kid].dep in ("aux", "neg") and kid < token.head]
    near = range(max(0, i - _NEAR), i)
    relative = any(tree.tag(j) in ("WP", "WDT") for j in range(i - 6, i))
    if relative and tree.lower(i - 1) in BE and tree.tag(i - 2) == "VB":
        return found  # "two elders who could not flee were burnt": another verb was denied
    return found + [j for j in near if tree.tag(j) == "MD" or tree.lower(j) in ("not", "n't", "never")]


def _modal(before: frozenset[str], perfect: bool) -> str | None:
    """The reason that auxiliaries give: "were not", "will be", "may be"; None for "may have been", which is hedged."""
    if not before.isdisjoint(_NEGATIONS):
        return NEGATED
    forecast = before & _MODAL_FORECAST
    if forecast and not (perfect and forecast.isdisjoint({"would", "will"})):
        return "a forecast or possibility, not a report"
    if not perfect and not before.isdisjoint(_MODAL_HEDGE):
        return "a possibility, not a report"
    return None


def _planned(tree: Tree, i: int, perfect: bool) -> str | None:
    """The reason for "planned to kill", "threatened killing": not for "were forced to flee", which happened."""
    planned = "planned or feared, not reported"
    if tree.lower(i - 1) == "to" and tree.tag(i) == "VB":
        heads = (above for above in tree.ancestors(i) if tree.tag(above).startswith(("V", "J", "N")))
        head = next(heads, None)
        return None if head is not None and tree.lower(head) in _MADE else planned
    if perfect or tree.tag(i) not in ("VB", "VBG") or tree.tokens[i].dep not in ("xcomp", "pcomp", "ccomp"):
        return None
    governing = islice(tree.ancestors(i), _GOVERNING)
    return planned if any(tree.lower(above) in _PLANS for above in governing) else None


def _condition(tree: Tree, i: int) -> str | None:
    for node in (i, *islice(tree.ancestors(i), _GOVERNING)):
        if any(tree.tokens[kid].dep == "mark" and tree.lower(kid) in _CONDITIONS for kid in tree.kids[node]):
            return "conditional"
    return None


def _other_referent(tree: Tree) -> str | None:
    """The reason that any word of the sentence gives: it tells of an earthquake, a drill or a law."""
    if not tree.words_set.isdisjoint(_UNRELATED) and not _is_of_their_work(tree):
        return "harm by something other than armed conflict"
    if "world" in tree.words_set and "war" in tree.words_set and _is_world_war(tree):
        return "harm of another war"
    if not tree.words_set.isdisjoint(_DRILLS):
        return "a drill or scenario"
    if tree.lower(len(tree.tokens) - 1) == "?":
        return "a question, not a report"
    if "whoever" in tree.words_set or (not tree.words_set.isdisjoint(_ANYONE) and "who" in tree.words_set):
        return "a rule or law, not a report"
    return None


def _is_of_their_work(tree: Tree) -> bool:
    """True in "gunmen killed two Ebola health workers": the disease is what those attacked worked against."""
    if tree.words_set.isdisjoint(_OF_ATTACKERS):
        return False
    told = [i for i in range(len(tree.tokens)) if tree.lower(i) in _UNRELATED]
    return all(tree.lower(i) in _DISEASES and not _WORK.isdisjoint(tree.words(i + 1, i + _TO_WORK)) for i in told)


def _is_world_war(tree: Tree) -> bool:
    return any(tree.lower(i) == "world" and tree.lower(i + 1) == "war" for i in range(len(tree.tokens)))


def _stance(tree: Tree, i: int) -> Guarded:
    """What a predicate that is reported is said with: a denial above it, a word of doubt beside it, or neither."""
    for above in islice(tree.ancestors(i), _DENYING):
        if tree.lower(above) in _DENY and above < i and _INVOLVEMENT.isdisjoint(tree.words(above + 1, above + 4)):
            return Guarded(None, Stance.DENIED, tree.tokens[above].text)
    for j in range(max(0, i - _NEAR), i + 2):
        if tree.lower(j) in _HEDGE_WORDS and not _doubts_whom(tree, j, i):
            return Guarded(None, Stance.HEDGED, tree.lower(j))
    return Guarded(None, Stance.ASSERTED)


def _doubts_whom(tree: Tree, hedge: int, predicate: int) -> bool:
    """True in "suspected rebels killed six" and "six suspected rebels were killed": that six were killed is no doubt.

    An "alleged strike" may be none, and neither may what it did.
    """
    if tree.lower(hedge) not in _OF_WHOM or hedge > predicate or tree.child(hedge, "nsubj") is not None:
        return False
    noun = hedge + 1
    while tree.tag(noun).startswith(("J", "NN")) and tree.tag(noun + 1).startswith("NN") and noun + 1 < predicate:
        noun += 1
    if not tree.tag(noun).startswith("NN") or noun >= predicate:
        return False
    return tree.lower(hedge) != "alleged" or tree.lower(noun) not in _ATTACKS

"""What looks like a figure of harm and is none: forecasts, conditions, threats, plans, negations - and denials, which are kept.

A guard answers with a reason, so that `tadwin show` can say why a number near words of harm gave no claim.
"""

from dataclasses import dataclass

from tadwin.extract.tree import Tree
from tadwin.extract.words import words
from tadwin.vocab import Stance

_MODAL_FORECAST = words("guards", "modal_forecast")
_MODAL_HEDGE = frozenset({"may", "might", "could", "must"})
_NEGATIONS = frozenset({"not", "n't", "never", "neither", "nor", "without"})
_PLANS = words("guards", "plans")
_MADE = words("guards", "made")

_DENY = words("guards", "deny")
_HEDGE_WORDS = words("guards", "hedge_words")
_ANYONE = frozenset({"anyone", "whoever", "anybody", "those_"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
_DRILLS = words("guards", "drills")
_UNRELATED = words("guards", "unrelated")


@dataclass(frozen=True, slots=True)
class Guarded:
    """The verdict on one predicate: a reason to leave it out, or the stance that it is said with."""

    reason: str | None
    stance: Stance
    words: str = ""


def guard(tree: Tree, predicate: int) -> Guarded:
    """Judges the predicate at the token `predicate`."""
    before = _auxiliaries(tree, predicate)
    words = {tree.lower(i) for i in before}
    perfect = bool(words & {"have", "has", "had", "been"})
    if words & _NEGATIONS:
        return Guarded("negated", Stance.ASSERTED)
    if words & _MODAL_FORECAST and not (perfect and words & {"would", "will"} == set()):
        return Guarded("a forecast or possibility, not a report", Stance.ASSERTED)
    if words & _MODAL_HEDGE:
        if not perfect:
            return Guarded("a possibility, not a report", Stance.ASSERTED)
        return Guarded(None, Stance.HEDGED, " ".join(sorted(words & _MODAL_HEDGE)))
    reason = _infinitive(tree, predicate, perfect) or _condition(tree, predicate) or _unrelated(tree)
    if reason is not None:
        return Guarded(reason, Stance.ASSERTED)
    return _stance(tree, predicate)


def _auxiliaries(tree: Tree, i: int) -> list[int]:
    """Auxiliaries and negations of the predicate, of the verb it is coordinated with, and right before it."""
    found = [kid for kid in tree.kids[i] if tree.tokens[kid].dep in ("aux", "auxpass", "neg")]
    token = tree.tokens[i]
    if token.dep in ("acomp", "attr", "oprd", "conj") and token.head != i:
        found += [kid for kid in tree.kids[token.head] if tree.tokens[kid].dep in ("aux", "neg") and kid < token.head]
    found += [j for j in range(max(0, i - 3), i) if tree.tag(j) == "MD" or tree.lower(j) in ("not", "n't", "never")]
    return found


def _infinitive(tree: Tree, i: int, perfect: bool) -> str | None:
    if tree.lower(i - 1) == "to" and tree.tag(i) == "VB":
        for above in tree.ancestors(i):
            if tree.tokens[above].tag.startswith(("V", "J", "N")):
                word = tree.lower(above)
                return (
                    None
                    if word in _MADE
                    or word
                    in ("appeared", "seemed", "managed", "continued", "led", "went", "appears", "seems", "continues")
                    else "planned or feared, not reported"
                )
        return "planned or feared, not reported"
    for above in list(tree.ancestors(i))[:2]:
        if (
            tree.lower(above) in _PLANS
            and not perfect
            and tree.tag(i) in ("VB", "VBG")
            and tree.tokens[i].dep in ("xcomp", "pcomp", "ccomp")
        ):
            return "planned or feared, not reported"
    return None


def _condition(tree: Tree, i: int) -> str | None:
    chain = [i, *list(tree.ancestors(i))[:2]]
    for node in chain:
        for kid in tree.kids[node]:
            if tree.tokens[kid].dep == "mark" and tree.lower(kid) in _CONDITIONS:
                return "conditional"
    return None


def _unrelated(tree: Tree) -> str | None:
    if not tree.words_set.isdisjoint(_UNRELATED):
        return "harm by something other than armed conflict"
    if not tree.words_set.isdisjoint(_DRILLS):
        return "a drill or scenario"
    if not tree.words_set.isdisjoint(_ANYONE) and "who" in tree.words_set:
        return "a rule or law, not a report"
    return None


def _stance(tree: Tree, i: int) -> Guarded:
    for above in list(tree.ancestors(i))[:4]:
        if tree.lower(above) in _DENY:
            return Guarded(None, Stance.DENIED, tree.tokens[above].text)
    near = tree.words(i - 3, i + 1)
    hedge = next((word for word in near if word in _HEDGE_WORDS), None)
    if hedge is not None:
        return Guarded(None, Stance.HEDGED, hedge)
    return Guarded(None, Stance.ASSERTED)

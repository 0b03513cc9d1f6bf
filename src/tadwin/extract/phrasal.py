"""Harm that two words say together: "left 15 people dead", "lost their lives", "forced from their homes"."""

from tadwin.extract.beside import ENDS_CLAUSE
from tadwin.extract.counted import Counted
from tadwin.extract.harm import Predicate
from tadwin.extract.lexicon import Lexicon, Phrase
from tadwin.extract.tree import BE, HAVE, Tree

#: How far apart, in words, a verb and its companion may stand ("left 15 people dead", "forced 30 families out of their homes").
REACH = 14


def phrase(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """ "left 15 people dead", "six people lost their lives", "forced 30,000 residents out of their homes"."""
    if tree.words_set.isdisjoint(lexicon.phrase_verbs):
        return None
    first, last = counted.quantity.modified, counted.last
    before = _window(tree, first - 1, -1)
    after = _window(tree, last + 1, 1)
    for phrase in lexicon.phrases:
        found = _match_phrase(tree, phrase, before, after, counted)
        if found is not None:
            return Predicate(phrase.effect, found, "phrase")
    return None


def _window(tree: Tree, i: int, step: int) -> list[int]:
    """Positions from i on in one direction, within reach and inside the clause."""
    positions: list[int] = []
    while 0 <= i < len(tree.tokens) and len(positions) < REACH and tree.lower(i) not in ENDS_CLAUSE:
        positions.append(i)
        i += step
    return positions


def _match_phrase(tree: Tree, phrase: Phrase, before: list[int], after: list[int], counted: Counted) -> int | None:
    near_before = before[:4]
    verbs_before = [i for i in near_before if tree.lower(i) in phrase.verbs]
    companions_after = [i for i in after[:8] if tree.lower(i) in phrase.companions]
    if phrase.patient == "lives":
        if counted.person is not None and counted.person.singular == "life" and verbs_before:
            return verbs_before[0]
        return None
    if phrase.patient == "object":
        if verbs_before and companions_after and tree.tag(verbs_before[0]).startswith("V"):
            return companions_after[0]
        if verbs_before and tree.lower(verbs_before[0] + 1) in phrase.companions:
            return verbs_before[0]
    verbs_after = [i for i in after[:7] if tree.lower(i) in phrase.verbs]
    if not verbs_after or (
        phrase.patient == "object" and not _is_passive_after(tree, counted.last + 1, verbs_after[0])
    ):
        return None
    verb = verbs_after[0]
    if any(tree.tag(j) in ("NNS", "CD") for j in range(counted.last + 1, verb)):
        return None
    near = [i for i in range(verb + 1, min(len(tree.tokens), verb + 7)) if tree.lower(i) in phrase.companions]
    return near[0] if near else None


def _is_passive_after(tree: Tree, first: int, verb: int) -> bool:
    words = tree.words(first, verb - 1)
    return any(word in BE for word in words) or (tree.tag(verb) == "VBN" and not HAVE.intersection(words))

"""Figures that take their predicate from a neighbour: "a nurse and two patients", "30 regime and 39 rebel fighters"."""

from dataclasses import replace

from tadwin.extract.counted import Counted
from tadwin.extract.harm import Predicate
from tadwin.extract.judged import Finding, Passed, judged
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.subsets import Share, before_number
from tadwin.extract.tree import Tree
from tadwin.vocab import Effect

#: How many words may stand between a number and the next one, whose predicate it takes; and the other way round.
_TO_NEXT, _TO_PREVIOUS = 5, 8


#: Only of several.
_PLURAL = frozenset({"were", "are", "have"})
#: Before a place.
_WHERE = frozenset({"in", "at", "near", "outside", "around", "among"})
#: Before those who say or do it.
_SAID_BY = frozenset({"by", "per", "citing", "quoting"})
#: How many words from the preposition the name of a place may end ("in the town of Harasta").
_TO_NAME = 6


def borrow_backwards(
    tree: Tree,
    phrases: list[Counted],
    shares: list[Share | None],
    found: dict[int, Finding],
    passed: list[Passed],
    lexicon: Lexicon,
) -> None:
    """Adds to `found` what takes its predicate from the next figure, and takes it out of `passed`.

    In "30 regime and 39 rebel fighters were killed" the first number takes what is said of the second.
    """
    for key in range(len(phrases) - 2, -1, -1):
        after = next((k for k in range(key + 1, len(phrases)) if phrases[k].kind != "measure"), key)  # past an age
        phrase, following = phrases[key], found.get(after)
        if key in found or shares[key] is not None or following is None:
            continue
        if not _shares_a_predicate(tree, phrase, following, phrases[after]):
            continue
        wrecked = phrase.kind == "person" and following.effect in (Effect.DESTROYED, Effect.DAMAGED)
        predicate = Predicate(Effect.KILLED if wrecked else following.effect, following.predicate, "listed with")
        borrowed = judged(tree, phrase, predicate, lexicon)
        if isinstance(borrowed, Finding):
            found[key] = replace(borrowed, status=phrase.status or following.status)
            passed[:] = [one for one in passed if one.quantity is not phrase.quantity]


def _shares_a_predicate(tree: Tree, phrase: Counted, following: Finding, its_phrase: Counted) -> bool:
    """True when only attributes and a joint stand between a number and the next, which has a predicate."""
    if phrase.kind == "object" and its_phrase.kind == "object" and phrase.quantity.kind == "number":
        joint = tree.words(phrase.last + 1, its_phrase.quantity.modified - 1)
        return joint in ([","], ["and"])  # "fourteen houses, a pharmacy and a pipeline suffered damage"
    if phrase.kind not in ("none", "other", "person") or phrase.quantity.kind not in ("number", "indefinite"):
        return False
    first = before_number(tree, its_phrase)
    of_theirs = its_phrase.quantity.kind != "none" and tree.tag(first) == "PRP$"
    article = phrase.quantity.kind == "indefinite" and phrase.quantity.after >= phrase.quantity.first
    if article and not of_theirs and not _are_subject(tree, phrase, following, its_phrase):
        return False  # "Mother, two children killed", where the noun has no article; not "a man and two children"
    if following.effect is Effect.ATTACKS or following.share is not None:
        return False
    before = tree.skip_left(phrase.quantity.modified - 1)
    if tree.lower(before) == "of" and tree.lower(before - 1) in ("", ".", ";", "out"):
        return False  # "of the 120 passengers, 14 died"
    if tree.lower(before) in _SAID_BY or (tree.lower(before), tree.lower(before - 1)) == ("to", "according"):
        return False  # "according to two officials, nine people were killed": they only say it
    between = range((phrase.last if of_theirs else phrase.quantity.after) + 1, first)
    if len(between) > _TO_NEXT or not between or tree.lower(between[-1]) not in ("and", ","):
        return False
    return not any(tree.tag(i).startswith("V") or tree.tag(i) == "IN" for i in between)


def _are_subject(tree: Tree, phrase: Counted, following: Finding, its_phrase: Counted) -> bool:
    """True for the boy in "In Nikopol a boy and a man were hurt": one man alone would not be told by "were"."""
    if its_phrase.quantity.value != 1 or phrase.kind != "person" or phrase.last != its_phrase.quantity.modified - 2:
        return False
    behind = tree.words(its_phrase.last + 1, following.predicate - 1)
    return tree.lower(phrase.last + 1) == "and" and not _PLURAL.isdisjoint(behind[:3])


def goes_with(tree: Tree, previous: Counted, phrase: Counted, finding: Finding) -> bool:
    """True when the phrase takes its predicate from the finding before it.

    So for the second of "killed a nurse on duty and two patients", and of "eight were killed and three more on Monday".
    """
    between = tree.words(previous.last + 1, phrase.quantity.modified - 1)
    together = between[-1:] == ["with"] or between[-2:] == ["with", "her"] or between[-2:] == ["with", "his"]
    joined = together or not {"and", ",", "&", ";"}.isdisjoint(between[-2:]) or _is_behind_place(tree, phrase)
    if finding.share is not None or not joined or len(between) > _TO_PREVIOUS:
        return False
    others = phrase.person is not None and phrase.person.singular == "other"
    more = phrase.kind == "none" and tree.lower(phrase.quantity.after + 1) == "more"
    gapped = (
        phrase.kind == "none"
        and _is_when_or_where(tree, phrase.quantity.after + 1)
        and finding.counted.kind in ("person", "none", "attack", "munition", "object")
    )
    if gapped or _is_behind_place(tree, phrase):
        return "." not in between  # "three were killed on Monday, two on Tuesday", "five in Bucha; two in Irpin"
    if more or others:
        return "." not in between and ";" not in between
    if phrase.kind != finding.counted.kind or phrase.kind not in ("person", "object") or phrase.quantity.kind == "none":
        return False
    inside = range(previous.last + 1, phrase.quantity.modified)
    if together and finding.predicate in inside and phrase.kind == "person":
        return True  # "a mother was killed with her two children"
    noun = None if phrase.noun is None else tree.tokens[phrase.noun]
    if between[-1] == "and" and noun is not None and (noun.dep, noun.head) == ("conj", finding.predicate):
        return True  # "nine soldiers were killed and four gunmen": the second noun hangs on the verb
    if finding.predicate in inside or any(tree.tag(i).startswith("V") for i in inside):
        return False
    i = phrase.last + 1
    return tree.skip_right(i) == i and tree.tag(i) not in ("VBD", "VBZ", "VBP")


def _is_behind_place(tree: Tree, phrase: Counted) -> bool:
    """True for the two of "nine died in Bucha, and in Irpin two": a bare number behind its place, at an end."""
    if phrase.kind != "none" or tree.lower(phrase.last + 1) not in ("", ".", ",", ";", "and"):
        return False
    i = phrase.quantity.modified - 1
    while tree.tag(i).startswith("NNP") and i > phrase.quantity.modified - _TO_NAME:
        i -= 1
    named = i < phrase.quantity.modified - 1 and tree.lower(i) in ("in", "at", "near")
    return named and tree.lower(i - 1) in ("and", ",", ";")


def _is_when_or_where(tree: Tree, i: int) -> bool:
    """True for "on Tuesday" and "in Irpin", "in the town of Irpin", which alone tell a figure from the one before."""
    if tree.lower(i) == "on":
        return True
    if tree.lower(i) not in _WHERE:
        return False
    for j in range(i + 1, i + _TO_NAME):
        if tree.tag(j).startswith("NNP"):
            return True
        if tree.tag(j) == "CD" or tree.lower(j) in ("and", ",", "."):
            return False
    return False

"""Words beside a count that say of whom it is by age and sex: "two employees, both women", "his small daughters"."""

import re
from dataclasses import replace

from tadwin.extract.calendar_numbers import OF_AGE
from tadwin.extract.counted import Counted
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.numerals import UNITS
from tadwin.extract.tree import Tree
from tadwin.vocab import Group

_OPENING = frozenset({",", "-", "("})
_ALL = frozenset({"both", "all"})
_SKIPPED = frozenset({"of", "them", "whom", "were", "are", "being", "aged"})
_UNDER = frozenset({"under", "below"})
_UNDER_FILLERS = frozenset({"the", "age", "of", "age-of"})
_CLOSING = frozenset({",", ")", "-"})


def described(tree: Tree, phrase: Counted, lexicon: Lexicon) -> Counted:
    """The phrase with the group that ", both women," or ", all under the age of ten" gives all whom it counts."""
    if phrase.quantity.kind != "number" or phrase.kind not in ("person", "none") or (phrase.quantity.value or 0) < 2:
        return phrase
    i = phrase.last + 1
    if phrase.of_whole and tree.lower(i) in _UNDER:
        until = _under_age(tree, i)  # "19 of them under the age of 15"
        return phrase if until is None else replace(phrase, last=until, group=phrase.group or Group.CHILDREN)
    if tree.lower(i) not in _OPENING or tree.lower(i + 1) not in _ALL:
        return phrase
    j = i + 2
    while tree.lower(j) in _SKIPPED:
        j += 1
    until = _under_age(tree, j)
    person = lexicon.people.get(tree.lower(j))
    if until is not None:
        return _with(tree, phrase, until, Group.CHILDREN)
    if person is not None and person.plural and person.group is not None:
        return _with(tree, phrase, j, person.group)
    return phrase


def _with(tree: Tree, phrase: Counted, last: int, group: Group) -> Counted:
    last += tree.lower(last + 1) in _CLOSING
    return replace(phrase, last=last, group=phrase.group or group)


def _under_age(tree: Tree, i: int) -> int | None:
    """The last token of "under the age of 15" and "below ten" at i, where the age is a child's."""
    if tree.lower(i) not in _UNDER:
        return None
    j = i + 1
    while tree.lower(j) in _UNDER_FILLERS:
        j += 1
    word = tree.lower(j)
    years = int(word) if re.fullmatch(r"\d{1,2}", word) else UNITS.get(word)
    if years is None or years > OF_AGE or (tree.tag(j + 1) in ("NNS", "NN") and tree.lower(j + 1) != "years"):
        return None
    return j + (tree.lower(j + 1) == "years")

"""Casualties told apart into the killed and the injured: "70 casualties (24 deaths and 46 injuries)".

United Nations missions count so. What their numbers add up to decides: no other words have the sum of the whole.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tadwin.extract.judged import Finding
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.subsets import Share
from tadwin.extract.tree import Tree
from tadwin.extract.words import words
from tadwin.vocab import Effect, Group, Status

#: Between the whole and its first part, and between its parts.
_OPENING, _JOINTS = words("breakdowns", "opening"), words("breakdowns", "joints")
_APART = frozenset({Effect.KILLED, Effect.INJURED})
#: Behind "civilian" these are what brackets behind them count; how many words behind it they may stand.
_CASUALTIES, _REACH = words("breakdowns", "casualties"), 3
#: How many pairs of one form say that the injured of each are of the group of its killed.
_FEWEST = 2


def broken_down(tree: Tree, found: Mapping[int, Finding], lexicon: Lexicon) -> dict[int, Finding]:
    """The findings of a sentence by their keys, the killed and the injured of its casualties as parts of them."""
    told = dict(found)
    for key in sorted(found):
        whole = told[key]
        if whole.effect is Effect.CASUALTIES and whole.whole is None and whole.counted.quantity.kind == "number":
            told.update(_parts(tree, told, key))
    told |= _of_their_group(tree, told)
    return told | _civilians(tree, told, lexicon)


def _parts(tree: Tree, told: Mapping[int, Finding], key: int) -> dict[int, Finding]:
    """The findings right behind the one at `key` as its parts, where they add up to it."""
    whole, parts, total = told[key], dict[int, Finding](), 0
    end, between = _end(whole), _OPENING
    for k in sorted(k for k in told if k > key):
        part, effect = told[k], _own_effect(told[k])
        said = tree.words(end + 1, part.counted.quantity.modified - 1)
        if effect is None or not said or not between.issuperset(said):
            break
        group = part.counted.group or whole.counted.group
        parts[k] = replace(
            part,
            counted=replace(part.counted, group=group),
            effect=effect,
            status=part.status or whole.status,
            share=Share.ADDS_UP,
            whole=key,
        )
        total += part.counted.quantity.value or 0
        end, between = max(_end(part), part.predicate if part.predicate == _end(part) + 1 else 0), _JOINTS
    exact = total == whole.counted.quantity.value and {one.effect for one in parts.values()} == _APART
    return parts if exact else {}


def _end(finding: Finding) -> int:
    """The last token of the phrase."""
    return max(finding.counted.last, finding.counted.quantity.after)


def _own_effect(part: Finding) -> Effect | None:
    """What the part's own words say befell it: "24 deaths", "46 injured"; None where they say neither."""
    said = part.counted.harm if part.counted.harm is not None else part.effect
    near = part.counted.harm is not None or part.predicate == _end(part) + 1 or part.predicate <= _end(part)
    return said if said in _APART and near and part.counted.quantity.kind == "number" else None


def _of_their_group(tree: Tree, told: Mapping[int, Finding]) -> dict[int, Finding]:
    """The injured of "7 children killed and 5 injured, 12 men killed and 10 injured", who are of the group of the dead.

    Only of two pairs or more: in "two children were killed and 30 injured" the 30 may be anybody.
    """
    pairs = list(_pairs(tree, told))
    if len(pairs) < _FEWEST or len({group for _, group in pairs}) < _FEWEST:
        return {}
    return {key: replace(told[key], counted=replace(told[key].counted, group=group)) for key, group in pairs}


def _pairs(tree: Tree, told: Mapping[int, Finding]) -> Iterator[tuple[int, Group]]:
    """The keys of numbers without a noun right behind the harm of a group of people, with that group."""
    for key, first in told.items():
        second, group = told.get(key + 1), first.counted.group
        if second is None or group is None or second.counted.kind != "none" or second.counted.group is not None:
            continue
        if {first.effect, second.effect} != _APART or first.predicate != first.counted.last + 1:
            continue
        joint = tree.words(first.predicate + 1, second.counted.quantity.modified - 1)
        if joint == ["and"] and second.predicate == second.counted.quantity.after + 1:
            yield key + 1, group


def _civilians(tree: Tree, told: Mapping[int, Finding], lexicon: Lexicon) -> dict[int, Finding]:
    """The figures without a status in brackets behind "civilian casualties": "civilian deaths in Qarya (six killed)".

    Not where anybody who bears arms is named between.
    """
    if "(" not in tree.words_set or not {"civilian", "civilians"} & tree.words_set:
        return {}
    found = {}
    for key, one in told.items():
        first = one.counted.quantity.first
        opens = next((i for i in range(first - 1, -1, -1) if tree.lower(i) in ("(", ")")), -1)
        if one.status is not None or opens < 0 or tree.lower(opens) == ")" or one.counted.kind not in ("none", "harm"):
            continue
        said = next((i for i in range(opens - 1, -1, -1) if _counts_civilians(tree, i)), None)
        if said is not None and not _names_armed(tree, said, opens, lexicon):
            found[key] = replace(one, status=Status.CIVILIAN)
    return found


def _counts_civilians(tree: Tree, i: int) -> bool:
    """True for the "civilian" of "civilian deaths and injuries"."""
    return tree.lower(i) == "civilian" and not _CASUALTIES.isdisjoint(tree.words(i + 1, i + _REACH))


def _names_armed(tree: Tree, first: int, last: int, lexicon: Lexicon) -> bool:
    known = (lexicon.people.get(word) for word in tree.words(first, last))
    return any(person is not None and person.status is Status.COMBATANT for person in known)

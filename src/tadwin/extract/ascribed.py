"""Blame in other words than by the agent, the owner or the subject of a deed.

"Killed by fire of the Movement", "died at the hands of the army's men", "rockets from the side of the rebels",
"attributed 42 of the killings to the militia", "the Movement was responsible for 12 of the deaths".
"""

from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.extract.tree import BE, Tree
from tadwin.extract.words import words
from tadwin.types import Actor, Mention
from tadwin.vocab import SUSPECTED

_FIRE = words("ascribed", "fire")
_HANDS = words("ascribed", "hands")
_ATTRIBUTED = words("ascribed", "attributed")
_DEEDS = words("blame", "attacks") | words("blame", "killings") | words("ascribed", "deeds")
_KILLED_BY = words("ascribed", "killed_by")
_FROM_SIDE = frozenset({"from", "by", "at", "on"})
_OF_SOME = frozenset({"them", "these", "those", "whom", "%"})
_BEHIND = frozenset({"responsible", "behind"})
_NOT_NOW = frozenset({"not", "n't", "never", "no", "nobody", "neither"})
#: The rules of this module.
ASCRIBED = frozenset({"fire of it", "heads its line", f"attributed to it, {SUSPECTED}", "responsible for it"})
#: How many words may stand before a name that belong to it, and between a deed and the word that ascribes it.
_TO_NAME, _TO_DEED = 4, 12
#: How many words may stand before the "by" of a line's head.
_TO_HEAD = 4
#: How many words between "responsible for" and the figure.
_TO_FIGURE = 8
#: What may stand between "of" and a name, and before its noun.
_IN_NAME = frozenset({"DT", "JJ", "NN", "NNP", "NNS", "HYPH", "VBN"})


def as_ascribed(passage: Passage, mention: Mention[Actor], first: int, finding: Finding) -> str | None:
    """The rule by which words ascribe a figure's harm to the party whose name begins at token `first`, or None."""
    tree = passage.parsed()
    i = first - 1
    while i >= first - _TO_NAME and tree.tag(i) in ("DT", "JJ", "HYPH"):
        i -= 1
    word = tree.lower(i)
    if word == "by" and _heads_line(tree, i, passage.tokens_of(mention)[1], finding):
        return "heads its line"
    if word == "of" and _is_fire_of(tree, i, finding):
        return "fire of it"
    if word in ("to", "on") and _is_attributed(tree, i, finding):
        return f"attributed to it, {SUSPECTED}"
    return "responsible for it" if _answers_for(tree, first, passage.tokens_of(mention)[1], finding) else None


def _heads_line(tree: Tree, by: int, last: int, finding: Finding) -> bool:
    """True for "Violations by the party: 12 killed", "Killings by its forces in May:" at the head of the line."""
    colon = next((i for i in range(last + 1, last + _TO_NAME) if tree.lower(i) == ":"), None)
    return colon is not None and colon < finding.first and by <= _TO_HEAD and tree.lower(by - 1) in _DEEDS


def _is_fire_of(tree: Tree, of: int, finding: Finding) -> bool:
    """True for the "of" in "killed by fire of", "in an airstrike of", "at the hands of", "from the side of"."""
    noun = of - 1
    before = noun - 1
    while before > noun - _TO_NAME and tree.tag(before) in _IN_NAME:
        before -= 1
    if tree.lower(before - 1) in _OF_SOME:
        return False  # "1,200 civilians, 67% of them at the hands of"
    if tree.lower(noun) in _HANDS:
        return tree.lower(before) in _FROM_SIDE and _reaches(tree, before, finding)
    return tree.lower(noun) in _FIRE and tree.lower(before) in _KILLED_BY and _reaches(tree, before, finding)


def _reaches(tree: Tree, preposition: int, finding: Finding) -> bool:
    """True when the phrase that a preposition opens says how the figure's harm came."""
    last = max(finding.last, finding.predicate)
    if preposition <= min(finding.first, finding.predicate):
        return finding.predicate in (tree.tokens[preposition].head, *tree.ancestors(preposition))
    between = range(last + 1, preposition)
    return len(between) <= _TO_DEED and not any(tree.tokens[i].dep in ("nsubj", "nsubjpass") for i in between)


def _is_attributed(tree: Tree, to: int, finding: Finding) -> bool:
    """True for "attributed 42 deaths to the party", "nine deaths were attributed to it", "attacks attributed to it"."""
    verb = next((i for i in range(to - 1, max(-1, to - 1 - _TO_DEED), -1) if tree.lower(i) in _ATTRIBUTED), None)
    if verb is None or not _NOT_NOW.isdisjoint(tree.words(verb - 3, verb)):
        return False
    if verb < finding.first <= finding.last < to:
        return not any(tree.lower(i) in ("to", "on") for i in range(verb + 1, to))
    if verb != to - 1:
        return False
    deed = verb - 1
    while tree.lower(deed) in BE or tree.tag(deed) == "RB" or tree.lower(deed) in ("have", "has", "had"):
        deed -= 1
    if finding.first <= deed <= finding.last:
        return True
    near = finding.last < verb and verb - finding.last <= _TO_DEED
    return near and (tree.lower(deed) in _DEEDS or not _DEEDS.isdisjoint(tree.words(finding.last + 1, deed)))


def _answers_for(tree: Tree, first: int, last: int, finding: Finding) -> bool:
    """True for "the party was responsible for 12 deaths", "was behind the killing of nine", "accounted for nine"."""
    near = range(first, min(last + 2, len(tree.tokens)))
    subject = next((i for i in near if tree.tokens[i].dep == "nsubj"), None)
    if subject is None:
        return False
    verb = tree.tokens[subject].head
    if tree.lower(verb) == "accounted" and tree.lower(verb + 1) == "for":
        at = verb + 1
    elif tree.lower(verb) in BE:
        at = next((i for i in range(verb + 1, verb + 3) if tree.lower(i) in _BEHIND), -1)
        if at < 0 or (tree.lower(at) == "responsible" and tree.lower(at + 1) != "for"):
            return False
    else:
        return False
    if finding.last <= at or finding.first - at > _TO_FIGURE or _is_hedged(tree, verb):
        return False
    told = not _DEEDS.isdisjoint(tree.words(at + 1, finding.last + _TO_NAME))
    return told and not any(tree.tokens[i].dep in ("nsubj", "nsubjpass") for i in range(at + 1, finding.first))


def _is_hedged(tree: Tree, verb: int) -> bool:
    """True where the clause denies it, or leaves it open: "is possible that it was", "whether it was"."""
    mark = tree.child(verb, "mark")
    above = tree.words(verb - _TO_FIGURE, verb + 2)
    return (mark is not None and tree.lower(mark) in ("if", "whether")) or not _NOT_NOW.union(
        {"possible", "possibly", "could", "may", "might"}
    ).isdisjoint(above)

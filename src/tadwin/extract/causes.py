"""Harm that came by something else than the attack of a party which its sentence names too.

"Nine died when an old shell exploded in Alda, where the army carries out raids", "seven were killed by a car bomb, days
after the Movement attacked a prison", "rebels shelled the town in response to a raid that killed six". A wrong
accusation is the worst error: where the harm has a cause of its own, no attack told beside it is blamed.
"""

from collections.abc import Iterator

from tadwin.extract.context import ContextWords
from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.extract.tree import HAVE, Tree
from tadwin.extract.words import words
from tadwin.vocab import EventType

_SURE = words("causes", "sure")
_FALLING = words("causes", "falling")
_BLOWS = words("blame", "attacks")
_PLANTING = words("causes", "planting")
_TIMES = words("causes", "times")
_ANSWERS = words("causes", "answers")
_LEFT_BEHIND = words("causes", "left_behind")
_INDEFINITE = frozenset({"a", "an", "another", "one"})
_ANY_BLOW = frozenset({EventType.AIRSTRIKE, EventType.SHELLING})
#: Where an explosion may be told of as one of these kinds: a bomb from the air, a shell that went off.
_BLAST = frozenset({EventType.EXPLOSIVE})
_RAIDED = frozenset({EventType.ATTACK, EventType.CLASH})
#: How many words from a party's verb on tell of what kind its attack was.
_TO_KIND = 5
_NOUNS = ("NN", "NNS", "NNP", "NNPS")


def comes_otherwise(
    passage: Passage, first: int, last: int, finding: Finding, rule: str, context: ContextWords
) -> bool:
    """True where the words lay the harm of a figure on something else than the deed of the party at these tokens."""
    tree = passage.parsed()
    if _is_answered(tree, last, finding):
        return True
    if not rule.startswith(("subject of the attack", "owner of")):
        return False
    if _is_long_before(tree, last, finding) or _is_of_the_place(tree, last, finding):
        return True
    return _has_own_cause(tree, first, last, finding, context)


def _is_answered(tree: Tree, last: int, finding: Finding) -> bool:
    """True for a raid "in response to" which something was done: the harm came by the response."""
    for i in (last, *tree.ancestors(last)):
        if tree.lower(i) in ("to", "for") and tree.lower(i - 1) in _ANSWERS:
            return not (i <= finding.first and i in tree.ancestors(finding.predicate))
    return False


def _is_long_before(tree: Tree, last: int, finding: Finding) -> bool:
    """True for a deed told as the past of what did the harm: "days after the Movement attacked a prison"."""
    for i in (last, *tree.ancestors(last)):
        after = i if tree.lower(i) == "after" else tree.child(i, "mark")
        if after is None or tree.lower(after) != "after" or tree.lower(after - 1) not in _TIMES:
            continue
        return finding.predicate != i and i not in tree.ancestors(finding.predicate)
    return False


def _is_of_the_place(tree: Tree, last: int, finding: Finding) -> bool:
    """True for what is told of a place or a thing besides: "in the camp, where the army has carried out raids", and
    "near where its strikes had hit a tunnel"."""
    for i in (last, *tree.ancestors(last)):
        where = tree.child(i, "advmod")
        if tree.tokens[i].dep == "relcl" or (where is not None and tree.lower(where) == "where"):
            told = any(tree.lower(kid) in HAVE for kid in tree.kids[i])
            mine = finding.predicate == i or i in tree.ancestors(finding.predicate)
            return told and not mine and tree.lower(tree.tokens[i].head) not in _BLOWS
    return False


def _has_own_cause(tree: Tree, first: int, last: int, finding: Finding, context: ContextWords) -> bool:
    deed = next((i for i in (last, *tree.ancestors(last)) if tree.tag(i).startswith("V")), None)
    for noun in _causes(tree, finding):
        inside = any(noun in (i, *tree.ancestors(i)) for i in range(first, last + 1))
        if inside or noun in range(first, last + 1) or not _is_new(tree, noun):
            continue
        word = tree.lower(noun)
        if _is_found(tree, noun) or _stands_apart(tree, noun, last, finding):
            return True
        if word in _SURE and not (deed is not None and tree.lower(deed) in _PLANTING):
            if word not in _BLOWS or not _alike(tree, noun, deed, last, context):
                return True
        elif word in _BLOWS and not _alike(tree, noun, deed, last, context):
            return True
    return False


def _is_found(tree: Tree, noun: int) -> bool:
    """True for "an old shell", "unexploded bombs", "stray bullets": no one's attack of that day."""
    return tree.lower(noun) in _BLOWS | _SURE and any(tree.lower(kid) in _LEFT_BEHIND for kid in tree.kids[noun])


def _stands_apart(tree: Tree, noun: int, last: int, finding: Finding) -> bool:
    """True for the rockets of "the army strikes the port as rockets kill three": a clause beside the party's."""
    verb = finding.predicate
    mark = tree.child(verb, "mark")
    if tree.tokens[noun].head != verb or mark is None or tree.lower(mark) not in ("as", "while"):
        return False
    return tree.lower(noun) in _BLOWS and tree.tokens[verb].dep == "advcl" and last < mark < noun


def _causes(tree: Tree, finding: Finding) -> Iterator[int]:
    """The nouns by which the words say that the harm came: its subject, "by" and "in" what, and what "when" tells."""
    verb = finding.predicate
    if not tree.tag(verb).startswith("V"):
        return
    row = [verb, *(one for one in tree.kids[verb] if tree.tokens[one].dep == "conj" and one > verb)]
    if tree.tokens[verb].dep == "conj" and tree.child(verb, "nsubj", "nsubjpass") is None:
        row.append(tree.tokens[verb].head)
    for at in row:
        if at == verb and verb < finding.counted.quantity.modified:
            subject = tree.child(verb, "nsubj")
            if subject is None and tree.tag(verb - 1) in _NOUNS:
                subject = verb - 1  # "shelling killed six and a mine killed two", however it is parsed
            if subject is not None and subject < verb:
                yield subject
        for kid in tree.kids[at]:
            if tree.lower(kid) in ("by", "in", "from"):
                yield from (one for one in tree.kids[kid] if tree.tokens[one].dep == "pobj")
            elif tree.tokens[kid].dep == "advcl" and at == verb:
                yield from _told_with(tree, kid)


def _told_with(tree: Tree, clause: int) -> Iterator[int]:
    """The shell of "when a shell fell", and the building of "when a building collapsed"."""
    mark = tree.child(clause, "advmod", "mark")
    subject = tree.child(clause, "nsubj", "nsubjpass")
    if mark is None or subject is None or tree.lower(mark) not in ("when", "after", "as"):
        return
    if tree.lower(subject) in _BLOWS | _SURE or (tree.lower(clause) in _FALLING):
        yield subject


def _is_new(tree: Tree, noun: int) -> bool:
    """True for "a shell", "rockets" and "an old shell"; not for "the blast" and "its rockets", which were told."""
    if tree.child(noun, "poss") is not None or tree.tag(noun) not in _NOUNS:
        return False
    determiner = tree.child(noun, "det")
    return determiner is None or tree.lower(determiner) in _INDEFINITE


def _alike(tree: Tree, noun: int, deed: int | None, last: int, context: ContextWords) -> bool:
    """True where a cause may be of the party's own attack: their kinds meet, or the words of one do not say."""
    begin = min([noun, *tree.kids[noun]])
    end = last + _TO_KIND if deed is None else max(deed, last) + _TO_KIND
    mine = _kinds(tree, begin, noun, context)
    own = _kinds(tree, last, min(end, begin - 1) if begin > last else end, context)
    if not mine or not own:
        return not (_SURE & {tree.lower(noun)})
    return not mine.isdisjoint(own)


def _kinds(tree: Tree, first: int, last: int, context: ContextWords) -> frozenset[EventType]:
    found: set[EventType] = set()
    lower = tree.words(first, last)
    for word, behind in zip(lower, [*lower[1:], ""], strict=True):
        kind = context.event_pairs.get((word, behind)) or context.events.get(word)
        found |= _ANY_BLOW if word in context.event_open else frozenset() if kind is None else {kind}
    if found & _RAIDED:
        found |= _RAIDED
    return frozenset(found)

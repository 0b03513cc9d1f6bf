"""Whose deed the harm of a figure cannot be, by the place that a party has in its sentence.

A verb of harm with a subject of its own is that subject's deed; who is counted by the same word of harm suffered it;
and who is named behind a share with a word of harm of its own did the harm of that share. In doubt no one is accused.
"""

from tadwin.extract.judged import Finding
from tadwin.extract.lexicon import lexicon
from tadwin.extract.passages import Passage
from tadwin.extract.tree import Tree
from tadwin.extract.words import words
from tadwin.types import Actor, Mention
from tadwin.vocab import Effect

_ATTACKS = words("blame", "attacks")
#: Tags of verbs that can have a subject of their own right before them.
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
#: Between verbs of one row.
_BETWEEN_VERBS = frozenset({"and", ",", "has", "have", "had"})
_OPENING = frozenset({"while", "as", "when", "before", "after", "whereas", "but"})
#: How many words before the noun of a subject the party that it is of may stand: "Ruritanian artillery shelling".
_TO_OWNER = 3
_FORCES = words("blame", "men") | words("rivals", "soldiers")


def is_anothers_deed(passage: Passage, mention: Mention[Actor], finding: Finding) -> bool:
    """True where the words of the sentence keep the party of `mention` and the harm of the figure apart."""
    first, last = passage.tokens_of(mention)
    if _suffered_it(passage, first, last, finding):
        return True
    if first > finding.last:
        return _stands_behind_another(passage, first, finding)
    return _has_another_subject(passage, last, finding)


def _suffered_it(passage: Passage, first: int, last: int, finding: Finding) -> bool:
    """True for the gunman in "three soldiers and a gunman killed": the same word of harm counts him."""
    others = (one for one in passage.findings if one is not finding and one.predicate == finding.predicate)
    return any(
        one.counted.quantity.modified <= first and last <= one.counted.last and one.effect is not Effect.ATTACKS
        for one in others
    )


def _stands_behind_another(passage: Passage, first: int, finding: Finding) -> bool:
    """True where another figure, with a word of harm of its own, stands between the figure and the party.

    So for the share of "324 were killed in April, 161 of whom were killed by the Movement", and for a figure that has
    its cause already: "21 killed by air strikes, and three killed in raids of the Movement".
    """
    tree = passage.parsed()
    for one in passage.findings:
        between = max(finding.last, finding.predicate) < one.first < first
        if not between or not _has_harm(tree, one.first, first):
            continue
        if one.share is not None or not _ATTACKS.isdisjoint(tree.words(finding.last + 1, one.first - 1)):
            return True
    return False


def _has_harm(tree: Tree, first: int, last: int) -> bool:
    known = lexicon()
    return any(tree.lower(i) in known.verbs or tree.lower(i) in known.adjectives for i in range(first, last))


def _has_another_subject(passage: Passage, last: int, finding: Finding) -> bool:
    """True for the army in "the army shot two, and a settler killed one other": the settler killed the one."""
    tree, verb = passage.parsed(), finding.predicate
    if verb > finding.counted.quantity.modified or tree.tag(verb) not in _FINITE or last > verb:
        return False
    subject = _before_verb(tree, verb)
    if subject <= last or _is_joined(tree, last, subject) or not _opens_clause(tree, subject):
        return False
    spans = [passage.tokens_of(one) for one in passage.actors]
    owners = range(max(last + 1, subject - _TO_OWNER), subject + 1)
    if any(start in owners and start > last for start, _ in spans):
        return True
    counted = any(one.counted.quantity.modified <= subject <= one.counted.last for one in passage.findings)
    return not counted and tree.lower(subject) in lexicon().people and tree.lower(subject) not in _FORCES


def _before_verb(tree: Tree, verb: int) -> int:
    """The noun right before a verb or a row of verbs: the settler of "a settler then shot and killed". Else -1."""
    i = verb - 1
    while i >= 0 and (
        tree.lower(i) in _BETWEEN_VERBS or tree.lower(i) in lexicon().verbs or tree.tag(i) in ("RB", "MD")
    ):
        i -= 1
    return i if i >= 0 and (tree.tag(i).startswith("N") or tree.tag(i) == "VBG") else -1


def _opens_clause(tree: Tree, subject: int) -> bool:
    """True where a joint stands before the words that describe the noun: "and an army patrol", ", while shelling"."""
    i = subject
    while i >= 0 and (
        tree.tag(i).startswith(("N", "J", "PRP$", "CD", "VBN", "VBG")) or tree.tag(i) in ("DT", "POS", "HYPH")
    ):
        i -= 1
    return tree.tag(i) in ("CC", ",", ":") or tree.lower(i) in _OPENING


def _is_joined(tree: Tree, last: int, subject: int) -> bool:
    """True for "the army and settlers": nothing but a joint and what describes the second stands between."""
    between = [tree.tag(i) for i in range(last + 1, subject)]
    return (
        all(tag in ("CC", "DT", "JJ", "NN", "NNS", "NNP", ",", "POS", "HYPH") for tag in between)
        and "," not in between[1:]
    )

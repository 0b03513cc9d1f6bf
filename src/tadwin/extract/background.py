"""Parties that a sentence names for another deed than the harm of a figure: what began the war, or what came before.

"34,000 have been killed since the Movement's attack" blames the Movement for none of them.
"""

from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.extract.tree import Tree
from tadwin.types import Actor, Mention

#: How many words may stand between a name and its attack.
_TO_ATTACK = 3


def is_of_another_harm(passage: Passage, mention: Mention[Actor], first: int, finding: Finding, rule: str) -> bool:
    """True for a party told behind "since", and for one whose own deed is another figure's.

    "34,000 have been killed since the Movement's attack", "after the Movement killed 1,200, 34,000 have died".
    """
    tree = passage.parsed()
    last = passage.tokens_of(mention)[1]
    above = (last, *tree.ancestors(last))
    if finding.predicate < first and any(_is_since(tree, i) for i in above):
        return True
    if not rule.startswith("subject of the attack"):
        return False
    others = {one.predicate for one in passage.findings} - {finding.predicate}
    verb = next((i for i in above if tree.tag(i).startswith("V")), None)
    if verb is None or verb not in others or verb in tree.ancestors(finding.predicate):
        return False
    mark = tree.child(verb, "mark", "advmod")
    return mark is not None and tree.lower(mark) in ("after", "since", "before")


def _is_since(tree: Tree, i: int) -> bool:
    mark = tree.child(i, "mark")
    return tree.lower(i) == "since" or (mark is not None and tree.lower(mark) == "since")


def leads(passage: Passage, finding: Finding, mention: Mention[Actor], rule: str) -> bool:
    """True where a party, or its attack, is the subject of the very verb of harm: "the army's strikes have killed"."""
    tree = passage.parsed()
    subject = tree.child(finding.predicate, "nsubj")
    if subject is None or not rule.startswith(("owner of", "subject of the harm")):
        return False
    first, last = passage.tokens_of(mention)
    return first <= subject <= last + _TO_ATTACK and subject < finding.predicate

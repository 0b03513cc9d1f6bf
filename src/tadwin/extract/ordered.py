"""The figures found in a sentence in the order of its words, each share with its whole, and each harm apart."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tadwin.extract.beside import opening_effect
from tadwin.extract.conjoined import then_killed
from tadwin.extract.counted import Counted
from tadwin.extract.judged import Finding
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.subsets import Share, whole_of
from tadwin.extract.tree import Tree
from tadwin.extract.wholes import OF_THOSE
from tadwin.vocab import Effect

#: How many words into a sentence those whom it divides are named: "Of those confirmed killed,".
_OPENS = 6
#: "Of those killed in Kelda," are of no figure told of another place.
_ELSEWHERE = frozenset({"in", "at", "near", "on", "during", "since", "by"})


def with_wholes(found: Mapping[int, Finding], phrases: Sequence[Counted]) -> list[Finding]:
    """The findings in the order of the text, `whole` as an index into them."""
    keys = sorted(found)
    place = {key: i for i, key in enumerate(keys)}
    ordered = []
    for key in keys:
        finding = found[key]
        whole = finding.whole
        if finding.share is Share.AMONG_THE_DEAD and whole is None:
            wholes = [
                (phrases[k], k)
                for k in keys
                if k != key and found[k].share is None and found[k].effect is finding.effect
            ]
            whole = whole_of(phrases[key], [p for p in wholes if p[1] < key], [p for p in wholes if p[1] > key])
        ordered.append(finding if whole is None else replace(finding, whole=place[whole]))
    return ordered


def both_told(tree: Tree, found: list[Finding], lexicon: Lexicon) -> list[Finding]:
    """The findings, one that says both harms as two of them: "five men were abducted and killed".

    "Several people were killed and injured" says that several were killed, and several injured. With a number
    ("70 people were killed and injured") it does not: those are casualties, not told apart.
    """
    told: list[Finding] = []
    place: list[int] = []
    for finding in found:
        place.append(len(told))
        if _says_both(tree, finding):
            told += [replace(finding, effect=Effect.KILLED), replace(finding, effect=Effect.INJURED)]
        else:
            told.append(finding)
        killed = then_killed(tree, finding.effect, finding.predicate, lexicon)
        if killed is not None and finding.share is None and finding.last < killed:
            told.append(replace(finding, effect=Effect.KILLED, predicate=killed, last=killed, rule="joined verb"))
    return [one if one.whole is None else replace(one, whole=place[one.whole]) for one in told]


def _says_both(tree: Tree, finding: Finding) -> bool:
    pair = finding.rule == "pair" and finding.effect is Effect.CASUALTIES and finding.counted.quantity.kind == "vague"
    passive = finding.predicate > finding.first and tree.tag(finding.predicate).startswith("V")
    return pair and passive and "or" not in tree.words(finding.predicate - 2, finding.predicate + 2)


def of_those(tree: Tree, found: list[Finding], lexicon: Lexicon) -> list[Finding]:
    """The findings, those that "Of those killed, 24 were men and nine women" divides as parts of what was told."""
    harm = opening_effect(tree, lexicon)
    opening = tree.words(0, _OPENS)
    if harm is None or "," not in opening or not _ELSEWHERE.isdisjoint(opening[: opening.index(",")]):
        return found
    return [
        replace(one, rule=OF_THOSE) if one.effect is harm and one.share is not None and one.whole is None else one
        for one in found
    ]

"""Figures that take their predicate from a neighbour: "a nurse and two patients", "30 regime and 39 rebel fighters"."""

from dataclasses import replace

from tadwin.extract.counted import Counted
from tadwin.extract.harm import Predicate
from tadwin.extract.judged import Finding, Passed, judged
from tadwin.extract.tree import Tree
from tadwin.vocab import Effect


def borrow_backwards(
    tree: Tree, phrases: list[Counted], shares: list[str | None], found: dict[int, Finding], passed: list[Passed]
) -> None:
    """ "30 regime and 39 rebel fighters were killed": the first number takes what is said of the second."""
    for key in range(len(phrases) - 2, -1, -1):
        phrase = phrases[key]
        if (
            key in found
            or shares[key] is not None
            or key + 1 not in found
            or phrase.kind not in ("none", "other", "person")
        ):
            continue
        following = found[key + 1]
        between = range(phrase.quantity.after + 1, phrases[key + 1].quantity.modified)
        words = [tree.lower(i) for i in between]
        if (
            len(words) > 5
            or not {"and", ","} & set(words[-1:])
            or any(tree.tag(i).startswith("V") or tree.tag(i) == "IN" for i in between)
        ):
            continue
        if phrase.quantity.kind != "number" or following.effect is Effect.ATTACKS or following.share is not None:
            continue
        borrowed = judged(tree, phrase, Predicate(following.effect, following.predicate, "listed with"))
        if isinstance(borrowed, Finding):
            found[key] = replace(borrowed, status=phrase.status or following.status)
            passed[:] = [one for one in passed if one.quantity is not phrase.quantity]


def goes_with(tree: Tree, previous: Counted, phrase: Counted, finding: Finding) -> bool:
    """True for the second of "killed a nurse on duty and two patients", and for "eight were killed and three more on Monday"."""
    between = tree.words(previous.last + 1, phrase.quantity.modified - 1)
    other = phrase.person is not None and phrase.person.singular == "other"
    if finding.share is not None or not between or len(between) > 8 or not {"and", ",", "&"} & set(between[-2:]):
        return False
    more = phrase.kind == "none" and tree.lower(phrase.quantity.after + 1) == "more"
    if more or other:
        return not any(tree.lower(i) in (".", ";") for i in range(previous.last + 1, phrase.quantity.modified))
    if phrase.kind != finding.counted.kind or phrase.kind not in ("person", "object") or phrase.quantity.kind == "none":
        return False
    inside = range(previous.last + 1, phrase.quantity.modified)
    if any(tree.tag(i).startswith("V") and i != finding.predicate for i in inside) or finding.predicate in inside:
        return False
    following = tree.skip_right(phrase.last + 1)
    return not (tree.tag(following) in ("VBD", "VBZ", "VBP") or following > phrase.last + 1)

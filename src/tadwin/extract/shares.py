"""Which phrases of a sentence are shares of a larger figure in it."""

from tadwin.extract.beside import own_predicate
from tadwin.extract.counted import Counted
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.subsets import follows, is_subset
from tadwin.extract.tree import Tree


def shares_of(tree: Tree, phrases: list[Counted], lexicon: Lexicon) -> list[str | None]:
    shares: list[str | None] = []
    for i, phrase in enumerate(phrases):
        previous = phrases[i - 1] if i else None
        rule = is_subset(tree, phrase, previous, bool(i and shares[i - 1]))
        if rule == "listed after a share" and _outgrows(phrases, shares, i):
            rule = None
        if rule == "listed after a share" and _has_own_predicate(tree, phrases, shares, i, lexicon):
            rule = None
        shares.append(None if phrase.kind == "measure" else rule)
        if (
            rule == "among the dead"
            and previous is not None
            and shares[i - 1] is None
            and follows(tree, previous, phrase)
        ):
            shares[i - 1] = rule  # "79 children and 47 women among the casualties"
    return shares


def _outgrows(phrases: list[Counted], shares: list[str | None], i: int) -> bool:
    """True when the number is larger than the whole that the shares before it are of."""
    wholes = [phrases[k].quantity.value for k in range(i) if shares[k] is None and phrases[k].kind != "measure"]
    return bool(wholes) and (wholes[-1] or 10**9) < (phrases[i].quantity.value or 0)


def distribute(tree: Tree, phrases: list[Counted], shares: list[str | None]) -> None:
    """ "8 children died, three on the spot and five on the way": numbers without a noun that add up to the one before them."""
    for key, phrase in enumerate(phrases):
        if (
            phrase.kind != "none"
            or shares[key] is not None
            or not key
            or tree.lower(phrase.quantity.modified - 1) not in (",", "-", ":", "(")
        ):
            continue
        parts = [
            k
            for k in range(key, len(phrases))
            if phrases[k].kind == "none"
            and phrases[k].quantity.kind == "number"
            and tree.tag(phrases[k].quantity.after + 1) == "IN"
        ]
        whole = phrases[key - 1].quantity.value
        if len(parts) > 1 and whole is not None and sum(phrases[k].quantity.value or 0 for k in parts) == whole:
            for k in parts:
                shares[k] = "adds up to the whole"


def _has_own_predicate(tree: Tree, phrases: list[Counted], shares: list[str | None], i: int, lexicon: Lexicon) -> bool:
    """True for the last figure of "four died, including a volunteer, and 15 civilians were injured".

    Not so in "six people, including a woman and two children, were killed", where that verb belongs to the six.
    """
    if own_predicate(tree, phrases[i], lexicon) is None:
        return False
    wholes = [k for k in range(i) if shares[k] is None and phrases[k].kind != "measure"]
    if not wholes:
        return False
    whole, share = phrases[wholes[-1]], phrases[wholes[-1] + 1]
    verbs = range(whole.last + 1, share.quantity.modified)
    left = range(max(0, whole.quantity.modified - 4), whole.quantity.modified)
    return any(tree.lower(j) in lexicon.verbs or tree.lower(j) in lexicon.adjectives for j in (*verbs, *left))

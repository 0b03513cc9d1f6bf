"""Which phrases of a sentence are shares of a larger figure in it."""

from tadwin.extract.beside import predicate_behind
from tadwin.extract.counted import Counted
from tadwin.extract.divisions import divide
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.numbered_places import divide_by_place
from tadwin.extract.subsets import Share, follows, share_of
from tadwin.extract.tree import Tree

#: How far into a sentence the whole may stand that opens it.
_OPENING = 3
#: How many words before the whole may hold its word of harm.
_BEFORE_WHOLE = 4


def shares_of(tree: Tree, phrases: list[Counted], lexicon: Lexicon) -> list[Share | None]:
    """For every phrase the rule by which it is a share of a larger figure, or None where it is a figure of its own."""
    shares: list[Share | None] = []
    for i, phrase in enumerate(phrases):
        previous = phrases[i - 1] if i else None
        if previous is not None and phrase.quantity.first <= previous.last:
            previous = None  # the 15 of "six of the 15 injured are children"
        share = share_of(tree, phrase, previous, bool(i and shares[i - 1]))
        if share is Share.AFTER_A_SHARE and (
            _outgrows(phrases, shares, i) or _has_own_predicate(tree, phrases, shares, i, lexicon)
        ):
            share = None
        if share is None and i and _is_of_opening(tree, phrases[0], phrase, lexicon):
            share = Share.OF_THEM
        shares.append(None if phrase.kind == "measure" else share)
        listed = share is Share.AMONG_THEM and tree.lower(phrase.quantity.modified - 1) in ("and", "&")
        joined = (share is Share.AMONG_THE_DEAD or listed) and previous is not None and shares[i - 1] is None
        if joined and phrases[i - 1].kind != "measure" and follows(tree, phrases[i - 1], phrase):
            shares[i - 1] = share  # "79 children and 47 women among the casualties"
    _distribute(tree, phrases, shares)
    divide_by_place(tree, phrases, shares)
    divide(tree, phrases, shares, lexicon)
    return shares


def _is_of_opening(tree: Tree, whole: Counted, phrase: Counted, lexicon: Lexicon) -> bool:
    """True for the 12 of "Of the 43 casualties recorded in May, 12 were killed": their whole opens the sentence."""
    if tree.lower(0) != "of" or whole.quantity.first > _OPENING or phrase.kind not in ("none", "person"):
        return False
    if phrase.quantity.kind != "number" or (phrase.quantity.value or 0) > (whole.quantity.value or 0):
        return False
    harmed = whole.kind == "harm" or predicate_behind(tree, whole, lexicon) is not None
    after = "," in tree.words(whole.last + 1, phrase.quantity.modified - 1)
    more = tree.lower(phrase.quantity.modified - 1) in ("another", "further", "additional")
    return harmed and after and not more and predicate_behind(tree, phrase, lexicon) is not None


def _wholes_before(phrases: list[Counted], shares: list[Share | None], i: int) -> list[int]:
    return [k for k in range(i) if shares[k] is None and phrases[k].kind != "measure"]


def _outgrows(phrases: list[Counted], shares: list[Share | None], i: int) -> bool:
    """True when the number is larger than the whole that the shares before it are of."""
    wholes = _wholes_before(phrases, shares, i)
    whole = phrases[wholes[-1]].quantity.value if wholes else None
    return bool(whole) and (whole or 0) < (phrases[i].quantity.value or 0)


def _has_own_predicate(
    tree: Tree, phrases: list[Counted], shares: list[Share | None], i: int, lexicon: Lexicon
) -> bool:
    """True for the last figure of "four died, including a volunteer, and 15 civilians were injured".

    Not so in "six people, including a woman and two children, were killed", where that verb belongs to the six.
    """
    wholes = _wholes_before(phrases, shares, i)
    if not wholes or predicate_behind(tree, phrases[i], lexicon) is None:
        return False
    whole, share = phrases[wholes[-1]], phrases[wholes[-1] + 1]
    if whole.kind == "harm" and tree.lower(phrases[i].last + 1) in lexicon.adjectives:
        return True  # "71 martyrs, 29 of them women, and 58 wounded"
    behind = range(whole.last + 1, share.quantity.modified)
    before = range(max(0, whole.quantity.modified - _BEFORE_WHOLE), whole.quantity.modified)
    return any(tree.lower(j) in lexicon.verbs or tree.lower(j) in lexicon.adjectives for j in (*behind, *before))


def _distribute(tree: Tree, phrases: list[Counted], shares: list[Share | None]) -> None:
    """Marks numbers without a noun that add up to the one before: "8 children died, three here and five there"."""
    for key, phrase in enumerate(phrases):
        if phrase.kind != "none" or shares[key] is not None or not key:
            continue
        if tree.lower(phrase.quantity.modified - 1) not in (",", "-", ":", "("):
            continue
        listed = tree.lower(phrase.quantity.modified - 1) == ","
        if listed and _has_place(tree, phrases[key - 1].last + 1, phrase.quantity.modified - 1):
            continue  # "five were killed in Bucha, three in Irpin and two in Hostomel"
        parts = [k for k in range(key, len(phrases)) if _is_bare_part(tree, phrases[k])]
        wholes = [k for k in range(key) if shares[k] is None and phrases[k].kind != "measure"]
        colon = tree.lower(phrase.quantity.modified - 1) == ":" and wholes
        whole = phrases[wholes[-1] if colon else key - 1].quantity.value
        if len(parts) > 1 and whole is not None and sum(phrases[k].quantity.value or 0 for k in parts) == whole:
            for k in parts:
                shares[k] = Share.ADDS_UP


def _is_bare_part(tree: Tree, phrase: Counted) -> bool:
    """True for "three on the spot" and "five in Sumy"."""
    bare = phrase.kind == "none" and phrase.quantity.kind == "number"
    i = phrase.quantity.after + 1
    placed = tree.lower(i + 1) in ("the", "their", "a") or tree.tag(i + 1) == "NNP"
    return bare and tree.tag(i) == "IN" and placed


def _has_place(tree: Tree, first: int, last: int) -> bool:
    """True for "were killed in Bucha ,": the figure before has a place of its own."""
    return any(
        tree.lower(i) in ("in", "at", "near", "on") and tree.tag(i + 1).startswith("NNP") for i in range(first, last)
    )

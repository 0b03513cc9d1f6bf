"""Every noun phrase of a sentence that could be a figure, in order."""

from dataclasses import replace

from tadwin.extract.calendar_numbers import is_date_or_age
from tadwin.extract.counted import Counted, counted
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.predicates import speaks
from tadwin.extract.quantities import Quantity, quantities
from tadwin.extract.tree import Tree
from tadwin.vocab import Qualifier


def candidates(tree: Tree, lexicon: Lexicon) -> list[Counted]:
    phrases: list[Counted] = []
    found = sorted([*quantities(tree.tokens), *_bare_singles(tree, lexicon)], key=lambda one: one.first)
    for i, quantity in enumerate(found):
        following = found[i + 1] if i + 1 < len(found) else None
        if quantity.kind == "indefinite":
            near = following is not None and following.modified <= quantity.last + 2 and following.kind != "indefinite"
            if following is not None and near and not is_date_or_age(tree, following):
                continue
            phrase = _couple(counted(tree, quantity, lexicon))
            if not _is_one(tree, phrase) or _renames(tree, phrase, phrases):
                continue
        else:
            phrase = counted(tree, quantity, lexicon)
        if not speaks(tree, phrase):
            phrases.append(phrase)
    return phrases


def _bare_singles(tree: Tree, lexicon: Lexicon) -> list[Quantity]:
    """ "Strike kills bride", "Teacher killed in raid": in headlines a noun alone counts one."""
    found = []
    for i, token in enumerate(tree.tokens):
        person = lexicon.people.get(token.lower)
        if (
            person is None
            or person.plural
            or person.singular in ("other", "life", "body", "police", "personnel", "staff", "crew", "troop")
            or token.tag not in ("NN", "NNP")
        ):
            continue
        verb_before = lexicon.verbs.get(tree.lower(i - 1))
        verb_after = lexicon.verbs.get(tree.lower(i + 1))
        after = (
            verb_before is not None
            and verb_before.patient == "object"
            and tree.tag(i - 1) in ("VBZ", "VBP", "VBG", "VBD", "NNS")
        )
        opens = (
            tree.lower(i - 1) in ("", ",", ":", ";", ".", "-")
            and verb_after is not None
            and verb_after.suffered
            and tree.tag(i + 1) in ("VBN", "VBD")
        )
        if after or opens:
            found.append(Quantity(i, i, i, i - 1, 1, Qualifier.EXACT, 1, 1, "indefinite"))
    return found


def _renames(tree: Tree, phrase: Counted, earlier: list[Counted]) -> bool:
    """True for "a man" in "one detainee, a man from the town": the same person again."""
    if phrase.noun is None or not earlier or earlier[-1].quantity.value != 1 or tree.tokens[phrase.noun].dep != "appos":
        return False
    return earlier[-1].quantity.first <= tree.tokens[phrase.noun].head <= earlier[-1].last


def _couple(phrase: Counted) -> Counted:
    """ "A couple died" counts two."""
    if phrase.person is None or phrase.person.singular != "couple":
        return phrase
    return replace(phrase, quantity=replace(phrase.quantity, value=2, low=2, high=2, kind="indefinite"))


def _is_one(tree: Tree, phrase: Counted) -> bool:
    """True for "a child" and "another man", not for "a hospital worker's" or "a rebel group"."""
    if phrase.kind == "person" and phrase.noun is not None and phrase.person is not None:
        if tree.lower(phrase.noun + 1) in ("-", "'s"):
            return False  # "a rebel-held town", "a doctor's house"
        return (
            not phrase.person.plural
            and not tree.tag(phrase.noun + 1).startswith("NN")
            and tree.tag(phrase.noun) in ("NN", "NNP", "JJ", "NNS")
        )
    return phrase.kind == "object" and tree.tag(phrase.quantity.first) != "PRP$" and tree.tag(phrase.noun or 0) != "NNS"

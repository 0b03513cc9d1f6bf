"""The figures of one parsed sentence: quantity, what it counts, what befell them, and what it is a share of."""

from dataclasses import replace

from tadwin.extract.attacks import attacks_of
from tadwin.extract.beside import harm_among, own_predicate
from tadwin.extract.candidates import candidates
from tadwin.extract.counted import Counted
from tadwin.extract.harm import Predicate
from tadwin.extract.judged import Finding, Passed, judged, quote
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.lists import borrow_backwards, goes_with
from tadwin.extract.predicates import predicate_of
from tadwin.extract.shares import distribute, shares_of
from tadwin.extract.subsets import whole_of
from tadwin.extract.tolls import revised_of, toll_of
from tadwin.extract.tree import Tree
from tadwin.vocab import Effect, Stance


def findings(tree: Tree, lexicon: Lexicon, before: Effect | None = None) -> tuple[list[Finding], list[Passed]]:
    """Every figure of harm in a sentence, and the numbers that were passed over with the reason.

    `before` is the effect of the last figure told before this sentence: what "this was raised to 82" speaks of.
    """
    phrases = candidates(tree, lexicon)
    shares = shares_of(tree, phrases, lexicon)
    distribute(tree, phrases, shares)
    found: dict[int, Finding] = {}
    passed: list[Passed] = []
    taken: set[int] = set()
    for key, phrase in enumerate(phrases):
        if shares[key] is not None and shares[key] != "among the dead":
            continue
        result = _whole_finding(tree, phrase, lexicon, frozenset(taken))
        if not isinstance(result, Finding) and (revised := revised_of(tree, phrase)) is not None:
            told = found[max(found)].effect if found else before
            result = (
                judged(tree, phrase, Predicate(told, revised, "revised"))
                if told is not None and told in _TOLD
                else result
            )
        if not isinstance(result, Finding) and found:
            nearest = found[max(found)]
            if goes_with(tree, phrases[key - 1], phrase, nearest):
                result = judged(tree, phrase, Predicate(nearest.effect, nearest.predicate, "listed with"))
        if isinstance(result, Finding):
            found[key] = replace(result, share="among the dead" if result.rule == "among" else shares[key])
            if result.predicate > phrase.last:
                taken.add(result.predicate)
        elif result is not None:
            passed.append(result)
    borrow_backwards(tree, phrases, shares, found, passed)
    for key, phrase in enumerate(phrases):
        if shares[key] is not None and key not in found:
            share = _share_finding(tree, phrase, key, found, phrases, shares, lexicon, frozenset(taken), before)
            if share is not None:
                found[key] = share
    return _both_told(tree, _with_wholes(found, phrases)), passed


#: What a running figure without a noun of its own can be revised of.
_TOLD = (Effect.KILLED, Effect.INJURED, Effect.CASUALTIES, Effect.MISSING)


def _whole_finding(tree: Tree, phrase: Counted, lexicon: Lexicon, taken: frozenset[int]) -> Finding | Passed | None:
    quantity = phrase.quantity
    if phrase.kind == "measure":
        return Passed(quantity, "a date, an age, a measure or money") if quantity.kind == "number" else None
    if _is_denominator(tree, phrase):
        return Passed(quantity, "the whole that a share is of")
    if _is_one_family(tree, phrase) or (phrase.of_whole and tree.lower(quantity.first) == "some"):
        return None
    if phrase.kind in ("attack", "munition"):
        predicate = attacks_of(tree, phrase, lexicon)
    else:
        predicate = toll_of(tree, phrase, lexicon) if quantity.kind in ("number", "vague") else None
        predicate = predicate or predicate_of(tree, phrase, lexicon, taken)
    if predicate is None:
        return Passed(quantity, "no word of harm governs it") if quantity.kind in ("number", "vague") else None
    if quantity.kind == "indefinite" and not _counts_one(phrase, predicate):
        return None
    return judged(tree, phrase, predicate)


def _is_denominator(tree: Tree, phrase: Counted) -> bool:
    """True for 26 in "14 of the 26 trucks were burned"."""
    i = phrase.quantity.modified - 1
    if phrase.kind == "harm" or tree.lower(i) not in ("the", "its", "their", "of") or phrase.quantity.kind != "number":
        return False
    i -= tree.lower(i) != "of"
    return tree.lower(i) == "of" and (tree.tag(i - 1) == "CD" or tree.lower(i - 1)[-1:].isdigit())


def _is_one_family(tree: Tree, phrase: Counted) -> bool:
    """True in "five members of one family": the family is no count of its own."""
    if phrase.person is None or phrase.person.singular not in ("family", "household") or phrase.quantity.value != 1:
        return False
    return tree.lower(phrase.quantity.modified - 1) in ("of", "from", "in")


def _counts_one(phrase: Counted, predicate: Predicate) -> bool:
    if predicate.effect is Effect.DISPLACED:
        return False  # one person who fled is a witness of displacement more often than its count
    if phrase.kind == "object":
        return predicate.effect in (Effect.DESTROYED, Effect.DAMAGED)
    return phrase.kind == "person" and predicate.effect is not Effect.CASUALTIES


def _share_finding(
    tree: Tree,
    phrase: Counted,
    key: int,
    found: dict[int, Finding],
    phrases: list[Counted],
    shares: list[str | None],
    lexicon: Lexicon,
    taken: frozenset[int],
    before: Effect | None,
) -> Finding | None:
    wholes = [(phrases[k], k) for k in found if shares[k] is None]
    if shares[key] == "among the dead":
        said = harm_among(tree, phrase.last + 1, lexicon)
        wholes = [pair for pair in wholes if said in (None, Effect.CASUALTIES, found[pair[1]].effect)]
    things = phrase.kind in ("object", "attack", "munition")
    wholes = [pair for pair in wholes if things == (pair[0].kind in ("object", "attack", "munition"))]
    later = [pair for pair in wholes if pair[1] > key] if shares[key] == "among the dead" else []
    whole = whole_of(phrase, [pair for pair in wholes if pair[1] < key], later)
    first, last = quote(phrase, phrase.last)
    if whole is not None and found[whole].effect is not Effect.ATTACKS:
        above = found[whole]
        effect = phrase.harm if phrase.harm is not None and phrase.of_whole else above.effect
        own = (
            own_predicate(tree, phrase, lexicon)
            if shares[key] in ("of them", "of the whole", "including", "among them")
            else None
        )
        if own is not None and own.token != above.predicate:
            effect, last = own.effect, max(last, own.token)
        return Finding(phrase, effect, first, last, f"share: {shares[key]}", above.predicate, above.stance, above.stance_words,
                       phrase.status or above.status, shares[key], whole)  # fmt: skip
    if phrase.kind not in ("person", "none", "harm", "other", "object"):
        return None
    result = _whole_finding(tree, phrase, lexicon, taken)
    if (
        phrase.kind == "none"
        and phrase.harm is None
        and isinstance(result, Finding)
        and result.rule not in ("before", "after", "object")
    ):
        return None
    if (
        not isinstance(result, Finding)
        and before in _TOLD
        and shares[key] in ("were children", "of the whole")
        and phrase.person is not None
    ):
        return Finding(
            phrase,
            before,
            first,
            last,
            f"share told of before: {shares[key]}",
            phrase.last,
            Stance.ASSERTED,
            "",
            phrase.status,
            shares[key],
        )
    if phrase.harm is not None and not isinstance(result, Finding) and phrase.of_whole:
        result = Finding(
            phrase, phrase.harm, first, last, "of the dead", phrase.last, Stance.ASSERTED, "", phrase.status
        )
    return replace(result, share=shares[key]) if isinstance(result, Finding) else None


def _with_wholes(found: dict[int, Finding], phrases: list[Counted]) -> list[Finding]:
    """The findings in the order of the text, `whole` as an index into them."""
    keys = sorted(found)
    place = {key: i for i, key in enumerate(keys)}
    ordered = []
    for key in keys:
        finding = found[key]
        if finding.share == "among the dead" and finding.whole is None:
            wholes = [
                (phrases[k], k)
                for k in keys
                if k != key and found[k].share is None and found[k].effect is finding.effect
            ]
            whole = whole_of(phrases[key], [p for p in wholes if p[1] < key], [p for p in wholes if p[1] > key])
            finding = replace(finding, whole=whole)
        ordered.append(replace(finding, whole=place[finding.whole] if finding.whole is not None else None))
    return ordered


def _both_told(tree: Tree, found: list[Finding]) -> list[Finding]:
    """ "Several people were killed and injured" says that several were killed, and several injured.

    With a number ("70 people were killed and injured") it does not: those are casualties, not told apart.
    """
    told: list[Finding] = []
    place: list[int] = []
    for finding in found:
        place.append(len(told))
        passive = (
            finding.rule == "pair" and finding.predicate > finding.first and tree.tag(finding.predicate).startswith("V")
        )
        if (
            passive
            and "or" not in tree.words(finding.predicate - 2, finding.predicate + 2)
            and finding.counted.quantity.kind == "vague"
            and finding.effect is Effect.CASUALTIES
        ):
            told += [replace(finding, effect=Effect.KILLED), replace(finding, effect=Effect.INJURED)]
        else:
            told.append(finding)
    return [one if one.whole is None else replace(one, whole=place[one.whole]) for one in told]

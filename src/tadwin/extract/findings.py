"""The figures of one parsed sentence: quantity, what it counts, what befell them, and what it is a share of."""

from dataclasses import dataclass, replace

from tadwin.extract.attacks import attacks_of
from tadwin.extract.counted import Counted, counted, is_date_or_age
from tadwin.extract.guards import guard
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.lexicon import lexicon as lexicon_of
from tadwin.extract.numbers import Quantity, quantities
from tadwin.extract.predicates import Predicate, harm_among, own_predicate, predicate_of, speaks
from tadwin.extract.subsets import follows, is_subset, whole_of
from tadwin.extract.tolls import revised_of, toll_of
from tadwin.extract.tree import Tree
from tadwin.vocab import Effect, Group, Qualifier, Stance, Status

_HALF = 10  # words: a quote reaches to its predicate when it stands no further than this from the number


@dataclass(frozen=True, slots=True)
class Finding:
    """One figure found in a sentence. `whole` is the index of the finding it is a share of, `outside` when that stands
    in an earlier sentence."""

    counted: Counted
    effect: Effect
    first: int
    last: int
    rule: str
    predicate: int
    stance: Stance
    stance_words: str
    status: Status | None
    share: str | None = None
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """A quantity near words of harm that gave no figure, and why."""

    quantity: Quantity
    reason: str


def findings(tree: Tree, lexicon: Lexicon, before: Effect | None = None) -> tuple[list[Finding], list[Passed]]:
    """Every figure of harm in a sentence, and the numbers that were passed over with the reason.

    `before` is the effect of the last figure told before this sentence: what "this was raised to 82" speaks of.
    """
    phrases = _phrases(tree, lexicon)
    shares = _shares(tree, phrases, lexicon)
    _distribute(tree, phrases, shares)
    found: dict[int, Finding] = {}
    passed: list[Passed] = []
    taken: set[int] = set()
    for key, phrase in enumerate(phrases):
        if shares[key] is not None and shares[key] not in ("among the dead",):
            continue
        result = _whole_finding(tree, phrase, lexicon, frozenset(taken))
        if not isinstance(result, Finding) and (revised := revised_of(tree, phrase)) is not None:
            told = found[max(found)].effect if found else before
            result = (
                _guarded(tree, phrase, Predicate(told, revised, "revised"))
                if told is not None and told in _TOLD
                else result
            )
        if not isinstance(result, Finding) and found:
            nearest = found[max(found)]
            if _goes_with(tree, phrases[key - 1], phrase, nearest):
                result = _guarded(tree, phrase, Predicate(nearest.effect, nearest.predicate, "listed with"))
        if isinstance(result, Finding):
            found[key] = replace(result, share="among the dead" if result.rule == "among" else shares[key])
            if result.predicate > phrase.last:
                taken.add(result.predicate)
        elif result is not None:
            passed.append(result)
    _borrow_backwards(tree, phrases, shares, found, passed)
    for key, phrase in enumerate(phrases):
        if shares[key] is not None and key not in found:
            share = _share_finding(tree, phrase, key, found, phrases, shares, lexicon, frozenset(taken), before)
            if share is not None:
                found[key] = share
    return _both_told(tree, _with_wholes(found, phrases)), passed


def _borrow_backwards(
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
        borrowed = _guarded(tree, phrase, Predicate(following.effect, following.predicate, "listed with"))
        if isinstance(borrowed, Finding):
            found[key] = replace(borrowed, status=phrase.status or following.status)
            passed[:] = [one for one in passed if one.quantity is not phrase.quantity]


def _phrases(tree: Tree, lexicon: Lexicon) -> list[Counted]:
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


def _shares(tree: Tree, phrases: list[Counted], lexicon: Lexicon) -> list[str | None]:
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


#: What a running figure without a noun of its own can be revised of.
_TOLD = (Effect.KILLED, Effect.INJURED, Effect.CASUALTIES, Effect.MISSING)


def _outgrows(phrases: list[Counted], shares: list[str | None], i: int) -> bool:
    """True when the number is larger than the whole that the shares before it are of."""
    wholes = [phrases[k].quantity.value for k in range(i) if shares[k] is None and phrases[k].kind != "measure"]
    return bool(wholes) and (wholes[-1] or 10**9) < (phrases[i].quantity.value or 0)


def _distribute(tree: Tree, phrases: list[Counted], shares: list[str | None]) -> None:
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
    return _guarded(tree, phrase, predicate)


def _goes_with(tree: Tree, previous: Counted, phrase: Counted, finding: Finding) -> bool:
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


def _guarded(tree: Tree, phrase: Counted, predicate: Predicate) -> Finding | Passed:
    verdict = guard(tree, predicate.token, phrase.quantity.first)
    if verdict.reason is not None and phrase.quantity.kind != "none":
        return Passed(phrase.quantity, verdict.reason)
    first, last = _quote(phrase, predicate.token)
    if predicate.rule == "toll" and phrase.group is None:
        phrase = replace(phrase, group=_group_between(tree, predicate.token, phrase.quantity.modified, lexicon_of()))
    return Finding(
        phrase,
        predicate.effect,
        first,
        last,
        predicate.rule,
        predicate.token,
        verdict.stance,
        verdict.words,
        phrase.status,
    )


def _group_between(tree: Tree, first: int, last: int, lexicon: Lexicon) -> Group | None:
    """The group in "the number of dead girls at three"."""
    return next(
        (found.group for word in tree.words(first, last) if (found := lexicon.people.get(word)) and found.group), None
    )


def _quote(phrase: Counted, predicate: int) -> tuple[int, int]:
    """The words from the number to its noun and, when near, to its predicate."""
    first, last = phrase.quantity.modified, max(phrase.last, phrase.noun or 0, phrase.quantity.after)
    if first - _HALF <= predicate < first:
        first = predicate
    elif last < predicate <= last + _HALF:
        last = predicate
    return first, last


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
    first, last = _quote(phrase, phrase.last)
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

"""The figures of one parsed sentence: quantity, what it counts, what befell them, and what it is a share of."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from tadwin.extract.attacks import attacks_of, times_attacked
from tadwin.extract.beside import effect_among, opening_effect, predicate_before, predicate_behind
from tadwin.extract.breakdowns import broken_down
from tadwin.extract.candidates import candidates
from tadwin.extract.conditions import in_care, state_predicate
from tadwin.extract.counted import Counted
from tadwin.extract.divisions import can_be_divided
from tadwin.extract.harm import Predicate
from tadwin.extract.headings import heading_predicate, of_heading
from tadwin.extract.judged import Finding, Passed, judged, quote
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.lists import borrow_backwards, goes_with
from tadwin.extract.ordered import both_told, with_wholes
from tadwin.extract.phrasal import phrasal_predicate
from tadwin.extract.predicates import predicate_of
from tadwin.extract.shares import shares_of
from tadwin.extract.subsets import Share, follows, whole_of
from tadwin.extract.tolls import revised_of, toll_of
from tadwin.extract.tree import BE, Tree
from tadwin.extract.uncounted import counts_one, is_denominator, is_miscount, is_one_family, is_only_of_them
from tadwin.extract.wholes import OF_THOSE
from tadwin.vocab import Effect, Stance

#: What a running figure without a noun of its own can be revised of.
_TOLD = frozenset({Effect.KILLED, Effect.INJURED, Effect.CASUALTIES, Effect.MISSING})
#: Rules that may say what befell a share without a noun of its own.
_OF_BARE = ("before", "after", "object", "phrase")
#: Words behind a share that say that those were not harmed.
_SPARED = frozenset({"alive", "survived", "rescued", "escaped", "unharmed", "unhurt", "freed", "released"})
#: How many words behind a share these may stand.
_SPARED_REACH = 6
#: People whose noun says that they were harmed.
_HARMED = frozenset({"victim", "martyr", "captive", "hostage", "abductee", "detainee", "evacuee", "idp"})
#: Kinds of things: never a share of people, nor people of them.
_THINGS = frozenset({"object", "attack", "munition"})
#: How many words into a sentence those whom it divides are named: "Of those confirmed killed,".
_OPENS = 6
#: "Of those killed in Kelda," are of no figure told of another place.
_ELSEWHERE = frozenset({"in", "at", "near", "on", "during", "since", "by"})
#: Shares that may have a predicate of their own: "12 people, two of whom were injured".
_OWN_PREDICATE = frozenset({Share.OF_THEM, Share.OF_THE_WHOLE, Share.INCLUDING, Share.AMONG_THEM})


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sentence while its figures are found. Keys are indices into `phrases`."""

    tree: Tree
    lexicon: Lexicon
    before: Effect | None
    only: bool  # nothing but `before` was told there
    phrases: list[Counted]
    shares: list[Share | None]
    found: dict[int, Finding] = field(default_factory=dict)
    passed: list[Passed] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)  # verbs that have their victims before them


def findings(
    tree: Tree, lexicon: Lexicon, before: Effect | None = None, told: AbstractSet[Effect] = frozenset()
) -> tuple[list[Finding], list[Passed]]:
    """Every figure of harm in a sentence, and the numbers that were passed over with the reason.

    `before` is the effect of the last figure told before this sentence: what "this was raised to 82" speaks of. `told`
    are the effects of all that the last sentence with figures told: "among them" speaks of its people where it is one.
    """
    phrases = candidates(tree, lexicon)
    reading = _Reading(tree, lexicon, before, len(told) == 1, phrases, shares_of(tree, phrases, lexicon))
    _find_wholes(reading)
    borrow_backwards(tree, phrases, reading.shares, reading.found, reading.passed, lexicon)
    for key, share in enumerate(reading.shares):
        if share is not None and key not in reading.found:
            finding = _share_finding(reading, key, share)
            if finding is not None:
                reading.found[key] = finding
    found = broken_down(tree, reading.found, lexicon)
    both = both_told(tree, with_wholes(found, phrases), lexicon)
    return _of_those(tree, both, lexicon), reading.passed


def _of_those(tree: Tree, found: list[Finding], lexicon: Lexicon) -> list[Finding]:
    """The findings, those that "Of those killed, 24 were men and nine women" divides as parts of what was told."""
    harm = opening_effect(tree, lexicon)
    opening = tree.words(0, _OPENS)
    if harm is None or "," not in opening or not _ELSEWHERE.isdisjoint(opening[: opening.index(",")]):
        return found
    return [
        replace(one, rule=OF_THOSE) if one.effect is harm and one.share is not None and one.whole is None else one
        for one in found
    ]


def _find_wholes(reading: _Reading) -> None:
    """Finds the figures that are no shares, and those that are told "among the dead", in the order of the text."""
    for key, phrase in enumerate(reading.phrases):
        share = reading.shares[key]
        if share not in (None, Share.AMONG_THE_DEAD):
            continue
        result = _whole_finding(reading, phrase)
        if not isinstance(result, Finding):
            result = _revised(reading, phrase, result)
        if not isinstance(result, Finding):
            result = _listed(reading, key, result)
        if isinstance(result, Finding):
            reading.found[key] = _told_together(reading, key, _shared(reading, key, result, share))
            if result.predicate > phrase.last:
                reading.taken.add(result.predicate)
        elif result is not None:
            reading.passed.append(result)


def _shared(reading: _Reading, key: int, found: Finding, share: Share | None) -> Finding:
    """The finding with the rule by which it is a share: of the dead, or of the wounded where it tells their state."""
    if found.rule == "among":
        return replace(found, share=Share.AMONG_THE_DEAD)
    if found.rule != "state":
        return found if share is found.share else replace(found, share=share)
    told = [(reading.phrases[k], k) for k, one in reading.found.items() if one.effect is found.effect and not one.share]
    return replace(found, share=Share.IN_A_STATE, whole=whole_of(reading.phrases[key], told, []))


def _told_together(reading: _Reading, key: int, found: Finding) -> Finding:
    """The finding, as listed with the one before it where one word says of both what befell them.

    "A fisherman and his son were killed" counts two people; "five people, a fisherman and his son" not seven.
    """
    before = reading.found.get(key - 1)
    phrase = reading.phrases[key]
    if before is None or phrase.kind != "person" or before.counted.kind != "person" or found.share or before.share:
        return found
    if (before.predicate, before.effect) != (found.predicate, found.effect):
        return found
    if not follows(reading.tree, before.counted, phrase):
        return found
    between = reading.tree.words(before.counted.last + 1, phrase.quantity.modified - 1)
    if between[-1:] == [","] and can_be_divided(reading.tree, before.counted):
        return found
    return replace(found, rule="listed with")


def _whole_finding(reading: _Reading, phrase: Counted) -> Finding | Passed | None:
    """The phrase as a figure of its own, the reason why it is none, or None where it needs no reason."""
    tree, quantity = reading.tree, phrase.quantity
    times = times_attacked(tree, phrase, reading.lexicon) if phrase.kind == "measure" else None
    if times is not None:
        return judged(tree, phrase, times, reading.lexicon)
    if phrase.kind == "measure":
        return Passed(quantity, "a date, an age, a measure or money") if quantity.kind == "number" else None
    if is_denominator(tree, phrase, reading.lexicon):
        return Passed(quantity, "the whole that a share is of")
    if is_one_family(tree, phrase) or (phrase.of_whole and tree.lower(quantity.first) == "some"):
        return None
    predicate = _predicate(reading, phrase)
    if predicate is not None and is_only_of_them(tree, phrase, predicate):
        return Passed(quantity, "the whole that a share is of")
    predicate = predicate or _behind_its_share(reading, phrase)
    if predicate is None:
        more = _more_things(reading, phrase)
        if more is not None:
            return more
    if predicate is None:
        return Passed(quantity, "no word of harm governs it") if quantity.kind in ("number", "vague") else None
    if quantity.kind == "indefinite" and not counts_one(phrase, predicate):
        return None
    if quantity.kind == "none" and tree.lower(predicate.token) == "harmed":
        predicate = replace(predicate, effect=Effect.CASUALTIES)  # neither killed nor injured
    if phrase.kind == "harm" and is_miscount(tree):
        return Passed(quantity, "a mistake in counting that is put right")
    if tree.lower(quantity.first) == "the" and predicate.rule == "over an insertion":
        return None  # "hit the school in the town, and the clinic was destroyed"
    return judged(tree, of_heading(tree, phrase, predicate, reading.lexicon), predicate, reading.lexicon)


def _key_of(reading: _Reading, phrase: Counted) -> int:
    return next(i for i, one in enumerate(reading.phrases) if one is phrase)


def _behind_its_share(reading: _Reading, phrase: Counted) -> Predicate | None:
    """What is told behind a share of the phrase: "four people including a child killed in raids", as headlines write.

    Not where another verb may be theirs: "six people including a driver wounded by glass were taken away".
    """
    key = _key_of(reading, phrase) + 1
    if reading.tree.lower(phrase.last + 1) == ";" and reading.shares[key : key + 1] == [Share.ADDS_UP]:
        return _behind_its_parts(reading, key)
    if phrase.quantity.kind != "number" or reading.shares[key : key + 1] not in ([Share.INCLUDING], [Share.OF_THEM]):
        return None
    share, tree = reading.phrases[key], reading.tree
    behind = predicate_behind(tree, share, reading.lexicon) or phrasal_predicate(tree, share, reading.lexicon)
    if behind is not None and _is_subject_of(tree, phrase, share.last + 1):
        return replace(behind, rule="over an insertion")  # "13 others, including two policemen sustained injuries"
    if not BE.isdisjoint(tree.words(phrase.last + 1, share.quantity.first)):
        return None  # "a bus with 40 pilgrims was ambushed, nine of them died"
    if share.quantity.first > phrase.last + 4 or behind is None or behind.token != share.last + 1:
        return None
    between = tree.words(phrase.last + 1 + 2 * (tree.lower(phrase.last + 1) == "incl"), behind.token)
    apart = "," in between or not BE.isdisjoint(tree.words(behind.token, len(tree.tokens)))
    return replace(behind, rule="over an insertion") if tree.tag(behind.token) in ("VBN", "VBD") and not apart else None


def _behind_its_parts(reading: _Reading, key: int) -> Predicate | None:
    """What is told behind the parts, from the one at `key` on: "24 people; 3 women and 21 men, were killed"."""
    parts = [k for k in range(key, len(reading.phrases)) if reading.shares[k] is Share.ADDS_UP]
    behind = _predicate(reading, reading.phrases[parts[-1]])
    told = behind is not None and behind.token > reading.phrases[parts[-1]].last
    return replace(behind, rule="over an insertion") if behind is not None and told else None


def _is_subject_of(tree: Tree, phrase: Counted, verb: int) -> bool:
    """True where a parser gives the verb the people of the phrase as its subject."""
    if phrase.noun is None or tree.tokens[phrase.noun].dep != "nsubj":
        return False
    return tree.tokens[phrase.noun].head == verb and tree.tag(verb) == "VBD"


def _more_things(reading: _Reading, phrase: Counted) -> Finding | None:
    """The phrase as a count of the things told before it: "nine houses were levelled and a further 20 damaged"."""
    key = _key_of(reading, phrase)
    things = [one for one in reading.phrases[:key] if one.kind == "object"]
    if phrase.kind != "none" or phrase.quantity.kind not in ("number", "vague") or not things:
        return None
    thing = replace(phrase, kind="object")
    predicate = predicate_of(reading.tree, thing, reading.lexicon, reading.taken)
    if predicate is None or predicate.rule not in ("after", "before", "phrase"):
        return None
    found = judged(reading.tree, thing, predicate, reading.lexicon)
    return replace(found, counted=replace(thing, noun=things[-1].noun)) if isinstance(found, Finding) else None


def _predicate(reading: _Reading, phrase: Counted) -> Predicate | None:
    tree, lexicon = reading.tree, reading.lexicon
    if phrase.kind in ("attack", "munition"):
        return attacks_of(tree, phrase, lexicon)
    listed = heading_predicate(tree, phrase, lexicon) if _may_be_headed(tree, phrase, lexicon) else None
    if listed is not None and phrase.kind != "measure":
        return listed
    toll = toll_of(tree, phrase, lexicon) if phrase.quantity.kind in ("number", "vague") else None
    known = reading.before in _TOLD or bool(reading.found) or opening_effect(tree, lexicon) is not None
    state = state_predicate(tree, phrase) if known else None
    if state is not None and any(one.effect is Effect.INJURED for one in reading.found.values()):
        return state
    said = toll or predicate_of(tree, phrase, lexicon, reading.taken) or state
    return said or in_care(tree, phrase, lexicon, known)


def _may_be_headed(tree: Tree, phrase: Counted, lexicon: Lexicon) -> bool:
    """True where the number stands behind a colon, or right behind a word of harm: "Killed: 12", "Martyrs 5"."""
    before = tree.lower(phrase.quantity.modified - 1)
    return before in (":", "=") or (phrase.kind == "harm" and before in lexicon.counted)


def _revised(reading: _Reading, phrase: Counted, otherwise: Passed | None) -> Finding | Passed | None:
    """The phrase as a figure told before and told anew: "this was later updated to 82"."""
    verb = revised_of(reading.tree, phrase)
    if verb is None:
        return otherwise
    told = reading.found[max(reading.found)].effect if reading.found else reading.before
    if told is None or told not in _TOLD:
        return otherwise
    return judged(reading.tree, phrase, Predicate(told, verb, "revised"), reading.lexicon)


def _listed(reading: _Reading, key: int, otherwise: Passed | None) -> Finding | Passed | None:
    """The phrase as one that takes its predicate from the figure before it: "killed a nurse and two patients"."""
    if not reading.found:
        return otherwise
    nearest, phrase = reading.found[max(reading.found)], reading.phrases[key]
    if not goes_with(reading.tree, reading.phrases[key - 1], phrase, nearest):
        return otherwise
    predicate = Predicate(nearest.effect, nearest.predicate, "listed with")
    if phrase.kind == "none" and nearest.counted.kind == "object":
        phrase = replace(phrase, kind="object", noun=nearest.counted.noun)  # "five houses in Bucha and two in Irpin"
        found = judged(reading.tree, replace(phrase, noun=None), predicate, reading.lexicon)
        return replace(found, counted=phrase) if isinstance(found, Finding) else found
    return judged(reading.tree, phrase, predicate, reading.lexicon)


def _share_finding(reading: _Reading, key: int, share: Share) -> Finding | None:
    """The phrase as a share of a figure in its sentence, else of one told before, else as a figure of its own."""
    phrase = reading.phrases[key]
    whole = _whole_of_share(reading, key, share)
    fell = share is Share.OF_THEM and phrase.kind == "none"  # "36 of which fell on the town"
    if not _SPARED.isdisjoint(reading.tree.words(phrase.last + 1, phrase.last + _SPARED_REACH)):
        return None
    if whole is not None and (fell or reading.found[whole].effect is not Effect.ATTACKS):
        return _share_of_figure(reading, phrase, share, whole)
    if phrase.kind in ("attack", "munition", "measure"):
        return None
    result = _whole_finding(reading, phrase)
    if isinstance(result, Finding):
        bare = phrase.kind == "none" and phrase.harm is None
        if share is Share.OF_THE_WHOLE and not _is_of_the_harmed(phrase):
            return result  # "many of the fighters were killed": a share of the fighters, not of those killed before
        tense = reading.tree.tag(reading.tree.skip_right(phrase.last + 1))
        known = result.rule in _OF_BARE and (result.rule != "phrase" or tense in ("VBD", "VBN"))
        return None if bare and not known else replace(result, share=share)
    if phrase.harm is not None and phrase.of_whole:
        return _asserted(phrase, phrase.harm, "of the dead", share)
    opens = share is Share.AMONG_THEM and reading.tree.lower(0) in ("among", "amongst")  # "Among them two girls."
    looks_back = share in (Share.WERE_CHILDREN, Share.OF_THE_WHOLE) or (opens and reading.only)
    verb = reading.tree.skip_right(phrase.last + 1)
    done = reading.tree.tag(verb) == "VBN" and not BE.isdisjoint(reading.tree.words(phrase.last + 1, verb))
    told_of = looks_back and phrase.person is not None and not done  # not "four of the attackers were dispatched"
    told = opening_effect(reading.tree, reading.lexicon) or reading.before
    own = predicate_before(reading.tree, phrase, reading.lexicon)
    if told in _TOLD and told_of and (own is None or own.effect is told):  # not in "to arrest some of its residents"
        return _asserted(phrase, told, f"share told of before: {share}", share)
    previous = reading.found.get(key - 1)
    if share is Share.AFTER_A_SHARE and previous is not None and previous.share is not None and phrase.person:
        return _asserted(phrase, previous.effect, f"share: {share}", share)  # "those killed include six women, two men"
    return None


def _is_told_apart(reading: _Reading, one: Finding) -> bool:
    """True for the dead in "1,361 casualties (548 killed, including 139 children, and 813 injured)"."""
    return one.whole is not None and one.effect is not reading.found[one.whole].effect


def _is_of_the_harmed(phrase: Counted) -> bool:
    """True for "two of the victims", "39 of those killed": the whole is of people harmed."""
    return phrase.harm is not None or phrase.person is None or phrase.person.singular in _HARMED


def _whole_of_share(reading: _Reading, key: int, share: Share) -> int | None:
    """The key of the figure in this sentence that the phrase at `key` is a share of."""
    phrase = reading.phrases[key]
    own = predicate_behind(reading.tree, phrase, reading.lexicon)
    wholes = [
        (reading.phrases[k], k)
        for k, one in sorted(reading.found.items())
        if reading.shares[k] is None or (_is_told_apart(reading, one) and (own is None or own.effect is one.effect))
    ]
    if share is Share.INCLUDING and own is not None and own.token == phrase.last + 1:
        alike = [pair for pair in wholes if reading.found[pair[1]].effect is own.effect]
        wholes = alike or wholes  # "30 killed and 70 injured, including nine children killed"
    among = share is Share.AMONG_THE_DEAD
    if among:
        said = effect_among(reading.tree, phrase.last + 1, reading.lexicon)
        wholes = [pair for pair in wholes if said in (None, Effect.CASUALTIES, reading.found[pair[1]].effect)]
    if phrase.kind != "none" or share is not Share.OF_THEM:
        wholes = [pair for pair in wholes if (phrase.kind in _THINGS) == (pair[0].kind in _THINGS)]
    later = [pair for pair in wholes if pair[1] > key] if among else []
    inside = [pair for pair in wholes if pair[1] == key + 1 and pair[0].quantity.first <= phrase.last]
    if inside:  # "six of the 15 injured are children", not "killed 15 of the 350 hostages"
        told = _predicate(reading, phrase)
        later = inside if told is None or told.effect is reading.found[key + 1].effect else later
    return whole_of(phrase, [pair for pair in wholes if pair[1] < key], later)


def _share_of_figure(reading: _Reading, phrase: Counted, share: Share, whole: int) -> Finding:
    """The phrase as a share of the figure at `whole`: it has effect and stance of that, or an effect of its own."""
    above = reading.found[whole]
    own_harm = phrase.of_whole or above.effect is Effect.CASUALTIES  # "70 casualties, including 24 deaths"
    effect = phrase.harm if phrase.harm is not None and own_harm else above.effect
    first, last = quote(phrase, phrase.last)
    may_have = share in _OWN_PREDICATE or above.effect is Effect.CASUALTIES
    own = predicate_behind(reading.tree, phrase, reading.lexicon) if may_have else None
    if own is None and share is Share.OF_THEM:
        own = predicate_before(reading.tree, phrase, reading.lexicon)  # "took eleven men and shot four of them"
    if effect is Effect.DAMAGED and _beyond_repair(reading.tree, phrase):
        effect = Effect.DESTROYED
    if own is not None and own.token != above.predicate:
        effect, first, last = own.effect, min(first, own.token), max(last, own.token)
    return Finding(
        counted=phrase,
        effect=effect,
        first=first,
        last=last,
        rule=f"share: {share}",
        predicate=above.predicate,
        stance=above.stance,
        stance_words=above.stance_words,
        status=phrase.status or above.status,
        share=share,
        whole=whole,
    )


def _beyond_repair(tree: Tree, phrase: Counted) -> bool:
    """True for "44 houses damaged, 19 of them beyond repair", "seven of them totally": of them nothing was left."""
    behind = tree.words(phrase.last + 1, phrase.last + 2)
    return behind == ["beyond", "repair"] or behind[:1] in (["totally"], ["completely"], ["fully"])


def _asserted(phrase: Counted, effect: Effect, rule: str, share: Share) -> Finding:
    """A share of a figure that stands in an earlier sentence; its own words say the harm."""
    first, last = quote(phrase, phrase.last)
    return Finding(phrase, effect, first, last, rule, phrase.last, Stance.ASSERTED, "", phrase.status, share)

"""Whether a figure counts one incident or more than that: a period, a region, or several attacks told in one sum.

The phrases asked are data ([scopes] in rules.toml). Background sums up a war; a look back tells an attack before the
one that the report is about, without its day.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tadwin import vocab
from tadwin.extract.by_place import is_divided
from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage, asked_once
from tadwin.extract.periods import is_period, is_vague
from tadwin.extract.roads import is_end_of_road, is_far_end
from tadwin.extract.told_before import without_earlier_sayings
from tadwin.extract.words import any_of, words
from tadwin.types import Mention, Place, When
from tadwin.vocab import Effect, PlacePrecision, Scope

#: Places too wide to tell one incident from another.
WIDE_PLACES = frozenset({PlacePrecision.COUNTRY, PlacePrecision.ADMIN1, PlacePrecision.AREA})


def _last_words(*lists: str) -> frozenset[str]:
    """The last runs of letters of every phrase in these lists: where none of them stands, no phrase does."""
    return frozenset(re.findall(r"[a-z]+", phrase)[-1] for name in lists for phrase in words("scopes", name))


class _Phrases:
    """Phrases that a sentence is searched for. It is asked for their words first, for that is quick."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_last: dict[str, list[frozenset[str]]] = {}
        for said in (re.findall(r"[a-z]+", phrase) for phrase in phrases):
            self._by_last.setdefault(said[-1], []).append(frozenset(said))

    def may_stand_in(self, passage: Passage) -> bool:
        """False where the words of none of the phrases all stand in the sentence."""
        said = passage.words()
        return any(words <= said for last in said & self._by_last.keys() for words in self._by_last[last])


_WARS = "war|conflict|uprising|insurgency"
#: One of these stands in every sentence that sums up a war: asked first, for it is quick.
_SUMS_UP = ("war", "conflict", "uprising", "insurgency", "since", "so far", "alone", "to date")
#: What sums up a war, each a way of saying so.
_BACKGROUND = re.compile(
    "|".join(
        (
            r"\bsince (?:the |its |syria's )?(?:war|conflict|uprising|invasion|revolution|start|beginning|outbreak|coup"
            r"|protests|civil war|fighting)\b",
            r"\bsince (?:early |late |mid-?)?(?:19|20)\d\d",
            r"\bsince then\b",
            rf"\b(?:{_WARS}|civil war)s? (?:\w+ ){{0,4}}"
            r"(?:began|started|broke out|erupted|has (?:killed|displaced|claimed|left|forced|cost))",
            rf"\b(?:during|in|throughout|of) (?:the|its|this|\w+'?s) (?:[\w-]+ ){{0,4}}(?:{_WARS})\b",
            rf"\b[\w-]+-year(?:-old)? (?:\w+ ){{0,2}}(?:{_WARS})",
            r"\byears? of (?:war|conflict|fighting)",
            r"\bso far this (?:year|month)",
            r"\bthis year alone",
            r"\b(?:the|its|\w+'?s) (?:civil )?(?:war|conflict) (?:\w+ ){0,6}(?:killed|dead|lives|displaced|homes)",
        )
    ),
    re.IGNORECASE,
)
#: Who keeps count of the war is told between the figure and its war: "the Observatory, which monitors the conflict".
_MONITORS = re.compile(
    rf"\b(?:that|which|who)\s+(?:{any_of('scopes', 'keeps_count')})\s+(?:[\w'-]+\s+){{0,9}}?(?:{_WARS})\b",
    re.IGNORECASE,
)
_HAD_BEEN = re.compile(r"\bwho (?:has|had|have) (?:\w+ )?(?:been|worked|lived|taught|served|led)\b[^,.;]* since \d{4}")
#: "The deadliest attack since the war began", "among the worst in the six-year war": the war is only compared with.
_COMPARES = re.compile(
    rf"\b(?:{any_of('scopes', 'superlatives')})\s+(?:[\w-]+\s+){{0,5}}?(?:in|of|since|during)\s+"
    rf"(?:[\w'-]+\s+){{0,5}}?(?:{_WARS})\b",
    re.IGNORECASE,
)
_BACK_PHRASES = _Phrases(words("scopes", "looks_back"))
_LOOKS_BACK = re.compile(rf"\b(?:{any_of('scopes', 'looks_back')})\b", re.IGNORECASE)
#: What counts several attacks together.
_ATTACKS = any_of("scopes", "attacks")
_REGIONS = any_of("scopes", "regions")
_SEVERAL = any_of("scopes", "several")
#: One of these stands wherever the next pattern matches.
_WIDE_WORDS = _last_words("regions") | {"across", "various", "several", "multiple", "separate", "incidents"}
_WIDE = re.compile(
    rf"\b(?:across (?:the (?!(?:{any_of('scopes', 'one_spot')})\b)|(?!the\b)\w+)|in various"
    rf"|(?:{_SEVERAL})\s+(?:[\w-]+\s+){{0,2}}(?:{_REGIONS}|incidents)\b"
    rf"|(?:on|of|in|hit|hitting|struck|targeting|targeted)\s+(?:the\s+)?(?:[\w-]+-held\s+|nearby\s+)?(?:{_REGIONS})\b)",
    re.IGNORECASE,
)
#: Attacks told as several: of one settlement and day they are one incident, where sources count them together.
_REPEATED = re.compile(rf"\b(?:in (?:several|multiple) attacks|separate (?:{_ATTACKS}|incidents))\b", re.IGNORECASE)
_ATTACKS_WORDS = _last_words("attacks")
_PLURAL_ATTACKS = re.compile(rf"\b(?:{_ATTACKS})\b", re.IGNORECASE)
_ATTACK_WORDS = _last_words("attack")
_IN_ONE_GO = _Phrases(words("scopes", "in_one_go"))
#: One attack, or one place that was hit.
_ONE_ATTACK = re.compile(
    rf"\b(?:{any_of('scopes', 'one_of')})\s+(?:[\w'-]+\s+){{0,3}}?(?:{any_of('scopes', 'attack')})\b"
    rf"|\b(?:{any_of('scopes', 'in_one_go')})\b",
    re.IGNORECASE,
)
_BLASTS = words("scopes", "blasts")
_OTHERS = words("scopes", "others")
_COINCIDES = words("scopes", "coincides")
#: The attack told before.
_THE_ATTACK = re.compile(
    rf"\b(?:the|this|these|those|(?:mon|tues|wednes|thurs|fri|satur|sun)day'?s)\s+(?:[\w-]+\s+){{0,2}}?"
    rf"(?:{any_of('scopes', 'attack')}|{_ATTACKS})\b",
    re.IGNORECASE,
)
_ONE_TARGET = re.compile(
    rf"\b(?:an?|the|one|his|her|their)\s+(?:[\w'-]+\s+){{0,3}}?(?:{any_of('scopes', 'targets')})\b", re.IGNORECASE
)
#: "strikes have killed hundreds": what a campaign has done up to now.
_UP_TO_NOW = re.compile(
    r"\b(?:has|have)\s+(?:also\s+)?(?:\w+ly\s+)?(?:been\s+)?"
    rf"(?:{any_of('scopes', 'done_so_far')})\b(?! on (?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_GOES_ON = re.compile(rf"(?:{any_of('scopes', 'goes_on')})\b", re.IGNORECASE)
_PERIODS = frozenset({"days", "weeks", "months", "month", "year", "quarter", "period"})
#: "in less than two weeks", "over several days": a period without its days.
_WITHIN_DAYS = re.compile(
    r"\b(?:in|within|over|during)\s+(?:(?:less|more) than\s+|under\s+|about\s+|nearly\s+|the (?:space|course) of\s+)?"
    r"(?!recent)(?:[\w-]+\s+){1,2}(?:days|weeks|months)\b"
    r"|\b(?:in|during|over|throughout|for|of)\s+(?:the|this)\s+(?:whole\s+|entire\s+|same\s+)?(?:month|year|quarter|period)\b(?!\s+of)",
    re.IGNORECASE,
)
#: "During the Qarya fighting", which goes on for longer than an attack.
_OF_A_BATTLE = re.compile(r"\bduring the [A-Z][\w'’-]+ (?:fighting|offensive|siege|battles?|hostilities)\b")
_OF_DAYS = re.compile(r"\b[\w]+-day (?:period|span|stretch)\b", re.IGNORECASE)
_APART_WORDS = frozenset({"after", "before", "since"})
#: "days after a bombing killed": this is told from another event.
_APART = re.compile(
    r"\b(?:hours?|days?|weeks?|months?|years?) (?:after|before|since) (?!which\b|that\b)", re.IGNORECASE
)
#: "Two days after the deal": told from a day that is not theirs.
_OPENS_AFTER = re.compile(
    r"(?:some|about|around|nearly|only|just)? ?\S+ (?:hours|days|weeks|months) after (?:the|a|an)\b", re.IGNORECASE
)
#: "Before they left the town they shot nine": so, too.
_OPENS_BEFORE = re.compile(
    r"Before (?:the |its |their )?[a-z]\w+ (?:[a-z]\w+ )?(?:left|withdrew|fled|retreated|pulled)\b"
)
_PROVINCE = re.compile(r" (?:province|governorate|oblast|region|state|county|countryside)\b", re.IGNORECASE)
#: What stands between two names of one list: ", ", " and ", " as well as the towns of ", " ".
_LISTED = re.compile(
    r"(?:\s*(?:,|/|&|and|as well as|,\s*and)\s*(?:(?:the|in|on|nearby)\s+){0,2}|\s*(?:(?:the|nearby)\s+){0,2})"
    rf"(?:(?:{_REGIONS}|town|village|city)\s+of\s+)?(?:al-)?",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\b(?:and|as well as)\b|&", re.IGNORECASE)
#: Shells and rockets, without a word of attacks, are one barrage, though it fall on two towns.
_MUNITIONS_WORDS = _last_words("munitions")
_MUNITIONS = re.compile(rf"\b(?:{any_of('scopes', 'munitions')})\b", re.IGNORECASE)
#: A figure this large is never one attack's (the largest single massacres on record are smaller).
_TALLY_VALUE = 3_000
#: Nor is one this large that its sentence tells beside such a figure.
_BESIDE_TALLY = 500
#: A campaign's figure, in those that words leave open: "scores", "hundreds".
_MANY = 20
#: How far before a figure "days after" is looked for, in code points.
_BEFORE = 60

TOO_MANY, PERIOD = "too many for one attack", "counts over a period"
SEVERAL_ATTACKS, CAMPAIGN = f"counts over {vocab.SEVERAL_ATTACKS}", "counts over a campaign"


@asked_once
def is_background(passage: Passage) -> bool:
    """True for a sentence that sums up the war rather than telling an incident."""
    lower = passage.text.lower()
    if not any(word in lower for word in _SUMS_UP):
        return False
    return bool(_BACKGROUND.search(_COMPARES.sub(" ", _MONITORS.sub(" ", _HAD_BEEN.sub(" ", passage.text)))))


@asked_once
def looks_back(passage: Passage) -> bool:
    """True for a sentence on what was before: "had previously shelled the town", "in recent weeks"."""
    return _BACK_PHRASES.may_stand_in(passage) and bool(_LOOKS_BACK.search(without_earlier_sayings(passage.text)))


def is_told_apart(passage: Passage, finding: Finding) -> bool:
    """True for the dead of "three days after a bombing killed nine", whose day is not that of the sentence."""
    start = passage.stretch(finding.first, finding.last)[0]
    return looks_back(passage) or is_apart(passage, start - _BEFORE, start)


def opens_before(passage: Passage) -> bool:
    """True for a sentence whose day is counted from another's: "Before they left", "Two days after the deal"."""
    return bool(_OPENS_BEFORE.match(passage.text) or _OPENS_AFTER.match(passage.text))


def is_apart(passage: Passage, start: int, end: int) -> bool:
    """True when "days after" stands between two positions of the report: what is behind it was another day."""
    if end <= start or _APART_WORDS.isdisjoint(passage.words()):
        return False
    return bool(_APART.search(passage.text, max(0, start - passage.start), end - passage.start))


@asked_once
def goes_back(passage: Passage) -> bool:
    """True for a sentence on the attack told before: "the raids hit a village", "this blast"."""
    told = passage.words()
    may = not (_ATTACK_WORDS.isdisjoint(told) and _ATTACKS_WORDS.isdisjoint(told)) and _COINCIDES.isdisjoint(told)
    return may and bool(_THE_ATTACK.search(passage.text))


def tells_another(passage: Passage) -> bool:
    """True for a sentence on an attack that is not the one told before: "elsewhere", "another raid", "also hit"."""
    told = passage.words()
    return not (_OTHERS.isdisjoint(told) and _COINCIDES.isdisjoint(told))


def tells_several(passage: Passage) -> bool:
    """True where the words may tell of several attacks at once: "air strikes killed four"."""
    return _tells_attacks(passage) and not tells_one_attack(passage)


@asked_once
def _tells_attacks(passage: Passage) -> bool:
    """True for a sentence with a word of attacks in the plural."""
    return not _ATTACKS_WORDS.isdisjoint(passage.words()) and bool(_PLURAL_ATTACKS.search(passage.text))


@asked_once
def tells_one_attack(passage: Passage) -> bool:
    """True for a sentence with the words of a single attack."""
    may = not _ATTACK_WORDS.isdisjoint(passage.words()) or _IN_ONE_GO.may_stand_in(passage)
    return may and bool(_ONE_ATTACK.search(passage.text))


@asked_once
def _tells_munitions(passage: Passage) -> bool:
    """True for a sentence with a word of shells or rockets in the plural."""
    return not _MUNITIONS_WORDS.isdisjoint(passage.words()) and bool(_MUNITIONS.search(passage.text))


@asked_once
def _tells_of_many_places(passage: Passage) -> bool:
    """True for a sentence that says of attacks that they were in several places, or of a place that it is wide."""
    return not _WIDE_WORDS.isdisjoint(passage.words()) and bool(_WIDE.search(passage.text))


@asked_once
def _tells_of_many_attacks(passage: Passage) -> bool:
    """True for "five separate raids" and "in several attacks"."""
    return not _WIDE_WORDS.isdisjoint(passage.words()) and bool(_REPEATED.search(passage.text))


def scope_of(
    passage: Passage, finding: Finding, when: Mention[When] | None, places: Sequence[Mention[Place]]
) -> tuple[Scope, str]:
    """incident or tally, and the rule that decided; `places` are those of the figure's own words."""
    value = finding.counted.quantity.value or finding.counted.quantity.low
    largest = max(one.counted.quantity.value or 0 for one in passage.findings)
    if value >= _TALLY_VALUE or (value >= _BESIDE_TALLY and largest >= _TALLY_VALUE):
        return Scope.TALLY, TOO_MANY
    if when is not None and is_period(passage, when):
        if is_vague(when) and tells_one_attack(passage):
            return Scope.INCIDENT, "one attack of a month"
        return Scope.TALLY, PERIOD
    if when is None and _counts_within_days(passage):
        return Scope.TALLY, PERIOD
    if when is None and "during" in passage.words() and _OF_A_BATTLE.search(passage.text):
        return Scope.TALLY, CAMPAIGN
    if is_background(passage):
        return Scope.TALLY, "counts over the war"
    if when is None and _is_open(finding) and _UP_TO_NOW.search(passage.text):
        return Scope.TALLY, CAMPAIGN
    if _several_attacks(passage, finding, places):
        return Scope.TALLY, SEVERAL_ATTACKS
    return Scope.INCIDENT, "one attack, or one place and day"


@asked_once
def _counts_within_days(passage: Passage) -> bool:
    if "day" in passage.words() and _OF_DAYS.search(passage.text):
        return True
    return not _PERIODS.isdisjoint(passage.words()) and bool(_WITHIN_DAYS.search(passage.text))


def counted_before(passage: Passage, before: Passage, times: Sequence[Mention[When]]) -> Mention[When] | None:
    """The period that "As a result of these attacks ..." goes on to count: one of the `times` told `before`."""
    if not _GOES_ON.match(passage.text):
        return None
    return next((one for one in times if is_period(before, one)), None)


def _is_one_alone(passage: Passage, finding: Finding) -> bool:
    """True for one person, told alone: "rocket fire on two districts left one dead" was deadly in one of them."""
    alike = [one for one in passage.findings if one.effect is finding.effect and one.whole is None]
    quantity = finding.counted.quantity
    return len(alike) == 1 and (quantity.value, quantity.low, quantity.high) == (1, 1, 1)


def _is_of_one_blast(passage: Passage, finding: Finding) -> bool:
    """True where one thing that explodes at one spot did it: "a car bomb in the suburbs of the city killed eight"."""
    if _BLASTS.isdisjoint(passage.words()):
        return False
    tree = passage.parsed()
    verb = finding.predicate
    subjects = [
        kid for one in (verb, tree.tokens[verb].head) for kid in tree.kids[one] if tree.tokens[kid].dep == "nsubj"
    ]
    return bool(subjects) and tree.tag(subjects[0]) == "NN" and tree.lower(subjects[0]) in _BLASTS


def _several_attacks(passage: Passage, finding: Finding, places: Sequence[Mention[Place]]) -> bool:
    if is_divided(passage, finding):
        return True
    if _is_one_alone(passage, finding):
        return False
    if _is_of_one_blast(passage, finding) and not _is_list(passage, places):
        return False
    plural = _tells_attacks(passage)
    barrage = not plural and _tells_munitions(passage)
    many = finding.effect is not Effect.ATTACKS and not barrage
    if many and (_tells_of_many_places(passage) or _is_list(passage, places)):
        return True
    settled = [one for one in places if not _is_wide(passage, one)]
    if many and _tells_of_many_attacks(passage):
        return len(settled) != 1
    if not plural or tells_one_attack(passage):
        return False
    wide = bool(places) and (all(_is_wide(passage, one) for one in places) or _is_joined(passage, places))
    return wide and not _ONE_TARGET.search(passage.text)


def _is_joined(passage: Passage, places: Sequence[Mention[Place]]) -> bool:
    """True for "in Kirkuk and Diyala province": a town, or a province, and another."""
    between = (passage.text[a.end - passage.start : b.start - passage.start] for a, b in pairwise(places))
    return any(_LISTED.fullmatch(words) and _JOINED.search(words) for words in between)


def _is_open(finding: Finding) -> bool:
    """True for "hundreds", and for more than that."""
    return finding.counted.quantity.value is None and finding.counted.quantity.low >= _MANY


def _is_wide(passage: Passage, place: Mention[Place]) -> bool:
    """True for a country, province or area, also one that only the words call so."""
    return place.names.precision in WIDE_PLACES or bool(_PROVINCE.match(passage.text, place.end - passage.start))


def _is_list(passage: Passage, places: Sequence[Mention[Place]]) -> bool:
    """True for "the towns of A and B" and "A, B and C"; not for "A, B", where B may hold A."""
    fine = [one for one in places if one.names.precision not in WIDE_PLACES]
    joined = 0
    for one, other in pairwise(fine):
        between = passage.text[one.end - passage.start : other.start - passage.start]
        if not _LISTED.fullmatch(between) or is_end_of_road(passage, other) or is_far_end(passage, other):
            continue
        joined += 1
        if _JOINED.search(between):
            return True
    return joined > 1

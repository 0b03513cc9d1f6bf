"""Where the harm of one figure was done, as far as its own sentence says."""

import re
from collections.abc import Sequence

from tadwin.extract.attackers import is_owners_name
from tadwin.extract.context import ContextWords
from tadwin.extract.flight import left
from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.extract.roads import is_end_of_road, is_landmark
from tadwin.extract.scopes import WIDE_PLACES
from tadwin.extract.words import words
from tadwin.types import Mention, Place
from tadwin.vocab import Effect, PlacePrecision

_REPORTED = "|".join(sorted(words("scopes", "reported")))
_WORDS = re.compile(r"[\w'-]+|[^\w\s]")
#: Before a place these say that something came from there or went there.
_AWAY = frozenset({"from", "to", "fled", "via", "between"})
#: Behind a place these make it the name of a party: "Ruritania-backed", "the capital's army".
_PARTY = re.compile(
    r"[- ]?(?:held|controlled|backed|based|affiliated|born|led|linked|bound|administered|allied)\b"
    r"|'s? (?:president|government|army)",
    re.IGNORECASE,
)
_SETTLEMENTS = frozenset(
    {
        "village", "town", "city", "district", "neighbourhood", "neighborhood", "suburb", "camp", "quarter", "locality",
        "territory", "township", "commune", "municipality", "hamlet", "settlement", "woreda", "subdistrict",
    }
)  # fmt: skip
_SETTLEMENT_WORDS = _SETTLEMENTS | {f"{word}s" for word in _SETTLEMENTS} | {
    "cities", "province", "governorate", "localities", "territories", "municipalities",
}  # fmt: skip
_SETTLEMENT_OF = re.compile(
    r"\b(?:villages?|towns?|city|cities|districts?|neighbou?rhoods?|suburbs?|camps?|province|governorate|quarters?"
    r"|localit(?:y|ies)|territor(?:y|ies)|townships?|communes?|municipalit(?:y|ies)|hamlets?|settlements?|woredas?"
    r"|subdistricts?)"
    r"(?: of)?(?: called| named)? (?:al-)?$",
    re.IGNORECASE,
)
_WARS = frozenset({"war", "wars"})
#: "Ruritania's war on Borduria": behind these a place is what another war is about.
_OTHER_WAR = re.compile(r"\bwars? (?:on|in|against|with) (?:the )?$", re.IGNORECASE)
_SPEAKERS = frozenset(f"{word}{end}" for word in words("scopes", "stand_in") for end in ("", "s"))
#: "A reporter in Ariha said": where the speaker is.
_SPEAKER_IN = re.compile(
    rf"\b(?:{'|'.join(sorted(words('scopes', 'stand_in')))})s?(?: \w+)? (?:in|from|at|near) (?:the )?"
    r"(?:[\w'-]+ ){0,3}$",
    re.IGNORECASE,
)
_OFFICES = frozenset(phrase.split()[-1] for phrase in words("scopes", "offices"))
#: "The governor of Ruritania", "the government of Ruritania province": whose office it is.
_OFFICE_OF = re.compile(
    rf"\b(?:{'|'.join(sorted(words('scopes', 'offices')))}) (?:of|in|for) (?:the )?$", re.IGNORECASE
)
#: One of these stands wherever one of the next two patterns matches.
_WARD_WORDS = frozenset(
    {
        "hospital", "hospitals", "clinic", "clinics", "morgue", "morgues", "infirmary", "centre", "center",
        "facility", "point", "taken", "brought", "rushed", "transferred", "evacuated", "referred", "airlifted",
        "admitted", "buried",
    }
)  # fmt: skip
#: "Ruritania hospital", "the hospital in Ruritania": where the hurt are taken, unless it was hit itself.
_WARD_BEHIND = re.compile(r"'?s?(?: [\w'-]+){0,2}? (?:hospital|clinic|morgue|infirmary)\b", re.IGNORECASE)
_WARD_BEFORE = re.compile(
    r"\b(?:(?:hospitals?|clinics?|morgues?|(?:medical|trauma|health) (?:centre|center|facility|point)) (?:in|of|at)"
    r"|(?:taken|brought|rushed|transferred|evacuated|referred|airlifted|admitted|buried) (?:\w+ )?(?:to|in|into|at))"
    r" (?:the )?(?:[\w'-]+ (?:of )?){0,2}$",
    re.IGNORECASE,
)
#: Without one of these no place of a sentence is that of another war, an office, a hospital or a speaker.
_ELSEWHERE_WORDS = _WARS | _OFFICES | _SPEAKERS | _WARD_WORDS
_WAS_HIT = re.compile(rf"\b(?:{'|'.join(sorted(words('scopes', 'hit')))})\b", re.IGNORECASE)
_SAYS = re.compile(rf"(?: \w+){{0,2}} (?:also |has )?(?:{_REPORTED})\b|,? according to")
#: Behind a place these say what it is, and that something happened there.
_KIND = re.compile(
    r"'?s? (?:city|town|village|province|governorate|district|neighbou?rhoods?|area|camp|region|countryside|suburb"
    r"|airport|airbase|hospital|market|prison|square|street|crossing|county|state|strip|oblast|township|locality"
    r"|territory|commune|municipality|hromada|woreda|kebele|zone|raion|cercle|subdistrict|quarter|road|highway|axis"
    r"|junction|crossroads|roundabout|checkpoint)\b",
    re.IGNORECASE,
)
#: "recovered the bodies of five men from Qarya": where they lay.
_RECOVERED = re.compile(
    r"\b(?:recovered|retrieved|pulled|extracted|extricated|exhumed|collected|recovering|retrieving)\b[^.;:]{1,90}?"
    r"\bfrom (?:the )?(?:(?:rubble|ruins|areas?|village|town|city|neighbou?rhoods?|camp) (?:of|in) )?(?:the )?$",
    re.IGNORECASE,
)
_RECOVERED_WORDS = frozenset(
    {"recovered", "retrieved", "pulled", "extracted", "extricated", "exhumed", "collected", "recovering", "retrieving"}
)
#: "From Qarya, our correspondent reports that shells ...".
_FROM = re.compile(r"(?:And |Also )?(?:From|In) $")
_REPORTS_FROM = re.compile(r", (?:our|the|a)(?: \w+)? (?:correspondents?|reporters?|team|crew)\b")
#: The place told before.
_THE_PLACE = re.compile(
    r"\b(?:the|this|that|same) (?:city|town|village|neighbou?rhood|district|area|camp|province|region|enclave|suburb"
    r"|market|school|hospital|locality|territory|township|commune|municipality|settlement|quarter|woreda)\b(?! of\b)",
    re.IGNORECASE,
)
_QUARTERS = (
    r"(?:neighbou?rhoods?|districts?|quarters?|suburbs?|streets?|squares?|avenues?|boulevards?|roundabouts?|markets?"
    r"|hospitals?|mosques?|schools?|crossroads|intersections?|junctions?)"
)
_QUARTER_BEHIND = re.compile(rf"(?: residential)? (?:area\b|{_QUARTERS}\b)", re.IGNORECASE)
_QUARTER_BEFORE = re.compile(rf"\b{_QUARTERS} of (?:al-)?$", re.IGNORECASE)
_LETTER = re.compile(r"\w")
#: Behind a place that opens its line: what is told on the line happened there. A colon, or what the place lies in, the
#: day and then a colon: "Rafah: ", "Hays district, 28 August: ", "Ariha (Idlib), Monday: ".
_HEADS = re.compile(
    r"(?: (?:city|town|village|province|governorate|district|oblast|region|county|camp|township|state))?"
    r"(?: ?\([^()\n]{1,40}\))?"
    r"(?:,? (?:[A-Z][\w'-]*|\d{1,4}(?:st|nd|rd|th)?|city|town|village|province|governorate|district|township|region"
    r"|oblast|county|camp|state|of|on|the)){0,8}"
    r" ?: ",
)
#: A line of a case file that says where its incident was.
_LOCATION = re.compile(r"(?:Location|Place|Where|Site)s? ?: ?", re.IGNORECASE)
#: The longest title, in code points, and how many sentences from the start such a line may stand.
_LONGEST_TITLE, _TO_LOCATION = 160, 8
#: How many words may stand between "in" and the place it belongs to.
_REACH = 9
#: How far before a place, and before a time, its words are looked for, in code points.
_BEFORE_PLACE, _BEFORE_TIME = 120, 60


def located(passage: Passage, context: ContextWords) -> list[Mention[Place]]:
    """The places of a sentence that something is said to have happened in, not those that name a party or a flight."""
    found: list[Mention[Place]] = []
    for mention in passage.places:
        if _is_elsewhere(passage, mention) or is_owners_name(passage, mention):
            continue
        if not _PARTY.match(passage.text, mention.end - passage.start) and _is_at(passage, mention, found, context):
            found.append(mention)
    return [mention for mention in found if not _only_speaks(passage, mention, found)]


def _only_speaks(passage: Passage, mention: Mention[Place], others: Sequence[Mention[Place]]) -> bool:
    """True for the country of "Ruritania: ten killed in Ariha" where every other place lies in another country."""
    if mention.names.precision is not PlacePrecision.COUNTRY or not _heads_line(passage, mention):
        return False
    elsewhere = {other.names.country for other in others if other is not mention}
    return bool(elsewhere) and elsewhere.isdisjoint({mention.names.country, None})


def wards(passage: Passage) -> list[Mention[Place]]:
    """The places of the hospitals of a sentence: where harm was counted, for want of the place where it was done."""
    return [mention for mention in passage.places if _is_ward(passage, mention)]


def _may_hold(passage: Passage, asked: frozenset[str]) -> bool:
    """A quick look before a slow one: False where none of the words stands in the sentence."""
    return not asked.isdisjoint(passage.words())


def _is_ward(passage: Passage, mention: Mention[Place]) -> bool:
    if not _may_hold(passage, _WARD_WORDS):
        return False
    behind = _WARD_BEHIND.match(passage.text, mention.end - passage.start)
    return bool(behind or _WARD_BEFORE.search(passage.before(mention, _BEFORE_TIME))) and not _WAS_HIT.search(
        passage.text
    )


def _is_elsewhere(passage: Passage, mention: Mention[Place]) -> bool:
    """True for the place of another war, of an office, of a hospital that was not hit, and of one who only speaks."""
    if not _may_hold(passage, _ELSEWHERE_WORDS):
        return False
    before = passage.before(mention, _BEFORE_TIME)
    if _may_hold(passage, _WARS) and _OTHER_WAR.search(before):
        return True
    if (_may_hold(passage, _OFFICES) and _OFFICE_OF.search(before)) or _is_ward(passage, mention):
        return True
    says = _may_hold(passage, _SPEAKERS) and _SAYS.match(passage.text, mention.end - passage.start)
    return bool(says and _SPEAKER_IN.search(before))


def _is_at(passage: Passage, mention: Mention[Place], earlier: Sequence[Mention[Place]], context: ContextWords) -> bool:
    """True when words lead from the mention back to "in" or to one of the `earlier` places, or a kind stands behind."""
    start = mention.start - passage.start
    if _may_hold(passage, _SETTLEMENT_WORDS) and _SETTLEMENT_OF.search(passage.before(mention, _BEFORE_TIME)):
        return True
    if _heads_line(passage, mention) or _is_along(passage, mention):
        return True
    at = mention.start
    for steps, word in enumerate(reversed(_WORDS.findall(passage.text[max(0, start - _BEFORE_PLACE) : start]))):
        lower = word.lower()
        at = passage.start + passage.text.rfind(word, 0, at - passage.start)
        if lower in context.at:
            return True
        if lower in _AWAY:
            return False
        if any(one.start <= at < one.end for one in earlier):
            return True  # "in Saraqeb, Idlib", "in Kafr Zita and Khan Shaykhun"
        leads = lower in context.between or lower == "," or lower[0].isdigit() or word[0].isupper()
        if steps >= _REACH or not leads:
            break
    return bool(_KIND.match(passage.text, mention.end - passage.start))


def _is_along(passage: Passage, mention: Mention[Place]) -> bool:
    """True for the ends of a road, for what a place is north of, and for where a reporter tells it from."""
    if is_end_of_road(passage, mention) or is_landmark(passage, mention):
        return True
    start = mention.start - passage.start
    if _may_hold(passage, _RECOVERED_WORDS) and _RECOVERED.search(passage.text, max(0, start - _BEFORE_PLACE), start):
        return True
    before = passage.before(mention, _BEFORE_TIME)
    behind = mention.end - passage.start
    return bool(_FROM.fullmatch(before) and _REPORTS_FROM.match(passage.text, behind))


def titled(text: str, passages: Sequence[Passage]) -> list[Mention[Place]]:
    """The settlements that a report's title or its line "Location: ..." names: where what it tells was, failing words.

    A title is a first line that ends without a full stop, and tells of no party that holds the place.
    """
    lines = [one for one in passages[:_TO_LOCATION] if _LOCATION.match(one.text)]
    first = text.find("\n")
    if not lines and 0 < first <= _LONGEST_TITLE and text[:first].rstrip()[-1:].isalnum():
        lines = [one for one in passages if one.end <= first and not one.text.rstrip().endswith("-")]
    for line in lines:
        fine = [
            one
            for one in line.places
            if one.names.precision not in WIDE_PLACES
            and not _PARTY.match(line.text, one.end - line.start)
            and not _is_elsewhere(line, one)
        ]
        if fine:
            return fine
    return []


def _heads_line(passage: Passage, mention: Mention[Place]) -> bool:
    """True for "Rafah: two killed" and "- Khan Yunis city: 5"."""
    opens = not _LETTER.search(passage.text, 0, mention.start - passage.start)
    return opens and bool(_HEADS.match(passage.text, mention.end - passage.start))


def is_local(passage: Passage, places: Sequence[Mention[Place]]) -> bool:
    """True when all these places are quarters, streets and the like, which lie in a settlement told before."""
    return bool(places) and all(_is_quarter(passage, one) for one in places)


def is_line_of_list(passage: Passage, places: Sequence[Mention[Place]]) -> bool:
    """True for "Rafah: two killed": a line of a list, of the day and the attack that the list is of."""
    return bool(places) and all(_heads_line(passage, one) for one in places)


def _is_quarter(passage: Passage, mention: Mention[Place]) -> bool:
    behind = _QUARTER_BEHIND.match(passage.text, mention.end - passage.start)
    return bool(behind or _QUARTER_BEFORE.search(passage.before(mention, _BEFORE_TIME)))


def places_of(passage: Passage, finding: Finding, located: Sequence[Mention[Place]]) -> list[Mention[Place]]:
    """The places of one figure: those of its own stretch of the sentence, else those that the sentence opens with.

    A figure's stretch runs from its start to the start of the figure behind it.
    """
    if finding.effect is Effect.DISPLACED:
        located = left(passage, located)
    if len(passage.findings) < 2 or not located:
        return list(located)
    wholes = [one for one in passage.findings if one.whole is None or one is finding]
    starts = [passage.stretch(_opens(wholes[:k], one), one.last)[0] for k, one in enumerate(wholes)] + [passage.end]
    i = wholes.index(finding)
    own = [mention for mention in located if starts[i] <= mention.start < starts[i + 1]]
    opening = [mention for mention in located if mention.start < starts[0]]
    before = [mention for mention in located if mention.start < starts[i]]
    if own and all(one.names.precision is PlacePrecision.COUNTRY for one in own):
        own = _settlements(opening) or own  # "shot down near Ariha, killing five ... since they began in Syria"
    # the nearest place before the figure, with what contains it: "in Ariha, Idlib"
    return own or opening or before[-2:] or list(located[:2])


def _opens(before: Sequence[Finding], finding: Finding) -> int:
    """The token that a figure's stretch starts at: its quote, or its number where that reaches back over another's.

    In "five were killed in Salqin and one in Harem" the one's words begin behind Salqin.
    """
    shared = any(one.predicate == finding.predicate and one.first < finding.counted.quantity.modified for one in before)
    return finding.counted.quantity.modified if shared else finding.first


def _settlements(places: Sequence[Mention[Place]]) -> list[Mention[Place]]:
    return [one for one in places if one.names.precision is not PlacePrecision.COUNTRY]


def points_to_place(passage: Passage) -> bool:
    """True for a sentence on the place told before: "the city was hit on Monday too"."""
    return bool(_THE_PLACE.search(passage.text))

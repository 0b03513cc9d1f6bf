"""Where the harm of one figure was done, as far as its own sentence says."""

import re
from collections.abc import Sequence

from tadwin.extract.attackers import is_owners_name
from tadwin.extract.context import ContextWords
from tadwin.extract.elsewhere import is_elsewhere, may_hold
from tadwin.extract.flight import left
from tadwin.extract.in_brief import is_told_in_brief
from tadwin.extract.judged import Finding
from tadwin.extract.nearness import ONE_CITY_KM, REGION_KM, lies_in
from tadwin.extract.passages import Passage
from tadwin.extract.roads import is_end_of_road, is_far_from, is_landmark
from tadwin.extract.scopes import WIDE_PLACES
from tadwin.types import Mention, Place
from tadwin.vocab import Effect, PlacePrecision

_WORDS = re.compile(r"[\w'-]+|[^\w\s]")
#: Before a place these say that something came from there or went there.
_AWAY = frozenset({"from", "to", "fled", "via"})
#: Behind a place these make it the name of a party: "Ruritania-backed", "the capital's army".
_PARTY = re.compile(
    r"[- ]?(?:held|controlled|backed|based|affiliated|born|led(?! to\b)|linked|bound|administered|allied)\b"
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
#: "Families from the capital's suburb of Qarya".
_FROM_SETTLEMENT = re.compile(r"\bfrom (?:the )?(?:[\w'’-]+ ){0,2}(?:village|town|city|suburb|district|camp) of $")
#: Behind a place these say what it is, and that something happened there.
_KIND = re.compile(
    r"'?s? (?:city|town|village|province|governorate|district|neighbou?rhoods?|area|camp|region|countryside|suburb"
    r"|airport|airbase|hospital|market|prison|square|street|crossing|county|state|strip|oblast|township|locality"
    r"|territory|commune|municipality|hromada|woreda|kebele|zone|raion|cercle|subdistrict|quarter|road|highway|axis"
    r"|junction|crossroads|roundabout|checkpoint|site|ward|lga|local government area|community|communities|division"
    r"|department|sector|bridge|parish|payam|boma|hamlet|settlement)\b",
    re.IGNORECASE,
)
#: "recovered the bodies of five men from Qarya", "abducted nine girls from Qarya", "two bodies arrived from Qarya":
#: where they lay, or were.
_TAKEN_FROM = (
    "abducted", "kidnapped", "snatched", "seized", "arrested", "detained", "bodies", "martyrs", "corpses", "remains",
    "wounded", "casualties", "recovered", "retrieved", "pulled", "extracted", "extricated", "exhumed", "collected",
    "recovering", "retrieving",
)  # fmt: skip
_RECOVERED = re.compile(
    rf"\b(?:{'|'.join(_TAKEN_FROM)})\b[^.;:]{{1,90}}?"
    r"\bfrom (?:the )?(?:(?:rubble|ruins|areas?|village|town|city|neighbou?rhoods?|camp) (?:of|in) )?(?:the )?$",
    re.IGNORECASE,
)
_RECOVERED_WORDS = frozenset(_TAKEN_FROM)
_HIT = r"(?:shelled|bombed|bombarded|hit|struck|attacked|raided|targeted|stormed|pounded|besieged|mortared|torched)"
#: "Qarya was shelled too", "Qarya, near the border, came under fire", "Qarya mourns its dead".
_STRUCK = re.compile(
    r"(?: (?:city|town|village|district|camp|neighbou?rhood|hospital|market|port|airport|itself))?(?:,[^,.;]{1,60},)?"
    r" (?:(?:was|were|has been|have been|had been)"
    rf"(?: (?:also|again|then|once|repeatedly|heavily|reportedly|later)){{0,2}} {_HIT}"
    r"|came under(?: \w+){0,2} (?:fire|attack|shelling|bombardment|assault)"
    r"|saw (?:\w+ ){0,3}(?:shelling|strikes?|attacks?|bombardment|clashes|fighting)|mourn(?:s|ed|ing)\b)",
)
_STRUCK_WORDS = frozenset({"was", "were", "been", "came", "saw", "mourns", "mourned", "mourning"})
#: "The final list from Qarya".
_NEWS_FROM = re.compile(
    r"\b(?:list|toll|count|figures|numbers|updates?|reports|news|word|latest) from (?:the )?$", re.IGNORECASE
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
_IN = re.compile(r"\W*(?:In|At|Near|Around|And in) (?:the )?(?:[a-z-]+ ){0,3}(?:of )?")
_LETTER = re.compile(r"\w")
#: Behind a place that opens its line: what is told on the line happened there. A colon, or what the place lies in, the
#: day and then a colon: "Rafah: ", "Hays district, 28 August: ", "Ariha (Idlib), Monday: ".
_HEADS = re.compile(
    r"(?: (?:city|town|village|province|governorate|district|oblast|region|county|camp|township|state))?"
    r"(?: ?\([^()\n]{1,40}\))?"
    r"(?:,? (?:[A-Z][\w'-]*|\d{1,4}(?:st|nd|rd|th)?|city|town|village|province|governorate|district|township|region"
    r"|oblast|county|camp|state|of|on|the)){0,8}"
    r"(?: ?: | [-–—] (?=[0-9+~>]))",
)
#: A line of a case file that says where its incident was.
_LOCATION = re.compile(r"(?:Location|Place|Where|Site)s? ?: ?", re.IGNORECASE)
#: The longest title, in code points, and how many sentences from the start such a line may stand.
_LONGEST_TITLE, _TO_LOCATION = 160, 8
#: "Died during the Qarya fighting".
_DURING = re.compile(r"\b(?:during|amid) (?:the )?$")
_FIGHTING = re.compile(r" (?:fighting|clashes|battles?|offensive|hostilities|siege|bombardment|shelling)\b")
#: Here another clause begins, with a place of its own.
_CLAUSE = re.compile(r";\s|,? (?:while|whereas|whilst) |,? and (?=(?:in|at|near) [^,;]{2,60},)|, (?=in [^,;]{2,40}, )")
_HOLDS = frozenset({PlacePrecision.ADMIN1, PlacePrecision.AREA})
#: How many words may stand between "in" and the place it belongs to.
_REACH = 9
#: How far before a place, and before a time, its words are looked for, in code points.
_BEFORE_PLACE, _BEFORE_NAME = 120, 60


def located(passage: Passage, context: ContextWords) -> list[Mention[Place]]:
    """The places of a sentence that something is said to have happened in, not those that name a party or a flight."""
    found: list[Mention[Place]] = []
    for mention in passage.places:
        if is_elsewhere(passage, mention) or is_owners_name(passage, mention) or _is_somebody(passage, mention):
            continue
        if not _PARTY.match(passage.text, mention.end - passage.start) and _is_at(passage, mention, found, context):
            found.append(mention)
    kept = [mention for mention in found if not _only_speaks(passage, mention, found)]
    kept = [mention for mention in kept if not _is_dateline(passage, mention, kept)]
    return [mention for key, mention in enumerate(kept) if not _measures(passage, mention, kept[:key])]


def _measures(passage: Passage, mention: Mention[Place], earlier: Sequence[Mention[Place]]) -> bool:
    """True for the town that another, whose own point is known, is told to lie so many kilometres from."""
    fine = any(one.names.precision not in WIDE_PLACES and one.names.lat is not None for one in earlier)
    return fine and is_far_from(passage, mention)


def _is_dateline(passage: Passage, mention: Mention[Place], others: Sequence[Mention[Place]]) -> bool:
    """True for "QARYA: Ten were killed in Madina": where a newspaper wrote it, and not where it was."""
    if not mention.text.isupper() or passage.text.isupper() or not _heads_line(passage, mention):
        return False
    named = [one for one in others if one is not mention and one.names.precision not in WIDE_PLACES]
    return any(one.names.lat is not None and not lies_in(one.names, mention.names, ONE_CITY_KM) for one in named)


def _is_somebody(passage: Passage, mention: Mention[Place]) -> bool:
    """True for a name that no gazetteer knows and that is, or is part of, an actor's: no place told it is one.

    And for the Levant in "the Islamic State in Iraq and the Levant".
    """
    name = mention.names
    if any(
        one.names.kind == "armed_group" and one.start < mention.start and mention.end <= one.end
        for one in passage.actors
    ):
        return True
    if name.lat is not None or name.candidates or name.precision is not PlacePrecision.UNKNOWN:
        return False
    return any(actor.start <= mention.start and mention.end <= actor.end for actor in passage.actors)


def _only_speaks(passage: Passage, mention: Mention[Place], others: Sequence[Mention[Place]]) -> bool:
    """True for the country of "Ruritania: ten killed in Ariha" where every other place lies in another country."""
    if mention.names.precision is not PlacePrecision.COUNTRY or not _heads_line(passage, mention):
        return False
    elsewhere = {other.names.country for other in others if other is not mention}
    return bool(elsewhere) and elsewhere.isdisjoint({mention.names.country, None})


def _is_at(passage: Passage, mention: Mention[Place], earlier: Sequence[Mention[Place]], context: ContextWords) -> bool:
    """True when words lead from the mention back to "in" or to one of the `earlier` places, or a kind stands behind."""
    start = mention.start - passage.start
    if _heads_line(passage, mention) or _is_along(passage, mention) or _was_struck(passage, mention):
        return True
    if _FIGHTING.match(passage.text, mention.end - passage.start) and _DURING.search(passage.before(mention, 20)):
        return True
    if may_hold(passage, _SETTLEMENT_WORDS):
        before = passage.before(mention, _BEFORE_NAME)
        if _SETTLEMENT_OF.search(before):
            return not _FROM_SETTLEMENT.search(before)
    at = mention.start
    for steps, word in enumerate(reversed(_WORDS.findall(passage.text[max(0, start - _BEFORE_PLACE) : start]))):
        lower = word.lower()
        at = passage.start + passage.text.rfind(word, 0, at - passage.start)
        if lower in context.at:
            return True
        if lower in _AWAY:
            return False
        if lower == "between":  # "between Ariha and Salqin"; countries are parties
            return mention.names.precision is not PlacePrecision.COUNTRY
        if any(one.start <= at < one.end for one in earlier):
            return True  # "in Saraqeb, Idlib", "in Kafr Zita and Khan Shaykhun"
        leads = lower in context.between or lower == "," or lower[0].isdigit() or word[0].isupper()
        if steps >= _REACH or not leads:
            break
    return bool(_KIND.match(passage.text, mention.end - passage.start)) or is_told_in_brief(passage, mention)


def _was_struck(passage: Passage, mention: Mention[Place]) -> bool:
    """True for "Qarya was shelled too", "Qarya, near the border, came under fire"."""
    if not may_hold(passage, _STRUCK_WORDS):
        return False
    return bool(_STRUCK.match(passage.text, mention.end - passage.start))


def _is_along(passage: Passage, mention: Mention[Place]) -> bool:
    """True for the ends of a road, for what a place is north of, and for where a reporter tells it from."""
    if is_end_of_road(passage, mention) or is_landmark(passage, mention):
        return True
    start = mention.start - passage.start
    if may_hold(passage, _RECOVERED_WORDS) and _RECOVERED.search(passage.text, max(0, start - _BEFORE_PLACE), start):
        return True
    before = passage.before(mention, _BEFORE_NAME)
    behind = mention.end - passage.start
    if _NEWS_FROM.search(before):
        return True
    return bool(_FROM.fullmatch(before) and _REPORTS_FROM.match(passage.text, behind))


def titled(text: str, passages: Sequence[Passage]) -> list[Mention[Place]]:
    """The settlements that a report's title or its line "Location: ..." names: where what it tells was, failing words.

    A title is a first line that ends without a full stop, and tells of no party that holds the place.
    """
    lines = [one for one in passages[:_TO_LOCATION] if _LOCATION.match(one.text)]
    first = text.find("\n")
    lines = lines or [one for one in passages[:2] if is_only_places(one)]
    if not lines and 0 < first <= _LONGEST_TITLE and text[:first].rstrip()[-1:].isalnum():
        lines = [one for one in passages if one.end <= first and not one.text.rstrip().endswith("-")]
    for line in lines:
        fine = [
            one
            for one in line.places
            if one.names.precision not in WIDE_PLACES
            and not _PARTY.match(line.text, one.end - line.start)
            and not is_elsewhere(line, one)
        ]
        if fine:
            return fine
    return []


def is_only_places(passage: Passage) -> bool:
    """True for "Qarya." and "Qarya (Idlib).": a head that is closed by a full stop, unlike "QARYA -" of an agency."""
    if not passage.places or not passage.text.rstrip().endswith("."):
        return False
    left = passage.text
    for one in passage.places:
        left = left.replace(one.text, "")
    return not _LETTER.search(left)


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
    return bool(behind or _QUARTER_BEFORE.search(passage.before(mention, _BEFORE_NAME)))


def places_of(passage: Passage, finding: Finding, located: Sequence[Mention[Place]]) -> list[Mention[Place]]:
    """The places of one figure: those of its own stretch of the sentence, else those that the sentence opens with.

    A figure's stretch runs from its start to the start of the figure behind it.
    """
    if finding.effect is Effect.DISPLACED:
        located = left(passage, located)
    if len(passage.findings) < 2 or not located:
        return list(located)
    wholes = [one for one in passage.findings if one.whole is None or one is finding]
    starts = _starts(passage, wholes)
    i = wholes.index(finding)
    stretches = [
        [one for one in located if starts[k] <= one.start < starts[k + 1] and not _heads_line(passage, one)]
        for k in range(len(wholes))
    ]
    own = stretches[i]
    opening = [one for one in located if one.start < starts[0] or _heads_line(passage, one)]
    before = [one for one in located if one.start < starts[i]]
    if own and all(one.names.precision is PlacePrecision.COUNTRY for one in own):
        own = _settlements(opening) or own  # "shot down near Ariha, killing five ... since they began in Syria"
    holds = _holds(passage, opening)
    if not own and (holds or not before):  # "nine killed and 22 wounded in Salqin"
        own = next((told for told in stretches[i + 1 :] if told), [])
        if own and _CLAUSE.search(passage.text, starts[i] - passage.start, own[0].start - passage.start):
            own = []
    if own and holds and all(lies_in(one.names, wide.names, REGION_KM) for one in own for wide in opening):
        own = [*own, *opening]  # "In Idlib province, nine were killed in Salqin"
    # the nearest place before the figure, with what contains it: "in Ariha, Idlib"
    return own or opening or before[-2:] or list(located[:2])


def _starts(passage: Passage, wholes: Sequence[Finding]) -> list[int]:
    """Where the stretch of each figure of a sentence begins, and where the sentence ends.

    It begins with the words for its place, where those open a clause: "five died in Salqin; in Harem two were hurt".
    """
    starts = [passage.stretch(_opens(wholes[:k], one), one.last)[0] for k, one in enumerate(wholes)]
    for k in range(1, len(wholes)):
        _, end = passage.stretch(wholes[k - 1].first, wholes[k - 1].last)
        told = list(_CLAUSE.finditer(passage.text, end - passage.start, max(end, starts[k]) - passage.start))
        starts[k] = passage.start + told[-1].start() if told else starts[k]
    return [*starts, passage.end]


def _holds(passage: Passage, opening: Sequence[Mention[Place]]) -> bool:
    """True for provinces, areas and the place that heads the line, and for no place at all False."""
    return bool(opening) and all(one.names.precision in _HOLDS or _heads_line(passage, one) for one in opening)


def _opens(before: Sequence[Finding], finding: Finding) -> int:
    """The token that a figure's stretch starts at: its quote, or its number where that reaches back over another's.

    In "five were killed in Salqin and one in Harem" the one's words begin behind Salqin.
    """
    shared = any(one.predicate == finding.predicate and one.first < finding.counted.quantity.modified for one in before)
    return finding.counted.quantity.modified if shared else finding.first


def _settlements(places: Sequence[Mention[Place]]) -> list[Mention[Place]]:
    return [one for one in places if one.names.precision is not PlacePrecision.COUNTRY]


def opens_with_place(passage: Passage, places: Sequence[Mention[Place]]) -> bool:
    """True for "In Qarya, two died" and "In the town of Qarya ..."."""
    opening = next((one for one in passage.places if any(one.start == other.start for other in places)), None)
    return opening is not None and bool(_IN.fullmatch(passage.text[: opening.start - passage.start]))


def points_to_place(passage: Passage) -> bool:
    """True for a sentence on the place told before: "the city was hit on Monday too"."""
    return bool(_THE_PLACE.search(passage.text))

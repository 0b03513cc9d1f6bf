"""Places that a sentence names and where its harm was not: another war's, an office's, a speaker's, a hospital's."""

import re

from tadwin.extract.passages import Passage
from tadwin.extract.words import words
from tadwin.types import Mention, Place

_REPORTED = "|".join(sorted(words("scopes", "reported")))
_WARS = frozenset({"war", "wars"})
#: "Ruritania's war on Borduria": behind these a place is what another war is about.
_OTHER_WAR = re.compile(r"\bwars? (?:on|in|against|with) (?:the )?$", re.IGNORECASE)
_SPEAKERS = frozenset(f"{word}{end}" for word in words("scopes", "stand_in") for end in ("", "s"))
#: "A reporter in Ariha said": where the speaker is.
_SPEAKER_IN = re.compile(
    rf"\b(?:{'|'.join(sorted(words('scopes', 'stand_in')))})s?(?: [\w-]+){{0,4}}? (?:in|from|at|near) (?:the )?"
    r"(?:[\w'-]+ ){0,3}$",
    re.IGNORECASE,
)
#: "Police in Ariha said", "hospital officials in Ariha told the agency": the same of those who speak for an office.
_OFFICIALS = frozenset(
    {
        "police",
        "officials",
        "authorities",
        "medics",
        "doctors",
        "residents",
        "activists",
        "rescuers",
        "aid",
        "diplomats",
    }
)
_OFFICIALS_IN = re.compile(
    rf"\b(?:{'|'.join(sorted(_OFFICIALS))}) (?:workers )?(?:in|from|at) (?:the )?$", re.IGNORECASE
)
#: "Five died, the spokesman said in Ariha.", "told the service by telephone from Ariha": where it was said.
_SPOKE_IN = re.compile(
    rf"\b(?:{_REPORTED})(?: (?:reporters|journalists|(?:the|a|an)(?: [\w-]+){{1,3}}|by (?:tele)?phone)){{0,2}}"
    r" (?:in|from|at) $"
)
_SPOKE_WORDS = frozenset(words("scopes", "reported"))
_ENDS = re.compile(r"[.\s\"”]*$")
#: "Troops based in Ariha", "men who came from Ariha": where the doers are from.
_BASED = re.compile(
    r"\b(?:based|headquartered|stationed|garrisoned|barracked) (?:in|at|near) (?:the )?(?:(?:town|city|village) of )?$"
    r"|\b(?:attackers|gunmen|assailants|fighters|militants|bandits|raiders|soldiers|men|who)"
    r" (?:had |who )?(?:came|come|crossed|coming|arrived|arriving) (?:over )?from (?:\w+ ){0,2}$"
    r"|\bfrom (?:\w+ ){0,3}?(?:positions?|bases?|barracks|strongholds?) (?:in|at|near|around) (?:the )?$",
    re.IGNORECASE,
)
#: "Terrorists located in the towns of Ariha and Salqin fired rockets at Harem": where they fired from.
_LAUNCHED = re.compile(
    r"\b(?:terrorists?|militants|fighters|forces|groups?|organi[sz]ations?|troops|gunmen|insurgents|rebels|soldiers"
    r"|artillery|army|units?|militias?|who|which|that),? (?:who |which |that )?(?:(?:are|were|is|was) )?"
    r"(?:located|positioned|deployed|entrenched|spread|stationed|holed up|present|positioning|spreading)"
    r" (?:in|at|near|around) ([^.;]{1,160}?),? (?:fired|launched|shelled|targeted|bombarded|attacked|opened|struck|hit|shot)\b",
    re.IGNORECASE,
)
_LAUNCH_WORDS = frozenset(
    {
        "located",
        "positioned",
        "deployed",
        "entrenched",
        "spread",
        "stationed",
        "holed",
        "present",
        "positioning",
        "spreading",
    }
)
#: "Positions in Ariha are the source."
_SOURCES = re.compile(r" (?:is|are|was|were) the (?:sources?|origin|launch)", re.IGNORECASE)
_BASED_WORDS = frozenset(
    {
        "based",
        "headquartered",
        "stationed",
        "garrisoned",
        "barracked",
        "came",
        "come",
        "crossed",
        "coming",
        "arrived",
        "positions",
        "position",
        "bases",
        "base",
        "barracks",
        "strongholds",
        "stronghold",
    }
)
#: "From across the Euphrates", "the border with Ruritania": on whose other side.
_ACROSS = re.compile(r"\b(?:from across|border with|borders with|frontier with|bordering)(?: the)? $", re.IGNORECASE)
_ACROSS_WORDS = frozenset({"across", "border", "borders", "frontier", "bordering"})
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
_ELSEWHERE_WORDS = (
    _LAUNCH_WORDS
    | _WARS
    | _OFFICES
    | _SPEAKERS
    | _WARD_WORDS
    | _OFFICIALS
    | _BASED_WORDS
    | _ACROSS_WORDS
    | _SPOKE_WORDS
)
_WAS_HIT = re.compile(rf"\b(?:{'|'.join(sorted(words('scopes', 'hit')))})\b", re.IGNORECASE)
_SAYS = re.compile(rf"(?: \w+){{0,2}} (?:also |has )?(?:{_REPORTED})\b")
#: How far before a place its words are looked for, in code points.
_BEFORE = 60


def may_hold(passage: Passage, asked: frozenset[str]) -> bool:
    """A quick look before a slow one: False where none of the words stands in the sentence."""
    return not asked.isdisjoint(passage.words())


def _is_ward(passage: Passage, mention: Mention[Place]) -> bool:
    if not may_hold(passage, _WARD_WORDS):
        return False
    behind = _WARD_BEHIND.match(passage.text, mention.end - passage.start)
    return bool(behind or _WARD_BEFORE.search(passage.before(mention, _BEFORE))) and not _WAS_HIT.search(passage.text)


def is_elsewhere(passage: Passage, mention: Mention[Place]) -> bool:
    """True for the place of another war, of an office, of a hospital that was not hit, and of one who only speaks."""
    if not may_hold(passage, _ELSEWHERE_WORDS):
        return False
    before = passage.before(mention, _BEFORE)
    if may_hold(passage, _WARS) and _OTHER_WAR.search(before):
        return True
    if (may_hold(passage, _OFFICES) and _OFFICE_OF.search(before)) or _is_ward(passage, mention):
        return True
    if may_hold(passage, _LAUNCH_WORDS) and _is_launch_site(passage, mention):
        return True
    if may_hold(passage, _BASED_WORDS) and _SOURCES.match(passage.text, mention.end - passage.start):
        return True
    if (may_hold(passage, _BASED_WORDS) and _BASED.search(before)) or _is_where_it_was_said(passage, mention, before):
        return True
    if may_hold(passage, _ACROSS_WORDS) and _ACROSS.search(before):
        return True
    says = may_hold(passage, _SPEAKERS | _OFFICIALS) and _SAYS.match(passage.text, mention.end - passage.start)
    return bool(says and (_SPEAKER_IN.search(before) or _OFFICIALS_IN.search(before)))


def _is_launch_site(passage: Passage, mention: Mention[Place]) -> bool:
    at = mention.start - passage.start
    return any(found.start(1) <= at < found.end(1) for found in _LAUNCHED.finditer(passage.text))


def _is_where_it_was_said(passage: Passage, mention: Mention[Place], before: str) -> bool:
    """True for the place that closes a sentence behind its verb of speech, where it names other places too."""
    ends = _ENDS.match(passage.text, mention.end - passage.start)
    return bool(ends and mention is not passage.places[0] and _SPOKE_IN.search(before))


def wards(passage: Passage) -> list[Mention[Place]]:
    """The places of the hospitals of a sentence: where harm was counted, for want of the place where it was done."""
    return [mention for mention in passage.places if _is_ward(passage, mention)]

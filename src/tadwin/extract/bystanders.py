"""The other parties that a sentence names: whether one of them could have done what another is blamed for.

A party that speaks, holds a place or is aimed at could not: "the rebel-held town", "strikes on the group".
"""

import re
from collections.abc import Sequence

from tadwin.extract.attackers import Attack
from tadwin.extract.blame import can_do_harm
from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.extract.rivals import is_own_loss, sides_of
from tadwin.extract.words import words
from tadwin.types import Actor, Mention

_SPEAKS = re.compile(
    r"(?: [a-z-]+){0,2} (?:sa(?:id|ys?)|told|report(?:ed|s)?|announced|confirm(?:ed|s)|added|claim(?:ed|s)|stated"
    r"|puts?|count(?:ed|s)?)\b|'s? ",
    re.IGNORECASE,
)
_SPOKEN_TO = re.compile(r"\b(?:according to|quot(?:ed|ing)|cit(?:ed|ing))(?: \w+){0,3} $", re.IGNORECASE)
_HOLDS = re.compile(
    r"(?:'s|s)?[- ]"
    r"(?:had (?:seized|captured|taken)|held|controlled|backed|run|besieged|occupied|affiliated|linked|led|areas?"
    r"|territory|positions?)\b",
    re.IGNORECASE,
)
_TARGETED = re.compile(
    r"\b(?:on|against|at|targeting|targeted|of|near|inside|between|with|including|among|over|loyal to|fighting|from"
    r"|for|known as|called|(?:held|controlled|occupied|run|seized|captured|guarded|manned) by)"
    r"(?: (?:the|a|an|its|their))?(?: \w+)? $",
    re.IGNORECASE,
)
#: Before a party that an attack is aimed at: "struck a Movement depot".
_AIMED_AT = re.compile(
    r"\b(?:struck|hit|hitting|striking|bomb(?:ed|ing)|shell(?:ed|ing)|attack(?:ed|ing)|pound(?:ed|ing)|ambush(?:ed|ing)"
    r"|raid(?:ed|ing)|storm(?:ed|ing)|killed|killing|seized|seizing|captured|destroyed|destroying)"
    r"(?: (?:the|a|an|its|their|two|three|four|several|\d+))?(?: \w+)? $",
    re.IGNORECASE,
)
_AND_OTHER = re.compile(r"(?:,| and| or)(?: (?:the|other|its|their|allied))* ")
_ATTACKS = words("carried_blame", "attacks")
#: Whoever the speaker's enemy is, it is not the party told before by that word alone.
_ENEMY = "enemy"
_LETTERS = re.compile(r"[a-z]+")
#: How far before a party its role is looked for, in code points.
_BEFORE = 40


def another_acts(passage: Passage, attack: Attack) -> bool:
    """True when a sentence that tells an attack names another party that is neither its target nor a speaker."""
    accused = sides(attack.parties)
    aside = passage.start  # behind the last party that is set aside
    for mention in passage.actors:
        if not can_do_harm(mention) or not accused.isdisjoint(sides([mention])):
            continue
        if _AND_OTHER.fullmatch(passage.text[aside - passage.start : mention.start - passage.start]):
            continue
        if mention.names.id is None and any(_beside(one, mention) for one in attack.parties):
            continue
        before = passage.before(mention, _BEFORE)
        if not _is_set_aside(passage, mention) and not _AIMED_AT.search(before):
            return True
        aside = mention.end
    return False


def told_behind_attack(passage: Passage, attack: Attack) -> bool:
    """True where a sentence tells another attack before it comes to the party: "they" may be its rockets."""
    first = min(one.start for one in attack.parties)
    told = passage.text[: max(0, first - passage.start)].lower()
    return not _ATTACKS.isdisjoint(_LETTERS.findall(told))


def _beside(one: Mention[Actor], other: Mention[Actor]) -> bool:
    """True for two names of one party: "Movement gunmen"."""
    return abs(one.start - other.end) <= 1 or abs(other.start - one.end) <= 1


def sides(parties: Sequence[Mention[Actor]]) -> frozenset[str]:
    return sides_of(mention.names for mention in parties)


def _is_of(mention: Mention[Actor], parties: Sequence[Mention[Actor]]) -> bool:
    """True for "Movement fighters" where the Movement stands among the parties, though no file knows it."""
    told = mention.names.name.lower().split()
    return any(set(told) >= set(party.names.name.lower().split()) for party in parties)


def _up_to(passage: Passage, finding: Finding) -> list[Finding]:
    """A figure and those told before it in its sentence, the nearest first: "one guard was killed and two wounded"."""
    return [one for one in reversed(passage.findings) if one.counted.quantity.first <= finding.counted.quantity.first]


def speaks_against(passage: Passage, finding: Finding, attack: Attack) -> bool:
    """True when the sentence names the accused as victims, or another party that could have done it."""
    accused = sides(attack.parties)
    if _ENEMY in passage.words() and all(_ENEMY not in one.text.lower() for one in attack.parties):
        return True
    start, end = passage.stretch(finding.first, finding.last)
    noun = next((one.counted.noun for one in _up_to(passage, finding) if one.counted.noun is not None), None)
    named = any(start <= one.start < end and one.names.id is not None for one in passage.actors)
    if noun is not None and not named:
        word = passage.parsed().lower(noun)
        if any(is_own_loss(word, party.names) for party in attack.parties):
            return True
    counted = [passage.stretch(one.first, one.last) for one in passage.findings]
    for mention in passage.actors:
        if not can_do_harm(mention):
            continue
        is_accused = not accused.isdisjoint(sides([mention]))
        if start <= mention.start < end:
            if is_accused or _is_of(mention, attack.parties):
                return True
        elif is_accused or any(first <= mention.start < last for first, last in counted):
            continue
        elif not _is_set_aside(passage, mention):
            return True
    return False


def _is_set_aside(passage: Passage, mention: Mention[Actor]) -> bool:
    """True for a party that speaks, holds a place or is aimed at: "the rebel-held town", "strikes on the group"."""
    end = mention.end - passage.start
    before = passage.before(mention, _BEFORE)
    if _SPEAKS.match(passage.text, end) or _SPOKEN_TO.search(before):
        return True
    return bool(_HOLDS.match(passage.text, end) or _TARGETED.search(before))

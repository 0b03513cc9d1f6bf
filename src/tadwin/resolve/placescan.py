"""Finding the words of a text that may name places, and what stands around them. Knows words, not places."""

import re
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate, chain

from tadwin.resolve.placewords import DEMONYMS, words

_ARTICLE = words("article")
_BEFORE_NAME = words("between", "direction", "settlement", "division")
_DIRECTION = words("direction")
_DIVISION = words("division")
_DIRECTION, _OF_PROVINCE = words("direction"), words("of province")
_LOCATIVE = words("locative")
_LOOSE_LOCATIVE = words("loose locative")
_OPENING = words("ordinary", "locative")
_PARTICLE = words("particle")
_PLACE_NOUN = words("settlement", "division")
#: With a capital these name offices and units: "the Health Department", "the Tiger Division".
_SMALL_NOUN = words("small settlement")
_COMMUNITY = words("community")
#: "The Qarya displacement camp".
_CAMP_MODIFIER = words("camp modifier")
_TITLE = words("title")
_WIDE_DIRECTION = words("wide direction")

#: Small words between hyphens in a name: "Dasht-e-Qarya", "Port-au-Qarya".
_HYPHENATED = frozenset({"e", "i", "o", "ye", "sur", "en", "les", "au", "aux", "da", "do", "na", "nad", "upon", "ve"})
#: How many words back the noun of a list of names may stand.
_LISTED_BACK = 12
#: What may stand before the name that opens a line.
_BULLETS = " \t\u00a0*#-\u2013\u2014\u2022\u25cf\u25aa\u25e6>"
#: How many words may stand between two names of a list, "and" counted.
_BETWEEN_LISTED = 4
LONGEST = 5  # words in a name, particles counted
#: A word, and its possessive ending.
_WORD = re.compile(
    r"([^\W\d_]+(?:(?!['’][sS](?!['’‘ʼ`´]?[^\W\d_]))['’‘ʼ`´][^\W\d_]+)*)(['’][sS](?!['’‘ʼ`´]?[^\W\d_]))?"
)
_JOIN = re.compile(r"(?:[ \t\u00a0]*\n?[ \t\u00a0]*|[-‐‑_])\Z")
#: "Location: Qarya".
_LABEL, _LABELLED = words("label"), re.compile(r"\s*:\s*\Z")
#: "In Ruritania's Qarya".
_POSSESSIVE = re.compile(r"['’][sS]? \Z")
_LIST = re.compile(r"\s*(?:,|;|/|&)\s*\Z")
_DATELINE_AFTER = re.compile(r"\s*(?:,[^.\n]{1,40})?\s*(?:\([^)\n]{2,30}\)\s*)?(?:[–—:]|-{1,2}\s|\(\w+\))")
_NEW_SENTENCE = re.compile(r"[.!?:][\"'”’)\]]*\s|\n\s*\n")
_SENTENCE_END = re.compile(r"[.!?:\n]")


class Cue(IntEnum):
    """How far the words before and after speak for a place."""

    NONE = 0
    WEAK = 1  # "from X", "struck X", beside a cued name in a list
    LOCATIVE = 2  # "in X", a dateline
    SETTLEMENT = 3  # "the village of X", "X province"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, one list for each thing known of them, which is quicker than an object for each word.

    `joins` is True when only a space, a line's end or a hyphen parts a word from the one before; `gap` is what does.
    """

    text: list[str]
    lower: list[str]
    start: list[int]
    end: list[int]
    capital: list[bool]
    joins: list[bool]
    gap: list[str]
    count: int


def split(text: str) -> Words:
    """The words of a text, possessive endings cut off."""
    parts = _WORD.split(text)  # gap, word, possessive, gap, …, gap
    found, endings = parts[1::3], [ending or "" for ending in parts[2::3]]
    gaps = [ending + gap for ending, gap in zip(["", *endings], parts[:-1:3], strict=False)]
    lengths = map(len, chain.from_iterable(zip(gaps, found, strict=True)))
    edges = list(accumulate(lengths))
    joins = [gap == " " or _JOIN.match(gap) is not None for gap in gaps]
    joins[:1] = [False][: len(joins)]
    return Words(
        text=found,
        lower=[word.lower() for word in found],
        start=edges[::2],
        end=edges[1::2],
        capital=[not word[0].islower() for word in found],
        joins=joins,
        gap=gaps,
        count=len(found),
    )


def shouted(listed: Words) -> bool:
    """True when the words are nearly all in capitals, so that capitals say nothing."""
    letters = [word for word in listed.text if len(word) > 2]
    return len(letters) > 5 and sum(map(str.isupper, letters)) > 0.8 * len(letters)


def openers(listed: Words) -> list[int]:
    """The words that may open a name: those in capitals, and articles in small letters before one."""
    return [
        at
        for at, (capital, lower) in enumerate(zip(listed.capital, listed.lower, strict=True))
        if capital or (lower in _ARTICLE and _is_article(listed, at))
    ]


def names(listed: Words, at: int) -> list[int]:
    """The last words that a name opened by word `at` may have, longest name first."""
    ends = [at] if listed.capital[at] and listed.lower[at] not in _ARTICLE else []
    for end in range(at + 1, min(at + LONGEST, listed.count)):
        if not listed.joins[end]:
            break
        lower = listed.lower[end]
        if listed.capital[end]:
            if lower not in _ARTICLE:
                ends.insert(0, end)
        elif lower not in _PARTICLE and not _joins_inside(listed, end):
            break
    return ends


def _joins_inside(listed: Words, at: int) -> bool:
    """True for "the" of "Republic of the Congo" and "e" of "Dasht-e-Qarya", small words inside a name."""
    if listed.lower[at] == "the":
        return listed.lower[at - 1] == "of"
    hyphens = not listed.gap[at].isspace() and at + 1 < listed.count and not listed.gap[at + 1].isspace()
    return hyphens and listed.lower[at] in _HYPHENATED


def _is_article(listed: Words, at: int) -> bool:
    """A lower-case article before a capital; "as", "an" and "at" are English words unless a hyphen follows."""
    if at + 1 >= listed.count or not (listed.capital[at + 1] and listed.joins[at + 1]):
        return False
    return listed.lower[at] in ("al", "el", "ul") or not listed.gap[at + 1].isspace()


def cue(listed: Words, text: str, first: int, last: int, before: Cue) -> Cue:
    """What the words around `first`..`last` say, those before having said `before` (of `cue_before`).

    Lists ("in A, B and C") are the caller's to follow.
    """
    behind = _noun_behind(listed, last)
    if behind in _COMMUNITY:
        return max(before, Cue.LOCATIVE) if before else before  # "on Qarya community"; a people's is no place
    if behind:
        return _one_or_more(behind)
    if before is Cue.NONE and _is_dateline(listed, text, first, last):
        return Cue.LOCATIVE
    return before


def _noun_behind(listed: Words, last: int) -> str:
    """The noun for a kind of place that stands behind a name, or behind what sort of camp it is; "" without one."""
    after = last + 1
    while after < listed.count and listed.joins[after] and listed.lower[after] in _CAMP_MODIFIER:
        after += 1
    if after >= listed.count or not listed.joins[after]:
        return ""
    noun = listed.lower[after]
    small = not listed.capital[after] and (noun in _SMALL_NOUN or noun in _COMMUNITY)
    return noun if small or noun in _PLACE_NOUN else ""


def cue_before(listed: Words, first: int) -> Cue:
    """What the words before a name say."""
    seen_settlement = False
    if first > 0 and listed.lower[first - 1] in _LABEL and _LABELLED.match(listed.gap[first]):
        return Cue.LOCATIVE
    for at in range(first - 1, max(first - 8, -1), -1):
        word = listed.lower[at]
        if not listed.joins[at + 1] and listed.gap[at + 1].strip(" \"'“‘("):
            return Cue.NONE
        if word in _PLACE_NOUN:
            seen_settlement = True
        if seen_settlement and (at == first - 1 or (at == first - 2 and listed.lower[at + 1] == "of")):
            return _one_or_more(word)
        if word in _LOCATIVE:
            return Cue.LOCATIVE
        if word in _LOOSE_LOCATIVE and not (word == "of" and at > 0 and listed.lower[at - 1] in _PLACE_NOUN):
            beyond = listed.lower[at - 1] if at > 0 else ""
            return Cue.LOCATIVE if word == "of" and beyond in _DIRECTION else Cue.WEAK
        if (
            word not in _BEFORE_NAME
            and word not in DEMONYMS
            and word != "of"
            and not word.endswith(("held", "controlled"))
        ):
            return Cue.NONE
    return Cue.NONE


def _one_or_more(noun: str) -> Cue:
    """ "The village of X" makes X a village; "villages of X" only lie in it."""
    return Cue.LOCATIVE if noun.endswith(("s", "outskirts")) else Cue.SETTLEMENT


def _is_dateline(listed: Words, text: str, first: int, last: int) -> bool:
    if first > 0 and "\n" not in listed.gap[first]:
        return False
    line = text.rfind("\n", 0, listed.start[first]) + 1
    opens = not text[line : listed.start[first]].strip(_BULLETS)
    return opens and _DATELINE_AFTER.match(text, listed.end[last]) is not None


def in_list(listed: Words, first: int, previous_last: int) -> bool:
    """True when only a comma or "and" stands between a name and the one before."""
    if first == previous_last + 1:
        return _LIST.match(listed.gap[first]) is not None or _POSSESSIVE.match(listed.gap[first]) is not None
    between = listed.lower[previous_last + 1 : first]
    if between[:1] in (["and"], ["or"]) and len(between) <= _BETWEEN_LISTED and _BEFORE_NAME.issuperset(between[1:]):
        return True  # "in Ruritania and the occupied Qarya Heights"
    return between in (["the"], ["as"])


def one_of_several(listed: Words, first: int) -> bool:
    """True for B and C of "the villages of A, B and C"."""
    if first == 0 or not (listed.lower[first - 1] == "and" or _LIST.match(listed.gap[first])):
        return False
    for at in range(first - 1, max(first - _LISTED_BACK, -1), -1):
        word = listed.lower[at]
        if word in _PLACE_NOUN and word.endswith("s"):
            return listed.lower[at + 1] == "of" or listed.capital[at + 1]
        if not (listed.joins[at + 1] or _LIST.match(listed.gap[at + 1])):
            return False
        if not (listed.capital[at] or word in ("and", "of") or word in _PARTICLE):
            return False
    return False


def run_after(listed: Words, last: int) -> list[str]:
    """The capitalised words, in lower case, that go on straight after a name (at most four)."""
    found: list[str] = []
    for at in range(last + 1, min(last + 5, listed.count)):
        if not listed.joins[at] or not (listed.capital[at] or (found and listed.lower[at] in ("for", "of", "and"))):
            break
        found.append(listed.lower[at])
    return found


def before_in_run(listed: Words, first: int) -> str | None:
    """The capitalised word straight before a name, in lower case; None when there is none or it opens a sentence."""
    if first == 0 or not listed.joins[first] or not listed.capital[first - 1]:
        return None
    word = listed.lower[first - 1]
    opens = first == 1 or _SENTENCE_END.search(listed.gap[first - 1]) is not None
    return None if opens and word in _OPENING else word


def sentences(listed: Words) -> list[int]:
    """The first word of each sentence, roughly: one ends at a stop with space after it, or at an empty line."""
    return [at for at, gap in enumerate(listed.gap) if gap != " " and _NEW_SENTENCE.search(gap)]


def is_division(listed: Words, first: int, last: int) -> bool:
    """True where the province is meant.

    So in "Idlib province", "the countryside of Idlib", "rural Idlib", "southern Idlib", "the south Idlib village of
    Qarya" and "in the west of Idlib"; "west of Idlib" alone lies outside a city.
    """
    after = last + 1
    behind = listed.lower[after] if after < listed.count and listed.joins[after] else ""
    if behind in _DIVISION:
        return True
    if first == 0 or not listed.joins[first]:
        return False
    before = listed.lower[first - 1]
    if before == "of":
        inside = listed.lower[max(0, first - 4) : first - 2] == ["in", "the"]
        return first > 1 and (
            listed.lower[first - 2] in _DIVISION or (inside and listed.lower[first - 2] in _DIRECTION)
        )
    if before in _DIRECTION and behind in _OF_PROVINCE:
        return True
    return before == "rural" or (before in _WIDE_DIRECTION and before.endswith("ern"))


def has_title(listed: Words, first: int) -> bool:
    """True after "President", "Dr" and the like."""
    before = first - 1
    return first > 0 and listed.joins[first] and listed.capital[before] and listed.lower[before] in _TITLE


def joins_names(listed: Words, first: int, last: int) -> bool:
    """True when the words between are more than one name: "Bank of X", "X and Y"."""
    return any(word in ("of", "and") for word in listed.lower[first:last])


def goes_on(listed: Words, at: int) -> bool:
    """True when the name goes on: "Khan" before "Arnabeh" or "al-Assal"."""
    if not listed.joins[at]:
        return False
    following = at + 1 < listed.count and listed.capital[at + 1]
    return listed.capital[at] or (following and listed.lower[at] in _ARTICLE)

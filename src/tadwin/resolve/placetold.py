"""Which names that no gazetteer knows the words around them tell as places, beyond "in X" and "the village of X"."""

import re

from tadwin.resolve.placescan import Words, in_list
from tadwin.resolve.placewords import words

_ARTICLE = words("article")
_ATTACK_ON = words("attack on")
_ATTACK_OF = words("attack of")
_CAME_UNDER = words("came under")
_CONTEST = words("contest")
_DISPLACED = words("displaced")
_GOES_ON = words("goes on")
_GOES_ON_IN_LIST = words("goes on in list")
_LINKING = words("linking")
_PEOPLE_OF = words("people of")
_PLACE_NOUN = words("settlement", "division", "small settlement", "community")
_ROAD = words("road")
_STRUCK = words("struck")
_WAS_STRUCK = words("was struck")
_WERE = frozenset({"was", "were", "been", "being"})
_ADVERBS = frozenset({"also", "again", "reportedly", "heavily", "repeatedly", "then", "once", "too", "later", "itself"})
_DETERMINERS = frozenset({"the", "on", "along", "at", "near"})
#: Behind "and" and a comma these begin the description of a person: "in Qarya, Zorab, a driver, was killed".
_DESCRIBES = frozenset({"a", "an", "the", "who", "whose", "his", "her", "aged", "their", "one"})

_STOP = re.compile(r"\s*(?:[.;:)!?\u2026]|[\"”’]|\n|\Z|[-–—]\s)")
_COMMA = re.compile(r"\s*,\s*\Z")
_NUMBER = re.compile(r"\d")
#: How many words back the verb may stand that people fled, and the noun of what was between two; and how many words a
#: phrase between commas has behind a name.
_TO_FLED, _TO_CONTEST, _ASIDE = 14, 3, 8


def told_as_place(listed: Words, first: int, last: int) -> bool:
    """True where the words around a name say that something was done to a place, or lies between two."""
    return (
        _was_struck(listed, last)
        or _is_struck(listed, first, last)
        or _is_linked(listed, first, last)
        or _has_road(listed, first, last)
        or _was_left(listed, first, last)
    )


def goes_on_list(listed: Words, first: int, last: int, previous_last: int) -> bool:
    """True for B of "in A, B and C", "in A village, B township" and "A's B", whose A ends at `previous_last`."""
    between = listed.lower[previous_last + 1 : first]
    joined = in_list(listed, first, previous_last)
    if not joined and len(between) == 1 and between[0] in _PLACE_NOUN:
        joined = bool(_COMMA.match(listed.gap[first]))
    if not joined and len(between) == 2 and between[0] in _PLACE_NOUN:
        joined = between[1] == "and" and listed.joins[first]
    if not joined:
        return False
    return _ends_list(listed, last, conjoined="and" in between)


def _ends_list(listed: Words, last: int, *, conjoined: bool) -> bool:
    """True where what stands behind a name does not make it somebody's: no verb, no description."""
    after = last + 1
    if after >= listed.count or _STOP.match(listed.gap[after]):
        return True
    word = listed.lower[after]
    if _COMMA.match(listed.gap[after]):
        return word not in _DESCRIBES and not _NUMBER.search(listed.gap[after])
    if not listed.joins[after] or _NUMBER.search(listed.gap[after]):
        return False
    if word == "and":
        behind = listed.lower[after + 1 : after + 5]
        return after + 1 < listed.count and (listed.capital[after + 1] or not _PLACE_NOUN.isdisjoint(behind))
    return word in _GOES_ON or word in _PLACE_NOUN or (conjoined and (word in _GOES_ON_IN_LIST or word in _WERE))


def _ends(listed: Words, last: int, *, verbs: bool = False) -> bool:
    """True where the name is not followed by a noun of which it tells more: not "Zorab traders".

    `verbs` may follow where the name is no subject: "raids on Zorab killed two".
    """
    after = last + 1
    if after < listed.count and listed.gap[after][:1] in ("'", "’"):
        return False
    if after >= listed.count or not listed.joins[after]:
        return True
    word = listed.lower[after]
    return word in _GOES_ON or (verbs and (word in _GOES_ON_IN_LIST or word in _WERE))


def _was_struck(listed: Words, last: int) -> bool:
    """True for "X was shelled", "X, near the border, was bombed again" and "X came under shelling"."""
    at = last + 1
    if at < listed.count and _COMMA.match(listed.gap[at]):
        closing = (end for end in range(at + 1, min(at + _ASIDE, listed.count)) if not listed.joins[end])
        end = next(closing, at)
        at = end if _COMMA.match(listed.gap[end]) else at
    elif at < listed.count and not listed.joins[at]:
        return False
    said = [word for word in listed.lower[at : at + 6] if word not in _ADVERBS]
    if said[:2] == ["came", "under"]:
        return not _CAME_UNDER.isdisjoint(said[2:5])
    return len(said) > 1 and said[0] in _WERE and said[1] in _WAS_STRUCK


def _is_struck(listed: Words, first: int, last: int) -> bool:
    """True for "stormed X on Friday", "raids on X" and "the shelling of X"; "was attacked" has no object."""
    if first < 2 or not listed.joins[first]:
        return False
    before, word = listed.lower[first - 2 : first]
    if word in ("on", "of"):
        return before in (_ATTACK_ON if word == "on" else _ATTACK_OF) and _ends(listed, last, verbs=True)
    return word in _STRUCK and before not in _WERE and _ends(listed, last)


def _is_linked(listed: Words, first: int, last: int) -> bool:
    """True for both of "between X and Y" and "the road linking X and Y", unless it is what two parties have."""
    after = last + 1
    at = first - 1
    if at < 0 or not listed.joins[first]:
        return False
    if listed.lower[at] in _LINKING:
        joined = after + 1 < listed.count and listed.lower[after] in ("and", "to", "with") and listed.joins[after]
        paired = (
            joined and listed.joins[after + 1] and (listed.capital[after + 1] or listed.lower[after + 1] in _ARTICLE)
        )
        return paired and _is_no_contest(listed, at)
    if listed.lower[at] not in ("and", "to", "with"):
        return False
    back = at - 1
    while back > 0 and listed.joins[back] and (listed.capital[back] or listed.lower[back] in _ARTICLE):
        back -= 1
    return back < at - 1 and listed.lower[back] in _LINKING and _is_no_contest(listed, back) and _ends(listed, last)


def _is_no_contest(listed: Words, at: int) -> bool:
    return _CONTEST.isdisjoint(listed.lower[max(0, at - _TO_CONTEST) : at])


def _has_road(listed: Words, first: int, last: int) -> bool:
    """True for "on the X road" and "near the X bridge"."""
    after = last + 1
    if after >= listed.count or not listed.joins[after] or listed.lower[after] not in _ROAD or listed.capital[after]:
        return False
    before = listed.lower[max(0, first - 2) : first]
    return before[-1:] == ["the"] and before[0] in _DETERMINERS


def _was_left(listed: Words, first: int, last: int) -> bool:
    """True for X of "displaced 900 people from X, Y and Z" and "inhabitants of X"."""
    if first > 1 and listed.lower[first - 1] == "of" and listed.lower[first - 2] in _PEOPLE_OF and listed.joins[first]:
        return _ends(listed, last, verbs=True)
    if first == 0 or listed.lower[first - 1] != "from" or not _ends(listed, last):
        return False
    for at in range(first - 1, max(first - _TO_FLED, -1), -1):
        if listed.lower[at] in _DISPLACED:
            return True
        if any(stop in listed.gap[at] for stop in ".;\n"):
            return False
    return False

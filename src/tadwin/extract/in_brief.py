"""Places of posts, headlines and logs, which leave out "in": "3 dead Qarya", "gunmen raid Qarya", "(Qarya)"."""

import re

from tadwin.extract.passages import Passage, asked_once
from tadwin.extract.words import words
from tadwin.types import Mention, Place
from tadwin.vocab import PlacePrecision

_SETTLED = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.ADMIN2, PlacePrecision.UNKNOWN})
#: "Qarya massacre", "the Qarya market bombing": not "Qarya's attack on Madina", whose place is behind it.
_ATTACK_BEHIND = re.compile(
    rf"'?s? (?:(?:{'|'.join(sorted(words('in_brief', 'targets')))}) )?(?:{'|'.join(sorted(words('in_brief', 'attacks')))})"
    r"\b(?! (?:on|against|in|near|at|over|targeting|upon)\b)"
)
#: "Gunmen raid Qarya", "as missile hits Qarya home", "+4 dead Qarya", "as many killed  Qarya" (a hashtag's sign is blank).
_LEADS = re.compile(rf"\b(?:{'|'.join(sorted(words('in_brief', 'leads')))})(?: the)? $|[\w.!]  $")
#: A place that closes a post: ", Qarya.", "(Qarya, Ruritania)", "- Qarya".
_BEFORE_CLOSING = re.compile(r"(?:[,(]| [-–—]) ?$")
_CLOSING = re.compile(r"(?: (?:city|town|village|district|province))?(?: ?, ?[A-Z][\w'’ -]{1,30}){0,2}[\s).,!]*$")
_SPOKE = words("scopes", "reported")
#: A post is no longer than this, in code points.
_POST = 140
_BEFORE = 24


def is_told_in_brief(passage: Passage, mention: Mention[Place]) -> bool:
    """True for a settlement that stands where such texts tell the scene, without a word that leads to it."""
    if mention.names.precision not in _SETTLED or mention.names.lat is None:
        return False
    behind, before = mention.end - passage.start, passage.before(mention, _BEFORE)
    if _ATTACK_BEHIND.match(passage.text, behind) or _LEADS.search(before):
        return passage.text[behind : behind + 1] not in ("-", "'", "’") or bool(
            _ATTACK_BEHIND.match(passage.text, behind)
        )
    return _is_post(passage) and bool(_BEFORE_CLOSING.search(before) and _CLOSING.match(passage.text, behind))


@asked_once
def _is_post(passage: Passage) -> bool:
    """True for a short text in which nobody is said to speak: "police officer Sami, Qarya, said" closes with no scene."""
    return passage.end - passage.start <= _POST and _SPOKE.isdisjoint(passage.words()) and bool(passage.findings)

"""Whose statement a stretch of a report is: "Ministry of Health: 85 martyrs", "the council announced this toll:"."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tadwin.extract.context import ContextWords
from tadwin.extract.passages import Passage
from tadwin.extract.words import words
from tadwin.types import Actor

_OFFICES = words("owners", "offices")
_FROM = re.compile(r"^.*\b(?:from|by) (?:the )?(?=[A-Za-z])")
_ARTICLE = re.compile(r"^(?:[Tt]he|[Aa]n?) ")
#: The head of a statement: what opens a sentence up to a colon, without figures and not longer than this.
_HEAD = re.compile(
    r"[\s\"“•*–-]*(?:\(?\d{1,3}(?:/\d{0,3}|[).])\s+|\d{1,2}[:.h]\d\d\s*[-–—|]?\s*)?([^\W\d][^:;!?\d]{1,160}):(?=\s|$)"
)
#: The head of a whole report: "The Emergency Centre of the ministry issued its report for Sunday, 20 October 2024:".
_ISSUED = re.compile(
    r"[\s\"“•*–-]*((?:The |An? )?[A-Z][^:;!?\d]{2,120}?) (?:has )?(?:issued|published|released) "
    r"(?:its|the following|a|the) (?:[\w-]+ ){0,3}?(?:report|statement|bulletin|toll|update|summary)\b[^:]{0,160}:\s*$"
)
_LONGEST_OFFICE = 9
#: At the end of a label these make it a speaker: "Police: at least eight dead", "Hospital director: 31 wounded".
_LABELS = words("owners", "labels")
#: "Police: 3 killed" beside "Civilians: 9 killed" counts them.
_COUNTED = frozenset({"police", "army", "the police", "the army"})
_GROUPS = re.compile(
    r"(?:^|[\n.;,•-] ?)(?:civilians?|soldiers?|women|children|men|fighters|militants|rebels|troops|army|military) ?:",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,4}")
#: The sentence that gives the source of those before it on its line.
_SOURCE = re.compile(r"(?:Sources?|Reported by|Via) ?: ?(?:[Tt]he )?([^.,;:\n]{2,80})\.?$")
#: "via @qarya_doctors" behind a post; one that is repeated ("RT @qarya_doctors:") speaks in its own voice.
_VIA = re.compile(r"\W{0,3}(?:[Vv]ia|VIA|[Hh]/[Tt]) (@\w+)\.?$")
#: The line that gives the source of those under it: "Source: the governor of Qarya, on Telegram", and those.
_SOURCE_ABOVE = re.compile(
    r"(?:Sources?|Quote from) ?: ?(?:[Tt]he )?([^:;\n]{2,120}?)"
    r"(?:,? (?:on|in|via|citing|speaking|during) (?:Telegram|Facebook|Twitter|X|a |an |the |his |her |its )[^\n]*)?\.?$"
)
_QUOTED_BELOW = re.compile(r"(?:Quote|Details?|Literally|Verbatim)\b[^:\n]{0,60}:")
#: How far from the colon, and from the start, a known actor may stand to own the statement, in code points.
_NEAR, _OPENS = 12, 4
#: A line of a list: a bullet, a number in front, or a name and a colon ("Boudai: 5 dead").
_ITEM = re.compile(r"\s*(?:[-–•*\d]|[^\s:]+(?: [^\s:]+){0,4}: )")
#: A statement quoted at length behind its head.
_QUOTE = re.compile(r"\s*[\"“«]")
_WORD = re.compile(r"\w+")
#: Opens a post that repeats another's, and is an outlet's name elsewhere.
_RETWEET = "RT"
#: "The toll of the raids of the army" is told by no army.
_FIGHT = frozenset({"state", "armed_group", "coalition"})
_OF_THEM = re.compile(
    r"\b(?:raids?|strikes|attacks?|shelling|bombardments?|aggression) (?:of|by|from) (?:the )?$", re.IGNORECASE
)
#: How far before a party that is looked for, in code points.
_BEFORE = 40
_SPEAK = frozenset({"monitor", "responder", "hospital", "agency", "authority", "outlet", "official", "state"})


class Owner(NamedTuple):
    """Who makes a statement; `start` and `end` are where the report names them, `colon` is where the head ends."""

    actor: Actor
    start: int
    end: int
    colon: int
    whole: bool = False  # the statement is all that follows


def owners(text: str, passages: Sequence[Passage], context: ContextWords) -> tuple[Owner | None, ...]:
    """For each passage of a report's text whose statement it is, None where it is the report's own.

    A statement lasts to the end of its line; one whose head announces a list lasts as long as the list, and one that
    issues a report lasts to the end or to the next head.
    """
    found: list[Owner | None] = []
    owner: Owner | None = None
    listing = False
    counts_groups = bool(_GROUPS.search(text))
    for index, passage in enumerate(passages):
        new_line = "\n" in text[passages[index - 1].end - 1 if index else 0 : passage.start + 1]
        head = _issuer(passage, context) or owner_of(passage, context)
        if head is not None and counts_groups and head.actor.name.lower() in _COUNTED:
            head = None
        if head is not None:
            owner, listing = head, not passage.text[head.colon - passage.start + 1 :].strip()
        elif (
            new_line
            and not (owner is not None and owner.whole)
            and not (listing and (_ITEM.match(passage.text) or _QUOTE.match(passage.text)))
        ):
            owner, listing = None, False
        found.append(owner)
    quoted = None
    for index, passage in enumerate(passages):
        if index == 0 or "\n" in text[passages[index - 1].end - 1 : passage.start + 1]:
            quoted = _source_above(passage, context) or (quoted if _QUOTED_BELOW.match(passage.text) else None)
        found[index] = found[index] or quoted
    for index, passage in enumerate(passages):
        source = _source_of(passage, context)
        while (
            source is not None and index > 0 and "\n" not in text[passages[index - 1].end - 1 : passages[index].start]
        ):
            index -= 1
            found[index] = found[index] or source
    return tuple(found)


def _source_of(passage: Passage, context: ContextWords) -> Owner | None:
    """Whom the sentence that ends an item gives as its source: "Source: the monitor.", "Reported by: activists"."""
    via = _VIA.match(passage.text)
    if via is not None:
        start, end = passage.start + via.start(1), passage.start + via.end(1)
        return Owner(Actor(via[1].lstrip("@"), None, "unnamed"), start, end, end)
    head = _SOURCE.match(passage.text)
    if head is None:
        return None
    start, end = passage.start + head.start(1), passage.start + head.end(1)
    known = next((one for one in passage.actors if start <= one.start and one.end <= end), None)
    if known is not None and known.names.kind in _SPEAK:
        return Owner(known.names, known.start, known.end, end)
    speaks = not (context.speakers | _OFFICES).isdisjoint(head[1].lower().split())
    return Owner(Actor(" ".join(head[1].split()), None, "unnamed"), start, end, end) if speaks else None


def _source_above(passage: Passage, context: ContextWords) -> Owner | None:
    """Whom a line by itself gives as the source of the "Quote:" and "Details:" under it."""
    head = _SOURCE_ABOVE.match(passage.text)
    if head is None or len(head[1].split()) > _LONGEST_OFFICE + 3:
        return None
    start, end = passage.start + head.start(1), passage.start + head.end(1)
    known = next((one for one in passage.actors if start <= one.start and one.end <= end), None)
    if known is not None and known.names.kind in _SPEAK and known.start <= start + _OPENS:
        return Owner(known.names, known.start, known.end, end)
    speaks = not (context.speakers | _OFFICES).isdisjoint(head[1].lower().replace(",", "").split())
    if not speaks and not _PERSON.fullmatch(head[1]):
        return None
    return Owner(Actor(" ".join(head[1].split()), None, "unnamed"), start, end, end)


def _issuer(passage: Passage, context: ContextWords) -> Owner | None:
    """Who issued the report that follows, where a head ending in a colon says so."""
    head = _ISSUED.match(passage.text)
    if head is None:
        return None
    start, end = passage.start + head.start(1), passage.start + head.end(1)
    colon = passage.start + passage.text.rindex(":")
    known = next((one for one in passage.actors if start <= one.start <= start + _OPENS and one.end <= end), None)
    if known is not None and known.names.kind in _SPEAK:
        return Owner(known.names, known.start, known.end, colon, whole=True)
    name = _ARTICLE.sub("", head[1])
    if len(name.split()) > _LONGEST_OFFICE + 3 or (context.speakers | _OFFICES).isdisjoint(name.lower().split()):
        return None
    return Owner(Actor(" ".join(name.split()), None, "unnamed"), end - len(name), end, colon, whole=True)


def owner_of(passage: Passage, context: ContextWords) -> Owner | None:
    """Whose statement the head of a passage announces: a known actor that can speak, or an office by its words."""
    head = _HEAD.match(passage.text)
    if head is None:
        return None
    start, end = passage.start + head.start(1), passage.start + head.end(1)
    told = frozenset(head[1].lower().split())
    lists = not passage.text[head.end() :].strip()
    inside = (one for one in passage.actors if start <= one.start and one.end <= end and one.text != _RETWEET)
    speaks = not context.speech.isdisjoint(told)
    known = [
        one
        for one in inside
        if (one.names.kind in _SPEAK or (one.names.kind == "armed_group" and speaks and lists))
        and not (one.names.kind in _FIGHT and _OF_THEM.search(passage.before(one, _BEFORE)))
    ]
    opens = known and known[0].start <= start + _OPENS and known[0].names.kind not in _FIGHT
    if known and (known[0].end >= end - _NEAR or opens or speaks):
        return Owner(known[0].names, known[0].start, known[0].end, end) if lists or not speaks else None
    if speaks and not lists:
        return None  # "The mayor said on Monday: ...": the verb of speech is read with its own sentence
    return _office(passage, head[1], start, end, context, lists=lists)


def _before_verb(passage: Passage, at: int, name: str) -> str:
    """The name without the verb and what stands behind it: "Qarya emergency room closed the list for today:"."""
    if passage.tree is None:
        return name
    first, last = passage.token_at(at), passage.token_at(at + len(name) - 1)
    verb = next((i for i in range(first + 1, last + 1) if passage.tree.tag(i) in ("VBD", "VBZ", "VBP")), None)
    return name if verb is None else name[: passage.stretch(verb, verb)[0] - at].rstrip()


def _opens_list(told: Sequence[str], name: str, context: ContextWords) -> bool:
    """True for one who speaks in the head of a list: "Father Omar Sabri pointed out that:", "Elders said:"."""
    return not context.speakers.isdisjoint(told) or bool(_PERSON.fullmatch(name))


def _office(passage: Passage, head: str, start: int, end: int, context: ContextWords, *, lists: bool) -> Owner | None:
    """The speaker whose office the head of a statement names in words that no file of actors knows."""
    spoken = next((word.start() for word in _WORD.finditer(head) if word[0].lower() in context.speech), len(head))
    named = head[:spoken].rstrip()
    name = _ARTICLE.sub("", named if spoken < len(head) else _FROM.sub("", named))
    if len(name.split()) > _LONGEST_OFFICE:
        return None
    told = name.lower().replace("'s", "").replace("’s", "").replace(",", "").split()
    pairs = {" ".join(pair) for pair in pairwise(told)}
    opens = spoken < len(head) and lists and _opens_list(told, name, context)
    if (
        _OFFICES.isdisjoint(told)
        and _OFFICES.isdisjoint(pairs)
        and not (told[-1:] and told[-1] in _LABELS)
        and not opens
    ):
        return None
    at = start + len(named) - len(name)
    name = _before_verb(passage, at, name)
    return Owner(Actor(" ".join(name.split()), None, "unnamed"), at, at + len(name), end)

"""Who speaks, or is spoken of, in a sentence without figures: "it said" in the next one is theirs."""

import re

from tadwin.extract.context import ContextWords
from tadwin.extract.passages import Passage
from tadwin.extract.sources import said_as
from tadwin.types import Actor

#: Behind a name in a sentence that was not parsed: it spoke, and "it said" in the next is its.
_SAID_BEHIND = re.compile(
    r"(?: [a-z]+){0,2} (?:said|says|report(?:ed|ing|s)|announced|stated|told|add(?:ed|s)|tweeted|confirm(?:ed|s)"
    r"|count(?:ed|s)|acknowledge[sd]|admit(?:s|ted)|claim(?:s|ed)|wrote|verified|documented|recorded|found)\b"
)
#: Who opens a sentence so is the "it" of the next, though it said nothing of the harm.
_DID_NOT = re.compile(r" (?:(?:did|has|have|had|could|would) not|declined|refused|denie[sd]|rejected|answered)\b")
#: Whose words a quote was: one of an office or a trade, told behind it.
_QUOTED = re.compile(
    r"[\"”’'],? (?:said|says|added|recalled|told \w+) (?:the |an? |one |another )((?:[\w'’-]+ ){0,4}?[\w'’-]+)"
    r"(?=[,.]|$| (?:who|from|in|whose|at|of|with)\b)"
)
#: Who opens a sentence that was not parsed, spoke in it: "The mayor of Qarya, Omar Sabri, told reporters".
_OPENED = re.compile(
    r"(?:[^,.;:\"“”]{3,40}, )?(?:[Tt]he |[Aa]n? |[Oo]ne |[Aa]nother )?"
    r"((?:[\w'’-]+ ){0,7}?[\w'’-]+)(?:, ([^,\"“”]{3,60}),)?(?: (?:also|later|then|has|had))* "
    r"(?:said|says|told|wrote|confirmed|added|explained|recalled|announced|reported|stated|described)\b"
)
#: Whom the report spoke to, and who is said to have confirmed it.
_SPOKEN_TO = re.compile(
    r"\b(?:(?:[Ss]poke|[Tt]alked) (?:to|with)|(?:confirmed|reported|announced) by) (?:the )?"
    r"((?:[\w'’-]+ ){0,7}?[\w'’-]+)(?:, ([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,3}))?(?=[,.]|$| (?:in|on|at|who|from)\b)"
)
_NAME = re.compile(r"(?:[A-Z][\w'’-]+ ?){2,4}$")
#: Who opens a sentence within this many code points is its subject; and who may be "they said" of the next.
_OPENS = 5
_SOURCES = frozenset({"monitor", "responder", "agency", "outlet", "authority", "hospital"})


def heard(passage: Passage, context: ContextWords) -> Actor | None:
    """Who was heard by the surface of a sentence; None where it shows no one."""
    if not passage.actors:
        return (_quoted(passage, context) or _told(passage, context)) if passage.tree is None else None
    first = passage.actors[0]
    if first.start - passage.start <= _OPENS and _DID_NOT.match(passage.text, first.end - passage.start):
        return said_as(first)
    if passage.tree is not None:
        return None
    said = [
        mention.names
        for mention in passage.actors
        if (mention.start - passage.start <= _OPENS and mention.names.kind in _SOURCES)
        or _SAID_BEHIND.match(passage.text, mention.end - passage.start)
    ]
    return said[-1] if said else None


def _quoted(passage: Passage, context: ContextWords) -> Actor | None:
    """Who spoke in a sentence that was not parsed and names no one: "..., said a trader who hid"."""
    found = _QUOTED.search(passage.text)
    if found is None or found[1].split()[-1].lower() not in context.speakers:
        return None
    return Actor(found[1], None, "unnamed")


def _told(passage: Passage, context: ContextWords) -> Actor | None:
    """Who spoke in a sentence that was not parsed and names no known actor: who opens it, or was spoken to."""
    for pattern in (_OPENED, _SPOKEN_TO):
        found = pattern.match(passage.text) if pattern is _OPENED else pattern.search(passage.text)
        if found is None:
            continue
        role, name = found[1], found[2] or ""
        start = passage.start + found.start(1)
        place = any(start <= one.start < start + len(role) for one in passage.places)
        if not context.speakers.isdisjoint(role.lower().split()):
            return Actor(f"{role}, {name}" if _NAME.match(name) else role, None, "unnamed")
        if _NAME.match(role) and not place:
            return Actor(role, None, "person")
    return None

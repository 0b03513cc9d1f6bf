"""Places said again without words that call them places: "the Qarya camp", once "in Qarya" was told."""

import re
from collections.abc import Sequence

from tadwin.resolve.placescan import before_in_run, has_title, run_after
from tadwin.resolve.placespots import Scan
from tadwin.types import Mention, Place
from tadwin.vocab import PlacePrecision

#: A shorter name (in code points) is too often part of another word's use.
_SHORTEST = 4


def said_again(scan: Scan, mentions: Sequence[Mention[Place]]) -> list[Mention[Place]]:
    """Where names that no gazetteer knows, and that the report once calls places, stand again by themselves.

    `mentions` are the places found, sorted and without overlaps. A name that goes on, or that a man's name or a title
    opens, is another.
    """
    named = {
        one.text: one.names
        for one in mentions
        if one.names.lat is None and one.names.precision is PlacePrecision.UNKNOWN and len(one.text) >= _SHORTEST
    }
    if not named:
        return []
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(named, key=len, reverse=True)))})(?![\w-])")
    taken = {at for one in mentions for at in range(one.start, one.end)}
    listed = scan.listed
    firsts = {start: at for at, start in enumerate(listed.start)}
    lasts = {end: at for at, end in enumerate(listed.end)}
    found = []
    for match in pattern.finditer(scan.text):
        first, last = firsts.get(match.start()), lasts.get(match.end())
        if first is None or last is None or match.start() in taken or match.end() - 1 in taken:
            continue
        if has_title(listed, first) or before_in_run(listed, first) is not None or run_after(listed, last):
            continue
        found.append(Mention(match.start(), match.end(), match.group(), named[match.group()]))
    return found

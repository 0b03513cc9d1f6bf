"""Dates of sources: "(Radio Kelda, 26 April 2024)", "(OCHA 22/08/2022; KII 12/09/2022)".

They say who told of it, and when; analysts and assessments close a sentence so. The day is that of the citation, never
that of the harm.
"""

import re
from collections.abc import Sequence

from tadwin.extract.words import words
from tadwin.types import Mention, Place

#: A name before a date: capitals, handles and addresses, with small words between them.
_SMALL = "|".join(sorted(words("cited", "small")))
_NAME = rf"[@A-Z\u00c0-\u00de][^\s();,]*(?:,? (?:[@A-Z\u00c0-\u00de\d&/|-][^\s();,]*|{_SMALL}))*"
#: From the bracket, or what the last source in it ends with, to the date.
_SOURCE = re.compile(rf"\((?:[^()]*;)? ?(?P<name>{_NAME}),? $")
#: Behind the date: another source, or the end of the brackets.
_CLOSES = re.compile(r" ?(?:;[^()]*)?\)")
#: No name of a source begins so: "(On 26 April)", "(Updated 26 April)", "(Friday, 26 April)".
_NO_SOURCE = words("cited", "no_source")
#: What a place may be called besides its name: "(Kelda City, Ruritania, 26 April)" is where it was.
_PLACE_KINDS = words("cited", "place_kinds")
#: How far before a date its bracket may open, in code points.
_REACH = 160


def is_cited(text: str, start: int, end: int, places: Sequence[Mention[Place]], offset: int) -> bool:
    """True for the date from `start` to `end` of a sentence's text that is a citation's.

    `offset` is where the sentence begins in the report, as `places` count. "(Kelda, 26 April 2024)" is no citation
    where Kelda is a place; "(Kelda Tribune, 26 April 2024)" is.
    """
    found = _SOURCE.search(text, max(0, start - _REACH), start)
    if found is None or not _CLOSES.match(text, end):
        return False
    name = found.group("name")
    if name.split()[0].rstrip(",.").lower() in _NO_SOURCE:
        return False
    first, last = found.start("name"), found.end("name")
    inside = [one for one in places if first <= one.start - offset and one.end - offset <= last]
    if not inside:
        return True
    letters = list(text)
    for one in inside:
        letters[one.start - offset : one.end - offset] = " " * (one.end - one.start)
    return not _PLACE_KINDS.issuperset(re.findall(r"\w+", "".join(letters[first:last]).lower()))

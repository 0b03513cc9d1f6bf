"""Words of reports as the value of one cell: on one line, steering nobody, no formula, not too long for a sheet.

Nothing is dropped silently: a character that would steer a screen is written by its code point, as on the page, and
words that are cut say so.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from tadwin.export.csv import safe
from tadwin.export.marked import one_line

#: Excel keeps 32,767 characters of a cell; some are left for what `guarded` adds.
LONGEST = 31_000
#: Words that are kept with what they became: names of places, sources and kinds stand in thousands of cells.
_KEPT = 20_000
_CUT = " … [cut here; {} characters more]"
#: Code points that are no characters (Unicode, section 23.7), which XML and so Excel refuse.
_NONCHARACTERS = re.compile(
    "[\ufdd0-\ufdef"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)


@lru_cache(_KEPT)
def plain(words: str) -> str:
    """The words on one line, with what steers or is no character written as ⟨U+…⟩, cut where no cell holds them."""
    line = one_line(words)
    if not line.isprintable():  # no noncharacter is printable
        line = _NONCHARACTERS.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", line)
    return line if len(line) <= LONGEST else line[:LONGEST] + _CUT.format(f"{len(line) - LONGEST:,}")


@lru_cache(_KEPT)
def guarded(words: str) -> str:
    """`plain` for CSV: behind an apostrophe where a spreadsheet would take the words for a formula."""
    return safe(plain(words))


def joined(parts: Iterable[str | None], between: str = "; ") -> str:
    """The parts that say something, each once, as one cell."""
    return plain(between.join(dict.fromkeys(plain(part) for part in parts if part)))

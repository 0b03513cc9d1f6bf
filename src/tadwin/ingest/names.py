"""Report ids and printable names made from file names, which are hostile input."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import PurePath

#: Unicode categories that must not reach an id or a terminal: controls (ESC, NUL, newline), formats (bidi
#: overrides and isolates, zero-width marks; Unicode Technical Report 36), lone surrogates, unassigned and private
#: code points, line and paragraph separators.
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"})


def printable(name: str) -> str:
    """The name in NFC with each unprintable character as `_`. NFC, because macOS writes names decomposed."""
    composed = unicodedata.normalize("NFC", name)
    return "".join("_" if unicodedata.category(character) in _UNPRINTABLE else character for character in composed)


def stem(name: str) -> str:
    """A file's report id before clashes are settled: its printable name without the ending."""
    return PurePath(printable(name)).stem


def settle(stems: Sequence[str], sha256: Callable[[int], str]) -> list[str]:
    """One id for each file, given its stem; `sha256` is asked for the hash of a file's bytes only where names clash.

    Every file whose stem another file shares gains `~` and eight digits of its own hash, so that an id depends on
    which files clash and never on their order or folder. Files of the same bytes are one report and do not clash.
    A name made to look like a suffixed id clashes again and gains the next eight digits.
    """
    digest = cache(sha256)
    ids = list(stems)
    for first_digit in range(0, 64, 8):
        holders: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(ids):
            holders[name].append(number)
        clashes = [numbers for numbers in holders.values() if len({digest(n) for n in numbers if numbers[1:]}) > 1]
        if not clashes:
            break
        for number in (number for numbers in clashes for number in numbers):
            ids[number] = suffixed(ids[number], digest(number)[first_digit:])
    return ids


def suffixed(report_id: str, sha256: str) -> str:
    """The id that a report takes when `report_id` already stands for other bytes."""
    return f"{report_id}~{sha256[:8]}"

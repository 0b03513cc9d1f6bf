"""The number that a few words give, where they give one and it is plain: to fill in a form, for a person to check."""

import re
import unicodedata

from tadwin.extract.numerals import read_number
from tadwin.types import Token

#: Runs of digits with what groups them, words, and every other sign for itself.
_PARTS = re.compile(r"[~><+]?\d+(?:[.,]\d+)*\w*\+?|\w+|[^\w\s]")
#: Groups thousands, and parts decimals, among Arabic digits (U+066C, U+066B).
_SIGNS = {0x066C: ",", 0x066B: "."}


def plain_number(words: str) -> int | None:
    """The one whole number in the words, in digits of any script or in English; None for none, several or a range.

    One with a modifier of its own ("~40", "40+") is not plain either.
    """
    tokens = [
        Token(found[0], found[0].lower(), found.start(), found.end(), "", "", 0)
        for found in _PARTS.finditer(_western(words))
    ]
    values, at = [], 0
    while at < len(tokens):
        read = read_number(tokens, at)
        if read is None:
            at += 1
            continue
        at, low, high, qualifier = read[0] + 1, *read[1:]
        values.append(low if low == high and qualifier is None else None)
    return values[0] if len(values) == 1 else None


def _western(words: str) -> str:
    """The words with their digits as those that English writes."""
    digits = (str(unicodedata.decimal(one)) if one.isdecimal() else one for one in words.translate(_SIGNS))
    return "".join(digits)

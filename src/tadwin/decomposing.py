"""Unicode's compatibility decomposition (NFKD) at a cost that grows with the text alone.

Normalising sorts the marks behind a letter, which takes the square of their number: a hostile report of a megabyte of
marks would take hours. Unicode's Stream-Safe Text Format (UAX #15, section 13) allows 30 in a row, more than any
writing has; a longer run is sorted in parts.
"""

import unicodedata

#: Marks in a row that Unicode's Stream-Safe Text Format allows.
_MARKS = 30
#: Code points that are normalised at a time.
_PIECE = 256


def decomposed(text: str) -> str:
    """The text in NFKD; of more than 30 marks in a row the order can be that of two runs."""
    if text.isascii():
        return text
    if len(text) <= _PIECE:
        return unicodedata.normalize("NFKD", text)
    pieces = []
    start = 0
    while start < len(text):
        end = _cut(text, start + _PIECE)
        pieces.append(unicodedata.normalize("NFKD", text[start:end]))
        start = end
    return "".join(pieces)


def _cut(text: str, at: int) -> int:
    """The first place from `at` where no mark follows; where more than 30 do, the place behind those."""
    for place in range(at, min(at + _MARKS + 1, len(text))):
        if not unicodedata.combining(unicodedata.normalize("NFKD", text[place])[0]):
            return place
    return min(at + _MARKS + 1, len(text))

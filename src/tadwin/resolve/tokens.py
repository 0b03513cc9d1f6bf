"""The words of a text as the names of actors are compared with them."""

from functools import lru_cache
from typing import NamedTuple

from tadwin.resolve.directory import WORD, key


class Token(NamedTuple):
    """A word and where it stands, in code points: `key` is how it is compared, `raw` how it is written."""

    key: str
    raw: str
    start: int
    end: int  # without "'s"
    stop: int  # with it


@lru_cache(maxsize=65536)
def _key(word: str) -> str:
    return key(word)


def tokens_of(text: str) -> list[Token]:
    """The words of a text, possessive endings cut off."""
    tokens = []
    for match in WORD.finditer(text):
        raw = match.group()
        start, stop = match.span()
        end = stop
        if len(raw) > 2 and raw[-1] in "sS" and raw[-2] in "'’`":
            raw, end = raw[:-2], stop - 2
        tokens.append(Token(_key(raw), raw, start, end, stop))
    return tokens


def in_capitals(text: str, start: int, end: int) -> bool:
    """True when the line around has no small letter and words enough to tell."""
    before = max(0, start - 100)
    line = text[max(before, text.rfind("\n", before, start) + 1) : start] + text[end : end + 100].split("\n", 1)[0]
    letters = [c for c in line if c.isalpha()]
    return len(letters) > 8 and all(c.isupper() for c in letters)

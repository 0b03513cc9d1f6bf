"""Names in texts: where one stands, however it is typed, and where something close to it does.

A name is found whatever its case and Unicode form, its white space, hyphens and kind of apostrophe, and with invisible
characters in it; it has to stand as words of its own. Another spelling is another name here: `near` lists those.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract_iter

from tadwin.decomposing import decomposed
from tadwin.placenames import folded

#: What stands in a text for each character that was removed: offsets stay.
BLOCK = "\u2588"
#: What parts the words of a name: white space of any width, or one sign that joins them in file names and addresses.
_BETWEEN = r"(?:\s+|[-_+.\u2010-\u2015]|%20)"
_PARTS = re.compile(r"[\s\-_+\u2010-\u2015]+")
_WORD = re.compile(r"[^\W_](?:[^\W_]|['\u2019\u0300-\u036f\u0610-\u061a\u064b-\u065f])*")
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_NOT_ASCII = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bb\u02bc\u2032`"), "'")
_TATWEEL = "\u0640"
#: Alike enough for a person to look: of ten letters two may differ (rapidfuzz's Indel similarity, in percent).
_ALIKE = 80.0
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Near:
    """Words that are close to a name, without being it."""

    start: int
    end: int
    words: str


class Spelled:
    """Names to be found, any of them. Raises ValueError for one that holds fewer than two letters or digits."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = [_PARTS.split(_fold(name.strip())[0].strip()) for name in names]
        for name, parts in zip(names, self._names, strict=True):
            if sum(character.isalnum() for part in parts for character in part) < 2:
                raise ValueError(f"'{name}' is too short for a name: it would be found everywhere")
        ways = sorted({_BETWEEN.join(map(re.escape, parts)) for parts in self._names}, key=lambda way: (-len(way), way))
        self._pattern = re.compile(rf"(?:(?<![^\W_])|(?<=%20))(?:{'|'.join(ways)})(?![^\W_])")
        self._firsts = [max(parts, key=len) for parts in self._names]
        self._sounds = [("".join(folded([" ".join(parts)])[0].split()), len(parts)) for parts in self._names]
        self._words = {folded([part])[0] for parts in self._names for part in parts if len(part) >= _SHORTEST}

    @property
    def is_ascii(self) -> bool:
        """True where no name has a letter beyond ASCII."""
        return all(part.isascii() for parts in self._names for part in parts)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the names stand, by code points of the text, in order and without overlaps."""
        if not self.may_stand_in(text):
            return []
        shape, starts = _fold(text)
        return [
            (starts[found.start()], starts[found.end()])
            for found in self._pattern.finditer(shape)
            if not (shape[found.end() : found.end() + 1] and unicodedata.combining(shape[found.end()]))
        ]

    def may_stand_in(self, text: str) -> bool:
        """A quick look: False where none of the names can stand in the text."""
        plain = _plain(text)
        return any(first in plain for first in self._firsts)

    def stands_in(self, text: str) -> bool:
        """True where one of the names stands in the text."""
        return bool(self.spans(text))

    def is_all_of(self, text: str) -> bool:
        """True where the text is one of the names and nothing else."""
        return any(not (text[:start] + text[end:]).strip() for start, end in self.spans(text))

    def masked(self, text: str) -> str:
        """The text with a block in place of each character of the names; line breaks stay."""
        return masked(text, self.spans(text))

    def replaced(self, text: str, by: str) -> str:
        """The text with other words in place of the names."""
        for start, end in reversed(self.spans(text)):
            text = text[:start] + by + text[end:]
        return text

    def near(self, text: str) -> list[Near]:
        """Words that could be one of the names spelled otherwise, a part of it alone, or it inside a longer word."""
        places = [(found.start(), _POSSESSIVE.sub("", found[0])) for found in _WORD.finditer(text)]
        plain = [word.replace(" ", "") for word in folded([word for _, word in places])] if places else []
        taken: set[int] = set()
        found = []
        for _, first, last in sorted(self._close(plain)):
            if taken.isdisjoint(range(first, last + 1)):
                taken.update(range(first, last + 1))
                start, end = places[first][0], places[last][0] + len(places[last][1])
                found.append(Near(start, end, text[start:end]))
        return sorted(found, key=lambda one: one.start)

    def _close(self, plain: Sequence[str]) -> Iterator[tuple[float, int, int]]:
        """Runs of words that are close to a name: how far from it, the first word and the last."""
        for sound, parts in self._sounds:
            for count in range(max(1, parts - 1), parts + 2):
                runs = ["".join(plain[at : at + count]) for at in range(len(plain) - count + 1)]
                for _, alike, at in extract_iter(sound, runs, scorer=ratio, score_cutoff=_ALIKE):
                    yield 100 - alike, at, at + count - 1
        for at, word in enumerate(plain):
            if word in self._words or any(len(sound) >= _SHORTEST and sound in word for sound, _ in self._sounds):
                yield 100, at, at


def masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with a block in place of each character of these spans; line breaks stay."""
    for start, end in spans:
        blocks = "".join(character if character in "\r\n" else BLOCK for character in text[start:end])
        text = text[:start] + blocks + text[end:]
    return text


def _plain(text: str) -> str:
    """The text as `_fold` shapes it, without where each character stood: a quick look."""
    if text.isascii():
        return text.lower().translate(_APOSTROPHES)
    plain = decomposed(decomposed(text).casefold()).translate(_APOSTROPHES)
    unseen = {ord(character): None for character in set(plain) if _is_unseen(character)}
    return plain.translate(unseen) if unseen else plain


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """The text without case and in NFKD, invisible characters left out; and where each character of that stood.

    A letter and its marks are one: what they become begins where the letter does. The last place is the text's end.
    """
    if text.isascii():
        return text.lower().translate(_APOSTROPHES), range(len(text) + 1)
    shape: list[str] = []
    starts: list[int] = []
    done = 0
    for run in _NOT_ASCII.finditer(text):
        _keep(text[done : run.start()].lower().translate(_APOSTROPHES), range(done, run.start()), shape, starts)
        for start, letter in _letters(run[0], run.start()):
            became = _became(letter)
            _keep(became, [start] * len(became), shape, starts)
        done = run.end()
    _keep(text[done:].lower().translate(_APOSTROPHES), range(done, len(text)), shape, starts)
    return "".join(shape), [*starts, len(text)]


def _keep(became: str, at: Sequence[int], shape: list[str], starts: list[int]) -> None:
    shape.append(became)
    starts.extend(at)


def _letters(run: str, start: int) -> Iterator[tuple[int, str]]:
    """Each character of the run with the marks and invisible characters behind it, and where it stands."""
    begin = 0
    for at in range(1, len(run) + 1):
        if at == len(run) or not (unicodedata.combining(run[at]) or _is_unseen(run[at])):
            yield start + begin, run[begin:at]
            begin = at


@lru_cache(maxsize=65536)
def _became(letter: str) -> str:
    folded_once = decomposed(decomposed(letter).casefold())
    return "".join(one for one in folded_once.translate(_APOSTROPHES) if not _is_unseen(one))


@lru_cache(maxsize=4096)
def _is_unseen(character: str) -> bool:
    """True for what no reader sees: format characters, and the stroke that makes Arabic words longer."""
    return character == _TATWEEL or unicodedata.category(character) == "Cf"

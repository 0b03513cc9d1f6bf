"""Which words may leave: a screen for names that are hidden, and for words that tell of people who may be alive.

A quote passes only if every word in it that may be a name is one that the publication shows anyway: names that nobody
listed do not pass either. Names that are listed are found in any case and spelling too. What does not pass is left
out whole and said to be: blocks in its place would tell how long a name is, and where the words can be found.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from tadwin.placenames import exact_key, exact_keys, folded, likeness
from tadwin.types import Claim

#: How alike a word may sound to a hidden name; spellings of one Arabic name are more alike than this.
_ALIKE = 0.85
#: Words of a hidden name or of a text that are shorter are too common to be held against it, in letters of its key.
_SHORTEST = 4
#: A hidden name of more words is found by the first of them.
_LONGEST = 6

_WORD = re.compile(r"[^\W_][^\s_]*")
HOLDS_NAME = "The words are left out: they hold a name or a place that is not shown."
TELLS_OF_LIVING = "The words are left out: they tell of people who may be alive."


class _Words(NamedTuple):
    """Words that may begin a quote, words that are no names, number words, and how words of the living begin."""

    plain: frozenset[str]
    first: frozenset[str]
    numbers: frozenset[str]
    alive: re.Pattern[str]


@lru_cache(maxsize=1)
def _lexicon() -> _Words:
    raw = tomllib.loads((files("tadwin.resources") / "lexicon" / "masked.toml").read_text(encoding="utf-8"))
    alive = re.compile(rf"\b(?:{'|'.join(map(re.escape, raw['alive']))})", re.IGNORECASE)
    return _Words(frozenset(raw["plain"]), frozenset(raw["first"]), frozenset(raw["numbers"]), alive)


class Screen:
    """Finds hidden names in words, in any case, with or without diacritics, articles and apostrophes.

    `hidden` are names of places and sources; of `people` each part is hidden too, as a surname stands alone. A place
    or source that is called like one that is shown is not hidden: a town, by its province's name. A person is, unless
    it is `common`, as names of countries are.
    """

    def __init__(
        self,
        hidden: Iterable[str],
        people: Iterable[str] = (),
        shown: Iterable[str] = (),
        common: Iterable[str] = (),
    ) -> None:
        everyday = {word for name in common for word in _words(name)}
        persons, known = list(people), [*shown, *everyday]
        parts = {word for name in persons for word in _parts(name)} - everyday
        self._shown = {*_keys_of(known), *(word for name in known for word in _words(name))} - parts
        self._keys = (_keys_of(hidden) - self._shown - _lexicon().plain) | _keys_of(persons) | parts

    def holds(self, words: str, near: Iterable[str] = ()) -> bool:
        """True where a hidden name stands in the words, or one that sounds like one of `near`."""
        keys = _windows(words)
        if not self._keys.isdisjoint(keys):
            return True
        long = [key for key in keys if len(key) >= _SHORTEST and key not in self._shown]
        close = {key for name in near for key in _near(name) if key not in self._shown}
        return any(_alike(key, one) for key in long for one in close)

    def shows(self, word: str) -> bool:
        """True for a word of a name that the publication shows."""
        return exact_key(word) in self._shown


def left_out(claim: Claim, screen: Screen, near: Sequence[str]) -> str | None:
    """Why the words of a claim of the dead may not leave; None where they may. `near` are its report's hidden names."""
    words, lexicon = claim.span.quote, _lexicon()
    if lexicon.alive.search(words):
        return TELLS_OF_LIVING
    own = {token.casefold() for token in _tokens(claim.number.quote)}
    for position, token in enumerate(_tokens(words)):
        lower = token.casefold()
        if any(char.isdigit() for char in token) or not lexicon.numbers.isdisjoint(lower.split("-")):
            if lower not in own:
                return TELLS_OF_LIVING
        elif position == 0 and lower in lexicon.first:
            continue
        elif lower not in lexicon.plain and _may_be_name(token) and not screen.shows(token):
            return HOLDS_NAME
    return HOLDS_NAME if screen.holds(words, near) else None


def _may_be_name(token: str) -> bool:
    """True for a word with a capital, or with letters beyond ASCII: of other scripts, or that only look alike."""
    return any(char.isupper() or (char.isalpha() and not char.isascii()) for char in token)


def _tokens(words: str) -> list[str]:
    """The words, with "'s" and marks around them off."""
    return [re.sub(r"['’]s$", "", found.group().strip(".,;:!?()[]{}\"'“”‘’«»…")) for found in _WORD.finditer(words)]


@lru_cache(maxsize=65536)
def _words(name: str) -> tuple[str, ...]:
    return tuple(folded((name,))[0].split())


def _parts(name: str) -> set[str]:
    """The parts of a person's name that have a capital, or other letters than ASCII, and are no plain words."""
    lexicon = _lexicon()
    told = [word for token in _tokens(name) if _may_be_name(token) for word in _words(token)]
    return {word for word in told if len(word) >= _SHORTEST} - lexicon.plain - lexicon.numbers - lexicon.first


def _keys_of(names: Iterable[str]) -> set[str]:
    return set(exact_keys([" ".join(_words(name)[:_LONGEST]) for name in names])) - {""}


@lru_cache(maxsize=16384)
def _windows(words: str) -> frozenset[str]:
    """The key of every run of up to as many words as a name may have."""
    said = _words(words)
    runs = [" ".join(said[at : at + width]) for at in range(len(said)) for width in range(1, _LONGEST + 1)]
    return frozenset(exact_keys(runs))


@lru_cache(maxsize=16384)
def _near(name: str) -> tuple[str, ...]:
    """A name's key and those of its parts, as far as they are long enough to be told by their sound."""
    keys = {*_keys_of([name]), *_words(name)}
    return tuple(sorted(key for key in keys if len(key) >= _SHORTEST))


@lru_cache(maxsize=65536)
def _alike(one: str, other: str) -> bool:
    return likeness(one, other) >= _ALIKE

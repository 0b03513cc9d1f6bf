"""Folding place names to keys, so that spellings of one name meet.

Arabic names reach English reports by many systems (Deir ez-Zor, Dayr az Zawr, Deir Ezzor). `exact_key` forgives case,
diacritics, apostrophes, hyphens and the Arabic article; `loose_key` also forgives digraphs, doubled letters and vowels
and must only be trusted inside a known country. The romanisations are BGN/PCGN 1956, UNGEGN 2017, ALA-LC, and the
French and newsroom habits that recorders meet. Keys have no spaces, and folding an exact key again changes nothing.
"""

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from itertools import zip_longest

from rapidfuzz.fuzz import ratio

_APOSTROPHES = "'’‘ʼʻʿʾʹ′`´\u02bd\u02bc"
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ə": "e", "ħ": "h", "ð": "d", "þ": "th"}
#: One letter for those that Arabic-script typists use in place of one another.
_ARABIC = {"ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ـ": None, "ە": "ه"}
_FOLD = str.maketrans({**dict.fromkeys(_APOSTROPHES), **_LETTERS, **_ARABIC})
#: Combining marks and Arabic vowel signs.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_WORD = re.compile(r"[^\W_]+")
_ARTICLE = "ال"
#: The article before a sun letter takes that letter's sound; only then is "as", "at" or "an" an article.
_SUN_ARTICLE = re.compile(r"[aeu](sh|th|dh|[rstdznl])")
_ALWAYS_ARTICLE = frozenset({"al", "el", "ul"})
_LATIN = re.compile(r"[a-z]")

_GLUED_ARTICLE = re.compile(r"^[ae]l(?=[^aeiouyl]..)")
_GLUED_SUN_ARTICLE = re.compile(r"^[aeu](?:([rstdzn])\1|(sh|th|dh)\2)")
#: In this order: the later ones count on the earlier.
_SOUNDS = (
    *(("kh", "h"), ("sh", "s"), ("ch", "s"), ("gh", "k"), ("dh", "d"), ("th", "t")),
    *(("dj", "j"), ("zh", "j"), ("ph", "f")),
    *(("q", "k"), ("c", "k"), ("g", "k"), ("v", "f")),
    *(("ou", "u"), ("oo", "u"), ("aw", "u"), ("au", "u"), ("uw", "u"), ("ow", "u"), ("o", "u")),
    *(("ee", "i"), ("ei", "i"), ("ai", "i"), ("ay", "i"), ("ey", "i"), ("iy", "i"), ("ie", "i"), ("e", "i")),
)
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"(?<!^)w|[aiu]")


def exact_key(name: str) -> str:
    """The name without case, diacritics, apostrophes, hyphens, spaces and Arabic articles; any script."""
    return "".join(_words(name))


def loose_key(name: str) -> str:
    """The name's consonants, digraphs and doubled letters made one; other scripts keep their exact key.

    Different places share loose keys: use it within a country, and check with `likeness`.
    """
    words = _words(name)
    skeleton = "".join(_VOWELS.sub("", _sounded(word)) for word in words)
    return skeleton if len(skeleton) > 1 else "".join(words)


def likeness(one: str, other: str) -> float:
    """How alike two exact keys sound, from 0 to 1: the share of letters in common, in order (Indel similarity)."""
    return ratio(_sounded(one), _sounded(other)) / 100


def _fold(name: str) -> str:
    name = name.casefold()
    if not name.isascii():
        name = _MARKS.sub("", unicodedata.normalize("NFKD", name))
    return name.translate(_FOLD)


@lru_cache(maxsize=16384)
def _words(name: str) -> tuple[str, ...]:
    """The folded words that carry the name, its articles gone."""
    folded = _fold(name)
    if folded.isalnum() and _ARTICLE not in folded:
        return (folded,)
    words = _WORD.findall(folded)
    kept = [word for word, after in zip_longest(words, words[1:], fillvalue="") if not _is_article(word, after)]
    if _ARTICLE in folded:
        # Words are stripped one by one, and the whole once more, so that a key folds to itself.
        kept = [_strip_article("".join(map(_strip_article, kept)))]
    return tuple(kept)


def _is_article(word: str, after: str) -> bool:
    if not after:
        return False
    if word in _ALWAYS_ARTICLE or word == _ARTICLE:
        return True
    sun = _SUN_ARTICLE.fullmatch(word)
    return sun is not None and after.startswith(sun[1])


def _strip_article(word: str) -> str:
    while word.startswith(_ARTICLE) and len(word) > len(_ARTICLE):
        word = word[len(_ARTICLE) :]
    return word


@lru_cache(maxsize=65536)
def _sounded(word: str) -> str:
    """A folded word with one spelling for each sound that romanisations write in several ways."""
    if not _LATIN.search(word):
        return word
    word = _GLUED_SUN_ARTICLE.sub(r"\1\2", _GLUED_ARTICLE.sub("", word))
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    word = _DOUBLED.sub(r"\1", word[:1] + word[1:].replace("y", "i"))
    return word[:-1] if word.endswith(("ah", "ih", "uh")) else word


class KeyFilter:
    """A Bloom filter over keys, 4 MiB: "no" is certain, and "yes" wrong about once in a thousand at a million keys."""

    _BITS = 1 << 25

    def __init__(self, bits: bytes) -> None:
        self._bits = bytearray(bits)

    @classmethod
    def empty(cls) -> "KeyFilter":
        """A filter without any key."""
        return cls(bytes(cls._BITS // 8))

    def add(self, key: str) -> None:
        """Puts a key in."""
        bits = self._bits
        for bit in _positions(key):
            bits[bit >> 3] |= 1 << (bit & 7)

    def __contains__(self, key: str) -> bool:
        bits = self._bits
        return all(bits[bit >> 3] >> (bit & 7) & 1 for bit in _positions(key))

    def to_bytes(self) -> bytes:
        """The filter as it is stored."""
        return bytes(self._bits)


_POSITION = KeyFilter._BITS - 1


def _positions(key: str) -> tuple[int, int, int, int]:
    """Four independent bits from one digest; not from Python's hash, which changes from run to run."""
    number = int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=13).digest())
    return number & _POSITION, number >> 25 & _POSITION, number >> 50 & _POSITION, number >> 75 & _POSITION

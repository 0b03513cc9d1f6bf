"""Folding place names to keys, so that spellings of one name meet.

Arabic names reach English reports by many systems (Deir ez-Zor, Dayr az Zawr, Deir Ezzor). `exact_key` forgives case,
diacritics, apostrophes, hyphens and the Arabic article; `loose_key` also forgives digraphs, doubled letters and vowels
and must only be trusted inside a known country. The romanisations are BGN/PCGN 1956, UNGEGN 2017, ALA-LC, and the
French and newsroom habits that recorders meet. Keys have no spaces, and folding an exact key again changes nothing.
"""

import re
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from zlib import crc32

from rapidfuzz.fuzz import ratio

from tadwin.decomposing import decomposed

_APOSTROPHES = "’‘ʼʻʿʾʹ′´\u02bd"
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ə": "e", "ħ": "h", "ð": "d", "þ": "th"}
#: One letter for those that Arabic-script typists use in place of one another.
_ARABIC = {"ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ـ": "", "ە": "ه"}
_FOLDS = (*dict.fromkeys(_APOSTROPHES, "").items(), *_LETTERS.items(), *_ARABIC.items())
#: Combining marks and Arabic vowel signs.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_ARTICLE = "ال"
#: What else than spaces parts words: all but letters and digits. Names are parted by line ends.
_BETWEEN_WORDS = re.compile(r"[^\w \n]|_")
_SPACES = re.compile("  +")
#: The patterns below begin with a letter and look back from it, as `re` then skips quickly to the next such letter.
#: Articles are words that another follows; "as", "at" and "an" only before a sun letter, whose sound they take.
_ARTICLES = re.compile(r"[aeuا](?<!\w.)(?:[lل]|(sh|th|dh|[rstdzn])(?= \1)) ")
#: The Arabic article written as one with its word, and never the whole word.
_ARABIC_ARTICLE = re.compile(r"ال(?<!\wال)(?:ال)*(?=\w)")

_GLUED_ARTICLE = re.compile(r"[ae](?<!\w.)l(?=[^aeiouyl\s]\S\S)")
_GLUED_SUN_ARTICLE = re.compile(r"[aeu](?<!\w.)(?:([rstdzn])\1|(sh|th|dh)\2)")
#: In this order, and then the single letters: the later ones count on the earlier.
_CONSONANTS = (
    *(("kh", "h"), ("sh", "s"), ("ch", "s"), ("gh", "k"), ("dh", "d"), ("th", "t")),
    *(("dj", "j"), ("zh", "j"), ("ph", "f")),
)
_CONSONANT = str.maketrans("qcgv", "kkkf")
_VOWELS = (
    *(("ou", "u"), ("oo", "u"), ("aw", "u"), ("au", "u"), ("uw", "u"), ("ow", "u")),
    *(("ee", "i"), ("ei", "i"), ("ai", "i"), ("ay", "i"), ("ey", "i"), ("iy", "i"), ("ie", "i")),
)
_VOWEL = str.maketrans("oe", "ui")
_LATER_Y = re.compile(r"y(?<=\wy)")
_DOUBLED = re.compile(r"([a-z])(?=\1)")
_LAST_H = re.compile(r"h\b(?<=[aiu]h)")
_LATER_W = re.compile(r"w(?<=\ww)")
_NO_VOWELS = str.maketrans("", "", "aiu")


@lru_cache(maxsize=16384)
def exact_key(name: str) -> str:
    """The name without case, diacritics, apostrophes, hyphens, spaces and Arabic articles; any script."""
    return exact_keys(folded((name,)))[0]


@lru_cache(maxsize=16384)
def loose_key(name: str) -> str:
    """The name's consonants, digraphs and doubled letters made one; other scripts keep their exact key.

    Different places share loose keys: use it within a country, and check with `likeness`.
    """
    return loose_keys(folded((name,)))[0]


def folded(names: Sequence[str]) -> list[str]:
    """Each name's words as both keys are made of them, parted by spaces: case and marks folded, articles gone.

    All are folded as one text, which takes a fraction of the time for thousands.
    """
    text = "\n".join([name.replace("\n", " ") for name in names]).casefold()
    if not text.isascii():
        text = _MARKS.sub("", decomposed(text))
        for letter, folding in _FOLDS:
            text = text.replace(letter, folding)
    text = text.replace("'", "").replace("`", "").replace("-", " ")
    text = _SPACES.sub(" ", _BETWEEN_WORDS.sub(" ", text))
    text = text.replace("\n ", "\n").replace(" \n", "\n").strip(" ")
    text = _ARTICLES.sub("", text)
    return (_ARABIC_ARTICLE.sub("", text) if _ARTICLE in text else text).split("\n")


def exact_keys(worded: Sequence[str]) -> list[str]:
    """The `exact_key` of each name that `folded` gave."""
    return _unspaced("\n".join(worded)).split("\n") if worded else []


def loose_keys(worded: Sequence[str]) -> list[str]:
    """The `loose_key` of each name that `folded` gave."""
    if not worded:
        return []
    text = "\n".join(worded)
    skeletons = _LATER_W.sub("", _sounded(text)).translate(_NO_VOWELS)
    return [
        skeleton if len(skeleton) > 1 else exact
        for skeleton, exact in zip(_unspaced(skeletons).split("\n"), _unspaced(text).split("\n"), strict=True)
    ]


def likeness(one: str, other: str) -> float:
    """How alike two exact keys sound, from 0 to 1: the share of letters in common, in order (Indel similarity)."""
    return ratio(_sound(one), _sound(other)) / 100


def _unspaced(words: str) -> str:
    text = words.replace(" ", "")
    # The article that stood before each word is gone; this one is made by joining, and keys must fold to themselves.
    return _ARABIC_ARTICLE.sub("", text) if _ARTICLE in text else text


def _sounded(text: str) -> str:
    """Folded words with one spelling for each sound that romanisations write in several ways."""
    text = _GLUED_SUN_ARTICLE.sub(r"\1\2", _GLUED_ARTICLE.sub("", text))
    for spelling, sound in _CONSONANTS:
        text = text.replace(spelling, sound)
    text = text.translate(_CONSONANT)
    for spelling, sound in _VOWELS:
        text = text.replace(spelling, sound)
    return _LAST_H.sub("", _DOUBLED.sub("", _LATER_Y.sub("i", text.translate(_VOWEL))))


_sound = lru_cache(maxsize=65536)(_sounded)


class KeyFilter:
    """Says whether a key may be known: "no" is certain, and "yes" wrong about once in 4,000 at a million keys.

    It holds the keys' checksums, sorted, 4 bytes each.
    """

    def __init__(self, stored: bytes) -> None:
        self._sums = _array(stored)

    def __contains__(self, key: str) -> bool:
        sums, wanted = self._sums, crc32(key.encode())
        at = bisect_left(sums, wanted)
        return at < len(sums) and sums[at] == wanted


def checksums(keys: Iterable[str]) -> Iterator[int]:
    """32 bits that stand for each key in a filter; not Python's hash, which changes from run to run."""
    return map(crc32, map(str.encode, keys))


def stored_filter(sums: Iterable[int]) -> bytes:
    """The filter over the keys with these checksums, as `KeyFilter` reads it on any machine."""
    return _array(array("I", sorted(set(sums)))).tobytes()


def _array(stored: "bytes | array[int]") -> "array[int]":
    """Little-endian 32-bit numbers to this machine's order, or back."""
    numbers = array("I", stored)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers

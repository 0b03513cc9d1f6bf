"""Reading numbers in digits and in words, without their modifiers."""

import re
from collections.abc import Sequence
from fractions import Fraction

from tadwin.extract.words import words
from tadwin.types import Token
from tadwin.vocab import Qualifier

_FROM_ZERO = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_FROM_TWENTY = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

UNITS = {word: value for value, word in enumerate(_FROM_ZERO)}
TENS = {word: 10 * n for n, word in enumerate(_FROM_TWENTY, 2)} | {"fourty": 40}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12, "score": 20}

#: These count with no number before them: "a hundred", "one thousand".
_SCALES_ALONE = frozenset({"hundred", "thousand", "million", "dozen"})
#: Only one of these makes a number of the "a" before it.
BEHIND_ARTICLE = _SCALES_ALONE | {"half", "quarter"}
_SUFFIXES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000}
#: Behind digits as words of their own: "2 mln people", "150 thsd".
_ABBREVIATED = {"mln": 1_000_000, "mn": 1_000_000, "thsd": 1_000, "bn": 1_000_000_000}
#: Before a number whose thousands a space sets apart ("some 1 200 people"): elsewhere the first may be another's.
_BEFORE_SPACED = words("numerals", "before_spaced")

_GLUED = frozenset({"K", "k", "M", "mn"})

DIGITS = re.compile(
    r"(?P<before>[~><+]?)(?P<n>\d{1,3}(?:[,.]\d{3})+|\d+)(?P<part>\.\d+)?(?P<scale>k|m|mn)?(?P<after>\+?)"
)

#: No count of people is larger.
_MOST = 10**10
#: So no count has more digits; a longer run would only cost time.
_MOST_DIGITS = 10

_RANGE = re.compile(r"(\d+)-(\d+)")


def read_number(tokens: Sequence[Token], i: int) -> tuple[int, int, int, Qualifier | None] | None:
    """(last token, low, high, qualifier glued to the digits) of the number that starts at token i."""
    one = _read_one(tokens, i)
    if one is None:
        return None
    last, value, own = one
    span = _RANGE.fullmatch(tokens[i].lower)
    if span:
        low, high = int(span[1]), int(span[2])
        return (i, low, high, None) if low < high else None
    if last + 2 < len(tokens) and (_joins_range(tokens, i, last + 1) or _joins_between(tokens, i, last + 1)):
        other = _read_one(tokens, last + 2)
        if other is not None and value < other[1] <= 4 * value + 4 and own is None:
            return other[0], value, other[1], None
    return last, value, value, own


#: With one of these up to so many words before it, "from 11 to 13" tells a change and no range.
_CHANGED = words("numerals", "changed")
_TO_CHANGE = 9


def _joins_range(tokens: Sequence[Token], first: int, i: int) -> bool:
    """True for "10 to 12", "10 or 12" and a glued "10-12"; nor for "rose from 11 to 13", which tells a change."""
    word = tokens[i].lower
    if word == "-":
        return tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start
    if word == "to" and first and tokens[first - 1].lower == "from":
        return _CHANGED.isdisjoint(token.lower for token in tokens[max(0, first - _TO_CHANGE) : first])
    return word in ("or", "to")


def _joins_between(tokens: Sequence[Token], first: int, i: int) -> bool:
    return tokens[i].lower == "and" and first > 0 and tokens[first - 1].lower == "between"


def _read_one(tokens: Sequence[Token], i: int) -> tuple[int, int, Qualifier | None] | None:
    """(last token, value, glued qualifier) of one number without a range."""
    word = tokens[i].lower
    if word in ("a", "an") and i + 1 < len(tokens) and tokens[i + 1].lower in ("half", "quarter"):
        return _read_one(tokens, i + 1)
    if word[0].isdigit() or (len(word) > 1 and word[0] in "~><+"):
        return _read_digits(tokens, i)
    if word == "half" and [t.lower for t in tokens[i + 1 : i + 3]] in (["a", "dozen"], ["-", "dozen"]):
        return i + 2, 6, None
    if word == "half" and i + 1 < len(tokens) and tokens[i + 1].lower == "dozen":
        return i + 1, 6, None
    if word in ("half", "quarter") and [t.lower for t in tokens[i + 1 : i + 3]] in (["a", "million"], ["of", "a"]):
        stop = i + 2 if tokens[i + 1].lower == "a" else i + 3
        if stop < len(tokens) and tokens[stop].lower == "million":
            return stop, 500_000 if word == "half" else 250_000, None
    return _read_words(tokens, i)


def _read_digits(tokens: Sequence[Token], i: int) -> tuple[int, int, Qualifier | None] | None:
    word = tokens[i].lower
    if _RANGE.fullmatch(word):
        return i, int(word.split("-")[0]), None
    match = DIGITS.fullmatch(word)
    if match is None:
        return None
    digits = match["n"].replace(",", "").replace(".", "")
    if len(digits) > _MOST_DIGITS:
        return None  # more than there are people: no count
    part = match["part"]
    value = Fraction(digits + part[:_MOST_DIGITS]) if part else int(digits)
    last = i
    if match["scale"]:
        value *= _SUFFIXES[match["scale"]]
    elif i + 1 < len(tokens) and tokens[i + 1].start == tokens[i].end and tokens[i + 1].text in _GLUED:
        last = i + 1  # "881K people", cut in two by a parser; not the metres of "5m"
        value *= _SUFFIXES[tokens[last].lower]
    elif not part and _is_spaced(tokens, i):
        last += 1
        value = int(digits + tokens[last].text)
    while last + 1 < len(tokens) and tokens[last + 1].lower in ("hundred", "thousand", "million", "billion"):
        last += 1
        value *= SCALES[tokens[last].lower]
    if last == i and last + 1 < len(tokens) and tokens[last + 1].lower in _ABBREVIATED:
        last += 1
        value *= _ABBREVIATED[tokens[last].lower]
    if value.denominator != 1 or value > _MOST:
        return None  # a fraction counts no one
    own = {"~": Qualifier.APPROX, ">": Qualifier.MORE_THAN, "<": Qualifier.LESS_THAN}.get(match["before"])
    plus = match["after"] or (
        last + 1 < len(tokens) and tokens[last + 1].text == "+" and tokens[last + 1].start == tokens[last].end
    )
    if plus:
        own = Qualifier.MORE_THAN
        last += not match["after"]
    return last, int(value), own


def _is_spaced(tokens: Sequence[Token], i: int) -> bool:
    """True for the 1 of "some 1 200 people": three digits stand behind it, and a word of number or a bound before."""
    if i + 2 >= len(tokens) or len(tokens[i].text) > 3 or tokens[i].text.startswith("0"):
        return False
    following = tokens[i + 1].text
    if len(following) != 3 or not following.isdigit() or tokens[i + 1].start != tokens[i].end + 1:
        return False
    return bool(i) and tokens[i - 1].lower in _BEFORE_SPACED and tokens[i + 2].tag in ("NNS", "NN", "JJ", "VBD", "VBN")


def _read_words(tokens: Sequence[Token], i: int) -> tuple[int, int, Qualifier | None] | None:
    """(last token, value, None) of a number in words: what is below the next scale is gathered and then multiplied."""
    total, current, last, seen = 0, 0, i - 1, False
    j = i
    while j < len(tokens):
        word = tokens[j].lower
        addend = 1 if j == i and _is_article_of_scale(tokens, i) else _addend(word, current, seen)
        if addend is not None:
            current += addend
        elif word in SCALES and (seen or word in _SCALES_ALONE):
            if not seen and (j == 0 or tokens[j - 1].lower != "one"):
                return None
            current = max(current, 1) * SCALES[word]
            if SCALES[word] >= 1_000:
                total, current = total + current, 0
        elif seen and j + 1 < len(tokens) and _joins(word, tokens[j + 1].lower, current + total):
            j += 1
            continue
        else:
            break
        seen, last = True, j
        j += 1
    return (last, total + current, None) if seen else None


def _is_article_of_scale(tokens: Sequence[Token], i: int) -> bool:
    """True for "a" in "a hundred"."""
    return tokens[i].lower in ("a", "an") and i + 1 < len(tokens) and tokens[i + 1].lower in _SCALES_ALONE


def _addend(word: str, current: int, seen: bool) -> int | None:
    """What a word of tens or units adds to `current`; None where it starts another number ("twenty thirty")."""
    parts = word.split("-")
    if len(parts) > 1 and all(part in TENS or part in UNITS for part in parts):
        return sum(TENS.get(part, UNITS.get(part, 0)) for part in parts)
    if word in TENS and not (seen and current % 100):
        return TENS[word]
    below = current % 100
    if word in UNITS and (below == 0 or (below >= 20 and not (seen and current % 10 and current < 100))):
        return UNITS[word]
    return None


def _joins(joint: str, word: str, so_far: int) -> bool:
    """True when "-" or "and" goes on with a number: "twenty - two", "a hundred and five"."""
    if joint == "-":
        return word in UNITS and so_far % 100 in TENS.values()
    return joint == "and" and so_far >= 100 and so_far % 100 == 0 and (word in UNITS or word in TENS)

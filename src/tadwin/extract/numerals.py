"""Reading numbers in digits and in words, without their modifiers."""

import re
from collections.abc import Sequence
from fractions import Fraction

from tadwin.types import Token
from tadwin.vocab import Qualifier

UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}

TENS = {
    word: 10 * n
    for n, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
} | {"fourty": 40}

SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12, "score": 20}

_SUFFIXES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000}

DIGITS = re.compile(
    r"(?P<before>[~><+]?)(?P<n>\d{1,3}(?:[,.]\d{3})+|\d+)(?P<part>\.\d+)?(?P<scale>k|m|mn)?(?P<after>\+?)"
)

#: No count of people is larger.
_MOST = 10**10

_MOST_DIGITS = 10

_RANGE = re.compile(r"(\d+)[-/](\d+)")


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
    if last + 2 < len(tokens) and (tokens[last + 1].lower in ("to", "-", "or") or _joins_between(tokens, i, last + 1)):
        other = _read_one(tokens, last + 2)
        if other is not None and value < other[1] <= 4 * value + 4 and own is None:
            return other[0], value, other[1], None
    return last, value, value, own


def _joins_between(tokens: Sequence[Token], first: int, i: int) -> bool:
    return tokens[i].lower == "and" and first > 0 and tokens[first - 1].lower == "between"


def _read_one(tokens: Sequence[Token], i: int) -> tuple[int, int, Qualifier | None] | None:
    """(last token, value, glued qualifier) of one number without a range."""
    word = tokens[i].lower
    if word in ("a", "an") and i + 1 < len(tokens) and tokens[i + 1].lower in ("half", "quarter"):
        return _read_one(tokens, i + 1)
    if word[0].isdigit() or (len(word) > 1 and word[0] in "~><+"):
        return _read_digits(tokens, i)
    if word in ("half", "quarter") and [t.lower for t in tokens[i + 1 : i + 3]] in (["a", "million"], ["of", "a"]):
        stop = i + 2 if tokens[i + 1].lower == "a" else i + 3
        if stop < len(tokens) and tokens[stop].lower == "million":
            return stop, 500_000 if word == "half" else 250_000, None
    return _read_words(tokens, i)


def _read_digits(tokens: Sequence[Token], i: int) -> tuple[int, int, Qualifier | None] | None:
    word = tokens[i].lower
    if _RANGE.fullmatch(word):
        return i, int(word.replace("/", "-").split("-")[0]), None
    match = DIGITS.fullmatch(word)
    if match is None:
        return None
    digits = match["n"].replace(",", "").replace(".", "")
    if len(digits) > _MOST_DIGITS:
        return None  # more than there are people: no count
    value = Fraction(digits + (match["part"] or "")[:_MOST_DIGITS])
    last = i
    if match["scale"]:
        value *= _SUFFIXES[match["scale"]]
    while last + 1 < len(tokens) and tokens[last + 1].lower in ("hundred", "thousand", "million", "billion"):
        last += 1
        value *= SCALES[tokens[last].lower]
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


def _read_words(tokens: Sequence[Token], i: int) -> tuple[int, int, Qualifier | None] | None:
    total, current, last, seen = 0, 0, i - 1, False
    j = i
    while j < len(tokens):
        word = tokens[j].lower
        if (
            j == i
            and word in ("a", "an")
            and j + 1 < len(tokens)
            and tokens[j + 1].lower in ("hundred", "thousand", "million", "dozen")
        ):
            current, last, seen = 1, j, True
        elif "-" in word and all(part in TENS or part in UNITS for part in word.split("-")):
            current += sum(TENS.get(part, UNITS.get(part, 0)) for part in word.split("-"))
        elif word in TENS and not (seen and current % 100):
            current += TENS[word]
        elif (
            word in UNITS
            and not (seen and current % 10 and current < 100)
            and (current % 100 == 0 or current % 100 >= 20)
        ):
            current += UNITS[word]
        elif word in SCALES and (seen or word in ("hundred", "thousand", "million", "dozen")):
            if not seen and (j == 0 or tokens[j - 1].lower != "one"):
                return None
            current = max(current, 1) * SCALES[word]
            if SCALES[word] >= 1_000:
                total, current = total + current, 0
        elif (
            seen
            and word in ("-", "and")
            and j + 1 < len(tokens)
            and _continues(tokens[j + 1].lower, word, current + total)
        ):
            j += 1
            continue
        else:
            break
        seen, last = True, j
        j += 1
    return (last, total + current, None) if seen else None


def _continues(word: str, joint: str, so_far: int) -> bool:
    if joint == "-":
        return word in UNITS and so_far % 100 in TENS.values()
    return so_far >= 100 and so_far % 100 == 0 and (word in UNITS or word in TENS)

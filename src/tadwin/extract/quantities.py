"""Reading quantities: numbers in digits and words with the modifiers that bound them, vague quantities, "a" and "no".

The number libraries read the number and lose the modifier, and here the modifier is half of what is said.
What each word commits its speaker to stands in `vocab`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tadwin.extract.numerals import DIGITS, SCALES, TENS, UNITS, read_number
from tadwin.types import Figure, Token
from tadwin.vocab import APPROX_SHARE, VAGUE, VAGUE_FACTOR, Qualifier

#: Words of one token that are quantities by themselves.
NUMBER_WORDS: frozenset[str] = frozenset(
    [*UNITS, *TENS, *SCALES, *VAGUE, "half", "quarter", "countless", "no", "none", "nobody", "both", "pair", "trio"]
)

#: Modifiers before a number, longest first; each is a run of lower-case tokens.
_BEFORE: Mapping[tuple[str, ...], Qualifier] = {
    tuple(words.split()): qualifier
    for qualifier, phrases in {
        Qualifier.AT_LEAST: "at least|at the least|atleast|no fewer than|no less than|not less than|not fewer than|"
        "not fewer than|a minimum of|minimum of|minimum|least|upwards of|upward of|as few as",
        Qualifier.MORE_THAN: "more than|over|above|in excess of|exceeding|exceeds|exceeded|well over|greater than|beyond|upwards of more than|north of|surpassed|surpassing",
        Qualifier.AT_MOST: "up to|at most|as many as|as much as|as high as|no more than|not more than|a maximum of|maximum of|possibly as many as",
        Qualifier.LESS_THAN: "less than|fewer than|under|below",
        Qualifier.APPROX: "about|around|some|approximately|roughly|an estimated|estimated|circa|approx|approx.|near to|in the region of|something like|an approximate|or so|reportedly about|est.",
        Qualifier.NEARLY: "nearly|almost|close to|just under|nearing|approaching|just short of",
    }.items()
    for words in phrases.split("|")
}

_LONGEST_BEFORE = max(map(len, _BEFORE))

_AFTER: Mapping[tuple[str, ...], Qualifier] = {
    ("or", "more"): Qualifier.AT_LEAST,
    ("at", "least"): Qualifier.AT_LEAST,
    ("or", "so"): Qualifier.APPROX,
    ("at", "most"): Qualifier.AT_MOST,
    ("approximately",): Qualifier.APPROX,
}

#: Vague quantities that need "a" and "of" to be one: "a number of", "a series of".
_COLLECTIVES = frozenset(
    {
        "number",
        "numbers",
        "series",
        "string",
        "handful",
        "wave",
        "barrage",
        "couple",
        "lot",
        "spate",
        "multitude",
        "host",
        "group",
    }
)

_COLLECTIVE_SIZES = frozenset(
    {
        "large",
        "small",
        "great",
        "huge",
        "unknown",
        "unspecified",
        "high",
        "growing",
        "considerable",
        "significant",
        "big",
        "undetermined",
        "similar",
        "limited",
        "substantial",
    }
)

_BARE_VAGUE = frozenset(
    {
        "dozens",
        "scores",
        "hundreds",
        "thousands",
        "millions",
        "tens",
        "several",
        "many",
        "numerous",
        "multiple",
        "few",
        "some",
        "countless",
    }
)

_INDEFINITE = frozenset({"a", "an", "another"})

_POSSESSIVE = frozenset({"his", "her", "their", "my", "our", "its"})

#: Words of which one must stand in a sentence without digits for it to hold a count; "twenty-two" stands in one piece.
GATE_WORDS = (
    (NUMBER_WORDS - {"half", "quarter", "some", "few"})
    | {f"{ten}-{unit}" for ten in TENS for unit in list(UNITS)[1:10]}
    | {"series", "numbers"}
)

#: Every word that a quantity can start with, but for digits.
_OPENERS = (
    NUMBER_WORDS | _BARE_VAGUE | _COLLECTIVES | _COLLECTIVE_SIZES | _INDEFINITE | _POSSESSIVE | frozenset(VAGUE_FACTOR)
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity in a sentence. Token indices are inclusive.

    `first`..`last` is the number itself, `modified` the first token of the modifiers before it, `after` the last token
    of those behind it.
    """

    first: int
    last: int
    modified: int
    after: int
    value: int | None
    qualifier: Qualifier
    low: int
    high: int | None
    kind: str  # "number", "vague", "indefinite" ("a child") or "none" ("no casualties")

    def figure(self, text: str) -> Figure:
        """The figure, with its words as said."""
        return Figure(self.value, self.qualifier, self.low, self.high, text)


def quantities(tokens: Sequence[Token]) -> list[Quantity]:
    """Every quantity among the tokens, in order and without overlaps."""
    found: list[Quantity] = []
    i = 0
    while i < len(tokens):
        word = tokens[i].lower
        if word not in _OPENERS and not word[-1:].isdigit() and not word[:1].isdigit() and "-" not in word:
            i += 1
            continue
        quantity = _vague(tokens, i) or _number(tokens, i) or _none(tokens, i) or _indefinite(tokens, i)
        if quantity is None:
            i += 1
            continue
        found.append(quantity)
        i = quantity.after + 1
    return found


def _number(tokens: Sequence[Token], i: int) -> Quantity | None:
    read = read_number(tokens, i)
    if read is None:
        return None
    last, low, high, own = read
    first = i
    if own is None and high != low:  # "10 to 12" has no single value: the lower end is what is surely said
        return Quantity(first, last, _modifier(tokens, first)[0], last, low, Qualifier.AT_LEAST, low, high, "number")
    modified, qualifier = _modifier(tokens, first)
    after = last
    if qualifier is None and own is not None:
        qualifier = own
    if qualifier is None:
        for words, meaning in _AFTER.items():
            if tuple(token.lower for token in tokens[last + 1 : last + 1 + len(words)]) == words:
                qualifier, after = meaning, last + len(words)
    qualifier = qualifier or Qualifier.EXACT
    low_bound, high_bound = bounds(low, qualifier)
    return Quantity(first, last, modified, after, low, qualifier, low_bound, high_bound, "number")


def bounds(value: int, qualifier: Qualifier) -> tuple[int, int | None]:
    """The least and the most that a value with its qualifier commits its speaker to; None is open."""
    match qualifier:
        case Qualifier.AT_LEAST:
            return value, None
        case Qualifier.MORE_THAN:
            return value + 1, None
        case Qualifier.AT_MOST:
            return 0, value
        case Qualifier.LESS_THAN:
            return 0, max(0, value - 1)
        case Qualifier.APPROX:
            margin = round(value * APPROX_SHARE)
            return value - margin, value + margin
        case Qualifier.NEARLY:
            return value - round(value * APPROX_SHARE), value
        case _:
            return value, value


def _modifier(tokens: Sequence[Token], first: int) -> tuple[int, Qualifier | None]:
    """The first token of the modifiers before `first`, and what they say; the nearest bound decides."""
    start, meaning = first, None
    for _ in range(2):  # "at least about 20": two modifiers at most
        for length in range(min(_LONGEST_BEFORE, start), 0, -1):
            words = tuple(token.lower for token in tokens[start - length : start])
            qualifier = _BEFORE.get(words)
            if qualifier is not None:
                start, meaning = start - length, meaning or qualifier
                break
        else:
            break
    return start, meaning


def _vague(tokens: Sequence[Token], i: int) -> Quantity | None:
    """Vague quantities. The words that count are kept: "hundreds of thousands", "a number", "several dozen"."""
    word = tokens[i].lower
    following = [token.lower for token in tokens[i + 1 : i + 4]]
    if word in ("a", "an") or word in _COLLECTIVE_SIZES or word in _COLLECTIVES:
        return _collective(tokens, i)
    if word in VAGUE_FACTOR and following[:1] and following[0] in ("dozen", "hundred", "thousand", "million", "score"):
        return _plain_vague(tokens, i, i + 1, VAGUE_FACTOR[word] * SCALES[following[0]])
    if word in ("few", "couple"):
        return None if i and tokens[i - 1].lower not in ("a", "the", "another") else _plain_vague(tokens, i, i, 2)
    if word not in _BARE_VAGUE:
        return None
    if (
        word in ("tens", "hundreds", "dozens", "scores")
        and following[:1] == ["of"]
        and following[1:2]
        and following[1] in ("thousands", "hundreds", "millions")
    ):
        least = VAGUE[word].low * {"hundreds": 100, "thousands": 1_000, "millions": 1_000_000}[following[1]]
        return _plain_vague(tokens, i, i + 2, least)
    if word == "many" and i and tokens[i - 1].lower in ("how", "as", "so"):
        return None
    if (
        word == "some"
        and following[:1]
        and (DIGITS.fullmatch(following[0]) or following[0] in UNITS or following[0] in TENS)
    ):
        return None  # "some 20" is a modifier
    if word == "countless":
        return _plain_vague(tokens, i, i, VAGUE["numerous"].low)
    return _plain_vague(tokens, i, i, VAGUE[word].low)


def _collective(tokens: Sequence[Token], i: int) -> Quantity | None:
    j = i
    if i and tokens[i - 1].lower in ("the", *_COLLECTIVE_SIZES):
        return None  # "the number of wounded" names a toll
    if tokens[j].lower in ("a", "an"):
        j += 1
    if j < len(tokens) and tokens[j].lower in _COLLECTIVE_SIZES:
        j += 1
    if j + 1 >= len(tokens) or tokens[j].lower not in _COLLECTIVES:
        return None
    word = tokens[j].lower
    if word == "number" and j > i + 1 and tokens[j + 1].lower != "of":
        return _plain_vague(tokens, i, j, VAGUE["number"].low)  # "abducted an unknown number"
    if tokens[j + 1].lower == "of" and (i < j or word == "numbers"):
        if word == "group":
            return None
        if word == "couple":
            return _plain_vague(tokens, i, j, 2)
        # "a number of" people is at least two; a string, series or wave of attacks at least three
        return _plain_vague(
            tokens, i, j, VAGUE["number"].low if word in ("number", "numbers") else VAGUE["several"].low
        )
    return None


def _plain_vague(tokens: Sequence[Token], first: int, last: int, low: int) -> Quantity:
    if (
        last + 1 < len(tokens)
        and tokens[last + 1].lower == "of"
        and tokens[last].lower not in ("some", "many", "several")
    ):
        after = last + 1
    else:
        after = last
    modified, _ = _modifier(tokens, first)
    high = 2 if tokens[last].lower == "couple" else None
    return Quantity(first, last, modified, after, None, Qualifier.VAGUE, low, high, "vague")


def _none(tokens: Sequence[Token], i: int) -> Quantity | None:
    if tokens[i].lower in ("no", "none", "nobody", "zero") and not (
        i + 1 < len(tokens) and tokens[i + 1].lower in ("fewer", "less", "more", "longer", "doubt", "matter")
    ):
        last = i
        if i + 1 < len(tokens) and tokens[i].lower == "no" and tokens[i + 1].lower == "one":
            last = i + 1
        return Quantity(i, last, i, last, 0, Qualifier.EXACT, 0, 0, "none")
    return None


def _indefinite(tokens: Sequence[Token], i: int) -> Quantity | None:
    if tokens[i].lower in _INDEFINITE or tokens[i].tag == "PRP$":
        return Quantity(i, i, i, i, 1, Qualifier.EXACT, 1, 1, "indefinite")
    return None

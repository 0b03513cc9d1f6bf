"""Reading quantities: numbers in digits and words with the modifiers that bound them, vague quantities, "a" and "no".

The number libraries read the number and lose the modifier, and here the modifier is half of what is said.
What each word commits its speaker to stands in `vocab`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tadwin.extract.numerals import BEHIND_ARTICLE, DIGITS, SCALES, TENS, UNITS, read_number
from tadwin.extract.words import words
from tadwin.types import Figure, Token
from tadwin.vocab import VAGUE, VAGUE_FACTOR, Qualifier, bounds

#: Words of one token that are quantities by themselves.
NUMBER_WORDS: frozenset[str] = frozenset(
    [*UNITS, *TENS, *SCALES, *VAGUE, "half", "quarter", "countless", "no", "none", "nobody", "both", "pair", "trio"]
)

_BOUNDING = (
    Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.AT_MOST, Qualifier.LESS_THAN, Qualifier.APPROX, Qualifier.NEARLY,
)  # fmt: skip
#: Modifiers before a number; each is a run of lower-case tokens.
_BEFORE: Mapping[tuple[str, ...], Qualifier] = {
    tuple(phrase.split()): qualifier for qualifier in _BOUNDING for phrase in words("quantities", qualifier)
}
_LONGEST_BEFORE = max(map(len, _BEFORE))
_LAST_BEFORE = frozenset(phrase[-1] for phrase in _BEFORE)

#: Modifiers behind a number.
_AFTER: Mapping[tuple[str, ...], Qualifier] = {
    ("or", "more"): Qualifier.AT_LEAST,
    ("at", "least"): Qualifier.AT_LEAST,
    ("or", "so"): Qualifier.APPROX,
    ("at", "most"): Qualifier.AT_MOST,
    ("approximately",): Qualifier.APPROX,
    ("-", "odd"): Qualifier.APPROX,
    ("odd",): Qualifier.APPROX,
}
_FIRST_AFTER = frozenset(phrase[0] for phrase in _AFTER)

_COLLECTIVES = words("quantities", "collectives")
_COLLECTIVE_SIZES = words("quantities", "collective_sizes")
_BEGINS_COLLECTIVE = _COLLECTIVES | _COLLECTIVE_SIZES | {"a", "an"}
_NO_COLLECTIVE_BEHIND = _COLLECTIVE_SIZES | {"the"}
_BARE_VAGUE = words("quantities", "bare_vague")
#: Every vague quantity that is none of the collectives, or starts one.
_VAGUE_ALONE = _BARE_VAGUE | frozenset(VAGUE_FACTOR) | {"few"}
_INDEFINITE = frozenset({"a", "an", "another"})
_POSSESSIVE = frozenset({"his", "her", "their", "my", "our", "its"})
#: What the second word of "tens of thousands" makes of the first.
_TIMES = {"hundreds": 100, "thousands": 1_000, "millions": 1_000_000}
#: Behind "no" these make no count of it.
_NOT_NONE = frozenset({"fewer", "less", "more", "longer", "doubt", "matter"})

_NEWS = words("quantities", "news")
_LOSSES = words("quantities", "losses")
_CAUSING = words("quantities", "causing")
NOT = frozenset({"not", "n't", "without", "never"})
#: "Hardly a day passes without casualties": there are always some. How many words before "without" that may begin.
_BARELY, _PASSING = NOT | {"no", "hardly", "barely", "scarcely", "rarely", "seldom"}, 8
_PASSES = frozenset({"pass", "passes", "passed", "by", "go", "goes", "gone", "went", "elapsed", "elapses"})
#: Whoever was there: "people were not hurt".
EVERYONE = frozenset({"people", "civilians", "residents", "locals", "persons"})

#: Words of which one must stand in a sentence without digits for it to hold a count; "twenty-two" stands in one piece.
GATE_WORDS = (
    (NUMBER_WORDS - {"half", "quarter", "some", "few"})
    | {f"{ten}-{unit}" for ten in TENS for unit in list(UNITS)[1:10]}
    | {f"{ten}-odd" for ten in (*TENS, "dozen")}
    | {"series", "numbers"}
)

#: Every word that a quantity can start with, but for digits.
_OPENERS = (
    NUMBER_WORDS
    | {"any", "without"}
    | EVERYONE
    | _BARE_VAGUE
    | _COLLECTIVES
    | _COLLECTIVE_SIZES
    | _INDEFINITE
    | _POSSESSIVE
    | frozenset(VAGUE_FACTOR)
)


_TOLLS = frozenset({"toll", "tolls", "tally"})
_ORDINALS = frozenset({"second", "third", "fourth", "fifth"})


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
    kind: Literal["number", "vague", "indefinite", "none"]  # "a child" is indefinite, "no casualties" none

    def figure(self, text: str) -> Figure:
        """The figure, with its words as said."""
        return Figure(self.value, self.qualifier, self.low, self.high, text)


def quantities(tokens: Sequence[Token]) -> list[Quantity]:
    """Every quantity among the tokens, in order and without overlaps."""
    found: list[Quantity] = []
    behind = 0  # the last quantity
    for i, token in enumerate(tokens):
        word = token.lower
        if i < behind or (word not in _OPENERS and (word.isalpha() or not _has_number(word))):
            continue
        quantity = _indefinite(tokens, i) if word in _POSSESSIVE else _quantity(tokens, i)
        if quantity is not None:
            found.append(quantity)
            behind = quantity.after + 1
    return found


def _quantity(tokens: Sequence[Token], i: int) -> Quantity | None:
    """The quantity that starts at i."""
    return _vague(tokens, i) or _number(tokens, i) or _none(tokens, i) or _indefinite(tokens, i)


def _has_number(word: str) -> bool:
    """True for a word that is no known one and may yet hold a number: "12", "70s", "twenty-two"."""
    return word[-1:].isdigit() or word[:1].isdigit() or "-" in word


def _number(tokens: Sequence[Token], first: int) -> Quantity | None:
    """The number that starts at `first`, with the modifiers on both sides of it."""
    if tokens[first].lower in ("a", "an") and (
        first + 1 == len(tokens) or tokens[first + 1].lower not in BEHIND_ARTICLE
    ):
        return None
    read = read_number(tokens, first)
    if read is None:
        return None
    last, value, high, own = read
    modified, qualifier = _modifier(tokens, first)
    if own is None and high != value:  # "10 to 12" has no single value: the lower end is what is surely said
        return Quantity(first, last, modified, last, value, Qualifier.AT_LEAST, value, high, "number")
    after = last
    qualifier = qualifier or own
    if qualifier is None:
        qualifier, after = _modifier_behind(tokens, last)
    return Quantity(first, last, modified, after, value, qualifier, *bounds(value, qualifier), "number")


def _modifier_behind(tokens: Sequence[Token], last: int) -> tuple[Qualifier, int]:
    """What the words behind a number say of it, and the last of them; exact where they say nothing."""
    if last + 1 == len(tokens) or tokens[last + 1].lower not in _FIRST_AFTER:
        return Qualifier.EXACT, last
    for phrase, meaning in _AFTER.items():
        if tuple(token.lower for token in tokens[last + 1 : last + 1 + len(phrase)]) == phrase:
            return meaning, last + len(phrase)
    return Qualifier.EXACT, last


def _modifier(tokens: Sequence[Token], first: int) -> tuple[int, Qualifier | None]:
    """The first token of the modifiers before `first`, and what they say; the nearest bound decides."""
    start, meaning = first, None
    if first > 2 and tokens[first - 1].lower == "to" and tokens[first - 3].lower in _TOLLS:
        return first, None  # "toll up to 6 now" has risen to it
    for _ in range(2):  # "at least about 20": two modifiers at most
        if not start or tokens[start - 1].lower not in _LAST_BEFORE:
            break
        for length in range(min(_LONGEST_BEFORE, start), 0, -1):
            qualifier = _BEFORE.get(tuple(token.lower for token in tokens[start - length : start]))
            if qualifier is not None:
                start, meaning = start - length, meaning or qualifier
                break
        else:
            break
    return start, meaning


def _vague(tokens: Sequence[Token], i: int) -> Quantity | None:
    """Vague quantities. The words that count are kept: "hundreds of thousands", "a number", "several dozen"."""
    word = tokens[i].lower
    if word in _BEGINS_COLLECTIVE:
        return _collective(tokens, i)
    if word not in _VAGUE_ALONE:
        return None
    before = tokens[i - 1].lower if i else ""
    behind, second = (tokens[j].lower if j < len(tokens) else "" for j in (i + 1, i + 2))
    if word in VAGUE_FACTOR and behind in ("dozen", "hundred", "thousand", "million", "score"):
        return _plain_vague(tokens, i, i + 1, VAGUE_FACTOR[word] * SCALES[behind])
    if word == "few":
        return _plain_vague(tokens, i, i, VAGUE["few"].low) if before in ("", "a", "the", "another") else None
    if word not in _BARE_VAGUE:
        return None
    if word in ("tens", "hundreds", "dozens", "scores") and behind == "of" and second in _TIMES:
        return _plain_vague(tokens, i, i + 2, VAGUE[word].low * _TIMES[second])
    if word == "many" and before in ("how", "as", "so"):
        return None
    if word == "some" and (DIGITS.fullmatch(behind) or behind in UNITS or behind in TENS):
        return None  # "some 20" is a modifier
    return _plain_vague(tokens, i, i, VAGUE["numerous" if word == "countless" else word].low)


def _collective(tokens: Sequence[Token], i: int) -> Quantity | None:
    """A vague quantity that needs "a" or a size, and "of": "a number of", "a large group of", "numbers of"."""
    if i and tokens[i - 1].lower in _NO_COLLECTIVE_BEHIND:
        return None  # "the number of wounded" names a toll
    j = i + (tokens[i].lower in ("a", "an"))
    if j < len(tokens) and tokens[j].lower in _COLLECTIVE_SIZES:
        j += 1
    if j + 1 >= len(tokens) or tokens[j].lower not in _COLLECTIVES:
        return None
    word, behind = tokens[j].lower, tokens[j + 1].lower
    if word == "number" and j > i + 1 and behind != "of":
        return _plain_vague(tokens, i, j, VAGUE["number"].low)  # "abducted an unknown number"
    if behind != "of" or word == "group" or not (i < j or word == "numbers"):
        return None
    # "a number of" people is at least two; a string, series or wave of attacks at least three
    least = VAGUE["couple" if word == "couple" else "number" if word in ("number", "numbers") else "several"].low
    return _plain_vague(tokens, i, j, least)


def _plain_vague(tokens: Sequence[Token], first: int, last: int, low: int) -> Quantity:
    """The vague quantity from `first` to `last`, with an "of" behind it that leads to what it counts."""
    word = tokens[last].lower
    leads = last + 1 < len(tokens) and tokens[last + 1].lower == "of" and word not in ("some", "many", "several")
    modified, _ = _modifier(tokens, first)
    high = VAGUE["couple"].high if word == "couple" else None
    return Quantity(first, last, modified, last + leads, None, Qualifier.VAGUE, low, high, "vague")


def _none(tokens: Sequence[Token], i: int) -> Quantity | None:
    """Words that count no one: "no", "none", "nobody", "no one"."""
    word, behind = tokens[i].lower, tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if _is_negated_any(tokens, i) or _are_unharmed(tokens, i):
        return Quantity(i, i, i, i, 0, Qualifier.EXACT, 0, 0, "none")
    if word not in ("no", "none", "nobody", "zero") or behind in _NOT_NONE:
        return None
    last = i + (word == "no" and behind == "one")
    after = last
    while after + 2 < len(tokens) and tokens[after + 1].lower in _NEWS:
        after += 1  # "no immediate reports of casualties"
    after += after > last and tokens[after + 1].lower == "of"
    return Quantity(i, last, i, after, 0, Qualifier.EXACT, 0, 0, "none")


def _is_negated_any(tokens: Sequence[Token], i: int) -> bool:
    """True for "any" in "did not cause any casualties", and for "without" in "without causing casualties"."""
    word = tokens[i].lower
    if word == "without":
        behind = [token.lower for token in tokens[i + 1 : i + 3]]
        before = [token.lower for token in tokens[max(0, i - _PASSING) : i]]
        if not (_PASSES.isdisjoint(before[-2:]) or _BARELY.isdisjoint(before)):
            return False  # "not one day has passed without civilians being killed"
        if behind[:1] and behind[0] in _LOSSES:
            return True
        return bool(behind) and behind[-1] in _LOSSES and behind[0] in _CAUSING
    return word == "any" and not NOT.isdisjoint(token.lower for token in tokens[max(0, i - 5) : i])


def _are_unharmed(tokens: Sequence[Token], i: int) -> bool:
    """True for "people" in "People were not hurt": it says of everyone that none was."""
    if tokens[i].lower not in EVERYONE or (i and tokens[i - 1].tag not in (".", ",", ":", "CC", "_SP", "IN")):
        return False
    behind = [token.lower for token in tokens[i + 1 : i + 4]]
    return behind[:1] in (["were"], ["are"]) and behind[1:2] in (["not"], ["n't"]) and behind[2:] != ["all"]


def _indefinite(tokens: Sequence[Token], i: int) -> Quantity | None:
    """An article or a possessive, which counts one where a noun in the singular follows: "a child", "his wife"."""
    word, following = tokens[i].lower, tokens[i + 1 : i + 2]
    if word == "another" and (not following or following[0].tag in (".", ",", "CC", "IN", "VBD", "VBZ", "VBN")):
        return Quantity(i, i, i, i, 1, Qualifier.EXACT, 1, 1, "number")  # "injured another"
    third = word == "a" and bool(following) and following[0].lower in _ORDINALS and len(tokens) > i + 2
    if third and tokens[i + 2].tag in (".", ",", "CC", "VBD", "VBZ"):
        return Quantity(i, i + 1, i, i + 1, 1, Qualifier.EXACT, 1, 1, "number")  # "wounded a third", "a third was hurt"
    theirs = word == "both" and len(tokens) > i + 2 and tokens[i + 1].tag == "PRP$" and tokens[i + 2].tag == "NNS"
    if theirs:  # "both her children"
        return Quantity(i, i, i, i + 1, 2, Qualifier.EXACT, 2, 2, "number")
    either = [token.lower for token in tokens[i + 2 : i + 4]]  # "both armed militants and civilians" are not two
    if word == "both" and following and following[0].tag in ("NNS", "JJ") and "and" not in either:
        return Quantity(i, i, i, i, 2, Qualifier.EXACT, 2, 2, "number")
    if word in _INDEFINITE or tokens[i].tag == "PRP$":
        return Quantity(i, i, i, i, 1, Qualifier.EXACT, 1, 1, "indefinite")
    return None

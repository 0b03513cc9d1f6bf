"""Numbers that count no one: dates, clock times, ages, percentages and money."""

import re

from tadwin.extract.numerals import UNITS
from tadwin.extract.quantities import Quantity
from tadwin.extract.tree import Tree
from tadwin.extract.words import words

MONTHS = words("calendar_numbers", "months")

_BEFORE_NO_COUNT = words("calendar_numbers", "before_no_count")
_AFTER_NO_COUNT = words("calendar_numbers", "after_no_count")
_BEFORE_YEAR = words("calendar_numbers", "before_year")
_AFTER_YEAR = words("calendar_numbers", "after_year")
_OF_AN_AGE = words("calendar_numbers", "of_an_age")
_YEAR = re.compile(r"(?:19|20)\d\d$")
#: "0730", "14:05"
_CLOCK = re.compile(r"0\d{3}|\d{1,2}:\d\d.*")
_NUMERIC_DATE = re.compile(r"\d[-/]\d+[-/]\d")
_AGE_WORD = re.compile(r"\d+-(?:year|month|day)-old|\d+y\.?o\.?")
#: What may follow the number of an age, cut into words as parsers do it.
_AGE_TAILS = (
    ("-", "year", "-", "old"), ("year", "-", "old"), ("-", "month", "-", "old"), ("year-old",), ("year", "old"),
    ("-", "year-old"), ("years", "old"), ("month", "-", "old"), ("month", "old"), ("-", "day", "-", "old"),
    ("y.o", "."), ("-", "y.o", "."), ("y.o.",), ("-", "y.o."), ("y", "/", "o"), ("yo",), ("-", "yo"), ("y.o",),
    ("-", "y.o"), ("yrs", "old"), ("yr", "old"), ("-", "yr", "-", "old"),
)  # fmt: skip
_AGE_OPENS = frozenset(tail[0] for tail in _AGE_TAILS)
#: Two words behind a number that make a length of time or an age of it.
_LENGTH_TAILS = (
    ["-", "year"], ["-", "month"], ["-", "day"], ["-", "week"], ["years", "old"], ["year", "-"], ["year", "old"],
)  # fmt: skip
#: Between the ages of several.
_AND = frozenset({",", "and", "&"})
#: A day of a month.
_DAY = re.compile(r"(?:[1-9]|[12]\d|3[01])$")
#: Between two days of a month.
_TO_DAY = frozenset({"and", "or", "to", "-", "until", "through", "&", "/"})
#: Around the ages of several, behind their noun.
_OPENS_AGES = frozenset({",", "(", "aged", "-", ":"})
_CLOSES_AGES = frozenset({",", ")", ".", ";", "", "and", "-"})
#: Right before ages.
AGED = frozenset({"aged", "ages", "age"})
#: In years. An age below this makes a child (Convention on the Rights of the Child, art. 1).
OF_AGE = 18
#: In years. No one reported on is older.
_OLDEST = 110
#: How many words before a list of ages the number of those whose ages they are may stand.
_COUNT_REACH = 4


def is_date_or_age(tree: Tree, quantity: Quantity) -> bool:
    """True for years, days of a month, clock times, ages, percentages and sums of money."""
    if quantity.kind != "number":
        return False
    if _is_numeric_date(tree, quantity) or _is_age(tree, quantity):
        return True
    before, after = tree.lower(quantity.modified - 1), tree.lower(quantity.last + 1)
    first = tree.tokens[quantity.first].text
    if before in MONTHS and first[0].isdigit() and ((quantity.value or 0) <= 31 or _YEAR.match(first)):
        return _follows_month(tree, quantity)
    if (quantity.value or 0) <= 31 and _leads_to_month(tree, quantity.last + 1):
        return True
    if _follows_days(tree, quantity):
        return True
    if before in _BEFORE_NO_COUNT or after in _AFTER_NO_COUNT or _is_part_of_ratio(tree, quantity):
        return True
    if before == "and" and "aged" in tree.words(quantity.modified - 3, quantity.modified - 2):
        return tree.tag(quantity.last + 1) not in ("NN", "NNS")  # "two women, aged 54 and 67"
    if _is_in_list_of_ages(tree, quantity):
        return True
    if _YEAR.match(first) and (after in _AFTER_YEAR or before in _BEFORE_YEAR):
        return tree.tag(quantity.last + 1) != "NNS" or before in MONTHS
    if age_until(tree, quantity.last) is not None:
        return True
    joined = tree.words(quantity.last + 1, quantity.last + 2)
    if joined in _LENGTH_TAILS or joined[:1] == ["year-old"] or joined == ["per", "cent"]:
        return True
    if _is_of_parts(tree, quantity) or _is_age_of(tree, quantity) or _is_of_a_parent(tree, quantity):
        return True
    return bool(_CLOCK.fullmatch(first))


def _is_in_list_of_ages(tree: Tree, quantity: Quantity) -> bool:
    """True for 19 and 22 in "two brothers, 19 and 22, died", for 4 and 7 in "three girls (4, 7 and 12)".

    There are as many such numbers as people were counted before them, and nothing stands between; behind "aged" they
    say themselves what they are.
    """
    if quantity.modified != quantity.last or (quantity.value or 0) > _OLDEST:
        return False
    first = quantity.last
    while tree.lower(first - 1) in _AND:
        joint = 1 + (tree.lower(first - 2) == ",")
        if not _may_be_age(tree, first - joint - 1):
            break
        first -= joint + 1
    last = ages_until(tree, first)
    if tree.lower(first - 1) in AGED and first < last:
        return not tree.tag(last + 1).startswith(("N", "J", "CD")) and tree.tag(quantity.last + 1) != "NNS"
    ages, opener, closer = (last - first) // 2 + 1, tree.lower(first - 1), tree.lower(last + 1)
    if ages >= 2 and opener in _OPENS_AGES and tree.words(last + 1, last + 2) == ["years", "old"]:
        return True  # "five men - 44, 24, 41, 43 and 47 years old - were hurt"
    if ages < 2 or opener not in _OPENS_AGES or closer not in _CLOSES_AGES:
        return False
    counts = tree.words(first - 1 - _COUNT_REACH, first - 2)
    return any(word == str(ages) or UNITS.get(word) == ages for word in counts)


def ages_until(tree: Tree, first: int) -> int:
    """The last number of the list of numbers that starts at `first`, each of which can be an age: "8, 11 and 14"."""
    last = first
    while True:
        joint = 1 + (tree.lower(last + 1) == "," and tree.lower(last + 2) in _AND)
        if tree.lower(last + joint) not in _AND or not _may_be_age(tree, last + joint + 1):
            return last
        last += joint + 1


def past_ages(tree: Tree, last: int) -> int:
    """The last token of the ages that commas or brackets set behind a noun: "a man, 58, was killed", "a woman (62)"."""
    opener, first = tree.lower(last + 1), last + 2
    if opener == "of" and tree.lower(last) in _OF_AN_AGE and _may_be_age(tree, first):
        return last if tree.tag(first + 1).startswith("N") else first  # "a boy of four"
    if opener not in (",", "(") or not _may_be_age(tree, first):
        return last
    until = ages_until(tree, first) + 1
    return until if tree.lower(until) == (")" if opener == "(" else ",") else last


def _may_be_age(tree: Tree, i: int) -> bool:
    word = tree.lower(i)
    return i >= 0 and word.isdigit() and int(word) <= _OLDEST


def _is_of_parts(tree: Tree, quantity: Quantity) -> bool:
    """True for the number of "a three-storey house" and "a 24-bed clinic"; not for "a five-member family"."""
    i = quantity.last + 1
    return _glued(tree, i) and tree.tag(i + 1) in ("NN", "VBN") and tree.tag(i + 2).startswith("N")


def _is_age_of(tree: Tree, quantity: Quantity) -> bool:
    """True in "a man of 52 was killed"; not in "a family of five"."""
    if (quantity.value or 0) > _OLDEST or tree.lower(quantity.modified - 1) not in ("of", "about", "around"):
        return False
    i = quantity.modified - 1 - (tree.lower(quantity.modified - 1) != "of")
    return tree.lower(i) == "of" and tree.lower(i - 1) in _OF_AN_AGE and not tree.tag(quantity.last + 1).startswith("N")


def _is_of_a_parent(tree: Tree, quantity: Quantity) -> bool:
    """True in "a mother of two": her children are no victims of the sentence."""
    return tree.lower(quantity.modified - 1) == "of" and tree.lower(quantity.modified - 2) in ("mother", "father")


def _is_part_of_ratio(tree: Tree, quantity: Quantity) -> bool:
    """True for both numbers of "one in five of those killed", and for "two thirds of them"."""
    i, j = quantity.last + 1, quantity.modified - 1
    if tree.lower(i) in ("thirds", "third", "quarters", "fifths", "tenths"):
        return True
    if tree.lower(i) == "in" and tree.tag(i + 1) == "CD" and not tree.tokens[i + 1].text.startswith(("19", "20")):
        return tree.lower(i + 2) in ("of", "people", "victims", "") or tree.tag(i + 2).startswith("V")
    return tree.lower(j) == "in" and tree.tag(j - 1) == "CD" and tree.lower(i) == "of"


def age_until(tree: Tree, i: int) -> int | None:
    """The first token behind "5-year-old" or "13 year old" at i, or None."""
    if tree.lower(i + 1) in _AGE_OPENS:
        behind = tuple(tree.words(i + 1, i + 5))
        for tail in _AGE_TAILS:
            if behind[: len(tail)] == tail:
                return i + 1 + len(tail)
    return i + 1 if tree.lower(i)[:1].isdigit() and _AGE_WORD.fullmatch(tree.lower(i)) else None


def _follows_days(tree: Tree, quantity: Quantity) -> bool:
    """True for the 4 and the 2024 of "on May 3 and 4, 2024" and of "May 3 and 4 2024 many people died"."""
    i = quantity.first
    if _YEAR.match(tree.lower(i)) and not tree.tag(quantity.last + 1).startswith("N"):
        i -= 1 + (tree.lower(i - 1) == ",")
    elif tree.tag(quantity.last + 1).startswith(("N", "J", "V")) or (quantity.value or 0) > 31:
        return False  # "on May 3 and 4 people died"
    if tree.lower(i - 1) in _TO_DAY and _DAY.match(tree.lower(i)) and _DAY.match(tree.lower(i - 2)):
        i -= 2
    elif i == quantity.first:
        return False
    return bool(_DAY.match(tree.lower(i))) and tree.lower(i - 1) in MONTHS


def _leads_to_month(tree: Tree, i: int) -> bool:
    """True where the words from `i` are a month, or lead to one over another day: the 3 of "3 and 4 May"."""
    if tree.lower(i) in _TO_DAY and _DAY.match(tree.lower(i + 1)):
        i += 2
    return tree.lower(i) in MONTHS and tree.tokens[i].text[0].isupper()


def _follows_month(tree: Tree, quantity: Quantity) -> bool:
    """True for 5 in "May 5"; not in "it may 5", nor for 40 in "on 5 August 40 shells fell"."""
    if tree.lower(quantity.modified - 2)[:1].isdigit() and not _YEAR.match(tree.tokens[quantity.first].text):
        return False
    return not (tree.lower(quantity.modified - 1) == "may" and tree.tag(quantity.modified - 1) == "MD")


def _is_numeric_date(tree: Tree, quantity: Quantity) -> bool:
    """True for the numbers of "05-05-2016" and "17/02/2016", and for a year that counts nothing."""
    first = tree.tokens[quantity.first].text
    left = _glued(tree, quantity.first - 1) and tree.lower(quantity.first - 2)[-1:].isdigit()
    right = _glued(tree, quantity.last + 1) and tree.lower(quantity.last + 2)[:1].isdigit()
    if left or right or _NUMERIC_DATE.search(first):
        return True
    if not _YEAR.match(first) or not quantity.modified == quantity.first == quantity.last:
        return False
    following = tree.tokens[quantity.last + 1].text if quantity.last + 1 < len(tree.tokens) else ""
    return not following[:1].islower() or tree.tag(quantity.last + 1) in ("IN", "DT")


def _glued(tree: Tree, i: int) -> bool:
    """True for a dash or stroke without white space on either side."""
    if tree.lower(i) not in ("-", "/") or not 0 < i < len(tree.tokens) - 1:
        return False
    return tree.tokens[i - 1].end == tree.tokens[i].start and tree.tokens[i].end == tree.tokens[i + 1].start


def _is_age(tree: Tree, quantity: Quantity) -> bool:
    """True for a bare number behind a name: "Ziad, 13, suffered", "Ziad 13, suffered", "Ziad (34)"."""
    if (quantity.value or 0) > _OLDEST:
        return False
    i = quantity.modified - 1
    after = tree.lower(quantity.last + 1)
    if tree.lower(i) in (",", "(") and after in (",", ")", ".", "", "and"):
        return tree.tag(i - 1) in ("NNP", "NN") and tree.tag(quantity.last + 2) != "CD"
    named = tree.tag(i) == "NNP" and tree.tag(i - 1) not in ("", "IN")
    return named and after == "," and quantity.modified == quantity.first


def is_child_age(tree: Tree, i: int) -> bool:
    """True for an age in years below 18, or in months or days, at i."""
    digits = re.match(r"\d+", tree.lower(i))
    if digits is None or age_until(tree, i) is None:
        return False
    months = "month" in tree.lower(i) or any(part.startswith(("month", "day")) for part in tree.words(i, i + 3))
    return months or int(digits[0]) < OF_AGE

"""Numbers that count no one: dates, clock times, ages, percentages and money."""

import re

from tadwin.extract.quantities import Quantity
from tadwin.extract.tree import Tree
from tadwin.extract.words import words

MONTHS = words("counted", "months")

_YEAR = re.compile(r"(?:19|20)\d\d$")


def is_date_or_age(tree: Tree, quantity: Quantity) -> bool:
    """True for years, days of a month, clock times, ages, percentages and sums of money."""
    before, after = tree.lower(quantity.modified - 1), tree.lower(quantity.last + 1)
    first = tree.tokens[quantity.first]
    if quantity.kind != "number":
        return False
    if _is_numeric_date(tree, quantity) or _is_age(tree, quantity):
        return True
    if (
        before in MONTHS
        and first.text[0].isdigit()
        and quantity.value is not None
        and (quantity.value <= 31 or _YEAR.match(first.text))
    ):
        if tree.lower(quantity.modified - 2)[:1].isdigit() and not _YEAR.match(first.text):
            return False  # "on 5 August 40 shells fell": the day stands before the month
        return not (before == "may" and tree.tag(quantity.modified - 1) == "MD")
    if after in MONTHS and tree.tokens[quantity.last + 1].text[0].isupper() and (quantity.value or 0) <= 31:
        return True
    if (
        before in ("$", "€", "£", "us$", "aged", "age", "no.", "resolution", "article", "chapter")
        or (after in ("%", "percent", "a.m.", "p.m.", "am", "pm", ":", "st", "nd", "rd", "th", "°")
        and after != ":")
    ):
        return True
    if _YEAR.match(first.text) and (
        after in ("", ".", ",", ")", "and", "when", "the", "-")
        or before in ("in", "since", "of", "by", "until", "from", "during", "late", "early", "mid", "(")
    ):
        return tree.tag(quantity.last + 1) != "NNS" or before in MONTHS
    joined = tree.words(quantity.last + 1, quantity.last + 4)
    if (
        joined[:2] in (["-", "year"], ["-", "month"], ["-", "day"], ["-", "week"])
        or joined[:1] == ["year-old"]
        or joined[:2] in (["years", "old"], ["year", "-"], ["year", "old"])
    ):
        return True
    return bool(re.fullmatch(r"0\d{3}|\d{1,2}:\d\d.*", first.text)) or (
        joined[:1] == ["per"] and joined[1:2] == ["cent"]
    )


def _is_numeric_date(tree: Tree, quantity: Quantity) -> bool:
    """ "05-05-2016", "17/02/2016", and a year that counts nothing."""
    left = _glued(tree, quantity.first - 1) and tree.lower(quantity.first - 2)[-1:].isdigit()
    right = _glued(tree, quantity.last + 1) and tree.lower(quantity.last + 2)[:1].isdigit()
    if left or right or re.search(r"\d[-/]\d+[-/]\d", tree.tokens[quantity.first].text):
        return True
    is_year = bool(_YEAR.match(tree.tokens[quantity.first].text)) and quantity.first == quantity.last
    following = tree.tokens[quantity.last + 1].text if quantity.last + 1 < len(tree.tokens) else ""
    return (
        is_year
        and quantity.modified == quantity.first
        and (not following[:1].islower() or tree.tag(quantity.last + 1) in ("IN", "DT"))
    )


def _glued(tree: Tree, i: int) -> bool:
    """True for a dash or stroke without white space on either side."""
    if tree.lower(i) not in ("-", "/") or not 0 < i < len(tree.tokens) - 1:
        return False
    return tree.tokens[i - 1].end == tree.tokens[i].start and tree.tokens[i].end == tree.tokens[i + 1].start


def _is_age(tree: Tree, quantity: Quantity) -> bool:
    """ "Ziad, 13, suffered", "Ziad 13 suffered", "(34)": a bare number behind a name."""
    i = quantity.modified - 1
    after = tree.lower(quantity.last + 1)
    if tree.lower(i) in (",", "(") and after in (",", ")", ".", "", "and"):
        i -= 1
        return tree.tag(i) in ("NNP", "NN") and (quantity.value or 0) <= 110 and tree.tag(quantity.last + 2) != "CD"
    return (
        tree.tag(i) == "NNP"
        and tree.tag(i - 1) not in ("", "IN")
        and after == ","
        and quantity.modified == quantity.first
        and (quantity.value or 0) <= 110
    )


def age_until(tree: Tree, i: int) -> int | None:
    """The first token behind "5-year-old" or "13 year old" at i, or None."""
    words = tree.words(i + 1, i + 5)
    for pattern in (
        ["-", "year", "-", "old"],
        ["year", "-", "old"],
        ["-", "month", "-", "old"],
        ["year-old"],
        ["year", "old"],
        ["-", "year-old"],
        ["years", "old"],
        ["month", "-", "old"],
        ["month", "old"],
        ["-", "day", "-", "old"],
    ):
        if words[: len(pattern)] == pattern:
            return i + 1 + len(pattern)
    return i + 1 if re.fullmatch(r"\d+-(?:year|month|day)-old", tree.lower(i)) else None

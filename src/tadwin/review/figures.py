"""A claim's figure as a reviewer sets it. Whatever is set, low is never above high, nor the value outside of them."""

from dataclasses import replace
from typing import Any

from tadwin.errors import DecisionError
from tadwin.review.named import Known
from tadwin.types import Claim, Figure
from tadwin.vocab import Qualifier, bounds

#: What a record can hold.
_MOST = 2**63 - 1


def read_number(words: str, _: Known) -> int:
    """A whole number. Digits may be grouped with commas."""
    digits = words.replace(",", "")
    if not (digits.isascii() and digits.isdecimal()) or int(digits) >= _MOST:
        raise DecisionError(f"'{words}' is no figure; give a whole number, 0 or more")
    return int(digits)


def read_high(words: str, known: Known) -> int | None:
    """A whole number, or None for no upper bound."""
    return None if words.casefold() == "none" else read_number(words, known)


def value_of(claim: Claim) -> int | None:
    return claim.figure.value


def low_of(claim: Claim) -> int:
    return claim.figure.low


def high_of(claim: Claim) -> int | None:
    return claim.figure.high


def qualifier_of(claim: Claim) -> str:
    return claim.figure.qualifier.value


def put_value(claim: Claim, value: Any) -> Claim:
    """The number that was said; its qualifier stays, but a number that is known is not vague."""
    number = _whole(value)
    qualifier = Qualifier.EXACT if claim.figure.qualifier is Qualifier.VAGUE else claim.figure.qualifier
    low, high = bounds(number, qualifier)
    return _with(claim, replace(claim.figure, value=number, qualifier=qualifier, low=low, high=high))


def put_qualifier(claim: Claim, value: Any) -> Claim:
    """How the words bound the number; without a number the bounds stay."""
    figure = replace(claim.figure, qualifier=Qualifier(value))
    if figure.value is not None and figure.qualifier is not Qualifier.VAGUE:
        low, high = bounds(figure.value, figure.qualifier)
        figure = replace(figure, low=low, high=high)
    return _with(claim, figure)


def put_low(claim: Claim, value: Any) -> Claim:
    """The least that it can mean; a high below it is raised to it."""
    low, high = _whole(value), claim.figure.high
    return _with(claim, _within(replace(claim.figure, low=low, high=None if high is None else max(high, low))))


def put_high(claim: Claim, value: Any) -> Claim:
    """The most that it can mean, None for no bound; a low above it is lowered to it."""
    high = None if value is None else _whole(value)
    low = claim.figure.low if high is None else min(claim.figure.low, high)
    return _with(claim, _within(replace(claim.figure, low=low, high=high)))


def _within(figure: Figure) -> Figure:
    value = figure.value
    if value is None:
        return figure
    value = max(value, figure.low)
    return replace(figure, value=value if figure.high is None else min(value, figure.high))


def _with(claim: Claim, figure: Figure) -> Claim:
    return replace(claim, figure=figure)


def _whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value < _MOST:
        raise ValueError(f"{value!r} is no whole number")
    return value

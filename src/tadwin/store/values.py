"""Values of a row, held to be what the schema says.

SQLite keeps a word in a column of numbers, and JSON holds anything: a record that someone edited or that a disk
damaged must be named, not believed. Each function gives the value back or raises ValueError.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from tadwin.types import Span

T = TypeVar("T")


def word(value: object) -> str:
    """Text."""
    return value if type(value) is str else _of(value, str)


def word_or_none(value: object) -> str | None:
    """Text, or nothing."""
    return value if value is None or type(value) is str else _of(value, str)


def whole(value: object) -> int:
    """A whole number."""
    return value if type(value) is int else _of(value, int)


def whole_or_none(value: object) -> int | None:
    """A whole number, or nothing."""
    return None if value is None else whole(value)


def degrees_or_none(value: object) -> float | None:
    """Degrees of latitude or longitude, or nothing."""
    if value is None:
        return None
    if type(value) not in (int, float) or not -180 <= float(str(value)) <= 180:
        raise ValueError(f"{_shown(value)} is no latitude or longitude")
    return float(str(value))


def flag(value: object) -> bool:
    """True or False."""
    return _of(value, bool)


def words(value: object) -> tuple[str, ...]:
    """A list of texts."""
    return tuple(word(one) for one in _of(value, list))


def words_by_name(value: object) -> dict[str, str]:
    """Texts by name."""
    return {word(name): word(one) for name, one in _of(value, dict).items()}


def rows(value: object) -> Sequence[Mapping[str, Any]]:
    """A list of objects."""
    return [_of(one, dict) for one in _of(value, list)]


def span(report_id: str, start: object, end: object, quote: object) -> Span:
    """A span with as many code points as its quote has. Whether they are the text's, `check_record` tells."""
    made = Span(report_id, whole(start), whole(end), word(quote))
    if made.start < 0 or not made.quote or made.end - made.start != len(made.quote):
        raise ValueError(f"{made.start}..{made.end} is not where {_shown(made.quote)} can stand")
    return made


def _of(value: object, kind: type[T]) -> T:
    if type(value) is not kind:  # True is an int for Python, and not for us
        raise ValueError(f"{_shown(value)} stands where {_NAMES[kind]} belongs")
    return value


def _shown(value: object) -> str:
    return repr(value)[:60]


_NAMES: Mapping[type, str] = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    list: "a list",
    dict: "an object",
}

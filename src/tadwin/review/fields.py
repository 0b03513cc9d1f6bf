"""The fields of a claim that a reviewer can set: how a value is given in words, checked, kept as JSON and put in place.

Words come from a person, JSON from a decision: `read` refuses words with what to give in their place (DecisionError),
`put` raises LookupError, TypeError or ValueError for JSON that tadwin did not write.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from tadwin.errors import DecisionError
from tadwin.review import figures, named
from tadwin.review.named import Known
from tadwin.types import Claim
from tadwin.vocab import Effect, EventType, Group, Qualifier, Role, Scope, Stance, Status

#: The field that leaves a whole claim out.
REJECTED = "rejected"
#: What clears a field.
NONE = "none"

Read = Callable[[str, Known], Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A field by its name. `attribute` is what evidence calls it, `takes` what can be given, in words.

    `clears` are attributes that a new value leaves without meaning.
    """

    name: str
    attribute: str
    takes: str
    read: Read
    get: Callable[[Claim], Any]
    put: Callable[[Claim, Any], Claim]
    clears: tuple[str, ...] = ()


def field_named(name: str) -> Field:
    """The field of that name. Raises DecisionError, which lists them, for none."""
    if name not in FIELDS:
        raise DecisionError(f"there is no field '{name}'; give {_either(list(FIELDS))}")
    return FIELDS[name]


def read(field: Field, words: str, known: Known) -> str:
    """A value in a person's words as JSON. Raises DecisionError, which says what can be given."""
    return dumps(field.read(words.strip(), known))


def before(field: Field, claim: Claim) -> str:
    """The value that a claim has, as JSON."""
    return dumps(field.get(claim))


def dumps(value: Any) -> str:
    """JSON as decisions keep it: one way to write each value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def loads(value: str | None) -> Any:
    """A value that a decision keeps. Raises ValueError for what is no JSON."""
    if value is None:
        raise ValueError("there is no value")
    return json.loads(value)


def in_words(value: str | None) -> str:
    """A value that a decision keeps, in words: "none", "12", "the Army; gunmen", "2024-03-01"."""
    return _words(loads(value or "null"))


def _words(value: Any) -> str:
    match value:
        case None:
            return NONE
        case bool():
            return "true" if value else "false"
        case {"name": name, "lat": lat, "lon": lon} if lat is not None:
            return f"{name} ({lat}, {lon})"
        case {"name": name}:
            return str(name)
        case [str(first), str(last)]:
            return first if first == last else f"{first}..{last}"
        case [*several]:
            return "; ".join(map(_words, several))
        case _:
            return str(value)


def _one_of(name: str, kind: type[StrEnum], *, clears: bool = True) -> Field:
    values = [member.value for member in kind]

    def reading(words: str, _: Known) -> str | None:
        if clears and words.casefold() == NONE:
            return None
        # "Air/drone strike" and "women and children" are as clear as the words of the vocabulary.
        given = words.casefold().replace(" ", "_")
        for value in values:
            if value.replace(" ", "_") == given:
                return value
        raise DecisionError(f"'{words}' is no {name}; give {takes}")

    def putting(claim: Claim, value: Any) -> Claim:
        if value is None and not clears:
            raise ValueError(f"{name} cannot be none")
        changed: dict[str, Any] = {name: None if value is None else kind(value)}
        return replace(claim, **changed)

    takes = _either([*values, NONE] if clears else values)
    return Field(name, name, takes, reading, lambda claim: getattr(claim, name), putting)


def _text(name: str, takes: str) -> Field:
    def reading(words: str, _: Known) -> str | None:
        if not words:
            raise DecisionError(f"the value is empty; give {takes}, or {NONE}")
        return None if words.casefold() == NONE else words

    def putting(claim: Claim, value: Any) -> Claim:
        changed: dict[str, Any] = {name: None if value is None else named.text(value)}
        return replace(claim, **changed)

    return Field(name, name, f"{takes}, or {NONE}", reading, lambda claim: getattr(claim, name), putting)


def _yes_or_no(words: str, _: Known) -> bool:
    answer = {"true": True, "yes": True, "false": False, "no": False}.get(words.casefold())
    if answer is None:
        raise DecisionError(f"'{words}' cannot be used; give true, which leaves the claim out, or false")
    return answer


def _keep(claim: Claim, _: Any) -> Claim:
    return claim


def _either(values: list[str]) -> str:
    return f"{', '.join(values[:-1])} or {values[-1]}"


_NUMBER = "a whole number, 0 or more"
_QUALIFIERS = _one_of("qualifier", Qualifier, clears=False)

_ALL = (
    Field("value", "figure", _NUMBER, figures.read_number, figures.value_of, figures.put_value),
    Field("low", "figure", _NUMBER, figures.read_number, figures.low_of, figures.put_low),
    Field("high", "figure", f"{_NUMBER}, or {NONE}", figures.read_high, figures.high_of, figures.put_high),
    Field("qualifier", "figure", _QUALIFIERS.takes, _QUALIFIERS.read, figures.qualifier_of, figures.put_qualifier),
    _one_of("effect", Effect, clears=False),
    _one_of("group", Group),
    _one_of("status", Status),
    _one_of("role", Role),
    _one_of("scope", Scope, clears=False),
    _one_of("stance", Stance, clears=False),
    Field(
        "day",
        "time",
        f"a day such as 2024-03-01, days such as 2024-03-01..2024-03-03, or {NONE}",
        named.read_days,
        named.days_of,
        named.put_days,
        clears=("period",),
    ),
    Field(
        "place",
        "places",
        f"NAME, or 'NAME, LATITUDE, LONGITUDE'; several with ; between, or {NONE}",
        named.read_places,
        named.places_of,
        named.put_places,
    ),
    Field(
        "perpetrators",
        "perpetrators",
        f"NAME; several with ; between, or {NONE}",
        named.read_actors,
        named.perpetrators_of,
        named.put_perpetrators,
    ),
    Field("claimant", "claimant", f"NAME, or {NONE}", named.read_actor, named.claimant_of, named.put_claimant),
    _one_of("event_type", EventType),
    _text("weapon", "words such as 'barrel bomb'"),
    _text("object", "words such as 'hospital'"),
    _text("part_of", "the id of the claim that it is a part of"),
    Field(REJECTED, REJECTED, "true, which leaves the claim out, or false", _yes_or_no, lambda _: False, _keep),
)
FIELDS: Mapping[str, Field] = {field.name: field for field in _ALL}

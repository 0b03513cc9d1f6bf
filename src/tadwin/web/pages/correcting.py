"""The form on which a claim is corrected: each field as it stands, in words that can be given back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tadwin.review.fields import FIELDS, NONE, REJECTED, before, in_words
from tadwin.types import Claim, Evidence, Place
from tadwin.vocab import Effect, EventType, Group, Qualifier, Role, Scope, Stance, Status

#: The vocabulary that a field takes a value of, and whether it can be without one.
_CHOICES: Mapping[str, tuple[Iterable[str], bool]] = {
    "qualifier": (tuple(Qualifier), False),
    "effect": (tuple(Effect), False),
    "group": (tuple(Group), True),
    "status": (tuple(Status), True),
    "role": (tuple(Role), True),
    "scope": (tuple(Scope), False),
    "stance": (tuple(Stance), False),
    "event_type": (tuple(EventType), True),
}
#: The order in which values are decided: a qualifier sets the bounds anew, so bounds that are given come after it.
ORDER = ("effect", "qualifier", "value", "low", "high")
#: Fields with what they are for, in the order of the form.
_GROUPS: Sequence[tuple[str, Sequence[str]]] = (
    ("figure", ("effect", "value", "qualifier", "low", "high", "object")),
    ("people", ("group", "status", "role", "part_of")),
    ("when and where", ("day", "place", "event_type", "weapon")),
    ("who", ("claimant", "perpetrators")),
    ("how it counts", ("stance", "scope")),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A field on the form. `value` is what the form holds, `stands` what the claim says; `choices` are values with
    their words, empty for one that is typed. `error` says why what was typed cannot be.
    """

    name: str
    value: str
    stands: str
    takes: str
    choices: Sequence[tuple[str, str]]
    error: str
    evidence: Sequence[Evidence]


def asked(
    claim: Claim, beside: Iterable[Claim], typed: Mapping[str, str], errors: Mapping[str, str]
) -> list[tuple[str, list[Asked]]]:
    """The fields in their groups. `beside` are the other claims of the report, of which this one may be a part."""
    wholes = [("", ""), *((one.id, f"“{one.number.quote}”, {one.effect}") for one in beside if one.id != claim.id)]
    made = []
    for title, names in _GROUPS:
        fields = []
        for name in names:
            field, stands = FIELDS[name], given(name, claim)
            values, clears = _CHOICES.get(name, ((), False))
            choices = [("", "")] * clears + [(str(one), str(one).replace("_", " ")) for one in values]
            why = [one for one in claim.evidence if one.attribute == field.attribute]
            value, error = typed.get(name, stands), errors.get(name, "")
            fields.append(Asked(name, value, stands, field.takes, wholes if name == "part_of" else choices, error, why))
        made.append((title, fields))
    return made


def given(name: str, claim: Claim) -> str:
    """A field's value in the words in which a person can give it; empty for none."""
    if name == "place":
        return "; ".join(map(_place, claim.places))
    words = _plain(in_words(before(FIELDS[name], claim)))
    return "" if words == NONE else words


def _plain(words: str) -> str:
    """Words as a field of one line holds them: browsers leave out what breaks lines."""
    return " ".join(words.split())


def _place(place: Place) -> str:
    name = _plain(place.name.replace(",", " ").replace(";", " "))
    return name if place.lat is None or place.lon is None else f"{name}, {place.lat}, {place.lon}"


def changed(claim: Claim, typed: Mapping[str, str]) -> dict[str, str]:
    """The fields whose words are others than those that stand, in the order in which they are to be decided."""
    names = sorted(typed.keys() & FIELDS.keys() - {REJECTED}, key=_order)
    return {name: _plain(typed[name]) or NONE for name in names if _plain(typed[name]) != given(name, claim)}


def _order(name: str) -> tuple[int, str]:
    return (ORDER.index(name) if name in ORDER else len(ORDER), name)

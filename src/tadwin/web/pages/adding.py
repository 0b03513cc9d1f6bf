"""The form on which words of a report become a claim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tadwin.export import wording
from tadwin.review.fields import FIELDS
from tadwin.types import Incident
from tadwin.vocab import Effect, Group, Qualifier, Status
from tadwin.web.pages.found import Spot
from tadwin.web.pages.numbers import plain_number

#: The fields of a claim that is added, in the order of the form.
ASKED = ("effect", "value", "qualifier", "group", "status", "day", "place", "claimant", "perpetrators")
_CHOICES: Mapping[str, Sequence[str]] = {
    "effect": tuple(Effect),
    "qualifier": tuple(Qualifier),
    "group": ("", *Group),
    "status": ("", *Status),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A field of the form: what it holds, what it can hold (empty for any words), and why what it held cannot be."""

    name: str
    value: str
    takes: str
    choices: Sequence[tuple[str, str]]
    error: str


@dataclass(frozen=True, slots=True)
class Belonging:
    """An incident that the claim can be of. `value` is its id and what was seen of it, as the form sends them."""

    incident: Incident
    token: str
    told_here: bool

    @property
    def value(self) -> str:
        """As the form holds it."""
        return f"{self.incident.id} {self.token}"

    @property
    def words(self) -> str:
        """The incident in a line."""
        return f"{wording.headline(self.incident)}, {wording.days(self.incident.time)}"


@dataclass(frozen=True, slots=True)
class Adding:
    """The form. `words` are those selected or typed, at `spot` where that is known; `spots` are places to choose from.

    `into` is the id of the incident that is chosen, empty for a new one. `said` is why it was refused, `is_open` True
    where it is in use.
    """

    words: str
    spot: Spot | None
    spots: Sequence[Spot]
    lines: Sequence[Line]
    belongings: Sequence[Belonging]
    into: str
    note: str = ""
    said: str = ""
    overtaken: bool = False
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What was asked for or typed so far: words, where they stand, the incident, and the fields by their names."""

    words: str = ""
    spot: Spot | None = None
    spots: Sequence[Spot] = ()
    into: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    said: str = ""
    overtaken: bool = False


def adding(given: Given, belongings: Sequence[Belonging]) -> Adding:
    """The form with what was given; the number is filled in where the words give one that is plain."""
    read = plain_number(given.spot.words if given.spot else given.words)
    defaults = {"value": "" if read is None else str(read), "qualifier": Qualifier.EXACT.value, "effect": ""}
    lines = []
    for name in ASKED:
        choices = [(str(one), str(one).replace("_", " ")) for one in _CHOICES.get(name, ())]
        value = given.typed.get(name, defaults.get(name, ""))
        lines.append(Line(name, value, FIELDS[name].takes, choices, given.errors.get(name, "")))
    return Adding(
        words=given.spot.words if given.spot else given.words,
        spot=given.spot,
        spots=given.spots,
        lines=lines,
        belongings=belongings,
        into=given.into,
        note=given.note,
        said=given.said,
        overtaken=given.overtaken,
        is_open=bool(given.spot or given.words or given.said or given.into),
    )

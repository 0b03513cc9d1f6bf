"""What one report tells of one incident: a frame, as its claims fill it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tadwin.extract.attackers import alike
from tadwin.extract.judged import Finding
from tadwin.extract.nearness import REGION_KM, lies_in
from tadwin.extract.periods import INCIDENT_DAYS
from tadwin.extract.scopes import WIDE_PLACES
from tadwin.types import Mention, Place, When
from tadwin.vocab import Effect, EventType

_LASTING = frozenset({Effect.DETAINED, Effect.ABDUCTED, Effect.DISPLACED, Effect.MISSING})
#: They are looked for after the attack that is told, and led away in the attack told just before.
_LOOKED_FOR, _LED_AWAY = Effect.MISSING, frozenset({Effect.DETAINED, Effect.ABDUCTED})
#: How many sentences behind a figure "the attack" is still the one that it counts.
_SHORTLY = 3

#: What a figure counts, and how many.
Count = tuple[Effect, int]


@dataclass(slots=True)
class Frame:
    """What is known so far of one incident in one report."""

    number: int
    places: list[Mention[Place]] = field(default_factory=list)
    when: Mention[When] | None = None
    event: EventType | None = None
    weapon: str | None = None
    is_tally: bool = False
    is_apart: bool = False  # a tally, or told in passing: what is told later does not come back to it
    last_passage: int = 0  # the number of the last passage with a figure of it
    taken: int = 0  # the number of the passage of the figure that it took last
    effects: set[Effect] = field(default_factory=set)
    kinds: frozenset[str] = frozenset()  # of attack, as its figures tell
    counts: set[Count] = field(default_factory=set)  # its figures of everyone
    is_headed: bool = False  # its places are those of a head, and what stands under it may name a finer one
    sides: set[str] = field(default_factory=set)  # whom its figures blame
    around: list[Mention[Place]] = field(default_factory=list)  # what its places lie in
    settled: list[Mention[Place]] = field(default_factory=list)  # where it was, told behind its first figures

    def is_of(self, effect: Effect, kinds: frozenset[str]) -> bool:
        """True when a figure without a day of its own may be of the frame's day.

        People are held or driven out for longer than an attack takes, and another kind of attack was another time.
        Those missing, and those led away in the same breath ("They also abducted nine"), are of the attack told.
        """
        shortly = effect in _LED_AWAY and self.taken >= self.last_passage - 1
        if shortly:
            return True
        told = bool(self.effects) and effect is _LOOKED_FOR
        return (not lasts(effect) or effect in self.effects or told) and alike(kinds, self.kinds)

    def refine(self, places: Sequence[Mention[Place]]) -> None:
        """Learns where under its head, or the title, the first attack was: the places known are among these."""
        told = {one.names for one in self.places}
        if not self.effects and not self.is_tally and told <= {one.names for one in places}:
            self.places = list(places)

    def settle(self, places: Sequence[Mention[Place]], index: int) -> None:
        """Learns where the attack told shortly before was, if only its province or country was told, or nothing."""
        if index - self.last_passage <= _SHORTLY and not self.is_apart and self.may_be_at(places):
            fine = [one for one in places if one.names.precision not in WIDE_PLACES]
            self.settled, self.places = fine, [*fine, *self.places]

    def may_be_at(self, places: Sequence[Mention[Place]]) -> bool:
        """True where no settlement of it was told, and what was told may hold those among `places`."""
        if any(one.names.precision not in WIDE_PLACES for one in self.places):
            return False
        fine = [one for one in places if one.names.precision not in WIDE_PLACES]
        return all(lies_in(one.names, wide.names, REGION_KM) for one in fine for wide in self.places)

    def day_of_list(self, places: Sequence[Mention[Place]]) -> Mention[When] | None:
        """The day of an attack, for what is told next of other places of its country."""
        countries = {one.names.country for one in (*self.places, *places)} - {None}
        one_day = self.when is not None and is_day(self.when.names)
        return self.when if one_day and not self.is_apart and len(countries) < 2 else None

    def counts_others(self, count: Count | None) -> bool:
        """True where it counts the harm of this figure already, and as other people."""
        return count is not None and count not in self.counts and any(one[0] is count[0] for one in self.counts)

    def is_older_than(self, when: Mention[When] | None, count: Count | None) -> bool:
        """True where it was told without a day, and not of this figure."""
        return when is not None and self.when is None and bool(self.effects) and count not in self.counts

    def take(self, effect: Effect, kinds: frozenset[str], count: Count | None) -> None:
        """Learns what harm a figure tells, from what kind of attack, and of how many."""
        self.taken = self.last_passage
        if count is not None:
            self.counts.add(count)
        self.effects.add(effect)
        self.kinds |= kinds


def count_of(finding: Finding) -> Count | None:
    """What a figure of people of every age and sex counts; None for others, and without a number."""
    counted = finding.counted
    if counted.kind == "object" or counted.group is not None or counted.quantity.value is None:
        return None
    return finding.effect, counted.quantity.value


def lasts(effect: Effect) -> bool:
    """True for harm that goes on for longer than an attack takes."""
    return effect in _LASTING


def finest(places: Sequence[Mention[Place]]) -> set[str]:
    """The names of the places that are not merely a country, province or area; all names if there is none finer."""
    fine = {one.names.name.lower() for one in places if one.names.precision not in WIDE_PLACES}
    return fine or {one.names.name.lower() for one in places}


def is_day(when: When) -> bool:
    """True for a day, or for days so few that one attack may be told of them."""
    return when.start is not None and when.end is not None and (when.end - when.start).days < INCIDENT_DAYS

"""Who says what of one effect: the counts of each voice by cell, and the counts of shares, which are only floors.

A voice is an independent origin, or one report that says figures in its own voice or by people whom it does not name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tadwin.frames import number_order
from tadwin.reconcile.bounds import Cell, lies_in
from tadwin.reconcile.conjuncts import Count, count, phrases
from tadwin.reconcile.partial import is_of_some
from tadwin.reconcile.repeats import REPEATS
from tadwin.reconcile.said import COUNTS_THERE, Said
from tadwin.types import Claim
from tadwin.vocab import COUNTS_OTHERS, OTHERS, Effect, Stance

#: Effects that befall people. Strikes and objects are counted in claims: a cell does not say which objects they are.
OF_PEOPLE = (
    Effect.KILLED,
    Effect.INJURED,
    Effect.CASUALTIES,
    Effect.MISSING,
    Effect.DETAINED,
    Effect.ABDUCTED,
    Effect.DISPLACED,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A count of one cell in one frame. `share` when it counts only some whom its cell would take for all."""

    cell: Cell
    count: Count
    frame: str
    report_id: str
    published: date | None
    at: int  # where the report first gives the number
    share: bool = False


@dataclass(frozen=True)
class Voice:
    """What one voice tells of one effect, by report and in the order of the text.

    `name` is None for a report's own voice. `origin` and `independent` are as on `Said`.
    """

    origin: str
    independent: bool
    name: str | None
    told: tuple[Told, ...]

    def counts(self, cell: Cell) -> Sequence[Told]:
        """Its counts of everyone in the cell; shares are left out."""
        return self._counts.get(cell, ())

    @cached_property
    def _counts(self) -> Mapping[Cell, Sequence[Told]]:
        found: dict[Cell, list[Told]] = {}
        for one in self.told:
            if not one.share:
                found.setdefault(one.cell, []).append(one)
        return found

    @cached_property
    def by_frame(self) -> Sequence[Sequence[Told]]:
        """What it tells, in parts of one frame each."""
        frames: dict[str, list[Told]] = {}
        for told in self.told:
            frames.setdefault(told.frame, []).append(told)
        return tuple(frames.values())


@dataclass(frozen=True, slots=True)
class Heard:
    """All that is said of one effect: by the voices of the claims that count, and the claims that do not."""

    voices: tuple[Voice, ...]
    aside: tuple[Said, ...]


def heard(said: Iterable[Said]) -> dict[Effect, Heard]:
    """What claims say of each effect that befalls people, in the order of OF_PEOPLE; of the others nothing."""
    of: dict[Effect, list[Said]] = {}
    for one in said:
        of.setdefault(one.claim.effect, []).append(one)
    return {
        effect: Heard(voices(of[effect]), tuple(one for one in of[effect] if not one.counts))
        for effect in OF_PEOPLE
        if effect in of
    }


def voices(said: Iterable[Said]) -> tuple[Voice, ...]:
    """The voices behind claims of one effect; only claims that count. The order of `said` never matters."""
    of = {one.claim.id: one for one in said}
    by_frame: dict[str, list[Claim]] = {}
    for one in of.values():
        by_frame.setdefault(one.claim.frame, []).append(one.claim)
    tolls = tuple(one.claim for one in of.values() if _is_toll(one.claim))
    everyone = {one.claim.id: one.claim for one in of.values()}
    given = _given_first(of)
    told: dict[tuple[bool, str, str], list[Told]] = {}
    named: dict[tuple[bool, str, str], str | None] = {}
    for _, claims in sorted(by_frame.items()):
        ordered = sorted(claims, key=number_order)
        inside = _Frame(ordered, tuple(filter(_is_toll, ordered)), everyone, tolls, given)
        for phrase in phrases(ordered):
            for key, entering in _by_voice(phrase, of):
                told.setdefault(key, []).extend(_told(entering, inside, of))
                named[key] = named.get(key) or _name(of[entering[0].id])
    return tuple(
        Voice(origin, not own, named[own, origin, report] if not own else None, tuple(sorted(found, key=text_order)))
        for (own, origin, report), found in sorted(told.items())
        if found
    )


def _given_first(of: Mapping[str, Said]) -> dict[str, int]:
    """Where a report leads with what it then lays to its source: "15 killed ... The governor said that 15 died"."""
    given: dict[str, int] = {}
    for one in of.values():
        source = of.get(one.instead or "")
        if source is None or one.why != REPEATS or source.claim.report_id != one.claim.report_id:
            continue
        at = min(one.claim.number.start, given.get(source.claim.id, source.claim.number.start))
        given[source.claim.id] = at
    return given


def _by_voice(
    phrase: Sequence[Claim], of: Mapping[str, Said]
) -> Iterator[tuple[tuple[bool, str, str], tuple[Claim, ...]]]:
    """The claims of a phrase that enter, by whose they are. One that repeats stays in the sum it is told in."""
    by: dict[tuple[bool, str, str], list[Claim]] = {}
    for claim in phrase:
        said = of[claim.id]
        if _enters(claim):
            own = not said.independent
            by.setdefault((own, said.origin, claim.report_id if own else ""), []).append(claim)
    for key, claims in by.items():
        if any(of[claim.id].counts for claim in claims):
            yield key, tuple(claims)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The claims of one frame and effect, and those that give a toll of two or more.

    `everyone` and `all_tolls` are the same of the whole incident. `given` is where in their reports claims are first
    told, in other words than their own.
    """

    claims: Sequence[Claim]
    tolls: tuple[Claim, ...]
    everyone: Mapping[str, Claim]
    all_tolls: tuple[Claim, ...]
    given: Mapping[str, int]


def _told(entering: Sequence[Claim], inside: _Frame, of: Mapping[str, Said]) -> Iterator[Told]:
    """The counts that one phrase gives: of each cell that a claim fills, and of the shares."""
    first = entering[0]
    published = of[first.id].published

    def told(cell: Cell, claims: Sequence[Claim], *, share: bool = False) -> Told:
        at = inside.given.get(first.id, first.number.start)
        return Told(cell, count(claims), first.frame, first.report_id, published, at, share)

    if len(entering) == 1:
        yield told(_cell(first), entering, share=_is_share(first, inside) or _is_of_others(first, inside))
        return
    filled = dict.fromkeys(_cell(claim) for claim in entering if not _is_share(claim, inside))
    for cell in filled:
        yield told(cell, [claim for claim in entering if _is_within(claim, cell)])
    for cell in dict.fromkeys(map(_cell, entering)):
        if cell not in filled:
            yield told(cell, [claim for claim in entering if _is_within(claim, cell)], share=True)
    if (None, None) not in (filled.keys() | {_cell(claim) for claim in entering}):
        yield told((None, None), entering, share=True)


def _name(said: Said) -> str | None:
    who = said.source or said.claim.claimant
    return None if who is None else who.name


def text_order(told: Told) -> tuple[str, int, tuple[str, ...], str]:
    """Sorts counts by report and by where their numbers stand."""
    return (told.report_id, told.at, tuple(claim.id for claim in told.count.claims), str(told.cell))


def _enters(claim: Claim) -> bool:
    if claim.object is not None or claim.stance is not Stance.ASSERTED:
        return False
    if claim.figure.high == 0:
        return claim.claimant is not None and claim.claimant.kind in COUNTS_THERE
    return True


def _cell(claim: Claim) -> Cell:
    return (claim.status, claim.group)


def _is_within(claim: Claim, cell: Cell) -> bool:
    """True when everyone whom the claim counts is said to be of that cell."""
    status, group = cell
    return status in (None, claim.status) and group in (None, claim.group)


def _is_toll(claim: Claim) -> bool:
    return _enters(claim) and claim.role is None and claim.part_of is None and claim.figure.low > 1


def _is_share(claim: Claim, inside: _Frame) -> bool:
    """True for a count of some of the people whom its cell would take for all.

    So is what comes after a larger toll that the same source gives, where only some can be meant: one person who is
    described ("a farmer"), and fewer people than the civilians or children that were told before. Of an incident of
    which anyone gives a toll, one who is described is never the count of everyone. A part stays one where another
    sentence, or another source, gives its whole.
    """
    if _is_described(claim) and any(_cell(toll) == _cell(claim) for toll in inside.all_tolls):
        return True
    if is_of_some(claim, inside.all_tolls):
        return True
    if claim.role is not None or any(_is_some_of(claim, toll) for toll in inside.tolls):
        return True
    wholes = list(_wholes(claim, inside.everyone))
    return bool(wholes) and (_cell(claim) == (None, None) or any(_cell(claim) == _cell(whole) for whole in wholes))


def _is_of_others(claim: Claim, inside: _Frame) -> bool:
    """True for a count of others than those told before it in its frame, which so is no count of everyone."""
    before = any(other.number.start < claim.number.start for other in inside.claims)
    return before and any(why.attribute == COUNTS_OTHERS and why.rule == OTHERS for why in claim.evidence)


def _is_some_of(claim: Claim, toll: Claim) -> bool:
    same = claim.claimant is None or claim.claimant == toll.claimant
    if _cell(claim) == _cell(toll):
        return (same or toll.claimant is None) and _is_described(claim)
    fewer = claim.figure.high is not None and claim.figure.high < toll.figure.low
    return same and fewer and lies_in(_cell(toll), _cell(claim)) and toll.number.start < claim.number.start


def _is_described(claim: Claim) -> bool:
    """True for one person whom no number counts: "a farmer", "his son"."""
    figure = claim.figure
    return figure.low == figure.high == 1 and figure.text.strip().casefold() not in {"1", "one"}


def _wholes(claim: Claim, inside: Mapping[str, Claim]) -> Iterator[Claim]:
    """What a claim is a part of, and what that is a part of, as far as it is inside."""
    seen: set[str] = set()
    above = inside.get(claim.part_of or "")
    while above is not None and above.id not in seen:
        seen.add(above.id)
        yield above
        above = inside.get(above.part_of or "")

"""The ledger: what each tally claims beside what the record holds of the same period, region, perpetrators and cell.

The recorded figure adds up the incidents that surely belong. What may belong, for all that the record says, is left out
and named with its reason; so is what the reader would look for and not find. The residual is claimed less recorded, by
interval arithmetic: it may be negative, is open where either is, and is never called an undercount, because a tally and
a record may both miss, repeat or divide harm differently.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tadwin.frames import number_order
from tadwin.reconcile.atlas import Atlas, region_key
from tadwin.reconcile.book import Answer, Book, Question
from tadwin.reconcile.cells import contains
from tadwin.reconcile.regions import narrowest, within
from tadwin.types import Bound, Claim, Incident, Place, Tally, When
from tadwin.vocab import Effect, Scope, Stance

YES, PARTLY, NO = "yes", "partly", "no"
#: Attacks and things are counted in claims, not in incidents' figures.
_NOT_OF_PEOPLE = (Effect.ATTACKS, Effect.DESTROYED, Effect.DAMAGED)
_NOTHING = Answer((), (), 0, 0, 0, unknown=False)


def ledger(claims: Iterable[Claim], incidents: Sequence[Incident]) -> tuple[Tally, ...]:
    """A line for each asserted tally claim, by report and place in the text. The order of either never matters.

    `incidents` have their figures, and tolls what they contain. Tallies that repeat each other have a line each.
    """
    listed = sorted((claim for claim in claims if _is_tally(claim)), key=number_order)
    book = Book(incidents)
    asked = {claim.id: _question(claim, book) for claim in listed}
    inside = _nested(listed, asked)
    return tuple(_tally(claim, asked[claim.id], book, inside[claim.id]) for claim in listed)


def _is_tally(claim: Claim) -> bool:
    return claim.scope is Scope.TALLY and claim.stance is Stance.ASSERTED


def _question(claim: Claim, book: Book) -> Question | None:
    """What a tally asks of the record; None where it has no period or no region, or counts what incidents do not."""
    days = _days(claim)
    share = claim.role is not None or (claim.part_of is not None and claim.group is None)
    uncounted = claim.effect in _NOT_OF_PEOPLE or claim.object is not None or share
    if days is None or not claim.places or uncounted:
        return None
    return Question(
        cell=(claim.effect, claim.status, claim.group),
        start=days[0],
        end=days[1],
        region=narrowest(claim.places),
        perpetrators=claim.perpetrators,
        own=book.made_of(claim.id),
    )


def _days(claim: Claim) -> tuple[date, date] | None:
    for time in (claim.time, claim.period):
        if time is not None and time.start is not None and time.end is not None:
            return time.start, time.end
    return None


def _tally(claim: Claim, asked: Question | None, book: Book, inside: tuple[str, ...]) -> Tally:
    answer = book.answer(asked) if asked is not None else _NOTHING
    claimed = Bound(claim.figure.low, claim.figure.high)
    recorded = Bound(answer.low, answer.high) if asked is not None else Bound()
    return Tally(
        claim=claim.id,
        effect=claim.effect,
        status=claim.status,
        group=claim.group,
        period=_period(claim),
        region=claim.places,
        perpetrators=claim.perpetrators,
        claimed=claimed,
        recorded=recorded,
        recorded_best=answer.best if asked is not None else None,
        counted=answer.counted,
        excluded=answer.excluded,
        inside=inside,
        residual=residual(claimed, recorded),
        comparable=_comparable(claim, asked, answer),
    )


def _comparable(claim: Claim, asked: Question | None, answer: Answer) -> str:
    """no: the tally has no period, no region or no cell of the record's, or the record holds nothing near it."""
    if asked is None or not (answer.counted or answer.excluded):
        return NO
    return PARTLY if answer.unknown or _is_loose(claim) else YES


def residual(claimed: Bound, recorded: Bound) -> Bound:
    """Claimed less recorded: all that the two allow. An end that either leaves open is None."""
    low = None if claimed.low is None or recorded.high is None else claimed.low - recorded.high
    high = None if claimed.high is None or recorded.low is None else claimed.high - recorded.low
    return Bound(low, high)


def _period(claim: Claim) -> When | None:
    return claim.time if claim.time is not None and claim.time.start is not None else claim.period or claim.time


def _is_loose(claim: Claim) -> bool:
    """True where the words give no first and last day ("in recent weeks")."""
    return claim.time is None or claim.time.start is None or claim.time.end is None


@dataclass(frozen=True, slots=True)
class _Nest:
    """The tallies of one region, by their first day."""

    region: tuple[Place, ...]
    tallies: list[tuple[date, date, str, Question]]


def _nested(listed: Sequence[Claim], asked: Mapping[str, Question | None]) -> dict[str, tuple[str, ...]]:
    """For each tally those that it lies within: their period, region, perpetrators and cell hold its own.

    One that the words make a share of another lies within it too. Tallies of the very same are not within each other.
    """
    nests: dict[object, _Nest] = {}
    for claim in listed:
        question = asked[claim.id]
        if question is not None:
            nest = nests.setdefault(region_key(question.region), _Nest(question.region, []))
            nest.tallies.append((question.start, question.end, claim.id, question))
    for nest in nests.values():
        nest.tallies.sort(key=lambda one: (one[0], one[1], one[2]))
    wider = _wider(nests)
    known = {claim.id for claim in listed}
    found: dict[str, tuple[str, ...]] = {}
    for claim in listed:
        question = asked[claim.id]
        around = _around(question, wider[region_key(question.region)]) if question is not None else []
        whole = [claim.part_of] if claim.part_of in known and claim.part_of is not None else []
        found[claim.id] = tuple(sorted({*around, *whole}))
    return found


def _wider(nests: Mapping[object, _Nest]) -> dict[object, list[_Nest]]:
    """For each region the regions that hold it, itself among them."""
    keys = sorted(nests, key=str)
    atlas = Atlas([nests[key].region for key in keys])
    found: dict[object, list[_Nest]] = {key: [] for key in keys}
    for key in keys:
        wide = nests[key]
        for at, lies in atlas.inside(wide.region):
            if keys[at] == key or (lies and _holds(wide.region, nests[keys[at]].region)):
                found[keys[at]].append(wide)
    return found


def _around(question: Question, nests: Iterable[_Nest]) -> list[str]:
    found = []
    for nest in nests:
        for start, end, claim, other in nest.tallies:
            if start > question.start:
                break
            if end >= question.end and other.key != question.key and _is_wider(other, question):
                found.append(claim)
    return found


def _is_wider(other: Question, question: Question) -> bool:
    if not contains(other.cell, question.cell):
        return False
    return not other.sides or (bool(question.sides) and set(question.sides) <= set(other.sides))


def _holds(wide: Sequence[Place], region: Sequence[Place]) -> bool:
    return all(any(within(place, around) is True for around in wide) for place in region)

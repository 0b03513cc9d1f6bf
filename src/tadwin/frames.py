"""Claims gathered into frames, and what claims say together of day, place, kind and blame.

Linking compares frames, and reconciliation describes incidents, by the same words: so this stands below both.
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from tadwin.parts import FINE, lies_in, with_parts
from tadwin.types import Actor, Claim, Frame, Place, When
from tadwin.vocab import (
    COUNTS_OTHERS,
    SEVERAL_ATTACKS,
    SUSPECTED,
    DatePrecision,
    Effect,
    Group,
    PlacePrecision,
    Scope,
    Stance,
)
from tadwin.wholes import is_within, key_of, shared

T = TypeVar("T")

_DATE_RANK = {precision: rank for rank, precision in enumerate(DatePrecision)}
_PLACE_RANK = {precision: rank for rank, precision in enumerate(PlacePrecision)}
#: Times narrow enough for an incident that may be counted with others.
_DAYS = frozenset({DatePrecision.DAY, DatePrecision.DAYS, DatePrecision.WEEK})
#: The days that a toll over several attacks may span and still be told as one incident: a night has two dates.
_TOLL_DAYS = 2
#: The same where it is the news that a report leads with: UCDP codes what cannot be divided as one event of up to a
#: week (date_prec 3), and without it these dead would be in no incident.
_NEWS_DAYS = 7


def number_order(claim: Claim) -> tuple[str, int, int, str]:
    """Sorts claims by where their numbers stand in the text."""
    return (claim.report_id, claim.number.start, claim.number.end, claim.id)


def frames(claims: Iterable[Claim], published: Mapping[str, date | None] | None = None) -> tuple[Frame, ...]:
    """The frames that stand for an incident, by id. The order of claims never matters.

    `published` gives the day of each report by its id, where it has one.

    Claims of tally scope are left out of a frame that also holds claims of one incident, unless the report leads with
    them. A frame of tallies alone stands for an incident only as a toll: where they count a day or two, or where they
    are the news that the report leads with: of several attacks without a period, or of a week at the most that the
    report does not divide. Others are for the ledger, and so are figures that announce them. A frame whose dead its
    report divides exactly among others is a toll too (`tadwin.parts`).
    """
    by_frame: dict[str, list[Claim]] = {}
    first: dict[str, Claim] = {}
    attacks: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=number_order):
        by_frame.setdefault(claim.frame, []).append(claim)
        if claim.effect is Effect.KILLED:
            first.setdefault(claim.report_id, claim)
            if claim.scope is Scope.INCIDENT:
                attacks.setdefault(claim.report_id, []).append(claim)
    made = {
        name: _frame(name, inside, first.get(inside[0].report_id), attacks.get(inside[0].report_id, ()))
        for name, inside in sorted(by_frame.items())
    }
    for name, inside in _without_sums(by_frame, {name for name, frame in made.items() if frame is None}).items():
        made[name] = _frame(name, inside, None, ()) if inside else None
    by_report: dict[str, list[Frame]] = {}
    for frame in made.values():
        if frame is not None:
            by_report.setdefault(frame.report_id, []).append(frame)
    days = published or {}
    known = (
        replace(frame, published=days.get(report), beside=_beside(frame, told))
        for report, told in by_report.items()
        for frame in with_parts(told)
    )
    return tuple(sorted(known, key=lambda frame: frame.id))


def _without_sums(by_frame: Mapping[str, Sequence[Claim]], ledger: Collection[str]) -> dict[str, list[Claim]]:
    """The claims of frames that told several figures of a tally before it, as headlines do, without those figures.

    "Two children and a farmer killed by mines. Mines have killed two children and a farmer in three days. The farmer
    ...": the sum is no count of the first of the attacks told behind it. `ledger` are the frames that stand for none.
    """
    tallies: dict[str, list[Sequence[Claim]]] = {}
    for name in sorted(ledger):
        tallies.setdefault(by_frame[name][0].report_id, []).append(by_frame[name])
    found: dict[str, list[Claim]] = {}
    for name, inside in by_frame.items():
        for tally in tallies.get(inside[0].report_id, ()) if name not in ledger else ():
            counted = {_of(claim) for claim in tally}
            sums = [one for one in inside if _of(one) in counted and number_order(one) < number_order(tally[0])]
            if len({_of(one) for one in sums}) > 1 and any(one.effect is Effect.KILLED for one in sums):
                found[name] = [one for one in inside if one not in sums]
    return found


def _of(claim: Claim) -> tuple[Effect, Group | None, int | None]:
    return claim.effect, claim.group, claim.figure.value


def _frame(name: str, claims: Sequence[Claim], leads: Claim | None, attacks: Sequence[Claim]) -> Frame | None:
    """The frame of these claims.

    `leads` is the first of the dead that their report tells, `attacks` are those of single attacks.
    """
    inside = [claim for claim in claims if claim.scope is Scope.INCIDENT]
    news = leads is not None and any(_tells_again(claim, leads) for claim in claims)

    wholes = {claim.id: claim for claim in claims}

    def is_toll(claim: Claim) -> bool:
        claim = wholes.get(claim.part_of or "", claim)  # a share goes where its whole does
        return _is_toll(claim, news) or (news and _is_of_a_week(claim, attacks, _with_others(claim, claims)))

    toll = not inside or (leads is not None and leads.frame == name and is_toll(leads))
    if toll:
        inside = [claim for claim in claims if claim.scope is Scope.INCIDENT or is_toll(claim)]
    if not inside:
        return None
    time, places = time_of(inside), places_of(inside)
    return Frame(
        id=name,
        report_id=inside[0].report_id,
        claims=tuple(inside),
        time=time,
        places=places,
        event_type=most_said(inside, lambda claim: claim.event_type),
        weapon=most_said(inside, lambda claim: claim.weapon),
        perpetrators=perpetrators_of(inside)[0],
        unplaced=not is_placed(time, places),
        toll=toll,
    )


def _beside(frame: Frame, told: Iterable[Frame]) -> tuple[Place, ...]:
    """The settlements of a report's frames of the same days, for a frame that names none of its own."""
    if any(place.precision in FINE or place.precision is PlacePrecision.UNKNOWN for place in frame.places):
        return ()
    of_days = [other for other in told if other is not frame and _days_meet(frame.time, other.time)]
    named = {place for other in of_days for place in other.places if place.precision in FINE}
    return tuple(sorted(named, key=lambda place: (place.gazetteer_id or "", place.name)))


def _days_meet(one: When | None, other: When | None) -> bool:
    """True for days that overlap or follow on each other, and where one has none."""
    if one is None or other is None or one.start is None or other.start is None:
        return True
    if one.end is None or other.end is None:
        return True
    return (max(one.start, other.start) - min(one.end, other.end)).days <= 1


def _is_toll(claim: Claim, news: bool) -> bool:
    """True for a tally of a day or two, and, of the report's `news`, for several attacks with no day or period told."""
    time = claim.time
    if claim.scope is not Scope.TALLY:
        return False
    if time is not None and time.start is not None and time.end is not None:
        return (time.end - time.start).days < _TOLL_DAYS
    if time is not None or claim.period is not None or not news:
        return False
    return any(one.attribute == "scope" and one.rule.endswith(SEVERAL_ATTACKS) for one in claim.evidence)


def _with_others(claim: Claim, claims: Iterable[Claim]) -> int:
    """The fewest that a figure counts together with those that its frame tells as others: "two, and 23 others"."""
    alike = [one for one in claims if (one.effect, one.group, one.time) == (claim.effect, claim.group, claim.time)]
    others = [one for one in alike if any(why.attribute == COUNTS_OTHERS for why in one.evidence)]
    if not others:
        return claim.figure.low
    return max((one.figure.low for one in alike if one not in others), default=0) + sum(
        {one.figure.low for one in others}
    )


def _is_of_a_week(claim: Claim, attacks: Iterable[Claim], least: int) -> bool:
    """True for a tally of a week at the most not divided into `attacks`, or of one day of it ("last week").

    `least` is the fewest that it counts.
    """
    time = claim.time or claim.period
    if claim.scope is not Scope.TALLY or time is None or time.start is None or time.end is None:
        return False
    if (time.end - time.start).days >= _NEWS_DAYS:
        return False
    told: dict[str, int] = {}
    for attack in attacks:
        of_it = attack.group is claim.group and attack.figure.low <= least  # no part is larger than its whole
        if of_it and attack.time is not None and lies_in(attack.time, time):
            told[attack.frame] = max(attack.figure.low, told.get(attack.frame, 0))
    return claim.time is None or sum(told.values()) < least


def _tells_again(claim: Claim, leads: Claim) -> bool:
    """True for the claim that the report leads with, and for its figure told again below a headline."""
    same = (claim.effect, claim.group, claim.figure.value) == (leads.effect, leads.group, leads.figure.value)
    return claim.id == leads.id or (same and claim.figure.value is not None)


def is_placed(time: When | None, places: Sequence[Place]) -> bool:
    """True with a day and a place that are narrow enough to be counted with other incidents."""
    if time is None or time.start is None or time.precision not in _DAYS:
        return False
    return any(place.precision in FINE for place in places)


def time_of(claims: Sequence[Claim]) -> When | None:
    """The narrowest time that a claim gives; where several are as narrow and differ, the days from first to last."""
    times = {claim.time for claim in claims if claim.time is not None}
    dated = [time for time in times if time.start is not None and time.end is not None]
    if not dated:
        return min(times, key=_time_order, default=None)
    narrowest = min(_DATE_RANK[time.precision] for time in dated)
    among = sorted((time for time in dated if _DATE_RANK[time.precision] == narrowest), key=_time_order)
    start = min(time.start for time in among if time.start is not None)
    end = max(time.end for time in among if time.end is not None)
    if all((time.start, time.end) == (start, end) for time in among):
        return among[0]
    anchors = {time.anchor for time in among}
    return When(start, end, width(end - start), anchors.pop() if len(anchors) == 1 else None)


def _time_order(time: When) -> tuple[int, str, str, str]:
    return (_DATE_RANK[time.precision], str(time.start), str(time.end), str(time.anchor))


def width(length: timedelta) -> DatePrecision:
    """The UCDP date precision of an interval: bounds as on `DatePrecision`."""
    days = length.days + 1
    for most, precision in ((1, DatePrecision.DAY), (6, DatePrecision.DAYS), (7, DatePrecision.WEEK)):
        if days <= most:
            return precision
    return DatePrecision.MONTH if days <= 31 else DatePrecision.YEAR


def places_of(claims: Sequence[Claim]) -> tuple[Place, ...]:
    """Every place that a claim names, once each: the finest first, then in the order of the text."""
    found: dict[str, Place] = {}
    for claim in claims:
        for place in claim.places:
            found.setdefault(place.gazetteer_id or place.name.casefold(), place)
    return tuple(sorted(found.values(), key=lambda place: _PLACE_RANK[place.precision]))


def perpetrators_of(claims: Sequence[Claim]) -> tuple[tuple[Actor, ...], tuple[tuple[Actor, ...], ...]]:
    """Those whom every accusing claim names, and the competing answers where claims do not agree.

    A wrong accusation is the worst error, so a name that one claim gives and another does not is left
    to the claims; of an army and its air force, both name the army (`tadwin.wholes`). Only asserted claims accuse: who
    denies a figure has not been blamed for it. Nor does a suspicion: it stays with its claim.
    """
    answers: dict[frozenset[str], tuple[Actor, ...]] = {}
    for claim in claims:
        suspects = any(one.attribute == "perpetrators" and one.rule.endswith(SUSPECTED) for one in claim.evidence)
        if claim.perpetrators and claim.stance is Stance.ASSERTED and not suspects:
            answers.setdefault(frozenset(map(key_of, claim.perpetrators)), claim.perpetrators)
    told = tuple(answers.values())
    kept = shared(told)
    agree = all(any(is_within(one, actor) for actor in kept) for answer in told for one in answer)
    return kept, () if agree else told


def most_said(claims: Sequence[Claim], attribute: Callable[[Claim], T | None]) -> T | None:
    """The value that most claims give; of several as frequent, the one given first in the text."""
    values: Counter[Hashable] = Counter()
    first: dict[Hashable, T] = {}
    for claim in claims:
        value = attribute(claim)
        if value is not None:
            values[value] += 1
            first.setdefault(value, value)
    return first[values.most_common(1)[0][0]] if values else None

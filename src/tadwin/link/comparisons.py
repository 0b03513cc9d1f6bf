"""What two units say alike and otherwise: one function for each comparison.

Each gives its findings as (comparison, bits, words, what to fill in), so that the words are only made where someone
reads them. A comparison that one side is silent on gives none: silence is no evidence. All are symmetric.
"""

import math
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from tadwin.link import weights as w
from tadwin.link.candidates import EARTH_KM, REACH_KM
from tadwin.link.looks import RARE, Count, Look, Spot
from tadwin.vocab import Effect, EventType

#: A comparison, its bits, and its words with what fills them in.
Finding = tuple[str, float, str, tuple[object, ...]]

_ANY_KIND = EventType.ATTACK
_EFFECTS = {Effect.ATTACKS: "attacks"}


def findings(left: Look, right: Look) -> list[Finding]:
    """All that two units say alike or otherwise, the prior first."""
    found: list[Finding] = [
        ("prior", w.PRIOR, "before anything is compared: two reports mostly tell of different incidents", ())
    ]
    found.append(_days(left, right))
    distance = _nearest(left, right)
    near = distance is not None and distance[0] <= REACH_KM
    placed = not left.unplaced and not right.unplaced
    beside = _shared_beside(left, right)
    if not (placed and near) and not beside and left.marks.isdisjoint(right.marks):
        found.append(("ground", w.NEVER, *_nothing_specific(left, right)))
    found += _places(left, right, distance)
    if beside:
        weight = w.SAME_NAMESAKE_BESIDE if all(spot.namesake for spot in beside) else w.SAME_BESIDE
        named = ", ".join(sorted(spot.name for spot in beside))
        found.append(("beside", weight, "the reports speak of {} with it", (named,)))
    found += _what(left, right)
    found += _who(left, right)
    if not left.counts.isdisjoint(right.counts):
        found += _figures(left.counts & right.counts)
    return found


def _nothing_specific(left: Look, right: Look) -> tuple[str, tuple[object, ...]]:
    if left.unplaced or right.unplaced:
        return "a day or a place is not told, and no figure, name or rare kind of attack is shared instead", ()
    return "not in one place, and no figure, name or rare kind of attack is shared instead", ()


# --- days ---------------------------------------------------------------------------------------------------------


def _days(left: Look, right: Look) -> Finding:
    if left.first is None or left.last is None or right.first is None or right.last is None:
        return "days", w.NEVER, "nothing tells when", ()
    gap = max(left.first, right.first) - min(left.last, right.last)
    if gap > 1:
        return "days", w.NEVER, "{} days apart, {} and {}", (gap, *sorted((_told(left), _told(right))))
    if left.told is not None and right.told is not None:
        between = abs(left.told - right.told)
        weight = (w.TOLD_TOGETHER, w.TOLD_A_DAY_APART, w.TOLD_DAYS_APART)[between]
        return "days", weight, "neither gives a day; {} and {}", tuple(sorted((_told(left), _told(right))))
    if left.told is not None:
        return _told_day(left.told, right.first, right.last)
    if right.told is not None:
        return _told_day(right.told, left.first, left.last)
    return _own_days(left.first, left.last, right.first, right.last, gap)


def _told_day(told: int, first: int, last: int) -> Finding:
    behind = told - last if told > last else min(told - first, 0)
    weight = w.TOLD_BEFORE if behind < 0 else w.TOLD_THEN if behind <= 1 else w.TOLD_LATER
    return "days", weight, "{}, and told without a day on {}", (_span(first, last), _span(told, told))


def _own_days(first: int, last: int, other_first: int, other_last: int, gap: int) -> Finding:
    spans = _span(first, last), _span(other_first, other_last)
    if first == last == other_first == other_last:
        return "days", w.SAME_DAY, "same day, {}", spans[:1]
    if gap == 1:
        return "days", w.DAY_APART, "a day apart, {} and {}", tuple(sorted(spans))
    longest = max(last - first, other_last - other_first)
    weight = w.DAYS_OVERLAP if longest <= 1 else w.LONG_DAYS_OVERLAP
    if spans[0] == spans[1]:
        return "days", weight, "same days, {}", spans[:1]
    return "days", weight, "overlapping days, {} and {}", tuple(sorted(spans))


def _told(seen: Look) -> str:
    if seen.told is not None:
        return f"told on {_span(seen.told, seen.told)}"
    return _span(seen.first or 1, seen.last or 1)


@lru_cache(maxsize=8192)
def _span(first: int, last: int) -> str:
    start = date.fromordinal(first).isoformat()
    return start if first == last else f"{start} to {date.fromordinal(last).isoformat()}"


# --- places -------------------------------------------------------------------------------------------------------

_Nearest = tuple[float, Spot, Spot]


def kilometres(one: Spot, other: Spot) -> float:
    """The great-circle distance in km (haversine)."""
    half = math.sin((one.lat - other.lat) / 2) ** 2 + one.cos * other.cos * math.sin((one.lon - other.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def _nearest(left: Look, right: Look) -> _Nearest | None:
    """The two settlements that are nearest each other."""
    best: _Nearest | None = None
    for one in left.spots:
        for other in right.spots:
            apart = 0.0 if one.key == other.key else kilometres(one, other)
            # Of several as near, the one whose names sort first: neither the side nor the order of places matters.
            if best is None or (apart, sorted((one.name, other.name))) < _order(best):
                best = (apart, one, other)
    return best


def _order(nearest: _Nearest) -> tuple[float, list[str]]:
    return nearest[0], sorted((nearest[1].name, nearest[2].name))


def _places(left: Look, right: Look, nearest: _Nearest | None) -> Iterator[Finding]:
    unknown = sorted(left.unknown.keys() & right.unknown.keys()) if left.unknown else []
    same = nearest is not None and nearest[0] == 0.0
    if nearest is not None:
        yield _settlements(*nearest)
    elif found := _regions(left, right):
        yield found
    if unknown:
        name = left.unknown[unknown[0]]
        if min(left.id, right.id) == right.id:
            name = right.unknown[unknown[0]]
        yield "district", w.SAME_DISTRICT if same else w.SAME_UNKNOWN, "both name {}", (name,)
    elif same and left.unknown and right.unknown and nearest is not None:
        named = sorted((", ".join(left.unknown.values()), ", ".join(right.unknown.values())))
        yield "district", w.OTHER_DISTRICT, "different parts of {}: {}; {}", (nearest[1].name, *named)


def _shared_beside(left: Look, right: Look) -> list[Spot]:
    """The settlements that one names beside this, and the other names."""
    if not left.beside and not right.beside:
        return []
    other = {spot.key for spot in right.spots or right.beside}
    return [spot for spot in left.spots or left.beside if spot.key in other]


def _settlements(apart: float, one: Spot, other: Spot) -> Finding:
    first, second = sorted((one.name, other.name))
    if one.key == other.key:
        return "place", w.SAME_NAMESAKE if one.namesake else w.SAME_PLACE, "same place, {}", (first,)
    for most, weight in w.NEARNESS:
        if apart <= most:
            return "place", weight, "{:.0f} km apart, {} and {}", (apart, first, second)
    if apart <= w.PROVINCE_KM and (one.namesake or other.namesake):
        words = "{:.0f} km apart, {} and {}, but one of them is a province's name too"
        return "place", w.IN_NAMESAKE, words, (apart, first, second)
    return "place", w.FAR, "{:.0f} km apart, {} and {}", (apart, first, second)


def _regions(left: Look, right: Look) -> Finding | None:
    """Of provinces and areas, and of settlements in them, where one side names nothing finer."""
    best: tuple[float, float, str, tuple[object, ...]] | None = None
    for one in left.spots or left.regions:
        for other in right.spots or right.regions:
            apart = 0.0 if one.key == other.key else kilometres(one, other)
            both = not left.spots and not right.spots
            first, second = sorted((one.name, other.name))
            found: tuple[float, float, str, tuple[object, ...]]
            if one.key == other.key:
                found = (-w.SAME_REGION, apart, "same region, {}", (first,))
            elif apart <= w.PROVINCE_KM:
                found = (-w.IN_REGION, apart, "{} and {} can be one place", (first, second))
            elif apart <= 2 * w.PROVINCE_KM and both:
                continue
            else:
                found = (-w.REGIONS_APART, apart, "{} and {} are {:.0f} km apart", (first, second, apart))
            if best is None or (found[:2], str(found[3])) < (best[:2], str(best[3])):
                best = found
    return None if best is None else ("place", -best[0], best[2], best[3])


# --- what, who, how many ------------------------------------------------------------------------------------------


def _what(left: Look, right: Look) -> Iterator[Finding]:
    one, other = left.event_type, right.event_type
    if one is not None and other is not None:
        if one is other:
            yield "kind", w.SAME_RARE_KIND if one in RARE else w.SAME_KIND, "both {}", (one.value,)
        elif _ANY_KIND not in (one, other) and frozenset((one, other)) not in w.TOLD_FOR_ANOTHER:
            yield "kind", w.OTHER_KIND, "different kinds, {} and {}", tuple(sorted((one.value, other.value)))
    if left.weapon is not None and right.weapon is not None:
        shared = sorted(_words(left.weapon) & _words(right.weapon))
        if shared:
            yield "weapon", w.SAME_WEAPON, "both name a weapon, {}", (" ".join(shared),)
    if not left.objects.isdisjoint(right.objects):
        yield "object", w.SAME_OBJECT, "both speak of {}", (min(left.objects & right.objects),)


@lru_cache(maxsize=1024)
def _words(weapon: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in weapon.casefold().split())


def _who(left: Look, right: Look) -> Iterator[Finding]:
    same = left.perpetrators.keys() & right.perpetrators.keys()
    if same:
        yield "perpetrator", w.SAME_PERPETRATOR, "both blame {}", (min(same),)
    elif left.sides and right.sides:
        if left.sides & right.sides:
            yield "perpetrator", w.SAME_SIDE, "both blame one side, {}", (min(left.sides & right.sides),)
        else:
            named = (min(left.perpetrators), min(right.perpetrators))
            yield "perpetrator", w.OTHER_SIDE, "blame different sides, {} and {}", tuple(sorted(named))
    if left.victims and right.victims and (names := sorted(left.victims.keys() & right.victims.keys())):
        words = ", ".join(min(left.victims[name], right.victims[name]) for name in names)
        yield "victims", w.SAME_VICTIM * min(2, len(names)), "both name {}", (words,)


def _figures(shared: Iterable[Count]) -> Iterator[Finding]:
    """Figures that both give, the most telling first; the whole never weighs more than MOST_OF_FIGURES."""
    room = w.MOST_OF_FIGURES
    for effect, group, number in sorted(shared, key=lambda count: (-count[2], str(count[0]), str(count[1]))):
        weight = min(room, bits(number))
        if weight <= 0:
            return
        room -= weight
        of = f"{number} {group} {_EFFECTS.get(effect, effect)}" if group else f"{number} {_EFFECTS.get(effect, effect)}"
        yield "figures", weight, "both say {}", (of.replace("_", " "),)


def bits(number: int) -> float:
    """What the same number in two reports weighs: 1 for three, 2.5 for ten, 5.5 for fifty, in steps of a half.

    The number killed in attacks falls off as a power of it (Richardson 1948; Clauset, Young and Gleditsch 2007), so
    two attacks share a high number by chance far less often than a low one.
    """
    return round(3 * math.log2(1 + number / 4)) / 2

"""Claims of one origin in one report that cannot all be true, named by the smallest set that shows it.

Figures of different origins, or of different days, only differ: low and high are for that.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, product

from tadwin.frames import number_order
from tadwin.reconcile.bounds import Cell, Interval, can_all_be, lies_in
from tadwin.reconcile.reasons import cell_words, listed, plain, says, speaker, words
from tadwin.reconcile.said import Said
from tadwin.reconcile.voices import Heard, Told, Voice, text_order
from tadwin.types import Contradiction
from tadwin.vocab import Effect, Stance

#: The most counts that are held against each other: a whole, and its parts as far as vocabularies tell them.
_MOST = 5
#: Counts of one cell that are tried; a report that gives more different ones shows the same with these.
_RIVALS = 4


def contradictions(said: Sequence[Said], heard: Mapping[Effect, Heard]) -> tuple[Contradiction, ...]:
    """The contradictions in what each origin says in each report, by their claims. Only claims that count are held
    against each other. `heard` is what is heard of `said`, whose order never matters.
    """
    found: dict[tuple[str, ...], Contradiction] = {}
    for effect, of in heard.items():
        for voice in of.voices:
            # A count by itself contradicts nothing, and most stand alone.
            rivals = (_rivals(effect, voice, told) for told in _by_report(voice.told) if len(told) > 1)
            # Frames that a report says are one may still count different people of them.
            parts = (_parts_above(effect, voice, told) for told in voice.by_frame if len(told) > 1)
            for one in chain(*rivals, *parts):
                found.setdefault(one.claims, one)
    for one in _across_effects(said):
        found.setdefault(one.claims, one)
    return tuple(found[claims] for claims in sorted(found))


def _by_report(told: Iterable[Told]) -> Iterable[list[Told]]:
    reports: dict[str, list[Told]] = {}
    for one in told:
        reports.setdefault(one.report_id, []).append(one)
    return reports.values()


def _rivals(effect: Effect, voice: Voice, told: Sequence[Told]) -> Iterator[Contradiction]:
    """Exact figures of one cell, day and place that differ: the first, and each other number."""
    exact = [one for one in told if not one.share and one.count.low == one.count.high]
    if len({one.cell for one in exact}) == len(exact):
        return
    seen: dict[tuple[object, ...], dict[int, Told]] = {}
    for one in exact:
        seen.setdefault((one.cell, _day_and_place(one)), {}).setdefault(one.count.number, one)
    for by_number in seen.values():
        first, *others = by_number.values()
        for other in others:
            why = f"{words(first.count)} and {words(other.count)} {cell_words(effect, first.cell)}"
            yield _named(
                (first, other),
                f"{says(speaker(voice))} both {why} on the same day and place: one of them cannot be all.",
            )


def _day_and_place(told: Told) -> tuple[object, ...]:
    """What figures of the same people share: their days, and all the places that they name."""
    claims = told.count.claims
    days = frozenset((claim.time.start, claim.time.end) for claim in claims if claim.time is not None)
    places = frozenset(place.gazetteer_id or place.name.casefold() for claim in claims for place in claim.places)
    return (days, places)


def _parts_above(effect: Effect, voice: Voice, told: Sequence[Told]) -> Iterator[Contradiction]:
    """Counts of different cells that no people can fill together; no set that holds a smaller one.

    One person ("his son") is no toll that others could be too many for.
    """
    told = [one for one in told if one.count.high != 1]
    if _possible(told):
        return
    slots: dict[tuple[Cell, bool], dict[Interval, Told]] = {}
    for one in told:
        rivals = slots.setdefault((one.cell, one.share), {})
        if len(rivals) < _RIVALS:
            rivals.setdefault(_interval(one), one)
    found: list[frozenset[int]] = []
    for size in range(2, _MOST + 1):
        for chosen in combinations(slots.values(), size):
            for counts in product(*(rivals.values() for rivals in chosen)):
                held = frozenset(map(id, counts))
                if any(smaller <= held for smaller in found) or not _same_days(counts) or _possible(counts):
                    continue
                found.append(held)
                yield _named(counts, _why_above(effect, voice, sorted(counts, key=text_order)))


def _possible(told: Iterable[Told]) -> bool:
    """True when some people can fill all the counts."""
    known: dict[Cell, Interval] = {}
    for one in told:
        low, high = _interval(one)
        other = known.get(one.cell, Interval())
        highs = [bound for bound in (high, other.high) if bound is not None]
        known[one.cell] = Interval(max(low, other.low), min(highs, default=None))
    return can_all_be(known)


def _interval(told: Told) -> Interval:
    return Interval(told.count.low, None if told.share else told.count.high)


def _same_days(told: Iterable[Told]) -> bool:
    times = [claim.time for one in told for claim in one.count.claims if claim.time is not None]
    return len({(time.start, time.end) for time in times}) < 2


def _why_above(effect: Effect, voice: Voice, told: Sequence[Told]) -> str:
    """Names the whole, when one of the counts holds all the others, and the parts above it."""
    for whole in told:
        others = [one for one in told if one is not whole]
        if not whole.share and all(lies_in(one.cell, whole.cell) for one in others):
            parts = listed([f"{words(one.count)} {cell_words(effect, one.cell)}" for one in others])
            more = "together more than" if others[1:] else "more than"
            return f"{says(speaker(voice))} {parts}, {more} {words(whole.count)} {cell_words(effect, whole.cell)}."
    every = listed([f"{words(one.count)} {cell_words(effect, one.cell)}" for one in told])
    return f"{says(speaker(voice))} {every}, which cannot all be true."


def _across_effects(said: Sequence[Said]) -> Iterator[Contradiction]:
    """A part above the whole that its words make it a part of, where the two are of different effects."""
    inside = {one.claim.id: one for one in said if one.counts and one.claim.stance is Stance.ASSERTED}
    for part in inside.values():
        whole = inside.get(part.claim.part_of or "")
        if whole is None or whole.origin != part.origin or whole.claim.effect is part.claim.effect:
            continue
        most = whole.claim.figure.high
        if most is not None and min(part.claim.figure.low, part.claim.figure.value or most) > most:
            told = sorted((part.claim, whole.claim), key=number_order)
            texts = [f"“{plain(claim.figure.text)}” {claim.effect.value}" for claim in (part.claim, whole.claim)]
            why = f"{texts[0]} are said to be a part of {texts[1]}, and are more."
            yield Contradiction(tuple(claim.id for claim in told), why)


def _named(told: Iterable[Told], why: str) -> Contradiction:
    ordered = sorted(told, key=text_order)
    return Contradiction(tuple(dict.fromkeys(claim.id for one in ordered for claim in one.count.claims)), why)

"""The sentence that says how a figure came about: who says what, what is chosen and why."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tadwin.reconcile.bounds import EVERYONE, Cell
from tadwin.reconcile.conjuncts import Count
from tadwin.reconcile.rules import Choice, Rule, Stand
from tadwin.reconcile.said import Said
from tadwin.reconcile.voices import Told, Voice
from tadwin.vocab import Group, Qualifier

#: Groups of voices that a sentence names; more are counted.
_NAMED = 4
#: Names of one group, and characters of a name: names may come from the words of a report.
_NAMES, _WIDEST = 3, 40


class Raised(NamedTuple):
    """What the parts of a cell did to its figures: best as shown, and high where parts raised it."""

    best: int
    high: int | None


def why_counted(
    stands: Sequence[Stand], chosen: Choice, raised: Raised, rule: Rule, aside: Sequence[Said]
) -> str:
    """Why a cell that someone counts has its low, best and high."""
    sentence = _one(stands[0]) if len(stands) == 1 else _several(stands, chosen, rule)
    if raised.best > chosen.number:
        sentence += f"; raised to {raised.best}, which a part of them comes to"
    elif raised.high is not None:
        sentence += f"; the parts counted come to {raised.high}, so high is {raised.high}"
    elif any(one.raised for one in stands):
        sentence += "; the parts counted raise low"
    return f"{sentence}{_aside(stands, aside)}."


def why_floor(heard: Sequence[Voice], cell: Cell, best: int, *, exact: bool) -> str:
    """Why a cell that nobody counts has a figure."""
    whom = _people(cell)
    who = "No one counts" if len(heard) > 1 else "The report does not count"
    if exact:
        return f"{who} {whom} as such; the girls and boys counted come to {best}."
    return f"{who} {whom}; the parts that {'are counted' if len(heard) > 1 else 'it counts'} come to ≥ {best}."


def _people(cell: Cell) -> str:
    if cell == EVERYONE:
        return "everyone"
    status, group = cell
    words = [f"{status.value}s"] if status else []
    if group is not None:
        words.append("women and children" if group is Group.WOMEN_AND_CHILDREN else group.value)
    return ", ".join(words)


def _one(stand: Stand) -> str:
    counts = [told.count for told in stand.told]
    who = speaker(stand.voice)
    best = next((one for one in counts if one.number == stand.number and not one.vague), counts[0])
    said = f"{words(best)}{_bounds(best)}"
    if len(counts) == 1:
        return f"{who} says {said}"
    if len({(one.low, one.number, one.high) for one in counts}) == 1:
        return f"{who} says {said} and gives the same figure {len(counts)} times"
    between = "; " if any(one.claims[1:] for one in counts) else ", "
    tolls = between.join(dict.fromkeys(map(words, counts)))
    which = "the first number given" if len({told.report_id for told in stand.told}) == 1 else "the latest"
    return f"{who} gives {tolls}: low and high span them, and best is {which}, {said}"


def _several(stands: Sequence[Stand], chosen: Choice, rule: Rule) -> str:
    groups: dict[str, list[Stand]] = {}
    for one in sorted(stands, key=lambda one: (not one.voice.independent, one.number)):
        groups.setdefault(_range(one), []).append(one)
    told = [f"{_names(of)} {range_}" for range_, of in groups.items()]
    shown = told[:_NAMED]
    if told[_NAMED:]:
        shown.append(f"{len(told) - _NAMED} more differ")
    if len(groups) == 1:
        return shown[0]
    if rule is not Rule.CONSERVATIVE:
        return f"{'; '.join(shown)}: best is the lowest, {chosen.number}"
    return f"{'; '.join(shown)}: low and high span them; best is {chosen.number}, {_support(chosen)}"


def _support(chosen: Choice) -> str:
    if chosen.tied:
        return "the lowest of those as often given"
    if chosen.origins > 1:
        return f"which {_number(chosen.origins)} origins give"
    return "which most reports give" if chosen.reports > 1 else "which is given first"


def _names(stands: Sequence[Stand]) -> str:
    named = list(dict.fromkeys(name(one.voice.claimant) for one in stands if one.voice.claimant is not None))
    own = len(stands) - sum(one.voice.claimant is not None for one in stands)
    names = named[:_NAMES]
    if named[_NAMES:]:
        names.append(f"{len(named) - _NAMES} more")
    if own:
        names.append(f"{_number(own)} report{'s' if own > 1 else ''}" )
    many = len(names) > 1 or own > 1
    verb = "say" if many else "says"
    return f"{_listed(names)} {verb}"


def _range(stand: Stand) -> str:
    if stand.open:
        return f"{stand.low} to ≥ {stand.top}" if stand.low < stand.top else f"≥ {stand.low}"
    return f"{stand.low} to {stand.top}" if stand.low < stand.top else str(stand.low)


def _aside(stands: Sequence[Stand], aside: Sequence[Said]) -> str:
    return ""


def speaker(voice: Voice) -> str:
    """Who a voice is, at the start of a sentence."""
    return "The report" if voice.claimant is None else name(voice.claimant)


def name(said: str) -> str:
    """A name for a sentence: on one line and not too long, as names may be a report's words."""
    line = " ".join("".join(char if char.isprintable() else " " for char in said).split())
    return line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1]}…"


def words(one: Count) -> str:
    """The words of a count: “12”; “1” and “1”, told together."""
    texts = [f"“{name(claim.figure.text)}”" for claim in one.claims]
    return texts[0] if len(texts) == 1 else f"{_listed(texts)}, told together"


def _listed(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"


def _bounds(one: Count) -> str:
    if all(claim.figure.qualifier is Qualifier.EXACT for claim in one.claims):
        return f" ({one.number})" if len(one.claims) > 1 else ""
    return f" (≥ {one.low})" if one.high is None else f" ({one.low} to {one.high})"


def _number(number: int) -> str:
    return {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}.get(number, str(number))

"""The sentence that says how a figure came about: who says what, what is chosen and why."""

from collections.abc import Sequence
from typing import NamedTuple

from tadwin.reconcile.bounds import EVERYONE, Cell
from tadwin.reconcile.conjuncts import Count
from tadwin.reconcile.rules import Choice, Rule, Stand
from tadwin.reconcile.said import Said
from tadwin.reconcile.voices import Voice
from tadwin.vocab import Effect, Group, Qualifier

#: Groups of voices that a sentence names; more are counted.
_NAMED = 4
#: Tolls of one voice that a sentence gives.
_TOLLS = 8
#: Names of one group, and characters of a name: names may come from the words of a report.
_NAMES, _WIDEST = 2, 40


class Moved(NamedTuple):
    """What counts of parts do to a cell's figures: `best` as shown, and low and high where parts moved them."""

    low: int | None
    best: int
    high: int | None


def why_counted(stands: Sequence[Stand], chosen: Choice, moved: Moved, rule: Rule, aside: Sequence[Said]) -> str:
    """Why a cell that someone counts has its low, best and high."""
    above = moved.best > chosen.number
    choice = f"best is {moved.best}, which a part of them comes to" if above else None
    sentence = _one(stands[0], choice) if len(stands) == 1 else _several(stands, chosen, rule, choice)
    if rule is Rule.SINGLE_LOW:
        return f"{sentence[:1].upper()}{sentence[1:]}{_aside(stands, aside)}."
    if moved.high is not None and not above:
        sentence += f"; the parts counted come to {moved.high}, so high is {moved.high}"
    elif any(one.raised for one in stands) and not above:
        sentence += "; the parts counted raise low"
    if moved.low is not None:
        sentence += f"; a report that counts only civilians or combatants brings low to {moved.low}"
    return f"{sentence[:1].upper()}{sentence[1:]}{_aside(stands, aside)}."


def why_floor(heard: Sequence[Voice], cell: Cell, best: int, *, exact: bool) -> str:
    """Why a cell that nobody counts has a figure."""
    whom = _people(cell)
    who = "No one counts" if len(heard) > 1 else "The report does not count"
    if exact:
        return f"{who} {whom} as such; the girls and boys counted come to {best}."
    return f"{who} {whom}; the parts that {'are counted' if len(heard) > 1 else 'it counts'} come to ≥ {best}."


def why_divided(cell: Cell, numbers: Sequence[str]) -> str:
    """Why a toll has a figure that only the parts tell into which its report divides it."""
    told = " and ".join(f"“{number}”" for number in numbers)
    return f"The report does not count {_people(cell)} of the whole; the parts that it divides it into tell {told}."


def cell_words(effect: Effect, cell: Cell) -> str:
    """What is counted, after a number: "killed", "children killed"."""
    return effect.value if cell == EVERYONE else f"{_people(cell)} {effect.value}"


def _people(cell: Cell) -> str:
    status, group = cell
    if group is None:
        return "everyone" if status is None else f"{status.value}s"
    who = "women and children" if group is Group.WOMEN_AND_CHILDREN else group.value
    return who if status is None else f"{status.value} {who}"


def are_several(who: str) -> bool:
    """True for more than one person who speak: "unnamed rescuers", and not "the White Helmets", who are one body."""
    return who.casefold().startswith("unnamed ") and who.casefold().endswith(("s", "people", "staff"))


def says(who: str) -> str:
    """ "The monitor says", "unnamed rescuers say"."""
    return f"{who} {'say' if are_several(who) else 'says'}"


def _one(stand: Stand, choice: str | None) -> str:
    counts = [told.count for told in stand.told]
    who = speaker(stand.voice)
    best = next((one for one in counts if one.number == stand.number and not one.vague), counts[0])
    said = f"{words(best)}{_bounds(best)}"
    gives = "give" if are_several(who) else "gives"
    if len(counts) == 1:
        told = f"{says(who)} {said}"
    elif len({(one.low, one.number, one.high) for one in counts}) == 1:
        told = f"{says(who)} {said} and {gives} the same figure {len(counts)} times"
    else:
        between = "; " if any(one.claims[1:] for one in counts) else ", "
        told = f"{who} {gives} {between.join(list(dict.fromkeys(map(words, counts)))[:_TOLLS])}: low and high span them"
        which = "the first number given" if len({told.report_id for told in stand.told}) == 1 else "the latest lead"
        return f"{told}, and {choice or f'best is {which}, {said}'}"
    return f"{told}: {choice}" if choice else told


def _several(stands: Sequence[Stand], chosen: Choice, rule: Rule, choice: str | None) -> str:
    groups: dict[str, list[Stand]] = {}
    for one in sorted(stands, key=lambda one: (not one.voice.independent, one.number, one.voice.name or "")):
        groups.setdefault(_range(one), []).append(one)
    shown = [f"{_names(of)} {said}" for said, of in groups.items()]
    if shown[_NAMED:]:
        shown[_NAMED:] = [f"{len(shown) - _NAMED} more differ"]
    if len(groups) == 1:
        return f"{shown[0]}: {choice}" if choice else shown[0]
    if rule is not Rule.CONSERVATIVE:
        return f"{'; '.join(shown)}: {choice or f'best is the lowest, {chosen.number}'}"
    return f"{'; '.join(shown)}: low and high span them; {choice or f'best is {chosen.number}, {_support(chosen)}'}"


def _support(chosen: Choice) -> str:
    if chosen.fits is not None:
        return f"which fits the {chosen.fits} that more give of a wider group"
    if chosen.tied:
        return "the lowest of those as often given"
    if chosen.origins > 1:
        return f"which {_number(chosen.origins)} origins give"
    return "which most reports give" if chosen.reports > 1 else "which is given first"


def _names(stands: Sequence[Stand]) -> str:
    named = list(dict.fromkeys(plain(one.voice.name) for one in stands if one.voice.name is not None))
    own = len(stands) - sum(one.voice.name is not None for one in stands)
    names = named[:_NAMES]
    if named[_NAMES:]:
        names.append(f"{len(named) - _NAMES} more")
    if own:
        names.append(f"{_number(own)} report{'s' if own > 1 else ''}")
    many = len(names) > 1 or own > 1 or are_several(names[0])
    verb = "say" if many else "says"
    return f"{listed(names)} {verb}"


def _range(stand: Stand) -> str:
    if stand.at_most:
        return f"≤ {stand.top}"
    if stand.open:
        return f"{stand.low} to ≥ {stand.top}" if stand.low < stand.top else f"≥ {stand.low}"
    return f"{stand.low} to {stand.top}" if stand.low < stand.top else str(stand.low)


def _aside(stands: Sequence[Stand], aside: Sequence[Said]) -> str:
    """Names the figures of the cell that are not counted: repeated, or superseded by a later one of their origin."""
    cells = {told.cell for one in stands for told in one.told}
    left = [one for one in aside if (one.claim.status, one.claim.group) in cells and one.claim.object is None]
    if not left:
        return ""
    texts = list(dict.fromkeys(f"“{plain(text)}”" for text in sorted(one.claim.figure.text for one in left)))
    shown = [*texts[:_NAMES], *([f"{len(texts) - _NAMES} more"] if texts[_NAMES:] else [])]
    return f"; {listed(shown)}, repeated or superseded, {'is' if len(texts) == 1 else 'are'} not counted"


def speaker(voice: Voice) -> str:
    """Who a voice is, at the start of a sentence."""
    return "The report" if voice.name is None else plain(voice.name)


def plain(said: str) -> str:
    """Words for a sentence: on one line and not too long, as they may be a report's."""
    line = " ".join("".join(char if char.isprintable() else " " for char in said).split())
    return line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1]}…"


def words(one: Count) -> str:
    """The words of a count: “12”; “1” and “1”, told together."""
    texts = [f"“{plain(claim.figure.text)}”" for claim in one.claims]
    return texts[0] if len(texts) == 1 else f"{listed(texts)}, told together"


def listed(texts: Sequence[str]) -> str:
    """One, two and three."""
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"


def _bounds(one: Count) -> str:
    if all(claim.figure.qualifier is Qualifier.EXACT for claim in one.claims):
        said = one.claims[0].figure.text.casefold()
        return f" ({one.number})" if one.claims[1:] or (one.number == 1 and said not in {"1", "one"}) else ""
    return f" (≥ {one.low})" if one.high is None else f" ({one.low} to {one.high})"


def _number(number: int) -> str:
    return {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}.get(number, str(number))

"""How well an incident of civilian harm is attested, after the grades of Airwars.

Airwars grades an event "confirmed" where a belligerent accepts responsibility, "fair" where two or more credible
sources report it and a belligerent's action nearby is likely, "weak" where one source does, "contested" where
responsibility is claimed against or put on several belligerents, and "discounted" where those killed were combatants or
another party most likely did it. tadwin suggests the middle three. Confirmed and discounted are a reviewer's to give.
Two departures: tadwin knows no strike logs, so that fair asks for two independent sources and nothing else; and
sources that speak for one side of the conflict, such as a ministry and a state's agency, are one.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tadwin.reconcile.blame import Blame, blame, competing, side_of
from tadwin.reconcile.said import Said
from tadwin.types import Actor, Claim
from tadwin.vocab import Effect, Group, Stance, Status

FAIR, WEAK, CONTESTED = "fair", "weak", "contested"
#: Harm that Airwars grades: people killed or injured.
_HARM = (Effect.KILLED, Effect.INJURED, Effect.CASUALTIES)
_SURELY_CIVILIAN = (Group.CHILDREN, Group.GIRLS, Group.BOYS)


class Grade(NamedTuple):
    """A suggested grade, a sentence or two of why, and what would raise it. Without a grade only `reason` is there."""

    grade: str | None
    reason: str
    next: str | None


def grade(said: Sequence[Said]) -> Grade:
    """The grade that the claims of one incident suggest. Claims that only repeat others change nothing."""
    harm = [one for one in said if _of_harm(one)]
    if not harm:
        return Grade(None, "No claim asserts that people were killed or injured.", None)
    by_id = {one.claim.id: one.claim for one in said}
    civil = [one for one in harm if not _of_combatants(one.claim, by_id)]
    if not civil:
        return Grade(None, "Grades are for harm to civilians, and all claims count combatants.", None)
    sides = _sides(civil)
    blames = blame(civil)
    rivals = competing(blames)
    attested = FAIR if len(sides) > 1 else WEAK
    if rivals:
        settled = f"It would be {attested} if the sources agreed on who did it."
        return Grade(CONTESTED, f"Blame is contested: {_told(rivals)}. {_heard(sides, civil)}", settled)
    accused = {side_of(actor): actor for one in blames for actor in one.accused}
    accepts = [accused[side] for side in sorted(accused) if _accepts(side, civil)]
    told = f"Blame falls {_told(blames)}." if blames else "None blames anyone."
    reason = f"{_heard(sides, civil)} {told}"
    if accepts:
        names = _listed([actor.name for actor in accepts])
        return Grade(attested, f"{reason} It is accepted by {names}.", "A reviewer can confirm it.")
    return Grade(attested, reason, _next(sides, list(accused.values())))


def _of_harm(one: Said) -> bool:
    claim = one.claim
    return claim.effect in _HARM and claim.stance is Stance.ASSERTED and claim.figure.high != 0 and claim.object is None


def _of_combatants(claim: Claim, by_id: Mapping[str, Claim]) -> bool:
    """True for a count of combatants, or of some of them."""
    seen = set[str]()
    while claim.status is None and claim.part_of is not None and claim.part_of in by_id and claim.id not in seen:
        seen.add(claim.id)
        claim = by_id[claim.part_of]
    return claim.status is Status.COMBATANT


def _sides(said: Iterable[Said]) -> dict[str, list[str]]:
    """The names of independent sources by the side that they speak for, the most heard first in each."""
    found: dict[str, dict[str, int]] = {}
    for one in said:
        if one.independent and one.source is not None:
            names = found.setdefault(side_of(one.source), {})
            names[one.source.name] = names.get(one.source.name, 0) + 1
    return {side: sorted(names, key=lambda name: (-names[name], name)) for side, names in sorted(found.items())}


def _heard(sides: dict[str, list[str]], said: Iterable[Said]) -> str:
    if not sides:
        outlets = sorted({one.source.name for one in said if one.source is not None})
        relayed = f" {_listed(outlets)} names no source." if outlets else ""
        return f"No named source stands behind it.{relayed}"
    if len(sides) == 1:
        names = next(iter(sides.values()))
        if len(names) == 1:
            return f"One independent source counts the harm: {names[0]}."
        return f"One independent source counts the harm: {_listed(names)} speak for one side."
    return (
        f"{_number(len(sides))} independent sources count the harm: {_listed([names[0] for names in sides.values()])}."
    )


def _told(blames: Sequence[Blame]) -> str:
    """Who blames whom, the accusers of one side together."""
    accusers: dict[frozenset[str], list[str | None]] = {}
    names: dict[frozenset[str], set[str]] = {}
    for one in blames:
        sides = frozenset(map(side_of, one.accused))
        accusers.setdefault(sides, []).append(one.by)
        names.setdefault(sides, set()).add(_listed([actor.name for actor in one.accused]))
    told = sorted((min(names[sides]), _voices(by)) for sides, by in accusers.items())
    return "; ".join(f"on {accused} by {voices}" for accused, voices in told)


def _voices(by: Sequence[str | None]) -> str:
    names = sorted({name for name in by if name is not None})
    own = sum(name is None for name in by)
    if own:
        names.append(
            "one report in its own words" if own == 1 else f"{_number(own).lower()} reports in their own words"
        )
    return _listed(names)


def _accepts(side: str, said: Iterable[Said]) -> bool:
    """True where an accused party itself counts civilians that it killed or injured. "Terrorists" are not such."""
    return any(
        one.source is not None
        and side_of(one.source) == side
        and any(side_of(actor) == side for actor in one.claim.perpetrators)
        and (one.claim.status is Status.CIVILIAN or one.claim.group in _SURELY_CIVILIAN)
        for one in said
    )


def _next(sides: dict[str, list[str]], accused: Sequence[Actor]) -> str:
    if not sides:
        return "Two independent, named sources would make it fair."
    if len(sides) == 1:
        return "A second independent source would make it fair."
    if not accused:
        return "A reviewer can confirm it once a named party accepts it."
    names = sorted(actor.name for actor in accused)
    return f"A reviewer can confirm it if it is accepted by {_listed(names, 'or')}."


def _number(count: int) -> str:
    return ("No", "One", "Two", "Three", "Four", "Five", "Six")[count] if count < 7 else str(count)


def _listed(names: Sequence[str], joint: str = "and") -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joint} {names[-1]}"

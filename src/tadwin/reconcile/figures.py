"""The figures of an incident: low, best and high for each cell, with the claims behind them and the reason.

All claims of the incident enter, of every report, that count beside their origin's others. A cell that someone
counts spans what voices say of it; a cell that only parts of are counted has a floor (the rule "floor").
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from tadwin.reconcile.bounds import EVERYONE, WHOLES, Cell
from tadwin.reconcile.parts import Lines, by_frames, by_lines, inside, is_part, least_of_own, most_of_own
from tadwin.reconcile.reasons import Moved, why_counted, why_floor
from tadwin.reconcile.rules import Choice, Rule, Stand, choose, least, stand
from tadwin.reconcile.said import Said
from tadwin.reconcile.voices import OF_PEOPLE, Heard, Told, Voice, text_order
from tadwin.types import FigureLine
from tadwin.vocab import Effect, Group, Status

#: The rule of a line that no one counts: what its parts come to at the least, and what they come to exactly.
FLOOR = "floor"
SUM = "sum"

_STATUSES: tuple[Status | None, ...] = (None, *Status)
_GROUPS: tuple[Group | None, ...] = (None, *Group)
#: Groups from the finest to the widest: a line is made after the lines of its parts.
_PARTS_FIRST: tuple[Group | None, ...] = (
    Group.GIRLS,
    Group.BOYS,
    Group.WOMEN,
    Group.MEN,
    Group.ELDERLY,
    Group.CHILDREN,
    Group.WOMEN_AND_CHILDREN,
    None,
)
#: Every cell after those of its parts.
_CELLS: tuple[Cell, ...] = tuple((status, group) for group in _PARTS_FIRST for status in (*Status, None))


def figures(heard: Mapping[Effect, Heard], rule: Rule = Rule.CONSERVATIVE) -> tuple[FigureLine, ...]:
    """A line for each cell that the claims of one incident fill, as they are heard.

    By effect; within an effect everyone, civilian and combatant, then the groups in the same way.
    Denied and hedged claims do not enter, nor does a zero from one who did not count there. A count of
    one role (journalists, medics) or of a part of another count is no count of everyone, only a floor of it.
    """
    return in_order(line for effect, of in heard.items() for line in _figures_of(effect, of, rule))


def in_order(lines: Iterable[FigureLine]) -> tuple[FigureLine, ...]:
    """The lines by effect; within it everyone, civilian and combatant, then the groups in the same way."""
    return tuple(sorted(lines, key=_line_order))


def _line_order(line: FigureLine) -> tuple[int, int, int]:
    return (OF_PEOPLE.index(line.effect), _GROUPS.index(line.group), _STATUSES.index(line.status))


def _figures_of(effect: Effect, heard: Heard, rule: Rule) -> list[FigureLine]:
    """The lines of one effect, those of parts before those of their wholes."""
    told = {one.cell for voice in heard.voices for one in voice.told}
    reached = frozenset[Cell]().union(*(WHOLES[cell] for cell in told))
    lines: dict[Cell, FigureLine] = {}
    for cell in _CELLS:
        if cell not in reached:
            continue
        stands = _stands(heard.voices, cell)
        if stands:
            lines[cell] = _counted(_Cell(effect, cell, rule, heard.voices, lines), stands, heard.aside)
        elif cell[1] is None or _is_told_by_parts(told, cell):
            lines.update(_floor(_Cell(effect, cell, rule, heard.voices, lines)))
    return list(lines.values())


def _is_told_by_parts(told: Set[Cell], cell: Cell) -> bool:
    """True where shares of a group are counted, or girls and boys of the children."""
    status, group = cell
    parts = {cell, (status, Group.GIRLS), (status, Group.BOYS)} if group is Group.CHILDREN else {cell}
    return not told.isdisjoint(parts)


def _stands(heard: Sequence[Voice], cell: Cell) -> list[Stand]:
    return [stand(voice, told, least_of_own(voice, cell)) for voice in heard if (told := voice.counts(cell))]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell to be given a line, with what voices say of the effect and the lines of its parts."""

    effect: Effect
    cell: Cell
    rule: Rule
    heard: Sequence[Voice]
    lines: Lines

    def low(self) -> int:
        return by_lines(self.heard, self.cell, self.lines, lambda line: line.low or 0, lambda one: one.low)

    def best(self) -> int:
        return by_lines(self.heard, self.cell, self.lines, lambda line: line.best or 0, lambda one: one.number)

    def high(self) -> int:
        return by_lines(self.heard, self.cell, self.lines, lambda line: line.high or 0, lambda one: one.top)


def _counted(of: _Cell, stands: Sequence[Stand], aside: Sequence[Said]) -> FigureLine:
    """The line of a cell that someone counts.

    A whole is never below a part: what its parts need raises its high, and a single part above it its best.
    """
    chosen = choose(stands, of.rule, _wholes(of) if len({one.number for one in stands}) > 1 else ())
    low, said = least(stands), max(one.top for one in stands)
    fewer = _tolls_of_status(of, stands)
    above = _above(of)
    is_open = any(one.open for one in stands)
    high = max(said, above, of.high() if is_open else 0)
    best = max([chosen.number, *(line.best or 0 for cell, line in of.lines.items() if is_part(cell, of.cell))])
    moved = Moved(min([low, *fewer]) if min(fewer, default=low) < low else None, best, high if high > said else None)
    told = [told for one in stands for told in one.told]
    if moved.low is not None or moved.high is not None or any(one.raised for one in stands):
        told += inside(of.heard, of.cell)
    single = of.rule is Rule.SINGLE_LOW
    return FigureLine(
        effect=of.effect,
        status=of.cell[0],
        group=of.cell[1],
        low=best if single else min([low, *fewer]),
        best=best,
        high=best if single else high,
        open=is_open or above > said,
        rule=of.rule.value,
        claims=_claims(told),
        why=why_counted(stands, chosen, moved, of.rule, aside),
    )


def _wholes(of: _Cell) -> list[Choice]:
    """What is chosen for the cells that hold all whom this one counts."""
    wholes = sorted((cell for cell in WHOLES[of.cell] if cell != of.cell), key=str)
    counted = (_stands(of.heard, cell) for cell in wholes)
    return [choose(stands, of.rule) for stands in counted if stands]


def _above(of: _Cell) -> int:
    """The most people that counts of parts need or allow: those that a voice tells together, and each alone."""
    alone = (line.high or 0 for cell, line in of.lines.items() if is_part(cell, of.cell))
    return max([0, *(most_of_own(voice, of.cell) for voice in of.heard), *alone])


def _tolls_of_status(of: _Cell, stands: Sequence[Stand]) -> list[int]:
    """What voices need for everyone that count civilians or combatants and never everyone: theirs is a rival toll."""
    if of.cell != EVERYONE:
        return []
    others = [voice for voice in of.heard if all(one.voice is not voice for one in stands)]
    return [least_of_own(voice, of.cell) for voice in others if any(voice.counts((status, None)) for status in Status)]


def _floor(of: _Cell) -> dict[Cell, FigureLine]:
    """A line for a cell that only parts of are counted; none where nothing of it is."""
    best = max(of.best(), by_frames(of.heard, of.cell, of.lines, lambda line: line.best or 0))
    high = max(of.high(), by_frames(of.heard, of.cell, of.lines, lambda line: line.high or 0))
    if high == 0:
        return {}
    exact = _is_sum(of)
    single = of.rule is Rule.SINGLE_LOW
    line = FigureLine(
        effect=of.effect,
        status=of.cell[0],
        group=of.cell[1],
        low=best if single else of.low(),
        best=best,
        high=best if single else high,
        open=not exact,
        rule=SUM if exact else FLOOR,
        claims=_claims(inside(of.heard, of.cell)),
        why=why_floor(of.heard, of.cell, best, exact=exact),
    )
    return {of.cell: line}


def _is_sum(of: _Cell) -> bool:
    """True for children where one frame counts girls and boys and bounds both: together they are all the children."""
    status, group = of.cell
    if group is not Group.CHILDREN:
        return False
    both = {(status, Group.GIRLS), (status, Group.BOYS)}
    told: dict[tuple[int, str], set[Cell]] = {}
    for at, voice in enumerate(of.heard):
        for one in voice.told:
            if not one.share:
                told.setdefault((at, one.frame), set()).add(one.cell)
    return any(both <= cells for cells in told.values()) and not any(of.lines[cell].open for cell in both)


def _claims(told: Sequence[Told]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim.id for one in sorted(told, key=text_order) for claim in one.count.claims))

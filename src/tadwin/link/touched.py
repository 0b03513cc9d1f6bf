"""Which frames new ones can change: the new, what they link with, and what that links with, on to the end.

Linking these alone gives the incidents that linking the whole record anew would give.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

from tadwin.link import weights as w
from tadwin.link.candidates import day_keys, look_keys, mark_keys
from tadwin.link.link import weight
from tadwin.link.looks import Look, look
from tadwin.link.units import NO_TIES, Pair, grouped, units
from tadwin.types import Frame, Ties

#: From blocking keys to the frames of every report that has a frame with one of them, the whole report each time.
Near = Callable[[Collection[str]], Iterable[Frame]]
#: From frames of whole reports to the pairs that their report says are one.
Joined = Callable[[Iterable[Frame]], Collection[Pair]]


class Touched(NamedTuple):
    """The frames to link anew, the pairs among them that reports say are one, and frames met that did not join."""

    frames: tuple[Frame, ...]
    joined: tuple[Pair, ...]
    met: tuple[Frame, ...]


def _none(frames: Iterable[Frame]) -> Collection[Pair]:  # noqa: ARG001
    return ()


def record_keys(frames: Iterable[Frame], joined: Collection[Pair] = ()) -> dict[str, frozenset[str]]:
    """What each frame of whole reports is found by: its blocking keys, those of its unit, and its own id.

    Frames that a report says are one are found by the days of one with the figures of another, so that they are met
    as their unit is, also where a reviewer takes some of them apart.
    """
    found: dict[str, frozenset[str]] = {}
    for group in grouped({frame.id: frame for frame in frames}, NO_TIES, joined):
        looks = [look([frame]) for frame in group]
        looks += [look(group)] if len(group) > 1 else []
        days = {day for seen in looks for day in day_keys(seen)}
        marks = {mark for seen in looks for mark in mark_keys(seen)}
        shared = frozenset(day + mark for day, mark in product(days, marks))
        found.update({frame.id: shared | {_itself(frame.id)} for frame in group})
    return found


def _itself(frame: str) -> str:
    return f"={frame}"


def touched(
    new: Iterable[Frame], near: Near, ties: Ties = NO_TIES, joined: Joined = _none, gone: Iterable[Frame] = ()
) -> Touched:
    """The frames that `new` ones can change, to be linked together with them.

    `new` are all frames of the reports that are new or read anew, and of the reports that changed decisions name;
    `gone` are the frames that those reports had before. `near` knows the rest of the record by `record_keys`, and
    what it still holds of the new reports is passed over.
    """
    reach = _Reach(near, ties, joined, new)
    frontier = [unit for report in sorted(reach.of_report) for unit in reach.of_report[report]]
    reach.take(frontier)
    frontier += reach.neighbours(units(list(left := list(gone)), ties, joined(left)))
    while frontier:
        frontier = reach.neighbours(frontier)
    return reach.result()


class _Reach:
    """What has been reached so far."""

    def __init__(self, near: Near, ties: Ties, joined: Joined, new: Iterable[Frame]) -> None:
        self.near, self.ties, self.joined = near, ties, joined
        self.frames: dict[str, Frame] = {}
        self.pairs: set[Pair] = set()
        self.of_report: dict[str, list[Look]] = {}
        self.unit_of: dict[str, Look] = {}
        self.taken: set[str] = set()
        self.tied: dict[str, set[str]] = {}
        for left, right in ties.must:
            self.tied.setdefault(left, set()).add(right)
            self.tied.setdefault(right, set()).add(left)
        self._know(new)

    def _know(self, frames: Iterable[Frame]) -> None:
        """Makes the units of reports that were not known before."""
        by_report: dict[str, list[Frame]] = {}
        for frame in frames:
            if frame.report_id not in self.of_report:
                by_report.setdefault(frame.report_id, []).append(frame)
        for report, told in by_report.items():
            told_as_one = self.joined(told)
            self.pairs.update(told_as_one)
            self.of_report[report] = units(told, self.ties, told_as_one)
            self.frames.update({frame.id: frame for frame in told})
            self.unit_of.update({name: unit for unit in self.of_report[report] for name in unit.frames})

    def take(self, found: Iterable[Look]) -> list[Look]:
        """The units among them that were not reached before, which now are."""
        fresh = {unit.id: unit for unit in found if unit.id not in self.taken}
        self.taken |= fresh.keys()
        return [fresh[name] for name in sorted(fresh)]

    def neighbours(self, frontier: Collection[Look]) -> list[Look]:
        """The units that these link with, or are tied to, and that were not reached before."""
        tied = {other for unit in frontier for name in unit.frames for other in self.tied.get(name, ())}
        wanted = {key for unit in frontier for key in look_keys(unit)} | {_itself(name) for name in tied}
        if wanted:
            self._know(self.near(wanted))
        by_key = _by_key(unit for told in self.of_report.values() for unit in told)
        found = [self.unit_of[name] for name in tied if name in self.unit_of]
        for unit in frontier:
            met = {other.id: other for key in look_keys(unit) for other in by_key.get(key, ())}
            found += (
                other
                for other in met.values()
                if other.id not in self.taken and other.report != unit.report and weight(unit, other) >= w.THRESHOLD
            )
        return self.take(found)

    def result(self) -> Touched:
        inside = {name for unit in self.unit_of.values() if unit.id in self.taken for name in unit.frames}
        pairs = sorted(one for one in self.pairs if inside.issuperset(one))
        ordered = [self.frames[name] for name in sorted(self.frames)]
        return Touched(
            tuple(frame for frame in ordered if frame.id in inside),
            tuple(pairs),
            tuple(frame for frame in ordered if frame.id not in inside),
        )


def _by_key(among: Iterator[Look]) -> Mapping[str, list[Look]]:
    found: dict[str, list[Look]] = {}
    for unit in among:
        for key in look_keys(unit):
            found.setdefault(key, []).append(unit)
    return found

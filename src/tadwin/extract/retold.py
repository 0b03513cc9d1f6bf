"""Figures that a report tells again once it has told more: "Nine were killed. The raid hit ... Nine died, seven were
hurt."
"""

from tadwin.extract.frame import Count, Frame
from tadwin.extract.frames import Frames
from tadwin.extract.scopes import WIDE_PLACES
from tadwin.types import Mention, When
from tadwin.vocab import Effect

#: From this many on, the same figure told twice is the same people's.
_TELLING = 4


class Retold:
    """Which frames of a report figures go back to, passage by passage."""

    def __init__(self, frames: Frames) -> None:
        self.frames = frames
        self.passage = -1  # the last in which a figure was told again
        self.frame: Frame | None = None  # whose
        self.effects: set[Effect] = set()  # of the figures that went there

    def frame_of(self, count: Count | None, effect: Effect, index: int) -> Frame | None:
        """The frame of a figure that is told again where the current one has none such: "six died in the bombardment".

        None for small figures, which come about by chance, and where more than one frame has it. What the sentence goes
        on to tell is of that frame too ("nine were killed and seven injured"), and so are the settlement and the day
        told in between, where they may be its own.
        """
        if self.frame is not None and self.passage == index and effect not in self.effects:
            self.effects.add(effect)
            return self.frame
        current = self.frames.current
        if count is None or count[1] < _TELLING or current is None or count[0] in current.effects:
            return None
        found = [frame for frame in self.frames.all if count in frame.counts]
        if len(found) != 1 or found[0] is current:
            return None
        again = found[0]
        self.passage, self.frame, self.effects = index, again, {effect}
        if _is_told_on(again, current):
            again.settled = [one for one in current.places if one.names.precision not in WIDE_PLACES]
            again.places = [*again.settled, *again.places]
            again.when = again.when or current.when
            self.frames.current = again
        return again


def _is_told_on(again: Frame, current: Frame) -> bool:
    """True where the current frame tells where an attack told before was, and counts no one of its own yet."""
    if again.is_apart or current.is_apart or not current.effects <= {Effect.ATTACKS}:
        return False
    fine = any(one.names.precision not in WIDE_PLACES for one in current.places)
    return fine and again.may_be_at(current.places) and _may_be_of(again.when, current.when)


def _may_be_of(one: Mention[When] | None, other: Mention[When] | None) -> bool:
    if one is None or other is None:
        return True
    return (one.names.start, one.names.end) == (other.names.start, other.names.end)

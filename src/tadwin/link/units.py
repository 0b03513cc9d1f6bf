"""What linking puts together: a frame by itself, or the frames of one report that it says are one."""

from collections.abc import Collection, Iterable, Mapping

from tadwin.link.looks import Look, look
from tadwin.types import Frame, Ties

#: Two ids, the smaller first.
Pair = tuple[str, str]
NO_TIES = Ties()


def pair(left: str, right: str) -> Pair:
    """The two, sorted."""
    return (left, right) if left < right else (right, left)


def units(frames: Iterable[Frame], ties: Ties = NO_TIES, joined: Collection[Pair] = ()) -> list[Look]:
    """The units of these frames, by id. `joined` are pairs of frames of one report that it says are one."""
    return [look(group) for group in grouped({frame.id: frame for frame in frames}, ties, joined)]


def grouped(by_id: Mapping[str, Frame], ties: Ties, joined: Collection[Pair]) -> list[list[Frame]]:
    """The frames of each unit. A reviewer's cannot-link goes before what the report says."""
    group_of = {name: [by_id[name]] for name in sorted(by_id)}
    for left, right in sorted(joined):
        if left not in group_of or right not in group_of or group_of[left] is group_of[right]:
            continue
        one, other = group_of[left], group_of[right]
        if any(pair(a.id, b.id) in ties.cannot for a in one for b in other):
            continue
        one += other
        for frame in other:
            group_of[frame.id] = one
    return list({id(group): sorted(group, key=lambda frame: frame.id) for group in group_of.values()}.values())

"""What joined the reports of an incident and what kept others apart, in lines for the terminal."""

from collections.abc import Iterator, Mapping, Sequence

from tadwin.cli.lines import Line
from tadwin.export.marked import one_line
from tadwin.types import Incident, Link


def why_lines(incident: Incident, links: Sequence[Link], told: Mapping[str, str]) -> Iterator[Line]:
    """The comparisons that joined the incident's frames, strongest first, then the nearest to it that did not.

    Weights are in bits: each is a doubling, or halving below 0, of the odds that two frames tell of one incident.
    `told` names the report of each frame.
    """
    inside = set(incident.frames)
    within = [link for link in links if {link.left, link.right} <= inside]
    joined = [link for link in within if link.joins]
    yield Line(0, "\nWhat joined its reports", "bold")
    if not joined:
        alone = len(incident.frames) == 1
        yield Line(2, "Nothing: one report tells of it." if alone else "Nothing is known of what joined them.")
    for link in sorted(joined, key=_strongest):
        yield from _link(link, told, "and")
    split = [link for link in within if not link.joins]
    apart = [link for link in links if len({link.left, link.right} & inside) == 1]
    if split:
        yield Line(0, "\nCompared, and joined only through others", "bold")
    for link in sorted(split, key=_strongest):
        yield from _link(link, told, "and")
    yield Line(0, "\nWhat was kept apart", "bold")
    if not apart:
        yield Line(2, "Nothing came near enough to be compared.")
    for link in sorted(apart, key=_strongest):
        yield from _link(link, told, "and, kept apart," if not link.joins else "and, near enough but left out,")


def _strongest(link: Link) -> tuple[float, str, str]:
    return (-link.weight, link.left, link.right)


def _link(link: Link, told: Mapping[str, str], between: str) -> Iterator[Line]:
    left, right = (told.get(frame, one_line(frame)) for frame in (link.left, link.right))
    yield Line(2, f"{link.weight:+.1f}  {left}", "bold")
    yield Line(8, f"{between} {right}")
    for reason in link.reasons:
        yield Line(
            8, f"{reason.weight:+.1f}  {one_line(reason.comparison).replace('_', ' ')}: {one_line(reason.words)}", "dim"
        )

"""The kind of event and the weapon of a figure, by the words nearest to it in its sentence."""

from typing import NamedTuple

from tadwin.extract.context import ContextWords
from tadwin.extract.findings import Finding
from tadwin.extract.tree import Tree
from tadwin.vocab import EventType


class Event(NamedTuple):
    """What happened, and the tokens that say it (first, last), or None where nothing says it."""

    kind: EventType | None
    kind_at: tuple[int, int] | None
    weapon: str | None
    weapon_at: tuple[int, int] | None


def event_of(tree: Tree, finding: Finding, words: ContextWords) -> Event:
    """Event type and weapon of the figure; both None where its sentence has no such words."""
    kind, kind_at = _kind(tree, finding, words)
    weapon_at = _weapon(tree, finding, words)
    weapon = None if weapon_at is None else " ".join(token.lower for token in tree.tokens[weapon_at[0] : weapon_at[1] + 1]).replace(" - ", "-")
    return Event(kind, kind_at, weapon, weapon_at)


def _kind(tree: Tree, finding: Finding, words: ContextWords) -> tuple[EventType | None, tuple[int, int] | None]:
    best: tuple[int, EventType, tuple[int, int]] | None = None
    skip = finding.predicate
    for i in range(len(tree.tokens)):
        pair = words.event_pairs.get((tree.lower(i), tree.lower(i + 1)))
        kind = pair or words.events.get(tree.lower(i))
        if kind is None or (i == skip and pair is None and kind is not EventType.ATTACK):
            continue
        last = i + (pair is not None)
        distance = min(abs(i - finding.predicate), abs(i - finding.first)) - 6 * (pair is not None) + 4 * (kind is EventType.ATTACK)
        if best is None or distance < best[0]:
            best = (distance, kind, (i, last))
    if best is not None:
        return best[1], best[2]
    for i in range(len(tree.tokens)):
        if tree.lower(i) in words.event_open and tree.tag(i).startswith("N"):
            return EventType.AIRSTRIKE if tree.lower(i).startswith(("raid", "strike")) else EventType.SHELLING, (i, i)
    return None, None


def _weapon(tree: Tree, finding: Finding, words: ContextWords) -> tuple[int, int] | None:
    best: tuple[int, tuple[int, int]] | None = None
    i = 0
    while i < len(tree.tokens):
        if tree.lower(i) in words.weapon_heads:
            last = i
            while tree.lower(last + 1) in words.weapon_heads:
                last += 1
            first = i
            while tree.lower(first - 1) in words.weapon_modifiers or (tree.lower(first - 1) == "-" and tree.lower(first - 2) in words.weapon_modifiers):
                first -= 1
            distance = min(abs(i - finding.predicate), abs(i - finding.first))
            if best is None or distance < best[0]:
                best = (distance, (first, last))
            i = last
        i += 1
    return best[1] if best is not None else None

"""The kind of event and the weapon of a figure, by the words nearest to it in its sentence."""

from typing import NamedTuple

from tadwin.extract.context import ContextWords
from tadwin.extract.judged import Finding
from tadwin.extract.tree import Tree
from tadwin.vocab import EventType


class Event(NamedTuple):
    """What happened, and the tokens that say it (first, last), or None where nothing says it."""

    kind: EventType | None
    kind_at: tuple[int, int] | None
    weapon: str | None
    weapon_at: tuple[int, int] | None


class EventWords(NamedTuple):
    """The words of a sentence that tell of events: (first, last, kind, whether two words say it), and of weapons."""

    kinds: list[tuple[int, int, EventType, bool]]
    open_kinds: list[int]
    weapons: list[tuple[int, int]]


def event_words(tree: Tree, words: ContextWords) -> EventWords:
    """Every word of events and weapons in a sentence, found once for all its figures."""
    kinds = []
    for i in range(len(tree.tokens)):
        pair = words.event_pairs.get((tree.lower(i), tree.lower(i + 1)))
        kind = pair or words.events.get(tree.lower(i))
        if kind is not None:
            kinds.append((i, i + (pair is not None), kind, pair is not None))
    open_kinds = [
        i for i in range(len(tree.tokens)) if tree.lower(i) in words.event_open and tree.tag(i).startswith("N")
    ]
    return EventWords(kinds, open_kinds, _weapons(tree, words))


def event_of(tree: Tree, finding: Finding, told: EventWords) -> Event:
    """Event type and weapon of the figure; both None where its sentence has no such words."""
    kind, kind_at = _kind(tree, finding, told)
    weapon_at = min(told.weapons, key=lambda at: _distance(at[1], finding), default=None)
    weapon = (
        None
        if weapon_at is None
        else " ".join(token.lower for token in tree.tokens[weapon_at[0] : weapon_at[1] + 1]).replace(" - ", "-")
    )
    return Event(kind, kind_at, weapon, weapon_at)


def _distance(i: int, finding: Finding) -> int:
    return min(abs(i - finding.predicate), abs(i - finding.first))


def _kind(tree: Tree, finding: Finding, told: EventWords) -> tuple[EventType | None, tuple[int, int] | None]:
    """The kind nearest to the figure. Two words say more than one, and "shot" or "executed" less than any."""
    best: tuple[int, EventType, tuple[int, int]] | None = None
    for first, last, kind, is_pair in told.kinds:
        if first == finding.predicate and not is_pair and kind is not EventType.ATTACK:
            continue
        distance = _distance(first, finding) - 6 * is_pair + 4 * (kind is EventType.ATTACK)
        if best is None or distance < best[0]:
            best = (distance, kind, (first, last))
    if best is not None:
        return best[1], best[2]
    for i in told.open_kinds:
        return EventType.AIRSTRIKE if tree.lower(i).startswith(("raid", "strike")) else EventType.SHELLING, (i, i)
    return None, None


def _weapons(tree: Tree, words: ContextWords) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(tree.tokens):
        if tree.lower(i) in words.weapon_heads:
            first = last = i
            while tree.lower(last + 1) in words.weapon_heads:
                last += 1
            while tree.lower(first - 1) in words.weapon_modifiers or (
                tree.lower(first - 1) == "-" and tree.lower(first - 2) in words.weapon_modifiers
            ):
                first -= 1
            found.append((first, last))
            i = last
        i += 1
    return found

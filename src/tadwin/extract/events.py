"""The kind of event and the weapon of a figure, by the words nearest to it in its sentence."""

import re
from itertools import pairwise
from typing import NamedTuple

from tadwin.extract.context import ContextWords
from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.extract.tree import Tree
from tadwin.extract.words import words
from tadwin.vocab import Effect, EventType

#: In words: two words that say a kind together are this much nearer than they stand ("air strike" says more than
#: "shells"), and words such as "shot" or "executed" this much farther.
_PAIR, _ATTACK = 6, 4


#: Behind "gas" these are of a town's supply, and no weapon.
_OF_SUPPLY = words("events", "of_supply")
_CARRIERS = frozenset({"helicopter", "helicopters", "plane", "planes", "aircraft"})
_CAME = frozenset({"came", "arrived", "landed", "travelled", "traveled", "transferred", "evacuated", "flown", "taken"})
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


#: People taken: what kind of event took them their own words say, and no word of an attack beside them.
TAKEN = frozenset({Effect.ABDUCTED, Effect.DETAINED})
_BY_HAND = frozenset({EventType.ABDUCTION, EventType.ATTACK, EventType.CLASH, EventType.SEXUAL_VIOLENCE})


class Event(NamedTuple):
    """What happened, and the tokens that say it (first, last), or None where nothing says it."""

    kind: EventType | None
    kind_at: tuple[int, int] | None
    weapon: str | None
    weapon_at: tuple[int, int] | None


class KindWords(NamedTuple):
    """One word or two that say the kind of an event."""

    first: int
    last: int
    type: EventType


class EventWords(NamedTuple):
    """The words of a sentence that tell of events and weapons, as positions of tokens, both ends included."""

    kinds: list[KindWords]
    open_kinds: list[int]  # words such as "strikes", from the air or by shelling
    weapons: list[tuple[int, int]]


def eventful(passage: Passage, context: ContextWords) -> bool:
    """True for a sentence, parsed or not, with a word that tells of an attack."""
    if context.eventful_parts.isdisjoint(passage.words()):
        return False
    return not context.eventful.isdisjoint(_WORD.findall(passage.text.lower()))


def may_tell_kind(passage: Passage, context: ContextWords) -> bool:
    """A quick look: False for a sentence without a word that tells, alone or with another, of a kind of attack."""
    said = passage.words()
    return not (context.eventful_parts.isdisjoint(said) and context.pair_firsts.isdisjoint(said))


class Heard(NamedTuple):
    """The kind of event that a sentence without figures tells, and where in the report its words stand."""

    kind: EventType
    start: int
    end: int


def event_heard(passage: Passage, context: ContextWords) -> Heard | None:
    """The first kind of event that the words of a sentence tell, parsed or not: two words together before one."""
    if not may_tell_kind(passage, context):
        return None
    said = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(passage.text.lower())]
    for (first, start, _), (second, _, end) in pairwise(said):
        if first in context.pair_firsts and (first, second) in context.event_pairs:
            return Heard(context.event_pairs[first, second], passage.start + start, passage.start + end)
    for word, start, end in said:
        if word in context.events:
            return Heard(context.events[word], passage.start + start, passage.start + end)
    return None


def event_words(tree: Tree, context: ContextWords) -> EventWords:
    """Every word of events and weapons in a sentence, found once for all its figures."""
    kinds, open_kinds = [], []
    for i, token in enumerate(tree.tokens):
        word, pair = token.lower, None
        if word in context.pair_firsts:
            pair = context.event_pairs.get((word, tree.lower(i + 1)))
        elif word not in context.eventful:
            continue
        kind = pair or context.events.get(word)
        if kind is not None and pair is None and _is_no_attack(tree, i):
            continue
        if kind is not None:
            kinds.append(KindWords(i, i + (pair is not None), kind))
        if word in context.event_open and token.tag.startswith("N"):
            open_kinds.append(i)
    return EventWords(kinds, open_kinds, _weapons(tree, context))


def _is_no_attack(tree: Tree, i: int) -> bool:
    """True for the gas of "a gas pipeline", and for a helicopter by which somebody came."""
    if tree.lower(i) == "gas":
        return tree.lower(i + 1) in _OF_SUPPLY or tree.lower(i - 1) == "natural"
    return tree.lower(i) in _CARRIERS and tree.lower(i - 1) == "by" and not _CAME.isdisjoint(tree.words(i - 6, i))


def event_of(tree: Tree, finding: Finding, told: EventWords) -> Event:
    """Event type and weapon of the figure; both None where its sentence has no such words."""
    kind, kind_at = _nearest_kind(tree, finding, told)
    if finding.effect is Effect.ABDUCTED:
        kind, kind_at = EventType.ABDUCTION, (finding.predicate, finding.predicate)
    elif finding.effect in TAKEN and kind not in _BY_HAND:
        kind, kind_at = None, None  # nobody is arrested by an air strike
    weapon_at = min(told.weapons, key=lambda at: _distance(at[1], finding), default=None)
    weapon = None
    if weapon_at is not None:
        weapon = " ".join(tree.words(*weapon_at)).replace(" - ", "-")
    return Event(kind, kind_at, weapon, weapon_at)


def _distance(i: int, finding: Finding) -> int:
    """How many words the one at i stands from the figure or from its predicate, whichever is nearer."""
    return min(abs(i - finding.predicate), abs(i - finding.first))


def _nearest_kind(tree: Tree, finding: Finding, told: EventWords) -> tuple[EventType | None, tuple[int, int] | None]:
    """The kind nearest to the figure and the tokens that say it."""
    best: tuple[int, KindWords] | None = None
    for kind in told.kinds:
        is_pair = kind.last > kind.first
        if kind.first == finding.predicate and not is_pair and kind.type is not EventType.ATTACK:
            continue
        distance = _distance(kind.first, finding) - _PAIR * is_pair + _ATTACK * (kind.type is EventType.ATTACK)
        if best is None or distance < best[0]:
            best = distance, kind
    if best is not None:
        return best[1].type, (best[1].first, best[1].last)
    for i in told.open_kinds:
        return EventType.AIRSTRIKE if tree.lower(i).startswith(("raid", "strike")) else EventType.SHELLING, (i, i)
    return None, None


def _weapons(tree: Tree, context: ContextWords) -> list[tuple[int, int]]:
    """The stretches of words that name a weapon with what modifies it: "guided anti-tank missiles"."""
    found: list[tuple[int, int]] = []
    if tree.words_set.isdisjoint(context.weapon_heads):
        return found
    i = 0
    while i < len(tree.tokens):
        if tree.lower(i) in context.weapon_heads:
            first = last = i
            while tree.lower(last + 1) in context.weapon_heads:
                last += 1
            while tree.lower(first - 1) in context.weapon_modifiers or (
                tree.lower(first - 1) == "-" and tree.lower(first - 2) in context.weapon_modifiers
            ):
                first -= 1
            found.append((first, last))
            i = last
        i += 1
    return found

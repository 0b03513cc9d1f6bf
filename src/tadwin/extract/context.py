"""The words that say who speaks, what kind of event it was and where, read once from the shipped data file."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tadwin.vocab import EventType

_LETTERS = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class ContextWords:
    """Lower-case words by what they tell; see resources/lexicon/context.toml."""

    speech: frozenset[str]  # verbs of speech
    inverted: frozenset[str]  # those that may stand before their speaker
    pronouns: frozenset[str]
    speakers: frozenset[str]  # heads of unnamed speakers
    events: Mapping[str, EventType]
    event_pairs: Mapping[tuple[str, str], EventType]
    event_open: frozenset[str]  # from the air or by shelling, without saying which
    event_hints: frozenset[str]  # of an attack by hand, unless another kind is told
    pair_firsts: frozenset[str]  # the first words of `event_pairs`
    eventful: frozenset[str]  # every single word that tells of an attack
    eventful_parts: frozenset[str]  # the last run of letters of each of them
    weapon_heads: frozenset[str]
    weapon_modifiers: frozenset[str]
    owned: frozenset[str]  # nouns of attacks and forces
    at: frozenset[str]  # before a place: something happened there
    between: frozenset[str]  # between such a word and its place


@cache
def context_words() -> ContextWords:
    """The shipped words, read once. Raises ValueError for a kind of event that the vocabulary does not hold."""
    raw = tomllib.loads((files("tadwin") / "resources" / "lexicon" / "context.toml").read_text("utf-8"))
    speech, weapons, places = raw["speech"], raw["weapons"], raw["places"]
    events = {word: EventType(kind) for kind, words in raw["events"].items() for word in words}
    event_pairs = {
        (first, second): EventType(kind)
        for kind, pairs in raw["event_pairs"].items()
        for first, second in (pair.split() for pair in pairs)
    }
    event_open = frozenset(raw["event_open"]["words"])
    return ContextWords(
        speech=frozenset(speech["verbs"]),
        inverted=frozenset(speech["inverted"]),
        pronouns=frozenset(speech["pronouns"]),
        speakers=frozenset(speech["speakers"]),
        events=events,
        event_pairs=event_pairs,
        event_open=event_open,
        event_hints=frozenset(raw["event_hints"]["words"]),
        pair_firsts=frozenset(first for first, _ in event_pairs),
        eventful=event_open | frozenset(events),
        eventful_parts=frozenset(_LETTERS.findall(word)[-1] for word in event_open | frozenset(events)),
        weapon_heads=frozenset(weapons["heads"]),
        weapon_modifiers=frozenset(weapons["modifiers"]),
        owned=frozenset(raw["owned"]["nouns"]),
        at=frozenset(places["at"]),
        between=frozenset(places["between"]),
    )

"""The actors that a text names: parties to a conflict and sources that speak.

Three readings, the longest wins at each place:
- *names*: a spelling of the directory, as whole words. A spelling in capitals ("IS", "WHO") must be in
  capitals in the text; others need the capital of their first word. In a line that is all capitals, spellings
  that are also English words are left alone.
- *states*: "Ruritanian warplanes", "Ruritania's health ministry", "the Ruritanian regime" by pattern, and the
  country's own name where it acts rather than lies ("by Ruritania", not "in Ruritania").
- *generic words*: "activists", "rebels", "the army". They stay unnamed, with the words as said, except those
  that stand for a name given elsewhere in the same text. Such a word is resolved only when exactly one
  actor fits: "the coalition", "the Observatory" and "the ministry" when one named actor has that word in a
  spelling of its own; "a monitor" when one monitor is named; "the regime", "government forces" and "the army" when
  one state is spoken of by those words, or else when the text is set in one country only (the only one in which
  it places anything, and the one it names most).
A spelling that two actors share is resolved by the countries that the text names, or stays unnamed.
Accusing the wrong party is the worst error there is: in doubt the words are kept and no one is named.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from tadwin.resolve.directory import Directory, Entry, State, StateWord, load_actors
from tadwin.resolve.naming import Found, Reader
from tadwin.types import Actor, Mention

__all__ = ["find_actors", "load_actors"]

#: How a state must have been spoken of in the text for the generic word to mean it.
_SPOKEN: Final = {
    "regime": frozenset({"regime", "leader"}),
    "regime_forces": frozenset({"regime", "leader"}),
    "government": frozenset({"government", "regime", "leader"}),
    "government_forces": frozenset({"government", "regime", "leader", "army"}),
    "army": frozenset({"army", "government", "regime"}),
}
#: A state named this near, in words, before "the military" may be the one that it means.
_JUST_BEFORE: Final = 4
#: The longest short form that two groups may share, in letters.
_LONGEST_ACRONYM: Final = 5
#: Generic words for one actor of that kind.
_BY_KIND: Final = ("coalition", "monitor")


#: What a group may be called by, and what may stand between that and its name.
_DESCRIBING: Final = frozenset(
    {"rebel", "militant", "insurgent", "jihadist", "separatist", "paramilitary", "guerrilla", "dissident", "extremist"}
)
#: Between two words of one sentence.
_GOES_ON: Final = re.compile(r"[^.!?\n]*|\.(?! )")
_GROUPS: Final = frozenset({"group", "movement", "militia", "faction"})


def _stem(key: str) -> str:
    """A noun in the singular: "paramilitaries" and "rebels"."""
    return f"{key[:-3]}y" if key.endswith("ies") else key.removesuffix("s")


def find_actors(text: str, directory: Directory) -> tuple[Mention[Actor], ...]:
    """Every actor that `text` names, in order and without overlaps; see the module for what names one."""
    reader = Reader(text, directory)
    found: list[Found] = []
    done = 0
    for first in range(len(reader.tokens)):
        if first < done:
            continue
        candidate = reader.read(first)
        if candidate is not None:
            found.append(candidate)
            done = candidate.last
    resolve = _Resolver(reader, found)
    mentions = []
    for candidate in found:
        start, end = reader.tokens[candidate.first].start, reader.tokens[candidate.last - 1].end
        if text[end - 2 : end - 1] == "." and text[end : end + 1] == ".":
            end += 1  # the last dot of "U.N."
        words = candidate.name or text[start:end]
        actor = _unnamed(words) if resolve.is_foreign(candidate) else candidate.actor or resolve.actor(candidate, words)
        if actor is not None:
            mentions.append(Mention(start, end, text[start:end], actor))
    return tuple(mentions)


def _named(one: Found) -> Actor | None:
    return one.means[0].actor if len(one.means) == 1 else None


def _unnamed(words: str) -> Actor:
    return Actor(" ".join(words.split()), None, "unnamed")


def _only(entries: Iterable[Entry]) -> Actor | None:
    """The one actor of these entries; None when there are none or more."""
    actors = {entry.actor.id: entry.actor for entry in entries}
    return next(iter(actors.values())) if len(actors) == 1 else None


class _Resolver:
    """What else a text names, and what its open candidates therefore stand for."""

    def __init__(self, reader: Reader, found: Sequence[Found]) -> None:
        self._reader = reader
        self._found = found
        self._named = tuple(dict.fromkeys(one.means[0] for one in found if len(one.means) == 1))
        self._kinds = {kind: _only(one for one in self._named if one.actor.kind == kind) for kind in _BY_KIND}
        self._described = self._descriptions()
        self._shorts: dict[str, Actor | None] = {}
        self._states: dict[str, tuple[State, frozenset[str]]] = {}
        self._ministries: dict[str, Actor] = {}
        sides = {state.forces.side: state for state in reader.directory.states}
        for one in found:
            state = one.state or (sides.get(one.actor.side) if one.actor is not None else None)
            if state is None:
                continue
            spoken = one.spoken | {token.key for token in reader.tokens[one.first : one.last]}
            self._states[state.code] = (state, spoken | self._states.get(state.code, (state, frozenset()))[1])
            if one.actor is not None and one.actor.kind == "authority" and one.state is not None:
                self._ministries[str(one.actor.id)] = one.actor

    def actor(self, candidate: Found, words: str) -> Actor | None:
        """The actor that an ambiguous name or a generic word stands for, or the words as said.

        None for a short form without a capital ("the council") that stands for no name in the text.
        """
        if candidate.means:
            return self._of_countries(candidate.means) or _unnamed(words)
        use = candidate.generic or ""
        if use in _SPOKEN:
            return self._state(use, candidate.first) or _unnamed(words)
        if use == "short":
            return self._short(words) or (_unnamed(words) if words[0].isupper() else None)
        if use == "ministry":
            return self._ministry(words) or _unnamed(words)
        if use == "party":
            return self._as_described(candidate) or _unnamed(words)
        return self._kinds.get(use) or _unnamed(words)

    def is_foreign(self, candidate: Found) -> bool:
        """Whether a group's acronym stands in a text that speaks of other countries, and never gives its name in full.

        "The RLF" in a report from Freedonia need not be the Ruritanian front of that name. Nor is a name this group's
        in a text on a country where another group has it, unless the text places something in a country of its own.
        """
        if len(candidate.means) != 1 or candidate.actor is None or candidate.actor.kind != "armed_group":
            return False
        entry = candidate.means[0]
        if entry.homonym_in & self._reader.spoken() and not entry.countries & self._reader.hosts():
            return True
        tokens = self._reader.tokens[candidate.first : candidate.last]
        if not entry.countries or any(not token.raw.isupper() or len(token.raw) > _LONGEST_ACRONYM for token in tokens):
            return False
        spoken = self._reader.spoken()
        if not spoken or entry.countries & spoken:
            return False
        spelled = (one for one in self._found if one.means == candidate.means)
        return all(self._reader.tokens[one.first].raw.isupper() for one in spelled)

    def _descriptions(self) -> dict[str, Actor | None]:
        """What the text calls the groups that it names: "rebel" of "Movement rebels" and "the rebel Movement".

        None for a word that it calls two of them by.
        """
        tokens = self._reader.tokens
        told: dict[str, Actor | None] = {}
        for one in self._found:
            actor = one.actor or (one.means[0].actor if len(one.means) == 1 else None)
            if actor is None or actor.id is None or actor.kind != "armed_group":
                continue
            last = min(len(tokens), one.last + 1 + (one.last < len(tokens) and tokens[one.last].key in _GROUPS))
            for token in tokens[max(0, one.first - 2) : last]:
                stem = _stem(token.key)
                if stem in _DESCRIBING:
                    told[stem] = actor if told.get(stem, actor) == actor else None
        return told

    def _as_described(self, candidate: Found) -> Actor | None:
        """The group that "the rebels" are, where the text calls one named group so, and no other."""
        tokens = self._reader.tokens
        if candidate.first == 0 or candidate.name is not None or candidate.last - candidate.first > 2:
            return None
        if tokens[candidate.first - 1].key != "the":
            return None
        known = self._described.get(_stem(tokens[candidate.first].key))
        return None if known is not None and self._is_elsewhere(candidate, known) else known

    def _is_elsewhere(self, candidate: Found, group: Actor) -> bool:
        """True for "In Freedonia, the rebels" where no sentence that names the group lies in Freedonia.

        The group may act there; that these are its men, nothing says. Where those sentences tell no country, only a
        sentence that opens with one turns to another.
        """
        here, opens = self._countries_around(candidate.first)
        told = [self._countries_around(one.first)[0] for one in self._found if (one.actor or _named(one)) == group]
        return here.isdisjoint(frozenset().union(*told)) and bool(here) and (opens or any(told))

    def _countries_around(self, at: int) -> tuple[frozenset[str], bool]:
        """The codes of the countries in which the sentence of token `at` places something, and whether it opens so."""
        tokens, text, words = self._reader.tokens, self._reader.text, self._reader.directory.words
        first, last = at, at
        while first > 0 and _GOES_ON.fullmatch(text[tokens[first - 1].end : tokens[first].start]):
            first -= 1
        while last + 1 < len(tokens) and _GOES_ON.fullmatch(text[tokens[last].end : tokens[last + 1].start]):
            last += 1
        placed = [i for i in range(max(1, first), last + 1) if tokens[i - 1].key in words.place_before]
        means = [(i, spelling.means[0]) for i in placed for _, spelling in self._reader.spellings(i)]
        found = {i: one.state.code for i, one in means if isinstance(one, StateWord) and one.form == "name"}
        return frozenset(found.values()), first + 1 in found

    def _of_countries(self, means: Sequence[Entry]) -> Actor | None:
        told = _only(entry for entry in means if entry in self._named)
        if told is not None:
            return told  # the text gives its full name elsewhere
        countries = self._reader.hosts() | set(self._states)
        return _only(entry for entry in means if entry.countries & countries)

    def _state(self, use: str, at: int) -> Actor | None:
        """The state that "the army" or the like at token `at` stands for."""
        spoken = {code: state for code, (state, how) in self._states.items() if how & _SPOKEN[use]}
        host = self._reader.setting()
        if len(spoken) == 1 and (host is None or host in spoken):
            state = next(iter(spoken.values()))
        elif host is not None and (not spoken or host in spoken):
            known = self._reader.state(host)
            if known is None:
                return None
            state = known
        else:
            return None
        if self._spoken_just_before(at) not in (None, state.code):
            return None  # "Freedonian officials said the military fired": whose, the words do not say
        return state.government if use in ("regime", "government") else state.forces

    def _spoken_just_before(self, at: int) -> str | None:
        """The code of the state that speaks or acts right before token `at`, in its sentence."""
        near = [one for one in self._found if one.state is not None and at - _JUST_BEFORE <= one.last <= at]
        if not near:
            return None
        tokens = self._reader.tokens
        between = self._reader.text[tokens[near[-1].last - 1].end : tokens[at].start]
        return near[-1].state.code if near[-1].state is not None and ". " not in between else None

    def _short(self, words: str) -> Actor | None:
        word = words.split()[-1].casefold()
        if word not in self._shorts:
            holders = (one for one in self._named if any(word in alias.casefold().split() for alias in one.aliases))
            self._shorts[word] = _only(holders)
        return self._shorts[word]

    def _ministry(self, words: str) -> Actor | None:
        topic = words.casefold().replace("defence", "defense")
        fitting = [
            a for identity, a in self._ministries.items() if topic == "ministry" or identity.split("-")[0] in topic
        ]
        return fitting[0] if len(fitting) == 1 else None

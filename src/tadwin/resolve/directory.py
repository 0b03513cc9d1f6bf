"""The directory of actors: who the actors' files know, and under which names.

A file is TOML with any of these tables (docs/decisions/0004-times-and-actors.md explains the choices):

    ambiguous = ["SNA"]           # spellings that more than one actor may declare
    [[group]]                     # actors that share `kind`, `countries` (ISO 3166-1 alpha-2) and `source`
    kind = "armed_group"
    countries = ["SY"]
    source = "general knowledge"
    actors = [{id = "…", name = "…", side = "…", aliases = ["…"], homonym_in = ["MZ"]}]  # see `Entry`
    [[state]]                     # a state, whose forces, government and ministries are named by pattern
    code = "SY"
    names = ["Syria"]             # the first is the standard one
    adjectives = ["Syrian"]
    capital = "Damascus"
    leaders = ["Assad"]           # "the Assad regime"
    forces = "Syrian government forces"
    [words]                       # the words that those patterns are made of: see `Words`
    [sides]                       # adjectives of a side before what it strikes with: "rebel shelling"
    rebel = { use = "party", name = "rebels" }
    [generic]                     # words for sources and parties that no name goes with; "the army" needs its article
    qualifiers = ["local"]        # words that may stand before one of them
    source = ["activists"]        # always unnamed, as are those of `party`; the other lists: see `actors`

A spelling is written with its capitals, without "the". Accents, apostrophes, hyphens, an inner "al-" and
British or American endings make no difference.
"""

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from importlib import resources
from pathlib import Path
from typing import Any, Final

from tadwin.decomposing import decomposed
from tadwin.errors import ConfigError
from tadwin.types import Actor

KINDS: Final = frozenset(
    {"state", "armed_group", "coalition", "monitor", "responder", "hospital", "agency", "outlet", "authority"}
)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
WORD: Final = re.compile(r"\w+(?:['’`]\w+)*")
_POSSESSIVE = re.compile(r"['’`]s\Z", re.IGNORECASE)
_SPELLINGS = (("defence", "defense"), ("centre", "center"), ("isation", "ization"), ("programme", "program"))
ARTICLES: Final = frozenset({"al", "el"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor of a file: what it is, where it acts and where its entry comes from.

    `homonym_in` are countries where another group goes by a name of its own.
    """

    actor: Actor
    aliases: tuple[str, ...]
    countries: frozenset[str]
    source: str
    homonym_in: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class State:
    """A state and the words that name it; `forces` and `government` are who acts in its name."""

    code: str
    name: str
    adjective: str
    forces: Actor
    government: Actor


@dataclass(frozen=True, slots=True)
class StateWord:
    """A word for a state. form: name, adjective, capital, leader."""

    state: State
    form: str


@dataclass(frozen=True, slots=True)
class Generic:
    """A word that no name goes with. `use` is its list in the file; `articled`: only after "the" or "a"."""

    use: str
    articled: bool


@dataclass(frozen=True, slots=True)
class Side:
    """Who an adjective before an attack stands for: `use` as in `Generic`, `name` where no named actor fits."""

    use: str
    name: str


Meaning = Entry | StateWord | Generic


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write an actor. `acronym`: letters must be capitals; `capital`: the word that must have one."""

    words: tuple[str, ...]
    text: str
    means: tuple[Meaning, ...]
    acronym: bool
    capital: int | None


@dataclass(slots=True)
class Node:
    """A node of the trie over word keys; `spellings` end here."""

    children: dict[str, "Node"] = field(default_factory=dict)
    spellings: list[Spelling] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of a `[words]` table: what the patterns around a state's name are made of."""

    modifiers: frozenset[str] = frozenset()
    forces: frozenset[str] = frozenset()
    government: frozenset[str] = frozenset()
    strikes: frozenset[str] = frozenset()
    attacks: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    place_before: frozenset[str] = frozenset()
    place_nouns: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    kills: frozenset[str] = frozenset()
    clause_before: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    caused: frozenset[str] = frozenset()
    after_official: frozenset[str] = frozenset()
    staff: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    blows: frozenset[str] = frozenset()
    blow_modifiers: frozenset[str] = frozenset()
    deeds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything that the actors' files say, ready for `find_actors`. `sha256` is of the files, in their order."""

    entries: tuple[Entry, ...]
    states: tuple[State, ...]
    ambiguous: frozenset[tuple[str, ...]]
    qualifiers: frozenset[str]
    sides: Mapping[str, Side]
    words: Words
    sha256: str
    root: Node

    def by_id(self, actor_id: str) -> Entry | None:
        """The entry with that id, or None."""
        return next((entry for entry in self.entries if entry.actor.id == actor_id), None)


def key(word: str) -> str:
    """A word as it is compared: no case, accents, apostrophes or possessive, American spelling."""
    word = _POSSESSIVE.sub("", word)
    if not word.isascii():
        word = "".join(c for c in decomposed(word) if not unicodedata.combining(c))
        word = word.replace("’", "")
    word = word.replace("'", "").replace("`", "").casefold()
    for british, american in _SPELLINGS:
        if british in word:
            word = word.replace(british, american)
    return word


def keys_of(name: str) -> tuple[str, ...]:
    """The keys of a name's words; an article after the first word is left out."""
    found = [key(match.group()) for match in WORD.finditer(name)]
    return tuple(word for i, word in enumerate(found) if i == 0 or word not in ARTICLES)


def shipped() -> tuple[Path, ...]:
    """The actors' files that the package ships, by name."""
    folder = Path(str(resources.files("tadwin.resources"))) / "actors"
    return tuple(sorted(folder.glob("*.toml")))


def load_actors(paths: Iterable[Path]) -> Directory:
    """Reads the actors' files into one directory. Raises ConfigError where a file is not what the module says."""
    entries: list[Entry] = []
    states: list[State] = []
    spellings: list[tuple[str, Meaning]] = []
    ambiguous: set[tuple[str, ...]] = set()
    qualifiers: set[str] = set()
    sides: dict[str, Side] = {}
    words = Words()
    digest = hashlib.sha256()
    for path in paths:
        data = path.read_bytes()
        digest.update(data)
        try:
            table = tomllib.loads(data.decode())
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigError(f"{path.name} is not a TOML file in UTF-8: {error}") from error
        for group in table.get("group", []):
            for raw in group.get("actors", []):
                entry = _entry(path.name, group, raw)
                entries.append(entry)
                spellings += [(text, entry) for text in entry.aliases]
        for raw in table.get("state", []):
            state, said = _state(path.name, raw)
            states.append(state)
            spellings += said
        ambiguous |= {keys_of(text) for text in table.get("ambiguous", [])}
        words = _words(path.name, words, table.get("words", {}))
        sides |= {key(word): _side(path.name, word, raw) for word, raw in table.get("sides", {}).items()}
        generic = table.get("generic", {})
        qualifiers |= {key(word) for word in generic.get("qualifiers", [])}
        spellings += [item for use in generic if use != "qualifiers" for item in _generic(use, generic[use])]
    _check_ids(entries, states)
    root = _trie(spellings, ambiguous)
    return Directory(
        tuple(entries),
        tuple(states),
        frozenset(ambiguous),
        frozenset(qualifiers),
        sides,
        words,
        digest.hexdigest(),
        root,
    )


def _words(file: str, before: Words, table: Mapping[str, Sequence[str]]) -> Words:
    known = {one.name for one in fields(Words)}
    if unknown := set(table) - known:
        raise ConfigError(f"{file}: [words] has no list {min(unknown)!r}; its lists are {', '.join(sorted(known))}")
    return replace(before, **{name: getattr(before, name) | {key(word) for word in table[name]} for name in table})


def _side(file: str, word: str, raw: Mapping[str, str]) -> Side:
    if set(raw) != {"use", "name"}:
        raise ConfigError(f"{file}: [sides] {word!r} needs 'use' and 'name', and nothing else")
    return Side(raw["use"], raw["name"])


def _generic(use: str, phrases: Iterable[str]) -> Iterator[tuple[str, Meaning]]:
    for phrase in phrases:
        bare = phrase.removeprefix("the ")
        yield bare, Generic(use, bare != phrase)


def _wanted(file: str, raw: Mapping[str, Any], name: str, kind: type) -> Any:
    value = raw.get(name)
    if not isinstance(value, kind) or not value:
        whose = raw.get("id") or raw.get("code") or raw.get("kind")
        raise ConfigError(f"{file}: {whose!r} needs {name!r} ({kind.__name__})")
    return value


def _entry(file: str, group: Mapping[str, Any], raw: Mapping[str, Any]) -> Entry:
    kind = raw.get("kind", group.get("kind"))
    if kind not in KINDS:
        raise ConfigError(f"{file}: {raw.get('id')!r} has kind {kind!r}; kinds are {', '.join(sorted(KINDS))}")
    identity, name = _wanted(file, raw, "id", str), _wanted(file, raw, "name", str)
    if not _SLUG.match(identity):
        raise ConfigError(f"{file}: the id {identity!r} must be words of a-z and 0-9 joined by hyphens")
    actor = Actor(name, identity, kind, raw.get("side", identity))
    aliases = tuple(dict.fromkeys((name, *raw.get("aliases", ()))))
    countries = frozenset(raw.get("countries", group.get("countries", ())))
    source = raw.get("source") or _wanted(file, group, "source", str)
    return Entry(actor, aliases, countries, source, frozenset(raw.get("homonym_in", ())))


def _state(file: str, raw: Mapping[str, Any]) -> tuple[State, list[tuple[str, Meaning]]]:
    code, names = _wanted(file, raw, "code", str), _wanted(file, raw, "names", list)
    adjectives = _wanted(file, raw, "adjectives", list)
    side, low = f"state-{code.lower()}", code.lower()
    state = State(
        code,
        names[0],
        adjectives[0],
        Actor(raw.get("forces", f"{adjectives[0]} forces"), f"forces-{low}", "state", side),
        Actor(raw.get("government", f"{adjectives[0]} government"), f"government-{low}", "state", side),
    )
    words: list[tuple[str, Meaning]] = [(text, StateWord(state, "name")) for text in names]
    words += [(text, StateWord(state, "adjective")) for text in adjectives]
    words += [(text, StateWord(state, "leader")) for text in raw.get("leaders", ())]
    words += [(raw["capital"], StateWord(state, "capital"))] if "capital" in raw else []
    return state, words


def _check_ids(entries: Sequence[Entry], states: Sequence[State]) -> None:
    seen: set[str] = set()
    known = [entry.actor.id for entry in entries] + [actor.id for s in states for actor in (s.forces, s.government)]
    for identity in known:
        if identity in seen:
            raise ConfigError(f"the actor id {identity!r} is used twice; ids must differ across all actors' files")
        seen.add(str(identity))


def _who(meaning: Meaning) -> str:
    if isinstance(meaning, Entry):
        return str(meaning.actor.id)
    return meaning.state.code if isinstance(meaning, StateWord) else f"generic.{meaning.use}"


def _capital(text: str) -> int | None:
    """Which of the words that `keys_of` keeps is the first with a capital."""
    raws = [raw for i, raw in enumerate(WORD.findall(text)) if i == 0 or key(raw) not in ARTICLES]
    return next((i for i, raw in enumerate(raws) if raw[0].isupper()), None)


def _trie(spellings: Iterable[tuple[str, Meaning]], ambiguous: set[tuple[str, ...]]) -> Node:
    root = Node()
    merged: dict[tuple[tuple[str, ...], bool], list[tuple[str, Meaning]]] = {}
    for text, means in spellings:
        merged.setdefault((keys_of(text), text.isupper()), []).append((text, means))
    for (words, acronym), meanings in merged.items():
        text, meant = meanings[0][0], tuple(dict.fromkeys(means for _, means in meanings))
        if len(meant) > 1 and words not in ambiguous:
            who = ", ".join(sorted(map(_who, meant)))
            raise ConfigError(f"the spelling {text!r} is shared by {who}: declare it in `ambiguous` or drop it")
        node = root
        for word in words:
            node = node.children.setdefault(word, Node())
        capitals = {_capital(said) for said, _ in meanings}
        capital = capitals.pop() if len(capitals) == 1 else None
        node.spellings.append(Spelling(words, text, meant, acronym, capital))
    return root

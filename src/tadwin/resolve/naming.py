"""Candidates for actors: which names, states and generic words stand at a place of a text.

`Reader.read` looks at one place; `actors` goes through the text and resolves what a candidate leaves open.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from tadwin.resolve.directory import (
    ARTICLES,
    Directory,
    Entry,
    Generic,
    Meaning,
    Node,
    Spelling,
    State,
    StateWord,
)
from tadwin.resolve.tokens import in_capitals, tokens_of
from tadwin.types import Actor

#: Space in it is bounded: a longer gap parts words, and a hostile one must not be tried length by length.
_GAP = re.compile(r"(?:['’`]s)?(?:[ \t\xa0]{0,40}(?:\n[ \t\xa0]{0,40})?|[ ]?[-–/&][ ]?|['’`][ ]?)\Z", re.IGNORECASE)
_LETTER_GAP = re.compile(r"[. -]{0,2}\Z")
#: Acronyms that are English words: in a line all in capitals they cannot be told from them.
_WORDS_TOO: Final = frozenset({"is", "us", "who", "care", "aid", "acted", "map", "act"})

#: Adjectives of states that are other words with a small letter.
_SMALL_TOO: Final = frozenset({"polish", "turkey", "chad", "jordan"})
_HAVE: Final = frozenset({"has", "have", "had"})
#: How many words before "Ruritanian" the forces may stand that are believed to be it.
_BELIEVED_BEFORE: Final = 6
#: Small words inside a unit's name.
_INNER: Final = frozenset({"al", "el", "ul", "of"})
DETERMINERS: Final = frozenset({"the", "a", "an", "this", "that", "another"})


class Found(NamedTuple):
    """A candidate for the tokens from `first` up to `last` (excluded)."""

    first: int
    last: int
    actor: Actor | None = None  # None where `means` or `generic` is still to be resolved
    means: tuple[Entry, ...] = ()
    generic: str | None = None
    name: str | None = None  # what a generic word is called where it stands for no named actor; its own words else
    state: State | None = None
    spoken: frozenset[str] = frozenset()  # "regime", "government", "army": how a state was spoken of


def _child(node: Node, word: str) -> Node | None:
    """Where the trie goes on with this word, or with it in the singular."""
    return node.children.get(word) or (node.children.get(word[:-1]) if len(word) > 3 and word[-1] == "s" else None)


class Reader:
    """One text with its tokens; finds candidates at a token. Holds no result."""

    def __init__(self, text: str, directory: Directory) -> None:
        self.text = text
        self.directory = directory
        self.words = directory.words
        self.tokens = tokens_of(text)
        self._opens = {at for at, token in enumerate(self.tokens) if _child(directory.root, token.key) is not None}
        self._set: tuple[frozenset[str], Counter[str]] | None = None

    def state(self, code: str) -> State | None:
        """The directory's state of that country code."""
        return next((state for state in self.directory.states if state.code == code), None)

    def joined(self, left: int) -> bool:
        """Whether token `left` and the next can belong to one name."""
        here, after = self.tokens[left], self.tokens[left + 1]
        gap = self.text[here.end : after.start]
        if gap in (" ", "-"):
            return True
        return bool(_GAP.match(gap)) or (len(here.raw) == 1 and bool(_LETTER_GAP.match(gap)))

    def follows_hyphen(self, last: int) -> bool:
        """Whether the word before `last` goes on with a hyphen: "rebel-held", "US-led"."""
        end = self.tokens[last - 1].end
        return self.text[end : end + 1] in ("-", "–") and self.text[end + 1 : end + 2].isalpha()

    def spellings(self, first: int) -> Iterable[tuple[int, Spelling]]:
        """Every spelling of the directory that starts at token `first`, with the token after it."""
        return self._spellings(first) if first in self._opens else ()

    def _spellings(self, first: int) -> Iterator[tuple[int, Spelling]]:
        node, at, tokens = self.directory.root, first, self.tokens
        while at < len(tokens) and (at == first or self.joined(at - 1)):
            word = tokens[at].key
            child = _child(node, word)
            if child is None:
                if at == first or word not in ARTICLES or tokens[at - 1].key in ARTICLES:
                    return  # one article may be skipped, not a row of them: this loop is bounded by the spelling
                at += 1
                continue
            node, at = child, at + 1
            for spelling in node.spellings:
                if self._cased(spelling, first, at):
                    yield at, spelling

    def _cased(self, spelling: Spelling, first: int, last: int) -> bool:
        if spelling.acronym:
            raws = [token.raw for token in self.tokens[first:last]]
            if not all(raw.isupper() or (raw[:-1].isupper() and len(raw) > 3 and raw[-1] == "s") for raw in raws):
                return False
            word = "".join(spelling.words)
            start, end = self.tokens[first].start, self.tokens[last - 1].end
            return not (word in _WORDS_TOO and in_capitals(self.text, start, end))
        if spelling.capital is None or self.tokens[min(first + spelling.capital, last - 1)].raw[0].isupper():
            return True
        return self._small_adjective(spelling, last)

    def _small_adjective(self, spelling: Spelling, last: int) -> bool:
        """Whether a state's adjective is written small before what it struck with, as in posts: "russian bombs"."""
        word, at = spelling.means[0], min(last, len(self.tokens) - 1)
        if not isinstance(word, StateWord) or word.form != "adjective" or spelling.words[-1] in _SMALL_TOO:
            return False
        while at + 1 < len(self.tokens) and self.tokens[at].key in self.words.blow_modifiers and self.joined(at):
            at += 1
        return self._is_blow(self.tokens[at].key) or self.tokens[at].key in self.words.forces

    def read(self, first: int) -> Found | None:
        """The longest candidate at token `first`; names win over states, and states over generic words."""
        if not self._may_open(first):
            return None
        best: Found | None = None
        for last, spelling in self.spellings(first):
            named = tuple(means for means in spelling.means if isinstance(means, Entry))
            found: Found | None = None
            if named:
                one = named[0].actor if len(named) == 1 else None
                found = Found(first, self._with_staff(last) if named[0].actor.kind == "outlet" else last, one, named)
            elif isinstance(spelling.means[0], StateWord):
                lost = self.tokens[last - 1].key != spelling.words[-1]
                found = self._state(first, last, spelling.means[0], lost or spelling.acronym)
            else:
                found = self._generic(first, first, last, spelling.means)
            if found is not None and (best is None or found.last >= best.last):
                best = found
        if best is None or best.generic is not None:
            side = self._side(first)
            best = side if side is not None and (best is None or best.last <= first + 1) else best
        if best is None:
            best = self._unit(first)
        qualified = self._qualified(first)
        return qualified if qualified is not None and (best is None or qualified.last > best.last) else best

    def _may_open(self, first: int) -> bool:
        """Whether a candidate can start here at all: most words end here."""
        token, directory = self.tokens[first], self.directory
        named = first in self._opens or token.raw[0].isupper()
        return named or token.key in directory.sides or token.key in directory.qualifiers

    def _with_staff(self, last: int) -> int:
        """Past the word for an outlet's own people: "a SANA correspondent" speaks for SANA."""
        if last < len(self.tokens) and self.joined(last - 1) and self.tokens[last].key in self.words.staff:
            return last + 1
        return last

    def _unit(self, first: int) -> Found | None:
        """A unit that no file knows, by its capitals and its kind: "Sons of Hawran brigade"."""
        tokens = self.tokens
        if not tokens[first].raw[0].isupper() or tokens[first].key in DETERMINERS | self.words.days:
            return None
        for at in range(first + 1, min(first + 6, len(tokens))):
            if not self.joined(at - 1):
                return None
            if any(True for _ in self.spellings(at)):
                return None  # a name that a file knows begins here
            if tokens[at].key in self.words.units:
                return Found(first, at + 1, Actor(self.text[tokens[first].start : tokens[at].end], None, "armed_group"))
            if tokens[at].raw not in _INNER and not tokens[at].raw[0].isupper():
                return None
        return None

    def _side(self, first: int) -> Found | None:
        """The side whose adjective stands before what it struck with: "rebel" in "rebel mortar fire"."""
        side = self.directory.sides.get(self.tokens[first].key)
        if side is None or self.follows_hyphen(first + 1):
            return None
        for at in range(first + 1, min(first + 4, len(self.tokens))):
            noun = self.tokens[at].key
            if not self.joined(at - 1):
                return None
            if self._is_blow(noun) or noun in self.words.attacks or noun in self.words.forces:
                return Found(first, first + 1, generic=side.use, name=side.name)
            if noun not in self.words.blow_modifiers:
                return None
        return None

    def _qualified(self, first: int) -> Found | None:
        """A generic word with qualifiers before it: "local medical sources"."""
        at = first
        while at - first < 3 and at + 1 < len(self.tokens) and self.tokens[at].key in self.directory.qualifiers:
            if not self.joined(at):
                return None
            at += 1
            found = [
                generic
                for last, spelling in self.spellings(at)
                if (generic := self._generic(first, at, last, spelling.means)) is not None
                and generic.generic == "source"
            ]
            if found:
                return found[-1]
        return None

    def _generic(self, first: int, head: int, last: int, means: tuple[Meaning, ...]) -> Found | None:
        meaning = means[0]
        if not isinstance(meaning, Generic) or self.follows_hyphen(last):
            return None
        if meaning.articled and (head == 0 or self.tokens[head - 1].key not in DETERMINERS):
            return None
        if self.tokens[last - 1].key == "official" and not self._speaks(last - 1):
            return None
        return Found(first, last, generic=meaning.use)

    def _state(self, first: int, last: int, word: StateWord, possessive: bool) -> Found | None:
        """What a word for a state names with the words after it, or by itself where it acts."""
        possessive = possessive or self.tokens[last - 1].stop > self.tokens[last - 1].end
        if word.form != "name" or possessive:
            found = self._ministry(first, last, word.state) or self._force(first, last, word)
            if found is None and word.form == "adjective":
                found = self._coordinated(first, last, word.state)
            if found is not None:
                return found
        if word.form == "adjective" and self._are_people(first, last):
            return Found(first, last, word.state.forces, state=word.state)
        if word.form == "adjective" and self._is_believed(first):
            return Found(first, last, word.state.forces, state=word.state)
        if word.form in ("name", "capital") and self._acts(first, last):
            return Found(first, last, word.state.government, state=word.state)
        return None

    def _are_people(self, first: int, last: int) -> bool:
        """Whether "the Russians" right before a verb of attack are a state's forces."""
        if not first or self.tokens[first - 1].key != "the" or not self.tokens[last - 1].raw.endswith("s"):
            return False
        return last < len(self.tokens) and self.joined(last - 1) and self.tokens[last].key in self.words.deeds

    def _is_believed(self, first: int) -> bool:
        """Whether "warplanes believed to be" stands before: what forces they were, though only believed."""
        before = [token.key for token in self.tokens[max(0, first - _BELIEVED_BEFORE) : first]]
        return before[-2:] == ["to", "be"] and not self.words.forces.isdisjoint(before)

    def _force(self, first: int, last: int, word: StateWord) -> Found | None:
        """The state's forces or government, where nouns after the word name them or what they fired."""
        state, words, best = word.state, self.words, None
        spoken = {"leader"} if word.form == "leader" else set()
        for at in range(last, min(last + 4, len(self.tokens))):
            noun = self.tokens[at].key
            if not self.joined(at - 1) or (word.form == "capital" and self.tokens[at].raw[0].isupper()):
                break  # "Freedonia City Warplanes struck": a dateline that lost its dash
            if word.form != "leader" and best is None and self._struck(noun, word):
                return Found(first, last, state.forces, state=state)
            named = noun in words.forces or noun in words.government
            known = named or noun in words.modifiers or noun in words.blow_modifiers
            if not known or self.follows_hyphen(at + 1):
                break
            spoken |= {noun} & {"regime", "government", "army"}
            actor = state.forces if noun in words.forces else state.government
            if noun.startswith("official"):
                if noun == "official" and not self._speaks(at):
                    break
                said = self.text[self.tokens[first].start : self.tokens[at].end]
                actor = Actor(said, actor.id, actor.kind, actor.side)
            if named:
                best = Found(first, at + 1, actor, state=state, spoken=frozenset(spoken))
        return best

    def _is_blow(self, noun: str) -> bool:
        return noun in self.words.strikes or noun in self.words.blows

    def _struck(self, noun: str, word: StateWord) -> bool:
        if self._is_blow(noun):
            return True
        return noun in self.words.attacks and word.form == "adjective" and word.state.code not in self.hosts()

    def _speaks(self, at: int) -> bool:
        """Whether "official" is a person here, not the adjective of "the official news agency"."""
        if at + 1 >= len(self.tokens) or not self.joined(at):
            return True
        return self.tokens[at + 1].key in self.words.acts or self.tokens[at + 1].key in self.words.after_official

    def _ministry(self, first: int, last: int, state: State) -> Found | None:
        window = self.tokens[last : last + 4]
        words = [token.key for token in window]
        if len(words) >= 2 and words[0] in self.words.topics and words[1] == "ministry":
            topic, count = words[0], 2
        elif len(words) >= 3 and words[0] == "foreign" and words[1:3] == ["affairs", "ministry"]:
            topic, count = "foreign", 3
        elif len(words) >= 3 and words[:2] == ["ministry", "of"] and words[2] in self.words.topics:
            topic, count = words[2], 4 if words[2:] == ["foreign", "affairs"] else 3
        else:
            return None
        if not all(self.joined(at) for at in range(last - 1, last + count - 1)):
            return None
        said = self.text[window[0].start : window[count - 1].end]
        identity = f"{topic}-ministry-{state.code.lower()}"
        actor = Actor(f"{state.adjective} {said}", identity, "authority", state.forces.side)
        return Found(first, last + count, actor, state=state)

    def _coordinated(self, first: int, last: int, state: State) -> Found | None:
        """ "Ruritanian and Graustarkian warplanes": the first adjective shares the second's noun."""
        if last + 1 >= len(self.tokens) or not self.joined(last - 1):
            return None
        after = last
        if self.tokens[last].key in ("and", "or"):
            after = last + 1
        elif self.text[self.tokens[last - 1].end : self.tokens[last].start] not in ("-", "/"):
            return None
        for end, spelling in self.spellings(after):
            word = spelling.means[0]
            if isinstance(word, StateWord) and word.form == "adjective":
                other = self._force(after, end, word)
                if other is None and end < len(self.tokens) and self.tokens[end].key in self.words.attacks:
                    other = Found(after, end, word.state.forces)
                if other is not None and other.actor is not None:
                    ours = state.forces if other.actor.id == word.state.forces.id else state.government
                    return Found(first, last, ours, state=state)
        return None

    def _acts(self, first: int, last: int) -> bool:
        tokens = self.tokens
        if tokens[last - 1].stop > tokens[last - 1].end or self.follows_hyphen(last):
            return False
        if first and tokens[first - 1].key in self.words.place_before:
            return False
        if first and tokens[first - 1].key in self.words.caused:
            return not (last < len(tokens) and tokens[last].key in self.words.place_nouns)
        if last >= len(tokens) or not self.joined(last - 1):
            return False
        after = tokens[last].key
        if after in self.words.kills:
            return self._opens_clause(first)
        return after in self.words.acts or (
            after in _HAVE and last + 1 < len(tokens) and tokens[last + 1].key in self.words.acts
        )

    def _opens_clause(self, first: int) -> bool:
        """Whether nothing stands before "Ruritania killed nine" that could make it "a blast in Alda, Ruritania"."""
        gap = self.text[self.tokens[first - 1].stop : self.tokens[first].start] if first else "."
        return any(mark in gap for mark in '.:!?\n"“') or self.tokens[first - 1].key in self.words.clause_before

    def hosts(self) -> frozenset[str]:
        """Codes of the countries in which the text places something: "in Ruritania", "the Ruritanian city"."""
        return self._settings()[0]

    def spoken(self) -> frozenset[str]:
        """Codes of the countries that the text speaks of."""
        return frozenset(self._settings()[1])

    def setting(self) -> str | None:
        """The one country that the text is set in: the only one it places anything in, and the one most spoken of."""
        hosts, spoken = self._settings()
        if len(hosts) != 1:
            return None
        (host,) = hosts
        return host if spoken[host] == max(spoken.values()) else None

    def _settings(self) -> tuple[frozenset[str], Counter[str]]:
        if self._set is None:
            hosts: set[str] = set()
            spoken: Counter[str] = Counter()
            for first in self._opens:
                for last, spelling in self._spellings(first):
                    word = spelling.means[0]
                    if not isinstance(word, StateWord) or word.form not in ("name", "adjective"):
                        continue
                    spoken[word.state.code] += 1
                    placed = word.form == "name" and first > 0 and self.tokens[first - 1].key in self.words.place_before
                    if placed or (last < len(self.tokens) and self.tokens[last].key in self.words.place_nouns):
                        hosts.add(word.state.code)
            self._set = frozenset(hosts), spoken
        return self._set

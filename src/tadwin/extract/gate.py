"""The fast first look: which sentences can hold a figure of harm at all. Only those are parsed."""

import re

from tadwin.extract.lexicon import Lexicon
from tadwin.extract.quantities import GATE_WORDS
from tadwin.extract.tolls import REVISED
from tadwin.extract.words import words

_WORD = re.compile(r"[a-z0-9]+(?:[-'][a-z0-9]+)*|[:=]")
_YEAR = re.compile(r"(?:19|20)\d\d$")
#: Words of running tolls, which speak of harm without naming it ("this was raised to nine").
_TOLLS = frozenset({"toll", "tolls", "victims", "minors"}) | REVISED
#: Verbs that befall people and places alike.
_TAKEN = words("gate", "taken")
_LOST = frozenset({"lost", "lose", "losing", "loses"})
#: Words that count only when harm stands close by: they also mean so much else.
_WEAK = words("gate", "weak")
_INDEFINITE = frozenset({"a", "an", "another", "his", "her", "their"})
#: How far, in words, a quantity may stand from the word of harm; the second is for weak quantities. A toll may be far off.
_FAR, _CLOSE = 18, 8
#: How many words may stand between a number and the attacks that it counts.
_NEAR = 5


class Gate:
    """Word sets made once from a lexicon; `opens` is asked of every sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._plain = (lexicon.harm | _TOLLS | _LOST) - _TAKEN
        self._phrases = [(phrase.verbs, phrase.companions) for phrase in lexicon.phrases if phrase.patient != "lives"]
        self._companions = frozenset().union(*(companions for _, companions in self._phrases))
        self._attacks = frozenset(
            word
            for words in (lexicon.attack_events, lexicon.munitions)
            for word, many in words.items()
            if many and not word.startswith("bomber")
        )
        self._people = frozenset(lexicon.people)
        self._ones = frozenset(word for word, person in lexicon.people.items() if not person.plural) | frozenset(
            lexicon.objects
        )

    def opens(self, sentence: str) -> bool:
        """True when the sentence (any case) has a quantity near a word of harm, or a count of attacks."""
        words = _WORD.findall(sentence.lower())
        bag = frozenset(words)
        harm = bag & self._plain
        if not bag.isdisjoint(self._companions):
            harm |= frozenset().union(
                *(bag & companions for verbs, companions in self._phrases if not bag.isdisjoint(verbs))
            )
        if not bag.isdisjoint(_TAKEN) and not bag.isdisjoint(self._people):
            harm |= bag & _TAKEN
        if harm and self._quantity_near(words, [i for i, word in enumerate(words) if word in harm]):
            return True
        return not bag.isdisjoint(self._attacks) and self._counts_attacks(words)

    def _quantity_near(self, words: list[str], harm: list[int]) -> bool:
        for i, word in enumerate(words):
            if word in _WEAK:
                reach = _CLOSE
                if word in _INDEFINITE and not any(other in self._ones for other in words[i + 1 : i + 6]):
                    continue
            elif word in GATE_WORDS or (word[0].isdigit() and not _YEAR.match(word)):
                reach = _FAR
            elif word in self._ones and not self._plain.isdisjoint(words[max(0, i - 1) : i + 2]):
                return True  # "kills bride", "teacher killed"
            else:
                continue
            if any(abs(i - place) <= reach for place in harm):
                return True
        return False

    def _counts_attacks(self, words: list[str]) -> bool:
        for i, word in enumerate(words):
            if word in self._attacks and any(
                other in GATE_WORDS or (other[0].isdigit() and not _YEAR.match(other))
                for other in words[max(0, i - _NEAR) : i]
            ):
                return True
        return False

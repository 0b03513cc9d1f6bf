"""The fast first look: which sentences can hold a figure of harm at all. Only those are parsed."""

import re

from tadwin.extract.calendar_numbers import MONTHS
from tadwin.extract.candidates import BODIES, KNOWN_PEOPLE
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.moved import LEFT, STAYING
from tadwin.extract.quantities import EVERYONE, GATE_WORDS, NOT
from tadwin.extract.tolls import REVISED
from tadwin.extract.words import words

_WORD = re.compile(r"\d{1,5}(?=[a-z]{4})|[a-z0-9]+(?:[-'][a-z0-9]+)*|[:=]")
_YEAR = re.compile(r"(?:19|20)\d\d$")
#: Words of running tolls, which speak of harm without naming it ("this was raised to nine").
_TOLLS = frozenset({"toll", "tolls", "victims", "minors"}) | REVISED
_TAKEN = words("gate", "taken")
_LOST = frozenset({"lost", "lose", "losing", "loses"})
#: Of lives; and of responsibility, which is no harm.
_CLAIMED = frozenset({"claimed", "claiming", "claims"})
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")
#: Behind a number these may lead to what it counts: "in April 30 more were killed".
_QUALIFYING = frozenset({"more", "other", "others", "were", "was", "have", "had", "young", "people", "persons", "of"})
_LIVES = frozenset({"life", "lives"})
_DESCRIBING = words("gate", "describing")
_WEAK = words("gate", "weak")
_ELSEWHERE = (STAYING - {"remain"}) | LEFT | {"buried"}
_OPENING = (["among"], ["amongst"])
_THEM = (["them"], ["whom"])
_INDEFINITE = frozenset({"a", "an", "another", "his", "her", "its", "their", "my", "our"})
#: How far, in words, a quantity may stand from the word of harm, for a toll may be far off; and how far a weak one may.
_FAR, _CLOSE = 18, 8
#: How many words may stand between a number and the attacks that it counts.
_NEAR = 5
#: How many words from a noun that counts one to what befell them ("journalist Ali Saleh was killed"); and from one
#: that mostly describes ("Ruritanian shot dead", but "the Ruritanian army seized").
_NAMED, _DESCRIBED = 9, 3


class Gate:
    """Word sets made once from a lexicon; `opens` is asked of every sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._plain = (lexicon.harm | _TOLLS | _LOST | _CLAIMED) - _TAKEN
        # every word that is harm only with another, and all the verbs that make harm of it
        self._verbs_of: dict[str, frozenset[str]] = {}
        for phrase in lexicon.phrases:
            for word in phrase.companions if phrase.patient != "lives" else ():
                self._verbs_of[word] = phrase.verbs | self._verbs_of.get(word, frozenset())
        self._attacks = frozenset(
            form
            for forms in (lexicon.attack_events, lexicon.munitions)
            for form, counts_attacks in forms.items()
            if counts_attacks
        ) | {"incidents"}
        self._wrecking, self._known = lexicon.wrecking, lexicon.known_objects
        self._attacking = lexicon.attacking
        self._people = frozenset(lexicon.people)
        self._counted = self._people.union(lexicon.objects, self._attacks)
        one_person = (word for word, person in lexicon.people.items() if not person.plural)
        self._ones = frozenset([*one_person, *lexicon.objects])
        self._singles = self._ones | BODIES

    def opens(self, sentence: str) -> bool:
        """True when the sentence (any case) has a quantity near a word of harm, or a count of attacks."""
        said = _WORD.findall(sentence.lower())
        bag = frozenset(said)
        harm = self._harm(bag)
        if harm and self._quantity_near(said, harm, [i for i, word in enumerate(said) if word in harm]):
            return True
        if harm and not bag.isdisjoint(NOT) and not bag.isdisjoint(EVERYONE):
            return True  # "people were not hurt"
        if said[:1] in _OPENING and said[1:2] in _THEM and any(map(_is_number, said)):
            return True  # "Among them two girls": of those told before
        if said[:1] in _OPENING and said[1:2] in _THEM and not self._ones.isdisjoint(said):
            return True  # "Among them a girl"
        if not bag.isdisjoint(_ELSEWHERE) and any(map(_is_number, said)):
            return True  # "400 households left for the town", "residents buried 22"
        if "times" in bag and not bag.isdisjoint(self._attacking):
            return any(map(_is_number, said))  # "shelled the town 14 times"
        return not bag.isdisjoint(self._attacks) and self._counts_attacks(said)

    def _harm(self, bag: frozenset[str]) -> frozenset[str]:
        """Those of the words that can say harm here, by themselves or with another of them."""
        harm = bag & self._plain
        if "responsibility" in bag and bag.isdisjoint(_LIVES):
            harm -= _CLAIMED
        companions = bag & self._verbs_of.keys()
        if companions:
            harm = harm.union(word for word in companions if not bag.isdisjoint(self._verbs_of[word]))
        if not bag.isdisjoint(_TAKEN) and not bag.isdisjoint(self._people):
            harm |= bag & _TAKEN
        return harm

    def _quantity_near(self, said: list[str], words: frozenset[str], harm: list[int]) -> bool:
        """True when a quantity stands within its reach of one of the positions of `harm`, where `words` stand."""
        for i, word in enumerate(said):
            if word in _WEAK:
                reach = _CLOSE
                if word == "the" and not KNOWN_PEOPLE.isdisjoint(said[i + 1 : i + 2]):
                    pass  # "the driver was killed"
                elif word == "the" and (self._wrecking.isdisjoint(said) or self._known.isdisjoint(said[i + 1 : i + 6])):
                    continue
                if word in _INDEFINITE and word != "another" and self._singles.isdisjoint(said[i + 1 : i + 6]):
                    continue
            elif _is_number(word):
                if word[0].isdigit() and not MONTHS.isdisjoint(said[i + 1 : i + 2]):
                    continue  # "3 April"; but "in April 30 people" may be without its comma
                if i and said[i - 1] in MONTHS and self._is_day(said, i):
                    continue  # "July 20"
                reach = _FAR
            elif word in self._ones:
                behind = i + (_DESCRIBED if word in _DESCRIBING else _NAMED)
                if not words.isdisjoint(said[max(0, i - 2) : behind]):
                    return True  # "kills bride", "teacher killed", "martyrdom of citizen Saleh"
                continue
            else:
                continue
            if any(abs(i - place) <= reach for place in harm):
                return True
        return False

    def _is_day(self, said: list[str], i: int) -> bool:
        """True for the number at `i`, behind a month, unless what stands behind it may be what it counts."""
        behind = said[i + 1] if i + 1 < len(said) else ""
        return _DAY.fullmatch(said[i]) is not None and not (
            behind in self._counted or behind in self._plain or behind in _QUALIFYING
        )

    def _counts_attacks(self, said: list[str]) -> bool:
        """True when a number stands right before attacks in the plural."""
        return any(
            word in self._attacks and any(map(_is_number, said[max(0, i - _NEAR) : i])) for i, word in enumerate(said)
        )


def _is_number(word: str) -> bool:
    return word in GATE_WORDS or (word[0].isdigit() and not _YEAR.match(word))

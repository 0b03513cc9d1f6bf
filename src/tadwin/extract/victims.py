"""Victims told by name: "Ziad, 13, was killed", "journalist Samir Qasem", "his wife Mariam (29)".

A name counts one where the words beside it say that it is a person's: an age, or a noun of people before it. No name is
taken for a victim's here; what befell them is asked as of any phrase.
"""

import re
from dataclasses import dataclass

from tadwin.extract.calendar_numbers import MONTHS, age_until
from tadwin.extract.counted import Counted
from tadwin.extract.lexicon import Lexicon, Person
from tadwin.extract.numerals import SCALES, TENS, UNITS
from tadwin.extract.quantities import Quantity
from tadwin.extract.tree import Tree
from tadwin.extract.words import words
from tadwin.vocab import Group, Qualifier

_PARTICLES = words("victims", "particles")
_TITLES = words("victims", "titles")
_NO_NAMES = words("victims", "no_names")
_MALE = words("victims", "male")
_FEMALE = words("victims", "female")
_PROPER = frozenset({"NNP", "NNPS"})
_AGED = frozenset({"aged", "age"})
#: Verbs behind the bare age of one person. A participle may be a table's: "Homs 13 killed".
_OF_ONE = frozenset({"was", "is", "has", "had", "died", "lost", "succumbed"})
#: Before the name of a place.
_AT = frozenset({"in", "near", "at", "from", "around", "outside", "across"})
_AGE = re.compile(r"\d{1,3}$")
#: In years: no one reported on is older; children are under 18 (Convention on the Rights of the Child, art. 1).
_OLDEST, _OF_AGE = 110, 18
#: In words: a longer run of capitals is a headline, and no name.
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A person's name by its tokens. `until` is the last token of what is said beside it: age, brackets, comma.

    `noun` is the noun of people before it. `age` is in years.
    """

    first: int
    last: int
    until: int
    noun: int | None
    age: int | None
    sex: str | None


def named(tree: Tree, lexicon: Lexicon) -> list[Named]:
    """Every name in the sentence that words beside it say to be a person's, in order."""
    found: list[Named] = []
    if lexicon.single_people.isdisjoint(tree.words_set) and not _may_hold_age(tree):
        return found
    before = (0, -1)  # the first and last token of the name before
    for i, token in enumerate(tree.tokens):
        if i <= before[1] or token.tag not in _PROPER:
            continue
        last = _name_from(tree, i, lexicon)
        if last is None:
            continue
        both = _two(tree, before, (i, last))
        one = _read(tree, i, last, lexicon) if both is None else None
        if both is not None and not _is_counted(tree, before[0], lexicon):
            found.extend(both)
        elif one is not None:
            found.append(one)
        before = (i, last)
    return found


def _two(tree: Tree, before: tuple[int, int], now: tuple[int, int]) -> tuple[Named, Named] | None:
    """Two names that share what tells their ages: "Samer and Adnan Darwish, aged nine and twelve"."""
    if before[1] != now[0] - 2 or tree.lower(now[0] - 1) != "and":
        return None
    i = now[1] + 1
    i += tree.lower(i) == ","
    if tree.lower(i) not in _AGED or tree.lower(i + 2) != "and":
        return None
    ages = _years(tree.lower(i + 1)), _years(tree.lower(i + 3))
    if None in ages:
        return None
    until = i + 3 + (tree.lower(i + 4) == ",")
    return Named(*before, before[1], None, ages[0], None), Named(*now, until, None, ages[1], None)


def _is_counted(tree: Tree, first: int, lexicon: Lexicon) -> bool:
    """True where the names that begin there only say who was counted: "two brothers, Samer and Adnan"."""
    person = lexicon.people.get(tree.lower(first - 2))
    return tree.lower(first - 1) == "," and person is not None and person.plural


def _may_hold_age(tree: Tree) -> bool:
    """A quick look: False for a sentence without any number that could be an age."""
    said = tree.words_set
    return not UNITS.keys().isdisjoint(said) or any(word[0].isdigit() for word in said)


def _name_from(tree: Tree, i: int, lexicon: Lexicon) -> int | None:
    """The last token of the run of names that starts at i: "Ahmad al-Khatib", "Umm Kulthum bint Ali"."""
    if not _is_name(tree, i, lexicon) or tree.lower(i) in _PARTICLES:
        return None
    last = i
    while last - i < _LONGEST:
        j = last + 1
        while tree.lower(j) in _PARTICLES or tree.lower(j) == "-":
            j += 1
        if not _is_name(tree, j, lexicon):
            break
        last = j
    return last if last - i < _LONGEST else None


def _is_name(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    if tree.tag(i) not in _PROPER or not tree.tokens[i].text[0].isupper():
        return False
    word = tree.lower(i)
    if word in UNITS or word in TENS or word in SCALES:
        return False  # "... Eleven children", where a heading runs on
    if word in lexicon.objects or word in lexicon.attack_events or word in lexicon.munitions:
        return False
    if word in lexicon.adjectives and tree.tokens[i].text.isupper():
        return False  # "2 civilian KIA"
    return word not in _NO_NAMES and word not in _TITLES and word not in lexicon.people and word not in MONTHS


def _read(tree: Tree, first: int, last: int, lexicon: Lexicon) -> Named | None:
    """The name from `first` to `last` with what stands beside it; None where nothing says that it is a person's."""
    if tree.tokens[last].dep == "compound" and tree.tag(last + 1) in _PROPER:
        return None  # the "Human Rights" of "National Human Rights Network"
    noun = _noun_before(tree, first, lexicon)
    age, until, told_sex = _age_behind(tree, last)
    if age is None:
        age = _age_before(tree, first)
    if noun is None and age is None:
        return None
    sex = told_sex or _sex_of(tree.lower(noun) if noun is not None else "")
    return Named(first, last, until, noun, age, sex)


def _noun_before(tree: Tree, first: int, lexicon: Lexicon) -> int | None:
    """The noun in the singular that the name at `first` is of: "journalist Samir", "his wife, Mariam"."""
    i = first - 1
    while tree.lower(i) in _TITLES:
        i -= 1
    i -= tree.lower(i) in (",", "named", "called")
    person = lexicon.people.get(tree.lower(i)) if i >= 0 else None
    if person is None or person.plural or not tree.tag(i).startswith(("N", "J")):
        return None
    return i if tree.lower(i) not in ("other", "police", "personnel", "staff", "life") else None


def _age_behind(tree: Tree, last: int) -> tuple[int | None, int, str | None]:
    """Age, the last token of what is said of it, and the sex in "(male, 45)"; no age where there is none."""
    i = last + 1
    opener = tree.lower(i)
    i += opener in (",", "(")
    sex = _sex_of(tree.lower(i)) if opener in (",", "(") and tree.lower(i + 1) == "," else None
    i += 2 if sex else 0
    i += tree.lower(i) in ("a", "an") and age_until(tree, i + 1) is not None
    aged = tree.lower(i) in _AGED
    i += aged
    years = _years(tree.lower(i))
    if years is None:
        return None, last, None
    past = age_until(tree, i)
    end = past - 1 if past is not None else i
    closer = tree.lower(end + 1)
    if opener == "(" and closer == ")":
        return (None, last, None) if not aged and sex is None and is_of_places(tree, last) else (years, end + 1, sex)
    if opener == "," and (closer in (",", ".", "", "and", ";", ")") or aged):
        return years, end + (closer == ","), sex
    placed = tree.tag(last - 1) == "IN" or tree.tag(last - 2) == "IN"  # "in Bamenda five were killed"
    if (aged and opener != "(") or (opener not in (",", "(") and not placed and _is_bare_age(tree, end)):
        return years, end + (closer == ","), None
    return None, last, None


def is_of_places(tree: Tree, last: int) -> bool:
    """True for both names of "wounded near Tolna (70) and Beita (15)": a preposition of place leads to the first.

    So, too, where a number in the list is beyond anyone's age.
    """
    i = last
    while True:
        while i >= 0 and (tree.tokens[i].text[:1].isupper() or tree.lower(i) in _PARTICLES or tree.lower(i) == "-"):
            i -= 1
        if tree.lower(i) in _AT:
            return True
        while tree.lower(i) in (",", "and", "&"):
            i -= 1
        if tree.lower(i) != ")" or not tree.lower(i - 1).isdigit() or tree.lower(i - 2) != "(":
            return False
        if int(tree.lower(i - 1)) > _OLDEST:
            return True
        i -= 3


def _years(word: str) -> int | None:
    years = int(word) if _AGE.match(word) else UNITS.get(word)
    return years if years is not None and years <= _OLDEST else None


def _is_bare_age(tree: Tree, i: int) -> bool:
    """True for the 13 of "Ziad 13 was killed", where the commas are lost; not for a count: "Homs 13 killed"."""
    return tree.lower(i + 1) == "," or tree.lower(i + 1) in _OF_ONE


def _age_before(tree: Tree, first: int) -> int | None:
    """The age in "16-year-old Amal Saleh"."""
    if not tree.lower(first - 1).endswith("old"):
        return None
    for i in range(max(0, first - 5), first):
        digits = re.match(r"\d+", tree.lower(i))
        if digits is not None and age_until(tree, i) == first:
            return int(digits[0])
    return None


def _sex_of(word: str) -> str | None:
    return "male" if word in _MALE else "female" if word in _FEMALE else None


def phrase_of(tree: Tree, one: Named, lexicon: Lexicon) -> Counted:
    """The name as a phrase that counts one person."""
    person = lexicon.people[tree.lower(one.noun)] if one.noun is not None else Person("person", False)
    start = one.noun if one.noun is not None and tree.lower(one.first - 1) != "," else one.first
    start -= start != one.first and (tree.tag(start - 1) in ("DT", "PRP$"))
    quantity = Quantity(one.first, one.last, start, one.until, 1, Qualifier.EXACT, 1, 1, "indefinite")
    group = person.group or _group(one)
    return Counted(quantity, one.last, one.until, "person", person, group, person.role)


def _group(one: Named) -> Group | None:
    if one.age is None or one.age >= _OF_AGE:
        return None
    return {"male": Group.BOYS, "female": Group.GIRLS}.get(one.sex or "", Group.CHILDREN)


def victims_of(tree: Tree, phrase: Counted, lexicon: Lexicon) -> list[tuple[int, int, int | None, str | None]]:
    """First and last token, age and sex of the name of the one person that the phrase counts; empty without a name."""
    if phrase.kind != "person" or phrase.quantity.value != 1:
        return []
    return [
        (one.first, one.last, one.age, one.sex)
        for one in named(tree, lexicon)
        if one.first == phrase.quantity.first or (one.noun is not None and one.noun == phrase.noun)
    ]

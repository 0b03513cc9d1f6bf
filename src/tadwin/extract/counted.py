"""What a quantity counts: people, objects, attacks, deaths - or days, kilometres and dollars, which are no harm."""

import re
from dataclasses import dataclass

from tadwin.extract.calendar_numbers import MONTHS, age_until, is_date_or_age
from tadwin.extract.lexicon import Lexicon, Person
from tadwin.extract.quantities import Quantity
from tadwin.extract.tree import Tree
from tadwin.extract.words import words
from tadwin.vocab import Effect, Group, Role, Status

_MEASURES = words("counted", "measures")

#: What figures of speech kill and wound.
_NO_PEOPLE = words("counted", "no_people")

_WEEKDAYS = words("counted", "weekdays")

_AILMENTS = words("counted", "ailments")

_INSIDE = words("counted", "inside")

_STOPS = words("counted", "stops")

_ATTRIBUTIVE = words("counted", "attributive")


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun phrase of a quantity. `noun` is None where the noun is left out ("wounded 22").

    kind: person, object, attack, munition, harm (the noun is itself harm: "deaths"), other (a noun that no lexicon
    knows), none (no noun), measure (days, kilometres, dates: never harm).
    """

    quantity: Quantity
    noun: int | None
    last: int
    kind: str
    person: Person | None = None
    group: Group | None = None
    role: Role | None = None
    harm: Effect | None = None
    of_whole: bool = False  # "15 of the wounded", "seven of them children"

    @property
    def status(self) -> Status | None:
        """civilian or combatant where the noun itself says it."""
        return self.person.status if self.person else None


def counted(tree: Tree, quantity: Quantity, lexicon: Lexicon) -> Counted:
    """The noun phrase that the quantity counts."""
    if is_date_or_age(tree, quantity) or tree.words(quantity.after + 1, quantity.after + 2) == ["more", "than"]:
        return Counted(quantity, None, quantity.after, "measure")
    if (
        quantity.kind == "none"
        and tree.lower(quantity.last + 1) == "loss"
        and tree.lower(quantity.last + 3) in ("life", "lives")
    ):
        return Counted(quantity, quantity.last + 1, quantity.last + 3, "harm", harm=Effect.KILLED)
    were = _were(tree, quantity.after + 1, lexicon)
    if were is not None and quantity.kind == "number":
        person = lexicon.people[tree.lower(were)]
        return Counted(quantity, were, were, "person", person, person.group, person.role, of_whole=True)
    i = quantity.after + 1
    of_whole = False
    if tree.lower(i) == "of" or tree.lower(quantity.after) == "of":
        j = i + (tree.lower(i) == "of")
        if tree.lower(j) in ("them", "whom", "those", "these"):
            return _of_them(tree, quantity, j, lexicon)
        of_whole = tree.lower(j) in ("the", "their", "his", "its", "our")
        i = j + of_whole
        if of_whole and tree.tag(i) == "CD":
            i += 1
        were = _were(tree, i + 1, lexicon)
        if of_whole and were is not None:  # "two of the victims were minors"
            person = lexicon.people[tree.lower(were)]
            return Counted(quantity, were, were, "person", person, person.group, person.role, of_whole=True)
    return _noun(tree, quantity, i, lexicon, of_whole)


def _were(tree: Tree, i: int, lexicon: Lexicon) -> int | None:
    """The noun in "[96] were children": who the people counted were."""
    if tree.lower(i) not in ("were", "are", "was", "is"):
        return None
    i += 1 + (tree.lower(i + 1) in ("a", "an", "also"))
    person = lexicon.people.get(tree.lower(i))
    return i if person is not None and (person.group or person.status) else None


def _of_them(tree: Tree, quantity: Quantity, i: int, lexicon: Lexicon) -> Counted:
    """ "seven of them children", "two of whom were women", "nine of those killed"."""
    j = tree.skip_right(i + 1)
    word = tree.lower(j)
    person = lexicon.people.get(word)
    if tree.lower(j) in ("a", "an"):
        j += 1
        person = lexicon.people.get(tree.lower(j))
    if person is not None:
        return Counted(quantity, j, j, "person", person, person.group, person.role, of_whole=True)
    harm = lexicon.adjectives.get(word)
    return Counted(quantity, None, j if harm else i, "none", harm=harm, of_whole=True)


def _noun(tree: Tree, quantity: Quantity, i: int, lexicon: Lexicon, of_whole: bool) -> Counted:
    """The noun that the quantity counts, looked for from position i on."""
    best: tuple[int, str] | None = None
    j = i
    while j < min(len(tree.tokens), i + _REACH):
        past_age = age_until(tree, j) if tree.tag(j) == "CD" or tree.lower(j)[:1].isdigit() else None
        if past_age is not None:
            j = past_age
            continue
        kind = _kind(tree, j, lexicon)
        outright = _said_outright(tree, quantity, j, kind, lexicon, of_whole) if best is None else None
        if outright is not None:
            return outright
        if kind in ("person", "object", "attack", "munition"):
            best = (j, kind)
            if not _goes_on(tree, j, lexicon):
                break
        elif best is not None or not _is_inside(tree, j, i, kind, lexicon):
            break
        elif _is_plural_noun(tree, j, of_whole):
            return Counted(quantity, j, j, "other", of_whole=of_whole)
        j += 1
    if best is not None:
        return _known(tree, quantity, *best, lexicon, of_whole)
    return Counted(quantity, None, _end_of_more(tree, quantity), "none", of_whole=of_whole)


#: How far behind its number, in words, a noun may stand.
_REACH = 8


def _said_outright(
    tree: Tree, quantity: Quantity, j: int, kind: str | None, lexicon: Lexicon, of_whole: bool
) -> Counted | None:
    """The answer where the word at j settles it: a measure, a noun that is itself harm, a figure of speech."""
    word, tag = tree.lower(j), tree.tag(j)
    if word in _MEASURES and word not in lexicon.people:
        return Counted(quantity, None, j, "measure")
    if word in _NO_PEOPLE and tag.startswith("N"):
        return Counted(quantity, None, j, "measure")
    if word == "cases":
        return _cases(tree, quantity, j, lexicon)
    if kind == "harm" and word in lexicon.counted and not _is_attributive(tree, j, lexicon):
        if tag.startswith("NN") or of_whole or tree.lower(j - 1) == "of":
            return Counted(quantity, j, j, "harm", harm=lexicon.counted[word], of_whole=of_whole)
    if kind == "person" and tree.lower(j + 1) in lexicon.counted and tree.tag(j + 1).startswith("NN"):
        person = lexicon.people[word]  # "402 civilian casualties", "three child deaths"
        return Counted(quantity, j + 1, j + 1, "harm", person, person.group, harm=lexicon.counted[tree.lower(j + 1)])
    return None


def _cases(tree: Tree, quantity: Quantity, j: int, lexicon: Lexicon) -> Counted | None:
    """ "174 cases of arbitrary arrest", "12 suffocation cases"."""
    if tree.lower(j - 1) in _AILMENTS:
        return Counted(quantity, j, j, "harm", harm=Effect.INJURED)
    if tree.lower(j + 1) == "of":
        for k in range(j + 2, j + 5):
            if tree.lower(k) in lexicon.of_nouns:
                return Counted(quantity, j, k, "harm", harm=lexicon.of_nouns[tree.lower(k)])
    return None


def _is_inside(tree: Tree, j: int, first: int, kind: str | None, lexicon: Lexicon) -> bool:
    """True when the word at j can stand between a number and its noun."""
    word, tag = tree.lower(j), tree.tag(j)
    if word in _STOPS or word in MONTHS or word in _WEEKDAYS:
        return False
    if kind == "harm":
        return _is_attributive(tree, j, lexicon)
    if word in ("and", "or"):
        return j > first and _leads_to_noun(tree, j + 1, lexicon)
    if tag == "RB":
        return tree.tag(j + 1) in ("VBN", "JJ") and tree.tag(j + 2).startswith("NN")
    return tag in _INSIDE or word in ("more", "-", "'", '"', "other", "pro", "anti")


def _is_plural_noun(tree: Tree, j: int, of_whole: bool) -> bool:
    """True for a plural that no lexicon knows ("70 Assyrians"), and for a collective in "many of the tribe"."""
    tag = tree.tag(j)
    plural = tag in ("NNS", "NNPS") or (of_whole and tag in ("NN", "NNP"))
    return plural and tree.tag(j + 1) not in ("NN", "NNS", "NNP", "HYPH")


def _end_of_more(tree: Tree, quantity: Quantity) -> int:
    return quantity.after + (tree.lower(quantity.after + 1) in ("more", "other"))


def _kind(tree: Tree, i: int, lexicon: Lexicon) -> str | None:
    word = tree.lower(i)
    if word in lexicon.counted or word in lexicon.adjectives:
        return "harm"
    if tree.tag(i).startswith("V") and word in lexicon.verbs:
        return "harm_verb"
    if word in lexicon.people and tree.tag(i) not in ("VB", "VBP", "VBD", "VBZ", "MD", "RB", "IN"):
        return "person"
    if word in lexicon.attack_events:
        return "attack"
    if word in lexicon.munitions:
        return "munition"
    return "object" if word in lexicon.objects else None


def _goes_on(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """True when the noun at i only modifies a noun behind it: "police officers", "family members", "school children"."""
    word = tree.lower(i)
    person = lexicon.people.get(word)
    if person is not None and person.plural and person.singular != "person":
        return False
    following = i + 1
    if tree.lower(following) in ("-", "'s", "'"):
        following += 1
    kind = _kind(tree, following, lexicon)
    if kind in ("person", "object", "attack", "munition"):
        return tree.lower(following) not in ("other", "others")
    if person is not None and person.singular != word:
        return False
    return tree.tag(following) in ("NN", "NNS") and _kind(tree, following + 1, lexicon) in (
        "person",
        "object",
        "attack",
        "munition",
    )


def _is_attributive(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """True for "wounded" in "five wounded civilians"; not for "dead" in "22 dead"."""
    if tree.lower(i) not in _ATTRIBUTIVE:
        return False
    for j in range(i + 1, i + 4):
        person = lexicon.people.get(tree.lower(j))
        if person is not None:
            return person.singular != "other"
        if tree.tag(j) not in ("JJ", "NN", "NNP"):
            return False
    return False


def _leads_to_noun(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    for j in range(i, i + 3):
        if _kind(tree, j, lexicon) in ("person", "object", "attack", "munition"):
            return True
        if tree.tag(j) not in ("JJ", "NN", "NNP"):
            return False
    return False


_SONS = words("counted", "sons")

_DAUGHTERS = words("counted", "daughters")


def _young(tree: Tree, quantity: Quantity, noun: int, word: str) -> Group | None:
    """boys, girls or children for a noun with an age under 18 ("his 5-year-old son"), where children means under 18."""
    for i in range(quantity.after, noun):
        if tree.tag(i) == "CD" or tree.lower(i)[:1].isdigit():
            digits = re.match(r"\d+", tree.lower(i))
            months = any(part.startswith(("month", "day")) for part in tree.words(i, i + 3)) or "month" in tree.lower(i)
            if age_until(tree, i) is not None and digits is not None and (months or int(digits[0]) < 18):
                return Group.BOYS if word in _SONS else Group.GIRLS if word in _DAUGHTERS else Group.CHILDREN
    return None


def _known(tree: Tree, quantity: Quantity, noun: int, kind: str, lexicon: Lexicon, of_whole: bool) -> Counted:
    word = tree.lower(noun)
    if kind != "person":
        return Counted(quantity, noun, noun, kind, of_whole=of_whole)
    person = lexicon.people[word]
    group, role, last = person.group or _young(tree, quantity, noun, word), person.role, noun
    if {word, tree.lower(noun + 2)} == {"women", "children"} and tree.lower(noun + 1) in ("and", "or", "&"):
        group, last = Group.WOMEN_AND_CHILDREN, noun + 2
    between = tree.words(quantity.after + 1, noun - 1)
    if group is None and person.status is None:
        group = next((found.group for word in between if (found := lexicon.people.get(word)) and found.group), None)
    role = lexicon.compound_roles.get((tree.lower(noun - 1), word), role)
    if person.status is None and person.singular in (
        "person",
        "resident",
        "villager",
        "member",
        "man",
        "woman",
        "child",
    ):
        status = next(
            (found.status for word in between if (found := lexicon.people.get(word.rstrip("s"))) and found.status), None
        )
        status = status or (Status.CIVILIAN if "civilian" in between else None)
        person = Person(person.singular, person.plural, person.group, status, person.role)
    return Counted(quantity, noun, last, "person", person, group, role, of_whole=of_whole)

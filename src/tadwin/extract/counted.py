"""What a quantity counts: people, objects, attacks, deaths - or days, kilometres and dollars, which are no harm."""

from dataclasses import dataclass, replace
from typing import Literal

from tadwin.extract.calendar_numbers import MONTHS, age_until, is_child_age, is_date_or_age, past_ages
from tadwin.extract.lexicon import Lexicon, Person
from tadwin.extract.quantities import Quantity
from tadwin.extract.status import status_of
from tadwin.extract.tree import BE, Tree
from tadwin.extract.words import words
from tadwin.extract.young import young
from tadwin.vocab import Effect, Group, Role, Status

_MEASURES = words("counted", "measures")
_NO_PEOPLE = words("counted", "no_people")
_WEEKDAYS = words("counted", "weekdays")
_AILMENTS = words("counted", "ailments")
_INSIDE = words("counted", "inside")
_STOPS = words("counted", "stops")
_ATTRIBUTIVE = words("counted", "attributive")
_WOUNDS = frozenset({"wounds", "injuries", "burns", "wounded", "injured"})
_SUFFERED = frozenset({"sustained", "suffered", "received"})
_INCIDENTS = frozenset({"incidents"})
_THEM = frozenset({"them", "whom", "those", "these", "which"})
_POINTS = words("counted", "points")
_BEFORE_ONE = frozenset({",", "-", "(", ";", "and"})
_OWN = frozenset({"the", "their", "his", "her", "its", "our", "my"})
_WAVES = frozenset({"wave", "spate", "string", "series"})
_JOINTS = frozenset({"more", "-", "/", "'", '"', "other", "pro", "anti"})

#: How far behind its number, in words, a noun may stand.
_REACH = 8

#: In words: "the north-eastern village's" is about as long.
_OWNER = 5

#: What is counted. harm: the noun is itself harm ("deaths"). other: a noun that no lexicon knows. none: no noun at all
#: ("wounded 22"). measure: days, kilometres, dates - never harm.
Kind = Literal["person", "object", "attack", "munition", "harm", "other", "none", "measure"]
_NOUNS: frozenset[Kind | None] = frozenset({"person", "object", "attack", "munition"})


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun phrase of a quantity. `noun` is None where the noun is left out; `last` is the phrase's last token."""

    quantity: Quantity
    noun: int | None
    last: int
    kind: Kind
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
    lives = _lives_not_lost(tree, quantity)
    if lives is not None:
        return Counted(quantity, quantity.last + 1, lives, "harm", harm=Effect.KILLED)
    i = quantity.after + 1
    were = _who_were(tree, i, lexicon)
    if were is not None and quantity.kind == "number":
        return _who(tree, quantity, were, lexicon)
    of_whole = False
    if tree.lower(i) == "of" or tree.lower(quantity.after) == "of":
        i += tree.lower(i) == "of"
        i = _past_owner(tree, i)
        i += tree.tag(i) == "CD" and _are_things(tree.words(i + 1, i + 3), lexicon)  # "60 of 90 houses"
        if tree.lower(i) in _THEM:
            return _of_them(tree, quantity, i, lexicon)
        if tree.lower(i) in _OWN:
            of_whole = True
            i += 1 + (tree.tag(i + 1) == "CD")  # now at the noun
            were = _who_were(tree, i + 1, lexicon)
            if were is not None:  # "two of the victims were minors", "seven of the dead were fighters"
                return replace(_who(tree, quantity, were, lexicon), harm=lexicon.adjectives.get(tree.lower(i)))
    one = quantity.value == 1 and tree.lower(quantity.first - 1) in _BEFORE_ONE
    if one and tree.lower(i) in ("a", "an") and tree.lower(i + 1) in lexicon.people:
        return _who(tree, quantity, i + 1, lexicon)  # "two wounded, one a child"
    who = _said_behind(tree, quantity, i, lexicon)
    return who or _noun_from(tree, quantity, i, lexicon, of_whole)


def _said_behind(tree: Tree, quantity: Quantity, i: int, lexicon: Lexicon) -> Counted | None:
    """The phrase of "one, a boy of 12, died": who the one was stands behind the comma at i."""
    if quantity.value != 1 or tree.lower(quantity.last) != "one" or tree.lower(i) != ",":
        return None
    if tree.lower(i + 1) not in ("a", "an"):
        return None
    found = _noun_from(tree, quantity, i + 2, lexicon, of_whole=False)
    return found if found.kind == "person" else None


def _past_owner(tree: Tree, i: int) -> int:
    """The number in "[seven of] the village's 400 residents", of whom some are told; else i."""
    for j in range(i + 1, i + _OWNER):
        if tree.lower(j) == "'s":
            return j + 1
        if not tree.tag(j).startswith(("N", "J")):
            break
    return i


def _are_things(said: list[str], lexicon: Lexicon) -> bool:
    return any(word in lexicon.objects and word not in lexicon.munitions for word in said)


def object_of(tree: Tree, counted: Counted, lexicon: Lexicon) -> str | None:
    """The kind of object counted, in its standard word; None for people and attacks."""
    if counted.kind != "object" or counted.noun is None:
        return None
    return lexicon.objects.get(tree.lower(counted.noun))


def _lives_not_lost(tree: Tree, quantity: Quantity) -> int | None:
    """The last word of "no loss of life", "no loss of human life"."""
    if quantity.kind != "none" or tree.words(quantity.last + 1, quantity.last + 2) != ["loss", "of"]:
        return None
    return next((i for i in (quantity.last + 3, quantity.last + 4) if tree.lower(i) in ("life", "lives")), None)


def _who_were(tree: Tree, i: int, lexicon: Lexicon) -> int | None:
    """The noun in "[96] were children": who the people counted were."""
    if tree.lower(i) not in ("were", "are", "was", "is"):
        return None
    i += 1 + (tree.lower(i + 1) in ("a", "an", "also"))
    person = lexicon.people.get(tree.lower(i))
    return i if person is not None and (person.group or person.status) else None


def _who(tree: Tree, quantity: Quantity, noun: int, lexicon: Lexicon) -> Counted:
    """A share of people told of before, who are what the noun says."""
    person = lexicon.people[tree.lower(noun)]
    group, last = person.group, noun
    if tree.lower(noun + 1) in ("and", "&") and {tree.lower(noun), tree.lower(noun + 2)} == {"women", "children"}:
        group, last = Group.WOMEN_AND_CHILDREN, noun + 2
    return Counted(quantity, noun, last, "person", person, group, person.role, of_whole=True)


def _of_them(tree: Tree, quantity: Quantity, i: int, lexicon: Lexicon) -> Counted:
    """The phrase with "them" at i: "seven of them children", "two of whom were women", "nine of those killed"."""
    if tree.lower(i) in ("these", "those") and tree.lower(i + 1) in lexicon.counted:
        return Counted(quantity, None, i + 1, "none", harm=lexicon.counted[tree.lower(i + 1)], of_whole=True)
    if quantity.value == 1 and tree.lower(i + 1) == "," and tree.lower(i + 2) in ("a", "an"):
        found = _noun_from(tree, quantity, i + 3, lexicon, of_whole=True)
        if found.kind == "person":
            return replace(found, last=found.last + (tree.lower(found.last + 1) == ","))
    j = tree.skip_right(i + 1)
    noun = j + (tree.lower(j) in ("a", "an"))
    if tree.lower(noun) in lexicon.people:
        return _who(tree, quantity, noun, lexicon)
    harm = lexicon.adjectives.get(tree.lower(j))
    return Counted(quantity, None, noun if harm else i, "none", harm=harm, of_whole=True)


def _noun_from(tree: Tree, quantity: Quantity, i: int, lexicon: Lexicon, of_whole: bool) -> Counted:
    """The noun that the quantity counts, looked for from position i on."""
    best: tuple[int, Kind] | None = None
    loose: tuple[int, Kind] | None = None
    j, stop = i, min(len(tree.tokens), i + _REACH)
    while j < stop:
        past_age = age_until(tree, j) if tree.tag(j) == "CD" or tree.lower(j)[:1].isdigit() else None
        if past_age is not None and j == i and _ends_phrase(tree, past_age):
            return _by_age(tree, quantity, j, past_age - 1)
        if past_age is not None:
            j = past_age
            continue
        parts = quantity.kind == "indefinite" and tree.tag(j) == "CD" and tree.lower(j + 1) == "-" and j == i
        if parts and tree.lower(j + 2) not in ("member", "person", "strong"):
            j += 3  # "a four-storey building"
            continue
        kind = _kind(tree, j, lexicon)
        outright = _said_outright(tree, quantity, j, kind, lexicon, of_whole) if best is None else None
        if outright is not None:
            return outright
        if kind == "person" and best is None and _is_one_of_many(tree, quantity, j, lexicon):
            loose = loose or (j, kind)
            j += 1
            continue
        if kind is not None and kind in _NOUNS:
            best = (j, kind)
            if not _goes_on(tree, j, lexicon):
                break
        elif best is not None or not _is_inside(tree, j, i, kind, lexicon):
            break
        elif _is_plural_noun(tree, j, of_whole):
            return Counted(quantity, j, j, "other", of_whole=of_whole)
        j += 1
    best = best or loose
    if best is not None:
        return _known(tree, quantity, *best, lexicon, of_whole)
    last = quantity.after + (tree.lower(quantity.after + 1) in ("more", "other"))
    return Counted(quantity, None, last, "none", of_whole=of_whole)


def _ends_phrase(tree: Tree, i: int) -> bool:
    """True where no noun can come: behind "a 17-year-old" in "a 17-year-old was shot dead"."""
    if tree.lower(i + 1) == "dead":
        return True
    return tree.tag(i) in ("", ".", ",", ":", "CC", "IN", "TO", "WP", "-RRB-", "RB") or tree.tag(i).startswith(
        ("V", "MD")
    )


def _by_age(tree: Tree, quantity: Quantity, age: int, last: int) -> Counted:
    """The phrase of one person who is called by an age alone: "a 17-year-old"."""
    group = Group.CHILDREN if is_child_age(tree, age) else None
    return Counted(quantity, last, last, "person", Person("person", False), group)


def _is_one_of_many(tree: Tree, quantity: Quantity, j: int, lexicon: Lexicon) -> bool:
    """True for a noun in the singular behind a number of many, which says more of their noun: "eight Syrian nurses"."""
    person = lexicon.people[tree.lower(j)]
    return quantity.low > 1 and not person.plural and tree.tokens[j].text[0].isupper()


def _said_outright(
    tree: Tree, quantity: Quantity, j: int, kind: Kind | None, lexicon: Lexicon, of_whole: bool
) -> Counted | None:
    """The answer where the word at j settles it: a measure, a noun that is itself harm, a figure of speech."""
    word, tag = tree.lower(j), tree.tag(j)
    worker = word in ("day", "hour", "night") and tree.lower(j + 1) in lexicon.people  # "four day labourers"
    point = word in ("points", "point") and tree.lower(j - 1) in _POINTS
    measure = word in _MEASURES and word not in lexicon.people and not worker and not point
    keepers = word in _NO_PEOPLE and tree.lower(j + 1) in lexicon.people  # "20 cattle keepers"
    if measure or (word in _NO_PEOPLE and tag.startswith("N") and not keepers):
        return Counted(quantity, None, j, "measure")
    if word == "cases":
        return _cases(tree, quantity, j, lexicon)
    if kind == "harm" and quantity.kind == "vague" and tree.lower(quantity.last) in _WAVES:
        return Counted(quantity, None, j, "measure")  # "a wave of kidnappings" counts none of them
    if kind == "harm" and tree.lower(j + 1) in _NO_PEOPLE:
        return Counted(quantity, None, j + 1, "measure")  # "1,000 dead trees"
    if kind == "harm" and word in lexicon.counted and not _is_attributive(tree, j, lexicon):
        is_noun = tag.startswith("NN") or of_whole or tree.lower(j - 1) == "of"
        return Counted(quantity, j, j, "harm", harm=lexicon.counted[word], of_whole=of_whole) if is_noun else None
    if kind == "person" and tree.lower(j + 1) in lexicon.counted and tree.tag(j + 1).startswith("NN"):
        person = lexicon.people[word]  # "402 civilian casualties", "three child deaths"
        return Counted(quantity, j + 1, j + 1, "harm", person, person.group, harm=lexicon.counted[tree.lower(j + 1)])
    return None


def _cases(tree: Tree, quantity: Quantity, j: int, lexicon: Lexicon) -> Counted | None:
    """The phrase with "cases" at j: "174 cases of arbitrary arrest", "12 suffocation cases"; None for other cases."""
    if tree.lower(j - 1) in _AILMENTS:
        return Counted(quantity, j, j, "harm", harm=Effect.INJURED)
    if tree.lower(j + 1) == "of":
        for k in range(j + 2, j + 5):
            if tree.lower(k) in lexicon.people and not _WOUNDS.isdisjoint(tree.words(k + 1, k + 5)):
                person = lexicon.people[tree.lower(k)]  # "two cases of women with light wounds"
                return Counted(quantity, k, k, "harm", person, person.group, person.role, harm=Effect.INJURED)
            if tree.lower(k) in lexicon.of_nouns:
                return Counted(quantity, j, k, "harm", harm=lexicon.of_nouns[tree.lower(k)])
    return None


def _is_inside(tree: Tree, j: int, first: int, kind: Kind | None, lexicon: Lexicon) -> bool:
    """True when the word at j can stand between a number and its noun."""
    word, tag = tree.lower(j), tree.tag(j)
    if word in _STOPS or word in MONTHS or word in _WEEKDAYS:
        return False
    if word in _SUFFERED and tree.lower(j + 1) in _WOUNDS:
        return False  # "12 sustained wounds" are not twelve wounds
    if word == "off" and tree.words(j + 1, j + 2) == ["-", "duty"]:
        return True
    if kind == "harm":
        return _is_attributive(tree, j, lexicon)
    if word in ("and", "or"):
        return j > first and _leads_to_noun(tree, j + 1, lexicon)
    if tag == "RB":
        return tree.tag(j + 1) in ("VBN", "JJ") and tree.tag(j + 2).startswith("NN")
    return tag in _INSIDE or word in _JOINTS


def _is_plural_noun(tree: Tree, j: int, of_whole: bool) -> bool:
    """True for a plural that no lexicon knows ("70 Assyrians"), and for a collective in "many of the tribe"."""
    tag = tree.tag(j)
    plural = tag in ("NNS", "NNPS") or (of_whole and tag in ("NN", "NNP"))
    letters = tree.tokens[j].text  # "twelve VDP were killed"
    plural = plural or (tag == "NNP" and letters.isupper() and 2 < len(letters) < 6 and tree.lower(j + 1) in BE)
    return plural and tree.tag(j + 1) not in ("NN", "NNS", "NNP", "HYPH")


def _kind(tree: Tree, i: int, lexicon: Lexicon) -> Kind | None:
    """What is counted where the word at i is the noun; None for verbs and for nouns that the lexicon does not know."""
    word = tree.lower(i)
    if word in lexicon.counted or word in lexicon.adjectives:
        return "harm"
    if tree.tag(i).startswith("V") and word in lexicon.verbs:
        return None
    if word in lexicon.people and tree.tag(i) not in ("VB", "VBP", "VBD", "VBZ", "MD", "RB", "IN"):
        return "person"
    if word in lexicon.attack_events or (word in _INCIDENTS and _is_of_attacks(tree, i, lexicon)):
        return "attack"
    if word in lexicon.munitions:
        return "munition"
    return "object" if word in lexicon.objects else None


def _is_of_attacks(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """True in "41 shelling incidents" and "14 incidents of shelling"."""
    said = (tree.lower(i - 1), tree.lower(i + 2) if tree.lower(i + 1) in ("of", "involving") else "")
    return any(word in lexicon.attack_events for word in said)


def _goes_on(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """True when the noun at i only modifies one behind it: "police officers", "family members", "school children"."""
    word = tree.lower(i)
    person = lexicon.people.get(word)
    if person is not None and person.plural and person.singular != "person":
        return False
    following = i + 1
    if tree.lower(following) in ("-", "'s", "'"):
        following += 1
    if _kind(tree, following, lexicon) in _NOUNS:
        return tree.lower(following) not in ("other", "others")
    if person is not None and person.singular != word:
        return False
    return tree.tag(following) in ("NN", "NNS") and _kind(tree, following + 1, lexicon) in _NOUNS


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
    """True when a noun that can be counted stands at i or right behind, with nothing but its attributes before it."""
    for j in range(i, i + 3):
        if _kind(tree, j, lexicon) in _NOUNS:
            return True
        if tree.tag(j) not in ("JJ", "NN", "NNP"):
            return False
    return False


_FAMILY_TAILS = (
    ("of", "one", "family"),
    ("of", "the", "same", "family"),
    ("of", "a", "family"),
    ("of", "a", "single", "family"),
)


def _past_family(tree: Tree, last: int) -> int:
    """The last token of "members of one family", so that what befell them is looked for behind it."""
    for tail in _FAMILY_TAILS:
        if tuple(tree.words(last + 1, last + len(tail))) == tail:
            return last + len(tail)
    return last


def _known(tree: Tree, quantity: Quantity, noun: int, kind: Kind, lexicon: Lexicon, of_whole: bool) -> Counted:
    """The phrase of a noun that the lexicon knows, with group, status and role as its words say them."""
    word = tree.lower(noun)
    if kind != "person":
        return Counted(quantity, noun, noun, kind, of_whole=of_whole)
    person = lexicon.people[word]
    if person.status is Status.COMBATANT and tree.words(noun - 2, noun - 1) == ["non", "-"]:
        person = replace(person, status=Status.CIVILIAN)
    group, last = person.group or young(tree, quantity.after, noun), noun
    pair = {word, tree.lower(noun + 2)} if tree.lower(noun + 1) in ("and", "or", "&") else {}
    if pair in ({"women", "children"}, {"girls", "boys"}):
        group, last = Group.CHILDREN if "boys" in pair else Group.WOMEN_AND_CHILDREN, noun + 2
    between = tree.words(quantity.after + 1, noun - 1)
    if group is None and person.status is None:
        group = next((known.group for w in between if (known := lexicon.people.get(w)) and known.group), None)
    role = lexicon.compound_roles.get((tree.lower(noun - 1), word), person.role)
    status = status_of(tree, noun, person, between, lexicon)
    if status is not person.status:
        person = replace(person, status=status)
    return Counted(
        quantity, noun, past_ages(tree, _past_family(tree, last)), "person", person, group, role, of_whole=of_whole
    )

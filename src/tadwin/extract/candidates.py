"""Every noun phrase of a sentence that could be a figure, in order."""

from dataclasses import replace
from itertools import zip_longest

from tadwin.extract.aged import told_by_ages
from tadwin.extract.calendar_numbers import age_until, is_date_or_age
from tadwin.extract.counted import Counted, counted
from tadwin.extract.described import described
from tadwin.extract.lexicon import Lexicon, Person
from tadwin.extract.numbered_places import with_numbered_places
from tadwin.extract.predicates import speaks
from tadwin.extract.quantities import Quantity, quantities
from tadwin.extract.tree import Tree
from tadwin.extract.victims import Named, named, phrase_of
from tadwin.extract.words import words
from tadwin.vocab import Qualifier

#: Labels of a noun that its verb can have befallen.
_SUFFERING = frozenset({"nsubj", "nsubjpass", "dobj", "conj", "ROOT", "npadvmod", "dep"})
#: Between the members of a family that a headline lists, and how many words the list may have.
_LISTING = frozenset({"and", ",", "&", "his", "her", "their"})
_FAMILY = 10
#: One that is found counts as one killed: "a body was pulled from the rubble". A body of men is none.
_BODIES = frozenset({"body", "corpse"})
_FOUND = words("candidates", "found")
_FOUND_REACH = 4
_NEVER_ALONE = words("candidates", "never_alone")
#: People of whom a scene has one, so that "the" may tell of them for the first time.
KNOWN_PEOPLE = words("candidates", "known")
_AGED = frozenset({"year", "month", "year-old", "month-old", "old"})
#: Of the number of an age, and how many words an age may have behind it.
_AGE_TAGS, _AGE_LENGTH = frozenset({"CD", "JJ"}), 4
_ARTICLES = frozenset({"a", "an", "one", "another"})
_COLLECTIVE = frozenset({"police", "personnel", "staff", "crew", "troop"})
#: In words, hyphens too: "a 34-year-old Syrian woman" is about as much as one article governs.
_PHRASE = 9
#: Kin of whom one person cannot be both at once in the same breath: "a father and son", "a husband and wife".
_KIN = tuple(words("candidates", kin) for kin in ("elders", "young", "husbands", "wives", "brothers", "sisters"))
_PAIRS = tuple(zip(_KIN[::2], _KIN[1::2], strict=True))


def candidates(tree: Tree, lexicon: Lexicon) -> list[Counted]:
    """The counted phrases of a sentence, in order: numbers, vague quantities, "no", and "a" where it counts one."""
    phrases: list[Counted] = []
    found = [*quantities(tree.tokens), *_bare_singles(tree, lexicon), *_definite_ones(tree, lexicon)]
    found.sort(key=lambda one: one.first)
    for quantity, following in zip_longest(found, found[1:]):
        if quantity.kind == "indefinite" and following is not None and _leads_to(tree, quantity, following):
            continue
        if quantity.kind == "indefinite" and phrases and phrases[-1].of_whole and quantity.first <= phrases[-1].last:
            continue  # "a woman" in "one of them a woman"
        phrase = described(tree, counted(tree, quantity, lexicon), lexicon)
        if _says_again(tree, quantity, phrases):
            continue
        if quantity.kind == "indefinite":
            phrase = _couple(phrase)
            if not _is_one(tree, phrase, lexicon) or _renames(tree, phrase, phrases):
                continue
        if not speaks(tree, phrase, lexicon):
            phrases.append(phrase)
    return with_numbered_places(tree, _with_names(tree, _with_ages(tree, phrases, lexicon), lexicon))


def _with_ages(tree: Tree, phrases: list[Counted], lexicon: Lexicon) -> list[Counted]:
    """The phrases with those whom ages count, in place of the ages: "brothers aged 8 and 11" is one phrase."""
    aged = told_by_ages(tree, phrases, lexicon)
    if not aged:
        return phrases
    within = {i for one in aged for i in range(one.quantity.first, one.quantity.last + 1)}
    kept = [phrase for phrase in phrases if phrase.quantity.first not in within]
    return sorted([*kept, *aged], key=lambda phrase: phrase.quantity.first)


def _with_names(tree: Tree, phrases: list[Counted], lexicon: Lexicon) -> list[Counted]:
    """The phrases with the persons named: "his wife Mariam (29)" is one phrase, "Ziad, 13" is one of its own."""
    names = named(tree, lexicon)
    for one in names:
        held = next((k for k, phrase in enumerate(phrases) if _names(phrase, one)), None)
        if held is not None:
            phrases[held] = replace(phrases[held], last=max(phrases[held].last, one.until))
            phrases = [phrase for phrase in phrases if not _says_who(tree, one, phrase)]
            continue
        phrases = [phrase for phrase in phrases if not one.first <= phrase.quantity.first <= one.until]  # their age
        phrase = phrase_of(tree, one, lexicon)
        phrases = [other for other in phrases if not (_says_who(tree, one, other) or _is_named_by(tree, other, phrase))]
        if not speaks(tree, phrase, lexicon):
            phrases.append(phrase)
    return sorted(phrases, key=lambda phrase: phrase.quantity.first) if names else phrases


def _says_who(tree: Tree, one: Named, phrase: Counted) -> bool:
    """True for "a nurse" in "Our colleague Rana, a nurse since 2019, was killed": it says who the one named is."""
    if phrase.quantity.kind != "indefinite" or phrase.kind != "person" or tree.tag(phrase.quantity.first) != "DT":
        return False
    behind = phrase.quantity.first - one.until - (tree.lower(one.until) != ",")
    joined = tree.lower(phrase.last + 1) in ("and", "&") and tree.tag(phrase.last + 2) in ("CD", "DT", "PRP$")
    return behind == 1 and tree.lower(phrase.quantity.first - 1) == "," and not joined


def _is_named_by(tree: Tree, phrase: Counted, name: Counted) -> bool:
    """True for "our colleague" in "our colleague, first officer Nidal Ghorab, was hit"."""
    if phrase.quantity.kind != "indefinite" or tree.tag(phrase.quantity.first) != "PRP$" or phrase.kind != "person":
        return False
    first, comma = name.quantity.modified, phrase.last + 1
    return tree.lower(comma) == "," and comma < first <= comma + 2 and "and" not in tree.words(comma, first)


def _names(phrase: Counted, one: Named) -> bool:
    """True when the name is that of whom the phrase counts, by their noun."""
    if phrase.noun is None or phrase.kind != "person" or phrase.quantity.kind == "none":
        return False
    return one.noun == phrase.noun or phrase.quantity.first <= one.first <= phrase.last


def _definite_ones(tree: Tree, lexicon: Lexicon) -> list[Quantity]:
    """Things and people told as known that can be one harmed: "the clinic was destroyed", "the driver was killed"."""
    if tree.words_set.isdisjoint(lexicon.wrecking) and tree.words_set.isdisjoint(KNOWN_PEOPLE):
        return []
    return [
        Quantity(i, i, i, i, 1, Qualifier.EXACT, 1, 1, "indefinite")
        for i, token in enumerate(tree.tokens)
        if token.lower == "the"
    ]


def _leads_to(tree: Tree, article: Quantity, following: Quantity) -> bool:
    """True for "a" in "a further 12" and "their three": it only leads to the count behind it."""
    near = following.modified <= article.last + 2 and following.kind != "indefinite" and article.after >= article.first
    return near and not is_date_or_age(tree, following)


def _bare_singles(tree: Tree, lexicon: Lexicon) -> list[Quantity]:
    """Nouns that alone count one, as in headlines: "Strike kills bride", "Teacher killed in raid"."""
    ages = {until: i for i in range(len(tree.tokens)) if tree.tag(i) in _AGE_TAGS and (until := age_until(tree, i))}
    aged = [_bare(i, i) for until, i in ages.items() if _opens_aged(tree, i, until, lexicon)]
    if tree.words_set.isdisjoint(lexicon.single_people):
        return aged
    return aged + [
        _bare(i, ages.get(i, i))
        for i, token in enumerate(tree.tokens)
        if token.lower in lexicon.single_people
        and _can_stand_alone(tree, i, lexicon)
        and (
            _is_victim_of(tree, i, lexicon)
            or _opens(tree, i, lexicon)
            or _is_second(tree, i, lexicon)
            or _is_included(tree, i, lexicon)
            or _is_body_of(tree, ages.get(i, i))
            or _goes_on(tree, i, lexicon)
        )
    ]


def _bare(i: int, first: int) -> Quantity:
    """One person told by the noun at i without an article; `first` is where the age before it begins."""
    return Quantity(i, i, first, first - 1, 1, Qualifier.EXACT, 1, 1, "indefinite")


def _opens_aged(tree: Tree, i: int, until: int, lexicon: Lexicon) -> bool:
    """True for the age at i in "17-year-old shot dead in Beita": headlines call one person so."""
    verb = lexicon.verbs.get(tree.lower(until))
    suffers = verb is not None and verb.suffered and tree.tag(until) in ("VBN", "VBD", "NN", "JJ")
    return suffers and _begins(tree, i, lexicon)


def _can_stand_alone(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    person = lexicon.people.get(tree.lower(i))
    if person is None or person.plural or person.singular in _NEVER_ALONE:
        return False
    following = lexicon.people.get(tree.lower(i + 1))
    if tree.tag(i - 1) in ("PRP$", "DT") and i:
        return False  # "his mother" has a word that counts her
    return tree.tag(i) in ("NN", "NNP") and (following is None or following.plural)  # not in "girl child"


def _is_victim_of(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """True for the noun at i in "Strike kills bride"."""
    verb = lexicon.verbs.get(tree.lower(i - 1))
    return verb is not None and verb.patient == "object" and tree.tag(i - 1) in ("VBZ", "VBP", "VBG", "VBD", "NNS")


def _opens(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """True for the noun at i in "Teacher killed in raid", "Child among five dead", "Father and son killed"."""
    if not _begins(tree, i, lexicon):
        return False
    j = i + 1
    if tree.lower(j) in ("among", "amongst"):
        return tree.tag(j + 1) == "CD" or tree.lower(j + 1) in ("the", "those", "dead", "wounded")
    last = i + _FAMILY
    while j < last and (tree.lower(j) in _LISTING or tree.tag(j) == "CD" or tree.lower(j) in lexicon.people):
        j += 1
    if tree.lower(j) == "dead":
        return tree.tag(j + 1) in ("IN", ",", ".", "", "CD")  # "Farmer dead in mine blast"
    verb = lexicon.verbs.get(tree.lower(j))
    return verb is not None and verb.suffered and tree.tag(j) in ("VBN", "VBD")


def _is_included(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """True for the noun at i in "Four killed, including child", and in "including woman and child"."""
    i -= 1
    if tree.lower(i) in ("and", "&") and tree.lower(i - 1) in lexicon.single_people:
        i -= 2
    i -= tree.lower(i) == "," and tree.lower(i - 1) == "incl"
    return tree.lower(i) in ("including", "incl", "incl.")


def _is_body_of(tree: Tree, i: int) -> bool:
    """True for the noun at i in "Body of woman retrieved from rubble", "Martyrdom of citizen Sabir Odan"."""
    named = tree.lower(i - 2) in ("martyrdom", "death") and tree.tag(i + 1) == "NNP"
    return tree.lower(i - 1) == "of" and (named or tree.lower(i - 2) in ("body", "corpse", "remains"))


def _goes_on(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """True for the noun at i in "minibus attacked, driver died, five wounded": a headline's next harm."""
    verb = lexicon.verbs.get(tree.lower(i + 1))
    suffers = verb is not None and verb.suffered and tree.tag(i + 1) in ("VBD", "VBN")
    no_object = tree.tag(i + 2) not in ("DT", "CD")
    return tree.lower(i - 1) in (",", ";") and ((suffers and no_object) or tree.lower(i + 1) == "dead")


def _is_second(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """True for the noun at i in "a woman and child": two persons, of whom only the first has an article."""
    joint = i - 1
    while tree.tag(joint) in ("JJ", "CD", "HYPH") or tree.lower(joint) in _AGED:
        joint -= 1
    first = lexicon.people.get(tree.lower(joint - 1))
    if tree.lower(joint) not in ("and", "&") or first is None or first.plural:
        return False
    before = range(max(0, joint - _PHRASE), joint - 1)
    if not any(tree.lower(j) in _ARTICLES or tree.tag(j) == "PRP$" for j in before):
        return False
    return _are_two(first, lexicon.people[tree.lower(i)]) or _are_many(tree, joint - 1)


def _are_two(one: Person, other: Person) -> bool:
    """True where the nouns cannot mean one person, as "a journalist and activist" can."""
    if one.group and other.group:
        return one.group != other.group
    both = {one.singular, other.singular}
    return any(both & these and both & those for these, those in _PAIRS)


def _are_many(tree: Tree, noun: int) -> bool:
    """True where the noun's verb says that it tells of several: "a doctor and nurse were killed"."""
    verb = tree.tokens[noun].head
    return any(tree.lower(kid) in ("were", "are", "have") for kid in tree.kids[verb])


def _begins(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """True for a noun at the start of a headline, or behind others in the list that starts it."""
    while i > 0:
        i -= 1
        age = next((j for j in range(max(0, i - _AGE_LENGTH), i + 1) if age_until(tree, j) == i + 1), None)
        if age is not None:
            i = age
            continue
        if tree.tag(i) == "JJ" or (tree.tag(i) == "NN" and tree.lower(i) not in lexicon.people):
            continue
        if tree.lower(i) in ("-", "old", "year-old"):
            return tree.lower(i) == "-" and tree.tokens[i].start > tree.tokens[i - 1].end
        if tree.lower(i) in (":", ";", ".") or tree.tag(i) == "CD":
            return tree.tag(i) != "CD" or len(tree.tokens[i].text) == 4  # a year: "23 November 2016 Girl killed"
        if tree.lower(i) not in _LISTING and tree.lower(i) not in lexicon.people:
            return False
    return True


def _says_again(tree: Tree, quantity: Quantity, earlier: list[Counted]) -> bool:
    """True for "both" in "two brothers, both shepherds": it says who the two are."""
    if tree.lower(quantity.first) != "both" or tree.lower(quantity.first - 1) not in (",", "(", "-") or not earlier:
        return False
    return earlier[-1].quantity.value == 2


def _renames(tree: Tree, phrase: Counted, earlier: list[Counted]) -> bool:
    """True for "a man" in "one detainee, a man from the town": the same person again.

    Not so for kin of the first ("a woman, her husband") and in a list ("a driver, a guard and two passengers").
    """
    before = next((one for one in reversed(earlier) if one.kind != "measure"), None)  # past the age of the first
    if before is None or before.quantity.value != 1 or phrase.noun is None or tree.tokens[phrase.noun].dep != "appos":
        return False
    if tree.tag(phrase.quantity.first) == "PRP$":
        return False
    if tree.lower(phrase.last + 1) in ("and", "&") and (tree.tag(phrase.last + 2) in ("CD", "DT", "PRP$")):
        return False
    return before.quantity.first <= tree.tokens[phrase.noun].head <= before.last


def _couple(phrase: Counted) -> Counted:
    """The phrase, with 2 as its value where it is of two people: "a couple died", "lost his parents"."""
    if phrase.person is None or not (phrase.person.singular == "couple" or _is_parents(phrase.person)):
        return phrase
    return replace(phrase, quantity=replace(phrase.quantity, value=2, low=2, high=2))


def _is_parents(person: Person) -> bool:
    return person.singular == "parent" and person.plural


def _is_one(tree: Tree, phrase: Counted, lexicon: Lexicon) -> bool:
    """True for "a child" and "another man", not for "a hospital worker's" or "a rebel group"."""
    if phrase.kind == "person" and tree.lower(phrase.quantity.first) == "the":
        known = phrase.person is not None and phrase.person.singular in KNOWN_PEOPLE
        return (
            known and phrase.noun == phrase.quantity.first + 1 and tree.tag(phrase.noun + 1) not in ("NN", "NNS", "POS")
        )
    if phrase.kind == "person" and phrase.noun is not None and phrase.person is not None:
        if tree.lower(phrase.noun + 1) in ("-", "'s") or phrase.person.singular in _COLLECTIVE:
            return False  # "a rebel-held town", "a doctor's house"
        return (
            (not phrase.person.plural or (_is_parents(phrase.person) and tree.tag(phrase.quantity.first) == "PRP$"))
            and (not tree.tag(phrase.noun + 1).startswith("NN") or tree.lower(phrase.noun + 2) == "dead")
            and tree.tag(phrase.noun) in ("NN", "NNP", "JJ", "NNS")
        )
    if phrase.kind == "harm" and phrase.noun is not None and tree.lower(phrase.noun) in _BODIES:
        return not _FOUND.isdisjoint(tree.words(phrase.noun + 1, phrase.noun + _FOUND_REACH))
    if phrase.kind != "object" or phrase.noun is None or tree.tag(phrase.noun) in ("NNS", "NNPS"):
        return False
    if tree.lower(phrase.quantity.first) != "the":
        return True
    return tree.lower(phrase.noun) in lexicon.known_objects and tree.tokens[phrase.noun].dep in _SUFFERING

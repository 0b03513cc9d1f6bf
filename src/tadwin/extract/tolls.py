"""Running tolls: "the death toll rose to 21", "put the toll at 16", "bringing to 45 the number killed"."""

from typing import NamedTuple

from tadwin.extract.counted import Counted
from tadwin.extract.harm import Predicate
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.tree import BE, HAVE, Tree
from tadwin.extract.words import words
from tadwin.vocab import Effect, Group, Status


class Whom(NamedTuple):
    """Whom a toll counts, as far as its words say."""

    group: Group | None
    status: Status | None


REVISED = words("tolls", "revised")

_BEFORE_NUMBER = words("tolls", "before_number")
_RAISING = words("tolls", "raising")
_WHOSE = words("tolls", "whose")
_IT = words("tolls", "it")
_WHO_WERE = BE | HAVE | {"who"}
_PASSING = frozenset({"exceeds", "exceeded", "exceeding", "surpassed", "surpassing"})
_TOLLS = frozenset({"toll", "tolls", "tally", "count"})
_THE_DEAD = frozenset({"dead", "killed", "wounded", "injured", "missing", "displaced", "detained", "abducted"})
_EXPECTING = frozenset({"expected", "because", "likely"})
_HARM = frozenset({"deaths", "fatalities", "casualties", "injuries", "martyrs"})

#: How many words a toll may stand before its value, and behind it.
_BEFORE, _BEHIND = 25, 6
#: How many words behind "the number of" may say what befell them.
_NUMBER_OF = 8
#: How many words before a toll, and behind its "of", may say whom it counts.
_WHOM_BEFORE, _WHOM_BEHIND = 2, 3
#: How many words "highest number of civilian deaths" may take from its "number".
_HIGHEST = 5
_HARMED = frozenset({"victim", "person", "civilian", "martyr"})
_SUPERLATIVES = frozenset({"highest", "largest", "most", "greatest", "heaviest"})
#: How many words before its "to" the verb that revises a figure may stand, and before that the word for the figure.
_TO_VERB, _TO_IT = 5, 7
#: How many words behind its verb someone's own toll may stand: "lowered its earlier death toll".
_OWN_TOLL = 6
#: What such a verb raises "to", and how many words before it "a figure that" may stand.
_THAT, _BACK_TO_FIGURE = frozenset({"this", "that", "it", "these", "those", "them"}), 9


def toll_of(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The toll that the quantity is the value of, if it is one."""
    if _says_more(tree, counted, lexicon):
        return None
    before = tree.skip_left(counted.quantity.modified - 1)
    if tree.lower(counted.quantity.modified) in _PASSING:
        if tree.lower(before) in ("has", "have", "now", "already"):
            before -= 1
        effect = _toll_at(tree, before, lexicon)
        if effect is not None:
            return Predicate(effect, before, "toll")
    if tree.words(before - 1, before) == ["up", "to"]:
        before -= 2
    if tree.lower(before) == "with":
        return _highest(tree, counted, before - 1 - (tree.lower(before - 1) == ","), lexicon)
    if tree.lower(before) in ("toll", "tolls"):
        return _toll_right_before(tree, before, lexicon)
    between = tree.lower(before) == "between" and tree.lower(before - 1) not in _BEFORE_NUMBER
    if between or tree.lower(before) == "from" or tree.lower(before) not in _BEFORE_NUMBER:
        return None  # nor in "the dead were aged between 14 and 60"
    for i in range(before, max(-1, before - _BEFORE), -1):
        if tree.lower(i) in (".", ";"):
            return None
        if tree.lower(i) in _EXPECTING and counted.quantity.kind == "vague":
            return None  # "the toll is expected to rise because there are some in a critical state"
        effect = _toll_at(tree, i, lexicon)
        if effect is not None:
            other_value = tree.lower(before) == "of" and any(tree.tag(j) == "CD" for j in range(i + 1, before))
            return None if other_value else Predicate(effect, i, "toll")
    if tree.lower(before) == "to" and tree.lower(before - 1) in _RAISING:
        return _raised(tree, counted.last + 1, lexicon)
    if tree.words(before - 2, before) == ["it", "rose", "to"]:
        return _risen(tree, counted.last + 1, lexicon)
    return None


def _risen(tree: Tree, first: int, lexicon: Lexicon) -> Predicate | None:
    """The toll behind its value and its parts: "it rose to 9 (a child among them) the number of people killed"."""
    for i in range(first, min(len(tree.tokens), first + _BEFORE)):
        effect = _number_of(tree, i, lexicon) if tree.words(i - 1, i) == ["the", "number"] else None
        if effect is not None:
            return Predicate(effect, i, "toll")
    return None


def _toll_right_before(tree: Tree, i: int, lexicon: Lexicon) -> Predicate | None:
    """The toll at i in "toll now 33" and "toll up to 6", as headlines and posts write."""
    effect = _toll_at(tree, i, lexicon) if tree.lower(i - 1) not in ("a", "no", "its") else None
    return None if effect is None else Predicate(effect, i, "toll")


def _highest(tree: Tree, counted: Counted, last: int, lexicon: Lexicon) -> Predicate | None:
    """The toll whose words end at `last`: "Qarya recorded the highest number of deaths, with 75"."""
    if counted.kind != "none" and (counted.person is None or counted.person.singular not in _HARMED):
        return None  # "the highest number of deaths with 75 doctors per million"
    for i in range(last, last - _HIGHEST, -1):
        effect = _toll_at(tree, i, lexicon)
        if effect is not None and not _SUPERLATIVES.isdisjoint(tree.words(i - 2, i - 1)):
            return Predicate(effect, i, "toll")
    return None


def _raised(tree: Tree, first: int, lexicon: Lexicon) -> Predicate | None:
    """The toll behind its value: "bringing to 45 the number killed"."""
    for i in range(first, min(len(tree.tokens), first - 1 + _BEHIND)):
        effect = _toll_at(tree, i, lexicon)
        if effect is not None:
            return Predicate(effect, i, "toll")
    return None


def _says_more(tree: Tree, counted: Counted, lexicon: Lexicon) -> bool:
    """True where the phrase has its own word of harm: "as there are 150 injured people", "Casualties: 5 killed"."""
    if not lexicon.adjectives.keys().isdisjoint(tree.words(counted.quantity.last + 1, counted.last)):
        return True
    return tree.lower(counted.last + 1) in lexicon.adjectives and tree.lower(counted.last + 2) not in (":", "=", "-")


def whom_of(tree: Tree, i: int, lexicon: Lexicon) -> Whom:
    """Whom the toll at `i` counts: "the civilian death toll", "the number of girls killed", "deaths among women".

    Of "the number of civilians and fighters" nothing is said, for the toll is of both.
    """
    said = list(tree.words(max(0, i - _WHOM_BEFORE), i - 1))
    if tree.lower(i + 1) in ("of", "among", "amongst"):
        for j in range(i + 2, i + 2 + _WHOM_BEHIND):
            if tree.tag(j + 1) == "POS":
                break  # "the toll of the women's shelter"
            said.append(tree.lower(j))
            if tree.tag(j) in ("NNS", "NN") and tree.lower(j + 1) not in ("and", "or"):
                break
    people = [lexicon.people[word] for word in said if word in lexicon.people]
    groups = {person.group for person in people}
    if groups == {Group.WOMEN, Group.CHILDREN} and "and" in said:
        return Whom(Group.WOMEN_AND_CHILDREN, None)
    statuses = {person.status for person in people}
    return Whom(groups.pop() if len(groups) == 1 else None, statuses.pop() if len(statuses) == 1 else None)


def revised_of(tree: Tree, counted: Counted) -> int | None:
    """The verb in "this was later updated to 82", "raised the figure to nine": a figure told before, told anew."""
    i = counted.quantity.modified - 1
    if counted.kind != "none" or tree.lower(i) != "to":
        return None
    for j in range(i - 1, max(-1, i - 1 - _TO_VERB), -1):
        if tree.lower(j) in REVISED:
            return None if _IT.isdisjoint(tree.words(j - _TO_IT, i)) else j
    return None


def revises_its_own(tree: Tree, i: int) -> bool:
    """True for the verb of "The clinic revised its death toll from 14 to 11": who revises a toll has told it."""
    if tree.lower(i) not in REVISED:
        return False
    raises_that = tree.lower(i + 1) in _THAT and tree.lower(i + 2) == "to"
    if raises_that or (tree.lower(i + 1) == "to" and _of_a_figure(tree, i)):
        return True  # "raised this to nine", "a figure that the council later lifted to 231"
    if tree.lower(i + 1) not in ("its", "their", "the"):
        return False
    if tree.lower(i + 1) == "the" and not tree.tag(i).startswith("VB"):
        return False
    return any(tree.lower(j) in _TOLLS or tree.lower(j) in _IT for j in range(i + 2, i + _OWN_TOLL))


def _of_a_figure(tree: Tree, i: int) -> bool:
    """True for the verb at i of "a figure that the council later lifted"."""
    before = tree.words(i - _BACK_TO_FIGURE, i - 1)
    that = next((k for k, word in enumerate(before) if word in ("that", "which")), 0)
    return that > 0 and (before[that - 1] in _TOLLS or before[that - 1] in _IT)


def _toll_at(tree: Tree, i: int, lexicon: Lexicon) -> Effect | None:
    """The effect that a toll at position i counts: "toll", "number of wounded", "number of people killed", "deaths"."""
    word = tree.lower(i)
    if word in _TOLLS:
        return _kind_of_toll(word, tree.lower(i - 1))
    if (
        word in _THE_DEAD
        and tree.lower(i - 1) in ("the", "those", "'s", "own")
        and tree.tag(i + 1) in ("IN", "TO", "VBZ", "VBD", "VBP", "WP", "WDT")
    ):
        return lexicon.adjectives[word]
    if word == "losses" and tree.lower(i - 1) in ("human", "civilian"):
        return Effect.KILLED
    if word == "losses" and tree.tag(i - 1) == "NNP" and tree.tokens[i - 1].text.isupper():
        return Effect.KILLED  # "ISIS losses reached 577"; a country's may be of money
    if word == "victims" and tree.lower(i + 1) in ("are", "were", "include", "included", ":"):
        return Effect.KILLED
    if word in ("number", "numbers", "total"):
        return _number_of(tree, i, lexicon)
    if word in _HARM and tree.tokens[i].dep in ("nsubj", "nsubjpass"):
        return lexicon.counted[word]
    return None


def _kind_of_toll(word: str, before: str) -> Effect | None:
    """The effect of "death toll", "casualty toll", "injury tally" and "body count"; other counts are no tolls."""
    if word == "count" and before not in ("body", "death", "casualty"):
        return None
    if before == "casualty":
        return Effect.CASUALTIES
    return Effect.INJURED if before in ("injury", "injured") else Effect.KILLED


def _number_of(tree: Tree, i: int, lexicon: Lexicon) -> Effect | None:
    """The effect that "number" at i counts: the first word of harm behind it, with only people between."""
    for j in range(i + 1, min(len(tree.tokens), i + _NUMBER_OF)):
        word = tree.lower(j)
        harm = lexicon.counted.get(word) or lexicon.adjectives.get(word)
        if harm is not None or word == "victims":
            return harm or Effect.KILLED
        verb = lexicon.verbs.get(word)
        if verb is not None and tree.lower(j - 1) in BE and tree.tag(j) in ("VBN", "VBD", "JJ"):
            return verb.effect  # "the number of civilians who have been martyred"
        known = word in _WHOSE or word in _WHO_WERE or word in lexicon.people
        if not known and tree.tag(j) not in ("IN", "DT", "JJ", "CC", "RB"):
            return None
    return None

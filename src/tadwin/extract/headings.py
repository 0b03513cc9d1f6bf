"""Figures of lists and registers, whose harm stands before the number: "Killed: 12", "Injured in Nyala 40"."""

from tadwin.extract.counted import Counted
from tadwin.extract.harm import Predicate
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.tree import Tree
from tadwin.vocab import Effect

_BURNT = frozenset({"burnt", "burned", "torched"})
_DASHES = frozenset({":", "=", "-"})
_STOPS = frozenset({",", ";", ".", ":"})
_KILLED_INJURED = frozenset({Effect.KILLED, Effect.INJURED})
_OPENERS = frozenset({"", ",", ";", ".", ":", "-", "and", "&", "/", "("})

#: How many words may stand between the heading and its number ("Killed in the town: 12").
_REACH = 8
#: How many words of a place may stand between them where no colon does ("Injured in Wad Madani 40").
_PLACE = 4


def heading_predicate(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The heading before a number: "Killed: 12", "Dead - 5", "Displaced: 12,000 households", "Houses destroyed: 23"."""
    i = counted.quantity.modified - 1
    opened = _under_opening(tree, counted, lexicon)
    if opened is not None:
        return opened
    if counted.quantity.kind not in ("number", "vague"):
        return None
    if tree.lower(i) not in _DASHES:
        return _over_a_place(tree, counted, lexicon) or _bare(tree, counted, lexicon)
    if tree.lower(counted.last + 1) in lexicon.adjectives and tree.lower(counted.last + 2) not in _DASHES:
        return None
    for j in range(i - 1, max(-1, i - _REACH), -1):
        effect = _effect(tree, j, lexicon)
        if tree.lower(j) in _BURNT and _headed_object(tree, j, lexicon) is not None:
            effect = Effect.DESTROYED
        if effect is not None and tree.lower(i) == "-" and j and tree.tag(j - 1) == "CD":
            return None  # "2 wounded - one a child"
        if effect is not None and _can_be(tree, counted, effect, j, i, lexicon):
            return Predicate(_paired(tree, j, effect, lexicon), j, "list")
        if effect is not None or tree.lower(j) in _STOPS or tree.tag(j) == "CD":
            return None
    return None


def _under_opening(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The participle that opens a list of things: "Damaged in the night attack: a lyceum, 12 houses, 4 cars"."""
    effect = lexicon.adjectives.get(tree.lower(0))
    if effect not in (Effect.DESTROYED, Effect.DAMAGED) or counted.kind != "object":
        return None
    colon = next((i for i in range(1, counted.quantity.modified) if tree.lower(i) == ":"), None)
    if colon is None or any(_effect(tree, i, lexicon) for i in range(1, counted.quantity.modified)):
        return None
    return Predicate(effect, 0, "list")


def _effect(tree: Tree, i: int, lexicon: Lexicon) -> Effect | None:
    word = tree.lower(i)
    return lexicon.adjectives.get(word) or lexicon.counted.get(word)


def _can_be(tree: Tree, counted: Counted, effect: Effect, heading: int, colon: int, lexicon: Lexicon) -> bool:
    """True where the noun counted, if there is one, can have suffered what the heading says."""
    if counted.noun is None:
        return effect not in (Effect.DESTROYED, Effect.DAMAGED) or _headed_object(tree, heading, lexicon) is not None
    if tree.lower(colon) != ":" and (heading, colon) != (0, 1):
        return False
    if counted.kind == "object":
        return effect in (Effect.DESTROYED, Effect.DAMAGED)
    return counted.kind == "person" and heading == colon - 1


def _bare(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The word of harm right before the number in "Martyrs 5 wounded 17", where each number has its word before it."""
    i, j = counted.quantity.modified - 1, counted.quantity.last + 1
    effect = _effect(tree, i, lexicon)
    if effect is None or counted.quantity.kind != "number" or counted.kind not in ("none", "harm"):
        return None
    if i and tree.tag(i - 1) != "CD" and tree.lower(i - 1) not in _OPENERS:
        return None
    pairs = 1
    while _effect(tree, j, lexicon) is not None and tree.tag(j + 1) == "CD":
        j, pairs = j + 2, pairs + 1
    while i > 1 and tree.tag(i - 1) == "CD" and _effect(tree, i - 2, lexicon) is not None:
        i, pairs = i - 2, pairs + 1
    ends = tree.lower(j) in ("", ",", ".", ";") or tree.tag(j) == "IN"
    alone = pairs > 1 or (i == 0 and tree.tag(i) != "VBD")
    return Predicate(effect, counted.quantity.modified - 1, "list") if ends and alone else None


def _headed_object(tree: Tree, heading: int, lexicon: Lexicon) -> int | None:
    """The noun in "Houses destroyed: 23" and "Damaged vehicles: 4"."""
    for i in (heading - 1, heading + 1, heading - 2):
        if tree.lower(i) in lexicon.objects:
            return i
    return None


def of_heading(tree: Tree, counted: Counted, predicate: Predicate, lexicon: Lexicon) -> Counted:
    """The phrase, with the noun of its heading where that is of a thing: "Houses destroyed: 23" counts houses."""
    noun = counted.noun if counted.kind == "harm" else None
    if predicate.rule == "list" and noun is not None and predicate.token < counted.quantity.first < noun:
        return Counted(counted.quantity, None, counted.quantity.after, "none")  # "Martyrs 5 wounded 17"
    if predicate.rule != "list" or counted.noun is not None:
        return counted
    noun = _headed_object(tree, predicate.token, lexicon)
    if noun is None or predicate.effect not in (Effect.DESTROYED, Effect.DAMAGED):
        return counted
    return Counted(counted.quantity, noun, counted.last, "object")


def _paired(tree: Tree, i: int, effect: Effect, lexicon: Lexicon) -> Effect:
    """Casualties for the heading "Killed and injured", which does not tell them apart."""
    joined = tree.lower(i - 1) in ("and", "&", "/", "or")
    other = _effect(tree, i - 2, lexicon) if joined else None
    return Effect.CASUALTIES if {effect, other} == _KILLED_INJURED else effect


def _over_a_place(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The heading in "Injured in Nyala 40 killed 13": harm, a place, a number, and nothing that the number counts."""
    i = counted.quantity.modified - 1
    if counted.noun is not None or counted.quantity.kind != "number" or not tree.tag(i).startswith("NNP"):
        return None
    for j in range(i - 1, max(-1, i - 1 - _PLACE), -1):
        if tree.lower(j) in ("in", "at", "near"):
            effect = _effect(tree, j - 1, lexicon)
            opens = tree.lower(j - 2) in _OPENERS or tree.tag(j - 2) == "CD"
            return Predicate(effect, j - 1, "list") if effect is not None and opens else None
        if not tree.tag(j).startswith("NNP"):
            return None
    return None

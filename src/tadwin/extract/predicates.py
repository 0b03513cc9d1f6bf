"""What befell the people that a noun phrase counts: the first rule that answers decides.

Words beside the phrase are asked before the tree, and an adjective last: "displaced people" can be killed.
"""

from collections.abc import Set as AbstractSet
from itertools import pairwise

from tadwin.extract.beside import (
    SAYS,
    buried_predicate,
    inverted_predicate,
    of_predicate,
    predicate_before,
    predicate_behind,
    predicate_over_insertion,
    to_predicate,
    with_predicate,
    wounds_predicate,
)
from tadwin.extract.branches import adjective_predicate, predicate_on_branches
from tadwin.extract.conjoined import conjoined_predicate, later_killed
from tadwin.extract.counted import Counted
from tadwin.extract.harm import OBJECTLESS, Predicate
from tadwin.extract.headings import heading_predicate
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.moved import moved_predicate
from tadwin.extract.phrasal import phrasal_predicate
from tadwin.extract.taken_up import taken_up_predicate
from tadwin.extract.tree import Tree
from tadwin.extract.words import words
from tadwin.vocab import Effect

#: The rules in the order in which they are asked.
_RULES = (
    heading_predicate,
    inverted_predicate,
    of_predicate,
    to_predicate,
    predicate_behind,
    predicate_before,
    predicate_on_branches,
    phrasal_predicate,
    predicate_over_insertion,
    with_predicate,
    conjoined_predicate,
    adjective_predicate,
    wounds_predicate,
    moved_predicate,
    buried_predicate,
    taken_up_predicate,
)
#: Effects whose nouns name people to whom something else may be said to have happened ("executed 15 of the hostages").
_ATTACKERS = frozenset({"attacker", "assailant", "gunman", "suspect", "bomber", "militant", "terrorist"})
_HELD = frozenset({Effect.ABDUCTED, Effect.DETAINED})
_KILLED_INJURED = frozenset({Effect.KILLED, Effect.INJURED})
_DIED = frozenset({"died", "dies", "succumbed"})
_SHOT = frozenset({"shot", "shooting", "shoots", "shoot"})
_LIMBS = words("predicates", "limbs")
#: How many words behind "shot" may say where.
_LIMB_REACH = 9
_THEIRS = words("predicates", "theirs")
_TAKEN_LIVES = frozenset({"lost", "taken", "claimed", "extinguished", "snuffed"})
_JOINTS = frozenset({"and", "or", "/", "&"})
_WOUNDED = frozenset({"wounded", "injured", "wounding", "injuring", "hurt"})
_SURVIVED = words("predicates", "survived")
_NO_HARM_ITSELF = words("predicates", "no_harm_itself")


def predicate_of(tree: Tree, counted: Counted, lexicon: Lexicon, taken: AbstractSet[int]) -> Predicate | None:
    """The predicate of a counted phrase. `taken` are verbs that an earlier phrase already stands before."""
    died = not _DIED.isdisjoint(tree.words(counted.last + 1, counted.last + 3))
    if counted.harm is Effect.INJURED and (counted.of_whole or died):
        later = predicate_behind(tree, counted, lexicon)
        if later is not None and later.effect is Effect.KILLED:
            return later  # "two of the wounded died"
    if counted.quantity.kind == "number" and not _DIED.isdisjoint(tree.words_set):
        later = _died_later(tree, counted)
        if later is not None:
            return later
    if counted.noun is not None and counted.harm not in (None, *_HELD):
        return _noun_itself(tree, counted, lexicon)
    before = tree.skip_left(counted.quantity.modified - 1)
    if tree.lower(before) in ("by", "than"):
        return None
    if tree.lower(before) == "of" and tree.lower(before - 1) in _THEIRS:
        return None  # "the wives of five fighters were killed"
    lives = counted.person is not None and counted.person.singular in ("life", "soul")
    if lives and tree.lower(tree.skip_right(counted.last + 1)) in _TAKEN_LIVES:
        return Predicate(Effect.KILLED, tree.skip_right(counted.last + 1), "lost")
    for rule in (phrasal_predicate, *_RULES) if lives else _RULES:  # "has taken six lives and 33 were injured"
        found = rule(tree, counted, lexicon)
        if found is None or (found.token in taken and found.rule in ("before", "object")):
            continue  # a verb with its victims before it takes none behind it: "12 killed 5 injured"
        found = _sharpened(tree, found, counted)
        if found.effect is Effect.INJURED:
            found = later_killed(tree, counted, lexicon) or found
        if _compatible(tree, found, counted, lexicon):
            return _together(tree, found, counted, lexicon)
    return _noun_itself(tree, counted, lexicon)


def _died_later(tree: Tree, counted: Counted) -> Predicate | None:
    """The verb of "one of the 12 passengers hurt in the blast succumbed", whatever else is said of them before it."""
    if tree.lower(counted.quantity.last + 1) != "of":
        return None
    for i in range(counted.last + 1, len(tree.tokens)):
        if tree.lower(i) in _DIED and tree.tag(i).startswith("V"):
            subject = tree.child(i, "nsubj")
            mine = subject is not None and counted.quantity.first <= subject <= counted.last
            return Predicate(Effect.KILLED, i, "died later") if mine else None
    return None


def speaks(tree: Tree, counted: Counted, lexicon: Lexicon) -> bool:
    """True for "a doctor at the hospital said": who speaks is no victim of the sentence.

    Not so for "48 people killed in a village a monitor said", whose noun a parser may take for who said it.
    """
    if counted.person is None or counted.noun is None:
        return False
    head = tree.tokens[counted.noun].head
    if tree.tokens[counted.noun].dep == "nsubj" and tree.lower(head) in SAYS:
        return tree.lower(counted.noun + 1) not in lexicon.verbs
    i = counted.last + 1
    inverted = tree.tag(i + 1) in ("DT", "NNP", "NNPS", "JJ", "NN", "PRP$")  # "... five children, said the agency"
    reported = tree.lower(i + 1) in lexicon.adjectives  # "between four and seven civilians reported killed"
    return tree.lower(i) in SAYS and tree.tag(i).startswith("V") and not inverted and not reported


def _sharpened(tree: Tree, found: Predicate, counted: Counted) -> Predicate:
    """The effect that the words around a verb make of it: "shot dead", "burned to death", "burned 40 houses"."""
    word = tree.lower(found.token)
    behind = tree.words(found.token + 1, found.token + 2)
    buried = behind[:1] == ["alive"] and found.effect not in (Effect.DETAINED, Effect.ABDUCTED)  # not "captured alive"
    if behind[:1] == ["dead"] or buried or behind == ["to", "death"] or tree.lower(found.token - 1) == "fatally":
        return Predicate(Effect.KILLED, found.token, found.rule)
    if word.startswith("burn") and "ashes" in behind and counted.kind == "person":
        return Predicate(Effect.KILLED, found.token, found.rule)
    if word.startswith("mutilat") and counted.kind == "object":
        return Predicate(Effect.DAMAGED, found.token, found.rule)
    by_verb = found.rule != "phrase"  # not in "the granaries of 16 families have gone up in smoke"
    if (
        counted.person is not None
        and found.effect is Effect.DESTROYED
        and counted.quantity.kind == "number"
        and by_verb
    ):
        other = counted.person.singular == "other"  # "destroyed 14 houses and damaged 30 others"
        return found if other else Predicate(Effect.KILLED, found.token, found.rule)  # as ministries say of fighters
    if word in _SHOT and counted.kind != "object" and _later_died(tree):
        return Predicate(Effect.KILLED, found.token, found.rule)
    if word in _SHOT and (_in_a_limb(tree, found.token) or _only_wounding(tree, found.token)):
        return Predicate(Effect.INJURED, found.token, found.rule)
    if word in _SHOT and not tree.words_set.isdisjoint(_SURVIVED):
        pair = tree.lower(found.token + 1) in ("and", "or") and tree.lower(found.token + 2) in _WOUNDED
        return Predicate(Effect.INJURED if pair else Effect.CASUALTIES, found.token, found.rule)
    burnt_down = word.startswith("burn") and counted.kind == "object" and found.effect is Effect.INJURED
    if burnt_down or (word in _SHOT and behind[:1] == ["down"]):
        return Predicate(Effect.DESTROYED, found.token, found.rule)
    return found


def _later_died(tree: Tree) -> bool:
    """True in "a sniper shot an old man this morning, he died on the way to hospital"."""
    said = zip(tree.words(0, len(tree.tokens)), tree.words(1, len(tree.tokens)), strict=False)
    return any(who in ("he", "she", "they", "who", "later", "and") and did == "died" for who, did in said)


def _only_wounding(tree: Tree, shot: int) -> bool:
    """True for "shot a councillor, wounding him": he lived."""
    said = tree.words(shot + 1, shot + _LIMB_REACH + 3)
    return any(one in _WOUNDED and who in ("him", "her", "them") for one, who in pairwise(said))


def _in_a_limb(tree: Tree, shot: int) -> bool:
    """True for "shot a man in the leg", "shot in both arms": words that tell of a wound, and of no death."""
    said = tree.words(shot + 1, shot + _LIMB_REACH)
    return any(said[i] == "in" and not _LIMBS.isdisjoint(said[i + 2 : i + 4]) for i in range(len(said)))


def _compatible(tree: Tree, found: Predicate, counted: Counted, lexicon: Lexicon) -> bool:
    """True when what the predicate says can befall what is counted: people are killed, objects destroyed."""
    if found.rule == "list":
        return True
    if counted.kind != "person" and tree.lower(found.token).startswith(("seiz", "captur")):
        return False
    things = found.effect in (Effect.DESTROYED, Effect.DAMAGED)
    if found.effect is Effect.DISPLACED and counted.person is not None and counted.person.singular in _ATTACKERS:
        return False  # "the attackers, four gunmen, fled": no one was displaced
    if things and counted.person is not None and counted.person.singular == "other":
        return True  # "destroyed 14 houses and damaged 30 others"
    if counted.kind == "object":
        down = tree.lower(found.token) == "shot" and tree.lower(counted.noun or 0) in lexicon.munitions
        return things and not down  # a drone that was shot down is a weapon stopped
    if counted.kind in ("attack", "munition", "measure"):
        return False
    if counted.kind == "other" and tree.lower(found.token) in ("felled", "flight"):
        return False  # "felled 300 saplings", "the flight of 15 warplanes"
    if counted.kind == "other":
        burnt = found.effect is Effect.INJURED and found.rule in ("before", "object")
        return not things and not burnt and counted.quantity.kind != "indefinite"
    return not things


def _noun_itself(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The harm that the counted noun itself is: "27 deaths", and casualties for "27 dead and wounded"."""
    if counted.harm is None or counted.noun is None:
        return None
    i = counted.noun
    if tree.lower(i + 1) in _NO_HARM_ITSELF:
        return None
    if tree.lower(i + 1) in _JOINTS:
        other = lexicon.counted.get(tree.lower(i + 2)) or lexicon.adjectives.get(tree.lower(i + 2))
        if {counted.harm, other} == _KILLED_INJURED:
            return Predicate(Effect.CASUALTIES, i, "noun pair")
    return Predicate(counted.harm, i, "noun")


def _together(tree: Tree, found: Predicate, counted: Counted, lexicon: Lexicon) -> Predicate:
    """The predicate, or casualties where two are joined in one: "killed or wounded" does not tell them apart."""
    if found.effect not in _KILLED_INJURED:
        return found
    i = found.token
    last = tree.lower(i + 3) in ("", ".") and tree.lower(i + 1) == ","  # a headline's "10 martyred, injured"
    if last and {_effect_at(tree, i + 2, lexicon), found.effect} == _KILLED_INJURED:
        return Predicate(Effect.CASUALTIES, i, "pair")
    for first, second in ((i, i + 2), (i - 2, i), (i, i + 3)):
        if tree.lower(first + 1) not in _JOINTS or (second == i + 3 and tree.tag(i + 2) != "RB"):
            continue
        other = _effect_at(tree, second if first == i else first, lexicon)
        if tree.lower(first) in _SHOT and tree.lower(second) in _WOUNDED:
            return Predicate(Effect.INJURED, i, found.rule)  # "shot and wounded two men"
        if second > i and tree.lower(second) in _DIED and tree.tag(second).startswith("V"):
            return Predicate(Effect.KILLED, second, found.rule)  # "was hit by a bullet and died"
        if {other, found.effect} == _KILLED_INJURED and _is_one(tree, first, second, counted):
            return Predicate(Effect.CASUALTIES, i, "pair")
    return found


def _effect_at(tree: Tree, i: int, lexicon: Lexicon) -> Effect | None:
    verb = lexicon.verbs.get(tree.lower(i))
    return lexicon.adjectives.get(tree.lower(i)) or (verb.effect if verb is not None else None)


def _is_one(tree: Tree, first: int, second: int, counted: Counted) -> bool:
    """True when the second of two joined words of harm has no victims of its own: "killed 5 and wounded 12" has."""
    if second < counted.quantity.modified or tree.lower(first) == "dead" or tree.tag(second + 1) in OBJECTLESS:
        return True
    return tree.child(second, "dobj") is None and tree.tag(second + 1) not in ("CD", "NNS", "NN", "NNP")

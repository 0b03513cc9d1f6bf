"""The verb behind what is put between people and it: "Fifteen civilians, among them 11 children, were killed"."""

from tadwin.extract.beside import ENDS_CLAUSE, SAYS
from tadwin.extract.counted import Counted
from tadwin.extract.harm import Predicate
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.tree import BE, Tree
from tadwin.extract.words import words
from tadwin.vocab import Effect

_INSERTIONS = words("beside", "insertions")
_HARMED = words("beside", "harmed")
_PREPOSITIONS = frozenset({"from", "in", "at", "on", "near"})
_WHERE = frozenset({"in", "on", "at", "during", "by"})
#: How long, in words, an insertion between a noun and its verb may be.
_INSERTION_REACH = 16


def _is_of_another(tree: Tree, counted: Counted, verb: int, lexicon: Lexicon) -> bool:
    """True where the verb is said of others: "handed over a man, who was shot", "46, of them two were shot"."""
    subject = tree.child(verb, "nsubjpass", "nsubj")
    if subject is None or subject == counted.noun:
        return False
    if tree.lower(subject) == "who":
        head = tree.tokens[verb].head
        return head > counted.last and tree.lower(head) in lexicon.single_people
    inside = tree.lower(counted.last + 1 + (tree.lower(counted.last + 1) in (",", "(", "-"))) not in _PREPOSITIONS
    if inside or subject <= counted.last or tree.lower(subject) not in lexicon.people:
        return False  # in "fifteen civilians, including 11 children, were killed" a parser may take the children
    return tree.tag(subject - 1) in ("CD", "DT", "JJ") and subject + 1 + (tree.lower(verb - 1) in BE) == verb


def predicate_over_insertion(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The passive verb behind an insertion: "Fifteen civilians, among them 11 children, were killed"."""
    start = counted.last + 1
    if tree.lower(start) in (",", "(", "-"):
        start += 1
    of_them = tree.tag(start) == "CD" and tree.lower(start + 1) == "of"
    if tree.lower(start) not in _INSERTIONS and not of_them:
        return None
    for i in range(start + 1, min(len(tree.tokens), start + _INSERTION_REACH)):
        word = tree.lower(i)
        if word in ENDS_CLAUSE or tree.tag(i) == "WRB":
            return None
        if word == "which" and tree.lower(i - 1) in _WHERE:
            return None  # "three attempts in which 11 bodyguards died"
        if word in SAYS and not (tree.lower(i - 1) in BE and tree.lower(i + 1) in _HARMED):
            return None  # not in "were reported killed"
        if word == "dead" and tree.lower(i - 1) in ("found", "left", "declared", "pronounced"):
            return Predicate(Effect.KILLED, i, "over an insertion")
        verb = lexicon.verbs.get(word)
        if verb is not None and tree.tag(i).startswith("V"):
            if _is_of_another(tree, counted, i, lexicon):
                return None
            passive = any(word in BE for word in tree.words(i - 3, i - 1))
            listed = counted.quantity.kind == "number" and tree.lower(i - 1) == "," and tree.tag(i) == "VBN"
            bare = listed and tree.tag(i + 1) in ("IN", "", ".")  # "100 people, mostly elderly, slain in a raid"
            befell = verb.patient == "subject" or passive or bare
            return Predicate(verb.effect, i, "over an insertion") if befell else None
        if (word in BE or word in SAYS) and tree.lower(i + 1) in lexicon.adjectives:
            if _is_of_another(tree, counted, i + 1, lexicon):
                return None
            return Predicate(lexicon.adjectives[tree.lower(i + 1)], i + 1, "over an insertion")
    return None

"""What befell the people of a noun phrase, by the words right beside it.

Reports lose their punctuation and headlines run into sentences; then a tree goes wrong, while
"killed at least 32 people" still stands there.

Every rule takes the sentence, the phrase and the lexicon, and gives the predicate that it finds or None.
"""

from tadwin.extract.counted import Counted
from tadwin.extract.harm import OBJECTLESS, Predicate, has_object
from tadwin.extract.lexicon import Lexicon, Verb
from tadwin.extract.tree import BE, Tree
from tadwin.extract.words import words
from tadwin.vocab import Effect

ENDS_CLAUSE = words("beside", "ends_clause")
SAYS = words("beside", "says")
AMONG = frozenset({"among", "amongst"})

#: In words: a breakdown by sex and age is about as long.
_BRACKETS = 20
_INSERTIONS = words("beside", "insertions")
_PARTICIPLES = words("beside", "participles")
_SKIPPED_BEHIND = frozenset({"others", "people", "-", "(", '"', "'"})
#: "Cases" of these are people injured.
AILMENTS = words("counted", "ailments")

_PARTS = words("beside", "parts")
_BREAKS = words("beside", "breaks")
_MODIFIERS = words("beside", "modifiers")
_HARMED = words("beside", "harmed")
_CLAIMS = frozenset({"claimed", "claims", "claiming"})
_WHEN_OR_WHERE = frozenset({"yesterday", "today", "overnight", "dozens", "near", "this"})

#: "Slit the throats of six".
_THROATS = frozenset({"throat", "throats"})
_CUT = frozenset({"slit", "slitting", "cut", "cutting", "slashed"})
#: How many words may stand between the noun of harm and "to" ("injuries of varying severity to 13 people").
_TO_REACH = 4
_WOUNDS = frozenset({"injuries", "wounds", "burns", "fractures", "shrapnel", "concussion", "concussions"})
_DIED = frozenset({"died", "succumbed", "dies"})
_WHERE = frozenset({"in", "on", "at", "during", "by"})
_BURYING = frozenset({"buried", "bury", "buries", "mourned", "mourns", "mourning"})
_UNDER = frozenset({"under", "beneath", "alive", "below"})
#: How far behind "among" the word of harm may stand ("among eight people killed").
_AMONG_REACH = 8
#: How many words of people may stand between a number and its word of harm, in a list of figures.
_NEXT_FIGURE = 4
#: How many words of "according to the latest toll" may stand between a verb of harm and its number.
_SOURCE_REACH = 7
#: How many words before "claimed" its attack may stand.
_ATTACK_REACH = 10
#: How far into a sentence "of those killed" may open it.
_OPENING = 4
#: How long, in words, an insertion between a noun and its verb may be.
_INSERTION_REACH = 16


def of_predicate(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The noun before "of": "the deaths of 27 people", "bodies of four children", "the lives of some 80 people"."""
    i = tree.skip_left(counted.quantity.modified - 1)
    if tree.lower(i) != "of":
        return None
    effect = lexicon.of_nouns.get(tree.lower(i - 1))
    if tree.lower(i - 1) in _THROATS and not _CUT.isdisjoint(tree.words(i - 4, i - 2)):
        effect = Effect.KILLED
    if effect is None or not tree.tag(i - 1).startswith(("N", "V")):
        return None
    if effect in (Effect.DESTROYED, Effect.DAMAGED) and counted.kind == "person":
        effect = Effect.KILLED  # "the loss of 27 people"
    return Predicate(effect, i - 1, "of-phrase")


def to_predicate(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The noun before "to": "material damage to three cars", "harm on 200 civilians", "injuries to 13 people"."""
    i = tree.skip_left(counted.quantity.modified - 1)
    if tree.lower(i) not in ("to", "on", "upon", "in", "among", "for", "of"):
        return None
    broken = _broken_parts(tree, counted, i, lexicon)
    if broken is not None or tree.lower(i) == "of":
        return broken
    if tree.lower(i - 1) == "cases" and not AILMENTS.isdisjoint(tree.words(i - 4, i - 2)) and counted.kind == "person":
        return Predicate(Effect.INJURED, i - 1, "harm to")  # "suffocation cases among at least six civilians"
    for j in range(i - 1, max(-1, i - 1 - _TO_REACH), -1):
        effect = lexicon.to_nouns.get(tree.lower(j))
        if effect is Effect.DAMAGED and counted.kind == "object" and tree.lower(i) != "for":
            return Predicate(effect, j, "damage to")
        if effect is Effect.INJURED and counted.kind == "person":
            return Predicate(effect, j, "harm to")
        if tree.tag(j) not in ("NN", "NNS", "VBN", "VBD", "VBG", "JJ", "RB") and tree.lower(j) != "of":
            return None
    return None


def _broken_parts(tree: Tree, counted: Counted, i: int, lexicon: Lexicon) -> Predicate | None:
    """The verb in "shattered windows in 18 apartment blocks": what breaks a part of a thing damages it."""
    if counted.kind != "object" or tree.lower(i - 1) not in _PARTS:
        return None
    for j in range(i - 2, max(-1, i - 2 - _TO_REACH), -1):
        verb = lexicon.verbs.get(tree.lower(j))
        if (verb is not None and verb.effect in (Effect.DAMAGED, Effect.DESTROYED)) or tree.lower(j) in _BREAKS:
            return Predicate(Effect.DAMAGED, j, "parts of")
    return None


def predicate_behind(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The verb or adjective right behind: "12 people were killed", "22 dead", "five others who died"."""
    first = counted.last + 1
    if tree.lower(first) == "more":
        first += 1
    first = _past_breakdown(tree, first)
    while tree.lower(first) in _SKIPPED_BEHIND:
        first += 1
    if tree.lower(tree.skip_left(counted.quantity.modified - 1)) == "with" and tree.lower(first) == "was":
        return None  # "a widow with five children was killed"
    i = first if tree.lower(first) in lexicon.adjectives else tree.skip_right(first)
    word = tree.lower(i)
    passive = any(w in BE for w in tree.words(first, i - 1))
    verb = lexicon.verbs.get(word)
    died = tree.skip_right(i + 1)
    if i == first and lexicon.adjectives.get(word) is Effect.INJURED and tree.lower(died) in _DIED:
        return Predicate(Effect.KILLED, died, "after")  # "one wounded later succumbed"
    if verb is not None and tree.tag(i).startswith(("V", "J", "N")):
        befell = verb.patient == "subject" or _befell(tree, counted, i, verb, passive)
        return Predicate(verb.effect, i, "after") if befell else None
    if word in lexicon.adjectives and not _is_attribute(tree, i, lexicon):
        return Predicate(lexicon.adjectives[word], i, "after")
    bare = counted.quantity.after < counted.quantity.first  # "Child among five dead", as headlines write
    again = i == counted.last + 1 and not AMONG.isdisjoint(tree.words(0, counted.quantity.modified - 1))
    those = i == counted.last + 1 and counted.kind == "person" and not counted.quantity.modified  # a headline's
    if word in AMONG and (passive or bare or again or those):
        return among_predicate(tree, i, lexicon)
    return None


def _past_breakdown(tree: Tree, i: int) -> int:
    """The position behind "(5 men, 3 women and 3 children)" at i; else i."""
    if tree.lower(i) != "(" or not (tree.tag(i + 1) == "CD" or tree.lower(i + 1) in _INSERTIONS):
        return i
    ends = (j for j in range(i + 1, i + _BRACKETS) if tree.lower(j) == ")")
    return next(ends, i - 1) + 1


def wounds_predicate(tree: Tree, counted: Counted, _: Lexicon) -> Predicate | None:
    """The wounds of "dozens with injuries of varying degrees" and of "treated 28 patients with blast wounds"."""
    i = counted.last + 1
    if tree.lower(i) != "with" or counted.kind not in ("none", "person"):
        return None
    for j in range(i + 1, i + _TO_REACH):
        if tree.lower(j) in _WOUNDS:
            return Predicate(Effect.INJURED, j, "with wounds")
        if tree.tag(j) not in ("JJ", "NN", "NNP", "VBN", "CC", "HYPH"):
            return None
    return None


def buried_predicate(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The verb of "residents buried 22" and "had buried fourteen people": not what a blast or a slide buried."""
    i = tree.skip_left(counted.quantity.modified - 1)
    if tree.lower(i) not in _BURYING or counted.kind not in ("none", "person") or tree.lower(i - 1) in BE:
        return None
    subject = tree.child(i, "nsubj")
    who = tree.lower(subject) if subject is not None else ""
    things = who in lexicon.attack_events or who in lexicon.munitions or who in lexicon.objects
    if things or not _UNDER.isdisjoint(tree.words(counted.last + 1, counted.last + _TO_REACH)):
        return None
    return Predicate(Effect.KILLED, i, "buried") if subject is not None else None


def _befell(tree: Tree, counted: Counted, i: int, verb: Verb, passive: bool) -> bool:
    """True when those counted suffered what the verb at i, right behind them, says; False when they did it."""
    tag, person = tree.tag(i), counted.person
    if (tag == "VBG" and not passive) or not verb.suffered:
        return False
    if person is not None and person.singular == "other" and tag in ("VBN", "VBD", "JJ"):
        return True  # "eight others injured": others are never told as the doers
    if passive:
        return tag in _PARTICIPLES
    if tag in _PARTICIPLES and another_follows(tree, i + 1):
        return True
    if tag in ("VB", "VBP", "VBZ") and tree.tag(i + 1) in ("CD", "DT", "JJ", "NN", "NNS", "NNP"):
        return False
    if tree.tag(i + 1) in OBJECTLESS or tree.lower(i + 1) in ("", *_WHEN_OR_WHERE):
        object_further_on = (
            tree.lower(i + 1) in (",", "and") and tag == "VBD" and person is not None and has_object(tree, i)
        )
        return not object_further_on and tag in _PARTICIPLES
    if tree.lower(0) == "of" and counted.quantity.modified <= 3 and tag in ("VBN", "VBD"):
        return True  # "Of the 45 civilians killed ..."
    if counted.noun is None and tree.tag(i + 1) == "CD":
        return True
    many = counted.quantity.kind != "indefinite" and (person is None or person.plural)
    return many and tag == "VBN" and tree.child(i, "dobj") is None


def another_follows(tree: Tree, i: int) -> bool:
    """True where a figure with its own word of harm begins at i: "[Six civilians killed] 22 injured in shelling".

    So headlines are written: what stands before them is no subject, and "killed" is said of it.
    """
    j = i
    while tree.lower(j) in _MODIFIERS:
        j += 1
    if tree.tag(j) != "CD" and tree.lower(j) not in ("others", "dozens", "scores", "several", "hundreds", "many"):
        return False
    last = j + _NEXT_FIGURE
    while j < last and (tree.tag(j) == "CD" or tree.tag(j).startswith("NN") or tree.lower(j) in ("more", "other")):
        if tree.lower(j + 1) in _HARMED and tree.tag(j + 2) not in ("CD", "DT", "PRP$", "NNS"):
            return True
        j += 1
    return False


def _is_attribute(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """True for "wounded" in "12 killed wounded civilians said": an attribute of the next noun, no predicate."""
    return tree.tag(i) == "JJ" and tree.lower(i + 1) in lexicon.people and tree.lower(i + 1) != "others"


def among_predicate(tree: Tree, i: int, lexicon: Lexicon) -> Predicate | None:
    """The harm behind the "among" at i: "among the dead", "among those killed", "among eight people killed"."""
    for j in range(i + 1, min(len(tree.tokens), i + _AMONG_REACH)):
        effect = lexicon.adjectives.get(tree.lower(j)) or lexicon.counted.get(tree.lower(j))
        if effect is not None:
            return Predicate(effect, j, "among")
        if tree.lower(j) in ("victims", "martyrs", "fatalities"):
            return Predicate(Effect.KILLED, j, "among")
    return None


def inverted_predicate(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The harm before the verb: "Among the dead were two nurses", "Among the 19 killed is a girl"."""
    i = _past_being(tree, counted.quantity.modified - 1)
    if tree.lower(i) in ("as", "so") and tree.lower(i + 1) in BE:
        return _same_as(tree, i, lexicon)
    opening = _opening_harm(tree, i, lexicon)
    if opening is not None:
        return opening
    for j in range(i, max(-1, i - _AMONG_REACH), -1):
        those = tree.lower(j) == "those" and tree.lower(j - 1) != "of" and tree.lower(j + 1) in lexicon.adjectives
        if tree.lower(j) in AMONG or those:
            found = among_predicate(tree, j, lexicon)
            return found if found is not None and found.token < counted.quantity.modified else None
        if tree.lower(j) in ENDS_CLAUSE or tree.tag(j) in ("VBZ", "VBP", "MD"):
            return None
    return None


def _same_as(tree: Tree, i: int, lexicon: Lexicon) -> Predicate | None:
    """The passive verb before the "as" at i: "the sheikh was killed, as were two of his sons"."""
    for j in range(i - 1, max(-1, i - 1 - _AMONG_REACH), -1):
        verb = lexicon.verbs.get(tree.lower(j))
        if verb is not None and tree.lower(j - 1) in BE:
            return Predicate(verb.effect, j, "as were")
    return None


def _opening_harm(tree: Tree, being: int, lexicon: Lexicon) -> Predicate | None:
    """The participle that opens "Killed in the strike were a teacher and a baker"; `being` stands before its "were"."""
    first = int(tree.lower(0) == "also")
    effect = lexicon.adjectives.get(tree.lower(first))
    verb = lexicon.verbs.get(tree.lower(first))
    if effect is None and (verb is None or not verb.suffered or tree.tag(first) not in _PARTICIPLES):
        return None
    behind = tree.lower(first + 1)
    if being < first or (behind not in BE and tree.tag(first + 1) not in ("IN", "RB", ",", "NN")):
        return None
    between = range(first + 1, being + 1)
    if any(tree.tag(j).startswith(("V", "MD", "W")) or tree.lower(j) in (";", ":") for j in between):
        return None
    said = effect or (verb.effect if verb is not None else None)
    return Predicate(said, first, "inverted") if said is not None else None


def _past_being(tree: Tree, i: int) -> int:
    """The position before "were", "are also", "was at least" that ends at i; -1 where there is no such verb."""
    j = tree.skip_left(i)
    seen = tree.lower(0) in AMONG and tree.lower(j) == "," and j <= _OPENING + 1
    j -= seen
    while tree.lower(j) in BE or tree.lower(j) in (":", "at", "also"):
        seen = seen or tree.lower(j) in BE or tree.lower(j) == ":"
        j -= 1
    return j if seen else -1


def opening_effect(tree: Tree, lexicon: Lexicon) -> Effect | None:
    """The harm that a sentence opens with as told before: "Of those killed, ...", "Among the dead, ..."."""
    if tree.lower(0) not in ("of", "among", "amongst"):
        return None
    found = among_predicate(tree, 0, lexicon)
    return found.effect if found is not None and found.token <= _OPENING else None


def effect_among(tree: Tree, i: int, lexicon: Lexicon) -> Effect | None:
    """The harm in "among the dead", "were among those wounded", read from position i on."""
    j = tree.skip_right(i)
    found = among_predicate(tree, j, lexicon) if tree.lower(j) in AMONG else None
    return found.effect if found is not None else None


def predicate_before(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The verb right before: "killed at least 32 people", "wounding dozens", "kills 31"."""
    i = tree.skip_left(counted.quantity.modified - 1)
    if (
        tree.lower(i) in ("lost", "lose", "losing", "loses")
        and counted.person is not None
        and counted.person.singular != "life"
    ):
        return Predicate(Effect.KILLED, i, "lost")
    i = _before_source(tree, i)
    if tree.lower(i) in _CLAIMS:
        return Predicate(Effect.KILLED, i, "claimed") if _claims_lives(tree, counted, i, lexicon) else None
    verb = lexicon.verbs.get(tree.lower(i))
    if verb is None or verb.patient != "object" or not tree.tag(i).startswith(("V", "N", "J")):
        return None
    j = i - 1
    while tree.tag(j) == "RB":
        j -= 1
    if tree.lower(j) in BE and tree.tag(i) != "VBG":
        return None  # "were killed 12 km away": the verb has its victims before it
    return Predicate(verb.effect, i, "before")


def _claims_lives(tree: Tree, counted: Counted, i: int, lexicon: Lexicon) -> bool:
    """True for the verb at i in "a car bomb claimed eight and injured 14": an attack claims no one in words."""
    if counted.kind not in ("none", "person") or counted.quantity.kind == "none":
        return False
    attacks = (lexicon.attack_events, lexicon.munitions)
    before = tree.words(i - _ATTACK_REACH, i - 1)
    if SAYS.isdisjoint(before) and any(word in forms for forms in attacks for word in before):
        behind = counted.last + 1
        return tree.tag(behind) in (",", ".", "", "IN") or tree.lower(behind + 1).endswith("ing")
    return False


def _before_source(tree: Tree, i: int) -> int:
    """The position before "according to the latest toll" that ends at i, where a verb of harm stands there; else i."""
    if "according" not in tree.words_set:
        return i
    for j in range(i, max(0, i - _SOURCE_REACH), -1):
        if tree.lower(j) == "according":
            j -= 1
            while tree.lower(j) in (",", "-", "("):
                j -= 1
            return j if tree.tag(j) == "VBG" else i
    return i


def with_predicate(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The passive verb before "with": "was killed along with two guards", "died together with her son"."""
    i = tree.skip_left(counted.quantity.modified - 1)
    together = tree.lower(i - 1) in ("along", "together")
    if tree.lower(i) != "with" or counted.kind not in ("person", "other", "none")[: 2 + together]:
        return None
    i -= 1 + together
    i -= tree.lower(i) == ","
    verb = lexicon.verbs.get(tree.lower(i))
    if verb is None:
        return None
    befell = verb.patient == "subject" or not BE.isdisjoint(tree.words(i - 3, i - 1))
    return Predicate(verb.effect, i, "with") if befell else None


def _is_of_another(tree: Tree, counted: Counted, verb: int, lexicon: Lexicon) -> bool:
    """True where the verb is said of others: "handed over a man's body, who was shot", "46, of them two were shot"."""
    subject = tree.child(verb, "nsubjpass")
    if subject is None or subject == counted.noun:
        return False
    if tree.lower(subject) == "who":
        head = tree.tokens[verb].head
        return head > counted.last and tree.lower(head) in lexicon.single_people
    return counted.noun is None and subject > counted.last and tree.tag(subject - 1) == "CD" and subject + 2 == verb


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
            return Predicate(lexicon.adjectives[tree.lower(i + 1)], i + 1, "over an insertion")
    return None

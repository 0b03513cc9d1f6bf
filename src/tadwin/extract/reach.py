"""Which words of its sentence a speech covers: those behind its verb, or those before its speaker."""

from tadwin.extract.tree import Tree
from tadwin.extract.words import words

_CONNECTORS = words("speakers", "connectors")
_TRAILS = words("speakers", "trails")
#: How many words behind a verb of speech its "that" may stand, and how many show whether a clause follows.
_TO_THAT, _TO_CLAUSE = 5, 11
#: Behind "the union said," what goes on with its words.
_GOES_ON = frozenset({"and", "with", "including", "among", "mostly", "most"})
#: So do these, right behind it or behind its day: "a monitor said on Monday bringing the toll to 45".
_ADDS = frozenset({"adding", "bringing", "including", "raising"})
_RELATIVE, _AFTER = frozenset({"that", "which", "who"}), frozenset({"after", "when", "before"})
#: What tells of harm without a verb or a number: "Dozens dead, the governor said".
_TOLD_SHORT = frozenset(
    {
        "dead",
        "dozens",
        "scores",
        "hundreds",
        "thousands",
        "several",
        "many",
        "casualties",
        "deaths",
        "no",
        '"',
        "``",
        "''",
    }
)


def covered(tree: Tree, subject: int, verb: int) -> tuple[int, int]:
    """What a speech covers: the words behind its verb, or those before its speaker when it trails them.

    "said that" and a speaker at the start lead; "..., rescuers said" and "... a monitor said and" trail.
    """
    last = len(tree.tokens) - 1
    following = tree.lower(verb + 1)
    if tree.lower(verb) in ("told", "tells") and following not in (".", ",", ""):
        told = map(tree.lower, range(verb + 1, min(last, verb + _TO_THAT) + 1))
        following = next((word for word in told if word in ("that", ",", ".")), "that")
    saying = tree.tag(verb) == "VBG" and following not in _TRAILS  # "with a monitor saying nine died"
    quoted = ":" in tree.words(verb + 1, verb + _TO_THAT) and says_what_follows(tree, verb)
    if subject <= 2 or saying or quoted or following in ("that", ":") or _leads(tree, subject, verb):
        return verb + 1, last
    behind = tree.tokens[verb + 1 : verb + 1 + _TO_CLAUSE]
    clause = any(token.tag in ("VBD", "VBZ", "VBP", "VBN", "MD", "CD") for token in behind)
    before = subject - 1 - (tree.tag(subject - 1) == "DT")
    if following not in _TRAILS and clause and tree.lower(before) in _CONNECTORS:
        return verb + 1, last
    goes_on = following in _TRAILS or following in _ADDS or "adding" in tree.words(verb + 1, verb + 5)
    adds = (goes_on and not _ADDS.isdisjoint(tree.words(verb + 1, verb + _TO_THAT))) or (
        following == "," and tree.lower(verb + 2) in _GOES_ON
    )
    return 0, (last if adds else subject)


def says_what_follows(tree: Tree, verb: int, reach: int = _TO_THAT) -> bool:
    """True where "that" or a colon stands behind a verb of speech, no farther than `reach`, with no comma between."""
    behind = tree.words(verb + 1, verb + reach)
    told = next((word for word in behind if word in ("that", ":", ",", ".")), "")
    return told == "that" or (told == ":" and tree.tag(verb + 1) in (":", "IN", "TO"))


def _leads(tree: Tree, subject: int, verb: int) -> bool:
    """True where nothing told stands before the speaker: "In a statement on Monday the ministry put the toll at 16"."""
    behind = tree.words(verb + 1, verb + _TO_THAT)
    if "that" in behind and "," not in behind[: behind.index("that")] and tree.tag(verb + 1) == "IN":
        return True  # "said in a statement that"
    low = subject
    while low > 0 and tree.lower(low - 1) not in (":", ";"):
        low -= 1
    before = range(low, subject)
    told = any(tree.tag(i).startswith("V") or tree.tag(i) == "CD" for i in before)
    return not told and _TOLD_SHORT.isdisjoint(tree.words(low, subject - 1))


def within_clause(tree: Tree, subject: int, verb: int, covers: tuple[int, int]) -> tuple[int, int]:
    """What a speech covers of its sentence, where its verb stands in a clause of its own.

    "The army, which said that the town was safe, lost nine": what stands behind a relative clause is not said in it.
    "Announced three days of mourning after a shell killed six": nor what stands behind what was announced.
    """
    first, last = covers
    if first > verb and tree.tokens[verb].dep == "relcl":
        last = min(last, _end_of(tree, subject, verb))
    elif last <= subject and tree.tokens[verb].dep == "relcl" and tree.lower(subject - 1) in _RELATIVE:
        first = max(first, min(_under(tree, tree.tokens[verb].head)))  # "an incident that the mission reported"
    if first > verb and tree.child(verb, "dobj") is not None and tree.child(verb, "ccomp") is None:
        later = tree.child(verb, "advcl")
        mark = tree.child(later, "mark", "advmod") if later is not None else None
        if later is not None and mark is not None and verb < mark and tree.lower(mark) in _AFTER:
            last = min(last, mark - 1)
    return first, last


def _end_of(tree: Tree, subject: int, verb: int) -> int:
    """The last word of the relative clause of a verb of speech."""
    last = max(_under(tree, verb))
    if tree.lower(subject - 1) not in _RELATIVE:
        return (
            last if tree.tag(last + 1) in (",", "-RRB-") or tree.tag(last + 1).startswith("V") else len(tree.tokens) - 1
        )
    verbs = [i for i in range(verb + 1, last + 1) if tree.tag(i) in ("VBD", "VBZ", "VBP")]
    ends = (i for i in verbs[1:] if tree.tag(i - 1) not in ("CC", "WDT", "WP", "RB", ",", "IN", "MD"))
    return next(ends, last + 1) - 1  # "a bomb that police said was hidden in a bin exploded"


def _under(tree: Tree, head: int) -> list[int]:
    """The words that hang on a word, with itself."""
    found, unread = [], [head]
    while unread:
        found.append(unread.pop())
        unread += tree.kids[found[-1]]
    return found

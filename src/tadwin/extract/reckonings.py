"""A speaker told by what it counts, keeps or was told, and not by a verb of speech of its own.

"Information gathered by the Mission", "figures kept by the Forum show", "the Observatory's tally stands at 19", "the
Office has received reports that", "in the words of one survivor", "by the union's count".
"""

from collections.abc import Callable

from tadwin.extract.context import ContextWords
from tadwin.extract.passages import Passage
from tadwin.extract.sources import Speech, said_as
from tadwin.extract.tree import BE, Tree
from tadwin.extract.words import words
from tadwin.types import Actor

#: The speaker whose name begins at a token: see `speakers`.
Naming = Callable[[Passage, int, ContextWords], tuple[Actor, tuple[int, int]] | None]

_RECKONINGS = words("reckonings", "reckonings")
_KEPT = words("reckonings", "kept")
_SHOWS = words("reckonings", "shows")
_ARE_AT = BE | words("reckonings", "stands")
_RECEIVED = frozenset({"received", "obtained", "gathered", "collected"})
_OF_HEARSAY = frozenset({"information", "reports", "report", "testimony", "testimonies", "allegations", "accounts"})
#: Any of these must stand in a sentence for one of these speakers to be there: a quick look.
_TELLING = _RECKONINGS | _OF_HEARSAY | {"words"}
#: Before whose reckoning it is: "by the union's count", "on the diocese's figures".
_BY, _OWNERS = frozenset({"by", "on"}), frozenset({"'s", "\u2019s", "'", "\u2019"})
_DRAWN_UP = (["drawn", "up"], ["put", "out"], ["put", "forward"])
#: "This is the toll that the governor gave."
_GIVES = frozenset({"gave", "gives", "given", "announced", "announces", "advanced", "communicated", "drew", "draws"})
#: How many words may stand between a reckoning and who keeps it, and between who keeps it and its verb.
_TO_KEEPER, _TO_VERB = 3, 12


def reckoned(passage: Passage, context: ContextWords, name_from: Naming) -> list[Speech]:
    """The speeches of a parsed sentence that a reckoning and its keeper tell."""
    tree = passage.parsed()
    if _TELLING.isdisjoint(tree.words_set):
        return []
    found = []
    for i in range(len(tree.tokens)):
        word = tree.lower(i)
        if word not in _TELLING:
            continue
        speech = (
            _kept_by(passage, i, context, name_from)
            or _owned(passage, i, context, name_from)
            or _received(passage, i, context, name_from)
            or _in_words_of(passage, i, context, name_from)
            or _by_reckoning(passage, i, context, name_from)
            or _such_is(passage, i, context, name_from)
        )
        if speech is not None:
            found.append(speech)
    return found


def _kept_by(passage: Passage, i: int, context: ContextWords, name_from: Naming) -> Speech | None:
    """The speech of "figures kept by the Forum show that", "according to information gathered by the Mission"."""
    tree = passage.parsed()
    by = next((at for at in range(i + 1, i + 1 + _TO_KEEPER) if tree.lower(at) in ("by", "from")), None)
    if by is None or (by > i + 1 and tree.lower(by - 1) not in _KEPT):
        return None
    named = name_from(passage, by + 1, context)
    if named is None:
        return None
    last = len(tree.tokens) - 1
    if "to" in tree.words(i - 3, i - 1) and "according" in tree.words(i - 4, i - 1):
        return Speech(*named, (named[1][1] + 1, last) if i <= _TO_KEEPER + 1 else (0, i))
    if i > _TO_KEEPER:
        return None
    shows = any(tree.lower(at) in _SHOWS for at in range(named[1][1] + 1, named[1][1] + _TO_VERB))
    return Speech(*named, (named[1][1] + 1, last)) if shows else None


def _owned(passage: Passage, i: int, context: ContextWords, name_from: Naming) -> Speech | None:
    """The speech of "the Observatory's tally stands at 19", "by the union's count, 31 have died"."""
    tree = passage.parsed()
    owner = i - 1
    while tree.lower(owner) in ("own", "latest", "last", "provisional", "preliminary", "running", "updated"):
        owner -= 1
    if tree.lower(i) not in _RECKONINGS or tree.lower(owner) not in ("'s", "’s", "'") or owner > _TO_VERB:
        return None
    first = _opening(tree, owner)
    by = tree.lower(first) in ("by", "on") and tree.lower(i + 1) == ","
    if not by and tree.lower(i + 1) not in _ARE_AT:
        return None
    known = next((one for one in passage.actors if passage.tokens_of(one)[1] in (owner - 1, owner)), None)
    if known is not None:
        return Speech(said_as(known), passage.tokens_of(known), (i + 1, len(tree.tokens) - 1))
    named = name_from(passage, first + (tree.lower(first) in ("by", "on")), context)
    if named is None or named[1][1] > owner:
        return None
    return Speech(*named, (i + 1, len(tree.tokens) - 1))


def _opening(tree: Tree, owner: int) -> int:
    """Where the words for the owner begin: behind the last comma before it, else with the sentence."""
    commas = [at for at in range(owner) if tree.tag(at) in (",", ":", "-LRB-")]
    return commas[-1] + 1 if commas else 0


def _received(passage: Passage, i: int, context: ContextWords, name_from: Naming) -> Speech | None:
    """The speech of "the Office has received information that 167 people were killed"."""
    tree = passage.parsed()
    if tree.lower(i) not in _OF_HEARSAY or tree.lower(i + 1) not in ("that", "of"):
        return None
    verb = next((at for at in range(i - 1, i - 1 - _TO_KEEPER, -1) if at >= 0 and tree.lower(at) in _RECEIVED), None)
    if verb is None or tree.child(verb, "nsubj") is None:
        return None
    subject = tree.child(verb, "nsubj")
    named = name_from(passage, _opening(tree, verb), context) if subject is not None else None
    if named is None or not named[1][0] <= (subject or 0) <= verb:
        return None
    return Speech(*named, (i + 1, len(tree.tokens) - 1))


def _in_words_of(passage: Passage, i: int, context: ContextWords, name_from: Naming) -> Speech | None:
    """The speech of "in the words of one survivor, ..."."""
    tree = passage.parsed()
    if tree.words(i - 2, i + 1) != ["in", "the", "words", "of"] or i > _TO_KEEPER:
        return None
    start = i + 2 + (tree.lower(i + 2) == "one")
    named = name_from(passage, start, context)
    return None if named is None else Speech(*named, (named[1][1] + 1, len(tree.tokens) - 1))


def _by_reckoning(passage: Passage, i: int, context: ContextWords, name_from: Naming) -> Speech | None:
    """The speech of "by the reckoning of the diocese", and of "by the Desk's count" behind what it counts."""
    tree = passage.parsed()
    last = len(tree.tokens) - 1
    if tree.lower(i + 1) in ("of", "by", "from") and tree.lower(i - 2 + (tree.lower(i - 1) in ("by", "on"))) in _BY:
        named = name_from(passage, i + 2, context)
        return None if named is None else Speech(*named, (0, last))
    owner = i - 1 - (tree.tag(i - 1) == "JJ")
    if tree.lower(owner) not in _OWNERS:
        return None
    by = next((at for at in range(owner - 1, max(-1, owner - _TO_VERB), -1) if tree.lower(at) in _BY), None)
    if by is None or not _goes_no_further(tree, by + 1, owner):
        return None
    named = name_from(passage, by + 1, context)
    return None if named is None or named[1][0] > owner else Speech(*named, (0, last))


def _goes_no_further(tree: Tree, first: int, owner: int) -> bool:
    """True where nothing but a name stands between "by" and "'s count"."""
    return all(tree.tag(at) in ("DT", "NNP", "NNPS", "NN", "NNS", "JJ", "IN", "HYPH") for at in range(first, owner))


def _such_is(passage: Passage, i: int, context: ContextWords, name_from: Naming) -> Speech | None:
    """The speech of "Nine dead: such is the toll given by the mayor" and "nine dead, a toll given by the mayor"."""
    tree = passage.parsed()
    last = len(tree.tokens) - 1
    that = i + 1 + (tree.lower(i + 1) == "sheet")
    by: int | None = that
    if tree.lower(that) not in ("that", "which") or _GIVES.isdisjoint(tree.words(that + 2, last)):
        by = next((at for at in range(i + 1, min(last, i + _TO_VERB)) if tree.lower(at) in ("by", "from")), None)
    if by is None or (by != that and tree.lower(by - 1) not in _KEPT and tree.words(by - 2, by - 1) not in _DRAWN_UP):
        return None
    start = i - 1
    while tree.tag(start) in ("DT", "JJ", "NN"):
        start -= 1
    if tree.lower(start) in BE and tree.lower(start - 1) in ("such", "this", "that", "these"):
        start -= 2
    if start < 2 or tree.tag(start) not in (",", ":", "-LRB-"):
        return None
    named = name_from(passage, by + 1, context)
    return None if named is None else Speech(*named, (0, start))

"""A speaker told without a verb of speech: "Nine dead in blast - governor", "22 dead (the Red Crescent)"."""

from typing import NamedTuple

from tadwin.extract.context import ContextWords
from tadwin.extract.passages import Passage
from tadwin.extract.tree import Tree
from tadwin.types import Actor, Mention

#: What parts a headline from its source, and the longest source, in words.
_DASHES = frozenset({"-", "--", "\u2013", "\u2014", ":", "|"})
_LONGEST_SOURCE = 7
#: A sentence with "via" has as many words at least.
_FEWEST = 4
#: Before a source in brackets: "(source: ...)", "(via ...)".
_SOURCE = frozenset({"source", "sources", "via", "per", "according"})
#: Whose picture it is says no figure.
_CREDIT = frozenset({"credit", "credits", "photo", "photos", "image", "images", "picture", "pictures", "pic", "video"})
_SPEAKING = frozenset(
    {"monitor", "responder", "hospital", "agency", "authority", "outlet", "official", "witness", "unnamed", "state"}
)
#: The longest name kept of a speaker without one of its own, in code points.
_LONGEST_WORDS = 80


class Speech(NamedTuple):
    """A verb of speech with its speaker; `speaker_at` and `covers` are tokens, both ends included.

    A pronoun stands for whoever spoke last; its `speaker` is None, or where nobody spoke before, its own words ("the
    monitor"). `relay` is the outlet that was told. `closing` is one without a verb, at the end of its sentence.
    """

    speaker: Actor | None
    speaker_at: tuple[int, int]
    covers: tuple[int, int]
    relay: Actor | None = None
    pronoun: bool = False
    cites: bool = False
    closing: bool = False


def at_the_end(passage: Passage, context: ContextWords) -> Speech | None:
    """The speech of a sentence that ends with its source, behind a dash or a colon, or in brackets."""
    return _in_brackets(passage, context) or _behind_dash(passage, context) or _via(passage)


def _in_brackets(passage: Passage, context: ContextWords) -> Speech | None:
    """The speech of "Nine dead, dozens injured (Red Crescent)", "(source: the prosecutor's office)"."""
    tree = passage.parsed()
    last = _last_word(tree)
    if tree.tag(last) != "-RRB-":
        return None
    first = last - 1
    while first > 0 and tree.tag(first) != "-LRB-" and last - first <= _LONGEST_SOURCE:
        first -= 1
    if tree.tag(first) != "-LRB-" or first < 2:
        return None
    source = _of_source(passage, first + 1, last - 1, first - 1, context)
    credit = source is not None and source.speaker is not None and source.speaker.kind == "outlet"
    return None if credit else source  # "(the outlet)" is whose picture or report it is


def _behind_dash(passage: Passage, context: ContextWords) -> Speech | None:
    """The speech of a headline's own: "Strike kills nine - governor", "Nine dead in blast: health ministry"."""
    tree = passage.parsed()
    if _DASHES.isdisjoint(tree.words_set):
        return None
    last = _last_word(tree)
    dash = next((i for i in range(last, max(0, last - _LONGEST_SOURCE), -1) if tree.lower(i) in _DASHES), None)
    if dash is None or dash == last or dash < 2 or _is_hyphen(tree, dash):
        return None
    return _of_source(passage, dash + 1, last, dash - 1, context)


def _is_hyphen(tree: Tree, i: int) -> bool:
    """True for the mark inside "al-Qasim", which parts no source from what it says."""
    before, mark, behind = tree.tokens[i - 1 : i + 2]
    return mark.text == "-" and before.end == mark.start and mark.end == behind.start


def _via(passage: Passage) -> Speech | None:
    """The speech of a post that ends with whose it was: "3 killed in Qarya via @qarya_doctors"."""
    tree = passage.parsed()
    last = _last_word(tree)
    if tree.lower(last - 1) not in ("via", "h/t", "ht") or not tree.lower(last).startswith("@") or last < _FEWEST:
        return None
    return Speech(Actor(tree.tokens[last].text.lstrip("@"), None, "unnamed"), (last, last), (0, last - 1), closing=True)


def _last_word(tree: Tree) -> int:
    """The last token but for what closes the sentence."""
    last = len(tree.tokens) - 1
    while last > 0 and tree.tag(last) in (".", "''", "_SP"):
        last -= 1
    return last


def _of_source(passage: Passage, first: int, last: int, said: int, context: ContextWords) -> Speech | None:
    """The speech of the words from `first` to `last`, if they name one who speaks; it covers all up to `said`."""
    tree = passage.parsed()
    if tree.lower(first) in _SOURCE and first < last:
        first += 1 + (tree.lower(first + 1) in (":", "to"))
    behind = tree.tokens[first : last + 1]
    if not behind or any(token.tag.startswith("V") or token.tag in ("CD", ",", "IN") for token in behind):
        return None
    if not _CREDIT.isdisjoint(tree.words(first - 2, first)):
        return None
    start, end = passage.stretch(first, last)
    known = [mention for mention in passage.actors if start <= mention.start < end and mention.names.kind in _SPEAKING]
    if known:
        return Speech(said_as(known[0]), (first, last), (0, said), closing=True)
    named = all(token.tag in ("NNP", "NNPS", "DT", "POS") for token in behind)
    spoken = [token.lower for token in behind if token.lower in context.speakers]
    if tree.lower(last) in context.speakers or (named and spoken):
        speaker = Actor(own_words(passage, first, last), None, "unnamed")
        return Speech(speaker, (first, last), (0, said), closing=True)
    return None


def said_as(mention: Mention[Actor]) -> Actor:
    """A state's ministries and officials keep the words they are named by; others have one standard name."""
    actor = mention.names
    if actor.kind not in ("state", "authority"):
        return actor
    return Actor(" ".join(mention.text.split()), actor.id, actor.kind, actor.side)


def own_words(passage: Passage, first: int, last: int) -> str:
    """The words of a speaker, without the article and on one line."""
    if passage.parsed().lower(first) in ("the", "a", "an") and first < last:
        first += 1
    start, end = passage.stretch(first, last)
    return " ".join(passage.text[start - passage.start : end - passage.start].split())[:_LONGEST_WORDS]

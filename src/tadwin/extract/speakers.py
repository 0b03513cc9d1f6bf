"""Who says a figure, as the text names them, and who relays it."""

from typing import NamedTuple

from tadwin.extract.context import ContextWords
from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.extract.tree import Tree
from tadwin.types import Actor, Mention

_RELAYS = frozenset({"outlet", "agency"})
#: An attribution that stands alone is no longer than this, in words.
_LONGEST_TAIL = 24
#: Definite words for whoever spoke last.
_THE_SAME = frozenset(
    {
        "report",
        "group",
        "source",
        "sources",
        "agency",
        "statement",
        "organisation",
        "organization",
        "monitor",
        "network",
        "claim",
        "watchdog",
    }
)
_QUOTES = frozenset({"quoted", "quoting", "cited", "citing", "cites", "quotes"})


class Speech(NamedTuple):
    """A verb of speech with its speaker and the tokens that its words cover (first, last)."""

    speaker: Actor | None
    speaker_at: tuple[int, int]
    covers: tuple[int, int]
    relay: Actor | None
    pronoun: bool


def speeches(passage: Passage, words: ContextWords) -> list[Speech]:
    """Every speech in a parsed sentence, in order."""
    tree = passage.parsed()
    found = []
    for i, token in enumerate(tree.tokens):
        speech = None
        if token.lower == "according" and tree.lower(i + 1) == "to":
            speech = _according(passage, tree, i, words)
        elif token.lower in _QUOTES:
            speech = _quoting(passage, tree, i, words)
        elif (
            token.lower in words.speech
            and token.tag.startswith("V")
            and tree.lower(i - 1) not in ("be", "is", "was", "were", "are", "been", "to", "being")
        ):
            speech = _verb(passage, tree, i, words)
        if speech is not None:
            found.append(speech)
    return found


def speaker_of(found: list[Speech], finding: Finding) -> Speech | None:
    """The speech that covers a figure: the narrowest one."""
    covering = [speech for speech in found if speech.covers[0] <= finding.counted.quantity.first <= speech.covers[1]]
    return (
        min(covering, key=lambda speech: (speech.covers[1] - speech.covers[0], -speech.covers[0])) if covering else None
    )


def trailing_speaker(passage: Passage, words: ContextWords) -> Speech | None:
    """The speaker of a passage that is nothing but an attribution: "the monitor said on Monday".

    A parser may cut it off from the sentence before it when the comma between them is lost.
    """
    tree = passage.parsed()
    if len(tree.tokens) > _LONGEST_TAIL:
        return None
    found = speeches(passage, words)
    if len(found) != 1 or found[0].speaker is None or found[0].speaker_at[0] > 2:
        return None
    behind = tree.tokens[found[0].speaker_at[1] + 2 :]
    return None if any(token.tag in ("VBD", "VBZ", "VBP", "CD") for token in behind) else found[0]


def _according(passage: Passage, tree: Tree, i: int, words: ContextWords) -> Speech | None:
    named = _name_after(passage, tree, i + 2, words)
    if named is None:
        return None
    actor, at = named
    last = len(tree.tokens) - 1
    covers = (at[1] + 1, last) if i <= 2 else (0, i)
    return Speech(actor, at, covers, None, False)


def _quoting(passage: Passage, tree: Tree, i: int, words: ContextWords) -> Speech | None:
    named = _name_after(passage, tree, i + 1, words)
    if named is None:
        return None
    actor, at = named
    before = _mention_before(passage, i)
    relay = before.names if before is not None and before.names.kind in _RELAYS else None
    covers = (at[1] + 1, len(tree.tokens) - 1) if "as" in tree.words(at[1], at[1] + 12) else (0, i)
    return Speech(actor, at, covers, relay, False)


def _verb(passage: Passage, tree: Tree, i: int, words: ContextWords) -> Speech | None:
    subject = _subject(tree, i, words)
    last = len(tree.tokens) - 1
    if subject is None:
        return _beside(passage, tree, i, words)
    head, first, stop = subject
    if first > i:  # inverted: "said the Observatory"
        actor, at = _actor(passage, tree, first, stop, head, words)
        return Speech(actor, at, (0, i), None, False) if actor is not None else None
    pronoun = stop == first and tree.lower(first) in words.pronouns
    same = tree.lower(first) == "the" and stop == first + 1 and tree.lower(stop) in _THE_SAME
    actor, at = (None, (first, stop)) if pronoun else _actor(passage, tree, first, stop, head, words)
    if same and (actor is None or actor.id is None):
        return Speech(None, (first, stop), _covered(tree, first, i, last), None, True)
    if actor is None and not pronoun:
        return None
    return Speech(actor, at, _covered(tree, first, i, last), _relay(passage, tree, i), pronoun)


def _beside(passage: Passage, tree: Tree, i: int, words: ContextWords) -> Speech | None:
    """A speaker without a branch of its own: a name right before the verb, or right behind an inverted one."""
    before = _mention_before(passage, i)
    last = len(tree.tokens) - 1
    if before is not None:
        first, stop = passage.tokens_of(before)
        between = tree.tokens[stop + 1 : i]
        if len(between) <= 5 and all(token.lower in _AUXILIARIES or token.tag in _BRACKETED for token in between):
            return Speech(
                _said_as(before), (first, stop), _covered(tree, first, i, last), _relay(passage, tree, i), False
            )
    if tree.lower(i) in words.inverted and i > 0:
        named = _name_after(passage, tree, i + 1, words)
        if named is not None and named[1][0] <= i + 3:
            return Speech(named[0], named[1], (0, i), None, False)
    return None


_AUXILIARIES = frozenset({"has", "have", "had", "also", "later", "monitor", "monitors", "group"})
_BRACKETED = frozenset({"-LRB-", "-RRB-", ",", "RB", "NNP"})


def _covered(tree: Tree, subject: int, verb: int, last: int) -> tuple[int, int]:
    """What a speech covers: the words behind its verb, or those before its speaker when it trails them.

    "said that" and a speaker at the start lead; "..., rescuers said" and "... a monitor said and" trail.
    """
    following = tree.lower(verb + 1)
    if tree.lower(verb) in ("told", "tells") and following not in (".", ",", ""):
        following = next(
            (tree.lower(i) for i in range(verb + 1, min(last, verb + 6)) if tree.lower(i) in ("that", ",", ".")), "that"
        )
    if subject <= 2 or following in ("that", ":"):
        return verb + 1, last
    connected = tree.lower(subject - 1) in _CONNECTORS
    clause = any(token.tag in ("VBD", "VBZ", "VBP", "VBN", "MD") for token in tree.tokens[verb + 1 : verb + 12])
    if following in _TRAILS or not (connected and clause):
        adds = "adding" in tree.words(verb + 1, verb + 5)
        return 0, (last if adds else subject)
    return verb + 1, last


_CONNECTORS = frozenset(
    {
        "and",
        "but",
        "while",
        "which",
        "as",
        "when",
        "after",
        "where",
        "because",
        ";",
        ",",
        '"',
        "''",
        "``",
        "-",
        "who",
        "although",
        "though",
    }
)
_TRAILS = frozenset(
    {
        "",
        ".",
        ",",
        ";",
        "in",
        "on",
        "by",
        "and",
        "adding",
        "late",
        "early",
        "at",
        "citing",
        '"',
        "''",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "yesterday",
        "today",
    }
)


def _subject(tree: Tree, i: int, words: ContextWords) -> tuple[int, int, int] | None:
    """Head, first and last token of the subject of the verb at i."""
    head = tree.child(i, "nsubj")
    if head is None:
        j = i - 1
        while tree.tag(j) in ("RB", "MD") or tree.lower(j) in ("has", "have", "had", "also"):
            j -= 1
        if j < 0 or not (
            tree.lower(j) in words.pronouns or tree.lower(j) in words.speakers or tree.tag(j) in ("NNP", "NNPS")
        ):
            return None
        head = j
    first = last = head
    stack = [head]
    while stack:
        node = stack.pop()
        first, last = min(first, node), max(last, node)
        stack += [kid for kid in tree.kids[node] if tree.tokens[kid].dep in _INSIDE_SUBJECT and abs(kid - node) < 12]
    if first <= i <= last:
        first, last = (i + 1, last) if head > i else (first, i - 1)
    while tree.tag(first) in (".", ",", "''", "``", ":") and first < last:
        first += 1
    while tree.tag(last) in (",", "''", "``", ":") and first < last:
        last -= 1
    return head, first, last


_INSIDE_SUBJECT = frozenset(
    [
        "det",
        "compound",
        "amod",
        "poss",
        "prep",
        "pobj",
        "nmod",
        "case",
        "appos",
        "nummod",
        "punct",
        "conj",
        "cc",
        "flat",
        "advmod",
    ]
)


def _actor(
    passage: Passage, tree: Tree, first: int, last: int, head: int, words: ContextWords
) -> tuple[Actor | None, tuple[int, int]]:
    """The actor that a subject names: the known one at its head, else any known one in it, else its own words."""
    tokens = tree.tokens
    start, end = passage.offset + tokens[first].start, passage.offset + tokens[last].end
    inside = [mention for mention in passage.actors if start <= mention.start < end]
    known = [mention for mention in inside if mention.names.id is not None]
    at_head = [mention for mention in known if passage.tokens_of(mention)[0] <= head <= passage.tokens_of(mention)[1]]
    speaking = [mention for mention in known if mention.names.kind not in ("state", "armed_group")]
    for choice in (at_head, speaking, known):
        if choice:
            return _said_as(choice[-1]), passage.tokens_of(choice[-1])
    if inside:
        stop = max(passage.tokens_of(inside[-1])[1], min(head, last))
        return Actor(_words(passage, tree, first, stop), None, "unnamed"), (first, stop)
    speaks = any(word in words.speakers for word in tree.words(first, last))
    proper = any(tree.tag(i) in ("NNP", "NNPS") for i in range(first, last + 1))
    if not (speaks or proper) or last - first > 14:
        return None, (first, last)
    return Actor(_words(passage, tree, first, last), None, "unnamed" if speaks and not proper else "person"), (
        first,
        last,
    )


def _said_as(mention: Mention[Actor]) -> Actor:
    """A state's ministries and officials keep the words they are named by; others have one standard name."""
    actor = mention.names
    return (
        Actor(" ".join(mention.text.split()), actor.id, actor.kind, actor.side)
        if actor.kind in ("state", "authority")
        else actor
    )


def _words(passage: Passage, tree: Tree, first: int, last: int) -> str:
    """The words of a speaker, without the article and on one line."""
    if tree.lower(first) in ("the", "a", "an") and first < last:
        first += 1
    start, end = tree.tokens[first].start + passage.offset, tree.tokens[last].end + passage.offset
    return " ".join(passage.text[start - passage.start : end - passage.start].split())[:80]


def _name_after(passage: Passage, tree: Tree, i: int, words: ContextWords) -> tuple[Actor, tuple[int, int]] | None:
    """The speaker that starts at or soon after token i: a known actor, else a noun phrase that can speak."""
    last = i
    while last < len(tree.tokens) and last < i + 14 and _names_on(tree, last):
        last += 1
    if last == i:
        return None
    heads = [j for j in range(i, last) if tree.lower(j) in words.speakers]
    known = [mention for mention in passage.actors if i <= passage.tokens_of(mention)[0] < last]
    if known and known[0].names.id is not None:
        return _said_as(known[0]), passage.tokens_of(known[0])
    stop = heads[0] if heads else last - 1
    actor, at = _actor(passage, tree, i, stop, stop, words)
    return (actor, at) if actor is not None else None


def _names_on(tree: Tree, i: int) -> bool:
    tag = tree.tag(i)
    if tag == "VBG":
        return tree.tag(i + 1).startswith("NN")  # "a monitoring group", not "the source adding"
    if tag == "IN":
        return tree.lower(i) in ("of", "for", "in", "at", "from")
    return tag in _NAME_TAGS or tree.lower(i) in ("'s", "-")


_NAME_TAGS = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH", "PRP$", "VBN"})


def _mention_before(passage: Passage, i: int) -> Mention[Actor] | None:
    position = passage.offset + passage.parsed().tokens[i].start
    before = [mention for mention in passage.actors if mention.end <= position]
    return before[-1] if before else None


def _relay(passage: Passage, tree: Tree, i: int) -> Actor | None:
    """The outlet that was told: "activists told the agency"."""
    if tree.lower(i) not in ("told", "tells", "informed"):
        return None
    for mention in passage.actors:
        first, _ = passage.tokens_of(mention)
        if i < first <= i + 5 and mention.names.kind in _RELAYS:
            return mention.names
    return None

"""Who says a figure, as the text names them, and who relays it."""

from typing import NamedTuple

from tadwin.extract.context import ContextWords
from tadwin.extract.findings import Finding
from tadwin.extract.passages import Passage
from tadwin.extract.tree import Tree
from tadwin.types import Actor, Mention

_RELAYS = frozenset({"outlet", "agency"})
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
        if tree.lower(i) in words.inverted and i > 0:
            named = _name_after(passage, tree, i + 1, words)
            if named is not None and named[1][0] <= i + 3:
                return Speech(named[0], named[1], (0, i), None, False)
        return None
    first, stop = subject
    if i > 0 and first > i:  # inverted: "said the Observatory"
        actor, at = _actor(passage, tree, first, stop, words)
        return Speech(actor, at, (0, i), None, False) if actor is not None else None
    pronoun = stop == first and tree.lower(first) in words.pronouns
    actor, at = (None, (first, stop)) if pronoun else _actor(passage, tree, first, stop, words)
    if actor is None and not pronoun:
        return None
    relay = _relay(passage, tree, i)
    return Speech(actor, at, _covered(tree, first, i, last), relay, pronoun)


def _covered(tree: Tree, subject: int, verb: int, last: int) -> tuple[int, int]:
    """What a speech covers: the words behind it, or before it when hardly any stand behind."""
    behind = [token for token in tree.tokens[verb + 1 :] if token.tag not in (".", "''", "``", ",", ":", "-RRB-")]
    clause = any(token.tag.startswith("VB") and token.lower not in ("adding",) for token in behind)
    leads = tree.lower(verb + 1) in ("that", ":") or (clause and len(behind) > 3)
    tail = [token.lower for token in behind[:2]]
    if subject > 2 and (not leads or tail[:1] in (["in"], ["on"], ["by"]) and not clause):
        return 0, subject
    return verb + 1, last


def _subject(tree: Tree, i: int, words: ContextWords) -> tuple[int, int] | None:
    """First and last token of the subject of the verb at i."""
    kid = tree.child(i, "nsubj")
    if kid is None:
        j = i - 1
        while tree.tag(j) in ("RB", "MD") or tree.lower(j) in ("has", "have", "had", "also"):
            j -= 1
        if tree.lower(j) in words.pronouns or tree.lower(j) in words.speakers or tree.tag(j) in ("NNP", "NNPS"):
            kid = j
        else:
            return None
    first = last = kid
    stack = [kid]
    while stack:
        node = stack.pop()
        first, last = min(first, node), max(last, node)
        stack += [
            k
            for k in tree.kids[node]
            if tree.tokens[k].dep
            in (
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
            )
            and abs(k - node) < 12
        ]
    if first <= i <= last:
        last = i - 1 if kid < i else last
        first = i + 1 if kid > i else first
    while tree.tag(first) in (".", ",", "''", "``", ":") and first < last:
        first += 1
    while tree.tag(last) in (",", "''", "``", ":") and first < last:
        last -= 1
    return first, last


def _actor(
    passage: Passage, tree: Tree, first: int, last: int, words: ContextWords
) -> tuple[Actor | None, tuple[int, int]]:
    """The actor that a subject names: a known one inside it, else its own words when they can speak."""
    start, end = passage.offset + tree.tokens[first].start, passage.offset + tree.tokens[last].end
    inside = [mention for mention in passage.actors if start <= mention.start < end]
    named = [mention for mention in inside if mention.names.id is not None and mention.names.kind != "state"] or [
        m for m in inside if m.names.id is not None
    ]
    head_words = tree.words(first, last)
    if named:
        return named[0].names, passage.tokens_of(named[0])
    if inside:
        return Actor(
            " ".join(passage.text[start - passage.start : end - passage.start].split())[:80], None, "unnamed"
        ), (first, last)
    speaks = any(word in words.speakers for word in head_words)
    proper = any(tree.tag(i) in ("NNP", "NNPS") for i in range(first, last + 1))
    if not (speaks or proper) or last - first > 14:
        return None, (first, last)
    name = passage.text[start - passage.start : end - passage.start]
    return Actor(_without_article(" ".join(name.split())), None, "unnamed" if speaks and not proper else "person"), (
        first,
        last,
    )


def _without_article(name: str) -> str:
    for article in ("the ", "The ", "a ", "A ", "an ", "An "):
        if name.startswith(article):
            return name[len(article) :]
    return name


def _name_after(passage: Passage, tree: Tree, i: int, words: ContextWords) -> tuple[Actor, tuple[int, int]] | None:
    """The speaker that starts at or soon after token i: a known actor, else a noun phrase that can speak."""
    last = i
    while (
        last < len(tree.tokens)
        and last < i + 14
        and (
            tree.tag(last)
            in ("DT", "JJ", "NN", "NNS", "NNP", "NNPS", "IN", "POS", "HYPH", "PRP$", "VBN", "CC", "VBG", "CD")
            or tree.lower(last) in ("'s", "-")
        )
    ):
        if tree.tag(last) == "IN" and tree.lower(last) not in ("of", "for", "in", "at", "from"):
            break
        last += 1
    if last == i:
        return None
    actor, at = _actor(passage, tree, i, last - 1, words)
    return (actor, at) if actor is not None else None


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

"""The words that name who speaks: the subject of a verb of speech, and the name behind "according to"."""

from typing import NamedTuple

from tadwin.extract.context import ContextWords
from tadwin.extract.passages import Passage
from tadwin.extract.sources import own_words, said_as
from tadwin.extract.tree import Tree
from tadwin.extract.words import words
from tadwin.types import Actor, Mention

_INSIDE_SUBJECT = words("speakers", "inside_subject")
_NAME_TAGS = words("speakers", "name_tags")
#: The longest subject, and the longest name behind "according to", that can be a speaker's, in words.
LONGEST_SUBJECT, _LONGEST_NAME = 15, 14
#: A branch that reaches farther than this from its head, in words, is no part of a subject but a parser's mistake.
_LONGEST_BRANCH = 12


class Subject(NamedTuple):
    """The subject of a verb of speech, as tokens; `first` and `last` are included."""

    head: int
    first: int
    last: int


def subject_of(tree: Tree, i: int, context: ContextWords) -> Subject | None:
    """The subject of the verb at i, as the tree gives it, else the word that can speak right before the verb."""
    head = tree.child(i, "nsubj")
    if head is None:
        head = i - 1
        while tree.tag(head) in ("RB", "MD") or tree.lower(head) in ("has", "have", "had", "also"):
            head -= 1
        word = tree.lower(head)
        can_speak = word in context.pronouns or word in context.speakers or tree.tag(head) in ("NNP", "NNPS")
        if head < 0 or not can_speak:
            return None
    branch = _branch(tree, head)
    first, last = min(branch), max(branch)
    if first <= i <= last:
        first, last = (i + 1, last) if head > i else (first, i - 1)
    while tree.tag(first) in (".", ",", "''", "``", ":") and first < last:
        first += 1
    while tree.tag(last) in (",", "''", "``", ":") and first < last:
        last -= 1
    return Subject(head, first, last)


def _branch(tree: Tree, head: int) -> list[int]:
    """The words of a noun phrase, by the branches that belong to its head."""
    branch: list[int] = []
    unread = [head]
    while unread:
        node = unread.pop()
        branch.append(node)
        kids = (kid for kid in tree.kids[node] if tree.tokens[kid].dep in _INSIDE_SUBJECT)
        unread += [kid for kid in kids if abs(kid - node) < _LONGEST_BRANCH]
    return branch


def actor_of(passage: Passage, subject: Subject, context: ContextWords) -> tuple[Actor | None, tuple[int, int]]:
    """The actor that a subject names, with its tokens: a known one, else the subject's own words, else None."""
    tree = passage.parsed()
    head, first, last = subject
    first = _past_times(passage, first, last)
    if first > last:
        return None, subject[1:]
    start, end = passage.stretch(first, last)
    inside = [mention for mention in passage.actors if mention.start < end and mention.end > start]
    known = _known(passage, inside, head)
    if known is not None:
        return said_as(known), passage.tokens_of(known)
    if inside:
        stop = max(passage.tokens_of(inside[-1])[1], min(head, last))
        while stop < last and tree.tag(stop + 1) == "NNP":
            stop += 1  # "the activist Omar Sabri"
        return Actor(own_words(passage, first, stop), None, "unnamed"), (first, stop)
    speaks = any(word in context.speakers for word in tree.words(first, last))
    proper = any(tree.tag(i) in ("NNP", "NNPS") for i in range(first, last + 1))
    if not (speaks or proper) or last - first >= LONGEST_SUBJECT:
        return None, (first, last)
    kind = "person" if proper else "unnamed"
    return Actor(own_words(passage, first, last), None, kind), (first, last)


def _known(passage: Passage, inside: list[Mention[Actor]], head: int) -> Mention[Actor] | None:
    """Of the actors named in a subject, the one at its head, else one that can speak, else any that a file knows."""
    known = [mention for mention in inside if mention.names.id is not None]
    at_head = [one for one in known if passage.tokens_of(one)[0] <= head <= passage.tokens_of(one)[1]]
    speaking = [one for one in known if one.names.kind not in ("state", "armed_group")]
    return next((choice[-1] for choice in (at_head, speaking, known) if choice), None)


def _past_times(passage: Passage, first: int, last: int) -> int:
    """The first token behind every time in a subject: a dateline or "between 1 and 31 March" speaks for no one."""
    tree = passage.parsed()
    for mention in passage.times:
        start, stop = passage.tokens_of(mention)
        if start <= last and stop >= first:
            first = max(first, stop + 1)
    while first <= last and tree.tag(first) in (":", ",", "-LRB-", "-RRB-", "HYPH", "CC", "."):
        first += 1
    return first


def name_from(passage: Passage, i: int, context: ContextWords) -> tuple[Actor, tuple[int, int]] | None:
    """The speaker whose name starts at token i or soon after: a known actor, else a noun phrase that can speak."""
    tree = passage.parsed()
    stop = i
    while stop < min(len(tree.tokens), i + _LONGEST_NAME) and _is_in_name(tree, stop):
        stop += 1
    if stop == i:
        return None
    first = next((mention for mention in passage.actors if i <= passage.tokens_of(mention)[0] < stop), None)
    if first is not None and first.names.id is not None:
        return said_as(first), passage.tokens_of(first)
    head = next((j for j in range(i, stop) if tree.lower(j) in context.speakers), stop - 1)
    while tree.tag(head) == "NN" and head + 1 < stop and tree.tag(head + 1) in ("NN", "NNS"):
        head += 1  # "a volunteer rescue group"
    actor, at = actor_of(passage, Subject(head, i, head), context)
    return (actor, at) if actor is not None else None


def _is_in_name(tree: Tree, i: int) -> bool:
    """True when the word at i can be part of a speaker's name."""
    tag = tree.tag(i)
    if tag == "VBG":
        return tree.tag(i + 1).startswith("NN")  # "a monitoring group", not "the source adding"
    if tag == "IN":
        return tree.lower(i) in ("of", "for", "in", "at", "from")
    return tag in _NAME_TAGS or tree.lower(i) in ("'s", "-")


def mention_before(passage: Passage, i: int) -> Mention[Actor] | None:
    """The last actor named before token i."""
    position, _ = passage.stretch(i, i)
    before = [mention for mention in passage.actors if mention.end <= position]
    return before[-1] if before else None

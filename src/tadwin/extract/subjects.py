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
#: Before "to" and a verb of speech: who can, or has reason to, does so.
ABLE = frozenset({"able", "grounds"})
_NAMES = frozenset({"NNP", "NNPS", "PRP", "WP", "WDT"})
_HELD = words("speakers", "held")
_OFFICES = frozenset({"office", "press", "department", "ministry", "spokesman", "spokeswoman", "spokesperson"})
_MARKS = frozenset({'"', "\u201d", "''"})
#: What is done to people says nothing.
_DEEDS = words("speakers", "deeds")
_TO_GOVERNOR = 3
#: Whom "who" may go back to stands no farther before it, in words.
_TO_ANTECEDENT = 8
#: The longest subject, and the longest name behind "according to", that can be a speaker's, in words.
LONGEST_SUBJECT, _LONGEST_NAME = 15, 14
#: A branch that reaches farther than this from its head, in words, is no part of a subject but a parser's mistake.
_LONGEST_BRANCH = 12


class Subject(NamedTuple):
    """The subject of a verb of speech, as tokens; `first` and `last` are included."""

    head: int
    first: int
    last: int
    shared: bool = False  # with a verb before: "the mayor condemned the raid and said"


def subject_of(tree: Tree, i: int, context: ContextWords) -> Subject | None:
    """The subject of the verb at i, as the tree gives it, else the word that can speak right before the verb."""
    head, shared = tree.child(i, "nsubj"), None
    if head is None:
        head = i - 1
        while tree.tag(head) in ("RB", "MD") or tree.lower(head) in ("has", "have", "had", "also"):
            head -= 1
        if tree.tag(head) == "NNP" and tree.tag(head - 1) == "IN":
            head -= 2  # "leaders in Qarya talk of"
        head = _governing(tree, head, context)
        if tree.tag(i) == "VBG" and (sharing := _shared(tree, i)) is not None:
            head = shared = sharing  # "updated the toll of the strike on Qarya, saying"
        word = tree.lower(head)
        named = tree.tag(head) in ("NNP", "NNPS") and tree.tag(i) != "VBG"
        can_speak = word in context.pronouns or word in context.speakers or named
        if head < 0 or not can_speak:
            shared = _shared(tree, i)
            if shared is None or not (tree.lower(shared) in context.speakers or tree.tag(shared) in _NAMES):
                return None
            head = shared
    if tree.lower(head) in _DEEDS:
        return None  # "the strikes reported in Qarya killed nine", "the strike underlines that"
    branch = _branch(tree, head)
    first, last = min(branch), max(branch)
    if first <= i <= last:
        first, last = (i + 1, last) if head > i else (first, i - 1)
    while tree.tag(first) in (".", ",", "''", "``", ":") and first < last:
        first += 1
    while tree.tag(last) in (",", "''", "``", ":") and first < last:
        last -= 1
    return Subject(head, _behind_count(tree, first, head), last, head == shared)


def _governing(tree: Tree, head: int, context: ContextWords) -> int:
    """The speaker whose words a noun right before the verb belongs to: "a source close to the administration told"."""
    start = head
    while tree.tag(start - 1)[:2] in ("NN", "JJ"):
        start -= 1
    if tree.tag(start - 1) != "DT" or tree.tag(start - 2) not in ("IN", "TO"):
        return head
    start -= 1
    for at in range(start - 2, max(-1, start - 2 - _TO_GOVERNOR), -1):
        if tree.tag(at) in (",", ":", ".") or tree.tag(at).startswith("VB"):
            break
        if tree.lower(at) in context.speakers and tree.lower(at) != "people":
            return at
    return head


def _shared(tree: Tree, i: int) -> int | None:
    """The head of the subject that the verb at i shares with the verb it is joined to, or hangs on as a participle."""
    if tree.lower(i - 1) == "to" and tree.lower(i - 2) in ABLE:
        joined = tree.tokens[i - 2].head  # "was able to confirm", "has grounds to believe"
        head = tree.child(joined, "nsubj")
        return head if head is not None and head < joined else None
    before = i - 1
    while tree.tag(before) in ("RB", "MD") or tree.lower(before) in ("has", "have", "had"):
        before -= 1
    if tree.tag(before) not in ("CC", ",") and tree.tag(i) != "VBG":
        return None  # "hospital records", taken for a verb
    verb = i
    while tree.tokens[verb].dep == "conj" or (tree.tag(verb) == "VBG" and tree.tokens[verb].dep in ("advcl", "xcomp")):
        joined = tree.tokens[verb].head
        if joined < i and not _MARKS.isdisjoint(tree.words(joined, i)) and tree.tokens[joined].dep == "ccomp":
            joined = tree.tokens[joined].head  # who is quoted says not what stands behind the quote
        if not tree.tag(joined).startswith("V") or joined >= verb:
            return None
        head = tree.child(joined, "nsubj")
        if head is not None:
            return head if head < joined else None
        verb = joined
    return None


def _behind_count(tree: Tree, first: int, head: int) -> int:
    """Where a subject begins that a parser has run together with a count: "wounded at least 50 a monitor said"."""
    for k in range(first + 1, head):
        if tree.tag(k) == "DT" and tree.tag(k - 1) in ("CD", "NNS") and "CD" in map(tree.tag, range(first, k)):
            return k
    return first


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
    head, first, last, _ = subject
    first = _past_times(passage, first, last)
    if first > last:
        return None, (subject.first, subject.last)
    start, end = passage.stretch(first, last)
    inside = [mention for mention in passage.actors if mention.start < end and mention.end > start]
    known = _known(passage, inside, head)
    if known is not None:
        return _with_office(passage, known)
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


def _with_office(passage: Passage, mention: Mention[Actor]) -> tuple[Actor, tuple[int, int]]:
    """The actor of a mention as it speaks, with the office that its words go on to: "the prosecutor's office"."""
    tree, (first, last) = passage.parsed(), passage.tokens_of(mention)
    actor = said_as(mention)
    if actor.kind not in ("state", "authority") or tree.lower(last + 1) != "'s" or tree.lower(last + 2) not in _OFFICES:
        return actor, (first, last)
    return Actor(own_words(passage, first, last + 2), actor.id, actor.kind, actor.side), (first, last + 2)


def antecedent(passage: Passage, i: int, verb: int, context: ContextWords) -> tuple[Actor, tuple[int, int]] | None:
    """Whom the relative word at i goes back to, where that one can speak: "the commissioner in Qarya, who reported"."""
    tree = passage.parsed()
    near = range(i - 1, max(-1, i - 1 - _TO_ANTECEDENT), -1)
    heads = [at for at in near if tree.lower(at) in context.speakers]
    if tree.tokens[verb].dep == "relcl" and tree.tokens[verb].head in near:
        named = tree.tokens[verb].head
        heads.insert(len(heads) if _stands_in(tree, named) else 0, named)
    head = next((at for at in heads if _may_go_back(passage, i, at, context)), None)
    if head is None:
        return None
    branch = [at for at in _branch(tree, head) if at < i]
    last = max(branch)
    while tree.tag(last) in (",", "-LRB-", "-RRB-") and last > head:
        last -= 1
    actor, at = actor_of(passage, Subject(head, min(branch), last), context)
    return (actor, at) if actor is not None else None


def _stands_in(tree: Tree, i: int) -> bool:
    """True for the name behind "of" or "in": "the mayor of Qarya, who reported"."""
    while tree.tag(i) in ("NNP", "DT"):
        i -= 1
    return tree.tag(i) == "IN"


def _may_go_back(passage: Passage, i: int, head: int, context: ContextWords) -> bool:
    """True for a noun that the relative word at i can go back to: one that speaks, and no place."""
    tree = passage.parsed()
    if _is_place(passage, head):
        return False
    start, end = passage.stretch(head, head)
    known = any(one.start < end and start < one.end for one in passage.actors)
    return known or tree.lower(head) in context.speakers or (tree.lower(i) == "who" and tree.tag(head) == "NNP")


def _is_place(passage: Passage, i: int) -> bool:
    start, end = passage.stretch(i, i)
    return any(one.start < end and start < one.end for one in passage.places)


def _known(passage: Passage, inside: list[Mention[Actor]], head: int) -> Mention[Actor] | None:
    """Of the actors named in a subject, the one at its head, else one that can speak, else any that a file knows."""
    known = [mention for mention in inside if mention.names.id is not None and not _holds(passage, mention)]
    at_head = [one for one in known if passage.tokens_of(one)[0] <= head <= passage.tokens_of(one)[1]]
    speaking = [one for one in known if one.names.kind not in ("state", "armed_group")]
    return next((choice[-1] for choice in (at_head, speaking, known) if choice), None)


def _holds(passage: Passage, mention: Mention[Actor]) -> bool:
    """True for whom another belongs to: "the ministry of the army-run region" is not the army."""
    tree, last = passage.parsed(), passage.tokens_of(mention)[1]
    return tree.tag(last + 1) == "HYPH" and tree.lower(last + 2) in _HELD


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
    stop = i + (tree.tag(i) == "CD" and tree.tag(i + 1)[:2] in ("NN", "JJ"))  # "two security officials"
    while stop < min(len(tree.tokens), i + _LONGEST_NAME) and _is_in_name(tree, stop):
        stop += 1
    if stop == i:
        return None
    first = next((mention for mention in passage.actors if i <= passage.tokens_of(mention)[0] < stop), None)
    if first is not None and first.names.id is not None:
        return _with_office(passage, first)
    head = next((j for j in range(i, stop) if tree.lower(j) in context.speakers), stop - 1)
    while tree.tag(head) == "NN" and head + 1 < stop and tree.tag(head + 1) in ("NN", "NNS"):
        if tree.tag(head + 2) in ("CD", "DT") and tree.tag(head + 1) == "NNS":
            break  # "the list of the hospital names 17 dead"
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


def past_day(passage: Passage, i: int) -> int:
    """The first token from i on behind the day of "announced on Saturday evening an elected official"."""
    for time in passage.times:
        first, last = passage.tokens_of(time)
        if i <= first <= i + 1:
            i = last + 1
    return i + (passage.parsed().lower(i) in ("evening", "morning", "night", "afternoon"))

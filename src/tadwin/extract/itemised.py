"""Lists of items under a head that says the harm for all of them.

    The number of those killed has risen to 71. They are as follows:
    - 40 of the regime forces
    - 31 civilians, including two children

An item has no word of harm of its own, and its count is a share of the head's.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from tadwin.extract.candidates import candidates
from tadwin.extract.judged import Finding, quote
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.passages import Passage
from tadwin.extract.shares import shares_of
from tadwin.extract.subsets import Share, follows
from tadwin.extract.tree import Tree
from tadwin.extract.wholes import ITEM
from tadwin.vocab import Effect, Stance

#: What opens the line of an item.
_BULLET = re.compile(r"[^\S\n]*(?:[-–—*•●▪◦·]|\d{1,2}[.)]\s)")
#: A line that names whom its count is laid on, or where: "Unidentified parties: four civilians".
_LABELLED = re.compile(r"[^\S\n]*[A-Z][^:\n.]{1,60}: ?(?=\S)")
#: No such label names one of those that the head divides.
_NO_LABELS = re.compile(r"(?:total|source|note|photo|image|video|date|contact|tel|read|see|update)s?\b", re.IGNORECASE)
#: How many words a label may have.
_LABEL = 9
#: What points back to the harm told in the sentence before.
_FOLLOWS = re.compile(
    r"\b(?:follow\w*|they (?:are|were)|these (?:are|were)|breakdown|divided|distributed|as below)\b", re.IGNORECASE
)
#: Lists of what is asked for, given and done, and not of those harmed.
_OTHER_LISTS = re.compile(
    r"\b(?:needs?|needed|requir\w+|provid\w+|deliver\w+|recommend\w*|demands?|calls?|called|urge\w*|support\w*"
    r"|respon\w+|donat\w+)\b",
    re.IGNORECASE,
)
#: A head of nothing but these words and "the" says its harm alone: "Killed:", "The dead:".
_SHORT_HEAD = 4
#: How many words into an item its count may stand.
_FIRST = 2
#: Items of a list may be as many; a longer one is another matter.
_LONGEST = 30
_SPARED = frozenset({"released", "freed", "survived", "rescued", "escaped", "unharmed", "unhurt", "discharged"})
_THINGS = frozenset({Effect.DESTROYED, Effect.DAMAGED})
_HEADED = frozenset({Effect.KILLED, Effect.INJURED, Effect.MISSING, Effect.DETAINED, Effect.ABDUCTED, *_THINGS})


def items_of(text: str, passages: Sequence[Passage], opened: AbstractSet[int]) -> dict[int, tuple[Passage, ...]]:
    """The passages that are items of a list, by where they start, each with those that may say its head's harm.

    `opened` are the identities of the passages with a word of harm and a quantity: a head is one of them or stands
    right behind one ("They are as follows:").
    """
    found: dict[int, tuple[Passage, ...]] = {}
    if ":\n" not in text and ": \n" not in text:
        return found
    head: tuple[Passage, ...] = ()
    items, labels = 0, False
    for before, passage in zip((None, *passages), passages, strict=False):
        if head and items < _LONGEST and (_opens_line(text, passage) or (labels and _is_labelled(text, passage))):
            found[passage.start] = head
            items += 1
        elif passage.text.rstrip().endswith(":"):
            follows = before is not None and id(passage) not in opened and _FOLLOWS.search(passage.text)
            near = (passage, before) if before is not None and follows else (passage,)
            told = any(id(one) in opened for one in near) or _says_alone(passage)
            head, items = (near, 0) if told and not _OTHER_LISTS.search(passage.text) else ((), 0)
            labels = bool(_FOLLOWS.search(passage.text))
        elif not _goes_on(text, passage):
            head = ()
    return found


def _says_alone(passage: Passage) -> bool:
    return len(passage.text.split()) <= _SHORT_HEAD


def _opens_line(text: str, passage: Passage) -> bool:
    """True for the first sentence of a line that a bullet opens."""
    line = text.rfind("\n", 0, passage.start) + 1
    match = _BULLET.match(text, line)
    return match is not None and match.end() >= passage.start - 1 and line > 0


def _is_labelled(text: str, passage: Passage) -> bool:
    """True for a line that opens with a label and a colon, without a bullet."""
    line = text.rfind("\n", 0, passage.start) + 1
    opens = line > 0 and not text[line : passage.start].strip()
    return opens and bool(_LABELLED.match(passage.text)) and not _NO_LABELS.match(passage.text.lstrip())


def _goes_on(text: str, passage: Passage) -> bool:
    """True for a further sentence of an item's line."""
    return text.rfind("\n", 0, passage.start) + 1 < passage.start - 1 and bool(
        _BULLET.match(text, text.rfind("\n", 0, passage.start) + 1)
    )


def head_effect(head: Sequence[Passage], read: Sequence[Passage], lexicon: Lexicon) -> tuple[Effect, bool] | None:
    """The one harm that the head of a list says, once `read`, and whether it counts; None where it says not one."""
    for passage in head:
        parts = (one for one in read if passage.start <= one.start < passage.end)
        effects = {one.effect for part in parts for one in part.findings}
        counts = bool(effects)
        if not effects:
            words = re.findall(r"[a-z]+", passage.text.lower())
            said = (lexicon.adjectives.get(word) or lexicon.counted.get(word) for word in words)
            effects = {effect for effect in said if effect is not None} if len(words) <= _SHORT_HEAD else set()
        if effects:
            (effect, *others) = effects
            return (effect, counts) if not others and effect in _HEADED else None
    return None


def _label_of(tree: Tree, lexicon: Lexicon) -> int | None:
    """The colon behind the label that an item opens with, 0 without one; None for a label that tells of harm."""
    colon = next((i for i in range(1, _LABEL + 1) if tree.lower(i) == ":"), 0)
    known = (lexicon.adjectives, lexicon.counted, lexicon.verbs)
    harm = colon and any(word in one for word in tree.words(0, colon - 1) for one in known)
    return None if harm else colon


def item_findings(tree: Tree, effect: Effect, lexicon: Lexicon, *, of_count: bool) -> list[Finding]:
    """The count that opens an item, as a share of its head's where that has one, and the item's own shares of it."""
    if not _SPARED.isdisjoint(tree.words_set):
        return []
    phrases = candidates(tree, lexicon)
    numbered = tree.tag(0) in ("CD", "LS") and tree.lower(1) in (".", ")")
    label = _label_of(tree, lexicon)
    opens = label + 1 if label else int(numbered)
    main = next((k for k, one in enumerate(phrases) if one.kind != "measure" and one.quantity.first >= opens), None)
    if main is None or label is None:
        return []
    phrase = phrases[main]
    things = effect in _THINGS
    fits = phrase.kind == "object" if things else phrase.kind in ("person", "none", "other")
    if not fits or phrase.quantity.first > label + _FIRST or phrase.quantity.kind == "none":
        return []
    if phrase.kind == "none" and phrase.quantity.kind != "number":
        return []
    first, last = quote(phrase, phrase.last)
    whole = Share.INCLUDING if of_count else None
    found = [Finding(phrase, effect, first, last, ITEM, phrase.last, Stance.ASSERTED, "", phrase.status, whole)]
    before = phrase
    for part, share in zip(phrases[main + 1 :], shares_of(tree, phrases, lexicon)[main + 1 :], strict=True):
        if share is None and part.kind == phrase.kind and follows(tree, before, part):
            first, last = quote(part, part.last)  # "a guard and his son"
            found.append(replace(found[0], counted=part, first=first, last=last, rule="listed with"))
            before = part
            continue
        if share is None or part.kind != "person" or (part.quantity.value or 0) > (phrase.quantity.value or 0):
            continue
        first, last = quote(part, part.last)
        one = replace(found[0], counted=part, first=first, last=last, share=share, whole=0)
        found.append(replace(one, rule=f"share: {share}"))
    return [replace(one, status=one.counted.status or phrase.status) for one in found]

"""Figures that count others than those told before: "another six", "two others died", "six were also killed"."""

import re
from collections.abc import Sequence

from tadwin import vocab
from tadwin.extract.blame import accused
from tadwin.extract.context import ContextWords
from tadwin.extract.frame import count_of
from tadwin.extract.frames import Frames
from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.extract.rivals import sides_of
from tadwin.extract.scopes import goes_back, tells_another
from tadwin.extract.words import any_of, words
from tadwin.types import Claim

_ADDING = frozenset({"another", "further"})
_OTHER_ONES = frozenset({"other", "others"})
_WHOSE = frozenset({"his", "her", "their"})
_KIN = words("predicates", "theirs")
_ATTACK = any_of("scopes", "attack")
_HITTING = any_of("others", "hitting")
#: "Another strike hit a school", "in a separate attack", "shells also struck a camp": not the attack told before.
_ANOTHER_ATTACK = re.compile(
    rf"\b(?:another|an?\s+(?:{any_of('others', 'another')}))\s+(?:[\w'-]+\s+){{0,2}}?(?:{_ATTACK})\b"
    rf"|(?<!\bit )(?<!\bwhich )(?<!\bthat )\balso\s+(?:{_HITTING})\s+(?:an?|another|one)\b",
    re.IGNORECASE,
)
#: "The shells also hit a school": the attack told before.
_THE_SAME_ALSO = re.compile(
    rf"\b(?:the|this|that|these|those)\s+(?:[\w'-]+\s+)?(?:{_ATTACK}|{any_of('scopes', 'attacks')}"
    rf"|{any_of('scopes', 'munitions')})\s+also\b",
    re.IGNORECASE,
)
_ANY = _ADDING | _OTHER_ONES | _WHOSE | {"more", "also", "too"}
#: One of these stands in every sentence that `_ANOTHER_ATTACK` matches.
_ONE_MORE = frozenset({"another", "also"}) | words("others", "another")


def adds_others(passage: Passage, finding: Finding) -> bool:
    """True for a figure that adds others to those told: "another six", "a further nine"."""
    if _ADDING.isdisjoint(passage.words()):
        return False
    tree = passage.parsed()
    return not _ADDING.isdisjoint(tree.words(finding.counted.quantity.first - 1, finding.counted.last))


def is_of_another_side(passage: Passage, finding: Finding, frames: Frames, context: ContextWords) -> bool:
    """True for other dead of another side: "it also said that eight died in rebel fire on the west of the city"."""
    current = frames.current
    if current is None or not tells_another(passage) or goes_back(passage):
        return False
    blamed = current.sides or {side for frame in frames.all for side in frame.sides}
    by = sides_of(mention.names for mention, _ in accused(passage, finding, context))
    return bool(by and blamed) and by.isdisjoint(blamed) and current.counts_others(count_of(finding))


def others_told(passage: Passage, finding: Finding) -> tuple[str, int] | None:
    """The rule by which a figure counts others than those told before it, and the word that says so, if one does.

    In "three were killed and five others injured" the five are others than the killed, and need not be other injured:
    so none does where the sentence tells of another harm before it. "Also" and kin are for reconcile to judge: "five
    children were also killed" may be of the twenty told before, and "his two daughters" of the three.
    """
    if finding.share is not None or (_ANY.isdisjoint(passage.words()) and _ONE_MORE.isdisjoint(passage.words())):
        return None
    tree, quantity = passage.parsed(), finding.counted.quantity
    first_harm = not any(one.effect is not finding.effect and one.first < finding.first for one in passage.findings)
    for i in range(max(0, quantity.first - 1), finding.counted.last + 2):
        word = tree.lower(i)
        if word in _ADDING and i <= finding.counted.last:
            return vocab.OTHERS, i
        if word == "more" and first_harm and i == quantity.last + 1 and tree.lower(i + 1) not in ("than", "or"):
            return vocab.OTHERS, i
        if word in _OTHER_ONES and i > quantity.last and first_harm:
            return vocab.OTHERS, i
    for i, said in ((finding.predicate - 1, "also"), (finding.predicate + 1, "too")):
        if first_harm and tree.lower(i) == said:
            return vocab.ALSO, i
    whose = next((i for i in (quantity.first, quantity.first - 1) if tree.lower(i) in _WHOSE), None)
    of_kin = first_harm and whose is not None and not _KIN.isdisjoint(tree.words(quantity.first, finding.counted.last))
    if whose is not None and of_kin:
        return vocab.KIN, whose
    another = _another_attack(passage, finding)
    return (vocab.ANOTHER_ATTACK, another) if another is not None else None


def _another_attack(passage: Passage, finding: Finding) -> int | None:
    """The word from which a sentence tells of another attack than the one before, which harmed those of the figure."""
    if _ONE_MORE.isdisjoint(passage.words()) or goes_back(passage) or _THE_SAME_ALSO.search(passage.text):
        return None
    before = [one.last for one in passage.findings if one.effect is finding.effect and one.first < finding.first]
    since = passage.stretch(max(before), max(before))[1] - passage.start if before else 0
    match = _ANOTHER_ATTACK.search(passage.text, since)
    return passage.token_at(passage.start + match.start()) if match is not None else None


def repeats(passage: Passage, told: Sequence[Claim], finding: Finding, frame: str) -> bool:
    """True where the frame was told as many before: "20 were hurt ... killing two and hurting another 20".

    Only where they are others than those whom the sentence told with another harm before; "two died. Another two died".
    """
    value = finding.counted.quantity.value
    beside = any(one.effect is not finding.effect and one.first < finding.first for one in passage.findings)
    if not beside or value is None or value < 2:  # one person is not told again by a number
        return False
    alike = (one for one in told if one.effect is finding.effect and one.frame == frame and one.part_of is None)
    return any(one.figure.value == value for one in alike)


def completes(told: Sequence[Claim], finding: Finding, frame: str) -> bool:
    """True for the last part of a whole: "20 were injured ... five in one town ... another 15 in the city".

    Those are others than the five, and no more than the 20 that the frame (its id) was told to have.
    """
    alike = [one for one in told if one.effect is finding.effect and one.part_of is None and one.figure.value]
    at = next((i for i in reversed(range(len(alike))) if alike[i].frame == frame), len(alike))
    parts = [one.figure.value or 0 for one in alike[at + 1 :]]
    return bool(parts) and alike[at].figure.value == sum(parts) + (finding.counted.quantity.value or 0)

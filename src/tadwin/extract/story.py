"""What a sentence says of the attack told before it: it goes on with it, turns away, or leaves its doer open."""

import re

from tadwin.extract.blame import can_do_harm
from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage, asked_once
from tadwin.extract.scopes import is_background
from tadwin.extract.tree import Tree
from tadwin.extract.words import words
from tadwin.types import Mention, Place
from tadwin.vocab import DatePrecision

_ATTACK_WORDS = words("carried_blame", "attacks")
_TOLD_ATTACKS = "|".join(sorted(_ATTACK_WORDS))
_BACK = re.compile(rf"\b(?:the|these|those|same|that|this) (?:\w+ ){{0,2}}?(?:{_TOLD_ATTACKS})\b", re.IGNORECASE)
_MORE_WORDS = frozenset({"more", "another", "other", "others", "further", "additional"})
_HARMED = frozenset({"dead", "killed", "slain", "wounded", "injured", "victims", "casualties"})
_THE_HARMED = re.compile(rf"\b(?:the|those|its) (?:{'|'.join(sorted(_HARMED))})\b", re.IGNORECASE)
_MORE = re.compile(rf"\b(?:{'|'.join(sorted(_MORE_WORDS))})\b", re.IGNORECASE)
_NEW = re.compile(
    r"^(?:elsewhere|separately|meanwhile|in other)\b"
    r"|\b(?:another|separate|second|third|other|similar|earlier|previous) (?:\w+ ){0,2}?"
    rf"(?:{_TOLD_ATTACKS}|bomb|incident|place)\b"
    r"|\b(?:came|comes|coming|hours|days?|weeks?|months?|years?) after\b"
    r"|\bfollow(?:s|ed) (?:a|an|two|several|days|weeks)\b",
    re.IGNORECASE,
)
#: One of these stands wherever one tells of another incident.
_NEW_WORDS = frozenset(
    {
        "elsewhere", "separately", "meanwhile", "another", "separate", "second", "third", "other", "similar", "earlier",
        "previous", "after", "follows", "followed",
    }
)  # fmt: skip
#: Deaths that no attack told before need have caused.
_OTHERWISE = words("carried_blame", "otherwise")
_FIGHTS = words("carried_blame", "fights")
_ALLEGED = frozenset({"alleged", "allegedly"})
_LIKE = frozenset({"similar"})
_DOUBT = words("carried_blame", "doubt")
#: One of these stands wherever the words leave open who did it.
_OPEN_WORDS = words("carried_blame", "open")
_LEFT_OPEN = re.compile(
    r"\bno (?:one|party|group|side|organi[sz]ation|faction)\b(?: \w+){0,3} (?:claimed|responsib)"
    r"|\b(?:not|never|n.t|un)\s?(?:\w+ ){0,2}?(?:clear|known|established|determined|identified|verified|ascertained)\b"
    r"|\b(?:un(?:clear|known|identified|determined))\b|\bboth sides\b|\btraded? (?:blame|accusations)\b"
    r"|\bwhether (?:its|their|it|they|his)\b"
    r"|\bblam(?:ed|ing) each other\b|\bcrossfire\b|\bstray\b|\bcould not say who\b|\bwho (?:had )?fired\b",
    re.IGNORECASE,
)
_UPDATING = frozenset(
    {
        "update", "updated", "risen", "rose", "rises", "already", "climbed", "climbs", "increased", "grown", "grew",
        "bringing", "brings", "raised",
    }
)  # fmt: skip
_UPDATED = re.compile(
    r"\bupdated?\b|\b(?:risen|rose|rises|climbed|climbs|increased|grown|grew) (?:further )?to\b|\balready \d"
    r"|\b(?:bringing|brings|raised) the (?:\w+ ){0,2}?(?:toll|number)\b",
    re.IGNORECASE,
)
_DIED_LATER = frozenset({"died", "dies", "succumbed", "succumbs"})
_DIED = re.compile(
    r"\b(?:died|dies|succumbed|succumbs)\b[^.;]{0,40}?"
    r"\b(?:hospital|wounds|injuries|burns|operating table|intensive care)\b",
    re.IGNORECASE,
)
_RUBBLE = frozenset({"rubble", "debris", "wreckage", "ruins", "trapped", "buried", "unaccounted"})
_MEN_AND_FORCES = words("carried_blame", "doers")
#: A toll beside one of these is of a time, and not of one attack.
_OF_A_PERIOD = frozenset(
    {"since", "year", "years", "month", "months", "week", "weeks", "war", "total", "overall", "days", "day"}
)
#: How far from the start of its sentence a pronoun may stand that goes on with the one before, in words.
_OPENING = 2


def is_mute(passage: Passage, told: Passage) -> bool:
    """True for a sentence that names no party, no time, no place but that of the attack told, and counts no one new.

    The story goes on across it.
    """
    counts = any(one.share is None for one in passage.findings)
    if counts or passage.times or any(map(can_do_harm, passage.actors)):
        return False
    return same_place(passage, told)


@asked_once
def places_told(passage: Passage) -> list[Mention[Place]]:
    """The places of a sentence but for those in someone's name: "the Alda Regional Prosecutor's Office"."""
    if not passage.actors:
        return list(passage.places)
    return [one for one in passage.places if not any(who.start <= one.start < who.end for who in passage.actors)]


def place_names(passage: Passage) -> set[str]:
    return {mention.names.name for mention in places_told(passage)}


def same_place(passage: Passage, told: Passage) -> bool:
    """True when every place of a sentence is one that the attack was told of: "Alda", and "the district of Alda"."""
    known = [set(mention.names.name.lower().split()) for mention in places_told(told)]
    return all(
        any(words <= one or one <= words for one in known)
        for words in (set(mention.names.name.lower().split()) for mention in places_told(passage))
    )


def sums_up(passage: Passage, finding: Finding) -> bool:
    """True for the toll of the attack told before: "the number of wounded has risen to nine", and not that of a war."""
    return finding.rule == "toll" and not is_background(passage) and _OF_A_PERIOD.isdisjoint(passage.words())


@asked_once
def is_no_attack(passage: Passage) -> bool:
    """True for a sentence on those who died otherwise: of hunger, in a flood, in a capsized boat."""
    return not _OTHERWISE.isdisjoint(passage.words())


@asked_once
def alleges(passage: Passage) -> bool:
    """True for "an alleged Ruritanian airstrike", as assessments call what they go on to tell of."""
    told = passage.words()
    return not _ALLEGED.isdisjoint(told) and (_DOUBT - _ALLEGED).isdisjoint(told) and not leaves_open(passage)


@asked_once
def updates(passage: Passage) -> bool:
    """True for a sentence that brings the count of an attack told before up to date: "UPDATE", "has risen to nine",
    "already three dead", "a woman died in hospital"."""
    if is_background(passage) or not _OF_A_PERIOD.isdisjoint(passage.words()):
        return False
    told = passage.words()
    return (not _UPDATING.isdisjoint(told) and bool(_UPDATED.search(passage.text))) or (
        not _DIED_LATER.isdisjoint(told) and bool(_DIED.search(passage.text))
    )


@asked_once
def is_under_rubble(passage: Passage) -> bool:
    """True for those whom an attack buried, or who are missing since: no one else took them."""
    return not _RUBBLE.isdisjoint(passage.words())


@asked_once
def doubts(passage: Passage) -> bool:
    """True for a sentence whose own words say that the doer is not known or not agreed."""
    if not _DOUBT.isdisjoint(passage.words()):
        return True
    return leaves_open(passage)


def has_doer(passage: Passage, finding: Finding) -> bool:
    """True for harm whose own clause has someone who did it: "soldiers arrived and shot dead two people"."""
    tree = passage.parsed()
    if not tree.tag(finding.predicate).startswith("V"):
        return False
    doer = _doer(tree, finding)
    return doer is not None and tree.lower(doer) in _MEN_AND_FORCES


def is_done_by_pronoun(passage: Passage, finding: Finding) -> bool:
    """True for "they" or "it" as the subject of an active verb of harm, or of the first of a row of them."""
    tree = passage.parsed()
    if tree.tag(finding.predicate) not in ("VBD", "VBP", "VBZ", "VBN"):
        return False
    doer = _doer(tree, finding)
    return doer is not None and doer <= _OPENING and tree.lower(doer) in ("they", "it")


def in_one_row(passage: Passage, one: Finding, other: Finding) -> bool:
    """True for two harms of one breath, told with "and": "nine people were killed and six others were hurt"."""
    tree = passage.parsed()
    verbs = []
    for finding in (one, other):
        at = finding.predicate
        if not tree.tag(at).startswith("V"):
            at = tree.tokens[at].head
        suffers = tree.child(at, "nsubjpass", "nsubj")
        if not tree.tag(at).startswith("V") or suffers is None or not finding.first <= suffers <= finding.last:
            return False
        verbs.append(at)
    first, second = min(verbs), max(verbs)
    return tree.tokens[second].dep == "conj" and tree.tokens[second].head == first


def _doer(tree: Tree, finding: Finding) -> int | None:
    """The subject of the verb of harm before a figure, or of the first of a row of verbs: "arrived and shot dead"."""
    verb = finding.predicate
    if verb > finding.counted.quantity.modified:
        return None
    doer = tree.child(verb, "nsubj")
    while doer is None and tree.tokens[verb].dep == "conj" and tree.child(verb, "nsubjpass") is None:
        verb = tree.tokens[verb].head
        doer = tree.child(verb, "nsubj")
    return doer


@asked_once
def is_of_both(passage: Passage) -> bool:
    """True for harm done "in the fighting": the words do not say which side did it."""
    return not _FIGHTS.isdisjoint(passage.words())


@asked_once
def points_back(passage: Passage) -> bool:
    """True for a sentence that speaks of attacks as told: "the strikes", "that second raid"."""
    return not _ATTACK_WORDS.isdisjoint(passage.words()) and bool(_BACK.search(passage.text))


@asked_once
def of_the_dead(passage: Passage) -> bool:
    """True for a sentence on those harmed as told: "among the dead", "15 of the wounded", "the dead: two women"."""
    return not _HARMED.isdisjoint(passage.words()) and bool(_THE_HARMED.search(passage.text))


@asked_once
def turns_away(passage: Passage) -> bool:
    """True for a sentence that turns to another incident: "elsewhere", "a second blast", "a similar attack"."""
    return not _NEW_WORDS.isdisjoint(passage.words()) and bool(_NEW.search(passage.text))


def is_of_months_ago(passage: Passage) -> bool:
    """True for a sentence that gives no day, and a month or a year: "in March two blasts killed 40"."""
    told = {mention.names.precision for mention in passage.times}
    return bool(told) and told <= {DatePrecision.MONTH, DatePrecision.YEAR}


def is_of_old(passage: Passage) -> bool:
    """True for a sentence on an attack like the one told, of before: "a similar bombing in May"."""
    return not _LIKE.isdisjoint(passage.words()) and turns_away(passage)


def adds_more(passage: Passage, finding: Finding) -> bool:
    """True for a figure that adds to one told before: "five more"."""
    if _MORE_WORDS.isdisjoint(passage.words()):
        return False
    start, end = passage.stretch(finding.first, finding.last)
    return bool(_MORE.search(passage.text[start - passage.start : end - passage.start]))


def is_elsewhere(passage: Passage, other: Passage) -> bool:
    """True when two sentences name different places, or different times."""
    names, others = (place_names(one) for one in (passage, other))
    times, earlier = ({mention.names.start for mention in one.times} for one in (passage, other))
    return bool((names and others and names.isdisjoint(others)) or (times and earlier and times.isdisjoint(earlier)))


def leaves_open(passage: Passage) -> bool:
    """True for a sentence that says that no one knows who did it, or that no one owns up."""
    return not _OPEN_WORDS.isdisjoint(passage.words()) and bool(_LEFT_OPEN.search(passage.text))

"""Which blame a figure takes over when its own sentence accuses no one: from the sentence that tells of the attack
before it, or from the party that claims the attack.

Blame is carried only where nothing speaks against it: another kind of attack, another place, another party that could
have done it, doubt, a turn to another incident. A wrong accusation is the worst error that tadwin can make.
"""

import re
from collections.abc import Iterable, Sequence

from tadwin.extract.attackers import CLAIMED, Attack, alike, attack_told, kinds_of_passage, may_be_claimed
from tadwin.extract.blame import Accusation, accused, can_do_harm
from tadwin.extract.context import ContextWords
from tadwin.extract.frames import count_of
from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage, asked_once
from tadwin.extract.rivals import is_own_loss
from tadwin.extract.scopes import is_background
from tadwin.extract.words import words
from tadwin.types import Actor, Mention
from tadwin.vocab import Effect

#: Harm whose blame may stand in another sentence: people go missing and flee for more reasons than one attack.
_CARRIED_TO = frozenset(
    {Effect.KILLED, Effect.INJURED, Effect.CASUALTIES, Effect.DESTROYED, Effect.DAMAGED, Effect.ATTACKS}
)
_ATTACK_WORDS = words("carried_blame", "attacks")
_TOLD_ATTACKS = "|".join(sorted(_ATTACK_WORDS))
_BACK = re.compile(rf"\b(?:the|these|those|same|that|this) (?:\w+ ){{0,2}}?(?:{_TOLD_ATTACKS})\b", re.IGNORECASE)
_MORE_WORDS = frozenset({"more", "another", "other", "others", "further", "additional"})
_ANY_ATTACK = re.compile(
    r"\b(?:the|this|that) (?:attacks?|blasts?|explosions?|assault|massacre|escalation)\b", re.IGNORECASE
)
_HARMED = frozenset({"dead", "killed", "slain", "wounded", "injured", "victims", "casualties"})
_THE_HARMED = re.compile(rf"\b(?:the|those|its) (?:{'|'.join(sorted(_HARMED))})\b", re.IGNORECASE)
_MORE = re.compile(rf"\b(?:{'|'.join(sorted(_MORE_WORDS))})\b", re.IGNORECASE)
_SPEAKS = re.compile(
    r"(?: [a-z-]+){0,2} (?:said|says|told|reported|announced|confirmed|added|claimed|stated)\b|'s? ", re.IGNORECASE
)
_SPOKEN_TO = re.compile(r"\b(?:according to|quot(?:ed|ing)|cit(?:ed|ing))(?: \w+){0,3} $", re.IGNORECASE)
_NEW = re.compile(
    r"^(?:elsewhere|separately|meanwhile|in other)\b|\b(?:another|separate|second|third|other|similar) (?:\w+ ){0,2}?"
    rf"(?:{_TOLD_ATTACKS}|bomb|incident|place)\b",
    re.IGNORECASE,
)
#: One of these stands wherever one tells of another incident.
_NEW_WORDS = frozenset(
    {
        "elsewhere", "separately", "meanwhile", "another", "separate", "second", "third", "other", "similar"
    }
)  # fmt: skip
_DOUBT = words("carried_blame", "doubt")
#: One of these stands wherever the words leave open who did it.
_OPEN_WORDS = words("carried_blame", "open")
_LEFT_OPEN = re.compile(
    r"\bno (?:one|party|group|side|organi[sz]ation|faction)\b(?: \w+){0,3} (?:claimed|responsib)"
    r"|\b(?:not|never|n.t|un)\s?(?:\w+ ){0,2}?(?:clear|known|established|determined|identified|verified|ascertained)\b"
    r"|\b(?:un(?:clear|known|identified|determined))\b|\bboth sides\b|\btraded? (?:blame|accusations)\b"
    r"|\bblam(?:ed|ing) each other\b|\bcrossfire\b|\bstray\b|\bcould not say who\b|\bwho (?:had )?fired\b",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"(?:'s|s)?[- ]"
    r"(?:held|controlled|backed|run|besieged|occupied|affiliated|linked|led|areas?|territory|positions?)\b",
    re.IGNORECASE,
)
_TARGETED = re.compile(
    r"\b(?:on|against|at|targeting|targeted|of|near|inside|between|with|including|among|over|loyal to|fighting|from"
    r"|for)"
    r"(?: (?:the|a|an|its|their))?(?: \w+)? $",
    re.IGNORECASE,
)
#: Before a party that an attack is aimed at: "struck a Movement depot".
_AIMED_AT = re.compile(
    r"\b(?:struck|hit|hitting|striking|bomb(?:ed|ing)|shell(?:ed|ing)|attack(?:ed|ing)|pound(?:ed|ing)|ambush(?:ed|ing)"
    r"|raid(?:ed|ing)|storm(?:ed|ing)|killed|killing|seized|seizing|captured|destroyed|destroying)"
    r"(?: (?:the|a|an|its|their|two|three|four|several|\d+))?(?: \w+)? $",
    re.IGNORECASE,
)
_AND_OTHER = re.compile(r"(?:,| and| or)(?: (?:the|other|its|their|allied))* ")
_MEN_AND_FORCES = words("carried_blame", "doers")
#: How many sentences back an attack may have been told that a sentence goes on with.
_LOOK_BACK = 4
#: How many sentences before or behind a figure its attack may be claimed.
_TO_CLAIM = 6
#: The rule of an attack whose blame was itself taken over.
CARRIED = "carried"
#: How far before a party its role is looked for, in code points.
_BEFORE = 40


class CarriedBlame:
    """The attacks that one report tells of, and the blame that its figures take over from them."""

    def __init__(self, passages: Sequence[Passage], context: ContextWords) -> None:
        self.passages = passages
        self.context = context
        self.told: dict[int, Attack | None] = {}  # of the sentences asked so far
        self.claiming = [index for index, passage in enumerate(passages) if may_be_claimed(passage)]

    def _told(self, index: int) -> Attack | None:
        """The attack that a sentence tells of, read when a figure first asks for it."""
        if index not in self.told:
            passage = self.passages[index]
            attack = attack_told(passage, index, self.context) if passage.actors else None
            told = attack is not None and attack.rule != CLAIMED and _another_acts(passage, attack)
            self.told[index] = None if told else attack
        return self.told[index]

    def tell(self, attack: Attack) -> None:
        """Takes in an attack that a figure's sentence blames on someone; what it only suspects is not carried on."""
        if not _doubts(self.passages[attack.passage]) and self._told(attack.passage) is None:
            self.told[attack.passage] = attack

    def of_figure(self, index: int, finding: Finding, kinds: frozenset[str], speaks_anew: bool) -> list[Accusation]:
        """Whom the words blame for a figure of sentence `index`: its own words, else those it takes blame over from.

        `kinds` are those of the attack that its own words tell of; `speaks_anew` says that its sentence has a speaker
        of its own, or sums up, and need not blame whom others blamed.
        """
        passage = self.passages[index]
        found = accused(passage, finding, self.context)
        if is_background(passage):
            found = [pair for pair in found if pair[1] == "by"]  # a war's dead are not one attack's
        if finding.share is not None and finding.whole is not None:
            # words behind a share say it of the whole and the share alike; those before it stand with the whole
            behind = passage.stretch(finding.last, finding.last)[1]
            found = [(mention, rule) for mention, rule in found if mention.start >= behind]
            return [] if len(_sides([mention for mention, _ in found])) > 1 else found  # which of two, nothing says
        if found:
            self.tell(Attack(tuple(mention for mention, _ in found), kinds, index, "its sentence"))
        elif (finding.share is None or _of_the_dead(passage)) and finding.effect in _CARRIED_TO:
            carried = self._carried(index, finding, kinds, speaks_anew)
            if carried is not None and (finding.share is None or len(_sides(carried[0].parties)) == 1):
                attack, rule = carried
                self.tell(attack._replace(passage=index, rule=CARRIED))
                found = [(mention, rule) for mention in attack.parties]
        return found

    def _carried(
        self, index: int, finding: Finding, kinds: frozenset[str], speaks_anew: bool
    ) -> tuple[Attack, str] | None:
        """The attack whose blame a figure takes over, and by which rule; see `of_figure`."""
        passage = self.passages[index]
        own = self._told(index)
        if own is not None and own.rule not in (CARRIED, CLAIMED):
            own = None  # whom the words of this sentence blame for another figure of it they do not blame for this one
        if _doubts(passage) or (own is None and _tells_another(passage)) or _has_doer(passage, finding):
            return None
        if self._is_left_open(index):
            return None
        of_the_dead = _of_the_dead(passage)
        points_back = of_the_dead or _points_back(passage)
        any_kind = points_back and _ANY_ATTACK.search(passage.text) is not None
        more = finding is passage.findings[0] and _adds(passage, finding)
        before = self._before(index, points_back or more, bool(kinds))
        claimed = self._claimed(index)
        for attack, rule in ((own, "told beside it"), (before, "the sentence before"), (claimed, CLAIMED)):
            if attack is None:
                continue
            # "the blast" is whatever attack was told, unless it is told of another place
            same = any_kind and not _is_elsewhere(passage, self.passages[attack.passage])
            if not same and not alike(kinds, attack.kinds):
                continue
            if attack is not claimed and _speaks_against(passage, finding, attack):
                continue
            told = self.passages[attack.passage]
            if of_the_dead and attack is before and _is_elsewhere(passage, told):
                continue
            if more and attack is before and _is_elsewhere(passage, told):
                continue
            if attack is before and not more and _counts_otherwise(told, finding, others=speaks_anew):
                continue
            if len(_sides(attack.parties)) > 1 and len(attack.kinds) > 1:
                continue  # "regime barrel bombs and rebel rockets": the words do not say which of them it was
            if attack in (own, claimed) or points_back or not speaks_anew:
                return attack, rule
        return None

    def _is_left_open(self, index: int) -> bool:
        """True where the sentence behind a figure says that no one knows who did it, or that no one owns up."""
        behind = self.passages[index + 1] if index + 1 < len(self.passages) else None
        if behind is None or behind.findings:
            return False
        return not _OPEN_WORDS.isdisjoint(behind.words()) and bool(_LEFT_OPEN.search(behind.text))

    def _before(self, index: int, goes_on: bool, tells_attack: bool) -> Attack | None:
        """The attack that a sentence before tells of.

        Where the figure does not go on with it ("the strikes", "five more"), only that of the very sentence before, if
        it tells it in words of its own and of the same place and day. A sentence that names a place or day of its own
        and no attack (`tells_attack`) begins another story.
        """
        begins = not tells_attack and bool(self.passages[index].places or self.passages[index].times)

        for before in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
            attack = self._told(before)
            if attack is not None:
                fresh = all(_is_mute(one) for one in self.passages[before + 1 : index])
                same = fresh and not begins and not _is_elsewhere(self.passages[index], self.passages[before])
                return attack if goes_on or same else None
            if kinds_of_passage(self.passages[before], self.context):
                return None  # the attack last told of has no doer by its words
        return None

    def _claimed(self, index: int) -> Attack | None:
        """The attack that someone claims a few sentences before or behind a figure.

        The figure must be the one next to the claim, or of the same place and day.
        """
        near = (at for at in self.claiming if abs(at - index) <= _TO_CLAIM)
        for at in sorted(near, key=lambda at: abs(at - index)):
            if at != index and _tells_another(self.passages[at]):
                continue  # "said it was behind a similar bombing in May"
            attack = self._told(at)
            if attack is not None and attack.rule == CLAIMED:
                figure = next((i for i in range(at, -1, -1) if self.passages[i].findings), index)
                here = self.passages[index]
                return None if any(_is_elsewhere(here, self.passages[one]) for one in (figure, at)) else attack
        return None


def _counts_otherwise(told: Passage, finding: Finding, *, others: bool) -> bool:
    """True where the sentence that tells the attack counts its harm itself, as fewer people.

    "Strikes killed nine people. 27 died in strikes near the river": the 27 are not among the nine. `others` says that
    the figure has a speaker of its own: one with another number may speak of another attack.
    """
    count = count_of(finding)
    if count is None:
        return False
    same = [one.counted.quantity.value for one in told.findings if one.effect is finding.effect]
    if others:
        return any(same) and count[1] not in same
    everyone = [one[1] for one in map(count_of, told.findings) if one is not None and one[0] is finding.effect]
    return bool(everyone) and count[1] > max(everyone)


def _is_mute(passage: Passage) -> bool:
    """True for a sentence that names no party, place or time and counts nothing: the story goes on across it."""
    return not (passage.findings or passage.places or passage.times or any(map(can_do_harm, passage.actors)))


@asked_once
def _doubts(passage: Passage) -> bool:
    """True for a sentence whose own words say that the doer is not known or not agreed."""
    if not _DOUBT.isdisjoint(passage.words()):
        return True
    return not _OPEN_WORDS.isdisjoint(passage.words()) and bool(_LEFT_OPEN.search(passage.text))


def _has_doer(passage: Passage, finding: Finding) -> bool:
    """True for harm whose own clause has someone who did it: "soldiers arrived and shot dead two people"."""
    tree = passage.parsed()
    verb = finding.predicate
    if not tree.tag(verb).startswith("V") or verb > finding.counted.quantity.modified:
        return False
    doer = tree.child(verb, "nsubj")
    while doer is None and tree.tokens[verb].dep == "conj" and tree.child(verb, "nsubjpass") is None:
        verb = tree.tokens[verb].head
        doer = tree.child(verb, "nsubj")
    return doer is not None and tree.lower(doer) in _MEN_AND_FORCES


def _another_acts(passage: Passage, attack: Attack) -> bool:
    """True when a sentence that tells an attack names another party that is neither its target nor a speaker."""
    accused = _sides(attack.parties)
    aside = passage.start  # behind the last party that is set aside
    for mention in passage.actors:
        if not can_do_harm(mention) or not accused.isdisjoint(_sides([mention])):
            continue
        if _AND_OTHER.fullmatch(passage.text[aside - passage.start : mention.start - passage.start]):
            continue
        if mention.names.id is None and any(_beside(one, mention) for one in attack.parties):
            continue
        before = passage.text[max(0, mention.start - passage.start - _BEFORE) : mention.start - passage.start]
        if not _is_set_aside(passage, mention) and not _AIMED_AT.search(before):
            return True
        aside = mention.end
    return False


def _beside(one: Mention[Actor], other: Mention[Actor]) -> bool:
    """True for two names of one party: "Movement gunmen"."""
    return abs(one.start - other.end) <= 1 or abs(other.start - one.end) <= 1


@asked_once
def _points_back(passage: Passage) -> bool:
    """True for a sentence that speaks of attacks as told: "the strikes", "that second raid"."""
    return not _ATTACK_WORDS.isdisjoint(passage.words()) and bool(_BACK.search(passage.text))


@asked_once
def _of_the_dead(passage: Passage) -> bool:
    """True for a sentence on those harmed as told: "among the dead", "15 of the wounded", "the dead: two women"."""
    return not _HARMED.isdisjoint(passage.words()) and bool(_THE_HARMED.search(passage.text))


@asked_once
def _tells_another(passage: Passage) -> bool:
    """True for a sentence that turns to another incident."""
    return not _NEW_WORDS.isdisjoint(passage.words()) and bool(_NEW.search(passage.text))


def _adds(passage: Passage, finding: Finding) -> bool:
    """True for a figure that adds to one told before: "five more"."""
    if _MORE_WORDS.isdisjoint(passage.words()):
        return False
    start, end = passage.stretch(finding.first, finding.last)
    return bool(_MORE.search(passage.text[start - passage.start : end - passage.start]))


def _is_elsewhere(passage: Passage, other: Passage) -> bool:
    """True when two sentences name different places, or different times."""
    names, others = ({mention.names.name for mention in one.places} for one in (passage, other))
    times, earlier = ({mention.names.start for mention in one.times} for one in (passage, other))
    return bool((names and others and names.isdisjoint(others)) or (times and earlier and times.isdisjoint(earlier)))


def _sides(parties: Sequence[Mention[Actor]]) -> frozenset[str]:
    return sides_of(mention.names for mention in parties)


def sides_of(actors: Iterable[Actor]) -> frozenset[str]:
    """The sides of actors; who has none is one of its own, by its name."""
    return frozenset(actor.side or actor.name.lower() for actor in actors)


def _is_of(mention: Mention[Actor], parties: Sequence[Mention[Actor]]) -> bool:
    """True for "Movement fighters" where the Movement stands among the parties, though no file knows it."""
    told = mention.names.name.lower().split()
    return any(set(told) >= set(party.names.name.lower().split()) for party in parties)


def _speaks_against(passage: Passage, finding: Finding, attack: Attack) -> bool:
    """True when the sentence names the accused as victims, or another party that could have done it."""
    accused = _sides(attack.parties)
    start, end = passage.stretch(finding.first, finding.last)
    noun = finding.counted.noun
    named = any(start <= one.start < end and one.names.id is not None for one in passage.actors)
    if noun is not None and not named:
        word = passage.parsed().lower(noun)
        if any(is_own_loss(word, party.names) for party in attack.parties):
            return True
    counted = [passage.stretch(one.first, one.last) for one in passage.findings]
    for mention in passage.actors:
        if not can_do_harm(mention):
            continue
        is_accused = not accused.isdisjoint(_sides([mention]))
        if start <= mention.start < end:
            if is_accused or _is_of(mention, attack.parties):
                return True
        elif is_accused or any(first <= mention.start < last for first, last in counted):
            continue
        elif not _is_set_aside(passage, mention):
            return True
    return False


def _is_set_aside(passage: Passage, mention: Mention[Actor]) -> bool:
    """True for a party that speaks, holds a place or is aimed at: "the rebel-held town", "strikes on the group"."""
    start, end = mention.start - passage.start, mention.end - passage.start
    before = passage.text[max(0, start - _BEFORE) : start]
    if _SPEAKS.match(passage.text, end) or _SPOKEN_TO.search(before):
        return True
    return bool(_HOLDS.match(passage.text, end) or _TARGETED.search(before))

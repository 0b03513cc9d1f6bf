"""Which blame a figure takes over when its own sentence accuses no one: from the sentence that tells of the attack
before it, or from the party that claims the attack.

Blame is carried only where nothing speaks against it: another kind of attack, another place, another party that could
have done it, doubt, a turn to another incident. A wrong accusation is the worst error that tadwin can make.
"""

import re
from collections.abc import Sequence

from tadwin.extract.attackers import CLAIMED, Attack, alike, attack_told, kinds_of_passage, may_be_claimed
from tadwin.extract.background import leads
from tadwin.extract.blame import Accusation, accused
from tadwin.extract.bystanders import another_acts, sides, speaks_against, told_behind_attack
from tadwin.extract.charges import BY_VICTIMS, CHARGES, charge, may_charge
from tadwin.extract.context import ContextWords
from tadwin.extract.frame import count_of
from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.extract.scopes import is_background
from tadwin.extract.standins import can_be, is_known, stands_for
from tadwin.extract.story import (
    adds_more,
    alleges,
    doubts,
    has_doer,
    in_one_row,
    is_done_by_pronoun,
    is_elsewhere,
    is_mute,
    is_no_attack,
    is_of_both,
    is_of_months_ago,
    is_of_old,
    is_under_rubble,
    leaves_open,
    of_the_dead,
    place_names,
    points_back,
    same_place,
    sums_up,
    turns_away,
    updates,
)
from tadwin.extract.whose_deed import is_anothers_deed
from tadwin.vocab import SUSPECTED, Effect

#: Harm whose blame may stand in another sentence: people go missing and flee for more reasons than one attack.
_CARRIED_TO = frozenset(
    {Effect.KILLED, Effect.INJURED, Effect.CASUALTIES, Effect.DESTROYED, Effect.DAMAGED, Effect.ATTACKS}
)
#: Whose shares need not be of the same harm: "six of the wounded died".
_HARMED = frozenset({Effect.KILLED, Effect.INJURED, Effect.CASUALTIES})
_ANY_ATTACK = re.compile(
    r"\b(?:the|this|that) (?:attacks?|blasts?|explosions?|assault|massacre|escalation)\b", re.IGNORECASE
)
#: What begins an item of a list or a post of a thread.
_ITEM = re.compile(r"\s*(?:[-–•*·▪●■►]|\(?\d{1,2}[.)/] |\(?[a-z]\) |\[?\d{1,2}[:.h]\d\d\]?[ :-])")
#: What begins a line of a list of tolls.
_LINE_OF_LIST = re.compile(
    r"\s*(?:[-–•*·▪●■►\d]|[^\s:]+(?: [^\s:]+){0,4}: ?|(?:The )?(?:[Tt]otal|[Oo]verall)|In (?:all|total)\b)"
)
#: A list is no longer than this, in sentences.
_LONGEST_LIST = 40
#: A sentence that opens so begins another story: "In Alda, ...", "On Monday, ...".
_OPENS_ELSEWHERE = re.compile(
    r"\s*(?:(?:In|Near|At|Outside|Across|Around) "
    r"(?:the |nearby |neighbouring |central |(?:north|south|east|west)[a-z]* )?[A-Z]"
    r"|On (?:\d|[A-Z][a-z]+ ?\d|[A-Z][a-z]*day)|Last |Earlier )"
)
_OPENS_A_PLACE = re.compile(r"\s*(?:In|Near|At|Outside) (?!the\b)[A-Z]")
#: How many sentences back an attack may have been told that a sentence goes on with.
_LOOK_BACK = 4
#: How many, for a count brought up to date.
_TO_UPDATE = 8
#: How many sentences before or behind a figure its attack may be claimed.
_TO_CLAIM = 6
#: How many sentences behind a figure those who were there may blame someone; and how long a report's opening is, in
#: code points.
_TO_BLAME, _OPENING = 2, 300
#: How many sentences back the party may be told that "the militia" is.
_TO_NAME = 10
#: The rule of an attack whose blame was itself taken over.
CARRIED = "carried"


class CarriedBlame:
    """The attacks that one report tells of, and the blame that its figures take over from them."""

    def __init__(self, text: str, passages: Sequence[Passage], context: ContextWords) -> None:
        self.text = text
        self.passages = passages
        self.context = context
        self.told: dict[int, Attack | None] = {}  # of the sentences asked so far
        self.claiming = [i for i, one in enumerate(passages) if may_be_claimed(one) or may_charge(one)]

    def _told(self, index: int) -> Attack | None:
        """The attack that a sentence tells of, read when a figure first asks for it."""
        if index not in self.told:
            passage = self.passages[index]
            attack = attack_told(passage, index, self.context) if passage.actors else None
            attack = attack or self._charge(passage, index)
            told = attack is not None and attack.rule not in CHARGES and another_acts(passage, attack)
            told = told or (attack is not None and passage.findings == [] and leaves_open(passage))
            self.told[index] = None if told else attack
        return self.told[index]

    def _charge(self, passage: Passage, index: int) -> Attack | None:
        """Whom a sentence charges with what is told elsewhere, "the militia" by the name that it was told by."""
        attack = charge(passage, index, self.text.partition("\n")[0][:_OPENING]) if passage.actors else None
        if attack is None or attack.parties[0].names.id is not None or not is_known(attack.parties[0], passage):
            return attack
        told = [one for before in range(index - 1, max(-1, index - 1 - _TO_NAME), -1) if (one := self._told(before))]
        fitting = [one for one in told if all(can_be(attack.parties[0], party.names) for party in one.parties)]
        if len({side for one in told for side in sides(one.parties)}) == 1 and fitting:
            return attack._replace(parties=fitting[0].parties)
        return None

    def tell(self, attack: Attack) -> None:
        """Takes in an attack that a figure's sentence blames on someone; what it leaves open is not carried on."""
        passage = self.passages[attack.passage]
        clear = alleges(passage) if attack.suspected else not doubts(passage)
        if clear and self._told(attack.passage) is None:
            self.told[attack.passage] = attack

    def of_figure(
        self, index: int, finding: Finding, kinds: frozenset[str], speaks_anew: bool, *, tally: bool = False
    ) -> list[Accusation]:
        """Whom the words blame for a figure of sentence `index`: its own words, else those it takes blame over from.

        `kinds` are those of the attack that its own words tell of; `speaks_anew` says that its sentence has a speaker
        of its own, or sums up, and need not blame whom others blamed. A `tally` is of no one attack that one claims.
        """
        passage = self.passages[index]
        found = self._told_by_name(index, accused(passage, finding, self.context))
        if is_background(passage):
            found = [pair for pair in found if pair[1] == "by" or leads(passage, finding, *pair)]
        if finding.share is not None and finding.whole is not None:
            # words behind a share say it of the whole and the share alike; those before it stand with the whole, unless
            # another harm was done to the share: "seized 30 men and killed nine of them"
            behind = passage.stretch(finding.last, finding.last)[1]
            apart = passage.findings[finding.whole].effect is not finding.effect
            own = "subject of the harm" if apart else None
            found = [(mention, rule) for mention, rule in found if mention.start >= behind or rule == own]
            return [] if len(sides([mention for mention, _ in found])) > 1 else found  # which of two, nothing says
        if found:
            suspected = all(rule.endswith(SUSPECTED) for _, rule in found)
            self.tell(Attack(tuple(mention for mention, _ in found), kinds, index, "its sentence", suspected))
        elif (beside := self._in_row(passage, finding)) is not None:
            found = beside
        elif (by_pronoun := self._by_pronoun(index, finding)) is not None:
            self.tell(by_pronoun._replace(passage=index, rule=CARRIED))
            found = [(mention, "pronoun for who did it before") for mention in by_pronoun.parties]
        elif (not self._is_share(index, finding) or of_the_dead(passage)) and (
            finding.effect in _CARRIED_TO or (finding.effect is Effect.MISSING and is_under_rubble(passage))
        ):
            carried = self._carried(index, finding, kinds, speaks_anew, tally=tally)
            if carried is not None and (finding.share is None or len(sides(carried[0].parties)) == 1):
                attack, rule = carried
                self.tell(attack._replace(passage=index, rule=CARRIED))
                rule = f"{rule}, {SUSPECTED}" if attack.suspected and not rule.endswith(SUSPECTED) else rule
                found = [(mention, rule) for mention in attack.parties]
        return found

    def _is_share(self, index: int, finding: Finding) -> bool:
        """True for a share of those harmed; "63 of 140 houses were burned" is none where no harm to houses was told."""
        if finding.share is None or finding.whole is not None:
            return finding.share is not None
        before = self.passages[max(0, index - _LOOK_BACK) : index]
        told = (one for passage in before for one in passage.findings if one.share is None)
        mine = (one for one in self.passages[index].findings if one is not finding)
        return any(one.effect is finding.effect or one.effect in _HARMED for one in (*told, *mine))

    def _in_row(self, passage: Passage, finding: Finding) -> list[Accusation] | None:
        """Whom the words blame for the other of "nine died and six were hurt when gunmen stormed the post"."""
        if finding.share is not None or finding.effect not in _CARRIED_TO:
            return None
        for other in passage.findings:
            apart = other is finding or other.share is not None or other.effect not in _CARRIED_TO
            if apart or not in_one_row(passage, other, finding):
                continue
            if found := accused(passage, other, self.context):
                return found
        return None

    def _carried(
        self, index: int, finding: Finding, kinds: frozenset[str], speaks_anew: bool, *, tally: bool
    ) -> tuple[Attack, str] | None:
        """The attack whose blame a figure takes over, and by which rule; see `of_figure`."""
        passage = self.passages[index]
        own = self._told(index)
        if own is not None and (own.rule not in CHARGES | {CARRIED} or _is_apart(passage, own, finding)):
            own = None  # whom the words of this sentence blame for another figure of it they do not blame for this one
        if doubts(passage) or (own is None and turns_away(passage)) or has_doer(passage, finding):
            return None
        if is_no_attack(passage) or is_of_both(passage):
            return None
        if self._is_left_open(index):
            return None
        of_harmed = of_the_dead(passage)
        newer = updates(passage) or is_under_rubble(passage)
        goes_on = of_harmed or points_back(passage) or sums_up(passage, finding)
        newer, goes_on = newer and not goes_on, goes_on or newer
        any_kind = goes_on and _ANY_ATTACK.search(passage.text) is not None
        more = finding is passage.findings[0] and adds_more(passage, finding)
        before = self._before(index, goes_on or more, bool(kinds), _TO_UPDATE if newer else _LOOK_BACK)
        claimed = self._claimed(index)
        if tally and claimed is not None and abs(claimed.passage - index) > 1:
            claimed = None  # a war's dead are of no one attack that one claims
        listed = self._head_of_list(index)
        tellings = [(own, "told beside it"), (before, "the sentence before"), (claimed, CLAIMED)]
        for attack, rule in [*tellings, (listed, "head of its list")]:
            if attack is None or not self._may_be_of(index, finding, attack, kinds, any_kind, claims=attack is claimed):
                continue
            if attack is before:
                told = self.passages[attack.passage]
                if is_done_by_pronoun(passage, finding) and told_behind_attack(told, attack):
                    continue
                apart = (of_harmed or more or newer) and is_elsewhere(passage, told)
                counts = not (more or updates(passage)) and _counts_otherwise(told, finding, others=speaks_anew)
                if apart or counts or (claimed is not None and _is_unnamed(attack)):
                    continue  # who claims it says whose men the gunmen were
            first = not tally and self._is_first_count(index, attack, finding)
            if attack in (own, claimed, listed) or goes_on or not speaks_anew or first:
                return attack, attack.rule if attack is claimed else rule
        return None

    def _may_be_of(
        self, index: int, finding: Finding, attack: Attack, kinds: frozenset[str], any_kind: bool, *, claims: bool
    ) -> bool:
        """True where nothing speaks against an attack as the one that a figure is of.

        With `any_kind` "the blast" is whatever attack was told, unless it is told of another place.
        """
        passage = self.passages[index]
        same = any_kind and not is_elsewhere(passage, self.passages[attack.passage])
        if not same and not alike(kinds, attack.kinds):
            return False
        if (not claims or attack.passage < index) and speaks_against(passage, finding, attack):
            return False
        # "regime barrel bombs and rebel rockets": the words do not say which of them it was
        return len(sides(attack.parties)) == 1 or len(attack.kinds) <= 1

    def _is_first_count(self, index: int, attack: Attack, finding: Finding) -> bool:
        """True where the sentences since an attack was told counted no one yet: whoever counts now counts its harm."""
        since = self.passages[attack.passage : index]
        return not any(one.findings for one in since) and count_of(finding) is not None

    def _told_by_name(self, index: int, found: list[Accusation]) -> list[Accusation]:
        """Some accusations of sentence `index`, with the party told before in place of "the assailants"."""
        if all(mention.names.id is not None for mention, _ in found):
            return found
        for before in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
            attack = self._told(before)
            if attack is not None:
                return stands_for(found, attack, self.passages[before : index + 1])
        return found

    def _by_pronoun(self, index: int, finding: Finding) -> Attack | None:
        """The attack of the sentence before, where "they also abducted 14 people" goes on with who did it."""
        passage = self.passages[index]
        if index == 0 or not is_done_by_pronoun(passage, finding) or doubts(passage):
            return None
        attack = self._told(index - 1)
        if attack is None or len(sides(attack.parties)) > 1 or self._begins_item(index - 1, index):
            return None
        if told_behind_attack(self.passages[index - 1], attack) or speaks_against(passage, finding, attack):
            return None  # "rockets landed after the army killed him. They wounded five"
        return attack

    def _is_left_open(self, index: int) -> bool:
        """True where the sentence behind a figure says that no one knows who did it, or that no one owns up."""
        behind = self.passages[index + 1] if index + 1 < len(self.passages) else None
        if behind is None or behind.findings:
            return False
        return leaves_open(behind)

    def _before(self, index: int, goes_on: bool, tells_attack: bool, reach: int = _LOOK_BACK) -> Attack | None:
        """The attack that a sentence before tells of.

        Where the figure does not go on with it ("the strikes", "five more"), only that of the very sentence before, if
        it tells it in words of its own and of the same place and day. A sentence that names a place or day of its own
        and no attack (`tells_attack`) begins another story.
        """
        here = self.passages[index]
        for before in range(index - 1, max(-1, index - 1 - reach), -1):
            attack = self._told(before)
            if attack is not None and attack.rule in CHARGES and attack.rule != CLAIMED:
                continue  # see `_claimed`
            if attack is not None and goes_on and is_of_old(self.passages[before]):
                return None  # "the Movement said it was behind a similar bombing in May"
            if attack is not None:
                told = self.passages[before]
                fresh = all(is_mute(one, told) for one in self.passages[before + 1 : index])
                begins = not tells_attack and bool(not same_place(here, told) or here.times)
                placed = attack.rule == CARRIED or place_names(told)
                opens = placed and _OPENS_A_PLACE.match(here.text) and not place_names(here) & place_names(told)
                same = fresh and not begins and not opens and not is_elsewhere(here, told)
                same = same and not self._begins_item(before, index)
                return attack if goes_on or same else None
            if kinds_of_passage(self.passages[before], self.context):
                return None  # the attack last told of has no doer by its words
            if of_the_dead(here) and any(one.share is None for one in self.passages[before].findings):
                return None  # "the dead" are those counted last, whose killer the words do not say
        return None

    def _head_of_list(self, index: int) -> Attack | None:
        """The attack whose toll a list gives, where a figure stands in one: "toll of the army's raids today:"."""
        for at in range(index, max(-1, index - _LONGEST_LIST), -1):
            passage = self.passages[at]
            if at != index and passage.text.rstrip().endswith(":"):
                before = self._told(at) or (self._told(at - 1) if at and not self._begins_line(at) else None)
                return before if before is not None and len(sides(before.parties)) == 1 else None
            told = self._told(at) if at != index else None
            if told is not None and told.rule != CARRIED:
                return None
            if self._begins_line(at) and not _LINE_OF_LIST.match(passage.text):
                return None
        return None

    def _begins_line(self, at: int) -> bool:
        return at == 0 or "\n" in self.text[self.passages[at - 1].end - 1 : self.passages[at].start + 1]

    def _begins_item(self, before: int, index: int) -> bool:
        """True when an item of a list, or a post with its clock time, begins between two sentences."""
        between = range(before + 1, index + 1)
        return any(self._begins_line(at) and _ITEM.match(self.passages[at].text) for at in between)

    def _is_one_story(self, index: int, at: int) -> bool:
        """True where nothing between a figure and a claim turns to another incident."""
        first, last = min(index, at), max(index, at)
        if place_names(self.passages[first]) & place_names(self.passages[last]):
            return True
        between = [self.passages[i] for i in range(first + 1, last + 1) if i != at]
        lines = range(first + 1, last + 1)
        if any(self._begins_line(i) and _LINE_OF_LIST.match(self.passages[i].text) for i in lines):
            return False
        return not any(
            turns_away(one)
            or (
                _OPENS_ELSEWHERE.match(one.text)
                and (one.findings or kinds_of_passage(one, self.context))
                and not place_names(one) & place_names(self.passages[index])
            )
            for one in between
        )

    def _claimed(self, index: int) -> Attack | None:
        """The attack that someone claims a few sentences before or behind a figure.

        The figure must be the one next to the claim, or of the same place and day.
        """
        near = (at for at in self.claiming if abs(at - index) <= _TO_CLAIM)
        for at in sorted(near, key=lambda at: abs(at - index)):
            if at != index and turns_away(self.passages[at]):
                continue  # "said it was behind a similar bombing in May"
            attack = self._told(at)
            if attack is not None and attack.rule == BY_VICTIMS and not self._is_told_by_victims(index, at):
                continue
            if attack is not None and attack.rule in CHARGES:
                figure = next((i for i in range(at, -1, -1) if self.passages[i].findings), index)
                here = self.passages[index]
                if any(is_elsewhere(here, self.passages[one]) for one in (figure, at)):
                    return None
                if index < figure and is_of_months_ago(self.passages[figure]):
                    return None  # "in March 40 died. The Movement claimed the attack": not that of today
                return attack if index in (figure, at) or self._is_one_story(index, at) else None
        return None

    def _is_told_by_victims(self, index: int, at: int) -> bool:
        """True where the sentence that blames follows the figure, and the one behind it denies nothing."""
        behind = self.passages[at + 1 : at + 2]
        return 0 < at - index <= _TO_BLAME and not any(doubts(one) for one in behind)


def _is_unnamed(attack: Attack) -> bool:
    return all(mention.names.id is None for mention in attack.parties)


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


def _is_apart(passage: Passage, attack: Attack, finding: Finding) -> bool:
    """True where a party of the attack stands in the sentence itself, apart from the figure's harm."""
    here = (one for one in attack.parties if passage.start <= one.start < passage.end)
    return any(is_anothers_deed(passage, one, finding) for one in here)

"""From the figures of a report's sentences to its claims: each with place, day, perpetrator, weapon and claimant
from its sentence, then its frame, then the lead - and with the rule and the words that gave each."""

import re
from collections.abc import Sequence

from tadwin import vocab
from tadwin.extract.attackers import kinds_of_event
from tadwin.extract.behind import settled, with_later_day
from tadwin.extract.blame import Accusation
from tadwin.extract.carried_blame import CarriedBlame
from tadwin.extract.carried_events import CarriedEvents
from tadwin.extract.context import ContextWords
from tadwin.extract.counted import object_of
from tadwin.extract.events import Event, event_of, event_words
from tadwin.extract.evidence import evidence_of
from tadwin.extract.judged import Finding
from tadwin.extract.lexicon import lexicon
from tadwin.extract.others import completes, others_told, repeats
from tadwin.extract.passages import Passage
from tadwin.extract.rivals import sides_of
from tadwin.extract.seen import seen
from tadwin.extract.settings import Setting, Settings
from tadwin.extract.sources import Speech
from tadwin.extract.speakers import speeches
from tadwin.extract.victims import victims_of
from tadwin.extract.whereabouts import located
from tadwin.extract.wholes import blame_of_whole, can_hold, with_heads
from tadwin.extract.whose_words import WhoseWords
from tadwin.ids import claim_id, frame_id
from tadwin.spans import cut
from tadwin.types import Actor, Claim, Evidence, Extraction, Mention, Place, Report, Span, Unclaimed, Victim
from tadwin.vocab import Scope, Status

#: A sentence that opens so says who they were whom the one before it counted.
_THE_VICTIMS = re.compile(r"(?:The )?(?:victims|casualties) (?:include[ds]?|comprised?|were)\b", re.IGNORECASE)
#: How many claims back "two of the victims" may point.
_LOOK_BACK = 6

_Perpetrators = tuple[Actor, ...]


class Claims:
    """The claims of one report, made passage by passage in the order of the text.

    `passages` are all of the report's, each with its findings, and with its mentions where any has a finding.
    """

    def __init__(self, report: Report, passages: Sequence[Passage], context: ContextWords) -> None:
        self.report = report
        self.passages = passages
        self.context = context
        self.where = Settings(report.text, passages, context)
        self.index = 0  # of the passage that is being read
        self.whose = WhoseWords(report.text, passages, context)
        self.blame = CarriedBlame(report.text, passages, context)
        self.events = CarriedEvents(report, passages, context)
        self.counted: Status | None = None  # the status of those whom "victims included ..." goes on to count
        self.claims: list[Claim] = []
        self.settings: list[Setting] = []  # of each claim

    def extraction(self) -> Extraction:
        """All claims of the report, and the numbers near words of harm that gave none. To be asked once."""
        unclaimed: list[Unclaimed] = []
        for index, passage in enumerate(self.passages):
            self.index = index
            self.whose.begin(index)
            places = located(passage, self.context)
            heads = self.where.enter(index, places)
            if passage.findings:
                self._claim(passage, places)
            elif not heads:
                self.where.hear(places)
                self.events.hear(passage, self.where.frames.current)
                self.whose.hear(index)
            unclaimed += [
                Unclaimed(self._span(passage, one.quantity.first, one.quantity.last), one.reason)
                for one in passage.passed
            ]
        claims = with_heads(list(map(_with_what_follows, self.claims, self.settings)))
        return Extraction(self.report.id, claims, tuple(unclaimed))

    def _claim(self, passage: Passage, places: list[Mention[Place]]) -> None:
        """Makes the claims of one passage. A share has place, day and frame of the whole that it is a share of."""
        said = speeches(passage, self.context)
        tree = passage.parsed()
        words = event_words(tree, self.context)
        told = [event_of(tree, finding, words, passage.findings) for finding in passage.findings]
        settings = self.where.of_passage(passage, places, told)
        self.settings += settings
        self.counted = self._status_of_those_counted(passage)
        self.claims += [
            self._one(passage, finding, settings[key], said, told[key]) for key, finding in enumerate(passage.findings)
        ]
        self.whose.read(self.index, said)

    def _status_of_those_counted(self, passage: Passage) -> Status | None:
        """The status of "The victims included ...", where the sentence before tells of people of one alone."""
        if not self.claims or not _THE_VICTIMS.match(passage.text):
            return None
        last = self.claims[-1].frame
        told = {one.status for one in self.claims[-_LOOK_BACK:] if one.frame == last and one.part_of is None}
        return told.pop() if len(told) == 1 else None

    def _one(self, passage: Passage, finding: Finding, setting: Setting, said: list[Speech], told: Event) -> Claim:
        counted = finding.counted
        number = self._span(passage, counted.quantity.first, counted.quantity.last)
        evidence = [self._words("effect", finding.rule, passage, finding.predicate, finding.predicate)]
        evidence += setting.evidence
        frame = frame_id(self.report.id, setting.frame.number)
        others = others_told(passage, finding)
        again = completes(self.claims, finding, frame) or repeats(passage, self.claims, finding, frame)
        if others is not None and not again:
            evidence.append(self._words(vocab.COUNTS_OTHERS, others[0], passage, others[1], others[1]))
        if (sight := seen(passage, finding)) is not None:
            evidence.append(self._words(vocab.COUNTS_SEEN, "what somebody saw", passage, sight, sight))
        if finding.stance_words:
            evidence.append(Evidence("stance", "words of denial or doubt", None, None, finding.stance_words))
        claimant, via, why_claimant = self.whose.of_figure(self.index, finding, said)
        kinds = kinds_of_event(told)
        own_story = any(speech.closing for speech in said)  # "3 killed - the governor": a post's, with its source
        tally = setting.scope is Scope.TALLY
        another_speaks = self.whose.speaks_anew(self.index, claimant) and not own_story
        anew = tally or another_speaks
        perpetrators, why_them = _blamed(self.blame.of_figure(self.index, finding, kinds, anew, tally=tally))
        part_of = self._whole(passage, finding, setting)
        if not perpetrators and not another_speaks:
            before = self.claims[-_LOOK_BACK:]
            perpetrators, why_them = blame_of_whole(passage, finding, setting.places, part_of, before)
        setting.frame.sides |= sides_of(perpetrators)
        (event_type, weapon), why_event = self.events.of_figure(
            self.index, setting.scope, setting.frame, told, finding, placed=setting.placed, short=setting.short
        )
        return Claim(
            id=self._id(passage, finding),
            report_id=self.report.id,
            frame=frame,
            span=self._span(passage, finding.first, finding.last),
            number=number,
            effect=finding.effect,
            figure=counted.quantity.figure(number.quote),
            group=counted.group,
            status=finding.status or self.counted,
            role=counted.role,
            object=object_of(passage.parsed(), counted, lexicon()),
            part_of=part_of,
            scope=setting.scope,
            time=setting.when.names if setting.when else None,
            period=setting.period.names if setting.period else None,
            places=tuple(dict.fromkeys(mention.names for mention in setting.places)),
            perpetrators=perpetrators,
            claimant=claimant,
            via=via,
            event_type=event_type,
            weapon=weapon,
            stance=finding.stance,
            victims=self._victims(passage, finding),
            evidence=(*evidence, *why_them, *why_claimant, *why_event),
        )

    def _whole(self, passage: Passage, finding: Finding, setting: Setting) -> str | None:
        """The id of the claim that this one is a share of: in its sentence, else the nearest told before it."""
        if finding.whole is not None:
            return self._id(passage, passage.findings[finding.whole])
        if finding.share is None:
            return None
        told = reversed(self.claims[-_LOOK_BACK:])
        when = setting.when or setting.period
        return next((one.id for one in told if can_hold(one, finding, setting.scope, when)), None)

    def _victims(self, passage: Passage, finding: Finding) -> tuple[Victim, ...]:
        """Those whom the figure counts by name, with age and sex where the words give them."""
        victims = []
        for first, last, age, sex in victims_of(passage.parsed(), finding.counted, lexicon()):
            start, end = passage.stretch(first, last)
            victims.append(Victim(self.report.text[start:end], start, end, age, sex))
        return tuple(victims)

    def _id(self, passage: Passage, finding: Finding) -> str:
        quantity = finding.counted.quantity
        return claim_id(self.report.id, finding.effect, *passage.stretch(quantity.first, quantity.last))

    def _span(self, passage: Passage, first: int, last: int) -> Span:
        return cut(self.report, *passage.stretch(first, last))

    def _words(self, attribute: str, rule: str, passage: Passage, first: int, last: int) -> Evidence:
        """Evidence by the words of the report from one token of the passage to another."""
        start, end = passage.stretch(first, last)
        return Evidence(attribute, rule, start, end, self.report.text[start:end])


def _blamed(found: Sequence[Accusation]) -> tuple[_Perpetrators, list[Evidence]]:
    """The actors of some accusations, and the words that accuse each."""
    evidence = [evidence_of("perpetrators", rule, mention) for mention, rule in found]
    return tuple(dict.fromkeys(mention.names for mention, _ in found)), evidence


def _with_what_follows(claim: Claim, setting: Setting) -> Claim:
    """The claim with the day and the settlement that its frame learned behind it, where they may be its own."""
    return settled(with_later_day(claim, setting.frame), setting.frame) if setting.learns else claim

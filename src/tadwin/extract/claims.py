"""From the figures of a report's sentences to its claims: each with place, day, perpetrator, weapon and claimant
from its sentence, then its frame, then the lead - and with the rule and the words that gave each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tadwin import vocab
from tadwin.extract.accounts import Account, Accounts, is_single
from tadwin.extract.around import Around
from tadwin.extract.attackers import kinds_of_event
from tadwin.extract.behind import settled, with_later_day
from tadwin.extract.blame import Accusation
from tadwin.extract.by_place import parts_by_place, place_beside
from tadwin.extract.carried_blame import CarriedBlame
from tadwin.extract.carried_events import CarriedEvents
from tadwin.extract.context import ContextWords
from tadwin.extract.counted import object_of
from tadwin.extract.covered import counts_over, goes_on_counting, is_of_month, period_of
from tadwin.extract.days import days_of_harm, is_spoken_on_a_day, opens_with, time_of
from tadwin.extract.elsewhere import wards
from tadwin.extract.events import Event, event_of, event_words, eventful
from tadwin.extract.evidence import evidence_of, where_and_when
from tadwin.extract.frames import Frame, Frames, count_of, lasts
from tadwin.extract.heard import heard
from tadwin.extract.judged import Finding
from tadwin.extract.lexicon import lexicon
from tadwin.extract.nearness import may_be_anywhere
from tadwin.extract.others import adds_others, completes, is_of_another_side, others_told
from tadwin.extract.owners import owners
from tadwin.extract.passages import Passage
from tadwin.extract.periods import is_of_days, is_rough, is_short, is_vague
from tadwin.extract.retold import Retold
from tadwin.extract.rivals import sides_of
from tadwin.extract.scopes import (
    CAMPAIGN,
    PERIOD,
    SEVERAL_ATTACKS,
    counted_before,
    goes_back,
    is_background,
    is_told_apart,
    looks_back,
    opens_before,
    scope_of,
    tells_another,
    tells_one_attack,
    tells_several,
)
from tadwin.extract.sections import Sections, is_item
from tadwin.extract.seen import seen
from tadwin.extract.sources import Speech
from tadwin.extract.speakers import speaker_of, speeches, trailing_speaker
from tadwin.extract.tallied import place_of_tally
from tadwin.extract.victims import victims_of
from tadwin.extract.whereabouts import (
    is_line_of_list,
    is_local,
    located,
    opens_with_place,
    places_of,
    points_to_place,
    titled,
)
from tadwin.extract.wholes import can_hold, root, with_heads
from tadwin.ids import claim_id, frame_id
from tadwin.spans import cut
from tadwin.types import Actor, Claim, Evidence, Extraction, Mention, Place, Report, Span, Unclaimed, Victim, When
from tadwin.vocab import Scope

#: A sentence that opens so goes on with what the one before it said.
_GOES_ON = re.compile(
    r"(?:as a result|of these|of those|among them|in addition|these attacks|those attacks|in total|altogether)\b",
    re.IGNORECASE,
)
#: How many claims back "two of the victims" may point.
_LOOK_BACK = 6
#: How many sentences behind a count over a period another in its paragraph counts over it, too.
_LOOK_ON = 1

_QUOTES = ('"', "\u201c")

_Perpetrators = tuple[Actor, ...]
_Claimant = tuple[Actor | None, tuple[Actor, ...]]  # with those who relayed it


@dataclass(frozen=True, slots=True)
class _Setting:
    """What one figure has from its sentence and its frame."""

    frame: Frame
    scope: Scope
    places: Sequence[Mention[Place]]
    when: Mention[When] | None
    period: Mention[When] | None  # of a tally without days
    evidence: list[Evidence]
    learns: bool  # whether a day told behind it may be its own
    placed: bool  # whether its sentence says where it was
    short: bool  # whether it counts over a week at the most


class Claims:
    """The claims of one report, made passage by passage in the order of the text.

    `passages` are all of the report's, each with its findings, and with its mentions where any has a finding.
    """

    def __init__(self, report: Report, passages: Sequence[Passage], context: ContextWords) -> None:
        self.report = report
        self.passages = passages
        self.context = context
        self.frames = Frames()
        self.retold = Retold(self.frames)
        self.index = 0  # of the passage that is being read
        self.speaker: Actor | None = None  # who spoke last
        self.heard_at = -1  # the last passage without figures in which someone was heard
        self.spoken_before = False  # whether the last sentence with a figure had a speaker
        self.owners = owners(report.text, passages, context)
        self.blame = CarriedBlame(report.text, passages, context)
        self.events = CarriedEvents(report, passages, context)
        self.sections = Sections(report.text, passages)
        self.accounts = Accounts(report.text, passages)
        self.around = Around(passages, self.sections)
        self.heading = located(passages[0], context) if passages else []
        self.titled = titled(report.text, passages)  # where the report as a whole tells of, by its title
        self.covered = period_of(passages)  # by the report's heading
        self.counting: tuple[int, Mention[When]] | None = None  # the last count over a period
        self.claims: list[Claim] = []
        self.settings: list[_Setting] = []  # of each claim

    def extraction(self) -> Extraction:
        """All claims of the report, and the numbers near words of harm that gave none. To be asked once."""
        unclaimed: list[Unclaimed] = []
        for index, passage in enumerate(self.passages):
            self.index = index
            if self.frames.turned is not None and not self.sections.goes_on(index, index - 1):
                self.frames.turn_back()
            places = located(passage, self.context)
            heads = self.sections.enter(index, self.frames)
            self.accounts.enter(index)
            if heads and self.sections.open is not None:
                self.accounts.hear(index, () if self.sections.open.alone else passage.places, eventful=True)
            self.around.hear(index, places)
            if passage.findings:
                self._claim(passage, places)
            elif not heads:
                if places or passage.times:  # else it has nothing to say of where and when
                    told = eventful(passage, self.context)
                    self.frames.hear(passage, index, self.sections.within(places), told)
                    self.accounts.hear(index, places, told)
                self.events.hear(passage, self.frames.current)
                self._hear_speaker(passage)
            unclaimed += [
                Unclaimed(self._span(passage, one.quantity.first, one.quantity.last), one.reason)
                for one in passage.passed
            ]
        claims = with_heads(list(map(_with_what_follows, self.claims, self.settings)))
        return Extraction(self.report.id, claims, tuple(unclaimed))

    def _hear_speaker(self, passage: Passage) -> None:
        """Remembers who was speaking, so that "it said" in the next sentence has a name."""
        if passage.tree is not None and passage.actors:
            self._remember(speeches(passage, self.context))
        speaks = heard(passage, self.context)
        if speaks is not None:
            self.speaker, self.heard_at = speaks, self.index

    def _remember(self, said: list[Speech]) -> None:
        for speech in said:
            self.speaker = (speech.speaker or self.speaker) if not speech.pronoun else self.speaker or speech.speaker

    def _claim(self, passage: Passage, places: list[Mention[Place]]) -> None:
        """Makes the claims of one passage. A share has place, day and frame of the whole that it is a share of."""
        if goes_back(passage) and not (is_background(passage) or looks_back(passage)):
            first = passage.stretch(passage.findings[0].first, passage.findings[0].last)[0]
            self.frames.settle(passage, self.index, [place for place in places if place.start < first])
        said = speeches(passage, self.context)
        tree = passage.parsed()
        words = event_words(tree, self.context)
        told = [event_of(tree, finding, words, passage.findings) for finding in passage.findings]
        settings = self._settings(passage, places, told)
        self.settings += settings
        self.claims += [
            self._one(passage, finding, settings[key], said, told[key]) for key, finding in enumerate(passage.findings)
        ]
        self._remember(said)
        self.spoken_before = bool(said)

    def _settings(self, passage: Passage, places: list[Mention[Place]], told: Sequence[Event]) -> list[_Setting]:
        """The settings of a passage's figures: a part has its whole's, unless it is told with a place of its own."""
        parts = parts_by_place(passage)
        own = {
            key: self._setting(passage, finding, parts.get(key, places), told[key])
            for key, finding in enumerate(passage.findings)
            if finding.whole is None or key in parts
        }
        return [own[key if key in own else root(passage, key)] for key in range(len(passage.findings))]

    def _setting(self, passage: Passage, finding: Finding, places: list[Mention[Place]], told: Event) -> _Setting:
        """Scope, frame, places and time of one figure, each with its evidence."""
        own = places if finding.whole is not None else self._own_places(passage, finding, places)
        when = time_of(passage, finding)
        current = self.frames.current
        scope, rule = scope_of(passage, finding, when, own)
        before = self.passages[self.index - 1] if self.index else passage
        counted = None if when is not None else counted_before(passage, before, days_of_harm(before))
        if counted is not None:
            when, own = counted, own or located(before, self.context) or self.frames.places_before(self.index)
            scope, rule = Scope.TALLY, "goes on with a count over a period"
        if when is None and (account := self._account(passage, finding, own, scope, rule)) is not None:
            own = [one for one in own if one.start >= passage.start] or list(account.places)
            scope, rule, when = Scope.TALLY, account.rule, account.when
        if when is None and scope is Scope.INCIDENT and (on := self._counted_on(passage, finding, own)) is not None:
            when, scope, rule = on, Scope.TALLY, PERIOD
        if scope is Scope.TALLY and when is not None and self.covered is not None and is_rough(when):
            when = self.covered if is_of_month(when, self.covered) else when
        if scope is Scope.TALLY and rule == PERIOD and when is not None:
            self.counting = self.index, when
        self.accounts.told(self.index, finding, own, when, scope, rule)
        frame = self._frame(passage, finding, own, when, scope, rule)
        if frame.is_tally and scope is Scope.INCIDENT:
            scope, rule = Scope.TALLY, f"goes on with a count of {vocab.SEVERAL_ATTACKS}"
        places = own or frame.places
        if not places and scope is Scope.INCIDENT and not is_told_apart(passage, finding):
            places = self.titled
        elif not places and scope is Scope.TALLY:
            places = place_of_tally(self.passages, self.index, rule, self.heading)
            if not places and rule == CAMPAIGN and current is not None:
                places = current.places
        kinds = kinds_of_event(told)
        apart = is_told_apart(passage, finding) or opens_before(passage)
        headed = self.sections.open is not None and not frame.effects
        if when is None and not apart and (headed or frame.is_of(finding.effect, kinds)):
            when = frame.when
            # "another six in the town of", "on Monday it said that": whose day, who knows
            turned = self.frames.turned is not None and frame is self.frames.turned[1]
            another = (bool(own) or turned) and (adds_others(passage, finding) or is_spoken_on_a_day(passage))
            if when is None and not another and (scope is Scope.INCIDENT or rule == SEVERAL_ATTACKS):
                local = is_local(passage, own) or is_line_of_list(passage, own) or self.sections.open is not None
                when = self.frames.day_for(places, local=local) or self.sections.log_day
                if when is None and current is not None and self._lists(passage, places, current):
                    when = frame.when = current.day_of_list(places)
        if when is None and not apart and scope is Scope.INCIDENT:
            when = self.sections.day
        if scope is Scope.INCIDENT and when is not None and is_vague(when):
            when = None
        period = None
        if scope is Scope.TALLY and when is not None and counted is None and is_rough(when):
            period, when = when, None
        holding = self.around.holding(self.index, places) or ([] if own else frame.around)
        frame.around = frame.around or holding
        evidence = [
            Evidence("scope", rule, None, None, ""),
            *where_and_when(passage, own, places, when, period),
            *(evidence_of("places", "what holds it", mention) for mention in holding),
        ]
        places = [*places, *holding]
        frame.take(finding.effect, kinds, count_of(finding))
        learns = scope is Scope.INCIDENT and not (apart or lasts(finding.effect) or is_item(passage))
        short = when is not None and is_of_days(when)
        return _Setting(frame, scope, places, when, period, evidence, learns, bool(own), short)

    def _account(
        self, passage: Passage, finding: Finding, own: list[Mention[Place]], scope: Scope, rule: str
    ) -> Account | None:
        """What the report counts that the figure goes on with; none where its day or paragraph tells of an attack."""
        current = self.frames.current
        dated = current is not None and not current.is_tally and current.when is not None
        if scope is Scope.INCIDENT and (self.sections.day is not None or (dated and self._is_near(passage))):
            return None
        return self.accounts.of_figure(self.index, finding, own, scope, rule)

    def _counted_on(
        self, passage: Passage, finding: Finding, own: Sequence[Mention[Place]]
    ) -> Mention[When] | None:
        """The period of a figure without a time that goes on with a count over it, or counts over the report's own."""
        starts = passage.start in self.sections.lines
        if self.counting is not None and not starts and not own:
            at, when = self.counting
            if self.index - at <= _LOOK_ON and goes_on_counting(passage, finding):
                return when
        return self.covered if starts and self.covered is not None and counts_over(passage, finding) else None

    def _lists(self, passage: Passage, places: Sequence[Mention[Place]], told: Frame) -> bool:
        """True for "In Madina, two died." behind "On Monday shells hit Qarya." in one paragraph: a list of a day.

        And for any sentence behind what was `told` of places that no gazetteer knows, which may be near.
        """
        if not self.index or tells_another(passage) or not self.sections.goes_on(self.index, self.index - 1):
            return False
        return opens_with_place(passage, places) or all(may_be_anywhere(one.names) for one in told.places)

    def _own_places(self, passage: Passage, finding: Finding, places: list[Mention[Place]]) -> list[Mention[Place]]:
        """Where its own sentence says that a figure was: by a name, a ward, or words for the place told before."""
        own = place_beside(passage, finding) or self.sections.within(places_of(passage, finding, places))
        current = self.frames.current
        if own:
            return own
        if current is None or not current.places:
            return wards(passage)
        if not points_to_place(passage):
            return own
        other_side = is_of_another_side(passage, finding, self.frames, self.context)
        return current.places[-1:] if other_side else current.places

    def _frame(
        self,
        passage: Passage,
        finding: Finding,
        own: list[Mention[Place]],
        when: Mention[When] | None,
        scope: Scope,
        rule: str,
    ) -> Frame:
        """The frame of a figure with places and a time of its own."""
        if not own and when is None and (again := self.retold.frame_of(count_of(finding), finding.effect, self.index)):
            return again
        if (begun := self.frames.begun_aside(own, when, self.index, finding.effect)) is not None:
            return begun
        if scope is Scope.TALLY and not is_short(when):
            return self.frames.alone(own, when, self.index, goes_on=rule == SEVERAL_ATTACKS)
        if is_told_apart(passage, finding) or (scope is Scope.INCIDENT and when is not None and is_vague(when)):
            return self.frames.aside(own, when, self.index, finding.effect)
        if is_of_another_side(passage, finding, self.frames, self.context):
            return self.frames.aside(own, when, self.index, finding.effect)
        told = {"line": is_line_of_list(passage, own), "sums_up": tells_several(passage), "back": goes_back(passage)}
        told["near"], told["opens"] = self._is_near(passage), opens_with(passage, when) and not goes_back(passage)
        if when is not None and not is_short(when) and (is_single(finding) or tells_one_attack(passage)):
            own = own or self.frames.leave_tally(keeps_place="such" in passage.words())
        return self.frames.frame_for(own, when, self.index, count=count_of(finding), **told)

    def _is_near(self, passage: Passage) -> bool:
        """True where the paragraph goes on from the frame told last, and tells of no other place."""
        current = self.frames.current
        if current is None or tells_another(passage):
            return False
        return self.sections.goes_on(self.index, current.last_passage)

    def _one(self, passage: Passage, finding: Finding, setting: _Setting, said: list[Speech], told: Event) -> Claim:
        counted = finding.counted
        number = self._span(passage, counted.quantity.first, counted.quantity.last)
        evidence = [self._words("effect", finding.rule, passage, finding.predicate, finding.predicate)]
        evidence += setting.evidence
        frame = frame_id(self.report.id, setting.frame.number)
        if (others := others_told(passage, finding)) is not None and not completes(self.claims, finding, frame):
            evidence.append(self._words(vocab.COUNTS_OTHERS, others[0], passage, others[1], others[1]))
        if (sight := seen(passage, finding)) is not None:
            evidence.append(self._words(vocab.COUNTS_SEEN, "what somebody saw", passage, sight, sight))
        if finding.stance_words:
            evidence.append(Evidence("stance", "words of denial or doubt", None, None, finding.stance_words))
        (claimant, via), why_claimant = self._claimant(passage, finding, said)
        kinds = kinds_of_event(told)
        own_story = any(speech.closing for speech in said)  # "3 killed - the governor": a post's, with its source
        tally = setting.scope is Scope.TALLY
        anew = tally or (self._speaks_anew(claimant) and not own_story)
        perpetrators, why_them = _blamed(self.blame.of_figure(self.index, finding, kinds, anew, tally=tally))
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
            status=finding.status,
            role=counted.role,
            object=object_of(passage.parsed(), counted, lexicon()),
            part_of=self._whole(passage, finding, setting),
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

    def _speaks_anew(self, claimant: Actor | None) -> bool:
        """True for a speaker who is not the one that spoke last: "a monitor" may be the monitor named after it."""
        last, owner = self.speaker, self.owners[self.index]
        if owner is not None and self.index > 0 and self.owners[self.index - 1] == owner:
            return claimant != owner.actor  # one speaks from the head of the item to its end
        if claimant is None or last is None:
            return claimant is not None
        return claimant.name != last.name and (claimant.kind != last.kind or None not in (claimant.id, last.id))

    def _whole(self, passage: Passage, finding: Finding, setting: _Setting) -> str | None:
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

    def _claimant(self, passage: Passage, finding: Finding, said: list[Speech]) -> tuple[_Claimant, list[Evidence]]:
        """Who says the figure, and who relays it; none where the report says it in its own voice."""
        speech, where = speaker_of(said, finding), passage
        if speech is None and not said:
            behind = self._behind(passage)
            if behind is not None:
                speech, where = trailing_speaker(behind, self.context), behind
            quoted = passage.text[0] in _QUOTES and (self.spoken_before or self.heard_at == self.index - 1)
            if speech is None and (quoted or (self.spoken_before and _GOES_ON.match(passage.text))):
                return (self.speaker, ()), [Evidence("claimant", "goes on from the sentence before", None, None, "")]
        owner = self.owners[self.index]
        if speech is None and owner is not None:
            name = self.report.text[owner.start : owner.end]
            return (owner.actor, ()), [Evidence("claimant", "head of its statement", owner.start, owner.end, name)]
        if speech is None:
            return (None, ()), []
        spoke_before = self.speaker if speech.pronoun else None
        speaker = spoke_before or speech.speaker
        via = (speech.relay,) if speech.relay is not None else ()
        if speaker is None:
            return (None, via), []
        rule = "verb of speech" if spoke_before is None else "pronoun for the last speaker"
        return (speaker, via), [self._words("claimant", rule, where, *speech.speaker_at)]

    def _behind(self, passage: Passage) -> Passage | None:
        """The passage behind this one in the same stretch of text, if the parser cut one off."""
        i = self.index + 1
        if i < len(self.passages) and self.passages[i].tree is not None and self.passages[i].offset == passage.offset:
            return self.passages[i]
        return None

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


def _with_what_follows(claim: Claim, setting: _Setting) -> Claim:
    """The claim with the day and the settlement that its frame learned behind it, where they may be its own."""
    return settled(with_later_day(claim, setting.frame), setting.frame) if setting.learns else claim

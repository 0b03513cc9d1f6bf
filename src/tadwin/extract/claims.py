"""From the figures of a report's sentences to its claims: each with place, day, perpetrator, weapon and claimant
from its sentence, then its frame, then the lead - and with the rule and the words that gave each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tadwin.extract.blame import accused, points_back
from tadwin.extract.context import ContextWords
from tadwin.extract.events import EventWords, event_of, event_words
from tadwin.extract.frames import Frame, Frames, is_background, scope_of
from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.extract.speakers import Speech, speaker_of, speeches, trailing_speaker
from tadwin.extract.whereabouts import located, places_of, time_of
from tadwin.ids import claim_id, frame_id
from tadwin.spans import cut
from tadwin.types import Actor, Claim, Evidence, Extraction, Mention, Place, Report, Unclaimed, When
from tadwin.vocab import EventType, PlacePrecision, Scope

#: A sentence that opens so goes on with what the one before it said.
_GOES_ON = re.compile(
    r"(?:as a result|of these|of those|among them|in addition|these attacks|those attacks|in total|altogether)\b",
    re.IGNORECASE,
)


#: How many claims back "two of the victims" may point.
_LOOK_BACK = 6


@dataclass(frozen=True, slots=True)
class _Setting:
    """What one figure has from its sentence and its frame."""

    frame: Frame
    scope: Scope
    places: Sequence[Mention[Place]]
    when: Mention[When] | None
    evidence: list[Evidence]


class Claims:
    """The claims of one report, made passage by passage in the order of the text."""

    def __init__(self, report: Report, passages: Sequence[Passage], words: ContextWords) -> None:
        self.report = report
        self.passages = passages
        self.words = words
        self.frames = Frames()
        self.speaker: Actor | None = None
        self.spoken_before = False
        self.claims: list[Claim] = []

    def extraction(self) -> Extraction:
        """All claims of the report, and the numbers near words of harm that gave none."""
        unclaimed: list[Unclaimed] = []
        for index, passage in enumerate(self.passages):
            places = located(passage, self.words) if passage.places else []
            if passage.tree is None or not passage.findings:
                self.frames.hear(passage, index, places)
                self._hear_speaker(passage)
            else:
                self._claim(passage, index, places)
            for one in passage.passed:
                span = self._number_span(passage, one.quantity.first, one.quantity.last)
                unclaimed.append(Unclaimed(cut(self.report, *span), one.reason))
        return Extraction(self.report.id, tuple(self.claims), tuple(unclaimed))

    def _hear_speaker(self, passage: Passage) -> None:
        """Remembers who was speaking, so that "it said" in the next sentence has a name."""
        if passage.tree is not None and passage.actors:
            for speech in speeches(passage, self.words):
                self.speaker = speech.speaker or self.speaker

    def _claim(self, passage: Passage, index: int, places: list[Mention[Place]]) -> None:
        said = speeches(passage, self.words)
        told = event_words(passage.parsed(), self.words)
        settings: dict[int, _Setting] = {}
        for key, finding in enumerate(passage.findings):
            if finding.whole is None:
                settings[key] = self._setting(passage, index, finding, places)
        made = []
        for key, finding in enumerate(passage.findings):  # a share has place, day and frame of its whole
            setting = settings[_root(passage, key)]
            made.append(self._one(passage, finding, setting, said, told))
        self.claims += made
        for speech in said:
            self.speaker = speech.speaker or self.speaker
        self.spoken_before = bool(said)

    def _setting(self, passage: Passage, index: int, finding: Finding, places: list[Mention[Place]]) -> _Setting:
        evidence: list[Evidence] = []
        own = places_of(passage, finding, places)
        when = time_of(passage, finding)
        scope, rule = scope_of(passage, finding, when.names if when else None)
        evidence.append(Evidence("scope", rule, None, None, ""))
        if scope is Scope.TALLY:
            frame = self.frames.alone(own, when, index)
            inherited_places: Sequence[Mention[Place]] = own or self._country(passage)
        else:
            frame = self.frames.frame_for(own, when, index)
            inherited_places = own or frame.places
            if when is None:
                when = frame.when or self._day()
        evidence += [
            _evidence("places", "its sentence" if own else "its frame", mention) for mention in inherited_places
        ]
        if when is not None:
            evidence.append(
                _evidence("time", "its sentence" if passage.start <= when.start < passage.end else "its frame", when)
            )
        return _Setting(frame, scope, inherited_places, when, evidence)

    def _country(self, passage: Passage) -> list[Mention[Place]]:
        """The country of a sentence that sums up a war without naming a place: the one it names, else the report's only one."""
        if not is_background(passage):
            return []
        named = [mention for mention in passage.places if mention.names.precision is PlacePrecision.COUNTRY]
        if not named:
            named = [
                mention
                for other in self.passages
                for mention in other.places
                if mention.names.precision is PlacePrecision.COUNTRY
            ]
        return named[:1] if len({mention.names.country for mention in named}) == 1 else []

    def _day(self) -> Mention[When] | None:
        return self.frames.day or self.frames.lead_day

    def _one(
        self,
        passage: Passage,
        finding: Finding,
        setting: _Setting,
        said: list[Speech],
        told: EventWords,
    ) -> Claim:
        number = self._number_span(passage, finding.counted.quantity.first, finding.counted.quantity.last)
        identifier = self._id(passage, finding)
        evidence = [
            Evidence("effect", finding.rule, *self._at(passage, finding.predicate, finding.predicate)),
            *setting.evidence,
        ]
        if finding.stance_words:
            evidence.append(Evidence("stance", "words of denial or doubt", None, None, finding.stance_words))
        perpetrators = self._perpetrators(passage, finding, setting, evidence)
        claimant, via = self._claimant(passage, finding, said, evidence)
        kind, weapon = self._event(passage, finding, setting, told, evidence)
        counted = finding.counted
        text = self.report.text[number[0] : number[1]]
        noun = passage.tree.lower(counted.noun) if passage.tree is not None and counted.noun is not None else ""
        return Claim(
            id=identifier,
            report_id=self.report.id,
            frame=frame_id(self.report.id, setting.frame.number),
            span=cut(self.report, *self._bounds(passage, finding.first, finding.last)),
            number=cut(self.report, *number),
            effect=finding.effect,
            figure=counted.quantity.figure(text),
            group=counted.group,
            status=finding.status,
            role=counted.role,
            object=_object(counted.kind, noun),
            part_of=self._whole(passage, finding),
            scope=setting.scope,
            time=setting.when.names if setting.when else None,
            places=tuple(dict.fromkeys(mention.names for mention in setting.places)),
            perpetrators=perpetrators,
            claimant=claimant,
            via=via,
            event_type=kind,
            weapon=weapon,
            stance=finding.stance,
            evidence=tuple(evidence),
        )

    def _whole(self, passage: Passage, finding: Finding) -> str | None:
        """The id of the claim that this one is a share of: in its sentence, else the nearest told before that can hold it."""
        if finding.whole is not None:
            return self._id(passage, passage.findings[finding.whole])
        if finding.share is None:
            return None
        value = finding.counted.quantity.value
        for claim in reversed(self.claims[-_LOOK_BACK:]):
            holds = claim.figure.value is None or value is None or claim.figure.value >= value
            if (
                claim.effect is finding.effect
                and claim.part_of is None
                and claim.scope is Scope.INCIDENT
                and holds
                and claim.figure.value != 1
            ):
                return claim.id
        return None

    def _id(self, passage: Passage, finding: Finding) -> str:
        quantity = finding.counted.quantity
        return claim_id(self.report.id, finding.effect, *self._number_span(passage, quantity.first, quantity.last))

    def _perpetrators(
        self, passage: Passage, finding: Finding, setting: _Setting, evidence: list[Evidence]
    ) -> tuple[Actor, ...]:
        if finding.share is not None and finding.whole is not None:
            return ()  # blame stands with the whole figure, where the words put it
        found = accused(passage, finding, self.words)
        if found:
            evidence += [_evidence("perpetrators", rule, mention) for mention, rule in found]
            setting.frame.perpetrators = [mention for mention, _ in found]
        elif setting.scope is Scope.INCIDENT and setting.frame.perpetrators and points_back(passage):
            found = [(mention, "its frame") for mention in setting.frame.perpetrators]
            evidence += [_evidence("perpetrators", "its frame", mention) for mention, _ in found]
        return tuple(dict.fromkeys(mention.names for mention, _ in found))

    def _claimant(
        self, passage: Passage, finding: Finding, said: list[Speech], evidence: list[Evidence]
    ) -> tuple[Actor | None, tuple[Actor, ...]]:
        speech = speaker_of(said, finding)
        if speech is None and not said:
            speech = self._speaker_behind(passage)
            if speech is None and self.spoken_before and (_GOES_ON.match(passage.text) or passage.text[0] == '"'):
                evidence.append(Evidence("claimant", "goes on from the sentence before", None, None, ""))
                return self.speaker, ()
        if speech is None:
            return None, ()
        speaker = self.speaker if speech.pronoun else speech.speaker
        if speaker is not None:
            rule = "pronoun for the last speaker" if speech.pronoun else "verb of speech"
            where = passage if speech in said else self._behind(passage) or passage
            evidence.append(Evidence("claimant", rule, *self._at(where, *speech.speaker_at)))
        return speaker, (speech.relay,) if speech.relay is not None else ()

    def _behind(self, passage: Passage) -> Passage | None:
        """The passage behind this one in the same stretch of text, if the parser cut one off."""
        i = next(i for i, one in enumerate(self.passages) if one is passage) + 1
        if i < len(self.passages) and self.passages[i].tree is not None and self.passages[i].offset == passage.offset:
            return self.passages[i]
        return None

    def _speaker_behind(self, passage: Passage) -> Speech | None:
        behind = self._behind(passage)
        return trailing_speaker(behind, self.words) if behind is not None else None

    def _event(
        self, passage: Passage, finding: Finding, setting: _Setting, told: EventWords, evidence: list[Evidence]
    ) -> tuple[EventType | None, str | None]:
        event = event_of(passage.parsed(), finding, told)
        kind, weapon = event.kind, event.weapon
        if event.kind_at is not None:
            evidence.append(Evidence("event_type", "words of its sentence", *self._at(passage, *event.kind_at)))
        if event.weapon_at is not None:
            evidence.append(Evidence("weapon", "words of its sentence", *self._at(passage, *event.weapon_at)))
        if setting.scope is Scope.INCIDENT:
            frame = setting.frame
            if kind is None and frame.event is not None:
                kind = frame.event
                evidence.append(Evidence("event_type", "its frame", None, None, ""))
            if weapon is None and frame.weapon is not None and kind is frame.event:
                weapon = frame.weapon
                evidence.append(Evidence("weapon", "its frame", None, None, ""))
            frame.event, frame.weapon = kind, weapon
        return kind, weapon

    def _bounds(self, passage: Passage, first: int, last: int) -> tuple[int, int]:
        tokens = passage.parsed().tokens
        return passage.offset + tokens[first].start, passage.offset + tokens[last].end

    _number_span = _bounds

    def _at(self, passage: Passage, first: int, last: int) -> tuple[int, int, str]:
        start, end = self._bounds(passage, first, last)
        return start, end, self.report.text[start:end]


def _evidence(attribute: str, rule: str, mention: Mention[Place] | Mention[When] | Mention[Actor]) -> Evidence:
    return Evidence(attribute, rule, mention.start, mention.end, mention.text)


def _object(kind: str, noun: str) -> str | None:
    from tadwin.extract.lexicon import lexicon

    return lexicon().objects.get(noun) if kind == "object" else None


def _root(passage: Passage, key: int) -> int:
    """The index of the figure that the one at `key` is in the end a share of."""
    seen = {key}
    whole = passage.findings[key].whole
    while whole is not None and whole not in seen:
        seen.add(whole)
        key, whole = whole, passage.findings[whole].whole
    return key

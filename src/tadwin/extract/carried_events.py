"""The kind of event and the weapon of a figure: by its sentence, else by what its report tells beside it."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from tadwin.extract.context import ContextWords
from tadwin.extract.events import APART, ON_FOOT, TAKEN, Event, Heard, events_heard
from tadwin.extract.frame import Frame
from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.extract.scopes import goes_back, is_background, looks_back, tells_another
from tadwin.extract.story import has_doer
from tadwin.types import Evidence, Report
from tadwin.vocab import EventType, Scope

_Told = tuple[EventType | None, str | None]  # with the weapon
#: How many sentences behind a figure its kind of event is still that of others in its paragraph.
_NEAR = 2
_ONLY = "the only kind its report tells"
_BY_WORDS = "words of its sentence"
#: The rule for an attack by hand that no word names.
_BY_HAND = "words of attackers, and of no other kind"
_ON_THE_GROUND = frozenset({EventType.ATTACK, EventType.CLASH, *APART})
_EXPLODED = frozenset({EventType.EXPLOSIVE, EventType.SUICIDE_BOMB, EventType.GRENADE})
_WORD = re.compile(r"[a-z]+")
_Carried = tuple[EventType, list[Evidence]]


class CarriedEvents:
    """The kinds of event of one report, made once and asked for each of its figures."""

    def __init__(self, report: Report, passages: Sequence[Passage], context: ContextWords) -> None:
        self.report = report
        self.passages = passages
        self.context = context
        self.last: tuple[int, EventType] | None = None  # the kind of the last figure of an incident, and its passage

    def of_figure(
        self, index: int, scope: Scope, frame: Frame, told: Event, finding: Finding, *, placed: bool, short: bool
    ) -> tuple[_Told, list[Evidence]]:
        """Event type and weapon by the words of the passage at `index`, with the evidence of each.

        Where they tell none of an incident, or only by loose words ("the blast"): by the sentence before, by its frame,
        which learns them, by the sentence behind, and by the report that tells of one kind alone. Words of an attack by
        hand ("attackers") tell a kind last. `placed` says that the figure has a place of its own, `short` that it
        counts over some days at the most.
        """
        kind, weapon = told.kind, told.weapon
        evidence = []
        if told.weapon_at is not None:
            evidence.append(self._words("weapon", index, *told.weapon_at))
        own = [] if told.kind_at is None else [self._words("event_type", index, *told.kind_at)]
        if finding.effect in TAKEN:
            return (kind, weapon), evidence + own
        if scope is not Scope.INCIDENT:
            if kind is None:
                kind, own = self._by_hand(index, told, finding) or self._of_news(short) or (None, [])
            return (kind, weapon), evidence + own
        if kind is None:
            kind, own = (
                self._done_by_men(index, frame, finding)
                or next(self._told_beside(index, frame), None)
                or self._by_hand(index, told, finding)
                or self._told_above(index, placed)
                or self._told_below(index)
                or (None, [])
            )
        elif told.may_be:
            only = EventType.ATTACK in told.may_be  # a bomb, or a strike, may be the one that the report tells
            stricter = (one for one in self._told_beside(index, frame, only=only) if one[0] in told.may_be)
            else_kind = EventType.ATTACK if EventType.ATTACK in told.may_be and self._raids_on_foot else kind
            kind, own = next(stricter, (else_kind, own))
        evidence += own
        if weapon is None and frame.weapon is not None and kind is frame.event:
            weapon = frame.weapon
            evidence.append(Evidence("weapon", "its frame", None, None, ""))
        if kind not in APART:
            frame.event, frame.weapon = kind, weapon
            self.last = (index, kind) if kind is not None else self.last
        return (kind, weapon), evidence

    def _told_beside(self, index: int, frame: Frame, *, only: bool = True) -> Iterator[_Carried]:
        """The kinds told beside a figure, the nearest first."""
        before = self.passages[index - 1] if index else None
        if before is not None and not before.findings:
            yield from self._heard(before, "the sentence before")
        if frame.event is not None:
            yield frame.event, [Evidence("event_type", "its frame", None, None, "")]
        behind = self.passages[index + 1] if index + 1 < len(self.passages) else None
        if behind is not None and not behind.findings and goes_back(behind) and not tells_another(behind):
            yield from self._heard(behind, "the sentence behind")
        if only and self._only is not None:
            yield self._only, [Evidence("event_type", _ONLY, None, None, "")]

    def _heard(self, passage: Passage, rule: str) -> Iterator[_Carried]:
        for heard in events_heard(passage, self.context):
            if heard.kind not in APART:
                yield heard.kind, [self._evidence(rule, heard)]
                return

    def hear(self, passage: Passage, frame: Frame | None) -> None:
        """Tells a frame what kind of event a sentence without figures tells of it."""
        if frame is not None and frame.event is None and not (is_background(passage) or looks_back(passage)):
            heard = next((one for one in events_heard(passage, self.context) if one.kind not in APART), None)
            frame.event = heard.kind if heard is not None else None

    def _of_news(self, short: bool) -> _Carried | None:
        """The one kind that the report tells, for a count over a few days."""
        if not short or self._only is None:
            return None
        return self._only, [Evidence("event_type", _ONLY, None, None, "")]

    def _by_hand(self, index: int, told: Event, finding: Finding) -> _Carried | None:
        """An attack by hand, where the words tell of attackers or of men who did it, and of no other kind."""
        if told.hint_at is not None and self._tells_none_but_by_hand:
            return EventType.ATTACK, [self._words("event_type", index, *told.hint_at, rule=_BY_HAND)]
        if has_doer(self.passages[index], finding):
            verb = finding.predicate
            return EventType.ATTACK, [self._words("event_type", index, verb, verb, rule=_BY_HAND)]
        before = self.passages[index - 1] if index else None
        if before is None or before.findings or not self._tells_none_but_by_hand:
            return None
        found = next((one for one in _WORD.finditer(before.text.lower()) if one.group() in self._hints), None)
        if found is None:
            return None
        start, end = before.start + found.start(), before.start + found.end()
        return EventType.ATTACK, [Evidence("event_type", _BY_HAND, start, end, self.report.text[start:end])]

    def _done_by_men(self, index: int, frame: Frame, finding: Finding) -> _Carried | None:
        """An attack by hand of men who did it themselves: what exploded in the attack told before is not how."""
        passage, verb = self.passages[index], finding.predicate
        if frame.event not in _EXPLODED or not has_doer(passage, finding):
            return None
        return EventType.ATTACK, [self._words("event_type", index, verb, verb, rule=_BY_HAND)]

    def _told_below(self, index: int) -> _Carried | None:
        """The kind that the next sentence of the paragraph tells, if it has no figures, place or day of its own."""
        behind = self.passages[index + 1] if index + 1 < len(self.passages) else None
        if behind is None or behind.findings or behind.times or behind.places or tells_another(behind):
            return None
        if "\n" in self.report.text[self.passages[index].end : behind.start]:
            return None
        return next(self._heard(behind, "the sentence behind"), None)

    @cached_property
    def _hints(self) -> frozenset[str]:
        return self.context.event_hints | ON_FOOT

    def _told_above(self, index: int, placed: bool) -> _Carried | None:
        """The kind of the figures right before in the paragraph, where this one has no place of its own."""
        if self.last is None or placed or tells_another(self.passages[index]):
            return None
        at, kind = self.last
        near = index - at <= _NEAR and "\n" not in self.report.text[self.passages[at].end : self.passages[index].start]
        return (kind, [Evidence("event_type", "its paragraph", None, None, "")]) if near else None

    @cached_property
    def _kinds(self) -> list[Heard]:
        """Every kind that the report's sentences tell of what it is about."""
        told = (one for one in self.passages if not (is_background(one) or looks_back(one)))
        return [heard for one in told for heard in events_heard(one, self.context)]

    @cached_property
    def _only(self) -> EventType | None:
        """The kind of event that the report tells, where all its sentences that tell one tell the same.

        Loose words ("the blast") count only where no others tell a kind.
        """
        told = [heard for heard in self._kinds if heard.kind not in APART]
        kinds = {heard.kind for heard in told if not heard.is_loose} or {heard.kind for heard in told}
        return kinds.pop() if len(kinds) == 1 else None

    @cached_property
    def _raids_on_foot(self) -> bool:
        """True where a raid that no word near it tells more of was on the ground: none from the air is told."""
        strict = {heard.kind for heard in self._kinds if heard.kind is not EventType.AIRSTRIKE or not heard.is_raid}
        if not strict.isdisjoint({EventType.AIRSTRIKE, EventType.SHELLING}):
            return False
        return bool(strict & _ON_THE_GROUND) or any(not ON_FOOT.isdisjoint(one.words()) for one in self.passages)

    @cached_property
    def _tells_none_but_by_hand(self) -> bool:
        """True for a report that tells of no attack from afar."""
        return {heard.kind for heard in self._kinds} <= _ON_THE_GROUND

    def _evidence(self, rule: str, heard: Heard) -> Evidence:
        return Evidence("event_type", rule, heard.start, heard.end, self.report.text[heard.start : heard.end])

    def _words(self, attribute: str, index: int, first: int, last: int, rule: str = _BY_WORDS) -> Evidence:
        start, end = self.passages[index].stretch(first, last)
        return Evidence(attribute, rule, start, end, self.report.text[start:end])

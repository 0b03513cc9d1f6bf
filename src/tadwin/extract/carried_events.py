"""The kind of event and the weapon of a figure: by its sentence, else by what its report tells beside it."""

from collections.abc import Sequence
from functools import cached_property

from tadwin.extract.context import ContextWords
from tadwin.extract.events import TAKEN, Event, Heard, event_heard
from tadwin.extract.frames import Frame
from tadwin.extract.passages import Passage
from tadwin.types import Evidence, Report
from tadwin.vocab import Effect, EventType, Scope

_Told = tuple[EventType | None, str | None]  # with the weapon


class CarriedEvents:
    """The kinds of event of one report, made once and asked for each of its figures."""

    def __init__(self, report: Report, passages: Sequence[Passage], context: ContextWords) -> None:
        self.report = report
        self.passages = passages
        self.context = context

    def of_figure(
        self, index: int, scope: Scope, frame: Frame, told: Event, effect: Effect
    ) -> tuple[_Told, list[Evidence]]:
        """Event type and weapon by the words of the passage at `index`, with the evidence of each.

        Where they tell none of an incident: by the sentence before, by its frame, which learns them, and by the report
        that tells of one kind alone.
        """
        kind, weapon = told.kind, told.weapon
        evidence = []
        if told.kind_at is not None:
            evidence.append(self._words("event_type", index, *told.kind_at))
        if told.weapon_at is not None:
            evidence.append(self._words("weapon", index, *told.weapon_at))
        if scope is not Scope.INCIDENT or effect in TAKEN:
            return (kind, weapon), evidence
        if kind is None:
            kind, why = self._told_beside(index, frame)
            evidence += why
        if weapon is None and frame.weapon is not None and kind is frame.event:
            weapon = frame.weapon
            evidence.append(Evidence("weapon", "its frame", None, None, ""))
        frame.event, frame.weapon = kind, weapon
        return (kind, weapon), evidence

    def _told_beside(self, index: int, frame: Frame) -> tuple[EventType | None, list[Evidence]]:
        heard = self._before(index)
        if heard is not None:
            words = self.report.text[heard.start : heard.end]
            return heard.kind, [Evidence("event_type", "the sentence before", heard.start, heard.end, words)]
        if frame.event is not None:
            return frame.event, [Evidence("event_type", "its frame", None, None, "")]
        if self._only is not None:
            return self._only, [Evidence("event_type", "the only kind its report tells", None, None, "")]
        return None, []

    def _before(self, index: int) -> Heard | None:
        """The event that the sentence right before tells, if it has no figures of its own."""
        before = self.passages[index - 1] if index else None
        return None if before is None or before.findings else event_heard(before, self.context)

    @cached_property
    def _only(self) -> EventType | None:
        """The kind of event that the report tells, where all its sentences that tell one tell the same."""
        kinds = {heard.kind for passage in self.passages if (heard := event_heard(passage, self.context)) is not None}
        return kinds.pop() if len(kinds) == 1 else None

    def _words(self, attribute: str, index: int, first: int, last: int) -> Evidence:
        start, end = self.passages[index].stretch(first, last)
        return Evidence(attribute, "words of its sentence", start, end, self.report.text[start:end])

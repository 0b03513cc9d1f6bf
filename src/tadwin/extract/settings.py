"""Where, when and in which frame the figures of a report stand: by their own words, then by what was told before."""

from collections.abc import Sequence
from dataclasses import dataclass

from tadwin import vocab
from tadwin.extract.accounts import Account, Accounts, counts, is_single
from tadwin.extract.around import Around
from tadwin.extract.attackers import kinds_of_event
from tadwin.extract.by_place import parts_by_place, place_beside
from tadwin.extract.context import ContextWords
from tadwin.extract.covered import counts_over, goes_on_counting, is_of_month, period_of
from tadwin.extract.days import comes_after, days_of_harm, is_of_a_quote, is_spoken_on_a_day, opens_with, time_of
from tadwin.extract.elsewhere import wards
from tadwin.extract.events import Event, eventful
from tadwin.extract.evidence import evidence_of, where_and_when
from tadwin.extract.frame import Frame, count_of, lasts
from tadwin.extract.frames import Frames
from tadwin.extract.judged import Finding
from tadwin.extract.nearness import may_be_anywhere
from tadwin.extract.others import adds_others, is_of_another_side
from tadwin.extract.passages import Passage
from tadwin.extract.periods import is_of_days, is_rough, is_short, is_vague
from tadwin.extract.retold import Retold
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
from tadwin.extract.tallied import place_of_tally
from tadwin.extract.whereabouts import (
    is_line_of_list,
    is_local,
    located,
    opens_with_place,
    places_of,
    points_to_place,
    titled,
)
from tadwin.extract.wholes import root
from tadwin.types import Evidence, Mention, Place, When
from tadwin.vocab import Scope

#: A speaker's "today" may be reported so many days later.
_REPORTED_LATE = 7
#: How many sentences behind a count over a period another in its paragraph counts over it, too.
_LOOK_ON = 1


@dataclass(frozen=True, slots=True)
class Setting:
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


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a figure counts over, and where its words say so; `current` is the frame that was told last before it."""

    own: list[Mention[Place]]
    when: Mention[When] | None
    scope: Scope
    rule: str
    current: Frame | None
    goes_on: bool  # with a count over a period in the sentence before


class Settings:
    """The settings of the figures of one report, asked for passage by passage in the order of the text."""

    def __init__(self, text: str, passages: Sequence[Passage], context: ContextWords) -> None:
        self.passages = passages
        self.context = context
        self.index = 0  # of the passage that is being read
        self.frames = Frames()
        self.retold = Retold(self.frames)
        self.sections = Sections(text, passages)
        self.accounts = Accounts(text, passages)
        self.around = Around(passages, self.sections)
        self.heading = located(passages[0], context) if passages else []
        self.titled = titled(text, passages)  # where the report as a whole tells of, by its title
        self.covered = period_of(passages)  # by the report's heading
        self.counting: tuple[int, Mention[When]] | None = None  # the last count over a period

    def enter(self, index: int, places: Sequence[Mention[Place]]) -> bool:
        """Goes on to the passage of that index, and tells whether it is the head of a section."""
        self.index, passage = index, self.passages[index]
        if self.frames.turned is not None and not self.sections.goes_on(index, index - 1):
            self.frames.turn_back()
        heads = self.sections.enter(index, self.frames)
        self.accounts.enter(index)
        if heads and self.sections.open is not None:
            self.accounts.hear(index, () if self.sections.open.alone else passage.places, eventful=True)
        self.around.hear(index, places)
        return heads

    def hear(self, places: list[Mention[Place]]) -> None:
        """Learns what a sentence without figures tells of where and when."""
        passage = self.passages[self.index]
        if places or passage.times:  # else it has nothing to say of that
            told = eventful(passage, self.context)
            self.frames.hear(passage, self.index, self.sections.within(places), told)
            self.accounts.hear(self.index, places, told)

    def of_passage(self, passage: Passage, places: list[Mention[Place]], told: Sequence[Event]) -> list[Setting]:
        """The settings of a passage's figures: a part has its whole's, unless it is told with a place of its own."""
        if goes_back(passage) and not (is_background(passage) or looks_back(passage)):
            first = passage.stretch(passage.findings[0].first, passage.findings[0].last)[0]
            self.frames.settle(passage, self.index, [place for place in places if place.start < first])
        parts = parts_by_place(passage)
        own = {
            key: self._setting(passage, finding, parts.get(key, places), told[key])
            for key, finding in enumerate(passage.findings)
            if finding.whole is None or key in parts
        }
        return [own[key if key in own else root(passage, key)] for key in range(len(passage.findings))]

    def _setting(self, passage: Passage, finding: Finding, places: list[Mention[Place]], told: Event) -> Setting:
        """Scope, frame, places and time of one figure, each with its evidence."""
        counted = self._counted(passage, finding, places)
        own, when, scope, rule = counted.own, counted.when, counted.scope, counted.rule
        frame = self._frame(passage, finding, own, when, scope, rule)
        if frame.is_tally and scope is Scope.INCIDENT:
            scope, rule = Scope.TALLY, f"goes on with a count of {vocab.SEVERAL_ATTACKS}"
        places = own or frame.places or self._places(passage, finding, scope, rule, counted.current)
        kinds = kinds_of_event(told)
        apart = is_told_apart(passage, finding) or opens_before(passage)
        apart = apart or comes_after(passage, finding)
        if when is None and not apart:
            when = self._day(passage, finding, own, places, frame, kinds, (scope, rule), counted.current)
        if scope is Scope.INCIDENT and when is not None and is_vague(when):
            when = None
        period = None
        if scope is Scope.TALLY and when is not None and not counted.goes_on and is_rough(when):
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
        return Setting(frame, scope, places, when, period, evidence, learns, bool(own), short)

    def _counted(self, passage: Passage, finding: Finding, places: list[Mention[Place]]) -> _Counted:
        """What the figure counts over and where, by its own words, those before it, and the report's heading."""
        own = places if finding.whole is not None else self._own_places(passage, finding, places)
        when = time_of(passage, finding)
        current = self.frames.current
        if when is not None and current is not None and is_of_a_quote(passage, when) and _is_days_before(current, when):
            when = None  # spoken on the day of the attack, and reported later
        scope, rule = scope_of(passage, finding, when, own)
        before = self.passages[self.index - 1] if self.index else passage
        counted = None if when is not None else counted_before(passage, before, days_of_harm(before))
        if counted is not None:
            when, own = counted, own or located(before, self.context) or self.frames.places_before(self.index)
            scope, rule = Scope.TALLY, "goes on with a count over a period"
        if when is None and (account := self._account(passage, finding, own, scope, rule)) is not None:
            own = [one for one in own if one.start >= passage.start] or list(account.places)
            scope, rule, when = Scope.TALLY, account.rule, account.when
        if scope is Scope.INCIDENT and when is None and self._is_listed(passage, finding):
            scope, rule = Scope.TALLY, f"goes on with a count of {vocab.SEVERAL_ATTACKS}"
        if when is None and scope is Scope.INCIDENT and (on := self._counted_on(passage, finding, own)) is not None:
            when, scope, rule = on, Scope.TALLY, PERIOD
        if scope is Scope.TALLY and when is not None and self.covered is not None and is_rough(when):
            when = self.covered if is_of_month(when, self.covered) else when
        if scope is Scope.TALLY and rule == PERIOD and when is not None:
            self.counting = self.index, when
        self.accounts.told(self.index, finding, own, when, scope, rule)
        return _Counted(own, when, scope, rule, current, counted is not None)

    def _is_listed(self, passage: Passage, finding: Finding) -> bool:
        """True for a figure without a day in a list by place, counted behind a count of several attacks."""
        current = self.frames.current
        return current is not None and current.is_tally and bool(place_beside(passage, finding)) and counts(passage)

    def _places(
        self, passage: Passage, finding: Finding, scope: Scope, rule: str, current: Frame | None
    ) -> list[Mention[Place]]:
        """Where a figure was that neither its words nor its frame place: by the report's title, or what it counts."""
        if scope is Scope.INCIDENT:
            return [] if is_told_apart(passage, finding) else self.titled
        places = place_of_tally(self.passages, self.index, rule, self.heading)
        return current.places if not places and rule == CAMPAIGN and current is not None else places

    def _day(
        self,
        passage: Passage,
        finding: Finding,
        own: list[Mention[Place]],
        places: list[Mention[Place]],
        frame: Frame,
        kinds: frozenset[str],
        scoped: tuple[Scope, str],
        current: Frame | None,
    ) -> Mention[When] | None:
        """The time of a figure whose own words give none: its frame's, its list's or its section's."""
        when = None
        scope, rule = scoped
        headed = self.sections.open is not None and not frame.effects
        if headed or frame.is_of(finding.effect, kinds):
            when = frame.when
            # "another six in the town of", "on Monday it said that": whose day, who knows
            turned = self.frames.turned is not None and frame is self.frames.turned[1]
            another = (bool(own) or turned) and (adds_others(passage, finding) or is_spoken_on_a_day(passage))
            if when is None and not another and (scope is Scope.INCIDENT or rule == SEVERAL_ATTACKS):
                local = is_local(passage, own) or is_line_of_list(passage, own) or self.sections.open is not None
                when = self.frames.day_for(places, local=local) or self.sections.log_day
                if when is None and current is not None and self._lists(passage, places, current):
                    when = frame.when = current.day_of_list(places)
        return self.sections.day if when is None and scope is Scope.INCIDENT else when

    def _account(
        self, passage: Passage, finding: Finding, own: list[Mention[Place]], scope: Scope, rule: str
    ) -> Account | None:
        """What the report counts that the figure goes on with; none where its day or paragraph tells of an attack."""
        current = self.frames.current
        dated = current is not None and not current.is_tally and current.when is not None
        if scope is Scope.INCIDENT and (self.sections.day is not None or (dated and self._is_near(passage))):
            return None
        return self.accounts.of_figure(self.index, finding, own, scope, rule)

    def _counted_on(self, passage: Passage, finding: Finding, own: Sequence[Mention[Place]]) -> Mention[When] | None:
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


def _is_days_before(frame: Frame, when: Mention[When]) -> bool:
    """True for a frame of one attack, whose day is the one told shortly before."""
    told, start = frame.when, when.names.start
    if frame.is_tally or told is None or told.names.start is None or start is None:
        return False
    return told.names.start == told.names.end and 0 < (start - told.names.start).days <= _REPORTED_LATE

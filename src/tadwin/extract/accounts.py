"""Accounts: what a report counts over a period, and which of its figures go on with it.

An account opens with a period in the report's title or in a heading ("The toll of May", "Developments (3-9 August)"),
or with a first figure that counts over one. It holds for every figure behind it that has neither a day, nor a
settlement, nor one attack of its own, until an attack is told; a heading, an item of a list or words of counting take
it up again. A period told in the midst of a report holds only for the sentences behind it that go on counting.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tadwin.extract.by_place import place_beside
from tadwin.extract.covered import is_of_month
from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage, asked_once
from tadwin.extract.scopes import PERIOD, SEVERAL_ATTACKS, WIDE_PLACES, is_background, looks_back, tells_one_attack
from tadwin.extract.words import any_of, words
from tadwin.types import Mention, Place, When
from tadwin.vocab import DatePrecision, Scope

#: The longest heading, in code points.
_LONGEST = 160
#: In days from the first to the last: an attack may last over midnight.
_SHORTEST = 2
#: How many sentences behind a period told in passing may go on counting.
_REACH = 2
_BULLET = re.compile(r"\W*[-*•●▪◦–](?!\w)")
_MARK = re.compile(r"(?:^|\n)\s*[-*•●▪◦–]\s*$")
_ENDS_SENTENCE = re.compile(r"[.!?;,][\"”’)]*\s*$")
#: The report itself is of the year that its heading names.
_OF_REPORT = words("accounts", "of_report")
#: "Developments after the reporting period": what stands under it is of another.
_BEYOND = re.compile(
    r"\b(?:after|before|outside|beyond|since|prior to) the (?:\w+ )?(?:period|week|month)\b", re.IGNORECASE
)
#: Words that count: they take an account up again behind an attack that was told.
_COUNTS = re.compile(rf"\b(?:{any_of('accounts', 'counts')})\b", re.IGNORECASE)
_COUNTS_WORDS = frozenset(re.findall(r"[a-z]+", phrase)[-1] for phrase in words("accounts", "counts"))
#: A sentence that opens so divides what the one before it counted.
_DIVIDES = re.compile(rf"\W*(?:{any_of('accounts', 'divides')})\b", re.IGNORECASE)
#: "This brings the toll to 90": what was counted from another day on.
_RUNS_ON = re.compile(rf"\b(?:{any_of('accounts', 'runs_on')})\b", re.IGNORECASE)
#: "During this period", "in the same week": of the time told last.
_THE_SAME = re.compile(
    r"\b(?:during|in|over|within|throughout) (?:this|that|the same|the said) (?:\w+ )?"
    r"(?:period|time|month|week|quarter|days)\b",
    re.IGNORECASE,
)
#: A sentence with one of these may tell another period to compare with.
_COMPARES = frozenset({"compared", "comparison", "compares", "versus"})
_SINCE = re.compile(r"since\b", re.IGNORECASE)

#: Rules: how a figure came to count over a period.
GOES_ON, RUNS_ON = "goes on with what its report counts over a period", "counts up to the day of its report"


@dataclass(frozen=True, slots=True)
class Account:
    """What is counted: over which time, and where. Either may be left open by the words."""

    when: Mention[When] | None
    places: tuple[Mention[Place], ...]
    rule: str = GOES_ON


class Accounts:
    """The accounts of one report, read in the order of its text."""

    def __init__(self, text: str, passages: Sequence[Passage]) -> None:
        self.text = text
        self.passages = passages
        self.title: Account | None = None
        self.section: Account | None = None
        self.lead: Account | None = None
        self.in_item = self.of_item = False  # whether an item of a list is read; whether one opened the account
        self.closed = False  # under a heading that is of another period
        self.is_first = True  # no figure was told yet
        self.told_of_one = False  # an attack was told, and no account was taken up again since
        self.last: tuple[int, Account] | None = None  # of the last sentence that counted over a period
        self.before: tuple[int, Account] | None = None  # of the one before it

    def enter(self, index: int) -> None:
        """Reads on to a passage."""
        passage = self.passages[index]
        if not self._begins(index):
            return
        self.in_item = self._is_item(index)
        heads = self._is_heading(index)
        if heads or self._is_item(index):
            self.told_of_one = False
            if self.of_item and self.lead is not None:
                self.lead = Account(None, ())  # other items are of the report's period, which nobody tells
        if not heads:
            return
        found = _period_of(passage)
        if _BEYOND.search(passage.text):
            self.closed, self.section = True, None
        elif found is not None:
            self.closed = False
            self.section = Account(found, tuple(passage.places))
            self.title = self.title or (self.section if self.is_first else None)
        elif self.closed:
            self.closed, self.section = False, self.title

    def hear(self, index: int, places: Sequence[Mention[Place]], eventful: bool) -> None:
        """Learns from a sentence without figures that an attack is told: of a day, of a settlement, or of both."""
        day = any(
            one.names.start is not None and one.names.start == one.names.end for one in self.passages[index].times
        )
        settled = len(_wide(places)) < len(places)
        if (day or settled) if eventful else (day and settled):
            self.told_of_one = True

    def of_figure(
        self, index: int, finding: Finding, own: Sequence[Mention[Place]], scope: Scope, rule: str
    ) -> Account | None:
        """The account that a figure without a time of its own goes on with; `rule` is that of its scope."""
        passage = self.passages[index]
        if scope is Scope.TALLY and "since" in passage.words() and (self.section or self.lead) is not None:
            return Account(None, (), RUNS_ON)
        if scope is Scope.TALLY and rule not in (SEVERAL_ATTACKS, PERIOD):
            return None
        if scope is Scope.INCIDENT and self._is_of_an_attack(passage, finding, own):
            return None
        if is_background(passage) or looks_back(passage):
            return None
        if self.told_of_one and finding.counted.quantity.kind == "none":
            return None  # "no deaths were recorded" there
        account = self._open(index, passage)
        if account is not None and "since" in passage.words():
            return Account(None, (), RUNS_ON)  # "since the protests began", whose day nobody gives
        if account is not None and _RUNS_ON.search(passage.text):
            return Account(None, (), RUNS_ON)
        return account

    def told(
        self,
        index: int,
        finding: Finding,
        own: Sequence[Mention[Place]],
        when: Mention[When] | None,
        scope: Scope,
        rule: str,
    ) -> None:
        """Learns what a figure was told of: its own places and time, its scope and the rule of that."""
        passage = self.passages[index]
        if rule in (PERIOD, GOES_ON):
            self._told_over(index, passage, own, when, rule)
        elif scope is Scope.INCIDENT and finding.share is None:
            self.told_of_one = self.told_of_one or when is not None or self._is_of_an_attack(passage, finding, own)
        self.is_first = self.is_first and self._is_heading(index)

    def _told_over(
        self, index: int, passage: Passage, own: Sequence[Mention[Place]], when: Mention[When] | None, rule: str
    ) -> None:
        if (
            when is None
            or is_background(passage)
            or _SINCE.match(when.text)
            or not _COMPARES.isdisjoint(passage.words())
        ):
            return
        start, end = when.names.start, when.names.end
        if start is not None and end is not None and (end - start).days < _SHORTEST:
            self.told_of_one = self.told_of_one or len(_wide(own)) < len(own) or tells_one_attack(passage)
            return
        account = Account(when, tuple(own))
        if self.last is None or self.last[0] != index:
            self.before, self.last = self.last, (index, account)
        self.told_of_one = self.told_of_one and rule != GOES_ON
        if self.is_first and rule == PERIOD:
            self.lead, self.of_item = account, self.in_item

    def _open(self, index: int, passage: Passage) -> Account | None:
        """The account that stands open for a sentence."""
        last = self.before if self.last is not None and self.last[0] == index else self.last
        if _THE_SAME.search(passage.text):
            return last[1] if last is not None else self.section or self.lead
        near = last is not None and index - last[0] <= _REACH and not self.told_of_one
        if last is not None and near and _DIVIDES.match(passage.text):
            return last[1]
        if self.closed or (self.told_of_one and not counts(passage)):
            return None
        return self._exact() or self.section or self.lead

    def _exact(self) -> Account | None:
        """The lead, where it gives the days of the month that the heading only names."""
        lead = self.lead.when if self.lead is not None else None
        section = self.section.when if self.section is not None else None
        return self.lead if lead is not None and section is not None and is_of_month(section, lead) else None

    def _is_of_an_attack(self, passage: Passage, finding: Finding, own: Sequence[Mention[Place]]) -> bool:
        """True for a figure that its words lay on one attack, on one settlement, or that tells of one person."""
        if finding.share is not None or _DIVIDES.match(passage.text) or _THE_SAME.search(passage.text):
            return False
        fine = any(one.names.precision not in WIDE_PLACES for one in own) and not place_beside(passage, finding)
        return fine or is_single(finding) or tells_one_attack(passage)

    def _begins(self, index: int) -> bool:
        """True for a passage that begins a line."""
        return index == 0 or "\n" in self.text[self.passages[index - 1].end : self.passages[index].start]

    def _is_item(self, index: int) -> bool:
        """True for a passage that begins an item of a list, whose mark stands before it or opens it."""
        before = self.text[self.passages[index - 1].end if index else 0 : self.passages[index].start]
        return bool(_MARK.search(before) or _BULLET.match(self.passages[index].text))

    def _is_heading(self, index: int) -> bool:
        """True for a line by itself that ends like no sentence."""
        passage = self.passages[index]
        behind = index + 1
        ends = behind == len(self.passages) or "\n" in self.text[passage.end : self.passages[behind].start]
        short = passage.end - passage.start <= _LONGEST and not self._is_item(index)
        return short and ends and self._begins(index) and not _ENDS_SENTENCE.search(passage.text)


def is_single(finding: Finding) -> bool:
    """True for one person or thing told without a number: "an elderly woman"."""
    return finding.counted.quantity.kind == "indefinite" and finding.counted.quantity.value == 1


def _period_of(passage: Passage) -> Mention[When] | None:
    """The period that a heading names, unless it tells of one attack."""
    if tells_one_attack(passage):
        return None
    told = passage.words()
    for mention in passage.times:
        start, end = mention.names.start, mention.names.end
        if start is None or end is None or (end - start).days < _SHORTEST or _SINCE.match(mention.text):
            continue
        if mention.names.precision is not DatePrecision.YEAR or not _OF_REPORT.isdisjoint(told):
            return mention
    return None


@asked_once
def counts(passage: Passage) -> bool:
    """True for a sentence with words of counting: "documented", "the reporting period", "the number of"."""
    return not _COUNTS_WORDS.isdisjoint(passage.words()) and bool(_COUNTS.search(passage.text))


def _wide(places: Sequence[Mention[Place]]) -> list[Mention[Place]]:
    return [one for one in places if one.names.precision in WIDE_PLACES]

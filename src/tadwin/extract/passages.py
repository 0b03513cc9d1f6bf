"""One sentence of a report with everything known about it: its tree, its figures, and the names in it."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from operator import attrgetter
from typing import Any, TypeVar

from tadwin.extract.cited import is_cited
from tadwin.extract.judged import Finding, Passed
from tadwin.extract.tree import Tree
from tadwin.extract.words import words
from tadwin.types import Actor, Mention, Mentions, Place, When

T = TypeVar("T")

_LETTERS = re.compile(r"[a-z]+")

_START, _END = attrgetter("start"), attrgetter("end")

#: How far into a report, in code points, its own dateline can stand.
_DATELINE = 200
_WORD = re.compile(r"\w+")
#: How many days before publication an article may have been written, as its dateline says.
_WRITTEN_BEFORE = 10
#: Before the date that opens a report there is nothing but these; before the date of an event stands one of those.
_PUBLISHED = words("passages", "published")
_OF_EVENTS = words("passages", "of_events")
#: The date of such a heading is the day that it tells of: "Daily bulletin, 5 May 2022".
_BULLETIN = words("passages", "bulletin")
#: How many code points may stand between the date of a heading and its end.
_CLOSING = 3
#: What stands behind a date that is a dateline's: " - ", " (Agency) - ".
_DASHED = re.compile(r" ?(?:\([^()]{1,40}\) ?)?-{1,2}(?:\s*$|\s*[^\sa-z])")


@dataclass(slots=True)
class Passage:
    """A sentence of a report, `start` to `end` of its text: half-open, in code points.

    `tree` is None where no word of harm made a parse worth while.
    """

    start: int
    end: int
    text: str  # plain surface, of the same length as the report's own words
    tree: Tree | None = None
    offset: int = 0  # what to add to a token's offset to get the report's
    findings: list[Finding] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)
    answers: dict[object, Any] = field(default_factory=dict)  # see `asked_once`
    tokens_at: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)  # see `tokens_of`
    letters: frozenset[str] | None = None  # see `words`
    places: Sequence[Mention[Place]] = ()
    times: Sequence[Mention[When]] = ()
    actors: Sequence[Mention[Actor]] = ()
    dateline: Mention[When] | None = None  # the day of publication that it gives, which is no day of harm

    def words(self) -> frozenset[str]:
        """The runs of letters in the sentence, in lower case: a quick look before a slow one."""
        if self.letters is None:
            self.letters = frozenset(_LETTERS.findall(self.text.lower()))
        return self.letters

    def parsed(self) -> Tree:
        """The tree of a passage that was parsed. Raises ValueError for one that was not: only those have figures."""
        if self.tree is None:
            raise ValueError(f"the passage at {self.start} was not parsed")
        return self.tree

    def stretch(self, first: int, last: int) -> tuple[int, int]:
        """Where the tokens from first to last, both included, stand in the report: half-open, in code points."""
        tokens = self.parsed().tokens
        return self.offset + tokens[first].start, self.offset + tokens[last].end

    def before(self, mention: Mention[Any], reach: int) -> str:
        """The words of the sentence right before a mention, up to `reach` code points of them."""
        start = mention.start - self.start
        return self.text[max(0, start - reach) : start]

    def token_at(self, position: int) -> int:
        """The index of the token that covers or follows a position of the report."""
        tokens = self.parsed().tokens
        return min(bisect_left(tokens, position + 1 - self.offset, key=_END), len(tokens) - 1)

    def tokens_of(self, mention: Mention[T]) -> tuple[int, int]:
        """First and last token of a mention; looked for once, as every figure of the sentence asks."""
        stretch = mention.start, mention.end
        if stretch not in self.tokens_at:
            self.tokens_at[stretch] = self.token_at(mention.start), self.token_at(mention.end - 1)
        return self.tokens_at[stretch]


def asked_once(question: Callable[[Passage], T]) -> Callable[[Passage], T]:
    """A question about the whole sentence, answered once for all its figures. To be asked when its names are known."""

    @wraps(question)
    def answer(passage: Passage) -> T:
        try:
            kept: T = passage.answers[question]
        except KeyError:
            kept = passage.answers[question] = question(passage)
        return kept

    return answer


def share_mentions(passages: Sequence[Passage], mentions: Mentions, published: date | None) -> None:
    """Gives every passage the mentions that stand in it; passages are in the order of the text.

    The report's own dateline is left out: it is the day of publication, and says nothing of the day of the harm. So are
    the dates of cited sources.
    """
    datelines = [mention for mention in mentions.times if _is_dateline(mention, published, passages)]
    times = [mention for mention in mentions.times if mention not in datelines]
    for passage in passages:
        passage.dateline = next(iter(_within(datelines, passage)), None)
        passage.places = _within(mentions.places, passage)
        passage.times = _of_events(passage, _within(times, passage))
        passage.actors = _within(mentions.actors, passage)


def _of_events(passage: Passage, times: list[Mention[When]]) -> list[Mention[When]]:
    """The times of a sentence without those of the sources that it cites in brackets."""
    if "(" not in passage.text:
        return times
    cited = (
        is_cited(passage.text, one.start - passage.start, one.end - passage.start, passage.places, passage.start)
        for one in times
    )
    return [one for one, leave in zip(times, cited, strict=True) if not leave]


def _is_dateline(mention: Mention[When], published: date | None, passages: Sequence[Passage]) -> bool:
    """True for a date near the start that is the day of publication, and says nothing of the harm.

    It stands by itself, and heads no bulletin of a day: a full date without "on" before it. One that opens the report
    may also be of the day before or after publication, and one with a dash behind ("GENEVA, 12 September - ") of days
    before it.
    """
    when = mention.names
    if mention.start > _DATELINE or published is None or when.start != when.end or when.start is None:
        return False
    if not -1 <= (published - when.start).days <= _WRITTEN_BEFORE:
        return False
    if not any(character.isdigit() for character in mention.text):
        return False
    passage = next((one for one in passages if one.start <= mention.start < one.end), None)
    if passage is None:
        return False
    before = passage.text[: mention.start - passage.start].lower()
    behind = passage.text[mention.end - passage.start :]
    near = abs((when.start - published).days) <= 1
    if near and passage is passages[0] and _PUBLISHED.issuperset(_WORD.findall(before)):
        return True
    if _WORD.findall(before)[-1:] and _WORD.findall(before)[-1] in _OF_EVENTS:
        return False
    if bool(_DASHED.match(behind)):
        return near or passage.text[: mention.start - passage.start].rstrip().endswith(",")
    heads = len(behind) <= _CLOSING and not _BULLETIN.isdisjoint(_WORD.findall(before))
    return str(when.start.year) in mention.text and not heads and when.start == published


def _within(mentions: Sequence[Mention[T]], passage: Passage) -> list[Mention[T]]:
    """The mentions that start inside the passage; they are sorted by start."""
    first = bisect_left(mentions, passage.start, key=_START)
    found = []
    for mention in mentions[first:]:
        if mention.start >= passage.end:
            break
        found.append(mention)
    return found

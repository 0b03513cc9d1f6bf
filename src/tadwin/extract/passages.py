"""One sentence of a report with everything known about it: its tree, its figures, and the names in it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import TypeVar

from tadwin.extract.judged import Finding, Passed
from tadwin.extract.tree import Tree
from tadwin.types import Actor, Mention, Mentions, Place, When

T = TypeVar("T")

_START, _END = attrgetter("start"), attrgetter("end")

#: How far into a report, in code points, its own dateline can stand.
_DATELINE = 200
#: What stands behind a date that is a dateline's: " - ", " (Agency) - ".
_DASHED = re.compile(r" ?(?:\([^()]{1,40}\) ?)?-")


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
    background: bool | None = None  # whether it sums up the war; None until asked
    places: Sequence[Mention[Place]] = ()
    times: Sequence[Mention[When]] = ()
    actors: Sequence[Mention[Actor]] = ()

    def parsed(self) -> Tree:
        """The tree of a passage that was parsed. Raises ValueError for one that was not: only those have figures."""
        if self.tree is None:
            raise ValueError(f"the passage at {self.start} was not parsed")
        return self.tree

    def stretch(self, first: int, last: int) -> tuple[int, int]:
        """Where the tokens from first to last, both included, stand in the report: half-open, in code points."""
        tokens = self.parsed().tokens
        return self.offset + tokens[first].start, self.offset + tokens[last].end

    def token_at(self, position: int) -> int:
        """The index of the token that covers or follows a position of the report."""
        tokens = self.parsed().tokens
        return min(bisect_left(tokens, position + 1 - self.offset, key=_END), len(tokens) - 1)

    def tokens_of(self, mention: Mention[T]) -> tuple[int, int]:
        """First and last token of a mention."""
        return self.token_at(mention.start), self.token_at(mention.end - 1)


def share_mentions(passages: Sequence[Passage], mentions: Mentions, published: date | None) -> None:
    """Gives every passage the mentions that stand in it; passages are in the order of the text.

    The report's own dateline is left out: it is the day of publication, and says nothing of the day of the harm.
    """
    opening = "".join(passage.text + " " for passage in passages[:3])[:_DATELINE]
    times = [mention for mention in mentions.times if not _is_dateline(mention, published, opening)]
    for passage in passages:
        passage.places = _within(mentions.places, passage)
        passage.times = _within(times, passage)
        passage.actors = _within(mentions.actors, passage)


def _is_dateline(mention: Mention[When], published: date | None, opening: str) -> bool:
    """True for a date near the start that is the day of publication, or the day before or after it.

    It stands by itself: a full date without "on" before it, or any date with a dash behind ("GENEVA, 12 September - ").
    """
    when = mention.names
    if mention.start > _DATELINE or published is None or when.start != when.end or when.start is None:
        return False
    if abs((when.start - published).days) > 1 or not any(character.isdigit() for character in mention.text):
        return False
    found = opening.find(mention.text)
    before, behind = opening[:found].rstrip(), opening[found + len(mention.text) :]
    if before.endswith((" on", "On", " since", " from", " until", " of", " the", " by", " dated")) or found < 0:
        return False
    return str(when.start.year) in mention.text or bool(_DASHED.match(behind))


def _within(mentions: Sequence[Mention[T]], passage: Passage) -> list[Mention[T]]:
    """The mentions that start inside the passage; they are sorted by start."""
    first = bisect_left(mentions, passage.start, key=_START)
    found = []
    for mention in mentions[first:]:
        if mention.start >= passage.end:
            break
        found.append(mention)
    return found

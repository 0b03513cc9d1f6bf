"""A report's words with its claims marked, each mark leading to where the page speaks of the claim."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from tadwin.export import marked, wording
from tadwin.types import Claim, Report
from tadwin.vocab import Stance

#: Characters of a paragraph that are shown on either side of a claim's words, in code points.
AROUND = 600


@dataclass(frozen=True, slots=True)
class Numbered:
    """A claim on a page: its number there, who says it, and the fragment under which the page speaks of it."""

    claim: Claim
    number: int
    speaker: str

    @property
    def anchor(self) -> str:
        """The fragment of the claim's own line; its words are at `words`."""
        return self.claim.id

    @property
    def words(self) -> str:
        """The fragment of the claim's words in the text."""
        return f"w-{self.claim.id}"

    @property
    def told(self) -> str:
        """What the claim counts and who says so, in a line: "2. killed: 14, denied, said by Example Wire"."""
        stance = "" if self.claim.stance is Stance.ASSERTED else f", {self.claim.stance}"
        return f"{self.number}. {wording.claimed(self.claim)}{stance}, said by {self.speaker}"


def numbered(claims: Iterable[Claim], reports: Mapping[str, Report]) -> dict[str, Numbered]:
    """The claims by id, numbered in the order given."""
    return {
        claim.id: Numbered(claim, number, wording.speaker(claim, reports.get(claim.report_id)))
        for number, claim in enumerate(claims, start=1)
    }


def in_order(report: Report, claims: Iterable[Claim]) -> list[Claim]:
    """The claims in the order in which their words begin in the text."""
    return [claim for piece in marked.pieces(report.text, claims) for claim in piece.opens]


def marked_text(text: str, said: Mapping[str, Numbered]) -> Markup:
    """The whole text with the claims' words marked, each line of it a block with a direction of its own.

    `data-at` is where the line begins in the text, in code points, so that words that are selected can be found: each
    character of a line is one, and so is what stands in a `steering`; numbers in `sup` are none.
    """
    # One block would take a browser minutes to set where a report is one line of a few million characters.
    lines: list[list[Markup]] = [[]]
    starts = [0]
    at = 0
    for piece in marked.pieces(text, (one.claim for one in said.values())):
        for number, part in enumerate(piece.text.split("\n")):
            if number:
                at += 1
                starts.append(at)
                lines.append([])
            at += len(part)
            words = part.removesuffix("\r") if text.startswith("\n", at) else part
            if words:
                lines[-1].append(_marked(words, piece, said))
        lines[-1].extend(_numbers(piece, said))
    return Markup("").join(
        _LINE.format(start, Markup("").join(line) or Markup("<br>")) for start, line in zip(starts, lines, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report with its claims marked, and those claims."""

    text: Markup
    said: tuple[Numbered, ...]


def passages(text: str, said: Iterable[Numbered]) -> list[Passage]:
    """The paragraphs that hold the claims' words, long ones cut to what stands around them."""
    by_id = {one.claim.id: one for one in said}
    shown = []
    for found in marked.passages(text, [one.claim for one in by_id.values()], around=AROUND):
        words = ("… " if found.opened else "") + _marks(found.pieces, by_id) + (" …" if found.closed else "")
        shown.append(Passage(words, tuple(by_id[claim.id] for claim in found.claims)))
    return shown


_MARK = Markup('<mark class="{} {}" title="{}">{}</mark>')
_NUMBER = Markup('<sup><a href="#{}" id="{}">{}</a></sup>')
_LINE = Markup('<div class="line" dir="auto" data-at="{}">{}</div>')
_STEERING = Markup('<span class="steering">{}</span>')


def _marks(cut: Iterable[marked.Piece], said: Mapping[str, Numbered]) -> Markup:
    return Markup("").join(part for piece in cut for part in (_marked(piece.text, piece, said), *_numbers(piece, said)))


def _marked(words: str, piece: marked.Piece, said: Mapping[str, Numbered]) -> Markup:
    """These words of the piece, marked where it is claims'."""
    shown = Markup("").join(_STEERING.format(run) if steers else escape(run) for run, steers in marked.runs(words))
    if not piece.claims:
        return shown
    inner = piece.claims[-1]
    return _MARK.format(inner.effect, inner.stance, "; ".join(said[claim.id].told for claim in piece.claims), shown)


def _numbers(piece: marked.Piece, said: Mapping[str, Numbered]) -> Iterator[Markup]:
    """The numbers of the claims whose words end with the piece, each leading to where the page speaks of it."""
    for claim in piece.closes:
        one = said[claim.id]
        yield _NUMBER.format(one.anchor, one.words, one.number)

"""A report's words with its claims marked, each mark leading to where the page speaks of the claim."""

from collections.abc import Iterable, Mapping
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
    """The whole text with the claims' words marked."""
    return _marks(marked.pieces(text, (one.claim for one in said.values())), said)


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


def _marks(cut: Iterable[marked.Piece], said: Mapping[str, Numbered]) -> Markup:
    parts = []
    for piece in cut:
        words = escape(marked.visible(piece.text))
        if piece.claims:
            inner = piece.claims[-1]
            title = "; ".join(said[claim.id].told for claim in piece.claims)
            words = _MARK.format(inner.effect, inner.stance, title, words)
        parts.append(words)
        for claim in piece.closes:
            one = said[claim.id]
            parts.append(_NUMBER.format(one.anchor, one.words, one.number))
    return Markup("").join(parts)

"""Reports and their claims, ready for the page: marked texts, quoted passages, who says what, anchors to link to."""

import hashlib
import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from tadwin.export import marked, wording
from tadwin.types import Claim, Report
from tadwin.vocab import Stance

#: What a report says of itself at its very start when it is made up, as those of `tadwin demo` do.
_INVENTED = "[INVENTED"


@dataclass(frozen=True, slots=True)
class Said:
    """A claim, ready to be shown: its number in its report, who says it and where to find it."""

    claim: Claim
    number: int
    anchor: str
    speaker: str
    report: "Shown"


@dataclass(slots=True)
class Shown:
    """A report, ready to be shown. `here` is False for one whose text the page leaves out."""

    report: Report
    anchor: str
    title: str
    link: str | None
    invented: bool
    unread: str | None
    here: bool
    pieces: tuple[marked.Piece, ...] = ()
    claims: list[Said] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage of a report, marked, with what it claims."""

    text: Markup
    report: Shown
    said: tuple[Said, ...]


def anchor(kind: str, named: str) -> str:
    """A fragment that any name can have: report ids come from file names, and can hold anything."""
    return f"{kind}-{hashlib.sha256(named.encode(errors='surrogatepass')).hexdigest()[:12]}"


def is_invented(report: Report) -> bool:
    """True for a report that says of itself, at its very start, that it is made up."""
    return report.text.startswith(_INVENTED)


def shown_reports(
    reports: Iterable[Report], claims: Iterable[Claim], unread: Mapping[str, str], here: Collection[str]
) -> list[Shown]:
    """The reports with their claims, in the order given. `unread` gives why one was not read; `here` are those whose
    text the page holds.
    """
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        by_report.setdefault(claim.report_id, []).append(claim)
    return [_one(report, by_report.get(report.id, []), unread.get(report.id), report.id in here) for report in reports]


def _one(report: Report, claims: list[Claim], unread: str | None, here: bool) -> Shown:
    shown = Shown(
        report=report,
        anchor=anchor("r", report.id),
        title=marked.one_line(report.title or report.id),
        link=_link(report.url),
        invented=is_invented(report),
        unread=unread,
        here=here,
        pieces=marked.pieces(report.text, claims),
    )
    ordered = [claim for piece in shown.pieces for claim in piece.opens]
    shown.claims = [
        Said(
            claim=claim,
            number=number,
            anchor=anchor("c", claim.id),
            speaker=wording.speaker(claim, report),
            report=shown,
        )
        for number, claim in enumerate(ordered, start=1)
    ]
    return shown


def _link(url: str | None) -> str | None:
    """The address if a browser may be sent there: a manifest can hold `javascript:`."""
    if url is None:
        return None
    try:
        scheme = urlsplit(url).scheme
    except ValueError:  # not an address at all, "http://[": shown nowhere, and loses nothing but the link
        return None
    return url if scheme in ("http", "https") else None


_LINE = Markup('<div dir="auto">{}</div>')


def marked_text(shown: Shown) -> Markup:
    """The report's text, each line a block with a direction of its own, each claim's words in a `mark`."""
    said = {one.claim.id: one for one in shown.claims}
    lines: list[list[Markup]] = [[]]
    for piece in shown.pieces:
        for words in re.findall(r"[^\n]*\n|[^\n]+", marked.visible(piece.text)):
            lines[-1].append(_marked(words, piece, said))
            if words.endswith("\n"):
                lines.append([])
        lines[-1].extend(_numbers(piece, said))
    return Markup("").join(_LINE.format(Markup("").join(line)) for line in lines if line)


def _marks(cut: Iterable[marked.Piece], said: Mapping[str, Said], numbers: Mapping[str, int]) -> Markup:
    """The pieces with marks and, after each claim, its number of those in `numbers`."""
    parts: list[Markup] = []
    for piece in cut:
        parts.append(_marked(marked.visible(piece.text), piece, said))
        parts.extend(_numbers(piece, said, numbers))
    return Markup("").join(parts)


def _marked(words: str, piece: marked.Piece, said: Mapping[str, Said]) -> Markup:
    """Words of the piece, fit to be shown; a claim's in a `mark` that says on hover what they count and who says it."""
    if not piece.claims:
        return escape(words)
    inner = piece.claims[-1]
    title = "; ".join(_hover(said[claim.id]) for claim in piece.claims)
    return Markup('<mark class="{} {}" title="{}">{}</mark>').format(inner.effect, inner.stance, title, words)


def _numbers(
    piece: marked.Piece, said: Mapping[str, Said], numbers: Mapping[str, int] | None = None
) -> Iterator[Markup]:
    """The numbers, in their report or in `numbers`, of the claims whose words end with the piece."""
    for claim in piece.closes:
        one = said[claim.id]
        if one.report.here:
            yield Markup('<sup><a href="#{}">{}</a></sup>').format(
                one.anchor, one.number if numbers is None else numbers[claim.id]
            )


def _hover(one: Said) -> str:
    claim = one.claim
    stance = "" if claim.stance is Stance.ASSERTED else f", {claim.stance}"
    return f"{one.number}. {wording.claimed(claim)}{stance}, said by {one.speaker}"


def quotes(ids: Iterable[str], said: Mapping[str, Said]) -> Iterator[Quoted]:
    """The passages that hold these claims, report by report, each claim in one of them and numbered as it comes."""
    number = itertools.count(1)
    by_report: dict[str, list[Said]] = {}
    for one in (said[claim] for claim in ids if claim in said):
        by_report.setdefault(one.claim.report_id, []).append(one)
    for ones in by_report.values():
        shown = ones[0].report
        for passage in marked.passages(shown.report.text, [one.claim for one in ones]):
            numbers = {claim.id: next(number) for claim in passage.claims}
            text = _marks(passage.pieces, said, numbers)
            text = ("… " if passage.opened else "") + text + (" …" if passage.closed else "")
            yield Quoted(text, shown, tuple(said[claim.id] for claim in passage.claims))


def speakers(ids: Sequence[str], said: Mapping[str, Said]) -> list[str]:
    """Who says these claims, each once, in their order."""
    return list(dict.fromkeys(said[claim].speaker for claim in ids if claim in said))

"""`index.html`: the record as one page for those who work on it, never for publication.

The page opens from a file with no network: one style sheet and one small script are inside it, and its
content security policy lets nothing else run or load, whatever a report's text holds. It is the same
bytes for the same record.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from tadwin.export import marked, wording
from tadwin.export.files import write_whole
from tadwin.types import Claim, FigureLine, Incident, Report, Tally
from tadwin.vocab import Effect, Scope, Stance

#: Above this many, reports are folded when the page opens: one can still be read, found and printed.
_OPEN_REPORTS = 12

#: What a report says of itself at its very start when it is made up, as those of `tadwin demo` do.
_INVENTED = "[INVENTED"


@dataclass(frozen=True, slots=True)
class Content:
    """What the page shows. `aside` pairs a file or report with the reason why it could not be read."""

    reports: Sequence[Report]
    claims: Sequence[Claim]
    incidents: Sequence[Incident]
    aside: Sequence[tuple[str, str]] = ()
    made_with: Mapping[str, str] = field(default_factory=dict)
    tallies: Sequence[Tally] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim, ready to be shown: its number in its report, who says it and where to find it."""

    claim: Claim
    number: int
    anchor: str
    speaker: str
    report: "_Shown"


@dataclass(slots=True)
class _Shown:
    """A report, ready to be shown."""

    report: Report
    anchor: str
    title: str
    link: str | None
    invented: bool
    unread: str | None
    pieces: tuple[marked.Piece, ...] = ()
    claims: list[_Said] = field(default_factory=list)


def write(path: Path, content: Content) -> None:
    """Writes the page to `path`, readable by its owner only; an older page stays until this one is whole."""
    write_whole(path, render(content))


def render(content: Content) -> Iterable[str]:
    """The page's HTML, piece by piece, so that a large record need not stand in memory as one text."""
    shown = _shown(content)
    said = {one.claim.id: one for report in shown for one in report.claims}
    templates = resources.files("tadwin.export") / "templates"
    style = (templates / "page.css").read_text(encoding="utf-8")
    script = (templates / "page.js").read_text(encoding="utf-8")
    template = _environment().get_template("page.html.j2")
    stream = template.stream(
        reports=shown,
        said=said,
        incidents=content.incidents,
        tallies=[claim.id for claim in content.claims if claim.scope is Scope.TALLY],
        aside=content.aside,
        made_with=content.made_with,
        invented=sum(report.invented for report in shown),
        open_reports=len(shown) <= _OPEN_REPORTS,
        effects=_by_effect(content.claims),
        # Safe: both are files of this package, and no report's words are in them.
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    stream.enable_buffering(64)
    return stream


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tadwin.export", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        visible=marked.visible,
        one_line=marked.one_line,
        days=wording.days,
        places=wording.places,
        actors=wording.actors,
        range=wording.line_range,
        claimed=wording.claimed,
        words=lambda value: str(value).replace("_", " "),
        headline=headline,
    )
    environment.globals.update(
        cell=wording.cell,
        main=main_figure,
        marked_text=_marked_text,
        speakers=_speakers,
        quotes=_quotes,
        beside=_beside,
    )
    environment.globals.update(Effect=Effect)
    return environment


def _hash(inline: str) -> str:
    """The source expression that lets this inline text, and no other, work (Content Security Policy Level 3, 2.3.1)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()


def _anchor(kind: str, named: str) -> str:
    """A fragment that any name can have: report ids come from file names, and can hold anything."""
    return f"{kind}-{hashlib.sha256(named.encode(errors='surrogatepass')).hexdigest()[:12]}"


def _shown(content: Content) -> list[_Shown]:
    by_report: dict[str, list[Claim]] = {}
    for claim in content.claims:
        by_report.setdefault(claim.report_id, []).append(claim)
    reasons = dict(content.aside)
    return [_one(report, by_report.get(report.id, []), reasons.get(report.id)) for report in content.reports]


def _one(report: Report, claims: list[Claim], unread: str | None) -> _Shown:
    shown = _Shown(
        report=report,
        anchor=_anchor("r", report.id),
        title=marked.one_line(report.title or report.id),
        link=_link(report.url),
        invented=report.text.startswith(_INVENTED),
        unread=unread,
        pieces=marked.pieces(report.text, claims),
    )
    ordered = [claim for piece in shown.pieces for claim in piece.opens]
    shown.claims = [
        _Said(
            claim=claim,
            number=number,
            anchor=_anchor("c", claim.id),
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


def _by_effect(claims: Iterable[Claim]) -> list[tuple[Effect, int]]:
    counts = Counter(claim.effect for claim in claims)
    return [(effect, counts[effect]) for effect in Effect if counts[effect]]


def _marked_text(shown: _Shown) -> Markup:
    """The report's text, each claim's words in a `mark` that says on hover what they count and who says it."""
    return _marks(shown.pieces, {one.claim.id: one for one in shown.claims})


def _marks(cut: Iterable[marked.Piece], said: Mapping[str, _Said]) -> Markup:
    parts = []
    for piece in cut:
        words = escape(marked.visible(piece.text))
        if piece.claims:
            inner = piece.claims[-1]
            title = "; ".join(_hover(said[claim.id]) for claim in piece.claims)
            words = Markup('<mark class="{} {}" title="{}">{}</mark>').format(inner.effect, inner.stance, title, words)
        parts.append(words)
        parts.extend(
            Markup('<sup><a href="#{}">{}</a></sup>').format(said[claim.id].anchor, said[claim.id].number)
            for claim in piece.closes
        )
    return Markup("").join(parts)


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A passage of a report, marked, with what it claims."""

    text: Markup
    report: _Shown
    said: tuple[_Said, ...]


def _quotes(ids: Iterable[str], said: Mapping[str, _Said]) -> list[_Quoted]:
    """The passages that hold these claims, report by report, each claim in one of them."""
    by_report: dict[str, list[_Said]] = {}
    for one in (said[claim] for claim in ids if claim in said):
        by_report.setdefault(one.claim.report_id, []).append(one)
    quoted = []
    for ones in by_report.values():
        shown = ones[0].report
        for passage in marked.passages(shown.report.text, [one.claim for one in ones]):
            text = ("… " if passage.opened else "") + _marks(passage.pieces, said) + (" …" if passage.closed else "")
            quoted.append(_Quoted(text, shown, tuple(said[claim.id] for claim in passage.claims)))
    return quoted


def _hover(one: _Said) -> str:
    claim = one.claim
    stance = "" if claim.stance is Stance.ASSERTED else f", {claim.stance}"
    return f"{one.number}. {wording.claimed(claim)}{stance}, said by {one.speaker}"


def _speakers(incident: Incident, said: Mapping[str, _Said]) -> list[str]:
    """Who speaks of the incident, each once, in the order of its claims."""
    return list(dict.fromkeys(said[claim].speaker for claim in incident.claims if claim in said))


def headline(incident: Incident) -> str:
    """What happened and where, for a heading: "Shelling, Taftanaz"; "Harm, place not stated"."""
    what = str(incident.event_type.value) if incident.event_type else "harm, kind of attack not stated"
    where = "; ".join(marked.one_line(place.name) for place in incident.places) or "place not stated"
    return f"{where}: {what}"


def main_figure(incident: Incident, effect: Effect) -> FigureLine | None:
    """The incident's figure of everyone for an effect: a group's alone would read as if it were everyone's."""
    return next(
        (line for line in incident.figures if (line.effect, line.status, line.group) == (effect, None, None)), None
    )


def _beside(incident: Incident, effect: Effect, said: Mapping[str, _Said]) -> list[str]:
    """What is denied or only supposed of an effect, a line for each: it enters no figure, and stands beside it.

    Shares are left out, for they would read as rivals of their whole: "hedged: 11; 3 civilians".
    """
    found: dict[Stance, dict[str, None]] = {}
    for claim in (said[name].claim for name in incident.claims if name in said):
        if claim.effect is effect and claim.stance is not Stance.ASSERTED and claim.part_of is None:
            found.setdefault(claim.stance, {})[_whom(claim)] = None
    return [f"{stance}: {'; '.join(figures)}" for stance, figures in found.items()]


def _whom(claim: Claim) -> str:
    """A figure with whom it counts where that is not everyone: "11", "3 civilians", "2 children", "medic: 1"."""
    figure, who = wording.bounds(claim.figure), wording.people(claim.status, claim.group)
    if claim.role is not None or claim.object is not None:
        return wording.claimed(claim).removeprefix(f"{claim.effect}, ").removeprefix(f"{claim.effect}: ")
    return f"{figure} {who}" if who else figure

"""One incident: figures with their reasons, who said it first, what cannot be true, and every claim in its words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tadwin.export import drawn, origins, wording
from tadwin.types import Claim, Contradiction, Denial, FigureLine, Incident, Report
from tadwin.vocab import Effect
from tadwin.web.pages.quoted import Numbered, Passage, numbered, passages


@dataclass(frozen=True, slots=True)
class Row:
    """A figure with its picture and the claims behind it."""

    line: FigureLine
    label: str
    picture: Markup | None
    behind: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class Denied:
    """A denial, the claim that makes it, and those that it speaks of."""

    denial: Denial
    label: str
    behind: tuple[Numbered, ...]
    against: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An origin in words, and its claims."""

    name: str
    words: str
    behind: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A report of the incident with the passages that speak of it."""

    report: Report
    passages: Sequence[Passage]


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """What the page of an incident shows."""

    incident: Incident
    rows: Sequence[Row]
    denials: Sequence[Denied]
    contradictions: Sequence[tuple[Contradiction, tuple[Numbered, ...]]]
    sources: Sequence[Source]
    told: Sequence[Told]
    inside: Sequence[Incident]
    claims: Mapping[str, Numbered]


def incident_page(
    incident: Incident, claims: Iterable[Claim], reports: Mapping[str, Report], inside: Sequence[Incident]
) -> IncidentPage:
    """The page of an incident. `claims` are its own in the record's order, `inside` those that its toll may count."""
    said = numbered(claims, reports)
    ends = _axis_ends(incident.figures)
    return IncidentPage(
        incident=incident,
        rows=[
            Row(
                line,
                wording.cell(line.effect, line.status, line.group),
                drawn.figure(line, ends[line.effect]),
                _behind(line.claims, said),
            )
            for line in incident.figures
        ],
        denials=[_denied(one, said) for one in incident.denials],
        contradictions=[(one, _behind(one.claims, said)) for one in incident.contradictions],
        sources=[
            Source(wording.origin(one.origin), wording.carried(one), _behind(one.origin.claims, said))
            for one in origins.carried(incident, {name: one.claim for name, one in said.items()}, reports)
        ],
        told=list(_told(said, reports)),
        inside=inside,
        claims=said,
    )


def _axis_ends(figures: Iterable[FigureLine]) -> dict[Effect, int]:
    lines: dict[Effect, list[FigureLine]] = {}
    for line in figures:
        lines.setdefault(line.effect, []).append(line)
    return {effect: drawn.axis_end(some) for effect, some in lines.items()}


def _behind(claims: Iterable[str], said: Mapping[str, Numbered]) -> tuple[Numbered, ...]:
    return tuple(sorted((said[name] for name in claims if name in said), key=lambda one: one.number))


def _denied(denial: Denial, said: Mapping[str, Numbered]) -> Denied:
    by = said.get(denial.claim)
    label = wording.denied(by.claim if by else None)
    return Denied(denial, label, _behind((denial.claim,), said), _behind(denial.against, said))


def _told(said: Mapping[str, Numbered], reports: Mapping[str, Report]) -> Iterable[Told]:
    by_report: dict[str, list[Numbered]] = {}
    for one in said.values():
        by_report.setdefault(one.claim.report_id, []).append(one)
    for name, ones in by_report.items():
        if name in reports:
            yield Told(reports[name], passages(reports[name].text, ones))

"""One incident, ready for the page: its figures with what stands beside them, its sources and its quotes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

from tadwin.export import drawn, origins, wording
from tadwin.export.shown import Quoted, Said, anchor, quotes
from tadwin.types import Claim, Contradiction, Denial, FigureLine, Incident, Origin
from tadwin.vocab import Effect, Stance

#: How many passages an incident shows; a great attack has hundreds. Every claim is in incidents.jsonl and claims.jsonl.
PASSAGES = 24


@dataclass(frozen=True, slots=True)
class Behind:
    """A claim behind a figure: its number in the incident's list, and its anchor there, None where it is left out."""

    number: int
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Denied:
    """A denial with the claim that makes it, None for one that the record lost."""

    denial: Denial
    said: Said | None
    behind: tuple[Behind, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A figure with its picture, the claims behind it and what denies it."""

    line: FigureLine
    drawn: Markup | None
    behind: tuple[Behind, ...]
    denials: tuple[Denied, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An origin in words, and its claims."""

    origin: Origin
    words: str
    behind: tuple[Behind, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An incident, ready to be shown. `denials` are those beside which no figure stands; `left_out` counts claims."""

    incident: Incident
    rows: tuple[Row, ...]
    denials: tuple[Denied, ...]
    contradictions: tuple[tuple[Contradiction, tuple[Behind, ...]], ...]
    sources: tuple[Source, ...]
    quotes: tuple[Quoted, ...]
    numbers: Mapping[str, Behind]
    left_out: int


def told(incident: Incident, said: Mapping[str, Said]) -> Told:
    """The incident with everything that the page says of it. `said` holds the claims that the page can show."""
    quoted = tuple(islice(quotes(incident.claims, said), PASSAGES))
    numbers = _numbers(incident, quoted)
    beside: dict[FigureLine | None, list[Denied]] = {}
    for denial in incident.denials:
        one = Denied(denial, said.get(denial.claim), _behind((denial.claim,), numbers))
        beside.setdefault(_denied_line(incident, one), []).append(one)
    ends = {effect: drawn.axis_end(lines) for effect, lines in _by_effect(incident).items()}
    rows = (
        Row(line, drawn.figure(line, ends[line.effect]), _behind(line.claims, numbers), tuple(beside.get(line, ())))
        for line in incident.figures
    )
    shown = sum(len(one.said) for one in quoted)
    return Told(
        incident=incident,
        rows=tuple(rows),
        denials=tuple(beside.get(None, ())),
        contradictions=tuple((one, _behind(one.claims, numbers)) for one in incident.contradictions),
        sources=_sources(incident, said, numbers),
        quotes=quoted,
        numbers=numbers,
        left_out=sum(claim in said for claim in incident.claims) - shown,
    )


def _numbers(incident: Incident, quoted: Sequence[Quoted]) -> dict[str, Behind]:
    """Each claim's number: those that are quoted in the order of their words on the page, then the others."""
    shown = [one.claim.id for passage in quoted for one in passage.said]
    numbers = {name: Behind(number, anchor("q", name)) for number, name in enumerate(shown, start=1)}
    for name in incident.claims:
        numbers.setdefault(name, Behind(len(numbers) + 1, None))
    return numbers


def _behind(claims: Sequence[str], numbers: Mapping[str, Behind]) -> tuple[Behind, ...]:
    return tuple(sorted((numbers[name] for name in claims if name in numbers), key=lambda one: one.number))


def _by_effect(incident: Incident) -> dict[Effect, list[FigureLine]]:
    lines: dict[Effect, list[FigureLine]] = {}
    for line in incident.figures:
        lines.setdefault(line.effect, []).append(line)
    return lines


def _denied_line(incident: Incident, denied: Denied) -> FigureLine | None:
    """The figure that a denial stands beside: one that a denied claim is behind, else its effect's first; or none."""
    against = set(denied.denial.against)
    found = next((line for line in incident.figures if not against.isdisjoint(line.claims)), None)
    if found is None and denied.said is not None:
        effect = denied.said.claim.effect
        found = next((line for line in incident.figures if line.effect is effect), None)
    return found


def _sources(incident: Incident, said: Mapping[str, Said], numbers: Mapping[str, Behind]) -> tuple[Source, ...]:
    claims = {name: said[name].claim for name in incident.claims if name in said}
    reports = {said[name].report.report.id: said[name].report.report for name in claims}
    return tuple(
        Source(one.origin, wording.carried(one), _behind(one.origin.claims, numbers))
        for one in origins.carried(incident, claims, reports)
    )


def beside(incident: Incident, effect: Effect, said: Mapping[str, Said]) -> list[str]:
    """What is denied or only supposed of an effect, a line for each: it enters no figure, and stands beside it.

    Shares are left out, for they would read as rivals of their whole: "hedged: 11; 3 civilians".
    """
    found: dict[str, dict[str, None]] = {}
    for one in (said[name] for name in incident.claims if name in said):
        claim = one.claim
        if claim.effect is effect and claim.stance is not Stance.ASSERTED and claim.part_of is None:
            by = f"denied by {one.speaker}" if claim.stance is Stance.DENIED else claim.stance.value
            found.setdefault(by, {})[_whom(claim)] = None
    return [f"{by}: {'; '.join(figures)}" for by, figures in found.items()]


def _whom(claim: Claim) -> str:
    """A figure with whom it counts where that is not everyone: "11", "3 civilians", "2 children", "medic: 1"."""
    figure, who = wording.bounds(claim.figure), wording.people(claim.status, claim.group)
    if claim.role is not None or claim.object is not None:
        return wording.claimed(claim).removeprefix(f"{claim.effect}, ").removeprefix(f"{claim.effect}: ")
    return f"{figure} {who}" if who else figure

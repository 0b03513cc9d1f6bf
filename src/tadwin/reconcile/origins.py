"""Who said each figure of an incident first, and which claims only repeat, copy or supersede another.

Two outlets that cite one monitor have one origin. Only a named or first-hand source is an independent one: a
publisher's own voice, "activists" and "a source" are the unknown origin (Standards for Casualty Recording, section 4:
sources are named and weighed, and one source told twice is one). A belligerent is an origin like others, and its kind
says that it is one. Those who relay are no origins.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from tadwin.frames import number_order
from tadwin.reconcile.claimants import is_independent, key_of, parties, speakers
from tadwin.reconcile.conjuncts import count, phrases
from tadwin.reconcile.order import folded
from tadwin.reconcile.origin_words import words
from tadwin.reconcile.repeats import Cell, Telling, settle
from tadwin.reconcile.said import UNKNOWN, Said
from tadwin.types import Actor, Claim, Origin, Report

#: How far from an outlet's name, in code points, the words may stand that say whom it sent: "an Agency correspondent".
_NEAR = 30


def origins(claims: Sequence[Claim], reports: Mapping[str, Report], copies: Mapping[str, str]) -> tuple[Said, ...]:
    """Every claim of one incident with its origin, in the order of the reports' days and then of the text.

    `reports` holds the claims' reports by id. `copies` gives for a report the one that it is a copy of; itself, or
    nothing, where it is none. The order of claims never matters.
    """
    source_of = speakers(claims)
    sides = parties(claims)
    said = [_said(claim, source_of[claim.id], sides, reports) for claim in sorted(claims, key=number_order)]
    instead = settle(_tellings(said, reports, copies))
    settled = [
        replace(one, counts=False, instead=instead[one.claim.id][0], why=instead[one.claim.id][1])
        if one.claim.id in instead
        else one
        for one in said
    ]
    return tuple(sorted(settled, key=lambda one: (one.published is None, one.published, number_order(one.claim))))


def origins_of(said: Iterable[Said]) -> tuple[Origin, ...]:
    """The origins of an incident with all claims that go back to them: independent ones first, most claims first."""
    claims: dict[str, list[str]] = {}
    independent: set[str] = set()
    sources: dict[str, list[Actor]] = {}
    for one in said:
        claims.setdefault(one.origin, []).append(one.claim.id)
        if one.source is not None:
            sources.setdefault(one.origin, []).append(one.source)
        if one.independent:
            independent.add(one.origin)
    made = [_origin(claims[key], sources.get(key, ()), key in independent) for key in claims]
    return tuple(
        sorted(
            made,
            key=lambda one: (not one.independent, one.id is None and one.name == UNKNOWN, -len(one.claims), one.name),
        )
    )


def _origin(claims: Sequence[str], sources: Sequence[Actor], independent: bool) -> Origin:
    source = named(sources)
    if source is None:
        return Origin(UNKNOWN, None, tuple(claims), False)
    return Origin(source.name, source.id, tuple(claims), independent, source.kind)


def named(sources: Iterable[Actor]) -> Actor | None:
    """The actor by the name that it is given most, of several the first by name; None for nobody."""
    counted = Counter(sources)
    return min(counted, key=lambda source: (-counted[source], source.name, str(source.side)), default=None)


def _said(claim: Claim, source: Actor | None, sides: Set[str], reports: Mapping[str, Report]) -> Said:
    report = reports.get(claim.report_id)
    published = report.published_at if report else None
    if source is None:
        return Said(claim, UNKNOWN, False, published)
    independent = is_independent(source, sides) or (report is not None and _sent(claim, source, report.text))
    return Said(claim, key_of(source), independent, published, source=source)


def _sent(claim: Claim, source: Actor, text: str) -> bool:
    """True where the words say that an outlet had its own people there: it has then counted itself."""
    if source.kind != "outlet":
        return False
    for why in claim.evidence:
        if why.attribute == "claimant" and why.start is not None and why.end is not None:
            near = text[max(0, why.start - _NEAR) : why.end + _NEAR]
            return not words("names", "sent").isdisjoint(folded(near))
    return False


def _tellings(said: Sequence[Said], reports: Mapping[str, Report], copies: Mapping[str, str]) -> Iterator[Telling]:
    """What each phrase tells of each cell, by voice."""
    by_id = {one.claim.id: one for one in said}
    together: dict[tuple[str, str, str], list[Claim]] = {}
    for one in said:
        together.setdefault((one.claim.report_id, one.claim.frame, one.claim.effect), []).append(one.claim)
    for inside in together.values():
        for phrase in phrases(inside):
            told: dict[tuple[Cell, str], list[Claim]] = {}
            for claim in phrase:
                told.setdefault((_cell(claim, by_id), _voice(by_id[claim.id], reports)), []).append(claim)
            for (cell, voice), counted in told.items():
                yield _telling(cell, voice, by_id[counted[0].id], counted, reports, copies)


def _telling(
    cell: Cell,
    voice: str,
    first: Said,
    counted: Sequence[Claim],
    reports: Mapping[str, Report],
    copies: Mapping[str, str],
) -> Telling:
    claim = first.claim
    report = reports.get(claim.report_id)
    return Telling(
        voice=voice,
        named=first.source is not None,
        cell=cell,
        count=count(counted),
        published=first.published,
        report=claim.report_id,
        copied=copies.get(claim.report_id, claim.report_id),
        text=report.text if report else "",
    )


def _cell(claim: Claim, by_id: Mapping[str, Said]) -> Cell:
    """What counts of the same people share. A share is told apart from a whole, and from shares of another whole."""
    above = by_id.get(claim.part_of) if claim.part_of else None
    whole = above.claim if above else None
    part = ("part", whole.effect, whole.status, whole.group) if whole else ("part",) if claim.part_of else ()
    return (claim.effect, claim.status, claim.group, claim.role, claim.object, claim.scope, claim.stance, *part)


def _voice(one: Said, reports: Mapping[str, Report]) -> str:
    """Who speaks. Unnamed people of two reports are two voices; a publisher's own is one wherever it publishes."""
    if one.source is not None:
        return f"origin {one.origin}"
    claim = one.claim
    if claim.claimant is not None:
        return f"words {claim.report_id} {' '.join(folded(claim.claimant.name))}"
    report = reports.get(claim.report_id)
    publisher = report.publisher if report else None
    return f"publisher {publisher.casefold()}" if publisher else f"report {claim.report_id}"

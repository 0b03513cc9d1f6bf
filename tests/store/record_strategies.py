"""Hypothesis strategies over the whole of what a record keeps."""

import hashlib
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from tadwin.types import (
    Actor,
    Anchor,
    Claim,
    Contradiction,
    Decision,
    Denial,
    Evidence,
    Figure,
    FigureLine,
    Incident,
    Origin,
    Place,
    Report,
    Span,
    Victim,
    When,
)
from tadwin.vocab import (
    Access,
    DatePrecision,
    Effect,
    EventType,
    Group,
    PlacePrecision,
    Qualifier,
    Role,
    Scope,
    Stance,
    Status,
)

LARGEST = 2**63 - 1

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
offsets = st.integers(0, 2**31 - 1)
counts = st.integers(0, LARGEST)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
degrees = st.floats(-180, 180, allow_nan=False)


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


def some(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


def places(candidates: st.SearchStrategy[tuple[object, ...]]) -> st.SearchStrategy[Place]:
    return st.builds(
        Place,
        name=words,
        lat=maybe(degrees),
        lon=maybe(degrees),
        gazetteer_id=maybe(words),
        admin1=maybe(words),
        country=maybe(words),
        precision=st.sampled_from(PlacePrecision),
        candidates=candidates,
    )


place = places(some(places(some(places(st.just(()))))))
when = st.builds(When, start=maybe(days), end=maybe(days), precision=st.sampled_from(DatePrecision), anchor=maybe(days))
actor = st.builds(Actor, name=words, id=maybe(words), kind=maybe(words), side=maybe(words))
figure = st.builds(
    Figure, value=maybe(counts), qualifier=st.sampled_from(Qualifier), low=counts, high=maybe(counts), text=words
)
victim = st.builds(Victim, name=words, start=offsets, end=offsets, age=maybe(st.integers(0, 130)), sex=maybe(words))
evidence = st.builds(Evidence, attribute=words, rule=words, start=maybe(offsets), end=maybe(offsets), text=words)


@st.composite
def spans(draw: st.DrawFn, report_id: str) -> Span:
    """A span that some text could hold."""
    start, quote = draw(offsets), draw(words.filter(bool))
    return Span(report_id, start, start + len(quote), quote)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    report_id = draw(words)
    return Claim(
        id=draw(words),
        report_id=report_id,
        frame=draw(words),
        span=draw(spans(report_id)),
        number=draw(spans(report_id)),
        effect=draw(st.sampled_from(Effect)),
        figure=draw(figure),
        group=draw(st.none() | st.sampled_from(Group)),
        status=draw(st.none() | st.sampled_from(Status)),
        role=draw(st.none() | st.sampled_from(Role)),
        object=draw(st.none() | words),
        part_of=draw(st.none() | words),
        scope=draw(st.sampled_from(Scope)),
        time=draw(st.none() | when),
        period=draw(st.none() | when),
        places=tuple(draw(st.lists(place, max_size=2))),
        perpetrators=tuple(draw(st.lists(actor, max_size=2))),
        claimant=draw(st.none() | actor),
        via=tuple(draw(st.lists(actor, max_size=2))),
        event_type=draw(st.none() | st.sampled_from(EventType)),
        weapon=draw(st.none() | words),
        stance=draw(st.sampled_from(Stance)),
        victims=tuple(draw(st.lists(victim, max_size=2))),
        evidence=tuple(draw(st.lists(evidence, max_size=2))),
    )


line = st.builds(
    FigureLine,
    effect=st.sampled_from(Effect),
    status=maybe(st.sampled_from(Status)),
    group=maybe(st.sampled_from(Group)),
    low=maybe(counts),
    best=maybe(counts),
    high=maybe(counts),
    open=st.booleans(),
    rule=words,
    claims=some(words),
    why=words,
)
origin = st.builds(
    Origin, name=words, id=maybe(words), claims=some(words), independent=st.booleans(), kind=maybe(words)
)
incident = st.builds(
    Incident,
    id=words,
    frames=some(words),
    claims=some(words),
    reports=some(words),
    time=maybe(when),
    places=some(place),
    event_type=maybe(st.sampled_from(EventType)),
    weapon=maybe(words),
    perpetrators=some(actor),
    figures=some(line),
    grade=maybe(words),
    grade_reason=maybe(words),
    grade_next=maybe(words),
    unplaced=st.booleans(),
    origins=some(origin),
    contradictions=some(st.builds(Contradiction, claims=some(words), why=words)),
    denials=some(st.builds(Denial, claim=words, by=words, against=some(words), why=words)),
    toll=st.booleans(),
    contains=some(words),
)


@st.composite
def incidents(draw: st.DrawFn) -> list[Incident]:
    """Incidents of one record: their ids differ, and no frame is in two."""
    made = draw(st.lists(incident, max_size=3, unique_by=lambda one: one.id))
    return [
        replace(one, frames=tuple(dict.fromkeys(f"{number} {frame}" for frame in one.frames)))
        for number, one in enumerate(made)
    ]


anchor = st.builds(
    Anchor,
    claim=words,
    report_id=words,
    start=offsets,
    quote=words,
    before=words,
    after=words,
    side=offsets,
)
decision = st.builds(
    Decision,
    number=st.integers(1, 2**31 - 1),
    action=words,
    anchors=some(anchor),
    field=maybe(words),
    before=maybe(words),
    after=maybe(words),
    by=words,
    at=words,
    note=maybe(words),
    previous=words,
    hash=words,
    salts=st.dictionaries(words, words, max_size=3),
    commitments=st.dictionaries(words, words, max_size=3),
)


@st.composite
def captured(draw: st.DrawFn) -> tuple[Report, bytes]:
    """A report and its bytes."""
    raw = draw(st.binary(max_size=20))
    report = Report(
        id=draw(words),
        text=draw(words),
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type=draw(words),
        publisher=draw(st.none() | words),
        title=draw(st.none() | words),
        url=draw(st.none() | words),
        language=draw(st.none() | words),
        published_at=draw(st.none() | days),
        retrieved_at=draw(st.none() | words),
        access=draw(st.sampled_from(Access)),
        origins=draw(st.dictionaries(words, words, max_size=3)),
    )
    return report, raw

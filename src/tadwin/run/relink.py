"""Incidents made anew from what the record holds: its claims, and what reviewers decided about them.

Reports that were added, read anew or decided about are linked with what they touch and with nothing else, which gives
the incidents that linking the whole record would give. Reports that wait to be linked are remembered, so that a run
that was killed is made good by the next.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from tadwin.frames import frames
from tadwin.link.restated import restated
from tadwin.link.touched import Touched, record_keys
from tadwin.link.weakest import weakest
from tadwin.reconcile.rules import Rule
from tadwin.reconcile.tolls import contained
from tadwin.review.reviewed import about_claims, by_claim, graded, review, reviewed_again
from tadwin.run.assemble import assemble
from tadwin.run.folded import folded
from tadwin.run.told import Told
from tadwin.store.record import Record
from tadwin.store.reviews import Reviews
from tadwin.types import Claim, Decision, Frame, Incident, Review, Ties
from tadwin.version import VERSION

#: Under this name a record keeps the rule by which it chooses best, among the versions of what made it.
RULE = "rule"


def rule_of(record: Record) -> Rule:
    """The rule by which the record chooses best."""
    return Rule(record.versions().get(RULE, Rule.CONSERVATIVE))


def linker(record: Record) -> str:
    """What links this record now. One that another version linked, or by another rule, is linked anew as a whole."""
    return f"tadwin {VERSION} {rule_of(record)}"


def relink(record: Record, *, changed: Collection[str] = ()) -> None:
    """Puts the incidents of reports that wait to be linked, and of `changed` ones that a decision is about.

    They are all put, or none. Raises DecisionError and TiesInConflict for decisions that mean nothing or contradict
    each other.
    """
    by = linker(record)
    waiting = {*record.needs_linking(by), *changed}
    if not waiting:
        return
    with record.whole():
        if record.linked_reports(by) < len(waiting):
            _all(record)
        else:
            _some(record, waiting)
        record.put_linked(waiting, by)


@contextmanager
def settled(record: Record) -> Iterator[None]:
    """A turn to decide in: first links what waits for it, such as what a run that was killed left behind.

    What is decided within is kept with the incidents that it makes, or nothing of it is. It may be nested.
    """
    with record.turn():
        relink(record)
        with record.whole():
            yield


def _all(record: Record) -> None:
    now = folded(record)
    reports = {report.id: report for report in record.reports()}
    told = frames(now.claims, {name: report.published_at for name, report in reports.items()})
    joined = restated(told)
    decided = by_claim(now.standing)
    made = _graded(assemble(told, reports, now.ties, joined, rule_of(record)), decided)
    inside = _contained(made)
    put = [replace(one, contains=inside.get(one.id, ())) for one in made]
    record.put_incidents(put, told_by=_told_by(told))
    record.put_frames(record_keys(told, joined))
    Reviews(record).put(_reviews(put, told, now.ties, joined, decided), gone=None)


def _some(record: Record, waiting: Collection[str]) -> None:
    """Links these reports, and what they can change now or could change before, in place of what incidents held it."""
    told = Told(record)
    held = record.incidents_of_reports(waiting)
    met = record.reports_of_frames(record.frames_by_keys(record.keys_of_frames(held)))
    reached, ties, gone = _reached(record, told, {*waiting, *met}, set(held.values()))
    decided = by_claim(told.standing({frame.report_id for frame in reached.frames}))
    reports = told.reports_of(reached.frames)
    made = _graded(assemble(reached.frames, reports, ties, reached.joined, rule_of(record)), decided)
    put, replacing = _beside(record, made, gone)
    record.put_incidents(put, replacing=replacing, told_by=_told_by(reached.frames))
    own = told.by(waiting)
    record.put_frames(record_keys(own, restated(own)))
    again = {one.id for one in made}
    rows = _reviews([one for one in put if one.id in again], reached.frames, ties, reached.joined, decided)
    Reviews(record).put(rows, gone={*gone} - {one.id for one in put})


def again(record: Record, incidents: Sequence[Incident]) -> None:
    """Puts where the review of these incidents stands, after decisions that leave them as they are."""
    reviews, told = Reviews(record), Told(record)
    rows = reviews.of([one.id for one in incidents])
    decided = by_claim(told.standing({name for one in incidents for name in one.reports}))
    reviews.put(
        (reviewed_again(rows[one.id], about_claims(one.claims, decided)) for one in incidents if one.id in rows),
        gone=(),
    )


def _reached(
    record: Record, told: Told, names: set[str], held: Collection[str]
) -> tuple[Touched, Ties, Collection[str]]:
    """What the frames of these reports reach, what ties it, and the incidents, `held` ones among them, that go with it.

    All that those incidents hold is among it, also what only a decision that is orphaned now made a part of them.
    """
    while True:
        reached, ties = told.reach(names)
        inside = {frame.id for frame in reached.frames}
        gone = {*held, *record.incidents_of_frames(inside).values()}
        frames_of_gone = {frame for one in record.incidents_named(gone) for frame in one.frames}
        left = record.reports_of_frames(frames_of_gone - inside) - names
        if not left:
            return reached, ties, gone
        names |= left


def _graded(made: Iterable[Incident], decided: Mapping[str, list[Decision]]) -> list[Incident]:
    return [graded(one, about_claims(one.claims, decided)) for one in made]


def _reviews(
    made: Iterable[Incident],
    told: Iterable[Frame],
    ties: Ties,
    joined: Collection[tuple[str, str]],
    decided: Mapping[str, list[Decision]],
) -> Iterator[Review]:
    """The rows of these incidents, whose frames are among `told`."""
    by_id = {frame.id: frame for frame in told}
    joined_of: dict[str, list[tuple[str, str]]] = {}
    tied_of: dict[str, set[tuple[str, str]]] = {}
    for both in joined:
        joined_of.setdefault(both[0], []).append(both)
    for both in ties.must:
        tied_of.setdefault(both[0], set()).add(both)
    for one in made:
        own = [by_id[name] for name in one.frames]
        claims: list[Claim] = [claim for frame in own for claim in frame.claims]
        must = frozenset(both for name in one.frames for both in tied_of.get(name, ()))
        said_as_one = [both for name in one.frames for both in joined_of.get(name, ())]
        least = weakest(own, replace(ties, must=must), said_as_one) if len(own) > 1 else None
        yield review(one, claims, about_claims(one.claims, decided), least)


def _told_by(told: Iterable[Frame]) -> dict[str, str]:
    return {frame.id: frame.report_id for frame in told}


def _beside(record: Record, made: Sequence[Incident], gone: Collection[str]) -> tuple[list[Incident], set[str]]:
    """The incidents made, with what they contain, and tolls that now contain others; and the ids of all that go.

    A toll is looked at again where it is new, or where an incident that changed begins in its days; all that begins in
    its days is looked at with it.
    """
    changed = [*made, *record.incidents_named(gone)]
    tolls = [one for one in record.incidents_of_days(_first_days(changed)) if _may_hold(one) and one.id not in gone]
    tolls += [one for one in made if _may_hold(one)]
    beside = [one for one in record.incidents_of_days({*chain(*map(_days_of, tolls))}) if one.id not in gone]
    inside = _contained([*made, *beside])
    again = [one for one in tolls if one.contains != inside.get(one.id, ())]
    put = {one.id: one for one in made} | {one.id: replace(one, contains=inside.get(one.id, ())) for one in again}
    return list(put.values()), {*gone, *put}


def _first_days(incidents: Iterable[Incident]) -> set[date]:
    return {one.time.start for one in incidents if one.time is not None and one.time.start is not None}


def _days_of(one: Incident) -> list[date]:
    """The days of an incident, from its first to its last."""
    if one.time is None or one.time.start is None or one.time.end is None:
        return []
    return [one.time.start + timedelta(days=step) for step in range((one.time.end - one.time.start).days + 1)]


def _may_hold(one: Incident) -> bool:
    return one.toll or bool(one.parts)


def _contained(incidents: Sequence[Incident]) -> Mapping[str, tuple[str, ...]]:
    return contained(incidents, {one.id for one in incidents if one.toll})

"""Incidents made anew from what the record holds: its claims, and what reviewers decided about them.

Reports that were added, read anew or decided about are linked with what they touch and with nothing else, which gives
the incidents that linking the whole record would give. Reports that wait to be linked are remembered, so that a run
that was killed is made good by the next.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from tadwin.frames import frames
from tadwin.link.restated import restated
from tadwin.link.touched import Touched, record_keys, touched
from tadwin.reconcile.tolls import contained
from tadwin.review.fold import fold
from tadwin.run.assemble import assemble
from tadwin.run.folded import folded
from tadwin.store.record import Record
from tadwin.types import Claim, Decision, Frame, Incident, Report, Ties
from tadwin.version import VERSION

#: A record that another version linked is linked anew as a whole.
LINKER = f"tadwin {VERSION}"


def relink(record: Record, *, changed: Collection[str] = ()) -> None:
    """Puts the incidents of reports that wait to be linked, and of `changed` ones that a decision is about.

    Raises DecisionError and TiesInConflict for decisions that mean nothing or contradict each other.
    """
    waiting = {*record.needs_linking(LINKER), *changed}
    if not waiting:
        return
    if record.linked_reports(LINKER) < len(waiting):
        _all(record)
    else:
        _some(record, waiting)
    record.put_linked(waiting, LINKER)


def _all(record: Record) -> None:
    now = folded(record)
    reports = {report.id: report for report in record.reports()}
    told = frames(now.claims, _days(reports))
    joined = restated(told)
    made = assemble(told, reports, now.ties, joined)
    inside = _contained(made)
    record.put_incidents(replace(one, contains=inside.get(one.id, ())) for one in made)
    record.put_frames(record_keys(told, joined))


def _some(record: Record, waiting: Collection[str]) -> None:
    """Links these reports, and what they can change now or could change before, in place of what incidents held it."""
    told = Told(record)
    held = record.incidents_of_reports(waiting)
    met = record.reports_of_frames(record.frames_by_keys(record.keys_of_frames(held)))
    reached, gone = _reached(record, told, {*waiting, *met}, set(held.values()))
    made = assemble(reached.frames, told.reports_of(reached.frames), told.ties, reached.joined)
    put, replacing = _beside(record, made, gone)
    record.put_incidents(put, replacing=replacing)
    own = told.by(waiting)
    record.put_frames(record_keys(own, restated(own)))


def _reached(record: Record, told: "Told", names: set[str], held: Collection[str]) -> tuple[Touched, set[str]]:
    """What the frames of these reports reach, and the incidents, `held` ones among them, that go with it.

    All that those incidents hold is among it, also what only a decision that is orphaned now made a part of them.
    """
    while True:
        reached = touched(told.by(names), told.near, told.ties, restated)
        inside = {frame.id for frame in reached.frames}
        gone = {*held, *record.incidents_of_frames(inside).values()}
        frames_of_gone = {frame for one in record.incidents_named(gone) for frame in one.frames}
        left = record.reports_of_frames(frames_of_gone - inside) - names
        if not left:
            return reached, gone
        names |= left


class Told:
    """The frames that the record's reports tell, each report read once, with every decision folded in."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._decisions: Sequence[Decision] = tuple(record.decisions())
        self._reports: dict[str, Report] = {}
        self._frames: dict[str, tuple[Frame, ...]] = {}
        about = {one.report_id for decision in self._decisions for one in decision.anchors}
        self.ties = self._folded(about)[1] if about else Ties()

    def by(self, names: Collection[str]) -> list[Frame]:
        """All frames of these reports."""
        unread = sorted(set(names) - self._frames.keys())
        if unread:
            claims, _ = self._folded(unread)
            found: dict[str, list[Frame]] = {name: [] for name in unread}
            for frame in frames(claims, _days({name: self._report(name) for name in unread})):
                found[frame.report_id].append(frame)
            self._frames.update((name, tuple(some)) for name, some in found.items())
        return [frame for name in sorted(set(names)) for frame in self._frames[name]]

    def near(self, keys: Collection[str]) -> list[Frame]:
        """All frames of the reports that have a frame with one of these keys."""
        return self.by(self._record.reports_of_frames(self._record.frames_by_keys(keys)))

    def reports_of(self, told: Iterable[Frame]) -> Mapping[str, Report]:
        """The reports that tell these frames, by id."""
        return {name: self._report(name) for name in {frame.report_id for frame in told}}

    def _report(self, name: str) -> Report:
        if name not in self._reports:
            self._reports[name] = self._record.report(name)
        return self._reports[name]

    def _folded(self, names: Collection[str]) -> tuple[tuple[Claim, ...], Ties]:
        """The claims of these reports as reviewers left them, and what ties the frames of these alone."""
        of = set(names)
        about = {one.report_id for decision in self._decisions for one in decision.anchors} & of
        texts = {name: self._report(name).text for name in about}
        made = fold(self._decisions, self._record.claims_of_reports(of), texts)
        return made.claims, made.ties


def _days(reports: Mapping[str, Report]) -> Mapping[str, date | None]:
    return {name: report.published_at for name, report in reports.items()}


def _beside(record: Record, made: Sequence[Incident], gone: Collection[str]) -> tuple[list[Incident], set[str]]:
    """The incidents made, with what they contain, and tolls that now contain others; and the ids of all that go.

    A toll is looked at again where it is new, or where an incident that changed begins in its days; all that begins in
    its days is looked at with it.
    """
    changed = [*made, *record.incidents_named(gone)]
    tolls = [one for one in record.incidents_of_days(_first_days(changed)) if one.toll and one.id not in gone]
    tolls += [one for one in made if one.toll]
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


def _contained(incidents: Sequence[Incident]) -> Mapping[str, tuple[str, ...]]:
    return contained(incidents, {one.id for one in incidents if one.toll})

"""Incidents made anew from what the record holds: its claims, and what reviewers decided about them.

Reports that were added, read anew or decided about are linked with what they touch and with nothing else, which gives
the incidents that linking the whole record would give. Reports that wait to be linked are remembered, so that a run
that was killed is made good by the next.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tadwin.frames import frames
from tadwin.link.restated import restated
from tadwin.link.touched import record_keys, touched
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
    record.put_incidents(_with_contained(made))
    record.put_frames(record_keys(told, joined))


def _some(record: Record, waiting: Collection[str]) -> None:
    """Links these reports, and what they can change now or could change before, in place of what incidents held it."""
    told = Told(record)
    held = record.incidents_of_reports(waiting)
    # What a merge had put beside them has none of their keys, and its decision may find its words no more.
    beside = {name for incident in record.incidents_named(set(held.values())) for name in incident.reports}
    met = beside | record.reports_of_frames(record.frames_by_keys(record.keys_of_frames(held)))
    own = told.by(waiting)

    reached = touched([*own, *told.by(met - set(waiting))], told.near, told.ties, restated)
    made = assemble(reached.frames, told.reports_of(reached.frames), told.ties, reached.joined)
    gone = {*held.values(), *record.incidents_of_frames([frame.id for frame in reached.frames]).values()}
    put, replacing = _beside(record, made, gone)
    record.put_incidents(put, replacing=replacing)
    record.put_frames(record_keys(own, restated(own)))


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
    """The incidents made, with what tolls among them and near them contain now, and the ids of all to be replaced."""
    days = set(_days_near([*made, *record.incidents_named(gone)]))
    near = {one.id: one for one in record.incidents_of_days(days) if one.id not in gone}
    now = _with_contained([*made, *near.values()])
    put = [one for one in now if one.id not in near or one.contains != near[one.id].contains]
    return put, {*gone, *(one.id for one in put)}


def _days_near(incidents: Iterable[Incident]) -> Iterator[date]:
    """The days on which a toll can begin that counts one of these incidents, or an incident that a toll counts."""
    for one in incidents:
        if one.time is not None and one.time.start is not None:
            yield from (one.time.start + timedelta(days=step) for step in (-1, 0, 1))


def _with_contained(incidents: Sequence[Incident]) -> list[Incident]:
    inside = contained(incidents, {one.id for one in incidents if one.toll})
    return [replace(one, contains=inside.get(one.id, ())) for one in incidents]

"""The frames that a record's reports tell, as reviewers left them, read as far as they are asked for."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from tadwin.frames import frames
from tadwin.link.restated import restated
from tadwin.link.touched import Touched, touched
from tadwin.review.fold import Folded, fold
from tadwin.review.standing import TYING
from tadwin.store.record import Record
from tadwin.types import Decision, Frame, Incident, Report, Ties


def incidents_of(record: Record, reports: Collection[str]) -> tuple[Incident, ...]:
    """The incidents that these reports tell of, as last put, by id."""
    return record.incidents_named(set(record.incidents_of_reports(reports).values())) if reports else ()


@dataclass(slots=True)
class _Tied:
    """The reports whose decisions are known, and the ties that those make."""

    reports: frozenset[str]
    ties: Ties


class Told:
    """What the record's reports tell, each read once. What is decided about other reports is never read."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._reports: dict[str, Report] = {}
        self._frames: dict[str, tuple[Frame, ...]] = {}

    def by(self, names: Collection[str]) -> list[Frame]:
        """All frames of these reports."""
        self._read(names)
        return [frame for name in sorted(set(names)) for frame in self._frames[name]]

    def standing(self, names: Collection[str]) -> tuple[Decision, ...]:
        """The decisions about these reports that stand, in order, with their anchors at the claims of today.

        All their anchors, also those in other reports: what was decided about a whole is not about a part of it.
        """
        of = set(names)
        wider = of | self._named_by(self._record.decisions_about(of))
        return tuple(
            one for one in self._folded(wider).standing if any(anchor.report_id in of for anchor in one.anchors)
        )

    def near(self, keys: Collection[str]) -> list[Frame]:
        """All frames of the reports that have a frame with one of these keys."""
        return self.by(self._record.reports_of_frames(self._record.frames_by_keys(keys)))

    def reports_of(self, told: Iterable[Frame]) -> Mapping[str, Report]:
        """The reports that tell these frames, by id."""
        return {name: self._report(name) for name in {frame.report_id for frame in told}}

    def reach(self, names: Collection[str]) -> tuple[Touched, Ties]:
        """What the frames of these reports reach (`link.touched`), and the ties of all that.

        Ties are those of every decision about a report that was met, and about a report that such a decision names, on
        to the end: decisions outside have no frame in common with them, and change nothing about them.
        """
        tied = self._tied(names)
        while True:
            reached = touched(self.by(names), self.near, tied.ties, restated)
            met = {frame.report_id for frame in (*reached.frames, *reached.met)}
            if met <= tied.reports:
                return reached, tied.ties
            tied = self._tied(tied.reports | met)

    def _tied(self, names: Collection[str]) -> _Tied:
        known: frozenset[str] = frozenset(names)
        while True:
            tying = [one for one in self._record.decisions_about(known) if one.action in TYING]
            wider = known | self._named_by(tying)
            if wider == known:
                return _Tied(known, self._folded(known).ties if tying else Ties())
            known = wider

    @staticmethod
    def _named_by(decisions: Iterable[Decision]) -> frozenset[str]:
        return frozenset(anchor.report_id for one in decisions for anchor in one.anchors)

    def _read(self, names: Collection[str]) -> None:
        unread = sorted(set(names) - self._frames.keys())
        if not unread:
            return
        days = {name: self._report(name).published_at for name in unread}
        told: dict[str, list[Frame]] = {name: [] for name in unread}
        for frame in frames(self._folded(unread).claims, days):
            told[frame.report_id].append(frame)
        self._frames.update((name, tuple(some)) for name, some in told.items())

    def _report(self, name: str) -> Report:
        if name not in self._reports:
            self._reports[name] = self._record.report(name)
        return self._reports[name]

    def _folded(self, names: Collection[str]) -> Folded:
        """The claims of these reports as reviewers left them, and what ties the frames of these alone."""
        of = set(names)
        decisions = self._record.decisions_about(of)
        about = {one.report_id for decision in decisions for one in decision.anchors} & of
        texts = {name: self._report(name).text for name in about}
        return fold(decisions, self._record.claims_of_reports(of), texts)

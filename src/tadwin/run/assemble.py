"""Frames to incidents: links them, finds who said what first, and reconciles each incident's figures."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from tadwin.adapters.minhash import copies
from tadwin.link.link import link
from tadwin.reconcile.denials import denials
from tadwin.reconcile.grades import grade
from tadwin.reconcile.incidents import incident
from tadwin.reconcile.origins import origins, origins_of
from tadwin.reconcile.rules import Rule
from tadwin.types import Frame, Incident, Report, Ties

_NO_TIES = Ties()


def assemble(
    frames: Collection[Frame],
    reports: Mapping[str, Report],
    ties: Ties = _NO_TIES,
    joined: Collection[tuple[str, str]] = (),
    rule: Rule = Rule.CONSERVATIVE,
) -> tuple[Incident, ...]:
    """The incidents that these frames tell of, by id. `reports` holds the reports of the frames by id.

    `joined` are the pairs of frames that their reports say are one (`link.restated`).
    Raises TiesInConflict where decisions contradict each other.
    """
    clusters = link(frames, ties, joined)
    return tuple(sorted(reconciled(clusters, reports, rule), key=lambda one: one.id))


def reconciled(
    clusters: Iterable[Sequence[Frame]], reports: Mapping[str, Report], rule: Rule = Rule.CONSERVATIVE
) -> Iterator[Incident]:
    """The incident of each cluster of frames, in the order given: who said what first, its figures and its grade."""
    for cluster in clusters:
        claims = [claim for frame in cluster for claim in frame.claims]
        of = {name: reports[name] for name in {frame.report_id for frame in cluster}}
        copied = copies(
            {name: one.text for name, one in of.items()}, {name: one.published_at for name, one in of.items()}
        )
        said = origins(claims, of, copied)
        graded = grade(said)
        yield replace(
            incident(cluster, said, rule),
            origins=origins_of(said),
            denials=denials(said),
            grade=graded.grade,
            grade_reason=graded.reason,
            grade_next=graded.next,
        )

"""Times linking and reconciling over invented reports of which it is known who tells of what, and how right that is.

usage: python -m benchmarks linking [--claims N] [--seed N] [--require]

Gathering all of the claims into frames, linking these and reconciling the incidents is timed, as a run does it, and
then what linking does when ten reports are added: finding what they can change and linking only that. Times are CPU
seconds of this process; memory is its peak, the claims themselves included.
Precision and recall are of pairs of frames (is this pair one incident?) and B-cubed (Bagga and Baldwin 1998).
"""

import argparse
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import TypeVar

from benchmarks.records import generate
from tadwin.frames import frames
from tadwin.link.link import link
from tadwin.link.restated import restated
from tadwin.link.touched import record_keys, touched
from tadwin.run.assemble import reconciled
from tadwin.types import Claim, Frame, Report

T = TypeVar("T")

#: What `--require` holds. 100,000 claims link and reconcile in a minute; of adding reports, linking takes a third.
REQUIRED_SECONDS = 60.0
REQUIRED_ADDING_SECONDS = 1.0
REQUIRED_MEGABYTES = 2000.0
ADDED_REPORTS = 10


@dataclass(frozen=True, slots=True)
class Right:
    """How right a linking is, from 0 to 1."""

    pair_precision: float
    pair_recall: float
    b3_precision: float
    b3_recall: float


def how_right(clusters: Iterable[Collection[str]], truth: Mapping[str, str]) -> Right:
    """Scores clusters of frame ids against the incident of each frame."""
    together = wanted = right = 0
    precision = recall = 0.0
    sizes = Counter(truth.values())
    for cluster in clusters:
        parts = Counter(truth[name] for name in cluster)
        together += comb(len(cluster), 2)
        right += sum(comb(count, 2) for count in parts.values())
        precision += sum(count * count for count in parts.values()) / len(cluster)
        recall += sum(count * count / sizes[name] for name, count in parts.items())
    wanted = sum(comb(count, 2) for count in sizes.values())
    return Right(
        right / together if together else 1.0,
        right / wanted if wanted else 1.0,
        precision / len(truth),
        recall / len(truth),
    )


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """CPU seconds that `work` takes, and what it gives."""
    begin = time.process_time()
    made = work()
    return time.process_time() - begin, made


def adding(all_frames: Sequence[Frame], whole: Sequence[Sequence[Frame]]) -> tuple[float, int, bool]:
    """CPU seconds of adding the last reports to a record of the others, the frames linked anew, and whether it agrees.

    The record is an index in memory, made beforehand; reading a record from disk is not in this.
    """
    by_report: defaultdict[str, list[Frame]] = defaultdict(list)
    for frame in all_frames:
        by_report[frame.report_id].append(frame)
    late = sorted(by_report)[-ADDED_REPORTS:]
    holding: defaultdict[str, set[str]] = defaultdict(set)
    for report in by_report.keys() - set(late):
        for keys in record_keys(by_report[report], restated(by_report[report])).values():
            for key in keys:
                holding[key].add(report)

    def near(keys: Collection[str]) -> list[Frame]:
        found = {report for key in keys for report in holding.get(key, ())}
        return [frame for report in sorted(found) for frame in by_report[report]]

    def add() -> tuple[tuple[Frame, ...], ...]:
        new = [frame for report in late for frame in by_report[report]]
        reached = touched(new, near, joined=restated)
        return link(reached.frames, joined=reached.joined)

    seconds, clusters = timed(add)
    named = {tuple(frame.id for frame in cluster) for cluster in clusters}
    changed = {name for cluster in named for name in cluster}
    expected = {tuple(frame.id for frame in cluster) for cluster in whole if cluster[0].id in changed}
    return seconds, len(changed), named == expected


def peak_megabytes() -> float:
    """The most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def of_reports(reports: Iterable[Report], claims: Iterable[Claim]) -> tuple[Frame, ...]:
    """The frames of these reports, as linking takes them."""
    return frames(claims, {report.id: report.published_at for report in reports})


def main(argv: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks linking", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--claims", type=int, default=100_000, help="how many claims to invent (default 100000)")
    parser.add_argument("--seed", type=int, default=1, help="which invented reports (default 1)")
    parser.add_argument("--require", action="store_true", help="exit with status 1 unless every requirement is met")
    options = parser.parse_args(argv)

    reports, claims, truth = generate(options.claims, options.seed)
    by_id = {report.id: report for report in reports}
    gathering, found = timed(lambda: of_reports(reports, claims))
    print(f"{len(reports):,} invented reports, {len(claims):,} claims, {len(found):,} frames")
    linking, clusters = timed(lambda: link(found, joined=restated(found)))
    reconciling, incidents = timed(lambda: tuple(reconciled(clusters, by_id)))
    seconds, megabytes = gathering + linking + reconciling, peak_megabytes()
    right = how_right([[frame.id for frame in cluster] for cluster in clusters], truth)
    print(f"linking and reconciling: {seconds:.1f} s CPU, at most {megabytes:.0f} MB, {len(incidents):,} incidents")
    print(f"  frames {gathering:.1f} s, linking {linking:.1f} s, reconciling {reconciling:.1f} s")
    print(f"  pairs  precision {right.pair_precision:.3f}, recall {right.pair_recall:.3f}")
    print(f"  B3     precision {right.b3_precision:.3f}, recall {right.b3_recall:.3f}")
    adding_seconds, changed, agrees = adding(found, clusters)
    print(f"adding {ADDED_REPORTS} reports: {adding_seconds:.2f} s CPU, {changed} frames linked anew")

    checks = (
        (
            seconds <= REQUIRED_SECONDS,
            f"linking and reconciling {seconds:.1f} s, at most {REQUIRED_SECONDS:.0f} allowed",
        ),
        (megabytes <= REQUIRED_MEGABYTES, f"memory {megabytes:.0f} MB, at most {REQUIRED_MEGABYTES:.0f} allowed"),
        (adding_seconds <= REQUIRED_ADDING_SECONDS, f"adding {adding_seconds:.2f} s, at most 1 allowed"),
        (agrees, "adding gives other incidents than linking all anew"),
    )
    missing = [words for reached, words in checks if not reached]
    print("\n".join(f"NOT MET: {line}" for line in missing) or "every requirement is met")
    return 1 if missing and options.require else 0

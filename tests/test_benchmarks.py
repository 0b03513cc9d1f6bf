"""The benchmarks tell what is required and not reached, on invented reports with known truth; nothing is timed here."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from benchmarks.linking import Right, adding, how_right, of_reports
from benchmarks.publishing import publish, signed_record
from benchmarks.records import DAYS, FIRST_DAY, generate
from benchmarks.serving import build
from benchmarks.signed import sign_all
from benchmarks.speed import REQUIRED_MIX, REQUIRED_REPORTS, Child, Rate, too_heavy, too_slow
from tadwin import spans
from tadwin.link.link import link
from tadwin.review.fields import loads
from tadwin.run import signing
from tadwin.run.deciding import Word
from tadwin.run.folded import folded
from tadwin.store.check import check_record
from tadwin.store.record import open_record
from tadwin.store.reviews import Reviews
from tadwin.types import Decision, Review, Signed


def rates(reports: float, mix: float) -> list[Rate]:
    return [
        Rate("reports", "extraction", 100, 10.0, 10.0 * reports, reports),
        Rate("reports", "whole reading", 100, 10.0, 1.0, 0.1),
        Rate("mix", "extraction", 100, 10.0, 10.0 * mix, mix),
        Rate("mix", "whole reading", 100, 10.0, 1.0, 0.1),
    ]


def test_each_corpus_has_a_ratio_of_its_own() -> None:
    assert too_slow(rates(REQUIRED_REPORTS, REQUIRED_MIX)) == []
    assert [line.split()[2] for line in too_slow(rates(REQUIRED_REPORTS - 0.1, REQUIRED_MIX))] == ["reports"]
    assert [line.split()[2] for line in too_slow(rates(REQUIRED_MIX, REQUIRED_MIX - 0.1))] == ["mix"]


def test_the_reports_alone_are_held_to_theirs() -> None:
    assert too_slow(rates(REQUIRED_REPORTS, 0.0)[:1]) == []
    assert len(too_slow(rates(REQUIRED_REPORTS - 0.1, 0.0)[:1])) == 1


def test_a_run_that_failed_is_told() -> None:
    assert too_heavy(0.1, Child(1.0, 100.0, 0)) == []
    assert too_heavy(0.1, Child(1.0, 100.0, 3)) == ["tadwin run ended with status 3"]
    assert len(too_heavy(9.0, Child(1.0, 9000.0, 0))) == 2


# --- linking ------------------------------------------------------------------------------------------------------


def test_scores_of_a_linking_are_those_worked_out_by_hand() -> None:
    truth = {"a": "x", "b": "x", "c": "x", "d": "y"}
    assert how_right([["a", "b", "c"], ["d"]], truth) == Right(1.0, 1.0, 1.0, 1.0)
    # One pair of three found and one wrong pair; each frame's share of its cluster and of its incident, averaged.
    assert how_right([["a", "b"], ["c", "d"]], truth) == Right(0.5, 1 / 3, 3 / 4, (2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)


def test_invented_reports_are_the_same_for_the_same_seed_and_stand_in_their_texts() -> None:
    reports, claims, truth = generate(600, 5)
    assert (reports, claims, truth) == generate(600, 5)
    assert claims != generate(600, 6)[1]
    assert 500 < len(claims) < 700
    by_id = {report.id: report for report in reports}
    assert len(by_id) == len(reports)
    assert len({claim.id for claim in claims}) == len(claims)
    for claim in claims:
        spans.check(by_id[claim.report_id], claim.span)
        assert str(claim.figure.value) in claim.span.quote


def test_the_planted_truth_has_what_makes_linking_hard() -> None:
    reports, claims, truth = generate(3000, 5)
    told = of_reports(reports, claims)
    assert {frame.id for frame in told} == set(truth)  # tallies are no incident
    per_report = Counter((frame.report_id, truth[frame.id]) for frame in told)
    assert max(per_report.values()) == 1  # no report tells of an incident twice
    assert {1, 5} < set(Counter(truth.values()).values())
    assert any(frame.unplaced for frame in told)
    days = [frame.time.start for frame in told if frame.time is not None and frame.time.start is not None]
    assert all(abs((day - FIRST_DAY).days) <= DAYS for day in days)


def test_linking_finds_most_of_the_planted_truth_and_adding_agrees() -> None:
    reports, claims, truth = generate(3000, 5)
    told = of_reports(reports, claims)
    clusters = link(told)
    right = how_right([[frame.id for frame in cluster] for cluster in clusters], truth)
    assert right.pair_precision > 0.95
    assert right.pair_recall > 0.65
    _, changed, agrees = adding(told, clusters)
    assert agrees
    assert 0 < changed < len(told)


# --- publishing ---------------------------------------------------------------------------------------------------

WORD = Word("noor", "2034-01-01T00:00:00Z")


def unchained(one: Decision) -> tuple[object, ...]:
    """What a decision says, without what makes it a link of its own chain."""
    return (one.number, one.action, one.anchors, one.field, one.before, loads(one.after), one.by, one.at, one.note)


def told(folder: Path, *, at_once: bool) -> tuple[list[tuple[object, ...]], dict[str, Review], list[Signed]]:
    build(folder, 12)
    with open_record(folder / "record.db") as record:
        incidents = list(record.incidents())
        if at_once:
            assert sign_all(record, WORD) == len(incidents)
        else:
            for one in incidents:
                signing.sign(record, one, WORD)
        assert check_record(record) == ()
        rows = Reviews(record).of([one.id for one in incidents])
        signed = signing.signed(record, folded(record).standing)
        return [*map(unchained, record.decisions())], dict(rows), [replace(one, hash="") for one in signed]


def test_incidents_signed_at_once_are_signed_as_one_by_one(tmp_path: Path) -> None:
    for name in ("once", "one"):
        (tmp_path / name).mkdir()
    assert told(tmp_path / "once", at_once=True) == told(tmp_path / "one", at_once=False)


def test_the_whole_command_is_timed(tmp_path: Path) -> None:
    signed_record(tmp_path, 5)
    number, took, worked = publish(tmp_path, tmp_path / "site", "careful")
    with open_record(tmp_path / "record.db") as record:
        assert number == len(list(record.incidents())) >= 5
    assert (tmp_path / "site" / "index.html").is_file()
    assert min(took, worked) > 0

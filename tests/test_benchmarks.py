"""The benchmarks tell what is required and not reached, on invented reports with known truth; nothing is timed here."""

from collections import Counter

from benchmarks.linking import Right, adding, how_right, of_reports
from benchmarks.records import DAYS, FIRST_DAY, generate
from benchmarks.speed import REQUIRED_MIX, REQUIRED_REPORTS, Child, Rate, too_heavy, too_slow
from tadwin import spans
from tadwin.link.link import link


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

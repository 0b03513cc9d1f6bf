"""The speed benchmark tells what is required and not reached; nothing is timed here."""

from benchmarks.speed import REQUIRED_MIX, REQUIRED_REPORTS, Child, Rate, too_heavy, too_slow


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

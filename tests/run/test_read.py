"""Reports to claims without a record."""

import hashlib

from tadwin.config import Settings
from tadwin.run.engine import engine
from tadwin.run.read import read_reports
from tadwin.types import Report
from tadwin.vocab import Effect


def report(report_id: str, text: str) -> Report:
    return Report(report_id, text, hashlib.sha256(text.encode()).hexdigest(), "text/plain", language="en")


def test_reports_are_read_in_order_and_each_gives_its_claims(settings: Settings) -> None:
    told = [
        report("a", "At least 14 people were killed."),
        report("b", "It rained."),
        report("c", "Seven people were injured."),
    ]
    read = list(read_reports(told, settings=settings))
    assert [one.report_id for one in read] == ["a", "b", "c"]
    assert [[(claim.effect, claim.figure.low) for claim in one.claims] for one in read] == [
        [(Effect.KILLED, 14)],
        [],
        [(Effect.INJURED, 7)],
    ]


def test_the_engine_is_made_once_and_names_all_that_can_change_a_claim(settings: Settings) -> None:
    made = engine(settings)
    assert engine(settings) is made
    assert set(made.versions) == {"tadwin", "model", "gazetteer", "actors", "lexicon"}
    assert all(made.versions.values())

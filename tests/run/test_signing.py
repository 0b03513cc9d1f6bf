"""Accepting, grading, signing off, asking and answering: what they change, and when they no longer hold."""

import dataclasses
import json
import random

import pytest
from decided_record import NOBODY, NOOR, A, B, C, by_report, merged, sentence, tell, telling, told
from hypothesis import given, settings
from hypothesis import strategies as st

from tadwin import ids
from tadwin.errors import DecisionError, Overtaken
from tadwin.review.fields import FIELDS
from tadwin.run import adding, deciding, signing
from tadwin.run.deciding import Word
from tadwin.run.folded import folded
from tadwin.run.relink import _all, relink
from tadwin.run.seen import seen
from tadwin.store.check import check_record
from tadwin.store.record import Record
from tadwin.store.reviews import Reviews, Wanted
from tadwin.types import Incident, Review
from tadwin.vocab import Effect, ReviewState

SAMI = Word("sami", "2031-06-02T08:00:00Z")


def row(record: Record, incident: Incident) -> Review:
    return Reviews(record).of([incident.id])[incident.id]


def state(record: Record, *reports: str) -> ReviewState:
    return row(record, by_report(record, *reports)).state


def published(record: Record) -> dict[str, tuple[str, ...]]:
    """Who signed what: the reports of each incident as it was signed off."""
    return {one.by: one.incident.reports for one in signing.signed(record, folded(record).standing)}


def test_a_sign_off_keeps_the_incident_and_its_claims_as_they_were() -> None:
    with telling(A, A + " So it was said.", B) as record:
        whole = by_report(record, "r0", "r1")
        claims = deciding.claims_of(record, [whole])
        outcome, receipt = signing.sign(record, whole, NOOR)
        assert state(record, "r0", "r1") is ReviewState.SIGNED
        assert state(record, "r2") is ReviewState.NEW
        assert receipt.head == list(record.decisions())[-1].hash == outcome.decision.hash
        (kept,) = signing.signed(record, folded(record).standing)
        assert (kept.incident, kept.claims) == (whole, tuple(claims))
        assert (kept.by, kept.number, kept.fingerprint) == ("noor", 1, receipt.evidence)
        with pytest.raises(DecisionError, match="signed off as it stands, by decision 1"):
            signing.sign(record, whole, SAMI)


def test_new_evidence_makes_a_sign_off_wait_again_and_stays_unpublished() -> None:
    with telling(A, B) as record:
        signing.sign(record, by_report(record, "r0"), NOOR)
        tell(record, "r2", sentence("Orrin", 1, 15))
        relink(record)
        assert state(record, "r0", "r2") is ReviewState.CHANGED
        assert published(record) == {"noor": ("r0",)}
        signing.sign(record, by_report(record, "r0", "r2"), SAMI)
        assert state(record, "r0", "r2") is ReviewState.SIGNED
        assert published(record) == {"sami": ("r0", "r2")}
        deciding.undo(record, 2, NOOR)
        assert state(record, "r0", "r2") is ReviewState.CHANGED
        assert published(record) == {"noor": ("r0",)}


def test_a_correction_changes_what_was_signed_and_its_undo_brings_it_back() -> None:
    with telling(A) as record:
        signing.sign(record, by_report(record, "r0"), NOOR)
        (claim,) = record.claims()
        deciding.set_field(record, claim, FIELDS["value"], "13", NOBODY, SAMI)
        assert state(record, "r0") is ReviewState.CHANGED
        deciding.undo(record, 2, SAMI)
        assert state(record, "r0") is ReviewState.SIGNED


def test_what_was_signed_apart_and_merged_is_published_as_it_was_until_it_is_signed_again() -> None:
    with telling(A, B) as record:
        signing.sign(record, by_report(record, "r0"), NOOR)
        signing.sign(record, by_report(record, "r1"), SAMI)
        merged(record, "r0", "r1")
        assert state(record, "r0", "r1") is ReviewState.CHANGED
        assert published(record) == {"noor": ("r0",), "sami": ("r1",)}
        signing.sign(record, by_report(record, "r0", "r1"), SAMI)
        assert published(record) == {"sami": ("r0", "r1")}


def test_a_grade_holds_for_all_that_was_graded_and_not_for_a_part() -> None:
    with telling(A, A + " Confirmed.") as record:
        whole = by_report(record, "r0", "r1")
        suggested = whole.grade
        signing.grade(record, whole, "discounted", dataclasses.replace(NOOR, note="they were fighters"))
        graded = by_report(record, "r0", "r1")
        assert graded.grade == "discounted"
        assert graded.grade_reason is not None
        assert graded.grade_reason.startswith("Graded by noor: they were fighters.")
        assert f"suggests {suggested}" in graded.grade_reason
        deciding.split(record, graded, lambda claim: claim.report_id == "r1", SAMI)
        tell(record, "r2", C)  # linking the parts one by one must not forget the other's half
        relink(record, changed={"r0"})
        relink(record, changed={"r1"})
        assert by_report(record, "r0").grade != "discounted"
        assert by_report(record, "r1").grade != "discounted"
        deciding.undo(record, 2, SAMI)
        assert by_report(record, "r0", "r1").grade == "discounted"
        with pytest.raises(DecisionError, match="is no grade; give confirmed, fair"):
            signing.grade(record, by_report(record, "r2"), "sure", NOOR)


def test_a_second_reviewer_answers_before_anyone_signs_and_does_not_see_the_first() -> None:
    with telling(A) as record:
        only = by_report(record, "r0")
        with pytest.raises(DecisionError, match="someone else"):
            signing.ask(record, only, "noor", NOOR)
        signing.ask(record, only, "sami", NOOR)
        assert state(record, "r0") is ReviewState.ASKED
        decisions = signing.decisions_of(record, only)
        assert signing.hidden_from(decisions, "sami") is not None
        assert signing.hidden_from(decisions, "noor") is None
        assert signing.hidden_from(decisions, "rana") is None
        with pytest.raises(DecisionError, match="has not answered"):
            signing.sign(record, only, NOOR)
        with pytest.raises(DecisionError, match="asked sami, not you"):
            signing.answer(record, only, "agrees", Word("rana", SAMI.at))
        signing.answer(record, only, "differs", SAMI)
        assert state(record, "r0") is ReviewState.OPEN
        assert signing.hidden_from(signing.decisions_of(record, only), "sami") is None
        signing.sign(record, only, NOOR)
        assert state(record, "r0") is ReviewState.SIGNED


def test_nobody_decides_over_anothers_head() -> None:
    with telling(A, B) as record:
        first, other = by_report(record, "r0"), by_report(record, "r1")
        shown = {first.id: seen(row(record, first))}
        signing.note(record, other, dataclasses.replace(SAMI, note="elsewhere"))  # of another incident: no conflict
        signing.accept(record, deciding.claims_of(record, [first]), SAMI)
        with pytest.raises(Overtaken, match=r"changed since you opened it: sami made decision 2 \(accept\)"):
            signing.sign(record, first, dataclasses.replace(NOOR, seen=shown))
        assert state(record, "r0") is ReviewState.OPEN
        again = {first.id: seen(row(record, first))}
        signing.sign(record, first, dataclasses.replace(NOOR, seen=again))
        merged(record, "r0", "r1")
        with pytest.raises(Overtaken):
            signing.note(record, first, dataclasses.replace(SAMI, note="late", seen=again))


def test_a_claim_that_a_reviewer_reads_is_one_and_can_be_undone() -> None:
    text = f"{A} Later the clinic counted a further four dead."
    with telling(text, B) as record:
        report, into = record.report("r0"), by_report(record, "r0")
        start = text.index("a further four")
        values = {"effect": "killed", "value": "4", "group": "children"}
        outcome = adding.add_claim(record, report, start, start + 14, values, NOBODY, NOOR, into=into)
        (after,) = outcome.after
        new = ids.claim_id("r0", Effect.KILLED, start, start + 14)
        assert new in after.claims
        assert len(after.frames) == 1
        (claim,) = (one for one in folded(record).claims if one.id == new)
        assert (claim.span.quote, claim.figure.value, claim.group) == ("a further four", 4, "children")
        assert check_record(record) == ()
        deciding.set_field(record, claim, FIELDS["value"], "5", NOBODY, SAMI)
        assert {one.figure.value for one in folded(record).claims if one.id == new} == {5}
        with pytest.raises(DecisionError, match="already"):
            adding.add_claim(record, report, start, start + 14, values, NOBODY, NOOR)
        deciding.undo(record, 1, NOOR)
        assert by_report(record, "r0") == into


def test_an_added_claim_follows_its_words_and_stands_in_a_report_that_no_machine_reads() -> None:
    words = "قتل اثنا عشر مدنيا في القصف"
    with telling(A) as record:
        tell(record, "r1", words)
        report, into = record.report("r1"), by_report(record, "r0")
        start = words.index("اثنا عشر")
        adding.add_claim(record, report, start, start + 8, {"effect": "killed", "value": "12"}, NOBODY, NOOR, into=into)
        assert told(record) == {frozenset({"r0", "r1"})}
        assert record.needs_linking("another") != []
        relink(record)
        assert told(record) == {frozenset({"r0", "r1"})}
        tell(record, "r1", "بيان: " + words)
        relink(record)
        (claim,) = (one for one in folded(record).claims if one.report_id == "r1")
        assert (claim.span.start, claim.span.quote) == (start + 6, "اثنا عشر")
        tell(record, "r1", "لا شيء")
        relink(record)
        assert told(record) == {frozenset({"r0"})}
        assert folded(record).orphaned[1] != ()


def test_claims_move_from_one_incident_to_another() -> None:
    with telling(A, A + " Confirmed.", B) as record:
        whole, other = by_report(record, "r0", "r1"), by_report(record, "r2")
        deciding.move(record, whole, lambda claim: claim.report_id == "r1", other, NOOR)
        assert told(record) == {frozenset({"r0"}), frozenset({"r1", "r2"})}
        deciding.undo(record, 1, NOOR)
        assert told(record) == {frozenset({"r0", "r1"}), frozenset({"r2"})}


def test_a_place_is_set_for_all_claims_of_an_incident_at_once() -> None:
    with telling(A, A + " Confirmed.") as record:
        claims = deciding.claims_of(record, [by_report(record, "r0", "r1")])
        deciding.set_fields(record, claims, FIELDS["place"], "Old Mill, 11.5, 21.5", NOBODY, NOOR)
        (place,) = by_report(record, "r0", "r1").places
        assert (place.name, place.lat, place.lon) == ("Old Mill", 11.5, 21.5)
        deciding.undo(record, 1, NOOR)
        assert [place.name for place in by_report(record, "r0", "r1").places] == ["Orrin"]


TEXTS = (A, A + " So it was said.", B, B + " At dawn.", C, f"{A} {C}")


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), steps=st.integers(1, 7))
def test_the_queue_is_what_looking_at_the_whole_record_anew_gives(seed: int, steps: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same for the same seed is what is wanted
    with telling(*TEXTS) as record:
        for _ in range(steps):
            _act(record, chance)
        before = _rows(record), list(record.incidents())
        _all(record)
        assert (_rows(record), list(record.incidents())) == before
        assert check_record(record) == ()
        assert sum(Reviews(record).states().values()) == len(before[1])


def _rows(record: Record) -> list[Review]:
    return sorted(Reviews(record).listed(Wanted(), most=1000), key=lambda one: one.incident)


def _act(record: Record, chance: random.Random) -> None:
    """Something that a reviewer does to an incident met by chance; what cannot be done is left."""
    every = list(record.incidents())
    one, other = chance.choice(every), chance.choice(every)
    word = dataclasses.replace(chance.choice((NOOR, SAMI)), note="by chance")
    claims = deciding.claims_of(record, [one])
    taken = {claim.id for claim in claims if chance.random() < 0.5}
    number = chance.randint(1, max(1, len(list(record.decisions()))))
    acts = (
        lambda: signing.sign(record, one, word),
        lambda: signing.accept(record, claims, word),
        lambda: signing.grade(record, one, chance.choice(signing.GRADES), word),
        lambda: signing.ask(record, one, None, word),
        lambda: signing.answer(record, one, "agrees", word),
        lambda: deciding.merge(record, [one, other], word),
        lambda: deciding.split(record, one, lambda claim: claim.id in taken, word),
        lambda: deciding.move(record, one, lambda claim: claim.id in taken, other, word),
        lambda: deciding.set_field(record, claims[0], FIELDS["value"], str(chance.randint(1, 30)), NOBODY, word),
        lambda: deciding.undo(record, number, word),
    )
    try:
        chance.choice(acts)()
    except DecisionError:
        return


def test_a_decision_keeps_what_it_was_given_as_json() -> None:
    with telling(A) as record:
        signing.accept(record, deciding.claims_of(record, [by_report(record, "r0")]), NOOR)
        (decision,) = record.decisions()
        assert set(json.loads(decision.after or "")) == {one.claim for one in decision.anchors}


def test_another_rule_reconciles_the_whole_record_anew() -> None:
    with telling(A, A + " Confirmed.", sentence("Orrin", 1, 15)) as record:
        (before,) = (line for line in by_report(record, "r0", "r1", "r2").figures if line.group is None)
        record.set_versions({"rule": "single_low"})
        relink(record)
        (after,) = (line for line in by_report(record, "r0", "r1", "r2").figures if line.group is None)
        assert (before.rule, before.low, before.high) == ("conservative", 12, 15)
        assert (after.rule, after.low, after.best, after.high) == ("single_low", 12, 12, 12)

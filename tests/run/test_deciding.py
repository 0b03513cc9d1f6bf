"""Decisions over a record of invented reports: what they change, and that nothing makes them go away."""

import dataclasses
from collections.abc import Callable

import pytest
from decided_record import (
    NOBODY,
    NOOR,
    PLACES,
    A,
    B,
    C,
    by_report,
    merged,
    read_again,
    sentence,
    tell,
    telling,
    told,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from tadwin.errors import DecisionError
from tadwin.review.fields import FIELDS
from tadwin.run import deciding
from tadwin.run.deciding import Outcome
from tadwin.run.folded import folded
from tadwin.run.relink import relink
from tadwin.store.check import check_record
from tadwin.store.record import Record
from tadwin.types import Decision, Extraction


def set_to(record: Record, claim: str, field: str, words: str) -> Outcome:
    (machine,) = (one for one in record.claims() if one.id == claim)
    return deciding.set_field(record, machine, FIELDS[field], words, NOBODY, NOOR)


def test_incidents_that_are_merged_are_one_and_say_so() -> None:
    with telling(A, B, C) as record:
        assert told(record) == {frozenset({"r0"}), frozenset({"r1"}), frozenset({"r2"})}
        outcome = merged(record, "r0", "r1")
        assert {incident.reports for incident in outcome.before} == {("r0",), ("r1",)}
        (after,) = outcome.after
        assert sorted(after.reports) == ["r0", "r1"]
        assert told(record) == {frozenset({"r0", "r1"}), frozenset({"r2"})}
        assert all(record.incident(one.id) == (after,) for one in outcome.before)
        assert (outcome.decision.by, outcome.decision.at, outcome.decision.note) == (NOOR.by, NOOR.at, NOOR.note)
        assert check_record(record) == ()


def test_an_incident_that_is_split_is_two_and_its_reports_stay_apart() -> None:
    with telling(A, A + " Confirmed.", A + " Said the town hall.") as record:
        whole = by_report(record, "r0", "r1", "r2")
        outcome = deciding.split(record, whole, lambda claim: claim.report_id == "r1", NOOR)
        assert outcome.before == (whole,)
        assert told(record) == {frozenset({"r0", "r2"}), frozenset({"r1"})}
        tell(record, "r3", A + " So a neighbour said.")
        relink(record)
        assert not any({"r0", "r1"} <= set(incident.reports) for incident in record.incidents())


def test_a_claim_leaves_the_frame_that_it_was_read_in() -> None:
    with telling(f"{A} {sentence('Orrin', 1, 30, 'injured')}") as record:
        in_one = tuple(dataclasses.replace(claim, frame="f") for claim in record.claims())
        record.put_extraction(Extraction("r0", in_one, ()), "rules 1")
        relink(record)
        (whole,) = record.incidents()
        killed, injured = (claim.id for claim in record.claims())
        deciding.split(record, whole, lambda claim: claim.id == injured, NOOR)
        assert sorted(one.claims for one in record.incidents()) == sorted([(killed,), (injured,)])
        assert {claim.frame for claim in record.claims()} == {"f"}
        assert len(record.incidents_of_reports(["r0"])) == 2
        deciding.undo(record, 1, NOOR)
        assert tuple(record.incidents()) == (whole,)


def test_what_is_set_goes_into_the_figures_and_leaves_the_machines_claim() -> None:
    with telling(A) as record:
        (claim,) = record.claims()
        outcome = set_to(record, claim.id, "value", "15")
        assert (outcome.decision.before, outcome.decision.after) == ("12", "15")
        assert outcome.after[0].figures[0].best == 15
        assert tuple(record.claims()) == (claim,)
        (left,) = folded(record).claims
        assert (left.figure.value, left.evidence[-1].rule) == (15, "decided by noor")


def test_a_claim_that_is_rejected_is_in_no_incident() -> None:
    with telling(A, A + " Again.") as record:
        claim = next(record.claims("r1"))
        outcome = set_to(record, claim.id, "rejected", "true")
        assert [incident.reports for incident in outcome.after] == [("r0",)]
        with pytest.raises(DecisionError, match="is true already"):
            set_to(record, claim.id, "rejected", "yes")
        set_to(record, claim.id, "rejected", "false")
        assert told(record) == {frozenset({"r0", "r1"})}


def test_what_cannot_be_decided_is_refused_and_leaves_nothing() -> None:
    with telling(A, B) as record:
        one = by_report(record, "r0")
        claim = next(record.claims("r0"))
        refusals: tuple[tuple[Callable[[], Outcome], str], ...] = (
            (lambda: deciding.merge(record, [one, one], NOOR), "one already"),
            (lambda: deciding.split(record, one, lambda _: False, NOOR), "no claim"),
            (lambda: deciding.split(record, one, lambda _: True, NOOR), "every claim"),
            (lambda: deciding.undo(record, 1, NOOR), "nothing has been decided"),
            (lambda: set_to(record, claim.id, "value", "12"), "is 12 already"),
            (lambda: set_to(record, claim.id, "part_of", "c0"), "there is no claim 'c0'"),
            (lambda: set_to(record, claim.id, "part_of", claim.id), "a part of itself"),
            (lambda: set_to(record, claim.id, "part_of", next(record.claims("r1")).id), "there is no claim"),
        )
        for refused, words in refusals:
            with pytest.raises(DecisionError, match=words):
                refused()
        assert list(record.decisions()) == []


def test_a_circle_of_parts_is_refused() -> None:
    with telling(f"{A} {sentence('Orrin', 1, 3)}") as record:
        one, other = (claim.id for claim in record.claims())
        set_to(record, other, "part_of", one)
        with pytest.raises(DecisionError, match="a part of itself"):
            set_to(record, one, "part_of", other)


def test_what_is_undone_can_be_brought_back_and_not_undone_twice() -> None:
    with telling(A, B) as record:
        before = tuple(record.incidents())
        merged(record, "r0", "r1")
        after = tuple(record.incidents())
        outcome = deciding.undo(record, 1, NOOR)
        assert outcome.undone is not None
        assert outcome.undone.action == "merge"
        assert tuple(record.incidents()) == before
        with pytest.raises(DecisionError, match="undone already, by decision 2; `tadwin undo 2` brings it back"):
            deciding.undo(record, 1, NOOR)
        deciding.undo(record, 2, NOOR)
        assert tuple(record.incidents()) == after
        with pytest.raises(DecisionError, match="the last is 3"):
            deciding.undo(record, 4, NOOR)
        assert {number: state for number, (state, _) in deciding.states(record).items()} == {
            1: "stands",
            2: "undone by 3",
            3: "stands",
        }


# --- nothing makes a decision go away ------------------------------------------------------------------------------


def test_decisions_hold_when_the_rules_of_extraction_change() -> None:
    with telling(f"{A} {C}", B, A + " Again.") as record:
        claim = next(one for one in record.claims("r1"))
        deciding.merge(record, [by_report(record, "r0"), by_report(record, "r1")], NOOR)
        set_to(record, claim.id, "value", "6")
        deciding.split(record, by_report(record, "r0", "r2"), lambda one: one.report_id == "r2", NOOR)
        frames = {one.frame for one in record.claims()}
        before = {frozenset(one.claims) for one in record.incidents()}
        figures = {one.claims: one.figures[0].best for one in record.incidents()}
        read_again(record, 2)
        assert {one.frame for one in record.claims()} != frames
        assert {frozenset(one.claims) for one in record.incidents()} == before
        assert {one.claims: one.figures[0].best for one in record.incidents()} == figures
        assert {state for state, _ in deciding.states(record).values()} == {"stands"}


def test_decisions_hold_in_a_newer_version_where_their_words_stand() -> None:
    with telling(A, B) as record:
        merged(record, "r0", "r1")
        set_to(record, next(record.claims("r0")).id, "value", "15")
        old = next(record.claims("r0")).id
        tell(record, "r0", f"CORRECTED at noon.\n{A}")
        relink(record)
        assert next(record.claims("r0")).id != old
        assert told(record) == {frozenset({"r0", "r1"})}
        assert next(one for one in folded(record).claims if one.report_id == "r0").figure.value == 15


def test_a_decision_whose_words_are_gone_is_listed_and_holds_again_when_they_are_back() -> None:
    with telling(A, B) as record:
        merged(record, "r0", "r1")
        set_to(record, next(record.claims("r0")).id, "value", "15")
        together = tuple(record.incidents())
        tell(record, "r0", sentence("Orrin", 1, 19))
        relink(record)
        assert told(record) == {frozenset({"r0"}), frozenset({"r1"})}
        states = deciding.states(record)
        assert {number: state for number, (state, _) in states.items()} == {
            1: "orphaned in part (1 of 2 claims)",
            2: "orphaned",
        }
        assert [at.quote for _, lost in states.values() for at in lost] == ["12", "12"]
        tell(record, "r0", A)
        relink(record)
        assert {state for state, _ in deciding.states(record).values()} == {"stands"}
        assert tuple(record.incidents()) == together


reports = st.lists(
    st.tuples(st.sampled_from(sorted(PLACES)), st.integers(1, 4), st.integers(1, 30)), min_size=2, max_size=5
).map(lambda listed: [f"{sentence(*one)} Report {number}." for number, one in enumerate(listed)])


def drawn(data: st.DataObject, record: Record) -> Decision | None:
    """A decision of any kind about what the record holds; None where what was drawn cannot be decided."""
    incidents = list(record.incidents())
    claims = list(record.claims())
    kind = data.draw(st.sampled_from(("merge", "split", "set", "undo")))
    try:
        if kind == "merge":
            chosen = data.draw(
                st.lists(st.sampled_from(incidents), min_size=1, max_size=3, unique_by=lambda one: one.id)
            )
            return deciding.merge(record, chosen, NOOR).decision
        if kind == "split":
            leaving = data.draw(st.sets(st.sampled_from([claim.report_id for claim in claims])))
            whole = data.draw(st.sampled_from(incidents))
            return deciding.split(record, whole, lambda claim: claim.report_id in leaving, NOOR).decision
        if kind == "set":
            field, words = data.draw(st.sampled_from((("value", "3"), ("day", "2031-05-02"), ("status", "civilian"))))
            return set_to(record, data.draw(st.sampled_from(claims)).id, field, words).decision
        last = sum(1 for _ in record.decisions())
        return deciding.undo(record, data.draw(st.integers(1, max(last, 1))), NOOR).decision
    except DecisionError:
        return None


@settings(max_examples=25)
@given(reports, st.data())
def test_merge_then_split_is_the_identity(texts: list[str], data: st.DataObject) -> None:
    with telling(*texts) as record:
        before = tuple(record.incidents())
        if len(before) < 2:
            return
        one, *others = data.draw(
            st.lists(st.sampled_from(before), min_size=2, max_size=2, unique_by=lambda each: each.id)
        )
        (whole,) = deciding.merge(record, [one, *others], NOOR).after
        leaving = {claim for other in others for claim in other.claims}
        deciding.split(record, whole, lambda claim: claim.id in leaving, NOOR)
        assert tuple(record.incidents()) == before


@settings(max_examples=25)
@given(reports, st.data())
def test_undoing_all_that_was_decided_is_the_identity(texts: list[str], data: st.DataObject) -> None:
    with telling(*texts) as record:
        before = tuple(record.incidents())
        made = [decision for _ in range(3) if (decision := drawn(data, record)) is not None]
        for decision in reversed(made):
            deciding.undo(record, decision.number, NOOR)
        assert tuple(record.incidents()) == before
        assert check_record(record) == ()


@settings(max_examples=25)
@given(reports, st.data())
def test_a_decision_is_never_lost(texts: list[str], data: st.DataObject) -> None:
    with telling(*texts) as record:
        made = [decision for _ in range(3) if (decision := drawn(data, record)) is not None]
        before = tuple(record.incidents())
        read_again(record, 2)
        grouped = {frozenset(incident.claims) for incident in record.incidents()}
        assert grouped == {frozenset(incident.claims) for incident in before}
        changed = data.draw(st.sampled_from(range(len(texts))))
        tell(record, f"r{changed}", data.draw(st.sampled_from(("Nothing.", "New. " + texts[changed], C))))
        relink(record)
        assert list(record.decisions()) == made
        assert check_record(record) == ()
        states = deciding.states(record)
        assert set(states) == {decision.number for decision in made}
        now = {claim.id for claim in record.claims()}
        for decision in made:
            state, lost = states[decision.number]
            gone = [at for at in decision.anchors if at.claim not in now]
            # What is lost is told; what stands has found every claim, by its id or by its words.
            assert bool(lost) is state.startswith("orphaned")
            if state == "stands" and decision.action != "undo":
                assert all(f"New. {texts[changed]}" == record.report(at.report_id).text for at in gone)


@settings(max_examples=30)
@given(reports, st.data())
def test_linking_what_was_touched_gives_what_linking_all_gives(texts: list[str], data: st.DataObject) -> None:
    with telling(*texts) as record:
        for _ in range(3):
            drawn(data, record)
            if data.draw(st.booleans()):
                changed = data.draw(st.sampled_from(range(len(texts) + 1)))
                tell(record, f"r{changed}", data.draw(st.sampled_from(("Nothing.", f"New. {texts[0]}", A, B))))
                relink(record)
        incidents = tuple(record.incidents())
        record.put_linked([report.id for report in record.reports()], "another linker")
        relink(record)
        assert tuple(record.incidents()) == incidents


@settings(max_examples=20)
@given(reports, st.data())
def test_the_order_in_which_reports_came_changes_no_decision(texts: list[str], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(texts))))
    with telling(*texts) as record:
        for _ in range(2):
            drawn(data, record)
        decisions, incidents = list(record.decisions()), tuple(record.incidents())
        with telling() as other:
            for number in order:
                tell(other, f"r{number}", texts[number])
            for one in decisions:
                _append(other, one)
            relink(other)
            assert tuple(other.incidents()) == incidents


@settings(max_examples=20)
@given(reports, st.data())
def test_decisions_about_different_claims_can_come_in_any_order(texts: list[str], data: st.DataObject) -> None:
    with telling(*texts) as record:
        claims = [next(record.claims(f"r{number}")) for number in range(len(texts))]
        for claim in claims:
            set_to(record, claim.id, "status", data.draw(st.sampled_from(("civilian", "combatant"))))
        decisions, incidents = list(record.decisions()), tuple(record.incidents())
        with telling(*texts) as other:
            for one in data.draw(st.permutations(decisions)):
                _append(other, one)
            relink(other)
            assert tuple(other.incidents()) == incidents


def _append(record: Record, one: Decision) -> None:
    record.append(
        action=one.action,
        anchors=one.anchors,
        by=one.by,
        at=one.at,
        field=one.field,
        before=one.before,
        after=one.after,
        note=one.note,
    )

"""A decision is found again by its words, in exactly one place, or it is orphaned."""

from dataclasses import replace

import pytest
from claims_of import claim_at, claim_of
from hypothesis import given
from hypothesis import strategies as st

from tadwin.review.anchors import CONTEXT, anchor, attach, evenly_spaced, place, stays
from tadwin.types import Anchor, Claim
from tadwin.vocab import Effect

TEXT = (
    "The mill at Orrin was hit before noon on Tuesday. The clinic there counted 14 dead, two of them millers, "
    "and said that 31 others had been treated for burns before the road was closed."
)


def found(at: Anchor, text: str, *claims: Claim) -> str | None:
    attached = attach([at], claims, {"r": text})
    assert (at in attached.found) is (at not in attached.orphaned)
    return attached.found.get(at)


def test_an_anchor_keeps_the_number_and_what_stands_around_it() -> None:
    at = anchor(claim_at("r", TEXT, "14"), TEXT)
    assert (at.quote, at.before, at.after) == ("14", TEXT[43:75], TEXT[77:109])
    assert TEXT[at.start : at.start + len(at.quote)] == at.quote
    edge = anchor(claim_of("r", 0, "The", "f"), TEXT)
    assert (edge.before, len(edge.after)) == ("", CONTEXT)


def test_a_claim_that_is_still_there_is_found_by_its_id() -> None:
    claim = claim_at("r", TEXT, "14")
    assert found(anchor(claim, TEXT), TEXT, claim, claim_at("r", TEXT, "31")) == claim.id


@pytest.mark.parametrize("change", ["Updated. " + TEXT, TEXT.replace(" ", "\n  "), "x" * 500 + TEXT + TEXT[-60:]])
def test_a_claim_that_moved_is_found_by_its_words(change: str) -> None:
    at = anchor(claim_at("r", TEXT, "14"), TEXT)
    moved = claim_at("r", change, "14")
    assert moved.id != at.claim
    assert found(at, change, moved, claim_of("r", change.index("31"), "31", "f")) == moved.id


def test_long_runs_of_white_space_around_a_number_are_read_once() -> None:
    run = " " * 200_000  # by the square of it, this would take an hour
    text = f"{run}14{run}died{run}31{run}"
    claim = claim_at("r", text, "14")
    at = anchor(claim, text)
    assert (at.before.strip(), at.after.strip()) == ("", "")
    assert found(at, text, claim) == claim.id
    assert found(at, "x" + text, claim_at("r", "x" + text, "14")) == claim_at("r", "x" + text, "14").id
    other = text.replace("14", "15")
    assert found(at, other, claim_at("r", other, "15")) is None


def test_words_that_stand_twice_are_not_guessed_between() -> None:
    at = anchor(claim_at("r", TEXT, "14"), TEXT)
    twice = f"{TEXT} {TEXT}"
    first, second = twice.index("14"), twice.rindex("14")
    moved = [claim_of("r", one + 0, "14", "f") for one in (first, second)]
    assert found(at, "So. " + twice, *(claim_of("r", one + 4, "14", "f") for one in (first, second))) is None
    # Where the claim itself is still one of the two, its id says which.
    assert found(at, twice, *moved) == moved[0].id == at.claim


def test_a_number_that_became_another_is_not_the_one_decided_about() -> None:
    at = anchor(claim_at("r", TEXT, "14"), TEXT)
    corrected = TEXT.replace("14", "17")
    same_place = claim_at("r", corrected, "17")
    assert same_place.id == at.claim
    assert found(at, corrected, same_place) is None


def test_words_around_it_that_changed_leave_the_claim_where_its_number_is() -> None:
    at = anchor(claim_at("r", TEXT, "14"), TEXT)
    edited = TEXT.replace("two of them millers", "two of them bakers!")
    claim = claim_at("r", edited, "14")
    assert found(at, edited, claim) == claim.id == at.claim
    assert found(at, "Updated. " + edited, claim_at("r", "Updated. " + edited, "14")) is None


def test_of_two_claims_at_one_number_the_effect_tells_them_apart() -> None:
    killed, injured = (claim_at("r", TEXT, "31", effect=one) for one in (Effect.KILLED, Effect.INJURED))
    later = "Later. " + TEXT
    moved = {one: claim_at("r", later, "31", effect=one) for one in (Effect.KILLED, Effect.INJURED, Effect.CASUALTIES)}
    assert found(anchor(killed, TEXT), later, *moved.values()) == moved[Effect.KILLED].id
    assert found(anchor(injured, TEXT), later, *moved.values()) == moved[Effect.INJURED].id
    # Read otherwise now: the only claim there is meant; of two others neither is.
    assert found(anchor(killed, TEXT), later, moved[Effect.CASUALTIES]) == moved[Effect.CASUALTIES].id
    assert found(anchor(killed, TEXT), later, moved[Effect.CASUALTIES], moved[Effect.INJURED]) is None


def test_a_wider_number_at_the_place_is_the_claim() -> None:
    at = anchor(claim_at("r", TEXT, "14"), TEXT)
    wider = claim_at("r", TEXT, "counted 14")
    assert found(at, TEXT, wider) == wider.id


def test_a_report_that_is_gone_or_gives_no_claim_there_orphans() -> None:
    at = anchor(claim_at("r", TEXT, "14"), TEXT)
    assert found(at, TEXT, claim_at("r", TEXT, "31")) is None
    assert attach([at], [], {}).orphaned == (at,)
    other = claim_at("s", TEXT, "14")
    assert found(at, TEXT, other) is None


words = st.text(st.sampled_from("ab 1\n.*(["), max_size=70)


@given(before=words, number=st.sampled_from(["1", "ab 1", "(1", "."]), after=words, lead=words)
def test_whatever_the_words_are_a_claim_is_found_or_orphaned_and_never_another(
    before: str, number: str, after: str, lead: str
) -> None:
    text = before + number + after
    claim = claim_of("r", len(before), number, "f")
    at = anchor(claim, text)
    assert found(at, text, claim) == claim.id
    later = lead + text
    moved = claim_of("r", len(lead) + len(before), number, "f")
    other = replace(moved, id="other", number=replace(moved.number, start=10_000, end=10_001))
    here = found(at, later, moved, other)
    assert here in (moved.id, None)
    if len({later[i : i + len(number)] for i in range(len(later))} & {number}) and later.count(number) == 1:
        assert here == moved.id


@given(before=words, number=st.sampled_from(["1", "ab 1", "(1", "."]), after=words, lead=words, then=words)
def test_words_that_stay_are_where_the_slow_way_finds_them(
    before: str, number: str, after: str, lead: str, then: str
) -> None:
    at = anchor(claim_of("r", len(before), number, "f"), before + number + after)
    for text in (before + number + after, before + number + after + then, lead + before + number + after + then):
        if stays(at, text, evenly_spaced(text)):
            assert place(at, text) == at.start


def test_words_stay_where_they_are_once_and_not_where_they_are_twice() -> None:
    at = anchor(claim_at("r", TEXT, "14"), TEXT)
    assert stays(at, TEXT, evenly_spaced(TEXT))
    for other in ("Updated. " + TEXT, TEXT + " " + TEXT, TEXT + "\n" + TEXT.replace(" ", "\n\n")):
        assert not stays(at, other, evenly_spaced(other))

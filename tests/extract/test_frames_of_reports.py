"""Frames: which claims of a report speak of one incident, and what they take from one another."""

from datetime import date

import pytest
from reading import read_whole, told

from tadwin.types import Claim
from tadwin.vocab import Scope

#: A Wednesday.
PUBLISHED = date(2024, 3, 6)
SUNDAY, MONDAY, TUESDAY = date(2024, 3, 3), date(2024, 3, 4), date(2024, 3, 5)


def read(text: str) -> tuple[Claim, ...]:
    return read_whole(text, PUBLISHED)


def frames(claims: tuple[Claim, ...]) -> list[int]:
    """The frame of each claim, numbered in the order of the text."""
    order = list(dict.fromkeys(claim.frame for claim in claims))
    return [order.index(claim.frame) for claim in claims]


def places(claims: tuple[Claim, ...]) -> list[list[str]]:
    return [[place.name for place in claim.places] for claim in claims]


def days(claims: tuple[Claim, ...]) -> list[date | None]:
    return [claim.time.start if claim.time and claim.time.start == claim.time.end else None for claim in claims]


def test_a_headline_shares_the_frame_of_what_it_announces() -> None:
    claims = read(
        "Nine killed in strike on Saraqib\n\n"
        "Nine people were killed on Tuesday when warplanes bombed a market in Saraqib. Fourteen people were wounded."
    )
    assert told(claims) == ["killed 9", "killed 9", "injured 14"]
    assert frames(claims) == [0, 0, 0]
    assert places(claims) == [["Saraqib"]] * 3
    assert days(claims)[1:] == [TUESDAY, TUESDAY]


def test_two_towns_in_two_sentences_are_two_frames() -> None:
    claims = read("A bomb killed four people in Mosul on Monday. In Kirkuk, gunmen killed two people on Tuesday.")
    assert frames(claims) == [0, 1]
    assert places(claims) == [["Mosul"], ["Kirkuk"]]
    assert days(claims) == [MONDAY, TUESDAY]


def test_two_towns_in_one_sentence_are_two_frames() -> None:
    claims = read("Six people were killed in Mosul and three people were killed in Kirkuk on Tuesday.")
    assert told(claims) == ["killed 6", "killed 3"]
    assert frames(claims) == [0, 1]
    assert places(claims) == [["Mosul"], ["Kirkuk"]]


def test_one_figure_for_two_towns_keeps_both() -> None:
    assert places(read("Four people were killed in Tyre and Sidon on Monday.")) == [["Tyre", "Sidon"]]


def test_what_follows_inherits_place_and_day() -> None:
    claims = read(
        "Seven people were killed in Marib on Sunday. The nearest hospital is in Sanaa. Twelve people were wounded."
    )
    assert frames(claims) == [0, 0]
    assert places(claims) == [["Marib"], ["Marib"]]
    assert days(claims) == [SUNDAY, SUNDAY]


def test_a_day_told_before_any_figure_is_inherited() -> None:
    assert days(read("Shells fell on Kherson on Monday. Three people were killed.")) == [MONDAY]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Two people were killed in Homs on Sunday, the governor said on Monday.", SUNDAY),
        ("The governor said on Monday that two people were killed in Homs on Sunday.", SUNDAY),
        ("Two people were killed in Homs, the governor said on Monday.", None),
        ("The governor of Homs said on Monday that two people were killed.", None),
        ("In a statement on Tuesday the ministry said two people were killed in Homs on Sunday.", SUNDAY),
        ("On Monday, two people were killed in Homs.", MONDAY),
        ("Two people were killed in Homs on 3 March 2024.", SUNDAY),
    ],
)
def test_the_day_of_speaking_is_not_the_day_of_the_harm(text: str, day: date | None) -> None:
    assert days(read(text)) == [day]


BACKGROUND = [
    "The war has killed 14,000 people since 2014.",
    "More than 300,000 people have been killed since the conflict in Syria began in 2011.",
    "Since January, 240 people have been killed across the country.",
    "More than 800 people have been killed in Yemen this month.",
]


@pytest.mark.parametrize("background", BACKGROUND)
def test_background_leaks_nothing_and_takes_nothing(background: str) -> None:
    alone = read("Three people were killed in Homs on Monday.\n\nThe blast also wounded six people.")
    claims = read(f"Three people were killed in Homs on Monday.\n\n{background}\n\nThe blast also wounded six people.")
    first, between, last = claims
    assert between.scope is Scope.TALLY
    assert between.frame not in (first.frame, last.frame)
    assert "Homs" not in [place.name for place in between.places]
    assert between.time is None or between.time.start != MONDAY
    assert first.frame == last.frame
    assert [(claim.time, claim.scope) for claim in (first, last)] == [(claim.time, claim.scope) for claim in alone]
    assert places((first, last)) == places(alone) == [["Homs"], ["Homs"]]


@pytest.mark.parametrize("background", BACKGROUND)
def test_background_before_the_lead_leaks_nothing(background: str) -> None:
    tally, incident = read(f"{background} On Tuesday a bomb killed two people in Homs.")
    assert (tally.scope, incident.scope) == (Scope.TALLY, Scope.INCIDENT)
    assert tally.frame != incident.frame
    assert (days((incident,)), places((incident,))) == ([TUESDAY], [["Homs"]])


def test_a_month_is_a_tally() -> None:
    (claim,) = read("In January, 120 people were killed in Gaza.")
    assert claim.scope is Scope.TALLY
    assert claim.time is not None
    assert (claim.time.start, claim.time.end) == (date(2024, 1, 1), date(2024, 1, 31))


def test_a_report_without_names_has_one_frame_and_states_nothing() -> None:
    claims = read("Two people were killed. Three people were wounded.")
    assert frames(claims) == [0, 0]
    assert days(claims) == [None, None]
    assert places(claims) == [[], []]

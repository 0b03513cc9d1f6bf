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
    assert claim.time is None  # a month is no day
    assert claim.period is not None
    assert (claim.period.start, claim.period.end) == (date(2024, 1, 1), date(2024, 1, 31))


def test_a_report_without_names_has_one_frame_and_states_nothing() -> None:
    claims = read("Two people were killed. Three people were wounded.")
    assert frames(claims) == [0, 0]
    assert days(claims) == [None, None]
    assert places(claims) == [[], []]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # another settlement far away has no day from the one told before
        ("A bomb killed four people in Mosul on Monday. Gunmen killed two people in Basra.", [MONDAY, None]),
        # the country and the quarter of a city have
        ("Attacks shook Iraq on Monday. Gunmen killed two people in Basra.", [MONDAY]),
        ("A bomb hit Mosul on Monday, killing two. In the Zahur neighbourhood four died.", [MONDAY, MONDAY]),
        # what looks back, and what is told from another event
        ("A bomb killed four in Mosul on Monday. The town was previously shelled, killing six.", [MONDAY, None]),
        ("Talks resumed on Monday, days after a blast killed nine people in Mosul.", [None]),
        # others in a place of their own, and what went before a withdrawal
        ("Shells killed nine in Mosul on Monday. Another six died in the Zahur neighbourhood.", [MONDAY, None]),
        ("Rebels left Mosul on Monday. Before they left they executed nine detainees.", [None]),
        # told behind it, in the same frame
        ("Nine people were killed in Mosul, medics said. The bomb went off in the market on Monday.", [MONDAY]),
        # the day of counting
        ("A blast hit Mosul on Sunday. As of this morning the count is 44 killed.", [SUNDAY]),
        ("On Monday the army said that it had killed nine fighters in Mosul.", [None]),
    ],
)
def test_a_day_holds_for_the_places_it_was_told_of(text: str, expected: list[date | None]) -> None:
    assert days(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three people died in Idlib province. At least 87 were killed in the suspected attack in Syria.", [0, 0]),
        ("Three people died in Idlib province. At least 87 were killed in another attack in Syria.", [0, 1]),
        ("Three people died in Idlib province. At least 87 were killed in the attack in Iraq.", [0, 1]),
        ("Three people died in Idlib province. At least 87 were killed in the attack in Mosul.", [0, 1]),
    ],
)
def test_the_attack_told_before_may_be_told_of_a_wider_place(text: str, expected: list[int]) -> None:
    assert frames(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("A car bomb killed six people in Mosul in January.", Scope.INCIDENT),
        ("Four men blew themselves up in Mosul in January, killing six people.", Scope.INCIDENT),
        ("Air strikes killed 42 people in Nineveh province on Monday.", Scope.TALLY),
        ("Air strikes on a market in Nineveh province killed 42 people on Monday.", Scope.INCIDENT),
        ("Air strikes on the towns of Tyre and Sidon killed nine people.", Scope.TALLY),
        ("Rocket shells fell on Tyre and Sidon, killing nine people.", Scope.INCIDENT),
        ("In the past 24 hours nine people were killed in Tyre.", Scope.TALLY),
        ("Nine people were killed in Tyre in the night of Monday to Tuesday.", Scope.INCIDENT),
        ("Strikes have killed hundreds of people.", Scope.TALLY),
        ("Three children were killed in separate air raids on Tyre on Monday.", Scope.INCIDENT),
        ("Three children were killed in separate air raids on Tyre and Sidon.", Scope.TALLY),
        ("Three children were killed in separate air raids on Monday.", Scope.TALLY),
        ("Two men were killed across the street from the school in Tyre.", Scope.INCIDENT),
        ("Two men were killed across the north.", Scope.TALLY),
        ("Nine people died in Tyre, said the Observatory, which monitors the conflict.", Scope.INCIDENT),
    ],
)
def test_several_attacks_are_a_tally_and_one_is_an_incident(text: str, scope: Scope) -> None:
    (claim,) = read(text)
    assert claim.scope is scope


def test_a_month_gives_an_incident_no_time() -> None:
    (claim,) = read("A car bomb killed six people in Mosul in January.")
    assert claim.time is None


def test_a_count_goes_on_with_the_period_before_it() -> None:
    claims = read(
        "Since 1 February shells fell on the villages of Homs. As a result of these attacks, six people were killed."
    )
    assert [(claim.scope, claim.time and claim.time.start) for claim in claims[-1:]] == [
        (Scope.TALLY, date(2024, 2, 1))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bomb killed four people in Tyre. Doctors at a hospital in Sidon counted nine wounded.", ["Tyre"]),
        ("The hospital in Sidon received nine wounded people.", ["Sidon"]),
        ("An air strike on the hospital in Sidon wounded nine people.", ["Sidon"]),
        ("A reporter in Beirut said nine people were killed in Tyre.", ["Tyre"]),
        ("Nine people were killed in Tyre, the governor of Beirut said.", ["Tyre"]),
        ("Nine people were killed in Tyre since the war on Gaza began.", ["Tyre"]),
        ("A shell killed nine people in Qasmarta.", ["Qasmarta"]),
        ("Nine people were killed in Ramadan.", []),
    ],
)
def test_a_place_is_where_the_harm_was_done(text: str, expected: list[str]) -> None:
    assert places(read(text))[-1] == expected


def test_a_date_that_heads_a_list_is_its_day_and_a_dateline_is_not() -> None:
    assert days(read("Tyre hospital, 5 March 2024\nDead: 22")) == [TUESDAY]
    assert days(read("TYRE, March 5 - Nine people were killed in a blast.")) == [None]
    assert days(read("Published 5 March 2024\nNine people were killed in a blast.")) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Thirty people were killed in Marib on Monday in one of the deadliest attacks since the war began.",
        "Thirty people were killed in Marib on Monday, among the worst in the country's six-year war.",
        "Thirty people were killed on Monday during an air raid on the Old Mill quarter of Marib in Yemen.",
    ],
)
def test_the_worst_of_a_war_is_an_incident(text: str) -> None:
    (claim,) = read(text)
    assert claim.scope is Scope.INCIDENT


def test_an_item_that_a_place_and_a_day_head_is_of_them() -> None:
    claims = read(
        "WEEKLY BULLETIN, 26 February - 3 March 2024\n"
        "- Mosul city, 27 February: shells landed on a farm. Two women were killed.\n"
        "- Kirkuk (old town), 1 March: a mine blew up a car. Four people were wounded."
    )
    assert places(claims) == [["Mosul"], ["Kirkuk"]]
    assert days(claims) == [date(2024, 2, 27), date(2024, 3, 1)]


def test_a_title_says_where_failing_words() -> None:
    case = "Case 14\nLocation: Al-Zahur, Mosul\nSummary\nNine people were killed on Monday. Two people died in Kirkuk."
    assert places(read(case)) == [["Al-Zahur", "Mosul"], ["Kirkuk"]]
    headline = "Strike on the Sabri family home, Mosul\nNine people were reported killed. Basra is far away."
    assert places(read(headline)) == [["Mosul"]]
    sentence = "The governor of Mosul resigned.\nNine people were reported killed."
    assert places(read(sentence)) == [[]]


def test_the_day_of_a_title_is_no_dateline() -> None:
    claims = read("Mosul, 5 March - what we know\nA bomb went off in a market. Nine people were killed.")
    assert days(claims) == [TUESDAY]


def test_fighters_and_civilians_of_one_sentence_are_one_tally() -> None:
    claims = read("Air strikes killed 50 fighters and eight civilians across Idlib province on Monday.")
    assert told(claims) == ["killed 50 combatant", "killed 8 civilian"]
    assert [claim.scope for claim in claims] == [Scope.TALLY, Scope.TALLY]
    assert frames(claims) == [0, 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "An air strike killed nine people in northern Syria on Monday. The raid hit the town of Saraqib.",
            ["Saraqib", "northern Syria"],
        ),
        (
            "An air strike killed nine people in northern Syria on Monday. Warplanes bombed a market in Saraqib.",
            ["Saraqib", "northern Syria"],
        ),
        (
            "An air strike killed nine people in northern Syria on Monday. Elsewhere, warplanes bombed Saraqib.",
            ["northern Syria"],
        ),
        (
            "An air strike killed nine people in northern Syria on Monday. The raid was condemned in Mosul.",
            ["northern Syria"],
        ),
    ],
)
def test_the_settlement_is_told_behind_the_province(text: str, expected: list[str]) -> None:
    (claim,) = read(text)
    assert [place.name for place in claim.places] == expected


def test_a_quarter_of_the_city_is_another_incident_where_others_are_counted() -> None:
    lead = "Sixteen people were killed in Aleppo on Monday."
    quarter = read(f"{lead} Two people were killed in the Qaterji district in Aleppo.")
    assert frames(quarter) == [0, 1]
    assert days(quarter) == [MONDAY, MONDAY]
    assert frames(read(f"{lead} Sixteen people were killed in the Qaterji district in Aleppo.")) == [0, 0]
    assert frames(read(f"{lead} Nine people were wounded in the Qaterji district in Aleppo.")) == [0, 0]


def test_those_missing_and_those_led_away_are_of_the_attack_told() -> None:
    claims = read(
        "Soldiers killed four men in Kanbalu on Monday. They also abducted nine people. Two women are still missing."
    )
    assert told(claims)[:2] == ["killed 4 men", "abducted 9"]
    assert days(claims) == [MONDAY] * 3


def test_those_held_are_not_of_an_attack_told_long_before() -> None:
    claims = read(
        "Soldiers killed four men in Kanbalu on Monday. The roof of a monastery was hit. Rice is dear. "
        "Soldiers detained nine people."
    )
    assert told(claims) == ["killed 4 men", "detained 9"]
    assert days(claims) == [MONDAY, None]

"""Figures as monitors and missions publish them each month: tolls of whom, periods by the hour, bodies of armed men."""

from datetime import date

import pytest
from reading import read_alone, read_whole, told

CASES = [
    ("Kelda 19 killed and 3 injured, Orsa 17 killed.", ["killed 19", "injured 3", "killed 17"]),
    ("The number of civilians killed was 928 and the number of civilians injured was 2,109.",
     ["killed 928 civilian", "injured 2109 civilian"]),
    ("The civilian death toll stands at 387.", ["killed 387 civilian"]),
    ("Deaths among children reached 40.", ["killed 40 children"]),
    ("The number of women and children killed rose to 12.", ["killed 12 women_and_children"]),
    ("The number of civilians and fighters killed rose to 31.", ["killed 31"]),
    ("The death toll from the strike on the girls' school rose to 20.", ["killed 20"]),
    ("The toll is expected to rise because there are about 150 injured people.", ["injured approx 150"]),
    ("Between the afternoons of 3 and 4 May, 61 residents were killed.", ["killed 61"]),
    ("129 members of the Security Forces were killed.", ["killed 129 combatant"]),
    ("Four members of the Kelda armed group were killed.", ["killed 4 combatant"]),
    ("Four members of the civil defence forces were killed.", ["killed 4"]),
    ("Two members of an army officer's family were killed.", ["killed 2"]),
    ("A total of 204 civilian police were killed.", ["killed 204 civilian police"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figures"), CASES, ids=[text for text, _ in CASES])
def test_figures_of_bulletins(text: str, figures: list[str]) -> None:
    (extraction,) = read_alone([text])
    assert told(extraction.claims) == figures


@pytest.mark.parametrize(
    "period",
    [
        "Between noon on 7 March and 12:00 on 2 May",
        "From the evening of 7 March until 6 a.m. on 2 May",
        "Between the afternoons of 7 March and 2 May",
    ],
)
def test_a_period_that_runs_from_hour_to_hour(period: str) -> None:
    (claim,) = read_whole(f"{period}, at least 2,185 people were killed.", date(2024, 5, 10))
    assert claim.time is not None
    assert (claim.time.start, claim.time.end) == (date(2024, 3, 7), date(2024, 5, 2))

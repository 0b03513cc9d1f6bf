"""The dates of cited sources are no days of harm, and a speaker's day is that of what he speaks of."""

from datetime import date

import pytest
from reading import read_whole

PUBLISHED = date(2024, 5, 10)


def day(text: str) -> date | None:
    time = read_whole(text, PUBLISHED)[-1].time
    return None if time is None else time.start


@pytest.mark.parametrize(
    "source",
    [
        "(Radio Kelda, 26 April 2024)",
        "(Kelda Tribune, 26 April 2024)",
        "(KII 14/04/2024; OCHA 22/03/2024)",
        "(Facebook @Kelda News, 26 April 2024)",
        "(Ministry of Health, 4 May 2024; HRW, 5 May 2024)",
    ],
)
def test_a_cited_date_is_no_day(source: str) -> None:
    assert day(f"Gunmen attacked Ariha and killed three people {source}.") is None


@pytest.mark.parametrize(
    "bracket", ["(Friday, 26 April 2024)", "(on 26 April)", "(Saraqeb, 26 April 2024)", "(Saraqeb City, 26 April 2024)"]
)
def test_other_dates_in_brackets_are_days(bracket: str) -> None:
    assert day(f"A shell killed five people in a market {bracket}.") == date(2024, 4, 26)


def test_a_day_outside_the_brackets_stays() -> None:
    assert day("On 2 May strikes killed 12 people in Ariha (HRW, 4 May 2024).") == date(2024, 5, 2)


def test_today_in_a_quote_is_the_day_told_shortly_before() -> None:
    text = "On May 7, shells injured four villagers in Ariha. “Today the army shelled us, injuring four”, a man said."
    assert day(text) == date(2024, 5, 7)
    assert day("“Today the army shelled us, injuring four villagers”, a man said.") == PUBLISHED


def test_the_day_on_which_an_attack_was_launched() -> None:
    text = "On May 3rd, the brigade based in Idlib launched an attack on Ariha. Despite the calm, it killed four men."
    assert day(text) == date(2024, 5, 3)

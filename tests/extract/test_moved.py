"""People displaced by where they are now, and people who only travel, pray or camp."""

import pytest
from reading import read_alone, told

GONE = [
    ("More than 400 households from the hills left for the town after an ultimatum.", ["displaced more_than 400"]),
    ("Some 3,400 individuals have arrived in Renka from the villages around.", ["displaced approx 3400"]),
    ("Our volunteers have now counted about 1,300 people sheltering in the forest.", ["displaced approx 1300"]),
    ("The parish counts several hundred sleeping in the church yard.", ["displaced 300+"]),
    (
        "Twenty huts were burned and around 500 households are in displacement.",
        ["destroyed 20 hut", "displaced approx 500"],
    ),
]
AT_HOME = [
    "Twelve ministers left for Paris after the attack.",
    "Sixty tourists arrived in the town.",
    "The strike hit a school where 400 people were sheltering in tents.",
    "Some 3,000 visitors are sleeping in tents at the festival.",
    "About 200 worshippers gathered in the church.",
    "Three families left for the market.",
    "Forty fighters are hiding in the forest.",
]


@pytest.mark.parametrize(("text", "wanted"), GONE)
def test_who_has_gone_from_home_is_displaced(text: str, wanted: list[str]) -> None:
    (read,) = read_alone([text])
    assert told(read.claims) == wanted


def test_who_only_travels_or_was_hit_there_is_not() -> None:
    assert [told(read.claims) for read in read_alone(AT_HOME)] == [[]] * len(AT_HOME)

"""Who another attack harmed is counted beside those of the first, and not instead of them."""

from datetime import date

import pytest
from reading import read_whole

from tadwin.vocab import ANOTHER_ATTACK, COUNTS_OTHERS

DAY = date(2024, 3, 11)
FIRST = "Shells killed nine people at a market in El Fasher on Friday. "


def counted_apart(text: str) -> list[str]:
    """The numbers of the claims that count those of another attack."""
    return [
        claim.figure.text
        for claim in read_whole(text, DAY)
        if any(why.attribute == COUNTS_OTHERS and why.rule == ANOTHER_ATTACK for why in claim.evidence)
    ]


@pytest.mark.parametrize(
    ("then", "others"),
    [
        ("Another strike hit a school, killing two teachers.", ["two"]),
        ("In a separate attack, a nurse was killed and two drivers were injured.", ["a", "two"]),
        ("A second strike hit a school, killing two teachers and wounding five.", ["two", "five"]),
        ("Jets also bombed a clinic, killing two.", ["two"]),
        ("Drones also struck a bus, wounding 14 passengers.", ["14"]),
    ],
)
def test_another_attack_harmed_others(then: str, others: list[str]) -> None:
    assert counted_apart(FIRST + then) == others


@pytest.mark.parametrize(
    "then",
    [
        "The shells also hit a school, killing two teachers.",
        "The attack also wounded 14 people.",
        "Two of the dead were teachers.",
        "Residents said they feared another attack. Nine people died, a doctor said.",
    ],
)
def test_the_same_attack_harmed_the_same(then: str) -> None:
    assert counted_apart(FIRST + then) == []

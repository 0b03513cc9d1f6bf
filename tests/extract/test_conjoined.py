"""Two verbs joined: the second may say the harm, a further harm, or what became of the wound."""

import pytest
from reading import read_alone, told

JOINED = [
    ("Five men were abducted and killed.", ["abducted 5 men", "killed 5 men"]),
    ("Two men stepped on a mine and died.", ["killed 2 men"]),
    ("Eight people were taken from their homes, tortured and executed.", ["killed 8"]),
    ("Three boys were tied up and shot.", ["killed 3 boys"]),
    ("A woman was robbed and stabbed to death.", ["killed 1 women"]),
    ("Two boys were wounded by shrapnel, taken to a clinic and died there.", ["killed 2 boys"]),
    ("The seller, a man of 52, was hit by a stray bullet and breathed his last.", ["killed 1 men"]),
]
APART = [
    ("Two boys were wounded and their mother died.", ["injured 2 boys", "killed 1 women"]),
    ("Two men were arrested after a guard died.", ["detained 2 men", "killed 1"]),
    ("Six men were detained and released when the army killed two.", ["detained 6 men", "killed 2"]),
    ("A man cried out after learning that his son had died.", ["killed 1"]),
    ("Three fighters ran away and killed two civilians.", ["killed 2 civilian"]),
    ("Ten people were rescued and taken to hospital.", []),
    ("Four drivers were stopped and searched.", []),
]


@pytest.mark.parametrize(("text", "wanted"), JOINED)
def test_the_second_of_two_verbs_says_the_harm(text: str, wanted: list[str]) -> None:
    (read,) = read_alone([text])
    assert told(read.claims) == wanted


@pytest.mark.parametrize(("text", "wanted"), APART)
def test_a_verb_with_a_subject_of_its_own_says_nothing_of_others(text: str, wanted: list[str]) -> None:
    (read,) = read_alone([text])
    assert told(read.claims) == wanted

"""Ages: they tell how many people there are, and count no one themselves."""

import pytest
from reading import read_alone, told

COUNTED = [
    ("Brothers aged 8 and 11 were killed when a shell hit their home.", ["killed 2 boys"]),
    ("Residents aged 33, 47 and 71 were taken to hospital with blast injuries.", ["injured 3"]),
    ("His sons, aged 4 and 6, were killed.", ["killed 2 boys"]),
    ("Children aged 5 and 6 and two nurses were killed.", ["killed 2 children", "killed 2 medic"]),
    ("A 43-y.o. woman died, a 5 y.o. boy was hurt.", ["killed 1 women", "injured 1 boys"]),
    ("43 y.o. woman killed in the suburb", ["killed 1 women"]),
    ("70-year-old man killed in shelling of the port", ["killed 1 men"]),
    ("17-year-old shot dead at the checkpoint", ["killed 1 children"]),
    ("Two men, 45 and 52, received shrapnel wounds.", ["injured 2 men"]),
    ("Three men (22, 31, and 40) were killed.", ["killed 3 men"]),
    ("A boy aged 8 and 11 others were killed.", ["killed 1 boys", "killed 11"]),
    ("In the yard a 12-year-old boy and a 40-year-old man were hurt.", ["injured 1 boys", "injured 1 men"]),
]
NO_ONE = [
    "The 45-year-old conflict has killed the economy.",
    "Children aged 5 to 14 receive vaccines after the attack.",
    "Players aged 18 and 22 were signed, a club that survived the shelling said.",
    "The team trains paramedics aged 20 and 35 to treat the wounded.",
]


@pytest.mark.parametrize(("text", "wanted"), COUNTED)
def test_ages_count_the_people_they_are_told_of(text: str, wanted: list[str]) -> None:
    (read,) = read_alone([text])
    assert told(read.claims) == wanted


def test_ages_of_people_unharmed_count_no_one() -> None:
    assert [told(read.claims) for read in read_alone(NO_ONE)] == [[]] * len(NO_ONE)


def test_a_number_behind_a_place_is_no_age() -> None:
    (read,) = read_alone(["In Velmora five were killed."])
    assert told(read.claims) == ["killed 5"]

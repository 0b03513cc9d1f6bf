"""Who all of those counted were: "both women", "all under the age of ten"."""

import pytest
from reading import read_alone, told

DESCRIBED = [
    ("Two employees, both women, died at the scene.", ["killed 2 women"]),
    ("The blast injured four siblings, all below the age of ten.", ["injured 4 children"]),
    ("Our teams treated 84 wounded, 19 of them under the age of 15.", ["injured 84", "injured 19 children of 0"]),
    ("A shell wounded a mother and her two small daughters.", ["injured 1 women", "injured 2 girls"]),
    ("A further 401 people were injured, 19 girls and boys among them.", ["injured 401", "injured 19 children of 0"]),
    ("Nine of the dead were women and children.", ["killed 9 women_and_children"]),
]
NOT = [
    ("Three brothers, all soldiers, were killed.", ["killed 3"]),
    ("Two drivers, all of 60 years, were killed.", ["killed 2"]),
    ("Four men, all under arrest, were killed.", ["killed 4 men"]),
    ("Two people, both known to the police, were killed.", ["killed 2"]),
]


@pytest.mark.parametrize(("text", "wanted"), DESCRIBED + NOT)
def test_what_stands_behind_a_count_says_the_group_of_all(text: str, wanted: list[str]) -> None:
    (read,) = read_alone([text])
    assert told(read.claims) == wanted

"""Who is counted by a description: parts that add up to a count, lists that count more, and kin under one article."""

import pytest
from reading import read_alone, told

PARTS = [
    (
        "Three people, a woman and two children, were killed.",
        ["killed 3", "killed 1 women of 0", "killed 2 children of 0"],
    ),
    ("Two people were killed in Kherson, a mother and daughter.", ["killed 2", "killed 1 women of 0", "killed 1 of 0"]),
    (
        "A strike killed three people: a 40-year-old man, his wife and their son.",
        ["killed 3", "killed 1 men of 0", "killed 1 women of 0", "killed 1 of 0"],
    ),
    ("Two killed, a man and boy, in Nablus.", ["killed 2", "killed 1 men of 0", "killed 1 boys of 0"]),
    (
        "22 people were killed, 15 men, four women and three children.",
        ["killed 22", "killed 15 men of 0", "killed 4 women of 0", "killed 3 children of 0"],
    ),
    ("Two Palestinians, a farmer and his son, were shot dead.", ["killed 2", "killed 1 of 0", "killed 1 of 0"]),
]
LISTS = [
    ("Shells killed two soldiers, a woman and a child.", ["killed 2 combatant", "killed 1 women", "killed 1 children"]),
    ("The raid killed two men, a woman and a child.", ["killed 2 men", "killed 1 women", "killed 1 children"]),
    (
        "Two people were killed in Kherson, a woman and two children injured.",
        ["killed 2", "injured 1 women", "injured 2 children"],
    ),
    (
        "Twelve people were killed, three soldiers and two women among them.",
        ["killed 12", "killed 3 combatant of 0", "killed 2 women of 0"],
    ),
]
KIN = [
    ("A woman and child were killed.", ["killed 1 women", "killed 1 children"]),
    ("Shells killed a man and woman in Kherson.", ["killed 1 men", "killed 1 women"]),
    ("A 34-year-old woman and 5-year-old child were killed.", ["killed 1 women", "killed 1 children"]),
    ("A doctor and nurse were killed at the clinic.", ["killed 1 medic", "killed 1 medic"]),
    ("A journalist and activist was killed in Idlib.", ["killed 1 journalist"]),
    ("A father and husband was killed.", ["killed 1 men"]),
    ("A woman, her husband and two children were killed.", ["killed 1 women", "killed 1 men", "killed 2 children"]),
    ("A farmer, his wife and son were wounded.", ["injured 1", "injured 1 women", "injured 1"]),
    ("A couple, their two children and a neighbour died.", ["killed 2", "killed 2 children", "killed 1"]),
    ("Gunmen killed a driver, a guard and two passengers.", ["killed 1", "killed 1", "killed 2"]),
    ("One detainee, a man from the town, was killed.", ["killed 1"]),
    ("A 45-year-old man, a resident of Kupiansk, and a woman were injured.", ["injured 1 men", "injured 1 women"]),
    ("At least seven people, both militants and civilians, were killed.", ["killed at_least 7"]),
    ("3 dead/12 wounded in Sumy.", ["killed 3", "injured 12"]),
]


@pytest.mark.parametrize(
    ("text", "expected"), [*PARTS, *LISTS, *KIN], ids=lambda one: one[:60] if isinstance(one, str) else ""
)
def test_who_is_counted(text: str, expected: list[str]) -> None:
    (extraction,) = read_alone([text])
    assert told(extraction.claims) == expected


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("A fisherman and his son were killed.", [False, True]),
        ("A teacher, his wife, and their three children were killed.", [False, True, True]),
        ("Five people, a man and his three children, were killed.", [False, False, True]),
    ],
)
def test_what_one_word_befell_is_listed_together(text: str, rules: list[bool]) -> None:
    """Reconciling adds up what is "listed with" the figure before it; a count is never added to whom it counts."""
    (extraction,) = read_alone([text])
    effects = [next(why for why in claim.evidence if why.attribute == "effect") for claim in extraction.claims]
    assert [why.rule == "listed with" for why in effects] == rules

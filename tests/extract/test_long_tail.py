"""Figures told in unusual ways: headlines that run together, registers, tables, posts, states, parts of lists."""

import pytest
from reading import read_alone, told

HEADLINES = [
    ("Six citizens killed 22 injured in shelling of Homs", ["killed 6", "injured 22"]),
    ("4 March 2024 2 killed others injured in shelling", ["killed 2"]),
    ("Girl child killed two others injured in rocket attack", ["killed 1 children", "injured 2"]),
    ("Father and son killed in drone strike", ["killed 1 men", "killed 1"]),
    ("Mother, two children killed in shelling", ["killed 1 women", "killed 2 children"]),
    ("CHILD AMONG FIVE DEAD IN DRONE STRIKE", ["killed 1 children of 1", "killed 5"]),
    ("A car bomb rocked the district claiming eight and injuring 14.", ["killed 8", "injured 14"]),
    ("KHARKIV\u2014Two dead after missile strike", ["killed 2"]),
]
SHARES = [
    (
        "Among the 19 killed in Sennar were seven children and two nurses.",
        ["killed 19", "killed 7 children of 0", "killed 2 medic of 0"],
    ),
    (
        "Those killed included six women five children and two teachers.",
        ["killed 6 women", "killed 5 children", "killed 2 teacher"],
    ),
    ("Of the 45 wounded, 12 are in a critical condition.", ["injured 45", "injured 12 of 0"]),
    ("Nine people were injured, three critically.", ["injured 9", "injured 3 of 0"]),
    ("Three of the wounded died of their injuries.", ["killed 3"]),
    ("12 killed incl. 3 children, 20 wounded", ["killed 12", "killed 3 children of 0", "injured 20"]),
    (
        "Five people were killed in Bucha, three in Irpin and two in Hostomel.",
        ["killed 5", "killed 3", "killed 2"],
    ),
    ("64 civilians were killed, along with four in the neighbouring house.", ["killed 64 civilian", "killed 4"]),
    ("Nine soldiers were killed and four gunmen, police said.", ["killed 9 combatant", "killed 4 combatant"]),
    ("Two men were killed and five children fled.", ["killed 2 men", "displaced 5 children"]),
    ("Six people were killed and two police stations stormed.", ["killed 6"]),
    ("Nine houses were levelled and a further 20 damaged.", ["destroyed 9 house", "damaged 20 house"]),
    ("Troops torched around 60 of 90 houses.", ["destroyed approx 60 house"]),
    ("Jets dropped 216 barrel bombs, 36 of which fell on the town.", ["attacks 216", "attacks 36 of 0"]),
]
REGISTERS = [
    ("KIA: 4, WIA: 11", ["killed 4", "injured 11"]),
    ("martyrs: 5, wounded: 12", ["killed 5", "injured 12"]),
    ("Injured in Nyala 40 killed in Tawila 12", ["injured 40", "killed 12"]),
    ("Houses destroyed: 23", ["destroyed 23 house"]),
    ("Displaced: 12,000 households", ["displaced 12000"]),
    ("Killed and injured: 31", ["casualties 31"]),
    (
        "Hospital | Killed | Injured\nAl-Salam | 17 | 40\nAl-Noor | 9 | 26",
        ["killed 17", "injured 40", "killed 9", "injured 26"],
    ),
    ("| Place | Children killed |\n|---|---|\n| Nyala | 3 |", ["killed 3 children"]),
    ("| killed | 17 |\n| injured | 40 |", ["killed 17", "injured 40"]),
    ("| Year | Budget |\n| 2019 | 40 |\n| 2020 | 50 |", []),
]
POSTS = [
    ("GAZA:7killed in strike on school", ["killed 7"]),
    ("2killed,5injured in Taiz", ["killed 2", "injured 5"]),
    ("5 killed \U0001f494 12 wounded", ["killed 5", "injured 12"]),
    ("They took six girls from our village.", ["abducted 6 girls"]),
]
TRANSLATED = [
    ("Three citizens rose as martyrs and five were wounded.", ["killed 3", "injured 5"]),
    ("More than 100 persons fell between martyr and wounded.", ["casualties more_than 100"]),
    ("Suffocation and dyspnea cases for at least six civilians.", ["injured at_least 6 civilian"]),
    ("Two cases of women with light wounds.", ["injured 2 women"]),
]
NONE_HARMED = [
    ("There were no immediate reports of casualties.", ["casualties 0"]),
    ("It did not cause any casualties.", ["casualties 0"]),
    ("The shells fell in open fields without causing casualties.", ["casualties 0"]),
]
THINGS = [
    ("The clinic was destroyed.", ["destroyed 1 clinic"]),
    ("Their house was destroyed.", ["destroyed 1 house"]),
    ("The blast shattered windows in 18 apartment blocks.", ["damaged 18 block"]),
    ("Three houses were reduced to rubble.", ["destroyed 3 house"]),
    ("The army shelled the town 14 times.", ["attacks 14"]),
    ("About 300 people were made homeless.", ["displaced approx 300"]),
]
GUARDED = [
    "The mother of two spoke of the killings.",
    "A three-storey house stood by the road where he was killed.",
    "World War II killed millions.",
    "More than 3,000 people will be evacuated from four towns.",
    "The ambulance took six girls to hospital.",
    "The 1,000 dead trees were removed.",
    "The minister claimed 12 people were lying.",
    "Flight 17 was shot down.",
]
CASES = [*HEADLINES, *SHARES, *REGISTERS, *POSTS, *TRANSLATED, *NONE_HARMED, *THINGS, *((text, []) for text in GUARDED)]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:50] for text, _ in CASES])
def test_figures(text: str, expected: list[str]) -> None:
    (extraction,) = read_alone([text])
    assert told(extraction.claims) == expected

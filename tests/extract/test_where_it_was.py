"""Where harm was done, by words that name no place of their own, by heads, and by what holds a place."""

import pytest
from test_frames_of_reports import places, read


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("A bus was ambushed between Tyre and Sidon on Monday, leaving five people dead.", ["Tyre", "Sidon"]),
        ("Mosul was shelled again on Monday; three people were killed.", ["Mosul"]),
        ("Gunmen abducted nine men from Mosul on Monday.", ["Mosul"]),
        ("The final list from Mosul on Monday: nine people were killed.", ["Mosul"]),
        ("Five people were killed in Mosul on Monday, police in Kirkuk said.", ["Mosul"]),
        ("Five people were killed in Mosul on Monday, the spokesman said in Kirkuk.", ["Mosul"]),
        ("Troops based in Kirkuk shelled Mosul on Monday, killing two people.", ["Mosul"]),
        ("MOSUL: Five people were killed in Basra on Monday.", ["Basra"]),
    ],
)
def test_where_and_where_not(text: str, where: list[str]) -> None:
    assert places(read(text))[0] == where


def test_a_place_that_opens_a_clause_is_of_what_follows_it() -> None:
    claims = read("Strikes on Mosul killed 12 people; in Basra, four children of one family died.")
    assert places(claims) == [["Mosul"], ["Basra"]]


def test_two_figures_of_one_attack_share_its_place() -> None:
    claims = read("In Nineveh province, nine people were killed and 22 wounded by shelling in Mosul on Monday.")
    assert [set(one) for one in places(claims)] == [{"Mosul", "Nineveh"}] * 2


def test_a_sentence_that_names_a_town_turns_the_story_for_its_paragraph() -> None:
    text = (
        "A strike killed two people in Mosul on Monday. A lorry ran over a device near Basra. Three people died."
        "\n\nFour people were wounded in the strike."
    )
    assert places(read(text)) == [["Mosul"], ["Basra"], ["Basra"]]


def test_where_an_office_stands_turns_no_story() -> None:
    text = "A strike killed two people in Mosul on Monday. The ministry is in Baghdad. Three people were wounded."
    assert places(read(text)) == [["Mosul"], ["Mosul"]]


def test_a_paragraph_that_turned_and_told_no_harm_is_left() -> None:
    text = "A strike killed two people in Mosul on Monday.\n\nA lorry drove past Basra.\n\nThree people were wounded."
    assert places(read(text)) == [["Mosul"], ["Mosul"]]


def test_a_quarter_is_told_with_its_town() -> None:
    text = "A bomb went off in Mosul on Monday. In the Zorabi neighbourhood, two people were killed."
    assert [set(one) for one in places(read(text))] == [{"Zorabi", "Mosul"}]


def test_a_village_is_told_with_the_territory_of_its_paragraph() -> None:
    text = "In Nineveh province there was no calm. Gunmen attacked Zorabi village. Two people were killed."
    assert [set(one) for one in places(read(text))] == [{"Zorabi", "Nineveh"}]


def test_a_town_that_heads_a_section_is_no_point_of_its_villages() -> None:
    text = (
        "Daily bulletin\n\nMOSUL\n* Zorabi village: a mine killed two people on Monday.\n\nBASRA\n"
        "* Terebi village: gunmen shot dead four people on Monday."
    )
    claims = read(text)
    assert [{place.name for place in claim.places} for claim in claims] == [{"Zorabi", "MOSUL"}, {"Terebi", "BASRA"}]
    assert len({claim.frame for claim in claims}) == 2


def test_a_list_of_one_paragraph_is_of_one_day() -> None:
    text = "At dawn on Monday drones hit Mosul, killing one man. In Kirkuk, four people were wounded."
    first, second = read(text)
    assert first.time == second.time


def test_between_two_towns_is_one_place() -> None:
    (claim,) = read("A bus was ambushed between Tyre and Sidon on Monday, leaving five people dead.")
    assert claim.scope == "incident"


def test_the_town_that_a_place_is_measured_from_is_no_scene() -> None:
    claims = read("A strike killed four in Ariha, 40 kilometers (25 miles) northwest of Homs.")
    assert [place.name for place in claims[0].places] == ["Ariha"]
    claims = read("A strike killed four in a village 40 km northwest of Homs.")
    assert [place.name for place in claims[0].places] == ["Homs"]


def test_the_country_in_an_armed_groups_name_is_no_scene() -> None:
    text = "Islamic State in Iraq and the Levant fighters killed five people in Ariha."
    assert [place.name for place in read(text)[0].places] == ["Ariha"]

"""Harm on roads, beside places, and in places that a reporter tells it from."""

from datetime import date

import pytest
from reading import read_whole

PUBLISHED = date(2024, 3, 6)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Six people were killed on Monday on the road between Gao and Ansongo in Mali.", ["Gao", "Ansongo", "Mali"]),
        ("Two medics were killed in Lebanon on Monday on the road to Habboush.", ["Habboush"]),
        ("A shell killed two soldiers at a base south of Haifa, Israel.", ["Haifa", "Israel"]),
        ("A shell killed two soldiers at a post 12 km from Haifa, Israel.", ["Haifa", "Israel"]),
        ("From Taiz, our correspondent said that shells killed two women in Yemen.", ["Taiz", "Yemen"]),
        ("Rockets hit yesterday in Yemen with great noise the quarter of Al-Zorabi and killed two.", ["Al-Zorabi"]),
        ("Gunmen killed two farmers in Zorabe, Bunia territory, Ituri province.", ["Zorabe", "Bunia", "Ituri"]),
        ("In West Zorabe zone, Ethiopia, gunmen killed nine farmers.", ["West Zorabe", "Ethiopia"]),
    ],
)
def test_where_it_was(text: str, places: list[str]) -> None:
    claim = read_whole(text, PUBLISHED)[0]
    assert set(places) <= {place.name for place in claim.places}


def test_an_ambush_on_a_road_is_one_incident() -> None:
    (claim,) = read_whole("At least 17 people were killed on Monday on the road between Gao and Ansongo.", PUBLISHED)
    assert claim.scope == "incident"


def test_the_locality_told_before() -> None:
    text = "Shells fell on Nyala on Sunday and killed two. On Monday nine people were killed in the same locality."
    assert [[place.name for place in claim.places] for claim in read_whole(text, PUBLISHED)] == [["Nyala"], ["Nyala"]]


def test_bodies_lay_where_they_were_recovered_from() -> None:
    (claim,) = read_whole("In Rafah, crews recovered the bodies of five men from Zorabi neighbourhood.", PUBLISHED)
    assert [place.name for place in claim.places] == ["Rafah", "Zorabi"]


def test_a_sentence_without_figures_gives_its_own_day() -> None:
    text = (
        "Notes of 4 March 2024\n\nArmed men came to the villages of Zorou and Diala on Tuesday. 19 people were killed."
    )
    (claim,) = read_whole(text, PUBLISHED)
    assert claim.time is not None
    assert claim.time.start == date(2024, 3, 5)

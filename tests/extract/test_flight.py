"""Displacement is told of the place that people left, not of the one that they reached."""

import pytest
from reading import read_whole

from tadwin.vocab import Effect


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("An estimated 1,240 households were displaced from Nyala town and nearby villages.", ["Nyala"]),
        ("Some 5,000 people fled Mosul and Tal Afar for safety.", ["Mosul", "Tal Afar"]),
        ("Residents of Nyala said that 900 people had fled to Kosti.", ["Nyala"]),
        ("In Nyala a raid killed two people and 900 people fled towards Kosti.", ["Nyala"]),
        ("Some 900 people fled towards Kosti.", []),
        ("Shelling in Nyala displaced 900 people.", ["Nyala"]),
    ],
)
def test_people_are_displaced_from_the_place_that_they_left(text: str, places: list[str]) -> None:
    (claim,) = [claim for claim in read_whole(text) if claim.effect is Effect.DISPLACED]
    assert [place.name for place in claim.places] == places


def test_the_dead_of_the_sentence_did_not_die_where_others_fled_from() -> None:
    claims = read_whole("Some 900 people fled Mosul and a mine killed two soldiers in Kirkuk.")
    assert [[place.name for place in claim.places] for claim in claims] == [["Mosul"], ["Kirkuk"]]

"""A party's name is not the place of harm: "killed in US airstrikes in Raqqa"; a place's name before an attack is."""

import pytest
from reading import read_whole

PLACES = [
    ("At least 45 people were killed in US airstrikes in Syria's Raqqa.", ["Syria", "Raqqa"]),
    ("Five people were killed in Russia's bombing of Idlib.", ["Idlib"]),
    ("Five people were killed in Russia\u2019s latest air strikes on Idlib.", ["Idlib"]),
    ("At least 16 civilians were killed in Coalition strikes near Raqqa.", ["Raqqa"]),
    ("Three people were killed in Terrorists Rocket Attack on Idlib.", ["Idlib"]),
    ("US: ten people were killed in an air strike on Raqqa.", ["Raqqa"]),
]
STILL_PLACES = [
    ("Five people were killed in Syria airstrikes on Monday.", ["Syria"]),
    ("Five people were killed in the US on Monday.", ["US"]),
    ("Six people were killed in Damascus air raids.", ["Damascus"]),
    ("Five people were killed in Syria's Idlib bombing.", ["Syria", "Idlib"]),
    ("Syria: ten people were killed in an air strike on Raqqa.", ["Syria", "Raqqa"]),
    ("Yemen: ten people were killed in an air strike.", ["Yemen"]),
    ("Four people were killed in Yemen. The US airstrikes went on.", ["Yemen"]),
]


@pytest.mark.parametrize(("text", "places"), [*PLACES, *STILL_PLACES], ids=lambda given: str(given)[:60])
def test_whose_attack_it_was_is_not_where_it_was(text: str, places: list[str]) -> None:
    claims = read_whole(text)
    assert claims
    for claim in claims:
        assert [place.name for place in claim.places] == places


def test_the_party_stays_blamed() -> None:
    (claim,) = read_whole(PLACES[0][0])
    assert [actor.id for actor in claim.perpetrators] == [
        actor.id for actor in read_whole("Five people were killed in US airstrikes.")[0].perpetrators
    ]
    assert claim.perpetrators

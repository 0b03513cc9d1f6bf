"""Names that no gazetteer knows, told as places by what was done there, in invented reports."""

import pytest
from test_places import rows

from tadwin.adapters.gazetteer import SqliteGazetteer
from tadwin.adapters.gazetteer_build import compile_rows
from tadwin.adapters.gazetteer_rows import Row
from tadwin.resolve.places import find_places
from tadwin.vocab import PlacePrecision as P

MORE = [
    Row("n1", "Zorab", 45.0, 10.0, "FR", "11", P.EXACT, 3_000, ()),
    Row("n2", "Qorin", 14.2, -4.0, "ML", "04", P.EXACT, 4_000, ()),
]


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> SqliteGazetteer:
    return SqliteGazetteer(compile_rows(tmp_path_factory.mktemp("told"), [*rows(), *MORE]))


def names(text: str, gazetteer: SqliteGazetteer) -> list[str]:
    return [mention.text for mention in find_places(text, gazetteer)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("In Mali, fighters stormed Dumrak on Friday.", ["Dumrak"]),
        ("In Mali, raids on Dumrak killed two men.", ["Dumrak"]),
        ("In Mali, the shelling of Dumrak killed two men.", ["Dumrak"]),
        ("Dumrak was shelled again in Mali.", ["Dumrak"]),
        ("Dumrak, near the border, was bombed in Mali.", ["Dumrak"]),
        ("Dumrak came under heavy shelling in Mali.", ["Dumrak"]),
        ("A bus was ambushed between Dumrak and Tibell in Mali.", ["Dumrak", "Tibell"]),
        ("A mine lay on the road linking Dumrak and Tibell in Mali.", ["Dumrak", "Tibell"]),
        ("A mine lay on the Dumrak road in Mali.", ["Dumrak"]),
        ("Clashes displaced 900 people from Dumrak and Tibell in Mali.", ["Dumrak", "Tibell"]),
        ("Inhabitants of Dumrak have fled in Mali.", ["Dumrak"]),
        ("Men died in Dumrak, Tibell and Al-Zorik in Mali.", ["Dumrak", "Tibell", "Al-Zorik"]),
        ("Men died in Dumrak village, Tibell township, in Mali.", ["Dumrak", "Tibell"]),
        ("Men died in Mopti's Dumrak district in Mali.", ["Mopti", "Dumrak"]),
        ("A shell hit the Dumrak displacement camp in Mali.", ["Dumrak"]),
        ("Attacks on Dumrak community left two dead in Mali.", ["Dumrak"]),
        ("Location: Dumrak, Mali", ["Dumrak"]),
        ("Men died in Lower Dumrak, in Mali.", ["Lower Dumrak"]),
        ("Men died in Qorin Saghir near Mopti in Mali.", ["Qorin Saghir", "Mopti"]),
        ("Men died in Zor-au-Dumrak in Mali.", ["Zor-au-Dumrak"]),
    ],
)
def test_what_was_done_there_tells_a_place(gazetteer: SqliteGazetteer, words: str, told: list[str]) -> None:
    assert [name for name in names(words, gazetteer) if name != "Mali"] == told


@pytest.mark.parametrize(
    "words",
    [
        "In Mopti, Dumrak, a driver, was killed in Mali.",
        "In Mopti, Dumrak, 34, was killed in Mali.",
        "Soldiers attacked Dumrak traders in Mali.",
        "Soldiers raided Dumrak's house in Mali.",
        "Raids on the Fulani community killed two men in Mali.",
        "Fighting between Dumrak and Tibell went on in Mali.",
        "A gift came from Dumrak in Mali.",
    ],
)
def test_men_parties_and_peoples_are_no_places(gazetteer: SqliteGazetteer, words: str) -> None:
    assert [name for name in names(words, gazetteer) if name not in ("Mopti", "Mali")] == []


def test_a_hamlet_abroad_is_not_meant_by_a_district_of_its_name(gazetteer: SqliteGazetteer) -> None:
    text = "Two men died in Zorab district, in Mali, and in Mopti, in Mali."
    (place,) = [mention.names for mention in find_places(text, gazetteer) if mention.text == "Zorab"]
    assert (place.lat, place.country) == (None, None)


def test_the_end_of_a_longer_name_is_no_place(gazetteer: SqliteGazetteer) -> None:
    found = names("Raids on Dumra al-Bab and Tibell wounded two near Homs, Syria.", gazetteer)
    assert "al-Bab" not in found
    assert found[:2] == ["Dumra al-Bab", "Tibell"]

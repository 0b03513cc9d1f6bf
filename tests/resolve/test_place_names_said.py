"""Names that a report calls places, and that no gazetteer knows, in invented reports."""

import pytest
from test_places import rows, told

from tadwin.adapters.gazetteer import SqliteGazetteer
from tadwin.adapters.gazetteer_build import compile_rows
from tadwin.adapters.gazetteer_rows import Row
from tadwin.resolve.places import find_places
from tadwin.vocab import PlacePrecision as P

MORE = [
    Row("m1", "Ferian", 1.17, 110.6, "MY", "11", P.EXACT, 90_000, ()),
    Row("m2", "Port Quem", -4.05, 39.67, "KE", "28", P.EXACT, 900_000, ("Quemasa",)),
    Row("m3", "Toll", -27.4, 153.0, "AU", "04", P.EXACT, 90_000, ()),
    Row("m4", "Nyaung", 22.0, 95.5, "MM", "10", P.EXACT, 3_000, ()),
    Row("m7", "Kenya", 0.5, 38.0, "KE", "", P.COUNTRY, 10**12, ()),
    Row("m6", "Sahel", 40.0, -90.0, "US", "IL", P.EXACT, 2_000, ()),
    Row("m5", "Malaysia", 4.0, 102.0, "MY", "", P.COUNTRY, 10**12, ()),
]


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> SqliteGazetteer:
    return SqliteGazetteer(compile_rows(tmp_path_factory.mktemp("names"), [*rows(), *MORE]))


def names(text: str, gazetteer: SqliteGazetteer) -> list[str]:
    return [mention.text for mention in find_places(text, gazetteer)]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("In Al-Zorabi, three men died in Syria.", "Al-Zorabi"),
        ("Two were killed in the town of Al-Zorabi in Syria.", "Al-Zorabi"),
        ("Shells hit the quarter of Al-Zorabi in Homs, Syria.", "Al-Zorabi"),
        ("In Zorabin, three men died in Syria.", "Zorabin"),
        ("A raid on a house in Sheikh Zorab killed two in Homs, Syria.", "Sheikh Zorab"),
        ("Shells struck a market in Abu Zorab camp in Sudan.", "Abu Zorab"),
        ("Soldiers raided Zorab Kan Wun village in Kanbalu township, Myanmar.", "Zorab Kan Wun"),
        ("Soldiers raided Nyaung Kan Zor village in Kanbalu township, Myanmar.", "Nyaung Kan Zor"),
        ("Three died in Zorabe, Qorin woreda, in Sudan.", "Qorin"),
        ("Farmers were killed in Zorabe, Qorin territory, in Sudan.", "Qorin"),
    ],
)
def test_names_that_no_gazetteer_knows_are_kept_whole(gazetteer: SqliteGazetteer, words: str, name: str) -> None:
    found = {mention.text: mention.names for mention in find_places(words, gazetteer)}
    assert name in found
    assert found[name].lat is None


@pytest.mark.parametrize(
    "words",
    [
        "Three men died in Sheikh Zorab's house in Homs, Syria.",
        "Sheikh Zorab said that nobody died in Homs, Syria.",
        "Abu Zorab told reporters in Homs, Syria.",
    ],
)
def test_a_man_is_no_place(gazetteer: SqliteGazetteer, words: str) -> None:
    assert names(words, gazetteer) == ["Homs", "Syria"]


def test_a_name_said_again_is_the_place_told_before(gazetteer: SqliteGazetteer) -> None:
    text = (
        "Two men died in Zorabin, Mali. Soldiers took others to the Zorabin camp. Dr Zorabin spoke. Zorabin Bank shut."
    )
    assert names(text, gazetteer) == ["Zorabin", "Mali", "Zorabin"]


def test_a_name_ends_with_its_line(gazetteer: SqliteGazetteer) -> None:
    text = "WEEK IN MYANMAR\n\nSAGAING REGION\nQorabin township. On Monday a raid hit Kanbalu and killed two people."
    assert all("\n" not in name for name in names(text, gazetteer))


@pytest.mark.parametrize("said", ["al-Ferian", "Al Ferian", "Quemasa"])
def test_a_place_abroad_needs_its_own_name(gazetteer: SqliteGazetteer, said: str) -> None:
    """Without the article that was said, or by another of its names, it is no place of a country nobody named."""
    (place,) = [
        mention.names
        for mention in find_places(f"Shells fell in {said} near Homs, Syria, and two men died in {said}.", gazetteer)
        if mention.text == said
    ][:1]
    assert (place.lat, place.country) == (None, None)


def test_a_place_abroad_is_found_where_its_country_is_named(gazetteer: SqliteGazetteer) -> None:
    text = "Two men of Homs, Syria, and Idlib, Syria, were held in Quemasa, in Kenya."
    assert ("Quemasa", "exact", "KE") in told(find_places(text, gazetteer))


@pytest.mark.parametrize("head", ["Toll", "Update", "Casualties", "Summary", "Highlights", "Total"])
def test_heads_of_lines_are_no_places(gazetteer: SqliteGazetteer, head: str) -> None:
    assert names(f"Shells fell on Homs, Syria.\n{head}: 3 killed.", gazetteer) == ["Homs", "Syria"]


def test_an_underscore_joins_the_words_of_a_name(gazetteer: SqliteGazetteer) -> None:
    assert names("#Deir_ez_Zor: two children were killed in Syria.", gazetteer)[0] == "Deir_ez_Zor"


def test_the_long_name_of_a_country() -> None:
    from tadwin.config import load_settings
    from tadwin.run.names import known

    assert [place.country for place in known(load_settings()).places("Democratic Republic of the Congo")][:1] == ["CD"]


def test_every_village_of_a_list_is_found(gazetteer: SqliteGazetteer) -> None:
    text = "In Homs, Syria, the villages of Zorino, Terebok and Al-Zorabi were shelled, and Monday and Zorab followed."
    assert names(text, gazetteer) == ["Homs", "Syria", "Zorino", "Terebok", "Al-Zorabi"]


@pytest.mark.parametrize("name", ["Dasht-e-Zorchi", "Zoran-i-Markaz", "Zorville-sur-Mer"])
def test_small_words_between_hyphens_are_part_of_a_name(gazetteer: SqliteGazetteer, name: str) -> None:
    assert names(f"Nine died in the {name} area of Homs, Syria.", gazetteer) == [name, "Homs", "Syria"]


@pytest.mark.parametrize("said", ["al-Ferian", "Al Ferian"])
def test_nor_is_it_of_a_second_country_that_says_no_article(gazetteer: SqliteGazetteer, said: str) -> None:
    text = f"Malaysia said that raids killed nine in {said} near Homs, Syria, and Malaysia's men died in Idlib, Syria."
    (place,) = [mention.names for mention in find_places(text, gazetteer) if mention.text == said]
    assert (place.lat, place.country, place.candidates) == (None, None, ())


def test_an_area_wins_over_a_hamlet_of_its_name(gazetteer: SqliteGazetteer) -> None:
    text = "US jets killed two in the Sahel, near Mopti in Mali, and the United States said so."
    assert ("Sahel", "area", None) in [
        (m.text.split()[-1], *rest)
        for m, (_, *rest) in zip(find_places(text, gazetteer), told(find_places(text, gazetteer)), strict=True)
    ]

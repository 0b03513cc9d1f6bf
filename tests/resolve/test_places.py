"""Finding and settling places in invented reports about real towns, over a gazetteer written here."""

import string
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadwin.adapters.gazetteer import SqliteGazetteer
from tadwin.adapters.gazetteer_build import compile_rows
from tadwin.adapters.gazetteer_rows import COUNTRY_WEIGHT, Row
from tadwin.resolve.places import find_places, read_places, settle
from tadwin.types import Gazetteer, Mention, Place
from tadwin.vocab import PlacePrecision as P

# name; other names: lat, lon, country, division, population (a division has "division", a country "country")
TOWNS = """
Aleppo; 36.20 37.13 SY 09 2000000        | Aleppo Province; 36.2 37.5 SY 09 division
Idlib;Idleb 35.93 36.63 SY 12 128000     | Idlib Province; 35.8 36.6 SY 12 division
Binnish; 35.95 36.71 SY 12 30000         | Arīḩā;Ariha 35.81 36.61 SY 12 0
Khān Shaykhūn; 35.44 36.65 SY 12 34000   | Jisr ash Shughūr; 35.81 36.32 SY 12 44000
Saraqib; 35.86 36.80 SY 12 32000         | Dayr az Zawr;Deir ez-Zor 35.34 40.14 SY 07 240000
Khān Arnabah; 33.18 35.89 SY 03 10000    | Al Bāb; 36.37 37.51 SY 09 63000
Al Jadīdah; 35.90 36.35 SY 12 0          | Al Jadīdah; 32.70 36.10 SY 06 0
Damascus; 33.51 36.29 SY 13 1500000      | Homs; 34.73 36.71 SY 11 770000
Banān;Banīn 36.30 37.02 SY 09 0               | Al Mazra`ah; 35.50 36.00 SY 02 0
Mustafa; 34.10 36.80 SY 11 0             | Amal;Hope 34.20 36.90 SY 11 0
Khān Yūnis;Khan Younis 31.34 34.30 PS GZ 200000 | Rafah; 31.29 34.25 PS GZ 150000
Gaza Strip;Gaza 31.4 34.4 PS GZ division | Gaza;Gaza City 31.50 34.46 PS GZ 410000
El Fasher; 13.63 25.35 SD 55 250000      | North Darfur; 15.0 25.0 SD 55 division
Omdurman; 15.64 32.48 SD 29 1800000      | Khartoum; 15.55 32.53 SD 29 1900000
Kharkiv;Харків 49.98 36.25 UA 07 1400000 | Donetsk; 48.02 37.80 UA 05 900000
Donetsk Oblast;Donetsk 48.0 37.7 UA 05 division | Kramatorsk; 48.72 37.56 UA 05 150000
Kanbalu; 23.20 95.52 MM 10 14000         | Sagaing; 23.0 95.0 MM 10 division
Mandalay; 21.97 96.08 MM 08 1200000      | Al Ḩudaydah;Hodeidah 14.80 42.95 YE 08 400000
Taiz; 13.58 44.02 YE 25 600000           | Mosul; 36.34 43.13 IQ 15 1600000
Tall `Afar;Tal Afar 36.38 42.45 IQ 15 80000 | Mopti; 14.49 -4.19 ML 04 100000
Paris; 48.85 2.35 FR 11 2100000          | Paris; 33.66 -95.55 US TX 25000
London; 51.51 -0.13 GB ENG 8900000       | Moscow; 55.75 37.62 RU 48 10000000
Aleppo; 40.83 -79.01 US PA 300           | Reading; 51.45 -0.97 GB ENG 318000
Most; 50.50 13.63 CZ 89 63000            | Best; 51.50 5.39 NL 06 26000
Police; 53.55 14.57 PL 87 33000          | Said; 30.10 31.20 EG 11 900
Washington; 38.90 -77.04 US DC 600000    | Benin City;Benin 6.33 5.62 NG 37 1700000
Donbas; 48.3 38.3 UA - area              | Sahel;The Sahel 15 2 - - area
North Gaza;Northern Gaza 31.55 34.5 PS - area | Eastern Ghouta;East Ghouta 33.53 36.42 SY - area
Amman; 31.95 35.93 JO 16 1200000         | Nusaybin; 37.07 41.21 TR 47 84000
Syria; 35 38 SY - country | Sudan; 15 30 SD - country | Ukraine; 49 32 UA - country | Myanmar; 21 96 MM - country
Yemen; 15.5 48 YE - country | Iraq; 33 44 IQ - country | Mali; 17 -4 ML - country | Benin; 9.5 2.3 BJ - country
Russia; 60 100 RU - country | Turkey;Türkiye 39 35 TR - country | Saudi Arabia; 24 45 SA - country
United States;US;U.S. 38 -97 US - country | France; 46 2 FR - country
"""


def rows() -> Iterator[Row]:
    for number, entry in enumerate(part for line in TOWNS.split("\n") for part in line.split("|") if part.strip()):
        words = entry.split()
        lat, lon, country, code, kind = words[-5:]
        name, *others = " ".join(words[:-5]).split(";")
        precision = {"division": P.ADMIN1, "country": P.COUNTRY, "area": P.AREA}.get(kind, P.EXACT)
        weight = {P.COUNTRY: COUNTRY_WEIGHT, P.EXACT: int(kind) if kind.isdigit() else 0}.get(precision, 0)
        if name in ("Gaza Strip", "North Gaza"):
            weight = 10**11
        known = None if country == "-" else country
        names = tuple(filter(None, others))
        yield Row(str(number), name, float(lat), float(lon), known, code.strip("-"), precision, weight, names)


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> SqliteGazetteer:
    return SqliteGazetteer(compile_rows(tmp_path_factory.mktemp("gazetteer"), rows()))


def told(mentions: tuple[Mention[Place], ...]) -> list[tuple[str, str, str | None]]:
    return [(mention.text, mention.names.precision.value, mention.names.country) for mention in mentions]


REPORTS = {
    "Idlib, Syria – Shells hit Khan Sheikhoun and Jisr al-Shughur on Friday, killing two.": [
        ("Idlib", "exact", "SY"),
        ("Syria", "country", "SY"),
        ("Khan Sheikhoun", "exact", "SY"),
        ("Jisr al-Shughur", "exact", "SY"),
    ],
    "KHAN YOUNIS, Gaza Strip — A raid in northern Gaza killed six and one in Gaza City. In Rafah, three died.": [
        ("KHAN YOUNIS", "exact", "PS"),
        ("Gaza Strip", "admin1", "PS"),
        ("northern Gaza", "area", "PS"),
        ("Gaza City", "exact", "PS"),
        ("Rafah", "exact", "PS"),
    ],
    "Thirty died in El Fasher, North Darfur. Drones hit a market in Omdurman, across the river from Khartoum, Sudan.": [
        ("El Fasher", "exact", "SD"),
        ("North Darfur", "admin1", "SD"),
        ("Omdurman", "exact", "SD"),
        ("Khartoum", "exact", "SD"),
        ("Sudan", "country", "SD"),
    ],
    "Missiles hit Kharkiv and Kramatorsk in the Donbas, the governor of Donetsk region said. Ukraine mourned.": [
        ("Kharkiv", "exact", "UA"),
        ("Kramatorsk", "exact", "UA"),
        ("Donbas", "area", "UA"),
        ("Donetsk", "admin1", "UA"),
        ("Ukraine", "country", "UA"),
    ],
    "Jets bombed Inventagyi village in Kanbalu township, Sagaing Region, Myanmar. In Mandalay people wept.": [
        ("Inventagyi", "unknown", None),
        ("Kanbalu", "exact", "MM"),
        ("Sagaing", "admin1", "MM"),
        ("Myanmar", "country", "MM"),
        ("Mandalay", "exact", "MM"),
    ],
    "A strike in Hudaida, Yemen, killed three, and shells fell on Taiz city. Saudi Arabia denied it.": [
        ("Hudaida", "exact", "YE"),
        ("Yemen", "country", "YE"),
        ("Taiz", "exact", "YE"),
        ("Saudi Arabia", "country", "SA"),
    ],
    "Bombs in Mosul and Tal Afar in Iraq killed ten.": [
        ("Mosul", "exact", "IQ"),
        ("Tal Afar", "exact", "IQ"),
        ("Iraq", "country", "IQ"),
    ],
    "Gunmen raided farms near Mopti in central Mali. The Sahel has seen worse.": [
        ("Mopti", "exact", "ML"),
        ("central Mali", "area", "ML"),
        ("The Sahel", "area", None),
    ],
    "SHELLING KILLS SIX IN ALEPPO, SYRIAN OBSERVATORY SAYS. RAIDS ALSO HIT AL-BAB. MUSTAFA SAID MOST WERE POLICE.": [
        ("ALEPPO", "exact", "SY"),
        ("AL-BAB", "exact", "SY"),
    ],
    "Syrias Idlib province was bombed. Russia said its jets were not in Syria; Turkey protested.": [
        ("Syria", "country", "SY"),
        ("Idlib", "admin1", "SY"),
        ("Russia", "country", "RU"),
        ("Syria", "country", "SY"),
        ("Turkey", "country", "TR"),
    ],
    "Eastern Ghouta and northwest Syria saw no calm. Two were hurt in southern Idlib.": [
        ("Eastern Ghouta", "area", "SY"),
        ("northwest Syria", "area", "SY"),
        ("Idlib", "admin1", "SY"),
    ],
    "Во дворе в Харків погибли трое.": [("Харків", "exact", "UA")],
}


@pytest.mark.parametrize("text", REPORTS)
def test_planted_places_are_found_and_nothing_else(gazetteer: SqliteGazetteer, text: str) -> None:
    assert told(find_places(text, gazetteer)) == REPORTS[text]


@pytest.mark.parametrize(
    "words",
    [
        "The Syrian Observatory for Human Rights counted four.",
        "The Aleppo Media Center posted a film.",
        "The Washington Post reported it.",
        "Damascus University closed.",
        "Mustafa Said, 40, was Hurt. Most fled. Best wishes, said Police Chief Hope.",
        "Reading the list took an hour in March.",
        "President Homs spoke.",
        "Syrian and Russian jets were heard.",
    ],
)
def test_words_persons_and_organisations_are_no_places(gazetteer: SqliteGazetteer, words: str) -> None:
    found = find_places(f"Shells fell in Idlib, Syria. {words}", gazetteer)
    assert told(found) == [("Idlib", "exact", "SY"), ("Syria", "country", "SY")]


@pytest.mark.parametrize("words", ["in the village of Mustafa", "near the town of Hope", "in Mustafa village"])
def test_a_village_may_be_called_like_a_man_or_a_word(gazetteer: SqliteGazetteer, words: str) -> None:
    [*_, last] = find_places(f"Shells fell on Homs, Syria. Two died {words}.", gazetteer)
    assert last.names.country == "SY"
    assert last.names.precision is P.EXACT


@pytest.mark.parametrize("words", ["in the village of Benin near Ariha", "in Benin near Ariha", "in the town of Benin"])
def test_benin_near_ariha_is_not_a_country(gazetteer: SqliteGazetteer, words: str) -> None:
    text = f"Idlib, Syria – Four were killed {words}, residents said. Binnish was hit too."
    [benin] = [m.names for m in find_places(text, gazetteer) if m.text == "Benin"]
    assert benin.precision is P.UNKNOWN, "Banan only sounds like it"
    assert [c.name for c in benin.candidates] == ["Banān"]
    assert benin.lat is None


def test_benin_is_a_country_where_nothing_makes_it_a_village(gazetteer: SqliteGazetteer) -> None:
    [benin] = find_places("Gunmen crossed into Benin on Sunday.", gazetteer)
    assert told((benin,)) == [("Benin", "country", "BJ")]


def test_an_ambiguous_name_keeps_its_candidates(gazetteer: SqliteGazetteer) -> None:
    [*_, place] = find_places("Syria: a mortar shell killed a girl in al-Jadida on Monday.", gazetteer)
    assert (place.names.precision, place.names.lat, place.names.country) == (P.UNKNOWN, None, "SY")
    assert len(place.names.candidates) == 2


@pytest.mark.parametrize(
    ("text", "lat"),
    [
        ("Syria: shells killed a girl in al-Jadida, west of Jisr al-Shughur.", 35.90),
        ("Syria: shells killed a girl in al-Jadida in Idlib province.", 35.90),
    ],
)
def test_what_stands_nearby_settles_an_ambiguous_name(gazetteer: SqliteGazetteer, text: str, lat: float) -> None:
    [place] = [m.names for m in find_places(text, gazetteer) if m.text == "al-Jadida"]
    assert place.lat == lat


def test_a_city_abroad_is_found_and_a_small_namesake_is_not(gazetteer: SqliteGazetteer) -> None:
    found = find_places("The strike on Homs, Syria, was condemned in Paris and London.", gazetteer)
    assert told(found)[2:] == [("Paris", "exact", "FR"), ("London", "exact", "GB")]
    assert told(find_places("Homs, Syria was quiet. Said Amin, in Said, did not mind.", gazetteer))[2:] == []


def test_countries_given_narrow_the_readings(gazetteer: SqliteGazetteer) -> None:
    [place] = find_places("Two were hurt in Aleppo.", gazetteer, countries=["US"])
    assert place.names.country == "US"


def test_an_order_of_two_reports_does_not_matter(gazetteer: SqliteGazetteer) -> None:
    one, two = REPORTS.keys() & set(list(REPORTS)[:2])
    alone = told(find_places(one, gazetteer))
    find_places(two, gazetteer)
    assert told(find_places(one, gazetteer)) == alone


def test_settle_uses_the_report(gazetteer: SqliteGazetteer) -> None:
    _, context = read_places("Shells fell on Jisr al-Shughur and Idlib, Syria.", gazetteer)
    assert settle("Saraqeb", gazetteer, context).gazetteer_id is not None
    assert settle("al-Jadidah", gazetteer, context).lat == 35.90
    assert settle("Tall Inventado", gazetteer, context) == Place("Tall Inventado")


class Empty:
    """A gazetteer that knows nothing, and weighs nothing."""

    name = "empty"

    def lookup(self, name: str, *, country: str | None = None) -> tuple[Place, ...]:
        return ()

    def keys(self, name: str) -> bool:
        return False


def test_without_a_gazetteer_named_villages_are_kept_by_name() -> None:
    empty: Gazetteer = Empty()
    [place] = find_places("Shells hit the village of Kafr Inventado, killing two.", empty)
    assert (place.text, place.names) == ("Kafr Inventado", Place("Kafr Inventado"))


SNIPPETS = [
    "in",
    "the village of",
    "Aleppo",
    "AL-BAB",
    "Benin",
    "near",
    ",",
    ".",
    "\n",
    "al-",
    "Syria's",
    "and",
    "Mustafa",
    "—",
    "حلب",
    "Gaza",
]


@given(st.lists(st.sampled_from(SNIPPETS) | st.text(string.printable + "éğ’\u200f", max_size=6), max_size=30))
def test_any_text_gives_sorted_exact_spans(words: list[str]) -> None:
    text = " ".join(words)
    found = find_places(text, _shared())
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(m.names.candidates == () for m in found if m.names.lat is not None)


def _shared() -> SqliteGazetteer:
    if not _MADE:
        _MADE.append(SqliteGazetteer(compile_rows(Path(tempfile.mkdtemp()), rows())))
    return _MADE[0]


_MADE: list[SqliteGazetteer] = []

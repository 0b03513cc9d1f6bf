"""Sentences that extraction once read wrongly, the gravest first: wrong blame, lost victims, false figures."""

from datetime import date

import pytest
from reading import read_alone, read_whole, told

DAY = date(2024, 3, 6)

UNBLAMED = [
    "A mine killed four people in a village captured by the Islamic State.",
    "A mine killed four people in a village seized last week by Houthi fighters.",
    "Ten people wounded in the blast were treated by Israeli army medics.",
    "Ten people wounded in the blast were evacuated by Turkish forces.",
    "Seven people were killed in a strike condemned by Russia.",
    "A roadside bomb killed five people in a district patrolled by Houthi forces.",
    "A gunman killed two people before Israeli forces shot him dead.",
    "A Turkish army tank hit a landmine, which killed two soldiers.",
    "A Russian jet crashed near Voronezh, killing two people.",
    "The Taliban arrested a man who killed four people in Kabul.",
    "Protests over a Russian air raid left two people wounded.",
    "Russian jets may have carried out the raid that killed nine people.",
    "The raid, which was not carried out by Russian jets, killed nine people.",
    "Nine people were killed when a bus carrying Syrian soldiers hit a mine.",
    "Rebels shot down a Syrian helicopter, killing four people.",
    "Clashes between Turkish forces and the YPG killed seven people near Afrin.",
    "Fighting between the army and the Rapid Support Forces killed 30 people in Khartoum.",
    "A mine killed three people in a town retaken from rebels by Syrian government forces.",
    "Two people were killed in a minibus stopped by Turkish forces.",
    "Shelling of a village held by rebels and encircled by Russian forces killed three people.",
]


@pytest.mark.parametrize("text", UNBLAMED, ids=[text[:50] for text in UNBLAMED])
def test_a_name_that_is_no_blame(text: str) -> None:
    claims = read_whole(text, DAY)
    assert claims
    for claim in claims:
        if claim.effect != "detained":  # the Taliban did arrest the man
            assert not [actor for actor in claim.perpetrators if actor.id is not None]


TEXTS: dict[str, tuple[str, list[set[str]]]] = {
    "a later shell of others": (
        "Russian warplanes bombed Saraqib, killing 12 people. Hours later a mortar shell fired by unknown gunmen "
        "fell on the same town. The shelling killed three people.",
        [{"forces-ru"}, set()],
    ),
    "another kind of attack": (
        "Houthi rockets killed two people in Marib. A car bomb then hit the market. The explosion killed nine people.",
        [{"houthis"}, set()],
    ),
    "the target elsewhere": (
        "Russian air strikes killed 12 people in Idlib. Elsewhere, the attack on a Russian base killed two soldiers.",
        [{"forces-ru"}, set()],
    ),
    "who found the dead": (
        "The bodies of six people killed by the Islamic State were found by Iraqi forces.",
        [{"islamic-state"}],
    ),
    "gunmen of a party": (
        "Islamic State gunmen attacked an Iraqi army post near Hawija, killing six soldiers.",
        [{"islamic-state"}],
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_blame_of_a_text(name: str) -> None:
    text, parties = TEXTS[name]
    assert [{actor.id or actor.name for actor in claim.perpetrators} for claim in read_whole(text, DAY)] == parties


def test_a_dateline_with_a_day_hides_no_figure() -> None:
    claims = read_whole(
        "SARAQIB, March 6 - Nine people were killed in Saraqib on Tuesday, rescuers said on Wednesday.", DAY
    )
    assert told(claims) == ["killed 9"]


def test_a_tally_without_a_place_shares_no_frame() -> None:
    tally, incident = read_whole(
        "The uprising has displaced 6 million people. On Tuesday a bomb killed two people in Homs.", DAY
    )
    assert tally.frame != incident.frame


def test_another_day_in_one_town_is_another_frame() -> None:
    first, second = read_whole(
        "On Monday, shelling hit Kherson. Two people were killed there. A day later five people were wounded.",
        DAY,
    )
    assert first.time != second.time
    assert first.frame != second.frame


def test_a_place_told_before_any_figure_is_inherited() -> None:
    (claim,) = read_whole("Shells fell on Kherson on Monday. Three people were killed.", DAY)
    assert [place.name for place in claim.places] == ["Kherson"]


def test_the_place_of_the_sentence_before_is_nearer_than_the_frame() -> None:
    first, second = read_whole(
        "Nine people died in Saraqib on Tuesday. Earlier the village of Binnish was bombed. Two people died there.",
        DAY,
    )
    assert [place.name for place in second.places] == ["Binnish"]
    assert first.frame != second.frame


def test_a_war_that_began_in_a_year_is_no_figure_of_that_year() -> None:
    (claim,) = read_whole("The war, which began in 2014, has killed 14,000 people.", DAY)
    assert claim.time is None or (claim.time.start, claim.time.end) == (date(2014, 1, 1), DAY)


SPOKEN = [
    ("“Twelve people were killed,” a doctor at the hospital told reporters.", "doctor"),
    ("Three people were killed in Gaza, Reuters reported, citing the health ministry.", "health ministry"),
    ("The White Helmets visited the site. They said 12 people were killed in Idlib.", "white-helmets"),
]


@pytest.mark.parametrize(("text", "speaker"), SPOKEN)
def test_who_says_it(text: str, speaker: str) -> None:
    (claim,) = read_whole(text, DAY)
    assert claim.claimant is not None
    assert claim.claimant.id == speaker or speaker in claim.claimant.name


def test_a_city_alone_in_its_report_is_the_city_and_no_village_of_its_name() -> None:
    (claim,) = read_whole("Three people were killed in Kherson.", DAY)
    assert [place.country for place in claim.places] == ["UA"]


FIGURES = [
    (
        "Casualties: 5 killed (2 children, 1 woman), 12 injured",
        ["killed 5", "killed 2 children of 0", "killed 1 women of 0", "injured 12"],
    ),
    ("Three people were killed on Monday, two on Tuesday and one on Wednesday.", ["killed 3", "killed 2", "killed 1"]),
    ("Two people died of their wounds, raising the number of dead from 11 to 13.", ["killed 2", "killed 13"]),
    ("The number of dead rose from 11 to 13.", ["killed 13"]),
    ("The shelling killed one person and injured another.", ["killed 1", "injured 1"]),
    ("Soldiers shot dead two protesters and wounded a third.", ["killed 2", "injured 1"]),
    ("A mother was killed with her two children.", ["killed 1 women", "killed 2 children"]),
    (
        "The hospital revised its toll from 14 to 11 dead, as three people had been counted twice at two hospitals.",
        ["killed 11"],
    ),
    ("Both men were killed.", ["killed 2 men"]),
    ("A Palestinian was killed during the raid.", ["killed 1"]),
    ("A drone strike killed a motorcyclist.", ["killed 1"]),
    ("One in five of those killed was a child.", []),
    ("The 9/11 attacks killed nearly 3,000 people.", ["killed nearly 3000"]),
    ("Six members of one family lost their lives in the blast.", ["killed 6"]),
    ("Six members of one family went missing after the attack.", ["missing 6"]),
    ("Shelling destroyed 14 houses and damaged 30 others.", ["destroyed 14 house", "damaged 30"]),
    ("Did the raid kill 18 people?", []),
    ("Were 11 children wounded?", []),
    ("The law jails whoever injures five people or more.", []),
    ("The attackers, four gunmen, fled after the killings.", []),
    (">50 people were killed.", ["killed more_than 50"]),
    ("7 people de@d", ["killed 7"]),
    ("The house collapsed, burying 11 people under the rubble.", ["missing 11"]),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES, ids=[text[:50] for text, _ in FIGURES])
def test_figures(text: str, expected: list[str]) -> None:
    (extraction,) = read_alone([text])
    assert told(extraction.claims) == expected

"""Where counts over a war or a period were done that name no place, and what goes on in a paragraph."""

from datetime import date

from reading import read_whole, told

from tadwin.types import Claim

#: A Wednesday.
PUBLISHED = date(2024, 3, 6)


def where(claims: tuple[Claim, ...]) -> list[list[str]]:
    return [[place.name for place in claim.places] for claim in claims]


def test_a_count_of_the_country_told_before() -> None:
    text = (
        "Raids on Lebanon killed nine people in Tyre. Israel denied it. About 1.2 million people fled in the country."
    )
    claims = read_whole(text, PUBLISHED)
    assert where(claims)[-1] == ["Lebanon"]
    text = (
        "Raids have killed nine people in Tyre, Lebanon. About 1.2 million people have been displaced in the country."
    )
    assert where(read_whole(text, PUBLISHED))[-1] == ["Lebanon"]


def test_a_count_of_the_war_told_before() -> None:
    text = (
        "Gunmen killed nine people in Mopti on Monday. Russia sent troops.\n\n"
        "Mali has been at war since 2012. The violence has killed thousands and displaced 350,000 people."
    )
    claims = read_whole(text, PUBLISHED)
    assert told(claims)[-1] == "displaced 350000"
    assert where(claims)[1:] == [["Mali"]] * 2


def test_a_count_of_the_period_is_of_the_region_of_the_heading() -> None:
    text = (
        "Attacks on schools in Ukraine\nWeekly bulletin, 26 February - 3 March 2024\n\n"
        "During the reporting period three teachers were killed."
    )
    assert where(read_whole(text, PUBLISHED)) == [["Ukraine"]]


def test_another_day_of_the_paragraph_is_of_the_same_place() -> None:
    text = "Fighting began around Nyala on Sunday. Shells hit the market on Monday and killed 11 people."
    assert where(read_whole(text, PUBLISHED)) == [["Nyala"]]


def test_another_paragraph_is_not_of_the_same_place() -> None:
    text = "Fighting around Nyala on Sunday killed two people.\n\nShells hit a house on Monday and killed 11 people."
    assert where(read_whole(text, PUBLISHED)) == [["Nyala"], []]


def test_what_a_statement_of_another_day_tells_has_no_day() -> None:
    text = "Nine people were killed in Gao on Sunday. On Monday the army said that three soldiers had died in Zorabin."
    claims = read_whole(text, PUBLISHED)
    assert where(claims) == [["Gao"], ["Zorabin"]]
    assert [claim.time.start if claim.time else None for claim in claims] == [date(2024, 3, 3), None]


def test_a_title_of_two_countries_leaves_the_place_of_a_count_open() -> None:
    title = "Attacks in Syria and Lebanon\n\n"
    (claim,) = read_whole(title + "Since 1 January, the monitor has recorded 17 guided missile attacks.", PUBLISHED)
    assert claim.places == ()

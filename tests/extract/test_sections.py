"""Sections of bulletins: what stands under the head of a place happened there, on its day or the bulletin's."""

from datetime import date

import pytest
from reading import read_whole, told

from tadwin.types import Claim

#: A Wednesday.
PUBLISHED = date(2024, 3, 6)


def where(claims: tuple[Claim, ...]) -> list[list[str]]:
    return [[place.name for place in claim.places] for claim in claims]


def days(claims: tuple[Claim, ...]) -> list[date | None]:
    return [claim.time.start if claim.time else None for claim in claims]


def test_a_post_goes_from_settlement_to_settlement() -> None:
    text = (
        "Good morning, Dnipropetrovsk region. Monday, 4 March.\n\n"
        "Nikopol. A man was killed in his yard. Two people were wounded.\n\n"
        "Marhanets. Five houses were damaged.\n\n"
        "Our thanks to the crews. A rescuer was wounded."
    )
    claims = read_whole(text, PUBLISHED)
    assert told(claims) == ["killed 1 men", "injured 2", "damaged 5 house", "injured 1 rescuer"]
    assert where(claims) == [["Nikopol"], ["Nikopol"], ["Marhanets"], []]
    assert days(claims)[:3] == [date(2024, 3, 4)] * 3


def test_a_head_gives_the_day_too() -> None:
    text = (
        "Attacks on schools in Ukraine\nWeekly bulletin, 26 February - 3 March 2024\n\n"
        "28 February, Sumy. A drone fell on a school. Two teachers were wounded.\n\n"
        "2 March, Kherson city. A shell hit a yard. A guard was killed."
    )
    claims = [claim for claim in read_whole(text, PUBLISHED) if claim.effect in ("injured", "killed")]
    assert where(tuple(claims)) == [["Sumy"], ["Kherson"]]
    assert days(tuple(claims)) == [date(2024, 2, 28), date(2024, 3, 2)]


def test_an_item_may_have_two_days() -> None:
    """The second day opens another incident, and still under the head."""
    text = (
        "Weekly brief\n\n"
        "1) Sagaing Region, Kanbalu Twp. On 1 March a raid killed three villagers. On 3 March two monks were killed.\n"
        "2) Mandalay. On 2 March four students were injured."
    )
    claims = read_whole(text, PUBLISHED)
    assert where(claims) == [["Sagaing", "Kanbalu"], ["Sagaing", "Kanbalu"], ["Mandalay"]]
    assert days(claims) == [date(2024, 3, 1), date(2024, 3, 3), date(2024, 3, 2)]


def test_a_village_that_nobody_can_locate_keeps_its_township() -> None:
    text = (
        "WEEKLY SUMMARY\n\nSAGAING REGION\n"
        "Kanbalu township. On 1 March soldiers raided Zorab Kan Wun village and shot dead three farmers. "
        "Five houses were burned.\n"
        "KAYAH STATE\n"
        "Demoso township. On 2 March shells killed two women."
    )
    claims = read_whole(text, PUBLISHED)
    assert where(claims)[:2] == [["Zorab Kan Wun", "Kanbalu", "SAGAING"]] * 2
    assert where(claims)[2] == ["Demoso", "KAYAH"]


def test_a_single_dateline_heads_no_section() -> None:
    claims = read_whole(
        "Ten die\n\nKhartoum.\n\nTen people were killed in Nyala on Monday. Six were wounded.", PUBLISHED
    )
    assert where(claims)[-1] == ["Nyala"]


@pytest.mark.parametrize("clock", ["{}", "[{}]", "{} -"])
def test_entries_of_a_log_are_of_its_day(clock: str) -> None:
    text = (
        "LIVE: strikes on Lebanon, Tuesday 5 March\n\n"
        f"{clock.format('22:41')} The ministry says nine people were killed in Zorabin.\n\n"
        f"{clock.format('20:32')} A strike has hit a house in Tyre. At least five people were killed.\n\n"
        f"{clock.format('18:30')} On Sunday three people were killed in Sidon."
    )
    assert days(read_whole(text, PUBLISHED)) == [date(2024, 3, 5), date(2024, 3, 5), date(2024, 3, 3)]


def test_the_day_of_a_release_is_no_day_of_harm() -> None:
    text = (
        "Commission publishes findings on Kanbalu killings\n\n"
        "The commission today released its findings on events in Kanbalu township on 1 March 2024. "
        "It finds that soldiers killed at least nine villagers.\n\nTwo more were wounded."
    )
    claims = read_whole(text, PUBLISHED)
    assert told(claims) == ["killed at_least 9", "injured 2"]
    assert days(claims) == [date(2024, 3, 1)] * 2


def test_the_day_a_bulletin_was_issued_is_no_day_of_harm() -> None:
    text = (
        "Attacks on schools in Ukraine\nWeekly bulletin, 26 February - 3 March 2024 (issued 5 March)\n\n"
        "During the reporting period three teachers were killed."
    )
    (claim,) = read_whole(text, PUBLISHED)
    assert claim.time is not None
    assert (claim.time.start, claim.time.end, claim.scope) == (date(2024, 2, 26), date(2024, 3, 3), "tally")


def test_the_sums_behind_the_lists_stand_under_no_head() -> None:
    text = (
        "Yemen: weekly summary\n26 February - 3 March 2024\n\nHudaydah governorate\n"
        "- On 27 February, in Hays district, a mine killed two shepherds.\n"
        "- In Zorabiya district, one child was injured on 28 February.\n\n"
        "Taizz governorate\n- On 1 March, shelling killed a man.\n\n"
        "In total, three civilians were killed in the week.\n\nA guard was killed."
    )
    claims = read_whole(text, PUBLISHED)
    assert told(claims)[0] == "killed 2"
    assert where(claims)[2:] == [["Taizz"], ["Yemen"], []]
    assert where(claims)[1] == ["Zorabiya", "Hudaydah"]


def test_one_head_inside_a_text_is_enough() -> None:
    text = (
        "Over the past day drones hit our region.\n\nIn the Shebekino district, a woman was killed.\n\n"
        "Belgorod. A drone fell on a yard. Five cars were damaged."
    )
    assert where(read_whole(text, PUBLISHED)) == [["Shebekino"], ["Belgorod"]]

"""Casualties told apart, whose parts, group, status, place and period the words beside them say."""

from datetime import date

import pytest
from reading import read_whole

from tadwin.types import Claim
from tadwin.vocab import EventType, Group, Scope, Status

PUBLISHED = date(2024, 5, 10)


def read(text: str) -> list[Claim]:
    return list(read_whole(text, PUBLISHED))


def whole_of(claims: list[Claim], claim: Claim) -> int | None:
    return next((one.figure.value for one in claims if one.id == claim.part_of), None)


@pytest.mark.parametrize(
    "parts",
    [
        "(24 deaths and 46 injured)",
        ", including 24 deaths and 46 injuries,",
        "– 24 deaths and 46 injuries –",
        "(24 killed, 46 injured)",
    ],
)
def test_parts_that_add_up_have_their_own_harm_and_the_status_and_time_of_the_whole(parts: str) -> None:
    claims = read(f"From 1 April to 30 April 2024, the mission documented 70 civilian casualties {parts} in Libya.")
    assert [(one.effect, one.figure.value) for one in claims] == [("casualties", 70), ("killed", 24), ("injured", 46)]
    assert [whole_of(claims, one) for one in claims] == [None, 70, 70]
    assert {one.status for one in claims} == {Status.CIVILIAN}
    assert {(one.time.start, one.time.end) for one in claims if one.time} == {(date(2024, 4, 1), date(2024, 4, 30))}


def test_parts_that_do_not_add_up_are_no_division() -> None:
    claims = read("The army caused 70 civilian casualties (24 deaths), and 30 soldiers were injured.")
    assert (claims[-1].figure.value, claims[-1].status, claims[-1].part_of) == (30, Status.COMBATANT, None)


def test_the_group_of_the_dead_is_that_of_the_injured_in_a_list_of_groups_alone() -> None:
    claims = read("Victims included 7 children killed and 5 injured, 12 women killed and 10 injured.")
    assert [one.group for one in claims] == [Group.CHILDREN] * 2 + [Group.WOMEN] * 2
    claims = read("Two children were killed and 30 injured in Ariha.")
    assert [one.group for one in claims] == [Group.CHILDREN, None]


def test_who_the_victims_were_is_of_the_status_told_before() -> None:
    claims = read("The mission documented nine civilian deaths in April. The victims included two women.")
    assert claims[-1].status is Status.CIVILIAN
    claims = read("Three soldiers and nine civilians were killed in April. The victims included two women.")
    assert claims[-1].status is None


def test_figures_in_brackets_are_of_the_cause_before_them() -> None:
    claims = read(
        "Most civilian casualties were caused by shelling (six killed and seven injured), then by gunfire (two killed) "
        "and air strikes (three injured)."
    )
    shelling, air = EventType.SHELLING, EventType.AIRSTRIKE
    assert [one.event_type for one in claims] == [shelling, shelling, EventType.ATTACK, air]
    assert {one.status for one in claims} == {Status.CIVILIAN}


def test_brackets_behind_soldiers_count_nobody_said() -> None:
    (claim,) = read("Civilian casualties were caused by a blast near soldiers (two killed).")
    assert claim.status is None


def test_two_figures_before_one_place_are_both_told_of_it() -> None:
    claims = read("The mission documented 14 deaths and 37 injured in Ariha, 6 deaths and 3 injured in Saraqeb.")
    assert [one.places[0].name for one in claims] == ["Ariha", "Ariha", "Saraqeb", "Saraqeb"]


def test_a_list_by_place_under_a_count_of_several_attacks_goes_on_with_it() -> None:
    claims = read(
        "The mission documented 21 civilian casualties across Syria.\n\n"
        "The mission documented civilian casualties in Ariha (six killed), Saraqeb (one killed), Binnish (one hurt)."
    )
    assert {one.scope for one in claims} == {Scope.TALLY}
    assert [[place.name for place in one.places] for one in claims[1:]] == [["Ariha"], ["Saraqeb"], ["Binnish"]]


def test_of_those_killed_divides_the_count_told_before() -> None:
    text = (
        "The Office recorded 119 civilian deaths in April. It fears for more. Of those killed, 64 were men, 38 women."
    )
    claims = read(text)
    assert [whole_of(claims, one) for one in claims] == [None, 119, 119]
    assert {one.scope for one in claims} == {Scope.TALLY}


def test_a_part_is_of_those_of_its_own_harm() -> None:
    claims = read("30 people were killed and 70 injured in Ariha, including nine children killed.")
    assert whole_of(claims, claims[-1]) == 30
    claims = read("30 people were killed and 70 injured in Ariha, including nine children.")
    assert whole_of(claims, claims[-1]) == 70


def test_figures_between_semicolons_have_their_own_places() -> None:
    claims = read("On 3 May a man was killed in Ariha; two women and a boy were killed in Saraqeb.")
    assert [[place.name for place in one.places] for one in claims] == [["Ariha"], ["Saraqeb"], ["Saraqeb"]]


def test_some_of_them_may_be_divided_again() -> None:
    claims = read("67 people were arrested in Idlib. 20 of them, including 14 children, were arrested in Ariha.")
    assert [one.figure.value for one in claims] == [67, 20, 14]
    assert whole_of(claims, claims[-1]) == 20


@pytest.mark.parametrize(
    "text",
    [
        "Not one day has passed without civilian victims being killed in Syria.",
        "Hardly a day goes by without casualties in Ariha.",
    ],
)
def test_always_some_are_not_nobody(text: str) -> None:
    assert not read(text)


def test_a_night_without_casualties_counts_none() -> None:
    (claim,) = read("The night passed without casualties in Ariha.")
    assert claim.figure.value == 0


def test_thousands_and_millions_by_a_letter() -> None:
    claims = read("881K people were displaced and 1.2M fled.")
    assert [one.figure.value for one in claims] == [881_000, 1_200_000]


def test_those_who_fight_a_disease_may_be_attacked() -> None:
    (claim,) = read("Attackers killed two Ebola workers in Ariha.")
    assert claim.figure.value == 2
    assert not read("Five Ebola workers died of cholera, the militia said.")


def test_lines_with_labels_divide_what_their_head_counts() -> None:
    claims = read(
        "The group documented 21 civilians killed in April in Syria, distributed as follows:\n"
        "Idlib: 12\n"
        "Aleppo: nine civilians, including two children\n"
        "Total: 21\n"
        "It will go on counting."
    )
    assert [one.figure.value for one in claims] == [21, 12, 9, 2]
    assert [whole_of(claims, one) for one in claims] == [None, 21, 21, 9]
    assert [one.places[0].name for one in claims] == ["Syria", "Idlib", "Aleppo", "Aleppo"]


def test_labels_that_name_another_harm_or_ages_divide_nothing() -> None:
    claims = read("Three people were killed in Ariha as follows:\nSami: 12 years old\nThe injured: four men")
    assert [(one.effect, one.part_of) for one in claims if one.effect == "killed"] == [("killed", None)]


def test_the_body_of_one_told_before_is_no_further_death() -> None:
    assert len(read("A nurse was killed in Ariha on Monday. Her body was found in a field.")) == 1
    assert len(read("Rescuers said a body was found in a field in Ariha.")) == 1

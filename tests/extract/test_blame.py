"""Blame: the words accuse, or no one is accused. A wrong accusation is the worst error that tadwin can make."""

from datetime import date

import pytest
from blamed_sentences import BLAMED, BLAMED_NOT, CARRIED, SUSPECTED_OF, UNBLAMED
from reading import read_whole

from tadwin.vocab import SUSPECTED

DAY = date(2024, 3, 6)


def accused(text: str) -> list[set[str]]:
    """Who each claim of the text accuses: the id of an actor, or the name of one without."""
    return [{actor.id or actor.name for actor in claim.perpetrators} for claim in read_whole(text, DAY)]


@pytest.mark.parametrize(("text", "parties"), BLAMED, ids=[text[:50] for text, _ in BLAMED])
def test_who_is_blamed_in_the_words(text: str, parties: set[str]) -> None:
    assert accused(text) == [parties]


@pytest.mark.parametrize("text", UNBLAMED, ids=[text[:50] for text in UNBLAMED])
def test_a_name_that_is_no_blame(text: str) -> None:
    claims = read_whole(text, DAY)
    assert claims
    for claim in claims:
        known = [actor for actor in claim.perpetrators if actor.id is not None]
        assert not known, claim.evidence  # someone unnamed ("gunmen") may stand there


@pytest.mark.parametrize(("text", "parties", "others"), BLAMED_NOT, ids=[text[:50] for text, _, _ in BLAMED_NOT])
def test_of_two_parties_only_the_doer(text: str, parties: set[str], others: set[str]) -> None:
    named = accused(text)
    assert named
    for blamed in named:
        assert parties <= blamed
        assert not blamed & others


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Israeli jets struck Tyre, killing five people.\n\nIn Sidon, the blast killed two people.",
            [{"forces-il"}, set()],
        ),
        (
            "Israeli strikes killed five people in Tyre. In Haifa, the rocket attack wounded four people.",
            [{"forces-il"}, set()],
        ),
        ("Houthi rockets killed two people in Marib. Nine people died in Homs on Monday.", [{"houthis"}, set()]),
        (
            "Russian jets killed nine people in Idlib. The strikes also wounded 14 people.",
            [{"forces-ru"}, {"forces-ru"}],
        ),
    ],
    ids=["another town", "another town and attack", "another town and no attack", "the same strikes"],
)
def test_blame_goes_no_further_than_the_words_point_back(text: str, parties: list[set[str]]) -> None:
    assert accused(text) == parties


def test_every_accusation_names_its_words() -> None:
    for text, _ in BLAMED:
        for claim in read_whole(text, DAY):
            given = [evidence for evidence in claim.evidence if evidence.attribute == "perpetrators"]
            assert len(given) >= len(claim.perpetrators) > 0
            for evidence in given:
                assert evidence.rule
                assert evidence.start is not None
                assert text[evidence.start : evidence.end] == evidence.text


def test_a_monitor_an_outlet_or_a_hospital_is_never_accused() -> None:
    for voice in (
        "{} killed nine people in Idlib.",
        "Nine people were killed in Idlib by {}.",
        "Shelling by {} killed nine people in Idlib.",
    ):
        for speaker in (
            "the White Helmets",
            "Reuters",
            "the Syrian Observatory for Human Rights",
            "UNICEF",
            "residents",
            "a hospital",
        ):
            text = voice.format(speaker)
            assert all(not blamed for blamed in accused(text[0].upper() + text[1:])), text


@pytest.mark.parametrize(("text", "party"), SUSPECTED_OF, ids=[text[:50] for text, _ in SUSPECTED_OF])
def test_suspicion_is_kept_as_suspicion(text: str, party: str) -> None:
    for claim in read_whole(text, DAY):
        assert {actor.id for actor in claim.perpetrators} == {party}
        rules = [one.rule for one in claim.evidence if one.attribute == "perpetrators"]
        assert rules
        assert all(rule.endswith(SUSPECTED) for rule in rules)


@pytest.mark.parametrize(("text", "parties"), CARRIED, ids=[text[:70] for text, _ in CARRIED])
def test_blame_carried_from_another_sentence(text: str, parties: list[set[str]]) -> None:
    assert accused(text) == parties


@pytest.mark.parametrize(
    "text",
    [
        "Fighting in Qarya killed 20 people. The army claimed that 12 rebels were killed.",
        "Eight civilians were killed in the village. The Movement admitted that four of its fighters had died.",
        "Nine soldiers were killed at the post. The army acknowledged the deaths of nine soldiers.",
        "Nine soldiers were killed at the post. The army admitted that it lost nine soldiers.",
        "Nine soldiers were killed at the post. The army acknowledged nine deaths.",
        "Nine soldiers were killed at the post. The army claimed it had nothing to do with the attack.",
        "Nine people were killed in Qarya. The gunmen were wearing the army's uniforms.",
    ],
)
def test_who_admits_the_dead_is_not_who_killed_them(text: str) -> None:
    claims = read_whole(text)
    assert claims
    assert [claim.perpetrators for claim in claims] == [()] * len(claims)


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed nine people in Balda. The Movement admitted carrying out the bombing.",
        "A raid killed six people in Balda. The army admitted that it had killed them by mistake.",
    ],
)
def test_who_admits_the_deed_did_it(text: str) -> None:
    claims = read_whole(text)
    assert [len(claim.perpetrators) for claim in claims] == [1]

"""Whose statement it is: heads of statements, planted, with what they own and what they do not."""

import pytest
from reading import read_whole

STATEMENTS = [
    ("The Ministry of Public Health: 12 people were killed in Homs.", "Ministry of Public Health"),
    (
        "Morning summary from the head of the district administration: 9 people killed.",
        "head of the district administration",
    ),
    ("Reuters: three people were killed in Homs.", "Reuters"),
    ("Civil defence council: 4 killed in the market", "Civil defence council"),
]
NOT_STATEMENTS = [
    "Al-Noor hospital: 4 killed",  # where, not who
    "Soldiers: 12 killed",
    "Update: 12 people were killed in Homs.",
    "RT: 2 killed in Homs",
]


@pytest.mark.parametrize(("text", "speaker"), STATEMENTS)
def test_the_head_of_a_statement_names_its_speaker(text: str, speaker: str) -> None:
    (claim, *_) = read_whole(text)
    assert claim.claimant is not None
    assert claim.claimant.name == speaker
    (why,) = (one for one in claim.evidence if one.attribute == "claimant")
    assert why.text == text[why.start : why.end]
    assert why.text.endswith(speaker)


@pytest.mark.parametrize("text", NOT_STATEMENTS)
def test_what_is_no_head_of_a_statement_names_nobody(text: str) -> None:
    (claim, *_) = read_whole(text)
    assert claim.claimant is None


def test_an_announced_list_is_its_announcers_to_its_last_line() -> None:
    text = (
        "The Ministry of Public Health announced the following toll, which is provisional:\n"
        "Qarya: 5 dead\n- one dead in Dayr\nTotal: 6 dead.\nFive people died on the road."
    )
    speakers = [claim.claimant and claim.claimant.name for claim in read_whole(text)]
    assert speakers == ["Ministry of Public Health"] * 3 + [None]


def test_a_statement_ends_with_its_line() -> None:
    text = "Reuters: three people were killed in Homs. Two more died.\nSix people were killed in Hama."
    speakers = [claim.claimant and claim.claimant.name for claim in read_whole(text)]
    assert speakers == ["Reuters", "Reuters", None]

"""Names in texts: the same name however it is typed, nothing more, and what is close to it for a person to judge."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadwin.review.spelled import BLOCK, Spelled

NAME = "Salma Darwish"


@pytest.mark.parametrize(
    "typed",
    [
        "Salma Darwish",
        "SALMA DARWISH",
        "salma  darwish",
        "Salma\n\tDarwish",
        "Salma\u00a0Darwish",
        "Salma-Darwish",
        "salma_darwish",
        "salma.darwish",
        "salma%20darwish",
        "Sal\u200dma Dar\u00adwish",
        "Ｓａｌｍａ Darwish",
    ],
)
@pytest.mark.parametrize("around", ["{}", "“{}”, 34,", "by-{}-2", "x {}'s", "و {}."])
def test_one_name_is_found_however_it_is_typed(typed: str, around: str) -> None:
    text = around.format(typed)
    (span,) = Spelled([NAME]).spans(text)
    assert text[slice(*span)] == typed


@pytest.mark.parametrize(
    "other", ["Salma Darwishi", "Umsalma Darwish", "Salma", "Darwish Salma", "Salmá Darwish", "Salma, Darwish"]
)
def test_another_name_is_not(other: str) -> None:
    assert Spelled([NAME]).spans(other) == []
    assert Spelled([NAME]).masked(other) == other


def test_marks_belong_to_their_letters() -> None:
    composed, apart = "José Núñez", unicodedata.normalize("NFD", "José Núñez")
    for given_as in (composed, apart):
        for text in (composed, apart):
            assert Spelled([given_as]).is_all_of(text)
    assert not Spelled(["Jose"]).spans(apart)
    assert not Spelled(["José"]).spans("Jose")
    assert Spelled(["سعاد"]).spans("سعـــاد") == [(0, 7)]
    assert not Spelled(["سعاد"]).spans("سُعاد")


def test_small_words_are_not_found_inside_others() -> None:
    assert Spelled(["Ali"]).spans("Alicante, quality, alibi; Ali's") == [(26, 29)]


@pytest.mark.parametrize("short", ["", " ", "A", "-", "A.", "\u200d"])
def test_a_name_that_would_be_everywhere_is_refused(short: str) -> None:
    with pytest.raises(ValueError, match="too short"):
        Spelled([short])


letters = st.text(st.sampled_from("abzABZéßاسعمñİı\u0301\u064e\u200d'’- \n█."), max_size=30)


@given(before=letters, after=letters, name=st.sampled_from([NAME, "سعاد حسين", "Zé Ab", "O’Brien"]))
@settings(max_examples=300, deadline=None)
def test_masking_moves_nothing_and_leaves_no_name(before: str, after: str, name: str) -> None:
    text = f"{before} {name} {after}"
    wanted = Spelled([name])
    masked = wanted.masked(text)
    assert len(masked) == len(text)
    assert wanted.spans(masked) == []
    assert unicodedata.normalize("NFKC", name).casefold() not in unicodedata.normalize("NFKC", masked).casefold()
    assert all(now in (was, BLOCK) for was, now in zip(text, masked, strict=True))
    assert masked.count("\n") == text.count("\n")
    for start, end in wanted.spans(text):
        assert wanted.is_all_of(text[start:end])


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Salma Darwich was seen", ["Salma Darwich"]),
        ("Selma Darwish and Salma", ["Selma Darwish", "Salma"]),
        ("the Darwish family; Darwish's house", ["Darwish", "Darwish"]),
        ("wSalma Darwish", ["wSalma Darwish"]),
        ("Salma al-Darwish", ["Salma al-Darwish"]),
        ("Omar Haddad of Salqin", []),
    ],
)
def test_what_is_close_is_listed_and_left(text: str, near: list[str]) -> None:
    wanted = Spelled([NAME])
    assert [text[one.start : one.end] for one in wanted.near(text)] == near == [one.words for one in wanted.near(text)]
    assert wanted.masked(text) == text


def test_several_spellings_are_one_search_the_longest_first() -> None:
    wanted = Spelled(["Salma", NAME, "سلمى"])
    assert wanted.spans("Salma Darwish, Salma, سلمى") == [(0, 13), (15, 20), (22, 26)]

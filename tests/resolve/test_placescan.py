"""Splitting a text into words, checked against a reading of it letter by letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadwin.resolve.placescan import Words, is_division, openers, sentences, split

texts = st.text(alphabet=st.sampled_from("abSs'’-. \n1éب,"), max_size=40) | st.text(max_size=40)


def by_letters(text: str) -> list[tuple[int, int]]:
    """Runs of letters, an apostrophe between letters belonging to them, less a possessive ending."""

    def is_letter(at: int) -> bool:
        return at < len(text) and text[at].isalnum() and not text[at].isdecimal()

    found, at = [], 0
    while at < len(text):
        start = at
        while is_letter(at) or (at > start and at < len(text) and text[at] in "'’‘ʼ`´" and is_letter(at + 1)):
            at += 1
        if at == start:
            at += 1
        else:
            word = text[start:at]
            found.append((start, at - 2 if len(word) > 2 and word[-2:].lower() in ("'s", "’s") else at))
    return found


def spans(listed: Words) -> list[tuple[int, int]]:
    return list(zip(listed.start, listed.end, strict=True))


@given(texts)
def test_words_are_where_their_letters_are(text: str) -> None:
    listed = split(text)
    assert spans(listed) == by_letters(text)
    assert listed.text == [text[start:end] for start, end in spans(listed)]
    ends = [0, *listed.end]
    assert listed.gap == [text[ends[at] : start] for at, start in enumerate(listed.start)]
    assert {len(column) for column in (listed.lower, listed.capital, listed.joins, listed.gap)} == {listed.count}


@pytest.mark.parametrize(
    ("text", "joins"),
    [
        ("Tall Foo", [False, True]),
        ("Tall\nFoo", [False, True]),
        ("al-Foo", [False, True]),
        ("Tall\n\nFoo", [False, False]),
        ("Tall, Foo", [False, False]),
        ("Tall's Foo", [False, False]),
    ],
)
def test_names_go_on_over_a_space_a_line_or_a_hyphen(text: str, joins: list[bool]) -> None:
    assert split(text).joins == joins


def test_names_open_with_a_capital_or_an_article_before_one() -> None:
    listed = split("Shells hit al-Foo and el Bar as Baz fled an-Nafoo, in al and foo.")
    assert [listed.text[at] for at in openers(listed)] == ["Shells", "al", "Foo", "el", "Bar", "Baz", "an", "Nafoo"]


def test_sentences_open_after_stops_and_empty_lines() -> None:
    listed = split("One went. Two came\nhome\n\nThree slept: Four.")
    assert [listed.text[at] for at in sentences(listed)] == ["Two", "Three", "Four"]


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("raids on Foo province", True),
        ("in southern Foo", True),
        ("on the south Foo village of Bar", True),
        ("in north Foo towns", True),
        ("children died in the west of Foo", True),
        ("five km west of Foo", False),
        ("in the north Foo neighbourhood", False),
        ("in Foo", False),
    ],
)
def test_a_province_is_told_from_a_city_of_its_name(text: str, province: bool) -> None:
    listed = split(text)
    at = listed.text.index("Foo")
    assert is_division(listed, at, at) is province

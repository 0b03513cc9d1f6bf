"""Sentences: nothing is lost, nothing comes twice, and no text makes a stretch that is arbitrarily long."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tadwin.extract.sentences import LONGEST, sentences

SCRAPS = [
    "Two died",
    "he said",
    "Dr",
    "U.N",
    "in Jan",
    ".",
    ". ",
    "! ",
    "?\n",
    "\n",
    "\n\n",
    "- ",
    "• ",
    "1. ",
    "3.5",
    "“",
    "”",
    " ",
]
PROSE = st.lists(st.sampled_from([*SCRAPS, "x" * 700]), max_size=60).map("".join)


def cut(text: str) -> list[str]:
    return [text[stretch.start : stretch.end] for stretch in sentences(text)]


@given(st.text(st.characters(blacklist_categories=()), max_size=300) | PROSE)
@example("a" * (3 * LONGEST) + " b. C" + "\n" * 50)
@example("\n")
@settings(max_examples=400, deadline=None)
def test_every_word_stands_in_one_stretch_in_order(text: str) -> None:
    stretches = sentences(text)
    covered = [i for stretch in stretches for i in range(stretch.start, stretch.end)]
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)
    assert all(0 < stretch.end - stretch.start <= LONGEST for stretch in stretches)
    paragraphs = [stretch.paragraph for stretch in stretches]
    assert paragraphs == sorted(paragraphs)
    for words in cut(text):
        assert words == words.strip()


def test_two_million_characters_without_a_space() -> None:
    text = "k" * 2_000_000
    stretches = sentences(text)
    assert "".join(cut(text)) == text
    assert len(stretches) == -(-2_000_000 // LONGEST)


@pytest.mark.parametrize(
    "one",
    [
        "Dr. Karam said two people died.",
        "Gen. Abu Nasr of the U.N. Mission said two people died.",
        "On Jan. 5 and Feb. 7 at approx. 5 p.m. two people died.",
        "St. Mary was hit by No. 7 battery, e.g. Two shells fell.",
        "About 3.5 million fled; 1.2 million stayed.",
        "J. K. Haddad was wounded.",
    ],
)
def test_abbreviations_do_not_cut(one: str) -> None:
    assert cut(one) == [one]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two died. Three were hurt.", ["Two died.", "Three were hurt."]),
        ('Two died! "Three were hurt." He wept.', ["Two died!", '"Three were hurt."', "He wept."]),
        ("Why? No one knows.", ["Why?", "No one knows."]),
        ("Two died\n\nthree were hurt", ["Two died", "three were hurt"]),
        ("Dead:\n- Two men\n- A woman\n• A child", ["Dead:", "- Two men", "- A woman", "• A child"]),
        ("Toll:\n1) Two men\n2) A woman", ["Toll:", "1) Two men", "2) A woman"]),
    ],
)
def test_ends_paragraphs_and_lists_cut(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_sentences_of_a_paragraph_share_its_number_and_no_others_do() -> None:
    text = "One died. Two fled.\n\nThree came.\n\n\nFour left."
    first, second, third, fourth = (stretch.paragraph for stretch in sentences(text))
    assert first == second < third < fourth


def test_lines_wrapped_in_mid_sentence_do_not_cut() -> None:
    text = "Rescuers said that the\nstrike on the market had\nkilled twelve people and\nwounded four more."
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("the ward is full.13 wounded came in", ["the ward is full.", "13 wounded came in"]),
        ("hit by a drone.six traders dead .no names yet", ["hit by a drone.", "six traders dead .", "no names yet"]),
        ("they struck again!two kids dead", ["they struck again!", "two kids dead"]),
        ("Two died. see www.example.org for more", None),
        ("the list is in dead.pdf and on example.com now", None),
        ("a toll of 3.5 percent at 7.30 pm, No.13 of them", None),
        ("approx.twenty dead", None),
    ],
)
def test_a_post_leaves_no_blank_behind_a_full_stop(text: str, parts: list[str] | None) -> None:
    assert cut(text) == (parts or [text])

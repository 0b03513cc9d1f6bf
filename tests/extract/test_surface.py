"""Surfaces: whatever the text, not one character moves; masked words are unmasked and nothing else is touched."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tadwin.extract.surface import is_capitals, plain, sentence_case, with_names

ANY = st.text(st.characters(blacklist_categories=()), max_size=200)
CONTROLS = st.text(st.sampled_from("‎‏‪‮⁦⁩‍️\u00a0\u200b\ufeff\x00k!*@3$#_|•🕊👨‍👩‍👧İıßǅﬃ \n\t"), max_size=80)


@given(ANY | CONTROLS)
@example("İSTANBUL KILLED İKİ ǅ ﬃ ß")
@example("\x00k!lled\x00")
@example("👨‍👩‍👧 k*lled 🕊 ‮dellik‬")
@settings(max_examples=400, deadline=None)
def test_no_character_moves(text: str) -> None:
    surface = plain(text)
    assert len(surface) == len(text)
    assert [i for i, c in enumerate(text) if c == "\n"] == [i for i, c in enumerate(surface) if c == "\n"]
    assert len(sentence_case(surface, frozenset({"killed", "in"}))) == len(text)


@given(ANY | CONTROLS)
@settings(max_examples=200, deadline=None)
def test_a_plain_surface_is_plain_already(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.text(st.sampled_from("███ab .,34\n"), max_size=60))
def test_a_name_stands_in_for_every_run_of_blocks_and_nothing_else(text: str) -> None:
    named = with_names(text)
    assert len(named) == len(text)
    assert all(new == old if old != "█" else new.isalpha() or new == " " for new, old in zip(named, text, strict=True))


@pytest.mark.parametrize(
    ("masked", "word"),
    [
        ("k!lled", "killed"),
        ("k*lled", "killed"),
        ("K!lled", "Killed"),
        ("inj*red", "injured"),
        ("mart1rs", "martirs"),
        ("d3ad", "dead"),
        ("w0unded", "wounded"),
        ("m@rtyrs", "martyrs"),
        ("str!kes", "strikes"),
        ("b0mbing", "bombing"),
        ("ch!ldren", "children"),
        ("v!ctims", "victims"),
    ],
)
def test_masked_words(masked: str, word: str) -> None:
    assert plain(f"Five {masked}, two more.") == f"Five {word}, two more."


@pytest.mark.parametrize(
    "text",
    [
        "The road from Hama to Homs was cut at 17:30 on 5 May; 12 shells fell.",
        "Call 112 or write to ali1@example.org!",
        "Room 3B, flight QR540, a Mi-8 and an Su-34.",
        "It cost $40 (or 35% more)! Why? No one knows.",
        "It was the G7, the B2B fair and 3km of road.",
        "Hey! You",
        "",
        "\n\n",
    ],
)
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert plain(text) == text


def test_marks_of_posts_and_lists_become_spaces() -> None:
    assert plain("#Hama_north • *two* dead").split() == ["Hama", "north", "two", "dead"]


@pytest.mark.parametrize(
    ("sentence", "capitals"),
    [
        ("AT LEAST TEN PEOPLE WERE KILLED IN A STRIKE", True),
        ("RESCUERS FROM THE NORTH SAID 12 DIED", True),
        ("At least ten people were killed", False),
        ("The UN, UNHCR, ICRC and WFP said ten people were killed near the border", False),
        ("KILLED 12", False),
        ("", False),
    ],
)
def test_capitals(sentence: str, capitals: bool) -> None:
    assert is_capitals(sentence) is capitals


def test_sentence_case_keeps_names_and_makes_common_words_small() -> None:
    common = frozenset({"people", "were", "killed", "near"})
    assert sentence_case("TEN PEOPLE WERE KILLED NEAR SARAQIB", common) == "ten people were killed near Saraqib"


def test_the_number_of_a_post_is_no_part_of_its_words() -> None:
    thread = "3/ Shells fell.\n4/7 Two died.\n1/2 of them left."
    assert plain(thread) == "   Shells fell.\n    Two died.\n1/2 of them left."


def test_a_comma_stands_where_posts_do_not_put_it() -> None:
    assert plain("so far ,4 of them kids ,and no power") == "so far, 4 of them kids, and no power"


def test_the_hour_that_a_post_is_glued_to_is_no_part_of_it() -> None:
    assert plain("11:30Market hit\n9.05Two dead at 10:15am") == "     Market hit\n    Two dead at 10:15am"

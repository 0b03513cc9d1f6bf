"""Cutting a text at its claims, against a character-by-character oracle; and characters that steer a screen."""

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tadwin.export.marked import one_line, passages, pieces, runs, visible
from tadwin.export.plain import plain
from tadwin.types import Claim, Figure, Span
from tadwin.vocab import Effect, Qualifier


def claim(number: int, text: str, start: int, end: int) -> Claim:
    span = Span("r", start, end, text[start:end])
    return Claim(f"c{number}", "r", "f", span, span, Effect.KILLED, Figure(1, Qualifier.EXACT, 1, 1, span.quote))


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[Claim]]:
    text = draw(st.text(alphabet="ab \n\r\u202eأ", min_size=1, max_size=60))
    edges = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    spans = draw(st.lists(edges.filter(lambda edge: edge[0] < edge[1]), max_size=6))
    return text, [claim(number, text, start, end) for number, (start, end) in enumerate(spans)]


@given(texts())
def test_pieces_hold_the_whole_text_and_each_knows_its_claims(drawn: tuple[str, list[Claim]]) -> None:
    text, claims = drawn
    cut = pieces(text, claims)
    assert "".join(piece.text for piece in cut) == text
    at = 0
    for piece in cut:
        for position in range(at, at + len(piece.text)):
            assert {one.id for one in piece.claims} == {
                one.id for one in claims if one.span.start <= position < one.span.end
            }
        assert {one.id for one in piece.opens} == {one.id for one in claims if one.span.start == at}
        at += len(piece.text)
        assert {one.id for one in piece.closes} == {one.id for one in claims if one.span.end == at}


@given(texts(), st.integers(1, 30))
def test_passages_hold_every_claim_whole_once_and_in_order(drawn: tuple[str, list[Claim]], around: int) -> None:
    text, claims = drawn
    found = passages(text, claims, around=around)
    assert sorted(one.id for passage in found for one in passage.claims) == sorted(one.id for one in claims)
    at = 0
    for passage in found:
        words = "".join(piece.text for piece in passage.pieces)
        assert words in text[at:]
        at += text[at:].index(words) + len(words)
        for one in passage.claims:
            assert one.span.quote in words
            assert "".join(piece.text for piece in passage.pieces if one in piece.claims) == one.span.quote


@given(st.text("a\r\n\u202e\ufeff⟨U"))
def test_runs_are_what_is_visible_and_tell_what_steers_from_words_that_look_like_it(text: str) -> None:
    assert "".join(run for run, _ in runs(text)) == visible(text)
    for run, steers in runs(text):
        assert visible(run) == run
        assert not steers or run in {visible(one) for one in text} - set(text)


@given(st.text())
def test_nothing_visible_steers_and_nothing_else_changes(text: str) -> None:
    shown = visible(text)
    for character in shown:
        assert character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(character) not in (
            "LRE",
            "RLE",
            "LRO",
            "RLO",
            "PDF",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        )
    plain = text.replace("\r\n", "\n")
    if all(character in "\n\t" or unicodedata.category(character)[0] != "C" for character in plain):
        assert shown == plain.replace("\u2028", "⟨U+2028⟩").replace("\u2029", "⟨U+2029⟩")
    assert "\n" not in one_line(text)


@given(st.text(alphabet="ab \n\t\u00a0\u2003\u202e\u200dأ≥–\ufdd0", max_size=8))
def test_one_line_is_what_is_visible_with_single_spaces(text: str) -> None:
    assert one_line(text) == " ".join(visible(text).split())
    assert plain(text) == one_line(text).replace("\ufdd0", "⟨U+FDD0⟩")


def test_nothing_that_is_printable_steers_or_is_white_space_or_no_character() -> None:
    for character in map(chr, range(sys.maxunicode + 1)):
        if character.isprintable():
            assert visible(character) == character == plain(f"a{character}a")[1]
            assert character == " " or not character.isspace()


def test_arabic_persian_and_emoji_are_left_as_they_are() -> None:
    for text in ("قُتل ١٢ شخصًا", "می‌خواهم", "👨‍👩‍👧", "א\u200fב"):
        assert visible(text) == text

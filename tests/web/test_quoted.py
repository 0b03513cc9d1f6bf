"""A report's text with its claims marked: to the character what was captured, whatever it holds."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import html  # type: ignore[import-untyped]

from tadwin.export.marked import visible
from tadwin.types import Claim, Figure, Report, Span
from tadwin.vocab import Effect, Qualifier
from tadwin.web.pages.quoted import in_order, marked_text, numbered, passages


def claim(number: int, text: str, start: int, end: int) -> Claim:
    span = Span("r", start, end, text[start:end])
    return Claim(f"c{number}", "r", "f", span, span, Effect.KILLED, Figure(1, Qualifier.EXACT, 1, 1, span.quote))


@st.composite
def told(draw: st.DrawFn) -> tuple[Report, list[Claim]]:
    text = draw(st.text(alphabet="ab <&\n\r\u202e⟨أ", min_size=1, max_size=60))
    edges = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    spans = draw(st.lists(edges.filter(lambda edge: edge[0] < edge[1]), max_size=5))
    report = Report("r", text, "0" * 64, "text/plain")
    return report, [claim(number, text, start, end) for number, (start, end) in enumerate(spans)]


def characters(line: html.HtmlElement) -> list[tuple[str, bool]]:
    """What the page says of the text in a line, character by character, and whether each is marked.

    As a script that looks for selected words would read it: what is steering is one character, numbers are none.
    """
    found: list[tuple[str, bool]] = []

    def read(node: html.HtmlElement, in_mark: bool) -> None:
        in_mark = in_mark or node.tag == "mark"
        if node.get("class") == "steering":
            found.append((node.text, in_mark))
            return
        if node.tag != "sup":
            found.extend((one, in_mark) for one in node.text or "")
            for inner in node:
                read(inner, in_mark)
                found.extend((one, in_mark) for one in inner.tail or "")

    read(line, False)
    return found


@given(told())
def test_every_character_stands_where_its_line_says_and_is_marked_as_claimed(drawn: tuple[Report, list[Claim]]) -> None:
    report, claims = drawn
    text = report.text
    said = numbered(in_order(report, claims), {})
    page = html.fragment_fromstring(str(marked_text(text, said)), create_parent="div")
    lines = page.xpath("div[@class='line']")
    assert len(lines) == text.count("\n") + 1
    seen = {}
    for line in lines:
        at = int(line.get("data-at"))
        assert at == 0 or text[at - 1] == "\n"
        for shown, in_mark in characters(line):
            assert shown == visible(text[at])
            assert in_mark == any(one.span.start <= at < one.span.end for one in claims)
            seen[at] = shown
            at += 1
    left_out = set(range(len(text))) - seen.keys()
    assert all(text[at] == "\n" or text[at : at + 2] == "\r\n" for at in left_out)
    numbers = page.xpath("//sup/a")
    assert sorted(one.get("href") for one in numbers) == sorted(f"#{one.id}" for one in claims)
    assert [one.number for one in said.values()] == list(range(1, len(claims) + 1))


@given(told())
def test_passages_hold_each_claim_once_with_its_words(drawn: tuple[Report, list[Claim]]) -> None:
    report, claims = drawn
    said = numbered(in_order(report, claims), {})
    found = passages(report.text, said.values())
    assert sorted(one.claim.id for passage in found for one in passage.said) == sorted(said)
    for passage in found:
        page = html.fragment_fromstring(str(passage.text), create_parent="div")
        # The CR of a line's end is written out where a claim's words end between it and the LF.
        words = "".join(one for one, _ in characters(page)).replace("⟨U+000D⟩", "")
        for one in passage.said:
            assert visible(one.claim.span.quote).replace("⟨U+000D⟩", "") in words

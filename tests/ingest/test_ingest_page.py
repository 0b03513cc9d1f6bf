import socket

import pytest

from tadwin.ingest.contents import Contents, NoContentsError
from tadwin.ingest.decode import decode_page
from tadwin.ingest.page import read_page

_STORY = "".join(
    f"<p>Paragraph {n}: shells fell on quarter {n} of Tal Amara and {n} people were killed, the hospital said.</p>"
    for n in range(3, 9)
)
_PAGE = f"""<!doctype html><html lang="en"><head><title>Market hit | Example Gazette</title>
<meta property="og:title" content="Market hit in Tal Amara"><meta property="og:site_name" content="Example Gazette">
<meta property="article:published_time" content="2024-05-06T10:00:00Z">
<link rel="canonical" href="https://gazette.example.org/market"><style>p {{ color: red }}</style></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Market hit in Tal Amara</h1>{_STORY}</article>
<script>document.write("99 people were killed")</script>
<aside>Most read: <a href="/x">Flood kills 77</a></aside><footer>Copyright Example Gazette 2024.</footer>
</body></html>"""


def read(source: str) -> Contents:
    return read_page(decode_page(source.encode()))


def test_the_story_is_read_without_its_surroundings() -> None:
    contents = read(_PAGE)
    assert all(f"{n} people were killed" in contents.text for n in range(3, 9))
    assert not any(word in contents.text for word in ("99", "77", "World", "Copyright", "color"))
    assert contents.read_as == "main text"


def test_the_page_says_what_it_is() -> None:
    contents = read(_PAGE)
    assert contents.title == "Market hit in Tal Amara"
    assert contents.published == "2024-05-06"
    assert contents.publisher == "Example Gazette"
    assert contents.url == "https://gazette.example.org/market"


def test_a_day_in_the_story_is_not_the_day_of_the_page() -> None:
    story = _STORY.replace("Paragraph 3:", "On 3 April 2017,")
    assert (
        read(f"<html><head><title>Market</title></head><body><article>{story}</article></body></html>").published
        is None
    )


def test_reading_twice_gives_the_same() -> None:
    assert read(_PAGE) == read(_PAGE)


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise AssertionError("a page made tadwin use the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = '<!DOCTYPE html SYSTEM "http://example.org/x.dtd"><base href="http://example.org/">'
    outside = '<iframe src="http://example.org/f"></iframe><img src="http://example.org/i.png">'
    assert "4 people were killed" in read(head + _PAGE.replace("</article>", outside + "</article>")).text


def test_where_there_is_no_main_text_every_shown_word_is_read() -> None:
    post = "<div class='comments'><p>Four people were\nkilled<br>in <b>Tal Amara</b></p><p>Two wounded</p></div>"
    contents = read(f"<html><head><title>T</title></head><body>{post}<script>nine</script><!-- eight --></body></html>")
    assert contents.read_as == "whole page"
    assert contents.text == "Four people were killed\nin Tal Amara\nTwo wounded"


@pytest.mark.parametrize("source", ["", " \x00 ", "<html><body><script>5 killed</script></body></html>"])
def test_a_page_without_words_has_none(source: str) -> None:
    assert read(source).text == ""


def test_a_page_of_comments_alone_is_refused() -> None:
    with pytest.raises(NoContentsError, match="no text"):
        read("<!-- 5 killed -->")


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table><tr><td"])
def test_deep_nesting_is_read_whole_or_refused(tag: str) -> None:
    assert (
        "4 people were killed" in read(f"<html><body>{f'<{tag}>' * 200}<article>{_STORY}</article></body></html>").text
    )
    with pytest.raises(NoContentsError, match="nested too deeply"):
        read(f"<html><body>{f'<{tag}>' * 100_000}{_STORY}</body></html>")

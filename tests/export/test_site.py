"""The published site as files: every page is whole, every link leads somewhere, words harmless, no secret in any."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from planted_release import MADE_ON, figure, incident
from planted_secrets import EVERYONE_INJURED, EVERYONE_KILLED, SECRET, Planted, material
from planted_site import ARABIC, HOSTILE, PUBLICATION, TALLY, many, published, site

from tadwin.errors import ExportError
from tadwin.export.publication import Publication, Withheld
from tadwin.export.publishing import publication
from tadwin.export.registry import EXPORTS, export
from tadwin.export.release import release
from tadwin.export.site import charts, downloads, folder, words
from tadwin.export.site.pages import POLICY, files, timeline
from tadwin.export.totals import counting
from tadwin.vocab import Effect

_VOID = frozenset({"meta", "link", "br", "input", "img", "hr"})


class Page(HTMLParser):
    """A page as a parser reads it: its tags, what it links to, its ids and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: set[str] = set()
        self.words = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.tags.append((tag, held))
        if held.get("id"):
            assert held["id"] not in self.ids
            self.ids.add(str(held["id"]))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "li", "td", "th", "tr") and self._open[-1] != tag:
            raise AssertionError(f"{tag} closes {self._open[-1]}")
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("made") / "site")


def pages(made: Path) -> Iterator[tuple[Path, Page]]:
    for path in sorted(made.rglob("*.html")):
        yield path, Page(path.read_text(encoding="utf-8"))


def test_every_page_is_well_formed_and_every_link_inside_the_site_leads_to_a_file_and_a_place_in_it(made: Path) -> None:
    read = dict(pages(made))
    assert len(read) == 8 + len(PUBLICATION.incidents)
    outside = set()
    for path, page in read.items():
        assert [held["lang"] for tag, held in page.tags if tag == "html"] == ["en"]
        for tag, held in page.tags:
            target = held.get("href") or held.get("src")
            assert "style" not in held
            assert not [name for name in held if name.startswith("on")]
            if target is None or target.startswith("data:"):
                continue
            if "://" in target:
                assert tag == "a"
                outside.add(target)
                continue
            file, _, fragment = target.partition("#")
            aimed = (path.parent / file).resolve() if file else path
            assert aimed.is_file(), target
            if fragment and "=" not in fragment:
                assert fragment in read[aimed].ids, target
    assert outside == {"https://example.org/a?b=1&c=2", "https://example.org/1"}


def test_no_page_has_a_script_or_a_style_of_its_own_and_all_have_the_policy(made: Path) -> None:
    for _, page in pages(made):
        policies = [held["content"] for tag, held in page.tags if held.get("http-equiv") == "Content-Security-Policy"]
        assert policies == [POLICY]
        assert all(held.get("src") for tag, held in page.tags if tag == "script")
        assert "style" not in {tag for tag, _ in page.tags}


def test_words_that_steer_a_screen_are_written_out_and_no_address_but_the_webs_is_linked(made: Path) -> None:
    page = Page((made / "incidents" / "i6.html").read_text(encoding="utf-8"))
    assert "⟨U+202E⟩" in page.words
    assert ARABIC in page.words
    assert "<script>window.hacked=2</script>" in page.words
    for path in made.rglob("*"):
        if path.suffix in (".html", ".js") and path.parent.name != "assets":
            text = path.read_text(encoding="utf-8")
            assert not set(text) & set("\u202e\u2028"), path
            assert "<script>window" not in text
            assert 'href="javascript' not in text


def test_an_incident_says_its_figures_with_range_and_reason_who_is_blamed_by_whom_and_what_is_left_out(
    made: Path,
) -> None:
    told = " ".join(Page((made / "incidents" / "i6.html").read_text(encoding="utf-8")).words.split())
    for words_ in (
        "3 September 2031.",
        "Killed 2 (1–4), injured 10–19.",
        "(by the Example Monitor)",
        "One source counts the harm.",
        "Words left out: It holds a name.",
        "denied",
        "1 contradiction among what sources say",
        "The evidence has changed since this was signed off.",
        "Because.",
    ):
        assert words_ in told, words_
    market = Page((made / "incidents" / "i1.html").read_text(encoding="utf-8")).words
    assert "Its victims may be counted in this toll too" in market
    assert "the Example Army: denied (killed)" in market


def test_the_overview_gives_the_dead_with_their_range_and_what_is_withheld(made: Path) -> None:
    told = " ".join(Page((made / "index.html").read_text(encoding="utf-8")).words.split())
    everyone = next(one for one in PUBLICATION.totals if one.by == "all")
    dead = words.figure(everyone.figures)
    assert dead is not None
    assert (dead.low, dead.best, dead.high) == (35, 36, 38)  # i1 is in the toll i5; i2 3, i4 1, i5 30, i6 2 (1 to 4)
    assert "killed 36 low to high: 35–38" in told
    assert "2 more incidents were signed off and are withheld" in told
    assert "killed 3, in no other number" in told


def test_a_tally_is_shown_beside_the_incidents_and_its_difference_is_no_undercount(made: Path) -> None:
    told = " ".join(Page((made / "tallies.html").read_text(encoding="utf-8")).words.split())
    assert "the Example Monitor: killed ≥ 50" in told
    assert "≥ 20 not among the incidents published here" in told
    assert "it is no undercount" in told
    assert told.count("undercount") == 1
    assert "Not compared" in told


def test_many_incidents_beside_a_tally_stand_on_a_page_of_its_own(tmp_path: Path) -> None:
    every = (*many(24).incidents, replace(HOSTILE, contains=()))
    names = tuple(one.id for one in every)
    tallies = (replace(TALLY, incidents=names), replace(TALLY, incidents=names[5:]))
    made = published(tmp_path / "site", replace(PUBLICATION, incidents=every, tallies=tallies))
    page = Page((made / "tallies.html").read_text(encoding="utf-8"))
    links = [str(held["href"]) for tag, held in page.tags if tag == "a"]
    assert "tallies/1.html" in links
    assert [link for link in links if "incidents/" in link] == [f"incidents/{name}.html" for name in names[5:]]
    apart = Page((made / "tallies" / "1.html").read_text(encoding="utf-8"))
    links = [str(held["href"]) for tag, held in apart.tags if tag == "a"]
    assert [link for link in links if "incidents/" in link] == [f"../incidents/{name}.html" for name in names]
    assert all((made / "tallies" / link).is_file() for link in links if link.endswith(".html"))
    for words_ in ("the Example Monitor: killed ≥ 50", "25 incidents beside it", "Town 3: ", "⟨U+202E⟩", ARABIC):
        assert words_ in apart.words or words_ in page.words, words_
    assert "img" not in {tag for tag, _ in (*page.tags, *apart.tags)}
    assert not (made / "tallies" / "2.html").exists()


def test_the_same_site_on_the_same_day_is_the_same_to_the_byte() -> None:
    first = {path: hashlib.sha256(data).digest() for path, data in files(site())}
    assert first == {path: hashlib.sha256(data).digest() for path, data in files(site())}


def test_downloads_are_what_the_exports_write(tmp_path: Path) -> None:
    made = release(PUBLICATION, MADE_ON)
    kept, told = downloads.made(made)
    assert len(told) == len(EXPORTS)
    for name in downloads.IN_PACKAGE:
        for path in export(name, tmp_path, made).paths:
            assert kept[f"downloads/{path.name}"] == path.read_bytes(), path.name


def test_nothing_that_a_careful_publication_hides_is_in_any_file() -> None:
    planted = Planted(0, {EVERYONE_KILLED: 7, EVERYONE_INJURED: 13})
    hidden = (*planted.names, SECRET.decode(), str(planted.lat), str(planted.lon), "03:14", "interview")
    withheld = Planted(1, {EVERYONE_KILLED: 2}, public=False, private_report="interview-second")
    made = publication(material((planted, withheld)))
    assert made.withheld.incidents == 1
    for path, data in files(site(made)):
        for name, part in _unpacked(path, data):
            text = part.decode("utf-8", "replace").casefold()
            assert [secret for secret in hidden if secret.casefold() in text] == [], name


def _unpacked(path: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The file, and what is packed in it."""
    yield path, data
    if path.endswith((".zip", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield from _unpacked(f"{path}/{name}", archive.read(name))


def test_an_empty_publication_has_a_site_too(tmp_path: Path) -> None:
    empty = Publication("careful", "", "9.9.9", (), (), (), Withheld(1, None), {})
    made = published(tmp_path / "site", empty)
    assert "1 more incident was signed off and is withheld" in (made / "index.html").read_text(encoding="utf-8")


def test_an_id_that_tadwin_does_not_make_is_no_name_of_a_file() -> None:
    with pytest.raises(ValueError, match="no id"):
        words.file_name("../../etc")


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://", False),
        ("//example.org", False),
        ("https://example.org/\u202ea", False),
        ("https://exa mple.org", False),
        ("http://[", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_linked(url: str | None, linked: bool) -> None:
    assert words.web_address(url) == (url if linked else None)


def test_the_timeline_draws_all_that_is_counted_and_says_what_it_does_not() -> None:
    for publication_ in (PUBLICATION, many(500)):
        counted = counting(publication_.incidents)
        _, columns, outside = timeline(counted)
        drawn = sum(one.figure.best or 0 for one in columns if one.figure)
        whole = words.figure(next(one.figures for one in publication_.totals if one.by == "all"))
        assert whole is not None
        assert drawn + (outside.best or 0 if outside else 0) == whole.best


def test_a_timeline_has_a_column_for_every_stretch_of_time() -> None:
    def spanning(last: date) -> tuple[str, int]:
        ends = (incident("a", (figure(Effect.KILLED, 1),), start=date(2031, 1, 1)), incident("b", start=last))
        unit, columns, _ = timeline(ends)
        return unit, len(columns)

    assert spanning(date(2031, 1, 1)) == ("week", 1)
    assert spanning(date(2031, 1, 6)) == ("week", 2)
    assert spanning(date(2033, 1, 1)) == ("month", 25)
    assert spanning(date(2051, 1, 1)) == ("year", 21)


def test_a_bar_is_as_long_as_its_figure_and_an_open_one_has_an_arrow() -> None:
    whole, half = (charts.bar(figure(Effect.KILLED, number), 20) for number in (20, 10))
    assert 'width="206.0"' in whole
    assert 'width="103.0"' in half
    assert "h10m-4" in charts.bar(figure(Effect.KILLED, 5, is_open=True), 20)
    assert charts.bar(replace(HOSTILE.figures[0], low=None), 20) == ""


def test_a_second_site_replaces_the_first_as_a_whole(tmp_path: Path) -> None:
    made = published(tmp_path / "site")
    published(made, replace(PUBLICATION, incidents=PUBLICATION.incidents[:2]))
    assert len(list((made / "incidents").iterdir())) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]
    sums = dict(line.split("  ")[::-1] for line in (made / folder.SUMS).read_text(encoding="utf-8").splitlines())
    inside = {path.relative_to(made).as_posix(): path for path in made.rglob("*") if path.is_file()}
    assert set(sums) == set(inside) - {folder.SUMS}
    assert all(hashlib.sha256(inside[name].read_bytes()).hexdigest() == digest for name, digest in sums.items())
    assert json.loads((made / folder.MARKER).read_text(encoding="utf-8"))["files"] == len(inside)


def test_a_folder_with_anything_that_tadwin_did_not_publish_is_left_alone(tmp_path: Path) -> None:
    own = tmp_path / "thesis"
    own.mkdir()
    (own / "chapter.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(ExportError, match="did not publish"):
        published(own)
    made = published(tmp_path / "site")
    (made / "incidents" / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match=r"notes\.txt was not published by tadwin"):
        published(made)
    assert (own / "chapter.txt").is_file()
    assert (made / "incidents" / "notes.txt").is_file()
    (tmp_path / "link").symlink_to(made)
    with pytest.raises(ExportError, match="is no folder"):
        published(tmp_path / "link")


def test_a_site_that_cannot_be_made_leaves_the_old_one(tmp_path: Path) -> None:
    made = published(tmp_path / "site")

    def broken() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b""
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        folder.write(made, broken(), {}, public=True)
    assert (made / "incidents" / "i6.html").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


@pytest.mark.parametrize(("public", "modes"), [(True, (0o755, 0o644)), (False, (0o700, 0o600))])
def test_what_is_for_everyone_can_be_read_by_a_web_server_and_the_rest_by_its_owner_alone(
    tmp_path: Path, public: bool, modes: tuple[int, int]
) -> None:
    folder.write(tmp_path / "site", [("a/b.html", b"x")], {}, public=public)
    every = [tmp_path / "site", *(tmp_path / "site").rglob("*")]
    assert {path.stat().st_mode & 0o777 for path in every if path.is_dir()} == {modes[0]}
    assert {path.stat().st_mode & 0o777 for path in every if path.is_file()} == {modes[1]}

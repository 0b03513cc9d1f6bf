"""The export page: who may hand on what, the file against the command's, and that nothing of it is left behind."""

import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from html import unescape
from pathlib import Path

import httpx
import pytest

from called import tadwin
from tadwin.config import load_settings
from tadwin.export.profiles import PROFILES
from tadwin.export.registry import EXPORTS
from tadwin.run import signing
from tadwin.run.deciding import Word
from tadwin.web import addresses
from tadwin.web.desk import Role, Shelf
from tadwin.web.handing import Asked, handed
from tadwin.web.pages import handed as offered
from tadwin.web.pages.handed import PICTURES, SITE
from tadwin.web.routes import handing_on
from tadwin.web.security import LARGEST_BODY
from web.conftest import RECORD, Served, enter
from web.named import Reviewing, by_report, letting_in

NOOR = Word("noor", "2031-06-01T08:00:00Z", None)
PAGE = addresses.page(RECORD, "export")
Person = Callable[[str], "Handing"]


class Handing(Reviewing):
    """Somebody who hands a record on."""

    def ask(self, form: str = "ged", profile: str = "careful", mapping: bytes = b"", **more: str) -> httpx.Response:
        """The form as the page sends it; without the codebook where that is not asked for."""
        data = {"csrf": self.token, "form": form, "profile": profile, **more}
        files = {"mapping": ("ids.csv" if mapping else "", mapping, "text/csv")}  # as browsers send no file
        return self._client.post(PAGE, data=data, files=files, timeout=60)


@pytest.fixture
def signed(own: Served) -> Served:
    """A record of which three incidents are signed off, and the rest is not."""
    for name in ("wire", "arabic", "nowhere"):
        signing.sign(own.record, by_report(own.record, name), NOOR)
    return own


@pytest.fixture
def person(own: Served) -> Iterator[Person]:
    """Lets somebody in by name: `person("rana/reader")`."""
    with letting_in(own, Handing) as one:
        yield one


@pytest.fixture
def chief(signed: Served, person: Person) -> Handing:
    return person("chief/admin")


def shelves_of(served: Served) -> dict[str, Shelf]:
    found: dict[str, Shelf] = served.app.state.desk.shelves
    return found


def folder_of(served: Served) -> Path:
    found = shelves_of(served)[RECORD].folder
    assert found is not None
    return found


def held(folder: Path) -> Mapping[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def unpacked(answer: httpx.Response) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


# what is offered


def test_what_is_offered_is_what_there_is() -> None:
    assert list(offered.PROFILES) == list(PROFILES)
    forms = offered.forms()
    assert forms.keys() == EXPORTS.keys() | {PICTURES, SITE}
    assert all(one.lacks is None for one in forms.values())


def test_the_page_says_how_much_leaves_and_leads_to_the_rest(signed: Served, chief: Handing) -> None:
    page = chief.get(PAGE).text
    waiting = sum(1 for _ in signed.record.incidents()) - 3
    numbers = re.findall(r"<dt>([^<]+)</dt><dd><a [^>]+>([^<]+)</a>", page)
    assert dict(numbers)["Signed off"] == "3"
    assert dict(numbers)["Not signed off"] == str(waiting)
    assert f"{waiting} incidents are not in what is handed on" in page
    assert addresses.page(RECORD, "queue") in page
    assert page.count('type="radio"') == len(PROFILES) + len(EXPORTS) + 2
    assert " disabled" not in page


def test_nothing_to_hand_on_is_said_and_refused(own: Served, person: Person) -> None:
    chief = person("chief/admin")
    page = chief.get(PAGE).text
    assert "Nothing is signed off yet" in page
    assert re.search("<button[^>]* disabled>Make the file", page)
    before = held(folder_of(own))
    answer = chief.ask()
    assert answer.status_code == 409
    assert "Nothing is signed off" in answer.text
    assert held(folder_of(own)).keys() == before.keys()


# the file


def same(written: Callable[[], object], answered: Callable[[], object]) -> None:
    """Fails unless the command and the app make the same; asked again where midnight, UTC, may have come between."""
    assert written() == answered() or written() == answered()


@pytest.mark.parametrize(
    ("form", "profile"), [*((form, "full") for form in EXPORTS), *(("excel", profile) for profile in PROFILES)]
)
def test_a_table_is_the_commands_to_the_byte(
    signed: Served, chief: Handing, tmp_path: Path, form: str, profile: str
) -> None:
    head = signed.record.head()[:16]
    stem = f"tadwin-{RECORD}-{form}-{profile}-{head}"
    name = f"{stem}{EXPORTS[form].ending or '.zip'}"

    made = tmp_path / "made"
    made.mkdir()

    def written() -> Mapping[str, bytes]:
        words = ("export", form, "--record", folder_of(signed), "--profile", profile, "--to", made / name)
        assert tadwin(*words).status == 0
        return held(made)

    same(lambda: written()[name], lambda: chief.ask(form, profile).content)
    if EXPORTS[form].codebook:
        same(written, lambda: unpacked(chief.ask(form, profile, codebook="yes")))
    else:
        same(lambda: written()[name], lambda: chief.ask(form, profile, codebook="yes").content)


def test_a_map_gives_ids_and_what_it_names_in_vain_is_said(signed: Served, chief: Handing, tmp_path: Path) -> None:
    mapped = tmp_path / "ids.csv"
    mapped.write_text("match,dyad_new_id\nArmy of Xland,4060\n", encoding="utf-8")

    def written() -> bytes:
        words = ("export", "ged", "--record", folder_of(signed), "--profile", "full", "--to", tmp_path / "ged.csv")
        assert tadwin(*words, "--map", mapped).status == 0
        return (tmp_path / "ged.csv").read_bytes()

    same(written, lambda: chief.ask("ged", "full", mapping=mapped.read_bytes()).content)
    assert b",4060," in written()
    before = sorted(folder_of(signed).iterdir())
    for text, why in (
        ("match,dyad_new_id\nNobody <b>,1\n", "is &#39;Nobody &lt;b&gt;&#39;: take the line out"),
        ("match,nothing\nx,1\n", "The map: "),
    ):
        answer = chief.ask("ged", "full", mapping=text.encode())
        assert answer.status_code == 409
        assert why in answer.text
        assert str(folder_of(signed)) not in answer.text
    assert chief.ask("ged", "full", mapping=b"match,dyad_new_id\n" + b"x" * LARGEST_BODY).status_code == 413
    assert sorted(folder_of(signed).iterdir()) == before


@pytest.mark.slow
def test_the_site_is_the_commands_to_the_byte(signed: Served, chief: Handing, tmp_path: Path) -> None:
    def written() -> Mapping[str, bytes]:
        assert tadwin("publish", tmp_path / "site", "--record", folder_of(signed), "--title", "Nuun").status == 0
        return held(tmp_path / "site")

    same(written, lambda: unpacked(chief.ask(SITE, title=" Nuun ")))
    answer = chief.ask(SITE)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        modes = {one.external_attr >> 16 & 0o777 for one in archive.infolist()}
    assert modes == {0o644}
    with zipfile.ZipFile(io.BytesIO(chief.ask(SITE, "full").content)) as archive:
        assert {one.external_attr >> 16 & 0o777 for one in archive.infolist()} == {0o600}


@pytest.mark.slow
def test_the_pictures_are_the_commands(signed: Served, chief: Handing, tmp_path: Path) -> None:
    assert tadwin("plot", "--record", folder_of(signed), "--profile", "full", "--to", tmp_path / "drawn").status == 0
    assert unpacked(chief.ask(PICTURES, "full")) == held(tmp_path / "drawn")


@pytest.mark.slow
def test_a_file_is_named_after_what_it_is(signed: Served, chief: Handing) -> None:
    head = signed.record.head()[:16]
    for form, profile, ending in (
        ("ged", "careful", "csv"),
        ("excel", "full", "xlsx"),
        (PICTURES, "full", "zip"),
        (SITE, "partner", "zip"),
    ):
        answer = chief.ask(form, profile)
        named = f'attachment; filename="tadwin-{RECORD}-{form}-{profile}-{head}.{ending}"'
        assert answer.headers["content-disposition"] == named
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert int(answer.headers["content-length"]) == len(answer.content)


def test_a_records_name_steers_no_header(signed: Served) -> None:
    shelf = Shelf('سجل/../"\r\nX: y', "A title", signed.record, None)
    made = handed(shelf, load_settings(), Asked("ged", "careful", codebook=False), date(2031, 6, 2))
    with made.file:
        assert re.fullmatch(r"tadwin-x-y-ged-careful-[0-9a-f]{16}\.csv", made.name)
        assert b"".join(made.chunks()).startswith(b"id,relid,")


@pytest.mark.slow
def test_nothing_is_left_where_the_file_was_made(signed: Served, chief: Handing) -> None:
    """Neither afterwards nor while it is read."""
    folder = folder_of(signed)
    before = sorted(folder.iterdir())
    data = {"csrf": chief.token, "form": SITE, "profile": "full"}
    with chief._client.stream("POST", PAGE, data=data, timeout=60) as answer:
        assert answer.status_code == 200
        assert sorted(folder.iterdir()) == before
    for form in ("ged", "datapackage", PICTURES):
        assert chief.ask(form, "full", codebook="yes").status_code == 200
    assert sorted(folder.iterdir()) == before


def test_nobody_who_decides_is_waited_for(signed: Served, chief: Handing) -> None:
    with signed.record.turn():
        assert chief.ask("excel").status_code == 200
        assert chief.ask(SITE).status_code == 200


def test_one_file_is_made_at_a_time(chief: Handing) -> None:
    with handing_on._making:
        answer = chief.ask()
        assert answer.status_code == 503
        assert "Ask again in a moment" in answer.text
    assert chief.ask().status_code == 200


def test_a_disk_that_cannot_be_written_is_said(chief: Handing, signed: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(RECORD, "Planted", signed.record, Path("/nowhere/at/all"))
    with pytest.raises(OSError, match="nowhere"):
        handed(shelf, load_settings(), Asked("ged", "careful", codebook=False), date(2031, 6, 2))
    monkeypatch.setitem(shelves_of(signed), RECORD, shelf)
    answer = chief.ask()
    assert answer.status_code == 503
    assert "The file could not be made" in answer.text
    assert "nowhere" not in answer.text


def test_what_is_not_installed_says_what_to_install(chief: Handing, monkeypatch: pytest.MonkeyPatch) -> None:
    for library in ("pyarrow", "matplotlib"):
        monkeypatch.setitem(sys.modules, library, None)
    page = chief.get(PAGE).text
    for form, extra in (("parquet", "parquet"), (PICTURES, "plot")):
        assert re.search(f'<input [^>]*value="{form}"[^>]* disabled>', page)
        assert f"pip install 'tadwin[{extra}]'" in unescape(page)
        answer = chief.ask(form)
        assert answer.status_code == 409
        assert f"tadwin[{extra}]" in answer.text
    assert chief.ask("datapackage").status_code == 200


# who may


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("profile", PROFILES)
def test_who_may_hand_on_what(signed: Served, person: Person, role: Role, profile: str) -> None:
    may = role is Role.ADMIN or (role is Role.REVIEWER and profile == "careful")
    rana = person(f"rana/{role}")
    for form in ("ged",) if may else ("ged", SITE, PICTURES):
        answer = rana.ask(form, profile)
        assert answer.status_code == (200 if may else 403)
        assert ("content-disposition" in answer.headers) is may
    page = rana.get(PAGE)
    assert page.status_code == 200
    offered = re.search(f'<input [^>]*value="{profile}"[^>]*>', page.text)
    assert (offered is not None) is (role in (Role.REVIEWER, Role.ADMIN))
    assert offered is None or ("disabled" not in offered[0]) is may


def test_who_is_in_by_the_key_may_all(signed: Served) -> None:
    with httpx.Client(base_url=signed.url, cookies=enter(signed).cookies, timeout=60) as client:
        token = re.search('name="csrf" value="([^"]+)"', client.get(PAGE).text)
        assert token
        for profile in PROFILES:
            data = {"csrf": token[1], "form": "excel", "profile": profile}
            assert client.post(PAGE, data=data, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200


def test_what_no_page_of_ours_sent_is_refused(chief: Handing) -> None:
    for csrf in ("", "token of rana"):
        assert chief.ask(csrf=csrf).status_code == 403
    data = {"csrf": chief.token, "form": "ged", "profile": "careful"}
    elsewhere = chief._client.post(PAGE, data=data, headers={"Sec-Fetch-Site": "cross-site"})
    assert elsewhere.status_code == 403
    assert "content-disposition" not in chief.get(PAGE, form="ged", profile="full").headers


@pytest.mark.parametrize(("form", "profile"), [("nothing", "careful"), ("ged", "nothing"), ("../../x", "full")])
def test_what_there_is_not_is_refused(chief: Handing, form: str, profile: str) -> None:
    assert chief.ask(form, profile).status_code == 400


# a second reviewer


def test_a_second_reviewer_learns_nothing_of_the_first(signed: Served, person: Person) -> None:
    noor, sami = person("noor/admin"), person("sami/admin")
    incident = by_report(signed.record, "wire")
    never = by_report(signed.record, "twice")
    noor.does("ask", never, whom="sami")
    assert sami.ask("excel", "full").status_code == 200  # it was not signed off: nothing of it leaves
    noor.does("ask", incident, whom="sami")
    for form in ("excel", PICTURES, SITE):
        assert sami.ask(form, "full").status_code == 403
    page = sami.get(PAGE).text
    assert "answer first" in page
    assert addresses.incident(RECORD, incident.id) in page
    assert addresses.incident(RECORD, never.id) not in page
    assert '<form method="post" action="/r/planted/export"' not in page
    assert noor.ask("excel", "full").status_code == 200
    sami.does("answer", incident, verdict="agrees")
    assert sami.ask("excel", "full").status_code == 200

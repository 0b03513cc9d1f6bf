"""The export page as people use it: from a sign-off to a file on their disk, by keyboard."""

import zipfile
from pathlib import Path

import pytest

from tadwin.run import signing
from tadwin.run.deciding import Word
from tadwin.web import addresses
from web.conftest import RECORD, Served, Watch, enter
from web.named import by_report
from web.test_walk import faults

pytestmark = pytest.mark.slow


def test_from_a_sign_off_to_a_file(own: Served, watch: Watch, tmp_path: Path) -> None:
    page = watch(own, enter(own)).page
    page.goto(own.url + addresses.incident(RECORD, by_report(own.record, "wire").id))
    page.keyboard.press("Shift+S")
    page.locator("button:focus").wait_for()
    page.keyboard.press("Enter")
    page.get_by_text("(decision 1).").wait_for()
    page.get_by_role("link", name="Export what is signed off").click()
    page.wait_for_url(own.at("export"))
    page.get_by_label("UCDP GED", exact=True).check()
    page.get_by_label("For your office alone (full)").check()
    with page.expect_download() as coming:
        page.keyboard.press("d")
    name = f"tadwin-{RECORD}-ged-full-{own.record.head()[:16]}"
    assert coming.value.suggested_filename == f"{name}.zip"
    coming.value.save_as(tmp_path / "kept.zip")
    with zipfile.ZipFile(tmp_path / "kept.zip") as archive:
        table = archive.read(f"{name}.csv").decode()
        assert archive.read(f"{name}.csv.codebook.md")
    assert "Qasr Nuun" in table
    assert "Zahr" not in table
    assert page.url == own.at("export")  # the page stays, for the next one


def test_the_site_that_is_handed_on_opens(own: Served, watch: Watch, tmp_path: Path) -> None:
    signing.sign(own.record, by_report(own.record, "wire"), Word("noor", "2031-06-01T08:00:00Z", None))
    page = watch(own, enter(own)).page
    page.goto(own.at(""))
    page.keyboard.press("g")
    page.keyboard.press("e")
    page.wait_for_url(own.at("export"))
    page.get_by_label("Site", exact=True).check()
    page.get_by_label("What a site is called").fill("Harm in Nuun")
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    coming.value.save_as(tmp_path / "kept.zip")
    with zipfile.ZipFile(tmp_path / "kept.zip") as archive:
        archive.extractall(tmp_path / "site")
    context = page.context.browser
    assert context is not None
    other = context.new_page()
    other.goto((tmp_path / "site" / "index.html").as_uri())
    assert other.title().endswith("Harm in Nuun")
    other.close()


@pytest.mark.parametrize(("width", "colours"), [(1280, "light"), (360, "dark")])
def test_the_form_is_sound(own: Served, watch: Watch, width: int, colours: str) -> None:
    signing.sign(own.record, by_report(own.record, "wire"), Word("noor", "2031-06-01T08:00:00Z", None))
    page = watch(own, enter(own), width=width, colours=colours).page
    page.goto(own.at("export"))
    assert page.get_by_role("button", name="Make the file").is_enabled()
    assert faults(page) == []
    wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide[0] <= wide[1]

"""The published site in a real browser, opened from files: nothing asked from elsewhere; list and map go together."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from planted_site import ARABIC, many, published
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium to open the site with"),
]
PAGES = ("index", "incidents", "timeline", "tallies", "method", "cite", "downloads", "list/1", "incidents/i6")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("small") / "site")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("large") / "site", many(300))


@pytest.fixture(params=[(1280, "light"), (360, "dark")], ids=["wide", "narrow"])
def page(browser: Browser, small: Path, large: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that must not complain, ask for anything outside the two sites, nor run what a report says."""
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    context.set_default_timeout(90_000)  # the machine may be busy
    shown = context.new_page()
    told: list[str] = []
    inside = (f"{small.as_uri()}/", f"{large.as_uri()}/", "data:")
    shown.on("console", lambda message: told.append(message.text))
    shown.on("pageerror", lambda error: told.append(str(error)))
    shown.on("request", lambda asked: None if asked.url.startswith(inside) else told.append(asked.url))
    yield shown
    assert told == []
    assert shown.evaluate("window.hacked") is None
    context.close()


def open_(page: Page, site: Path, name: str) -> None:
    page.goto((site / f"{name}.html").as_uri())
    if name == "incidents":
        page.locator("#map path.leaflet-interactive").first.wait_for(state="attached")


def marks(page: Page) -> int:
    return page.locator("#map path.leaflet-interactive").count()


def test_all_pages_are_accessible_and_none_is_wider_than_the_screen(page: Page, small: Path) -> None:
    for name in PAGES:
        open_(page, small, name)
        found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False})
        assert [(name, one["id"], one["nodes"][0]["html"][:200]) for one in found.response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


def test_filters_narrow_the_list_and_the_map(page: Page, large: Path) -> None:
    open_(page, large, "incidents")
    assert page.locator("#list li").count() == 60
    expect(page.locator("#status")).to_contain_text("300 incidents; killed")
    assert marks(page) == 40
    page.locator("#more").click()
    assert page.locator("#list li").count() == 120
    page.locator("#blamed").select_option("not given")
    expect(page.locator("#status")).to_contain_text("100 of 300 incidents")
    page.locator("#weapon").select_option("rockets")
    expect(page.locator("#status")).to_contain_text("50 of 300 incidents")
    expect(page.locator("#map path.leaflet-interactive")).to_have_count(20)
    assert "blamed=not+given" in page.url
    page.reload()
    expect(page.locator("#status")).to_contain_text("50 of 300 incidents")
    page.locator("#reset").click()
    expect(page.locator("#status")).to_contain_text("300 incidents;")
    expect(page.locator("#map path.leaflet-interactive")).to_have_count(40)


def test_the_time_slider_narrows_both(page: Page, large: Path) -> None:
    open_(page, large, "incidents")
    page.locator("#from").focus()
    page.keyboard.press("End")
    expect(page.locator("#from-words")).to_have_text("Dec 2031")
    expected = sum(one.start is not None and str(one.start) >= "2031-12" for one in many(300).incidents)
    expect(page.locator("#status")).to_contain_text(f"{expected} of 300 incidents")
    assert 0 < expected < 300
    assert page.locator("#list .when").first.inner_text().endswith("Dec 2031")


def test_a_mark_leads_to_the_incidents_at_its_place(page: Page, large: Path) -> None:
    open_(page, large, "incidents")
    page.locator("#map path.leaflet-interactive").first.press("Enter")
    popup = page.locator(".leaflet-popup-content")
    expect(popup).to_contain_text("incidents here")
    popup.locator("a").first.click()
    expect(page.locator("#status")).to_contain_text("of 300 incidents")
    expect(page.locator("#map path.leaflet-interactive")).to_have_count(1)


def test_search_finds_a_place_a_quote_and_words_from_right_to_left(page: Page, small: Path) -> None:
    open_(page, small, "incidents")
    for words, titles in ((ARABIC, 1), ("KAFR example", 1), ("no such word", 0), ("two died", 1), ("2031-09-03", 1)):
        page.locator("#search").fill(words)
        expect(page.locator("#list li")).to_have_count(titles)
    assert ARABIC in page.locator("#list a").inner_text()
    page.locator("#list a").click()
    expect(page.locator("h1")).to_contain_text(ARABIC)


def test_what_has_no_day_or_no_place_stays_in_the_list(page: Page, small: Path) -> None:
    open_(page, small, "incidents")
    told = page.locator("#list").inner_text()
    assert "day not given" in told
    assert "without a place on the map" in page.locator("#not-drawn").inner_text()
    assert page.locator("#list li").count() == 6


def test_an_incident_leads_to_the_map_and_back(page: Page, small: Path) -> None:
    open_(page, small, "incidents/i6")
    page.get_by_role("link", name="Show it on the map").click()
    expect(page.locator("#list li")).to_have_count(1)
    expect(page.locator("#map path.leaflet-interactive")).to_have_count(1)
    page.locator("#nowhere").click()
    expect(page.locator("#list li")).to_have_count(6)


def test_without_scripts_every_incident_is_still_reached(browser: Browser, large: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    shown = context.new_page()
    shown.goto((large / "index.html").as_uri())
    shown.get_by_role("link", name="All 300 incidents").click()
    first = shown.locator("tbody a").count()
    shown.get_by_role("link", name="Earlier ones").first.click()
    assert first + shown.locator("tbody a").count() == 300
    context.close()

"""The map in a real browser, opened from a file: what it draws and where, what it asks for, and how a place is set."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from map_page import write_page
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium to open the page with"),
]
HOSTILE = '<img src=x onerror="window.hacked=1"> Tel Invented'
PLACES: list[dict[str, Any]] = [
    {"id": "market", "title": "Market", "lat": 15.6, "lon": 32.5, "precision": "exact",
     "low": 38, "best": 46, "high": 58},
    {"id": "square", "title": "Square", "lat": 15.6, "lon": 32.5, "precision": "exact", "low": 4, "best": 4, "high": 4},
    {"id": "clinic", "title": HOSTILE, "text": "<b>x</b>", "lat": 13.6, "lon": 25.3, "precision": "exact", "best": 9,
     "href": "javascript:window.hacked=2"},
    {"id": "province", "title": "A province", "lat": 11.2, "lon": 29.4, "precision": "admin1", "best": 12},
    {"id": "silent", "title": "Not counted", "lat": 18.0, "lon": 33.9, "precision": "exact"},
    {"id": "nowhere", "title": "No place", "best": 5},
]  # fmt: skip


def mercator(lat: float, lon: float, zoom: float) -> tuple[float, float]:
    """Pixels east and south of the map's corner (spherical Mercator, EPSG:3857, a world of 256 px at zoom 0)."""
    world = 256 * 2**zoom
    return (lon + 180) / 360 * world, (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * world


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(params=[(1280, "light"), (360, "dark")], ids=["wide", "narrow"])
def page(browser: Browser, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page, which must not have complained, nor asked for anything that is not a file beside it."""
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    shown = context.new_page()
    told: list[str] = []
    shown.on("console", lambda message: told.append(message.text))
    shown.on("pageerror", lambda error: told.append(str(error)))
    shown.on("request", lambda asked: None if asked.url.startswith(tmp_path.as_uri()) else told.append(asked.url))
    shown.goto(write_page(tmp_path, PLACES, ["SD"]).as_uri())
    yield shown
    assert told == []
    assert shown.evaluate("window.hacked") is None
    context.close()


def centre(page: Page, id_: str) -> tuple[float, float]:
    box = page.locator(f'path[data-place="{id_}"]').bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_marks_stand_where_the_projection_puts_them_and_their_areas_are_their_figures(page: Page) -> None:
    zoom = page.evaluate("shown.map.getZoom()")
    at = {one["id"]: mercator(one["lat"], one["lon"], zoom) for one in PLACES if "lat" in one}
    here = centre(page, "market")
    for id_, (x, y) in at.items():
        seen = centre(page, id_)
        assert seen[0] - here[0] == pytest.approx(x - at["market"][0], abs=1.5)
        assert seen[1] - here[1] == pytest.approx(y - at["market"][1], abs=1.5)
    radius = page.evaluate(
        "id => document.querySelector(`path[data-place=${id}]`).getAttribute('d').split('a')[1].split(',')[0]", "market"
    )
    smaller = page.evaluate(
        "id => document.querySelector(`path[data-place=${id}]`).getAttribute('d').split('a')[1].split(',')[0]", "clinic"
    )
    assert (float(radius) / float(smaller)) ** 2 == pytest.approx(46 / 9, rel=0.35)  # whole pixels


def test_a_province_is_a_wide_disc_and_never_a_dot(page: Page) -> None:
    wide = page.locator('path[data-place="province"]')
    assert "tadwin-map-wide" in (wide.get_attribute("class") or "")
    box = wide.bounding_box()
    km_per_pixel = 40075.017 * math.cos(math.radians(11.2)) / (256 * 2 ** page.evaluate("shown.map.getZoom()"))
    assert box is not None
    assert box["width"] * km_per_pixel == pytest.approx(160, abs=4 * km_per_pixel)
    assert page.locator(".tadwin-map-number").all_inner_texts() == ["12"]
    assert "1 without a place on the map." in page.locator(".tadwin-map-foot").inner_text()


def test_a_hostile_name_is_shown_as_text_and_leads_nowhere(page: Page) -> None:
    page.locator('path[data-place="clinic"]').hover()
    assert page.locator(".leaflet-tooltip").inner_text() == HOSTILE
    page.locator('path[data-place="clinic"]').click()
    popup = page.locator(".leaflet-popup-content")
    assert popup.inner_text().splitlines()[0] == HOSTILE
    assert "<b>x</b>" in popup.inner_text()
    assert popup.locator("img, b, a").count() == 0
    assert page.evaluate("selected") == ["clinic"]


def test_marks_are_opened_by_keyboard_and_by_a_list_and_say_all_that_is_at_their_place(page: Page) -> None:
    page.locator('path[data-place="market"]').focus()
    page.keyboard.press("Enter")
    assert page.locator(".leaflet-popup-content").inner_text().split("\n\n")[0].startswith("2 at this place")
    assert "killed: 46 (38–58)" in page.locator(".leaflet-popup-content").inner_text()
    assert page.locator('path[data-place="silent"]').get_attribute("aria-label") == "Not counted; killed: not stated"
    assert page.evaluate("[shown.select('province'), shown.select('nowhere')]") == [True, False]
    assert "A province" in page.locator(".leaflet-popup-content").inner_text()
    assert page.evaluate("selected") == ["market", "province"]


def test_a_picked_place_is_the_clicked_one_to_the_pixel(page: Page) -> None:
    zoom = page.evaluate("shown.map.getZoom()")
    page.evaluate(
        "shown.pick({ at: { lat: 14, lon: 30 }, onPick: (at) => picked.push(at), onEnd: (kept) => picked.push(kept) })"
    )
    here = centre(page, "market")
    page.mouse.click(here[0] - 40, here[1] + 30)  # a place of its own, whatever mark lies there
    start = mercator(15.6, 32.5, zoom)
    place = page.evaluate("picked.at(-1)")
    x, y = mercator(place["lat"], place["lon"], zoom)
    assert (x - start[0], y - start[1]) == pytest.approx((-40, 30), abs=1.5)
    for key in ("ArrowRight", "ArrowDown", "Shift+ArrowLeft"):
        page.keyboard.press(key)
    moved = page.evaluate("picked.at(-1)")
    assert mercator(moved["lat"], moved["lon"], zoom) == pytest.approx((x + 9, y + 10), abs=1)
    assert str(moved["lat"]) in page.get_by_role("status").inner_text()
    page.keyboard.press("Enter")
    assert page.evaluate("picked.at(-1)") is True
    assert page.locator(".tadwin-map-crosshair").count() == 0


def test_the_map_can_be_used_without_seeing_it(page: Page) -> None:
    found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False})
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found.response["violations"]] == []


def test_a_map_of_many_opens_where_most_are_and_says_how_many_are_not(browser: Browser, tmp_path: Path) -> None:
    near = [
        {"id": f"n{number}", "lat": 13 + number % 8 / 2, "lon": 28 + number // 8, "precision": "exact", "best": 1}
        for number in range(48)
    ]
    far = {"id": "far", "title": "Far", "lat": 45.0, "lon": -70.0, "precision": "exact", "best": 1}
    shown = browser.new_page(viewport={"width": 1280, "height": 800})
    seen = "([lat, lon]) => shown.map.getBounds().contains([lat, lon])"
    foot = shown.locator(".tadwin-map-foot")
    shown.goto(write_page(tmp_path, [*near, far], ["SD"]).as_uri())
    assert all(shown.evaluate(seen, [one["lat"], one["lon"]]) for one in near)
    assert not shown.evaluate(seen, [far["lat"], far["lon"]])
    assert "The map opens where most are; 1 farther off." in foot.inner_text()
    shown.goto(write_page(tmp_path, [*near[:8], far], ["SD"]).as_uri())
    assert shown.evaluate(seen, [far["lat"], far["lon"]])
    assert "farther off" not in foot.inner_text()
    shown.close()

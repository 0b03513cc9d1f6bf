"""Acts as people do them, in a real browser: by keyboard alone, and two at one incident."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tadwin.types import Incident
from tadwin.web import addresses
from web.conftest import RECORD, Served, Watch, Watched, enter
from web.named import HEADER, by_report, open_to_names

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow

Sitting = Callable[[str], "Page"]
#: The field for a note that is open.
NOTE = "textarea[name=note]:visible"


@pytest.fixture
def alone(own: Served, watch: Watch) -> "Page":
    """The one person's page, on a record of its own."""
    return watch(own, enter(own)).page


@pytest.fixture
def sitting(own: Served, watch: Watch) -> Iterator[Sitting]:
    """Lets people in by name, each in a browser of their own."""
    with open_to_names(own) as shared:

        def one(name: str) -> "Page":
            watched = watch(shared, None)
            page = watched.page
            page.context.set_extra_http_headers({HEADER: name})
            page.goto(shared.url + addresses.incident(RECORD, by_report(own.record, "wire").id))
            opened.append(watched)
            return page

        opened: list[Watched] = []
        yield one
        for watched in opened:
            # A browser takes every refusal for an error.
            watched.errors[:] = [said for said in watched.errors if "409" not in said]
            watched.page.context.close()


def at(served: Served, incident: Incident) -> str:
    return served.url + addresses.incident(RECORD, incident.id)


def press(page: "Page", *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def told(page: "Page", number: int) -> None:
    """Waits until the page tells of that decision, and is done with it."""
    page.get_by_text(f"(decision {number}).").wait_for()
    page.locator("main:not([aria-busy])").wait_for()


def test_accept_correct_and_sign_off_by_keyboard(own: Served, alone: "Page") -> None:
    incident = by_report(own.record, "wire")
    alone.goto(at(own, incident))
    press(alone, "j", "j", "a")
    told(alone, 1)
    assert alone.evaluate("document.activeElement.closest('[data-row]').id") == incident.claims[1]
    press(alone, "c")
    alone.wait_for_url("**/claims/**")
    alone.get_by_label("number", exact=True).focus()
    press(alone, "Control+a")
    alone.keyboard.type("15")
    press(alone, "Enter")
    told(alone, 2)
    press(alone, "n")
    alone.locator("[name=note]:focus").wait_for()
    alone.keyboard.type("seen <b>twice</b>")
    press(alone, "Tab", "Enter")
    told(alone, 3)
    assert "seen <b>twice</b>" in alone.locator(".history").inner_text()
    press(alone, "Escape", "Shift+S")
    button = alone.get_by_role("button", name="Sign off")
    expect(button).to_be_focused()
    expect(button).to_be_in_viewport()
    expect(alone.locator(".signing")).to_contain_text("claims are not accepted")
    assert len(list(own.record.decisions())) == 3  # one key signs nothing
    press(alone, "Enter")
    told(alone, 4)
    assert alone.get_by_role("link", name="Receipt as text").is_visible()
    press(alone, "u")
    told(alone, 5)
    actions = [one.action for one in own.record.decisions()]
    assert actions == ["accept", "set", "note", "sign", "undo"]


def test_split_and_merge_by_keyboard(own: Served, alone: "Page") -> None:
    incident = by_report(own.record, "wire")
    alone.goto(at(own, incident))
    press(alone, "j", "t", "f")
    told(alone, 1)
    parts = {by_report(own.record, name).id for name in incident.reports}
    assert len(parts) == 2
    near = alone.locator(".near [data-row]")
    near.first.wait_for()
    lines = alone.locator("[data-row]").count()
    for _ in range(lines):
        press(alone, "j")
        if near.locator("xpath=self::*[contains(@class, 'current')]").count():
            break
    press(alone, "m")
    told(alone, 2)
    assert {by_report(own.record, name).id for name in incident.reports} == {incident.id}


def test_two_people_at_one_incident(own: Served, sitting: Sitting) -> None:
    noor, sami = sitting("noor"), sitting("sami")
    sami.get_by_text("Note n").click()
    sami.locator(NOTE).fill("typed at length")
    press(noor, "Shift+A")
    told(noor, 1)
    sami.get_by_role("button", name="Keep the note").click()
    refusal = sami.get_by_role("alert").first
    refusal.wait_for()
    assert "noor made decision 1 (accept)" in refusal.inner_text()
    assert "Accepted by noor" in sami.locator(".claims").first.inner_text()
    assert sami.locator(NOTE).input_value() == "typed at length"
    assert [one.by for one in own.record.decisions()] == ["noor"]
    sami.locator("main:not([aria-busy])").wait_for()
    sami.get_by_role("button", name="Keep the note").click()
    told(sami, 2)
    assert [(one.by, one.note) for one in own.record.decisions()] == [("noor", None), ("sami", "typed at length")]


def test_a_place_is_picked_on_the_map(own: Served, alone: "Page") -> None:
    alone.goto(at(own, by_report(own.record, "wire")))
    alone.locator(".leaflet-container").wait_for()
    press(alone, "p")
    alone.locator("[name=name]:focus").wait_for()
    alone.keyboard.type("New Wells")
    alone.get_by_role("button", name="Pick on the map").click()
    press(alone, "ArrowRight", "ArrowDown", "Enter")
    latitude = alone.get_by_label("Latitude").input_value()
    assert latitude
    alone.locator("#place button:not([type=button])").click()
    told(alone, 1)
    (place,) = by_report(own.record, "wire").places
    assert (place.name, str(place.lat)) == ("New Wells", latitude)


def test_an_act_works_without_script(own: Served, alone: "Page") -> None:
    browser = alone.context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False)
    for cookie in alone.context.cookies():
        plain.add_cookies([{"name": cookie["name"], "value": cookie["value"], "url": own.url}])
    page = plain.new_page()
    page.goto(at(own, by_report(own.record, "wire")))
    page.get_by_role("button", name="Accept claim 1").click()
    assert "decision 1" in page.locator("#flash").inner_text()
    page.get_by_role("button", name="Undo your last decision").click()
    assert "decision 2" in page.locator("#flash").inner_text()
    plain.close()

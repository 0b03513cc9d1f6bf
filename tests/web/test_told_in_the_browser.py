"""What the page of an incident tells after an act, in a real browser: in view, by its right name, and quietly."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tadwin.web import addresses
from web.conftest import RECORD, Served, Watch, enter
from web.named import by_report

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow


@pytest.fixture
def opened(own: Served, watch: Watch) -> "Page":
    """The page of the incident that three reports tell, complete. Anything in the console fails the test."""
    page = watch(own, enter(own)).page
    page.goto(own.url + addresses.incident(RECORD, by_report(own.record, "wire").id))
    page.locator(".leaflet-container").wait_for()
    page.locator("#near").wait_for()
    return page


def told(page: "Page", words: str) -> None:
    """Waits until the page tells that, where the person sees it, and is done."""
    expect(page.locator("#flash")).to_contain_text(words)
    expect(page.locator("#flash")).to_be_in_viewport()
    page.locator("main:not([aria-busy])").wait_for()


def test_a_map_may_go_while_it_zooms(opened: "Page") -> None:
    opened.locator(".leaflet-control-zoom-in").click()
    opened.keyboard.press("Shift+A")
    told(opened, "The claims are accepted (decision 1)")
    opened.locator(".leaflet-container").wait_for()
    opened.locator(".leaflet-control-zoom-in").click()
    opened.keyboard.press("Shift+S")
    opened.keyboard.press("Enter")
    told(opened, "The incident is signed off (decision 2)")
    # The clock by which the first map's zoom ended is over when another one's is.
    opened.locator(".leaflet-container").wait_for()
    opened.locator(".leaflet-control-zoom-in").click()
    opened.locator(".leaflet-zoom-anim").wait_for(state="detached")


def test_tab_path_and_fingerprint_follow(own: Served, opened: "Page") -> None:
    title = opened.title()
    assert title.startswith("Qasr Nuun")
    opened.keyboard.press("Shift+A")
    told(opened, "decision 1")
    expect(opened.locator("footer")).to_contain_text(own.record.head())
    assert opened.title() == title


def test_undo_takes_back_what_was_decided_and_never_an_undo(own: Served, opened: "Page") -> None:
    opened.keyboard.press("Shift+A")
    told(opened, "decision 1")
    opened.locator("summary", has_text="Note").click()
    opened.locator("textarea[name=note]:visible").fill("seen")
    opened.get_by_role("button", name="Keep the note").click()
    told(opened, "decision 2")
    opened.keyboard.press("u")
    told(opened, "Decision 2 is taken back: a note (decision 3)")
    opened.keyboard.press("u")
    told(opened, "Decision 1 is taken back: claims accepted (decision 4)")
    opened.keyboard.press("u")  # nothing is left to undo, and no undo is undone
    opened.get_by_role("button", name="Bring it back").click()
    told(opened, "Decision 1 stands again: claims accepted (decision 5)")
    fields = [(one.action, one.field) for one in own.record.decisions()]
    assert fields[2:] == [("undo", "2"), ("undo", "1"), ("undo", "4")]


def test_a_key_that_decides_has_one_button(opened: "Page") -> None:
    opened.keyboard.press("Shift+A")
    told(opened, "decision 1")
    keys = opened.evaluate(
        "[...document.querySelectorAll('body > :not(dialog) [data-key], #main [data-key]')]"
        ".filter(one => !one.closest('[data-row]')).map(one => one.dataset.key)"
    )
    assert [keys.count(one) for one in ("u", "S", "f", "A")] == [1, 1, 1, 0]


def test_the_keys_open_at_their_title(opened: "Page") -> None:
    opened.keyboard.press("?")
    expect(opened.get_by_role("heading", name="Keys on this page")).to_be_in_viewport()
    assert opened.locator("dialog[open]").evaluate("one => one.scrollTop") == 0


def test_a_split_leads_to_what_became_of_it(own: Served, opened: "Page") -> None:
    for key in ("j", "t", "f"):
        opened.keyboard.press(key)
    told(opened, "the others are in:")
    links = opened.locator("#flash a")
    led = {one.get_attribute("href") for one in links.all()}
    assert led == {addresses.incident(RECORD, by_report(own.record, name).id) for name in ("wire", "post", "denial")}
    opened.get_by_role("button", name="Put this message away").click()
    expect(links).to_have_count(0)


def test_on_a_telephone_a_link_leads_to_the_decisions(own: Served, watch: Watch) -> None:
    page = watch(own, enter(own), width=360).page
    page.goto(own.url + addresses.incident(RECORD, by_report(own.record, "wire").id))
    page.get_by_role("link", name="Decide").click()
    expect(page.get_by_role("heading", name="Review")).to_be_in_viewport()

"""What a person meets in a real browser: the way in, hostile words, the keyboard, light and dark."""

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tadwin.run import deciding
from tadwin.web import addresses
from web.conftest import NAME, RECORD, Entered, Served, Watch, enter

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow


def test_the_address_in_the_terminal_leads_in(own: Served, watch: Watch) -> None:
    page = watch(own, None).page
    page.goto(own.door)
    page.wait_for_url(own.at(""))
    assert page.locator("h1").inner_text() == RECORD
    assert "key" not in page.url
    page.get_by_role("button", name="Leave").click()
    assert page.locator("h1").inner_text() == "You have left"


def test_a_link_of_another_program_leads_in(
    own: Served, watch: Watch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    leading = tmp_path_factory.mktemp("leading") / "review.html"
    leading.write_text(f'<!doctype html><meta http-equiv="refresh" content="0; url={own.door}">', encoding="utf-8")
    watched = watch(own, None)
    watched.page.goto(leading.as_uri())
    watched.page.wait_for_url(own.at(""))
    watched.outside.remove(leading.as_uri())


@pytest.mark.parametrize("name", ["script", "override", "long"])
def test_hostile_words_are_shown_and_do_nothing(served: Served, page: "Page", name: str) -> None:
    page.goto(served.at(f"reports/{name}"))
    text = page.locator("#text").inner_text()
    assert page.title() != "taken"
    assert "killed" in text
    if name == "script":
        assert text.count("<script>document.title = 'taken'</script>") == 2
        assert page.locator("a[href^='javascript']").count() == 0
    if name == "override":
        assert "⟨U+202E⟩desrever⟨U+202C⟩" in text
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", page.content())
    if name == "long":
        assert len(text) > 2_000_000
    incident = next(one for one in served.record.incidents() if one.reports == (name,))
    page.goto(served.url + addresses.incident(RECORD, incident.id))
    assert page.title() != "taken"
    assert "killed" in page.locator("blockquote").inner_text()
    assert len(page.content()) < 200_000


def test_arabic_is_set_from_right_to_left(served: Served, page: "Page") -> None:
    page.goto(served.at("reports/arabic"))
    right = "element => [getComputedStyle(element).direction, getComputedStyle(element).textAlign]"
    assert page.locator("#text .line").evaluate(right) == ["rtl", "start"]
    assert page.locator("#text").get_attribute("lang") == "ar"
    assert page.locator("html").get_attribute("dir") == "ltr"


def test_keys_are_listed_and_lead_on(served: Served, page: "Page") -> None:
    page.goto(served.at("incidents"))
    page.keyboard.press("?")
    listed = page.locator("dialog[open]")
    words = listed.inner_text()
    for label in ("Overview", "Incidents", "Reports", "next line", "open the line"):
        assert label in words
    shown = {hint.inner_text() for hint in listed.locator("dt").all()}
    wanted = page.evaluate(
        "[...document.querySelectorAll('body > :not(dialog) [data-key]')].map(one => one.dataset.key)"
    )
    assert set(wanted) <= shown
    page.keyboard.press("g")
    page.keyboard.press("r")
    assert page.url == served.at("incidents")  # what lies below the list is out of reach
    page.keyboard.press("Escape")
    assert not listed.is_visible()
    page.keyboard.press("g")
    page.keyboard.press("r")
    page.wait_for_url(served.at("reports"))


def test_lines_are_chosen_and_opened_by_keys(served: Served, page: "Page") -> None:
    page.goto(served.at("reports"))
    for key in ("j", "j", "j", "k"):
        page.keyboard.press(key)
    chosen = page.locator("[data-row].current")
    assert chosen.count() == 1
    assert page.evaluate("document.activeElement.closest('[data-row]').classList.contains('current')")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    second = page.locator("[data-row]").nth(1).locator("a").first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served.url}{second}")


PRESS = """([code, key]) => document.body.dispatchEvent(
  new KeyboardEvent('keydown', {code, key, bubbles: true, cancelable: true}))"""


def test_keys_work_on_an_arabic_layout(served: Served, page: "Page") -> None:
    page.goto(served.at("incidents"))
    for code, letter in (("KeyG", "ل"), ("KeyR", "ق")):
        page.evaluate(PRESS, [code, letter])
    page.wait_for_url(served.at("reports"))


def test_keys_do_nothing_while_typing_or_switched_off(served: Served, page: "Page") -> None:
    page.goto(served.at("incidents"))
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<textarea id=note></textarea>')")
    page.locator("#note").focus()
    page.keyboard.type("? go to reports: g r j k")
    assert page.locator("#note").input_value() == "? go to reports: g r j k"
    assert page.url == served.at("incidents")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_label("Single keys work").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.keyboard.press("j")
    assert page.locator("dialog[open]").count() == page.locator("[data-row].current").count() == 0
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Single keys work").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.locator("[data-row].current").count() == 1


def test_a_key_of_a_line_works_on_the_chosen_line_only(served: Served, page: "Page") -> None:
    page.goto(served.at("incidents"))
    page.evaluate(
        """document.querySelectorAll('[data-row]').forEach((row, at) => {
          const button = document.createElement('button');
          button.dataset.key = 'a'; button.textContent = 'Accept'; button.onclick = () => { row.dataset.done = at; };
          row.cells[0].append(button);
        })"""
    )
    page.keyboard.press("a")
    assert page.locator("[data-done]").count() == 0  # no line is chosen
    for key in ("j", "j", "a"):
        page.keyboard.press(key)
    assert page.locator("[data-done]").count() == 1
    assert page.locator("[data-row]").nth(1).get_attribute("data-done") == "1"


@pytest.mark.parametrize("system", ["light", "dark"])
def test_light_and_dark_by_system_and_by_choice(served: Served, entered: Entered, watch: Watch, system: str) -> None:
    page = watch(served, entered, colours=system).page
    page.goto(served.at("reports"))
    paper, body = {"light": "rgb(252, 251, 248)", "dark": "rgb(22, 21, 19)"}, expect(page.locator("body"))
    body.to_have_css("background-color", paper[system])
    for name, colours in (("the system's", "light"), ("light", "dark"), ("dark", system)):
        page.get_by_role("button", name=f"Colours: {name}").click()
        body.to_have_css("background-color", paper[colours])
        assert page.url == served.at("reports")


def test_what_was_decided_is_said_once_and_can_be_taken_back_by_a_key(own: Served, watch: Watch) -> None:
    record = own.record
    first, second, *_ = record.incidents()
    made = deciding.merge(record, [first, second], deciding.Word("Another", "2031-05-05T00:00:00Z"))
    page = watch(own, enter(own)).page
    told = page.locator(".flash")
    page.goto(own.url + addresses.telling(addresses.page(RECORD, "reports"), made.decision.number))
    assert f"decision {made.decision.number}" in told.inner_text()
    assert page.url == own.at("reports")
    page.keyboard.press("u")
    expect(told).to_contain_text(f"decision {made.decision.number + 1}")
    last = list(record.decisions())[-1]
    assert (last.action, last.by, last.field) == ("undo", NAME, str(made.decision.number))
    expect(page).to_have_url(own.at("reports"))  # once the page's script has taken the telling out of the address
    page.reload()
    assert told.count() == 0
    assert last.hash in page.locator("footer").inner_text()

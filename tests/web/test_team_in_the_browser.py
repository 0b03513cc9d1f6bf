"""A team's pages in a real browser: signing in by keyboard, and what axe-core says of each page, wide and narrow."""

from typing import cast

import pytest

from tadwin.web import addresses
from web.conftest import Served, Watch
from web.teams import SECRET, Team
from web.test_walk import faults


@pytest.mark.slow
def test_somebody_signs_in_works_and_leaves_by_keyboard(team: Team, watch: Watch) -> None:
    watched = watch(cast(Served, team), None)
    page = watched.page
    page.goto(team.url + "/door/enter")
    page.keyboard.type("reviewer")  # the field has the focus
    page.keyboard.press("Tab")
    page.keyboard.type(SECRET)
    page.keyboard.press("Enter")
    page.wait_for_url("**/r/north/")
    assert page.get_by_text("You are reviewer").is_visible()
    page.keyboard.press("g")
    page.keyboard.press("y")
    page.wait_for_url("**/account")
    page.get_by_role("button", name="Leave", exact=True).press("Enter")
    page.wait_for_url("**/door/enter?left=1")
    assert page.get_by_text("You have left").is_visible()
    page.go_back()  # what was seen is not shown to who comes next
    assert page.get_by_role("heading", name="Sign in").is_visible()
    assert [error for error in watched.errors if "401" not in error] == []
    watched.errors.clear()


@pytest.mark.slow
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_pages_of_a_team_are_sound(team: Team, watch: Watch, width: int, colours: str) -> None:
    page = watch(cast(Served, team), None, width=width, colours=colours).page

    def hold() -> None:
        assert faults(page) == [], page.url
        wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide[0] <= wide[1], f"{page.url} scrolls sideways"

    page.goto(team.url + "/door/enter")
    hold()
    page.get_by_label("Name").fill("boss")
    page.get_by_label("Password").fill(SECRET)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(team.url + "/")
    hold()
    page.goto(team.url + addresses.account())
    hold()
    page.goto(team.url + addresses.people())
    hold()
    page.get_by_label("Name").fill("Mara " + "x" * 55)
    page.get_by_role("button", name="Add").click()
    page.wait_for_selector(".link")
    hold()
    link = page.locator(".link").inner_text()
    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("link", name="reader").click()
    hold()
    page.context.clear_cookies()
    page.goto(link)
    hold()
    page.get_by_label("New password").fill(SECRET)
    page.get_by_label("The same again").fill(SECRET)
    page.get_by_role("button").filter(has_text="sign in").click()
    page.wait_for_url(team.url + "/")
    assert page.get_by_text("No record is open to you").is_visible()

"""Every page in a real browser, wide and narrow, light and dark: accessible, within its policy, asking nobody else."""

from typing import TYPE_CHECKING

import pytest

from web.conftest import Entered, Served, Watch
from web.walked import LEADING, WALKED, routes

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_every_page_is_walked(served: Served) -> None:
    assert routes(served.app, "GET") == WALKED.keys() | LEADING


@pytest.mark.slow
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("route", WALKED)
def test_a_page_is_sound(served: Served, entered: Entered, watch: Watch, route: str, width: int, colours: str) -> None:
    watched = watch(served, entered, width=width, colours=colours)
    page = watched.page
    addresses = WALKED[route](served)
    assert addresses
    for address in addresses:
        answer = page.goto(served.url + address)
        assert answer is not None
        assert answer.status == 200
        assert "default-src 'none'" in (answer.header_value("content-security-policy") or "")
        assert faults(page) == [], address
        wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide[0] <= wide[1], f"{address} scrolls sideways"
        watched.fine()


def faults(page: "Page") -> list[str]:
    """What axe-core finds serious or critical, each with where."""
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']} at {node['target']}: {node['failureSummary']}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]

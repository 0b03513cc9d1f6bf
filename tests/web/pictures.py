"""The pictures of the review app in docs/pictures: `make pictures` takes them anew, of the demo's record.

The record is the invented one that tadwin ships, with a few things decided, so that the pages look as they do at work.
"""

import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tadwin.config import load_settings
from tadwin.run import pipeline, signing
from tadwin.run.deciding import Word, claims_of
from tadwin.store.record import Record, open_record
from tadwin.store.reviews import Reviews, Wanted
from tadwin.web import addresses, serving

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
_HER, _HIM = Word("Hana", "2031-05-02T08:10:00Z"), Word("Sami", "2031-05-02T08:40:00Z")
_WIDE, _NARROW = (1280, 900), (360, 780)


def main() -> None:
    """Takes every picture."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as made, as_file(files("tadwin.resources") / "demo") as reports:
        folder = Path(made) / "demo"
        pipeline.run([str(reports)], folder, settings=load_settings())
        with open_record(folder / "record.db", shared=True) as record, served(record, folder) as door:
            largest, other = decided(record)
            take(door, largest, other)


def decided(record: Record) -> tuple[str, str]:
    """Lets two people decide a little; gives the incident with the most reports, and one of its reports."""
    rows = Reviews(record).listed(Wanted())
    first, *rest = sorted(rows, key=lambda row: -row.reports)
    (incident,) = record.incident(first.incident)
    signing.accept(record, claims_of(record, [incident])[:2], _HER)
    (second,) = record.incident(rest[0].incident)
    signing.sign(record, second, _HIM)
    return incident.id, claims_of(record, [incident])[0].report_id


@contextmanager
def served(record: Record, folder: Path) -> Iterator[str]:
    """The record served on a free port; gives the address with the key."""
    app = serving.prepare([(folder, record)], name="Hana", host="127.0.0.1", port=0)
    thread = threading.Thread(target=app.run)
    thread.start()
    try:
        yield app.address
    finally:
        app.server.should_exit = True
        thread.join()


def take(door: str, incident: str, report: str) -> None:
    """Opens each page and keeps what is seen of it."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        cookies = _enter(browser, door)
        base = door.partition("/?")[0]
        pages = {
            "overview": addresses.overview("demo"),
            "queue": addresses.page("demo", "queue"),
            "incident": addresses.incident("demo", incident),
            "report": addresses.report("demo", report),
        }
        for name, path in pages.items():
            _picture(browser, cookies, base + path, name, _WIDE, "light")
        _picture(browser, cookies, base + pages["queue"], "narrow", _NARROW, "dark")
        browser.close()


def _enter(browser: Browser, door: str) -> list[object]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(door)
    page.wait_for_url("**/r/demo/")
    cookies: list[object] = list(context.cookies())
    context.close()
    return cookies


def _picture(browser: Browser, cookies: list[object], url: str, name: str, size: tuple[int, int], look: str) -> None:
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if look == "dark" else "light",
        reduced_motion="reduce",
    )
    context.add_cookies(cookies)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    page.screenshot(path=PICTURES / f"{name}.png")
    context.close()


if __name__ == "__main__":
    main()

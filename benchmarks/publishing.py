"""`python -m benchmarks publishing`: how long a large record takes to publish, and its pages to be usable in a browser.

The record is invented (`benchmarks.records`), linked as any other, and every incident is signed off. Publishing may take
REQUIRED seconds for 10,000 incidents. A page is usable when it has been drawn and answers: the overview once it is painted,
the list once its first rows stand and the search takes words, the map once its marks do. A page may take USABLE seconds.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.serving import build
from tadwin.config import load_settings
from tadwin.run.deciding import Word
from tadwin.run.exporting import publish_record
from tadwin.run.progress import Silent
from tadwin.run.signing import sign
from tadwin.store.record import open_record
from tadwin.store.reviews import Reviews, Wanted
from tadwin.vocab import ReviewState

REQUIRED = 60.0
USABLE = 2.0
#: A page with what stands on it when it can be used.
PAGES = {
    "index.html": "svg.timeline, main p",
    "incidents.html": "#list li",
    "incidents.html, map": "path.leaflet-interactive",
}
_CHROMIUM = "/usr/bin/chromium"
_AT_ONCE = 200


def sign_all(folder: Path, by: str = "Bench") -> None:
    """Signs off every incident that nobody has signed."""
    with open_record(folder / "record.db") as record:
        while waiting := Reviews(record).listed(Wanted(states=frozenset({ReviewState.NEW})), most=_AT_ONCE):
            with record.turn():
                for row in waiting:
                    sign(record, record.incident(row.incident)[0], Word(by, "2031-01-01T00:00:00Z"))


def publish(folder: Path, to: Path, profile: str) -> tuple[int, float]:
    """How many incidents were published, and in how many seconds."""
    with open_record(folder / "record.db") as record:
        began = time.perf_counter()
        made = publish_record(record, load_settings(), to, profile, date(2031, 1, 1), Silent(), "Bench")
        return len(made.publication.incidents), time.perf_counter() - began


def usable(site: Path) -> dict[str, float]:
    """Seconds from opening each page from its file until it can be used, the best of three."""
    found: dict[str, float] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox"])
        for name, wanted in PAGES.items():
            took = []
            for _ in range(3):
                page = browser.new_page()
                began = time.perf_counter()
                page.goto((site / name.partition(",")[0]).as_uri(), wait_until="commit")
                page.locator(wanted).first.wait_for(state="attached")
                page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))")
                took.append(time.perf_counter() - began)
                page.close()
            found[name] = min(took)
        browser.close()
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the figures; with --require, 1 where publishing or a page takes longer than it may."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks publishing", description=__doc__)
    parser.add_argument("--incidents", type=int, default=10_000)
    parser.add_argument("--profile", default="careful", choices=("careful", "partner", "full"))
    parser.add_argument("--record", type=Path, help="a folder to keep the signed record in, and to take it from again")
    parser.add_argument("--require", action="store_true", help=f"fail above {REQUIRED:.0f} s, or {USABLE:.0f} s a page")
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as made:
        folder = asked.record or Path(made) / "record"
        folder.mkdir(parents=True, exist_ok=True)
        build(folder, asked.incidents)
        sign_all(folder)
        site = Path(made) / "site"
        number, took = publish(folder, site, asked.profile)
        size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
        print(f"{number:,} incidents published in {took:.1f} s, {size / 1e6:.0f} MB", flush=True)
        pages = usable(site)
    for name, seconds in pages.items():
        print(f"  {name:<22} usable after {seconds:.2f} s")
    slow = took > REQUIRED * number / 10_000 or max(pages.values()) > USABLE
    return 1 if asked.require and slow else 0


if __name__ == "__main__":
    sys.exit(main())

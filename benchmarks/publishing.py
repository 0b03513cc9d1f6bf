"""`python -m benchmarks publishing`: how long a large record takes to publish, and its pages to be usable in a browser.

The record is invented (`benchmarks.records`), linked as any other, and every incident of it is signed off
(`benchmarks.signed`). Timed is the whole of `tadwin publish`, from the start of the program to a folder that is whole.
It may take REQUIRED seconds for 10,000 incidents, and a page USABLE seconds: the overview until it is painted, the list
until its first rows stand, the map until its marks do.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.serving import build
from benchmarks.signed import sign_all
from evals.home import use_own_home
from tadwin.run.deciding import Word
from tadwin.store.record import open_record

REQUIRED = 60.0
USABLE = 2.0
#: A page with what stands on it when it can be used.
PAGES = {
    "index.html": "svg.timeline, main p",
    "incidents.html": "#list li",
    "incidents.html, map": "path.leaflet-interactive",
}
_CHROMIUM = "/usr/bin/chromium"
_WORD = Word("Bench", "2034-01-01T00:00:00Z")


def signed_record(folder: Path, incidents: int) -> None:
    """A record in `folder` of at least this many incidents, all of them signed off; one that is there stays."""
    with open_record(folder / "record.db") as record:
        if record.head():
            return
    build(folder, incidents)
    with open_record(folder / "record.db") as record:
        sign_all(record, _WORD)


def publish(folder: Path, to: Path, profile: str) -> tuple[int, float, float]:
    """How many incidents were published, in how many seconds, and in how many of the processor."""
    program = [sys.executable, "-m", "tadwin.cli", "publish", str(to)]
    before, began = os.times(), time.perf_counter()
    subprocess.run([*program, "--record", str(folder), "--profile", profile], check=True, stdout=subprocess.DEVNULL)
    took, after = time.perf_counter() - began, os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    return len(list((to / "incidents").iterdir())), took, worked


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
    # The invented land has no divisions that `careful` could show: its map would be empty.
    parser.add_argument("--profile", default="full", choices=("careful", "partner", "full"))
    parser.add_argument("--record", type=Path, help="a folder to keep the record in, and to take it from again")
    parser.add_argument("--require", action="store_true", help=f"fail above {REQUIRED:.0f} s, or {USABLE:.0f} s a page")
    asked = parser.parse_args(argv)
    use_own_home()
    with tempfile.TemporaryDirectory() as made:
        folder = asked.record or Path(made) / "record"
        folder.mkdir(parents=True, exist_ok=True)
        signed_record(folder, asked.incidents)
        site = Path(made) / "site"
        number, took, worked = publish(folder, site, asked.profile)
        size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
        told = f"{number:,} incidents published in {took:.1f} s ({worked:.1f} s of processor)"
        print(f"{told}, {size / 1e6:.0f} MB", flush=True)
        pages = usable(site)
    for name, seconds in pages.items():
        print(f"  {name:<22} usable after {seconds:.2f} s")
    slow = took > REQUIRED * number / 10_000 or max(pages.values()) > USABLE
    return 1 if asked.require and slow else 0


if __name__ == "__main__":
    sys.exit(main())

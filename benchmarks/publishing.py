"""`python -m benchmarks publishing`: how long a large record takes to publish, and its pages to be usable in a browser.

The record is invented (`benchmarks.records`) and linked as any other. Every incident counts as signed off: to sign so
many takes longer than all the rest, so that reading what was signed is not timed. Publishing may take REQUIRED seconds
for 10,000 incidents, and a page USABLE seconds: the overview until it is painted, the list until its first rows stand,
the map until its marks do.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.serving import build
from tadwin.export.profiles import PROFILES, Material
from tadwin.export.publishing import publication
from tadwin.export.site.folder import write
from tadwin.export.site.pages import Site, files
from tadwin.reconcile.tallies import ledger
from tadwin.run.folded import folded
from tadwin.store.record import open_record
from tadwin.types import Signed
from tadwin.vocab import Access

REQUIRED = 60.0
USABLE = 2.0
#: A page with what stands on it when it can be used.
PAGES = {
    "index.html": "svg.timeline, main p",
    "incidents.html": "#list li",
    "incidents.html, map": "path.leaflet-interactive",
}
_CHROMIUM = "/usr/bin/chromium"
_AT = "2034-01-01T00:00:00Z"


def material(folder: Path) -> Material:
    """What is published: every incident of the record as if it was signed off, told by public reports."""
    with open_record(folder / "record.db") as record:
        claims = {claim.id: claim for claim in folded(record).claims}
        incidents = list(record.incidents())
        reports = {report.id: replace(report, access=Access.PUBLIC) for report in record.reports()}
        tallies = tuple((tally, claims[tally.claim]) for tally in ledger(list(claims.values()), incidents))
    signed = tuple(
        Signed(one, tuple(claims[name] for name in one.claims), "0" * 64, number, "0" * 64, "Bench", _AT)
        for number, one in enumerate(incidents)
    )
    return Material(
        signed, reports, secret=b"a secret of the benchmark's own.", head="0" * 64, version="0", tallies=tallies
    )


def publish(folder: Path, to: Path, profile: str) -> tuple[int, float]:
    """How many incidents were published, and in how many seconds, from what is read to a folder that is whole."""
    began = time.perf_counter()
    site = Site(publication(material(folder), PROFILES[profile]), date(2034, 1, 1))
    write(to, files(site), {}, public=True)
    return len(site.publication.incidents), time.perf_counter() - began


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
    parser.add_argument("--profile", default="full", choices=("careful", "partner", "full"))
    parser.add_argument("--record", type=Path, help="a folder to keep the record in, and to take it from again")
    parser.add_argument("--require", action="store_true", help=f"fail above {REQUIRED:.0f} s, or {USABLE:.0f} s a page")
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as made:
        folder = asked.record or Path(made) / "record"
        folder.mkdir(parents=True, exist_ok=True)
        build(folder, asked.incidents)
        site = Path(made) / "site"
        before = time.process_time()
        number, took = publish(folder, site, asked.profile)
        worked = time.process_time() - before
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

"""A page with the map on it, as the published site makes one: all from files, under a strict content policy."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tadwin.basemap import basemap

BROWSER = Path(__file__).parents[2] / "src" / "tadwin" / "resources" / "browser"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Map</title>
<meta http-equiv="Content-Security-Policy" content="{policy}"><meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="leaflet.css"><link rel="stylesheet" href="map.css">
<link rel="stylesheet" href="page.css"></head><body><main><h1>Map</h1>
<div id="map"></div></main><script type="application/json" id="data">{data}</script>
<script src="leaflet.js"></script><script src="topojson-client.min.js"></script><script src="map.js"></script>
<script src="start.js"></script></body></html>"""
STYLE = ":root { color-scheme: light dark } body { background: Canvas; color: CanvasText; font: 16px sans-serif }"
START = """const data = JSON.parse(document.getElementById("data").textContent);
window.selected = []; window.picked = [];
window.shown = tadwinMap(document.getElementById("map"), { ...data, onSelect: (id) => window.selected.push(id) });"""


def write_page(folder: Path, places: Sequence[dict[str, Any]], countries: Sequence[str]) -> Path:
    """The page's path; the scripts lie beside it."""
    for file in BROWSER.iterdir():
        shutil.copy(file, folder / file.name)
    (folder / "start.js").write_text(START, encoding="utf-8")
    (folder / "page.css").write_text(STYLE, encoding="utf-8")
    data = json.dumps({"basemap": basemap(countries), "places": places}, ensure_ascii=False).replace("<", "\\u003c")
    page = folder / "map.html"
    page.write_text(PAGE.format(policy=POLICY, data=data), encoding="utf-8")
    return page

"""What templates say with: the record's words made harmless, and its values in words, the same on every page."""

from collections.abc import Callable, Mapping
from typing import Any

from tadwin.export import marked, wording

FILTERS: Mapping[str, Callable[..., Any]] = {
    "visible": marked.visible,
    "one_line": marked.one_line,
    "days": wording.days,
    "places": wording.places,
    "actors": wording.actors,
    "origin": wording.origin,
    "range": wording.line_range,
    "claimed": wording.claimed,
    "sentence": wording.sentence,
    "headline": wording.headline,
    "words": lambda value: str(value).replace("_", " "),
    "thousands": lambda number: f"{number:,}",
}

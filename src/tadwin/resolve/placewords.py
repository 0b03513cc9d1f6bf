"""The words around place names, and countries' adjectives, from resources/areas.*."""

from functools import cache
from importlib import resources


def words(*sections: str) -> frozenset[str]:
    """The words of some sections of areas.words.txt, in lower case. Raises KeyError for a section that it lacks."""
    return frozenset().union(*(_sections()[section] for section in sections))


@cache
def _sections() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    section = ""
    for line in _read("areas.words.txt").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif not line.startswith("#"):
            found.setdefault(section, set()).update(line.split())
    return {name: frozenset(listed) for name, listed in found.items()}


def _demonyms() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _read("areas.tsv").splitlines():
        cells = line.split("\t")
        if cells[0] == "country" and len(cells) == 5:
            for word in filter(None, cells[4].split(";")):
                found[word.casefold()] = found[f"{word.casefold()}s"] = cells[1]
    return found


def _read(name: str) -> str:
    return resources.files("tadwin").joinpath("resources", name).read_text(encoding="utf-8")


#: Adjectives and peoples of countries in lower case: "syrian" → "SY". Evidence of a country, never a place.
DEMONYMS = _demonyms()

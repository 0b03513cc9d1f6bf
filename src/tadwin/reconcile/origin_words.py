"""The word lists that origins ask, kept as data in `resources/lexicon/origins.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def words(table: str, name: str) -> frozenset[str]:
    """The list `name` of a table, in lower case. Raises KeyError for one that the file has not."""
    return frozenset(_tables()[table][name])


@cache
def kinds() -> Mapping[str, str]:
    """The kind of actor that each word or pair of words stands for."""
    return {word: kind for kind, names in _tables()["kinds"].items() for word in names}


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads((files("tadwin") / "resources" / "lexicon" / "origins.toml").read_text("utf-8"))

"""The word lists that single rules ask, kept as data in `resources/lexicon/rules.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def words(module: str, name: str) -> frozenset[str]:
    """The list `name` of a module of this package: words or tags. Raises KeyError for one that the file has not."""
    return frozenset(_lists()[module][name])


@cache
def _lists() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads((files("tadwin") / "resources" / "lexicon" / "rules.toml").read_text("utf-8"))

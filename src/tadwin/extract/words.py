"""The word lists that single rules ask, kept as data in `resources/lexicon/rules.toml`."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def words(module: str, name: str) -> frozenset[str]:
    """The list `name` of a module of this package: words or tags. Raises KeyError for one that the file has not."""
    return frozenset(_lists()[module][name])


def any_of(module: str, name: str) -> str:
    """The list as the alternatives of a pattern, the longer of two that begin alike first; a blank is any space."""
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(words(module, name), reverse=True))


@cache
def _lists() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads((files("tadwin") / "resources" / "lexicon" / "rules.toml").read_text("utf-8"))

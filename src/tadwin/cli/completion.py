"""`tadwin completion`: the script that makes a shell complete commands and options."""

import click
from click.shell_completion import get_completion_class

from tadwin.cli.main import program
from tadwin.cli.values import OneOf


@click.command("completion", short_help="Print the script that completes commands in a shell.")
@click.argument("shell", type=OneOf(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the script that makes SHELL (bash, zsh or fish) complete tadwin's commands and options.

    \b
    Example, for the shell that is open:
      eval "$(tadwin completion bash)"
    To keep it, put that line into ~/.bashrc (zsh: ~/.zshrc); for fish:
      tadwin completion fish > ~/.config/fish/completions/tadwin.fish
    """
    script = get_completion_class(shell)
    assert script is not None  # noqa: S101  # click ships all three
    click.echo(script(program, {}, "tadwin", "_TADWIN_COMPLETE").source())

"""The `tadwin` program: its commands, and what a mistake looks like.

A command's module is imported when the command is called, so that `tadwin --help` stays quick. Exit
status: 0 done; 1 done, and something could not be read; 2 a mistake of the user's, which one line on
standard error says how to mend; 130 stopped from the keyboard. Anything else is a defect of tadwin.
"""

import os
import sys
from importlib import import_module

import click

from tadwin.errors import TadwinError
from tadwin.version import VERSION

#: Each command's module and its line in the list; the module is not read for it.
COMMANDS = {
    "run": ("tadwin.cli.run", "Read reports and write the record of what they claim."),
    "claims": ("tadwin.cli.claims", "List the claims of a record."),
    "incidents": ("tadwin.cli.incidents", "List the incidents of a record, or show one."),
    "tallies": ("tadwin.cli.tallies", "List what was claimed over time or space beside what is recorded."),
    "review": ("tadwin.cli.review", "Open a record in the browser, to look at every figure and decide."),
    "serve": ("tadwin.cli.serve", "Open the records of a database to a team, in the browser."),
    "accounts": ("tadwin.cli.accounts", "Say who may sign in on a team's server, and see which records."),
    "show": ("tadwin.cli.show", "Show one report with its claims marked."),
    "merge": ("tadwin.cli.merge", "Decide that incidents are one."),
    "split": ("tadwin.cli.split", "Decide that an incident is two."),
    "set": ("tadwin.cli.set", "Decide the value of one field of a claim."),
    "sign": ("tadwin.cli.sign", "Sign incidents off, as they stand, to be published."),
    "allow": ("tadwin.cli.allow", "Allow a name to be shown in what is published."),
    "undo": ("tadwin.cli.undo", "Take a decision back."),
    "decisions": ("tadwin.cli.decisions", "List what was decided, by whom, and whether it still stands."),
    "copy": ("tadwin.cli.copy", "Copy a whole record into another place, also into PostgreSQL and back."),
    "backup": ("tadwin.cli.backup", "Write a whole record into one file, to keep."),
    "restore": ("tadwin.cli.restore", "Make a record from the file that `tadwin backup` wrote."),
    "audit": ("tadwin.cli.audit", "Check that no decision was altered, removed or cut off."),
    "redact": ("tadwin.cli.redact", "Take a report, a name or a reviewer's name out of a record."),
    "export": ("tadwin.cli.export", "Write incidents as tables that other programs read."),
    "plot": ("tadwin.cli.plot", "Draw the weeks and the map of what is signed off."),
    "publish": ("tadwin.cli.publish", "Write what is signed off as a site that people read."),
    "gazetteer": ("tadwin.cli.gazetteer", "Add places to the gazetteer, or look one up."),
    "demo": ("tadwin.cli.demo", "Run on invented reports, to see what tadwin does."),
    "completion": ("tadwin.cli.completion", "Print the script that completes commands in a shell."),
}


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """The names, in the order in which people need them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, from the `command` of its module; None when there is no such name."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)  # noqa: S101  # a defect of ours, which a test meets first
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Writes the list of commands into the help without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, "-V", "--version", message="tadwin %(version)s", help="Print the version and exit.")
def program() -> None:
    """Turn reports of armed conflict into a sourced record of harm to civilians.

    tadwin writes down who said what, in which words: every figure of harm in a report becomes a claim that
    is tied to its exact words. It works on this computer only, and never uses the network but to reach a database
    that you name.

    \b
    Start here:
      tadwin demo --out demo            what it does, on invented reports
      tadwin run reports/ --out record  the same on yours
      tadwin claims --record record     what they claim
    """


def main() -> None:
    """Runs the program and exits. A user's mistake is one line on standard error, never a traceback."""
    try:
        status = program.main(prog_name="tadwin", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        complain("stopped; what was read so far is kept: run the same command again to go on")
        status = 130
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        status = 2
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "tadwin"
        complain(f"{_sentence(error.format_message())}; see '{command} --help'")
        status = 2
    except click.ClickException as error:
        complain(error.format_message())
        status = 2
    except TadwinError as error:
        complain(str(error))
        status = 2
    except OSError as error:
        if error.filename is None:
            raise
        complain(f"{os.fsdecode(error.filename)}: {error.strerror}; mend that, or name another file or folder")
        status = 2
    sys.exit(status)


def complain(message: str) -> None:
    """One line on standard error. The message may quote a file's name, so nothing in it reaches the terminal raw."""
    from tadwin.export.marked import one_line

    click.echo(f"tadwin: {one_line(message)}", err=True)


def _sentence(message: str) -> str:
    """click's message without its full stop and capital, to stand after "tadwin:"."""
    return message[:1].lower() + message[1:].rstrip(".")

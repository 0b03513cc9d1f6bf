"""The option `--profile`: whom an export, a picture or a site is for."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

#: The publishing profiles, the most careful first (docs/decisions/0018).
PROFILES = ("careful", "partner", "full")
F = TypeVar("F", bound=Callable[..., Any])


def profile_option(command: F) -> F:
    """Adds `--profile NAME`; without it, the most careful."""
    return click.option(
        "--profile",
        type=click.Choice(PROFILES),
        default=PROFILES[0],
        show_default=True,
        help="Who it is for: everyone; those you have an agreement with; your office alone.",
    )(command)

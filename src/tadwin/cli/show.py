"""`tadwin show`: one report in the terminal, its claims marked, and why each is what it is."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tadwin.cli.record import open_for_reading, record_option, report_named
from tadwin.cli.values import AtLeast
from tadwin.export import wording
from tadwin.export.marked import one_line, pieces, visible
from tadwin.types import Claim, Report, Unclaimed
from tadwin.vocab import Effect, Scope, Stance

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_WIDTH = 88  # where no terminal says how wide it is: a comfortable line
_PEOPLE, _THINGS = "bold blue", "bold magenta"
_STYLES = {
    Effect.KILLED: "bold red",
    Effect.CASUALTIES: "bold red",
    Effect.INJURED: "bold yellow",
    Effect.ATTACKS: _THINGS,
    Effect.DESTROYED: _THINGS,
    Effect.DAMAGED: _THINGS,
}


@click.command("show", short_help="Show one report with its claims marked.")
@click.argument("report", metavar="[REPORT]", required=False)
@record_option
@click.option("--width", metavar="N", type=AtLeast(40), help="Columns of the text. Without it, the terminal's.")
@click.option(
    "--evidence/--no-evidence", default=True, show_default=True, help="Say which rule and words gave each value."
)
def command(report: str | None, folder: Path | str, width: int | None, evidence: bool) -> None:
    """Show REPORT, by its id or its file's name, with its claims marked in its text. Without it, list the ids.

    Below the text stands each claim with the words and the rule that gave each of its values, and then the numbers
    near words of harm that gave no claim, with the reason. Without colour, ⟦double brackets⟧ mark the claims.

    \b
    Examples:
      tadwin show invented-01-wire-market --record demo
      tadwin show invented-01-wire-market --record demo | less -R
    """
    with open_for_reading(folder) as record:
        if report is None:
            for known in record.reports():
                click.echo(one_line(known.id))
            return
        shown = report_named(record, report)
        claims = list(record.claims(shown.id))
        unclaimed = record.unclaimed(shown.id)
        aside = record.set_asides().get(shown.id)
    from rich.console import Console
    from rich.text import Text

    columns = width or (None if sys.stdout.isatty() else _WIDTH)
    console = Console(width=columns, highlight=False, soft_wrap=False)
    for indent, part in _parts(shown, claims, unclaimed, aside, evidence=evidence, coloured=_is_coloured(console)):
        for line in part.wrap(console, console.width - indent):
            console.print(Text(" " * indent) + line)


def _is_coloured(console: "Console") -> bool:
    return console.color_system is not None and not console.no_color


def _parts(
    report: Report,
    claims: Sequence[Claim],
    unclaimed: Sequence[Unclaimed],
    aside: str | None,
    *,
    evidence: bool,
    coloured: bool,
) -> "Iterator[tuple[int, Text]]":
    """What is printed, in order, each with its indent: made visible, so that nothing of the report steers a screen."""
    from rich.text import Text

    numbers = {claim.id: number for number, claim in enumerate(_in_order(report, claims), start=1)}
    yield 0, Text(one_line(report.title or report.id), style="bold")
    yield 0, Text(one_line("; ".join(_about(report))), style="dim")
    if aside is not None:
        yield 0, Text(f"Not read: {one_line(aside)}", style="bold")
    yield 0, Text("")
    yield 0, _marked(report, claims, numbers, coloured=coloured)
    yield 0, Text("")
    for claim in sorted(claims, key=lambda one: numbers[one.id]):
        yield 0, _claim(claim, numbers)
        yield 5, Text("\n".join(_said(claim, report)))
        if evidence:
            yield 6, Text("\n".join(_why(claim)), style="dim")
    if not claims and aside is None:
        yield 0, Text("No claim was found in this report.")
    if unclaimed:
        yield 0, Text("\nNumbers near words of harm that gave no claim:", style="bold")
        for number in unclaimed:
            yield 2, Text(f"“{one_line(number.span.quote)}” at {number.span.start}: {one_line(number.reason)}")


def _in_order(report: Report, claims: Sequence[Claim]) -> list[Claim]:
    return [claim for piece in pieces(report.text, claims) for claim in piece.opens]


def _about(report: Report) -> list[str]:
    """Publisher, day, language and access, each with where it comes from unless the manifest said it."""
    known = {
        "publisher": report.publisher,
        "published_at": report.published_at.isoformat() if report.published_at else None,
        "language": report.language,
    }
    told = []
    for name, value in known.items():
        origin = report.origins.get(name)
        told.append(f"{value} (from {origin})" if value and origin else value or f"{name.split('_')[0]} not stated")
    return [*told, report.access.value, report.id]


def _marked(report: Report, claims: Sequence[Claim], numbers: dict[str, int], *, coloured: bool) -> "Text":
    from rich.text import Text

    text = Text()
    for piece in pieces(report.text, claims):
        if not coloured:
            text.append("⟦" * len(piece.opens))
        style = _STYLES.get(piece.claims[-1].effect, _PEOPLE) if piece.claims else ""
        text.append(visible(piece.text), style=style)
        for claim in reversed(piece.closes):
            text.append(
                f"[{numbers[claim.id]}]" if coloured else f"⟧{numbers[claim.id]}", style="dim" if coloured else ""
            )
    text.rstrip()
    return text


def _claim(claim: Claim, numbers: dict[str, int]) -> "Text":
    """One claim in a line: its number, what it counts and the figure."""
    from rich.text import Text

    text = Text(f"{numbers[claim.id]:>3}  ")
    text.append(f"{wording.claimed(claim)}", style=_STYLES.get(claim.effect, _PEOPLE))
    if claim.scope is Scope.TALLY:
        text.append(" (tally)")
    if claim.stance is not Stance.ASSERTED:
        text.append(f" ({claim.stance})", style="bold")
    if claim.part_of is not None:
        whole = numbers.get(claim.part_of)
        text.append(f" (part of {whole})" if whole else " (part of a larger figure)")
    text.append(f"  {claim.id}", style="dim")
    return text


def _said(claim: Claim, report: Report) -> "Iterator[str]":
    """Who says it, when, where and by whom it was; then the victims named."""
    blamed = wording.actors(claim.perpetrators) or "not stated"
    when, where = wording.days(claim.time or claim.period), wording.places(claim.places)
    yield f"said by {wording.speaker(claim, report)}; {when}; {where}; blamed: {blamed}"
    for victim in claim.victims:
        known = (one_line(victim.name), victim.age, victim.sex)
        yield f"named: {', '.join(str(part) for part in known if part is not None)}"


def _why(claim: Claim) -> "Iterator[str]":
    """Each value's words and the rule that gave it."""
    for why in claim.evidence:
        said = f"“{one_line(why.text)}”  " if why.text else ""
        yield f"{why.attribute}: {said}[{one_line(why.rule)}]"

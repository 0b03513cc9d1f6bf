"""What a run prints when it is done, and its exit status."""

import shlex
from collections import Counter
from typing import TYPE_CHECKING

import click

from tadwin.cli.main import complain
from tadwin.export.marked import one_line

if TYPE_CHECKING:
    from tadwin.run.pipeline import Summary

#: Notices printed in full. They lose no report, and must not bury what could not be read, all of which is named.
_NOTICES = 10


def report_outcome(summary: "Summary", *, elsewhere: bool = False) -> int:
    """Prints the summary on standard output and what went wrong on standard error. Returns the exit status.

    `elsewhere`: the record is not in the folder of the other files but at an address, which can hold a password.

    0: every file became a report and was read. 1: some did not, or a value that a manifest gave could not be used,
    without which a report can lose its days. A language that is not read is no failure: it
    is said, counted and kept.
    """
    for notice in summary.notices[:_NOTICES]:
        complain(notice)
    if summary.notices[_NOTICES:]:
        complain(f"and {len(summary.notices) - _NOTICES} notices more")
    for value in summary.lost:
        complain(value)
    for name, reason in (*summary.unreadable, *summary.failed):
        complain(f"{name}: {reason}")
    for line in summary_lines(summary):
        click.echo(one_line(line))
    if summary.reports:
        click.echo(one_line(_next("ADDRESS" if elsewhere else shlex.quote(str(summary.out)))))
    return 1 if summary.unreadable or summary.failed or summary.lost else 0


def summary_lines(summary: "Summary") -> list[str]:
    """The summary, a fact on each line; the last names what was written."""
    read = [_count(summary.new, "new report"), f"{summary.same} known already"]
    if summary.newer:
        read.append(f"{summary.newer} changed since they were read")
    lines = [", ".join(read) + "."]
    if summary.unreadable:
        lines.append(f"{_count(len(summary.unreadable), 'file')} could not be read (named above).")
    if summary.lost:
        lines.append(
            f"{_count(len(summary.lost), 'value')} of a manifest could not be used (named above), and what they say is "
            "lost, such as the day of a report: mend them and run again."
        )
    if summary.failed:
        lines.append(f"{_count(len(summary.failed), 'report')} made tadwin fail (named above).")
    if summary.unread:
        languages = Counter(language for _, language in summary.unread)
        counted = ", ".join(f"{language}: {count}" for language, count in sorted(languages.items()))
        lines.append(f"{_count(len(summary.unread), 'report')} in a language that is not read yet ({counted}): kept.")
    if summary.undetected:
        lines.append(f"{_count(len(summary.undetected), 'report')} read as English, as no language could be told.")
    lines.append(
        f"The record holds {_count(summary.reports, 'report')}, {_count(summary.claims, 'claim')} "
        f"({summary.tallies} of them tallies) and {_count(summary.incidents, 'incident')}."
    )
    lines.append(f"Written to {summary.out}: {', '.join(summary.written)}.")
    return lines


def _next(record: str) -> str:
    """What to do with a record."""
    return (
        f"Next: `tadwin review --record {record}` shows every figure beside its words in the browser, to decide and "
        "sign off; its page Export hands on what is signed off."
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

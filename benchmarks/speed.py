"""Times extraction against a plain pass of the same pipeline over the same text, beside the accuracy that it has.

usage: python -m benchmarks [--quick] [--runs N] [--require]

The accuracy is that of `python -m evals`, because speed is easily bought with it.
The start of the command is timed too.

The plain pass is `nlp.pipe` over whole texts with the components that extraction loads, in spaCy's own batches, by
spaCy's own parser loop and its own library for matrices (BLIS), one process and one thread. It is timed against two
passes of tadwin: extraction (sentences to claims, with the places, days and actors handed in, as `extract` takes them),
which the requirement is about, and the whole reading, which finds and resolves those names too. All are timed in CPU
seconds of this process, in turns, and median ratios are given, so that a busy machine slows all alike. Words are
counted by white space.
"""

import argparse
import hashlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.corpora import harm, mix, words
from evals.gate import gate, reader
from tadwin.types import Mentions, Report

#: What `--require` holds: the ratios to the plain pass, CPU seconds of `--help`, megabytes of a run.
REQUIRED_REPORTS = 1.6
REQUIRED_MIX = 3.0
REQUIRED_HELP_SECONDS = 0.3
REQUIRED_MEGABYTES = 700.0


@dataclass(frozen=True, slots=True)
class Rate:
    """Words per CPU second of two passes over one corpus, and the median of the ratios of paired runs."""

    corpus: str
    what: str
    words: int
    plain: float
    extraction: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Child:
    """What one child process took: CPU seconds (its own children's too), the most memory in megabytes, its status."""

    cpu_seconds: float
    megabytes: float
    status: int


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU seconds that `work` takes in this process, all threads."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def compare(
    corpus: str, what: str, texts: Sequence[str], plain: Callable[[], object], own: Callable[[], object], runs: int
) -> Rate:
    """Times the two passes in turns, `runs` times each, who goes first alternating."""
    pairs = []
    for run in range(runs):
        order = (plain, own) if run % 2 == 0 else (own, plain)
        taken = {work: cpu_seconds(work) for work in order}
        pairs.append((taken[plain], taken[own]))
    count = words(texts)
    return Rate(
        corpus,
        what,
        count,
        plain=count / statistics.median(p for p, _ in pairs),
        extraction=count / statistics.median(o for _, o in pairs),
        ratio=statistics.median(p / o for p, o in pairs),
    )


def as_reports(texts: Sequence[str]) -> list[Report]:
    """The texts as ingest would hand them over."""
    return [
        Report(f"text-{n}", text, hashlib.sha256(text.encode()).hexdigest(), "text/plain", language="en")
        for n, text in enumerate(texts)
    ]


def child(arguments: Sequence[str]) -> Child:
    """Runs the command line in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tadwin.cli", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)  # macOS counts bytes
    return Child(usage.ru_utime + usage.ru_stime, kilobytes / 1024, process.returncode)


def whole_run(texts: Sequence[str]) -> Child:
    """`tadwin run` over the texts as files, into a folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="tadwin-benchmark-") as folder:
        reports = Path(folder, "reports")
        reports.mkdir()
        for n, text in enumerate(texts):
            (reports / f"text-{n}.txt").write_text(text, encoding="utf-8")
        return child(["run", str(reports), "--out", str(Path(folder, "out"))])


def rates(runs: int, *, quick: bool = False) -> list[Rate]:
    """Both corpora, both passes; quick: extraction from the reports alone.

    The model is loaded, and each pass has run once, before anything is timed.
    """
    from tadwin.adapters.spacy_parser import load
    from tadwin.config import load_settings
    from tadwin.extract.extract import extract_reports
    from tadwin.run.engine import engine

    settings = load_settings()
    own = engine(settings)
    nlp = load(settings.model)
    name, reports = harm()
    found = []
    corpora = [(name, reports)]
    if not quick:
        corpora.append((f"one part {name}, four parts unrelated prose", mix(reports)))
    for corpus, texts in corpora:
        prepared = as_reports(texts)
        names = {report.id: own.mentions(report) for report in prepared}

        def plain(texts: Sequence[str] = texts) -> None:
            for _ in nlp.pipe(texts):
                pass

        def extraction(prepared: Sequence[Report] = prepared, names: Mapping[str, Mentions] = names) -> None:
            items = ((report, partial(names.__getitem__, report.id)) for report in prepared)
            for _ in extract_reports(items, own.parser):
                pass

        def reading(prepared: Sequence[Report] = prepared) -> None:
            for _ in own.read(prepared):
                pass

        list(nlp.pipe(texts[:2]))
        list(own.read(prepared[:2]))
        found.append(compare(corpus, "extraction", texts, plain, extraction, runs))
        if not quick:
            found.append(compare(corpus, "whole reading", texts, plain, reading, runs))
    return found


def too_slow(measured: Sequence[Rate]) -> list[str]:
    """The required ratios that are not reached, each named with its figure."""
    extractions = (rate for rate in measured if rate.what == "extraction")
    return [
        f"ratio on {rate.corpus} {rate.ratio:.2f}, at least {required} required"
        for rate, required in zip(extractions, (REQUIRED_REPORTS, REQUIRED_MIX), strict=False)
        if rate.ratio < required
    ]


def too_heavy(help_seconds: float, run: Child) -> list[str]:
    """What is required of the command's processes and not reached, each named with its figure."""
    checks = (
        (
            help_seconds <= REQUIRED_HELP_SECONDS,
            f"--help {help_seconds:.2f} s, at most {REQUIRED_HELP_SECONDS} allowed",
        ),
        (run.megabytes <= REQUIRED_MEGABYTES, f"run {run.megabytes:.0f} MB, at most {REQUIRED_MEGABYTES:.0f} allowed"),
        (run.status == 0, f"tadwin run ended with status {run.status}"),
    )
    return [words for reached, words in checks if not reached]


def command() -> list[str]:
    """Times the command's own processes, prints what they took, and returns what is required and not reached."""
    starts = [child(["--help"]) for _ in range(5)]
    help_seconds = statistics.median(start.cpu_seconds for start in starts)
    print(f"tadwin --help: {help_seconds:.2f} s CPU, {max(start.megabytes for start in starts):.0f} MB")
    run = whole_run(harm()[1])
    print(f"tadwin run on the reports: {run.cpu_seconds:.1f} s CPU with its start, at most {run.megabytes:.0f} MB")
    return too_heavy(help_seconds, run)


def main(argv: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="accuracy, and extraction from the reports, alone")
    parser.add_argument("--runs", type=int, default=3, help="paired runs of each corpus (default 3)")
    parser.add_argument("--require", action="store_true", help="exit with status 1 unless every requirement is met")
    options = parser.parse_args(argv)

    # Children first: a child's peak counts the memory of the process that it was forked from, which is still small.
    missing = [] if options.quick else command()
    measured = rates(options.runs, quick=options.quick)  # before the gate leaves its claims for Python to look after
    print("How right:\n")
    if gate(reader()):
        missing.append("floors of accuracy, named above")
    print("\nHow fast:\n")
    for rate in measured:
        print(f"{rate.corpus}: {rate.words:,} words")
        print(f"  plain pass    {rate.plain:>9,.0f} words per CPU second")
        print(f"  {rate.what:<13} {rate.extraction:>9,.0f} words per CPU second, {rate.ratio:.2f} times the plain pass")
    missing += too_slow(measured)
    print("\n".join(f"NOT MET: {line}" for line in missing) or "every requirement is met")
    return 1 if missing and options.require else 0

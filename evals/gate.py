"""The gate: runs the real pipeline over every set of cases, prints how well it did, and holds it to pinned floors.

usage: python -m evals [--show] [--errors [ATTRIBUTE ...]] [--manners] [--held-back]

Words per CPU second stand beside each F1, because either is easily bought with the other. The held-back reports are
scored, and their mistakes left out unless asked for: a rule written to fit them would make them worthless. The set
"annotated" is scored where its folders lie beside the project, and skipped elsewhere. Exit status 1 when a figure lies
below its floor.
"""

import argparse
import hashlib
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.cases import HERE, Case, annotated, reports, sentences
from evals.errors import ATTRIBUTES, errors, line, table
from evals.score import CaseScore, Mark, Score, score_case, total
from tadwin.types import Extraction, Report

Reader = Callable[[Sequence[Report]], Iterable[Extraction]]

BESIDE = HERE.parent.parent / "shared"
SHARES = ("precision", "recall", "f1", "perpetrators_right")
HELD_BACK = "held_back"  # what the name of a set that rule writers do not read ends with
#: Folders of reports by other writers, each a set by its own name.
FOLDERS = (
    *("styles_open", "styles_held_back", "world_open", "world_held_back"),
    *("blind_held_back", "fresh_open", "fresh_held_back"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One set's score, how it was reached and how fast."""

    name: str
    score: Score
    cases: tuple[CaseScore, ...]
    words_per_cpu_second: float


def report_of(case: Case) -> Report:
    """The report that the pipeline is given for a case, as ingest would hand it over."""
    return Report(
        id=case.id,
        text=case.text,
        sha256=hashlib.sha256(case.text.encode()).hexdigest(),
        media_type="text/plain",
        publisher=case.publisher,
        language="en",
        published_at=case.published,
        origins={"published_at": "manifest"} if case.published else {},
    )


def run_set(name: str, cases: Sequence[Case], read: Reader) -> Outcome:
    """Reads and scores one set. A case without an extraction scores as one that found nothing."""
    prepared = [report_of(case) for case in cases]
    begin = time.process_time()
    extractions = {extraction.report_id: extraction for extraction in read(prepared)}
    seconds = time.process_time() - begin
    scored = tuple(score_case(case, extractions[case.id].claims if case.id in extractions else ()) for case in cases)
    spoken = sum(len(case.text.split()) for case in cases)
    return Outcome(name, total(scored), scored, spoken / seconds if seconds else 0.0)


def sets(beside: Path = BESIDE) -> dict[str, list[Case]]:
    """Every set of cases by name; "annotated" is empty where its folders are not there."""
    found = {"sentences": sentences(), "reports_open": reports("open"), "reports_held_back": reports("held_back")}
    found |= {folder: reports(folder) for folder in FOLDERS}
    gold, texts = beside / "eval" / "gold", beside / "reports"
    found["annotated"] = annotated(gold, texts) if gold.is_dir() and texts.is_dir() else []
    return found


def lines(outcome: Outcome) -> list[str]:
    """What is printed of one set."""
    s = outcome.score
    named = f"{s.accused_rightly}/{s.accused}" + (f" {s.perpetrators_right:.3f}" if s.accused else "")
    asked = [f"{n} {s.right[n]}/{s.asked[n]} {s.attribute(n):.2f}" for n in ATTRIBUTES if s.asked[n]]
    silent = ", ".join(f"{name} {s.given[name]}/{s.silent[name]}" for name in sorted(s.silent))
    return [
        f"{outcome.name}: {len(outcome.cases)} cases, {s.found}/{s.found + s.missed} figures found, {s.extra} extra",
        f"  precision {s.precision:.3f}  recall {s.recall:.3f}  F1 {s.f1:.3f} "
        f"(95% {s.interval[0]:.2f} to {s.interval[1]:.2f})  {outcome.words_per_cpu_second:,.0f} words per CPU second",
        *(f"  {' · '.join(asked[i : i + 4])}" for i in range(0, len(asked), 4)),
        f"  perpetrators named that the words name too: {named}",
        f"  given where the words give none: {silent}",
    ]


def manners(outcome: Outcome) -> list[str]:
    """Found, missed and extra by manner of writing."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for case in outcome.cases:
        counts[case.case.manner].update(found=len(case.pairs), missed=len(case.missed), extra=len(case.extra))
    return [
        f"    {manner:<14} found {n['found']:>3}  missed {n['missed']:>3}  extra {n['extra']:>3}"
        for manner, n in sorted(counts.items())
    ]


def mistakes(outcome: Outcome) -> list[str]:
    """Every figure missed, extra or with a wrong attribute, with its words."""
    told = []
    for scored in outcome.cases:
        name = scored.case.id
        told += [
            f"  MISSED {name}: {e.effect} {e.value if e.vague is None else e.vague} «{e.anchor}»" for e in scored.missed
        ]
        told += [
            f"  EXTRA  {name}: {c.effect} {c.figure.text} {c.group or ''} «{' '.join(c.span.quote.split())}»"
            for c in scored.extra
        ]
        for wrong in scored.wrong:
            accused = wrong.answer.attribute == "perpetrator" and wrong.answer.mark in (Mark.SILENT, Mark.BESIDE)
            told.append(
                f"  {'ACCUSED' if accused else 'WRONG  '} {name}: {wrong.answer.attribute} of {line(scored, wrong)}"
            )
    return told


def figure(score: Score, name: str) -> float:
    """The figure that a floor is set for: precision, recall, f1, perpetrators_right, or an attribute's name."""
    if name in SHARES:
        return float(getattr(score, name))
    if name in ATTRIBUTES:
        return score.attribute(name)
    raise KeyError(f"floors.toml: no figure is called {name!r}; there are {', '.join((*SHARES, *ATTRIBUTES))}")


def below(outcomes: Sequence[Outcome], floors: dict[str, dict[str, float]]) -> list[str]:
    """The floors that are not reached, each named with its figure. A set that was skipped is not held to its floors."""
    return [
        f"BELOW ITS FLOOR {outcome.name}.{name}: {figure(outcome.score, name):.3f} < {floor:.3f}"
        for outcome in outcomes
        for name, floor in floors.get(outcome.name, {}).items()
        if figure(outcome.score, name) < floor
    ]


@dataclass(frozen=True, slots=True)
class Detail:
    """What is printed of each set beside its score. `errors`: None for no table, else the attributes (none: all)."""

    mistakes: bool = False
    errors: Sequence[str] | None = None
    by_manner: bool = False
    held_back: bool = False  # the mistakes in the held-back reports too

    def lines(self, outcome: Outcome) -> list[str]:
        """The lines asked for. Of the held-back reports counts alone, unless their mistakes are asked for too."""
        told = manners(outcome) if self.by_manner else []
        hidden = outcome.name.endswith(HELD_BACK) and not self.held_back
        if self.mistakes and not hidden:
            told += mistakes(outcome)
        if self.errors is not None:
            told += table(outcome.score, outcome.cases)
            if not hidden:
                told += errors(outcome.cases, self.errors)
        if hidden and (self.mistakes or self.errors is not None):
            told.append("  mistakes not shown: held back from rule writers")
        return told


def gate(read: Reader, detail: Detail = Detail(), *, only_open: bool = False) -> int:
    """Runs every set through `read`, prints the outcomes, and returns the exit status; `only_open`: none held back."""
    outcomes = []
    for name, cases in sets().items():
        if only_open and name.endswith(HELD_BACK):
            continue
        if not cases:
            print(f"{name}: skipped, its folders are not beside the project\n")
            continue
        outcome = run_set(name, cases, read)
        outcomes.append(outcome)
        print("\n".join([*lines(outcome), *detail.lines(outcome)]), end="\n\n")
    floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    failed = below(outcomes, floors)
    print("\n".join(failed) or "every floor is reached")
    return 1 if failed else 0


def reader() -> Reader:
    """The real pipeline, its model loaded, so that loading counts in no timing."""
    from tadwin.run.read import read_reports

    list(read_reports([report_of(Case("warm-up", "warm-up", "One man was killed.", None, ()))]))
    return read_reports


def main(argv: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--show", action="store_true", help="print what was missed, extra or wrong, case by case")
    parser.add_argument(
        "--errors",
        nargs="*",
        choices=ATTRIBUTES,
        metavar="ATTRIBUTE",
        help="print a table of right and wrong by attribute, then every error with the rule that made it, the most "
        f"frequent first; of the attributes named, else of all ({', '.join(ATTRIBUTES)})",
    )
    parser.add_argument("--manners", action="store_true", help="print the counts by manner of writing")
    parser.add_argument(
        "--held-back",
        action="store_true",
        help="print the mistakes in the held-back reports too, of which rule writers see counts alone; "
        "whoever has read them writes no rules after that",
    )
    parser.add_argument(
        "--open",
        action="store_true",
        help="leave the held-back sets out: while rules are written even their scores are not looked at",
    )
    options = parser.parse_args(argv)
    detail = Detail(options.show, options.errors, options.manners, options.held_back)
    return gate(reader(), detail, only_open=options.open)

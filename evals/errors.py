"""The table of errors: for each attribute how often it was right, and every error with its words and its rule.

The rules are those of the claims' evidence, most frequent first, so that a reader sees which one to work on.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from evals.score import CaseScore, Mark, Score, Wrong
from tadwin.types import Claim, Evidence

ATTRIBUTES = (
    "qualifier", "status", "scope", "part_of", "object", "place", "time",
    "perpetrator", "claimant", "event_type", "weapon",
)  # fmt: skip
#: The kinds of error, in the order in which they are listed.
KINDS = (Mark.WRONG, Mark.BESIDE, Mark.NOT_GIVEN, Mark.SILENT)
#: More spellings of one name than these are not printed.
SPELLINGS = 3

#: Names that evidence has for an attribute where they differ from its own.
_IN_EVIDENCE = {"place": "places", "perpetrator": "perpetrators"}
#: Read with the figure itself: where they keep no evidence of their own, the rule that found the figure tells most.
_WITH_FIGURE = ("qualifier", "status", "object", "part_of")


def table(score: Score, cases: Sequence[CaseScore]) -> list[str]:
    """A line for each attribute that was asked, and one for all. Time is asked twice: its first and its last day."""
    marks = Counter((wrong.answer.attribute, wrong.answer.mark) for case in cases for wrong in case.wrong)
    told = [f"  {'attribute':<12}{'asked':>7}{'right':>7}{'wrong value':>13}{'not given':>11}{'share right':>13}"]
    told[0] += "  given where the words give none"
    for name in ATTRIBUTES:
        if score.asked[name] or score.silent[name]:
            row = _row(name, score.asked[name], score.right[name], marks[name, Mark.WRONG], marks[name, Mark.NOT_GIVEN])
            silent = f"  {score.given[name]} of {score.silent[name]}" if score.silent[name] else ""
            told.append(row + silent)
    wrong, missing = (sum(marks[name, mark] for name in ATTRIBUTES) for mark in (Mark.WRONG, Mark.NOT_GIVEN))
    return [*told, _row("all", score.asked.total(), score.right.total(), wrong, missing)]


def _row(name: str, asked: int, right: int, wrong: int, missing: int) -> str:
    return f"  {name:<12}{asked:>7}{right:>7}{wrong:>13}{missing:>11}{right / asked if asked else 0.0:>13.3f}"


def errors(cases: Sequence[CaseScore], attributes: Sequence[str] = ()) -> list[str]:
    """Every error of `attributes` (of all, when none is named): by kind, then by rule, the most frequent rule first.

    A time with both days wrong is one line, marked "2 times", because each day was asked.
    """
    told = []
    for name in attributes or ATTRIBUTES:
        for kind in KINDS:
            rules: dict[str, list[str]] = defaultdict(list)
            for case in cases:
                for wrong in case.wrong:
                    if (wrong.answer.attribute, wrong.answer.mark) == (name, kind):
                        rules[rule_of(wrong)].append(f"{case.case.id} {line(case, wrong)}")
            if rules:
                told.append(f"  {name}, {kind}: {sum(map(len, rules.values()))}")
            for rule, lines in sorted(rules.items(), key=lambda item: (-len(item[1]), item[0])):
                told.append(f"    {rule}: {len(lines)}")
                told += [f"      {words}{f' ({n} times)' * (n > 1)}" for words, n in Counter(lines).items()]
    return told


def line(case: CaseScore, wrong: Wrong) -> str:
    """The figure's words, what was wanted, what was given, and the words that gave it."""
    answer = wrong.answer
    wanted, given = answer.wanted, answer.given
    if answer.attribute == "part_of":
        wanted, given = tuple(_wholes(case, wanted)), tuple(_quotes(case, given))
    spelled = " / ".join([*wanted[:SPELLINGS], *(["…"] if len(wanted) > SPELLINGS else [])])
    said = " + ".join(f"«{' '.join(e.text.split())}»" for e in evidence_of(wrong.claim, answer.attribute) if e.text)
    by = f", by {said}" if given and said else ""
    return f"«{wrong.expected.anchor}»: wanted {spelled or 'none'}, given {', '.join(given) or 'none'}{by}"


def rule_of(wrong: Wrong) -> str:
    """The rules that gave the attribute its value, by the claim's evidence."""
    attribute, claim = wrong.answer.attribute, wrong.claim
    rules = " + ".join(dict.fromkeys(evidence.rule for evidence in evidence_of(claim, attribute)))
    if not rules and attribute in _WITH_FIGURE:
        rules = " + ".join(f"with its figure, by {e.rule!r}" for e in claim.evidence if e.attribute == "effect")
    return rules or ("its rule is not kept" if wrong.answer.given else "no rule gave one")


def evidence_of(claim: Claim, attribute: str) -> list[Evidence]:
    """The evidence that a claim has of an attribute."""
    return [e for e in claim.evidence if e.attribute == _IN_EVIDENCE.get(attribute, attribute)]


def _wholes(case: CaseScore, ids: Sequence[str]) -> Iterator[str]:
    missed = {expected.id for expected in case.missed}
    for expected in case.case.expected:
        if expected.id in ids:
            yield f"«{expected.anchor}»{' (a figure that was missed)' * (expected.id in missed)}"


def _quotes(case: CaseScore, ids: Sequence[str]) -> Iterator[str]:
    for claim in case.claims:
        if claim.id in ids:
            yield f"«{' '.join(claim.span.quote.split())}»"

"""The gate may open in vain, and must never close on a figure."""

import sys
from functools import cache
from pathlib import Path

import grammar
import pytest
from planted_sentences import PLANTED
from reading import parser

from tadwin.extract.findings import findings
from tadwin.extract.gate import Gate
from tadwin.extract.lexicon import lexicon
from tadwin.extract.surface import plain
from tadwin.extract.tree import Tree

ROOT = Path(__file__).resolve().parents[2]


@cache
def gate() -> Gate:
    return Gate(lexicon())


def written_by_hand() -> list[str]:
    """The sentences of `evals`, which is not installed with the package."""
    sys.path.insert(0, str(ROOT))
    try:
        from evals.cases import sentences
    finally:
        sys.path.remove(str(ROOT))
    return [plain(case.text) for case in sentences()]


def closed_on(texts: list[str]) -> list[str]:
    """The sentences that hold a figure behind a closed gate."""
    lost = []
    for parsed, text in zip(parser().parse(texts), texts, strict=True):
        for sentence in parsed:
            words = text[sentence.tokens[0].start : sentence.tokens[-1].end]
            if findings(Tree(sentence), lexicon())[0] and not gate().opens(text) and not gate().opens(words):
                lost.append(words)
    return lost


def test_never_closes_on_a_figure_of_the_evals() -> None:
    texts = written_by_hand()
    assert len(texts) > 150
    assert closed_on(texts) == []


def test_never_closes_on_a_planted_figure() -> None:
    assert closed_on([plain(text) for text, _ in PLANTED]) == []


def test_never_closes_on_a_figure_made_by_the_grammar() -> None:
    made = [
        *list(grammar.counts_of_people())[::7],
        *grammar.counts_of_things(),
        *grammar.shares(),
        *list(grammar.pairs())[::5],
    ]
    assert len(made) > 700
    assert closed_on([text for text, _ in made]) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The council met for three hours and agreed on a new budget for 2017.",
        "Rain fell on 12 provinces, and the harvest was good.",
        "The 45-year-old singer sold two million records.",
        "In 2011 the bridge was opened by the mayor.",
        "A cat sat on a mat.",
        "Twenty-two trains run on Sundays.",
        "",
        "12",
        "!!! ... ???",
    ],
)
def test_closes_on_prose_without_harm(sentence: str) -> None:
    assert not gate().opens(sentence)


def test_capitals_open_as_small_letters_do() -> None:
    for text, _ in PLANTED:
        assert gate().opens(plain(text)) == gate().opens(plain(text).upper())

"""The figures of single sentences, read by the real parser: planted, or made by a grammar that knows the truth."""

from collections.abc import Iterable

import grammar
import pytest
from guarded_sentences import GUARDED, NO_HARM
from planted_sentences import PLANTED
from reading import read_alone, report, told

from tadwin.spans import check


@pytest.fixture(scope="module")
def planted() -> dict[str, list[str]]:
    texts = [text for text, _ in PLANTED]
    return {text: told(extraction.claims) for text, extraction in zip(texts, read_alone(texts), strict=True)}


@pytest.mark.parametrize(("text", "expected"), PLANTED, ids=[text[:50] for text, _ in PLANTED])
def test_planted(text: str, expected: list[str], planted: dict[str, list[str]]) -> None:
    assert planted[text] == expected


def wrong(made: Iterable[tuple[str, list[str]]]) -> list[tuple[str, list[str], list[str]]]:
    table = list(made)
    read = read_alone([text for text, _ in table])
    pairs = zip(table, read, strict=True)
    return [
        (text, truth, told(extraction.claims))
        for (text, truth), extraction in pairs
        if told(extraction.claims) != truth
    ]


def test_number_noun_and_voice() -> None:
    assert wrong(grammar.counts_of_people()) == []


def test_number_and_thing() -> None:
    assert wrong(grammar.counts_of_things()) == []


def test_one_person() -> None:
    assert wrong(grammar.ones()) == []


def test_a_whole_and_its_share() -> None:
    assert wrong(grammar.shares()) == []


def test_killed_and_injured_beside_one_another() -> None:
    assert wrong(grammar.pairs()) == []


@pytest.mark.parametrize("why", GUARDED)
def test_what_is_guarded_gives_a_reason_and_no_claim(why: str) -> None:
    for text, extraction in zip(GUARDED[why], read_alone(GUARDED[why]), strict=True):
        assert told(extraction.claims) == [], text
        assert extraction.unclaimed, text
        for passed in extraction.unclaimed:
            assert passed.reason
            check(report(text, name=extraction.report_id), passed.span)


def test_numbers_beside_harm_that_count_no_harm() -> None:
    read = zip(NO_HARM, read_alone(NO_HARM), strict=True)
    assert [(text, told(extraction.claims)) for text, extraction in read if extraction.claims] == []

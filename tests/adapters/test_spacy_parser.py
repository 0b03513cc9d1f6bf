"""The parser gives what spaCy's own way through the pipeline gives, sentence by sentence."""

from collections.abc import Sequence
from typing import Any

import pytest
from spacy.language import Language

from tadwin.adapters.spacy_parser import BATCH, SpacyParser, load
from tadwin.adapters.word_vectors import sharing
from tadwin.config import DEFAULT_MODEL
from tadwin.errors import ParserUnavailable
from tadwin.types import Sentence, Token

TEXTS = (
    "Shells hit the bakery on Oak Street at dawn, killing nine people who stood in line, among them two brothers.",
    "The mayor said he could not confirm it. Nobody else answered the telephone!",
    "",
    "   ",
    "2killed 5injured, #market",
    "What the committee, which had met twice since the spring, wanted to know was who had ordered the raid.",
    "no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no",
    ", . ; - ) (",
    "Одиннадцать человек погибли 😀 in the 3rd district",
)


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser(DEFAULT_MODEL)


def plain(nlp: Language, texts: Sequence[str]) -> list[tuple[Sentence, ...]]:
    """The sentences as `nlp.pipe` gives them, read token by token, but for the tokens that are blanks."""
    found = []
    for doc in nlp.pipe(texts):
        kept = [[t for t in sent if not t.is_space] for sent in doc.sents]
        found.append(tuple(Sentence(tuple(_token(t, words) for t in words)) for words in kept if words))
    return found


def _token(t: Any, words: list[Any]) -> Token:
    return Token(t.text, t.lower_, t.idx, t.idx + len(t), t.tag_, t.dep_, [one.i for one in words].index(t.head.i))


def test_sentences_are_those_of_the_plain_pipeline(parser: SpacyParser) -> None:
    assert list(parser.parse(TEXTS)) == plain(load(DEFAULT_MODEL), TEXTS)


def test_more_texts_than_one_batch_come_back_in_order(parser: SpacyParser) -> None:
    texts = [f"{n} people waited for {text}" for n in range(BATCH // 4) for text in TEXTS]
    assert len(texts) > 2 * BATCH
    assert list(parser.parse(texts)) == plain(parser.nlp, texts)


def test_a_parser_that_keeps_a_beam_runs_as_spacy_runs_it() -> None:
    beam = SpacyParser(DEFAULT_MODEL)
    component: Any = beam.nlp.get_pipe("parser")
    component.cfg["beam_width"] = 4
    assert list(beam.parse(TEXTS[:2])) == plain(beam.nlp, TEXTS[:2])


def test_a_model_that_does_not_start_from_single_words_runs_as_spacy_runs_it() -> None:
    whole = SpacyParser(DEFAULT_MODEL)
    component: Any = whole.nlp.get_pipe("tok2vec")
    assert sharing(whole.nlp) is not None
    component.model.layers[0].layers[0].name = "something_else"
    assert sharing(whole.nlp) is None
    assert list(whole.parse(TEXTS)) == plain(whole.nlp, TEXTS)


def test_a_sentence_has_the_same_tree_alone_as_among_others(parser: SpacyParser) -> None:
    assert [sentences for text in TEXTS for sentences in parser.parse([text])] == list(parser.parse(TEXTS))


def test_nothing_to_parse(parser: SpacyParser) -> None:
    assert list(parser.parse([])) == []


def test_a_pipeline_that_is_not_installed_is_named() -> None:
    with pytest.raises(ParserUnavailable, match="no_such_model"):
        SpacyParser("no_such_model")

"""The quick looks at a sentence's words lose nothing that the slow patterns behind them find."""

import pytest

from tadwin.extract.gate import Gate
from tadwin.extract.lexicon import Phrase, lexicon
from tadwin.extract.passages import Passage, asked_once
from tadwin.extract.scopes import looks_back, tells_several
from tadwin.extract.words import words


def passage(text: str) -> Passage:
    return Passage(0, len(text), text)


@pytest.mark.parametrize("phrase", sorted(words("scopes", "looks_back")))
def test_every_phrase_that_looks_back_is_seen(phrase: str) -> None:
    assert looks_back(passage(f"The mill was shelled {phrase.upper()}, they said."))


@pytest.mark.parametrize("phrase", sorted(words("scopes", "in_one_go")))
def test_every_phrase_of_one_attack_is_seen(phrase: str) -> None:
    assert tells_several(passage("Airstrikes killed nine."))
    assert not tells_several(passage(f"Airstrikes killed nine {phrase} crowd gathered."))


@pytest.mark.parametrize("noun", sorted(words("scopes", "attack")))
def test_every_noun_of_one_attack_is_seen(noun: str) -> None:
    assert not tells_several(passage(f"Clashes went on as another {noun} killed nine."))


@pytest.mark.parametrize("phrase", [one for one in lexicon().phrases if one.patient != "lives"])
def test_the_gate_opens_for_every_verb_with_every_companion(phrase: Phrase) -> None:
    gate = Gate(lexicon())
    for verb in phrase.verbs:
        for companion in phrase.companions:
            assert gate.opens(f"Six farmers {verb} {companion}")


def test_a_question_is_answered_once_for_a_sentence() -> None:
    asked: list[str] = []

    @asked_once
    def question(one: Passage) -> int:
        asked.append(one.text)
        return len(one.text)

    first, second = passage("Nine died."), passage("Six fled.")
    assert [question(first), question(first), question(second)] == [10, 10, 9]
    assert asked == ["Nine died.", "Six fled."]

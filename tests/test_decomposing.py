"""NFKD in pieces is NFKD, and a megabyte of marks is never normalised as one."""

import types
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadwin import decomposing, placenames
from tadwin.decomposing import decomposed
from tadwin.resolve import directory
from tadwin.review import spelled
from tadwin.review.spelled import Spelled

#: Marks of several classes, so that their order matters; the last become marks only when they are decomposed.
MARKS = "\u0301\u0327\u0323\u05b0\u064b\u0651\u0344\uff9e"
LETTERS = "aé\u1e69ﷺ한か日\U0001d15e م \n"
RUNS = st.tuples(st.sampled_from(LETTERS), st.text(MARKS, max_size=20)).map("".join)


@given(st.lists(RUNS, max_size=60).map("".join), st.integers(1, 40))
def test_pieces_give_what_the_whole_gives(text: str, times: int) -> None:
    assert decomposed(text * times) == unicodedata.normalize("NFKD", text * times)


@given(st.lists(st.text(MARKS, min_size=200, max_size=700).map("a".__add__), max_size=4).map("".join))
def test_of_a_longer_run_nothing_is_lost(text: str) -> None:
    assert sorted(decomposed(text)) == sorted(unicodedata.normalize("NFKD", text))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How long each text was that was normalised."""
    lengths: list[int] = []

    def normalize(_: str, text: str) -> str:
        lengths.append(len(text))
        return unicodedata.normalize("NFKD", text)

    noted = types.SimpleNamespace(normalize=normalize, combining=unicodedata.combining, category=unicodedata.category)
    for module in (decomposing, placenames, spelled, directory):
        if hasattr(module, "unicodedata"):
            monkeypatch.setattr(module, "unicodedata", noted)
    return lengths


def test_a_megabyte_of_marks_is_read_in_pieces_and_offsets_stay(asked: list[int]) -> None:
    marks = "\u0301\u0323" * 250_000
    text = f"In Orrin{marks} Salma Ruun was seen, and so was Salma\u0301 Ruun{marks}. Salma Ruun{marks[:40]} left."
    names = Spelled(["Salma Ruun"])
    ((start, end),) = names.spans(text)
    assert (start, text[start:end]) == (text.index("Salma Ruun"), "Salma Ruun")
    assert placenames.exact_key(f"Orrin{marks}") == "orrin"
    assert sum(asked) < 20 * len(text)
    assert max(asked) <= 300

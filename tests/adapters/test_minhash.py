"""Copies among texts: planted ones, an exact oracle over all pairs, and that the sketches decide nothing."""

import random
import re
from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tadwin.adapters.minhash import copies

VOCABULARY = [
    f"{a}{b}" for a in ("mar", "stra", "hos", "vil", "bri", "sou", "nor") for b in ("ket", "pital", "lage", "dge")
]
FIRST, SECOND = date(2031, 5, 1), date(2031, 5, 2)


def words(seed: int, count: int = 120) -> list[str]:
    chooser = random.Random(seed)  # noqa: S311  # invented texts
    return [chooser.choice(VOCABULARY) for _ in range(count)]


def edited(text: list[str], share: float, seed: int) -> str:
    chooser = random.Random(seed)  # noqa: S311  # invented texts
    return " ".join("edited" if chooser.random() < share else word for word in text)


def resemblance(one: str, other: str) -> float:
    """Broder's resemblance over shingles of five words, written as the paper has it."""
    sets = []
    for text in (one, other):
        tokens = re.findall(r"\w+", text.lower())
        sets.append({" ".join(tokens[i : i + 5]) for i in range(len(tokens) - 4)})
    union = sets[0] | sets[1]
    return len(sets[0] & sets[1]) / len(union) if union else 0.0


def test_a_reprinted_dispatch_is_a_copy_and_the_first_by_day_stands() -> None:
    dispatch = words(1)
    texts = {"b": " ".join(dispatch), "a": "ZENDA — " + edited(dispatch, 0.02, 3), "c": " ".join(words(2))}
    assert copies(texts, {"b": FIRST, "a": SECOND}) == {"a": "b"}
    assert copies(texts, {}) == {"b": "a"}


def test_a_paragraph_that_both_quote_is_no_copy() -> None:
    quoted = words(5, 40)
    texts = {"a": " ".join([*words(6), *quoted]), "b": " ".join([*quoted, *words(7)])}
    assert copies(texts, {}) == {}


def test_texts_too_short_for_a_shingle_are_copies_of_none() -> None:
    assert copies({"a": "Four were killed", "b": "Four were killed", "c": ""}, {}) == {}
    many = {f"t{i}": "Four were killed" for i in range(60)}
    assert copies(many, {}) == {}


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 0.3)), min_size=2, max_size=7), st.randoms())
def test_what_is_a_copy_is_so_by_counting(made: list[tuple[int, float]], chooser: random.Random) -> None:
    texts = {f"t{i}": edited(words(seed, 60), share, i) for i, (seed, share) in enumerate(made)}
    names = list(texts)
    chooser.shuffle(names)
    found = copies({name: texts[name] for name in names}, {})
    assert found == copies(texts, {})
    expected: dict[str, str] = {}
    for earlier, later in sorted(combinations(sorted(texts), 2), key=lambda pair: (pair[1], pair[0])):
        if later not in expected and earlier not in expected and resemblance(texts[earlier], texts[later]) >= 0.5:
            expected[later] = earlier
    assert found == expected


def test_among_many_texts_the_sketches_find_the_copies_and_nothing_else() -> None:
    dispatches = {f"a{i:03}": words(100 + i, 200) for i in range(200)}
    texts = {name: " ".join(text) for name, text in dispatches.items()}
    texts |= {f"b{i:03}": edited(dispatches[f"a{i:03}"], 0.03, i) for i in range(60)}
    assert copies(texts, {}) == {f"b{i:03}": f"a{i:03}" for i in range(60)}

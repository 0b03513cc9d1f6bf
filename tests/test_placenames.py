"""Keys of place names: spellings meet, and folding is stable."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadwin.placenames import (
    KeyFilter,
    checksums,
    exact_key,
    exact_keys,
    folded,
    likeness,
    loose_key,
    loose_keys,
    stored_filter,
)

LETTERS = (
    string.ascii_letters
    + "áāḩşţōūīçéñ"
    + "абвгдежзийклмнопрстуфхцчшщьюяіїєґ"
    + "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآ"
    + " -'’‘"
)
names = st.text(alphabet=LETTERS, max_size=30)
latin_words = st.text(alphabet=string.ascii_lowercase, min_size=2, max_size=10)


@pytest.mark.parametrize(
    "spellings",
    [
        ["Al-Bab", "al Bab", "Bab", "AL-BĀB", "El Bab"],
        ["Deir ez-Zor", "Deir al-Zor", "DEIR EZ ZOR", "Deir-ez-Zor"],
        ["Ma'arrat an-Nu'man", "Ma`arrat an Nu‘mān", "Maarrat al-Numan"],
        ["As-Suwayda", "Suwayda", "as Suwaydā’"],
        ["الباب", "باب"],
        ["Харків", "ХАРКІВ"],
    ],
)
def test_spellings_share_an_exact_key(spellings: list[str]) -> None:
    assert len({exact_key(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    "spellings",
    [
        ["Khan Sheikhoun", "Khān Shaykhūn", "Khan-Shaikhun"],
        ["Deir ez-Zor", "Dayr az Zawr", "Der-Ezzor", "Deir Ezzour"],
        ["Saraqeb", "Sarāqib", "Saraqib"],
        ["Qamishli", "Al Qāmishlī", "Kamishly"],
        ["Kafr Nabl", "Kafranbel", "Kafar Nabel"],
        ["Atarib", "Attareb", "Al Atārib"],
        ["Hodeidah", "Al Hudaydah", "Hudaida"],
    ],
)
def test_transliterations_share_a_loose_key(spellings: list[str]) -> None:
    assert len({loose_key(name) for name in spellings}) == 1
    first, *others = (exact_key(name) for name in spellings)
    assert all(likeness(first, other) > 0.7 for other in others)


@pytest.mark.parametrize(
    ("one", "other"), [("Homs", "Hama"), ("Raqqa", "Daraa"), ("Kyiv", "Kharkiv"), ("An Nabk", "Anbar")]
)
def test_different_names_differ(one: str, other: str) -> None:
    assert exact_key(one) != exact_key(other)
    assert loose_key(one) != loose_key(other)


@given(names)
def test_folding_a_key_again_changes_nothing(name: str) -> None:
    assert exact_key(exact_key(name)) == exact_key(name)


@given(latin_words)
def test_the_article_does_not_count(word: str) -> None:
    for article in ("al-", "Al ", "el-", "AL-"):
        assert exact_key(article + word) == exact_key(word)


@given(names)
def test_case_hyphens_and_apostrophes_do_not_count(name: str) -> None:
    assert exact_key(name.lower()) == exact_key(name)
    assert exact_key(name.replace("-", " ").replace("'", "’")) == exact_key(name)


@given(names)
def test_equal_exact_keys_are_wholly_alike(name: str) -> None:
    assert likeness(exact_key(name), exact_key(name)) == 1


@given(st.lists(st.text(max_size=20) | names, max_size=20))
def test_names_fold_together_as_they_fold_alone(listed: list[str]) -> None:
    worded = folded(listed) if listed else []
    assert exact_keys(worded) == [exact_key(name) for name in listed]
    assert loose_keys(worded) == [loose_key(name) for name in listed]


@given(st.text())
def test_keys_of_any_text_have_no_spaces_and_can_be_stored(name: str) -> None:
    for key in (exact_key(name), loose_key(name)):
        assert key.split() == ([key] if key else [])
        assert key.encode().decode() == key


@given(st.lists(names, max_size=40), names)
def test_the_filter_forgets_no_key_and_survives_storage(listed: list[str], other: str) -> None:
    kept = KeyFilter(stored_filter(checksums(listed)))
    assert all(name in kept for name in listed)
    assert other in listed or other not in kept


def test_the_filter_is_stored_alike_everywhere() -> None:
    assert stored_filter([0x01020304, 7, 7]) == bytes([7, 0, 0, 0, 4, 3, 2, 1])

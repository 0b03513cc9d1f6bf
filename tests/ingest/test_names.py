import hashlib
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tadwin.ingest.names import printable, settle, stem, suffixed


def sha(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def test_id_is_the_name_without_its_ending() -> None:
    assert stem("market.strike.txt") == "market.strike"
    assert stem("تقرير.html") == "تقرير"


def test_controls_and_bidi_overrides_do_not_reach_an_id() -> None:
    assert stem("a\u202etxt.exe\x1b[31m.txt") == "a_txt.exe_[31m"
    assert printable("line\nbreak\x00\u200b\udcff") == "line_break___"


@given(st.text())
def test_printable_holds_nothing_unprintable_and_is_stable(name: str) -> None:
    shown = printable(name)
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert printable(shown) == shown


def test_decomposed_and_composed_names_are_one_name() -> None:
    assert stem("rapporté.md") == stem(unicodedata.normalize("NFD", "rapporté.md"))


def test_only_clashing_names_gain_digits_and_each_gains_its_own() -> None:
    contents = ["one", "two", "three"]
    ids = settle(["a", "b", "a"], lambda n: sha(contents[n]))
    assert ids == [f"a~{sha('one')[:8]}", "b", f"a~{sha('three')[:8]}"]


def test_the_same_bytes_under_one_name_do_not_clash() -> None:
    assert settle(["a", "a"], lambda n: sha("same")) == ["a", "a"]


def test_a_name_that_imitates_a_suffixed_one_is_told_apart() -> None:
    contents = ["one", "two", "imitation"]
    ids = settle(["a", "a", suffixed("a", sha("one"))], lambda n: sha(contents[n]))
    assert len(set(ids)) == 3


def test_hashes_are_asked_for_only_where_names_clash() -> None:
    asked: list[int] = []

    def digest(number: int) -> str:
        asked.append(number)
        return sha(str(number))

    settle(["a", "b", "c", "b"], digest)
    assert sorted(asked) == [1, 3]


@given(
    st.lists(st.tuples(st.sampled_from(["a", "b", "a~" + sha("x")[:8]]), st.sampled_from("xyz")), max_size=8),
    st.randoms(),
)
def test_ids_do_not_depend_on_order_and_differ_where_bytes_do(files: list[tuple[str, str]], random: object) -> None:
    def ids(of: list[tuple[str, str]]) -> list[str]:
        return settle([name for name, _ in of], lambda n: sha(of[n][1]))

    turned = list(reversed(files))
    assert ids(files) == list(reversed(ids(turned)))
    holders: dict[str, set[str]] = {}
    for given_id, (_, content) in zip(ids(files), files, strict=True):
        holders.setdefault(given_id, set()).add(content)
    assert all(len(contents) == 1 for contents in holders.values())

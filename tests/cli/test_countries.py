"""Countries by name."""

import pytest

from tadwin.cli.countries import countries_called


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Yemen", {"YE"}),
        ("yemen", {"YE"}),
        ("Niger", {"NE"}),
        ("Mali", {"ML"}),
        ("Sudan", {"SD"}),
        ("Palestine", {"PS"}),
        ("Burma", {"MM"}),
        ("Salqin", set()),
        ("Yem", set()),
    ],
)
def test_a_name_is_that_country_and_no_longer_name(words: str, codes: set[str]) -> None:
    assert countries_called(words) == codes


def test_a_word_that_several_names_hold_is_all_of_them() -> None:
    assert {"CD", "CG"} <= countries_called("Congo")

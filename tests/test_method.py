"""docs/method.md is the codebook: every value and every bound of the code stands in it, and nothing else does."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from tadwin import vocab
from tadwin.review import doubt

METHOD = Path(__file__).parent.parent / "docs" / "method.md"
SECTIONS = {
    "Effect": vocab.Effect,
    "Qualifier": vocab.Qualifier,
    "Group": vocab.Group,
    "Status": vocab.Status,
    "Role": vocab.Role,
    "Scope": vocab.Scope,
    "Stance": vocab.Stance,
    "Event type": vocab.EventType,
    "Time precision": vocab.DatePrecision,
    "Place precision": vocab.PlacePrecision,
    "Access": vocab.Access,
    "Where a review stands": vocab.ReviewState,
    "Doubts": vocab.Doubt,
}


def section(title: str) -> str:
    """The text under one `###` heading of the method page."""
    parts = re.split(r"^#{2,3} (.+)\n", METHOD.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))[title]


def rows(text: str) -> list[list[str]]:
    """The cells of the tables in a text, without heads and rules."""
    found: list[list[str]] = []
    for line in text.splitlines():
        if not line.startswith("|"):
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if set(cells[0]) == {"-"}:
            found.pop()  # the row above a rule is the table's head
        else:
            found.append(cells)
    return found


def test_every_vocabulary_has_a_section() -> None:
    closed = {
        kind
        for kind in vars(vocab).values()
        if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
    }
    assert closed == set(SECTIONS.values())


@pytest.mark.parametrize("title", SECTIONS)
def test_a_section_lists_its_vocabulary_in_order(title: str) -> None:
    assert [row[0] for row in rows(section(title))] == [f"`{member.value}`" for member in SECTIONS[title]]


def test_the_bounds_of_vague_quantities_are_those_of_the_code() -> None:
    table = rows(section("Vague quantities"))
    bounds = {word: [str(low), "open" if high is None else str(high)] for word, (low, high) in vocab.VAGUE.items()}
    assert {row[0]: row[1:] for row in table if len(row) == 3} == bounds
    assert {row[0]: int(row[1]) for row in table if len(row) == 2} == vocab.VAGUE_FACTOR


def test_the_share_of_approximate_figures_is_that_of_the_code() -> None:
    percent = f"{vocab.APPROX_SHARE:.0%}".replace("%", " %")
    by_name = {row[0]: row[2:] for row in rows(section("Qualifier"))}
    assert by_name["`approx`"] == [f"n − {percent}", f"n + {percent}"]
    assert by_name["`nearly`"] == [f"n − {percent}", "n"]


@pytest.mark.parametrize("title", sorted(set(SECTIONS) - {"Qualifier", "Scope", "Stance", "Access", "Role"}))
def test_a_vocabulary_from_elsewhere_names_its_codebook(title: str) -> None:
    assert re.search(r"ACLED|UCDP|OHCHR|Standards|AOAV|Airwars", section(title))


def test_the_weights_of_doubts_are_those_of_the_code() -> None:
    assert {row[0].strip("`"): int(row[1]) for row in rows(section("Doubts"))} == {
        one.value: weight for one, weight in doubt.WEIGHT.items()
    }

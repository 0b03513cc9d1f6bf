"""The workbook: read with pandas and openpyxl, full of hostile words and without a formula."""

import io
from datetime import datetime

import openpyxl  # type: ignore[import-untyped]
import pandas as pd  # type: ignore[import-untyped]
from hypothesis import given, settings
from planted_release import ALL, any_incident, incident, made, released

from tadwin.export.publication import PublishedIncident, PublishedSource

SHEETS = ["About", "Incidents", "Figures", "Sources", "Codebook"]


def book(*told: PublishedIncident) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(made("excel", released(*told))))


def test_pandas_reads_every_sheet() -> None:
    sheets = pd.read_excel(io.BytesIO(made("excel", released(*ALL))), sheet_name=None)
    assert list(sheets) == SHEETS
    market = sheets["Incidents"].set_index("incident").loc["i1"]
    assert market["date_start"] == datetime(2031, 5, 1)
    assert (market["killed_best"], bool(market["killed_open"])) == (12, True)
    assert pd.isna(market["killed_high"])
    figures = sheets["Figures"]
    assert figures.loc[figures["group"] == "children", "best"].tolist() == [5]
    assert sheets["Sources"]["publisher"].tolist() == ["Example Wire", "Example Monitor"]
    assert {"killed_high", "open", "url"} <= set(sheets["Codebook"]["column"])


def test_it_says_where_it_comes_from() -> None:
    read = book(*ALL)
    first = read["About"]["A1"].value
    assert first == f"Written by tadwin 9.9.9, profile partner, record {'3f' * 32}, made on 2031-06-01."
    assert read.properties.created == datetime(2031, 6, 1)


def test_words_that_look_like_formulas_stay_words() -> None:
    cell = next(one for one in book(*ALL)["Incidents"]["N"] if one.value == "=cmd()")
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_what_no_cell_can_hold_is_cut_and_says_so() -> None:
    title = "x" * 40_000
    told = incident("i1", sources=(PublishedSource("Example Wire", title, "=HYPERLINK(1)", None, None),))
    value = book(told)["Sources"]["D2"].value
    assert len(value) < 32_767
    assert value.endswith("… [cut here; 9,000 characters more]")


@settings(max_examples=40)
@given(any_incident())
def test_nothing_in_an_incident_becomes_a_formula_or_a_link(told: PublishedIncident) -> None:
    for sheet in book(told):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
                assert not isinstance(cell.value, str) or len(cell.value) <= 32_767

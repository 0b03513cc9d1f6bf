"""The Parquet file: read with pandas and with DuckDB."""

import io
import json
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
from hypothesis import given
from planted_release import ALL, any_incident, made, released

from tadwin.export.incident_table import COLUMNS
from tadwin.export.publication import PublishedIncident


def test_pandas_reads_it_with_its_types() -> None:
    table = pd.read_parquet(io.BytesIO(made("parquet", released(*ALL))), dtype_backend="pyarrow")
    assert list(table.columns) == [*(column.name for column in COLUMNS), "figures"]
    market = table.set_index("incident").loc["i1"]
    assert market["date_start"] == date(2031, 5, 1)
    assert (market["killed_low"], market["killed_best"], market["killed_open"]) == (11, 12, True)
    assert pd.isna(market["killed_high"])
    assert pd.isna(market["missing_best"])
    assert market["latitude"] == 35.9
    assert market["weapon"] == "=cmd()", "a typed text needs no apostrophe"
    kinds = {"date_start": "date32[day][pyarrow]", "killed_best": "int64[pyarrow]", "killed_open": "bool[pyarrow]"}
    assert {name: str(table.dtypes[name]) for name in kinds} == kinds


def test_duckdb_reads_every_figure(tmp_path: Path) -> None:
    path = tmp_path / "it.parquet"
    path.write_bytes(made("parquet", released(*ALL)))
    with duckdb.connect() as database:
        database.execute(f"create view it as from '{path}'")
        children = """select incident, f.unnest.best from it, unnest(figures) as f
            where f.unnest.effect = 'killed' and f.unnest."group" = 'children'"""
        assert database.execute(children).fetchall() == [("i1", 5)]
        together = "select sum(killed_best) from it where contains is null"
        assert database.execute(together).fetchall() == [(16,)]


def test_it_says_where_it_comes_from_and_what_columns_mean() -> None:
    schema = pq.read_schema(io.BytesIO(made("parquet", released(*ALL))))
    told = json.loads(schema.metadata[b"tadwin"])
    assert told == {"profile": "partner", "record": "3f" * 32, "version": "9.9.9", "made_on": "2031-06-01"}
    assert all(schema.field(column.name).metadata[b"meaning"].decode() == column.meaning for column in COLUMNS)


@given(any_incident())
def test_for_any_incident_no_open_high_is_a_number(told: PublishedIncident) -> None:
    (row,) = pq.read_table(io.BytesIO(made("parquet", released(told)))).to_pylist()
    assert len(row["figures"]) == len(told.figures)
    assert all(one["high"] is None for one in row["figures"] if one["open"])
    assert all(row[name.removesuffix("open") + "high"] is None for name in row if name.endswith("_open") and row[name])

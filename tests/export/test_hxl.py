"""The HXL table: read and validated with libhxl, against its own schema and one of the tags that the issue asks for."""

import io

import hxl  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from planted_release import ALL, MARKET, any_incident, made, released

from tadwin.export.hxl import TAGS
from tadwin.export.publication import PublishedIncident

# Tags that the issue asks for.
ASKED = [
    "#event+code",
    "#date+start",
    "#date+end",
    "#event+type",
    "#adm1+name",
    "#adm1+code",
    "#loc+name",
    "#geo+lat",
    "#geo+lon",
    "#affected+killed",
    "#affected+killed+f",
    "#affected+killed+m",
    "#affected+killed+children",
    "#affected+killed+min",
    "#affected+killed+max",
    "#affected+injured",
    "#group+name",
    "#meta+source",
]
# Core hashtags of HXL 1.1 that are used.
CORE = {"#event", "#date", "#country", "#adm1", "#loc", "#geo", "#affected", "#group", "#meta", "#description"}


def read(data: bytes) -> hxl.model.Dataset:
    return hxl.data(io.BytesIO(data), hxl.InputOptions(allow_local=True))


def errors(data: bytes) -> list[str]:
    """What libhxl's own schema finds, but for its notes of values that are rare or far from the others."""
    found: list[str] = []

    def keep(error: hxl.validation.HXLValidationException) -> None:
        if error.rule.severity == "error":
            found.append(f"{error.rule} {error.value}")

    hxl.schema(callback=keep).validate(read(data))
    return found


def test_it_passes_libhxls_validation() -> None:
    data = made("hxl", released(*ALL))
    assert errors(data) == []
    assert hxl.validate(
        read(data), [["#valid_tag", "#valid_required", "#valid_unique"], ["#event+code", "true", "true"]]
    )
    source = read(data)
    assert set(ASKED) <= set(source.display_tags)
    assert {column.tag for column in source.columns} == CORE
    assert [(column.tag, set(column.attributes)) for column in source.columns] == [
        (tag, set(attributes)) for tag, *attributes in (one.split("+") for one in TAGS)
    ]


def test_libhxl_would_find_what_is_wrong() -> None:
    data = made("hxl", released(*ALL)).replace(b"2031-05-01", b"one day", 1)
    assert errors(data), "the check above can fail"


def test_values_stand_under_their_tags() -> None:
    (row,) = read(made("hxl", released(MARKET)))
    assert row.get("#event+code") == "i1"
    assert row.get("#date+start") == "2031-05-01"
    assert (row.get("#geo+lat"), row.get("#geo+lon")) == ("35.9", "36.6")
    assert row.get("#affected+killed-min-max-children-f-m-civilians-elderly") == "12"
    assert row.get("#affected+killed+min-children-civilians-f-m-elderly") == "11"
    assert row.get("#affected+killed+max-children-civilians-f-m-elderly") is None, "an open high is no number"
    assert row.get("#affected+killed+children-f-m-min-max") == "5"
    assert row.get("#affected+injured+max-children-civilians-f-m") == "27"
    assert row.get("#group+name") == "The Example Army"
    assert row.get("#meta+source") == "Example Wire; Example Monitor"
    assert row.get("#meta+profile") == "partner"
    assert row.get("#meta+record") == "3f" * 32
    assert row.get("#meta+version") == "9.9.9"


def test_tolls_over_attacks_with_rows_of_their_own_are_left_out() -> None:
    assert [row.get("#event+code") for row in read(made("hxl", released(*ALL)))] == ["i1", "i2", "i3", "i4"]


@pytest.mark.filterwarnings("ignore")
@given(any_incident())
def test_any_incident_is_valid_hxl(told: PublishedIncident) -> None:
    assert errors(made("hxl", released(told))) == []

"""The file that ties incidents and perpetrators to other projects' ids."""

import contextlib

import pytest
from hypothesis import given
from planted_release import ALL, HOSTILE, MARKET, WEEK

from tadwin.errors import MappingError
from tadwin.export.mapping import mapped, read_mapping, unmatched
from tadwin.export.registry import MAPPABLE

FILE = """\ufeffmatch, dyad_new_id ,side_a,inter1

The Example Army,406,Government of Example,State forces
i2,,,
i1,407,,
nobody,1,,
"""


def test_it_gives_columns_by_incident_and_by_perpetrator() -> None:
    told = read_mapping(FILE.splitlines(keepends=True), MAPPABLE)
    army = {"dyad_new_id": "406", "side_a": "Government of Example", "inter1": "State forces"}
    assert told == {"The Example Army": army, "i2": {}, "i1": {"dyad_new_id": "407"}, "nobody": {"dyad_new_id": "1"}}
    assert mapped(MARKET, told) == {**army, "dyad_new_id": "407"}
    assert mapped(WEEK, told) == {}, "contested: the perpetrator's row is not for it"
    assert unmatched(told, ALL) == ("nobody",)


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("", "no column 'match'"),
        ("name,side_a\n", "no column 'match'"),
        ("match,best\nx,1\n", "cannot fill a column 'best'"),
        ("match,side_a,side_a\n", "two of its columns"),
        ("match,side_a\nx\n", "line 2: 1 values for 2 columns"),
        ("match,side_a\n,y\n", "line 2: its column 'match' is empty"),
        ("match,side_a\nx,y\nx,z\n", "line 3: 'x' has a row already"),
        ("match,dyad_new_id\nx,4.5\n", "line 2: dyad_new_id is a whole number"),
        ("match,type_of_violence\nx,4\n", "line 2: type_of_violence is one of 1, 2, 3, not '4'"),
        ("match,inter1\nx,Army\n", "line 2: inter1 is one of State forces"),
        ('match,side_a\nx,"y\n', "it is no CSV"),
    ],
)
def test_a_mistake_is_named_with_its_line(file: str, says: str) -> None:
    with pytest.raises(MappingError, match=says.replace("(", r"\(")):
        read_mapping(file.splitlines(keepends=True), MAPPABLE)


@given(HOSTILE)
def test_whatever_it_holds_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(MappingError):  # and no other error
        read_mapping(f"match,side_a\n{text}".splitlines(keepends=True), MAPPABLE)

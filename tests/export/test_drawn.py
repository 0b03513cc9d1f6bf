"""Ranges as pictures: read back as SVG, their parts stand in the order of the numbers and inside the picture."""

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from tadwin.export import drawn
from tadwin.types import FigureLine
from tadwin.vocab import Effect

SVG = etree.XMLParser(resolve_entities=False)


def line(low: int | None, best: int | None, high: int | None, is_open: bool) -> FigureLine:
    return FigureLine(Effect.KILLED, None, None, low, best, high, is_open, "rule", (), "why")


numbers = st.integers(0, 100_000)


@given(st.lists(numbers, min_size=3, max_size=3).map(sorted), st.booleans(), numbers)
def test_low_best_and_high_stand_in_order_and_inside(three: list[int], is_open: bool, wider: int) -> None:
    low, best, high = three
    made = drawn.figure(line(low, best, high, is_open), high + wider)
    if made is None:
        assert high + wider == 0 or (low == high and not is_open)
        return
    picture = etree.fromstring(made, SVG)
    (between,) = [path for path in picture.findall("path") if path.get("class") == "range"]
    found = re.fullmatch(r"M(\d+) \d+H(\d+)", between.get("d"))
    assert found
    left, right = int(found[1]), int(found[2])
    (dot,) = picture.findall("circle")
    assert 0 <= left <= int(dot.get("cx")) <= right <= int(picture.get("width"))
    assert bool([path for path in picture.findall("path") if "open" in path.get("class")]) is is_open


def test_one_number_needs_no_picture_and_the_axis_ends_at_the_greatest() -> None:
    assert drawn.figure(line(4, 4, 4, False), 9) is None
    assert drawn.figure(line(None, None, 4, False), 9) is None
    assert drawn.axis_end([line(1, 2, 3, False), line(None, 7, None, True)]) == 7
    assert drawn.axis_end([]) == 0

"""Days counted from the one told before, feasts, and reporting periods: a planted table, and oracles for Easter."""

from datetime import date

import pytest

from tadwin.resolve.feasts import eastern_easter, western_easter
from tadwin.resolve.times import find_times

PUBLISHED = date(2024, 5, 15)  # a Wednesday

#: Easter Sundays by the tables of the churches: the western one, and the eastern one.
EASTERS = [
    (2014, (4, 20), (4, 20)),
    (2016, (3, 27), (5, 1)),
    (2019, (4, 21), (4, 28)),
    (2022, (4, 17), (4, 24)),
    (2023, (4, 9), (4, 16)),
    (2024, (3, 31), (5, 5)),
    (2025, (4, 20), (4, 20)),
    (2038, (4, 25), (4, 25)),
]


@pytest.mark.parametrize(("year", "west", "east"), EASTERS)
def test_easter_by_the_tables(year: int, west: tuple[int, int], east: tuple[int, int]) -> None:
    assert western_easter(year) == date(year, *west)
    assert eastern_easter(year) == date(year, *east)


@pytest.mark.parametrize("year", range(1900, 2100))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    for easter, first, last in (
        (western_easter(year), date(year, 3, 22), date(year, 4, 25)),
        (eastern_easter(year), date(year, 4, 3), date(year, 5, 10)),
    ):
        assert easter.weekday() == 6
        assert first <= easter <= last


#: text, the mention's words, start, end; "-" is None. The last mention of a text is asked.
PLANTED = """
on Easter Sunday | Easter Sunday | 2024-05-05 | 2024-05-05
on Christmas Eve | Christmas Eve | 2023-12-24 | 2023-12-24
on New Year's Day | New Year's Day | 2024-01-01 | 2024-01-01
on Good Friday | Good Friday | 2024-05-03 | 2024-05-03
killed on 6 May. Two days later a body | Two days later | 2024-05-08 | 2024-05-08
killed on 6 May. Two days afterwards soldiers | Two days afterwards | 2024-05-08 | 2024-05-08
On 6 May, a day earlier, raids | a day earlier | 2024-05-06 | 2024-05-06
On Tuesday, a day after it was hit by | a day after | 2024-05-13 | 2024-05-13
On 6 May. The day after, four | The day after | 2024-05-07 | 2024-05-07
died on 1 April. On the 18th, a raid | On the 18th | 2024-04-18 | 2024-04-18
died on Friday. The previous Monday, a drone | The previous Monday | 2024-05-06 | 2024-05-06
on Saturday. On the Sunday before, gunmen | the Sunday before | 2024-05-05 | 2024-05-05
shelled since 4pm | since 4pm | 2024-05-15 | 2024-05-15
Sunday 12: shelling | Sunday 12 | 2024-05-12 | 2024-05-12
Friday 8: shelling | Friday 8 | 2024-03-08 | 2024-03-08
killed on 6 May. It said on Tuesday that on that day | that day | 2024-05-06 | 2024-05-06
13 - 26 April 2024. During the reporting period | During the reporting period | 2024-04-13 | 2024-04-26
Tuesday of the past week two died | Tuesday of the past week | 2024-05-07 | 2024-05-07
since the night of 7 May | since the night of 7 May | 2024-05-07 | 2024-05-15
""".strip()


@pytest.mark.parametrize("line", PLANTED.split("\n"))
def test_planted_days(line: str) -> None:
    text, words, first, last = (part.strip() for part in line.split("|"))
    mention = find_times(text, PUBLISHED)[-1]
    assert (mention.text, str(mention.names.start), str(mention.names.end)) == (words, first, last)


@pytest.mark.parametrize(
    "text", ["a day before the talks", "on the 3rd floor", "Christmas Island", "a Christmas market"]
)
def test_what_is_no_day(text: str) -> None:
    assert find_times(text, PUBLISHED) == ()

"""Times: a planted table, properties, and oracles that count days the slow way."""

import calendar as stdlib_calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadwin.resolve.calendar import Days, day_until, precision_of, shift_units, third
from tadwin.resolve.times import find_times
from tadwin.vocab import DatePrecision

PUBLISHED = date(2024, 5, 15)  # a Wednesday

#: text, the mention's words, start, end, precision; "-" is None.
PLANTED = """
raids hit the town on Monday | Monday | 2024-05-13 | 2024-05-13 | day
Monday raids | Monday | 2024-05-13 | 2024-05-13 | day
killed on Wednesday | Wednesday | 2024-05-15 | 2024-05-15 | day
killed on Thursday | Thursday | 2024-05-09 | 2024-05-09 | day
killed last Wednesday | last Wednesday | 2024-05-08 | 2024-05-08 | day
killed last Tuesday | last Tuesday | 2024-05-14 | 2024-05-14 | day
killed this Tuesday | this Tuesday | 2024-05-14 | 2024-05-14 | day
killed this past Sunday | this past Sunday | 2024-05-12 | 2024-05-12 | day
talks next Friday | next Friday | 2024-05-17 | 2024-05-17 | day
on Saturday night | Saturday night | 2024-05-11 | 2024-05-11 | day
on Monday morning | Monday morning | 2024-05-13 | 2024-05-13 | day
early on Tuesday a jet | early on Tuesday | 2024-05-14 | 2024-05-14 | day
late on Saturday | late on Saturday | 2024-05-11 | 2024-05-11 | day
late Sunday | late Sunday | 2024-05-12 | 2024-05-12 | day
earlier on Monday | earlier on Monday | 2024-05-13 | 2024-05-13 | day
Tuesdays attack on the bakery | Tuesdays | 2024-05-14 | 2024-05-14 | day
Tuesday's attack on the bakery | Tuesday | 2024-05-14 | 2024-05-14 | day
ON TUESDAY TEN DIED | TUESDAY | 2024-05-14 | 2024-05-14 | day
on Monday the Syrian army | Monday | 2024-05-13 | 2024-05-13 | day
on Friday last week | Friday last week | 2024-05-10 | 2024-05-10 | day
on Saturday and Sunday | Saturday and Sunday | 2024-05-11 | 2024-05-12 | days
from Monday to Wednesday | from Monday to Wednesday | 2024-05-13 | 2024-05-15 | days
from Thursday to Saturday | from Thursday to Saturday | 2024-05-09 | 2024-05-11 | days
between Friday and Monday | between Friday and Monday | 2024-05-10 | 2024-05-13 | days
since Friday | since Friday | 2024-05-10 | 2024-05-15 | days
since Monday morning | since Monday morning | 2024-05-13 | 2024-05-15 | days
since last Friday | since last Friday | 2024-05-10 | 2024-05-15 | days
since yesterday | since yesterday | 2024-05-14 | 2024-05-15 | days
yesterday | yesterday | 2024-05-14 | 2024-05-14 | day
yesterday evening | yesterday evening | 2024-05-14 | 2024-05-14 | day
the day before yesterday | the day before yesterday | 2024-05-13 | 2024-05-13 | day
a shell fell today | today | 2024-05-15 | 2024-05-15 | day
at dawn today | dawn today | 2024-05-15 | 2024-05-15 | day
early today | early today | 2024-05-15 | 2024-05-15 | day
this morning | this morning | 2024-05-15 | 2024-05-15 | day
tonight | tonight | 2024-05-15 | 2024-05-15 | day
last night | last night | 2024-05-14 | 2024-05-14 | day
tomorrow | tomorrow | 2024-05-16 | 2024-05-16 | day
shelled overnight | overnight | 2024-05-14 | 2024-05-15 | days
overnight on Saturday | overnight on Saturday | 2024-05-11 | 2024-05-12 | days
overnight Friday to Saturday | overnight Friday to Saturday | 2024-05-10 | 2024-05-11 | days
the previous day | the previous day | 2024-05-14 | 2024-05-14 | day
3 April 2017 | 3 April 2017 | 2017-04-03 | 2017-04-03 | day
April 3, 2017 | April 3, 2017 | 2017-04-03 | 2017-04-03 | day
Friday April 7 2017 | Friday April 7 2017 | 2017-04-07 | 2017-04-07 | day
Fri 07 Apr 2017 at 0914 | Fri 07 Apr 2017 | 2017-04-07 | 2017-04-07 | day
Sunday, 2 April 2017 | Sunday, 2 April 2017 | 2017-04-02 | 2017-04-02 | day
(3 May) | 3 May | 2024-05-03 | 2024-05-03 | day
on April 3 | April 3 | 2024-04-03 | 2024-04-03 | day
on 16 May | 16 May | 2023-05-16 | 2023-05-16 | day
on 15 May | 15 May | 2024-05-15 | 2024-05-15 | day
on Nov. 27 | Nov. 27 | 2023-11-27 | 2023-11-27 | day
on Nov. 27. | Nov. 27 | 2023-11-27 | 2023-11-27 | day
on 27 Nov. | 27 Nov | 2023-11-27 | 2023-11-27 | day
on 6 November | 6 November | 2023-11-06 | 2023-11-06 | day
on Sept 9 | Sept 9 | 2023-09-09 | 2023-09-09 | day
the August 21 gas attack | August 21 | 2023-08-21 | 2023-08-21 | day
on the 21st of August | the 21st of August | 2023-08-21 | 2023-08-21 | day
August 21st, 2013 | August 21st, 2013 | 2013-08-21 | 2013-08-21 | day
on February 29 | February 29 | 2024-02-29 | 2024-02-29 | day
3 April in the afternoon, 3 April morning | 3 April | 2024-04-03 | 2024-04-03 | day
late on 3 April | late on 3 April | 2024-04-03 | 2024-04-03 | day
on 2024-03-01 | 2024-03-01 | 2024-03-01 | 2024-03-01 | day
2024-03-01T12:00 | 2024-03-01 | 2024-03-01 | 2024-03-01 | day
on 21/08/2013 | 21/08/2013 | 2013-08-21 | 2013-08-21 | day
on 08/21/2013 | 08/21/2013 | 2013-08-21 | 2013-08-21 | day
on 05/05/2013 | 05/05/2013 | 2013-05-05 | 2013-05-05 | day
on 03.04.2013 | 03.04.2013 | 2013-04-03 | 2013-04-03 | day
on 03/04/2013 | 03/04/2013 | - | - | unknown
on 30 February | 30 February | - | - | unknown
on 31 April 2017 | 31 April 2017 | - | - | unknown
between 3 and 7 May | between 3 and 7 May | 2024-05-03 | 2024-05-07 | days
from 3 to 7 May | from 3 to 7 May | 2024-05-03 | 2024-05-07 | days
3-7 May 2017 | 3-7 May 2017 | 2017-05-03 | 2017-05-07 | days
May 3-9, 2017 | May 3-9, 2017 | 2017-05-03 | 2017-05-09 | week
April 6 and 7 | April 6 and 7 | 2024-04-06 | 2024-04-07 | days
21 and 26 of September | 21 and 26 of September | 2023-09-21 | 2023-09-26 | days
between 28 April and 3 May | between 28 April and 3 May | 2024-04-28 | 2024-05-03 | days
28 April – 3 May 2017 | 28 April – 3 May 2017 | 2017-04-28 | 2017-05-03 | days
from 30 December to 2 January | from 30 December to 2 January | 2023-12-30 | 2024-01-02 | days
from 15 April until now | from 15 April until now | 2024-04-15 | 2024-05-15 | month
in October | October | 2023-10-01 | 2023-10-31 | month
in March | March | 2024-03-01 | 2024-03-31 | month
in May | May | 2024-05-01 | 2024-05-15 | month
in October 2016 | October 2016 | 2016-10-01 | 2016-10-31 | month
during February 2016 | February 2016 | 2016-02-01 | 2016-02-29 | month
the October attacks | October | 2023-10-01 | 2023-10-31 | month
last October | last October | 2023-10-01 | 2023-10-31 | month
last May | last May | 2023-05-01 | 2023-05-31 | month
last month | last month | 2024-04-01 | 2024-04-30 | month
this month | this month | 2024-05-01 | 2024-05-15 | month
late last month | late last month | 2024-04-21 | 2024-04-30 | month
earlier this month | earlier this month | 2024-05-01 | 2024-05-15 | month
in early November 2014 | early November 2014 | 2014-11-01 | 2014-11-10 | month
mid-April | mid-April | 2024-04-11 | 2024-04-20 | month
at the end of July | the end of July | 2023-07-21 | 2023-07-31 | month
between March and April | between March and April | 2024-03-01 | 2024-04-30 | year
from November to February | from November to February | 2023-11-01 | 2024-02-29 | year
from March to May 2017 | from March to May 2017 | 2017-03-01 | 2017-05-31 | year
this week | this week | 2024-05-13 | 2024-05-15 | week
last week | last week | 2024-05-06 | 2024-05-12 | week
next week | next week | 2024-05-20 | 2024-05-26 | week
weekend raids | weekend | 2024-05-11 | 2024-05-12 | days
last weekend | last weekend | 2024-05-11 | 2024-05-12 | days
this year | this year | 2024-01-01 | 2024-05-15 | year
last year | last year | 2023-01-01 | 2023-12-31 | year
in 2016 | 2016 | 2016-01-01 | 2016-12-31 | year
in early 2011 | early 2011 | 2011-01-01 | 2011-04-30 | year
in late 2014 | late 2014 | 2014-09-01 | 2014-12-31 | year
from 2011 to 2016 | from 2011 to 2016 | 2011-01-01 | 2016-12-31 | year
between 2011 and 2013 | between 2011 and 2013 | 2011-01-01 | 2013-12-31 | year
since November 27 | since November 27 | 2023-11-27 | 2024-05-15 | year
since 10 August 2014 | since 10 August 2014 | 2014-08-10 | 2024-05-15 | year
since mid-April | since mid-April | 2024-04-11 | 2024-05-15 | year
since mid-June | since mid-June | 2023-06-11 | 2024-05-15 | year
since April | since April | 2024-04-01 | 2024-05-15 | year
since 2011 | since 2011 | 2011-01-01 | 2024-05-15 | year
since early 2011 | since early 2011 | 2011-01-01 | 2024-05-15 | year
since March 2011 | since March 2011 | 2011-03-01 | 2024-05-15 | year
since the beginning of the month | since the beginning of the month | 2024-05-01 | 2024-05-15 | month
since the start of the year | since the start of the year | 2024-01-01 | 2024-05-15 | year
since the beginning of November | since the beginning of November | 2023-11-01 | 2024-05-15 | year
since last week | since last week | 2024-05-06 | 2024-05-15 | month
since two days ago | since two days ago | 2024-05-13 | 2024-05-15 | days
since 3 May until 7 May | since 3 May until 7 May | 2024-05-03 | 2024-05-07 | days
since the coup of 1 February 2021 | since the coup of 1 February 2021 | 2021-02-01 | 2024-05-15 | year
since the emergency of 4 August 2023 | since the emergency of 4 August 2023 | 2023-08-04 | 2024-05-15 | year
since war broke out in March 2011 | since war broke out in March 2011 | 2011-03-01 | 2024-05-15 | year
from the start of this year until May 8 | from the start of this year until May 8 | 2024-01-01 | 2024-05-08 | year
27 March 2015 to Friday 10 April 2015 | 27 March 2015 to Friday 10 April 2015 | 2015-03-27 | 2015-04-10 | month
over the past 24 hours | over the past 24 hours | 2024-05-14 | 2024-05-15 | days
in the last 48 hours | in the last 48 hours | 2024-05-13 | 2024-05-15 | days
in the past ten days | in the past ten days | 2024-05-05 | 2024-05-15 | month
for the past ten days | for the past ten days | 2024-05-05 | 2024-05-15 | month
IN PAST 24 HOURS | IN PAST 24 HOURS | 2024-05-14 | 2024-05-15 | days
over the past week | over the past week | 2024-05-08 | 2024-05-15 | week
during the past two weeks | during the past two weeks | 2024-05-01 | 2024-05-15 | month
over the last three months | over the last three months | 2024-02-15 | 2024-05-15 | year
over the past eight years | over the past eight years | 2016-05-15 | 2024-05-15 | year
the past few days | the past few days | - | 2024-05-15 | unknown
in recent weeks | in recent weeks | - | 2024-05-15 | unknown
in 24 hours of bombardment | in 24 hours | 2024-05-14 | 2024-05-15 | days
two days ago | two days ago | 2024-05-13 | 2024-05-13 | day
12 hours ago | 12 hours ago | 2024-05-14 | 2024-05-15 | days
three weeks ago | three weeks ago | 2024-04-21 | 2024-04-27 | week
four months ago | four months ago | 2024-01-01 | 2024-01-31 | month
eight years ago | eight years ago | 2016-01-01 | 2016-12-31 | year
for years | for years | - | - | unknown
for more than two weeks | for more than two weeks | - | - | unknown
in the next three days | in the next three days | 2024-05-15 | 2024-05-18 | days
"""
CASES = [tuple(part.strip() for part in line.split(" | ")) for line in PLANTED.strip().splitlines()]


def _day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


#: text, the day that its last time resolves to: counted from the day of speaking, else from publication.
SPOKEN = [
    ("The council said in a May 3 statement that shells fell early this morning", date(2024, 5, 3)),
    ("Rescuers tweeted on May 3 that six people died today", date(2024, 5, 3)),
    ("Officials said on 3 May that five people were killed yesterday", date(2024, 5, 2)),
    ("The school was hit on May 3. Six people died today", date(2024, 5, 15)),
    ("The council said in a May 3 statement that it mourns.\nSix people died today", date(2024, 5, 15)),
    ("The council said in a May 3 statement that talks begin on Monday", date(2024, 5, 13)),
]


@pytest.mark.parametrize(("text", "day"), SPOKEN)
def test_this_morning_counts_from_the_day_of_speaking(text: str, day: date) -> None:
    last = find_times(text, PUBLISHED)[-1]
    assert (last.names.start, last.names.end) == (day, day)


@pytest.mark.parametrize(("text", "words", "start", "end", "precision"), CASES)
def test_planted(text: str, words: str, start: str, end: str, precision: str) -> None:
    mention = find_times(text, PUBLISHED)[0]
    found = (mention.text, mention.names.start, mention.names.end, mention.names.precision)
    assert found == (words, _day(start), _day(end), DatePrecision(precision))


def test_the_table_is_as_long_as_promised() -> None:
    assert len(CASES) >= 120


@pytest.mark.parametrize(
    "text",
    [
        "They march on the city and it may fall",
        "THE ARMY MAY HAVE SHELLED IT, TROOPS MARCH ON",
        "he sat down; the sun rose; mon ami",
        "T-72 tanks and 1,400 people",
        "2016 people were displaced",
        "in 2016 people were displaced there",
        "in 2000 villages",
        "aged 24, room 2019, flight 2014",
        "the 1990s",
        "they may 3 times",
        "the Sunday Times and Black Friday",
        "on Fridays they pray",
        "Damascus Today reported",
        "the last days of the siege",
        "within the last of them",
        "April Jones and June Smith",
        "version 3.4.2017.1",
    ],
)
def test_no_time(text: str) -> None:
    assert find_times(text, PUBLISHED) == ()


def test_a_number_of_people_after_a_month_is_no_day() -> None:
    (mention,) = find_times("In April 20 people were killed", PUBLISHED)
    assert (mention.text, mention.names.start) == ("April", date(2024, 4, 1))


def test_days_counted_from_the_day_named_before() -> None:
    text = "On Sunday jets struck. The previous day shells fell. Two days later it ended."
    assert [m.names.start for m in find_times(text, PUBLISHED)] == [
        date(2024, 5, 12),
        date(2024, 5, 11),
        date(2024, 5, 13),
    ]


def test_the_same_day_needs_a_day_before_it() -> None:
    (mention,) = find_times("The same day two died", PUBLISHED)
    assert mention.names.start is None


def test_without_a_publication_day_only_full_dates_are_told() -> None:
    mentions = find_times("On Friday, since 2011, on 3 May, on 3 May 2016, last week, in the past ten days", None)
    assert [(m.names.start, m.names.end) for m in mentions] == [
        (None, None),
        (date(2011, 1, 1), None),
        (None, None),
        (date(2016, 5, 3), date(2016, 5, 3)),
        (None, None),
        (None, None),
    ]
    assert all(m.names.anchor is None for m in mentions)


def test_the_anchor_is_kept_only_where_it_was_used() -> None:
    relative, absolute = find_times("On Friday and on 3 May 2016", PUBLISHED)
    assert (relative.names.anchor, absolute.names.anchor) == (PUBLISHED, None)


def test_expressions_do_not_reach_over_an_empty_line() -> None:
    assert [m.text for m in find_times("in May\n\n2017 people\nlast\nweek", PUBLISHED)] == ["May", "last\nweek"]


WORDS_SAID = """
on in since from until between and the last past next this Friday Monday May March october 3 7 21st
2016 2017 ten two days hours weeks ago month year week overnight yesterday early late mid- beginning
of , . - – / people 03/04/2013 2024-03-01 24 a to same previous day before Nov. Sat 0 31 99 9999
"""
WORDS = st.sampled_from([*WORDS_SAID.split(), "years", "hundred", "for", "recent", "\n", "\n\n"])


@given(st.lists(WORDS, max_size=14).map(" ".join), st.none() | st.dates())
def test_mentions_are_exact_ordered_and_sane(text: str, published: date | None) -> None:
    mentions = find_times(text, published)
    assert mentions == find_times(text, published)
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text == mention.text.strip()
        end = mention.end
        when = mention.names
        if when.start is not None and when.end is not None:
            assert when.start <= when.end
        else:
            assert when.precision is DatePrecision.UNKNOWN


@pytest.mark.parametrize("said", ["May", "from 1", "since a", "the last two", "Monday,", "overnight on"])
@pytest.mark.parametrize("fill", [" ", "\n ", "\xa0", "on ", "May ", ".", "1-"])
def test_a_long_run_of_one_thing_is_read(said: str, fill: str) -> None:
    text = said + fill * (20_000 // len(fill)) + ".x"
    assert all(text[m.start : m.end] == m.text for m in find_times(text, PUBLISHED))


@given(st.text(max_size=60), st.dates())
def test_any_text_is_read(text: str, published: date) -> None:
    for mention in find_times(text, published):
        assert text[mention.start : mention.end] == mention.text


@given(st.dates(min_value=date(1900, 1, 8)), st.sampled_from(list(stdlib_calendar.day_name)))
def test_weekdays_against_walking_back(published: date, name: str) -> None:
    day = published
    while stdlib_calendar.day_name[day.weekday()] != name:
        day -= timedelta(days=1)
    (plain,) = find_times(f"on {name}", published)
    assert plain.names.start == plain.names.end == day
    assert published - timedelta(days=7) < day <= published
    (last,) = find_times(f"last {name}", published)
    assert last.names.start == (day if day < published else day - timedelta(days=7))


@given(st.dates(min_value=date(1901, 1, 1)), st.integers(1, 12))
def test_months_against_walking_back(published: date, month: int) -> None:
    day = published
    while day.month != month:
        day -= timedelta(days=1)
    first = day.replace(day=1)
    (mention,) = find_times(f"in {stdlib_calendar.month_name[month]}", published)
    assert (mention.names.start, mention.names.end) == (first, day)
    assert mention.names.precision is DatePrecision.MONTH


@given(st.dates(min_value=date(1910, 1, 1)), st.integers(1, 12), st.integers(1, 31))
def test_days_without_a_year_against_walking_back(published: date, month: int, day: int) -> None:
    expected = next(
        (
            found
            for back in range(366 * 8 + 2)
            if (found := published - timedelta(days=back)).month == month and found.day == day
        ),
        None,
    )
    assert day_until(published, month, day) == expected


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(1, 200))
def test_days_back_against_counting(published: date, count: int) -> None:
    day = published
    for _ in range(count):
        day -= timedelta(days=1)
    assert shift_units(published, -count, "day") == day
    (mention,) = find_times(f"{count} days ago", published)
    assert mention.names.start == day


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_thirds_cover_a_month_once(year: int, month: int) -> None:
    length = stdlib_calendar.monthrange(year, month)[1]
    whole = Days(date(year, month, 1), date(year, month, length))
    covered = []
    for part in range(3):
        start, end = third(whole, part)
        assert start is not None
        assert end is not None
        covered += [start + timedelta(days=i) for i in range((end - start).days + 1)]
    assert covered == [date(year, month, day) for day in range(1, length + 1)]


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(1, 500))
def test_precision_follows_the_codebook(start: date, length: int) -> None:
    found = precision_of(Days(start, start + timedelta(days=length - 1)))
    steps = [(1, "day"), (6, "days"), (7, "week"), (31, "month")]
    assert found == next((name for limit, name in steps if length <= limit), "year")


HEADED = "Weekly bulletin, 6-12 May 2024 (issued 14 May)\n\n"


@pytest.mark.parametrize(
    ("words", "mention"),
    [
        ("During the reporting period six attacks were verified.", "During the reporting period"),
        ("Six attacks were verified in the reporting week.", "in the reporting week"),
        ("Total for the week: six dead.", "for the week"),
        ("In the period under review six died.", "In the period under review"),
    ],
)
def test_the_period_of_a_report_is_that_of_its_heading(words: str, mention: str) -> None:
    last = find_times(HEADED + words, PUBLISHED)[-1]
    assert (last.text, last.names.start, last.names.end) == (mention, date(2024, 5, 6), date(2024, 5, 12))


def test_the_next_day_needs_no_article() -> None:
    last = find_times("They were hit on 3 May 2024 and found next day.", PUBLISHED)[-1]
    assert (last.text, last.names.start) == ("next day", date(2024, 5, 4))


def test_the_same_period_is_the_one_told_last() -> None:
    text = HEADED + "Five died between 8 and 10 May. Over the same period ten were hurt, the same period last year two."
    found = find_times(text, PUBLISHED)
    assert [(one.names.start, one.names.end) for one in found if one.text == "Over the same period"] == [
        (date(2024, 5, 8), date(2024, 5, 10))
    ]
    assert not any(one.text.startswith("the same period") for one in found)


@pytest.mark.parametrize("heading", ["Monthly update, May 2024\n\n", "Update of 12 May 2024\n\n", ""])
def test_without_days_in_the_heading_the_period_is_not_told(heading: str) -> None:
    assert not any("period" in one.text for one in find_times(heading + "In the reporting period six died.", PUBLISHED))


def test_the_week_of_a_day() -> None:
    (found,) = find_times("Notes from the field, week of 6 May 2024", PUBLISHED)
    assert (found.text, found.names.start, found.names.end) == (
        "week of 6 May 2024",
        date(2024, 5, 6),
        date(2024, 5, 12),
    )

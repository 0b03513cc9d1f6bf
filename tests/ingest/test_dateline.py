from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadwin.ingest.dateline import read_dateline, read_day

_BODY = "Shells fell on the market of Tal Amara, killing four people, the town's hospital said."


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Date of publication 3 April 2017 ", date(2017, 4, 3)),
        ("Fri 07 Apr 2017 at 0914 ", date(2017, 4, 7)),
        ("October 2 2013 ", date(2013, 10, 2)),
        ("Published: 2024-03-01\n\n", date(2024, 3, 1)),
        ("Published 2024-03-01 by Example Wire\n", date(2024, 3, 1)),
        ("23 November 2016 ", date(2016, 11, 23)),
        ("2024-05-06T10:00Z\n", date(2024, 5, 6)),
        ("[2024-05-06 10:00] ", date(2024, 5, 6)),
        ("Posted on 25.6.2023\n", date(2023, 6, 25)),
        ("Posted on 6/25/2023\n", date(2023, 6, 25)),
        ("Posted on 5.5.2023\n", date(2023, 5, 5)),
        ("Monday 5/6/2023\n", date(2023, 6, 5)),  # only one reading falls on a Monday
        ("Last updated at Apr 152017 ", date(2017, 4, 15)),  # a comma lost on the way
        ("Monday, 07 November 2016 19:02 ", date(2016, 11, 7)),
        ("Posted on July 2 2016 by Example Gazette\n", date(2016, 7, 2)),
        ("LONDON, Nov 4, 2016 (Wire) - ", date(2016, 11, 4)),
        ("Kyiv, 4 March 2022 – ", date(2022, 3, 4)),
        ("Market hit in Tal Amara\n\nGeneva, 4 March 2022\n\n", date(2022, 3, 4)),
        ("Market hit in Tal Amara\n3rd of April, 2017\n", date(2017, 4, 3)),
        ("Market Hit In Tal Amara Monitor Wire Tuesday 5 Jul 2016 ", date(2016, 7, 5)),
        ("# Flash update 4\n\n*15-Apr-2017*\n\n", date(2017, 4, 15)),
        ("Updated 6 May 2024. Published 5 May 2024\n", date(2024, 5, 5)),
        ("\ufeff3 April 2017\n", date(2017, 4, 3)),
    ],
)
def test_a_dateline_gives_the_publication_day(head: str, day: date) -> None:
    assert read_dateline(head + _BODY).published == day


@pytest.mark.parametrize(
    "text",
    [
        "On 3 April 2017 shells fell on the market of Tal Amara.",
        "Four people were killed in Tal Amara on 3 April 2017, the hospital said.",
        "The market has been shelled since March 2011, and on Tuesday, 4 April 2017, four people died.",
        "The hospital said that Tuesday 4 April 2017 was the worst day.",
        "LONDON, Nov 4 (Wire) - Four people were killed.",
        "4 April. Four people were killed.",
        "Four people were killed in April 2017.",
        "Invoice 2017-04-031, call 010-12-2015-77",
        "",
    ],
)
def test_the_day_of_what_is_reported_is_not_the_publication_day(text: str) -> None:
    assert read_dateline(text).published is None


def test_a_date_far_from_the_start_is_not_a_dateline() -> None:
    assert read_dateline(_BODY * 5 + "\n3 April 2017\n" + _BODY).published is None


def test_a_last_line_may_say_when_it_was_published() -> None:
    assert read_dateline(_BODY * 5 + "\n\nPublished on 3 April 2017 at 10:14\n").published == date(2017, 4, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("02-09-2013 Three killed in Qarya. A bomb killed three people on Monday.", date(2013, 9, 2)),
        ("02-09-2013 Three killed in Qarya. A bomb killed three people on Sunday night.", date(2013, 9, 2)),
        ("02-09-2013 Three killed in Qarya. A bomb killed three people on Friday.", date(2013, 2, 9)),
        ("02-09-2013 Three killed in Qarya. A bomb killed three people.", None),
        ("02-09-2013 Three killed in Qarya. One died on Monday, two on Friday.", None),
        ("03-04-2023 Three killed in Qarya. A bomb killed three people on Tuesday.", None),  # neither is near
    ],
)
def test_the_weekday_of_the_news_tells_the_order_of_a_date(text: str, day: date | None) -> None:
    assert read_dateline(text).published == day


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("Posted on 5.6.2023\n", "which number is the month"),
        ("31 April 2017\n", "not a day of the calendar"),
        ("Monday 4 April 2017\n", "weekday"),
    ],
)
def test_a_date_that_cannot_be_told_is_set_aside_with_its_reason(head: str, reason: str) -> None:
    dateline = read_dateline(head + _BODY)
    assert dateline.published is None
    assert reason in dateline.set_aside[0]


@given(
    st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%a %d %b %Y", "%Y-%m-%d"])
)
def test_every_day_is_read_back_in_every_clear_form(day: date, form: str) -> None:
    assert read_day(day.strftime(form)) == day
    assert read_dateline(f"{day.strftime(form)}\n{_BODY}").published == day


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.sampled_from("./-"))
def test_numbers_alone_are_read_right_or_not_at_all(day: date, sep: str) -> None:
    for form in (f"%d{sep}%m{sep}%Y", f"%m{sep}%d{sep}%Y"):
        assert read_day(day.strftime(form)) in (day, None)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(1, 6))
def test_a_wrong_weekday_is_never_overlooked(day: date, off: int) -> None:
    wrong = (day + timedelta(days=off)).strftime("%A")
    assert read_day(f"{wrong} {day.strftime('%d %B %Y')}") is None


@pytest.mark.parametrize(
    "text", ["3 April 2017 or so", "yesterday", "2017", "April 2017", "99/99/2017", "", "2017-13-01"]
)
def test_what_is_not_one_day_is_none(text: str) -> None:
    assert read_day(text) is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Market hit in Tal Amara\n\n" + _BODY, "Market hit in Tal Amara"),
        ("# Market hit in Tal Amara\n\n" + _BODY, "Market hit in Tal Amara"),
        ("Market hit in Tal Amara\r\n3 April 2017\r\n" + _BODY, "Market hit in Tal Amara"),
        ("3 April 2017\nMarket hit in Tal Amara\n\n" + _BODY, "Market hit in Tal Amara"),
        ("Market hit in Tal Amara\n" + _BODY, "Market hit in Tal Amara"),
        (_BODY, None),
        (_BODY + "\n\n" + _BODY, None),
        (
            "Shells fell on the market of Tal Amara, killing four people\nincluding two children of one family, said\n",
            None,
        ),
        ("3 April 2017\n\n" + _BODY, None),
        ("Market hit in Tal Amara", None),
        ("", None),
    ],
)
def test_title_is_a_short_first_line_that_stands_apart(text: str, title: str | None) -> None:
    assert read_dateline(text).title == title


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("LONDON, Nov 4 (Example Wire) - Four people", "Example Wire"),
        ("AMMAN (EW) — Four people", "EW"),
        ("Amman (Reuters) - Four people", "Reuters"),
        ("White Helmets (SCD) - a rescue service - said four people", None),
        ("ALEPPO (Syria) - Four people", None),
        ("LONDON (UK) - Four people", None),
        ("Posted on July 2 2016 by Example Gazette\nFour people", "Example Gazette"),
        ("The Observatory (EOHR) said four people", None),
        ("Four people (two of them women) - died", None),
        (_BODY, None),
    ],
)
def test_publisher_is_the_wire_that_opens_the_report(text: str, publisher: str | None) -> None:
    assert read_dateline(text).publisher == publisher


@given(st.text(max_size=400))
def test_any_text_is_survived(text: str) -> None:
    dateline = read_dateline(text)
    assert dateline.title is None or dateline.title in text


@pytest.mark.parametrize(
    "text", ["1" * 300, "A, " * 100, "(" * 300, "Mon " * 75, "A a" * 50 + "(", "1.1." * 75, "published " * 30]
)
def test_patterns_do_not_blow_up(text: str) -> None:
    assert read_dateline(text * 3).published is None

"""The day of a figure in a whole report: by its sentence, by the head of a log, by the report's period, or none."""

from datetime import date

import pytest
from reading import read_whole

from tadwin.types import Claim
from tadwin.vocab import Effect, Scope

#: A Wednesday.
PUBLISHED = date(2024, 5, 15)


def day(number: int, month: int = 5) -> date:
    return date(2024, month, number)


def spans(claims: tuple[Claim, ...]) -> list[tuple[date | None, date | None] | None]:
    return [(claim.time.start, claim.time.end) if claim.time else None for claim in claims]


def one(first: date, last: date | None = None) -> tuple[date, date]:
    return first, last or first


@pytest.mark.parametrize(
    "text",
    [
        "In April, 98 people were killed in attacks in the north of Syria.",
        "Since January 2022, more than 1,500 people have been killed in Haiti.",
        "Since 2019 the conflict has displaced 2,000,000 people in Burkina Faso.",
        "Between January and March 45 people died in the prisons of Yemen.",
        "In the month of April sixty persons lost their lives in Beni.",
        "Four nurses who had been with us since 2019 were killed in Khan Younis.",
        "Three men died in custody in Homs, the last on 2 May.",
    ],
)
def test_a_month_or_a_year_without_a_day_gives_no_time(text: str) -> None:
    assert spans(read_whole(text, PUBLISHED)) == [None]


def test_since_a_month_of_this_year_runs_from_its_first_day() -> None:
    (claim,) = read_whole("More than 300 civilians have been killed in Aleppo since April.", PUBLISHED)
    assert spans((claim,)) == [one(date(PUBLISHED.year, 4, 1), PUBLISHED)]


def test_what_came_after_has_no_day_of_its_frame() -> None:
    told = read_whole(
        "A jet was shot down near Homs on 2 May. Its pilot was captured and subsequently killed.", PUBLISHED
    )
    assert spans(told)[-1] is None


def test_who_died_since_did_not_die_on_the_day_of_the_attack() -> None:
    (_, died) = read_whole(
        "The 31 people hurt in Tuesday's attack are in care, and three have died since being taken in.", PUBLISHED
    )
    assert spans((died,)) == [None]


def test_a_month_is_kept_as_the_period_of_a_count() -> None:
    (claim,) = read_whole("In April 2024, 98 people were killed in attacks in the north of Syria.", PUBLISHED)
    assert claim.period is not None
    assert (claim.period.start, claim.period.end) == (day(1, 4), day(30, 4))
    (claim,) = read_whole("Since the beginning of the month 98 people have been killed in Syria.", PUBLISHED)
    assert spans((claim,)) == [one(day(1), day(15))]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Between the evening of 6 May and 9 May, 30 people were killed in Homs.", day(6), day(9)),
        ("Since the night of 7 May shelling has killed 12 people in Homs.", day(7), day(15)),
        ("Since the May 1 coup, 70 people have been killed in Homs.", day(1), day(15)),
        ("Over 120 people were killed in Homs since the state of siege was declared on 6 May.", day(6), day(15)),
        ("Before dawn on Thursday shells killed four people in Homs.", day(9), day(9)),
        ("On Easter Sunday a bomb killed nine people in Homs.", day(5), day(5)),
        ("Two men were shot dead in Homs on the night of 13 to 14 May.", day(13), day(14)),
    ],
)
def test_days_as_they_are_told(text: str, first: date, last: date) -> None:
    assert spans(read_whole(text, PUBLISHED)) == [one(first, last)]


def test_days_that_stand_alone_head_what_follows() -> None:
    text = (
        "Weekly summary of violations\n\n10 May\nA landmine killed a shepherd near Palmyra.\n\n"
        "12 May\nGunmen shot dead a former fighter in Homs. Two people were arrested at a checkpoint.\n\n"
        "14 May\nMilitiamen kidnapped four traders near Raqqa."
    )
    assert spans(read_whole(text, PUBLISHED)) == [one(day(n)) for n in (10, 12, 12, 14)]


def test_days_that_open_the_lines_of_a_log() -> None:
    text = (
        "Field hospital notes\n09.05. 127 killed, 40 wounded. Air raids on the town.\n10.05. 38 killed.\n"
        "Today, 11.05: 13 killed by rockets."
    )
    assert spans(read_whole(text, PUBLISHED)) == [one(day(n)) for n in (9, 9, 10, 11)]
    text = (
        "WEEKLY | 6 - 12 May 2024\nMonday 6: 5 killed by shelling.\n"
        "Thursday 9: no raids because of rain. 1 killed by a mine.\nWeek total: 51 killed."
    )
    assert spans(read_whole(text, PUBLISHED)) == [one(day(6)), one(day(9)), one(day(6), day(12))]


def test_the_line_of_a_case_file_gives_its_day() -> None:
    text = (
        "Case file 118\nIncident date: 2 May 2024\nLocation: Homs\nArmed men came on foot. They beheaded two farmers.\n"
        "Case file 119\nIncident date: 5 May 2024\nLocation: Hama\nA minibus was fired upon. Four passengers were hurt."
    )
    assert spans(read_whole(text, PUBLISHED)) == [one(day(2)), one(day(5))]


def test_the_heading_gives_the_reporting_period() -> None:
    text = (
        "Protection of civilians\nUpdate covering 1 to 30 April 2024\n\n"
        "In April, the Office verified that 113 civilians were killed in Ukraine. A further 401 people were injured."
        "\n\nIllustrative incidents\n\n"
        "On 5 April, a bomb struck a post office in Sumy. Two employees died at the scene.\n\n"
        "In the reporting period 12 people were abducted."
    )
    month = one(day(1, 4), day(30, 4))
    claims = read_whole(text, PUBLISHED)
    assert spans(claims) == [month, month, one(day(5, 4)), month]
    assert [claim.scope for claim in claims] == [Scope.TALLY, Scope.TALLY, Scope.INCIDENT, Scope.TALLY]


def test_a_heading_of_two_weeks_is_a_period_too() -> None:
    text = (
        "Biweekly report, 30 April - 13 May 2024\nDuring the period, 17 people were killed in the West Bank. "
        "In the same period, settlers injured nine people."
    )
    assert spans(read_whole(text, PUBLISHED)) == [one(day(30, 4), day(13))] * 2


def test_an_attack_that_opens_with_its_day_gives_none_to_what_was_told_before() -> None:
    text = (
        "At least 11 people died under torture. On Monday, 13 May, warplanes hit a market in Homs, killing 43 people."
    )
    assert spans(read_whole(text, PUBLISHED)) == [None, one(day(13))]
    behind = "Nine people were killed in Homs. The bomb went off on Monday."
    assert spans(read_whole(behind, PUBLISHED)) == [one(day(13))]


def test_an_attack_of_a_month_stands_aside() -> None:
    text = (
        "An air strike hit a camp near Homs on 10 May, killing 50 people. In April, seven people died in a strike "
        "there. A water tank was destroyed."
    )
    assert spans(read_whole(text, PUBLISHED)) == [one(day(10)), None, one(day(10))]


def test_a_day_after_is_the_day_of_what_is_told_behind_it() -> None:
    text = (
        "Rescuers searched a hall in Homs on Tuesday, a day after it was flattened by an air strike. "
        "At least 30 people had died."
    )
    assert spans(read_whole(text, PUBLISHED)) == [one(day(13))]
    text = "Shells killed nine people in Homs on Tuesday, a day after a bomb killed four in Hama."
    assert spans(read_whole(text, PUBLISHED)) == [one(day(14)), one(day(13))]


def test_a_day_of_speaking_is_no_day_of_harm() -> None:
    text = "A bomb went off in Homs on Saturday. The mayor, at the scene on Sunday, said that 100 people were killed."
    assert spans(read_whole(text, PUBLISHED)) == [one(day(11))]
    text = "A bomb killed nine people in Homs on Saturday. The government had put the toll at 12 on Sunday."
    assert spans(read_whole(text, PUBLISHED))[-1] == one(day(11))


def test_those_led_away_are_of_the_attack_told() -> None:
    text = "On 10 May armed men raided a village near Homs and killed two farmers. They also abducted nine people."
    claims = read_whole(text, PUBLISHED)
    assert [claim.effect for claim in claims] == [Effect.KILLED, Effect.ABDUCTED]
    assert spans(claims) == [one(day(10))] * 2


def test_items_of_a_list_take_no_day_from_behind_it() -> None:
    text = (
        "Highlights\n- 612 families were displaced near Homs\n- 44 houses were damaged\n\nOverview\n"
        "On 9 May shells killed a farmer near Homs."
    )
    assert spans(read_whole(text, PUBLISHED)) == [None, None, one(day(9))]


def test_an_old_dateline_is_what_days_are_counted_from() -> None:
    text = "HOMS, May 11 (Agency) - Shells killed nine people in the town on Friday. In the night two others died."
    assert spans(read_whole(text, PUBLISHED))[0] == one(day(10))
    overnight = "HOMS, May 11 (Agency) - Shells killed nine people in the town overnight."
    assert spans(read_whole(overnight, PUBLISHED)) == [one(day(10), day(11))]

"""Bulletins: which figures go on with what a report counts over its period, and which tell of an attack."""

from datetime import date

from reading import read_whole, told

from tadwin.types import Claim
from tadwin.vocab import Scope

PUBLISHED = date(2024, 5, 10)
APRIL = (date(2024, 4, 1), date(2024, 4, 30))


def scopes(claims: tuple[Claim, ...]) -> list[str]:
    return ["tally" if claim.scope is Scope.TALLY else "incident" for claim in claims]


def times(claims: tuple[Claim, ...]) -> list[tuple[date | None, date | None] | None]:
    """The days of each claim, or of the month that it counts over."""
    told_of = [claim.time or claim.period for claim in claims]
    return [(when.start, when.end) if when else None for when in told_of]


def where(claims: tuple[Claim, ...]) -> list[list[str]]:
    return [[place.name for place in claim.places] for claim in claims]


def test_the_month_of_the_title_holds_under_every_heading() -> None:
    text = (
        "The death toll for April 2024\n\n"
        "The network recorded the killing of 900 people, divided as follows:\n\n"
        "First: Government forces\n\n"
        "The network recorded the killing of 400 civilians by government forces, among them 60 children.\n\n"
        "We also documented the killing of 120 rebels.\n\n"
        "Second: Armed opposition\n\n"
        "The network recorded the killing of 20 civilians, including four women."
    )
    claims = read_whole(text, PUBLISHED)
    assert [claim.figure.value for claim in claims] == [900, 400, 60, 120, 20, 4]
    assert set(scopes(claims)) == {"tally"}
    assert times(claims) == [APRIL] * 6


def test_each_section_of_a_weekly_bulletin_counts_its_place() -> None:
    text = (
        "Weekly protection bulletin\n3 - 9 May 2024\n\n"
        "Idlib\n\nTwelve civilians were killed and 20 injured.\n\n"
        "Aleppo\n\nThree civilians were killed. On 5 May a boy was shot dead in Manbij."
    )
    claims = read_whole(text, PUBLISHED)
    assert scopes(claims) == ["tally", "tally", "tally", "incident"]
    assert times(claims) == [(date(2024, 5, 3), date(2024, 5, 9))] * 3 + [(date(2024, 5, 5), date(2024, 5, 5))]
    assert where(claims)[:3] == [["Idlib"], ["Idlib"], ["Aleppo"]]
    assert where(claims)[3][0] == "Manbij"


def test_an_attack_told_in_a_bulletin_is_none_of_its_counts() -> None:
    """Its sentence may hold no figure; words of counting take the bulletin's count up again."""
    text = (
        "Monthly update, April 2024\n\n"
        "On 12 April a drone hit a market in Ariha. Six people were killed and 14 wounded.\n\n"
        "In total, 80 houses were damaged."
    )
    claims = read_whole(text, PUBLISHED)
    assert scopes(claims) == ["incident", "incident", "tally"]
    assert times(claims) == [(date(2024, 4, 12), date(2024, 4, 12))] * 2 + [APRIL]


def test_what_came_after_the_reporting_period_is_not_of_it() -> None:
    text = (
        "Report on protection, 1 - 14 April 2024\n\n"
        "Developments after the reporting period\n\nTwelve people were killed.\n\n"
        "Within the reporting period\n\nForty people were killed."
    )
    after, within = read_whole(text, PUBLISHED)
    assert (after.scope, after.time) == (Scope.INCIDENT, None)
    assert times((within,)) == [(date(2024, 4, 1), date(2024, 4, 14))]


def test_the_period_of_one_item_is_not_that_of_the_next() -> None:
    text = (
        "Highlights\n\n"
        "- Shelling killed 20 civilians in Idlib between 1 and 14 April.\n"
        "- 300 houses were damaged.\n"
        "- On 9 April a drone killed two farmers near Saraqib."
    )
    claims = read_whole(text, PUBLISHED)
    assert scopes(claims) == ["tally", "tally", "incident"]
    assert times(claims)[1] is None


def test_the_dead_of_a_period_are_divided_behind_it() -> None:
    text = (
        "At least 31 civilians were killed in Idlib in April, a monitor said.\n\n"
        "The dead included nine children and six women.\n\n"
        "Another 80 people were wounded."
    )
    claims = read_whole(text, PUBLISHED)
    assert told(claims) == [
        "killed at_least 31 civilian",
        "killed 9 children of 0",
        "killed 6 women of 0",
        "injured 80",
    ]
    assert times(claims) == [APRIL] * 4
    assert where(claims) == [["Idlib"]] * 4


def test_a_woman_is_no_share_of_the_children() -> None:
    text = "In April the group counted 90 dead. The victims included 40 children. The dead included 30 women."
    claims = read_whole(text, PUBLISHED)
    assert told(claims)[1:] == ["killed 40 children of 0", "killed 30 women of 0"]


def test_news_of_an_attack_goes_on_behind_a_count_told_in_passing() -> None:
    text = (
        "Ten people were killed when a bomb went off in Ariha on Monday.\n\n"
        "In April, 40 people were killed in the province.\n\n"
        "The bomb also wounded 30 people."
    )
    claims = read_whole(text, PUBLISHED)
    assert scopes(claims) == ["incident", "tally", "incident"]
    assert where(claims)[2] == ["Ariha"]


def test_a_count_since_something_unnamed_is_not_of_the_reports_period() -> None:
    text = (
        "Weekly update, 3 - 9 May 2024\n\nThirty people were injured.\n\n"
        "Since the protests against the dam began, nine people have been killed."
    )
    claims = read_whole(text, PUBLISHED)
    assert scopes(claims) == ["tally", "tally"]
    assert times(claims)[1] is None


def test_one_attack_with_its_day_is_no_part_of_several_told_before() -> None:
    text = (
        "Russian forces carried out at least five attacks on ports in the Odesa region.\n\n"
        "One such attack on 3 May killed three men and injured 12 more."
    )
    claims = read_whole(text, PUBLISHED)
    assert scopes(claims) == ["tally", "incident", "incident"]
    assert where(claims)[1] == ["Odesa"]

"""Figures told place by place: each is of its own place, and a number behind a place is nobody's age."""

from datetime import date

import pytest
from reading import read_whole, told

from tadwin.types import Claim
from tadwin.vocab import Scope

PUBLISHED = date(2024, 5, 10)


def by_place(claims: tuple[Claim, ...]) -> list[tuple[str, int | None, list[str]]]:
    return [(str(claim.effect), claim.figure.value, [place.name for place in claim.places]) for claim in claims]


def test_each_governorate_has_its_own() -> None:
    text = "In April Homs suffered 18 killed and 22 injured; Hama 19 killed and 3 injured and Idlib 17 killed."
    claims = read_whole(text, PUBLISHED)
    assert by_place(claims) == [
        ("killed", 18, ["Homs"]),
        ("injured", 22, ["Homs"]),
        ("killed", 19, ["Hama"]),
        ("injured", 3, ["Hama"]),
        ("killed", 17, ["Idlib"]),
    ]
    assert not any(claim.victims for claim in claims)
    assert {claim.scope for claim in claims} == {Scope.TALLY}


def test_brackets_belong_to_the_place_before_them() -> None:
    text = (
        "Casualties, April 2024\n\nHoms was the worst affected governorate, with 63 civilian casualties (20 killed, "
        "43 injured), followed by Hama (08 killed, 34 injured) and Idlib (13 killed and 05 injured)."
    )
    claims = read_whole(text, PUBLISHED)
    assert [place for _, _, place in by_place(claims)] == [["Homs"]] * 3 + [["Hama"]] * 2 + [["Idlib"]] * 2
    assert {claim.scope for claim in claims} == {Scope.TALLY}
    assert {when and when.start for when in (claim.time or claim.period for claim in claims)} == {date(2024, 4, 1)}


def test_numbers_behind_places_divide_the_figure_before_them() -> None:
    text = "On 3 May, 204 people were wounded during protests near Homs (70), Hama (15) and Idlib (119)."
    claims = read_whole(text, PUBLISHED)
    assert told(claims) == ["injured 204", "injured 70 of 0", "injured 15 of 0", "injured 119 of 0"]
    assert [place for _, _, place in by_place(claims)][1:] == [["Homs"], ["Hama"], ["Idlib"]]
    assert not any(claim.victims for claim in claims)


def test_a_days_total_of_a_region_is_a_tally_and_its_parts_are_incidents() -> None:
    text = "On Monday shelling wounded 5 residents: 2 in Hama, 2 in Homs and 1 in Idlib."
    claims = read_whole(text, PUBLISHED)
    assert [claim.scope for claim in claims] == [Scope.TALLY] + [Scope.INCIDENT] * 3
    assert [place for _, _, place in by_place(claims)][1:] == [["Hama"], ["Homs"], ["Idlib"]]
    assert {claim.time and claim.time.start for claim in claims} == {date(2024, 5, 6)}


@pytest.mark.parametrize("text", ["In Hama 19 killed and 3 injured.", "Hama 19 killed, 3 injured, Homs 12 killed."])
def test_a_place_is_no_victim(text: str) -> None:
    claims = read_whole(text, PUBLISHED)
    assert by_place(claims)[:2] == [("killed", 19, ["Hama"]), ("injured", 3, ["Hama"])]
    assert not any(claim.victims for claim in claims)


def test_people_with_their_ages_are_victims_still() -> None:
    claims = read_whole("Ziad (13) and Omar (15) were killed in Hama.", PUBLISHED)
    assert [(one.name, one.age) for claim in claims for one in claim.victims] == [("Ziad", 13), ("Omar", 15)]
    claims = read_whole("His son Ahmed 12, and his brother Ali 14, were killed.", PUBLISHED)
    assert [(one.name, one.age) for claim in claims for one in claim.victims] == [("Ahmed", 12), ("Ali", 14)]

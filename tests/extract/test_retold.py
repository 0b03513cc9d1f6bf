"""One attack told twice in one report is one frame; another's blame in doubt is no doubt of the dead."""

from datetime import date

import pytest
from reading import read_alone, read_whole, told

from tadwin.types import Claim
from tadwin.vocab import ALSO, COUNTS_OTHERS, COUNTS_SEEN, KIN, Scope

#: A Wednesday.
PUBLISHED = date(2024, 3, 6)
MONDAY, TUESDAY = date(2024, 3, 4), date(2024, 3, 5)


def read(text: str) -> tuple[Claim, ...]:
    return read_whole(text, PUBLISHED)


def frames(claims: tuple[Claim, ...]) -> list[int]:
    order = list(dict.fromkeys(claim.frame for claim in claims))
    return [order.index(claim.frame) for claim in claims]


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("Suspected rebels massacred 51 civilians in the north.", ["killed 51 civilian"]),
        ("Suspected gunmen kidnapped 20 pupils.", ["abducted 20 children"]),
        ("A suspected drone strike killed five people.", ["killed 5"]),
        ("Alleged members of a gang shot dead six men.", ["killed 6 men"]),
        # an alleged strike may be none, and a suspected death too
        ("Alleged airstrikes killed 13 people.", ["killed 13 hedged"]),
        ("Nine suspected deaths were recorded.", ["killed 9 hedged"]),
        ("Suspected rebels possibly killed six people.", ["killed 6 hedged"]),
        # monitors write so of all that others told them: it is no doubt of theirs
        ("Six people were reportedly killed.", ["killed 6"]),
    ],
)
def test_doubt_of_who_did_it_is_no_doubt_of_the_dead(sentence: str, claims: list[str]) -> None:
    (extraction,) = read_alone([sentence])
    assert told(extraction.claims) == claims


def test_those_only_suspected_are_accused_by_no_incident() -> None:
    (claim,) = read("Suspected rebels killed 51 civilians in the village of Tolna on Monday.")
    assert claim.perpetrators
    assert any(one.attribute == "perpetrators" and "suspected" in one.rule for one in claim.evidence)


def test_a_lead_told_again_behind_its_place_and_day_learns_both() -> None:
    claims = read(
        "At least seven people were killed when the army launched air strikes at a village, a witness said.\n\n"
        "The army has held power for two years and is fought in much of the country.\n\n"
        "Planes dropped bombs on Tolna village on Monday.\n\n"
        "A spokesman could not be reached.\n\n"
        "Seven villagers were killed, while at least five others were injured, the witness said."
    )
    assert told(claims) == ["killed at_least 7", "killed 7", "injured at_least 5"]
    assert frames(claims) == [0, 0, 0]
    assert [claim.time and claim.time.start for claim in claims] == [MONDAY] * 3
    assert [claim.places[0].name for claim in claims] == ["Tolna"] * 3


def test_an_attack_of_the_same_size_elsewhere_is_no_lead_told_again() -> None:
    claims = read(
        "Seven people were killed in Mosul on Tuesday. A bomb went off in Kirkuk on Monday. Seven people were killed."
    )
    assert [place.name for place in claims[0].places] == ["Mosul"]
    assert claims[0].time is not None
    assert claims[0].time.start == TUESDAY


def test_what_one_sentence_tells_in_passing_is_one_attack() -> None:
    claims = read(
        "A farmer was killed in Mosul on Tuesday. The blast came a day after two soldiers were killed and three other "
        "soldiers were injured in Kirkuk."
    )
    assert told(claims)[1:] == ["killed 2 combatant", "injured 3 combatant"]
    assert frames(claims) == [0, 1, 1]


def test_a_toll_that_somebody_gave_before_is_of_the_attack_told() -> None:
    claims = read(
        "The toll of a strike on a house in Tolna on Monday has risen to 10, the agency reported. The Health Ministry "
        "previously said that the strike killed six people and wounded three others."
    )
    assert told(claims) == ["killed 10", "killed 6", "injured 3"]
    assert frames(claims) == [0, 0, 0]


def test_what_was_done_before_is_another_attack() -> None:
    claims = read(
        "A strike on Tolna on Monday killed 10 people. The army had previously shelled the village, killing six people."
    )
    assert frames(claims) == [0, 1]


def test_attacks_in_a_town_and_a_province_are_counted_together() -> None:
    claims = read(
        "Six people were killed and five wounded in attacks by militants in Kirkuk and Diyala province. On Monday "
        "gunmen opened fire on a patrol in Kirkuk, killing five people."
    )
    assert [claim.scope for claim in claims] == [Scope.TALLY, Scope.TALLY, Scope.INCIDENT]
    assert frames(claims) == [0, 0, 1]


def test_bodies_that_a_witness_saw_are_marked_and_those_found_are_not() -> None:
    texts = ["A witness saw seven bodies in the hotel.", "Rescuers pulled seven bodies from the rubble."]
    marked = [
        any(one.attribute == COUNTS_SEEN for claim in extraction.claims for one in claim.evidence)
        for extraction in read_alone(texts)
    ]
    assert marked == [True, False]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("A man was killed. His two daughters were killed.", KIN),
        ("A man was killed. Two guards were killed too.", ALSO),
        ("A man was killed. Two guards were killed.", None),
        # the kin of one killed are others than the killed, and need not be other injured
        ("A man was wounded. A girl was killed and her two brothers were wounded.", None),
    ],
)
def test_kin_and_too_count_others(text: str, rule: str | None) -> None:
    (extraction,) = read_alone([text])
    last = extraction.claims[-1]
    assert [one.rule for one in last.evidence if one.attribute == COUNTS_OTHERS] == ([rule] if rule else [])


def test_the_last_part_of_a_whole_adds_nobody_to_it() -> None:
    claims = read(
        "Twenty people were injured on Monday when the army shelled the city of Mosul. Five people were injured in "
        "Kirkuk. Another 15 people were injured in the city of Mosul."
    )
    assert told(claims) == ["injured 20", "injured 5", "injured 15"]
    assert frames(claims)[2] == 0
    assert not any(one.attribute == COUNTS_OTHERS for one in claims[2].evidence)

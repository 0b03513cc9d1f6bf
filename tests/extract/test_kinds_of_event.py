"""The kind of event of a figure: by its words, by those of its report, and never by words that only stand near."""

import pytest
from reading import read_alone

from tadwin.vocab import EventType

CASES = [
    ("Shells hit the district, damaging a gas pipeline and 11 houses.", EventType.SHELLING),
    ("Soldiers came by helicopter and executed three men.", EventType.ATTACK),
    ("Gunmen kidnapped four drivers on the road.", EventType.ABDUCTION),
    ("An FPV attack on a minibus wounded five.", EventType.AIRSTRIKE),
    ("Artillery fired on the town all night. In the morning nine people were found dead.", EventType.SHELLING),
    ("Nine people were found dead in the morning.", None),
]


@pytest.mark.parametrize(("text", "kind"), CASES, ids=[text[:50] for text, _ in CASES])
def test_kind_of_event(text: str, kind: EventType | None) -> None:
    (extraction,) = read_alone([text])
    assert extraction.claims[0].event_type is kind


def test_the_only_kind_that_a_report_tells_is_that_of_its_figures() -> None:
    lead = "Drones attacked the district overnight. In Qarya sirens were heard until the morning. "
    told, two = read_alone(
        [
            lead + "The governor visited the town. A man of 52 was killed near his house.",
            lead + "Artillery fired on Balda. The governor visited the town. A man of 52 was killed near his house.",
        ]
    )
    (claim,), (unsure,) = told.claims, two.claims
    assert claim.event_type is EventType.AIRSTRIKE
    assert unsure.event_type is not EventType.AIRSTRIKE
    (why,) = [one for one in claim.evidence if one.attribute == "event_type"]
    assert why.rule == "the only kind its report tells"


def test_nobody_is_arrested_by_an_air_strike() -> None:
    (extraction,) = read_alone(["Warplanes struck the town and police arrested nine men."])
    assert [claim.event_type for claim in extraction.claims if claim.effect == "detained"] == [EventType.ABDUCTION]

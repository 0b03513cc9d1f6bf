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
    ("Police arrested nine men in the market.", EventType.ABDUCTION),
    ("Police arrested two suspects in connection with the bombing of the market.", None),
    ("Armed attackers killed 12 villagers and burned the market.", EventType.ATTACK),
    ("Soldiers killed five farmers.", EventType.ATTACK),
    ("Gunmen stormed a hospital, killing 24 patients.", EventType.ATTACK),
    ("Gunmen stormed a base, killing 24 soldiers.", EventType.CLASH),
    ("Soldiers looted the clinic, killed nine refugees and kidnapped 20 others.", EventType.ATTACK),
    ("A jet dropped bombs on the village, killing nine people.", EventType.AIRSTRIKE),
    ("Troops raided a village at night, killing three people.", EventType.ATTACK),
    ("A raid on the town left six dead.", EventType.AIRSTRIKE),
    ("A tear gas canister struck and killed a student, and police shot dead three others.", EventType.ATTACK),
    ("Air raid sirens sounded as a shell killed two men.", EventType.SHELLING),
    ("An unexploded shell killed two boys.", EventType.EXPLOSIVE),
    ("Two civilians were wounded by small arms fire; a mine killed a driver.", EventType.ATTACK),
    ("A military Mi-35 fired on a monastery. Two novices died.", EventType.AIRSTRIKE),
    ("Eight people were killed when a house was struck.", EventType.AIRSTRIKE),
    ("Doctors are fighting for her life. Two people were killed.", None),
    ("An artisanal gold mine collapsed and two diggers were killed.", None),
    ("Battle damage assessment found that 16 people were killed by the air component.", EventType.AIRSTRIKE),
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


#: A report, and the kinds of its figures in turn.
REPORTS = [
    ("Warplanes hit the market in Qarya. The blast killed nine people.", [EventType.AIRSTRIKE]),
    ("Warplanes hit the market. In Balda a bomb killed nine people.", [EventType.EXPLOSIVE]),
    ("Nine people were killed in Qarya. The strike hit a bakery.", [EventType.AIRSTRIKE]),
    ("An air strike killed four men; a landmine killed two boys.", [EventType.AIRSTRIKE, EventType.EXPLOSIVE]),
    ("Armed men entered the quarter at night. Twenty-one people were killed.", [EventType.ATTACK]),
    ("A raid left six dead. Gunmen on motorbikes had come at dawn, residents said.", [EventType.ATTACK]),
    ("Several women were raped. 120 homes burned.", [None]),
    (
        "A bomb wounded three soldiers. In reprisal soldiers shot dead four men.",
        [EventType.EXPLOSIVE, EventType.ATTACK],
    ),
    ("127 killed, 40 wounded. Air raids, barrels, everything.", [EventType.AIRSTRIKE, EventType.AIRSTRIKE]),
]


@pytest.mark.parametrize(("text", "kinds"), REPORTS, ids=[text[:50] for text, _ in REPORTS])
def test_kinds_told_beside_a_figure(text: str, kinds: list[EventType | None]) -> None:
    (extraction,) = read_alone([text])
    assert [claim.event_type for claim in extraction.claims] == kinds


def test_words_that_told_the_kind_are_kept() -> None:
    (extraction,) = read_alone(["Armed men entered the quarter. Twenty-one people were killed."])
    (why,) = [one for one in extraction.claims[0].evidence if one.attribute == "event_type"]
    assert (why.start, why.text) != (None, "")

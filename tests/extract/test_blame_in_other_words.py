"""Blame in other words than by the agent, the owner or the subject; and what must accuse no one."""

from datetime import date

import pytest
from reading import read_whole

from tadwin.vocab import SUSPECTED

DAY = date(2024, 5, 10)

#: The words blame these for every figure; names are ids, or the words of one that no file knows.
BLAMED = [
    ("Three shepherds were killed by fire of the SDF near Alda.", {"syrian-democratic-forces"}),
    ("At least 31 people died at the hands of the Taliban in March.", {"taliban"}),
    ("The ADF was responsible for 123 of the civilian deaths recorded in the province.", {"adf"}),
    ("Israel killed 14 people in a strike on the camp, medics said.", {"government-il"}),
    ("JNIM said in a statement that its fighters killed 30 soldiers at the camp.", {"jnim"}),
    ("On 6 May, Israeli settlers stoned cars near Alda, injuring three Palestinians.", {"israeli-settlers"}),
    ("Fighters of the Taliban rounded up the men and killed nine of the traders.", {"taliban"}),
    ("The Houthis said they had fired three missiles at the port.", {"houthis"}),
    ("Bandits who raided the village and killed four farmers fled.", {"Bandits"}),
]

#: A second sentence takes its blame from the first.
CARRIED = [
    "ADF fighters attacked Alda on Monday. The assailants killed nine people.",
    "ADF fighters attacked Alda on Monday. Rescuers are still searching for nine people under the rubble.",
    "ADF fighters shelled Alda on Monday, killing two people. The death toll later rose to nine.",
]

#: No known party may be accused of any figure.
NO_ONE = [
    "The ADF was not responsible for the 17 deaths in Alda, its spokesman said.",
    "Officials attributed 12 of the deaths to cholera.",
    "The Taliban are responsible for the safety of 40,000 people displaced from the town.",
    "Twelve people were killed in the bombing of the Houthis in Alda.",
    "Nine civilians were killed in the shelling of areas of the SDF.",
    "The SDF said that its fighters had lost 12 men in Alda.",
    "A bomb in Quetta, Pakistan killed 12 people on Friday.",
    "It was possible that the Taliban were behind the killing of the two journalists.",
    "At least 34,000 Palestinians have been killed in Gaza since the Hamas attack of 7 October.",
    "More than 12,000 people have been killed since the Taliban attacked the army in April 2023.",
    "A vehicle of the Malian army hit a mine near Alda, killing three soldiers.",
    "The Taliban shelled Alda. Nine people drowned when their boat capsized.",
    "Eleven people were killed in Alda on Monday. The Rapid Support Forces said it holds the Taliban responsible.",
    "The Islamic State often claims attacks in the area. A bomb killed six people in Alda on Monday.",
]


def accused(text: str) -> list[set[str]]:
    return [{actor.id or actor.name for actor in claim.perpetrators} for claim in read_whole(text, DAY)]


@pytest.mark.parametrize(("text", "parties"), BLAMED, ids=[text[:40] for text, _ in BLAMED])
def test_who_is_blamed(text: str, parties: set[str]) -> None:
    named = accused(text)
    assert named
    assert all(blamed == parties for blamed in named)


@pytest.mark.parametrize("text", CARRIED, ids=[text[30:70] for text in CARRIED])
def test_blame_goes_on(text: str) -> None:
    assert accused(text)[-1] == {"adf"}


@pytest.mark.parametrize("text", NO_ONE, ids=[text[:40] for text in NO_ONE])
def test_no_known_party_is_accused(text: str) -> None:
    for claim in read_whole(text, DAY):
        assert not [actor for actor in claim.perpetrators if actor.id is not None], claim.evidence


def test_the_blame_of_residents_stays_a_suspicion() -> None:
    (claim,) = read_whole("A sniper shot dead a girl in Alda. Residents blame the Houthis.", DAY)
    assert {actor.id for actor in claim.perpetrators} == {"houthis"}
    assert all(why.rule.endswith(SUSPECTED) for why in claim.evidence if why.attribute == "perpetrators")


def test_a_foreign_acronym_names_no_group() -> None:
    text = "In Freedonia and in Cameroon the army fights. The BLF killed four soldiers near Alda."
    assert accused(text)[-1] == {"BLF"}

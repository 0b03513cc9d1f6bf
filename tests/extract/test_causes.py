"""Harm that came by something else than the attack told beside it, and blame that goes no further than the words.

Invented passages about real parties in invented places, each read by the real engine, with whom a careful reader of
these words alone would accuse for each figure: nobody, in most of them.
"""

from datetime import date

import pytest
from reading import read_whole

DAY = date(2024, 3, 6)

#: A cause of its own: neither the subject nor the owner of an attack in the same sentence did it.
OWN_CAUSE: list[tuple[str, list[set[str]]]] = [
    (
        "Seven people were killed and 12 wounded in a car bomb attack in Alda on Friday, days after the Islamic State "
        "attacked a prison in Qarya.",
        [set(), set()],
    ),
    (
        "The Myanmar military launched an offensive to retake Qarya in May, and 45 civilians have been killed by "
        "landmines since.",
        [set()],
    ),
    (
        "In Alda, where Israeli forces have carried out daily raids, two boys were killed when an old shell exploded.",
        [set()],
    ),
    ("A Ukrainian drone hit a petrol station in Alda and a fire at a plant in Qarya wounded five.", [set()]),
    ("Israel strikes Alda as rockets kill three", [set()]),
    ("Rebel shelling killed six people in Alda and a mine killed two in Qarya.", [{"rebels"}, set()]),
    ("Another 13 civilians died in Qarya on Saturday, a day after Russian air strikes hit Alda.", [set()]),
    (
        "An explosion at a Hamas-run police station in Alda, near where Israeli strikes had hit a tunnel, killed three "
        "people.",
        [set()],
    ),
    ("A Hezbollah rocket depot exploded in Qarya, killing two children.", [set()]),
    # what a deed answers is not that deed
    (
        "In response to rocket fire by Hamas that wounded three people, Israel bombed Qarya, killing two.",
        [{"hamas"}, {"government-il"}],
    ),
    # and where the cause is the party's own, it is blamed
    ("The army pounded Qarya and a shell killed six people.", [{"army"}]),
    ("Nine people were killed in Qarya when a missile fired by Houthi forces hit a house.", [{"houthis"}]),
    ("Six people were killed in Qarya when the Taliban detonated a car bomb.", [{"taliban"}]),
]

#: What is told of another attack, of both sides, or past a denial is not taken over.
NOT_CARRIED: list[tuple[str, list[set[str]]]] = [
    ("Houthi fighters attacked a post in Alda. In the fighting that followed, 11 people were killed.", [set()]),
    (
        "Artillery shelling by Russian forces on Alda wounded two children. A woman died of wounds that she sustained "
        "in earlier shelling.",
        [{"forces-ru"}, set()],
    ),
    ("Rockets landed in Alda after Israel bombed Qarya. They wounded five people.", [set()]),
    (
        "Israeli settlers attacked the village of Qarya. A man was shot dead. The army said it was checking whether "
        "its soldiers had fired.",
        [set()],
    ),
    ("Ethiopian soldiers bombarded a village held by the Fano. Nine people were killed.", [{"forces-et"}]),
    ("The Islamic State has previously attacked Alda with bombs. A suicide blast killed six people there.", [set()]),
    (
        "A blast killed nine people in Alda on Tuesday. In March two blasts there killed 40 people. The Nusra Front "
        "claimed responsibility for the attack.",
        [set(), {"nusra-front"}, {"nusra-front"}],
    ),
    (
        "The government accused Fano militants of the massacre of 40 people; Fano said government soldiers had "
        "carried it out.",
        [set()],
    ),
    ("Malian troops bombed the hideout. Enemy shelling wounded three civilians in Qarya.", [set()]),
]

#: Blame that the words do carry: past who held what was hit, from a line's head, from what a party says of itself.
CARRIED: list[tuple[str, list[set[str]]]] = [
    ("NATO aircraft struck a truck that the Taliban had seized. Some 90 people were killed.", [{"nato"}]),
    ("Rebels captured Alda after days of shelling by government forces. About 40 people had been killed.", [set()]),
    ("Violations by Houthis: 12 civilians were killed and 30 injured in Alda.", [{"houthis"}, {"houthis"}]),
    ("Violations by both sides: 12 civilians were killed by mines.", [set()]),
    ("AFRICOM said its air strike killed three al-Shabaab fighters.", [{"africom"}]),
    ("Hezbollah denied that its rockets killed 12 children.", [set()]),
    ("The union deplores 12 dead in the incursion of the ADF.", [{"adf"}]),
]

#: A share told behind its whole.
OF_THE_WHOLE: list[tuple[str, list[set[str]]]] = [
    (
        "Israeli warplanes struck a house in Alda, killing nine people. Four of the dead were women.",
        [{"israel-defense-forces"}, {"israel-defense-forces"}],
    ),
    ("Boko Haram killed 20 people in Qarya. Six of the dead were children.", [{"boko-haram"}, {"boko-haram"}]),
    (
        "Nine people were killed by Russian air strikes and by rebel rockets. Three of the dead were women.",
        [{"forces-ru", "rebels"}, set()],
    ),
    (
        "Houthi snipers killed five people. In Qarya a blast killed seven people. Three of the dead were girls.",
        [{"houthis"}, set(), set()],
    ),
]


def accused(text: str) -> list[set[str]]:
    """Who each claim of the text accuses: the id of an actor, or the name of one without."""
    return [{actor.id or actor.name for actor in claim.perpetrators} for claim in read_whole(text, DAY)]


@pytest.mark.parametrize(("text", "parties"), OWN_CAUSE, ids=[text[:60] for text, _ in OWN_CAUSE])
def test_harm_with_a_cause_of_its_own(text: str, parties: list[set[str]]) -> None:
    assert accused(text) == parties


@pytest.mark.parametrize(("text", "parties"), NOT_CARRIED, ids=[text[:60] for text, _ in NOT_CARRIED])
def test_blame_that_is_not_carried(text: str, parties: list[set[str]]) -> None:
    assert accused(text) == parties


@pytest.mark.parametrize(("text", "parties"), CARRIED, ids=[text[:60] for text, _ in CARRIED])
def test_blame_that_the_words_carry(text: str, parties: list[set[str]]) -> None:
    assert accused(text) == parties


@pytest.mark.parametrize(("text", "parties"), OF_THE_WHOLE, ids=[text[:60] for text, _ in OF_THE_WHOLE])
def test_a_share_is_blamed_on_whom_its_whole_is_blamed_on(text: str, parties: list[set[str]]) -> None:
    assert accused(text) == parties

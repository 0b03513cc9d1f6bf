"""Figures by their neighbours in headlines, lists and tolls, and wholes that are no victims."""

import pytest
from reading import read_alone, told

TOLD = [
    ("MARTYRS 5 WOUNDED 17 AFTER RAID ON THE TOWN - MINISTRY", ["killed 5", "injured 17"]),
    ("Houses burnt: 340", ["destroyed 340 house"]),
    ("Injured - 13 civilians, incl. 2 children", ["injured 13 civilian", "injured 2 children civilian of 0"]),
    ("Fatalities - 4", ["killed 4"]),
    ("Drone attack on Velmora: one dead, three hurt", ["killed 1", "injured 3"]),
    ("DAY TOTAL 6 dead / 9 hurt / 9 abducted", ["killed 6", "injured 9", "abducted 9"]),
    ("Toll up to 6 now.", ["killed 6"]),
    ("Two more bodies pulled from rubble, toll now 33", ["killed 2", "killed 33"]),
    (
        "Killed in the strike were a teacher, a baker and four day labourers.",
        ["killed 1 teacher", "killed 1", "killed 4"],
    ),
    ("The sheikh's guard was hurt. Two of his sons were killed, as were three of his aides.", ["killed 2", "killed 3"]),
    ("Nine people died in Velmora, and in Oruk two.", ["killed 9", "killed 2"]),
    ("There were 4 strikes on Velmora and 2 on Oruk.", ["attacks 4", "attacks 2"]),
    ("Five houses were destroyed in Velmora and two in Oruk.", ["destroyed 5 house", "destroyed 2 house"]),
    ("Six of the 15 injured are children.", ["injured 6 children of 1", "injured 15"]),
    ("Nine of the 12 dead were women.", ["killed 9 women of 1", "killed 12"]),
    ("Of the 43 civilian casualties recorded, 12 were killed.", ["casualties 43 civilian", "killed 12 civilian of 0"]),
    ("Of the 120 passengers on board, 14 were killed.", ["killed 14"]),
    ("Three of the passengers did not survive.", ["killed 3"]),
    ("They made off with 35 villagers.", ["abducted 35"]),
    ("Armed men took 12 passengers off a bus.", ["abducted 12"]),
    ("Raiders slit the throats of 6 workers.", ["killed 6"]),
    ("Shelling left 8 dead and dozens with injuries of varying degrees.", ["killed 8", "injured 24+"]),
    ("Two died, four are in hospital.", ["killed 2", "injured 4"]),
    ("44 houses damaged, 19 of them beyond repair", ["damaged 44 house", "destroyed 19 of 0"]),
    ("Residents buried 22 people.", ["killed 22"]),
    ("Our colleague Rana, a nurse since 2019, was killed.", ["killed 1"]),
    ("It put the number of policemen killed at eleven.", ["killed 11"]),
    ("Troops neutralised 37 terrorists.", ["killed 37"]),
    ("Soldiers took away 11 men and shot four of them.", ["abducted 11 men", "killed 4 of 0"]),
    ("A minibus was attacked, driver died, five wounded.", ["killed 1", "injured 5"]),
    ("One wounded later succumbed.", ["killed 1"]),
]
NO_ONE = [
    "Deaths 2021",
    "Three towns have fallen to the rebels.",
    "Doctors took five patients off the drug.",
    "The gunmen made off with 20 cows.",
    "They carried away some 200 oxen.",
    "Smoke burned the throats of 40 pupils.",
    "The firm suffered damages of 3 million.",
    "Two villages fell in battle.",
    "The region is at the centre of a wave of mass kidnappings.",
    "One body had been counted twice.",
    "A third man was dying.",
    "Ten suspects were not found guilty.",
    "Air defences neutralised 40 drones.",
    "1,200 patients need medical evacuation.",
    "Four of the attackers were dispatched to the town.",
    "The team won two points after the shelling.",
]


@pytest.mark.parametrize(("text", "wanted"), TOLD)
def test_figures_are_found_by_their_neighbours(text: str, wanted: list[str]) -> None:
    (read,) = read_alone([text])
    assert told(read.claims) == wanted


@pytest.mark.parametrize("text", NO_ONE)
def test_numbers_that_count_no_one_are_left(text: str) -> None:
    (read,) = read_alone([text])
    assert told(read.claims) == []

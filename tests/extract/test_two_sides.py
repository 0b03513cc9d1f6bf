"""Where two sides stand in one sentence or one story: the doer by the words is accused, or no one.

Invented sentences about real parties, each read by the real engine; a name that no file knows is compared by its words.
"""

from datetime import date

import pytest
from reading import read_whole

DAY = date(2024, 3, 6)

#: Each text with whom each of its figures accuses.
TWO_SIDES: list[tuple[str, list[set[str]]]] = [
    # an answer, or another's deed, stands between the attack and the harm
    ("Hezbollah fired rockets at Haifa and Israel responded with raids that killed four people.", [set()]),
    ("The rebels fired mortars into the city, and 14 civilians were killed in retaliatory shelling.", [set()]),
    ("After Hamas fighters attacked the post, Israeli aircraft struck the camp, killing nine people.", [{"forces-il"}]),
    ("Israeli forces raided Jenin and a Palestinian gunman killed a soldier.", [{"gunman"}]),
    (
        "Three soldiers were killed when militants attacked, and the army killed nine of the attackers.",
        [{"militants"}, {"army"}],
    ),
    ("Soldiers arrested 20 people after militants killed two officers.", [{"Soldiers"}, {"militants"}]),
    ("Seven civilians were killed in retaliatory shelling after M23 fighters killed two soldiers.", [set(), {"m23"}]),
    # their own men
    ("The Taliban attacked a checkpoint in Alda and six militants were killed.", [set()]),
    ("Boko Haram gunmen stormed the town but were repelled, with 15 insurgents killed.", [set()]),
    ("Gunmen attacked the patrol and three policemen and four gunmen were killed.", [{"Gunmen"}, set()]),
    ("A soldier was killed in an attack by JNIM, whose fighters lost 12 men.", [{"jnim"}, set()]),
    # what was undone, not done
    ("Nigerian troops killed 23 bandits and freed 40 hostages in Zamfara.", [{"forces-ng"}, set()]),
    # recaptured from the Movement: the Movement is the subject of nothing
    ("Government forces recaptured the town from al-Shabaab, killing 30 militants.", [{"Government forces"}]),
    # who blames is not who did it, and near a territory is not of it
    ("The attack, blamed by the army on the FDLR, killed six rangers.", [set()]),
    (
        "Seven people died in an airstrike by the military council on territory of the Arakan Army.",
        [{"military council"}],
    ),
    # another subject of the same sentence, and the same side's civilians
    (
        "Israeli forces killed 12 men in Jenin, and an Israeli settler shot and killed one other.",
        [{"forces-il"}, set()],
    ),
    (
        "Ukrainian drones killed two people in Belgorod and Russian shelling wounded 5 in Kherson.",
        [{"forces-ua"}, set()],
    ),
    ("An army strike killed ten people and wounded five others in Homs.", [{"army"}, {"army"}]),
    ("The army shelled the town and the shelling killed six people.", [{"army"}]),
    # those who suffered it by the same word
    ("Two children and a farmer killed by mines in Hama.", [set(), set()]),
    ("Three soldiers and a gunman killed in an attack in Hama.", [set(), set()]),
    ("Three civilians and a gunman were killed by the army.", [{"army"}, {"army"}]),
    # what befell a share only
    (
        "The monitor counted 324 civilians who were killed in April, 161 of whom were killed in attacks by JNIM.",
        [set(), {"jnim"}],
    ),
    ("12 people were killed, including 3 children, in strikes by the Syrian army.", [{"syrian-army"}, {"syrian-army"}]),
    (
        "In all 24 were killed, among them 21 killed by airstrikes in Gaza, and three killed in Israeli army raids in "
        "Tulkarm.",
        [set(), set(), {"israel-defense-forces"}],
    ),
    # both of two joined
    ("Twelve herders were killed by Malian soldiers and Wagner fighters.", [{"forces-ml", "wagner-group"}]),
    (
        "Malian soldiers and fighters of the Russia-backed Wagner Group executed 12 herders.",
        [{"forces-ml", "wagner-group"}],
    ),
]

#: Stories of several sentences, with whom each figure accuses.
STORIES: list[tuple[str, list[set[str]]]] = [
    (
        "The Arakan Army attacked a base and the military retaliated with air strikes. Seven villagers were killed.",
        [set()],
    ),
    ("Israeli settlers attacked the village. Soldiers arrived and shot dead two Palestinians.", [{"Soldiers"}]),
    ("JNIM attacked the garrison at Alda on Monday. Forty of the attackers were killed.", [set()]),
    ("The army said it shot down 12 Houthi drones. Debris killed two people.", [set()]),
    (
        "Houthi shelling killed 11 people in Taiz. Six more died when a truck was hit in Alda; the party responsible "
        "could not be established.",
        [{"houthis"}, set()],
    ),
    (
        "Russian forces shelled Orikhiv on Monday. Two people were killed. It was not clear who had fired.",
        [set()],
    ),
    # the story goes on
    ("ADF combatants executed 23 farmers in Alda. They also abducted 14 people.", [{"adf"}, {"adf"}]),
    (
        "Nine people were killed in Alda on Sunday. The attackers were fighters of JNIM, one of the officials said.",
        [{"jnim"}],
    ),
    ("M23 rebels seized Alda on Monday. The rebels killed 12 people in the town.", [{"m23"}]),
]

#: Parties as the words give them.
AS_SAID: list[tuple[str, list[set[str]]]] = [
    ("A column of about 90 junta soldiers raided Alda and shot dead three villagers.", [{"junta soldiers"}]),
    ("The Russians hit Alda with artillery and killed two people.", [{"forces-ru"}]),
    ("The enemy attacked Alda with drones and killed two people.", [{"enemy"}]),
    ("The mayor said the gang killed nine people.", [{"gang"}]),
    ("ISIS cells ambushed a bus near Alda, killing 14 people.", [{"islamic-state"}]),
    ("A Houthi landmine killed three shepherds near Marib.", [{"houthis"}]),
    ("A suicide bomber of al-Shabaab killed 32 people on a beach.", [{"al-shabaab"}]),
    ("An American raid and the arbitrary arrest of 43 people by the national police followed.", [{"police"}]),
]


def accused(text: str) -> list[set[str]]:
    return [{actor.id or actor.name for actor in claim.perpetrators} for claim in read_whole(text, DAY)]


@pytest.mark.parametrize(
    ("text", "parties"), TWO_SIDES + STORIES, ids=lambda value: value[:50] if isinstance(value, str) else ""
)
def test_of_two_sides_the_doer_or_no_one(text: str, parties: list[set[str]]) -> None:
    assert accused(text) == parties


@pytest.mark.parametrize(("text", "parties"), AS_SAID, ids=[text[:50] for text, _ in AS_SAID])
def test_a_party_is_named_as_the_words_name_it(text: str, parties: list[set[str]]) -> None:
    assert accused(text) == parties


def test_a_claim_of_responsibility_reaches_over_no_turn_to_another_attack() -> None:
    text = (
        "Nine soldiers were killed in an attack on a post near Alda on Saturday.\n\n"
        "The Pakistani Taliban claimed responsibility for the attack.\n\n"
        "On Monday, gunmen on motorcycles opened fire on a bus. Four passengers were killed."
    )
    first, *others = accused(text)
    assert first == {"ttp"}
    assert all("ttp" not in one for one in others)


def test_an_item_of_a_list_takes_no_blame_from_the_one_before() -> None:
    text = "Daily brief\n1) Alda. Junta jets bombed a school.\n2) Borga. Nine people were killed."
    assert accused(text) == [set()]


def test_two_groups_that_a_text_calls_rebels_leave_the_rebels_unnamed() -> None:
    text = "M23 rebels and ADF rebels are active in the province. The rebels killed 12 people in Alda."
    assert accused(text) == [{"rebels"}]

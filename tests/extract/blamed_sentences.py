"""Invented sentences about real parties: who is blamed in the words, and whose name stands there without blame.

Names are compared by the ids of the shipped actors; a name that no file knows is compared by its words.
"""

#: The words accuse exactly these.
BLAMED: list[tuple[str, set[str]]] = [
    ("Russian warplanes bombed the market in Saraqib, killing 12 people.", {"forces-ru"}),
    ("Twelve people were killed in Saraqib by Russian air strikes.", {"forces-ru"}),
    ("An Israeli airstrike on a house in Rafah killed nine people.", {"forces-il"}),
    ("Israel killed six people in Rafah on Monday.", {"state-il"}),
    ("Hamas gunmen killed four soldiers near Nahal Oz.", {"hamas"}),
    ("The Islamic State killed 14 villagers near Hit.", {"islamic-state"}),
    ("Eight civilians were killed by the Islamic State in Mosul.", {"islamic-state"}),
    ("Shelling by Syrian government forces wounded seven people in Idlib.", {"forces-sy"}),
    ("Al-Shabaab fighters kidnapped three nurses in Dhobley.", {"al-shabaab"}),
    ("The Taliban executed five men in Ghazni.", {"taliban"}),
    ("Boko Haram abducted 30 girls from a school near Bama.", {"boko-haram"}),
    ("Russian missiles killed three people in Kharkiv.", {"forces-ru"}),
    ("A Houthi drone killed two workers in Marib.", {"houthis"}),
    ("Turkish artillery fire killed a farmer near Afrin.", {"forces-tr"}),
    ("The Rapid Support Forces shelled a market in Omdurman, killing 21 people.", {"rapid-support-forces"}),
    ("Myanmar military jets bombed a village in Sagaing, killing nine pupils.", {"myanmar-military"}),
    ("Saudi-led coalition air strikes killed 18 people in Sanaa.", {"saudi-led-coalition"}),
]

#: The words name these parties, and accuse no one.
UNBLAMED: list[str] = [
    # the target
    "Strikes on rebel positions near Idlib killed 12 fighters.",
    "Strikes on Islamic State positions near Raqqa killed 12 people.",
    "An attack on Russian soldiers in Kherson killed seven people.",
    "A bomb aimed at the Taliban killed three people in Kabul.",
    "Shelling of Hezbollah positions killed five people near Tyre.",
    "A raid against Hamas killed six people in Jenin.",
    "A car bomb targeting Turkish forces killed four people in Afrin.",
    "A rocket hit an Israeli army post, wounding two people.",
    "A suicide bomber attacked an Afghan army base, killing nine people.",
    "A blast at a Houthi checkpoint killed two people in Taiz.",
    # the victim
    "The blast killed 12 Syrian soldiers.",
    "Twelve Russian soldiers were killed near Bakhmut.",
    "A mine killed three Israeli soldiers in Rafah.",
    "Five Hamas fighters were killed in Gaza.",
    "Nine members of the Taliban were killed in Kunduz.",
    "Seven people, including two Hezbollah fighters, were killed in Tyre.",
    "Two Turkish policemen were wounded in Diyarbakir.",
    "Al-Shabaab lost 20 fighters, who were killed near Kismayo.",
    # the speaker, the outlet, the relay
    "Russia said 12 people were killed in Donetsk.",
    "Hamas said seven people were killed in Gaza.",
    "The Syrian army said two civilians were killed in Hama.",
    "The Israeli military said a rocket killed one person in Sderot.",
    "Twelve people were killed in Homs, Syrian state television reported.",
    "Eight people were killed in Sanaa, the Houthi-run health ministry said.",
    "According to the Islamic State, six people were killed in Deir ez-Zor.",
    "The Taliban confirmed that four people had been killed in Herat.",
    "Ukraine's air force said three people were killed in Odesa.",
    "Nine people died, according to a statement by the Syrian army.",
    "Seven people were killed in Aleppo, a report by the Syrian government said.",
    # who holds, backs, rules
    "Eleven people were killed in the government-held town of Salqin.",
    "A strike killed six people in Hamas-run Gaza.",
    "A bombing in Taliban-controlled Kabul killed ten people.",
    "Shells hit a district held by the Islamic State, killing four people.",
    "A blast in Houthi-held Hodeidah killed three people.",
    "A mine killed two people in Turkish-controlled Afrin.",
    # where
    "Twelve people were killed in Russia.",
    "Two people were killed in an attack in Israel.",
    "Three people were killed on the Turkish side of the border.",
    "A strike killed four people near the Russian base at Tartus.",
    # denial, suspicion, dispute
    "Russia denied killing 12 civilians in Idlib.",
    "Twelve people were killed in a suspected Israeli strike in Damascus.",
    "The Islamic State is suspected of killing nine people in Mosul.",
    "Eight people were killed by unidentified gunmen in Benghazi, where Islamic State cells are active.",
    # who condemned, rescued, fought, fled
    "Russia condemned the attack, which killed 12 people.",
    "Israeli medics treated ten people who were wounded in Sderot.",
    "Turkish forces evacuated 20 people wounded in Idlib.",
    "Russia and Turkey agreed on a truce after 30 people were killed in Idlib.",
    "Fighting with the Islamic State killed 15 people near Sirte.",
    "Syrian soldiers withdrew from the town, where six people had been killed.",
]

#: Of two parties named, the words accuse only the first given; never the second.
BLAMED_NOT: list[tuple[str, set[str], set[str]]] = [
    ("Russia said rebels killed seven people in Aleppo.", set(), {"state-ru", "forces-ru"}),
    (
        "Syria's government said Israeli air strikes killed three people near Damascus.",
        {"forces-il"},
        {"government-sy", "forces-sy"},
    ),
    (
        "Russian warplanes struck Turkish positions near Idlib, killing four people.",
        {"forces-ru"},
        {"forces-tr", "state-tr"},
    ),
    ("US-backed forces killed nine people in Raqqa.", set(), {"state-us", "forces-us", "us-military"}),
    ("Iran-backed militias killed two people in Deir ez-Zor.", set(), {"state-ir", "forces-ir"}),
    ("Israeli strikes on Hezbollah positions killed five people in Tyre.", {"forces-il"}, {"hezbollah"}),
    (
        "Islamic State gunmen attacked an Iraqi army post near Hawija, killing six soldiers.",
        {"islamic-state"},
        {"forces-iq"},
    ),
    ("Hamas said an Israeli air strike killed eight people in Gaza.", {"forces-il"}, {"hamas"}),
    (
        "Russian state media said Ukrainian shelling killed five people in Donetsk.",
        {"forces-ua"},
        {"state-ru", "forces-ru"},
    ),
    (
        "Five people were killed in Russian shelling, Ukrainian officials said.",
        {"forces-ru"},
        {"state-ua", "forces-ua"},
    ),
    ("Syrian government forces backed by Russia killed ten people in Daraa.", {"forces-sy"}, {"state-ru", "forces-ru"}),
    ("Turkish drones killed three Kurdish fighters near Kobani.", {"forces-tr"}, {"peoples-protection-units"}),
    ("Taliban fighters killed seven Afghan soldiers in Helmand.", {"taliban"}, {"forces-af"}),
]

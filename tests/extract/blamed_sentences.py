"""Invented sentences about real parties: who is blamed in the words, and whose name stands there without blame.

Names are compared by the ids of the shipped actors; a name that no file knows is compared by its words.
"""

#: The words accuse exactly these.
BLAMED: list[tuple[str, set[str]]] = [
    ("Hezbollah fired rockets after Israel killed one of its commanders.", {"government-il"}),
    ("In Homs, gunmen of the Islamic State attacked a convoy of traders and killed 16 people.", {"islamic-state"}),
    ("Russian warplanes bombed the market in Saraqib, killing 12 people.", {"forces-ru"}),
    ("Twelve people were killed in Saraqib by Russian air strikes.", {"forces-ru"}),
    ("An Israeli airstrike on a house in Rafah killed nine people.", {"forces-il"}),
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
    ("Myanmar military jets bombed a village in Sagaing, killing nine pupils.", {"tatmadaw"}),
    ("Syrian rebels killed five soldiers near Hama.", {"syrian-opposition"}),
    ("Israeli settlers killed a man near Nablus.", {"israeli-settlers"}),
    ("Saudi-led coalition air strikes killed 18 people in Sanaa.", {"saudi-led-coalition"}),
]

#: The words name these parties, and accuse no one.
UNBLAMED: list[str] = [
    # who takes a suspect
    "The Taliban arrested the suspects in connection with the killing of seven vaccinators in Kandahar.",
    "The Taliban took men into custody over the killing of seven vaccinators in Kandahar.",
    # who did only some of it
    "The group recorded 230 strikes in Libya, of which 141 were conducted by the Libyan National Army.",
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
    "The Islamic State is suspected of killing nine people in Mosul.",
    "Eight people were killed by unidentified gunmen in Benghazi, where Islamic State cells are active.",
    # who condemned, rescued, fought, fled
    "Russia condemned the attack, which killed 12 people.",
    "Israeli medics treated ten people who were wounded in Sderot.",
    "Turkish forces evacuated 20 people wounded in Idlib.",
    "Russia and Turkey agreed on a truce after 30 people were killed in Idlib.",
    "Fighting with the Islamic State killed 15 people near Sirte.",
    "Syrian soldiers withdrew from the town, where six people had been killed.",
    "Two Russian helicopters were shot down near Kherson, killing six crew members.",
    "An Israeli tank was hit by a mine in Rafah, killing three soldiers.",
    "A Russian warship was struck by a drone, killing 12 sailors.",
    # parties in other clauses, as makers, as parts of names
    "Nine people were killed in a camp run by Turkish forces.",
    "Nine people were killed in a town besieged by Syrian forces.",
    "Three men were killed while fighting alongside Russian forces.",
    "Six rebels were killed in clashes with Syrian government forces.",
    "During a funeral for victims of Israeli air strikes, a bomb killed five people in Tyre.",
    "A Russian-made missile killed four people in Marib.",
    "An Iranian-made drone killed two people in Erbil.",
    "A US-supplied bomb killed nine people in Sanaa.",
    "In retaliation for Israeli strikes, a rocket killed one person in Sderot.",
    "An explosion at a Russian missile depot killed four people.",
    "Rockets hit a Syrian air base near Homs, killing five people.",
    "A strike hit a Syrian air defence battery, killing four soldiers.",
    "Residents fled Russian shelling; a mine on the road killed three of them.",
    "The crash of a Saudi-led coalition helicopter killed eight people.",
    "Iraqi gunmen killed three people in Basra.",
    "Russian tourists were among nine people killed in Hurghada.",
    "Somali pirates abducted six sailors.",
    "An attack on an Afghan air force convoy killed three people.",
    "Twelve people were killed after rebels fired rockets at Russian forces in Latakia.",
    "Twelve people were killed as rebels and Syrian government forces fought over Saraqib.",
    "Israel, which rejected the report, said three people were killed in Gaza.",
    "A doctor at a Turkish army hospital said two people were killed.",
    "Hamas police said four people were killed in Gaza.",
    "Turkish police found the bodies of six people.",
    "Russian investigators said a bomb killed three people.",
    "The Israeli army said its soldiers found three people dead.",
    "Syrian army soldiers freed ten abducted women.",
    "Boko Haram released 21 girls who were abducted in 2014.",
    "A bomb planted near a Taliban checkpoint killed six people.",
    "Ukraine shot down a Russian missile; falling debris killed one person in Kyiv.",
    "Seven people were killed, the Islamic State's news agency said.",
    "Hezbollah buried four people who were killed on Monday.",
    "Four people were killed in Gaza, Israel Radio reported.",
    "Four people were killed in Gaza, and Israel denied carrying out the strike.",
    "Russia denied that its jets carried out the raid that killed nine people.",
    "The Israeli army denied it had shelled the school where 14 people were killed.",
    "Rebels killed seven people in Hama, the Russian military said.",
]

#: Of two parties named, the words accuse only the first given; never the second.
BLAMED_NOT: list[tuple[str, set[str], set[str]]] = [
    ("Boko Haram fighters wounded 30 people, nine of whom later died.", {"boko-haram"}, set()),
    ("Boko Haram fighters seized 30 men and killed nine of them.", {"boko-haram"}, set()),
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

#: Texts whose words only suspect someone, and whom.
SUSPECTED_OF = (
    ("At least nine civilians were killed in an alleged Russian airstrike on Idlib.", "forces-ru"),
    ("Twelve people were killed in a suspected Israeli strike in Damascus.", "forces-il"),
    ("Suspected Boko Haram fighters killed 17 farmers near Konduga.", "boko-haram"),
    ("Warplanes believed to be Russian struck Saraqeb, killing nine people.", "forces-ru"),
)

#: Texts of several sentences with the parties that each claim accuses, in the order of the text.
CARRIED: tuple[tuple[str, list[set[str]]], ...] = (
    (
        "Russian warplanes bombed the market of Saraqeb on Monday. Nine people were killed in the strikes.",
        [{"forces-ru"}],
    ),
    ("Al-Shabaab fighters stormed a hotel in Kismayo. Twelve people were killed in the attack.", [{"al-shabaab"}]),
    ("Seven people died in a blast in Mogadishu. Al-Shabaab claimed responsibility for the attack.", [{"al-shabaab"}]),
    ("CODECO gunmen attacked a camp in Djugu. Preliminary figures: 48 dead.", [{"codeco"}]),
    # another kind of attack, another attack, doubt, another party that could have done it, another speaker
    ("Russian warplanes bombed Saraqeb on Monday. Two people were killed by a landmine.", [set()]),
    ("Israeli jets bombed Tyre. Nine people were killed in another attack.", [set()]),
    ("Israeli jets bombed Tyre. It is unclear who fired the shells that killed nine people.", [set()]),
    ("Russian jets bombed Saraqeb. Fighting with Ahrar al-Sham left nine people dead.", [set()]),
    ("Saudi jets bombed Saada. The health office said nine people had died in Hodeidah.", [set()]),
    # what was foiled, what crashed
    ("Hezbollah repelled an Israeli attack near Khiam. Four people were wounded in Tyre.", [set()]),
    ("A Russian helicopter was shot down near Saraqeb. Five people were killed.", [set(), set()]),
    ("A landmine left by the Houthis blew up a motorbike. One man died.", [{"houthis"}]),
    # those harmed as told, unless elsewhere
    (
        "Russian air strikes in Saraqeb killed ten people. The mayor said two of the victims were minors.",
        [{"forces-ru"}, {"forces-ru"}],
    ),
    (
        "Russian air strikes in Saraqeb killed ten people. Among the dead in Homs were two minors.",
        [{"forces-ru"}, set()],
    ),
    # a post that tells the attack and gives a source for its toll
    ("russian bombs hit a market in Saraqeb. 3 killed - White Helmets", [{"forces-ru"}]),
    # across a sentence that tells nothing of its own
    (
        "Russian warplanes bombed the market of Saraqeb on Monday. People ran away. Nine people were killed.",
        [{"forces-ru"}],
    ),
    # a larger count is not of the attack that the words before count; nor is a new speaker's other number
    (
        "Israeli jets bombed Tyre, killing nine people. 27 people were killed in air strikes, the mayor said.",
        [{"forces-il"}, set()],
    ),
    # a claim of an attack like it
    (
        "Nine people died in a blast in Homs on Monday. The Nusra Front said it was behind a similar bombing in May.",
        [set()],
    ),
    # of two attackers, the words do not say whose a share is
    (
        "Nine people including two children were killed by Russian air strikes and by rebel rocket fire in Homs.",
        [{"forces-ru", "rebels"}, set()],
    ),
    # the kind of an attack, and no party
    ("Several people were killed in twin terrorist attacks in Homs.", [set()]),
)

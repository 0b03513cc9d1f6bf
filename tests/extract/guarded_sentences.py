"""Numbers beside words of harm that are no harm done, by why; and numbers of other things that stand beside harm."""

#: No claim, and the number is named among the unclaimed with a reason.
GUARDED: dict[str, list[str]] = {
    "forecast": [
        "Aid groups warned that the offensive could kill 4,000 people.",
        "An assault on the port would displace 250,000 residents.",
        "Up to 900 people might be killed if the dam is hit.",
        "Analysts expect that 300 soldiers will be killed this winter.",
        "The famine may kill 12,000 children.",
    ],
    "condition": [
        "If 20 civilians were killed, the commander must answer for it.",
        "Unless the road opens, 60 patients will die.",
        "He asked whether 15 people had been killed.",
    ],
    "drill": [
        "In the drill, medics treated 40 people who were wounded in a mock blast.",
        "The exercise simulated an attack in which 25 people were killed.",
    ],
    "threat": [
        "The group threatened to kill 10 hostages.",
        "The commander vowed to kill 100 soldiers.",
        "The cell was planning to murder six judges.",
        "Police foiled a plot to kill 30 worshippers.",
    ],
    "negation": [
        "The strike did not kill 12 civilians.",
        "The 14 soldiers were not killed.",
        "Twenty people were never injured there.",
    ],
    "law": [
        "Anyone who kills two people shall be hanged.",
    ],
    "nature": [
        "The earthquake killed 1,400 people.",
        "Cholera has killed 85 people in the camp.",
    ],
}

#: No claim at all; a number here need not be explained.
NO_HARM: list[str] = [
    # metaphor and figures of speech
    "The new tax killed 12 deals.",
    "The team lost its lives in the game and dropped 3 points.",
    "It took 4 hours to kill the story.",
    "The two sides traded blame after the attack.",
    "Talks died after three rounds.",
    "He scored two goals and hurt three egos.",
    # years, dates, ages, distances, money, shares
    "The war that began in 2011 has killed and wounded without end.",
    "He was killed on 14 March 2016.",
    "Those killed were buried on May 3.",
    "The dead were aged between 14 and 60.",
    "The strike hit 12 kilometres from where the wounded lay.",
    "Families of the dead will get $5,000.",
    "Compensation of 200 euros was paid to the injured.",
    "About 40 percent of the wounded came from the north.",
    "45% of those killed came from the city.",
    "The attack at 5:30 am killed and wounded people.",
    "The blast was heard 20 miles away and people were injured.",
    "Resolution 2139 condemns the killing of civilians.",
    # people and arms beside harm that suffer none
    "Thirty doctors treated the wounded.",
    "Two hundred troops arrived to guard the site of the killings.",
    "Five ambulances carried the dead away.",
    "Three officials condemned the massacre.",
    "Twelve countries denounced the killing of civilians.",
    "The court sentenced two men to death.",
    "Three judges heard the murder case.",
    "The hospital has 20 beds for the wounded.",
]

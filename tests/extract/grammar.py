"""Sentences made from numbers, nouns and voices, each with its truth known by construction."""

from collections.abc import Iterator
from itertools import product

#: A number as said before a plural noun, and as `reading.told` writes it.
NUMBERS = {
    "12": "12",
    "three": "3",
    "twenty-seven": "27",
    "1,400": "1400",
    "a hundred and five": "105",
    "at least 12": "at_least 12",
    "more than forty": "more_than 40",
    "up to nine": "at_most 9",
    "fewer than 30": "less_than 30",
    "around 150": "approx 150",
    "nearly 30": "nearly 30",
    "dozens of": "24+",
    "several": "3+",
    "hundreds of": "200+",
}
#: A plural noun, and the group, status and role that the word itself says.
PEOPLE = {
    "people": "",
    "residents": "",
    "civilians": "civilian",
    "children": "children",
    "women": "women",
    "young men": "men",
    "soldiers": "combatant",
    "rebel fighters": "combatant",
    "doctors": "medic",
    "aid workers": "aid_worker",
    "farm workers": "",
}
#: A sentence with {n} for the phrase of number and noun ({N} where it opens the sentence), and the effect.
VOICES = {
    "{N} were killed in the attack.": "killed",
    "{N} have been killed since dawn.": "killed",
    "The strike killed {n}.": "killed",
    "A rocket hit the market, killing {n}.": "killed",
    "Mortar fire left {n} dead.": "killed",
    "{N} died in the shelling.": "killed",
    "{N} lost their lives in the blast.": "killed",
    "The bombing caused the deaths of {n}.": "killed",
    "{N} killed in overnight strike": "killed",
    "Gunmen shot dead {n} near the bridge.": "killed",
    "{N} were wounded when a mine exploded.": "injured",
    "The explosion injured {n}, a hospital said.": "injured",
    "Shells hit the camp, wounding {n}.": "injured",
    "The attack left {n} injured.": "injured",
    "{N} were kidnapped on the road.": "abducted",
    "The militia abducted {n} on Tuesday.": "abducted",
    "{N} were arrested during the raid.": "detained",
    "Troops detained {n} at a checkpoint.": "detained",
    "{N} went missing after the attack.": "missing",
    "The offensive displaced {n}.": "displaced",
}
THINGS = {"houses": "house", "schools": "school", "vehicles": "vehicle", "fishing boats": "boat"}
HARM_TO_THINGS = {
    "{N} were destroyed in the attack.": "destroyed",
    "The shelling destroyed {n}.": "destroyed",
    "A missile hit the port, destroying {n}.": "destroyed",
    "{N} were damaged by shrapnel.": "damaged",
    "The blast damaged {n}.": "damaged",
}
#: One person, and what the noun says.
ONES = {
    "a woman": "women",
    "a civilian": "civilian",
    "a journalist": "journalist",
    "an ambulance driver": "medic",
    "a 14-year-old boy": "boys",
    "his brother": "",
}
VOICES_OF_ONE = {
    "{N} was killed in the attack.": "killed",
    "The strike killed {n}.": "killed",
    "A shell hit the street, killing {n}.": "killed",
    "{N} was wounded by a sniper.": "injured",
    "{N} was abducted on Monday.": "abducted",
}
#: A whole with a share of it. {n} and {m} are figures; the truth of the share is said with "of 0".
SHARES = [
    "{N} people, including {m} {noun}, were killed.",
    "The strike killed {n} people, including {m} {noun}.",
    "{N} people were killed, among them {m} {noun}.",
    "{N} people, {m} of them {noun}, were killed in the shelling.",
    "A shell hit a bus, killing {n} people, {m} of whom were {noun}.",
]
PAIRS = [
    "{N} people were killed and {m} were wounded in the raid.",
    "The raid killed {n} people and wounded {m}.",
    "The raid killed {n} people and injured {m} others.",
    "A bomb went off in the market, killing {n} and injuring {m}.",
    "{N} dead, {m} wounded in blast",
    "The attack left {n} people dead and {m} injured.",
]


def _said(voice: str, phrase: str) -> str:
    return voice.format(N=phrase[0].upper() + phrase[1:], n=phrase)


def _truth(*words: str) -> str:
    return " ".join(word for word in words if word)


def counts_of_people() -> Iterator[tuple[str, list[str]]]:
    for (number, value), (noun, says), (voice, effect) in product(NUMBERS.items(), PEOPLE.items(), VOICES.items()):
        yield _said(voice, f"{number} {noun}"), [_truth(effect, value, says)]


def counts_of_things() -> Iterator[tuple[str, list[str]]]:
    for (number, value), (noun, thing), (voice, effect) in product(
        NUMBERS.items(), THINGS.items(), HARM_TO_THINGS.items()
    ):
        yield _said(voice, f"{number} {noun}"), [_truth(effect, value, thing)]


def ones() -> Iterator[tuple[str, list[str]]]:
    for (noun, says), (voice, effect) in product(ONES.items(), VOICES_OF_ONE.items()):
        yield _said(voice, noun), [_truth(effect, "1", says)]


def shares() -> Iterator[tuple[str, list[str]]]:
    wholes = {"at least 14": "at_least 14", "fifteen": "15", "more than 200": "more_than 200"}
    for (number, value), part, (noun, says), form in product(
        wholes.items(),
        (("two", "2"), ("6", "6")),
        (("children", "children"), ("women", "women"), ("medics", "medic")),
        SHARES,
    ):
        sentence = form.format(N=number[0].upper() + number[1:], n=number, m=part[0], noun=noun)
        yield sentence, [f"killed {value}", f"killed {part[1]} {says} of 0"]


def pairs() -> Iterator[tuple[str, list[str]]]:
    for (number, value), (other, second), form in product(
        list(NUMBERS.items())[:11], list(NUMBERS.items())[:11], PAIRS
    ):
        sentence = form.format(N=number[0].upper() + number[1:], n=number, m=other)
        yield sentence, [f"killed {value}", f"injured {second}"]

"""Speakers: who says a figure, and who passes it on, planted in every order that reports use."""

from datetime import date

import pytest
from reading import read_whole

#: For each claim in order: the actor's id, or words in the name of an unknown one; None for the report's own voice.
SPOKEN: list[tuple[str, list[str | None]]] = [
    ("Twelve people were killed in Idlib, the White Helmets said.", ["white-helmets"]),
    ("The White Helmets said 12 people were killed in Idlib.", ["white-helmets"]),
    ("The White Helmets said that 12 people were killed in Idlib.", ["white-helmets"]),
    ("According to the White Helmets, 12 people were killed in Idlib.", ["white-helmets"]),
    ("Twelve people were killed in Idlib, according to the White Helmets.", ["white-helmets"]),
    ("Twelve people were killed in Idlib, said the White Helmets.", ["white-helmets"]),
    ("Twelve people, the White Helmets said, were killed in Idlib.", ["white-helmets"]),
    ("The Syrian Observatory for Human Rights reported that 30 people had been wounded in Homs.", ["sohr"]),
    ("At least 30 people had been wounded in Homs, the Syrian Observatory for Human Rights reported.", ["sohr"]),
    ("Residents said eight people were killed near Hit.", ["Residents"]),
    ("Mayor Ivan Petrenko said two people were killed in Kherson.", ["Petrenko"]),
    ("Two people were killed in Kherson, Mayor Ivan Petrenko said.", ["Petrenko"]),
    ("Two people were killed in Kherson, Mayor Ivan Petrenko said on Tuesday.", ["Petrenko"]),
    ("UNICEF said in a statement that 11 children were killed in Taiz.", ["unicef"]),
    ("The army denied that its strike had killed 12 people, saying it hit fighters.", ["army"]),
    ("Police confirmed five deaths in Kabul.", ["Police"]),
    ("The health ministry put the death toll at 41.", ["health ministry"]),
    ("Doctors Without Borders said it treated 25 wounded people in Marib.", ["msf"]),
    ("Nine people were killed, the governor of the region, Colonel Omar Sabri, said in a statement.", ["Omar Sabri"]),
    ("A woman died in hospital, the prosecutor's office reports.", ["prosecutor's office"]),
    ("Nine people were killed by shelling, per the White Helmets.", ["white-helmets"]),
    # a source behind the figures, without a verb
    ("22 dead, dozens injured (Palestine Red Crescent).", ["palestine-red-crescent"] * 2),
    ("Two women were killed. Source: Hodeidah Rights Monitor.", ["Hodeidah Rights Monitor"]),
    ("Nine dead in a blast (source: the White Helmets)", ["white-helmets"]),
    ("The activist Omar Sabri said nine people were killed.", ["activist Omar Sabri"]),
    # where something happened, and whose the picture is
    ("Nine people were killed in Homs (Syria).", [None]),
    ("A boy who was injured in Homs (TRT World and Agencies).", [None]),
    ("A strike hit Tyre. The White Helmets revised its toll from 14 to 11.", ["white-helmets"]),
    ("A strike hit Tyre. The White Helmets later raised their earlier death toll to 21.", ["white-helmets"]),
    ("A strike hit Tyre. The fire raised the death toll to 21.", [None]),
    # the report's own voice
    ("Nine people were killed in a day.", [None]),
    ("Seven people were killed in Homs on Monday.", [None]),
    ("Seven people were killed in Homs. It was the third attack this week.", [None]),
    # more than one, and none for the next sentence
    ("The White Helmets said six people died in Idlib. Nine people died in Homs.", ["white-helmets", None]),
    ("The White Helmets said 12 people died in Idlib, while Reuters said five died.", ["white-helmets", "reuters"]),
    # pronouns for the last speaker
    ("The White Helmets said 12 people were killed in Idlib. It said 20 others were wounded.", ["white-helmets"] * 2),
    ("UNICEF said two children were killed in Taiz. They said four others were wounded.", ["unicef"] * 2),
]

#: Claimant and those who relay the words.
RELAYED: list[tuple[str, str, list[str]]] = [
    ("A local official told Reuters that nine people were killed in Hit.", "local official", ["Reuters"]),
    ("Reuters quoted a hospital source as saying four people were killed in Kabul.", "hospital source", ["Reuters"]),
    ("Nine people were killed in Hit, a local official said.", "local official", []),
]


@pytest.mark.parametrize(("text", "speakers"), SPOKEN, ids=[text[:60] for text, _ in SPOKEN])
def test_who_says_it(text: str, speakers: list[str | None]) -> None:
    claims = read_whole(text, date(2024, 3, 6))
    assert len(claims) == len(speakers)
    for claim, speaker in zip(claims, speakers, strict=True):
        if speaker is None:
            assert claim.claimant is None
        else:
            assert claim.claimant is not None
            assert claim.claimant.id == speaker or speaker.lower() in claim.claimant.name.lower()


@pytest.mark.parametrize(("text", "speaker", "relays"), RELAYED, ids=[text[:60] for text, _, _ in RELAYED])
def test_who_passes_it_on(text: str, speaker: str, relays: list[str]) -> None:
    (claim,) = read_whole(text, date(2024, 3, 6))
    assert claim.claimant is not None
    assert speaker in claim.claimant.name
    assert [actor.name for actor in claim.via] == relays


def test_a_group_that_a_noun_tells_more_of_keeps_its_whole_name() -> None:
    (claim,) = read_whole("Nine people died in Homs, according to the volunteer emergency rescue group.")
    assert claim.claimant is not None
    assert claim.claimant.name == "volunteer emergency rescue group"

"""Speakers told in less common ways, planted; and speech beside a figure that is not about it."""

from datetime import date

import pytest
from reading import read_whole

from tadwin.extract.passages import Passage
from tadwin.extract.quotations import quotations

#: For each claim in order: words in the name of who says it; None for the report's own voice.
SPOKEN: list[tuple[str, list[str | None]]] = [
    # what one says behind another verb, and in a clause of its own
    ("The mayor condemned the raid and said nine people were killed.", ["mayor"]),
    ("The raid was confirmed by the mayor of Qarya, who reported nine deaths.", ["mayor"]),
    ("The council was able to confirm nine deaths.", ["council"]),
    ("State media said a bomb went off, with a monitor saying nine people were killed.", ["monitor"]),
    ("WHO has verified 12 attacks on clinics, in which four people were killed.", ["World Health"] * 2),
    # other verbs, and none
    ("A village elder, Omar Sabri, has it that 14 people died.", ["Omar Sabri"]),
    ("The prefect brings to the attention of the public that nine people were killed.", ["prefect"]),
    ("Community leaders in Qarya talk of 140 dead.", ["Community leaders"]),
    ("Nine people were killed, it emerged from the prefect's report.", ["prefect"]),
    ("The agency learned from a hospital source that nine people were killed.", ["hospital source"]),
    ("The list released by the hospital names 17 dead.", ["hospital"]),
    ("Sixty people have been killed since January, by the reckoning of the diocese.", ["diocese"]),
    ("Sixty people have been killed this year by the union's count, of whom two died in Qarya.", ["union", "union"]),
    ("Nine dead: such is the toll given by the mayor.", ["mayor"]),
    ("Nine people were killed, testifies a resident.", ["resident"]),
    ('The mayor said it was revenge. "Nine people were killed," Sabri was quoted as saying by the channel.', [None]),
    ("A source said the rebels fired on Qarya, claiming the lives of nine people.", ["source"]),
    ("The raids underlined the end of the truce, and killed nine people.", [None]),
    ("The group spoke of the strike on Qarya Sabri saying nine people had died.", ["group"]),
    ("Nine people were killed by shells that hit the square (Municipal Palace).", [None]),
    ("Nine people died in the raid that the West blames on President al-Qasim's forces.", [None]),
    ("Nine people were killed, according to two security officials.", ["security officials"]),
    ("The ministry put the dead at 44 and the rebels at 90.", ["ministry", "rebels"]),
    ("The network first spoke of four dead, and by evening it had raised this to nine dead.", ["network"] * 2),
    # names and roles
    ("Nine people were killed in Qarya, the interior minister, Omar Sabri, has said.", ["Omar Sabri"]),
    ("The head of the clinic, Omar Sabri, told reporters that nine people were killed.", ["Omar Sabri"]),
    ("The health ministry of the Hamas-run territory said nine people were killed.", ["health ministry"]),
    # pronouns
    ("Residents said nine people died. The group said it counted 12 bodies.", ["Residents", "Residents"]),
    (
        "The mayor, Omar Sabri, said nine people died. The ministry said seven died. He said 12 were wounded.",
        ["mayor", "ministry", "mayor"],
    ),
    ("The army said militants hit a bus, in which it put the dead at nine.", ["army"]),
    ("The monitor said nine people died. A further 20 were wounded.", ["monitor", "monitor"]),
    # quotations over several sentences
    (
        'Rescuers left at dawn. "We carried the water all day. Nine people died in the yard. Six were wounded," '
        "said Omar Sabri, a farmer.",
        ["Omar Sabri", "Omar Sabri"],
    ),
    # labels, lists and posts
    ("What is known\n• Police: at least eight people killed\n• Two people were arrested", ["Police", None]),
    ("Father Omar Sabri pointed out that:\n- 14 people were killed;\n- 20 people fled", ["Omar Sabri"] * 2),
    ("The emergency room, 8 October:\n4 people killed\n2 people injured", ["emergency room"] * 2),
    ("14:55 - The mayor's office: nine people killed", ["mayor's office"]),
    ("Source: Omar Sabri, head of the district administration\nQuote: nine people were killed", ["Omar Sabri"]),
    ("Nine people killed in the market via @QaryaDoctors", ["QaryaDoctors"]),
]

#: Someone speaks, and of something else.
NOT_OF_IT = [
    "The army, which said last week that the town was safe, lost nine soldiers there.",
    "A bomb that police said was hidden in a bin exploded in Qarya, wounding 12 people.",
    "In Qarya, where the army says it has won, 18 farmers were killed.",
    "Residents counted the cost after rockets killed eight people.",
    "The ministry announced three days of mourning after a mortar round killed six boys.",
    "Kamal, a teacher who told his story to reporters, was among five people killed.",
    "The strike, which residents blamed on the army, killed eight people.",
    "Gunfire was heard from the barracks. Three people were killed.",
    "The house in which six people died (Credit: AFP).",
    "Soldiers: 5 killed. Civilians: 9 killed. Police: 3 killed.",
    "The ambush claimed nine lives.",
]


@pytest.mark.parametrize(("text", "speakers"), SPOKEN, ids=[text[:60] for text, _ in SPOKEN])
def test_who_says_it(text: str, speakers: list[str | None]) -> None:
    claims = read_whole(text, date(2024, 3, 6))
    assert len(claims) == len(speakers)
    for claim, speaker in zip(claims, speakers, strict=True):
        assert (claim.claimant is None) == (speaker is None)
        if claim.claimant is not None and speaker is not None:
            assert speaker.lower() in claim.claimant.name.lower()


@pytest.mark.parametrize("text", NOT_OF_IT)
def test_who_speaks_of_something_else_says_no_figure(text: str) -> None:
    claims = read_whole(text, date(2024, 3, 6))
    assert claims
    assert all(claim.claimant is None for claim in claims)


def _passages(text: str) -> list[Passage]:
    """The text cut behind every mark that ends a sentence, and at line ends."""
    found, start = [], 0
    for at, letter in enumerate(text):
        if letter in ".\n" or at + 1 == len(text):
            if text[start : at + 1].strip():
                found.append(Passage(start, at + 1, text[start : at + 1]))
            start = at + 1
    return found


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"We ran. Two died," he said.', ['"We ran. Two died,"']),
        ("“We ran. Two died,” he said.", ["“We ran. Two died,”"]),
        ('He said: "We ran. Two died."\nIt rained.', ['"We ran. Two died."']),
        ('"One died," he said.', []),  # of one passage
        ('"We ran. Two died, he said.\nIt rained. Nobody came.', []),  # a mark was lost
        ('"We ran.\n"Two died," he said.', ['"We ran.\n"Two died,"']),  # taken up by the next paragraph
    ],
)
def test_a_quotation_goes_on_to_its_closing_mark(text: str, quoted: list[str]) -> None:
    assert [text[one.start : one.end] for one in quotations(text, _passages(text))] == quoted

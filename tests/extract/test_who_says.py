"""Who says a figure: verbs that speak by what stands behind them, leading phrases, quotes, and who was heard before."""

from datetime import date

import pytest
from reading import read_whole

DAY = date(2024, 3, 6)

SAID: list[tuple[str, list[str | None]]] = [
    # by what stands behind the verb
    ("The commission also found that 11 people were shot dead in Alda.", ["commission"]),
    ("Residents of Alda gave a figure of 48 killed.", ["Residents"]),
    ("The hospital raised the toll of the strike: 12 dead and 28 wounded.", ["hospital", "hospital"]),
    # the source in the passive
    (
        "This brings to 1,204 the number of civilians killed since June, as verified by the Alda monitoring network.",
        ["Alda monitoring network"],
    ),
    # a phrase leads, and the figure stands behind the verb
    ("In a second statement on Thursday the ministry put the number of wounded at 16.", ["ministry"]),
    ("What we know so far: the health ministry counts 3,402 people killed.", ["health ministry"]),
    ("On May 31, the general staff said in a statement that its forces had killed 30 fighters.", ["general staff"]),
    # and goes on behind it
    ("Nine people were wounded, the union said, and five trucks were burned.", ["union", "union"]),
    # a trade speaks
    ('"They shot at the men," said a trader who lost two cousins.', ["trader"]),
    # a verb that does not speak
    ("In Alda, crews put out a fire in two tents and brought out a wounded man.", [None]),
    ("Fourteen guests died in Alda, five more than the provincial authority acknowledges.", [None]),
]

HEARD: list[tuple[str, list[str | None]]] = [
    (
        '"They told us to come out," said a trader who hid. "I counted 18 bodies behind the mosque."',
        ["trader"],
    ),
    ("The army did not mention the convoy. In a statement on Monday it said three soldiers were killed.", ["army"]),
]


def speakers(text: str) -> list[str | None]:
    return [claim.claimant.name if claim.claimant else None for claim in read_whole(text, DAY)]


@pytest.mark.parametrize(("text", "expected"), SAID + HEARD, ids=lambda value: str(value)[:50])
def test_who_says_it(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected


def test_a_message_quoted_at_length_is_its_senders() -> None:
    text = (
        "The Taliban answered in a message sent to reporters:\n\n"
        '"Foreign soldiers bombed the homes of the people in Alda. Fourteen civilians were martyred."'
    )
    assert speakers(text) == ["Taliban"]


def test_a_claim_by_someone_is_no_source_of_its_figure() -> None:
    (who,) = speakers("Twelve people died in an attack claimed by JNIM.")
    assert who is None

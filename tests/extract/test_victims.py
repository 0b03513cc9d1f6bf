"""Victims told by name: whom a claim counts, with age and sex where the words give them."""

import pytest
from reading import read_alone, told

Victims = list[tuple[str, int | None, str | None]]

CASES: list[tuple[str, list[str], list[Victims]]] = [
    ("Ziad, 13, was killed.", ["killed 1 children"], [[("Ziad", 13, None)]]),
    (
        "Samer and Adnan Darwish, aged 9 and 12, were killed.",
        ["killed 1 children", "killed 1 children"],
        [[("Samer", 9, None)], [("Adnan Darwish", 12, None)]],
    ),
    ("Two brothers, Samer and Adnan, aged 9 and 12, were killed.", ["killed 2"], [[]]),
    ("Ziad Hamdan 41 was killed when a shell hit his shop.", ["killed 1"], [[("Ziad Hamdan", 41, None)]]),
    ("Fatima, aged seven, was wounded.", ["injured 1 children"], [[("Fatima", 7, None)]]),
    (
        "Ahmad al-Khatib (34) and his wife Mariam (29) were killed.",
        ["killed 1", "killed 1 women"],
        [[("Ahmad al-Khatib", 34, None)], [("Mariam", 29, "female")]],
    ),
    ("A 16-year-old boy, Omar Nasser, was shot dead.", ["killed 1 boys"], [[("Omar Nasser", None, "male")]]),
    ("16-year-old Amal Saleh was wounded by a sniper.", ["injured 1 children"], [[("Amal Saleh", 16, None)]]),
    ("Journalist Samir Qasem was killed in the strike.", ["killed 1 journalist"], [[("Samir Qasem", None, None)]]),
    ("Soldiers killed Mohammed Abu Salem, 22, in Jenin.", ["killed 1"], [[("Mohammed Abu Salem", 22, None)]]),
    ("Fatima, female, 7, injured", ["injured 1 girls"], [[("Fatima", 7, "female")]]),
    ("Five people were killed.", ["killed 5"], [[]]),
]


@pytest.mark.parametrize(("text", "expected", "named"), CASES, ids=[text[:50] for text, _, _ in CASES])
def test_named_victims(text: str, expected: list[str], named: list[Victims]) -> None:
    (extraction,) = read_alone([text])
    assert told(extraction.claims) == expected
    assert [[(one.name, one.age, one.sex) for one in claim.victims] for claim in extraction.claims] == named
    for claim in extraction.claims:
        for one in claim.victims:
            assert text[one.start : one.end] == one.name


NO_VICTIMS = [
    "Omar Haddad, 27, saw the strike that hit the market.",
    "Brigade 13 was hit by shells.",
    "The mayor, Ali Saleh, 50, said the town was shelled.",
]


@pytest.mark.parametrize("text", NO_VICTIMS)
def test_a_name_without_harm_counts_no_one(text: str) -> None:
    (extraction,) = read_alone([text])
    assert told(extraction.claims) == []


@pytest.mark.parametrize("length", range(2, 25))
def test_a_victim_whose_name_was_redacted_still_counts_one(length: int) -> None:
    """Without care the age that follows the blocks is read as a number of dead."""
    name = "█" * length
    (extraction,) = read_alone([f"SALQIN, Syria - {name}, 34, a teacher, was killed. Journalist {name} was wounded."])
    assert [(claim.effect.value, claim.figure.value) for claim in extraction.claims][:1] == [("killed", 1)]
    assert 34 not in {claim.figure.value for claim in extraction.claims}
    assert ("injured", 1) in {(claim.effect.value, claim.figure.value) for claim in extraction.claims}
    assert any(name in victim.name for claim in extraction.claims for victim in claim.victims)
    assert {character for claim in extraction.claims for victim in claim.victims for character in victim.name} <= set(
        "█ -Syria"
    )

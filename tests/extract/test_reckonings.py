"""Who counts, keeps or was told a figure says it."""

from datetime import date

import pytest
from reading import read_whole

SAID = [
    ("Figures kept by the Border Policy Forum show that at least 121 people were killed.", "Forum"),
    ("According to preliminary information gathered by the Mission, 38 civilians were killed in Alda.", "Mission"),
    ("UNAMA's own count is 44 killed.", "UNAMA"),
    ("The Office has received information that at least 167 people were killed in Alda.", "Office"),
    ("Local councillors speak of nine dead in the strike.", "councillors"),
    ("By the union's count, 31 people have been killed since April.", "union"),
]


@pytest.mark.parametrize(("text", "speaker"), SAID, ids=[text[:40] for text, _ in SAID])
def test_who_reckons_says_it(text: str, speaker: str) -> None:
    (claim, *_) = read_whole(text, date(2024, 5, 10))
    assert claim.claimant is not None
    assert speaker in claim.claimant.name


def test_an_issued_report_is_its_issuers_to_the_end() -> None:
    text = (
        "The Emergency Centre of the Ministry of Health issued its report on Sunday, 20 October:\n\n"
        "Alda governorate: nine dead.\n\nThe raid on Bela killed two paramedics."
    )
    for claim in read_whole(text, date(2024, 5, 10)):
        assert claim.claimant is not None
        assert "Emergency Centre" in claim.claimant.name

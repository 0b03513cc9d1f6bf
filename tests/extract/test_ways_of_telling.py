"""Ways of telling harm that reports of many kinds have: states, ages, lists, the definite, and what is none."""

import pytest
from reading import read_alone, told

CASES = [
    ("In the camp, two brothers, 19 and 22, died this morning.", ["killed 2"]),
    ("Four were killed. Among them two girls, 6 and 14.", ["killed 4", "killed 2 girls of 0"]),
    ("Four were killed and nine wounded. Among them two girls.", ["killed 4", "injured 9"]),
    ("Two paramedics were killed and a third was wounded.", ["killed 2 medic", "injured 1"]),
    ("Two brothers, both shepherds, were found shot dead.", ["killed 2"]),
    ("The fighters withdrew with no loss of civilian life.", ["killed 0"]),
    ("Among the martyrs are a doctor and two of his nurses.", ["killed 1 medic", "killed 2 medic"]),
    ("The shelling has taken six lives and 33 people have been injured.", ["killed 6", "injured 33"]),
    ("The house was hit; people were not hurt.", ["injured 0"]),
    ("The wounded who arrived from both towns are 19.", ["injured 19"]),
    ("One, a boy of 12, died two days later.", ["killed 1 boys"]),
    ("The driver, 46, was killed and a paramedic lost her left arm.", ["killed 1", "injured 1 medic"]),
    ("The driver said that two people were killed.", ["killed 2"]),
    (
        "6 civilians (4 men, 2 women) were killed and 11 others (5 men, 6 children) injured in a blast.",
        [
            "killed 6 civilian",
            "killed 4 men civilian of 0",
            "killed 2 women civilian of 0",
            "injured 11",
            "injured 5 men of 3",
            "injured 6 children of 3",
        ],
    ),
    ("In total, 14 people, five of them children, sustained injuries.", ["injured 14", "injured 5 children of 0"]),
    (
        "Damaged in the night attack: a lyceum, 12 private houses, 4 cars.",
        ["damaged 1 lyceum", "damaged 12 house", "damaged 4 car"],
    ),
    ("The cluster recorded 41 shelling incidents.", ["attacks 41"]),
    ("Police shot and wounded two men.", ["injured 2 men"]),
    ("A boy was shot in the foot.", ["injured 1 boys"]),
    ("A man of 52 was killed near his house.", ["killed 1 men"]),
    ("A family of five was killed.", ["killed 5"]),
    ("The wives of the five alleged rebel fighters were among the dead.", []),
    ("A 17-year-old was shot dead.", ["killed 1 children"]),
    ("A 15-year-old and his father were killed.", ["killed 1 children", "killed 1 men"]),
    ("In the 2014 war, 2 journalists were killed.", ["killed 2 journalist"]),
    ("A widow with five children was killed.", ["killed 1 women"]),
    ("Seven of the village's 400 residents were killed.", ["killed 7"]),
    ("A boy was shot in the foot and died later.", ["killed 1 boys"]),
    ("A boy was hit by a stray bullet.", ["injured 1 boys"]),
    ("A woman was hit by shrapnel and died.", ["killed 1 women"]),
    ("Seven herders have not been seen since.", ["missing 7"]),
    ("Rescuers are still searching for a mother and her two sons.", ["missing 1 women", "missing 2"]),
    ("At least eight Syrian civil defence workers were killed.", ["killed at_least 8 rescuer"]),
    ("The drone was shot down near the town.", []),
    ("The granaries of 16 families have gone up in smoke.", []),
    ("Planes hit the house where three families had taken shelter.", []),
    ("One of the guards attained martyrdom.", ["killed 1"]),
    ("The explosion cost two people their lives.", ["killed 2"]),
    ("A priest was taken by armed men.", ["abducted 1"]),
    ("Over 40 lives were lost.", ["killed more_than 40"]),
    ("Another was wounded by a mine.", ["injured 1"]),
    ("Seventeen persons, including four minors, remain in detention.", ["detained 17", "detained 4 children of 0"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60] for text, _ in CASES])
def test_what_is_told(text: str, expected: list[str]) -> None:
    (extraction,) = read_alone([text])
    assert told(extraction.claims) == expected

"""Items of a list have the harm that its head says, and are shares of the head's count."""

import pytest
from reading import read_alone, told

LISTS = [
    (
        "The number of those killed in the desert has risen to 71. They are as follows:\n"
        "- 40 of the regime forces, including at least two drivers.\n- 31 civilians, most of them shepherds.\n",
        ["killed 71", "killed 40 of 0", "killed at_least 2 of 1", "killed 31 civilian of 0"],
    ),
    (
        "Killed in the raid:\n- two nurses\n- a driver and his son\n- 3 patients, among them a child\nIt has 40 beds.",
        ["killed 2 medic", "killed 1", "killed 1", "killed 3", "killed 1 children of 3"],
    ),
    (
        "The attack left 12 dead:\n\u2022 7 in Velmora\n\u2022 5 in Oruk",
        ["killed 12", "killed 7 of 0", "killed 5 of 0"],
    ),
    ("The dead:\n1. Ali Saleh, 34\n2. Mona Saleh, 8", ["killed 1", "killed 1 children"]),
    ("Damaged:\n- 12 houses\n- a school", ["damaged 12 house", "damaged 1 school"]),
]
NO_LISTS = [
    ("The team came after the attack that killed four. Its needs:\n- 12 teachers\n- 40 tents", ["killed 4"]),
    ("The attack left 12 dead. Needed are:\n- 30 nurses", ["killed 12"]),
    ("The attack killed four and wounded nine:\n- 12 teachers", ["killed 4", "injured 9"]),
    ("Nine were abducted:\n- 3 teachers were released", ["abducted 9"]),
    ("Schools open:\n- 12 teachers\n- 3 guards", []),
]


@pytest.mark.parametrize(("text", "wanted"), LISTS + NO_LISTS)
def test_items_take_the_harm_of_their_head_and_of_no_other(text: str, wanted: list[str]) -> None:
    (read,) = read_alone([text])
    assert told(read.claims) == wanted


def test_an_item_has_scope_and_frame_of_its_head() -> None:
    text = (
        "The number of those killed since March has risen to 71. They are as follows:\n- 40 soldiers\n- 31 civilians\n"
    )
    (read,) = read_alone([text])
    head, *items = read.claims
    assert {(one.scope, one.frame, one.time) for one in items} == {(head.scope, head.frame, head.time)}

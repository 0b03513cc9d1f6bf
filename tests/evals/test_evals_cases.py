"""The cases themselves are sound: a case that contradicts itself would measure nothing."""

from pathlib import Path

import pytest

from evals.cases import Case, CaseError, annotated, event_types, parse, reports, sentences
from tadwin.vocab import Effect, EventType, Group, Qualifier, Status

OPEN, HELD_BACK, SENTENCES = reports("open"), reports("held_back"), sentences()
STYLES = [*reports("styles_open"), *reports("styles_held_back")]
WORLD = [*reports("world_open"), *reports("world_held_back"), *reports("blind_held_back")]
FRESH = [*reports("fresh_open"), *reports("fresh_held_back")]
EVERY = [*SENTENCES, *OPEN, *HELD_BACK, *STYLES, *WORLD, *FRESH]


def empty(case: Case) -> bool:
    return all(expected.optional for expected in case.expected)


def test_there_are_enough_cases() -> None:
    assert len(SENTENCES) >= 160
    assert sum(empty(case) for case in SENTENCES) >= 40
    assert len(OPEN) >= 12
    assert len(HELD_BACK) >= 12


def test_ids_are_unique() -> None:
    assert len({case.id for case in EVERY}) == len(EVERY)


def test_no_text_comes_twice() -> None:
    assert len({" ".join(case.text.lower().split()) for case in EVERY}) == len(EVERY)


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.id)
def test_case_is_sound(case: Case) -> None:
    assert case.text
    assert case.published
    ids = [expected.id for expected in case.expected]
    assert len(set(ids)) == len(ids)
    for expected in case.expected:
        assert case.text[expected.start : expected.end] == expected.anchor
        assert case.text.count(expected.anchor) == 1
        assert isinstance(expected.effect, Effect)
        assert isinstance(expected.qualifier, Qualifier)
        assert all(group is None or isinstance(group, Group) for group in expected.groups)
        assert expected.status is None or isinstance(expected.status, Status)
        assert (expected.value is None) == (expected.qualifier is Qualifier.VAGUE) == (expected.vague is not None)
        assert expected.part_of is None or expected.part_of in ids
        assert expected.part_of != expected.id
        for first, last in zip(expected.first_days, expected.last_days, strict=True):
            assert first <= last
            assert last <= case.published


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.id)
def test_a_part_is_no_larger_than_its_whole(case: Case) -> None:
    by_id = {expected.id: expected for expected in case.expected}
    for part in case.expected:
        whole = by_id.get(part.part_of or "")
        if whole and part.value is not None and whole.value is not None and part.effect is whole.effect:
            assert part.value <= whole.value


@pytest.mark.parametrize("case", [*OPEN, *HELD_BACK], ids=lambda case: case.id)
def test_written_reports_say_that_they_are_invented(case: Case) -> None:
    assert "invented" in case.text.lower()
    assert 120 <= len(case.text.split()) <= 420


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("-> killed 3 «four»", "must stand once"),
        ("-> killed three «three»", "is not '-> effect"),
        ("-> killed 3 people «three»", "is not a group"),
        ("-> killed 3 «three» wher: Idlib", "is not 'key: value'"),
        ("-> killed 3 «three» claimant: A; claimant: B", "given twice"),
    ],
)
def test_a_bad_line_is_told_with_its_case(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_text(f"=== a-case 2020-01-01\nthree people were killed\n{line}\n", encoding="utf-8")
    with pytest.raises(CaseError, match=told) as caught:
        parse(path)
    assert "a-case" in str(caught.value) or "three" in str(caught.value)


def test_the_format_reads_every_part(tmp_path: Path) -> None:
    path = tmp_path / "all.txt"
    path.write_text(
        ";; a comment\n=== one 2020-03-05\n#Hama first line\nsecond: 3 of the 5 men died\n"
        "-> ? killed at_least 3 men civilian «3 of the 5 men died» id: x; part_of: y; scope: tally; place: A / B; "
        "place: C; time: 2020-03-01..2020-03-04 / 2020-03-02; perpetrator: D; claimant: E / F; "
        "event: airstrike / shelling; object: house; or_group: none / boys; weapon: mortar\n"
        '-> injured "scores" «second»\n',
        encoding="utf-8",
    )
    (case,) = parse(path)
    assert case.text == "#Hama first line\nsecond: 3 of the 5 men died"
    first, second = case.expected
    assert (first.id, first.part_of, first.optional, first.value) == ("x", "y", True, 3)
    assert first.groups == {Group.MEN, None, Group.BOYS}
    assert first.places == (("A", "B"), ("C",))
    assert [day.day for day in first.first_days] == [1, 2]
    assert [day.day for day in first.last_days] == [4, 2]
    assert first.event_types == {EventType.AIRSTRIKE, EventType.SHELLING}
    assert (second.value, second.vague, second.qualifier) == (None, "scores", Qualifier.VAGUE)


def test_annotations_are_read_from_json(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "r.1.txt").write_text("Two men died.", encoding="utf-8")
    (tmp_path / "texts" / "manifest.csv").write_text("file,publisher\nr.1.txt,The Gazette\n", encoding="utf-8")
    (tmp_path / "gold" / "r.1.json").write_text(
        '{"report": "r.1", "published": "2020-01-02", "figures": [{"id": "a", "anchor": "Two men", "start_char": 0, '
        '"end_char": 7, "effect": "killed", "value": 2, "qualifier": "exact", "group": "men", "group_alt": [null], '
        '"start": "2020-01-01", "start_alt": "2020-01-02", "end": "2020-01-02", "event_type": ["air raid"]}]}',
        encoding="utf-8",
    )
    (case,) = annotated(tmp_path / "gold", tmp_path / "texts")
    assert (case.text, case.publisher) == ("Two men died.", "The Gazette")
    (expected,) = case.expected
    assert case.text[expected.start : expected.end] == expected.anchor
    assert expected.groups == {Group.MEN, None}
    assert len(expected.first_days) == 2
    assert expected.event_types == {EventType.AIRSTRIKE}


def test_words_for_events_mean_their_types() -> None:
    assert event_types(["strike"]) == {EventType.AIRSTRIKE, EventType.SHELLING}
    assert event_types(["air/drone strike"]) == {EventType.AIRSTRIKE}
    assert event_types(["mortar rounds"]) == {EventType.SHELLING}
    assert event_types(["Execution"]) == {EventType.ATTACK, EventType.CLASH}
    assert event_types([]) == frozenset()

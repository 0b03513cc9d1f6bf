"""The table of errors tells planted errors: their kind, what was wanted and given, and the rule that gave it."""

from dataclasses import replace
from pathlib import Path

import pytest

from evals.cases import Case, parse
from evals.errors import ATTRIBUTES, errors, table
from evals.gate import HELD_BACK, Detail, Outcome, reader, run_set
from evals.score import CaseScore, Mark, score_case
from tadwin.types import Actor, Claim, Evidence, Figure, Place, Span
from tadwin.vocab import Effect, Group, Qualifier, Status

# What the sentences say is plain; each expectation marked "wrong" is not what they say.
PLANTED = """\
=== planted-speaker 2019-07-23
Russian warplanes killed 14 people in Ariha on Monday, the White Helmets said.
;; wrong: the place and the speaker
-> killed 14 «14 people» place: Saraqib; time: 2019-07-22; perpetrator: Russia; claimant: Syrian Observatory
=== planted-day 2019-07-23
Nine men were killed in Ariha on Monday.
;; wrong: both days, and a party where the words name none
-> killed 9 men «Nine men» place: Ariha; time: 2019-07-21; perpetrator: Turkish army
"""


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The planted cases, read by the real pipeline."""
    path = tmp_path_factory.mktemp("cases") / "planted.txt"
    path.write_text(PLANTED, encoding="utf-8")
    return run_set("planted", parse(path), reader())


def under(lines: list[str], heading: str) -> list[str]:
    """The lines below one heading, as far as the next of its depth."""
    start = lines.index(heading)
    depth = len(heading) - len(heading.lstrip())
    rest = lines[start + 1 :]
    end = next((n for n, line in enumerate(rest) if len(line) - len(line.lstrip()) <= depth), len(rest))
    return [line.strip() for line in rest[:end]]


def test_a_wrong_value_is_told_with_wanted_given_and_rule(planted: Outcome) -> None:
    told = errors(planted.cases)
    assert under(told, "  place, wrong value: 1") == [
        "its sentence: 1",
        "planted-speaker «14 people»: wanted Saraqib, given Ariha, by «Ariha»",
    ]
    (rule, line) = under(told, "  claimant, wrong value: 1")
    assert rule == "verb of speech: 1"
    assert line.startswith("planted-speaker «14 people»: wanted Syrian Observatory")
    assert "given White Helmets, by «" in line


def test_what_is_not_given_stands_apart(planted: Outcome) -> None:
    rule, line = under(errors(planted.cases), "  perpetrator, not given: 1")
    assert rule == "no rule gave one: 1"
    assert line.startswith("planted-day «Nine men»: wanted Turkish army")
    assert line.endswith("given none")


def test_a_time_with_both_days_wrong_is_one_line(planted: Outcome) -> None:
    told = under(errors(planted.cases), "  time, wrong value: 2")
    assert told == [
        "its sentence: 2",
        "planted-day «Nine men»: wanted 2019-07-21, given 2019-07-22, by «Monday» (2 times)",
    ]


def test_only_the_attributes_that_are_named(planted: Outcome) -> None:
    told = errors(planted.cases, ["place"])
    assert told
    assert all(line.startswith(("  place,", "    ")) for line in told)


def test_the_table_adds_up(planted: Outcome) -> None:
    rows = {line.split()[0]: line.split()[1:] for line in table(planted.score, planted.cases)[1:]}
    assert rows["place"] == ["2", "1", "1", "0", "0.500"]
    assert rows["time"] == ["4", "2", "2", "0", "0.500"]
    assert rows["perpetrator"][:5] == ["2", "1", "0", "1", "0.500"]
    assert rows["claimant"] == ["1", "0", "1", "0", "0.000", "0", "of", "1"]
    for row in rows.values():
        asked, right, wrong, missing = map(int, row[:4])
        assert asked == right + wrong + missing
    assert int(rows["all"][0]) == sum(int(row[0]) for name, row in rows.items() if name in ATTRIBUTES)


def test_of_held_back_reports_the_table_alone(planted: Outcome) -> None:
    held_back = replace(planted, name=HELD_BACK)
    told = "\n".join(Detail(mistakes=True, errors=()).lines(held_back))
    assert "share right" in told
    assert "held back" in told
    assert not any(word in told for word in ("planted-", "«", "Ariha", "Saraqib"))
    assert "planted-day" in "\n".join(Detail(errors=(), held_back=True).lines(held_back))
    assert "planted-day" in "\n".join(Detail(mistakes=True, held_back=True).lines(held_back))


def test_mistakes_say_wanted_and_given(planted: Outcome) -> None:
    told = Detail(mistakes=True).lines(planted)
    assert "  WRONG   planted-speaker: place of «14 people»: wanted Saraqib, given Ariha, by «Ariha»" in told


# --- errors that claims written here make ---------------------------------------------------------------------------

TEXT = "The army killed 14 people, 3 of them children."


@pytest.fixture
def case(tmp_path: Path) -> Case:
    path = tmp_path / "army.txt"
    path.write_text(
        f"=== army 2020-01-02\n{TEXT}\n-> killed 14 «14 people» id: a; perpetrator: the army\n"
        "-> killed 3 children «3 of them children» part_of: a; perpetrator: the army\n",
        encoding="utf-8",
    )
    return parse(path)[0]


def claims(case: Case) -> list[Claim]:
    """A claim for each expected figure, right in everything that is asked but the share's whole."""
    made = []
    for wanted, group in zip(case.expected, (None, Group.CHILDREN), strict=True):
        span = Span(case.id, wanted.start, wanted.end, wanted.anchor)
        figure = Figure(wanted.value, Qualifier.EXACT, 0, None, str(wanted.value))
        found = Evidence("effect", "a rule for shares", 0, 1, "x")
        by = Evidence("perpetrators", "subject of the harm", 0, 8, "The army")
        made.append(
            Claim(
                f"c{wanted.value}", case.id, "f", span, span, Effect.KILLED, figure, group,
                perpetrators=(Actor("the army"),), evidence=(found, by),
            )
        )  # fmt: skip
    return made


def kinds(score: CaseScore) -> list[tuple[str, Mark]]:
    return [(wrong.answer.attribute, wrong.answer.mark) for wrong in score.wrong]


def test_a_share_without_its_whole_names_the_whole_by_its_words(case: Case) -> None:
    score = score_case(case, claims(case))
    assert errors([score]) == [
        "  part_of, not given: 1",
        "    with its figure, by 'a rule for shares': 1",
        "      army «3 of them children»: wanted «14 people», given none",
    ]
    whole, share = claims(case)
    score = score_case(case, [replace(whole, part_of=share.id), replace(share, part_of=whole.id)])
    assert kinds(score) == [("part_of", Mark.WRONG)]
    assert errors([score])[-1].strip() == "army «14 people»: wanted none, given «3 of them children»"
    assert "a figure that was missed" in errors([score_case(case, [share])])[-1]


def test_what_is_given_where_the_words_give_none_is_told(case: Case) -> None:
    whole, share = claims(case)
    score = score_case(case, [replace(whole, status=Status.CIVILIAN), replace(share, part_of=whole.id)])
    assert kinds(score) == [("status", Mark.SILENT)]
    assert errors([score])[0] == "  status, given where the words give none: 1"
    assert errors([score])[-1].strip() == "army «14 people»: wanted none, given civilian"


def test_a_party_accused_beside_the_right_one_is_told(case: Case) -> None:
    whole, share = claims(case)
    both = (*whole.perpetrators, Actor("rebels"))
    score = score_case(case, [replace(whole, perpetrators=both), replace(share, part_of=whole.id)])
    assert (score.right["perpetrator"], score.accused, score.accused_rightly) == (2, 3, 2)
    assert kinds(score) == [("perpetrator", Mark.BESIDE)]
    assert errors([score]) == [
        "  perpetrator, accused beside the right one: 1",
        "    subject of the harm: 1",
        "      army «14 people»: wanted the army, given rebels, by «The army»",
    ]


def test_the_most_frequent_rule_comes_first(case: Case) -> None:
    def wrongly(rules: tuple[str, str]) -> CaseScore:
        evidence = [(Evidence("places", rule, None, None, ""),) for rule in rules]
        named = replace(case, expected=tuple(replace(e, places=(("Hama",),), part_of=None) for e in case.expected))
        return score_case(
            named,
            [replace(c, places=(Place("Homs"),), evidence=e) for c, e in zip(claims(case), evidence, strict=True)],
        )

    told = errors([wrongly(("a rare one", "a common one")), wrongly(("a common one", "a common one"))], ["place"])
    assert [line for line in told if line.startswith("    ") and line[4] != " "] == [
        "    a common one: 3",
        "    a rare one: 1",
    ]

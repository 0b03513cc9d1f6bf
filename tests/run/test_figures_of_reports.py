"""Figures of incidents as whole reports tell them: read, linked and reconciled, held against what the words say."""

from datetime import date

import pytest

from tadwin.config import load_settings
from tadwin.frames import frames
from tadwin.link.restated import restated
from tadwin.run.assemble import assemble
from tadwin.run.read import read_reports
from tadwin.types import Incident, Report, Ties
from tadwin.vocab import Effect, Group

#: A Friday.
PUBLISHED = date(2024, 5, 10)
_SETTINGS = load_settings()

Bounds = tuple[int | None, int | None, int | None]


def incidents(text: str) -> tuple[Incident, ...]:
    """The incidents of one report, in the order in which its text tells them first."""
    report = Report("r", text, "x", "text/plain", language="en", published_at=PUBLISHED)
    (read,) = read_reports([report], settings=_SETTINGS)
    told = frames(read.claims, {report.id: PUBLISHED})
    made = assemble(told, {report.id: report}, Ties(), restated(told))
    at = {claim.id: claim.span.start for claim in read.claims}
    return tuple(sorted(made, key=lambda one: min(at[claim] for claim in one.claims)))


def figure(one: Incident, effect: Effect = Effect.KILLED, group: Group | None = None) -> Bounds:
    """Low, best and high of everyone, or of a group, whatever their status."""
    line = next(line for line in one.figures if (line.effect, line.group, line.status) == (effect, group, None))
    return line.low, line.best, line.high


@pytest.mark.parametrize(
    ("text", "everyone"),
    [
        ("Gunmen hanged two people and shot 23 others in the town of Salqin on Monday.", 25),
        ("Bombs killed three rescuers in Salqin on Monday while six children were also killed.", 9),
        ("Five were killed and three others injured in Salqin on Monday. Two more died in hospital.", 7),
        ("Two people were killed in Salqin on Monday. Two other people were killed when a second shell fell.", 4),
        # the same others told again are no more of them
        ("Two died in Salqin on Monday. Two others died at night. The governor said two others died at night.", 4),
        # those who were "also" killed may be of the larger count, and the other injured of nobody told before
        ("Raids killed 20 people in Salqin on Monday. Two children were also killed.", 20),
        ("A shell killed nine people in Salqin on Monday. Four people were killed and nine others injured there.", 9),
        # the rest of those counted are no others
        ("Nine people died in Salqin on Monday. Two of them were shot and seven others died in a fire.", 9),
    ],
)
def test_those_told_as_others_add_up(text: str, everyone: int) -> None:
    assert figure(incidents(text)[0]) == (everyone, everyone, everyone)


@pytest.mark.parametrize(
    ("text", "everyone", "children"),
    [
        ("Four people killed including child in attacks on Salqin", 4, 1),
        ("Three people killed, including woman and child, in shelling of Salqin", 3, 1),
        ("Four people including a child killed six others injured in attacks on Salqin", 4, 1),
    ],
)
def test_a_headline_s_child_is_counted_without_an_article(text: str, everyone: int, children: int) -> None:
    (one,) = incidents(text)
    assert figure(one) == (everyone, everyone, everyone)
    assert figure(one, group=Group.CHILDREN) == (children, children, children)


def test_both_of_two_kinds_are_no_two_people() -> None:
    (one,) = incidents("The raid on Salqin killed seven people, both rebels and civilians, on Monday.")
    assert figure(one) == (7, 7, 7)


def test_what_befell_a_share_alone_did_not_befall_its_whole() -> None:
    (one,) = incidents("Six people including a driver wounded by glass were taken away from Salqin on Monday.")
    assert figure(one, Effect.INJURED) == (1, 1, 1)


@pytest.mark.parametrize(
    ("text", "is_toll"),
    [
        ("A car bomb in the suburbs of Idlib killed eight people on Monday.", False),
        ("A wave of bombings in the suburbs of Idlib killed eight people on Monday.", True),
        ("A blast hit the towns of Salqin and Harem on Monday, killing nine people.", True),
    ],
)
def test_one_blast_is_no_toll_of_several_attacks_wherever_in_the_suburbs_it_was(text: str, is_toll: bool) -> None:
    assert [one.toll for one in incidents(text) if one.figures and one.figures[0].effect is Effect.KILLED] == [is_toll]


def test_a_toll_that_its_report_divides_has_the_children_of_its_parts() -> None:
    told = incidents(
        "Raids killed 22 people near Idlib on Monday. In the town of Salqin 16 people died, among them two children. "
        "Five more were killed in the town of Harem and a girl was killed in the town of Ariha."
    )
    toll = told[0]
    assert [(one.toll, one.figures[0].best) for one in told] == [(True, 22), (False, 16), (False, 5), (False, 1)]
    assert figure(toll, group=Group.CHILDREN) == (3, 3, 3)
    assert figure(toll, group=Group.GIRLS) == (1, 1, 1)
    line = next(line for line in toll.figures if line.group is Group.CHILDREN)
    assert (line.open, line.rule) == (True, "floor")
    assert line.why.endswith("the parts that it divides it into tell “two” and “a”.")


def test_other_dead_of_another_side_are_no_part_of_the_attack_told_before() -> None:
    first, other = incidents(
        "Fifteen civilians were killed on Monday when government forces dropped a barrel bomb on Salqin. "
        "The monitor also reported that eight civilians were killed on Monday in rebel fire on the west of the town."
    )
    assert (figure(first), figure(other)) == ((15, 15, 15), (8, 8, 8))
    assert {actor.name for actor in first.perpetrators}.isdisjoint(actor.name for actor in other.perpetrators)


def test_who_else_is_blamed_for_the_same_attack_opens_no_other() -> None:
    (one,) = incidents(
        "Fifteen civilians were killed on Monday when government forces shelled Salqin. "
        "State media said rebels killed 12 civilians in the attack."
    )
    assert figure(one) == (12, 15, 15)


def test_one_person_is_no_sum_of_several_attacks() -> None:
    (one,) = incidents("Rocket fire on the districts of Salqin and Harem left one person dead on Monday.")
    assert (one.toll, figure(one)) == (False, (1, 1, 1))

"""The attacker has every careful export, earlier ones too, and wins nothing back; leaky publications are caught."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest
from attacker import names_found, points_near, reports_confirmed, solve, words_of
from hypothesis import example, given, settings
from hypothesis import strategies as st
from planted_secrets import (
    CASUALTIES,
    CHILDREN_INJURED,
    EVERYONE_INJURED,
    EVERYONE_KILLED,
    Cell,
    Planted,
    material,
)

from tadwin import ids
from tadwin.export import suppress
from tadwin.export.profiles import CAREFUL, FULL, PARTNER
from tadwin.export.publication import Given, Publication, PublishedIncident
from tadwin.export.publishing import publication
from tadwin.export.suppress import ceiling_of_band, floor_of_band
from tadwin.export.totals import totals
from tadwin.vocab import Effect, Group, Status

DETAINED: Cell = (Effect.DETAINED, None, None)
ABDUCTED: Cell = (Effect.ABDUCTED, None, None)
WOMEN_INJURED: Cell = (Effect.INJURED, None, Group.WOMEN)
CIVILIANS_INJURED: Cell = (Effect.INJURED, Status.CIVILIAN, None)


@st.composite
def numbers(draw: st.DrawFn) -> dict[Cell, int]:
    """Numbers of people that fit together: children among all, casualties killed and injured."""
    killed, injured = draw(st.integers(1, 40)), draw(st.integers(0, 40))
    made = {EVERYONE_KILLED: killed}
    if draw(st.booleans()):
        made[EVERYONE_INJURED] = injured
        parts = draw(st.lists(st.sampled_from((CHILDREN_INJURED, WOMEN_INJURED)), unique=True))
        left = injured
        for cell in parts:
            made[cell] = draw(st.integers(0, left))
            left -= made[cell]
        if draw(st.booleans()):
            made[CIVILIANS_INJURED] = draw(st.integers(0, injured))
    if draw(st.booleans()):
        made[CASUALTIES] = killed + injured
    if draw(st.booleans()):
        made[ABDUCTED] = draw(st.integers(0, 40))
    return made


_SYLLABLES = ("zhar", "qub", "vosh", "mirg", "tulv", "brek", "drix", "plom", "ghan", "skel", "yurt", "wozh")
invented = st.lists(st.sampled_from(_SYLLABLES), min_size=3, max_size=4).map(lambda parts: "".join(parts).title())


@st.composite
def planted(draw: st.DrawFn, number: int) -> Planted:
    """An incident with secrets of its own."""
    return Planted(
        number,
        draw(numbers()),
        division=draw(st.sampled_from(("Norvale", "Sudmark", "Islet"))),
        town=draw(invented),
        victim=f"{draw(invented)} {draw(invented)}",
        witness=f"{draw(invented)} {draw(invented)}",
        hospital=f"{draw(invented)} Hospital",
        private_report=f"interview-{draw(invented).lower()}-{number}",
        private_publisher=draw(invented),
        lat=draw(st.floats(40.6, 40.8)),
        lon=draw(st.floats(20.5, 20.9)),
        day=date(2031, 5, draw(st.integers(1, 28))),
        signed_at=f"2031-06-02T{draw(st.integers(10, 23))}:14:15Z",
        reviewer=f"{draw(invented)} Reviewer",
        public=draw(st.integers(0, 4)) > 0,
        private_figures={DETAINED: draw(st.integers(0, 40))} if draw(st.booleans()) else {},
    )


@st.composite
def histories(draw: st.DrawFn) -> tuple[tuple[Planted, ...], tuple[Planted, ...]]:
    """A record as it was exported once, and as it is exported again: one incident signed anew, and one added."""
    before = tuple(draw(planted(number)) for number in range(draw(st.integers(1, 3))))
    changed = draw(st.integers(0, len(before) - 1))
    after = list(before)
    if draw(st.booleans()):
        after[changed] = replace(before[changed], figures=draw(numbers()))
    if draw(st.booleans()):
        after.append(draw(planted(len(before))))
    return before, tuple(after)


def attack(exports: Sequence[Publication], records: Sequence[Sequence[Planted]]) -> set[str]:
    """What the attacker won of the secrets planted in the records that the exports were made of."""
    won = set()
    for one in (one for record in records for one in record):
        won |= {f"name {name}" for name in names_found(exports, one.names)}
        won |= {f"point {point}" for point in points_near(exports, one.lat, one.lon)}
        won |= {f"report {name}" for name in reports_confirmed(exports, [one.private_report])}
        won |= {f"hour {said}" for said in words_of(exports) if one.signed_at[11:16] in said}
    return won | numbers_won(exports, records)


def numbers_won(exports: Sequence[Publication], records: Sequence[Sequence[Planted]]) -> set[str]:
    """The numbers of people who may be alive that the attacker knows better than the band of ten that holds them."""
    found = solve(exports)
    won = set()
    for export, record in enumerate(records):
        named = _ids(record)
        for one in record:
            truth = {**one.figures, **one.private_figures}
            implied = truth[EVERYONE_KILLED]
            if CASUALTIES in truth:
                truth.setdefault(EVERYONE_INJURED, truth[CASUALTIES] - implied)
            for cell, number in truth.items():
                interval = found.get((export, named[one.number] or "", cell))
                if cell[0] not in suppress.LIVING or interval is None or number < 1 or cell == CASUALTIES:
                    continue
                if interval[0] > floor_of_band(number) or interval[1] < ceiling_of_band(number):
                    won.add(f"number {cell} is {number}: {interval}")
    return won


def _ids(record: Sequence[Planted]) -> dict[int, str | None]:
    """The published id of each incident: the attacker is even told which is which. None for one that is withheld."""
    made = material(record)
    alone = {one.number: publication(replace(made, signed=(one,))).incidents for one in made.signed}
    return {number: found[0].id if found else None for number, found in alone.items()}


def test_the_attacker_wins_nothing_from_two_careful_exports() -> None:
    @settings(max_examples=25)
    @given(histories())
    def holds(history: tuple[tuple[Planted, ...], tuple[Planted, ...]]) -> None:
        exports = [publication(material(record), CAREFUL) for record in history]
        assert attack(exports, history) == set()

    holds()


# --- publications that leak, each of which the attacker must notice ------------------------------------------------

PRIVATE = min((f"interview-{number}-brother" for number in range(99)), key=lambda name: ids.frame_id(name, 0))
BEFORE = (
    # Of its reports' frames the private one's has the smallest id, of which the incident's own is made.
    Planted(0, {EVERYONE_KILLED: 5, EVERYONE_INJURED: 3, CASUALTIES: 8}, private_report=PRIVATE),
    Planted(
        1,
        {EVERYONE_KILLED: 2, EVERYONE_INJURED: 20, CHILDREN_INJURED: 12},
        private_report="interview-skelghan",
    ),
)
Leak = Callable[[Publication, Publication], Publication]


def _first(made: Publication, incident: PublishedIncident) -> Publication:
    """The publication with another incident in place of its first with a name."""
    return replace(made, incidents=(incident, *made.incidents[1:]))


def _exact_totals(made: Publication, full: Publication) -> Publication:
    return replace(made, totals=totals(full.incidents))


def _exact_casualties(made: Publication, full: Publication) -> Publication:
    wanted = next(one for one in made.incidents if any(line.given is Given.SUPPRESSED for line in one.figures))
    lines = next(one.figures for one in full.incidents if any(line.effect is Effect.CASUALTIES for line in one.figures))
    exact = next(line for line in lines if line.effect is Effect.CASUALTIES)
    kept = tuple(line for line in wanted.figures if line.effect is not Effect.CASUALTIES)
    others = tuple(one for one in made.incidents if one is not wanted)
    return replace(made, incidents=(replace(wanted, figures=(*kept, exact)), *others), totals=())


def _fine_places(made: Publication, full: Publication) -> Publication:
    place = replace(full.incidents[0].places[0], name=None)
    return _first(made, replace(made.incidents[0], places=(place,)))


def _place_names(made: Publication, full: Publication) -> Publication:
    place = replace(made.incidents[0].places[0], name=full.incidents[0].places[0].name)
    return _first(made, replace(made.incidents[0], places=(place,)))


def _quotes(made: Publication, full: Publication) -> Publication:
    return _first(made, replace(made.incidents[0], quotes=full.incidents[0].quotes))


def _sources(made: Publication, full: Publication) -> Publication:
    return _first(made, replace(made.incidents[0], sources=full.incidents[0].sources))


def _reasons(made: Publication, full: Publication) -> Publication:
    return _first(made, replace(made.incidents[0], grade_reason=full.incidents[0].grade_reason))


def _plain_ids(made: Publication, full: Publication) -> Publication:
    own = {one.id for one in full.incidents}
    return replace(
        made, incidents=tuple(replace(one, id=name) for one, name in zip(made.incidents, sorted(own), strict=True))
    )


def _spelled_otherwise(made: Publication, full: Publication) -> Publication:
    return _first(made, replace(made.incidents[0], weapon="a shell that fell on Qāzhmūrr"))


@pytest.mark.parametrize(
    ("leak", "what"),
    [
        (_exact_totals, "number"),
        (_exact_casualties, "number"),
        (_fine_places, "point"),
        (_place_names, "name"),
        (_quotes, "name"),
        (_sources, "name"),
        (_reasons, "name"),
        (_plain_ids, "report"),
        (_spelled_otherwise, "name"),
    ],
)
def test_the_attacker_notices_a_leak(leak: Leak, what: str) -> None:
    made = material(BEFORE)
    export = publication(made, CAREFUL)
    assert attack([export], [BEFORE]) == set()
    won = attack([leak(export, publication(made, FULL))], [BEFORE])
    assert any(one.startswith(what) for one in won), won


def test_the_attacker_notices_exact_numbers_of_an_earlier_export() -> None:
    """An export that rounds only the totals is undone by the one before: this is what bands are for."""
    after = (replace(BEFORE[0], figures={**BEFORE[0].figures, EVERYONE_INJURED: 4, CASUALTIES: 9}), BEFORE[1])
    exports = [publication(material(record), CAREFUL) for record in (BEFORE, after)]
    assert exports[0] == exports[1]
    leaky = [
        _exact_totals(one, publication(material(record), FULL))
        for one, record in zip(exports, (BEFORE, after), strict=True)
    ]
    assert numbers_won(leaky, (BEFORE, after))


# --- the strongest attacker: records that differ only in what is hidden publish the very same ----------------------


def twin_of(one: Planted, figures: dict[Cell, int]) -> Planted:
    """The same incident with other secrets."""
    return replace(
        one,
        figures=figures,
        town="Wozhtulv",
        lat=40.001,
        lon=23.999,
        victim="Skelghan Yurtplom",
        witness="Drixmirg Voshqub",
        hospital="Tulvzhar Hospital",
        private_publisher="Ghanbrek Letters",
        signed_at="2031-06-02T22:59:59Z",
        reviewer="Other Reviewer",
    )


@given(planted(0), planted(1), st.data())
@example(BEFORE[0], BEFORE[1], None)
@settings(max_examples=25)
def test_what_is_hidden_changes_nothing_that_is_published(
    first: Planted, second: Planted, data: st.DataObject | None
) -> None:
    def another(number: int) -> int:
        within = (floor_of_band(number), ceiling_of_band(number))
        return number if data is None else data.draw(st.integers(*within))

    def differs(cell: Cell) -> bool:
        return cell[0] in suppress.LIVING and cell != CASUALTIES

    figures = {cell: another(number) if differs(cell) else number for cell, number in first.figures.items()}
    twin = twin_of(first, figures)
    one, other = (material((record, second)) for record in (first, twin))
    assert publication(one, CAREFUL) == publication(other, CAREFUL)
    assert publication(one, FULL) != publication(other, FULL)


def test_every_small_number_could_be_every_other() -> None:
    """All tables of two small cells, brought out by brute force: the attacker cannot tell any two apart."""
    exports = {
        repr(publication(material((Planted(0, {EVERYONE_KILLED: 5, EVERYONE_INJURED: injured, DETAINED: detained}),))))
        for injured in range(1, 10)
        for detained in range(1, 10)
    }
    assert len(exports) == 1


def test_a_partner_is_told_settlements_and_no_names() -> None:
    export = publication(material(BEFORE), PARTNER)
    assert {place.name for one in export.incidents for place in one.places} == {"Qazhmurr", "Norvale"}
    hidden = [name for name in BEFORE[0].names if name != "Qazhmurr"]
    assert names_found([export], hidden) == set()
    assert reports_confirmed([export], [BEFORE[0].private_report]) == set()
    assert numbers_won([export], [BEFORE]) == set()

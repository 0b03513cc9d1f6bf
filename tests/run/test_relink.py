"""Linking what is new gives what linking all anew gives: planted records, grown, read again and decided about."""

import random
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from planted_record import Told, at_once, crowd, keep, linked, read_otherwise, telling

from tadwin.errors import DecisionError
from tadwin.review.fields import field_named
from tadwin.review.named import Known
from tadwin.run import deciding
from tadwin.run.deciding import Word
from tadwin.run.explain import explain
from tadwin.run.relink import linker, relink
from tadwin.store.record import Record, open_record
from tadwin.types import Incident, Link, Place, When
from tadwin.vocab import DatePrecision, Effect, PlacePrecision, Scope

WORD = Word("noor", "2031-06-01T00:00:00Z")
TOWN = Place("Qarya", 35.0, 37.0, "t1", "North", "XX", PlacePrecision.EXACT)
KNOWN = Known(lambda _: (), lambda _: None)
FAR = Place("Bir", 33.0, 39.0, "t2", "South", "XX", PlacePrecision.EXACT)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "record.db") as opened:
        yield opened


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  # the same for the same seed is what is wanted


def on(first: int, last: int | None = None) -> When:
    days = DatePrecision.DAY if last is None else DatePrecision.DAYS
    return When(date(2031, 5, first), date(2031, 5, last or first), days, date(2031, 5, last or first))


def batches(told: Sequence[Told], chance: random.Random) -> Iterator[list[Told]]:
    """All of these in some order: half of them first, then a few at a time."""
    left = chance.sample(told, len(told))
    size = len(left) // 2
    while left:
        yield left[:size]
        left, size = left[size:], chance.randint(1, 12)


def several(record: Record) -> list[Incident]:
    """The incidents of several reports."""
    return [one for one in record.incidents() if len(one.reports) > 1]


# --- reports that are added or read again -------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2])
def test_reports_added_in_any_order_and_parts_give_what_all_at_once_give(
    seed: int, record: Record, tmp_path: Path
) -> None:
    told = crowd(200, seed)
    for some in batches(told, seeded(seed)):
        keep(record, some)
        relink(record)
    assert linked(record) == at_once(tmp_path / "whole", told)
    assert len(several(record)) > 10
    assert any(one.contains for one in record.incidents())


@pytest.mark.parametrize("seed", [4, 5])
def test_reports_read_again_and_otherwise_give_what_they_say_now(seed: int, record: Record, tmp_path: Path) -> None:
    chance = seeded(seed)
    told = crowd(200, seed)
    keep(record, told)
    relink(record)
    now = dict(enumerate(told))
    for _ in range(4):
        for at in chance.sample(sorted(now), 8):
            now[at] = read_otherwise(told[at], chance)
            keep(record, [now[at]])
        relink(record)
    assert linked(record) == at_once(tmp_path / "whole", list(now.values()))
    keep(record, told)
    relink(record)
    assert linked(record) == at_once(tmp_path / "as before", told)


def test_reports_whose_claims_vanish_leave_nothing_behind(record: Record, tmp_path: Path) -> None:
    told = crowd(200, 7)
    keep(record, told)
    relink(record)
    gone, rest = told[::6], [one for at, one in enumerate(told) if at % 6]
    for number, (report, _) in enumerate(gone):
        if number % 2:
            keep(record, [(report, ())])
            continue
        # Another text under the same name: what was read from the old one goes, and the new one is not read yet.
        raw = f"{report.id} was withdrawn.".encode()
        record.add_report(replace(report, text=raw.decode(), sha256=sha256(raw).hexdigest()), raw)
    relink(record)
    assert linked(record) == at_once(tmp_path / "whole", rest)
    assert record.needs_linking("any other") == sorted(
        {*(one.id for one, _ in rest), *(one.id for one, _ in gone[1::2])}
    )


def test_a_bridge_that_goes_leaves_two_incidents_and_one_that_comes_back_joins_them(record: Record) -> None:
    left, right = telling("left", 57, on(5), TOWN), telling("right", 16, on(6), TOWN, effect=Effect.INJURED)
    bridge, (killed,) = telling("bridge", 57, on(5, 6), TOWN)
    injured = replace(killed, id="c-injured", effect=Effect.INJURED, figure=right[1][0].figure)
    keep(record, [left, right, (bridge, (killed, injured))])
    relink(record)
    assert [one.reports for one in record.incidents()] == [("bridge", "left", "right")]
    keep(record, [(bridge, ())])
    relink(record)
    assert sorted(one.reports for one in record.incidents()) == [("left",), ("right",)]
    keep(record, [(bridge, (killed, injured))])
    relink(record)
    assert [one.reports for one in record.incidents()] == [("bridge", "left", "right")]


def test_nothing_waiting_changes_no_byte(record: Record, tmp_path: Path) -> None:
    keep(record, crowd(120, 8))
    relink(record)
    before = [(tmp_path / name).read_bytes() for name in ("record.db", "record.db-wal")]
    relink(record)
    assert [(tmp_path / name).read_bytes() for name in ("record.db", "record.db-wal")] == before


def test_a_toll_keeps_what_it_contains_when_an_attack_beside_it_is_added(record: Record, tmp_path: Path) -> None:
    north = Place("North", None, None, None, "North", "XX", PlacePrecision.ADMIN1)
    told = [
        telling("toll", 90, on(5, 6), north, scope=Scope.TALLY),
        telling("first", 7, on(5), TOWN),
        telling("second", 30, on(6), Place("Jabal", 35.9, 37.0, "t3", "North", "XX", PlacePrecision.EXACT)),
    ]
    added = [
        telling("before", 11, on(4), Place("Wadi", 34.1, 37.0, "t4", "North", "XX", PlacePrecision.EXACT)),
        telling("within", 12, on(5), Place("Sahl", 36.5, 37.0, "t5", "North", "XX", PlacePrecision.EXACT)),
    ]
    keep(record, told)
    relink(record)
    for number, one in enumerate(added):
        keep(record, [one])
        relink(record)
        assert [len(toll.contains) for toll in record.incidents() if toll.toll] == [2 + number]
    assert linked(record) == at_once(tmp_path / "whole", [*told, *added])


# --- decisions ----------------------------------------------------------------------------------------------------


def merged(record: Record, chance: random.Random) -> None:
    deciding.merge(record, chance.sample(list(record.incidents()), 2), WORD)


def parted(record: Record, chance: random.Random) -> None:
    one = chance.choice(several(record))
    leaving = chance.choice(one.reports)
    deciding.split(record, one, lambda claim: claim.report_id == leaving, WORD)


def corrected(record: Record, chance: random.Random) -> None:
    claim = chance.choice([claim for claim in record.claims() if claim.time is not None])
    day = f"2031-01-{chance.randint(10, 28)}"
    name, words = chance.choice((("rejected", "true"), ("time", day), ("value", str(claim.figure.low + 2))))
    with suppress(DecisionError):  # it has this value already
        deciding.set_field(record, claim, field_named(name), words, KNOWN, WORD)


def taken_back(record: Record, chance: random.Random) -> None:
    with suppress(DecisionError):  # it is taken back already
        deciding.undo(record, chance.randint(1, len(list(record.decisions()))), WORD)


@pytest.mark.parametrize("seed", [11, 12])
def test_decisions_and_readings_in_turn_give_what_all_at_once_give(seed: int, record: Record, tmp_path: Path) -> None:
    chance = seeded(seed)
    told = crowd(150, seed)
    keep(record, told)
    relink(record)
    now = dict(enumerate(told))
    merged(record, chance)
    for turn in range(18):
        chance.choice((merged, parted, corrected, taken_back))(record, chance)
        for at in chance.sample(sorted(now), 3):
            now[at] = read_otherwise(told[at], chance) if turn % 2 else told[at]
            keep(record, [now[at]])
        relink(record)
        if turn % 3 == 2:
            assert linked(record) == at_once(tmp_path / f"turn {turn}", list(now.values()), record.decisions())
    assert {one.action for one in record.decisions()} == {"merge", "split", "set", "undo"}


def test_what_a_reviewer_merged_far_apart_stays_when_one_side_is_read_away(record: Record, tmp_path: Path) -> None:
    told = [telling("near", 57, on(5), TOWN), telling("far", 16, on(20), FAR), telling("else", 7, on(25), FAR)]
    keep(record, told)
    relink(record)
    deciding.merge(record, [one for one in record.incidents() if one.reports != ("else",)], WORD)
    assert [one.reports for one in several(record)] == [("far", "near")]
    near = (told[0][0], ())
    keep(record, [near])
    relink(record)
    assert linked(record) == at_once(tmp_path / "whole", [near, *told[1:]], record.decisions())
    assert sorted(one.reports for one in record.incidents()) == [("else",), ("far",)]
    keep(record, told[:1])
    relink(record)
    assert [one.reports for one in several(record)] == [("far", "near")]


# --- what dies on the way -----------------------------------------------------------------------------------------


class Died(Exception):
    """The power went."""


def dying(*_: object, **__: object) -> None:
    raise Died


@pytest.mark.parametrize("method", ["put_incidents", "put_frames", "put_linked"])
@pytest.mark.parametrize("more", [0, 5])
def test_a_relink_that_dies_is_made_good_by_the_next(
    method: str, more: int, record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = seeded(21)
    told = crowd(80, 21)
    keep(record, told[10:])
    relink(record)
    now = [read_otherwise(one, chance) for one in told[more:20]] + told[20:]
    keep(record, now)
    with monkeypatch.context() as patch:
        patch.setattr(Record, method, dying)
        with pytest.raises(Died):
            relink(record)
    keep(record, told[:more])
    relink(record)
    assert linked(record) == at_once(tmp_path / "whole", [*told[:more], *now])
    assert record.needs_linking(linker(record)) == []


@pytest.mark.parametrize("method", ["put_incidents", "put_frames", "put_linked"])
def test_a_decision_whose_relink_dies_is_not_made_and_can_be_made_again(
    method: str, record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = crowd(100, 22)
    keep(record, told)
    relink(record)
    first, *_, last = several(record)
    deciding.merge(record, [first, last], WORD)
    before = linked(record)
    with monkeypatch.context() as patch:
        patch.setattr(Record, method, dying)
        with pytest.raises(Died):
            deciding.undo(record, 1, WORD)
    assert (linked(record), [one.action for one in record.decisions()]) == (before, ["merge"])
    deciding.undo(record, 1, WORD)
    assert linked(record) == at_once(tmp_path / "whole", told, record.decisions())
    assert record.incident(first.id) == (first,)


# --- why ----------------------------------------------------------------------------------------------------------


def reached(frames: Sequence[str], links: Sequence[Link]) -> set[str]:
    """The frames that joining links lead to from the first of these."""
    found = {frames[0]}
    while True:
        more = {
            end for link in links if link.joins for end in (link.left, link.right) if {link.left, link.right} & found
        }
        if more <= found:
            return found
        found |= more


def test_every_frame_of_an_incident_is_joined_for_a_reason(record: Record) -> None:
    keep(record, crowd(200, 31))
    relink(record)
    merged(record, seeded(31))
    for one in several(record):
        links = explain(record, one.id)
        assert reached(one.frames, links) == set(one.frames)
        assert all(link.reasons and link.weight == sum(reason.weight for reason in link.reasons) for link in links)
        assert all({link.left, link.right} <= set(one.frames) for link in links if link.joins)
        assert all(len({link.left, link.right} & set(one.frames)) == 1 for link in links if not link.joins)


def test_what_kept_an_attack_apart_is_named(record: Record) -> None:
    keep(record, [telling("a", 57, on(5), TOWN), telling("b", 57, on(6), TOWN), telling("c", 57, on(7), TOWN)])
    relink(record)
    (joined,) = several(record)
    (apart,) = [one for one in record.incidents() if one.id != joined.id]
    why = {incident.id: last_reasons(explain(record, incident.id)) for incident in (joined, apart)}
    assert why == {
        joined.id: ["together they would span 3 days, and 2 is the most"],
        apart.id: ["together they would span 3 days, and 2 is the most"],
    }
    leaving = joined.reports[0]
    deciding.split(record, joined, lambda claim: claim.report_id == leaving, WORD)
    for one in record.incidents():
        if leaving in one.reports:
            assert "a reviewer decided that they are not one incident" in last_reasons(explain(record, one.id))


def test_what_a_reviewer_merged_is_named(record: Record) -> None:
    keep(record, [telling("a", 57, on(5), TOWN), telling("b", 16, on(20), FAR)])
    relink(record)
    outcome = deciding.merge(record, list(record.incidents()), WORD)
    (link,) = explain(record, outcome.after[0].id)
    assert link.joins
    assert link.reasons[-1].words == "a reviewer decided that they are one incident"
    assert explain(record, "no such incident") == ()


def last_reasons(links: Sequence[Link]) -> list[str]:
    return [link.reasons[-1].words for link in links if not link.joins]

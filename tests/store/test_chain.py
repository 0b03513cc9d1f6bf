"""Whatever is done to the decisions of a record behind tadwin's back is found, and the first of it is named."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert, select, text, update

from tadwin.store import redacted
from tadwin.store.chain import Audit, audit
from tadwin.store.record import Record, open_record
from tadwin.store.schema import DECISIONS, TOMBSTONES
from tadwin.types import Anchor

NUMBERS = 7
#: Of these decisions parts were redacted, by the decision that follows the last of NUMBERS.
REDACTED = (2, 5)
LAST = NUMBERS + 2


@pytest.fixture(scope="module")
def record() -> Iterator[Record]:
    """Decisions with a redaction among them. Every test takes back what it does to them."""
    with TemporaryDirectory() as folder, open_record(Path(folder) / "record.db") as made:
        for number in range(1, NUMBERS + 1):
            anchor = Anchor(f"c{number}", "r", number, "six", "killed ", " people", 0)
            made.append(
                action=("merge", "set", "note")[number % 3],
                anchors=(anchor,) * (number % 2),
                field="value",
                before=str(number),
                after='{"name": "Qarya"}',
                by="noor",
                at=f"2031-05-0{number}T00:00:00Z",
                note="seen by Salma" if number % 2 else None,
            )
        with made.transaction() as connection:
            _redact(connection)
        made.append(action="merge", anchors=(), by="mara", at="2031-06-01T00:00:00Z")
        yield made


def _redact(connection: Connection) -> None:
    """What `run.redacting` does, for two parts."""
    from tadwin.store import decided
    from tadwin.types import Decision

    number = NUMBERS + 1
    parts = {}
    for row in list(redacted.rows(connection, DECISIONS)):
        if row["number"] in REDACTED:
            parts[str(row["number"])] = redacted.put_parts(connection, row, {"by": "reviewer 1", "note": None}, number)
    one, _ = redacted.tombstone(1, "name", "Salma", keeps_salt=False)
    after = json.dumps({"parts": parts, "tombstones": {"1": [one.kind, one.salt, one.sha256]}})
    decided.append(connection, Decision(0, "redact", (), "name", None, after, "mara", "now", None, "", ""))
    redacted.put_tombstones(connection, [one], number)


class _Undone(Exception):
    pass


def audited(record: Record, tamper: Callable[[Connection], None], against: str | None = None) -> Audit:
    """What an audit finds after `tamper`, which is then undone."""
    found = None
    try:
        with record.transaction() as connection:
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
            tamper(connection)
            found = audit(connection, against)
            raise _Undone
    except _Undone:
        assert found is not None
        return found


def rows(connection: Connection) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(select(DECISIONS).order_by(DECISIONS.c.number)).mappings()]


def put(connection: Connection, listed: list[dict[str, Any]]) -> None:
    connection.execute(delete(DECISIONS))
    if listed:
        connection.execute(insert(DECISIONS), listed)


def test_an_untouched_chain_holds_and_names_its_redactions(record: Record) -> None:
    found = audited(record, lambda _: None)
    assert (found.decisions, found.faults, found.redacted) == (LAST, (), REDACTED)
    assert found.head == record.head()


words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
values: st.SearchStrategy[Any] = st.none() | st.booleans() | st.integers(-9, 9) | words | st.lists(words, max_size=2)
values |= st.dictionaries(words, words, max_size=2)


@settings(max_examples=300, deadline=None)
@given(number=st.integers(1, LAST), column=st.sampled_from([c.name for c in DECISIONS.columns]), data=st.data())
def test_a_column_that_was_changed_is_found(record: Record, number: int, column: str, data: st.DataObject) -> None:
    nested = column in ("anchors", "salts", "commitments")
    changed = column == "number" or data.draw(values if nested else words)

    def tamper(connection: Connection) -> None:
        was = rows(connection)[number - 1]
        value = was["number"] + 100 if column == "number" else changed
        if nested and isinstance(was[column], dict) and isinstance(changed, dict):
            value = {**was[column], **changed, **dict.fromkeys(list(was[column])[:1], "x")}
        if nested and value is None:
            value = []  # the column holds no NULL
        if value == was[column]:
            value = [0] if nested else f"{value}x"
        connection.execute(update(DECISIONS).where(DECISIONS.c.number == number).values({column: value}))

    found = audited(record, tamper)
    assert found.faults
    # The last, given another number, leaves a gap before it; every other change is told at its own place.
    assert found.faults[0].number == number
    assert found.faults[0].words.startswith(f"decision {number} ")


@pytest.mark.parametrize("number", range(1, LAST + 1))
def test_a_decision_that_is_removed_is_named_unless_it_was_the_last(record: Record, number: int) -> None:
    found = audited(record, lambda connection: put(connection, [r for r in rows(connection) if r["number"] != number]))
    if number == LAST:
        assert found.faults == ()
    else:
        assert found.faults[0].number == number
        assert "missing" in found.faults[0].words


@pytest.mark.parametrize("number", range(1, LAST))
def test_removing_one_and_numbering_the_rest_anew_is_found(record: Record, number: int) -> None:
    def tamper(connection: Connection) -> None:
        kept = [row for row in rows(connection) if row["number"] != number]
        put(connection, [{**row, "number": place} for place, row in enumerate(kept, start=1)])

    assert audited(record, tamper).faults[0].number == number


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_an_order_that_was_changed_is_found_and_said(record: Record, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(LAST)).filter(lambda order: list(order) != list(range(LAST))))

    def tamper(connection: Connection) -> None:
        listed = rows(connection)
        put(connection, [{**listed[at], "number": place} for place, at in enumerate(order, start=1)])

    first = next(place for place, at in enumerate(order, start=1) if at != place - 1)
    found = audited(record, tamper).faults[0]
    assert found.number == first
    there = order[first - 1] + 1
    assert found.words == f"decision {first} is not what was decided: decision {there} stands in its place"


@pytest.mark.parametrize("number", [0, -3, 1, 4, LAST])
def test_a_decision_that_is_put_in_is_found(record: Record, number: int) -> None:
    """A copy of a neighbour, with those behind it numbered anew: nothing else can be put in without a hash."""

    def tamper(connection: Connection) -> None:
        listed = rows(connection)
        copy = {**listed[max(0, min(number, LAST - 1))], "number": number, "after": '"forged"'}
        behind = [{**row, "number": row["number"] + (number >= 1 and row["number"] >= number)} for row in listed]
        put(connection, [*behind, copy])

    assert audited(record, tamper).faults[0].number == number


@pytest.mark.parametrize("kept", range(LAST))
def test_a_cut_tail_shows_only_against_a_head_that_was_kept(record: Record, kept: int) -> None:
    def cut(connection: Connection) -> None:
        put(connection, rows(connection)[:kept])
        connection.execute(delete(TOMBSTONES).where(TOMBSTONES.c.decision > kept))

    found = audited(record, cut, against=record.head())
    assert found.found is None
    # A redaction that is cut off leaves what it changed without a voucher.
    orphaned = kept <= NUMBERS and kept >= REDACTED[0]
    assert bool(found.faults) == orphaned
    assert all("cut off" in fault.words for fault in found.faults)


def test_any_head_that_was_kept_is_found_in_a_chain_that_went_on(record: Record) -> None:
    with record.transaction() as connection:
        hashes = [row["hash"] for row in rows(connection)]
        for number, kept in enumerate(hashes, start=1):
            assert audit(connection, kept).found == number
            assert audit(connection, kept[:16].upper()).found == number
        assert audit(connection, "0" * 64).found is None


def test_a_chain_written_anew_holds_and_has_another_head(record: Record) -> None:
    """Whoever can write the file can do this: the docs say so, and that only a kept head shows it."""
    from tadwin.store import decided

    listed = list(record.decisions())[:3]

    def tamper(connection: Connection) -> None:
        connection.execute(delete(TOMBSTONES))
        put(connection, [])
        for one in listed:
            decided.append(connection, one)

    found = audited(record, tamper, against=listed[-1].hash)
    assert (found.faults, found.found) == ((), None)


def test_words_put_under_a_redaction_that_did_not_write_them_are_found(record: Record) -> None:
    """A salt that names a redaction is no leave to change the part: the redaction has to know what stands there."""

    def tamper(connection: Connection) -> None:
        row = rows(connection)[2]
        redacted.put_parts(connection, row, {"note": "forged"}, NUMBERS + 1)

    (found,) = audited(record, tamper).faults
    assert (found.number, "note was changed" in found.words) == (3, True)


@pytest.mark.parametrize(
    "change",
    [
        delete(TOMBSTONES),
        update(TOMBSTONES).values(sha256="0" * 64),
        update(TOMBSTONES).values(kind="report"),
        update(TOMBSTONES).values(salt="0"),
        update(TOMBSTONES).values(decision=3),
        insert(TOMBSTONES).values(number=9, kind="name", sha256="0", decision=NUMBERS + 1),
    ],
)
def test_tombstones_belong_to_the_chain(record: Record, change: Any) -> None:
    def tamper(connection: Connection) -> None:
        connection.execute(change)

    found = audited(record, tamper)
    assert "tombstone" in found.faults[0].words


def test_json_that_says_a_thing_twice_is_found(record: Record) -> None:
    def tamper(connection: Connection) -> None:
        connection.execute(text('UPDATE decisions SET anchors = \'[{"claim": 1, "claim": 2}]\' WHERE number = 3'))

    assert audited(record, tamper).faults[0].number == 3

"""Checking the chain of decisions, row by row as the database holds them: what was changed is named, never repaired.

Rows are read without the types that the rest of tadwin needs, so that one which means nothing is named too.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select, type_coerce
from sqlalchemy.types import NullType

from tadwin import ids
from tadwin.store.schema import DECISIONS, TOMBSTONES

#: The action of a decision that removed words, and keeps what stands in their place.
REDACT = "redact"
#: How each part is called where it was changed.
_CALLED = {
    "anchors": "claims that it is about",
    "before": "value before",
    "after": "value after",
    "by": "reviewer's name",
    "note": "note",
}
_JSON = ("anchors", "salts", "commitments")
#: How many rows that were changed are tried as those of other places.
_TRIED = 3


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the decision of this number, in a sentence."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Audit:
    """What checking a chain gave.

    `found` is the number of the decision whose hash begins with the head that was asked for; None where there is none.
    `redacted` are the decisions from which words were removed.
    """

    decisions: int
    head: str
    faults: tuple[Fault, ...]
    found: int | None = None
    redacted: tuple[int, ...] = ()


@dataclass(slots=True)
class _State:
    """What has been read of the chain: what the next decision must follow, and what redactions vouch for."""

    total: int
    redactions: Mapping[int, "_Redaction"]
    expected: int = 1
    before: frozenset[str] | None = frozenset({""})
    tried: int = 0
    faults: list[Fault] = field(default_factory=list)
    #: What cannot be checked as what would vouch for it is itself changed: told last.
    unsure: list[Fault] = field(default_factory=list)
    redacted: list[int] = field(default_factory=list)

    def fault(self, number: int, words: str) -> None:
        self.faults.append(Fault(number, f"decision {number} {words}"))


@dataclass(frozen=True, slots=True)
class _Redaction:
    """A decision that removed words: the commitments to what stands in their place, by decision and part."""

    intact: bool
    parts: Mapping[str, Mapping[str, str]]
    tombstones: Mapping[str, Sequence[Any]]


def audit(connection: Connection, against: str | None = None) -> Audit:
    """Checks every decision of the record. `against` is a hash that was kept elsewhere, or its beginning."""
    total = connection.scalar(select(func.count()).select_from(DECISIONS)) or 0
    state = _State(total, _redactions(connection))
    head, found, wanted = "", None, None if against is None else against.casefold()
    for row in _rows(connection):
        _check(row, state)
        head = str(row["hash"])
        if wanted is not None and head.startswith(wanted):
            found = row["number"]
    faults = [*state.faults, *_tombstones(connection, state.redactions)]
    return Audit(total, head, (*sorted(faults, key=lambda one: one.number), *state.unsure), found, (*state.redacted,))


def _rows(connection: Connection, *, action: str | None = None) -> Iterator[Mapping[str, Any]]:
    raw = [type_coerce(column, NullType()).label(column.name) for column in DECISIONS.columns]
    query = select(*raw).order_by(DECISIONS.c.number)
    if action is not None:
        query = query.where(DECISIONS.c.action == action)
    for row in connection.execute(query.execution_options(yield_per=500)).mappings():
        yield {name: _parsed(value) if name in _JSON else value for name, value in row.items()}


class _Unreadable:
    """Stands for JSON that cannot be read: it equals nothing and no JSON can be made of it."""


def _parsed(value: object) -> Any:
    """A column of JSON: SQLite gives its text, PostgreSQL what it says."""
    try:
        return json.loads(value, object_pairs_hook=_once) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        return _Unreadable()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object each of whose names is there once: of two, another reader may take the other."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a name is there twice")
    return made


def _check(row: Mapping[str, Any], state: _State) -> None:
    number = row["number"]
    if number < state.expected:
        state.fault(number, "was put in: decisions are numbered from 1")
        return
    if number > state.expected:
        last = number - 1
        gone = "is" if last == state.expected else f"to {last} are"
        state.fault(state.expected, f"{gone} missing: {number} stands in {'its' if gone == 'is' else 'their'} place")
        state.before = None
    follows = state.before is None or row["previous"] in state.before
    made = _hash(row)
    if made != row["hash"]:
        state.fault(number, _changed(row, state, follows=follows))
    elif not follows:
        state.fault(number, "does not follow the one before it: that one was changed or replaced")
    _check_parts(row, state)
    # Where only the hash was changed, or only what it is of, the next decision follows the other of the two.
    state.before = frozenset(one for one in (row["hash"], made) if isinstance(one, str))
    state.expected = number + 1


def _changed(row: Mapping[str, Any], state: _State, *, follows: bool) -> str:
    """Why a decision does not have the hash that it carries."""
    if state.tried < _TRIED:
        state.tried += 1
        for place in range(1, state.total + 1):
            if _hash({**row, "number": place}) == row["hash"]:
                return f"is not what was decided: decision {place} stands in its place"
    if not follows:
        return "does not follow the one before it: that one was changed or replaced"
    return "is not what was decided: it was changed afterwards"


def _hash(row: Mapping[str, Any]) -> str | None:
    """The hash that a row should carry; None for one that no hash can be made of."""
    if not isinstance(row["commitments"], dict) or set(row["commitments"]) != set(ids.PARTS):
        return None
    try:
        return ids.sha256(ids.covered(row["commitments"], row))
    except (TypeError, ValueError, RecursionError):
        return None


def _check_parts(row: Mapping[str, Any], state: _State) -> None:
    """Holds each part against its commitment, or against what a redaction put in its place."""
    number, salts, committed = row["number"], row["salts"], row["commitments"]
    if not isinstance(salts, dict) or set(salts) != set(ids.PARTS):
        state.fault(number, "is not what was decided: its salts were changed afterwards")
        return
    told = committed if isinstance(committed, dict) else {}
    gone = False
    for part in ids.PARTS:
        now = _commitment(salts[part], row[part])
        if now is not None and now == told.get(part):
            continue
        by = redacted_by(salts[part])
        if by is None or by <= number:
            state.fault(number, f"is not what was decided: its {_CALLED[part]} was changed afterwards")
            continue
        gone = True
        _check_redacted(number, part, by, now, state)
    if gone:
        state.redacted.append(number)


def _check_redacted(number: int, part: str, by: int, now: str | None, state: _State) -> None:
    about = state.redactions.get(by)
    vouched = None if about is None else about.parts.get(str(number), {}).get(part)
    if about is not None and about.intact:
        if now is None or vouched != now:
            state.fault(number, f"is not what decision {by} left of it: its {_CALLED[part]} was changed afterwards")
        return
    why = "is not there, or is none: decisions were cut off or changed" if about is None else "was changed itself"
    state.unsure.append(Fault(number, f"decision {number} cannot be checked: decision {by}, which redacted it, {why}"))


def _commitment(salt: object, value: Any) -> str | None:
    try:
        return ids.commitment(salt, value) if isinstance(salt, str) else None
    except (TypeError, ValueError, RecursionError):
        return None


def redacted_by(salt: object) -> int | None:
    """The number of the decision that put what stands in a part's place, which its salt begins with; None for none."""
    number, colon, _ = salt.partition(":") if isinstance(salt, str) else ("", "", "")
    return int(number) if colon and number.isascii() and number.isdecimal() and len(number) < 12 else None


def _redactions(connection: Connection) -> dict[int, _Redaction]:
    """Every decision that removed words."""
    found = {}
    for row in _rows(connection, action=REDACT):
        salts, committed = row["salts"], row["commitments"]
        salted = salts.get("after") if isinstance(salts, dict) else None
        told = committed.get("after") if isinstance(committed, dict) else None
        whole = _hash(row) == row["hash"] and told is not None and _commitment(salted, row["after"]) == told
        try:
            kept = json.loads(row["after"])
            found[row["number"]] = _Redaction(whole, dict(kept["parts"]), dict(kept["tombstones"]))
        except (ValueError, TypeError, LookupError, RecursionError):
            found[row["number"]] = _Redaction(whole, {}, {})
    return found


def _tombstones(connection: Connection, redactions: Mapping[int, _Redaction]) -> Iterator[Fault]:
    """What is wrong with what is noted of removed values: each is named by an intact redaction, which it belongs to."""
    there = {
        str(row["number"]): (row["decision"], [row["kind"], row["salt"], row["sha256"]])
        for row in connection.execute(select(TOMBSTONES)).mappings()
    }
    for number, about in redactions.items():
        for name, told in about.tombstones.items() if about.intact else ():
            if there.pop(name, None) != (number, list(told)):
                yield Fault(number, f"decision {number} left a tombstone, {name}, that was changed or removed")
    for name, (number, _) in there.items():
        by = redactions.get(number)
        if by is None or by.intact:
            yield Fault(number, f"decision {number} did not leave the tombstone {name}, which was put in")

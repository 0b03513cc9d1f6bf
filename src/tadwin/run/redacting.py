"""Redactions: a report, a name or a reviewer's name is taken out of a whole record, and that it was is put on record.

One transaction changes every row, notes what was removed and appends a decision that says so; then incidents are made
anew, files are written anew, and the database's files are rid of what deleted rows left. A redaction that was stopped
after the first of these is brought to its end by `finish`.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection

from tadwin.errors import RedactionError
from tadwin.review.spelled import Spelled
from tadwin.run.deciding import Word
from tadwin.run.masking import Masks, Row, emptied, in_json, syllables, tree
from tadwin.run.relink import relink
from tadwin.run.write import write_out
from tadwin.store import decided, linked, redacted
from tadwin.store.chain import REDACT
from tadwin.store.record import Record
from tadwin.store.redacted import Tombstone
from tadwin.store.schema import (
    ALIASES,
    CLAIMS,
    DECISION_REPORTS,
    DECISIONS,
    EXTRACTIONS,
    METADATA,
    RAW,
    REPORT_VERSIONS,
    REPORTS,
    SET_ASIDE,
    SNAPSHOTS,
    TOMBSTONES,
    UNCLAIMED,
    VERSIONS,
    WAITING_PLACES,
)
from tadwin.types import Decision

Kind = Literal["report", "name", "reviewer"]
#: How what is redacted is called where it stood, by the number of its tombstone.
_LABELS: Mapping[str, Callable[[int], str]] = {
    "report": lambda number: f"report removed {number}",
    "name": lambda number: f"Name-withheld {syllables(number)}",
    "reviewer": lambda number: f"reviewer {number}",
}
#: Tables whose rows are looked at in a way of their own, or hold no words.
_OF_THEIR_OWN = (
    RAW, REPORTS, REPORT_VERSIONS, EXTRACTIONS, CLAIMS, UNCLAIMED, DECISIONS, DECISION_REPORTS, SNAPSHOTS, TOMBSTONES,
    VERSIONS, WAITING_PLACES,
)  # fmt: skip
#: Where JSON of a signed incident holds what reviewers are called.
_OF_REVIEWERS = frozenset({"rule", "grade_reason", "by", "why"})


@dataclass(frozen=True, slots=True)
class What:
    """What is to go: a report by its id, or the spellings of one name."""

    kind: Kind
    values: tuple[str, ...]


@dataclass(slots=True)
class Removed:
    """What a redaction removes. `places` counts the rows that change, by table.

    `near` counts words that are close to a name and stay, with the first report that holds them; `also` are numbers
    of decisions whose notes, which stay, can speak of a removed report. `decision` and `tombstone` are the numbers of
    what the redaction leaves, `label` what stands where a whole field was the name, `key` the salt that proves it.
    """

    label: str
    decision: int
    tombstone: int
    key: str = ""
    places: Counter[str] = field(default_factory=Counter)
    reports: set[str] = field(default_factory=set)
    near: Counter[tuple[str, str]] = field(default_factory=Counter)
    also: list[int] = field(default_factory=list)


class _Undone(Exception):
    """Ends a transaction that was only to be looked at."""


def preview(record: Record, what: What, word: Word) -> Removed:
    """What `redact` would remove; nothing is changed. Raises RedactionError for what is not there."""
    found: Removed | None = None
    try:
        with record.transaction() as connection:
            found = _Redaction(connection, what, word).made(look=True)
            raise _Undone
    except _Undone:
        assert found is not None  # noqa: S101  # it was made before this was raised
        return found


def redact(record: Record, what: What, word: Word) -> Removed:
    """Removes it from every table, notes it and appends the decision. `finish` has to follow.

    Raises RedactionError for what is not there, and where the note holds what is to go.
    """
    with record.turn(), record.transaction() as connection:
        redacted.forget_deleted(connection)
        return _Redaction(connection, what, word).made(look=False)


def finish(record: Record, folder: Path | None) -> None:
    """Makes incidents anew, the files in the record's folder, and the database's own files without what was deleted.

    It can be done again. Raises RecordError where another program keeps the database from doing so.
    """
    relink(record)
    if folder is not None:
        write_out(record, folder)
    with record.transaction() as connection:
        engine = connection.engine
    redacted.erase(engine)


class _Redaction:
    """One redaction, over one connection."""

    def __init__(self, connection: Connection, what: What, word: Word) -> None:
        self.connection, self.what, self.word = connection, what, word
        last = next(decided.decisions(connection, only_last=True), None)
        number = redacted.next_tombstone(connection)
        self.removed = Removed(_LABELS[what.kind](number), 1 if last is None else last.number + 1, number)
        self.tombstones: list[Tombstone] = []
        self.parts: dict[str, dict[str, str]] = {}

    def made(self, *, look: bool) -> Removed:
        if self.what.kind == "report":
            self._report(self.what.values[0])
        else:
            wanted = _spelled(self.what.values)
            self._hold_note(wanted)
            self._entomb(self.what.kind, self.what.values[0], keeps_salt=False)
            masks = Masks(wanted, self.removed.label)
            if self.what.kind == "name":
                self._name(masks)
            else:
                self._reviewer(masks)
            if look:
                self._look_near(wanted)
        if not self.removed.places:
            raise RedactionError(f"{_named(self.what)} stands nowhere in this record, so there is nothing to redact")
        self._append()
        return self.removed

    # a name

    def _name(self, masks: Masks) -> None:
        self._texts(masks)
        for report in list(redacted.rows(self.connection, REPORTS)):
            if masks.wanted.stands_in(report["id"]):
                masks.renamed[report["id"]] = f"{self.removed.label.replace(' ', '-')}-{len(masks.renamed) + 1}"
        self._rewrite(CLAIMS, masks.claim)
        self._rewrite(UNCLAIMED, masks.unclaimed)
        self._rewrite(SNAPSHOTS, masks.snapshot)
        self._decisions(lambda row: _masked_parts(row, masks))
        for table in METADATA.sorted_tables:
            if table not in _OF_THEIR_OWN:
                self._rewrite(table, masks.row)
        # Two names of one incident can read alike once they are masked: `finish` lists what waits anew.
        self._rewrite(WAITING_PLACES, lambda row: None if masks.row(row) != row else row)
        for table in redacted.further_tables(self.connection):
            if redacted.holds_words(table):
                self._rewrite(table, masks.row)
        for old, new in masks.renamed.items():
            redacted.rename_report(self.connection, old, new)
            self.removed.places[REPORTS.name] += 1
        touched = {masks.renamed.get(report, report) for report in self.removed.reports}
        self.removed.reports = touched
        linked.put_linked(self.connection, touched, None)

    def _texts(self, masks: Masks) -> None:
        """Readings of reports: their text and what is known of them, and the bytes where these hold the name."""
        changed = [
            (row, now)
            for row, raw in redacted.versions(self.connection)
            if (now := self._reading(row, raw, masks)) != row
        ]
        gone = sorted({row["sha256"] for row, _ in changed})
        for row, now in changed:
            self.removed.reports.add(row["report_id"])
            masks.texts.setdefault(row["report_id"], []).append((row["text"], now["text"]))
            if now["sha256"] != row["sha256"]:
                now["sha256"] = redacted.put_bytes(self.connection, now["text"].encode())
        written = {(row["report_id"], row["version"]): now for row, now in changed}
        self._rewrite(REPORT_VERSIONS, lambda row: written.get((row["report_id"], row["version"]), row))
        if dropped := redacted.drop_unread_bytes(self.connection):
            self.removed.places[RAW.name] += dropped
        for sha256 in gone:
            self._entomb("bytes", sha256, keeps_salt=True)

    def _reading(self, row: Row, raw: bytes, masks: Masks) -> Row:
        now: Row = {**row, **{name: masks.tree(row[name]) for name in ("publisher", "title", "origins")}}
        now["url"] = masks.address(row["url"])
        now["text"] = masks.wanted.masked(row["text"])
        if now["text"] != row["text"] or masks.in_bytes(raw, row["media_type"]):
            # The bytes that are kept from now on are those of the text as it is left.
            origins = {name: origin for name, origin in now["origins"].items() if name != "text"}
            now |= {"sha256": "", "media_type": "text/plain", "origins": origins}
        return now

    # a reviewer

    def _reviewer(self, masks: Masks) -> None:
        def replaced(said: str) -> str:
            return masks.wanted.replaced(said, self.removed.label)

        def snapshot(row: Row) -> Row:
            return masks.told_by(row, replaced, _OF_REVIEWERS)

        self._rewrite(SNAPSHOTS, snapshot)
        about: set[str] = set()

        def parts(row: Row) -> dict[str, Any]:
            now = _reviewed_parts(row, masks, replaced)
            about.update(anchor["report_id"] for anchor in row["anchors"] if now)
            return now

        self._decisions(parts)
        for table in redacted.further_tables(self.connection):
            if redacted.holds_words(table):
                self._rewrite(table, lambda row: tree(row, lambda one, _: _whole(one, masks), {}))
        linked.put_linked(self.connection, about, None)

    # a report

    def _report(self, given: str) -> None:
        report = self._id_of(given)
        for row, _ in list(redacted.versions(self.connection)):
            if row["report_id"] == report:
                self._entomb("report", row["sha256"], keeps_salt=True)
        aliases = redacted.rows(self.connection, ALIASES)
        names = {report, *(row["name"] for row in aliases if row["report_id"] == report)}
        self._rewrite(SNAPSHOTS, lambda row: None if _speaks_of(row, report) else row)
        self._decisions(lambda row: self._without(row, report))
        self._rewrite(SET_ASIDE, lambda row: None if {row["name"], Path(row["name"]).stem} & names else row)
        self.removed.places.update(redacted.remove_report(self.connection, report))
        self.removed.reports = {report}

    def _id_of(self, given: str) -> str:
        known = {row["id"] for row in redacted.rows(self.connection, REPORTS)}
        named = (row["report_id"] for row in redacted.rows(self.connection, ALIASES) if row["name"] == given)
        found = given if given in known else next(named, None)
        if found is None:
            raise RedactionError(f"there is no report '{given}' in this record; `tadwin show` lists them")
        return found

    def _without(self, row: Row, report: str) -> dict[str, Any]:
        about = [anchor["report_id"] == report for anchor in row["anchors"]]
        if not any(about):
            return {}
        now: dict[str, Any] = {"anchors": [one for one in row["anchors"] if one["report_id"] != report]}
        if all(about):
            values = {name: in_json(row[name], emptied) for name in ("before", "after")}
            return {**now, **values, "note": None}
        if row["note"]:
            self.removed.also.append(row["number"])
        return now

    # what all have in common

    def _rewrite(self, table: Any, change: redacted.Change) -> None:
        number = redacted.rewrite(self.connection, table, change)
        if number:
            self.removed.places[table.name] += number

    def _decisions(self, change: Any) -> None:
        """Puts what `change` gives in place of a decision's parts; a redaction's own findings stay."""
        for row in list(redacted.rows(self.connection, DECISIONS)):
            parts = {name: value for name, value in change(row).items() if value != row[name]}
            if row["action"] == REDACT:
                parts.pop("after", None)
            if parts:
                self.parts[str(row["number"])] = redacted.put_parts(self.connection, row, parts, self.removed.decision)
                self.removed.places[DECISIONS.name] += 1

    def _entomb(self, kind: str, value: str, *, keeps_salt: bool) -> None:
        number = self.removed.tombstone + len(self.tombstones)
        made, key = redacted.tombstone(number, kind, value, keeps_salt=keeps_salt)
        self.tombstones.append(made)
        self.removed.key = self.removed.key if keeps_salt else key

    def _hold_note(self, wanted: Spelled) -> None:
        if self.word.note and wanted.stands_in(self.word.note):
            raise RedactionError("the reason holds the name that is to go; word it without")

    def _look_near(self, wanted: Spelled) -> None:
        for row, _ in redacted.versions(self.connection):
            for said in (row["text"], row["title"] or ""):
                exact = wanted.spans(said)
                found = [said[start:end] for start, end in exact] + [one.words for one in wanted.near(said)]
                for words in found if self.what.kind == "reviewer" else found[len(exact) :]:
                    self.removed.near[" ".join(words.split()), row["report_id"]] += 1

    def _append(self) -> None:
        """Puts the redaction on record: what stands in the place of which part, and what notes were left."""
        left = {str(one.number): [one.kind, one.salt, one.sha256] for one in self.tombstones}
        after = {"parts": self.parts, "tombstones": left}
        by = self.word.by
        if self.what.kind != "report" and _spelled(self.what.values).stands_in(by):
            by = self.removed.label
        written = json.dumps(after, ensure_ascii=False, sort_keys=True)
        said = Decision(0, REDACT, (), self.what.kind, None, written, by, self.word.at, self.word.note, "", "")
        made = decided.append(self.connection, said)
        decided.index(self.connection, made.number, self._left())
        redacted.put_tombstones(self.connection, self.tombstones, self.removed.decision)

    def _left(self) -> set[str]:
        """The reports that a redaction was about and that are still there."""
        return set() if self.what.kind == "report" else self.removed.reports


def _spelled(names: tuple[str, ...]) -> Spelled:
    try:
        return Spelled(names)
    except ValueError as short:
        raise RedactionError(str(short)) from short


def _named(what: What) -> str:
    return f"the {'name' if what.kind == 'name' else what.kind} '{what.values[0]}'"


def _masked_parts(row: Row, masks: Masks) -> dict[str, Any]:
    return {
        "anchors": [masks.anchor(one) for one in row["anchors"]],
        "before": in_json(row["before"], masks.tree),
        "after": in_json(row["after"], masks.tree),
        "by": masks.words(row["by"]),
        "note": None if row["note"] is None else masks.wanted.masked(row["note"]),
    }


def _reviewed_parts(row: Row, masks: Masks, replaced: Any) -> dict[str, Any]:
    """A decision without a reviewer's name: as who decided, or who is spoken of. What reports say stays."""

    def values(told: Any) -> Any:
        return tree(told, lambda one, _: masks.rekeyed.get(one) or _whole(one, masks), {})

    parts = {
        "before": in_json(row["before"], values),
        "after": in_json(row["after"], values),
        "by": _whole(row["by"], masks),
        "note": None if row["note"] is None else replaced(row["note"]),
    }
    return {name: value for name, value in parts.items() if value != row[name]}


def _whole(said: str, masks: Masks) -> str:
    return masks.label if masks.wanted.is_all_of(said) else said


def _speaks_of(row: Row, report: str) -> bool:
    return report in _reports_in(json.loads(row["content"]))


def _reports_in(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, str) and name in ("report_id", "reports"):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _reports_in(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from _reports_in(one, name)

"""The record: reports, what was read from them, and what came of it. Every change is one transaction."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, delete, select, type_coerce
from sqlalchemy.types import NullType

from tadwin.errors import RecordError, UnreadableReport
from tadwin.store import captured, decided, linked
from tadwin.store.address import Address
from tadwin.store.failures import told
from tadwin.store.naming import encodable, key
from tadwin.store.opening import Opened, opened
from tadwin.store.reading import Make, read_rows
from tadwin.store.rows import claim_from_row, incident_from_row, report_from_row, unclaimed_from_row
from tadwin.store.schema import (
    ALIASES,
    CLAIMS,
    EXTRACTIONS,
    FORWARDS,
    FRAMES,
    INCIDENTS,
    RAW,
    REPORT_VERSIONS,
    REPORTS,
    SET_ASIDE,
    UNCLAIMED,
    VERSIONS,
)
from tadwin.store.upsert import replace_all
from tadwin.store.values import word
from tadwin.store.whole import Whole
from tadwin.types import Anchor, Claim, Decision, Extraction, Incident, Report, Unclaimed

T = TypeVar("T")


def open_record(address: Path | str | Address, *, writes: bool = True, shared: bool = False) -> "Record":
    """Opens the record in the file, or at the PostgreSQL address, that `address` says (see store/address.py).

    With `writes` the caller is the record's only writer until it closes it, and a new record is made where there is
    none, for its owner's eyes only. Without, nothing is made or changed, and reading goes on beside a writer. With
    `shared`, threads read freely and write only within `turn()`. Raises RecordError when there is no record to read,
    what is there is no record or a newer tadwin's, another process writes to it, or the database cannot be reached.
    """
    return Record(opened(address, writes=writes, shared=shared))


class Record:
    """A record that is open. Close it, or use it in a `with` statement.

    A method that changes it does so in one transaction: a process that is killed leaves the record as
    it was before the call or as it is after it. Methods raise RecordError when the disk or
    database fails, and for a row that tadwin did not write so.
    """

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._whole = Whole()
        #: Where it is kept, for people.
        self.name = opened.name

    def __enter__(self) -> "Record":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets the record go; another process may write to it."""
        self._opened.close()

    def turn(self) -> AbstractContextManager[None]:
        """Within it this thread is the record's only writer, of all threads and processes; it may be nested.

        Waits for the others, in the order in which they came, and raises Busy when that takes longer than
        10 s. A record that is not shared is the caller's already, and nothing is waited for.
        """
        return self._opened.turns.turn()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A connection in a transaction that is kept on success and undone on any error; within `whole`, its one.

        In a shared record it can write only within a turn; outside one, a write raises RuntimeError.
        """
        if self._whole.connection is not None:
            yield self._whole.connection
            return
        turns = self._opened.turns
        with (
            told(self.name, misplaced=turns.by_turns and not turns.mine()),
            self._opened.engine().begin() as connection,
        ):
            yield connection

    @contextmanager
    def whole(self) -> Iterator[None]:
        """All that this thread changes within it is kept as one on success, or nothing of it; it may be nested."""
        with self.transaction() as connection, self._whole.within(connection):
            yield

    # reports

    def add_report(self, report: Report, raw: bytes, name: str | None = None) -> captured.Added:
        """Keeps a report and the bytes that it was read from.

        Bytes that another report has already are that report under one more name, and "same". A known
        report that was read again and says nothing else is "same"; otherwise the reading becomes the
        current version, the earlier ones stay, and what was extracted goes. `name` is the file's, as
        `set_aside` took it: what reads is no longer set aside. Raises UnreadableReport for a text that
        no database can hold.
        """
        if hashlib.sha256(raw).hexdigest() != report.sha256:
            raise ValueError(f"{report.id}: the bytes are not those that the report was read from")
        try:
            with self.transaction() as connection:
                connection.execute(delete(SET_ASIDE).where(SET_ASIDE.c.name.in_([report.id, key(name or report.id)])))
                return captured.add_report(connection, report, raw)
        except UnicodeEncodeError as error:
            raise UnreadableReport(name or report.id, "it holds lone surrogates, which are no characters") from error

    def report(self, report_id: str) -> Report:
        """The report of that id, or the one whose bytes were also given under that name. Raises RecordError."""
        with self.transaction() as connection:
            found = captured.current(connection, report_id)
            if found is None:
                named = select(ALIASES.c.report_id).where(ALIASES.c.name == report_id)
                known = connection.scalars(named.order_by(ALIASES.c.report_id)).first()
                found = None if known is None else captured.current(connection, known)
        if found is None:
            raise RecordError(f"there is no report {report_id!r} in {self.name}")
        return found

    def reports(self) -> Iterator[Report]:
        """The current version of every report, by id."""
        query = select(REPORT_VERSIONS).join(REPORTS, captured.IS_CURRENT).order_by(REPORTS.c.id)
        return self._read(REPORT_VERSIONS, report_from_row, query)

    def reports_named(self, ids: Collection[str]) -> tuple[Report, ...]:
        """The current versions of the reports of these ids, by id. Raises RecordError where one is not there."""
        with self.transaction() as connection:
            found = tuple(captured.named(connection, ids))
        missing = sorted(set(ids) - {report.id for report in found})
        if missing:
            raise RecordError(f"there is no report {missing[0]!r} in {self.name}")
        return found

    def readings(self, report_id: str) -> tuple[Report, ...]:
        """Every version of a report, the first reading first."""
        query = select(REPORT_VERSIONS).where(REPORT_VERSIONS.c.report_id == report_id)
        return tuple(self._read(REPORT_VERSIONS, report_from_row, query.order_by(REPORT_VERSIONS.c.version)))

    def aliases(self, report_id: str) -> tuple[str, ...]:
        """The other names under which the bytes of a report were given."""
        query = select(ALIASES.c.name).where(ALIASES.c.report_id == report_id).order_by(ALIASES.c.name)
        return tuple(self._read(ALIASES, lambda row: word(row["name"]), query))

    def raw(self, sha256: str) -> bytes:
        """Captured bytes, by their SHA-256 in hexadecimal. Raises RecordError when the record has none such."""
        with self.transaction() as connection:
            found = connection.scalar(select(type_coerce(RAW.c.bytes, NullType())).where(RAW.c.sha256 == sha256))
        if found is None:
            raise RecordError(f"there are no bytes {sha256} in {self.name}")
        if not isinstance(found, bytes):
            raise RecordError(f"{self.name}: the bytes {sha256} are damaged; restore the record from a copy")
        return found

    def set_aside(self, name: str, reason: str) -> None:
        """Keeps that `name` could not be read, and why. A file name that is not text is kept escaped."""
        with self.transaction() as connection:
            captured.set_aside(connection, name, reason)

    def drop_set_asides(self, names: Iterable[str]) -> None:
        """Forgets that these names were set aside: they were given again, and what stopped them is gone."""
        with self.transaction() as connection:
            captured.drop_set_asides(connection, names)

    def set_asides(self) -> dict[str, str]:
        """What could not be read, to its reason, by name."""
        return dict(self._read(SET_ASIDE, _pair("name", "reason"), select(SET_ASIDE).order_by(SET_ASIDE.c.name)))

    # what was read from them

    def needs_extraction(self, version: str) -> list[str]:
        """The ids of reports whose current text this version of the extractor has not read, in order."""
        read = (
            select(EXTRACTIONS.c.report_id)
            .where(EXTRACTIONS.c.report_id == REPORTS.c.id)
            .where(EXTRACTIONS.c.report_version == REPORTS.c.version)
            .where(EXTRACTIONS.c.extractor == version)
        )
        query = select(REPORTS.c.id).where(~read.exists()).order_by(REPORTS.c.id)
        return list(self._read(REPORTS, lambda row: word(row["id"]), query))

    def put_extraction(self, extraction: Extraction, version: str) -> None:
        """Keeps what this version of the extractor read, in place of what any read before.

        A report that was set aside, such as one in a language that was not read then, no longer is.
        Raises SpanMismatch unless every quote stands in the report's current text to the letter.
        """
        with self.transaction() as connection:
            report = captured.current(connection, extraction.report_id)
            if report is None:
                raise RecordError(f"there is no report {extraction.report_id!r} in {self.name}")
            captured.put_extraction(connection, report, extraction, version)

    def claims(self, report_id: str | None = None) -> Iterator[Claim]:
        """The claims of one report, or of all: by report, then in the order of the text."""
        query = select(CLAIMS).order_by(
            CLAIMS.c.report_id, CLAIMS.c.start_char, CLAIMS.c.number_start, CLAIMS.c.effect, CLAIMS.c.id
        )
        if report_id is not None:
            query = query.where(CLAIMS.c.report_id == report_id)
        return self._read(CLAIMS, claim_from_row, query)

    def reports_of_claims(self) -> dict[str, str]:
        """The id of every claim, in order, to its report's."""
        query = select(CLAIMS.c.id, CLAIMS.c.report_id).order_by(CLAIMS.c.id)
        return dict(self._read(CLAIMS, _pair("id", "report_id"), query))

    def unclaimed(self, report_id: str) -> tuple[Unclaimed, ...]:
        """The numbers near words of harm that gave no claim, as the extraction listed them."""
        query = select(UNCLAIMED).where(UNCLAIMED.c.report_id == report_id).order_by(UNCLAIMED.c.position)
        return tuple(self._read(UNCLAIMED, unclaimed_from_row, query))

    # what came of it

    def put_incidents(
        self,
        incidents: Iterable[Incident],
        *,
        replacing: Collection[str] | None = None,
        told_by: Mapping[str, str] | None = None,
    ) -> None:
        """Keeps these incidents in place of those whose ids `replacing` names, or of all.

        A frame is in one incident. An id that is no more leads on to the incidents that now hold what it held.
        `told_by` gives the reports of frames that none of the record's own claims is in: a reviewer's.
        """
        made = list(incidents)
        with self.transaction() as connection:
            linked.put_incidents(connection, made, replacing, told_by or {})

    def incidents(self) -> Iterator[Incident]:
        """Every incident by its first day, those without one last."""
        query = select(INCIDENTS).order_by(INCIDENTS.c.start_day.nulls_last(), INCIDENTS.c.id)
        return self._read(INCIDENTS, incident_from_row, query)

    def incident(self, incident_id: str) -> tuple[Incident, ...]:
        """The incident of that id, alone; where the id is no more, those that now hold what it held, by id.

        None of those has the id that was asked for. Raises RecordError when nothing leads from the id to an incident.
        """
        with self.transaction() as connection:
            found = linked.followed(connection, incident_id)
        if not found:
            raise RecordError(f"there is no incident {incident_id!r} in {self.name}")
        return found

    def former_incidents(self) -> list[str]:
        """The ids that incidents had before others took over what they held, in order."""
        query = select(FORWARDS.c.old).distinct().order_by(FORWARDS.c.old)
        return list(self._read(FORWARDS, lambda row: word(row["old"]), query))

    # which frames are one incident

    def needs_linking(self, linker: str) -> list[str]:
        """The ids of reports whose claims this version of the linker has not put into incidents, in order.

        Among them are those whose claims went without new ones, and whose frames incidents still hold.
        """
        with self.transaction() as connection:
            return linked.needs_linking(connection, linker)

    def put_linked(self, reports: Collection[str], linker: str) -> None:
        """Keeps that this version of the linker has linked these reports. Last of all, so that a kill is seen."""
        with self.transaction() as connection:
            linked.put_linked(connection, reports, linker)

    def put_frames(self, keys: Mapping[str, Collection[str]]) -> None:
        """Keeps what each of these frames can be found by, in place of what it had; its keys go with its incident."""
        with self.transaction() as connection:
            linked.put_frames(connection, keys)

    def frames_by_keys(self, keys: Collection[str]) -> frozenset[str]:
        """The frames that have one of these keys."""
        with self.transaction() as connection:
            return linked.frames_by_keys(connection, keys)

    def keys_of_frames(self, frames: Collection[str]) -> frozenset[str]:
        """What these frames can be found by."""
        with self.transaction() as connection:
            return linked.keys_of_frames(connection, frames)

    def reports_of_frames(self, frames: Collection[str]) -> frozenset[str]:
        """The reports that these frames are of; a frame that never had a claim in the record is of none."""
        with self.transaction() as connection:
            return linked.reports_of_frames(connection, frames)

    def linked_reports(self, linker: str) -> int:
        """How many reports this version of the linker has linked."""
        with self.transaction() as connection:
            return linked.linked_reports(connection, linker)

    def incidents_named(self, ids: Collection[str]) -> tuple[Incident, ...]:
        """The incidents of these ids, by id; an id that is no more gives none."""
        with self.transaction() as connection:
            return tuple(linked.incidents_named(connection, ids))

    def incidents_of_days(self, days: Collection[date]) -> tuple[Incident, ...]:
        """The incidents of one of these days, from their first to their last, by id."""
        with self.transaction() as connection:
            return tuple(linked.incidents_of_days(connection, days))

    def incidents_of_frames(self, frames: Collection[str]) -> Mapping[str, str]:
        """The id of the incident that each of these frames is in; a frame that is in none is left out."""
        with self.transaction() as connection:
            return linked.incidents_of(connection, FRAMES.c.id, frames)

    def incidents_of_reports(self, reports: Collection[str]) -> Mapping[str, str]:
        """Each frame that these reports had when incidents were last put, to the id of its incident."""
        with self.transaction() as connection:
            return linked.incidents_of(connection, FRAMES.c.report_id, reports)

    def claims_of_reports(self, reports: Collection[str]) -> tuple[Claim, ...]:
        """The claims of these reports, in the order of `claims`."""
        with self.transaction() as connection:
            return linked.claims_of_reports(connection, reports)

    # what reviewers said

    def append(
        self,
        *,
        action: str,
        anchors: tuple[Anchor, ...],
        by: str,
        at: str,
        field: str | None = None,
        before: str | None = None,
        after: str | None = None,
        note: str | None = None,
        touches: Collection[str] = (),
    ) -> Decision:
        """Keeps a decision behind the last one; its number and its link to that one are made here.

        The reports of its anchors, and those that it `touches` besides, then wait to be linked: see `needs_linking`.
        """
        reports = {*touches, *(anchor.report_id for anchor in anchors)}
        note = None if note is None else encodable(note)
        said = Decision(0, action, anchors, field, before, after, encodable(by), at, note, previous="", hash="")
        with self.transaction() as connection:
            linked.put_linked(connection, reports, None)
            made = decided.append(connection, said)
            decided.index(connection, made.number, reports)
            return made

    def decisions(self) -> Iterator[Decision]:
        """Every decision, undone ones too, in the order in which they were made."""
        with self.transaction() as connection:
            yield from decided.decisions(connection)

    def decisions_about(self, reports: Collection[str]) -> tuple[Decision, ...]:
        """The decisions about one of these reports, undone ones and undos too, in the order of `decisions`."""
        with self.transaction() as connection:
            return tuple(decided.decisions_about(connection, reports))

    def head(self) -> str:
        """The hash of the last decision, which stands for all of them; empty where there is none."""
        with self.transaction() as connection:
            return decided.head(connection)

    # what made it

    def versions(self) -> dict[str, str]:
        """What made the record (tadwin, model, gazetteer, actors, vocabularies), each to its version or hash."""
        return dict(self._read(VERSIONS, _pair("part", "version"), select(VERSIONS).order_by(VERSIONS.c.part)))

    def set_versions(self, versions: Mapping[str, str]) -> None:
        """Keeps what made the record, in place of what did before."""
        with self.transaction() as connection:
            replace_all(connection, VERSIONS, [{"part": part, "version": each} for part, each in versions.items()])

    def _read(self, table: Table, make: Make[T], query: Select[Any]) -> Iterator[T]:
        with self.transaction() as connection:
            yield from read_rows(connection, table, make, query)


def _pair(left: str, right: str) -> Make[tuple[str, str]]:
    return lambda row: (word(row[left]), word(row[right]))

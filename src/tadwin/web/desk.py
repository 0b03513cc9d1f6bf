"""Which records are served, and who is there.

`Doors` is the seam between the ways in: one person with a one-time key (`keyed`), or a team with
accounts. Everything else asks a `Seat`, which is one reviewer at one record, and never how they came in.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from fastapi import APIRouter, Request, Response

from tadwin.export.marked import one_line
from tadwin.review.fields import REJECTED
from tadwin.review.standing import ACCEPT, ADD, ALLOW, ANSWER, ASK, GRADE, MERGE, MOVE, NOTE, SET, SIGN, SPLIT
from tadwin.store.address import is_address, parse
from tadwin.store.record import Record
from tadwin.types import Decision


class Role(StrEnum):
    """What somebody is to a record. A reviewer may all that a recorder may, an admin all that a reviewer may."""

    READER = "reader"
    RECORDER = "recorder"
    REVIEWER = "reviewer"
    ADMIN = "admin"


class Act(StrEnum):
    """What can be done to a record. The acts of review are named in the issue's words; READ is seeing any of it.

    EXPORT is handing on what is fit for everyone; PUBLISH is deciding what more may leave a record, and handing it on.
    """

    READ = "read"
    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    ADD = "add"
    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    PLACE = "place"
    NOTE = "note"
    UNDO = "undo"
    GRADE = "grade"
    SIGN_OFF = "sign_off"
    ASK_SECOND = "ask_second"
    EXPORT = "export"
    PUBLISH = "publish"
    ADMINISTER = "administer"


_READER = frozenset({Act.READ})
_RECORDER = _READER | {Act.ADD, Act.CORRECT, Act.PLACE, Act.NOTE, Act.UNDO}
_REVIEWER = _RECORDER | {
    Act.ACCEPT, Act.REJECT, Act.MERGE, Act.SPLIT, Act.MOVE, Act.GRADE, Act.SIGN_OFF, Act.ASK_SECOND, Act.EXPORT,
}  # fmt: skip
_MAY: Mapping[Role, frozenset[Act]] = {
    Role.READER: _READER,
    Role.RECORDER: _RECORDER,
    Role.REVIEWER: _REVIEWER,
    Role.ADMIN: frozenset(Act),
}


#: What somebody must be allowed to do to take such a decision back, or to bring it back, besides undoing at all.
_TAKES: Mapping[str, Act] = {
    ACCEPT: Act.ACCEPT,
    ADD: Act.ADD,
    ALLOW: Act.PUBLISH,
    ANSWER: Act.SIGN_OFF,
    ASK: Act.ASK_SECOND,
    GRADE: Act.GRADE,
    MERGE: Act.MERGE,
    MOVE: Act.MOVE,
    NOTE: Act.NOTE,
    SIGN: Act.SIGN_OFF,
    SPLIT: Act.SPLIT,
}
_SETS: Mapping[str | None, Act] = {REJECTED: Act.REJECT, "place": Act.PLACE}


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody at one record: the name that their decisions will carry, and what they are to it."""

    name: str
    roles: frozenset[Role]

    def may(self, act: Act) -> bool:
        """True when one of the roles allows the act."""
        return any(act in _MAY[role] for role in self.roles)

    def may_undo(self, decision: Decision) -> bool:
        """True where they may undo, and may do themselves what the decision did. It is no undo itself."""
        act = _SETS.get(decision.field, Act.CORRECT) if decision.action == SET else _TAKES.get(decision.action)
        return self.may(Act.UNDO) and (act is None or self.may(act))


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who is in. `csrf` is the token that every form of theirs must carry.

    `everywhere` are their roles at every record, `at` those at one more, by its name in the address. `account` is the
    address of their own page; None where nobody has an account.
    """

    name: str
    csrf: str
    everywhere: frozenset[Role] = frozenset()
    at: Mapping[str, frozenset[Role]] = field(default_factory=dict)
    account: str | None = None

    def reviewer(self, record: str) -> Reviewer | None:
        """Who they are at that record; None where they have no business with it, not even to know that it is there."""
        roles = self.everywhere | self.at.get(record, frozenset())
        return Reviewer(self.name, roles) if roles else None


class Doors(Protocol):
    """The way in: turns a request into somebody, or into the page that they get instead.

    `router` holds the pages of the doors themselves (signing in and out), which are all under `/door/` and open to
    everybody: no visit is needed for them, and no CSRF token is asked for but by themselves.
    """

    @property
    def router(self) -> APIRouter:
        """The doors' own pages, all under `/door/`."""

    def admit(self, request: Request) -> Visit | Response:
        """Who is there, or what to answer instead: a page to sign in on. Called in a thread for every request."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """One record that is served. `name` is its name in addresses, `title` the one that people read.

    `folder` is where its files are; None for one in PostgreSQL, which has none.
    """

    name: str
    title: str
    record: Record
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What the app serves: records by their names in addresses, and the way in."""

    shelves: Mapping[str, Shelf]
    doors: Doors

    def open_to(self, visit: Visit) -> list[Shelf]:
        """The records that somebody may see, by title."""
        seen = (shelf for shelf in self.shelves.values() if _reads(visit.reviewer(shelf.name)))
        return sorted(seen, key=lambda shelf: (shelf.title, shelf.name))


@dataclass(frozen=True, slots=True)
class Seat:
    """One reviewer at one record: what every page and act of a record is given."""

    shelf: Shelf
    reviewer: Reviewer
    visit: Visit

    @property
    def record(self) -> Record:
        """The record, open, shared with other threads: read a generator to its end before the next call."""
        return self.shelf.record


def seat(desk: Desk, visit: Visit, name: str) -> Seat | None:
    """The place of somebody at the record of that name; None where there is none, or none for them."""
    shelf = desk.shelves.get(name)
    reviewer = visit.reviewer(name)
    if shelf is None or reviewer is None or not _reads(reviewer):
        return None
    return Seat(shelf, reviewer, visit)


def _reads(reviewer: Reviewer | None) -> bool:
    return reviewer is not None and reviewer.may(Act.READ)


def shelves(records: Iterable[tuple[Path | None, Record]]) -> dict[str, Shelf]:
    """The records, each with its folder if it has one, by names that an address can hold; a clash adds a number."""
    named: dict[str, Shelf] = {}
    for folder, record in records:
        title = _title(folder, record.name)
        plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40] or "record"
        name, number = plain, 1
        while name in named:
            number += 1
            name = f"{plain}-{number}"
        named[name] = Shelf(name, title, record, folder)
    return named


def _title(folder: Path | None, kept: str) -> str:
    """What people call a record: by its folder, or by the name that it has in a database."""
    if folder is not None:
        return one_line(folder.absolute().name) or "record"
    return parse(kept).record if is_address(kept) else one_line(Path(kept).name)

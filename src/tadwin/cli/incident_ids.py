"""Incidents by the beginning of their ids, so that nobody has to type all of one."""

import difflib
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from tadwin.cli.main import complain
from tadwin.errors import RecordError

if TYPE_CHECKING:
    from tadwin.store.record import Record
    from tadwin.types import Incident

#: An id is shown with at least so many characters, so that it stays the only such one while a record grows.
_LEAST = 8
_TOLD = 3


def short_ids(ids: Iterable[str]) -> dict[str, str]:
    """To each id its shortest beginning, of `_LEAST` characters or more, that no other id has."""
    ordered = sorted(set(ids))
    shared = [_alike(one, next_one) for one, next_one in pairwise(ordered)]
    alike = zip(ordered, [0, *shared], [*shared, 0], strict=False)
    return {one: one[: max(before + 1, after + 1, _LEAST)] for one, before, after in alike}


def _alike(left: str, right: str) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))


def id_beginning(given: str, known: Sequence[str], kind: str, listing: str) -> str:
    """The id that begins with what was given. Raises RecordError, which names close ids, for none or several.

    `kind` is what the ids name, "incident", and `listing` the command that lists them.
    """
    given = given.strip()
    if given in known:
        return given
    meant = [one for one in known if given and one.startswith(given)]
    if len(meant) == 1:
        return meant[0]
    shown = short_ids(known)
    if meant:
        several = ", ".join(shown[one] for one in meant[:_TOLD])
        more = f" and {len(meant) - _TOLD} more" if len(meant) > _TOLD else ""
        raise RecordError(f"'{given}' begins {len(meant)} ids ({several}{more}): give more of the one you mean")
    close = difflib.get_close_matches(given, sorted({one[: len(given)] for one in known}), n=_TOLD)
    near = [shown[one] for beginning in close for one in known if one.startswith(beginning)][:_TOLD]
    hint = f"did you mean {' or '.join(near)}? " if near else ""
    raise RecordError(f"there is no {kind} '{given}' in this record; {hint}`{listing}` lists them")


def incident_named(record: "Record", given: str) -> "Incident":
    """The incident whose id begins so. Raises RecordError, which names close ids, for none or several.

    An id that an incident had before leads to the one that now holds what it held, and a line on standard error says
    so; to several it leads only in the error's words.
    """
    now = [incident.id for incident in record.incidents()]
    former = [name for name in record.former_incidents() if given and name.startswith(given)]
    named = id_beginning(given, [*now, *former], "incident", "tadwin incidents")
    found = record.incident(named)
    if len(found) > 1:
        ids = " and ".join(short_ids(now)[one.id] for one in found)
        raise RecordError(f"what incident {named} held is now in several: {ids}; name one of them")
    if found[0].id != named:
        complain(f"incident {named} is now {short_ids(now)[found[0].id]}")
    return found[0]

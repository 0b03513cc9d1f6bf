"""What a reviewer saw of an incident when it was shown, so that nobody decides over another's head."""

from collections.abc import Mapping

from tadwin.errors import Overtaken, RecordError
from tadwin.review.standing import UNDO
from tadwin.store.record import Record
from tadwin.store.reviews import Reviews
from tadwin.types import Review


def seen(row: Review) -> str:
    """A short word for the state of an incident: another one after every change of it and every decision about it."""
    return f"{row.evidence[:16]}-{row.decided or 0}"


def hold(record: Record, shown: Mapping[str, str]) -> None:
    """Raises Overtaken, which says what was done and by whom, where an incident is not what was `shown`."""
    rows = Reviews(record).of(shown)
    for incident, word in shown.items():
        if incident not in rows:
            why = _since(record, incident, word)
            raise Overtaken(f"incident {incident} is no more: {why}; look at what it became")
        if seen(rows[incident]) != word:
            raise Overtaken(f"incident {incident} has changed since you opened it: {_since(record, incident, word)}")


def _since(record: Record, incident: str, word: str) -> str:
    """What was decided about the incident's reports after the last decision that was seen."""
    last = word.rpartition("-")[2]
    number = int(last) if last.isdecimal() else 0
    try:
        reports = {name for one in record.incident(incident) for name in one.reports}
    except RecordError:  # nothing leads on from it: all that it held was rejected
        return "all that it held was taken out"
    newer = [one for one in record.decisions_about(reports) if one.number > number]
    if not newer:
        return "its reports were read anew"
    told = [f"{one.by} made decision {one.number} ({'undo' if one.action == UNDO else one.action})" for one in newer]
    return "; ".join(told[-3:])

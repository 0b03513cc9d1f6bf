"""Why frames are one incident, or are not."""

from tadwin.store.record import Record
from tadwin.types import Link


def explain(record: Record, incident_id: str) -> tuple[Link, ...]:  # noqa: ARG001  # until linking answers
    """The comparisons of an incident's frames with each other and with those near them."""
    return ()

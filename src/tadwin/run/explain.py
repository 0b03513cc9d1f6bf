"""Why frames are one incident, or are not."""

from tadwin.link import explain as links
from tadwin.run.told import Told
from tadwin.store.record import Record
from tadwin.types import Link


def explain(record: Record, incident_id: str) -> tuple[Link, ...]:
    """What joined the frames of an incident, and what kept others near it apart; none where there is no such id."""
    told = Told(record)
    inside = {frame for one in record.incidents_named([incident_id]) for frame in one.frames}
    reached, ties = told.reach(record.reports_of_frames(inside))
    return links.explain((*reached.frames, *reached.met), inside, ties, reached.joined)

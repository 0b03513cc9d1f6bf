"""Why frames are one incident, or are not."""

from tadwin.link import explain as links
from tadwin.link.restated import restated
from tadwin.link.touched import touched
from tadwin.run.relink import Told
from tadwin.store.record import Record
from tadwin.types import Link


def explain(record: Record, incident_id: str) -> tuple[Link, ...]:
    """What joined the frames of an incident, and what kept others near it apart; none where there is no such id."""
    told = Told(record)
    inside = {frame for one in record.incidents_named([incident_id]) for frame in one.frames}
    own = told.by(record.reports_of_frames(inside))
    reached = touched(own, told.near, told.ties, restated)
    return links.explain((*reached.frames, *reached.met), inside, told.ties, reached.joined)

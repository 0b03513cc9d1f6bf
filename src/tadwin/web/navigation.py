"""The pages of a record that its navigation lists: a page joins by standing here, with its router in `app`."""

from dataclasses import dataclass

from tadwin.web.translatable import _


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: its name in the address, its label, and the key that goes to it after `g`."""

    name: str
    label: str
    key: str


#: In the order in which people need them.
ENTRIES = (
    Entry("", _("Overview"), "o"),
    Entry("queue", _("Queue"), "q"),
    Entry("incidents", _("Incidents"), "i"),
    Entry("reports", _("Reports"), "r"),
    Entry("tallies", _("Tallies"), "t"),
    Entry("sources", _("Sources and actors"), "s"),
    Entry("places", _("Places that wait"), "p"),
    Entry("audit", _("Audit"), "a"),
    Entry("export", _("Export"), "e"),
)

"""The pages of a record that its navigation lists: a page joins by standing here, with its router in `app`."""

from dataclasses import dataclass
from typing import Protocol


class _Says(Protocol):
    def __call__(self, words: str, /) -> str: ...


def _marked(words: str) -> str:
    """Words that a template translates: collecting messages finds them by this call, as `_`."""
    return words


_: _Says = _marked


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: its name in the address, its label, and the key that goes to it after `g`."""

    name: str
    label: str
    key: str


#: In the order in which people need them.
ENTRIES = (
    Entry("", _("Overview"), "o"),
    Entry("incidents", _("Incidents"), "i"),
    Entry("reports", _("Reports"), "r"),
)

"""What is published, put into words for the site's pages. All of it is text: templates escape, scripts set text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from tadwin.basemap import country_names
from tadwin.export import wording
from tadwin.export.marked import one_line, visible
from tadwin.export.notes import party_words
from tadwin.export.publication import (
    Given,
    PublishedFigure,
    PublishedIncident,
    PublishedOrigin,
    PublishedParty,
    PublishedPlace,
    PublishedSource,
    PublishedTally,
)
from tadwin.export.totals import Cell
from tadwin.types import Bound
from tadwin.vocab import DatePrecision, Effect

EVERYONE_KILLED: Cell = (Effect.KILLED, None, None)
#: How many places a heading names.
_HEADING = 2
_PRECISIONS = {
    "exact": "the settlement or site itself",
    "near": "within about 25 km",
    "admin2": "somewhere in this district",
    "admin1": "somewhere in this province",
    "area": "somewhere in this wider area",
    "country": "somewhere in this country",
    "unknown": "not found in any gazetteer, so not on the map",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PLAIN_NAME = re.compile("[a-z0-9]{1,64}")


@cache
def _countries() -> Mapping[str, str]:
    return country_names()


def country(code: str | None) -> str | None:
    """A country's name as the map gives it; its code where the map has none."""
    return None if code is None else _countries().get(code) or code


def place(at: PublishedPlace) -> str:
    """A place with what holds it: "Salqin, Idlib, Syria"."""
    parts = (at.name, at.admin1, country(at.country))
    return one_line(", ".join(dict.fromkeys(part for part in parts if part))) or "place not given"


def place_name(at: PublishedPlace) -> str:
    """A place by its own name, or that of the smallest thing which holds it and is shown."""
    return one_line(at.name or at.admin1 or country(at.country) or "place not given")


def precision(at: PublishedPlace) -> str:
    """How wide the place is, in words."""
    return _PRECISIONS[at.precision]


def heading(incident: PublishedIncident) -> str:
    """What happened and where: "Salqin: air/drone strike". What only holds another place that is named is left out."""
    around = {name for at in incident.places for name in (at.admin1, country(at.country)) if name != at.name}
    fine = [at for at in incident.places if at.name not in around] or incident.places
    names = list(dict.fromkeys(place_name(at) for at in fine))
    where = "; ".join(names[:_HEADING]) or "Place not given"
    if names[_HEADING:]:
        where += f" and {wording.plural(len(names) - _HEADING, 'place')} more"
    return f"{where}: {kind(incident)}"


def kind(incident: PublishedIncident) -> str:
    """The kind of attack, or that it is not given: not stated, or not shown."""
    return incident.event_type.value if incident.event_type else "kind of attack not given"


def day(when: date) -> str:
    """A day for people who read dates in many orders: "9 March 2021"."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def days(incident: PublishedIncident | PublishedTally) -> str:
    """The day, or the first and the last: "9 March 2021", "3 to 9 March 2021", "day not given"."""
    start, end = incident.start, incident.end
    if start is None and end is None:
        return "day not given"
    if start is None or end is None:
        return f"from {day(start)}" if start else f"until {day(end)}" if end else ""
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day(end)}"
    return f"{day(start)} to {day(end)}"


def known_to(precise: DatePrecision) -> str:
    """How precisely the time is known, where that is not a day."""
    return {"days": "some days", "week": "a week", "month": "a month", "year": "more than a month"}.get(precise, "")


def month(key: str) -> str:
    """ "2021-03" as "March 2021"."""
    return f"{_MONTHS[int(key[5:7]) - 1]} {key[:4]}"


def party(one: PublishedParty) -> str:
    """A party that is blamed with who blames it: "the Example Army (by the Example Monitor)"."""
    by = ", ".join(one.blamed_by)
    name = one_line(party_words(one)).replace("_", " ")
    return f"{name} (by {one_line(by)})" if by else name


def blamed(parties: Iterable[PublishedParty]) -> str:
    """Whom sources blame, and who does: "blamed: the Example Army (by the Example Monitor)"; or "not given"."""
    told = "; ".join(party(one) for one in parties)
    return f"blamed: {told}" if told else "blamed: not given"


def figure(figures: Sequence[PublishedFigure], cell: Cell = EVERYONE_KILLED) -> PublishedFigure | None:
    """The figure of a cell, where there is one."""
    return next((one for one in figures if (one.effect, one.status, one.group) == cell), None)


def headline(figures: Sequence[PublishedFigure]) -> str:
    """What the figures of everyone say, deaths first: "killed 12 (11–14), injured ≥ 20"."""
    every = [one for one in figures if one.status is None and one.group is None]
    return ", ".join(f"{one.effect.value} {amount(one)}" for one in every) or "no figure is shown"


def amount(one: PublishedFigure) -> str:
    """The figure, best before its range; "fewer than ten" where no number is shown."""
    return "fewer than ten" if one.given is Given.SUPPRESSED else wording.best_of(one)


def cell(one: PublishedFigure | PublishedTally) -> str:
    """Whom a figure counts: "killed, civilians"."""
    return wording.cell(one.effect, one.status, one.group)


def source(one: PublishedSource) -> str:
    """A report by its publisher: "Example Wire"."""
    return one_line(one.publisher or "a publisher not named here")


def web_address(url: str | None) -> str | None:
    """An address that a link may lead to: of the web, with nothing in it that steers a screen. None for any other."""
    if url is None or visible(url) != url or any(one.isspace() for one in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def file_name(identity: str) -> str:
    """The name of an incident's page, without its ending. Raises ValueError for an id that tadwin does not make."""
    if not _PLAIN_NAME.fullmatch(identity):
        raise ValueError(f"{identity!r} is no id of an incident")
    return identity


def residual(tally: PublishedTally) -> str:
    """What a tally claims less what is published beside it, in words that call it no undercount."""
    left = tally.residual
    if tally.comparable == "no" or tally.recorded is None or (left.low is None and left.high is None):
        return "not compared"
    if left.high is not None and left.high < 0:
        more = Bound(-left.high, None if left.low is None else -left.low)
        return f"{wording.bound(more)} more are published here than were claimed"
    if (left.low, left.high) == (0, 0):
        return "none: as many are published here as were claimed"
    return f"{wording.bound(left)} not among the incidents published here"


def division(key: str) -> str:
    """A key of the totals by division, "SY: Idlib", in words: "Idlib, Syria"."""
    code, _, name = key.partition(": ")
    return f"{name}, {country(code)}"


def origin(one: PublishedOrigin) -> str:
    """An origin's name, or that it is not known."""
    return "source not known" if one.name == "unknown" else one.name.replace("_", " ")


def bibtex(text: str) -> str:
    """The text with what BibTeX would take for its own written out."""
    return re.sub(r"([\\{}%&$#_~^])", lambda found: f"{{\\char{ord(found[0])}}}", one_line(text))


def size(number: int) -> str:
    """Bytes for people: "12 kB", "3.4 MB"."""
    return f"{max(1, round(number / 1000)):,} kB" if number < 1_000_000 else f"{number / 1_000_000:.1f} MB"

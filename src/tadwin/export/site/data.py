"""What the site's scripts read: files that set a global, as a page that was opened from a file can fetch nothing.

Only words and numbers of the publication, each string on one line with nothing in it that steers a screen. Rows are
arrays, and what many share stands in a list once, so that 10,000 incidents are a few MB.
"""

import json
from collections.abc import Hashable, Iterable, Sequence

from tadwin.basemap import basemap
from tadwin.export import wording
from tadwin.export.marked import one_line
from tadwin.export.notes import party_words
from tadwin.export.publication import Publication, PublishedIncident, PublishedPlace
from tadwin.export.site import words
from tadwin.export.totals import counting
from tadwin.vocab import Effect, Group

#: For what is not stated, or not shown.
NOT_GIVEN = "not given"
_GROUPS = tuple(Group)


class _Once:
    """Values, each once, by the place in which they first came."""

    def __init__(self) -> None:
        self._at: dict[Hashable, int] = {}

    def at(self, value: Hashable) -> int:
        return self._at.setdefault(value, len(self._at))

    def all(self) -> list[Hashable]:
        return list(self._at)


def incidents(publication: Publication) -> str:
    """The list and the marks of the map: a row an incident, in the publication's order.

    A row: id, heading, place (-1 for none), first and last day, kind, weapon, those blamed, grade, groups among the
    dead, low, best, high, open, the figures in words, whether totals count it, who is blamed in words.
    """
    places, kinds, weapons, parties, grades = _Once(), _Once(), _Once(), _Once(), _Once()
    counted = {one.id for one in counting(publication.incidents)}
    rows = []
    for one in publication.incidents:
        killed = words.figure(one.figures)
        at = one.places[0] if one.places else None
        rows.append(
            [
                words.file_name(one.id),
                words.heading(one),
                -1 if at is None else places.at(_place(at)),
                one.start.isoformat() if one.start else None,
                (one.end or one.start).isoformat() if one.end or one.start else None,  # type: ignore[union-attr]
                kinds.at(one.event_type.value if one.event_type else NOT_GIVEN),
                weapons.at(one_line(one.weapon) if one.weapon else NOT_GIVEN),
                sorted(parties.at(name) for name in _blamed(one)),
                grades.at(one.grade or "not graded"),
                [number for number, group in enumerate(_GROUPS) if _holds(one, group)],
                *(
                    (None, None, None, 0)
                    if killed is None
                    else (killed.low, killed.best, killed.high, int(killed.open))
                ),
                words.headline(one.figures),
                int(one.id in counted),
                words.blamed(one.perpetrators) + (" – contested" if one.contested else ""),
            ]
        )
    return script(
        {
            "places": places.all(),
            "kinds": kinds.all(),
            "weapons": weapons.all(),
            "parties": parties.all(),
            "grades": grades.all(),
            "groups": [wording.people(None, group) for group in _GROUPS],
            "rows": rows,
        }
    )


def search(publication: Publication) -> str:
    """The words that each incident is found by, in the order of the rows: all that its page shows of it."""
    return script({"search": [one_line(" ".join(_words(one))) for one in publication.incidents]})


def ground(publication: Publication) -> str:
    """The basemap of the countries that are shown."""
    shown = [at for one in publication.incidents for at in one.places]
    countries = sorted({at.country for at in shown if at.country})
    bare = sorted(
        {(at.lat, at.lon) for at in shown if at.country is None and at.lat is not None and at.lon is not None}
    )
    return script({"basemap": basemap(countries, bare)})


def script(values: dict[str, object]) -> str:
    """A script that adds values to `window.tadwin`. No string in it can end a script or a line."""
    held = json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for letter in "<>\u2028\u2029":
        held = held.replace(letter, f"\\u{ord(letter):04x}")
    return f"window.tadwin = Object.assign(window.tadwin || {{}}, {held});\n"


def _place(at: PublishedPlace) -> tuple[object, ...]:
    return (words.place_name(at), words.place(at), at.lat, at.lon, at.precision.value)


def _blamed(one: PublishedIncident) -> Iterable[str]:
    return [one_line(party_words(party)).replace("_", " ") for party in one.perpetrators] or [NOT_GIVEN]


def _holds(one: PublishedIncident, group: Group) -> bool:
    """True where some of this group are counted among the dead."""
    return any(
        line.effect is Effect.KILLED and line.group is group and (line.high or line.low or line.open)
        for line in one.figures
    )


def _words(one: PublishedIncident) -> Iterable[str]:
    yield one.id
    yield from (words.place(at) for at in one.places)
    yield words.kind(one)
    yield one.weapon or ""
    yield from (words.party(party) for party in one.perpetrators)
    yield from one.victims
    yield from (origin.name for origin in one.origins)
    yield from (part for source in one.sources for part in (source.publisher, source.title) if part)
    yield from dict.fromkeys(quote.words for quote in one.quotes if quote.words)
    yield from _dated(one)


def _dated(one: PublishedIncident) -> Sequence[str]:
    """Days as they are typed: "2031-05-01" and "1 May 2031"."""
    return [] if one.start is None else [one.start.isoformat(), words.days(one)]

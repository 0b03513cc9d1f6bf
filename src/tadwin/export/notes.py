"""What the columns of a table cannot say, in words: open figures, ranges of days, blame, doubt, what is not shown."""

from collections.abc import Iterable

from tadwin.export import wording
from tadwin.export.plain import plain
from tadwin.export.publication import Given, PublishedFigure, PublishedIncident, PublishedParty, PublishedPlace
from tadwin.export.release import Release, days

_NOT_SHOWN = "fewer than ten, not shown"
_UNNAMED = "a party that is not named"


def notes(incident: PublishedIncident, release: Release, also: Iterable[str] = ()) -> str:
    """The notes of an incident: a format's own (`also`) first, then the incident's, and last where they come from."""
    parts = (
        *also,
        *_when_where(incident),
        *_figures(incident),
        *_blame(incident),
        *_doubt(incident),
        *_counted_twice(incident, release.containing.get(incident.id, ())),
        f"written by {release.provenance.words()}",
    )
    return plain(" ".join(wording.sentence(part) for part in parts))


def figure_words(figure: PublishedFigure) -> str:
    """A figure, best before the range: "12 (11–14)", "≥ 14" without an upper bound; or that it is not shown."""
    return _NOT_SHOWN if figure.given is Given.SUPPRESSED else wording.best_of(figure)


def place_words(place: PublishedPlace) -> str:
    """A place with what holds it: "Salqin, Idlib, SY"."""
    return ", ".join(dict.fromkeys(part for part in (place.name, place.admin1, place.country) if part))


def party_words(party: PublishedParty) -> str:
    """A party by its name, or by its kind where the name is not shown."""
    return party.name or party.kind or _UNNAMED


def _when_where(incident: PublishedIncident) -> Iterable[str]:
    told = days(incident)
    if told is not None and told[0] != told[1]:
        yield f"between {told[0]} and {told[1]}"
    if incident.places:
        yield f"places: {'; '.join(dict.fromkeys(place_words(one) for one in incident.places))}"
    if incident.weapon:
        yield f"weapon: {incident.weapon}"


def _figures(incident: PublishedIncident) -> Iterable[str]:
    """Every figure in words."""
    if incident.figures:
        cells = (f"{wording.cell(one.effect, one.status, one.group)}: {figure_words(one)}" for one in incident.figures)
        yield f"figures: {'; '.join(cells)}"


def _blame(incident: PublishedIncident) -> Iterable[str]:
    if incident.perpetrators:
        told = "; ".join(_blamed(one) for one in incident.perpetrators)
        yield f"blamed, and contested: {told}" if incident.contested else f"blamed: {told}"
    if incident.grade:
        yield f"grade: {incident.grade}"


def _blamed(party: PublishedParty) -> str:
    by = ", ".join(party.blamed_by)
    return f"{party_words(party)} (by {by})" if by else party_words(party)


def _doubt(incident: PublishedIncident) -> Iterable[str]:
    if incident.denials:
        told = dict.fromkeys(f"{one.effect.value}, {one.how} by {one.by}" for one in incident.denials)
        yield f"doubted: {'; '.join(told)}"
    if incident.contradictions:
        yield f"{wording.plural(incident.contradictions, 'contradiction')} among the claims"
    if incident.unplaced:
        yield "unplaced: no day, or nothing finer than a province"
    if incident.changed:
        yield "the evidence has changed since this was signed off"
    if incident.more_sources:
        yield "there are reports that are not named"
    if incident.more_origins:
        yield "there are sources that are not named"


def _counted_twice(incident: PublishedIncident, tolls: Iterable[str]) -> Iterable[str]:
    if incident.contains:
        yield f"a toll over several attacks that may count the victims of {', '.join(incident.contains)} too"
    if tolls:
        yield f"its victims may be counted in the toll {', '.join(tolls)} too"

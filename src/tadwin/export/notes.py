"""What the columns of a table cannot say, in words: open figures, ranges of days, blame, doubt, what was withheld."""

from collections.abc import Iterable

from tadwin.export import wording
from tadwin.export.plain import plain
from tadwin.export.rows import Provenance, Row

#: A source that says so many or more is put as "≥ N": an open figure has no upper bound anywhere.
OPEN = "≥"


def notes(row: Row, provenance: Provenance, also: Iterable[str] = ()) -> str:
    """The row's notes, one sentence after another, those of a format's own (`also`) first, provenance last."""
    parts = (*also, *_when_where(row), *_figures(row), *_blame(row), *_doubt(row), *row.withheld)
    return plain(" ".join(wording.sentence(part) for part in (*parts, provenance.words()) if part))


def _when_where(row: Row) -> Iterable[str]:
    days = row.days
    if days is not None and days[0] != days[1]:
        yield f"between {days[0]} and {days[1]}"
    if row.places:
        yield f"places named: {wording.places(row.places)}"
    if row.weapon:
        yield f"weapon: {row.weapon}"


def _figures(row: Row) -> Iterable[str]:
    """Every figure in words, best before the range; ≥ where the words set no upper bound."""
    if row.figures:
        told = (f"{wording.cell(one.effect, one.status, one.group)}: {wording.best_of(one)}" for one in row.figures)
        yield f"figures: {'; '.join(told)}"


def _blame(row: Row) -> Iterable[str]:
    if row.perpetrators:
        contested = ", contested" if row.grade == "contested" else ""
        yield f"blamed{contested}: {wording.actors(row.perpetrators)}"
    if row.grade:
        yield f"grade: {row.grade}"


def _doubt(row: Row) -> Iterable[str]:
    if row.denials:
        yield f"denied or only supposed by: {'; '.join(dict.fromkeys(row.denials))}"
    if row.contradictions:
        yield f"cannot all be true: {'; '.join(dict.fromkeys(row.contradictions))}"
    if row.contains:
        yield f"a toll over several attacks that may count the victims of {', '.join(row.contains)} too"
    if row.contained_in:
        yield f"its victims may be counted in the toll {', '.join(row.contained_in)} too"
    if row.unplaced:
        yield "unplaced: no day, or nothing finer than a province"
    if row.unnamed:
        yield f"{wording.plural(row.unnamed, 'report')} not named"

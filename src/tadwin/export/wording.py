"""How claims and incidents are put into words for a reader: labels, figures, days, places, speakers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from tadwin.export.marked import one_line
from tadwin.export.origins import Carried
from tadwin.types import Actor, Bound, Claim, Figure, FigureLine, Incident, Origin, Place, Report, Tally, When
from tadwin.vocab import Effect, Group, Stance, Status

NOT_STATED = "not stated"

_GROUPS = {Group.WOMEN_AND_CHILDREN: "women and children"}
#: Nouns of the lexicon with one form for one and many.
_UNCHANGED = frozenset({"aircraft", "sheep", "headquarters", "barracks"})
_STATUSES = {Status.CIVILIAN: "civilians", Status.COMBATANT: "combatants"}


def cell(effect: Effect, status: Status | None, group: Group | None) -> str:
    """What a figure counts: "killed", "killed, civilians", "injured, women and children"."""
    who = people(status, group)
    return f"{effect.value}, {who}" if who else effect.value


def people(status: Status | None, group: Group | None) -> str:
    """Whom a figure counts: "civilians, women and children"; empty for everyone."""
    parts = [_STATUSES[status]] if status is not None else []
    if group is not None:
        parts.append(_GROUPS.get(group, group.value))
    return ", ".join(parts)


def counted(claim: Claim) -> str:
    """What a claim counts, with the object or role where there is one: "destroyed: shops"."""
    of = claim.object or (claim.role.value.replace("_", " ") if claim.role else None)
    words = cell(claim.effect, claim.status, claim.group)
    return f"{words}: {one_line(of)}" if of else words


def claimed(claim: Claim) -> str:
    """What a claim counts and the figure, with the unit: "killed: ≥ 14", "displaced: 300 households"."""
    if claim.object is None:
        return f"{counted(claim)}: {bounds(claim.figure)}"
    unit = one_line(claim.object) if claim.figure.low == claim.figure.high == 1 else _plural(one_line(claim.object))
    return f"{cell(claim.effect, claim.status, claim.group)}: {bounds(claim.figure)} {unit}"


def _plural(noun: str) -> str:
    """The plural of an English noun that claims have as their object. Those with one form for both keep it."""
    if noun in _UNCHANGED or noun.endswith("ies"):
        return noun
    if noun.endswith("y") and noun[-2:-1] not in tuple("aeiou"):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def bounds(figure: Figure) -> str:
    """The figure as the record reads it: "14", "≥ 14", "20–40"."""
    return _between(figure.low, figure.high)


class Ranged(Protocol):
    """A figure with a range: of an incident, or as it is published."""

    @property
    def low(self) -> int | None: ...
    @property
    def best(self) -> int | None: ...
    @property
    def high(self) -> int | None: ...
    @property
    def open(self) -> bool: ...


def line_range(line: Ranged) -> str:
    """An incident's figure from low to high: "11–14", "14", "≥ 14", "11 to ≥ 14" without an upper bound."""
    if line.low is None:
        return NOT_STATED if line.high is None else f"up to {line.high:,}"
    if line.high is None or line.low == line.high:
        return f"≥ {line.low:,}" if line.open else f"{line.low:,}"
    return f"{line.low:,} to ≥ {line.high:,}" if line.open else _between(line.low, line.high)


def _between(low: int, high: int | None) -> str:
    if high is None:
        return f"≥ {low:,}"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def days(when: When | None) -> str:
    """The days in ISO 8601, which sorts and is read alike everywhere; "day not stated" where there is none."""
    if when is None or (when.start is None and when.end is None):
        return "day not stated"
    if when.start == when.end:
        return _day(when.start)
    return f"{_day(when.start)} to {_day(when.end)}"


def _day(day: date | None) -> str:
    return "…" if day is None else day.isoformat()


def places(named: Sequence[Place], most: int | None = None) -> str:
    """The places by name, the area that holds them after, once each; "place not stated" where there is none.

    Where there are more than `most`, how many more: "Salqin, Idlib, SY and 2 more".
    """
    words = list(dict.fromkeys(place(one) for one in named))
    more = f" and {len(words) - most} more" if most is not None and len(words) > most else ""
    return "; ".join(words[:most]) + more if words else "place not stated"


#: Names of up to so many capitals can be letters that stand for words: "UAE".
_ACRONYM = 4


def place_name(named: Place) -> str:
    """The name as the words spell it, but not all in capitals, as a heading of a report has it: "Taftanaz"."""
    name = named.name
    return name.title() if len(name) > _ACRONYM and name.isupper() else name


def place(named: Place) -> str:
    """One place: "Salqin, Idlib, SY"; "Benin (not found in the gazetteer)"; "(ambiguous)" where several would do."""
    around = [part for part in (named.admin1, named.country) if part and part != named.name]
    words = one_line(", ".join((place_name(named), *around)))
    if named.lat is None and named.gazetteer_id is None:
        return f"{words} (not found)"
    return f"{words} (ambiguous)" if named.candidates else words


def actors(named: Sequence[Actor]) -> str:
    """Names, separated by semicolons; empty for none."""
    return "; ".join(one_line(actor.name) for actor in named)


def speaker(claim: Claim, report: Report | None) -> str:
    """Who says the figure: the claimant in the words, else the report in its own voice."""
    if claim.claimant is not None:
        return one_line(claim.claimant.name)
    if report is not None and report.publisher:
        return f"{one_line(report.publisher)}, own voice"
    return "the report, own voice"


#: What each grade of an incident means, after Airwars' grading of alleged civilian harm.
GRADES: Mapping[str, str] = {
    "confirmed": "the side that is blamed accepts it",
    "fair": "two or more independent sources",
    "weak": "one source",
    "contested": "sources blame different sides",
    "discounted": "shown to be untrue",
}
NOT_GRADED = "not graded"


def best_of(line: Ranged) -> str:
    """An incident's figure with best before the range: "12 (11–14)", "14", "≥ 14"; the range alone without a best."""
    shown = line_range(line)
    if line.best is None or line.low == line.high or shown == f"≥ {line.best:,}":
        return shown
    return f"{line.best:,} ({shown})"


def bound(between: Bound) -> str:
    """A number known to lie between two: "66", "60–70", "≥ 66", "≤ 9", "not known". Below zero with a minus sign."""
    low, high = between.low, between.high
    if low is None:
        return "not known" if high is None else f"≤ {_signed(high)}"
    if high is None:
        return f"≥ {_signed(low)}"
    if low == high:
        return _signed(low)
    return f"{_signed(low)} to {_signed(high)}" if low < 0 else f"{low:,}–{high:,}"


def _signed(number: int) -> str:
    return f"{number:,}".replace("-", "\u2212")


def residual(tally: Tally) -> str:
    """What a tally claims less what is recorded, in words that call it no undercount."""
    left, claimed_low = tally.residual, tally.claimed.low
    if tally.comparable == "no" or (left.low is None and left.high is None):
        return "not compared"
    if left.high is not None and left.high < 0:
        more = Bound(-left.high, None if left.low is None else -left.low)
        return f"the record holds {bound(more)} more than was claimed"
    if (left.low, left.high) == (0, 0):
        return "none: as many are recorded as were claimed"
    if left.low == claimed_low and left.high == tally.claimed.high and tally.recorded_best in (None, 0):
        return f"{bound(left)}: no incident recorded here covers any of them"
    return f"{bound(left)} not among the incidents counted here"


#: What the difference between a tally and the record is, and is not.
RESIDUAL = (
    "It is a difference between two counts, which may cover other places, days or people: it is no undercount, and "
    "names nobody who is missing from the record."
)


def recorded(tally: Tally) -> str:
    """What the incidents beside a tally add up to, best before the range: "12 (11–14)", "0"; "–" when not compared."""
    if tally.comparable == "no" and tally.recorded_best is None:
        return "–"
    shown, best = bound(tally.recorded), tally.recorded_best
    return shown if best is None or shown in (f"{best:,}", f"≥ {best:,}") else f"{best:,} ({shown})"


def tallies(number: int) -> str:
    """How many tallies there are: "1 tally", "2 tallies"."""
    return f"{number:,} {'tally' if number == 1 else 'tallies'}"


#: How far a tally and the record speak of the same, by `Tally.comparable`.
COMPARABLE: Mapping[str, str] = {"yes": "comparable", "partly": "comparable in part", "no": "not comparable"}


def reports_and_origins(incident: Incident) -> str:
    """How many reports tell of an incident and what stands behind them: "3 reports, 2 independent sources"."""
    reports = plural(len(incident.reports), "report")
    if not incident.origins:
        return reports
    independent = sum(origin.independent for origin in incident.origins)
    if independent:
        return f"{reports}, {plural(independent, 'independent source')}"
    known = any(_has_name(origin) for origin in incident.origins)
    return f"{reports}, {'no independent source' if known else _NOT_KNOWN}"


_NOT_KNOWN = "source not known"


def _has_name(one: Origin) -> bool:
    """False for the origin of what goes back to nobody who can be named."""
    return one.id is not None or one.name != "unknown"


def sentence(words: str) -> str:
    """Words that came as a sentence or a part of one, on one line, with a capital and a full stop."""
    line = one_line(words)
    return line[:1].upper() + line[1:] + ("" if line.endswith((".", "!", "?", "…", "”")) else ".")


def report(known: Report) -> str:
    """A report by its title, publisher and day, with its id: "A title (Example Wire, 2021-03-09; market)"."""
    publisher = one_line(known.publisher) if known.publisher else "publisher not stated"
    day = known.published_at.isoformat() if known.published_at else "day not stated"
    return f"{one_line(known.title or known.id)} ({publisher}, {day}; {one_line(known.id)})"


def origin(one: Origin) -> str:
    """An origin's name; "source not known" for what goes back to nobody who can be named."""
    return one_line(one.name) if _has_name(one) else _NOT_KNOWN


def carried(one: Carried) -> str:
    """How an origin's word came to us: "independent; first in Example Wire, 2021-03-09; relayed by Post Online"."""
    parts = ["independent" if one.origin.independent else "not counted as a source of its own"]
    if one.first is not None:
        publisher = one_line(one.first.publisher or one.first.title or one.first.id)
        parts.append(f"first in {publisher}, {one.first.published_at}")
    if one.relays:
        parts.append(f"relayed by {'; '.join(one.relays)}")
    return "; ".join(parts)


def denied(claim: Claim | None) -> str:
    """How a claim that enters no figure stands to it: "denied", "only supposed", "none reported"."""
    if claim is None:
        return "denied or doubted"
    if claim.stance is Stance.ASSERTED:
        return "none reported" if claim.figure.high == 0 else "not counted"
    return "denied" if claim.stance is Stance.DENIED else "only supposed"


#: What an unplaced incident, and a toll over several attacks, ask of a reader.
UNPLACED = "Unplaced: no day, or nothing finer than a province. It is left out of totals until a person has looked."
TOLL = "A toll over several attacks. It may count the victims of these too, so do not add them up:"


def plural(number: int, noun: str) -> str:
    """A number with its noun: "1 report", "2,000 reports"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


#: How many places a heading names.
_HEADING = 3


def headline(incident: Incident) -> str:
    """What happened and where, for a heading: "Taftanaz: shelling"; "place not stated: harm, …"."""
    what = str(incident.event_type.value) if incident.event_type else "harm, kind of attack not stated"
    names = list(dict.fromkeys(one_line(place_name(place)) for place in incident.places))
    where = "; ".join(names[:_HEADING]) or "place not stated"
    if names[_HEADING:]:
        where += f" and {plural(len(names) - _HEADING, 'place')} more"
    return f"{where}: {what}"


def main_figure(incident: Incident, effect: Effect) -> FigureLine | None:
    """The incident's figure of everyone for an effect: a group's alone would read as if it were everyone's."""
    return next(
        (line for line in incident.figures if (line.effect, line.status, line.group) == (effect, None, None)), None
    )


def marks(incident: Incident) -> tuple[str, ...]:
    """What a reader must know before using an incident's figures, a word for each."""
    known = {
        "unplaced": incident.unplaced,
        "toll": bool(incident.contains),
        "contradiction": bool(incident.contradictions),
        "disputed": any(one.against for one in incident.denials),
    }
    return tuple(mark for mark, holds in known.items() if holds)

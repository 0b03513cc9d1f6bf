"""The ledger of tallies, ready for the page: each tally beside the incidents that it is compared with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tadwin.export import drawn, wording
from tadwin.export.shown import Said
from tadwin.types import Incident, Tally

#: How many incidents a tally names for each reason; tallies.jsonl names them all.
NAMED = 8


@dataclass(frozen=True, slots=True)
class Named:
    """Incidents with one thing said of them all, the first few by name, and how many more there are."""

    reason: str
    incidents: tuple[tuple[str, str, bool], ...]  # id, words, whether the page shows it
    total: int

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.total - len(self.incidents)


@dataclass(frozen=True, slots=True)
class Entry:
    """A tally with its words, None where the record lost them, and what it is compared with."""

    tally: Tally
    said: Said | None
    counts: str
    drawn: Markup | None
    counted: Named
    left_out: tuple[Named, ...]
    inside: tuple[Said, ...]


def ledger_order(tally: Tally) -> tuple[str, str, str, str, str]:
    """Sorts tallies as a reader goes through them: by period, region and what they count; those without one last."""
    period = wording.days(tally.period) if tally.period and tally.period.start else "none"
    return (period, wording.places(tally.region), tally.effect, f"{tally.status or ''}{tally.group or ''}", tally.claim)


def entries(
    tallies: Sequence[Tally], said: Mapping[str, Said], incidents: Mapping[str, Incident], here: frozenset[str]
) -> Iterator[Entry]:
    """The tallies in their order. `incidents` are all by id, and `here` are those that the page shows."""
    for tally in tallies:
        one = said.get(tally.claim)
        by_reason: dict[str, list[str]] = {}
        for name, reason in tally.excluded:
            by_reason.setdefault(reason, []).append(name)
        yield Entry(
            tally=tally,
            said=one,
            counts=wording.counted(one.claim) if one else wording.cell(tally.effect, tally.status, tally.group),
            drawn=_drawn(tally),
            counted=_named("", tally.counted, incidents, here),
            left_out=tuple(_named(reason, names, incidents, here) for reason, names in by_reason.items()),
            inside=tuple(said[name] for name in tally.inside if name in said),
        )


def _named(reason: str, names: Sequence[str], incidents: Mapping[str, Incident], here: frozenset[str]) -> Named:
    shown = [(name, _words(incidents.get(name)), name in here) for name in names[:NAMED]]
    return Named(reason, tuple(shown), len(names))


def _words(incident: Incident | None) -> str:
    if incident is None:
        return "an incident that is not in this record"
    return f"{wording.days(incident.time)}, {wording.headline(incident)}"


def _drawn(tally: Tally) -> Markup | None:
    """What was claimed above what is recorded, on one axis; None where they are not compared."""
    claimed, recorded = tally.claimed, tally.recorded
    if tally.comparable == "no" or claimed.low is None or recorded.low is None:
        return None
    known = (claimed.low, claimed.high, recorded.low, recorded.high, tally.recorded_best)
    end = max(number for number in known if number is not None)
    if end <= 0:
        return None
    ranges = (
        drawn.Range(
            claimed.low,
            claimed.low,
            claimed.high,
            claimed.high is None,
            "claimed",
        ),
        drawn.Range(recorded.low, tally.recorded_best, recorded.high, recorded.high is None, "recorded"),
    )
    return drawn.picture(ranges, end)

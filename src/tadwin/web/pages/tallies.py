"""Tallies: claims that count over a period, a region or several attacks, and one of them beside the record."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tadwin.export import wording
from tadwin.types import Claim, Incident, Report, Tally
from tadwin.vocab import Scope


@dataclass(frozen=True, slots=True)
class Row:
    """A tally in the list, as reviewers left it; `claim` is as it was read where one `is_left_out`.

    `changed` is its scope where a reviewer made it none.
    """

    claim: Claim
    speaker: str
    report: Report
    is_left_out: bool
    changed: str | None


def rows(read: Iterable[Claim], now: Mapping[str, Claim], reports: Mapping[str, Report]) -> list[Row]:
    """The lines of the list. `now` are the claims of their reports as reviewers left them, by id."""
    made = []
    for one in read:
        claim, report = now.get(one.id, one), reports[one.report_id]
        scope = None if claim.scope is Scope.TALLY else claim.scope.value
        made.append(Row(claim, wording.speaker(claim, report), report, one.id not in now, scope))
    return made


@dataclass(frozen=True, slots=True)
class TallyPage:
    """One tally: its claim, its words, its line of the ledger (None for one that is denied or doubted), by incident."""

    claim: Claim
    report: Report
    speaker: str
    tally: Tally | None
    counted: Sequence[Incident]
    excluded: Sequence[tuple[Incident, str]]
    inside: Sequence[tuple[Claim, str]]
    others: int


def tally_page(
    claim: Claim,
    report: Report,
    tally: Tally | None,
    incidents: Mapping[str, Incident],
    wider: Sequence[tuple[Claim, Report]],
    *,
    most: int,
) -> TallyPage:
    """The page of a tally. `wider` are the tallies that it lies within; of the incidents left out `most` are named."""
    left = tally.excluded if tally else ()
    return TallyPage(
        claim=claim,
        report=report,
        speaker=wording.speaker(claim, report),
        tally=tally,
        counted=[incidents[name] for name in (tally.counted if tally else ()) if name in incidents],
        excluded=[(incidents[name], why) for name, why in left[:most] if name in incidents],
        inside=[(one, wording.speaker(one, said)) for one, said in wider],
        others=max(0, len(left) - most),
    )

"""What may leave a record with a profile: what is signed off, and what decisions allow to be named."""

from collections.abc import Iterable

from tadwin.adapters.gazetteer import SqliteGazetteer
from tadwin.adapters.gazetteer_build import ensure
from tadwin.config import Settings
from tadwin.errors import DecisionError, ExportError
from tadwin.export import coarse
from tadwin.export.profiles import PROFILES, Material
from tadwin.export.publication import Publication
from tadwin.export.publishing import publication
from tadwin.reconcile.tallies import ledger
from tadwin.review.fields import dumps, loads
from tadwin.review.fold import Folded
from tadwin.review.standing import ALLOW, effective
from tadwin.run.deciding import Outcome, Word, decide
from tadwin.run.folded import folded
from tadwin.run.relink import settled
from tadwin.run.signing import signed
from tadwin.store.keys import publishing_key
from tadwin.store.record import Record
from tadwin.store.reviews import Reviews
from tadwin.types import Claim, Decision, Signed, Tally
from tadwin.version import VERSION


def published(record: Record, settings: Settings, profile: str) -> Publication:
    """All that leaves with one of `PROFILES`. The gazetteer says how many people live in a division.

    Raises ExportError where nothing is signed off.
    """
    made = material(record, settings)
    if not made.signed:
        raise ExportError(
            "nothing is signed off, and only what is signed off leaves a record: look at incidents with "
            "`tadwin review`, or sign some with `tadwin sign ID...`"
        )
    return publication(made, PROFILES[profile])


def material(record: Record, settings: Settings) -> Material:
    """What every profile is made of: incidents as they were signed off, and the tallies beside them.

    The decisions are read once: what others sign off or allow meanwhile is neither in it nor in the head that it names.
    """
    decisions = tuple(record.decisions())
    now = folded(record, decisions=decisions)
    last = signed(record, now.standing)
    needed = {name for one in last for name in one.incident.reports}
    tallies = _tallies(record, now)
    needed.update(claim.report_id for _, claim in tallies)
    known = SqliteGazetteer(ensure(settings.home))
    try:
        divisions = coarse.divisions(known.divisions())
    finally:
        known.close()
    return Material(
        signed=last,
        reports={report.id: report for report in record.reports() if report.id in needed},
        secret=publishing_key(record),
        head=decisions[-1].hash if decisions else "",
        version=VERSION,
        allowed=_allowed(now.standing),
        divisions=divisions,
        changed=_changed(record, last),
        tallies=tallies,
        made_with=record.versions(),
    )


def allow(record: Record, name: str, word: Word) -> Outcome:
    """Decides that a name may be shown in what is published: a victim's, a source's, a place's.

    Raises DecisionError for an empty name, or one that is allowed already.
    """
    name = " ".join(name.split())
    if not name:
        raise DecisionError("the name is empty; give it as the reports write it")
    with settled(record):
        if name in allowed(record.decisions()):
            raise DecisionError(f"'{name}' may be shown already; `tadwin decisions` lists by whom")
        return decide(record, ALLOW, (), (), word, value=dumps(name), shapes=False)


def allowed(decisions: Iterable[Decision]) -> frozenset[str]:
    """The names that decisions allow to be shown."""
    return _allowed(effective(decisions))


def _allowed(standing: Iterable[Decision]) -> frozenset[str]:
    return frozenset(str(loads(one.after)) for one in standing if one.action == ALLOW and one.after)


def _tallies(record: Record, now: Folded) -> tuple[tuple[Tally, Claim], ...]:
    claims = {claim.id: claim for claim in now.claims}
    return tuple((tally, claims[tally.claim]) for tally in ledger(now.claims, list(record.incidents())))


def _changed(record: Record, last: Iterable[Signed]) -> frozenset[str]:
    """The signed incidents that are not now what was signed, or whose claims are elsewhere."""
    rows = Reviews(record)
    now = rows.of([one.incident.id for one in last])
    return frozenset(
        one.incident.id
        for one in last
        if one.incident.id not in now
        or (now[one.incident.id].evidence, now[one.incident.id].signed) != (one.fingerprint, one.number)
    )

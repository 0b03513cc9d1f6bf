"""Every incident of a record signed off at once, through the code that signs one.

`run.signing.sign` reads and writes anew for every incident, tens of milliseconds each. What it keeps is made here by
the same functions from one reading of the record: the snapshot, the decision with its anchors, and where the review
stands. A test holds the two together.
"""

from tadwin.review.anchors import anchor
from tadwin.review.fields import dumps
from tadwin.review.signoff import evidence
from tadwin.review.standing import SIGN
from tadwin.run.deciding import Word
from tadwin.run.folded import folded
from tadwin.run.relink import again, linker
from tadwin.store.record import Record
from tadwin.store.reviews import Reviews
from tadwin.types import Claim


def sign_all(record: Record, word: Word) -> int:
    """Signs off every incident of a record in which nothing is decided; gives how many."""
    incidents = list(record.incidents())
    holding = {claim: one.id for one in incidents for claim in one.claims}
    claims: dict[str, list[Claim]] = {}
    for claim in folded(record).claims:
        if claim.id in holding:
            claims.setdefault(holding[claim.id], []).append(claim)
    texts = {report.id: report.text for report in record.reports()}
    for one in incidents:
        inside = claims[one.id]
        kept = Reviews(record).keep(one, inside)
        record.append(
            action=SIGN,
            anchors=tuple(anchor(claim, texts[claim.report_id]) for claim in inside),
            by=word.by,
            at=word.at,
            field=one.id,
            after=dumps({"evidence": evidence(one, inside), "snapshot": kept}),
        )
    again(record, incidents)
    record.put_linked(sorted(texts), linker(record))
    return len(incidents)

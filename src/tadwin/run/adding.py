"""Claims that a reviewer read in a report and the machine did not."""

from collections.abc import Mapping
from dataclasses import replace

from tadwin import ids, spans
from tadwin.errors import DecisionError
from tadwin.review import added
from tadwin.review.fields import FIELDS, NONE, dumps, loads, read
from tadwin.review.figures import read_number
from tadwin.review.named import Known
from tadwin.review.standing import ADD
from tadwin.run.deciding import Outcome, Word, anchors_of, claims_of, decide
from tadwin.run.folded import folded
from tadwin.run.relink import settled
from tadwin.store.record import Record
from tadwin.types import Claim, Figure, Incident, Report
from tadwin.vocab import Effect, Qualifier, bounds

#: Longer words than these are a passage, and no figure: a claim's words are to be read at a glance.
MOST_CHARACTERS = 600


def add_claim(
    record: Record,
    report: Report,
    start: int,
    end: int,
    values: Mapping[str, str],
    known: Known,
    word: Word,
    *,
    into: Incident | None = None,
) -> Outcome:
    """Adds the claim that the words from `start` to `end` (code points of the report's text) make.

    `values` are the words for `effect` and `value`, which must be given, and for any of `FIELDS`. With `into` the claim
    is of that incident. Raises DecisionError for words that are none, a value that has no meaning, or a claim that is
    there already.
    """
    chosen = _chosen(report, start, end)
    effect, figure = _figure(values, known)
    with settled(record):
        now = folded(record, [report.id])
        claim_id = ids.claim_id(report.id, effect, *chosen)
        if any(claim.id == claim_id for claim in now.machine):
            raise DecisionError(f"these words are claim {claim_id} already; correct it, or bring it back by undo")
        given = {
            name: loads(read(FIELDS[name], words, known))
            for name, words in values.items()
            if name not in ("effect", "value", "qualifier") and words.strip() and words.strip() != NONE
        }
        span = spans.cut(report, *chosen)
        frame = _frame(now.claims, report, into) or ids.added_frame(report.id, claim_id)
        claim = Claim(claim_id, report.id, frame, span, span, effect, replace(figure, text=span.quote))
        beside = claims_of(record, [into]) if into is not None else []
        side = {one.id: 2 for one in beside}
        anchors = (added.anchor_of(claim, report.text), *anchors_of(record, beside, side))
        value = added.to_json(claim, given)
        return decide(record, ADD, anchors, [claim, *beside], word, value=dumps(value))


def _chosen(report: Report, start: int, end: int) -> tuple[int, int]:
    """The words without the white space around them."""
    if not 0 <= start < end <= len(report.text):
        raise DecisionError(f"the words from {start} to {end} are not in report {report.id}")
    words = report.text[start:end]
    first, last = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    if first >= last:
        raise DecisionError("no words were chosen; select the words that give the figure")
    if last - first > MOST_CHARACTERS:
        raise DecisionError(f"{last - first} characters are too many; select only the words that give the figure")
    return first, last


def _figure(values: Mapping[str, str], known: Known) -> tuple[Effect, Figure]:
    """What is counted, and the number; its text is for the caller to say."""
    for name in values:
        if name not in FIELDS:
            raise DecisionError(f"there is no field '{name}'")
    for name, what in (("effect", "what is counted"), ("value", "the number")):
        if not values.get(name, "").strip():
            raise DecisionError(f"say {what}: {FIELDS[name].takes}")
    effect = Effect(loads(read(FIELDS["effect"], values["effect"], known)))
    said = values.get("qualifier", "").strip() or Qualifier.EXACT.value
    qualifier = Qualifier(loads(read(FIELDS["qualifier"], said, known)))
    number = read_number(values["value"].strip(), known)
    if qualifier is Qualifier.VAGUE:
        return effect, Figure(None, qualifier, number, None, "")
    return effect, Figure(number, qualifier, *bounds(number, qualifier), "")


def _frame(claims: tuple[Claim, ...], report: Report, into: Incident | None) -> str | None:
    """The frame of the incident that this report tells; None where it tells none, or several."""
    if into is None:
        return None
    inside = frozenset(into.claims)
    told = {claim.frame for claim in claims if claim.report_id == report.id and claim.id in inside}
    return told.pop() if len(told) == 1 else None

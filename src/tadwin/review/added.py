"""Claims that a reviewer read in a report and the machine did not: from decisions, and back."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tadwin import ids
from tadwin.errors import DecisionError
from tadwin.review.anchors import anchor, place
from tadwin.review.fields import FIELDS, loads
from tadwin.review.standing import ADD
from tadwin.types import Anchor, Claim, Decision, Evidence, Figure, Span
from tadwin.vocab import Effect, Qualifier

#: Of the anchors of such a decision the one of the claim itself; the others are of the incident that it is put into.
SIDE = 1


def to_json(claim: Claim, given: Mapping[str, Any]) -> dict[str, Any]:
    """What a decision keeps of a claim that is added: `given` are the values of `FIELDS` that were given, as JSON."""
    figure = claim.figure
    return {
        "effect": claim.effect.value,
        "figure": [figure.value, figure.qualifier.value, figure.low, figure.high],
        "frame": claim.frame,
        "words": [claim.number.start - claim.span.start, claim.span.end - claim.number.end],
        "fields": dict(given),
    }


def anchor_of(claim: Claim, text: str) -> Anchor:
    """The anchor of a claim that is added."""
    return anchor(claim, text, side=SIDE)


def added(decisions: Iterable[Decision], texts: Mapping[str, str]) -> Iterator[Claim]:
    """The claims that these decisions add, in the order in which they were made.

    A claim whose words are no longer in its report, or are there several times, is left out; its decision is then
    orphaned. Raises DecisionError for a decision that tadwin did not write.
    """
    for decision in decisions:
        if decision.action != ADD:
            continue
        for one in decision.anchors:
            text = texts.get(one.report_id)
            start = None if text is None or one.side != SIDE else _start(one, text)
            if text is not None and start is not None:
                try:
                    yield _claim(decision, one, text, start)
                except (LookupError, TypeError, ValueError, RecursionError) as error:
                    raise DecisionError(
                        f"decision {decision.number} adds a claim that means nothing; the record was changed by "
                        "something else than tadwin: restore it from a copy"
                    ) from error


def _start(one: Anchor, text: str) -> int | None:
    """Where the words are: where they were, if they still stand there, else in the one place that has them."""
    there = text[one.start : one.start + len(one.quote)] == one.quote
    after = text[one.start + len(one.quote) :].startswith(one.after)
    if there and after and text[: one.start].endswith(one.before):
        return one.start
    return place(one, text)


def _claim(decision: Decision, one: Anchor, text: str, start: int) -> Claim:
    told = loads(decision.after)
    effect, end = Effect(told["effect"]), start + len(one.quote)
    value, qualifier, low, high = told["figure"]
    left, right = told["words"]
    first, last = max(0, start - left), min(len(text), end + right)
    claim = Claim(
        id=ids.claim_id(one.report_id, effect, start, end),
        report_id=one.report_id,
        frame=told["frame"],
        span=Span(one.report_id, first, last, text[first:last]),
        number=Span(one.report_id, start, end, text[start:end]),
        effect=effect,
        figure=Figure(value, Qualifier(qualifier), low, high, text[start:end]),
        evidence=(Evidence("claim", f"added by {decision.by}", start, end, text[start:end]),),
    )
    for name, given in told["fields"].items():
        claim = FIELDS[name].put(claim, given)
    return claim

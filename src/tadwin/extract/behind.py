"""What a report tells of an attack only behind its figures: "Nine were killed in the north. The raid hit ..."."""

from dataclasses import replace

from tadwin.extract.evidence import evidence_of
from tadwin.extract.frame import Frame
from tadwin.extract.periods import is_span, is_vague
from tadwin.extract.scopes import WIDE_PLACES
from tadwin.types import Claim


def with_later_day(claim: Claim, frame: Frame) -> Claim:
    """The claim with the day that its frame learned behind it: "Nine were killed. The bomb went off on Monday." """
    when = frame.when
    if claim.time is not None or when is None or is_vague(when) or is_span(when):
        return claim
    return replace(claim, time=when.names, evidence=(*claim.evidence, evidence_of("time", "told behind it", when)))


def settled(claim: Claim, frame: Frame) -> Claim:
    """The claim with the settlement told behind it, before the province or country that it had alone."""
    if not frame.settled or any(place.precision not in WIDE_PLACES for place in claim.places):
        return claim
    places = tuple(dict.fromkeys([*(mention.names for mention in frame.settled), *claim.places]))
    behind = (evidence_of("places", "told behind it", mention) for mention in frame.settled)
    return replace(claim, places=places, evidence=(*claim.evidence, *behind))

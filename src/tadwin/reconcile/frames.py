"""Incidents of one frame each: what one report says of one incident, before any other report is compared with it."""

from collections.abc import Iterable

from tadwin.frames import frames
from tadwin.reconcile.incidents import incident
from tadwin.reconcile.said import Said
from tadwin.types import Claim, Frame, Incident


def incidents(claims: Iterable[Claim]) -> tuple[Incident, ...]:
    """One incident for each frame that stands for one, by id. The order of claims never matters."""
    return tuple(sorted((incident((frame,), _said(frame)) for frame in frames(claims)), key=lambda made: made.id))


def _said(frame: Frame) -> tuple[Said, ...]:
    """Every claim as its report's own: nothing is known of origins."""
    return tuple(Said(claim, frame.report_id, independent=False, published=None) for claim in frame.claims)

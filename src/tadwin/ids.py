"""Identifiers: short, stable, and derived only from what they name."""

import dataclasses
import hashlib
import json

from tadwin.types import Decision
from tadwin.vocab import Effect


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def claim_id(report_id: str, effect: Effect, start: int, end: int) -> str:
    """A claim's id. Hashes the report, the effect and the number's span only, so that a new rule keeps it."""
    return "c" + _digest(report_id, effect.value, str(start), str(end))


def frame_id(report_id: str, number: int) -> str:
    """The id of the `number`-th frame of a report, from 0 in the order of the text."""
    return "f" + _digest(report_id, "frame", str(number))


def parted_frame(frame: str, claim: str) -> str:
    """The id of a frame for the claims that a reviewer took out of another; `claim` is the smallest of them."""
    return f"{whole_frame(frame)}~{_digest(frame, claim)[:8]}"


def added_frame(report_id: str, claim: str) -> str:
    """The id of the frame of a claim that a reviewer read and put into no frame of its report."""
    return "f" + _digest(report_id, "added", claim)


def whole_frame(frame: str) -> str:
    """The frame that extraction gave, of one that may be parted from it."""
    return frame.partition("~")[0]


def incident_id(smallest_frame: str) -> str:
    """An incident's id, from the smallest id of its frames."""
    return "i" + _digest("incident", smallest_frame)


def decision_hash(decision: Decision) -> str:
    """The hash that a decision must carry: SHA-256 in hexadecimal over all of it but `hash`, so over `previous` too.

    What is hashed is JSON in ASCII with sorted names and no space between: any JSON library can check the chain.
    """
    told = dataclasses.asdict(decision)
    del told["hash"]
    written = json.dumps(told, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()

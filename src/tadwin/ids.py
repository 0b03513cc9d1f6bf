"""Identifiers: short, stable, and derived only from what they name."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from typing import Any

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


#: The parts of a decision that can hold people's words or names: its hash covers a commitment to each in its place, so
#: that words can be removed later and the chain of hashes still be checked.
PARTS = ("anchors", "before", "after", "by", "note")


def commitment(salt: str, part: Any) -> str:
    """What stands for a part of a decision in its hash: SHA-256, in hexadecimal, of the salt and the part as JSON.

    The salt is random and of this part alone: without it nobody can try out what the part may have been.
    """
    return hashlib.sha256((salt + canonical(part)).encode("ascii")).hexdigest()


def commitments(decision: Decision) -> dict[str, str]:
    """The commitment to each of PARTS as it stands, with the decision's salts."""
    told = dataclasses.asdict(decision)
    return {part: commitment(decision.salts[part], told[part]) for part in PARTS}


def decision_hash(decision: Decision) -> str:
    """The hash that a decision must carry: SHA-256 in hexadecimal of `covered` as canonical JSON."""
    return sha256(covered(decision.commitments, dataclasses.asdict(decision)))


def sha256(value: Any) -> str:
    """SHA-256, in hexadecimal, of a value as canonical JSON."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def covered(committed: Mapping[str, str], told: Mapping[str, Any]) -> dict[str, Any]:
    """What a decision's hash covers: the commitments to its parts, and all else of it but the salts and the hash."""
    rest = {name: told[name] for name in ("number", "action", "field", "at", "previous")}
    return {**rest, "commitments": dict(committed)}


def canonical(value: Any) -> str:
    """JSON in ASCII with sorted names and no space between: one way to write a value, for any JSON library."""
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))

"""Decisions tied to claims, and found again when reports are read anew: by the claim, else by its words."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tadwin import ids
from tadwin.types import Anchor, Claim
from tadwin.vocab import Effect

#: Characters kept on either side of a number: with them, two numbers in one report hardly ever have the same words.
CONTEXT = 32


@dataclass(frozen=True, slots=True)
class Attached:
    """Which claim each anchor is at now, by id; the orphaned ones are at none."""

    found: Mapping[Anchor, str]
    orphaned: tuple[Anchor, ...]


def anchor(claim: Claim, text: str, *, side: int = 0) -> Anchor:
    """The anchor of a claim in its report's text."""
    start, end = claim.number.start, claim.number.end
    return Anchor(
        claim=claim.id,
        report_id=claim.report_id,
        start=start,
        quote=claim.number.quote,
        before=text[max(0, start - CONTEXT) : start],
        after=text[end : end + CONTEXT],
        side=side,
    )


def attach(anchors: Iterable[Anchor], claims: Iterable[Claim], texts: Mapping[str, str]) -> Attached:
    """Finds the claim of each anchor. `texts` holds the texts of the anchors' reports by id.

    An anchor is where its words with what stands around them are, in exactly one place of the report (white space may
    differ). Where they are in none or in several, the claim of the same id is it if its number's words are the same.
    What is found in neither way is orphaned: nothing is guessed.
    """
    wanted = tuple(dict.fromkeys(anchors))
    reports = {one.report_id for one in wanted}
    told: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.report_id in reports:
            told.setdefault(claim.report_id, []).append(claim)
    spaced = {name: evenly_spaced(text) for name, text in texts.items() if name in reports}
    found = {}
    for one in wanted:
        text = texts.get(one.report_id)
        if text is None:
            continue
        start = one.start if stays(one, text, spaced[one.report_id]) else place(one, text)
        claim_id = _claim_of(one, start, told.get(one.report_id, ()))
        if claim_id is not None:
            found[one] = claim_id
    return Attached(found, tuple(one for one in wanted if one not in found))


def _claim_of(one: Anchor, start: int | None, told: Collection[Claim]) -> str | None:
    if start is None:
        same = (claim.id for claim in told if claim.id == one.claim and claim.number.quote == one.quote)
        return next(same, None)
    end = start + len(one.quote)
    return _chosen(one, [claim for claim in told if claim.number.start < end and claim.number.end > start])


def _chosen(one: Anchor, there: Sequence[Claim]) -> str | None:
    """Of the claims at a place the one that was meant: by its id, else by its effect, else the only one."""
    if any(claim.id == one.claim for claim in there):
        return one.claim
    of_effect = [claim.id for claim in there if claim.effect is _effect(one)]
    if of_effect:
        return of_effect[0] if len(of_effect) == 1 else None
    return there[0].id if len(there) == 1 else None


def _effect(one: Anchor) -> Effect | None:
    """The effect that the claim had, which its id hashes."""
    end = one.start + len(one.quote)
    return next((known for known in Effect if ids.claim_id(one.report_id, known, one.start, end) == one.claim), None)


def stays(one: Anchor, text: str, spaced: str) -> bool:
    """True where the anchor's words are where they were, and nowhere else: then `place` would find them there too.

    `spaced` is the text evenly spaced, made once for all anchors of a report: patterns would take most of the time.
    """
    words, start = one.before + one.quote + one.after, one.start - len(one.before)
    if start < 0 or one.quote != one.quote.strip() or not text.startswith(words, start):
        return False
    wanted = evenly_spaced(words)
    return spaced.find(wanted) == spaced.rfind(wanted)


def evenly_spaced(text: str) -> str:
    """The text with one space for any white space, and none at its ends."""
    return " ".join(text.split())


def place(one: Anchor, text: str) -> int | None:
    """Where the anchor's number stands in the text, if its words and those around it are there exactly once."""
    # A look ahead, so that places which overlap are all met.
    pattern = f"(?={_edge(one.before)}{_loose(one.before.lstrip())}({_loose(one.quote)}){_loose(one.after.rstrip())}"
    pattern += f"{_edge(one.after[::-1])})"
    places = {match.start(1) for match in re.finditer(pattern, text)}
    return places.pop() if len(places) == 1 else None


def _edge(words: str) -> str:
    """One white space where the words begin with some: at an edge one is enough, and all of a long run, tried from each
    of its places, would take time by the square of its length.
    """
    return r"\s" if words[:1].isspace() else ""


def _loose(words: str) -> str:
    """A pattern of these words, with any white space where they have some."""
    return "".join(r"\s+" if part.isspace() else re.escape(part) for part in re.split(r"(\s+)", words) if part)

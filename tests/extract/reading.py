"""Planted texts read for the tests of extraction: the real parser, and for names the real engine, made once."""

import hashlib
from collections.abc import Sequence
from datetime import date
from functools import cache

from tadwin.adapters.spacy_parser import SpacyParser
from tadwin.config import DEFAULT_MODEL, load_settings
from tadwin.extract.extract import extract_reports
from tadwin.run.engine import Engine, engine
from tadwin.types import Claim, Extraction, Mentions, Report


@cache
def parser() -> SpacyParser:
    return SpacyParser(DEFAULT_MODEL)


@cache
def whole_engine() -> Engine:
    return engine(load_settings())


def report(text: str, published: date | None = None, name: str = "r") -> Report:
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Report(name, text, sha256, "text/plain", language="en", published_at=published)


def read_alone(texts: Sequence[str]) -> list[Extraction]:
    """What each text gives without names of places, days and actors: the figures and nothing else."""
    items = [(report(text, name=f"r{number}"), Mentions) for number, text in enumerate(texts)]
    return list(extract_reports(items, parser()))


def read_whole(text: str, published: date | None = None) -> tuple[Claim, ...]:
    """The claims of a text, with everything that the engine finds."""
    (extraction,) = whole_engine().read([report(text, published)])
    return extraction.claims


def told(claims: Sequence[Claim]) -> list[str]:
    """Each claim in a line: effect, qualifier unless exact, value (a vague one as "24+"), and what else the words say.

    "of 0" names the claim that it is a share of by its position.
    """
    positions = {claim.id: position for position, claim in enumerate(claims)}
    lines = []
    for claim in claims:
        figure = claim.figure
        parts: list[str] = [claim.effect]
        if figure.qualifier not in ("exact", "vague"):
            parts.append(figure.qualifier)
        parts.append(f"{figure.low}+" if figure.value is None else str(figure.value))
        parts += [word for word in (claim.group, claim.status, claim.role, claim.object) if word]
        if claim.stance != "asserted":
            parts.append(claim.stance)
        if claim.part_of is not None:
            parts.append(f"of {positions[claim.part_of]}")
        lines.append(" ".join(parts))
    return lines

"""Reports to claims without a record: for evaluation, benchmarks and notebooks."""

from collections.abc import Iterator, Sequence

from tadwin.config import Settings, load_settings
from tadwin.run.engine import engine
from tadwin.types import Extraction, Report


def read_reports(reports: Sequence[Report], *, settings: Settings | None = None) -> Iterator[Extraction]:
    """What each report gives, in order. The settings are those in force unless given.

    The parser, the gazetteer and the actors are loaded on the first call and kept.
    """
    return engine(settings or load_settings()).read(reports)

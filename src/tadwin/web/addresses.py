"""Every address of the app, made in one place. Ids are other people's: a report's holds whatever a file's name can."""

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

#: A part of a path that browsers and proxies resolve away, escaped or not (WHATWG URL Standard, "single-dot and
#: double-dot URL path segment"). A tilde before it keeps it; one that came with tildes gains one more.
_DOTS = re.compile(r"~*\.{1,2}")
_KEPT_DOTS = re.compile(r"~+\.{1,2}")


def in_path(named: str) -> str:
    """An id as it stands in a path, to be read back by `from_path`. Slashes stay slashes."""
    parts = (f"~{part}" if _DOTS.fullmatch(part) else part for part in named.split("/"))
    return quote("/".join(parts), safe="/")


def from_path(path: str) -> str:
    """The id that `in_path` wrote, from a path whose percent escapes the server has read."""
    return "/".join(part[1:] if _KEPT_DOTS.fullmatch(part) else part for part in path.split("/"))


def home() -> str:
    """The list of records."""
    return "/"


def overview(record: str) -> str:
    """A record's first page."""
    return f"/r/{in_path(record)}/"


def page(record: str, name: str, /, **query: object) -> str:
    """One of a record's pages by its name ("queue", "tallies"), with what it is asked for; None asks for nothing."""
    asked = {key: value for key, value in query.items() if value is not None}
    return f"{overview(record)}{in_path(name)}" + (f"?{urlencode(asked)}" if asked else "")


def incident(record: str, incident_id: str, claim: str | None = None) -> str:
    """An incident's page, at one of its claims where that is given."""
    return f"{overview(record)}incidents/{in_path(incident_id)}{_at(claim)}"


def of_incident(record: str, incident_id: str, name: str, **query: object) -> str:
    """A page about an incident: "others" (to merge with or move to), "basemap"."""
    return page(record, f"incidents/{incident_id}/{name}", **query)


def claim(record: str, incident_id: str, claim_id: str) -> str:
    """The page on which a claim of an incident is corrected."""
    return page(record, f"incidents/{incident_id}/claims/{claim_id}")


def receipt(record: str, decision: int) -> str:
    """The receipt of a sign-off, as a text to keep."""
    return page(record, f"receipts/{decision}")


def adding(record: str, report_id: str, incident_id: str) -> str:
    """A report's page, to select words there that become a claim of an incident."""
    return f"{report(record, report_id)}?{urlencode({'into': incident_id})}"


def next_waiting(record: str, incident_id: str, doubt: int) -> str:
    """Leads to the incident that waits behind this one in the queue, which is in the order of doubt."""
    return page(record, "queue/next", after=incident_id, doubt=doubt)


def report(record: str, report_id: str, claim: str | None = None) -> str:
    """A report's page, at the words of one of its claims where that is given."""
    return f"{overview(record)}reports/{in_path(report_id)}{_at(claim)}"


def selecting(record: str, report_id: str, start: int, end: int, into: str = "") -> str:
    """A report's page with the words from `start` to `end` (code points) in the form that makes a claim of them."""
    asked = {"start": start, "end": end, **({"into": into} if into else {})}
    return f"{report(record, report_id)}?{urlencode(asked)}#adding"


def tally(record: str, claim_id: str) -> str:
    """The page of a tally, by the id of its claim."""
    return page(record, f"tallies/{claim_id}")


def act(record: str, name: str) -> str:
    """Where the form of an act posts to; what the act is about stands in the form."""
    return f"{overview(record)}acts/{in_path(name)}"


def enter() -> str:
    """Where to sign in, on a team's server."""
    return "/door/enter"


def invited(key: str) -> str:
    """Where whoever was invited chooses a password."""
    return f"/door/invited?{urlencode({'key': key})}"


def account(act: str = "") -> str:
    """Somebody's own page on a team's server, or where one of its forms posts to."""
    return f"/account/{act}" if act else "/account"


def people(account: int | None = None, act: str = "") -> str:
    """Everybody who has an account, one of them, or where a form about them posts to."""
    return "/".join(filter(None, ("/people", "" if account is None else str(account), act)))


def _at(claim: str | None) -> str:
    return "" if claim is None else f"#{quote(claim, safe='')}"


def telling(address: str, decision: int) -> str:
    """An address of the app, so that its page tells of a decision that was just made."""
    parts = urlsplit(address)
    query = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key != "done"]
    return urlunsplit(parts._replace(query=urlencode([*query, ("done", decision)])))


def is_local(address: str) -> bool:
    """True for an address of this app, to which a form may ask to be led back: a path, and no other host's."""
    return bool(re.fullmatch(r"/(?![/\\])[!-\[\]-~]*", address))

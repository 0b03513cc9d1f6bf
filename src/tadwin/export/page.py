"""`index.html`: the record as one page for those who work on it, never for publication.

The page opens from a file with no network: one style sheet and one small script are inside it, and its
content security policy lets nothing else run or load, whatever a report's text holds. It is the same
bytes for the same record. Of a very large record it shows a part, and says so and where the rest is.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tadwin.export import ledger, shown, told, wording
from tadwin.export.csv import contained_in
from tadwin.export.files import write_whole
from tadwin.export.filters import FILTERS
from tadwin.types import Claim, Incident, Report, Tally
from tadwin.vocab import Effect, Scope

#: Above this many, reports and incidents are folded when the page opens: one can still be read, found and printed.
_OPEN_REPORTS = 12
_OPEN_INCIDENTS = 12
#: The most that the page shows of each, so that a browser opens it at once; the other files hold all of them.
MOST_INCIDENTS, MOST_TALLIES, MOST_REPORTS = 2_000, 1_000, 2_000


@dataclass(frozen=True, slots=True)
class Content:
    """What the page shows. `aside` pairs a file or report with the reason why it could not be read.

    `head` is the hash of the last decision; empty where there is none.
    """

    reports: Sequence[Report]
    claims: Sequence[Claim]
    incidents: Sequence[Incident]
    aside: Sequence[tuple[str, str]] = ()
    made_with: Mapping[str, str] = field(default_factory=dict)
    tallies: Sequence[Tally] = ()
    head: str = ""


def write(path: Path, content: Content) -> None:
    """Writes the page to `path`, readable by its owner only; an older page stays until this one is whole."""
    write_whole(path, render(content))


def render(content: Content) -> Iterable[str]:
    """The page's HTML, piece by piece, so that a large record need not stand in memory as one text."""
    templates = resources.files("tadwin.export") / "templates"
    style = (templates / "page.css").read_text(encoding="utf-8")
    script = (templates / "page.js").read_text(encoding="utf-8")
    template = _environment().get_template("page.html.j2")
    stream = template.stream(
        **_shown(content),
        aside=content.aside,
        made_with=content.made_with,
        head=content.head,
        effects=_by_effect(content.claims),
        # Safe: both are files of this package, and no report's words are in them.
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    stream.enable_buffering(64)
    return stream


def _shown(content: Content) -> dict[str, object]:
    """What the template shows of the record: what there is room for, and how much there is of each in all."""
    incidents = _worst(content.incidents)
    tallies = sorted(content.tallies, key=ledger.ledger_order)[:MOST_TALLIES]
    compared = {tally.claim for tally in content.tallies}
    aside = [one.id for one in content.claims if one.scope is Scope.TALLY and one.id not in compared]
    here = _reports_here(content, incidents)
    needed = _reports_needed(content, incidents, tallies, here)
    reports = shown.shown_reports(
        [report for report in content.reports if report.id in needed], content.claims, dict(content.aside), here
    )
    said = {one.claim.id: one for report in reports for one in report.claims}
    by_id = {one.id: one for one in content.incidents}
    ids = frozenset(one.id for one in incidents)
    return {
        "totals": {
            "reports": len(content.reports),
            "claims": len(content.claims),
            "incidents": len(content.incidents),
            "unplaced": sum(one.unplaced for one in content.incidents),
            "tolls": sum(bool(one.contains) for one in content.incidents),
            "tallies": len(content.tallies) + len(aside),
        },
        "incidents": incidents,
        "tell": lambda incident: told.told(incident, said),
        "names": {name: (wording.headline(one), wording.days(one.time), name in ids) for name, one in by_id.items()},
        "containing": contained_in(content.incidents),
        "incident_of": {claim: one.id for one in incidents for claim in one.claims},
        "open_incidents": len(incidents) <= _OPEN_INCIDENTS,
        "ledger": lambda: ledger.entries(tallies, said, by_id, ids),
        "tallies": tallies,
        "tallies_aside": aside[:MOST_TALLIES],
        "reports": [report for report in reports if report.here],
        "open_reports": len(here) <= _OPEN_REPORTS,
        "invented": sum(shown.is_invented(report) for report in content.reports),
        "said": said,
    }


def _worst(incidents: Sequence[Incident]) -> Sequence[Incident]:
    """The incidents that killed the most, as many as there is room for, in the order given."""
    if len(incidents) <= MOST_INCIDENTS:
        return incidents
    ranked = sorted(range(len(incidents)), key=lambda place: (-_killed(incidents[place]), place))
    return [incidents[place] for place in sorted(ranked[:MOST_INCIDENTS])]


def _killed(incident: Incident) -> int:
    line = wording.main_figure(incident, Effect.KILLED)
    return 0 if line is None else line.best or line.low or 0


def _reports_here(content: Content, incidents: Sequence[Incident]) -> frozenset[str]:
    """The reports whose text the page holds: all of them, or those of its incidents, as many as there is room for."""
    every = [report.id for report in content.reports]
    if len(every) > MOST_REPORTS:
        telling = {name for incident in incidents for name in incident.reports}
        every.sort(key=lambda name: (name not in telling, name))
    return frozenset(every[:MOST_REPORTS])


def _reports_needed(
    content: Content, incidents: Sequence[Incident], tallies: Sequence[Tally], here: frozenset[str]
) -> frozenset[str]:
    """The reports that the page quotes or holds the text of."""
    named = {name for tally in tallies for name in (tally.claim, *tally.inside)}
    quoted = {claim.report_id for claim in content.claims if claim.id in named}
    return here.union(quoted, *(incident.reports for incident in incidents))


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tadwin.export", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        FILTERS,
        bound=wording.bound,
    )
    environment.globals.update(
        cell=wording.cell,
        plural=wording.plural,
        main=wording.main_figure,
        marks=wording.marks,
        denied=wording.denied,
        reports_and_origins=wording.reports_and_origins,
        recorded=wording.recorded,
        residual=wording.residual,
        wording=wording,
        marked_text=shown.marked_text,
        speakers=shown.speakers,
        quotes=shown.quotes,
        beside=told.beside,
        Effect=Effect,
    )
    return environment


def _hash(inline: str) -> str:
    """The source expression that lets this inline text, and no other, work (Content Security Policy Level 3, 2.3.1)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()


def _by_effect(claims: Iterable[Claim]) -> list[tuple[Effect, int]]:
    counts = Counter(claim.effect for claim in claims)
    return [(effect, counts[effect]) for effect in Effect if counts[effect]]

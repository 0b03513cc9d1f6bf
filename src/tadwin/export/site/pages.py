"""Every file of the site, one after another, made of a publication, the day and a title, and of nothing else."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tadwin.export import wording
from tadwin.export.marked import one_line
from tadwin.export.profiles import PROFILES
from tadwin.export.publication import Given, Publication, PublishedFigure, PublishedIncident, PublishedQuote, Total
from tadwin.export.release import Release, release
from tadwin.export.site import charts, data, downloads, words
from tadwin.export.totals import Cell, added, counting
from tadwin.vocab import Effect, Group, Status

TITLE = "A record of harm to civilians"
#: What a page may load: what lies beside it. Nothing inline, no other host.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
)
#: Incidents on one page of the list that needs no script.
_A_PAGE = 200
#: The most incidents that stand beside a tally on the page of all tallies.
_BESIDE = 20
#: Incidents that the overview names.
_NAMED = 8
#: The longest timeline in weeks and in months, in columns; what is longer is drawn by month, and by year.
_WEEKS, _MONTHS = 60, 120
_BROWSER = ("leaflet.css", "leaflet.js", "leaflet.LICENSE", "map.css", "map.js", "topojson-client.LICENSE")
_VENDORED = (*_BROWSER, "topojson-client.min.js")
_ASSETS = ("site.css", "list.js", "start.js")
_HEADLINES: tuple[Cell, ...] = (
    words.EVERYONE_KILLED,
    (Effect.KILLED, Status.CIVILIAN, None),
    (Effect.KILLED, None, Group.CHILDREN),
    (Effect.KILLED, None, Group.WOMEN),
    *((effect, None, None) for effect in Effect if effect is not Effect.KILLED),
)
#: What a breakdown is called, and what its keys are, by `Total.by`.
_BREAKDOWNS: Mapping[str, tuple[str, str]] = {
    "perpetrator": ("By the party that sources blame", "blamed"),
    "event_type": ("By kind of attack", "kind of attack"),
    "weapon": ("By weapon", "weapon"),
    "grade": ("By grade", "grade"),
    "country": ("By country", "country"),
    "admin1": ("By province", "province"),
}


@dataclass(frozen=True, slots=True)
class Site:
    """What a site is made of. `made_on` is in UTC."""

    publication: Publication
    made_on: date
    title: str = TITLE

    @property
    def steps(self) -> int:
        """How many incidents have a page, for those who wait."""
        return len(self.publication.incidents)


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Each file with its path in the folder, always the same for the same site."""
    made = release(site.publication, site.made_on)
    yield from _carried()
    kept, tables = downloads.made(made)
    yield from kept.items()
    for path, script in (("incidents", data.incidents), ("search", data.search), ("map", data.ground)):
        yield f"data/{path}.js", script(site.publication).encode()
    page = _pages(site, made)
    counted = counting(site.publication.incidents)
    yield page("index.html", **_overview(site.publication))
    yield page("incidents.html")
    yield page("timeline.html", columns=timeline(counted), breakdowns=_breakdowns(site.publication.totals))
    yield from _tallies(site.publication, page)
    yield page("method.html")
    yield page("cite.html")
    yield page("downloads.html", tables=tables)
    yield from _lists(site, page)
    yield from _incidents(site, made, {one.id for one in counted})


def _carried() -> Iterator[tuple[str, bytes]]:
    """The files that every site has."""
    browser = resources.files("tadwin.resources") / "browser"
    own = resources.files("tadwin.export.site") / "assets"
    for folder, names in ((browser, _VENDORED), (own, _ASSETS)):
        for name in names:
            yield f"assets/{name}", (folder / name).read_bytes()


def _pages(site: Site, made: Release) -> Callable[..., tuple[str, bytes]]:
    common = {
        "site": site,
        "publication": site.publication,
        "profile": PROFILES[site.publication.profile],
        "provenance": made.provenance,
    }

    def page(path: str, template: str | None = None, **context: object) -> tuple[str, bytes]:
        root = "../" * path.count("/")
        wanted = _environment().get_template(f"{template or path}.j2")
        return path, wanted.render(path=path, root=root, **common, **context).encode()

    return page


def _overview(publication: Publication) -> dict[str, object]:
    everyone = next((one.figures for one in publication.totals if one.by == "all"), ())
    counted = counting(publication.incidents)
    known = [one for one in publication.incidents if one.start]
    killed = {one.id: words.figure(one.figures) for one in counted}
    most = [one for one in counted if (line := killed[one.id]) and (line.best or line.low or 0) > 0]
    most.sort(key=lambda one: (-_size(killed[one.id]), str(one.start), one.id))
    return {
        "headlines": [one for cell in _HEADLINES if (one := words.figure(everyone, cell))],
        "counted": len(counted),
        "first": min((one.start for one in known if one.start), default=None),
        "last": max((one.end or one.start for one in known if one.start), default=None),
        "columns": timeline(counted),
        "most": most[:_NAMED],
        "latest": list(reversed(known))[:_NAMED],
        "graded": [one for one in publication.totals if one.by == "grade"],
        "suppressed": any(one.given is not Given.EXACT for of in publication.incidents for one in of.figures),
        "left_out": sum(quote.words is None for one in publication.incidents for quote in one.quotes),
        "countries": sorted({str(words.country(at.country)) for one in known for at in one.places if at.country}),
    }


def _size(line: PublishedFigure | None) -> int:
    return 0 if line is None else line.best or line.low or 0


def timeline(counted: Sequence[PublishedIncident]) -> tuple[str, list[charts.Column], PublishedFigure | None]:
    """What a column is, the columns from the first to the last, empty ones too, and the dead of no one column."""
    dated = [one for one in counted if one.start]
    if not dated:
        return "month", [], words.figure(added(counted))
    first = min(one.start for one in dated if one.start)
    last = max(one.end or one.start for one in dated if one.start)
    unit = "week" if (last - first).days / 7 <= _WEEKS else "month"
    unit = "year" if (last - first).days / 30.44 > _MONTHS else unit
    inside: dict[date, list[PublishedIncident]] = {}
    outside = [one for one in counted if not one.start]
    for one in dated:
        start, end = (_begin(unit, day) for day in (one.start, one.end or one.start) if day)
        (inside.setdefault(start, []) if start == end else outside).append(one)
    columns: list[charts.Column] = []
    for begin in _begins(unit, first, last):
        figure = words.figure(added(inside.get(begin, ())))
        number = len(inside.get(begin, ()))
        columns.append(_column(unit, begin, number, figure, first=not columns))
    return unit, columns, words.figure(added(outside))


def _begin(unit: str, day: date) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _begins(unit: str, first: date, last: date) -> Iterator[date]:
    at = _begin(unit, first)
    while at <= last:
        yield at
        at = _begin(unit, at + timedelta(days={"week": 7, "month": 32, "year": 367}[unit]))


def _column(unit: str, begin: date, number: int, figure: PublishedFigure | None, *, first: bool) -> charts.Column:
    month = words.month(begin.isoformat())
    name = {"week": f"week of {words.day(begin)}", "month": month, "year": str(begin.year)}[unit]
    told = f"killed {words.amount(figure)}" if figure else "nobody counted as killed"
    label = None
    if unit == "week" and (first or begin.day <= 7):
        label = f"{month[:3]} {begin.year}" if first or begin.month == 1 else month[:3]
    if unit != "week" and (first or begin.month == 1):
        label = str(begin.year)
    return charts.Column(f"{name}: {told} ({wording.plural(number, 'incident')})", label, figure)


def _breakdowns(totals: Sequence[Total]) -> list[tuple[str, str, str, list[Total], int]]:
    """Each breakdown: what it is by, its heading, what its keys are, its lines, most killed first, and its scale."""
    found = []
    for by, (title, key) in _BREAKDOWNS.items():
        lines = [one for one in totals if one.by == by]
        lines.sort(key=lambda one: (one.key is None, -_size(words.figure(one.figures)), one.key or ""))
        if lines:
            found.append((by, title, key, lines, charts.largest([words.figure(one.figures) for one in lines])))
    return found


def _tallies(publication: Publication, page: Callable[..., tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The tallies; one beside which many incidents stand has them on a page of its own."""
    alone = [one for one in publication.tallies if one.comparable == "no" or one.recorded is None]
    compared = [one for one in publication.tallies if one.comparable != "no" and one.recorded is not None]
    # An incident can stand beside hundreds of tallies: what is told of it is made once.
    told = {one.id: (words.file_name(one.id), words.heading(one), words.days(one)) for one in publication.incidents}
    here, apart = ({name: _link(root, *one) for name, one in told.items()} for root in ("", "../"))
    yield page("tallies.html", compared=compared, alone=alone, links=here, most=_BESIDE)
    for number, one in enumerate(compared, start=1):
        if len(one.incidents) > _BESIDE:
            yield page(f"tallies/{number}.html", "tally.html", tally=one, links=apart)


def _link(root: str, file: str, heading: str, days: str) -> Markup:
    """A link to an incident's page from a page whose way to the first page is `root`."""
    head = Markup('<a href="{}incidents/{}.html"><bdi>{}</bdi>, {}</a>')
    return head.format(root, file, one_line(heading), one_line(days))


def _lists(site: Site, page: Callable[..., tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The list in pages that need no script: for printing, archives and search engines. The latest come first."""
    ordered = list(reversed(site.publication.incidents))
    pages = max(1, -(-len(ordered) // _A_PAGE))
    for number in range(pages):
        part = ordered[number * _A_PAGE : (number + 1) * _A_PAGE]
        yield page(f"list/{number + 1}.html", "list.html", part=part, number=number + 1, pages=pages)


def _incidents(site: Site, made: Release, counted: set[str]) -> Iterator[tuple[str, bytes]]:
    every = site.publication.incidents
    by_id = {one.id: one for one in every}
    template = _environment().get_template("incident.html.j2")
    common = {
        "site": site,
        "publication": site.publication,
        "profile": PROFILES[site.publication.profile],
        "provenance": made.provenance,
        "root": "../",
    }
    for number, one in enumerate(every):
        path = f"incidents/{words.file_name(one.id)}.html"
        text = template.render(
            common,
            path=path,
            incident=one,
            counted=one.id in counted,
            containing=[by_id[toll] for toll in made.containing.get(one.id, ()) if toll in by_id],
            contained=[by_id[inside] for inside in one.contains if inside in by_id],
            quoted=quoted(one),
            most=charts.largest(one.figures),
            before=every[number - 1] if number else None,
            after=every[number + 1] if number + 1 < len(every) else None,
        )
        yield path, text.encode()


def quoted(incident: PublishedIncident) -> list[tuple[int, list[tuple[PublishedQuote, list[str]]]]]:
    """The quotes of each source, each once: the same words of the same speaker with all that they are counted as."""
    told = []
    for at, quotes in groupby(incident.quotes, key=lambda one: one.source):
        once: dict[tuple[object, ...], tuple[PublishedQuote, list[str]]] = {}
        for one in quotes:
            same = (one.words, one.left_out, one.claimant, one.stance)
            counted = wording.cell(one.effect, one.status, one.group)
            cells = once.setdefault(same, (one, []))[1]
            if counted not in cells:
                cells.append(counted)
        told.append((at, list(once.values())))
    return told


@cache
def _environment() -> Environment:
    """The templates. Every string that they print is put on one line and made harmless, whatever a template forgets."""
    made = Environment(
        loader=PackageLoader("tadwin.export.site", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: one_line(value) if type(value) is str else value,
    )
    made.globals.update(
        words=words,
        wording=wording,
        charts=charts,
        plural=wording.plural,
        policy=POLICY,
        grades=wording.GRADES,
        Given=Given,
    )
    return made

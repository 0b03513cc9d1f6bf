"""What the export page offers: for whom, as what, and what each of them is, in words that can be translated."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tadwin.export import parquet, plotted
from tadwin.export.profiles import CAREFUL
from tadwin.web.desk import Act
from tadwin.web.translatable import _

#: What is no table: the files of `tadwin plot`, and of `tadwin publish`.
PICTURES, SITE = "pictures", "site"


@dataclass(frozen=True, slots=True)
class For:
    """A profile: whom it is for, and what it holds back. `act` is what somebody must be allowed to do to give it out.

    What `careful` holds is fit for everyone, and whoever signs off may hand it on. The others hold what not everyone
    may know: that they leave the record is for its admins to decide.
    """

    name: str
    label: str
    holds: str
    act: Act = Act.PUBLISH


@dataclass(frozen=True, slots=True)
class As:
    """A form in which a record is handed on. `lacks` is how to install what it needs, where that is not there."""

    name: str
    label: str
    purpose: str
    lacks: str | None = None


#: By name, in the order of `export.profiles.PROFILES`.
PROFILES: Mapping[str, For] = {
    one.name: one
    for one in (
        For(
            CAREFUL.name,
            _("For everyone (careful)"),
            _(
                "Only what public reports say. Places are no finer than provinces. Names of victims, of persons who "
                "speak and of private sources are left out unless a decision allows them, and so are quotes that would "
                "tell them. Titles and addresses of reports are left out. The living are counted in bands of ten."
            ),
            Act.EXPORT,
        ),
        For(
            "partner",
            _("For those you have an agreement with (partner)"),
            _(
                "Also what reports say that partners may see, settlements, and titles and addresses of reports. Names, "
                "quotes and numbers of the living are held back as for everyone."
            ),
        ),
        For(
            "full",
            _("For your office alone (full)"),
            _(
                "Holds nothing back that was signed off: private reports, names of victims and of sources, exact "
                "places, every quote. Keep it as safe as the record."
            ),
        ),
    )
}

#: Labels and purposes of `export.registry.EXPORTS`, then of what is no table, in the order of the page.
_FORMS: Mapping[str, tuple[str, str]] = {
    "excel": (_("Excel"), _("for people who work in spreadsheets: incidents, figures, sources and codebook")),
    "ged": (_("UCDP GED"), _("for researchers who load UCDP's events: its 49 columns, as CSV")),
    "acled": (_("ACLED"), _("for researchers who load ACLED's events: its 31 columns, as CSV")),
    "hxl": (_("HXL"), _("for humanitarians: CSV with hashtags, for HDX and its tools")),
    "geojson": (_("GeoJSON"), _("for maps: a point for each incident, for QGIS and the web")),
    "parquet": (_("Parquet"), _("for analysts: typed columns, for pandas, R and DuckDB")),
    "datapackage": (_("Data package"), _("for archives: all tables with their codebook, in a ZIP")),
    PICTURES: (_("Pictures"), _("for reports: the weeks and the map as PNG and SVG, in a ZIP")),
    SITE: (_("Site"), _("for readers: pages with map, figures and sources that open without a network, in a ZIP")),
}
#: What needs a library that not everybody has, to the extra that installs it, and to whether it is there.
_EXTRAS: Mapping[str, tuple[str, Callable[[], bool]]] = {
    "parquet": ("parquet", parquet.available),
    PICTURES: ("plot", plotted.available),
}


def forms() -> Mapping[str, As]:
    """Every form by its name, as it can be made where tadwin runs."""
    return {name: As(name, label, purpose, _lacking(name)) for name, (label, purpose) in _FORMS.items()}


def _lacking(name: str) -> str | None:
    extra, available = _EXTRAS.get(name, ("", lambda: True))
    return None if available() else f"pip install 'tadwin[{extra}]'"

"""Templates to answers: the words in the reader's language, the record's words made harmless, the same everywhere.

Every string of a template goes through gettext, so that a translation is a file in `locale/` and nothing
else. Whatever a report says reaches a page through `visible` or `one_line`, and autoescaping.
"""

import gettext
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from tadwin.export import wording
from tadwin.export.filters import FILTERS
from tadwin.version import VERSION
from tadwin.web import addresses
from tadwin.web.desk import Act, Seat
from tadwin.web.navigation import ENTRIES
from tadwin.web.security import CSRF_FIELD, CSRF_HEADER

#: The language that templates are written in.
SOURCE_LANGUAGE = "en"
#: Where translations lie.
LOCALE = Path(__file__).parent / "locale"
#: Languages that are written from right to left (ISO 639-1).
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur", "ckb"})
THEMES = ("auto", "light", "dark")


def render(request: Request, template: str, *, status: int = 200, **context: object) -> HTMLResponse:
    """The page that `template` makes of the context. It also knows of `page`: see `_page`."""
    language = _language(request)
    made = environment(language).get_template(template).render(page=_page(request, language), **context)
    return HTMLResponse(made, status_code=status)


def _page(request: Request, language: str) -> Mapping[str, Any]:
    """What every page knows besides its context: who is there and where, the language and the look."""
    visit = getattr(request.state, "visit", None)
    seat: Seat | None = getattr(request.state, "seat", None)
    theme = request.cookies.get("theme", "auto")
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return {
        "visit": visit,
        "seat": seat,
        "done": getattr(request.state, "done", None),
        "undone": getattr(request.state, "undone", None),
        "may_undo_done": getattr(request.state, "may_undo_done", False),
        "head": getattr(request.state, "head", ""),
        "record": seat.shelf.name if seat else None,
        "language": language,
        "direction": "rtl" if language in _RIGHT_TO_LEFT else "ltr",
        "theme": theme if theme in THEMES else "auto",
        "path": path if addresses.is_local(path) else addresses.home(),
        "entries": ENTRIES if seat else (),
        "csrf": visit.csrf if visit else None,
    }


@cache
def environment(language: str) -> Environment:
    """The templates in a language, with the filters that they share with the exports."""
    made = Environment(
        loader=PackageLoader("tadwin.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    translations = gettext.translation("messages", LOCALE, [language], fallback=True)
    made.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    made.filters.update(
        FILTERS,
        merged=lambda named, **more: {**named, **more},
    )
    made.globals.update(
        translated=translations.gettext,
        addresses=addresses,
        wording=wording,
        version=VERSION,
        Act=Act,
        csrf_field=CSRF_FIELD,
        csrf_header=CSRF_HEADER,
    )
    return made


@cache
def _languages() -> frozenset[str]:
    """The languages that there is a compiled translation for, and the one of the templates."""
    made = (one.name for one in LOCALE.iterdir() if (one / "LC_MESSAGES" / "messages.mo").is_file())
    return frozenset({SOURCE_LANGUAGE, *made})


def forget() -> None:
    """Looks for translations anew, and reads templates again."""
    environment.cache_clear()
    _languages.cache_clear()


def _language(request: Request) -> str:
    """The first language of the browser's that there is a translation for, in its order of preference."""
    wanted: list[tuple[float, int, str]] = []
    for part in request.headers.get("accept-language", "")[:200].split(","):
        name, _, quality = part.strip().partition(";q=")
        try:
            wanted.append((-float(quality or 1), len(wanted), name.lower().partition("-")[0]))
        except ValueError:
            continue
    return next((name for _, _, name in sorted(wanted) if name in _languages()), SOURCE_LANGUAGE)

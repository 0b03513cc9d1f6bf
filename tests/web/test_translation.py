"""Every string of the app can be translated, is collected, and reads from right to left where it must."""

import io
import re
from pathlib import Path

import httpx
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tadwin.web import rendering

WEB = Path(rendering.__file__).parent
COLLECTED = WEB / "locale" / "messages.pot"


def test_messages_are_collected() -> None:
    methods = [("**.py", "python"), ("templates/**.j2", "jinja2")]
    options = {"templates/**.j2": {"trimmed": "true"}}
    found = {message for _, _, message, _, _ in extract_from_dir(WEB, methods, options)}
    with COLLECTED.open("rb") as file:
        kept = {message.id for message in read_po(file) if message.id}
    assert kept == found, "run `make messages`"
    assert len(kept) > 50


@pytest.mark.parametrize("template", sorted((WEB / "templates").glob("*.j2")), ids=lambda path: path.name)
def test_no_words_of_a_template_stand_outside(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", text, flags=re.DOTALL)
    named = re.findall(r'(?:aria-label|placeholder|title|alt|data-label|data-key-label)="([^"]*)"', text)
    text = " ".join(named) + re.sub(r"<kbd>.*?</kbd>|<[^>]*>|[a-z-]+=\"[^\"]*\"", "", text, flags=re.DOTALL)
    assert not set(re.findall(r"[A-Za-z]{2,}", text)) - {"tadwin"}


def test_a_translation_is_a_file_and_nothing_else(
    client: httpx.Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with COLLECTED.open("rb") as file:
        catalog = read_po(file)
    catalog.locale = "ar"
    for message in catalog:
        if message.id == "Incidents":
            message.string = "حوادث"
    made = tmp_path / "ar" / "LC_MESSAGES" / "messages.mo"
    made.parent.mkdir(parents=True)
    with io.BytesIO() as file:
        write_mo(file, catalog)
        made.write_bytes(file.getvalue())
    monkeypatch.setattr(rendering, "LOCALE", tmp_path)
    rendering.forget()
    try:
        wanted = client.get("/r/planted/incidents", headers={"Accept-Language": "fr;q=0.9, ar-SY;q=0.8, en;q=0.1"}).text
        assert '<html lang="ar" dir="rtl"' in wanted
        assert "<h1>حوادث</h1>" in wanted
        other = client.get("/r/planted/incidents", headers={"Accept-Language": "de, en;q=0.5, ar;q=0.1, x;q=y"}).text
        assert '<html lang="en" dir="ltr"' in other
    finally:
        monkeypatch.undo()
        rendering.forget()

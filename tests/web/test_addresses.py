"""Addresses hold whatever an id holds: checked against a parser that resolves paths as browsers do."""

from urllib.parse import unquote, urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadwin.web import addresses
from web.planted_desk import HOSTILE_IDS

#: A path that a browser leaves as it is: no part of it is a dot segment, escaped or not.
names = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.lists(st.sampled_from([".", "..", "~..", "~", "%2e", "a", ""]), min_size=1).map("/".join).filter(bool),
)


@given(names)
def test_an_id_comes_back_from_its_address(name: str) -> None:
    address = addresses.report("r", name)
    path = urlsplit(address).path
    assert path == address  # nothing of it reads as a query or a fragment
    parts = path.lower().replace("%2e", ".").split("/")
    assert not {".", ".."} & set(parts)
    assert path.isascii()
    assert "\\" not in path
    assert addresses.from_path(unquote(path).removeprefix("/r/r/reports/")) == name


@pytest.mark.parametrize("name", HOSTILE_IDS)
def test_a_report_is_found_by_its_address(client: httpx.Client, name: str) -> None:
    answer = client.get(addresses.report("planted", name))
    assert answer.status_code == 200
    assert f"Report {HOSTILE_IDS.index(name)}: " in answer.text


@pytest.mark.parametrize(
    ("address", "is_local"),
    [
        ("/", True),
        ("/r/a/?x=1", True),
        ("//evil.example/", False),
        ("/\\evil.example", False),
        ("https://evil.example/", False),
        ("javascript:alert(1)", False),
        ("/a\r\nSet-Cookie: x=1", False),
        ("", False),
    ],
)
def test_a_form_leads_back_to_this_app_only(address: str, is_local: bool) -> None:
    assert addresses.is_local(address) is is_local


def test_a_page_tells_of_the_last_decision_only() -> None:
    told = addresses.telling("/r/a/incidents?after=100&done=3#c1", 4)
    assert told == "/r/a/incidents?after=100&done=4#c1"
    assert addresses.is_local(told)

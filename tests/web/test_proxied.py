"""A team's server behind another one: whose word counts, by real connections from two addresses of this computer."""

import re
from collections.abc import Iterator

import httpx
import pytest

from tadwin.run.entering import IDLE, PER_NAME_THERE
from tadwin.store.address import Address
from tadwin.web import addresses
from tadwin.web.team import Place
from web.teams import ELSEWHERE, HERE, NAME, SECRET, Team, csrf, serving

HEADER = "X-Remote-User"
NORTH = addresses.overview("north")
SIGNED_ON = Place("127.0.0.1", 0, [NAME], ["127.0.0.1"], HEADER, passwords=False)
#: What the proxy says of a request that reached it by TLS.
BY_TLS = {"Host": NAME, "X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.4"}


@pytest.fixture
def office(team_records: Address) -> Iterator[Team]:
    """A server that takes the proxy's word, and no password."""
    with serving(team_records, SIGNED_ON) as team:
        yield team


@pytest.fixture
def proxied(team_records: Address) -> Iterator[Team]:
    """A server behind a proxy, where people sign in by password."""
    with serving(team_records, Place("127.0.0.1", 0, [NAME], ["127.0.0.1"])) as team:
        yield team


def proxy(team: Team, **headers: str) -> httpx.Client:
    """A client in the proxy's place. Cookies are kept by hand: a client would not send Secure ones here."""
    return httpx.Client(base_url=team.url, timeout=30, headers={**BY_TLS, **headers})


def stranger(team: Team, **headers: str) -> httpx.Client:
    """A client at another address than the proxy's."""
    transport = httpx.HTTPTransport(local_address=ELSEWHERE)
    return httpx.Client(base_url=team.url, timeout=30, transport=transport, headers={**BY_TLS, **headers})


def cookie(answer: httpx.Response) -> dict[str, str]:
    """What the browser holds after an answer, to be sent with the next request."""
    given = (one.partition(";")[0] for one in answer.headers.get_list("set-cookie"))
    return {"Cookie": "; ".join(one for one in given if not one.endswith('=""'))}


# the office's own sign-on


def test_whom_the_proxy_names_is_in(office: Team) -> None:
    with proxy(office, **{HEADER: "REVIEWER"}) as client:
        first = client.get(NORTH)
        assert "You are in" in first.text
        set_cookie = first.headers.get_list("set-cookie")[0]
        assert set_cookie.startswith("__Host-tadwin=")
        assert {"HttpOnly", "SameSite=strict", "Secure", "Path=/"} <= set(set_cookie.split("; "))
        assert "Domain" not in set_cookie
        assert f"url={NORTH}" in first.text
        held = cookie(first)
        page = client.get(NORTH, headers=held)
        assert page.status_code == 200
        assert "You are reviewer" in page.text
        assert client.post("/appearance", headers={**HERE, **held}, data={"theme": "dark"}).status_code == 403
        done = client.post("/appearance", headers={**HERE, **held}, data={"theme": "dark", "csrf": csrf(page)})
        assert done.status_code == 303
        assert client.get("/door/enter", headers=held).status_code == 404  # nobody signs in by password
        assert "password" not in client.get("/account", headers=held).text


def test_from_anybody_else_the_header_is_refused(office: Team) -> None:
    with proxy(office, **{HEADER: "boss"}) as client:
        held = cookie(client.get("/"))
    for headers in ({}, held, {"X-Forwarded-For": "127.0.0.1"}, {"Forwarded": "for=127.0.0.1"}):
        with stranger(office, **{HEADER: "boss", **headers}) as client:
            answer = client.get("/people")
            assert answer.status_code == 403
            assert "It was refused" in answer.text
            assert "set-cookie" not in answer.headers
    with stranger(office, **held) as client:  # without the header a session is worth nothing here
        assert client.get("/people").status_code == 403


@pytest.mark.parametrize("named", ["nobody", "boss\u202e", "boss, reader", "\xa0"])
def test_names_that_no_account_has_are_not_let_in(office: Team, named: str) -> None:
    with httpx.Client(base_url=office.url, timeout=30) as client:
        raw = [(name.encode(), value.encode()) for name, value in (*BY_TLS.items(), (HEADER, named))]
        answer = client.get("/", headers=raw)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
    assert len(office.accounts.all()) == 6  # and none is made for them


def test_two_names_or_an_unreadable_one_are_refused(office: Team) -> None:
    with httpx.Client(base_url=office.url, timeout=30) as client:
        two = [*BY_TLS.items(), (HEADER, "reader"), (HEADER, "boss")]
        assert client.get("/", headers=two).status_code == 403
        raw = [(name.encode(), value.encode()) for name, value in BY_TLS.items()]
        assert client.get("/", headers=[*raw, (HEADER.encode(), b"bo\xffss")]).status_code == 403


def test_a_disabled_account_is_out_whatever_the_proxy_says(office: Team) -> None:
    with proxy(office, **{HEADER: "reviewer"}) as client:
        held = cookie(client.get("/"))
        found = office.accounts.named("reviewer")
        assert found is not None
        office.accounts.disable(found.id, office.doors.clock())
        answer = client.get(NORTH, headers=held)
        assert answer.status_code == 403
        assert "no account of that name that is open" in answer.text


def test_another_person_at_the_same_browser_gets_a_session_of_their_own(office: Team) -> None:
    with proxy(office, **{HEADER: "boss"}) as client:
        held = cookie(client.get("/"))
        token = csrf(client.get("/account", headers=held))
    with proxy(office, **{HEADER: "reader"}) as client:
        acted = client.post("/account/leave-everywhere", headers={**HERE, **held}, data={"csrf": token})
        assert acted.status_code == 403
        assert "You are" not in acted.text
        own = cookie(acted)
        assert own != held
        assert "You are reader" in client.get(NORTH, headers=own).text
    with proxy(office, **{HEADER: "boss"}) as client:
        assert "You are in" in client.get("/", headers=held).text  # the first one ended


def test_a_session_that_ended_begins_anew_by_the_offices_word(office: Team) -> None:
    with proxy(office, **{HEADER: "reviewer"}) as client:
        held = cookie(client.get("/"))
        office.wait(IDLE * 2)
        again = client.get(NORTH, headers=held)
        assert "You are in" in again.text
        assert cookie(again) != held
        left = client.post(
            "/door/leave",
            headers={**HERE, **cookie(again)},
            data={"csrf": csrf(client.get("/account", headers=cookie(again)))},
        )
        assert left.status_code == 200
        assert "Your office" in left.text


def test_with_passwords_too_who_is_not_named_can_use_one(team_records: Address) -> None:
    place = Place("127.0.0.1", 0, [NAME], ["127.0.0.1"], HEADER, passwords=True)
    with serving(team_records, place) as team:
        with proxy(team) as client:
            page = client.get(NORTH)
            assert page.status_code == 401
            data = {"csrf": csrf(page), "name": "reviewer", "password": SECRET}
            entered = client.post("/door/enter", headers={**HERE, **cookie(page)}, data=data)
            assert entered.status_code == 303
            assert client.get(NORTH, headers=cookie(entered)).status_code == 200
        with stranger(team, **{HEADER: "boss"}) as client:
            assert client.get(NORTH).status_code == 403
            assert client.post("/door/enter", headers={**HERE, **cookie(page)}, data=data).status_code == 403


# passwords behind a proxy


def test_behind_tls_the_cookie_is_secure_and_the_host_s_own(proxied: Team) -> None:
    with proxy(proxied) as client:
        page = client.get("/door/enter")
        data = {"csrf": csrf(page), "name": "boss", "password": SECRET}
        entered = client.post("/door/enter", headers={**HERE, **cookie(page)}, data=data)
        assert entered.status_code == 303
        for one in (*page.headers.get_list("set-cookie"), *entered.headers.get_list("set-cookie")):
            assert one.startswith("__Host-tadwin")
            assert "Secure" in one.split("; ")
        held = cookie(entered)
        made = client.post(
            "/people/add",
            headers={**HERE, **held},
            data={"csrf": csrf(client.get("/account", headers=held)), "name": "Mara"},
        )
        link = re.search(r'class="link">([^<]+)<', made.text)
        assert link
        assert link[1].startswith(f"https://{NAME}/door/invited?key=")
        plain = held["Cookie"].replace("__Host-", "")
        assert client.get(NORTH, headers={"Cookie": plain}).status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-Proto": "http"},
        {"X-Forwarded-Proto": "https, http"},
        {"X-Forwarded-Proto": ""},
    ],
)
def test_nobody_signs_in_where_the_way_is_open(proxied: Team, headers: dict[str, str]) -> None:
    with proxy(proxied) as client:
        page = client.get("/door/enter")
        data = {"csrf": csrf(page), "name": "reviewer", "password": SECRET}
        for address in (NORTH, "/door/enter", "/door/invited?key=x"):
            answer = client.get(address, headers=headers)
            assert answer.status_code == 403
            assert "not encrypted" in answer.text
            assert 'type="password"' not in answer.text
        assert client.post("/door/enter", headers={**HERE, **headers, **cookie(page)}, data=data).status_code == 403
    with stranger(proxied) as client:  # who says of itself that it came by TLS
        assert client.get("/door/enter").status_code == 403


def test_attempts_are_counted_by_the_address_that_the_proxy_saw(proxied: Team) -> None:
    def attempt(client: httpx.Client, told: str) -> int:
        page = client.get("/door/enter")
        data = {"csrf": csrf(page), "name": "reader", "password": "another set of words"}
        headers = {**HERE, **cookie(page), "X-Forwarded-For": told}
        return client.post("/door/enter", headers=headers, data=data).status_code

    with proxy(proxied) as client:
        # What stands before the address that the proxy added, the client wrote itself: a new one each time.
        codes = [attempt(client, f"203.0.113.{number}, 198.51.100.4") for number in range(PER_NAME_THERE + 1)]
        assert codes == [401] * PER_NAME_THERE + [429]
        assert attempt(client, "198.51.100.4, 127.0.0.1") == 429
        assert attempt(client, "198.51.100.5") == 401


def test_only_the_public_name_is_answered_to(proxied: Team) -> None:
    with proxy(proxied) as client:
        for host in ("evil.example", f"{NAME}.evil.example", ""):
            assert client.get("/", headers={"Host": host}).status_code == 421
        assert client.get("/", headers={"Host": f"{NAME}:8443"}).status_code == 401

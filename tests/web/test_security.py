"""What other users of the machine and other sites can do to the app: nothing. Asked over real connections."""

import itertools
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import httpx
import pytest

from tadwin.web import addresses
from tadwin.web.desk import Act, Desk, Reviewer, Role, Visit
from tadwin.web.keyed import IDLE, LONGEST, KeyedDoors
from tadwin.web.security import CONTENT_SECURITY_POLICY, LARGEST_BODY, Hosts
from web.conftest import NAME, RECORD, Entered, Served, enter
from web.planted_desk import SCRIPT
from web.walked import WALKED, routes

HERE = {"Sec-Fetch-Site": "same-origin"}


def token(client: httpx.Client) -> str:
    """The token that the forms of this visit carry."""
    found = re.search(r'name="csrf" value="([^"]+)"', client.get(addresses.overview(RECORD)).text)
    assert found
    return found[1]


# headers


def every_kind_of_answer(served: Served, client: httpx.Client) -> Iterator[tuple[str, httpx.Response]]:
    for answers in WALKED.values():
        for address in answers(served):
            yield address, client.get(address)
    yield "redirect", client.get("/")
    yield "not found", client.get("/nothing")
    yield "not allowed", client.post(addresses.overview(RECORD), headers=HERE, data={"csrf": token(client)})
    yield "static", client.get("/static/app.css")
    yield "vendored", client.get("/static/browser/htmx.min.js")
    yield "nobody", httpx.get(served.url)
    yield "other host", client.get("/", headers={"Host": "evil.example"})
    yield "other site", client.post("/appearance", headers={"Sec-Fetch-Site": "cross-site"})
    yield "too large", client.post("/appearance", headers=HERE, content=b"x" * (LARGEST_BODY + 1))
    yield "meaningless", client.get(addresses.page(RECORD, "incidents", after="x"))


def test_every_answer_carries_the_policy(served: Served, client: httpx.Client) -> None:
    for kind, answer in every_kind_of_answer(served, client):
        headers = answer.headers
        assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY, kind
        assert headers["x-content-type-options"] == "nosniff", kind
        assert headers["referrer-policy"] == "no-referrer", kind
        assert headers["cross-origin-opener-policy"] == "same-origin", kind
        assert headers["cross-origin-resource-policy"] == "same-origin", kind
        assert "camera=()" in headers["permissions-policy"], kind
        assert "server" not in headers, kind
        kept = "no-cache" if kind in ("static", "vendored") else "no-store"
        assert headers["cache-control"] == kept, kind


def test_the_policy_allows_nothing_inline_and_no_other_host() -> None:
    policy = dict(part.strip().split(" ", 1) for part in CONTENT_SECURITY_POLICY.split(";"))
    assert policy.pop("img-src") == "'self' data:"
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert set(policy.values()) == {"'self'", "'none'"}


class Inline(HTMLParser):
    """Collects what a policy without exceptions would refuse, and what leads elsewhere unasked."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in given):
            self.found.append(tag)
        self.found += [name for name in given if name == "style" or name.startswith("on")]
        for name in ("src", "action", "href"):
            value = given.get(name) or ""
            if tag != "a" and re.match(r"[a-z]+:|//", value):
                self.found.append(value)
            if tag == "a" and re.match(r"(?!https?:)[a-z]+:", value):
                self.found.append(value)


def test_no_page_holds_what_the_policy_refuses(served: Served, client: httpx.Client) -> None:
    for answers in WALKED.values():
        for address in answers(served):
            seen = Inline()
            seen.feed(client.get(address).text)
            assert not seen.found, address


# who gets in


@pytest.mark.parametrize("page", ["", "incidents", "reports/wire", "nothing", "acts/undo"])
def test_without_the_key_nobody_sees_a_page(served: Served, page: str) -> None:
    for address in (served.at(page), f"{served.at(page)}?key=x", f"{served.at(page)}?key="):
        answer = httpx.get(address)
        assert answer.status_code == 401
        assert RECORD not in answer.text
        assert NAME not in answer.text
        assert "set-cookie" not in answer.headers


def test_without_the_key_nobody_acts(served: Served) -> None:
    assert httpx.post(served.at("acts/undo"), headers=HERE, data={"decision": "1"}).status_code == 401
    assert httpx.post(served.url + "/?key=x", headers=HERE).status_code == 401


def test_the_key_lets_one_browser_in_once(own: Served) -> None:
    key = own.door.partition("=")[2]
    assert len(key) >= 43  # 256 bits in base 64
    guessing = httpx.get(own.door, headers={"Sec-Purpose": "prefetch;prerender"})
    assert guessing.status_code == 401
    first = httpx.get(own.door)
    assert first.status_code == 200
    cookie = first.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert "Max-Age" not in cookie
    assert "Expires" not in cookie
    second = httpx.get(own.door)
    assert second.status_code == 401
    assert "set-cookie" not in second.headers
    with httpx.Client(base_url=own.url, cookies=dict(first.cookies)) as client:
        assert client.get(addresses.overview(RECORD)).status_code == 200
        assert client.get(own.door).status_code == 200  # the tab that was loaded again
        assert client.post("/door/leave", headers=HERE, data={"csrf": token(client)}).status_code == 200
    with httpx.Client(base_url=own.url, cookies=dict(first.cookies)) as client:
        assert client.get(addresses.overview(RECORD)).status_code == 401


def test_a_made_up_cookie_opens_nothing(served: Served, entered: Entered) -> None:
    for name, value in entered.cookies.items():
        for made_up in ("", "x", value[:-1], value + "x", value.swapcase()):
            with httpx.Client(cookies={name: made_up}) as client:
                assert client.get(served.at("")).status_code == 401


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("waits", "is_in"), [([IDLE], True), ([IDLE + 1], False), ([IDLE] * 4, True), ([IDLE] * 5, False), ([-1], False)]
)
def test_a_visit_ends(waits: list[float], is_in: bool) -> None:
    from fastapi import Request

    clock = Clock()
    doors = KeyedDoors("A", cookie="c", clock=clock)

    def ask(query: str = "", cookie: str = "") -> object:
        headers = [(b"cookie", cookie.encode())] if cookie else []
        scope = {"type": "http", "method": "GET", "path": "/", "query_string": query.encode(), "headers": headers}
        return doors.admit(Request({**scope, "scheme": "http", "server": ("127.0.0.1", 1)}))

    answer = ask(f"key={doors.key}")
    cookie = answer.headers["set-cookie"].partition(";")[0]  # type: ignore[attr-defined]
    assert 4 * IDLE <= LONGEST < 5 * IDLE
    for wait in waits:
        clock.now += wait
        seen = ask(cookie=cookie)
    assert isinstance(seen, Visit) is is_in


# who asks


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example", "", "127.0.0.1:x", "[::1", "user@127.0.0.1"],
)
def test_another_host_is_refused(client: httpx.Client, host: str) -> None:
    answer = client.get(addresses.overview(RECORD), headers={"Host": host})
    assert answer.status_code == 421
    assert NAME not in answer.text


def test_this_host_is_served_under_its_names(served: Served, client: httpx.Client) -> None:
    port = served.url.rpartition(":")[2]
    for name in ("127.0.0.1", "localhost", "LOCALHOST", "[::1]"):
        assert client.get(addresses.overview(RECORD), headers={"Host": f"{name}:{port}"}).status_code == 200


@pytest.mark.parametrize(
    ("host", "is_allowed"),
    [
        ("10.0.0.7:80", True),
        ("10.0.0.7", True),
        ("[fe80::1]:80", True),
        ("desk.example", False),
        ("10.0.0.7:81", False),
    ],
)
def test_an_app_on_all_addresses_answers_to_addresses_and_no_name(host: str, is_allowed: bool) -> None:
    assert Hosts({"127.0.0.1"}, 80, addresses=True).allow(host) is is_allowed


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
    ],
)
def test_an_act_from_elsewhere_is_refused(client: httpx.Client, headers: dict[str, str]) -> None:
    data = {"csrf": token(client), "theme": "dark"}
    answer = client.post("/appearance", headers=headers, data=data)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("headers", [HERE, {**HERE, "Origin": "null"}, {"Origin": "own"}])
def test_an_act_from_our_own_page_is_done(served: Served, client: httpx.Client, headers: dict[str, str]) -> None:
    headers = {name: served.url if value == "own" else value for name, value in headers.items()}
    data = {"csrf": token(client), "theme": "dark", "back": "/r/planted/"}
    answer = client.post("/appearance", headers=headers, data=data)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/r/planted/"
    assert answer.headers["set-cookie"].startswith("theme=dark")


@pytest.mark.parametrize("given", [None, "", "x", "é"])
def test_an_act_without_the_token_is_refused(client: httpx.Client, given: str | None) -> None:
    data = {"theme": "dark"} if given is None else {"theme": "dark", "csrf": given}
    for address in ("/appearance", addresses.act(RECORD, "undo")):
        assert client.post(address, headers=HERE, data=data).status_code == 403
    if given is not None and given.isascii():
        assert client.post("/appearance", headers={**HERE, "X-CSRF-Token": given}, data=data).status_code == 403


def test_every_act_wants_the_token(served: Served, client: httpx.Client) -> None:
    acts = routes(served.app, "POST")
    assert len(acts) >= 2
    for path in acts:
        answer = client.post(path.replace("{record}", RECORD), headers=HERE, data={"csrf": "another"})
        assert answer.status_code == 403, path


def test_the_token_of_another_visit_is_refused(own: Served, client: httpx.Client) -> None:
    theirs = token(client)
    with httpx.Client(base_url=own.url, cookies=enter(own).cookies) as ours:
        assert ours.post("/appearance", headers=HERE, data={"theme": "dark", "csrf": theirs}).status_code == 403


def test_a_form_leads_nowhere_else(client: httpx.Client) -> None:
    for back in ("https://evil.example/", "//evil.example", "/\\evil.example", "/a\nb"):
        answer = client.post("/appearance", headers=HERE, data={"csrf": token(client), "theme": "dark", "back": back})
        assert answer.headers["location"] == "/"


# what is asked


def test_a_body_that_is_too_large_is_refused(client: httpx.Client) -> None:
    def endless() -> Iterator[bytes]:
        yield b"theme=dark&note="
        for _ in range(LARGEST_BODY // 1000 + 1):
            yield b"x" * 1000

    form = {**HERE, "Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/appearance", headers=form, content=b"x" * (LARGEST_BODY + 1)).status_code == 413
    assert client.post("/appearance", headers=form, content=endless()).status_code == 413


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_not_allowed(client: httpx.Client, method: str) -> None:
    headers = {**HERE, "X-CSRF-Token": token(client)}
    assert client.request(method, addresses.overview(RECORD), headers=headers).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e%2f%2e%2e%2ferrors.py",
        "/static/browser/../../../etc/passwd",
        "/static//etc/passwd",
        "/static/browser/..%5c..%5cerrors.py",
        "/static/",
        "/static/browser/",
        "/static/app.css%00.py",
    ],
)
def test_no_other_file_is_served(served: Served, path: str) -> None:
    with httpx.Client() as client:
        # As raw bytes, for a client would resolve the dots.
        url = httpx.URL(served.url).copy_with(raw_path=path.encode())
        answer = client.get(url)
        assert answer.status_code in (401, 404)
        assert "import" not in answer.text


def test_what_is_not_there_is_said(client: httpx.Client) -> None:
    for page in ("nothing", "incidents/i0000", "reports/nothing", f"reports/{addresses.in_path(SCRIPT)}"):
        answer = client.get(f"/r/{RECORD}/{page}")
        assert answer.status_code == 404
        assert "There is no such page" in answer.text
        assert "<script>document" not in answer.text
    assert client.get("/r/another/").status_code == 404
    assert client.get(addresses.page(RECORD, "incidents", after="-1")).status_code == 400


def test_an_act_refused_says_why(client: httpx.Client) -> None:
    data = {"csrf": token(client), "decision": "7"}
    whole = client.post(addresses.act(RECORD, "undo"), headers=HERE, data=data)
    assert whole.status_code == 409
    assert "there is no decision 7" in whole.text.lower()
    assert "<html" in whole.text
    part = client.post(addresses.act(RECORD, "undo"), headers={**HERE, "HX-Request": "true"}, data=data)
    assert part.status_code == 409
    assert "there is no decision 7" in part.text.lower()
    assert "<html" not in part.text


def test_a_defect_shows_no_inside(own: Served, caplog: pytest.LogCaptureFixture) -> None:
    entered = enter(own)

    def broken() -> None:
        raise RuntimeError("secret \x1b[31m words of a report")

    own.app.add_api_route("/r/{record}/broken", broken)
    with httpx.Client(base_url=own.url, cookies=entered.cookies) as client:
        answer = client.get(addresses.page(RECORD, "broken"))
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert "secret ⟨U+001B⟩[31m words" in caplog.text


# what somebody may


def test_roles_allow_more_and_more() -> None:
    allowed = [{act for act in Act if Reviewer("A", frozenset({role})).may(act)} for role in Role]
    assert allowed[0] == {Act.READ}
    for less, more in itertools.pairwise(allowed):
        assert less < more
    assert allowed[-1] == set(Act)
    assert not Reviewer("A", frozenset()).may(Act.READ)
    recorder = Reviewer("A", frozenset({Role.RECORDER}))
    assert not any(recorder.may(act) for act in (Act.SIGN_OFF, Act.GRADE, Act.PUBLISH, Act.ADMINISTER))


def test_a_record_is_hidden_from_who_has_no_business_with_it(served: Served) -> None:
    desk: Desk = served.app.state.desk
    stranger = Visit("B", "t")
    reader = Visit("B", "t", at={RECORD: frozenset({Role.READER})})
    assert desk.open_to(stranger) == []
    assert [shelf.name for shelf in desk.open_to(reader)] == [RECORD]
    assert stranger.reviewer(RECORD) is None
    assert reader.reviewer("another") is None

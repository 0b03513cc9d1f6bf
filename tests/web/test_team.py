"""A team's server over real connections: who gets in, who sees what, who may do what, and what ends it."""

import re
from datetime import timedelta

import httpx
import pytest

from benchmarks.postgres import Cluster
from tadwin.errors import RecordError, ServingError
from tadwin.run.entering import IDLE, LONGEST, PER_NAME_THERE, WINDOW
from tadwin.store.address import Address
from tadwin.web import addresses
from tadwin.web.desk import Role
from tadwin.web.team import Place, prepare_team
from web.teams import HERE, NAME, RECORDS, ROLES, SECRET, Team, act, add, csrf, serving, sign_in, signed_in
from web.walked import routes

NORTH, SOUTH = (addresses.overview(name) for name in RECORDS)


def held(client: httpx.Client) -> str:
    """The session that a browser holds."""
    return next(value for name, value in client.cookies.items() if "door" not in name)


# getting in


@pytest.mark.parametrize("page", ["/", NORTH, "/r/north/incidents", "/r/nothing/", "/account", "/people", "/nothing"])
def test_nobody_sees_a_page_who_is_not_in(team: Team, page: str) -> None:
    answer = httpx.get(team.url + page)
    assert answer.status_code == 401
    assert "Sign in" in answer.text
    assert "Qasr" not in answer.text
    for other in ("south", *ROLES):
        assert other not in answer.text


def test_a_name_and_a_password_lead_to_the_page_that_was_asked_for(team: Team) -> None:
    with httpx.Client(base_url=team.url, timeout=30) as client:
        page = client.get("/r/north/incidents?after=0")
        asked = re.search(r'name="next" value="([^"]*)"', page.text)
        assert asked
        data = {"csrf": csrf(page), "name": "Reviewer", "password": SECRET, "next": asked[1]}
        answer = client.post("/door/enter", headers=HERE, data=data)
        assert answer.status_code == 303
        assert answer.headers["location"] == "/r/north/incidents?after=0"
        cookie = next(one for one in answer.headers.get_list("set-cookie") if "door" not in one)
        assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
        assert "Max-Age" not in cookie
        assert "Secure" not in cookie  # loopback has no TLS
        shown = client.get(answer.headers["location"])
        assert shown.status_code == 200
        assert "You are reviewer" in shown.text


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/\\evil.example", "/door/leave", ""])
def test_signing_in_leads_nowhere_else(team: Team, to: str) -> None:
    with httpx.Client(base_url=team.url, timeout=30) as client:
        assert sign_in(client, "reviewer", next=to).headers["location"] == "/"


@pytest.mark.parametrize("name", ["reviewer", "nobody"])
def test_a_wrong_password_says_nothing_of_the_account_and_too_many_wait(team: Team, name: str) -> None:
    with httpx.Client(base_url=team.url, timeout=30) as client:
        for _ in range(PER_NAME_THERE):
            answer = sign_in(client, name, "another set of words")
            assert answer.status_code == 401
            assert "No account of that name and password is open" in answer.text
        answer = sign_in(client, name)
        assert answer.status_code == 429
        assert "Signing in failed too often; try again in 15 minutes." in answer.text
        assert answer.headers["retry-after"] == "900"
        assert client.get(NORTH).status_code == 401
        team.wait(WINDOW)
        assert sign_in(client, name).status_code == (303 if name == "reviewer" else 401)


def test_what_is_typed_as_a_name_comes_back_harmless(team: Team) -> None:
    with httpx.Client(base_url=team.url, timeout=30) as client:
        answer = sign_in(client, '"><script>x</script>\u202e', "another set of words")
        assert answer.status_code == 401
        assert "<script>x" not in answer.text
        assert "\u202e" not in answer.text
        assert "another set of words" not in answer.text


def test_signing_in_wants_the_token_of_its_own_browser(team: Team) -> None:
    with httpx.Client(base_url=team.url, timeout=30) as one, httpx.Client(base_url=team.url, timeout=30) as other:
        foreign = csrf(one.get("/door/enter"))
        other.get("/door/enter")
        for given in (None, "", "x", "é", foreign):
            data = {"name": "reviewer", "password": SECRET} | ({} if given is None else {"csrf": given})
            answer = other.post("/door/enter", headers=HERE, data=data)
            assert answer.status_code == 403
            assert other.get(NORTH).status_code == 401
        data = {"name": "reviewer", "password": SECRET, "csrf": foreign}
        assert one.post("/door/enter", headers={"Sec-Fetch-Site": "cross-site"}, data=data).status_code == 403
        assert httpx.post(team.url + "/door/enter", headers=HERE, data=data).status_code == 403


def test_a_session_that_somebody_planted_is_not_the_one_that_is_let_in(team: Team) -> None:
    with httpx.Client(base_url=team.url, timeout=30) as client:
        port = team.url.rpartition(":")[2]
        client.cookies.set(f"tadwin-{port}", "planted", domain="127.0.0.1")
        assert sign_in(client, "reviewer").status_code == 303
        assert held(client) != "planted"
        assert httpx.get(team.url + NORTH, cookies={f"tadwin-{port}": "planted"}).status_code == 401


def test_signing_in_again_ends_the_session_before(team: Team) -> None:
    with signed_in(team, "reviewer") as client:
        port, before = team.url.rpartition(":")[2], held(client)
        page = httpx.get(team.url + "/door/enter")
        client.cookies.update(page.cookies)
        data = {"csrf": csrf(page), "name": "reader", "password": SECRET}
        assert client.post("/door/enter", headers=HERE, data=data).status_code == 303
        assert held(client) != before
        assert httpx.get(team.url + NORTH, cookies={f"tadwin-{port}": before}).status_code == 401


# staying in, and getting out


@pytest.mark.parametrize(
    ("waits", "is_in"), [([IDLE], True), ([IDLE + timedelta(minutes=1)], False), ([IDLE] * 5, False)]
)
def test_a_visit_ends_by_itself(team: Team, waits: list[timedelta], is_in: bool) -> None:
    assert 4 * IDLE <= LONGEST < 5 * IDLE
    with signed_in(team, "reviewer") as client:
        for wait in waits:
            team.wait(wait - timedelta(seconds=30))
            status = client.get(NORTH).status_code
        assert (status == 200) is is_in
        if not is_in:
            part = client.get(NORTH, headers={"HX-Request": "true"})
            assert part.status_code == 401
            assert "Your visit has ended" in part.text
            assert "<html" not in part.text


def test_leaving_wants_the_token_and_ends_the_session(team: Team) -> None:
    with signed_in(team, "reviewer") as client:
        kept = dict(client.cookies)
        for given in ("", "x"):
            assert client.post("/door/leave", headers=HERE, data={"csrf": given}).status_code == 403
        assert client.post("/door/leave", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
        assert client.get(NORTH).status_code == 200
        answer = act(client, "/door/leave")
        assert answer.status_code == 303
        assert answer.headers["clear-site-data"] == '"cache", "storage"'
        assert "You have left" in client.get(answer.headers["location"]).text
    assert httpx.get(team.url + NORTH, cookies=kept).status_code == 401


def test_leaving_everywhere_and_another_password(team: Team) -> None:
    with signed_in(team, "reviewer") as here, signed_in(team, "reviewer") as there, signed_in(team, "reader") as other:
        assert "2 browsers" in here.get("/account").text
        assert act(here, "/account/leave-everywhere").status_code == 303
        assert [one.get(NORTH).status_code for one in (here, there, other)] == [401, 401, 200]
    new = "eight wet wells and a stone"
    with signed_in(team, "reviewer") as here, signed_in(team, "reviewer") as there:
        before = held(here)
        for old, one, again, said in (
            ("wrong wrong wrong", new, new, "is another"),
            (SECRET, new, new + "x", "differ"),
            (SECRET, "short", "short", "at least 12"),
            (SECRET, "reviewerreviewer", "reviewerreviewer", "little more than the name"),
        ):
            answer = act(here, "/account/password", old=old, password=one, again=again)
            assert answer.status_code == 409
            assert said in answer.text
        assert act(here, "/account/password", old=SECRET, password=new, again=new).status_code == 303
        assert held(here) != before
        assert [one.get(NORTH).status_code for one in (here, there)] == [200, 401]
    with httpx.Client(base_url=team.url, timeout=30) as client:
        assert sign_in(client, "reviewer").status_code == 401
        assert sign_in(client, "reviewer", new).status_code == 303


def test_a_disabled_account_is_out_at_once(team: Team) -> None:
    with signed_in(team, "reviewer") as client, signed_in(team, "boss") as boss:
        number = numbered(team, "reviewer")
        assert act(boss, addresses.people(number, "disable")).status_code == 303
        assert client.get(NORTH).status_code == 401
        assert sign_in(client, "reviewer").status_code == 401
        assert act(boss, addresses.people(number, "enable")).status_code == 303
        assert sign_in(client, "reviewer").status_code == 303


# who sees and does what


def numbered(team: Team, name: str) -> int:
    found = team.accounts.named(name)
    assert found is not None
    return found.id


def test_a_record_that_is_none_of_somebodys_business_is_not_there(team: Team) -> None:
    pages = [path for path in routes(team.app, "GET") if path.startswith("/r/{record}/")]
    acts = [path for path in routes(team.app, "POST") if path.startswith("/r/{record}/")]
    assert len(pages) >= 5
    assert acts
    with signed_in(team, "chief") as chief, signed_in(team, "stranger") as stranger:
        missing = chief.get("/r/nothing/").text.replace("nothing", "south")
        for path in pages:
            for client, record in ((chief, "south"), (stranger, "south"), (stranger, "north")):
                address = re.sub(r"{(?!record).*?}", "x", path).replace("{record}", record)
                answer = client.get(address)
                assert answer.status_code == 404, address
        assert chief.get(SOUTH).text == missing  # as for one that is not there at all
        token = csrf(stranger.get("/account"))
        for path in acts:
            answer = stranger.post(path.replace("{record}", "north"), headers=HERE, data={"csrf": token})
            assert answer.status_code == 404, path
        assert "No record is open to you" in stranger.get("/").text
        assert chief.get("/").headers["location"] == NORTH


def test_an_admin_of_the_server_sees_every_record(team: Team) -> None:
    with signed_in(team, "boss") as boss:
        shown = boss.get("/").text
        assert NORTH in shown
        assert SOUTH in shown
        assert boss.get(SOUTH).status_code == 200


def test_every_act_refuses_a_reader(team: Team) -> None:
    acts = [path for path in routes(team.app, "POST") if path.startswith("/r/{record}/")]
    assert acts
    with signed_in(team, "reader") as client:
        assert client.get(NORTH).status_code == 200
        token = csrf(client.get("/account"))
        for path in acts:
            address = re.sub(r"{(?!record).*?}", "1", path).replace("{record}", "north")
            for data in ({"csrf": token}, {"csrf": token, "decision": "1", "incident": "x", "claim": "x"}):
                assert client.post(address, headers=HERE, data=data).status_code == 403, path


def test_a_role_given_or_taken_counts_at_once(team: Team) -> None:
    with signed_in(team, "stranger") as client, signed_in(team, "boss") as boss:
        number = numbered(team, "stranger")
        role = addresses.people(number, "role")
        undo = addresses.act("south", "undo")
        assert act(boss, role, record="south", role="reader").status_code == 303
        assert client.get(SOUTH).status_code == 200
        assert act(client, undo, decision="1").status_code == 403
        assert act(boss, role, record="south", role="recorder").status_code == 303
        assert act(client, undo, decision="1").status_code == 409  # there is no decision yet: the act itself says so
        assert act(boss, role, record="south", role="").status_code == 303
        assert client.get(SOUTH).status_code == 404
        assert act(boss, role, record="nothing", role="reader").status_code == 404
        assert act(boss, role, record="south", role="emperor").status_code == 400


def test_roles_of_the_desk_are_those_of_accounts(team: Team) -> None:
    with signed_in(team, "chief") as client:
        client.get(NORTH)
    found = team.accounts.named("chief")
    assert found is not None
    assert {Role(role) for role in found.roles.values()} == {Role.ADMIN}


# people


def test_only_an_admin_of_the_server_has_pages_about_people(team: Team) -> None:
    about = [path for path in routes(team.app, "GET") | routes(team.app, "POST") if path.startswith("/people")]
    assert len(about) >= 6
    number = str(numbered(team, "reader"))
    for name in ("reader", "chief", "stranger"):
        with signed_in(team, name) as client:
            token = csrf(client.get("/account"))
            for path in about:
                address = path.replace("{number}", number)
                assert client.get(address).status_code in (404, 405)
                answer = client.post(address, headers=HERE, data={"csrf": token, "name": "x", "record": "north"})
                assert answer.status_code in (404, 405), path
    assert len(team.accounts.all()) == len(ROLES) + 1


def test_somebody_is_added_and_comes_in_by_the_link(team: Team) -> None:
    with signed_in(team, "boss") as boss, httpx.Client(base_url=team.url, timeout=30) as new:
        made = act(boss, "/people/add", name=" Mara ")
        assert made.status_code == 200
        link = re.search(r'class="link">([^<]+)<', made.text)
        assert link
        assert link[1].startswith(f"{team.url}/door/invited?key=")
        assert "invited?key=" not in boss.get(addresses.people(numbered(team, "mara"))).text  # shown this once
        assert act(boss, "/people/add", name="MARA").status_code == 409
        assert act(boss, "/people/add", name="no\u202eor").status_code == 409

        key = link[1].partition("key=")[2]
        page = new.get(link[1])
        assert "Mara" in page.text
        assert new.get(link[1]).status_code == 200  # looking does not use it up
        short = {"csrf": csrf(page), "key": key, "password": "short", "again": "short"}
        assert new.post("/door/invited", headers=HERE, data=short).status_code == 409
        fine = {**short, "password": SECRET, "again": SECRET}
        assert new.post("/door/invited", headers=HERE, data={**fine, "csrf": "x"}).status_code == 403
        assert new.post("/door/invited", headers=HERE, data={**fine, "again": SECRET + "x"}).status_code == 409
        assert new.post("/door/invited", headers=HERE, data=fine).status_code == 303
        assert "You are Mara" in new.get("/").text
        assert httpx.get(link[1]).status_code == 404
        again = new.post("/door/invited", headers=HERE, data=fine)
        assert again.status_code in (403, 404)


def test_an_admin_of_the_server_is_changed_by_no_page(team: Team) -> None:
    from datetime import UTC, datetime

    other = add(team.accounts, "Second", datetime.now(UTC), admin=True)
    with signed_in(team, "boss") as boss:
        for name in ("disable", "enable", "invite", "role"):
            answer = act(boss, addresses.people(other, name), record="north", role="reader")
            assert answer.status_code == 403, name
        assert "disable" not in boss.get(addresses.people(other)).text
    assert boss_is_open(team, "second")


def boss_is_open(team: Team, name: str) -> bool:
    found = team.accounts.named(name)
    return found is not None and found.disabled_at is None and found.admin


@pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999", "-1", "x"])
def test_somebody_who_is_not_there_is_said_to_be_none(team: Team, number: str) -> None:
    with signed_in(team, "boss") as boss:
        assert boss.get(f"/people/{number}").status_code in (400, 404)


# the server


def test_a_server_makes_nothing(team_database: Address) -> None:
    with pytest.raises(RecordError, match="there are no accounts"), prepare_team(team_database, Place("127.0.0.1", 0)):
        pass


def test_a_record_of_an_older_tadwin_is_not_brought_on_unasked(
    team_records: Address, postgres_cluster: Cluster
) -> None:
    run = postgres_cluster.run_sql
    run("UPDATE record_south.alembic_version SET version_num = '0001'", database=team_records.database)
    place = Place("127.0.0.1", 0)
    with pytest.raises(RecordError, match="record=south: another tadwin's"), prepare_team(team_records, place):
        pass
    said = run("SELECT version_num FROM record_south.alembic_version", database=team_records.database)
    assert said.strip() == "0001"


@pytest.mark.parametrize(
    ("place", "why"),
    [
        (Place("0.0.0.0", 0), "nobody could sign in"),  # noqa: S104
        (Place("127.0.0.1", 0, header="X-Remote-User"), "needs --trust-proxy"),
        (Place("127.0.0.1", 0, proxies=["127.0.0.1"]), "needs --public-name"),
        (Place("127.0.0.1", 0, [f"https://{NAME}/"]), "give a name alone"),
        (Place("127.0.0.1", 0, [NAME], ["desk"]), "give an IP address"),
        (Place("127.0.0.1", 0, [NAME], ["0.0.0.0/0"]), "that is everybody"),
        (Place("127.0.0.1", 0, [NAME], ["127.0.0.1"], header="X Remote\r\n"), "give the name of a header"),
    ],
)
def test_a_place_where_nobody_or_anybody_gets_in_is_refused(team_records: Address, place: Place, why: str) -> None:
    with pytest.raises(ServingError, match=why), prepare_team(team_records, place):
        pass


def test_a_decision_keeps_the_name_of_an_account_that_is_gone(team_records: Address) -> None:
    from tadwin.run import deciding
    from tadwin.store.record import open_record

    with serving(team_records) as team, signed_in(team, "reviewer"), signed_in(team, "boss") as boss:
        record = team.app.state.desk.shelves["north"].record
        incidents = list(record.incidents())
        deciding.merge(record, incidents, deciding.Word("reviewer", "2031-05-04T09:30:00Z"))
        assert act(boss, addresses.people(numbered(team, "reviewer"), "disable")).status_code == 303
        assert team.accounts.forget("reviewer")
    with open_record(team_records.of("north"), writes=False) as record:
        assert [one.by for one in record.decisions()] == ["reviewer"]

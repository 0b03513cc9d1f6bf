"""The example of nginx in docs/team.md, really run: TLS ends there, and people sign in through it."""

import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tadwin.store.address import Address
from tadwin.web.team import Place
from web.teams import HERE, NAME, Team, act, serving, sign_in

DOCS = Path(__file__).parents[2] / "docs" / "team.md"

NGINX = shutil.which("nginx") or ""
#: An address of this computer that nothing else here listens on or calls from, so that its port stays free.
HERE_ALONE = "127.77.7.7"

pytestmark = pytest.mark.skipif(
    not NGINX or shutil.which("openssl") is None, reason="nginx or openssl is not installed"
)


def configured(folder: Path, port: int, team: Team) -> Path:
    """The example as it is printed, but for its port, its certificate and the port of tadwin."""
    found = re.search(r"nginx:\n\n```\n(server \{.*?\n\})\n```", DOCS.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert found is not None
    example = found[1]
    changes = {
        "listen 443 ssl": f"listen {HERE_ALONE}:{port} ssl",
        "/etc/ssl/records.example.pem": str(folder / "cert.pem"),
        "/etc/ssl/private/records.example.key": str(folder / "key.pem"),
        "http://127.0.0.1:8766": team.url,
    }
    for old, new in changes.items():
        assert old in example
        example = example.replace(old, new)
    temporary = "".join(
        f"{of}_temp_path {folder}/{of};\n" for of in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    path = folder / "nginx.conf"
    path.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log;\nevents {{}}\nhttp {{\n{temporary}{example}\n}}\n"
    )
    return path


@pytest.fixture
def through(team_records: Address, tmp_path: Path) -> Iterator[httpx.Client]:
    """A browser that reaches a team's server through nginx, which it trusts by its certificate."""
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
    made += ["-addext", f"subjectAltName=DNS:{NAME}", "-keyout", str(tmp_path / "key.pem")]
    made += ["-out", str(tmp_path / "cert.pem")]
    subprocess.run(made, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind((HERE_ALONE, 0))
        port = free.getsockname()[1]
    with serving(team_records, Place("127.0.0.1", 0, [NAME], ["127.0.0.1"])) as team:
        path = configured(tmp_path, port, team)
        subprocess.run([NGINX, "-t", "-c", path], check=True, capture_output=True)
        running = subprocess.Popen([NGINX, "-c", path], stderr=subprocess.DEVNULL)
        try:
            trust = ssl.create_default_context(cafile=tmp_path / "cert.pem")
            # Tries again until nginx listens; the name is the one in the certificate, the address this computer's.
            transport = httpx.HTTPTransport(verify=trust, retries=8)
            at = f"https://{HERE_ALONE}:{port}"
            with httpx.Client(base_url=at, transport=_Named(transport), timeout=30) as client:
                yield client
        finally:
            running.terminate()
            running.wait()


class _Named(httpx.BaseTransport):
    """Sends requests as a browser does that opened the public name."""

    def __init__(self, inner: httpx.HTTPTransport) -> None:
        self._inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.headers["host"] = NAME
        request.extensions = {**request.extensions, "sni_hostname": NAME}
        return self._inner.handle_request(request)

    def close(self) -> None:
        self._inner.close()


def test_people_sign_in_and_decide_through_the_example(through: httpx.Client) -> None:
    entered = sign_in(through, "reviewer")
    assert entered.status_code == 303
    assert "secure" in entered.headers["set-cookie"].lower()
    page = through.get("/r/north/")
    assert page.status_code == 200
    assert page.headers["strict-transport-security"] == "max-age=63072000"
    assert len(page.headers.get_list("content-security-policy")) == 1
    assert through.get("/static/app.css").status_code == 200
    refused = act(through, "/r/north/acts/undo", decision="1")
    assert refused.status_code == 409  # it came as far as the act: there is no decision to take back
    large = through.post("/r/north/acts/undo", headers=HERE, content=b"x" * 2_000_000)
    assert large.status_code == 413


def test_a_header_that_a_browser_sends_names_nobody(through: httpx.Client) -> None:
    for header in ("X-Remote-User", "X-Forwarded-User"):
        answer = through.get("/r/north/", headers={header: "boss"})
        assert answer.status_code != 200

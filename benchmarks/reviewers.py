"""`python -m benchmarks reviewers`: many reviewers at once on one record, and whether a decision is lost.

A record of invented reports lies in a PostgreSQL cluster of its own, `tadwin serve` opens it in a process of its own,
and each reviewer is a browser's worth of requests over loopback: they sign in, read the queue, incidents and reports,
and send the forms that stand on the pages. All crowd around the few most doubtful incidents, so that they meet. Each
form carries a note that no other does. Afterwards the record is read: what was answered "done" is there once, under
the name of who did it, and what was refused is not; the chain verifies; and the incidents are those that the reports
and the decisions give when all is linked anew. It ends by itself.
"""

import argparse
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx

from benchmarks.postgres import cluster
from benchmarks.serving import build
from tadwin.run import moving
from tadwin.run.accounts import Passwords, folded
from tadwin.run.progress import Silent
from tadwin.run.relink import relink
from tadwin.store import linked
from tadwin.store.accounts import open_accounts
from tadwin.store.address import parse, parse_database
from tadwin.store.chain import audit
from tadwin.store.check import check_record
from tadwin.store.record import open_record
from tadwin.types import Decision
from tadwin.web import addresses

_RECORD, _SECRET = "office", "seven dry wells and a kite"
#: How many of the queue's first incidents everybody crowds around, and how often somebody goes there.
_CROWDED, _SHARE = 25, 0.7
#: Seconds that somebody looks at a page. A person takes far longer: these are the busiest reviewers there can be.
_LOOKS = (0.1, 0.6)
#: How a page says that somebody else decided meanwhile; and that the server was too busy, which is no conflict.
_OVERTAKEN, _BUSY = ("since you opened it", "is no more"), "another tadwin is writing"
#: Each act, how often it is done, and what it is called in the record.
_ACTS: Mapping[str, tuple[int, str]] = {
    "accept": (30, "accept"), "correct": (15, "set"), "reject": (3, "set"), "note": (14, "note"), "grade": (6, "grade"),
    "merge": (8, "merge"), "split": (6, "split"), "sign": (10, "sign"), "take_back": (8, "undo"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Did:
    """One act: by whom, under which note, and what was answered. `number` is the decision that it was told to be.

    `overtaken` is true where it was refused as somebody else had decided since the page was read.
    """

    by: str
    act: str
    note: str
    status: int
    number: int | None = None
    overtaken: bool = False


@dataclass(slots=True)
class Seen:
    """What all reviewers met: acts, seconds that answers took, and answers that should not be."""

    did: list[Did] = field(default_factory=list)
    took: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, kind: str, seconds: float, did: Did | None = None, wrong: str | None = None) -> None:
        """Keeps one answer."""
        with self._lock:
            self.took.setdefault(kind, []).append(seconds)
            self.did.extend([did] if did else [])
            self.wrong.extend([wrong] if wrong else [])


class Reviewer:
    """Somebody with a browser of their own."""

    def __init__(self, url: str, name: str, seen: Seen, seed: int) -> None:
        self._client = httpx.Client(base_url=url, timeout=60, headers={"Sec-Fetch-Site": "same-origin"})
        self._name, self._seen = name, seen
        self._chance = random.Random(seed)  # noqa: S311  # the same for the same seed is what is wanted
        self._acts = 0
        self._mine: list[int] = []

    def work(self, until: float) -> None:
        """Signs in and reviews until that moment of the clock `time.monotonic`."""
        try:
            with self._client:
                self._sign_in()
                while time.monotonic() < until:
                    self._review()
        except (httpx.HTTPError, RuntimeError) as error:
            self._seen.add("broken", 0.0, wrong=f"{self._name}: {type(error).__name__}: {error}")

    def _sign_in(self) -> None:
        page = self._read("sign in", addresses.enter())
        data = {"csrf": _hidden(page, "csrf"), "name": self._name, "password": _SECRET}
        answer = self._client.post(addresses.enter(), data=data)
        if answer.status_code != 303:
            raise RuntimeError(f"signing in was answered {answer.status_code}")

    def _review(self) -> None:
        queue = self._read("queue", addresses.page(_RECORD, "queue"))
        lines = list(dict.fromkeys(re.findall(rf'href="(/r/{_RECORD}/incidents/[^"#?/]+)"', queue)))
        if not lines:
            return
        near = self._chance.random() < _SHARE
        address = unescape(self._chance.choice(lines[:_CROWDED] if near else lines))
        page = self._read("incident", address)
        self._look()
        if self._chance.random() < 0.2:
            report = re.search(rf'href="(/r/{_RECORD}/reports/[^"#?]+)', page)
            if report:
                self._read("report", unescape(report[1]))
        self._act(page, address)

    def _act(self, page: str, address: str) -> None:
        names = list(_ACTS)
        act = self._chance.choices(names, [_ACTS[name][0] for name in names])[0]
        form = self._form(act, page, address)
        if form is None or 'name="seen"' not in page:
            return
        self._acts += 1
        note = f"{self._name} {self._acts}"
        sent = {"csrf": _hidden(page, "csrf"), "incident": _hidden(page, "incident"), "seen": _hidden(page, "seen")}
        began = time.perf_counter()
        answer = self._client.post(addresses.act(_RECORD, act), data={**sent, **form, "note": note})
        took = time.perf_counter() - began
        if answer.status_code == 303:
            number = int(parse_qs(urlsplit(answer.headers["location"]).query)["done"][0])
            self._mine.append(number)
            self._seen.add(act, took, Did(self._name, act, note, 303, number))
            self._read("afterwards", answer.headers["location"])
        else:
            why = re.search(r'role="alert"[^>]*>(.*?)</div>', answer.text, re.DOTALL)
            said = re.sub(r"<[^>]+>|\s+", " ", why[1] if why else answer.text[:300])
            honest = answer.status_code == 409 and _BUSY not in answer.text
            overtaken = any(words in answer.text for words in _OVERTAKEN)
            did = Did(self._name, act, note, answer.status_code, overtaken=overtaken)
            self._seen.add(act, took, did, None if honest else f"{act} was answered {answer.status_code}: {said}")

    def _form(self, act: str, page: str, address: str) -> Mapping[str, str] | None:
        """What the act's form on the page would send besides; None where the page has no such form."""
        if f'acts/{act}"' not in page and act != "correct":
            return None
        claims = list(dict.fromkeys(re.findall(r'name="claim" value="([^"]+)"', page)))
        others = re.findall(r'name="other" value="([^"]+)"', page)
        chance = self._chance
        if act == "accept":
            return {"every": "yes"} if chance.random() < 0.5 or not claims else {"claim": chance.choice(claims)}
        if act == "grade":
            return {"grade": chance.choice(("weak", "fair", "contested"))}
        if act == "take_back":
            return {"decision": str(self._mine.pop())} if self._mine else None
        if act == "merge":
            return {"other": unescape(chance.choice(others))} if others else None
        if act in ("note", "sign"):
            return {}
        if not claims:
            return None
        claim = chance.choice(claims)
        if act == "correct":
            self._read("claim", f"{address}/claims/{claim}")
            return {"claim": claim, "f-value": str(chance.randrange(1, 60))}
        return {"claim": claim}

    def _read(self, kind: str, address: str) -> str:
        """A page, over however many redirects. What is no more (404) can be: others merge and reject meanwhile."""
        began = time.perf_counter()
        answer = self._client.get(address, follow_redirects=True)
        wrong = None if answer.status_code in (200, 404) else f"{address} was answered {answer.status_code}"
        self._seen.add(kind, time.perf_counter() - began, wrong=wrong)
        return answer.text

    def _look(self) -> None:
        time.sleep(self._chance.uniform(*_LOOKS))


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    if found is None:
        raise RuntimeError(f"the page has no field {name!r}")
    return unescape(found[1])


def faults(address: Path | str, did: Sequence[Did]) -> list[str]:
    """What the record does not hold as it was answered, a sentence each; the record is linked anew for it."""
    found = []
    with open_record(address) as record:
        made: dict[str, list[Decision]] = {}
        for one in record.decisions():
            made.setdefault(one.note or "", []).append(one)
        for act in did:
            kept = made.pop(act.note, [])
            if act.status == 303:
                wanted = (act.number, _ACTS[act.act][1], act.by)
                if [(one.number, one.action, one.by) for one in kept] != [wanted]:
                    found.append(f"{act} was done, and the record holds {kept}")
            elif kept:
                found.append(f"{act} was refused, and the record holds {kept}")
        found += [f"nobody was told of {kept}" for kept in made.values()]
        with record.transaction() as connection:
            found += [fault.words for fault in audit(connection).faults]
        found += check_record(record)
        before = list(record.incidents())
        with record.transaction() as connection:
            linked.put_linked(connection, [report.id for report in record.reports()], None)
        relink(record)
        if list(record.incidents()) != before:
            found.append("linking all anew gives other incidents than the reviewers left")
    return found


@contextmanager
def _served(database: str) -> Iterator[str]:
    """`tadwin serve` in a process of its own; where it answers."""
    command = [sys.executable, "-m", "tadwin.cli", "serve", "--database", database, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield next(line.strip() for line in server.stdout if "http://" in line).rstrip("/")
        finally:
            server.terminate()


def _prepared(database: str, incidents: int, people: Sequence[str]) -> str:
    """A record of about so many incidents, and accounts that may review it; the record's address."""
    address = f"{database}&record={_RECORD}"
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), incidents)
        moving.copy(Path(folder) / "record.db", str(parse(address)), Silent())
    kept = Passwords().hashed(_SECRET)
    with open_accounts(parse_database(database), make=True) as accounts:
        for name in people:
            number = accounts.add(name, folded(name), datetime.now(UTC), password=kept)
            accounts.allow(number, _RECORD, "reviewer")
    return address


def simulate(seconds: float, reviewers: int, incidents: int) -> tuple[Seen, list[str]]:
    """What the reviewers met, and what is wrong with the record afterwards."""
    people = [f"reviewer-{number:02}" for number in range(1, reviewers + 1)]
    seen = Seen()
    with cluster() as running:
        database = running.new_database()
        address = _prepared(database, incidents, people)
        with _served(database) as url:
            end = time.monotonic() + seconds
            threads = [
                threading.Thread(target=Reviewer(url, name, seen, seed).work, args=(end,))
                for seed, name in enumerate(people)
            ]
            for one in threads:
                one.start()
            for one in threads:
                one.join()
        return seen, [*seen.wrong, *faults(address, seen.did)]


def told(seen: Seen) -> Iterator[str]:
    """The counts and how long answers took, a line each."""
    outcomes = Counter((one.act, one.status) for one in seen.did)
    for kind, took in sorted(seen.took.items()):
        late = sorted(took)[-(-len(took) * 95 // 100) - 1]
        line = (
            f"  {kind:<11} {len(took):6,} {statistics.median(took) * 1000:8.0f} ms median {late * 1000:8.0f} ms at 95 %"
        )
        yield line + (f"   {outcomes[kind, 303]:,} done" if kind in _ACTS else "")
    done = sum(number for (_, status), number in outcomes.items() if status == 303)
    overtaken = sum(one.overtaken for one in seen.did)
    rest = len(seen.did) - done - overtaken
    yield f"  {done:,} decisions done; {overtaken:,} refused as overtaken, {rest:,} as they say nothing new"


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the figures; 1 where a decision was lost or doubled, or anything but a conflict went wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks reviewers", description=__doc__)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--reviewers", type=int, default=20)
    parser.add_argument("--incidents", type=int, default=2000)
    asked = parser.parse_args(argv)
    seen, wrong = simulate(asked.seconds, asked.reviewers, asked.incidents)
    print(f"{asked.reviewers} reviewers, {asked.seconds:.0f} s, {asked.incidents:,} incidents, PostgreSQL")
    for line in told(seen):
        print(line)
    for line in wrong[:20]:
        print(f"WRONG: {line}")
    print("nothing lost, nothing doubled; the chain verifies" if not wrong else f"{len(wrong):,} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""Reading the cases: texts with the claims that a careful recorder would write down from each.

A file of sentences holds many cases; `evals/README.md` explains the format to annotators:

    === wire-ariha-market 2019-07-23
    At least 14 people, three of them children, were killed in Ariha on Monday, the White Helmets said.
    -> killed at_least 14 «At least 14 people» id: a; place: Ariha; time: 2019-07-22; claimant: White Helmets
    -> killed 3 children «three of them children» part_of: a; place: Ariha; time: 2019-07-22; claimant: White Helmets

A report is `name.txt`, its text untouched, beside `name.expected`, which holds the same without the text.
"""

import csv
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tadwin.vocab import Effect, EventType, Group, Qualifier, Scope, Status

HERE = Path(__file__).resolve().parent

HEADER = re.compile(r"^=== (?P<id>[a-z0-9-]+)(?: (?P<day>\d{4}-\d\d-\d\d))?$")
CLAIM = re.compile(
    r"^-> (?P<optional>\? )?(?P<effect>\w+) (?:(?P<qualifier>[a-z_]+) )?(?P<value>\d+|\"[^\"]+\")"
    r"(?P<who>(?: [a-z_]+)*) «(?P<anchor>.+?)»(?: (?P<more>.+))?$"
)
KEYS = frozenset(
    {"id", "part_of", "scope", "place", "time", "perpetrator", "claimant", "event", "weapon", "object", "or_group"}
)

#: Words for what happened, to the event types that they can mean: the first that fits, so the ambiguous come last.
#: A recorder may code an ambiguous word either way.
EVENT_WORDS: tuple[tuple[frozenset[EventType], re.Pattern[str]], ...] = tuple(
    (frozenset(types), re.compile(pattern))
    for types, pattern in (
        ({EventType.CHEMICAL}, r"chemical|\bgas\b|chlorine|sarin|toxic|nerve|poison"),
        ({EventType.SEXUAL_VIOLENCE}, r"rape|sexual"),
        ({EventType.EXPLOSIVE, EventType.SUICIDE_BOMB}, r"suicide|car bomb|vehicle bomb|explosive (?:belt|vest)"),
        ({EventType.EXPLOSIVE}, r"\bieds?\b|roadside|\bmines?\b|landmine|booby|unexploded|remnant"),
        ({EventType.GRENADE}, r"grenade"),
        (
            {EventType.AIRSTRIKE},
            r"\bair ?(?:strike|raid|attack)|aerial|\bair/|drone|warplane|helicopter|\bjets?\b|barrel|parachute|cluster",
        ),
        ({EventType.SHELLING}, r"shell|artillery|mortar|rocket|\btank"),
        ({EventType.AIRSTRIKE, EventType.SHELLING}, r"\bstrikes?\b|\braids?\b|bombard|missile"),
        ({EventType.EXPLOSIVE, EventType.SUICIDE_BOMB}, r"\bblasts?\b|explosi"),
        ({EventType.AIRSTRIKE, EventType.EXPLOSIVE}, r"bombing|\bbombs?\b"),
        ({EventType.CLASH}, r"clash|battle|fight|combat|offensive|crossfire|regains|overtakes"),
        ({EventType.ABDUCTION}, r"abduct|kidnap|disappear|detention|detain|arrest"),
        (
            {EventType.ATTACK, EventType.CLASH},
            r"shoot|shot|sniper|gunfire|gunm[ae]n|execut|behead|killing|massacre|murder|attack|assault|tortur|stab",
        ),
    )
)


class CaseError(ValueError):
    """A case that cannot be read or contradicts itself; names the file, the case and what to mend."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One claim that a recorder would write down. Empty attributes are those that the words do not give.

    `places` and `perpetrators` hold, for each, the spellings that count as right; `claimant` the spellings of one.
    """

    id: str
    anchor: str
    start: int
    end: int
    effect: Effect
    value: int | None
    qualifier: Qualifier
    groups: frozenset[Group | None]  # any of these is right
    vague: str | None = None
    status: Status | None = None
    optional: bool = False
    part_of: str | None = None
    scope: Scope | None = None
    object: str | None = None
    first_days: tuple[date, ...] = ()
    last_days: tuple[date, ...] = ()
    places: tuple[tuple[str, ...], ...] = ()
    perpetrators: tuple[tuple[str, ...], ...] = ()
    claimant: tuple[str, ...] = ()
    weapon: tuple[str, ...] = ()
    event_types: frozenset[EventType] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """A text and what it holds. `manner` is the kind of writing: the file's name for sentences."""

    id: str
    manner: str
    text: str
    published: date | None
    expected: tuple[Expected, ...]
    publisher: str | None = None


def event_types(words: Sequence[str]) -> frozenset[EventType]:
    """The event types that any of `words` can mean; a member's own name or value means itself alone."""
    found: set[EventType] = set()
    for word in words:
        own = [t for t in EventType if word in (t.value, t.name.lower())]
        found.update(own or next((types for types, pattern in EVENT_WORDS if pattern.search(word.lower())), ()))
    return frozenset(found)


def sentences(folder: Path = HERE / "sentences") -> list[Case]:
    """Every sentence case, by file and in the order of the file."""
    return [case for path in sorted(folder.glob("*.txt")) for case in parse(path)]


def reports(half: str, folder: Path = HERE / "reports") -> list[Case]:
    """The written reports of one half, "open" or "held_back"."""
    cases = []
    for path in sorted((folder / half).glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        lines = path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
        cases.append(_case(path, path.stem, [lines[0], text, *lines[1:]], half))
    return cases


def parse(path: Path) -> list[Case]:
    """The cases of one file of sentences. Raises CaseError on anything that an annotator has to mend."""
    blocks: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(";;"):
            continue
        if line.startswith("==="):
            blocks.append([line])
        elif blocks:
            blocks[-1].append(line)
        elif line.strip():
            raise CaseError(f"{path.name}: words before the first '===' line; start a comment with ';;'")
    return [_case(path, None, block, path.stem) for block in blocks]


def _case(path: Path, name: str | None, block: Sequence[str], manner: str) -> Case:
    header = HEADER.match(block[0])
    if not header or (name and header["id"] != name):
        raise CaseError(f"{path.name}: {block[0]!r} is not '=== id yyyy-mm-dd'")
    text = "\n".join(line for line in block[1:] if not line.startswith("->")).strip("\n")
    if name:
        text = block[1]
    expected = tuple(
        _expected(f"{path.name}, {header['id']}", text, line, n)
        for n, line in enumerate(line for line in block[1:] if line.startswith("->"))
    )
    published = date.fromisoformat(header["day"]) if header["day"] else None
    return Case(header["id"], manner, text, published, expected)


def _expected(where: str, text: str, line: str, number: int) -> Expected:
    found = CLAIM.match(line)
    if not found:
        raise CaseError(
            f"{where}: {line!r} is not '-> effect [qualifier] number|\"vague words\" [group] [status] «words»'"
        )
    if text.count(found["anchor"]) != 1:
        raise CaseError(
            f"{where}: «{found['anchor']}» must stand once in the text, and stands {text.count(found['anchor'])} times"
        )
    vague = found["value"].strip('"') if found["value"].startswith('"') else None
    who = found["who"].split()
    groups = [Group(word) for word in who if word in set(Group)]
    statuses = [Status(word) for word in who if word in set(Status)]
    if len(groups) + len(statuses) != len(who) or len(groups) > 1 or len(statuses) > 1:
        raise CaseError(f"{where}: {' '.join(who)!r} is not a group, a status or one of each")
    more = _more(where, found["more"])
    start = text.index(found["anchor"])
    days = [value.partition("..") for value in more["time"][0].split(" / ")] if "time" in more else []
    accepted = [None if w == "none" else Group(w) for w in more.get("or_group", [""])[0].split(" / ") if w]
    return Expected(
        id=more.get("id", [f"#{number}"])[0],
        anchor=found["anchor"],
        start=start,
        end=start + len(found["anchor"]),
        effect=Effect(found["effect"]),
        value=None if vague else int(found["value"]),
        qualifier=Qualifier.VAGUE if vague else Qualifier(found["qualifier"] or "exact"),
        groups=frozenset([groups[0] if groups else None, *accepted]),
        vague=vague,
        status=statuses[0] if statuses else None,
        optional=bool(found["optional"]),
        part_of=more.get("part_of", [None])[0],
        scope=Scope(more["scope"][0]) if "scope" in more else None,
        object=more.get("object", [None])[0],
        first_days=tuple(date.fromisoformat(first) for first, _, _ in days),
        last_days=tuple(date.fromisoformat(last or first) for first, _, last in days),
        places=tuple(tuple(value.split(" / ")) for value in more.get("place", [])),
        perpetrators=tuple(_also(value.split(" / ")) for value in more.get("perpetrator", [])),
        claimant=_also(more["claimant"][0].split(" / ")) if "claimant" in more else (),
        weapon=tuple(more["weapon"][0].split(" / ")) if "weapon" in more else (),
        event_types=frozenset(EventType[w.upper()] for v in more.get("event", []) for w in v.split(" / ")),
    )


def _also(names: Sequence[str]) -> tuple[str, ...]:
    """`names` with every other spelling of the same actors, from spellings.toml."""
    same = [group for group in _same_actor() if any(name in group for name in names)]
    return tuple(dict.fromkeys([*names, *(spelling for group in same for spelling in group)]))


@cache
def _same_actor() -> list[list[str]]:
    groups: list[list[str]] = tomllib.loads((HERE / "spellings.toml").read_text(encoding="utf-8"))["groups"]
    return groups


def _more(where: str, words: str | None) -> dict[str, list[str]]:
    """`key: value; key: value` as lists; `place` and `perpetrator` may come more than once."""
    more: dict[str, list[str]] = {}
    for part in (words or "").split("; ") if words else ():
        key, colon, value = part.partition(": ")
        if not colon or key not in KEYS or not value.strip():
            raise CaseError(f"{where}: {part!r} is not 'key: value' with a key out of {', '.join(sorted(KEYS))}")
        if key in more and key not in ("place", "perpetrator"):
            raise CaseError(f"{where}: {key} is given twice")
        more.setdefault(key, []).append(value.strip())
    return more


def annotated(gold: Path, texts: Path) -> list[Case]:
    """Cases from a folder of JSON annotations and the folder of their reports, where a checkout has them."""
    publishers = {}
    if (texts / "manifest.csv").exists():
        with (texts / "manifest.csv").open(encoding="utf-8", newline="") as rows:
            publishers = {Path(row["file"]).stem: row.get("publisher") for row in csv.DictReader(rows)}
    return list(_annotated(gold, texts, publishers))


def _annotated(gold: Path, texts: Path, publishers: Mapping[str, str | None]) -> Iterator[Case]:
    for path in sorted(gold.glob("*.json")):
        doc = json.loads(path.read_text(encoding="utf-8"))
        name = doc["report"]
        with next(texts.glob(f"{name}.*")).open(encoding="utf-8", newline="") as file:
            text = file.read()
        published = date.fromisoformat(doc["published"]) if doc.get("published") else None
        expected = tuple(_from_json(figure) for figure in doc["figures"])
        yield Case(name, "annotated", text, published, expected, publishers.get(name))


def _from_json(figure: Mapping[str, Any]) -> Expected:
    def days(key: str) -> tuple[date, ...]:
        return tuple(date.fromisoformat(figure[k]) for k in (key, f"{key}_alt") if figure.get(k))

    return Expected(
        id=figure["id"],
        anchor=figure["anchor"],
        start=figure["start_char"],
        end=figure["end_char"],
        effect=Effect(figure["effect"]),
        value=figure["value"],
        qualifier=Qualifier(figure["qualifier"]),
        groups=frozenset(Group(g) if g else None for g in [figure["group"], *figure.get("group_alt", [])]),
        vague=figure.get("vague"),
        status=Status(figure["status"]) if figure.get("status") else None,
        optional=bool(figure.get("optional")),
        part_of=figure.get("part_of"),
        scope=Scope(figure["scope"]) if figure.get("scope") else None,
        object=figure.get("object"),
        first_days=days("start"),
        last_days=days("end"),
        places=tuple(tuple(names) for names in figure.get("places", [])),
        perpetrators=tuple(tuple(names) for names in figure.get("perpetrators", [])),
        claimant=tuple(figure.get("claimant", ())),
        weapon=tuple(figure.get("weapon", ())),
        event_types=event_types(figure.get("event_type", [])),
    )

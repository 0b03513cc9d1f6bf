"""Invented reports with planted truth: who tells of which incident, at any size, the same for the same seed.

Incidents fall over three years and a land of invented towns; the number killed follows a power law, as in real wars
(Richardson 1948). Each is told by one to eight outlets, which take their figures from a few origins, give a day that is
sometimes one off, wider or missing, and a place that is sometimes a province or a name that no gazetteer knows.
Figures rise from telling to telling and disagree. Some towns are shelled every day: the hard case, as
neighbouring days look alike. A bulletin tells of several incidents; tallies over weeks are none.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from tadwin import ids, spans
from tadwin.types import Actor, Claim, Figure, Place, Report, When
from tadwin.vocab import DatePrecision, Effect, EventType, Group, PlacePrecision, Qualifier, Scope

FIRST_DAY = date(2031, 1, 1)
DAYS = 3 * 365
PROVINCES = 12
TOWNS = 600
#: Towns that are shelled every day or two, and the share of incidents that fall there.
SHELLED = 6
SHELLED_SHARE = 0.3
#: Shares of tellings that are off in one way: the day one off, two days given, no day, nothing finer than the province,
#: the town by a name that no gazetteer knows.
DAY_OFF, TWO_DAYS, NO_DAY, PROVINCE_ONLY, UNKNOWN_NAME = 0.05, 0.08, 0.08, 0.08, 0.06
#: The share of figures taken from an origin as they are; others are counted anew.
RELAYED = 0.6
#: The share of claims that are tallies.
TALLIES = 0.05

_KINDS: tuple[tuple[EventType, str | None, str], ...] = (
    (EventType.AIRSTRIKE, None, "air strikes"),
    (EventType.AIRSTRIKE, "barrel bombs", "barrel bombs"),
    (EventType.SHELLING, "mortar", "mortar fire"),
    (EventType.SHELLING, "rockets", "rockets"),
    (EventType.EXPLOSIVE, "car bomb", "a car bomb"),
    (EventType.CLASH, None, "fighting"),
    (EventType.SUICIDE_BOMB, None, "a suicide bomber"),
)
_KIND_SHARES = (30, 10, 15, 15, 15, 12, 3)
_PARTIES = (
    Actor("the Army", "army", "state", "government"),
    Actor("the Front", "front", "armed_group", "front"),
    Actor("the Coalition", "coalition", "coalition", "coalition"),
)
_ORIGINS = (
    Actor("the Observatory", "observatory", "monitor"),
    Actor("the Rescue Service", "rescue", "responder"),
    Actor("the Network", "network", "monitor"),
    Actor("state media", "state-media", "authority"),
    Actor("the hospital", None, "hospital"),
)
_OUTLETS = tuple(f"Paper {letter}" for letter in "ABCDEFGHJKLM")
_STARTS = ("Bar", "Dur", "Har", "Kaf", "Mar", "Nar", "Qal", "Sar", "Tal", "Zar", "Jab", "Ras", "Umm", "Ain", "Dei")
_MIDDLES = ("an", "em", "il", "ot", "ub", "ash", "ezz", "ifr", "oun", "aya")
_ENDS = ("iya", "ra", "ta", "in", "un", "ab", "eh", "ast", "or", "im")


@dataclass(frozen=True, slots=True)
class Happened:
    """An incident as it was."""

    id: str
    day: date
    town: Place
    district: str | None
    kind: int
    party: Actor | None
    killed: int
    injured: int
    children: int


@dataclass(frozen=True, slots=True)
class Telling:
    """One outlet's words on one incident: what it gives of day, place and figures."""

    incident: str
    published: date
    time: When | None
    places: tuple[Place, ...]
    kind: int
    party: Actor | None
    origin: Actor | None
    counts: tuple[tuple[Effect, Group | None, int, Qualifier], ...]


def generate(claims: int, seed: int) -> tuple[tuple[Report, ...], tuple[Claim, ...], Mapping[str, str]]:
    """About as many claims as asked for, in their reports, and the incident of each frame by the frame's id."""
    chance = random.Random(seed)  # noqa: S311  # the same for the same seed is what is wanted
    land = _land(chance)
    reports: list[Report] = []
    made: list[Claim] = []
    truth: dict[str, str] = {}
    for number, batch in enumerate(_bulletins(_tellings(land, claims, chance), chance)):
        report, said, frames = _write(f"report-{number}", batch, chance)
        reports.append(report)
        made += said
        truth.update(frames)
    return tuple(reports), tuple(made), truth


# --- the land and what happens in it ------------------------------------------------------------------------------


def _land(chance: random.Random) -> list[Place]:
    """Towns of all provinces, over some 400 km either way; the first of a province is its capital and has its name."""
    names = [a + b + c for a in _STARTS for b in _MIDDLES for c in _ENDS]
    chance.shuffle(names)
    towns = []
    for number in range(TOWNS):
        province = number % PROVINCES
        lat, lon = (middle + chance.uniform(-0.6, 0.6) for middle in _middle(province))
        admin1 = names[province]
        towns.append(Place(names[number], lat, lon, f"t{number}", admin1, "XX", PlacePrecision.EXACT))
    return towns


def _province(town: Place) -> Place:
    number = int((town.gazetteer_id or "t0")[1:]) % PROVINCES
    lat, lon = _middle(number)
    return Place(town.admin1 or "", lat, lon, f"p{number}", town.admin1, "XX", PlacePrecision.ADMIN1)


def _middle(province: int) -> tuple[float, float]:
    return 33.0 + (province // 4) * 1.2, 36.0 + (province % 4) * 1.2


def _happened(land: Sequence[Place], chance: random.Random) -> Iterator[Happened]:
    """Incidents without end, no two of one day in one town but in different districts of a shelled one."""
    taken: dict[tuple[date, str], set[str | None]] = {}
    for number in range(10**9):
        day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        shelled = chance.random() < SHELLED_SHARE
        at = chance.randrange(SHELLED) if shelled else chance.randrange(SHELLED, TOWNS)
        district = (
            f"{_STARTS[at]}{chance.choice(_MIDDLES)} quarter" if at < PROVINCES and chance.random() < 0.3 else None
        )
        others = taken.setdefault((day, land[at].name), set())
        if others and (district is None or not others.isdisjoint({district, None})):
            continue
        others.add(district)
        kind = chance.choices(range(len(_KINDS)), _KIND_SHARES)[0]
        killed = max(1, round(chance.paretovariate(1.2)))
        yield Happened(
            id=f"incident-{number}",
            day=day,
            town=land[at],
            district=district,
            kind=3 if shelled and chance.random() < 0.7 else kind,
            party=chance.choice(_PARTIES) if chance.random() < 0.7 else None,
            killed=min(killed, 900),
            injured=round(killed * chance.uniform(0.5, 4)),
            children=chance.randint(0, killed // 2),
        )


# --- who tells it, and how ----------------------------------------------------------------------------------------


def _tellings(land: Sequence[Place], claims: int, chance: random.Random) -> list[Telling]:
    """Tellings of incident after incident, until there are claims enough."""
    found: list[Telling] = []
    said = 0
    for happened in _happened(land, chance):
        if said >= claims * (1 - TALLIES):
            return found
        share = 1.0
        for _ in range(min(8, 1 + int(chance.expovariate(0.5)))):
            telling = _telling(happened, share, chance)
            share = min(1.0, share + chance.uniform(0, 0.2)) if found else 1.0
            found.append(telling)
            said += len(telling.counts)
    return found


def _telling(happened: Happened, share: float, chance: random.Random) -> Telling:
    published = happened.day + timedelta(days=chance.choice((0, 0, 0, 1, 1, 2)))
    relayed = chance.random() < RELAYED
    killed = happened.killed if relayed else max(1, round(happened.killed * share * chance.uniform(0.7, 1.2)))
    qualifier = chance.choice((Qualifier.EXACT, Qualifier.EXACT, Qualifier.AT_LEAST))
    counts: list[tuple[Effect, Group | None, int, Qualifier]] = [(Effect.KILLED, None, killed, qualifier)]
    if happened.injured and chance.random() < 0.7:
        injured = happened.injured if relayed else round(happened.injured * chance.uniform(0.6, 1.3))
        counts.append((Effect.INJURED, None, max(1, injured), Qualifier.EXACT))
    if happened.children and chance.random() < 0.6:
        counts.append((Effect.KILLED, Group.CHILDREN, min(happened.children, killed), Qualifier.EXACT))
    return Telling(
        incident=happened.id,
        published=published,
        time=_time(happened.day, published, chance),
        places=_places(happened, chance),
        kind=happened.kind if chance.random() < 0.85 else chance.randrange(len(_KINDS)),
        party=happened.party if chance.random() < 0.6 else None,
        origin=chance.choice(_ORIGINS) if chance.random() < 0.7 else None,
        counts=tuple(counts),
    )


def _time(day: date, published: date, chance: random.Random) -> When | None:
    draw = chance.random()
    if draw < NO_DAY:
        return None
    if draw < NO_DAY + TWO_DAYS:
        return When(day, day + timedelta(days=1), DatePrecision.DAYS, published)
    if draw < NO_DAY + TWO_DAYS + DAY_OFF:
        day += timedelta(days=chance.choice((-1, 1)))
    return When(day, day, DatePrecision.DAY, published)


def _places(happened: Happened, chance: random.Random) -> tuple[Place, ...]:
    draw = chance.random()
    if draw < PROVINCE_ONLY:
        return (_province(happened.town),)
    if draw < PROVINCE_ONLY + UNKNOWN_NAME:
        return (Place(chance.choice(_spellings(happened.town.name))), _province(happened.town))
    district = () if happened.district is None or chance.random() < 0.3 else (Place(happened.district),)
    return (happened.town, *district)


def _spellings(name: str) -> tuple[str, ...]:
    return (f"al-{name}", f"{name[:2]}{name[1:]}", name.replace("a", "e"))


# --- what they write ----------------------------------------------------------------------------------------------


def _bulletins(tellings: Sequence[Telling], chance: random.Random) -> Iterator[list[Telling]]:
    """Reports of one to four incidents of about one day. No report tells of an incident twice."""
    by_day: dict[date, list[Telling]] = {}
    for telling in tellings:
        by_day.setdefault(telling.published, []).append(telling)
    for day in sorted(by_day):
        open_: list[list[Telling]] = []
        for telling in by_day[day]:
            room = [one for one in open_ if all(other.incident != telling.incident for other in one)]
            if room and chance.random() < 0.4:
                chosen = chance.choice(room)
                chosen.append(telling)
            else:
                open_.append([telling])
            full = [one for one in open_ if len(one) == 4]
            yield from full
            open_ = [one for one in open_ if len(one) < 4]
        yield from open_


def _write(name: str, batch: Sequence[Telling], chance: random.Random) -> tuple[Report, list[Claim], dict[str, str]]:
    """The report's text, its claims and the incident of each of its frames."""
    published = batch[0].published
    lines: list[str] = []
    drafts: list[tuple[int, int, Telling, int]] = []
    at = 0
    for frame, telling in enumerate(batch):
        for count, (effect, group, number, qualifier) in enumerate(telling.counts):
            told = f"at least {number}" if qualifier is Qualifier.AT_LEAST else str(number)
            who = group.value if group else "people"
            line = f"In {telling.places[0].name}, {told} {who} were {effect.value} by {_KINDS[telling.kind][2]}."
            drafts.append((at + line.index(told), frame, telling, count))
            lines.append(line)
            at += len(line) + 1
    tally = _tally_line(published, chance) if chance.random() < TALLIES * 2 else None
    text = "\n".join(lines if tally is None else [*lines, tally])
    report = Report(
        id=name,
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        publisher=chance.choice(_OUTLETS),
        language="en",
        published_at=published,
    )
    claims = [_claim(report, start, frame, telling, count) for start, frame, telling, count in drafts]
    if tally is not None:
        claims.append(_tally(report, at, len(batch)))
    return report, claims, {ids.frame_id(name, frame): telling.incident for frame, telling in enumerate(batch)}


def _claim(report: Report, start: int, frame: int, telling: Telling, count: int) -> Claim:
    effect, group, number, qualifier = telling.counts[count]
    open_ = qualifier is Qualifier.AT_LEAST
    told = f"at least {number}" if open_ else str(number)
    span = spans.cut(report, start, start + len(told))
    kind, weapon, _ = _KINDS[telling.kind]
    return Claim(
        id=ids.claim_id(report.id, effect, span.start, span.end),
        report_id=report.id,
        frame=ids.frame_id(report.id, frame),
        span=span,
        number=span,
        effect=effect,
        figure=Figure(number, qualifier, number, None if open_ else number, told),
        group=group,
        time=telling.time,
        places=telling.places,
        perpetrators=() if telling.party is None else (telling.party,),
        claimant=telling.origin,
        event_type=kind,
        weapon=weapon,
    )


def _tally_line(published: date, chance: random.Random) -> str:
    return f"In the month to {published.isoformat()}, {chance.randint(100, 5000)} people were killed in the land."


def _tally(report: Report, at: int, frame: int) -> Claim:
    """The claim of the report's last line, in a frame of its own that stands for no incident."""
    assert report.published_at is not None
    line = report.text[at:]
    told = line.split(", ")[1].split()[0]
    span = spans.cut(report, at + line.index(told), at + line.index(told) + len(told))
    number = int(told)
    return Claim(
        id=ids.claim_id(report.id, Effect.KILLED, span.start, span.end),
        report_id=report.id,
        frame=ids.frame_id(report.id, frame),
        span=span,
        number=span,
        effect=Effect.KILLED,
        figure=Figure(number, Qualifier.EXACT, number, number, told),
        scope=Scope.TALLY,
        time=When(
            report.published_at - timedelta(days=29), report.published_at, DatePrecision.MONTH, report.published_at
        ),
        places=(Place("the land", 35.0, 37.0, "c", None, "XX", PlacePrecision.COUNTRY),),
    )

"""The types that every stage speaks. All are frozen and slotted; none does any work.

Offsets are half-open and count Unicode code points of the report's frozen text. Days are
`datetime.date`. A field that the words do not fill is None or empty, and that is never an error.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, NamedTuple, Protocol, TypeVar

from tadwin.vocab import (
    Access,
    DatePrecision,
    Doubt,
    Effect,
    EventType,
    Group,
    PlacePrecision,
    Qualifier,
    ReviewState,
    Role,
    Scope,
    Stance,
    Status,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Report:
    """A captured document, its text frozen at ingest.

    `origins` says for `publisher`, `title`, `published_at`, `url`, `language` and `access` where each came from:
    "manifest", "metadata" (of the page), "text" (its own dateline), "detected". `access` has one only where the
    manifest gave it, by its column or by a public address: a report that nothing opens is private. For `text` it says
    how the file was read, "pages" (of a PDF), "main text" or "whole page" (of a web page); a plain text has none.
    """

    id: str
    text: str
    sha256: str  # of the raw bytes, hexadecimal
    media_type: str
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None  # ISO 639-1
    published_at: date | None = None
    retrieved_at: str | None = None  # ISO 8601, UTC
    access: Access = Access.PRIVATE
    origins: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Span:
    """Exact words of a report. Make one with `spans.cut`, which holds `text[start:end] == quote`."""

    report_id: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as said. `low` and `high` are what its words commit the speaker to; None is open."""

    value: int | None
    qualifier: Qualifier
    low: int
    high: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place as named, and where it is if a gazetteer knows it.

    `candidates` holds the gazetteer's other readings when the name is ambiguous, best first.
    """

    name: str
    lat: float | None = None
    lon: float | None = None
    gazetteer_id: str | None = None
    admin1: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    precision: PlacePrecision = PlacePrecision.UNKNOWN
    candidates: tuple["Place", ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """Days, both ends included. `anchor` is the day that relative words were counted from."""

    start: date | None
    end: date | None
    precision: DatePrecision
    anchor: date | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """An organisation or person that acts or speaks. `id` is None for one that no actors' file knows.

    kind: state, armed_group, coalition, monitor, responder, hospital, agency, outlet, authority, official, witness,
    person, unnamed. `side` joins actors that a text may name in place of one another (an army and its government).
    """

    name: str
    id: str | None = None
    kind: str | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Mention(Generic[T]):
    """Words of a report that name a `Place`, a `When` or an `Actor`, and what they name."""

    start: int
    end: int
    text: str
    names: T


@dataclass(frozen=True, slots=True)
class Mentions:
    """What resolve found in one report's text, each sorted by start and without overlaps among its kind."""

    places: tuple[Mention[Place], ...] = ()
    times: tuple[Mention[When], ...] = ()
    actors: tuple[Mention[Actor], ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why an attribute has its value: the rule, and the words that gave it (None when a default did)."""

    attribute: str
    rule: str
    start: int | None
    end: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Victim:
    """A named victim, as far as the words go. `age` in years."""

    name: str
    start: int
    end: int
    age: int | None = None
    sex: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure asserted in one report, tied to its exact words."""

    id: str
    report_id: str
    frame: str
    span: Span  # the number with its noun or verb
    number: Span  # the number's own words
    effect: Effect
    figure: Figure
    group: Group | None = None
    status: Status | None = None
    role: Role | None = None
    object: str | None = None
    part_of: str | None = None
    scope: Scope = Scope.INCIDENT
    time: When | None = None  # days that the words give, or lead to
    period: When | None = None  # of a tally whose words give no day ("in April"): as wide as they say
    places: tuple[Place, ...] = ()
    perpetrators: tuple[Actor, ...] = ()
    claimant: Actor | None = None
    via: tuple[Actor, ...] = ()
    event_type: EventType | None = None
    weapon: str | None = None
    stance: Stance = Stance.ASSERTED
    victims: tuple[Victim, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """A number near words of harm that gave no claim, and the reason."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The claims that one report makes about one incident, in the order of the text, and what they say together.

    `unplaced` is True without a day, or with nothing finer than a province. `toll` is True where the claims count
    several attacks of a day or two that the report does not divide ("air strikes across Idlib killed 16 on Monday"), or
    of up to a week where they are its news.
    `published` is the day of its report: when it was told, never when it happened. `beside` are the settlements that
    the report names with its other figures of these days, where it names none with this frame's. `parts` are the
    report's other frames whose dead add up to this one's, exactly: then it is a toll. `inside` are their counts of
    children, women and so on.
    """

    id: str
    report_id: str
    claims: tuple[Claim, ...]
    time: When | None
    places: tuple[Place, ...]
    event_type: EventType | None
    weapon: str | None
    perpetrators: tuple[Actor, ...]
    unplaced: bool
    toll: bool = False
    published: date | None = None
    beside: tuple[Place, ...] = ()
    parts: tuple[str, ...] = ()
    inside: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One comparison of two frames: what was compared, what it weighs (bits; below 0 speaks against), in words."""

    comparison: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """Two frames compared. `left` < `right`; `weight` is the sum of the reasons'; `joins` when it is enough."""

    left: str
    right: str
    weight: float
    joins: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Ties:
    """What reviewers decided about frames: pairs that are one incident, and pairs that are not. Each pair sorted."""

    must: frozenset[tuple[str, str]] = frozenset()
    cannot: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one report gave."""

    report_id: str
    claims: tuple[Claim, ...]
    unclaimed: tuple[Unclaimed, ...]


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One cell of an incident: low, best and high, the claims behind them and a sentence of why."""

    effect: Effect
    status: Status | None
    group: Group | None
    low: int | None
    best: int | None
    high: int | None
    open: bool  # True when the words set no upper bound
    rule: str
    claims: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Origin:
    """A source at the start of the chain, and the claims of an incident that go back to it.

    `independent` is False for the unknown origin: a publisher's own voice, unnamed "activists" or "residents".
    `kind` is the actor's, so that a belligerent can be told from a monitor.
    """

    name: str
    id: str | None
    claims: tuple[str, ...]
    independent: bool
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The smallest set of claims that cannot all be true, and why in one sentence."""

    claims: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Denial:
    """A claim that is denied, hedged, or says that nobody was harmed: it enters no figure and stands beside it.

    `by` names who says so; `against` are the claims of the incident that it speaks of, empty when there is none.
    """

    claim: str
    by: str
    against: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Incident:
    """One attack, or inseparable attacks that sources count together.

    `figures` are ordered: everyone, civilian, combatant, then groups. `unplaced` is True without
    a day, or with nothing finer than a province. `contains` are other incidents whose victims a toll over several
    attacks may count too, so that the two are never added up. `grade_next` says what would raise the grade.
    """

    id: str
    frames: tuple[str, ...]
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    time: When | None
    places: tuple[Place, ...]
    event_type: EventType | None
    weapon: str | None
    perpetrators: tuple[Actor, ...]
    figures: tuple[FigureLine, ...]
    grade: str | None = None
    grade_reason: str | None = None
    grade_next: str | None = None
    unplaced: bool = False
    origins: tuple[Origin, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    denials: tuple[Denial, ...] = ()
    contains: tuple[str, ...] = ()
    toll: bool = False  # as on `Frame`: of all its frames
    parts: tuple[str, ...] = ()  # frames, as on `Frame`: of any of its frames


@dataclass(frozen=True, slots=True)
class Bound:
    """A number known to lie between two; None is not known."""

    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """A claim of tally scope beside what the record holds of the same period, region, perpetrators and cell.

    `counted` are the incidents that its recorded figure adds up, `excluded` the ones near it that are left out, each
    with the reason. `inside` are the tallies (their claims) that this one lies within. The residual, claimed less
    recorded, is shown and never called an undercount. `comparable` is "yes", "partly" or "no".
    """

    claim: str
    effect: Effect
    status: Status | None
    group: Group | None
    period: When | None
    region: tuple[Place, ...]
    perpetrators: tuple[Actor, ...]
    claimed: Bound
    recorded: Bound
    recorded_best: int | None
    counted: tuple[str, ...]
    excluded: tuple[tuple[str, str], ...]
    inside: tuple[str, ...]
    residual: Bound
    comparable: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """A claim that a decision is about, with its number's words and up to 32 characters either side to find it again.

    `start` is where the number stood. `side` tells apart the incidents that a merge made one, and in a split the
    claims that leave (1) from those that stay (0).
    """

    claim: str
    report_id: str
    start: int
    quote: str
    before: str
    after: str
    side: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer said; appended, never changed. Undoing one is another.

    action: "merge" (the anchors' sides are of one incident), "split" (its two sides are not of one), "move" (side 1 is
    not of one incident with side 0, and is with side 2), "add" (side 1 is a claim that a reviewer read, of one incident
    with side 2), "set" (`field` of the anchors' claims becomes `after`), "accept" (the claims were read right), "grade"
    (of the incident of all anchors), "note", "sign" (the incident is signed off), "ask" (for a second reviewer),
    "answer" (a second reviewer's), "allow" (`after` is a name that may be published), "redact", "undo" (`field` is the
    number of the decision taken back). `before` and
    `after` are JSON. Where a decision is about an incident, `field` is the id that it had and all its claims are
    anchors. `at` is ISO 8601 in UTC. `hash` covers all, `previous` too: of `ids.PARTS` the `commitments`, which are
    made with `salts` and stay when words are removed ("redact").
    """

    number: int
    action: str
    anchors: tuple[Anchor, ...]
    field: str | None
    before: str | None
    after: str | None
    by: str
    at: str
    note: str | None
    previous: str
    hash: str
    salts: Mapping[str, str] = dataclasses.field(default_factory=dict, hash=False)
    commitments: Mapping[str, str] = dataclasses.field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Signed:
    """An incident as a reviewer signed it off: what is published of it until it is signed again.

    `claims` are those of the incident, as they were then, by report and place in the text. `fingerprint` is that of the
    evidence (`review.signoff`), `number` and `hash` are those of the decision.
    """

    incident: Incident
    claims: tuple[Claim, ...]
    fingerprint: str
    number: int
    hash: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Review:
    """Where the review of an incident stands, and what a list of incidents shows of it.

    `doubt` orders the queue, the greatest first; `doubts` are why. `line` is the figure that a list shows: of everyone
    killed, else of the first effect. `evidence` is its fingerprint (`review.signoff`). `signed` is the number of the
    last sign-off that stands, `decided` that of the last decision about it. `week` begins on a Monday.
    """

    incident: str
    state: ReviewState
    doubt: int
    doubts: tuple[Doubt, ...]
    time: When | None
    place: Place | None
    event_type: EventType | None
    perpetrators: tuple[str, ...]
    grade: str | None
    unplaced: bool
    reports: int
    origins: int
    contradictions: int
    line: FigureLine | None
    evidence: str
    signed: int | None
    decided: int | None


class Token(NamedTuple):
    """One word of a parsed sentence. `head` is an index into the same sentence; the root points at itself.

    A named tuple, as the only type that is made by the hundred thousand.
    """

    text: str
    lower: str
    start: int  # offset in the parsed text
    end: int
    tag: str  # Penn Treebank
    dep: str  # ClearNLP labels, as spaCy's English models give them
    head: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its tokens in order."""

    tokens: tuple[Token, ...]


class Parser(Protocol):
    """Turns texts into dependency trees. Deterministic, offline, safe on any text."""

    @property
    def name(self) -> str:
        """Name and version of the pipeline, kept in the record."""

    def parse(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """The sentences of each text, in the order given."""


class Gazetteer(Protocol):
    """Looks places up by name. Deterministic and offline; a lookup takes under a millisecond."""

    @property
    def name(self) -> str:
        """Name and content hash, kept in the record."""

    def lookup(self, name: str, *, country: str | None = None) -> Sequence[Place]:
        """Every place that the name can stand for, best first; empty when there is none."""

    def keys(self, name: str) -> bool:
        """True when some place could carry this name: a cheap test made before `lookup`."""

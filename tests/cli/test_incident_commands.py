"""`tadwin incidents` and `tadwin tallies` on a planted record: what they print, read back."""

import hashlib
import json
import re
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from called import tadwin
from tadwin.cli.incident_ids import id_beginning, short_ids
from tadwin.cli.incident_why import why_lines
from tadwin.cli.lines import Line, print_lines
from tadwin.errors import RecordError
from tadwin.export.jsonl import incident_object, tally_object
from tadwin.ids import claim_id, frame_id
from tadwin.spans import cut
from tadwin.store.record import open_record
from tadwin.types import (
    Actor,
    Bound,
    Claim,
    Contradiction,
    Denial,
    Extraction,
    Figure,
    FigureLine,
    Incident,
    Link,
    Origin,
    Place,
    Reason,
    Report,
    Tally,
    When,
)
from tadwin.vocab import DatePrecision, Effect, EventType, Group, PlacePrecision, Qualifier, Scope, Stance

Printed = Callable[..., tuple[int, str, str]]

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

ARMY = Actor("the army\x1b]0;owned\x07")


def report(name: str, text: str, publisher: str, title: str, day: int) -> Report:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    when = date(2021, 3, day)
    return Report(name, text, sha256, "text/plain", publisher=publisher, title=title, published_at=when)


def plant(of: Report, words: str, value: int, **fields: object) -> Claim:
    start = of.text.index(words)
    number = cut(of, start, start + len(words.split()[0]))
    known: dict[str, object] = {
        "id": claim_id(of.id, Effect.KILLED, number.start, number.end),
        "report_id": of.id,
        "frame": frame_id(of.id, 0),
        "span": cut(of, start, start + len(words)),
        "number": number,
        "effect": Effect.KILLED,
        "figure": Figure(value, Qualifier.EXACT, value, value, number.quote),
    }
    return Claim(**(known | fields))  # type: ignore[arg-type]


WIRE = report(
    "wire",
    "Rescuers said 12 dead in Salqin, 5 children among them. In March 66 dead in all.",
    "Example\x1b[31m Wire",
    "A \u202etitle",
    9,
)
POST = report("post", "The post says 14 dead. The army says 0 dead. This year 500 dead.", "Post", "Post", 10)
TWELVE = plant(WIRE, "12 dead", 12, claimant=Actor("rescuers\u202e"), perpetrators=(ARMY,))
FIVE = plant(WIRE, "5 children", 5, group=Group.CHILDREN, part_of=TWELVE.id)
TALLIED = plant(
    WIRE,
    "66 dead",
    66,
    scope=Scope.TALLY,
    frame="ftally",
    period=When(date(2021, 3, 1), date(2021, 3, 31), DatePrecision.MONTH),
    places=(Place("Idlib\x1b[1m", admin1="Idlib", country="SY", precision=PlacePrecision.ADMIN1),),
    perpetrators=(ARMY,),
)
FOURTEEN = plant(POST, "14 dead", 14)
NONE = plant(POST, "0 dead", 0, stance=Stance.DENIED, claimant=ARMY)
WIDER = plant(
    POST,
    "500 dead",
    500,
    scope=Scope.TALLY,
    frame="fwider",
    period=When(date(2021, 1, 1), date(2021, 12, 31), DatePrecision.YEAR),
    places=(Place("Syria", country="SY", precision=PlacePrecision.COUNTRY),),
)


def figure(low: int, best: int, high: int | None, *of: Claim, effect: Effect = Effect.KILLED) -> FigureLine:
    ids = tuple(one.id for one in of)
    return FigureLine(effect, None, None, low, best, high, high is None, "conservative", ids, f"“{low}” to {high}")


def on(day: int) -> When:
    return When(date(2021, 3, day), date(2021, 3, day), DatePrecision.DAY)


JOINED = Incident(
    id="i1234567890abcde1",
    frames=("f1", "f2"),
    claims=(TWELVE.id, FIVE.id, FOURTEEN.id, NONE.id),
    reports=("wire", "post"),
    time=on(9),
    places=(Place("Salqin", 36.1, 36.4, "geonames:164898", "Idlib", "SY", PlacePrecision.EXACT),),
    event_type=EventType.AIRSTRIKE,
    weapon=None,
    perpetrators=(ARMY,),
    figures=(figure(12, 13, 14, TWELVE, FOURTEEN), figure(3, 3, None, effect=Effect.INJURED)),
    grade="weak",
    grade_reason="one independent source",
    grade_next="a second one",
    origins=(Origin("rescuers\u202e", None, (TWELVE.id, FOURTEEN.id), True),),
    contradictions=(Contradiction((TWELVE.id, FIVE.id), "5 of 3\x1b[2J is too many"),),
    denials=(Denial(NONE.id, "the army\x07", (TWELVE.id,), "The army\x07 denies it: “0 dead”."),),
)
TOLL = replace(
    JOINED,
    id="i1234567f00000002",
    frames=("f3",),
    claims=(),
    reports=("post",),
    time=on(12),
    places=(Place("Aden", 12.8, 45.0, country="YE"), Place("\x9b31mHill")),
    figures=(figure(40, 40, 40),),
    contains=(JOINED.id,),
    grade="contested",
    perpetrators=(Actor("the fleet\x07"),),
    origins=(),
    contradictions=(),
    denials=(),
)
VAGUE = replace(
    TOLL,
    id="iffffffff00000003",
    frames=("f4",),
    claims=(),
    reports=("post",),
    time=None,
    places=(),
    perpetrators=(),
    figures=(),
    event_type=None,
    unplaced=True,
    contains=(),
    grade=None,
    grade_reason=None,
    grade_next=None,
)
INCIDENTS = (JOINED, TOLL, VAGUE)
#: What the ledger has to make of the tally of March, as the incidents above are.
TALLY = Tally(
    claim=TALLIED.id,
    effect=Effect.KILLED,
    status=None,
    group=None,
    period=TALLIED.period,
    region=TALLIED.places,
    perpetrators=(ARMY,),
    claimed=Bound(66, 66),
    recorded=Bound(12, 14),
    recorded_best=13,
    counted=(JOINED.id,),
    excluded=((TOLL.id, "blamed on the fleet\x07, who may be another"),),
    inside=(WIDER.id,),
    residual=Bound(52, 54),
    comparable="partly",
)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted")
    with open_record(folder / "record.db") as record:
        for of, claims in ((WIRE, (TWELVE, FIVE, TALLIED)), (POST, (FOURTEEN, NONE, WIDER))):
            raw = of.text.encode()
            record.add_report(of, raw)
            record.put_extraction(Extraction(of.id, claims, ()), "planted")
        record.put_incidents(INCIDENTS)
    return folder


@pytest.fixture
def printed(planted: Path) -> Printed:
    def run(*arguments: str, folder: Path = planted) -> tuple[int, str, str]:
        done = tadwin(*arguments, "--record", folder)
        assert not STEERING.search(done.out + done.err)
        return done

    return run


@pytest.fixture
def chosen(printed: Printed) -> Callable[..., list[str]]:
    def run(*options: str) -> list[str]:
        status, out, _ = printed("incidents", "--json", *options)
        assert status == 0
        return [json.loads(line)["id"] for line in out.splitlines()]

    return run


def test_json_is_incidents_jsonl_in_the_order_of_days(printed: Printed) -> None:
    _, out, _ = printed("incidents", "--json")
    assert [json.loads(line) for line in out.splitlines()] == [incident_object(one) for one in INCIDENTS]


@pytest.mark.parametrize(
    ("options", "passing"),
    [
        (("--place", "salq"), [JOINED]),
        (("--place", "Yemen"), [TOLL]),
        (("--perpetrator", "ARMY"), [JOINED]),
        (("--perpetrator", "navy"), []),
        (("--grade", "weak"), [JOINED]),
        (("--grade", "none", "--grade", "contested"), [TOLL, VAGUE]),
        (("--min", "14"), [JOINED, TOLL]),
        (("--min", "15"), [TOLL]),
        (("--since", "2021-03-10"), [TOLL]),
        (("--until", "2021-03-10"), [JOINED]),
        (("--placed",), [JOINED, TOLL]),
        (("--unplaced",), [VAGUE]),
        (("--sort", "killed"), [TOLL, JOINED, VAGUE]),
        (("--sort", "injured"), [JOINED, TOLL, VAGUE]),
        (("--sort", "place"), [TOLL, JOINED, VAGUE]),
        (("--sort", "reports"), [JOINED, TOLL, VAGUE]),
    ],
)
def test_filters_and_sorting(
    options: tuple[str, ...], passing: list[Incident], chosen: Callable[..., list[str]]
) -> None:
    assert chosen(*options) == [one.id for one in passing]


def test_contested_blame_is_found_by_the_claims_that_make_it(printed: Printed, tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db") as record:
        record.add_report(WIRE, WIRE.text.encode())
        record.put_extraction(Extraction("wire", (TWELVE,), ()), "planted")
        record.put_incidents([replace(JOINED, claims=(TWELVE.id,), reports=("wire",), perpetrators=())])
    _, out, _ = printed("incidents", "--json", "--perpetrator", "army", folder=tmp_path)
    assert json.loads(out)["id"] == JOINED.id


def cells(line: str) -> list[str]:
    return re.split(r" {2,}", line.strip())


def test_the_table_shows_ranges_grades_sources_and_what_to_beware_of(printed: Printed) -> None:
    _, out, _ = printed("incidents")
    joined, toll, vague = (cells(line) for line in out.splitlines() if re.match(" ?i[0-9f]", line))
    assert joined[0] == "i12345678"
    assert joined[1:6] == ["2021-03-09", "Salqin, Idlib, SY", "air/drone strike", "13 (12–14)", "≥ 3"]
    assert joined[-3:] == ["weak", "2 reports, 1 origin", "contradiction, disputed"]
    assert toll[-2:] == ["1 report", "toll"]
    assert vague[1:4] == ["day not stated", "place not stated", "not stated"]
    assert vague[-3:] == ["not graded", "1 report", "unplaced"]
    assert out.splitlines()[-1] == "3 incidents; leave 1 unplaced and 1 toll over several attacks out of any total"
    _, narrow, _ = printed("incidents", "--width", "70")
    assert max(map(len, narrow.splitlines()[:-1])) <= 70


def test_nothing_passing_and_nothing_there_are_told_apart(printed: Printed, tmp_path: Path) -> None:
    assert printed("incidents", "--place", "nowhere") == (0, "No incident passes these filters.\n", "")
    assert printed("tallies", "--place", "nowhere") == (0, "No tally passes these filters.\n", "")
    open_record(tmp_path / "record.db").close()
    assert printed("incidents", folder=tmp_path) == (0, "No report told of an incident.\n", "")
    assert printed("tallies", folder=tmp_path) == (0, "No report gave a tally.\n", "")


def test_show_gives_each_figure_its_reason_and_each_claim_its_words(printed: Printed) -> None:
    status, out, _ = printed("incidents", "show", "i12345678", "--width", "200")
    assert status == 0
    for words in (
        "Salqin: air/drone strike",
        "Grade: weak. One independent source. What would raise it: A second one.",
        "killed: 13 (12–14)",
        "“12” to 14. [1, 3]",
        "injured: ≥ 3",
        "denied: The army⟨U+0007⟩ denies it: “0 dead”. [4] Against [1].",
        "5 of 3⟨U+001B⟩[2J is too many. [1, 2]",
        "rescuers⟨U+202E⟩ [1, 3]",
        "independent; first in Example⟨U+001B⟩[31m Wire, 2021-03-09",
        "A ⟨U+202E⟩title (Example⟨U+001B⟩[31m Wire, 2021-03-09; wire)",
        "blames the army⟨U+001B⟩]0;owned⟨U+0007⟩",
    ):
        assert words in out
    for number, one in enumerate((TWELVE, FIVE, FOURTEEN, NONE), start=1):
        assert re.search(rf"^ +{number} +killed.*\n +“{one.span.quote}”$", out, re.MULTILINE)
    _, toll, _ = printed("incidents", "show", TOLL.id)
    assert "do not add them up" in " ".join(toll.split())
    assert "i12345678 (Salqin: air/drone strike, 2021-03-09)" in toll
    _, vague, _ = printed("incidents", "show", "iff")
    assert "Unplaced" in vague


def test_show_why_is_there_without_any_comparison(printed: Printed) -> None:
    _, out, _ = printed("incidents", "show", "iff", "--why")
    assert "What joined its reports" in out
    assert "What was kept apart" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("incidents", "show", "i1234567"), "begins 2 ids (i12345678, i1234567f): give more of the one you mean"),
        (("incidents", "show", "i1234568"), "did you mean i12345678 or i1234567f? "),
        (("incidents", "show", "zzz"), "there is no incident 'zzz' in this record; `tadwin incidents` lists them"),
        (("incidents", "show", "\x1b[2J"), "there is no incident '⟨U+001B⟩[2J'"),
        (("tallies", "show", "nothing"), "there is no tally 'nothing' in this record; `tadwin tallies` lists them"),
        (("incidents", "--min", "3", "show", "iff"), "--min has to stand after 'tadwin incidents show'"),
        (("tallies", "--json", "show", "c"), "--json has to stand after 'tadwin tallies show'"),
        (("incidents", "--grade", "good"), "'good' is not one of"),
    ],
)
def test_a_mistake_is_one_line(arguments: tuple[str, ...], said: str, printed: Printed) -> None:
    status, out, err = printed(*arguments)
    assert (status, out) == (2, "")
    (line,) = err.splitlines()
    assert said in line


def test_an_id_that_merging_took_away_leads_on(printed: Printed, tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db") as record:
        record.put_incidents([replace(JOINED, id="iold", claims=(), reports=(), origins=())])
        record.put_incidents([replace(JOINED, id="inew", claims=(), reports=(), origins=())])
    status, out, err = printed("incidents", "show", "iold", folder=tmp_path)
    assert status == 0
    assert "inew" in out
    assert err == "tadwin: incident iold is now inew\n"


def test_tallies_are_shown_beside_what_is_recorded(printed: Printed) -> None:
    _, out, _ = printed("tallies", "--json")
    made = {tally["claim"]: tally for tally in map(json.loads, out.splitlines())}
    assert made.keys() == {TALLIED.id, WIDER.id}
    assert made[TALLIED.id] == tally_object(TALLY)
    _, out, _ = printed("tallies")
    row = cells(next(line for line in out.splitlines() if "Idlib" in line))
    assert TALLIED.id.startswith(row[0])
    assert row[1:4] == ["2021-03-01 to 2021-03-31", "Idlib⟨U+001B⟩[1m, Idlib, SY (not found)", "killed"]
    assert row[-6:] == [
        "66",
        "13 (12–14)",
        "52–54 not among the incidents counted here",
        "1",
        "1",
        "comparable in part",
    ]
    assert out.splitlines()[-1] == "2 tallies"


@pytest.mark.parametrize(
    ("options", "passing"),
    [
        (("--effect", "killed"), [TALLIED, WIDER]),
        (("--effect", "injured"), []),
        (("--place", "Syria"), [TALLIED, WIDER]),
        (("--place", "idlib"), [TALLIED]),
        (("--perpetrator", "army"), [TALLIED]),
        (("--perpetrator", "navy"), []),
        (("--since", "2021-03-31"), [TALLIED, WIDER]),
        (("--since", "2021-04-01"), [WIDER]),
        (("--until", "2021-02-28"), [WIDER]),
    ],
)
def test_tallies_are_filtered(options: tuple[str, ...], passing: list[Claim], printed: Printed) -> None:
    _, out, _ = printed("tallies", "--json", *options)
    assert {json.loads(line)["claim"] for line in out.splitlines()} == {one.id for one in passing}


def test_a_tally_names_what_is_counted_and_why_the_rest_is_not(printed: Printed) -> None:
    _, out, _ = printed("tallies", "show", TALLIED.id[:9], "--width", "200")
    lines = [line.strip() for line in out.splitlines()]
    assert lines[0] == "killed: 66 claimed"
    assert "“66 dead”" in lines
    assert "Recorded: 13 (12–14) (comparable in part)" in lines
    assert "no undercount" in next(line for line in lines if line.startswith("Claimed less recorded: 52–54"))
    counted, left_out = lines.index("Counted: 1 incident"), lines.index("Left out: 1 incident")
    assert lines[counted + 1] == "i12345678  2021-03-09  Salqin: air/drone strike: 13 (12–14)"
    assert lines[left_out + 1].startswith("i1234567f  2021-03-12  Aden")
    assert lines[left_out + 2] == "Blamed on the fleet⟨U+0007⟩, who may be another."
    assert "“500 dead”" in lines[lines.index("Lies within, and is never added to") :]


LINKS = (
    Link("f1", "f2", 7.5, True, (Reason("days", 4.0, "the same day"), Reason("places", 3.5, "both in Salqin"))),
    Link(
        "f2", "f9", -3.0, False, (Reason("days", -5.0, "3 days apart\x07"), Reason("event_type", 2.0, "both strikes"))
    ),
)


def test_why_tells_what_joined_and_what_was_kept_apart() -> None:
    told = {"f1": "A title (wire)", "f2": "Post (post)", "f9": "Far (far), incident i9"}
    lines = [line.words for line in why_lines(JOINED, LINKS, told)]
    joined, apart = lines.index("\nWhat joined its reports"), lines.index("\nWhat was kept apart")
    assert lines[joined + 1 : apart] == [
        "+7.5  A title (wire)",
        "and Post (post)",
        "+4.0  days: the same day",
        "+3.5  places: both in Salqin",
    ]
    assert lines[apart + 1 :] == [
        "-3.0  Post (post)",
        "and, kept apart, Far (far), incident i9",
        "-5.0  days: 3 days apart⟨U+0007⟩",
        "+2.0  event type: both strikes",
    ]


def test_why_names_frames_that_are_joined_only_through_others() -> None:
    three = replace(JOINED, frames=("f1", "f2", "f3"))
    links = (*LINKS, Link("f1", "f3", -0.5, False, ()), Link("f2", "f3", 2.0, True, ()))
    lines = [line.words for line in why_lines(three, links, {})]
    through = lines.index("\nCompared, and joined only through others")
    assert lines[through + 1 : through + 3] == ["-0.5  f1", "and f3"]


@given(st.sets(st.text("0123456789abcdef", min_size=12, max_size=16).map("i".__add__), min_size=1), st.data())
def test_the_beginning_that_is_shown_leads_back_to_the_id(ids: set[str], data: st.DataObject) -> None:
    known = sorted(ids)
    one = data.draw(st.sampled_from(known))
    shown = short_ids(known)[one]
    assert one.startswith(shown)
    if not any(other != one and other.startswith(one) for other in known):
        assert id_beginning(shown, known, "incident", "list") == one


@given(st.text(min_size=1), st.sets(st.text("i0123", min_size=1)))
def test_what_is_no_beginning_of_one_id_is_refused(given_id: str, ids: set[str]) -> None:
    known = sorted(ids)
    try:
        found = id_beginning(given_id, known, "incident", "list")
    except RecordError:
        beginning = [one for one in known if one.startswith(given_id.strip())]
        assert given_id.strip() not in known
        assert not given_id.strip() or len(beginning) != 1
    else:
        assert found.startswith(given_id.strip())


@given(st.lists(st.tuples(st.integers(0, 30), st.text("ab \n", max_size=300))), st.integers(40, 120))
def test_lines_are_as_wide_as_asked_and_keep_their_words(lines: list[tuple[int, str]], width: int) -> None:
    with redirect_stdout(StringIO()) as out:
        print_lines([Line(indent, words) for indent, words in lines], width)
    text = out.getvalue()
    assert all(len(line) <= max(width, 50) for line in text.splitlines())
    kept = "".join("".join(words.split()) for _, words in lines)
    assert "".join(text.split()) == kept

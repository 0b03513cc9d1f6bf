"""What every backend of the record must do. A backend joins by an entry in BACKENDS."""

import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Executable, delete, update
from sqlalchemy.exc import IntegrityError

from tadwin import spans
from tadwin.errors import RecordError, SpanMismatch, UnreadableReport
from tadwin.store.check import check_record
from tadwin.store.record import Record, open_record
from tadwin.store.schema import DECISIONS
from tadwin.types import (
    Actor,
    Anchor,
    Claim,
    Contradiction,
    Denial,
    Evidence,
    Extraction,
    Figure,
    FigureLine,
    Incident,
    Origin,
    Place,
    Report,
    Span,
    Unclaimed,
    Victim,
    When,
)
from tadwin.vocab import (
    Access,
    DatePrecision,
    Effect,
    EventType,
    Group,
    PlacePrecision,
    Qualifier,
    Role,
    Scope,
    Stance,
    Status,
)

#: Where a test's own record is, in each kind of database.
BACKENDS: dict[str, Callable[[pytest.FixtureRequest], Path | str]] = {
    "sqlite": lambda request: request.getfixturevalue("tmp_path") / "record.db",
    "postgresql": lambda request: request.getfixturevalue("postgres_address"),
}


@pytest.fixture(params=BACKENDS)
def reopen(request: pytest.FixtureRequest) -> Callable[[], Record]:
    """Opens the record of the test: opening it again gives the same one."""
    address = BACKENDS[request.param](request)
    return lambda: open_record(address)


@pytest.fixture
def record(reopen: Callable[[], Record]) -> Iterator[Record]:
    with reopen() as opened:
        yield opened


def captured(report_id: str, words: str, **described: object) -> tuple[Report, bytes]:
    raw = words.encode()
    report = Report(report_id, words, hashlib.sha256(raw).hexdigest(), "text/plain")
    return dataclasses.replace(report, **described), raw  # type: ignore[arg-type]


def claim(report: Report, words: str, number: str, **attributes: object) -> Claim:
    start = report.text.index(words)
    at = report.text.index(number, start)
    made = Claim(
        id=f"c{report.id}{start}",
        report_id=report.id,
        frame=f"f{report.id}",
        span=spans.cut(report, start, start + len(words)),
        number=spans.cut(report, at, at + len(number)),
        effect=Effect.KILLED,
        figure=Figure(3, Qualifier.EXACT, 3, 3, number),
    )
    return dataclasses.replace(made, **attributes)  # type: ignore[arg-type]


TEXT = "Three people were killed in Qarya on Monday, and two women — سعاد and مريم — were injured. Nine trees stood."


def full_claim(report: Report) -> Claim:
    return claim(
        report,
        "two women — سعاد and مريم — were injured",
        "two",
        effect=Effect.INJURED,
        figure=Figure(2, Qualifier.AT_LEAST, 2, None, "two"),
        group=Group.WOMEN,
        status=Status.CIVILIAN,
        role=Role.TEACHER,
        object="hall",
        part_of=f"c{report.id}{report.text.index('Three')}",
        scope=Scope.TALLY,
        time=When(date(2031, 5, 1), date(2031, 5, 3), DatePrecision.DAYS, date(2031, 5, 5)),
        period=When(date(2031, 3, 5), date(2031, 5, 5), DatePrecision.YEAR, date(2031, 5, 5)),
        places=(Place("Qarya", 1.5, -2.25, "g:7", "North", "XX", PlacePrecision.NEAR, (Place("Qarya al-Tahta"),)),),
        perpetrators=(Actor("the army of Nowhere", "nowhere", "state", "nowhere"), Actor("gunmen")),
        claimant=Actor("a hospital", None, "hospital"),
        via=(Actor("an agency", "agency", "agency"),),
        event_type=EventType.SHELLING,
        weapon="mortar",
        stance=Stance.HEDGED,
        victims=(Victim("سعاد", 57, 61, 31, "female"), Victim("مريم", 66, 70)),
        evidence=(Evidence("group", "noun", 49, 54, "women"), Evidence("scope", "default", None, None, "")),
    )


def extraction(report: Report) -> Extraction:
    nine = report.text.index("Nine trees")
    unclaimed = (Unclaimed(spans.cut(report, nine, nine + 4), "counts no people"),)
    return Extraction(report.id, (full_claim(report), claim(report, "Three people were killed", "Three")), unclaimed)


INCIDENT = Incident(
    id="i1",
    frames=("f1",),
    claims=("c1",),
    reports=("r1",),
    time=When(date(2031, 5, 1), None, DatePrecision.UNKNOWN),
    places=(Place("Qarya", candidates=(Place("Qarya al-Tahta", 1.0, 2.0),)),),
    event_type=EventType.AIRSTRIKE,
    weapon=None,
    perpetrators=(Actor("gunmen"),),
    figures=(FigureLine(Effect.KILLED, Status.CIVILIAN, None, 3, 3, 3, True, "first", ("c1",), "why"),),
    grade=None,
    grade_reason="graded later",
    unplaced=True,
)


def test_everything_comes_back_equal_after_closing(reopen: Callable[[], Record]) -> None:
    report, raw = captured(
        "r1",
        TEXT,
        publisher="دار",
        title="",
        url="https://example.org/1",
        language="en",
        published_at=date(2031, 5, 4),
        retrieved_at="2031-05-05T01:02:03Z",
        access=Access.PARTNER,
        origins={"publisher": "manifest", "language": "detected"},
    )
    with reopen() as record:
        assert record.add_report(report, raw) == "new"
        record.put_extraction(extraction(report), "e1")
        record.put_incidents([INCIDENT])
        record.set_aside("broken.pdf", "it is encrypted")
        record.set_versions({"tadwin": "1", "model": "m"})
    with reopen() as record:
        assert list(record.reports()) == [report]
        assert record.report("r1") == report
        assert record.raw(report.sha256) == raw
        assert tuple(record.claims()) == tuple(record.claims("r1")) == extraction(report).claims[::-1]
        assert record.unclaimed("r1") == extraction(report).unclaimed
        assert list(record.incidents()) == [INCIDENT]
        assert record.set_asides() == {"broken.pdf": "it is encrypted"}
        assert record.versions() == {"tadwin": "1", "model": "m"}
        assert check_record(record) == ("incident i1 names claim c1, which is not there",)


def test_the_same_report_twice_changes_nothing(record: Record) -> None:
    report, raw = captured("r1", TEXT)
    record.add_report(report, raw)
    record.put_extraction(extraction(report), "e1")
    assert record.add_report(dataclasses.replace(report, retrieved_at="later"), raw) == "same"
    assert record.report("r1").retrieved_at is None
    assert record.needs_extraction("e1") == []
    assert len(record.readings("r1")) == 1
    assert len(list(record.claims())) == 2


def test_the_same_bytes_under_another_name_are_one_report(record: Record) -> None:
    report, raw = captured("r1", TEXT)
    assert record.add_report(report, raw) == "new"
    for _ in range(2):
        assert record.add_report(dataclasses.replace(report, id="copy"), raw) == "same"
    assert [kept.id for kept in record.reports()] == ["r1"]
    assert record.aliases("r1") == ("copy",)
    assert record.report("copy") == report


def test_other_bytes_under_a_known_name_are_a_newer_version(record: Record) -> None:
    first, second = captured("r1", TEXT), captured("r1", TEXT + " Corrected.")
    record.add_report(*first)
    record.put_extraction(extraction(first[0]), "e1")
    assert record.add_report(*second) == "newer version"
    assert list(record.reports()) == [second[0]]
    assert record.readings("r1") == (first[0], second[0])
    assert record.raw(first[0].sha256) == first[1]
    assert list(record.claims()) == []
    assert record.unclaimed("r1") == ()
    assert record.needs_extraction("e1") == ["r1"]


def test_a_file_that_goes_back_to_what_it_was_makes_no_third_version(record: Record) -> None:
    first, second = captured("r1", "One."), captured("r1", "Two.")
    for pair in (first, second, first):
        record.add_report(*pair)
    assert record.report("r1") == first[0]
    assert record.readings("r1") == (first[0], second[0])


def test_two_files_that_swap_their_words_stay_two_reports(record: Record) -> None:
    for name, words in (("a", "One."), ("b", "Two."), ("a", "Two."), ("b", "One.")):
        record.add_report(*captured(name, words))
    assert {report.id: report.text for report in record.reports()} == {"a": "One.", "b": "Two."}


def test_reading_the_same_bytes_better_makes_a_version(record: Record) -> None:
    report, raw = captured("r1", TEXT)
    record.add_report(report, raw)
    assert record.add_report(dataclasses.replace(report, text="Cleaner."), raw) == "newer version"
    assert [reading.text for reading in record.readings("r1")] == [TEXT, "Cleaner."]


def test_a_run_without_the_manifest_does_not_unsay_it(record: Record) -> None:
    described, raw = captured(
        "r1", TEXT, publisher="A paper", published_at=date(2031, 5, 4), origins={"publisher": "manifest"}
    )
    record.add_report(described, raw)
    assert record.add_report(captured("r1", TEXT)[0], raw) == "same"
    assert record.add_report(captured("r1", TEXT, publisher="a", origins={"publisher": "text"})[0], raw) == "same"
    assert record.report("r1") == described


def test_a_manifest_that_comes_later_is_heard(record: Record) -> None:
    plain, raw = captured("r1", TEXT, publisher="guess", origins={"publisher": "text"})
    record.add_report(plain, raw)
    named, _ = captured("r1", TEXT, publisher="A paper", title="T", origins={"publisher": "manifest"})
    assert record.add_report(named, raw) == "newer version"
    assert record.report("r1") == named


def test_what_reads_is_no_longer_set_aside(record: Record) -> None:
    record.set_aside("r1.pdf", "it is empty")
    record.set_aside("other.pdf", "it is encrypted")
    record.set_aside("other.pdf", "it is too large")
    record.add_report(*captured("r1", TEXT), name="r1.pdf")
    assert record.set_asides() == {"other.pdf": "it is too large"}


def test_what_was_extracted_is_no_longer_set_aside_and_names_can_be_dropped(record: Record) -> None:
    report, raw = captured("r1", TEXT)
    record.add_report(report, raw)
    for name in ("r1", "a.pdf", "bad\udcff.txt", "c.pdf"):
        record.set_aside(name, "not read")
    record.put_extraction(extraction(report), "e1")
    record.drop_set_asides(["a.pdf", "bad\udcff.txt", "no such"])
    assert list(record.set_asides()) == ["c.pdf"]


def test_names_and_reasons_that_are_not_text_are_kept_escaped(record: Record) -> None:
    record.set_aside("bad\udcff.txt", "no \ud800")
    assert record.set_asides() == {"bad\\udcff.txt": "no \\ud800"}


def test_text_that_cannot_be_stored_is_refused_and_leaves_nothing(record: Record) -> None:
    report, raw = captured("r1", TEXT)
    record.set_aside("r1.txt", "earlier")
    with pytest.raises(UnreadableReport, match=r"r1\.txt: .*surrogates"):
        record.add_report(dataclasses.replace(report, text="\ud800"), raw, name="r1.txt")
    assert list(record.reports()) == []
    assert record.set_asides() == {"r1.txt": "earlier"}


def test_bytes_that_are_not_the_reports_are_a_defect(record: Record) -> None:
    with pytest.raises(ValueError, match="bytes"):
        record.add_report(captured("r1", TEXT)[0], b"else")


def test_an_extraction_replaces_the_one_before(record: Record) -> None:
    report, raw = captured("r1", TEXT)
    record.add_report(report, raw)
    assert record.needs_extraction("e1") == ["r1"]
    record.put_extraction(extraction(report), "e1")
    assert record.needs_extraction("e1") == []
    assert record.needs_extraction("e2") == ["r1"]
    record.put_extraction(Extraction("r1", (), ()), "e2")
    assert list(record.claims()) == []
    assert record.needs_extraction("e2") == []


def test_an_extraction_whose_quote_is_not_in_the_text_is_refused_whole(record: Record) -> None:
    report, raw = captured("r1", TEXT)
    record.add_report(report, raw)
    record.put_extraction(extraction(report), "e1")
    good = claim(report, "Three people were killed", "Three", id="other")
    bad = dataclasses.replace(full_claim(report), number=Span("r1", 0, 5, "Seven"))
    with pytest.raises(SpanMismatch):
        record.put_extraction(Extraction("r1", (good, bad), ()), "e2")
    assert {kept.id for kept in record.claims()} == {kept.id for kept in extraction(report).claims}


def test_claims_come_by_report_and_place_in_the_text(record: Record) -> None:
    for name in ("b", "a", "Ä"):
        report, raw = captured(name, f"{name}: {TEXT}")
        record.add_report(report, raw)
        record.put_extraction(extraction(report), "e1")
    found = [(kept.report_id, kept.span.start) for kept in record.claims()]
    assert found == sorted(found)
    assert len(found) == 6
    assert [report.id for report in record.reports()] == ["a", "b", "Ä"]


def test_reports_come_by_their_names(record: Record) -> None:
    for name in ("b", "a", "Ä"):
        record.add_report(*captured(name, f"{name}: {TEXT}"))
    again, raw = captured("a", f"a: {TEXT} Read anew.")
    record.add_report(again, raw)
    assert record.reports_named(["Ä", "a", "a"]) == (record.report("a"), record.report("Ä"))
    assert record.reports_named(()) == ()
    with pytest.raises(RecordError, match="there is no report 'r0'"):
        record.reports_named(["a", *(f"r{number}" for number in range(2500))])


def test_incidents_are_replaced_and_come_by_day(record: Record) -> None:
    def on(name: str, day: date | None) -> Incident:
        return dataclasses.replace(INCIDENT, id=name, frames=(name,), time=When(day, day, DatePrecision.DAY))

    record.put_incidents([INCIDENT])
    record.put_incidents([on("i2", None), on("i3", date(2031, 2, 1)), on("i4", date(2030, 9, 1))])
    assert [incident.id for incident in record.incidents()] == ["i4", "i3", "i2"]
    record.put_incidents(())
    assert list(record.incidents()) == []


def test_the_record_can_be_written_while_it_is_read(record: Record) -> None:
    for number in range(3):
        record.add_report(*captured(f"r{number}", f"{number} {TEXT}"))
    for report in record.reports():
        record.put_extraction(extraction(report), "e1")
    assert len(list(record.claims())) == 6
    assert check_record(record) == ()


def test_versions_are_replaced(record: Record) -> None:
    record.set_versions({"tadwin": "1", "model": "m"})
    record.set_versions({"tadwin": "2"})
    assert record.versions() == {"tadwin": "2"}
    record.set_versions({})
    assert record.versions() == {}


def test_what_is_not_there_is_named(record: Record) -> None:
    with pytest.raises(RecordError, match="no report 'r9'"):
        record.report("r9")
    with pytest.raises(RecordError, match="no bytes abc"):
        record.raw("abc")
    with pytest.raises(RecordError, match="no report 'r9'"):
        record.put_extraction(Extraction("r9", (), ()), "e1")


def test_ids_of_hostile_files_are_only_names(record: Record) -> None:
    name = "'; DROP TABLE reports; --\x00%s\n../../x"
    record.add_report(*captured(name, TEXT))
    assert record.report(name).id == name
    assert list(record.claims(name)) == []


# --- incidents, their frames and their ids ------------------------------------------------------------------------


def of(*frames: str, claims: tuple[str, ...] = ()) -> Incident:
    """An incident of these frames, named after the smallest as all are."""
    made = dataclasses.replace(INCIDENT, id=f"i-{min(frames)}", frames=frames)
    return dataclasses.replace(made, claims=claims or tuple(f"c-{frame}" for frame in frames))


def keep(record: Record, name: str) -> None:
    """Keeps a report and what was read from it."""
    report, raw = captured(name, f"{name}: {TEXT}")
    record.add_report(report, raw)
    record.put_extraction(extraction(report), "e1")


def names(found: tuple[Incident, ...]) -> list[str]:
    return [incident.id for incident in found]


def test_all_that_is_known_of_an_incident_comes_back(record: Record) -> None:
    full = dataclasses.replace(
        INCIDENT,
        grade="fair",
        grade_next="a third origin",
        origins=(Origin("a hospital", "h", ("c1",), True, "hospital"), Origin("unknown", None, (), False)),
        contradictions=(Contradiction(("c1", "c2"), "five of four"),),
        denials=(Denial("c3", "the army", ("c1",), "it denies having killed anyone"),),
        contains=("i2",),
        toll=True,
    )
    record.put_incidents([full])
    assert record.incident("i1") == (full,)
    assert type(full.origins[0]) is type(record.incident("i1")[0].origins[0])


def test_an_id_that_is_merged_away_leads_to_what_holds_it_now(record: Record) -> None:
    record.put_incidents([of("a"), of("b"), of("c")])
    record.put_incidents([of("a", "b"), of("c")])
    assert names(record.incident("i-b")) == ["i-a"]
    record.put_incidents([of("0", "a", "b"), of("c")])
    assert names(record.incident("i-b")) == names(record.incident("i-a")) == ["i-0"]
    record.put_incidents([of("0"), of("a"), of("b"), of("c")])
    assert [names(record.incident(f"i-{one}")) for one in "0abc"] == [["i-0"], ["i-a"], ["i-b"], ["i-c"]]


def test_an_id_whose_parts_went_apart_leads_to_each(record: Record) -> None:
    record.put_incidents([of("a", claims=("c1", "c2")), of("d")])
    # Other rules of extraction number frames anew; claims keep their ids.
    record.put_incidents([of("b", claims=("c1",)), of("c", claims=("c2",)), of("d")])
    assert names(record.incident("i-a")) == ["i-b", "i-c"]


def test_an_id_that_leads_nowhere_is_named(record: Record) -> None:
    record.put_incidents([of("a")])
    record.put_incidents([of("b")])
    for unknown in ("i-a", "i-z", ""):
        with pytest.raises(RecordError, match=f"no incident '{unknown}'"):
            record.incident(unknown)


def test_only_the_incidents_that_are_named_are_replaced(record: Record) -> None:
    record.put_incidents([of("a"), of("b"), of("c")])
    record.put_frames({"a": ["k1", "k2"], "b": ["k2"], "c": ["k3"]})
    record.put_incidents([of("a", "b")], replacing=["i-a", "i-b"])
    assert sorted(incident.id for incident in record.incidents()) == ["i-a", "i-c"]
    assert names(record.incident("i-b")) == ["i-a"]
    assert record.incidents_of_frames(["a", "b", "c", "z"]) == {"a": "i-a", "b": "i-a", "c": "i-c"}
    assert record.keys_of_frames(["a", "c", "z"]) == {"k1", "k2", "k3"}
    assert record.frames_by_keys(["k2", "k3", "k9"]) == {"a", "b", "c"}
    record.put_incidents((), replacing=["i-c"])
    assert record.frames_by_keys(["k3"]) == frozenset()
    assert record.frames_by_keys(["k1"]) == {"a"}
    record.put_incidents([of("a")])
    assert record.frames_by_keys(["k1", "k2", "k3"]) == {"a"}


def test_a_frame_is_in_one_incident(record: Record) -> None:
    record.put_incidents([of("a"), of("b")])
    with pytest.raises(IntegrityError):
        record.put_incidents([of("b", "c")], replacing=["i-a"])
    assert sorted(incident.id for incident in record.incidents()) == ["i-a", "i-b"]


def test_frames_are_found_by_keys_however_many_are_asked_for(record: Record) -> None:
    record.put_incidents([of(f"f{number:05}") for number in range(2500)])
    record.put_frames({f"f{number:05}": {f"k{number:05}", "every"} for number in range(2500)})
    asked = [f"k{number:05}" for number in range(0, 5000, 2)]
    assert record.frames_by_keys(asked) == {f"f{number:05}" for number in range(0, 2500, 2)}
    assert len(record.frames_by_keys(["every"])) == 2500
    record.put_frames({"f00001": ["new"]})
    assert record.frames_by_keys(["k00001"]) == frozenset()
    assert record.frames_by_keys(["new"]) == {"f00001"}


def test_claims_come_by_their_reports(record: Record) -> None:
    for name in ("a", "b", "c"):
        keep(record, name)
    every = tuple(record.claims())
    assert record.claims_of_reports(["c", "a", "a", "none"]) == tuple(one for one in every if one.report_id != "b")
    assert record.claims_of_reports([f"r{number}" for number in range(2500)] + ["b"]) == tuple(record.claims("b"))
    assert record.claims_of_reports(()) == ()
    assert record.reports_of_claims() == {one.id: one.report_id for one in every}


def test_frames_name_their_reports_also_when_the_claims_are_gone(record: Record) -> None:
    keep(record, "a")
    keep(record, "b")
    record.put_incidents([of("fa", "fb~2"), of("planted")])
    assert record.reports_of_frames(["fa", "none"]) == {"a"}
    assert record.reports_of_frames(["fa", "fb~2", "planted"]) == {"a", "b"}, "a frame without a claim has no report"
    record.add_report(*captured("a", "Nothing more is said."))
    assert record.reports_of_frames(["fa"]) == {"a"}
    assert record.incidents_of_reports(["a", "b"]) == {"fa": "i-fa", "fb~2": "i-fa"}


def test_incidents_come_by_name_and_by_day(record: Record) -> None:
    first, last = date(2031, 5, 1), date(2031, 5, 4)
    dated = [
        dataclasses.replace(of(name), time=When(start, end, DatePrecision.DAYS))
        for name, start, end in (("d", first, first), ("a", first, last), ("b", last, last), ("c", None, None))
    ]
    record.put_incidents(dated)
    assert names(record.incidents_named(["i-d", "i-a", "i-z", "i-d"])) == ["i-a", "i-d"]
    assert record.incidents_named(()) == ()
    assert record.incidents_named(["i-b"]) == (dated[2],)
    assert names(record.incidents_of_days([first])) == ["i-a", "i-d"]
    assert names(record.incidents_of_days([last, first])) == ["i-a", "i-b", "i-d"]
    assert names(record.incidents_of_days([date(2031, 5, 2)])) == ["i-a"]
    assert record.incidents_of_days([date(2031, 4, 30), date(2031, 5, 5)]) == ()
    assert record.incidents_of_days(()) == ()


def test_reports_that_one_linker_has_linked_are_counted(record: Record) -> None:
    for name in ("a", "b"):
        keep(record, name)
    assert record.linked_reports("l1") == 0
    record.put_linked(["a", "b", "none"], "l1")
    assert (record.linked_reports("l1"), record.linked_reports("l2")) == (2, 0)
    record.put_linked(["b"], "l2")
    assert (record.linked_reports("l1"), record.linked_reports("l2")) == (1, 1)
    record.put_extraction(extraction(record.report("a")), "e2")
    assert record.linked_reports("l1") == 0


def test_reports_wait_to_be_linked_after_each_extraction(record: Record) -> None:
    for name in ("a", "b"):
        report, raw = captured(name, f"{name}: {TEXT}")
        record.add_report(report, raw)
        record.put_extraction(extraction(report), "e1")
    assert record.needs_linking("l1") == ["a", "b"]
    record.put_incidents([of("fa"), of("fb")])
    record.put_linked(["a", "b"], "l1")
    assert (record.needs_linking("l1"), record.needs_linking("l2")) == ([], ["a", "b"])
    assert (record.linked_reports("l1"), record.linked_reports("l2")) == (2, 0)
    assert record.incidents_of_reports(["b"]) == {"fb": "i-fb"}
    record.put_extraction(extraction(record.report("b")), "e2")
    assert record.needs_linking("l1") == ["b"]
    record.put_linked(["b"], "l1")
    record.append(action="merge", anchors=(dataclasses.replace(ANCHOR, report_id="a"),), by="noor", at="now")
    assert record.needs_linking("l1") == ["a"]
    record.put_linked(["a"], "l1")
    record.append(action="undo", anchors=(), field="1", by="noor", at="now", touches=["a"])
    assert record.needs_linking("l1") == ["a"]
    record.put_linked(["a"], "l1")
    record.add_report(*captured("b", "Nothing more is said."))  # its claims go, and its frame is still in an incident
    assert record.needs_linking("l1") == ["b"]
    record.put_incidents((), replacing=["i-fb"])
    assert record.needs_linking("l1") == []


# --- decisions ----------------------------------------------------------------------------------------------------


ANCHOR = Anchor("c1", "r1", 7, "six", "killed ", " people — \n all")


def test_decisions_are_numbered_and_chained(reopen: Callable[[], Record]) -> None:
    with reopen() as record:
        first = record.append(action="merge", anchors=(ANCHOR,), by="noor \udcff", at="2031-05-01T00:00:00Z")
    with reopen() as record:
        second = record.append(
            action="set", anchors=(ANCHOR,), field="value", before="6", after="7", by="م", at="later", note="counted"
        )
        assert [one.number for one in (first, second)] == [1, 2]
        assert (first.previous, second.previous, first.by) == ("", first.hash, "noor \\udcff")
        assert list(record.decisions()) == [first, second]
        assert check_record(record) == ()


def digest(words: str) -> str:
    return hashlib.sha256(words.encode("ascii")).hexdigest()


def written(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def chain_hash(told: dict[str, Any], previous: str) -> str:
    """The hash as docs/reference/audit.md describes it, written down without the code that it checks."""
    parts = ("anchors", "before", "after", "by", "note")
    commitments = {part: digest(told["salts"][part] + written(told[part])) for part in parts}
    clear = {name: told[name] for name in ("number", "action", "field", "at")}
    return digest(written({**clear, "previous": previous, "commitments": commitments}))


def test_the_chain_can_be_checked_without_tadwin(record: Record) -> None:
    for number in range(3):
        record.append(action="set", anchors=(ANCHOR,) * number, field="weapon", after='"a  b"', by="n", at="now")
    previous = ""
    for decision in record.decisions():
        previous = chain_hash(dataclasses.asdict(decision), previous)
        assert decision.hash == previous
    assert record.head() == previous
    salts = [salt for decision in record.decisions() for salt in decision.salts.values()]
    assert len(set(salts)) == len(salts) == 15
    assert min(map(len, salts)) == 32


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (update(DECISIONS).where(DECISIONS.c.number == 2).values(by="someone else"), "decision 2 is not what was"),
        (update(DECISIONS).where(DECISIONS.c.number == 1).values(after="8"), "decision 1 is not what was"),
        (update(DECISIONS).where(DECISIONS.c.number == 2).values(previous="0"), "decision 2 does not follow"),
        (delete(DECISIONS).where(DECISIONS.c.number == 2), "decision 2 is missing"),
        (delete(DECISIONS).where(DECISIONS.c.number == 1), "decision 1 is missing"),
    ],
)
def test_a_decision_that_someone_changed_or_removed_is_told(record: Record, change: Executable, told: str) -> None:
    for after in "789":
        record.append(action="set", anchors=(ANCHOR,), field="value", after=after, by="noor", at="now")
    with record.transaction() as connection:
        connection.execute(change)
    assert check_record(record)[0].startswith(told)


def test_a_rehashed_change_breaks_the_chain_behind_it(record: Record) -> None:
    first, _ = (record.append(action="undo", anchors=(), field="1", by=by, at="now") for by in ("a", "b"))
    forged = dataclasses.asdict(dataclasses.replace(first, by="x"))
    commitments = {**first.commitments, "by": digest(first.salts["by"] + written("x"))}
    with record.transaction() as connection:
        values = {"by": "x", "commitments": commitments, "hash": chain_hash(forged, "")}
        connection.execute(update(DECISIONS).where(DECISIONS.c.number == 1).values(values))
    assert check_record(record) == ("decision 2 does not follow the one before it: that one was changed or replaced",)


def test_no_method_changes_or_deletes_a_decision(record: Record) -> None:
    kept = record.append(action="merge", anchors=(ANCHOR,), by="noor", at="now")
    report, raw = captured("r1", TEXT)
    record.add_report(report, raw)
    record.put_extraction(extraction(report), "e1")
    record.add_report(*captured("r1", "Otherwise."))
    record.put_incidents((), replacing=None)
    record.set_versions({})
    assert list(record.decisions()) == [kept]


def test_changes_within_a_whole_are_kept_together_or_not_at_all(record: Record) -> None:
    def decide(after: str) -> None:
        record.append(action="set", anchors=(), field="value", after=after, by="noor", at="now")

    with record.whole():
        decide("7")
        with record.whole():
            decide("8")
        assert [one.after for one in record.decisions()] == ["7", "8"]  # seen within, before anything is kept

    def stopped() -> None:
        with record.whole():
            decide("9")
            with record.whole():
                record.set_versions({"part": "1"})
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        stopped()
    decide("10")
    assert [one.after for one in record.decisions()] == ["7", "8", "10"]
    assert record.versions() == {}
    assert check_record(record) == ()

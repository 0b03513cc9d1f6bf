"""Redactions of real records: nothing of what was removed is in any file, and everything else is as it was."""

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import update

from benchmarks.postgres import Cluster
from tadwin.config import load_settings
from tadwin.errors import DecisionError, RedactionError
from tadwin.placenames import loose_key
from tadwin.reconcile.claimants import read
from tadwin.review.fields import field_named
from tadwin.review.signoff import evidence
from tadwin.review.spelled import BLOCK
from tadwin.review.standing import effective
from tadwin.run import deciding, pipeline, signing
from tadwin.run.deciding import Word
from tadwin.run.masking import syllables
from tadwin.run.names import known
from tadwin.run.redacting import Removed, What, finish, preview, redact
from tadwin.store.chain import audit
from tadwin.store.check import check_record
from tadwin.store.record import Record, open_record
from tadwin.store.schema import DECISIONS
from tadwin.types import Incident

NAME, NEAR = "Salma Darwish", "Salma Darwich"
ARABIC = "سلمى درويش"
WORD = Word("mara", "2031-05-09T00:00:00Z", "the family asked for it")

TEXTS = {
    "wire.txt": f"""Example Wire, 20 March 2021

SALQIN, Syria - An air strike killed four people in Salqin on Friday, {NAME}, a witness, said. {NAME}, 34, a teacher,
and her husband Omar Haddad (41) were killed. Three children were injured, {NEAR} said.
""",
    "other-salma-darwish.txt": f"""Other Wire, 20 March 2021

SALQIN, Syria - An air strike killed five people in Salqin on Friday, including teacher {NAME.upper()} (34), the Syria
Civil Defence said. Her name is {ARABIC}.
""",
    "quiet.txt": """Third Wire, 20 March 2021

BINNISH, Syria - Shelling killed two men in Binnish on Friday, a doctor said.
""",
    "page.html": """<html><head><title>Strike</title><meta charset="utf-8"></head><body><article>
<h1>Strike in Salqin</h1>
<p>20 March 2021. Two women were wounded in Binnish on Friday, a doctor said. The strike hit a market in the centre of
the town, witnesses said, and many shops burned for hours after it.</p></article>
<aside>By S&#97;lma Darwish</aside></body></html>
""",
    "titled.txt": "Shelling injured six people in Idlib on 4 May 2021, a hospital said. The dead were not counted.",
    "manifest.csv": f"""file,publisher,published,url,title,language,access
page.html,,2021-03-20,https://example.org/by/{quote(NAME)}/1,Strike,en,
titled.txt,{NAME},2021-05-05,https://example.org/2,"{NAME}: six injured",en,
""",
}


def kept_bytes(folder: Path) -> bytes:
    """Every byte of every file of a record."""
    return b"\0".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def written(value: str) -> list[bytes]:
    """How a value can stand in a file."""
    ways = [value, value.upper(), value.lower(), value.casefold().replace(" ", "_")]
    bytes_of = [way.encode(encoding) for way in ways for encoding in ("utf-8", "utf-16-le")]
    escaped = [json.dumps(way)[1:-1].encode() for way in ways]
    return [*bytes_of, *escaped, quote(value).encode()]


def stands(value: str, folder: Path) -> list[bytes]:
    everything = kept_bytes(folder)
    return [way for way in written(value) if way in everything]


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def template(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the texts with decisions about them."""
    out = tmp_path_factory.mktemp("template") / "out"
    pipeline.run([str(sources)], out, settings=load_settings())
    with open_record(out / "record.db") as record:
        decide(record)
        finish(record, out)
    return out


def decide(record: Record) -> None:
    """Decisions that hold the name in each of their parts, and a signed incident."""
    witness = Word(NAME, "2031-05-01T00:00:00Z", f'"{NAME.upper()}" told me; {ARABIC}')
    claim = next(one for one in record.claims("wire") if one.claimant is not None)
    names = known(load_settings())
    deciding.set_field(record, claim, field_named("claimant"), f"{NAME}, of Salqin", names, witness)
    deciding.set_field(record, claim, field_named("value"), "9", names, Word("noor", "2031-05-02T00:00:00Z", "so"))
    quiet = next(record.claims("quiet"))
    deciding.set_field(record, quiet, field_named("value"), "3", names, Word("noor", "2031-05-03T00:00:00Z"))
    signing.sign(record, of(record, "wire"), Word("noor", "2031-05-04T00:00:00Z", "asked noor and Noor-7"))
    record.set_aside(f"{NAME}.docx", f"what {NAME} sent cannot be read")


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    made = tmp_path / "out"
    made.mkdir()
    for path in template.iterdir():
        (made / path.name).write_bytes(path.read_bytes())
    return made


@pytest.fixture
def record(folder: Path) -> Iterator[Record]:
    with open_record(folder / "record.db") as opened:
        yield opened


def of(record: Record, report: str) -> Incident:
    return next(one for one in record.incidents() if report in one.reports)


def done(record: Record, folder: Path, what: What, word: Word = WORD) -> Removed:
    removed = redact(record, what, word)
    finish(record, folder)
    return removed


def figures(record: Record) -> list[tuple[Any, ...]]:
    return sorted(
        (one.id, one.claims, [(line.effect, line.group, line.low, line.best, line.high) for line in one.figures])
        for one in record.incidents()
    )


# --- a name -------------------------------------------------------------------------------------------------------


def test_a_name_is_in_no_byte_of_any_file_and_all_else_stays(record: Record, folder: Path) -> None:
    assert len(stands(NAME, folder)) >= 4
    assert loose_key(NAME).encode() in kept_bytes(folder)
    before = {report.id: report for report in record.reports()}
    claims, counted, decisions = list(record.claims()), figures(record), list(record.decisions())
    done(record, folder, What("name", (NAME, ARABIC)))
    assert stands(NAME, folder) == stands(ARABIC, folder) == []
    assert loose_key(NAME).encode() not in kept_bytes(folder), "what linking finds victims by"
    assert NEAR.encode() in kept_bytes(folder)
    assert check_record(record) == ()
    assert figures(record) == counted
    now = list(record.claims())
    assert {one.id for one in now} == {one.id for one in claims}
    for report in record.reports():
        was = before.get(report.id) or before["other-salma-darwish"]
        assert len(report.text) == len(was.text)
        assert all(new in (old, BLOCK) for new, old in zip(report.text, was.text, strict=True))
    after = list(record.decisions())
    assert [one.action for one in after] == [*(one.action for one in decisions), "redact"]
    assert [one.hash for one in after[:-1]] == [one.hash for one in decisions]
    assert (after[2].after, after[2].by, after[1].note) == (decisions[2].after, "noor", "so")
    assert "Name-withheld Bam" in (after[0].by, *(victim.name for one in now for victim in one.victims))


def test_decisions_still_find_their_words(record: Record, folder: Path) -> None:
    done(record, folder, What("name", (NAME, ARABIC)))
    assert {state for state, _ in deciding.states(record).values()} == {"stands"}
    assert BLOCK in repr(next(record.decisions()).anchors)


def test_what_was_signed_off_stays_signed_and_says_no_name(record: Record, folder: Path) -> None:
    done(record, folder, What("name", (NAME, ARABIC)))
    incident = of(record, "wire")
    (kept,) = signing.signed(record, signing.decisions_of(record, incident))
    assert NAME.casefold() not in repr(kept).casefold()
    assert kept.incident.claims == incident.claims
    assert kept.fingerprint == evidence(incident, deciding.claims_of(record, [incident]))


def test_the_chain_tells_of_the_redaction_and_holds(record: Record, folder: Path) -> None:
    head = record.head()
    removed = done(record, folder, What("name", (NAME, ARABIC)))
    last = list(record.decisions())[-1]
    assert (last.number, last.by, last.note, last.field) == (removed.decision, "mara", WORD.note, "name")
    with record.transaction() as connection:
        found = audit(connection, head)
    assert (found.faults, found.found, found.redacted) == ((), removed.decision - 1, (1, 2, 4))


def test_the_same_bytes_are_refused_from_then_on_and_nothing_of_them_is_kept(folder: Path, sources: Path) -> None:
    with open_record(folder / "record.db") as record:
        done(record, folder, What("name", (NAME, ARABIC)))
    summary = pipeline.run([str(sources)], folder, settings=load_settings())
    refused = {Path(name).name: reason for name, reason in summary.unreadable}
    assert set(refused) == {"wire.txt", "other-salma-darwish.txt", "page.html", "titled.txt"}
    assert all(WORD.note in reason and "2031-05-09" in reason for reason in refused.values() if WORD.note)
    assert summary.same == 1
    with open_record(folder / "record.db", writes=False) as record:
        assert all(NAME not in name for name in record.set_asides())
    assert stands(NAME, folder) == []


def test_the_preview_counts_and_changes_nothing(record: Record, folder: Path) -> None:
    before = kept_bytes(folder)
    found = preview(record, What("name", (NAME, ARABIC)), WORD)
    assert kept_bytes(folder) == before
    assert found.places == redact(record, What("name", (NAME, ARABIC)), WORD).places
    assert [words for words, _ in found.near] == [NEAR]
    assert {"report_versions", "claims", "decisions", "snapshots", "set_aside"} <= found.places.keys()


def test_names_stay_apart_when_two_are_withheld(record: Record, folder: Path) -> None:
    done(record, folder, What("name", (NAME,)))
    done(record, folder, What("name", ("Omar Haddad",)))
    victims = {victim.name for one in record.claims() for victim in one.victims}
    assert {"Name-withheld Bam"} < victims
    assert len({name for name in victims if name.startswith("Name-withheld")}) == 2
    assert check_record(record) == ()


def test_a_name_that_is_not_there_is_refused(record: Record, folder: Path) -> None:
    before = kept_bytes(folder)
    with pytest.raises(RedactionError, match="stands nowhere"):
        redact(record, What("name", ("Nobody Nowhere",)), WORD)
    with pytest.raises(RedactionError, match="too short"):
        redact(record, What("name", ("A",)), WORD)
    with pytest.raises(RedactionError, match="the reason holds the name"):
        redact(record, What("name", (NAME,)), dataclasses.replace(WORD, note=f"for {NAME}"))
    assert kept_bytes(folder) == before


def test_a_redaction_cannot_be_undone(record: Record, folder: Path) -> None:
    removed = done(record, folder, What("name", (NAME,)))
    with pytest.raises(DecisionError, match="for good"):
        deciding.undo(record, removed.decision, WORD)
    assert effective(record.decisions())


def test_labels_of_any_two_names_are_two_names() -> None:
    labels = [f"Name-withheld {syllables(number)}" for number in range(1, 1400)]
    assert len({loose_key(label) for label in labels}) == len(labels)
    assert all(read(f"{label}, a witness").person == label for label in labels)


# --- a report -----------------------------------------------------------------------------------------------------


def test_a_removed_report_is_in_no_byte_of_any_file(record: Record, folder: Path) -> None:
    words = ["quiet", "Third Wire", "BINNISH, Syria", "killed two men"]
    assert all(stands(one, folder) for one in words)
    counted = [one for one in figures(record) if "quiet" not in repr(of(record, "quiet").reports)]
    removed = done(record, folder, What("report", ("quiet",)))
    for one in words:
        assert stands(one, folder) == [], one
    assert check_record(record) == ()
    assert "quiet" not in {report.id for report in record.reports()}
    assert all("quiet" not in one.reports for one in record.incidents())
    assert counted == []
    last = list(record.decisions())[-1]
    assert (last.action, last.field, last.anchors) == ("redact", "report", ())
    about = list(record.decisions())[2]
    assert (about.note, about.anchors, about.after) == (None, (), "null")
    assert deciding.states(record)[about.number] == (f"redacted by {removed.decision}", ())


def test_incidents_are_those_of_a_record_that_never_had_the_report(
    record: Record, folder: Path, sources: Path, tmp_path: Path
) -> None:
    done(record, folder, What("report", ("other-salma-darwish",)))
    done(record, folder, What("report", ("quiet",)))
    left = tmp_path / "left"
    left.mkdir()
    for name in TEXTS.keys() - {"other-salma-darwish.txt", "quiet.txt"}:
        (left / name).write_bytes((sources / name).read_bytes())
    pipeline.run([str(left)], tmp_path / "fresh", settings=load_settings())
    with open_record(tmp_path / "fresh" / "record.db") as fresh:
        deciding.set_field(
            fresh, next(one for one in fresh.claims("wire") if one.claimant is not None), field_named("value"), "9",
            known(load_settings()), WORD,
        )  # fmt: skip
        assert [row[1:] for row in figures(record)] == [row[1:] for row in figures(fresh)]


def test_a_signed_incident_with_a_removed_report_is_published_no_more(record: Record, folder: Path) -> None:
    done(record, folder, What("report", ("other-salma-darwish",)))
    assert signing.signed(record, signing.decisions_of(record, of(record, "wire"))) == ()


def test_the_bytes_of_a_removed_report_are_refused(folder: Path, sources: Path) -> None:
    with open_record(folder / "record.db") as record:
        done(record, folder, What("report", ("quiet",)))
    summary = pipeline.run([str(sources)], folder, settings=load_settings())
    assert [Path(name).name for name, _ in summary.unreadable] == ["quiet.txt"]
    assert stands("quiet", folder) == []


def test_a_report_that_is_not_there_is_refused(record: Record) -> None:
    with pytest.raises(RedactionError, match="there is no report 'none'"):
        redact(record, What("report", ("none",)), WORD)


# --- a reviewer ---------------------------------------------------------------------------------------------------


def test_a_reviewer_becomes_a_number_and_decisions_stay(record: Record, folder: Path) -> None:
    counted = figures(record)
    done(record, folder, What("reviewer", ("noor",)), Word("noor", "2031-05-09T00:00:00Z", "she left"))
    assert stands("noor", folder) == []
    assert [one.by for one in record.decisions()] == [NAME, *["reviewer 1"] * 4]
    assert list(record.decisions())[3].note == "asked reviewer 1 and reviewer 1-7"
    assert figures(record) == counted
    assert check_record(record) == ()
    assert {state for state, _ in deciding.states(record).values()} == {"stands"}


def test_a_reviewer_who_is_also_in_reports_is_named_and_reports_stay(record: Record, folder: Path) -> None:
    texts = [report.text for report in record.reports()]
    found = preview(record, What("reviewer", (NAME,)), WORD)
    assert sum(number for (words, _), number in found.near.items() if words.casefold() == NAME.casefold()) >= 3
    done(record, folder, What("reviewer", (NAME,)))
    assert [report.text for report in record.reports()] == texts
    assert next(record.decisions()).by == "reviewer 1"


# --- a redaction that was stopped ---------------------------------------------------------------------------------


def test_a_redaction_that_was_stopped_is_brought_to_its_end(folder: Path) -> None:
    with open_record(folder / "record.db") as record:
        redact(record, What("report", ("quiet",)), WORD)
    assert stands("killed two men", folder)
    with open_record(folder / "record.db") as record:
        finish(record, folder)
        assert stands("killed two men", folder) == []
        finish(record, folder)
        assert check_record(record) == ()


def test_two_redactions_of_one_part_leave_the_later(record: Record, folder: Path) -> None:
    done(record, folder, What("name", (NAME, ARABIC)))
    done(record, folder, What("reviewer", ("Name-withheld Bam",)))
    done(record, folder, What("report", ("wire",)))
    assert check_record(record) == ()
    assert len([one for one in record.decisions() if one.action == "redact"]) == 3


# --- PostgreSQL ---------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_name_goes_from_a_servers_tables_too(
    sources: Path, tmp_path: Path, postgres_cluster: Cluster, postgres_address: str
) -> None:
    pipeline.run([str(sources)], tmp_path / "out", record_at=postgres_address, settings=load_settings())
    data = postgres_cluster.folder / "data" / "base"
    with open_record(postgres_address) as record:
        decide(record)
        postgres_cluster.run_sql("CHECKPOINT")
        assert stands(NAME, data)
        redact(record, What("name", (NAME, ARABIC)), WORD)
        finish(record, None)
        assert check_record(record) == ()
        postgres_cluster.run_sql("CHECKPOINT")
    assert stands(NAME, data) == stands(ARABIC, data) == []
    with open_record(postgres_address, writes=False) as record, record.transaction() as connection:
        found = audit(connection)
        assert (found.faults, found.redacted) == ((), (1, 2, 4))
        tampered = update(DECISIONS).where(DECISIONS.c.number == 2).values(note="x")
    with open_record(postgres_address) as record, record.transaction() as connection:
        connection.execute(tampered)
        assert [fault.number for fault in audit(connection).faults] == [2]

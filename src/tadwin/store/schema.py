"""The tables of a record, in types that SQLite and PostgreSQL share.

What people filter and sort by is a column; what hangs on one row only is JSON in `rest`. Migrations
make the tables (store/migrations); a test holds that they and this module say the same.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.dialects import postgresql

#: The newest migration: a record that stands here needs none (and loads no migration tool).
HEAD = "0006"

#: Identifiers sort by code point everywhere, so that the order of an export does not hang on a locale.
NAME = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
#: An empty value is SQL's NULL, never JSON's.
NESTED = JSON(none_as_null=True)

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)

#: The bytes of captured files, once each.
RAW = Table(
    "raw",
    METADATA,
    Column("sha256", NAME, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)

#: Every report's id, and which of its versions is current.
REPORTS = Table(
    "reports",
    METADATA,
    Column("id", NAME, primary_key=True),
    Column("version", Integer, nullable=False),
)

#: What a report was at each reading. Rows are added and never changed.
REPORT_VERSIONS = Table(
    "report_versions",
    METADATA,
    Column("report_id", NAME, ForeignKey("reports.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("sha256", NAME, ForeignKey("raw.sha256"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("publisher", Text),
    Column("title", Text),
    Column("url", Text),
    Column("language", Text),
    Column("published_at", Date),
    Column("retrieved_at", Text),
    Column("access", Text, nullable=False),
    Column("origins", NESTED, nullable=False),
    Index("ix_report_versions_published_at", "published_at", "report_id", "version"),
    Index("ix_report_versions_publisher", "publisher", "published_at"),
)

#: Other names under which a report's bytes were given.
ALIASES = Table(
    "aliases",
    METADATA,
    Column("name", NAME, primary_key=True),
    Column("report_id", NAME, ForeignKey("reports.id"), primary_key=True),
)

#: What could not be read, and why.
SET_ASIDE = Table(
    "set_aside",
    METADATA,
    Column("name", NAME, primary_key=True),
    Column("reason", Text, nullable=False),
)

#: Which extractor read which version of a report, and which linker has put its claims into incidents since.
EXTRACTIONS = Table(
    "extractions",
    METADATA,
    Column("report_id", NAME, primary_key=True),
    Column("report_version", Integer, nullable=False),
    Column("extractor", Text, nullable=False),
    Column("linker", Text, index=True),
    ForeignKeyConstraint(["report_id", "report_version"], ["report_versions.report_id", "report_versions.version"]),
)

CLAIMS = Table(
    "claims",
    METADATA,
    Column("id", NAME, primary_key=True),
    Column("report_id", NAME, ForeignKey("extractions.report_id"), nullable=False),
    Column("frame", NAME, nullable=False, index=True),
    Column("start_char", Integer, nullable=False),
    Column("end_char", Integer, nullable=False),
    Column("number_start", Integer, nullable=False),
    Column("number_end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("effect", Text, nullable=False),
    Column("value", BigInteger),
    Column("qualifier", Text, nullable=False),
    Column("low", BigInteger, nullable=False),
    Column("high", BigInteger),
    Column("group_name", Text),
    Column("status", Text),
    Column("role", Text),
    Column("object", Text),
    Column("part_of", NAME),
    Column("scope", Text, nullable=False),
    Column("start_day", Date),
    Column("end_day", Date),
    Column("event_type", Text),
    Column("weapon", Text),
    Column("stance", Text, nullable=False),
    Column("rest", NESTED, nullable=False),
    Index("ix_claims_report_id_start_char", "report_id", "start_char"),
    Index("ix_claims_scope", "scope", "end_day", "id"),
)

#: Numbers near words of harm that gave no claim, in the order of the text.
UNCLAIMED = Table(
    "unclaimed",
    METADATA,
    Column("report_id", NAME, ForeignKey("extractions.report_id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("start_char", Integer, nullable=False),
    Column("end_char", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

INCIDENTS = Table(
    "incidents",
    METADATA,
    Column("id", NAME, primary_key=True),
    Column("start_day", Date, index=True),
    Column("end_day", Date),
    Column("event_type", Text),
    Column("weapon", Text),
    Column("grade", Text),
    Column("grade_reason", Text),
    Column("unplaced", Boolean, nullable=False),
    Column("rest", NESTED, nullable=False),
    Index("ix_incidents_days", "start_day", "end_day", "id"),
)

#: The names of places that a person has to decide (store/waits), always in step with INCIDENTS.
WAITING_PLACES = Table(
    "waiting_places",
    METADATA,
    Column("name", NAME, primary_key=True),
    Column("incident_id", NAME, primary_key=True, index=True),
    Column("unknown", Boolean, nullable=False),
    Column("ambiguous", Boolean, nullable=False),
    Column("wide", Boolean, nullable=False),
)

#: Which incident each frame is in, always in step with INCIDENTS. A frame without a claim in the record has no report.
FRAMES = Table(
    "frames",
    METADATA,
    Column("id", NAME, primary_key=True),
    Column("report_id", NAME, index=True),
    Column("incident_id", NAME, nullable=False, index=True),
)

#: What a frame can be found by when new reports are linked: its blocking keys.
FRAME_KEYS = Table(
    "frame_keys",
    METADATA,
    Column("key", NAME, primary_key=True),
    Column("frame", NAME, primary_key=True, index=True),
)

#: An incident's id that is no more, and the incidents that took over what it held.
FORWARDS = Table(
    "forwards",
    METADATA,
    Column("old", NAME, primary_key=True),
    Column("new", NAME, primary_key=True),
)

#: What reviewers said. Rows are added and never deleted; each holds the hash of the one before. Only words that are
#: redacted change (store/redacted): of a part that holds people's words or names the hash covers a commitment.
DECISIONS = Table(
    "decisions",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("action", Text, nullable=False),
    Column("anchors", NESTED, nullable=False),
    Column("field", Text),
    Column("before", Text),
    Column("after", Text),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("note", Text),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("salts", NESTED, nullable=False, server_default="{}"),
    Column("commitments", NESTED, nullable=False, server_default="{}"),
)

#: What was removed from the record, and by which decision: SHA-256 over a salt and the value. Of a name the salt is not
#: kept, as whoever takes the record could try out names.
TOMBSTONES = Table(
    "tombstones",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("salt", Text),
    Column("sha256", Text, nullable=False),
    Column("decision", Integer, ForeignKey("decisions.number"), nullable=False),
)

#: Which decisions are about which reports, so that one report's are found among many; an undo is about what it undoes.
DECISION_REPORTS = Table(
    "decision_reports",
    METADATA,
    Column("report_id", NAME, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
)

#: Incidents with their claims as they were signed off, as JSON, by the SHA-256 of it. Never changed.
SNAPSHOTS = Table(
    "snapshots",
    METADATA,
    Column("sha256", NAME, primary_key=True),
    Column("content", Text, nullable=False),
)

#: Where the review of each incident stands, always in step with INCIDENTS and DECISIONS: what the queue is made of.
REVIEWS = Table(
    "reviews",
    METADATA,
    Column("incident_id", NAME, primary_key=True),
    Column("state", Text, nullable=False),
    Column("waiting", Boolean, nullable=False),
    Column("doubt", Integer, nullable=False),
    Column("rest", NESTED, nullable=False),
    Column("start_day", Date),
    Column("end_day", Date),
    Column("week", Date),
    Column("place", Text),
    Column("admin1", Text),
    Column("country", Text),
    Column("event_type", Text),
    Column("perpetrators", Text),
    Column("grade", Text),
    Column("unplaced", Boolean, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("contradictions", Integer, nullable=False),
    Column("effect", Text),
    Column("low", BigInteger),
    Column("best", BigInteger),
    Column("high", BigInteger),
    Column("open", Boolean, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("signed", Integer),
    Column("decided", Integer),
    Index("ix_reviews_waiting_doubt", "waiting", "doubt", "incident_id"),
    Index("ix_reviews_state_doubt", "state", "doubt", "incident_id"),
    Index("ix_reviews_start_day_incident_id", "start_day", "incident_id"),
    Index("ix_reviews_week", "week"),
)

#: What the record keeps for itself and no export tells: "publishing", the key of published ids, in hexadecimal.
KEYS = Table(
    "keys",
    METADATA,
    Column("name", NAME, primary_key=True),
    Column("value", Text, nullable=False),
)

#: Names and hashes of tadwin, model, gazetteer, actors and vocabularies that made the record.
VERSIONS = Table(
    "versions",
    METADATA,
    Column("part", NAME, primary_key=True),
    Column("version", Text, nullable=False),
)

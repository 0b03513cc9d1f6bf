"""The first tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

NAME = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
NESTED = sa.JSON(none_as_null=True)


def upgrade() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", NAME, nullable=False),
        sa.Column("start_day", sa.Date()),
        sa.Column("end_day", sa.Date()),
        sa.Column("event_type", sa.Text()),
        sa.Column("weapon", sa.Text()),
        sa.Column("grade", sa.Text()),
        sa.Column("grade_reason", sa.Text()),
        sa.Column("unplaced", sa.Boolean(), nullable=False),
        sa.Column("rest", NESTED, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    op.create_index(op.f("ix_incidents_start_day"), "incidents", ["start_day"])
    op.create_table(
        "raw",
        sa.Column("sha256", NAME, nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_raw")),
    )
    op.create_table(
        "reports",
        sa.Column("id", NAME, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
    )
    op.create_table(
        "set_aside",
        sa.Column("name", NAME, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_set_aside")),
    )
    op.create_table(
        "versions",
        sa.Column("part", NAME, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("part", name=op.f("pk_versions")),
    )
    op.create_table(
        "aliases",
        sa.Column("name", NAME, nullable=False),
        sa.Column("report_id", NAME, nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_aliases_report_id")),
        sa.PrimaryKeyConstraint("name", "report_id", name=op.f("pk_aliases")),
    )
    op.create_table(
        "report_versions",
        sa.Column("report_id", NAME, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha256", NAME, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("language", sa.Text()),
        sa.Column("published_at", sa.Date()),
        sa.Column("retrieved_at", sa.Text()),
        sa.Column("access", sa.Text(), nullable=False),
        sa.Column("origins", NESTED, nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_report_versions_report_id")),
        sa.ForeignKeyConstraint(["sha256"], ["raw.sha256"], name=op.f("fk_report_versions_sha256")),
        sa.PrimaryKeyConstraint("report_id", "version", name=op.f("pk_report_versions")),
    )
    op.create_index(op.f("ix_report_versions_sha256"), "report_versions", ["sha256"])
    op.create_table(
        "extractions",
        sa.Column("report_id", NAME, nullable=False),
        sa.Column("report_version", sa.Integer(), nullable=False),
        sa.Column("extractor", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id", "report_version"],
            ["report_versions.report_id", "report_versions.version"],
            name=op.f("fk_extractions_report_id"),
        ),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_extractions")),
    )
    op.create_table(
        "claims",
        sa.Column("id", NAME, nullable=False),
        sa.Column("report_id", NAME, nullable=False),
        sa.Column("frame", NAME, nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("number_start", sa.Integer(), nullable=False),
        sa.Column("number_end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger()),
        sa.Column("qualifier", sa.Text(), nullable=False),
        sa.Column("low", sa.BigInteger(), nullable=False),
        sa.Column("high", sa.BigInteger()),
        sa.Column("group_name", sa.Text()),
        sa.Column("status", sa.Text()),
        sa.Column("role", sa.Text()),
        sa.Column("object", sa.Text()),
        sa.Column("part_of", NAME),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("start_day", sa.Date()),
        sa.Column("end_day", sa.Date()),
        sa.Column("event_type", sa.Text()),
        sa.Column("weapon", sa.Text()),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("rest", NESTED, nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["extractions.report_id"], name=op.f("fk_claims_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_frame"), "claims", ["frame"])
    op.create_index("ix_claims_report_id_start_char", "claims", ["report_id", "start_char"])
    op.create_table(
        "unclaimed",
        sa.Column("report_id", NAME, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["extractions.report_id"], name=op.f("fk_unclaimed_report_id")),
        sa.PrimaryKeyConstraint("report_id", "position", name=op.f("pk_unclaimed")),
    )

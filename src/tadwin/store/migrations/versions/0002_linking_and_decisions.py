"""Decisions, the index of frames that linking reads, and forwarded incidents."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"

NAME = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
NESTED = sa.JSON(none_as_null=True)


def upgrade() -> None:
    op.add_column("extractions", sa.Column("linker", sa.Text()))
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("anchors", NESTED, nullable=False),
        sa.Column("field", sa.Text()),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decisions")),
    )
    op.create_table(
        "frames",
        sa.Column("id", NAME, nullable=False),
        sa.Column("report_id", NAME),
        sa.Column("incident_id", NAME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frames")),
    )
    op.create_index(op.f("ix_frames_report_id"), "frames", ["report_id"])
    op.create_index(op.f("ix_frames_incident_id"), "frames", ["incident_id"])
    op.create_table(
        "frame_keys",
        sa.Column("key", NAME, nullable=False),
        sa.Column("frame", NAME, nullable=False),
        sa.PrimaryKeyConstraint("key", "frame", name=op.f("pk_frame_keys")),
    )
    op.create_index(op.f("ix_frame_keys_frame"), "frame_keys", ["frame"])
    op.create_table(
        "forwards",
        sa.Column("old", NAME, nullable=False),
        sa.Column("new", NAME, nullable=False),
        sa.PrimaryKeyConstraint("old", "new", name=op.f("pk_forwards")),
    )

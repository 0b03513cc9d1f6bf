"""Where the review of each incident stands, what was signed off, and which decisions are about which reports."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

NAME = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
NESTED = sa.JSON(none_as_null=True)
DECISIONS = sa.table(
    "decisions",
    sa.column("number", sa.Integer()),
    sa.column("action", sa.Text()),
    sa.column("anchors", NESTED),
    sa.column("field", sa.Text()),
)


def upgrade() -> None:
    _make_reviews()
    op.create_table(
        "snapshots",
        sa.Column("sha256", NAME, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_snapshots")),
    )
    made = op.create_table(
        "decision_reports",
        sa.Column("report_id", NAME, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("report_id", "number", name=op.f("pk_decision_reports")),
    )
    rows = [
        {"report_id": report, "number": number} for number, reports in _reports().items() for report in sorted(reports)
    ]
    if rows:
        op.bulk_insert(made, rows)
    # The next command that writes links the record anew, and with it fills the reviews.
    op.execute("UPDATE extractions SET linker = NULL")


def _reports() -> dict[int, set[str]]:
    """The reports that each decision is about; an undo is about those of the decision that it takes back."""
    found: dict[int, set[str]] = {}
    for number, action, anchors, field in op.get_bind().execute(sa.select(DECISIONS).order_by(DECISIONS.c.number)):
        found[number] = {anchor["report_id"] for anchor in anchors}
        if action == "undo" and field and field.isdecimal():
            found[number] = found.get(int(field), set())
    return found


def _make_reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("incident_id", NAME, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.Column("doubt", sa.Integer(), nullable=False),
        sa.Column("rest", NESTED, nullable=False),
        sa.Column("start_day", sa.Date()),
        sa.Column("end_day", sa.Date()),
        sa.Column("week", sa.Date()),
        sa.Column("place", sa.Text()),
        sa.Column("admin1", sa.Text()),
        sa.Column("country", sa.Text()),
        sa.Column("event_type", sa.Text()),
        sa.Column("perpetrators", sa.Text()),
        sa.Column("grade", sa.Text()),
        sa.Column("unplaced", sa.Boolean(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("contradictions", sa.Integer(), nullable=False),
        sa.Column("effect", sa.Text()),
        sa.Column("low", sa.BigInteger()),
        sa.Column("best", sa.BigInteger()),
        sa.Column("high", sa.BigInteger()),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("signed", sa.Integer()),
        sa.Column("decided", sa.Integer()),
        sa.PrimaryKeyConstraint("incident_id", name=op.f("pk_reviews")),
    )
    op.create_index("ix_reviews_waiting_doubt", "reviews", ["waiting", "doubt", "incident_id"])
    op.create_index("ix_reviews_state_doubt", "reviews", ["state", "doubt", "incident_id"])
    op.create_index("ix_reviews_start_day_incident_id", "reviews", ["start_day", "incident_id"])
    op.create_index("ix_reviews_week", "reviews", ["week"])

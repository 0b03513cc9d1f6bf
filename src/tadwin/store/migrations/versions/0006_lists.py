"""Indexes for the lists of reports and tallies, and a table of the names of places that wait."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"

NAME = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
INCIDENTS = sa.table(
    "incidents",
    sa.column("id", NAME),
    sa.column("start_day", sa.Date()),
    sa.column("unplaced", sa.Boolean()),
    sa.column("rest", sa.JSON(none_as_null=True)),
)
_PAGE = 1000


def upgrade() -> None:
    op.create_index("ix_report_versions_published_at", "report_versions", ["published_at", "report_id", "version"])
    op.create_index("ix_report_versions_publisher", "report_versions", ["publisher", "published_at"])
    op.create_index("ix_claims_scope", "claims", ["scope", "end_day", "id"])
    op.create_index("ix_incidents_days", "incidents", ["start_day", "end_day", "id"])
    op.create_index("ix_extractions_linker", "extractions", ["linker"])
    made = op.create_table(
        "waiting_places",
        sa.Column("name", NAME, nullable=False),
        sa.Column("incident_id", NAME, nullable=False),
        sa.Column("unknown", sa.Boolean(), nullable=False),
        sa.Column("ambiguous", sa.Boolean(), nullable=False),
        sa.Column("wide", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", "incident_id", name=op.f("pk_waiting_places")),
    )
    op.create_index("ix_waiting_places_incident_id", "waiting_places", ["incident_id"])
    rows = _waiting()
    while some := list(islice(rows, _PAGE)):
        op.bulk_insert(made, some)


def _waiting() -> Iterator[dict[str, Any]]:
    """The names that wait, as store/waits.py finds them."""
    last = ""
    while True:
        query = sa.select(INCIDENTS).where(INCIDENTS.c.id > last).order_by(INCIDENTS.c.id).limit(_PAGE)
        incidents = op.get_bind().execute(query).all()
        if not incidents:
            return
        for name, start, unplaced, rest in incidents:
            kinds = {}
            for place in rest["places"]:
                unknown = place["lat"] is None and place["gazetteer_id"] is None
                ambiguous = bool(place["candidates"])
                wide = bool(unplaced) and start is not None and place["precision"] in ("admin1", "area", "country")
                wide = wide and not (unknown or ambiguous)
                if unknown or ambiguous or wide:
                    kinds[place["name"]] = {"unknown": unknown, "ambiguous": ambiguous, "wide": wide}
            yield from ({"name": called, "incident_id": name, **kind} for called, kind in kinds.items())
        last = incidents[-1].id

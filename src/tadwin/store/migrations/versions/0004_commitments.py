"""Decisions are hashed over salted commitments, so that words can be removed from them; what was removed is noted."""

import hashlib
import json
import secrets
from typing import Any

import sqlalchemy as sa
from alembic import op

from tadwin.errors import RecordError

revision = "0004"
down_revision = "0003"

NESTED = sa.JSON(none_as_null=True)
_HASHED = ("number", "action", "anchors", "field", "before", "after", "by", "at", "note", "previous")
_PARTS = ("anchors", "before", "after", "by", "note")
DECISIONS = sa.table(
    "decisions",
    sa.column("number", sa.Integer()),
    sa.column("anchors", NESTED),
    *(sa.column(name, sa.Text()) for name in (*_HASHED, "hash") if name not in ("number", "anchors")),
    sa.column("salts", NESTED),
    sa.column("commitments", NESTED),
)


def upgrade() -> None:
    for name in ("salts", "commitments"):
        op.add_column("decisions", sa.Column(name, NESTED, nullable=False, server_default="{}"))
    _write_anew()
    op.create_table(
        "tombstones",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("salt", sa.Text()),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("decision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decision"], ["decisions.number"], name=op.f("fk_tombstones_decision")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_tombstones")),
    )


def _write_anew() -> None:
    """Gives every decision salts, commitments and the hash over them. Raises RecordError for a chain that is broken."""
    connection = op.get_bind()
    before, previous = "", ""
    rows = connection.execute(sa.select(DECISIONS).order_by(DECISIONS.c.number)).mappings().all()
    for expected, row in enumerate(rows, start=1):
        told = {name: row[name] for name in _HASHED}
        if (row["number"], row["previous"], row["hash"]) != (expected, before, _sha256(_canonical(told))):
            raise RecordError(
                f"decision {expected} was changed or removed by something else than tadwin, so the record is not "
                "brought to this version: restore it from a copy"
            )
        before = row["hash"]
        salts = {part: secrets.token_hex(16) for part in _PARTS}
        committed = {part: _sha256(salts[part] + _canonical(row[part])) for part in _PARTS}
        clear = {name: row[name] for name in ("number", "action", "field", "at")}
        hashed = _sha256(_canonical({**clear, "previous": previous, "commitments": committed}))
        values = {"previous": previous, "hash": hashed, "salts": salts, "commitments": committed}
        connection.execute(sa.update(DECISIONS).where(DECISIONS.c.number == expected).values(**values))
        previous = hashed


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def _sha256(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()

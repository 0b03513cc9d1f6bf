"""What a reviewer keeps of a sign-off, as plain text."""

from tadwin.export.marked import one_line
from tadwin.review.fields import loads
from tadwin.types import Decision


def receipt_text(decision: Decision) -> str:
    """The receipt of a decision that signs off. With its head, a later change of the record can be proved."""
    lines = (
        ("incident", decision.field or ""),
        ("decision", str(decision.number)),
        ("signed off by", one_line(decision.by)),
        ("at", decision.at),
        ("evidence", str(loads(decision.after)["evidence"])),
        ("head", decision.hash),
    )
    told = "".join(f"{name + ':':<15}{value}\n" for name, value in lines)
    return f"tadwin sign-off receipt\n\n{told}\nCheck it with: tadwin audit verify --against {decision.hash}\n"

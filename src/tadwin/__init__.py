"""tadwin turns reports of armed conflict into a sourced, reconciled record of harm to civilians.

Importing this does no work and loads no heavy library; docs/reference.md lists what is public.
"""

from tadwin.errors import TadwinError
from tadwin.types import (
    Actor,
    Claim,
    Evidence,
    Extraction,
    Figure,
    Incident,
    Place,
    Report,
    Span,
    When,
)
from tadwin.vocab import Effect, Group, Qualifier, Scope, Status

__all__ = [
    "Actor",
    "Claim",
    "Effect",
    "Evidence",
    "Extraction",
    "Figure",
    "Group",
    "Incident",
    "Place",
    "Qualifier",
    "Report",
    "Scope",
    "Span",
    "Status",
    "TadwinError",
    "When",
]

"""Cases written by hand, the scorer and the gate: how tadwin's accuracy is measured (docs/decisions/0005)."""

"""Claims of an incident to figures with the reasons shown. Pure."""

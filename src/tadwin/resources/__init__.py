"""Lexicons, actors and areas: data, not code."""

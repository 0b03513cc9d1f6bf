"""Frames to incidents: which reports speak of the same attack. Pure."""

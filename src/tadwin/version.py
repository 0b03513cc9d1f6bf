"""The version of tadwin: kept in every record that it writes."""

VERSION = "0.1.0"

"""The errors that tadwin raises on purpose. Every message says what to do next.

A `TadwinError` is a mistake or a condition that a user can act on; the command line prints its
message without a traceback. Anything else that is raised is a defect of tadwin.
"""


class TadwinError(Exception):
    """Base of every error that a user can cause and mend."""


class UnreadableReport(TadwinError):
    """One file could not become a report. `reason` is shown to the user and kept in the record."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class RemovedReport(UnreadableReport):
    """A file whose bytes were redacted from the record. Its name is not kept there either."""


class ManifestError(TadwinError):
    """A manifest.csv that cannot be used as a whole (a bad row is only reported, not raised)."""


class RecordError(TadwinError):
    """A record (record.db) that cannot be opened, is of another version, or is in use."""


class Busy(RecordError):
    """Others write to the record, or read it, and go on for longer than was waited: to be tried again, as it is."""


class DecisionError(TadwinError):
    """A decision that cannot be made: what it names is not there, or its value has no meaning."""


class ExportError(TadwinError):
    """An export that cannot be made: its profile, its target or a library that it needs is not there."""


class MappingError(TadwinError):
    """A file for `--map` that cannot be used; names the line and what it may hold."""


class Overtaken(DecisionError):
    """Someone else decided about the same incident after it was shown: to be looked at again, never overwritten."""


class AccountError(TadwinError):
    """An account that cannot be made or changed so, or somebody who is not let in."""


class ServingError(TadwinError):
    """An address or a port that the review app cannot listen on."""


class RedactionError(TadwinError):
    """A redaction that cannot be made: what it names is not there, or it would leave the words where they are."""


class GazetteerError(TadwinError):
    """A gazetteer file that cannot be imported or opened."""


class ParserUnavailable(TadwinError):
    """The configured language pipeline is not installed."""


class ConfigError(TadwinError):
    """A setting that has no meaning; names the setting, its value and the values that have one."""


class SpanMismatch(ValueError):
    """A span whose quote is not what the report's text holds there: always a defect, never the user's."""

"""What a page or a PDF holds, before it becomes a Report; and why it cannot become one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contents:
    """A text, how it was read, and what the file says of itself (`published` in ISO 8601).

    `read_as` is "pages" (of a PDF), "main text" or "whole page" (of a web page). `broken` counts the characters
    that stand, as U+FFFD, for bytes that could not be decoded.
    """

    text: str
    read_as: str
    broken: int = 0
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None


class NoContentsError(ValueError):
    """The file cannot be read; the message is the reason and what to do."""

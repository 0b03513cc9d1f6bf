"""Words of Python code that a page shows: marked where they stand, translated where they are shown."""


def _(words: str) -> str:
    """The same words. By this call they are collected for translators; a template shows them through `translated`."""
    return words

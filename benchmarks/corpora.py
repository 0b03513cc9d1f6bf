"""The texts that are timed: reports of harm, and prose about something else.

The prose ships with every CPython (the interpreter's own help topics and the docstrings of its library), so that the
mix can be made again on any machine.
"""

import ast
import sysconfig
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from pydoc_data.topics import topics

from evals.cases import Case, reports
from evals.gate import sets

#: Reports are timed over at least this many words, repeated when there are fewer.
LEAST_WORDS = 20_000
#: Unrelated prose is cut into pieces of about a report's length.
PIECE_WORDS = 300


def harm() -> tuple[str, list[str]]:
    """(name, texts): the annotated reports where they lie beside the project, else the written ones, repeated."""
    cases = sets()["annotated"]
    if cases:
        return "annotated reports", [case.text for case in cases]
    written: list[Case] = [*reports("open"), *reports("held_back")]
    times = -(-LEAST_WORDS // max(1, words([case.text for case in written])))
    return f"written reports, {times} times over", [case.text for case in written] * times


def mix(texts: Sequence[str], parts: int = 4) -> list[str]:
    """`texts` with `parts` times as many words of unrelated prose, spread evenly among them."""
    wanted = words(texts) * parts
    pieces: list[str] = []
    have = 0
    for piece in cycle(list(prose())):
        if have >= wanted:
            break
        pieces.append(piece)
        have += len(piece.split())
    share = -(-len(pieces) // len(texts))
    rest = iter(pieces)
    return [text for report in texts for text in (report, *islice(rest, share))]


def prose() -> Iterator[str]:
    """Unrelated prose in pieces of about PIECE_WORDS words, cut between paragraphs."""
    piece: list[str] = []
    for paragraph in _paragraphs():
        piece.append(paragraph)
        if words(piece) >= PIECE_WORDS:
            yield "\n\n".join(piece)
            piece = []


def words(texts: Sequence[str]) -> int:
    """Words as white space parts them: a count that neither side's tokenizer decides."""
    return sum(len(text.split()) for text in texts)


def _paragraphs() -> Iterator[str]:
    for topic in topics.values():
        yield from topic.split("\n\n")
    for path in sorted(Path(sysconfig.get_path("stdlib")).glob("*.py")):
        tree = ast.parse(path.read_bytes())
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                yield from (ast.get_docstring(node) or "").split("\n\n")

"""Tables in a report's text: rows of cells between bars or tabs, whose heads or first cells name the harm.

    Hospital   | Killed | Injured          | killed  | 17 |
    Al-Salam   |     17 |      40          | injured | 40 |

No parser reads a row of cells, so that rows are read here, and their trees have no branches.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tadwin.extract.counted import Counted
from tadwin.extract.judged import Finding
from tadwin.extract.lexicon import Lexicon, Person
from tadwin.extract.passages import Passage
from tadwin.extract.quantities import Quantity, quantities
from tadwin.extract.tree import Tree
from tadwin.types import Sentence, Token
from tadwin.vocab import Effect, Stance

_BAR = re.compile(r"[|\t]")
_RULE = re.compile(r"[\s|:+=-]+")
_WORD = re.compile(r"\d[\d,.]*\+?|[^\W\d_]+(?:[-'][^\W\d_]+)*|\S")
_NUMBER = re.compile(r"[~<>]?\d[\d,.]*\+?")


@dataclass(frozen=True, slots=True)
class _Column:
    """What the head of a column says of the numbers below it."""

    effect: Effect
    person: Person | None


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int  # in the passage
    text: str


def read_tables(text: str, passages: Sequence[Passage], lexicon: Lexicon) -> list[Passage]:
    """The passages that are rows of tables; those with figures get a tree and their findings."""
    if not _BAR.search(text):
        return []
    rows: list[Passage] = []
    heads: list[_Column | None] = []
    for k, passage in enumerate(passages):
        raw = text[passage.start : passage.end]
        cells = _cells(raw)
        if len(cells) < 2:
            heads = []
            continue
        if _RULE.fullmatch(raw):
            rows.append(passage)
            continue
        columns = [_column(cell.text, lexicon) for cell in cells]
        numbers = [_NUMBER.fullmatch(cell.text) is not None for cell in cells]
        if not any(numbers):
            below = passages[k + 1 : k + 2]  # a title "Tolna | Five people killed" has no rows below it
            table = bool(below) and len(_cells(text[below[0].start : below[0].end])) > 1
            heads = columns if any(columns) and table else []
            rows += [passage] if heads else []
            continue
        found = _row(passage, cells, numbers, heads if len(heads) == len(cells) else [], columns)
        if found:
            rows.append(passage)
    return rows


def _cells(raw: str) -> list[_Cell]:
    """The cells of a row that hold anything but for its ends; empty cells between two bars are kept."""
    cells = []
    start = 0
    for end in [*(match.start() for match in _BAR.finditer(raw)), len(raw)]:
        part = raw[start:end]
        outside = not part.strip() and (start == 0 or end == len(raw))
        if not outside:
            cells.append(_Cell(start + len(part) - len(part.lstrip()), part.strip()))
        start = end + 1
    return cells


def _column(head: str, lexicon: Lexicon) -> _Column | None:
    """What a cell of words says: "Killed", "Children injured", "Houses destroyed"; None where it names no harm."""
    words = [word.group().lower() for word in _WORD.finditer(head)]
    effects = [lexicon.adjectives.get(word) or lexicon.counted.get(word) for word in words]
    effect = next((effect for effect in effects if effect is not None), None)
    if effect is None or len(words) > 6 or any(word.isdigit() for word in words):
        return None
    person = next((lexicon.people[word] for word in words if word in lexicon.people), None)
    return _Column(effect, person)


def _row(
    passage: Passage,
    cells: Sequence[_Cell],
    numbers: Sequence[bool],
    heads: Sequence[_Column | None],
    columns: Sequence[_Column | None],
) -> bool:
    """Gives the passage of a row its tree and its findings; False where it has none."""
    tree = _tree(passage.text)
    at = {token.start: i for i, token in enumerate(tree.tokens)}
    found = {quantity.first: quantity for quantity in quantities(tree.tokens)}
    findings = []
    for i, cell in enumerate(cells):
        named = columns[0] if len(cells) == 2 and i == 1 else None
        column = named or (heads[i] if heads else None)
        quantity = found.get(at.get(cell.start, -1))
        if numbers[i] and column is not None and quantity is not None:
            predicate = at.get(cells[0].start, quantity.first) if named else quantity.first
            findings.append(_finding(quantity, column, predicate))
    if findings:
        passage.tree, passage.findings, passage.offset = tree, findings, passage.start
    return bool(findings)


def _finding(quantity: Quantity, column: _Column, predicate: int) -> Finding:
    person = column.person
    kind: Literal["person", "none"] = "person" if person is not None else "none"
    counted = Counted(
        quantity, None, quantity.after, kind, person, person.group if person else None, person.role if person else None
    )
    first, last = min(predicate, quantity.modified), quantity.after
    return Finding(
        counted, column.effect, first, last, "column", predicate, Stance.ASSERTED, "", person.status if person else None
    )


def _tree(text: str) -> Tree:
    """The words of a row, without branches: numbers are numbers, words are names."""
    tokens = []
    for i, match in enumerate(_WORD.finditer(text)):
        word = match.group()
        tag = "CD" if word[0].isdigit() else "NNP" if word[0].isalpha() else ","
        tokens.append(Token(word, word.lower(), match.start(), match.end(), tag, "dep", i))
    return Tree(Sentence(tuple(tokens)))

"""Reports to claims: the one way through this package.

surface → sentences → gate → parse → figures → frames → claims. Names of places, days and actors come in as Mentions,
found by resolve and handed over by run; they are asked for only when a report has a sentence to parse.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from tadwin.extract.claims import Claims
from tadwin.extract.context import context_words
from tadwin.extract.findings import findings
from tadwin.extract.gate import Gate
from tadwin.extract.itemised import head_effect, item_findings, items_of
from tadwin.extract.lexicon import lexicon
from tadwin.extract.passages import Passage, share_mentions
from tadwin.extract.sentences import sentences
from tadwin.extract.surface import is_capitals, plain, sentence_case, with_names
from tadwin.extract.tables import read_tables
from tadwin.extract.tree import Tree
from tadwin.extract.words import words
from tadwin.types import Extraction, Mentions, Parser, Report, Sentence
from tadwin.vocab import Effect

#: Reports whose sentences are parsed together: large enough for the parser's batches, small enough to show progress.
TOGETHER = 64

_SMALL = words("extract", "small")

#: A report, and a function that finds the mentions in its text.
_Item = tuple[Report, Callable[[], Mentions]]


def extract_reports(items: Iterable[_Item], parser: Parser) -> Iterator[Extraction]:
    """The claims of each report, in the order given. `items` pairs a report with a function that finds its mentions."""
    batch: list[_Item] = []
    for item in items:
        batch.append(item)
        if len(batch) == TOGETHER:
            yield from _extract_batch(batch, parser)
            batch = []
    if batch:
        yield from _extract_batch(batch, parser)


def _extract_batch(batch: list[_Item], parser: Parser) -> Iterator[Extraction]:
    """The claims of some reports, their sentences parsed in one go: only those that the gate opens for."""
    cut = [_passages(report.text) for report, _ in batch]
    rows = {
        id(row)
        for (report, _), passages in zip(batch, cut, strict=True)
        for row in read_tables(report.text, passages, lexicon())
    }
    opened = {
        id(passage)
        for passages in cut
        for passage in passages
        if id(passage) not in rows and _gate().opens(passage.text)
    }
    items = [items_of(report.text, passages, opened) for (report, _), passages in zip(batch, cut, strict=True)]
    wanted = [
        passage
        for passages, listed in zip(cut, items, strict=True)
        for passage in passages
        if id(passage) in opened or (passage.start in listed and id(passage) not in rows)
    ]
    lines = [_readable(passage.text) for passage in wanted]
    different = list(dict.fromkeys(lines))  # reports repeat each other and themselves: a sentence is parsed once
    parsed = dict(zip(different, parser.parse(different), strict=True))
    trees = {id(passage): parsed[line] for passage, line in zip(wanted, lines, strict=True)}
    for (report, find), passages, listed in zip(batch, cut, items, strict=True):
        if any(id(passage) in trees or passage.findings for passage in passages):
            split = [part for passage in passages for part in _split(passage, trees.get(id(passage)))]
            yield _extract_one(report, find, split, listed)
        else:
            yield Extraction(report.id, (), ())


def _extract_one(
    report: Report, find: Callable[[], Mentions], passages: list[Passage], items: Mapping[int, Sequence[Passage]]
) -> Extraction:
    """The claims of one report from its passages; its mentions are asked for only when there is a figure.

    `items` are the passages that are items of a list, by their start, each with its head.
    """
    told: frozenset[Effect] = frozenset()
    last: Effect | None = None
    for passage in passages:
        if passage.tree is not None and not passage.findings:
            passage.findings, passage.passed = findings(passage.tree, lexicon(), last, told)
            if not passage.findings and passage.start in items:
                said = head_effect(items[passage.start], passages, lexicon())
                if said is not None:
                    passage.findings = item_findings(passage.tree, said[0], lexicon(), of_count=said[1])
        if passage.findings:
            last, told = passage.findings[-1].effect, frozenset(one.effect for one in passage.findings)
    if any(passage.findings for passage in passages):
        share_mentions(passages, find(), report.published_at)
    return Claims(report, passages, context_words()).extraction()


def _passages(text: str) -> list[Passage]:
    """The sentences of a report's text, unparsed."""
    surface = plain(text)
    return [Passage(start, end, surface[start:end], offset=start) for start, end, _ in sentences(surface)]


def _split(passage: Passage, parsed: tuple[Sentence, ...] | None) -> list[Passage]:
    """A passage as the parser cut it further; an unparsed one as it is."""
    if parsed is None:
        return [passage]
    parts = []
    for sentence in parsed:
        start, end = sentence.tokens[0].start, sentence.tokens[-1].end
        text = passage.text[start:end]
        parts.append(Passage(passage.start + start, passage.start + end, text, Tree(sentence), passage.start))
    return parts


@cache
def _gate() -> Gate:
    return Gate(lexicon())


def _readable(sentence: str) -> str:
    """The sentence as the parser sees it: one line, and no shouting. The length stays."""
    line = with_names(sentence.replace("\n", " "))
    return sentence_case(line, _common()) if is_capitals(line) else line


@cache
def _common() -> frozenset[str]:
    """Words that wire copy in capitals shouts, and that are no names."""
    known, context = lexicon(), context_words()
    return _SMALL.union(
        *(known.harm, known.people, known.objects, known.attack_events, known.munitions),
        *(context.speech, context.speakers, context.events, context.owned, context.at, context.between),
    )

"""Reports to claims: the one way through this package.

surface → sentences → gate → parse → figures → frames → claims. Names of places, days and actors come in as Mentions,
found by resolve and handed over by run; they are asked for only when a report has a sentence to parse.
"""

from collections.abc import Callable, Iterable, Iterator

from tadwin.extract.claims import Claims
from tadwin.extract.context import context_words
from tadwin.extract.findings import findings
from tadwin.extract.gate import Gate
from tadwin.extract.lexicon import lexicon
from tadwin.extract.passages import Passage, share_mentions
from tadwin.extract.sentences import sentences
from tadwin.extract.surface import is_capitals, plain, sentence_case
from tadwin.extract.tree import Tree
from tadwin.extract.words import words
from tadwin.types import Extraction, Mentions, Parser, Report, Sentence
from tadwin.vocab import Effect

#: Reports whose sentences are parsed together: large enough for the parser's batches, small enough to show progress.
TOGETHER = 32


def extract_reports(items: Iterable[tuple[Report, Callable[[], Mentions]]], parser: Parser) -> Iterator[Extraction]:
    """The claims of each report, in the order given. `items` pairs a report with a function that finds its mentions."""
    batch: list[tuple[Report, Callable[[], Mentions]]] = []
    for item in items:
        batch.append(item)
        if len(batch) == TOGETHER:
            yield from _extract_batch(batch, parser)
            batch = []
    if batch:
        yield from _extract_batch(batch, parser)


def _extract_batch(batch: list[tuple[Report, Callable[[], Mentions]]], parser: Parser) -> Iterator[Extraction]:
    cut = [_passages(report.text) for report, _ in batch]
    wanted = [passage for passages, opened in cut for passage, opens in zip(passages, opened, strict=True) if opens]
    parsed = parser.parse(_readable(passage.text) for passage in wanted)
    trees = dict(zip(map(id, wanted), parsed, strict=True))
    for (report, find), (passages, opened) in zip(batch, cut, strict=True):
        if not any(opened):
            yield Extraction(report.id, (), ())
            continue
        split = [part for passage in passages for part in _split(passage, trees.get(id(passage)))]
        told: Effect | None = None
        for passage in split:
            if passage.tree is not None:
                passage.findings, passage.passed = findings(passage.tree, lexicon(), told)
                told = passage.findings[-1].effect if passage.findings else told
        if any(passage.findings for passage in split):
            share_mentions(split, find(), report.published_at)
        yield Claims(report, split, context_words()).extraction()


def _passages(text: str) -> tuple[list[Passage], list[bool]]:
    surface = plain(text)
    gate = _gate()
    passages = [
        Passage(start, end, paragraph, surface[start:end], offset=start) for start, end, paragraph in sentences(surface)
    ]
    return passages, [gate.opens(passage.text) for passage in passages]


def _gate() -> Gate:
    global _GATE
    if _GATE is None:
        _GATE = Gate(lexicon())
    return _GATE


_GATE: Gate | None = None


def _readable(sentence: str) -> str:
    """The sentence as the parser sees it: one line, and no shouting. The length stays."""
    line = sentence.replace("\n", " ")
    return sentence_case(line, _common()) if is_capitals(line) else line


def _common() -> frozenset[str]:
    words, context = lexicon(), context_words()
    return frozenset([*words.harm, *words.people, *words.objects, *words.attack_events, *words.munitions, *context.speech,
                      *context.between, *context.at, *context.speakers, *context.events, *context.owned, *_SMALL])  # fmt: skip


_SMALL = words("extract", "small")


def _split(passage: Passage, parsed: tuple[Sentence, ...] | None) -> list[Passage]:
    """A passage as the parser cut it further; an unparsed one as it is."""
    if parsed is None:
        return [passage]
    parts = []
    for sentence in parsed:
        start, end = passage.start + sentence.tokens[0].start, passage.start + sentence.tokens[-1].end
        text = passage.text[sentence.tokens[0].start : sentence.tokens[-1].end]
        parts.append(Passage(start, end, passage.paragraph, text, Tree(sentence), passage.start))
    return parts

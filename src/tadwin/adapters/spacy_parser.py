"""The Parser that spaCy stands for. Only tagger and dependency parser run: entity labels on numbers and on
villages are unreliable in news of war, so that names and numbers are read by tadwin itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import spacy
from spacy.about import __version__ as spacy_version
from spacy.language import Language
from spacy.pipeline import DependencyParser
from spacy.strings import StringStore
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, and has no stubs
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex
from thinc.api import Model, NumpyOps

from tadwin.adapters.word_vectors import set_vectors, sharing
from tadwin.errors import ParserUnavailable
from tadwin.types import Sentence, Token

#: The components that claims need. Everything else in a pipeline is left unloaded.
COMPONENTS = ("tok2vec", "transformer", "tagger", "parser")
#: Posts glue numbers to words ("2killed 5injured"); letters enough that "3rd" and "5km" stay whole.
_GLUED = r"\d{1,5}(?=[a-zA-Z]{4,})"
#: They leave no blank behind a colon or a comma either ("GAZA:7killed", "2killed,5injured").
_NO_BLANK = (r"(?<=[a-zA-Z])[:,;=](?=\d)", r"(?<=\d)(?=[a-zA-Z]{4,})")
#: Texts parsed at a time. They are single sentences: what one step of the parser costs, all of them share, and the
#: numbers in between still fit a processor's cache.
BATCH = 128
#: spaCy's arrays hold the distance to a token's head, which can be negative, as an unsigned number of 64 bits.
_WRAP, _HALF = 2**64, 2**63


class SpacyParser:
    """Any installed English spaCy pipeline with a tagger and a dependency parser.

    Raises ParserUnavailable when `model` is not installed or has no parser.
    """

    def __init__(self, model: str) -> None:
        self.nlp: Language = load(model)
        _multiply_by_numpy(self.nlp)
        meta = self.nlp.meta
        self._name = f"{meta['lang']}_{meta['name']} {meta['version']}, spaCy {spacy_version}"

    @property
    def name(self) -> str:
        """Name and version of the pipeline and of spaCy."""
        return self._name

    def parse(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """The sentences of each text, in the order given. A text beyond spaCy's limit must be cut before."""
        labels = _Labels(self.nlp.vocab.strings)
        for doc, text in self._docs(texts):
            yield _sentences(doc, text, labels)

    def _docs(self, texts: Iterable[str]) -> Iterator[tuple[Doc, str]]:
        """Each text parsed, with the text itself: a Doc puts its own together anew whenever it is asked for it.

        Components that are not built as is known here run as spaCy runs them.
        """
        tok2vec, greedy = sharing(self.nlp), _greedy(self.nlp.get_pipe("parser"))
        done = [name for name, component in (("tok2vec", tok2vec), ("parser", greedy)) if component is not None]
        remaining = iter(texts)
        while batch := list(islice(remaining, BATCH)):
            docs = [self.nlp.make_doc(text) for text in batch]
            if tok2vec is not None:
                set_vectors(tok2vec, docs)
            docs = list(self.nlp.pipe(docs, batch_size=BATCH, disable=done))
            if greedy is not None:
                _walk(greedy, docs)
            yield from zip(docs, batch, strict=True)


def load(model: str) -> Language:
    """The pipeline with COMPONENTS alone and words cut as reports need it; else as spaCy runs it.

    Raises ParserUnavailable when it is not installed or has no parser.
    """
    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise ParserUnavailable(
            f"the language pipeline {model!r} is not installed; install it with pip, or name another as TADWIN_MODEL"
        ) from error
    for name in nlp.pipe_names:
        if name not in COMPONENTS:
            nlp.remove_pipe(name)
    if isinstance(nlp.tokenizer, Tokenizer):  # a pipeline with a tokenizer of its own cuts words its own way
        nlp.tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), *_NO_BLANK]).finditer
        nlp.tokenizer.prefix_search = compile_prefix_regex([*(nlp.Defaults.prefixes or ()), _GLUED]).search
    if "parser" not in nlp.pipe_names or "tagger" not in nlp.pipe_names:
        raise ParserUnavailable(f"the language pipeline {model!r} has no tagger or no dependency parser")
    return nlp


def _multiply_by_numpy(nlp: Language) -> None:
    """Has matrices multiplied by the library that NumPy is built with: twice as fast as BLIS, which spaCy takes.

    Each gives a sentence the same numbers whatever it is parsed together with, and on however many threads. The two
    differ in the last bits, which changed the tree of none of 2,456 sentences of reports. A graphics card, and Apple's
    own library, are left as they are.
    """
    products = NumpyOps(use_blis=False)
    for name in nlp.pipe_names:
        model = getattr(nlp.get_pipe(name), "model", None)
        for layer in model.walk() if isinstance(model, Model) else ():
            if type(layer.ops) is NumpyOps:
                layer.ops = products


def _greedy(parser: object) -> DependencyParser | None:
    """The parser if it is spaCy's own, follows the best move only, and runs on the processor; else None."""
    if not isinstance(parser, DependencyParser) or parser.cfg["beam_width"] != 1:
        return None
    return parser if parser.model.ops.device_type == "cpu" else None


def _walk(parser: DependencyParser, docs: list[Doc]) -> None:
    """Parses the texts: the moves of `parser.predict`, bit for bit, in half of its time.

    `predict` walks in a loop that has let go of Python's lock, and takes it back 64 times for every move of every
    text. Here all texts make a move together, by the steps that spaCy takes in training.
    """
    states = parser.moves.init_batch(docs)
    unfinished = [state for state in states if not state.is_final()]
    if unfinished:
        model = parser.model.predict(docs)
        while unfinished:
            unfinished = parser.transition_states(unfinished, model.predict(unfinished))
        model.clear_memory()
    parser.set_annotations(docs, states)


class _Labels(dict[int, str]):
    """The names of tags and dependencies by their hashes, each made once: the vocabulary makes a new one each time."""

    def __init__(self, strings: StringStore) -> None:
        self._strings = strings

    def __missing__(self, hashed: int) -> str:
        name = self[hashed] = self._strings[hashed]
        return name


def _sentences(doc: Doc, text: str, labels: Mapping[int, str]) -> tuple[Sentence, ...]:
    """The sentences of a parsed text. Read through spaCy's arrays: three times faster than token by token."""
    rows = doc.to_array(["IDX", "LENGTH", "TAG", "DEP", "HEAD", "SENT_START"]).tolist()
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    for start, length, tag, dep, head, opens in rows:
        if opens == 1 and tokens:
            sentences.append(Sentence(_words(tokens)))
            tokens = []
        word = text[start : start + length]
        offset = head if head < _HALF else head - _WRAP
        tokens.append(Token(word, word.lower(), start, start + length, labels[tag], labels[dep], len(tokens) + offset))
    if tokens:
        sentences.append(Sentence(_words(tokens)))
    return tuple(one for one in sentences if one.tokens)


def _words(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of a sentence without those of blanks, which spaCy makes of the second of two and hangs off a word."""
    if not any(token.text.isspace() for token in tokens):
        return tuple(tokens)
    kept = [i for i, token in enumerate(tokens) if not token.text.isspace()]
    places = {i: place for place, i in enumerate(kept)}
    return tuple(tokens[i]._replace(head=places.get(tokens[i].head, places[i])) for i in kept)

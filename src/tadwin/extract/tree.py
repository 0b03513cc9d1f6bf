"""One parsed sentence with its branches both ways, and the few questions that the rules ask of it."""

from collections.abc import Callable, Iterator, Sequence

from tadwin.extract.words import words
from tadwin.types import Sentence, Token

BE = words("tree", "be")
HAVE = frozenset({"has", "have", "had", "having", "'ve"})
_BETWEEN = BE | HAVE | words("tree", "between")
_FILLERS = words("tree", "fillers")
#: Empty words behind the last one, more than any rule reaches. Python counts negative indices from the end, so that
#: they stand before the first, too.
_PADDING = [""] * 80
#: No sentence that people write has more heads above a word; a parser's mistake may make a long chain.
_HIGHEST = 60


class Tree:
    """A sentence whose tokens know their children. Indices are positions in the sentence.

    `lower(i)` is the lower-case form at i and `tag(i)` its tag; both are "" for up to 80 positions outside the
    sentence. They are the lists' own look-ups: rules ask them a few hundred times a sentence.
    """

    __slots__ = ("_lower", "kids", "lower", "tag", "tokens", "words_set")

    lower: Callable[[int], str]
    tag: Callable[[int], str]

    def __init__(self, sentence: Sentence) -> None:
        self.tokens: tuple[Token, ...] = sentence.tokens
        kids: list[list[int]] = [[] for _ in self.tokens]
        for i, token in enumerate(self.tokens):
            if token.head != i:
                kids[token.head].append(i)
        self.kids: Sequence[Sequence[int]] = kids
        self._lower = [token.lower for token in self.tokens]
        self.words_set = frozenset(self._lower)
        self.lower = (self._lower + _PADDING).__getitem__
        self.tag = ([token.tag for token in self.tokens] + _PADDING).__getitem__

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of i with one of the labels."""
        for kid in self.kids[i]:
            if self.tokens[kid].dep in deps:
                return kid
        return None

    def words(self, first: int, last: int) -> list[str]:
        """Lower-case forms from first to last, both included and cut to the sentence."""
        return self._lower[max(0, first) : max(0, last + 1)]

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads above i, nearest first, up to the root."""
        seen = 0
        while self.tokens[i].head != i and seen < _HIGHEST:
            i = self.tokens[i].head
            seen += 1
            yield i

    def skip_right(self, i: int) -> int:
        """The first position from i on that is no auxiliary, adverb or relative word."""
        while self.lower(i) in _BETWEEN or self.tag(i) == "RB" or self.tag(i) == "MD":
            i += 1
        return i

    def skip_left(self, i: int) -> int:
        """The first position from i backwards that is no adverb, article or filler before a number."""
        while i >= 0 and (self.lower(i) in _FILLERS or (self.tag(i) == "RB" and self.lower(i) not in ("not", "n't"))):
            i -= 1
        return i

"""Texts that are near-identical copies of one another: one dispatch that several outlets printed.

Texts are compared by their shingles, runs of five words. Two are copies where at least half of all their shingles
stand in both (their resemblance, or Jaccard index). A paragraph that both quote does not reach that. Among many texts
MinHash proposes pairs, so that not every two are compared; whether a pair is one is always counted out, so that the
sketches decide nothing. docs/decisions/0012-origins-and-grades.md says why this library and these numbers.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

#: Words of a shingle. Lee et al., "Deduplicating Training Data Makes Language Models Better" (ACL 2022): 5.
_WORDS = 5
#: Broder et al., "Syntactic Clustering of the Web" (1997): documents that resemble each other by half are clustered.
COPY = 0.5
#: So many texts are all compared with each other: that is faster than sketching them.
_FEW = 24
#: Sketches of 126 numbers in 42 bands of 3 propose a pair at the threshold with 1 - (1 - 0.5 ** 3) ** 42 = 99.6 %.
_NUMBERS, _BANDS, _SEED = 126, 42, 1
#: Texts sketched at once: enough to be fast, few enough that their shingles fit in memory.
_BATCH = 500
_WORD = re.compile(r"\w+")

Shingles = frozenset[tuple[str, ...]]


def copies(texts: Mapping[str, str], published: Mapping[str, date | None]) -> Mapping[str, str]:
    """For each text that is a copy, the id of the one that it is a copy of; texts that are none are left out.

    That one is no copy itself, and the first of them by day of publication, those without one last, and then by id.
    Texts of fewer than five words are copies of none. The order of `texts` never matters.
    """
    ordered = sorted(texts, key=lambda one: (published.get(one) or date.max, one))
    read = _Reader(texts)
    copied: dict[str, str] = {}
    for earlier, later in _proposed(ordered, texts):
        if later not in copied and earlier not in copied and _resembles(read(earlier), read(later)):
            copied[later] = earlier
    return copied


def _proposed(ordered: Sequence[str], texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs that may be copies, the earlier of each first; by the later, and then by the earlier."""
    if len(ordered) <= _FEW:
        for at, later in enumerate(ordered):
            yield from ((earlier, later) for earlier in ordered[:at])
        return
    from rensa import RMinHash, RMinHashLSH  # type: ignore[import-not-found,import-untyped,unused-ignore]

    index = RMinHashLSH(threshold=COPY, num_perm=_NUMBERS, num_bands=_BANDS)
    for first in range(0, len(ordered), _BATCH):
        batch = [[" ".join(one) for one in _shingles(texts[name])] for name in ordered[first : first + _BATCH]]
        sketches = RMinHash.from_token_sets(batch, num_perm=_NUMBERS, seed=_SEED)
        for at, (shingles, sketch) in enumerate(zip(batch, sketches, strict=True), start=first):
            if shingles:  # the empty sketches of texts too short would all be alike
                yield from ((ordered[earlier], ordered[at]) for earlier in sorted(index.query(sketch)))
                index.insert(at, sketch)


class _Reader:
    """The shingles of texts by id, kept from the first time that they are asked for."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._read: dict[str, Shingles] = {}

    def __call__(self, name: str) -> Shingles:
        if name not in self._read:
            self._read[name] = frozenset(_shingles(self._texts[name]))
        return self._read[name]


def _shingles(text: str) -> Iterable[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return zip(*(words[first:] for first in range(_WORDS)), strict=False)


def _resembles(one: Shingles, other: Shingles) -> bool:
    """True where half or more of all the shingles of two texts stand in both."""
    fewer, more = sorted((len(one), len(other)))
    if not fewer or fewer < COPY * more:
        return False
    shared = len(one & other)
    return shared >= COPY * (len(one) + len(other) - shared)

"""Speakers that share the verb of another: "The ministry put the toll at 44 and the rebels at 90"."""

from tadwin.extract.context import ContextWords
from tadwin.extract.passages import Passage
from tadwin.extract.sources import Speech
from tadwin.extract.subjects import name_from

_PUTS = frozenset({"put", "puts", "speaks", "speak", "spoke"})
#: How many words such a verb and its figure take up, and how far behind "and" the next figure's "at" may stand.
_TO_FIGURE, _TO_AT = 4, 9


def gapped(passage: Passage, context: ContextWords) -> list[Speech]:
    """The speeches that share the verb of another: "The ministry put the toll at 44 and the rebels at 90"."""
    tree = passage.parsed()
    if tree.words_set.isdisjoint(_PUTS):
        return []
    puts = next(i for i, token in enumerate(tree.tokens) if token.lower in _PUTS)
    found = []
    for i in range(puts + _TO_FIGURE, len(tree.tokens) - _TO_FIGURE):
        if tree.lower(i) not in ("and", ",", "but", "while") or tree.tag(i + 1) not in ("DT", "NNP", "NNS", "JJ"):
            continue
        stop = next((at for at in range(i + 2, i + _TO_AT) if tree.tag(at) == "IN"), 0)
        if stop and tree.lower(stop) in ("at", "of") and tree.tag(stop + 1) == "CD":
            named = name_from(passage, i + 1, context)
            if named is not None and named[1][1] < stop:
                found.append(Speech(*named, (stop, stop + 1)))
    return found

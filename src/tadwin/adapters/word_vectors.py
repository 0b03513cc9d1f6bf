"""The vectors of words from which spaCy's small models start, each word of a batch made once.

Half of a report's words are a few hundred that come again and again, and what such a model knows of a word before it
looks at its neighbours depends on the word alone. spaCy computes it for every occurrence.
"""

from typing import Any

from spacy.language import Language
from spacy.pipeline import Tok2Vec
from spacy.tokens import Doc

#: The layers that an embedding of words begins with; those between them and the last one look at single words only.
_FIRST, _LAST = ["extract_features", "list2ragged"], "ragged2list"


def sharing(nlp: Language) -> Tok2Vec | None:
    """The pipeline's component of vectors, if it is built as `set_vectors` takes it; else None."""
    component = nlp.get_pipe("tok2vec") if "tok2vec" in nlp.pipe_names else None
    if not isinstance(component, Tok2Vec) or len(component.model.layers) != 2:
        return None
    *layers, last = [layer.name for layer in component.model.layers[0].layers] or [""]
    per_word = all(name.startswith("with_array") and "expand_window" not in name for name in layers[2:])
    built_so = layers[:2] == _FIRST and last == _LAST and per_word
    return component if built_so and component.model.ops.device_type == "cpu" else None


def set_vectors(component: Tok2Vec, docs: list[Doc]) -> None:
    """Gives the texts the vectors that `component.predict` would give them."""
    if not any(len(doc) for doc in docs):
        component.set_annotations(docs, component.predict(docs))
        return
    embed, encode = component.model.layers
    extract, _, *per_word, _ = embed.layers
    features = extract.predict(docs)
    numpy = component.model.ops.xp
    rows = numpy.concatenate(features)
    keys = [row.tobytes() for row in rows]
    row_of = {key: i for i, key in enumerate(keys)}
    vectors: Any = rows[list(row_of.values())]
    for layer in per_word:
        vectors = layer.predict(vectors)
    place = {key: i for i, key in enumerate(row_of)}
    ends = numpy.cumsum([len(one) for one in features])[:-1]
    in_texts = numpy.split(vectors[[place[key] for key in keys]], ends)
    component.set_annotations(docs, encode.predict(in_texts))

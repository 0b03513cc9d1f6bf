"""Which language a text is in: its script, then English's commonest words, then py3langid. Offline, deterministic."""

import re
from collections import Counter

SAMPLE = 1500  # code points read; more do not change the answer and cost time
_FEWEST_LETTERS = 50  # below this the answer would be a guess
_SCRIPT_SHARE = 0.7  # of the letters; below it a text is in two scripts, and no one language is named
_MARGIN = 10.0  # nats by which English must lead or trail in langid's ranking for the answer to be sure

#: Unicode blocks of the scripts that reports come in.
_SCRIPTS = {
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    "arabic": re.compile(r"[\u0620-\u064a\u066e-\u06d3\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"),
    "cyrillic": re.compile(r"[\u0400-\u052f]"),
    "hebrew": re.compile(r"[\u05d0-\u05ea]"),
    "greek": re.compile(r"[\u0370-\u03ff]"),
    "ethiopic": re.compile(r"[\u1200-\u137f]"),
    "devanagari": re.compile(r"[\u0900-\u097f]"),
    "myanmar": re.compile(r"[\u1000-\u109f]"),
    "han": re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"),
    "armenian": re.compile(r"[\u0530-\u058f]"),
    "georgian": re.compile(r"[\u10a0-\u10ff]"),
}
#: The languages that a script can stand for here, where langid alone may name one of another script. Latin and
#: Cyrillic are left to langid.
_WRITTEN_IN = {
    "arabic": frozenset({"ar", "fa", "ps", "ur", "ku", "ug"}),
    "hebrew": frozenset({"he"}),
    "greek": frozenset({"el"}),
    "ethiopic": frozenset({"am"}),
    "devanagari": frozenset({"hi", "ne", "mr"}),
    "myanmar": frozenset({"my"}),
    "han": frozenset({"zh", "ja", "ko"}),
    "armenian": frozenset({"hy"}),
    "georgian": frozenset({"ka"}),
}
#: langid's labels for spoken Arabics, whose two-letter code is that of Arabic, and for Cantonese and Wu.
_CODE = {"arz": "ar", "ary": "ar", "sdh": "ku", "yue": "zh", "wuu": "zh", "nn": "no"}
#: Function words that are common in English and, together, in no other language.
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|that|was|were|with|from|said|has|have|had|been|their|which|they|this|its|after|who|by)\b"
)
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH_SHARE = 0.12  # of all words; headlines and lists of shellings have few
_ENGLISH_KINDS = 5


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, or None when it is too short, mixed or unsure."""
    sample = text[:SAMPLE]
    letters = Counter({name: len(found) for name, script in _SCRIPTS.items() if (found := script.findall(sample))})
    total = letters.total()
    if total < _FEWEST_LETTERS:
        return None
    script, count = letters.most_common(1)[0]
    if count < _SCRIPT_SHARE * total:
        return None
    if script == "latin" and _reads_as_english(sample):
        return "en"
    return _ranked(sample.lower(), script)


def _reads_as_english(sample: str) -> bool:
    """A cheap sure test, so that a folder of English reports never loads the classifier (about 0.6 s and 100 MB)."""
    lowered = sample.lower()
    common = _ENGLISH.findall(lowered)
    return len(common) >= _ENGLISH_SHARE * len(_WORD.findall(lowered)) and len(set(common)) >= _ENGLISH_KINDS


def _ranked(sample: str, script: str) -> str | None:
    """langid's likeliest language. Being unsure of English gives None; between two neighbours the likelier is named."""
    import py3langid  # type: ignore[import-untyped]  # imported late: it loads a model

    scores: dict[str, float] = {}
    for label, score in py3langid.rank(sample):
        code = _CODE.get(label, label)
        if code in _WRITTEN_IN.get(script, frozenset({code})):
            scores[code] = max(score, scores.get(code, score))
    ranked = sorted(scores, key=lambda code: (-scores[code], code))
    best = ranked[0]
    if "en" in ranked[:2] and scores[ranked[0]] - scores[ranked[1]] < _MARGIN:
        return None
    return best if len(best) == 2 else None  # no two-letter code: not named, rather than named as its neighbour

"""Making a report's surface readable to a parser without moving a single character.

Every rewriting here keeps the length of the text, so that an offset in the rewritten text is an offset in the report.
"""

import re

#: One character each: typographic quotes, dashes, exotic spaces and bullets become the plain ones that parsers know.
_PLAIN = str.maketrans(
    {
        "‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "−": "-",
        "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u200b": " ", "\ufeff": " ", "\ufffd": " ", "\t": " ", "\r": " ",
        "#": " ", "_": " ", "*": " ", "•": " ", "·": " ", "|": ",", "●": " ", "▪": " ", "◦": " ",
        **dict.fromkeys(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F)), " "),
    }
)  # fmt: skip
#: The number of a post in a thread: "3/ At noon ...", "2/7 Update".
_THREAD = re.compile(r"^\d{1,2}/(?=[ \t]+\S)|^\d{1,2}/\d{1,2}(?=[ \t]+[^\da-z\s])", re.MULTILINE)
#: What parts two tolls that are written together: "3 dead/12 wounded".
_PARTED = re.compile(r"(?<=[a-z])/(?=\d{1,4} ?[a-z])", re.IGNORECASE)
#: The same with blanks: "6 dead / 9 hurt".
_PARTED_WIDE = re.compile(r"(?<=[a-z]) / (?=\d{1,4} ?[a-z])", re.IGNORECASE)
#: Letters that posts replace so that a platform's filter does not see the word: k!lled, inj*red, mart1rs.
_MASKED = re.compile(r"(?<![\w$!*@])(?=[A-Za-z]{1,12}[!1*0@3$])[A-Za-z][A-Za-z!1*0@3$]{2,12}(?![\w!*@$])")
#: What every masked word holds: asked first, for it is quick. The sign is rarer than the letter, so it leads.
_MASK = re.compile(r"[!1*0@3$](?<=[A-Za-z].)")
_UNMASK = str.maketrans("!103@$", "iioeas")
_MASKED_WORDS = re.compile(
    r"k.ll(?:s|ed|ing)?|d..d|d..th|inj.r(?:ed|y|ies)|w.unded|m.rt.rs?(?:ed)?|m.rder(?:ed|s)?|"
    r"massacr.d?|b.mb(?:s|ed|ing|ings)?|str.kes?|sh.ll(?:s|ed|ing)?|.ttacks?|g.n.cide|sh.t|ch.ld(?:ren)?|v.ctims?"
)
#: What a word with asterisks for its vowels can be, the likelier first ("d**d").
_UNMASKED = (
    "killed", "kills", "kill", "killing", "dead", "death", "died", "injured", "wounded", "martyrs", "martyr",
    "martyred", "murdered", "bombed", "bombing", "strikes", "shelling", "shot", "children", "attack", "attacks",
    "victims",
)  # fmt: skip
#: Written in one word, as the parser reads it: "passers-by", "pick-ups".
_PASSER_BY = re.compile(r"(?<=passer)(s?)-(by)\b|(?<=pick)-(ups?)\b", re.IGNORECASE)
#: A bare number in brackets that counts what the words around it say: "rose to (31)", "(103) others were injured".
#: The bracket comes first in the pattern, so that only brackets are looked at.
_BRACKETED = re.compile(
    r"\((?:(?:(?<= to \()|(?<= by \()|(?<= least \()|(?<= than \()|(?<= about \()|(?<= over \()|(?<= nearly \()"
    r"|(?<= around \()|(?<= another \()|(?<= killed \()|(?<= killing \()|(?<= wounded \()|(?<= wounding \()"
    r"|(?<= injured \()|(?<= injuring \())(\d{1,3}|\d{1,3},\d{3})\)(?= )"
    r"|(?<= \()(\d{1,4}|\d{1,3},\d{3})\)(?= (?:others?|people|persons?|civilians|citizens|residents|villagers|children"
    r"|women|men|girls|boys|martyrs|dead|killed|injured|wounded|casualties|fatalities|deaths|victims|bodies|soldiers"
    r"|fighters|militants|families|houses|homes|vehicles|(?:air)?strikes|(?:air )?raids|shells|rockets|attacks)\b))"
)
#: A comma that a post puts before the next word, with the blank on its other side: "so far ,4 of them".
_LOOSE_COMMA = re.compile(r"(?<=\w) ,(?=\w)")
#: The hour that opens a line of posts, and the word that it is glued to: "11:30Market hit".
_GLUED_HOUR = re.compile(r"^\d{1,2}[:.]\d\d(?=[A-Za-z]{3})", re.MULTILINE)
#: A dash that glues two words: "KHARKIV—Two dead".
_GLUED_DASH = re.compile(r"(?<=[A-Za-z])[—–](?=[A-Za-z])")
#: Signs and emoji, with the selectors and joiners between them.
_SIGNS = re.compile(
    "[\u2600-\u27bf\u2b00-\u2bff\u203c\u2049\U0001f000-\U0001faff][\u200d\ufe0e\ufe0f\u2600-\u27bf\U0001f000-\U0001faff]*"
)
#: A full stop that ends a shortened word and no sentence.
_SHORT = ("incl.", "excl.", "approx.", "resp.", "hosp.", "reg.")
_SHORTENED = re.compile(rf"\b(?:{'|'.join(map(re.escape, _SHORT))})", re.IGNORECASE)
#: What stands in place of each character of a redacted name.
_BLOCK = "\u2588"
_BLOCKS = re.compile(f"{_BLOCK}+")
#: Names that the parser takes for names whatever stands around them; a longer one is the last with more letters.
_SHORT_NAMES = ("Jo", "Ali", "Omar", "Karim", "Karima", "Karimov", "Karimova")
_LONG_NAME = "Samir Qasemi"
_CAPITALS = re.compile(r"[A-Z]{2,}")
_LOWER = re.compile(r"[a-z]")
_WORD = re.compile(r"[A-Z][A-Z'-]+")


def plain(text: str) -> str:
    """The text with plain punctuation and with masked words unmasked, of the same length."""
    if _MASK.search(text):
        text = _MASKED.sub(_unmask, text)
    if "—" in text or "–" in text:
        text = _GLUED_DASH.sub(",", text)
    text = _GLUED_HOUR.sub(lambda match: " " * len(match.group()), text)
    if "/" in text:
        text = _PARTED_WIDE.sub(" , ", text)
        text = _PARTED.sub(" ", _THREAD.sub(lambda match: " " * len(match.group()), text))
    if "-by" in text or "-up" in text:
        text = _PASSER_BY.sub(lambda match: "".join(part or "" for part in match.groups()) + " ", text)
    text = text.translate(_PLAIN)
    if not text.isascii():
        text = _SIGNS.sub(_separator, text)
    if "(" in text:
        text = _BRACKETED.sub(lambda match: f" {match[1] or match[2]} ", text)
    if " ," in text:
        text = _LOOSE_COMMA.sub(", ", text)
    lower = text.lower()
    if any(word in lower for word in _SHORT):
        text = _SHORTENED.sub(lambda match: match.group()[:-1] + ",", text)
    return text


def with_names(sentence: str) -> str:
    """The sentence with a name in place of each run of blocks, which stands for one that was redacted; for a parser.

    Without it the age of a victim whose name was taken out would be read as a number of victims.
    """
    return _BLOCKS.sub(_name, sentence) if _BLOCK in sentence else sentence


def _name(match: re.Match[str]) -> str:
    """Letters that the parser takes for a name of so many characters."""
    length = len(match.group())
    return next((name for name in _SHORT_NAMES if len(name) == length), (_LONG_NAME + "a" * length)[:length])


def _separator(match: re.Match[str]) -> str:
    """Emoji as the comma that they stand for in a post, and blanks to the same length."""
    return "," + " " * (len(match.group()) - 1)


def _unmask(match: re.Match[str]) -> str:
    word = match.group()
    if not _MASKED_WORDS.fullmatch(word.lower().replace("*", ".")):
        return word
    unmasked = word.translate(_UNMASK)
    return _restore(unmasked) if "*" in unmasked else unmasked


def _restore(word: str) -> str:
    """A word with asterisks for its vowels, by the first known word that it can be; else as it is."""
    pattern = re.compile(re.escape(word.lower()).replace(r"\*", "[a-z]"))
    return next((known for known in _UNMASKED if pattern.fullmatch(known)), word)


def is_capitals(sentence: str) -> bool:
    """True for wire copy in capitals: hardly a lower-case letter, and more than a name or two."""
    if len(_CAPITALS.findall(sentence)) < 4:
        return False
    return len(_LOWER.findall(sentence)) * 8 < sum(c.isupper() for c in sentence)


def sentence_case(sentence: str, common: frozenset[str]) -> str:
    """Wire copy in capitals as a parser expects it: words of `common` small, other words with a capital only."""

    def lower(match: re.Match[str]) -> str:
        word = match.group()
        small = word.lower()
        if small in common or small.rstrip("s") in common or len(small) <= 3:
            return small
        return word[0] + small[1:]

    return _WORD.sub(lower, sentence)

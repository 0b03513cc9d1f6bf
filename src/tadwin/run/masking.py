"""What becomes of the rows of a record when words go: pure rules, one for each kind of row.

In a report's text each character of a name becomes a block, so that offsets hold; what quotes the text by offsets is
cut from it anew. A field that is the name and nothing else becomes a label, so that two people stay two.
"""

import hashlib
import html
import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from tadwin.review.signoff import evidence
from tadwin.review.spelled import BLOCK, Spelled
from tadwin.store.snapshots import snapshot_of

Row = dict[str, Any]
#: The names under which JSON keeps ids of reports.
_REPORT_KEYS = frozenset({"report_id", "report", "reports"})
#: Under which JSON keeps what people and places are called: no offsets hang on these.
_NAMES = frozenset({"name", "by"})
#: Encodings in which a file can hold a name; a name in ASCII reads the same in all single-byte ones.
_WIDE = ("utf-8", "utf-16-le", "utf-16-be")
_SINGLE = ("cp1252", "cp1256", "cp1251")
#: Consonants that no romanisation confuses; a first never follows a first, as doubled letters are read as one.
_FIRST, _LAST = "bdfkl", "mnrst"
_HASH = re.compile(r"[0-9a-f]{64}")
_PAGES = frozenset({"text/html"})


@dataclass(slots=True)
class Masks:
    """What stands in place of a name.

    `texts` holds the old and new text of each reading of the reports that changed, `renamed` the reports whose ids held
    the name, and `rekeyed` the hashes of signed incidents and of their evidence, as they were and as they are now.
    """

    wanted: Spelled
    label: str
    texts: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    rekeyed: dict[str, str] = field(default_factory=dict)

    def words(self, said: str, name: str = "") -> str:
        """A field, or a part of one that stands under this name."""
        if said in self.rekeyed:
            return self.rekeyed[said]
        if name in _NAMES:
            return self.wanted.replaced(said, self.label)
        return self.label if self.wanted.is_all_of(said) else self.wanted.masked(said)

    def tree(self, value: Any) -> Any:
        """JSON, each string in it as `words`, and ids of reports as they are now."""
        return tree(value, self.words, self.renamed)

    def row(self, row: Row) -> Row:
        """A row of any table; the report that it is of follows when that is renamed."""
        if not self._concerns(row):
            return row
        return {**self.tree(row), **{name: row[name] for name in ("report_id",) if name in row}}

    def claim(self, row: Row) -> Row:
        """A row of a claim: its words are cut anew from the text."""
        if not self._concerns(row) and row["report_id"] not in self.texts:
            return row
        made = {**self.tree(row), "report_id": row["report_id"]}
        rest, was = made["rest"], row["rest"]
        made["quote"] = self.cut(row["report_id"], row["start_char"], row["quote"])
        rest["number"] = self.cut(row["report_id"], row["number_start"], was["number"])
        rest["figure"] = rest["number"] if was["figure"] == was["number"] else rest["figure"]
        for now, one in zip(rest["evidence"], was["evidence"], strict=True):
            if one["start"] is not None:
                now["text"] = self.cut(row["report_id"], one["start"], one["text"])
        for now, one in zip(rest["victims"], was["victims"], strict=True):
            if BLOCK in self.cut(row["report_id"], one["start"], one["name"]):
                now["name"] = self.label
        return made

    def unclaimed(self, row: Row) -> Row:
        """A row of a number that gave no claim."""
        return {**self.row(row), "quote": self.cut(row["report_id"], row["start_char"], row["quote"])}

    def anchor(self, one: Row) -> Row:
        """An anchor of a decision: its words are cut anew from the text that it was tied to."""
        whole, before, quote = one["before"] + one["quote"] + one["after"], len(one["before"]), len(one["quote"])
        now = self.cut(one["report_id"], one["start"] - before, whole)
        words = {"before": now[:before], "quote": now[before : before + quote], "after": now[before + quote :]}
        return {**one, **words, "report_id": self.renamed.get(one["report_id"], one["report_id"])}

    def cut(self, report: str, start: int, said: str) -> str:
        """Words of a report as they are now, of the reading in which they stood there; masked where none has them."""
        for old, new in self.texts.get(report, ()):
            if start >= 0 and old.startswith(said, start):
                return new[start : start + len(said)]
        return self.wanted.masked(said)

    def address(self, url: str | None) -> str | None:
        """A web address; where only its coded form holds the name, all behind the host goes."""
        if url is None or not self.wanted.stands_in(unquote(self.wanted.masked(url))):
            return None if url is None else self.wanted.masked(url)
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.netloc}/{BLOCK}" if parts.netloc else BLOCK

    def snapshot(self, row: Row) -> Row:
        """A signed incident, which is found by the hash of what it says."""
        if not self._concerns(row) and not any(f'"{name}"' in row["content"] for name in (*self.texts, *self.renamed)):
            return row
        told = json.loads(row["content"])
        made = {name: self.tree(value) for name, value in told.items() if name != "claims"}
        made["claims"] = [
            {**self.claim(one), "report_id": self.renamed.get(one["report_id"], one["report_id"])}
            for one in told["claims"]
        ]
        if made == told:
            return row
        return self._rekeyed(row, made)

    def told_by(self, row: Row, replaced: Callable[[str], str], names: Collection[str]) -> Row:
        """A signed incident without a reviewer's name, which stands only under these names of its JSON."""
        told = json.loads(row["content"])
        made = named(told, replaced, names)
        return row if made == told else self._rekeyed(row, made)

    def _rekeyed(self, row: Row, told: Any) -> Row:
        content = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        self.rekeyed[row["sha256"]] = hashlib.sha256(content.encode()).hexdigest()
        # What was signed off says the same but for the name: whoever signed it need not look again.
        self.rekeyed[evidence(*snapshot_of(row["content"]))] = evidence(*snapshot_of(content))
        return {**row, "sha256": self.rekeyed[row["sha256"]], "content": content}

    def in_bytes(self, raw: bytes, media_type: str) -> bool:
        """True where a file holds the name, in one of the encodings that files have."""
        for encoding in self._encodings:
            text = raw.decode(encoding, "ignore")
            if self.wanted.may_stand_in(text) and self.wanted.stands_in(text):
                return True
            if media_type in _PAGES and self.wanted.stands_in(unquote(html.unescape(text))):
                return True
        return False

    @property
    def _encodings(self) -> Sequence[str]:
        return _WIDE if self.wanted.is_ascii else (*_WIDE, *_SINGLE)

    def _concerns(self, row: Row) -> bool:
        # One look at all of a row: most hold nothing of a name.
        written = json.dumps(row, ensure_ascii=False, default=str)
        found = (name for name in (*self.renamed, *self.rekeyed) if name in written)
        return self.wanted.may_stand_in(written) or next(found, None) is not None


def syllables(number: int) -> str:
    """A number, from 1, as a word that is read as a name: Bam, Ban, ... Bas, Bat, Dam, ...

    Linking and origins know a person by a name in letters, hold names of the same consonants for one, and so told two
    people apart before: they still do.
    """
    said, left = "", number - 1
    while True:
        left, digit = divmod(left, len(_FIRST) * len(_LAST))
        first, last = divmod(digit, len(_LAST))
        said = f"{_FIRST[first]}a{_LAST[last]}{said}"
        if not left:
            return said.capitalize()
        left -= 1


def tree(value: Any, words: Callable[[str, str], str], renamed: Mapping[str, str], name: str = "") -> Any:
    """JSON with each string in it changed; `renamed` are ids of reports, which stand under names of their own."""
    if isinstance(value, str):
        return renamed.get(value, value) if name in _REPORT_KEYS else words(value, name)
    if isinstance(value, dict):
        return {key: tree(one, words, renamed, key) for key, one in value.items()}
    if isinstance(value, list):
        return [tree(one, words, renamed, name) for one in value]
    return value


def named(value: Any, change: Callable[[str], str], names: Collection[str], name: str = "") -> Any:
    """JSON with the strings changed that stand under one of these names."""
    if isinstance(value, str):
        return change(value) if name in names else value
    if isinstance(value, dict):
        return {key: named(one, change, names, key) for key, one in value.items()}
    if isinstance(value, list):
        return [named(one, change, names, name) for one in value]
    return value


def in_json(written: str | None, change: Callable[[Any], Any]) -> str | None:
    """A part of a decision that is JSON, written as decisions write it; as it was where nothing in it changes."""
    if written is None:
        return None
    try:
        told = json.loads(written)
    except ValueError:
        return str(change(written))
    now = change(told)
    return written if now == told else json.dumps(now, ensure_ascii=False, sort_keys=True)


def emptied(value: Any) -> Any:
    """A value of a decision without what a report said: its shape stays, and hashes, which say nothing."""
    if isinstance(value, str):
        return value if _HASH.fullmatch(value) else BLOCK * len(value)
    if isinstance(value, dict):
        return {name: emptied(one) for name, one in value.items()}
    if isinstance(value, list):
        return [emptied(one) for one in value]
    return value if isinstance(value, bool) else None

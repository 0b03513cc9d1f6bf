"""Whose words each figure of a report is told in, read in the order of its text.

A sentence's own speaker comes first; without one, a sentence inside a quotation is of whoever is quoted, one that goes
on with what was said is of whoever said it, and one that stands under the head of a statement is of its owner.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tadwin.extract.context import ContextWords
from tadwin.extract.heard import heard
from tadwin.extract.judged import Finding
from tadwin.extract.owners import owners
from tadwin.extract.passages import Passage
from tadwin.extract.quotations import Quotation, quotations
from tadwin.extract.sources import Speech
from tadwin.extract.speakers import speaker_of, speeches, trailing_speaker
from tadwin.extract.words import words
from tadwin.types import Actor, Evidence

#: A sentence that opens so goes on with what the one before it said.
_GOES_ON = re.compile(
    r"(?:as a result|of these|of those|among them|in addition|these attacks|those attacks|in total|altogether)\b",
    re.IGNORECASE,
)
#: So does one that opens so, right behind what was said and in its paragraph.
_GOES_ON_BESIDE = re.compile(
    r"(?:a further|an additional|at least another|a total of|the (?:toll|figures?|total|number) includes?"
    r"|the (?:dead|victims|wounded|injured|casualties|killed) (?:were|include)"
    r"|(?:\w+ ){1,3}of (?:them|those|these|the (?:dead|victims|wounded|injured|killed|casualties)))\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w")
_QUOTES = ('"', "\u201c")
_BODIES = words("whose_words", "bodies")
_SENT = frozenset({"outlet", "agency"})
_HE = frozenset({"he", "she"})
#: How many speakers back "he" may go where the last was no person.
_BACK = 3


class Said(NamedTuple):
    """Who says a figure, who relays it, and the evidence."""

    claimant: Actor | None
    via: tuple[Actor, ...]
    evidence: list[Evidence]


class WhoseWords:
    """The speakers of one report. `index` is, everywhere, the number of the passage that is being read."""

    def __init__(self, text: str, passages: Sequence[Passage], context: ContextWords) -> None:
        self.text, self.passages, self.context = text, passages, context
        self.owners = owners(text, passages, context)
        self.quotations = quotations(text, passages)
        self.quoted: dict[Quotation, Actor | None] = {}  # who is quoted, of those that were begun
        self.recent: list[Actor] = []  # who spoke, the last one last
        self.heard_at = -1  # the last passage without figures in which someone was heard
        self.spoken_at = -1  # the last sentence with a figure that had a speaker
        self.spoken_before = False  # whether the last sentence with a figure had a speaker

    @property
    def last(self) -> Actor | None:
        """Who spoke last."""
        return self.recent[-1] if self.recent else None

    def begin(self, index: int) -> None:
        """Learns whose words a quotation is that begins in a passage, before the passage itself is read."""
        for one in self.quotations:
            if one.first == index:
                self.quoted[one] = self._quoted(one)

    def hear(self, index: int) -> None:
        """Remembers who was speaking in a passage without figures, so that "it said" in the next one has a name."""
        passage = self.passages[index]
        if passage.tree is not None and passage.actors:
            self.remember(speeches(passage, self.context))
        speaks = heard(passage, self.context)
        if speaks is not None:
            self._spoke(speaks)
            self.heard_at = index

    def remember(self, said: list[Speech]) -> None:
        """Remembers the speakers of a sentence."""
        for speech in said:
            speaker = speech.speaker if not speech.pronoun or self.last is None else None
            if speaker is not None:
                self._spoke(speaker)

    def read(self, index: int, said: list[Speech]) -> None:
        """Remembers the speakers of a sentence with figures."""
        self.remember(said)
        self.spoken_before = bool(said)
        self.spoken_at = index if said else self.spoken_at

    def _spoke(self, speaker: Actor) -> None:
        self.recent = [*self.recent[-_BACK:], speaker]

    def speaks_anew(self, index: int, claimant: Actor | None) -> bool:
        """True for a speaker who is not the one that spoke last: "a monitor" may be the monitor named after it."""
        last, owner = self.last, self.owners[index]
        if owner is not None and index > 0 and self.owners[index - 1] == owner:
            return claimant != owner.actor  # one speaks from the head of the item to its end
        if claimant is None or last is None:
            return claimant is not None
        if claimant.kind in _SENT and "saw" in self.passages[index].words():
            return False  # what a reporter saw is a part of what was told
        return claimant.name != last.name and (claimant.kind != last.kind or None not in (claimant.id, last.id))

    def of_figure(self, index: int, finding: Finding, said: list[Speech]) -> Said:
        """Who says a figure, and who relays it; no one where the report says it in its own voice."""
        passage = self.passages[index]
        speech, where = speaker_of(said, finding), passage
        if speech is None and not said:
            behind = self._behind(index)
            if behind is not None:
                speech, where = trailing_speaker(behind, self.context), behind
        if speech is None:
            carried = self._carried(index, finding, said)
            if carried is not None:
                return carried
        owner = self.owners[index]
        if speech is None and owner is not None:
            name = self.text[owner.start : owner.end]
            return Said(owner.actor, (), [Evidence("claimant", "head of its statement", owner.start, owner.end, name)])
        if speech is None:
            return Said(None, (), [])
        spoke_before = self._goes_back(speech, said, where) if speech.pronoun else None
        speaker = spoke_before or speech.speaker
        via = (speech.relay,) if speech.relay is not None else ()
        if speaker is None:
            return Said(None, via, [])
        rule = "verb of speech" if spoke_before is None else "pronoun for the last speaker"
        start, end = where.stretch(*speech.speaker_at)
        return Said(speaker, via, [Evidence("claimant", rule, start, end, self.text[start:end])])

    def _carried(self, index: int, finding: Finding, said: list[Speech]) -> Said | None:
        """Who goes on speaking in a sentence that names no speaker for a figure."""
        passage = self.passages[index]
        at = passage.stretch(finding.counted.quantity.first, finding.counted.quantity.first)[0]
        around = next((one for one in self.quotations if one.start < at < one.end and one in self.quoted), None)
        if around is not None and self.quoted[around] is not None:
            return Said(self.quoted[around], (), [Evidence("claimant", "whose words are quoted", None, None, "")])
        if said:
            return None
        quoted = passage.text[0] in _QUOTES and (self.spoken_before or self.heard_at == index - 1)
        quoted = quoted and not _names_another(passage.text)
        if quoted or (self.spoken_before and _GOES_ON.match(passage.text)) or self._goes_on_beside(index):
            return Said(self.last, (), [Evidence("claimant", "goes on from the sentence before", None, None, "")])
        return None

    def _goes_on_beside(self, index: int) -> bool:
        """True for a sentence that counts on right behind what was said, in its paragraph."""
        if not self.spoken_before or index == 0 or self.spoken_at != index - 1:
            return False
        beside = "\n" not in self.text[self.passages[index - 1].end - 1 : self.passages[index].start]
        return beside and bool(_GOES_ON_BESIDE.match(self.passages[index].text))

    def _goes_back(self, speech: Speech, said: list[Speech], where: Passage) -> Actor | None:
        """Whom a pronoun stands for: who spoke before it in its sentence, else who spoke last and may be called so."""
        here = [one for one in said if one.speaker is not None and one.speaker_at[1] < speech.speaker_at[0]]
        if here and speech.speaker is None:
            return (self.last if here[-1].pronoun else None) or here[-1].speaker
        word = where.parsed().lower(speech.speaker_at[0])
        if word in _HE and self.last is not None and _is_body(self.last):
            persons = [one for one in self.recent[:-1] if not _is_body(one)]
            return persons[-1] if persons else self.last
        if word == "it" and self.last is not None and _is_several(self.last):
            single = [one for one in self.recent[:-1] if not _is_several(one)]
            return single[-1] if single else self.last
        return self.last

    def _quoted(self, one: Quotation) -> Actor | None:
        """Who is quoted: who speaks outside the marks where they open or close, else who spoke right before."""
        for index in (one.first, one.last):
            passage = self.passages[index]
            if passage.tree is None:
                speaks = heard(passage, self.context)
                if speaks is not None:
                    return speaks
                continue
            said = speeches(passage, self.context)
            for speech in said:
                at = passage.stretch(*speech.speaker_at)[0]
                if not one.start <= at < one.end:
                    return self._goes_back(speech, said, passage) if speech.pronoun else speech.speaker
        opens = one.start <= self.passages[one.first].start
        spoke = self.spoken_before or self.heard_at == one.first - 1
        return self.last if opens and spoke else None

    def _behind(self, index: int) -> Passage | None:
        """The passage behind one in the same stretch of text, if the parser cut one off."""
        i = index + 1
        passage = self.passages[index]
        if i < len(self.passages) and self.passages[i].tree is not None and self.passages[i].offset == passage.offset:
            return self.passages[i]
        return None


def _names_another(text: str) -> bool:
    """True where some words on whose it is stand behind the end of a quotation, though they are not understood.

    No pattern looks for them: between many marks and words it would try every split of a hostile sentence.
    """
    closes = max(text.rfind('"'), text.rfind("\u201d"))
    if closes < 0 or text.rfind("\u201c") > closes:
        return False
    first, _, rest = text[closes + 1 :].lstrip(" ,").partition(" ")
    return _WORD.match(first) is not None and _WORD.search(rest) is not None


def _is_body(actor: Actor) -> bool:
    """True for a speaker without a name of its own that is no single person: "the ministry", "residents"."""
    if actor.id is not None:
        return False
    told = actor.name.lower().split()
    return not _BODIES.isdisjoint(told) and not any(word.istitle() for word in actor.name.split()[1:])


def _is_several(actor: Actor) -> bool:
    """True for several people without a name, whom nobody calls "it": "local authorities"."""
    return actor.id is None and actor.kind == "unnamed" and actor.name.lower().endswith("s")

"""When the harm of one figure was done, as far as its own sentence says."""

import re

from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage, asked_once
from tadwin.extract.scopes import is_apart
from tadwin.extract.words import words
from tadwin.types import Mention, When

_REPORTED = "|".join(sorted(words("scopes", "reported")))
#: "said on Monday", "told the agency on Monday", "in a statement on Monday": the day of speaking, not of the harm.
_SPOKEN = re.compile(
    rf"\b(?:{_REPORTED}|issued|dated|circulated|statement|interview|reporters)"
    r"(?: (?:[A-Z][\w.-]+|the|a|state|news|agency|television|reporters|in|by|telephone|phone|statement|to \d+)){0,5}"
    r"(?: (?:on|late|early|late on|early on))?(?: the)? *$"
    r"|\b(?:put|puts|revised|raised|lowered) (?:[\w'-]+ ){0,3}(?:toll|number|figure|count|dead|total)\b[^.;]{0,20}?"
    r" (?:at|to) [\w,]+ (?:dead |people )?(?:on )?$"
)
#: "The commission today released its findings": told before any figure, the day of speaking too.
_THEN_SPOKE = re.compile(
    rf",? (?:also |again |further )?(?:{_REPORTED}|issued|presented|launched)\b(?! (?:the |[\w-]+ )?(?:lives|life)\b)"
)
#: "On Monday the ministry said that it had killed ..." opens with the day of speaking too.
_SPEAKING = re.compile(
    r"(?:,| (?:morning|afternoon|evening|night),?)?"
    r"(?: (?!and\b|but\b|killed\b|when\b)[\w'’()-]+,?){1,9}?"
    rf" (?:has |had )?(?:{_REPORTED})\b(?! (?:the |\w+ )?(?:lives|life)\b| by\b).{{0,80}}? had \w+"
)
_OPENING = re.compile(r"(?:(?:also|earlier|later|late|early)\s+)?(?:on\s+|in\s+)?", re.IGNORECASE)
#: "as of this morning the count is", "by evening": when it was counted.
_COUNTED = re.compile(r"\b(?:as of|as at|by|up to|before)(?: (?:late|early|on|the))* *$", re.IGNORECASE)
#: "Since the war began on 15 April" counts from a day.
_FROM_A_DAY = re.compile(r"since\b.*\b(?:[0-3]?\d(?:st|nd|rd|th)?)\b(?! *(?:years|months|weeks))", re.IGNORECASE)
#: "A nurse who had been with us since 2019": not when she was killed.
_HAD_BEEN = re.compile(
    r"\bwho (?:has|had|have) (?:also |long )?(?:been|worked|lived|taught|served|led|run|stayed|sheltered)\b[^,.;]*$"
)
#: "Three died, the last on 2 February".
_LAST_OF_THEM = re.compile(r"\bthe (?:last|first|latest|most recent)(?: of (?:them|these))?(?: on)?(?: the)? $")
_PART_OF_DAY = re.compile(r"(?:dawn|noon|midday|midnight|sunrise|sunset)\b", re.IGNORECASE)
#: "since the war began", "eight years ago": how long something has gone on, not when the figure came about.
_ERA = re.compile(
    r"\b(?:war|conflict|uprising|invasion|revolution|crackdown|began|begun|started|start"
    r"|beginning of (?:the|its) (?:war|conflict)|years? ago|decades?)\b",
    re.IGNORECASE,
)
#: "which began in 2014", "broke out on April 15": when a war began is not when its dead died.
_BEGAN = re.compile(
    r"\b(?:which|that|war|conflict|fighting|uprising) (?:has )?(?:began|begun|started|erupted|broke out)(?: in| on)? *$"
    r"|\b(?:war|conflict|uprising|revolution) (?:which|that) (?:has )?(?:began|begun|started|erupted|broke out)"
    r"(?: (?!killed|killing)[\w'-]+){0,12}? ?(?:in|on)? *$"
)
#: What happened, in words that tell no kind of attack.
_HAPPENED = words("days", "happened")
_IN_ONE_CASE = re.compile(
    r"\W*(?:the (?:single )?(?:most|worst|deadliest|largest|gravest|bloodiest|heaviest)\b[^.]{0,60}? on (?:the )?"
    r"|(?:for example|in (?:one|another|a) (?:[\w-]+ ){0,3}?(?:case|incident|instance|attack)),? (?:on )?(?:the )?)",
    re.IGNORECASE,
)
#: Words of an attack: which of two clauses tells it.
_ATTACKED = re.compile(
    r"\b(?:hit|struck|flattened|destroyed|bombed|shelled|attack\w*|blasts?|(?:air)?strikes?|explosions?|raid\w*|killed"
    r"|bombings?|shelling|ambush\w*|massacre|gunmen|stormed|targeted|exploded|battles?|fighting|clashe\w)\b",
    re.IGNORECASE,
)
#: A day counted from what is told behind it: "a day after a bomb killed nine".
_AFTER = re.compile(r"\bdays? after$", re.IGNORECASE)
#: Of some later day than the one told; and how many words before a word of harm they may stand.
_AFTERWARDS, _AFTERWARDS_REACH = frozenset({"subsequently", "afterwards"}), 3
_LAUNCHING = frozenset({"launched", "carried", "conducted", "staged", "mounted", "unleashed", "perpetrated"})
_LAUNCHED = re.compile(
    r"\b(?:launched|carried out|conducted|staged|mounted|unleashed|perpetrated) (?:an?|another|several|multiple) "
    r"(?:[\w-]+ ){0,3}(?:attacks?|assaults?|onslaught)\b"
)
#: The day of a speaker's words, which may be reported days after.
_SPEAKERS_DAY = re.compile(r"(?:today|tonight|this (?:morning|afternoon|evening)|yesterday)\b", re.IGNORECASE)
#: How far before a time its words are looked for, in code points.
_BEFORE_TIME, _BEFORE_BEGINNING = 60, 140
#: A time behind another figure is this much farther from the first, in code points.
_CROSSING = 60


@asked_once
def days_of_harm(passage: Passage) -> list[Mention[When]]:
    """The times of a sentence that can be the time of its harm: not those of speaking, nor of the war as a whole."""
    found = []
    for mention in passage.times:
        before = passage.before(mention, _BEFORE_TIME)
        if _LAST_OF_THEM.search(before):
            continue
        long_before = passage.before(mention, _BEFORE_BEGINNING)
        begins = _BEGAN.search(long_before) or _HAD_BEEN.search(long_before)
        is_known = mention.names.start is not None or mention.names.end is not None
        era = _ERA.search(mention.text) and not _FROM_A_DAY.match(mention.text)
        if not is_known or begins or era or _was_counted(mention, before):
            continue
        if is_of_what_follows(mention) and _opens(passage, mention):
            continue  # "A day after the truce": when the truce began
        if not _SPOKEN.search(before) and not _speaks(passage, mention) and not _then_spoke(passage, mention):
            found.append(mention)
    return found


def _was_counted(mention: Mention[When], before: str) -> bool:
    """True for the day by which something was counted; not for a part of a day: "before dawn on Thursday"."""
    return bool(_COUNTED.search(before)) and not _PART_OF_DAY.match(mention.text)


def is_of_what_follows(mention: Mention[When]) -> bool:
    """True for "a day after", whose day is that of what is told behind it."""
    return bool(_AFTER.search(mention.text))


def attack_first(passage: Passage, days: list[Mention[When]]) -> list[Mention[When]]:
    """The days without those of "a day after", unless only what is told behind them is an attack: then they are first.

    "Rescuers searched the ruins on Thursday, a day after the hall was hit by a missile."
    """
    behind = [one for one in days if is_of_what_follows(one)]
    if not behind:
        return days
    at = behind[0].end - passage.start
    if _ATTACKED.search(passage.text, at) and not _ATTACKED.search(passage.text, 0, at):
        return behind
    return [one for one in days if not is_of_what_follows(one)]


def opens_with(passage: Passage, when: Mention[When] | None) -> bool:
    """True for a figure's time that opens its sentence, also behind "in one case"; not for one told before it."""
    if when is None or not passage.start <= when.start < passage.end:
        return False
    return _opens(passage, when) or bool(_IN_ONE_CASE.fullmatch(passage.text, 0, when.start - passage.start))


def tells_of_day(passage: Passage) -> bool:
    """True for a sentence without a word of attacks whose day is that of the story: "It happened on Monday".

    And for "On Monday the brigade launched an attack", whose words tell no kind of it.
    """
    if not passage.times:
        return False
    told = passage.words()
    launched = not _LAUNCHING.isdisjoint(told) and bool(_LAUNCHED.search(passage.text))
    return (launched or not _HAPPENED.isdisjoint(told)) and bool(days_of_harm(passage))


def comes_after(passage: Passage, finding: Finding) -> bool:
    """True for a later day than the one told: "captured and subsequently killed", "have died since being taken in"."""
    tree = passage.parsed()
    since = tree.lower(finding.predicate + 1) == "since" and tree.tag(finding.predicate + 2) == "VBG"
    return since or not _AFTERWARDS.isdisjoint(tree.words(finding.predicate - _AFTERWARDS_REACH, finding.predicate))


def is_spoken_on_a_day(passage: Passage) -> bool:
    """True for "In a statement on Monday it said that ...": what was said may have been on any day."""
    return any(
        _SPOKEN.search(passage.before(mention, _BEFORE_TIME)) or _speaks(passage, mention) for mention in passage.times
    )


def _then_spoke(passage: Passage, mention: Mention[When]) -> bool:
    """True for the day of "the commission today released its findings", before any figure."""
    if not _THEN_SPOKE.match(passage.text, mention.end - passage.start):
        return False
    return all(passage.stretch(one.first, one.last)[0] > mention.end for one in passage.findings)


def _speaks(passage: Passage, mention: Mention[When]) -> bool:
    """True for the day that opens a sentence on what had been before: "On Monday the ministry said that it had ..." """
    opens = _OPENING.fullmatch(passage.text, 0, mention.start - passage.start)
    return opens is not None and bool(_SPEAKING.match(passage.text, mention.end - passage.start))


def time_of(passage: Passage, finding: Finding) -> Mention[When] | None:
    """The day or period of one figure: the time words nearest to it in its sentence, its own stretch first."""
    start, end = passage.stretch(finding.first, finding.last)
    _, predicate = passage.stretch(finding.predicate, finding.predicate)
    others = [passage.stretch(one.first, one.last)[0] for one in passage.findings if one.whole is None]

    def distance(mention: Mention[When]) -> tuple[int, int]:
        """In code points; of two times as near as each other, the one behind the figure comes first."""
        if mention.start < end:
            return start - mention.end, 1
        crossed = sum(end <= other < mention.start for other in others)
        return mention.start - max(end, min(predicate, mention.start)) + _CROSSING * crossed, 0

    told = (one for one in days_of_harm(passage) if not is_apart(passage, one.end, start))
    own = [one for one in told if _may_be_of(passage, one, start)]
    if comes_after(passage, finding):
        own = [one for one in own if one.start > predicate]
    return min(own, key=distance, default=None)


def is_of_a_quote(passage: Passage, mention: Mention[When]) -> bool:
    """True for the day of "“Today the army shelled our village”, a man said": that on which he spoke."""
    if not _SPEAKERS_DAY.match(mention.text):
        return False
    before = passage.text[: mention.start - passage.start]
    return before.rfind("\u201c") > before.rfind("\u201d") or before.count('"') % 2 == 1


def _opens(passage: Passage, mention: Mention[When]) -> bool:
    """True for a time that the sentence begins with."""
    return _OPENING.fullmatch(passage.text, 0, mention.start - passage.start) is not None


def _may_be_of(passage: Passage, mention: Mention[When], start: int) -> bool:
    """False for the day of "a day after" and a figure that its clause does not tell, before it or beyond a comma."""
    if not is_of_what_follows(mention):
        return True
    return start > mention.end and "," not in passage.text[mention.end - passage.start : start - passage.start]

"""Which attacks a report tells of, and who carried them out by its words, whether or not a figure stands beside them.

"Ruritanian warplanes bombed the market on Monday. Nine people were killed": the figure's sentence accuses no one, the
one before it does. Here every sentence is read by its surface, parsed or not, for the owner of an attack ("rebel
shelling"), its agent ("an ambush by the Movement"), its subject ("the army shelled") and who claimed it. Which figures
may take over such blame, `carried_blame` decides.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from tadwin.extract.blame import can_do_harm
from tadwin.extract.context import ContextWords
from tadwin.extract.events import Event, may_tell_kind
from tadwin.extract.passages import Passage
from tadwin.extract.words import words
from tadwin.types import Actor, Mention, Place
from tadwin.vocab import EventType, PlacePrecision

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|['’]s?|[^\w\s]")
_POSSESSIVE = re.compile("['’]s? ")
_TARGETS = words("blame", "targets")
_OWNED = words("attackers", "owned")
_FORCES = words("attackers", "forces")
_DONE = words("attackers", "done")
_DONE_WITH = words("attackers", "done_with")
_OWNED_UP = words("attackers", "owned_up")
_DOUBT = words("attackers", "doubt")
_FOILED = words("blame", "foiled")
_KEPT_IN = words("blame", "kept_in")
_HELD_BY = words("attackers", "held_by")
#: Before "down": what befell the party's aircraft.
_SHOT = frozenset({"shot", "brought", "shoot", "shooting"})
_MEN = words("blame", "men")
_CRASHED = words("blame", "crashed")
_MINES = words("blame", "mines")
#: "A mine laid by the Movement".
_LAID = frozenset({"left", "laid", "planted", "rigged"})
_NO_ADJECTIVE = words("attackers", "no_adjective")
_BETWEEN = words("attackers", "between")
_AUXILIARIES = words("attackers", "auxiliaries")
_PASSIVE = words("attackers", "passive")
#: Without one of these a sentence tells no attack of anyone's. Where it has figures the tree says better who did it,
#: all but whose claim it was.
_OWNING = _OWNED_UP | {"behind"}
_TELLING = frozenset(part for word in _OWNED | _DONE | _DONE_WITH | _OWNING | _LAID for part in word.split("-")[-1:])
#: The kinds of attack that blame is carried over for; a claim of one kind takes none from another.
_KIND_OF = {
    EventType.AIRSTRIKE: "air",
    EventType.SHELLING: "shelling",
    EventType.SUICIDE_BOMB: "explosive",
    EventType.EXPLOSIVE: "explosive",
    EventType.GRENADE: "explosive",
    EventType.CHEMICAL: "chemical",
    EventType.CLASH: "ground",
    EventType.ATTACK: "ground",
    EventType.ABDUCTION: "abduction",
    EventType.SEXUAL_VIOLENCE: "sexual violence",
}
_ONE_KIND = {kind: frozenset({kind}) for kind in _KIND_OF.values()}
#: How many words may stand between a party and its attack or verb, and between an attack or its verb and "by".
_TO_ATTACK, _TO_VERB, _TO_BY = 4, 4, 6
_MAY = "May"
#: How many words on either side of a party may doubt or deny its deed.
_TO_DOUBT = 6
#: How far behind a weapon a word may say that it crashed, or was shot down.
_TO_CRASHED = 4
#: How many words behind a verb such as "launched" the attack may stand, and behind "claimed" the "responsibility"; and
#: how far behind a party it may own up.
_TO_OBJECT, _TO_RESPONSIBILITY, _TO_OWN_UP = 7, 3, 6
#: What a party admits that only tells of its dead.
_LOSSES = words("attackers", "losses")
#: Behind "claimed that" these are the party itself.
_DISOWNED = frozenset({"not", "nothing", "no", "never", "neither"})
_ITSELF = frozenset({"it", "they", "he"})
#: What a claim must point to: a headline's "claims responsibility for attack" may be of another.
_POINTERS = frozenset({"the", "this", "that", "both", "these", "those", "it", "an", "another", "."})
#: Between "and" and the second of two who attack together.
_PARTNERS = words("attackers", "partners")
#: The longest phrase between commas behind a party, in words: "special forces, with air support, carried out".
_LONGEST_ASIDE = 7
#: The rule for a party that says that it did it.
CLAIMED = "claimed it"

#: "The raids of the army on the town".
_OF_THEIRS = frozenset(
    {"raid", "raids", "strike", "strikes", "airstrikes", "attack", "attacks", "shelling", "bombardment", "aggression"}
)
_ON = frozenset({"on", "against", "upon"})
#: One of these stands wherever a sentence says who the attackers were.
_ATTACKING = frozenset({"attackers", "assailants", "gunmen", "perpetrators", "attacker", "assailant", "raiders"})
_IDENTIFIED = re.compile(
    r"\b[Tt]he (?:attackers?|assailants?|gunmen|perpetrators|raiders) (?:was|were|are|is|belonged to|came from)\b"
)
#: What may stand between that and the name: "were fighters of the"; not "were shot by the", "were wearing".
_WHOSE = re.compile(
    r"(?: (?:all|mostly|reportedly|from|of|the|a|an|members?|fighters?|soldiers?|militants?|gunmen|men|part|with|to"
    r"|affiliated|linked|loyal|belonging|group))* "
)
#: Behind the name these make it no name of the attackers: "Ruritania-backed", "the army's deserters".
_NOT_WHOSE = re.compile(
    r"[-–]|'s?\b| (?:uniforms?|fatigues|clothing|clothes|defectors?|deserters?|prisoners?|targets?)\b"
)


class Attack(NamedTuple):
    """An attack that a sentence tells of, with the parties that its words say carried it out."""

    parties: tuple[Mention[Actor], ...]
    kinds: frozenset[str]  # of attack by its words: see `kinds_of`; empty where they do not say
    passage: int  # the number of its sentence
    rule: str
    suspected: bool = False  # the words only suspect, or allege, that it was they


def identified(passage: Passage) -> Mention[Actor] | None:
    """Whose men the attackers were, where a sentence says just that: "the attackers were fighters of the Movement"."""
    if not passage.actors or _ATTACKING.isdisjoint(passage.words()):
        return None
    for found in _IDENTIFIED.finditer(passage.text):
        at = passage.start + found.end()
        named = (one for one in passage.actors if one.start >= at and one.names.id is not None and can_do_harm(one))
        first = next(named, None)
        if first is None or not _WHOSE.fullmatch(passage.text[at - passage.start : first.start - passage.start]):
            return None
        said = passage.text[: first.end - passage.start].lower()
        doubted = not _DOUBT.isdisjoint(_WORD.findall(said)) or _NOT_WHOSE.match(passage.text, len(said))
        return None if doubted else first
    return None


def may_be_claimed(passage: Passage) -> bool:
    """A quick look: False for a sentence in which no one claims an attack."""
    return bool(passage.actors) and not _OWNING.isdisjoint(passage.words())


def attack_told(passage: Passage, index: int, context: ContextWords) -> Attack | None:
    """The attack of one sentence whose doer its words name; none from a sentence that denies or doubts.

    Where the sentence has figures, only an attack that someone claims as theirs.
    """
    if (_OWNING if passage.findings else _TELLING).isdisjoint(passage.words()):
        return None
    able = [mention for mention in passage.actors if can_do_harm(mention)]
    if not able:
        return None
    said = [(_small(match.group()), match.start() + passage.start) for match in _WORD.finditer(passage.text)]
    lower, starts = [word for word, _ in said], [at for _, at in said]
    found: list[tuple[Mention[Actor], str]] = []
    partner_from = len(said)  # the first word of a party that the next one before it may be joined to
    for mention in reversed(able):
        first, behind = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
        if (
            found
            and mention.names.id is not None
            and lower[behind:partner_from] == []
            and found[-1][0].names.id is None
        ):
            found[-1] = mention, found[-1][1]  # the Movement in "Movement gunmen shelled"
            continue
        between = lower[behind:partner_from]
        joined = bool(found) and (between == [","] or (between[:1] == ["and"] and _PARTNERS.issuperset(between[1:])))
        if passage.text[mention.end - passage.start : mention.end - passage.start + 1] in ("-", "–"):
            continue  # "rebel-held"
        rule = found[-1][1] if joined else _role(lower, _with_force(lower, first), behind)
        if rule is not None and _DOUBT.isdisjoint(lower[max(0, first - _TO_DOUBT) : behind + _TO_DOUBT]):
            found.append((mention, rule))
            partner_from = first
    if not found or (passage.findings and found[0][1] != CLAIMED):
        return None
    parties = [mention for mention, _ in reversed(found)]
    named = [mention for mention in parties if mention.names.id is not None]  # "militants" beside a name says no more
    return Attack(tuple(named or parties), kinds_of(lower, context), index, found[0][1])


def _small(word: str) -> str:
    """A word in small letters; the month of May is no word of doubt."""
    return word if word == _MAY else word.lower()


def _with_force(lower: Sequence[str], first: int) -> int:
    """Where "the artillery of the Movement" begins: its forces act for it."""
    of = first - 2 if lower[first - 1 : first] in (["the"], ["its"]) else first - 1
    return of - 1 if of > 0 and lower[of] == "of" and lower[of - 1] in _MEN else first


def _role(lower: Sequence[str], first: int, behind: int) -> str | None:
    """The rule that makes the party at words `first` up to `behind` (excluded) the doer, or None."""
    before = lower[max(0, first - 3) : first]
    if not _BETWEEN.isdisjoint(lower[max(0, first - 6) : first]):
        return None  # "clashes between the army and the rebels"
    if _is_agent(lower, first, behind):
        return CLAIMED if "claimed" in before else "told as the agent"
    bare = [word for word in before if word not in ("the", "a", "an", "their", "'s")]
    if bare and bare[-1] in _TARGETS:
        return None
    if not _FOILED.isdisjoint(before) or ("down" in before and not _SHOT.isdisjoint(lower[max(0, first - 5) : first])):
        return None
    if _is_owner(lower, first, behind):
        return "told as the owner of the attack"
    if _owned_up(lower, behind):
        return CLAIMED
    if _is_subject(lower, behind):
        return "told as the subject of the attack"
    return None


def _is_agent(lower: Sequence[str], first: int, behind: int) -> bool:
    """True behind "by" or "from" with an attack, or a verb of one, right before: "shelled by the", "fire from"."""
    at = first - 1
    while at > max(-1, first - 4) and lower[at] not in ("by", "from", "of"):
        at -= 1
    if at > 0 and lower[at] == "of":  # "the raids of the army on the town": not "the raids of the town"
        return lower[at - 1] in _OF_THEIRS and not _ON.isdisjoint(lower[behind : behind + 2])
    if at < 1 or lower[at] not in ("by", "from"):
        return False
    told = lower[max(0, at - _TO_BY) : at]
    if lower[at - 1] in _HELD_BY:
        return False  # "shelled a village held by the Movement"
    if lower[at] == "from":
        return not {"fire", "shelling", "fired", "launched"}.isdisjoint(lower[max(0, at - 2) : at])
    if lower[at - 1] in _LAID:
        return not _MINES.isdisjoint(told)
    if lower[at - 1] == "claimed":
        return not _OWNED.isdisjoint(told)
    return lower[at - 1] in _DONE or lower[at - 1] in _OWNED or not _DONE.isdisjoint(told) or "attack" in told


def _is_owner(lower: Sequence[str], first: int, behind: int) -> bool:
    """True for a party right before its attack or its weapon, or named with it: "Ruritanian air strikes"."""
    if any(word in _OWNED for word in lower[first:behind]):
        return _KEPT_IN.isdisjoint(lower[behind : behind + 1]) and _CRASHED.isdisjoint(
            lower[behind : behind + _TO_CRASHED]
        )
    unknown = 0  # "Ruritanian overnight strikes": one adjective that no list knows
    for i, word in enumerate(lower[behind : behind + _TO_ATTACK], behind):
        if word in _OWNED:
            return _KEPT_IN.isdisjoint(lower[i + 1 : i + 2]) and _CRASHED.isdisjoint(lower[i + 1 : i + 1 + _TO_CRASHED])
        unknown += word not in _FORCES and word not in ("'s", "’s", "'", "s")
        if unknown > 1 or word.endswith(("ed", "ing")) or word in _NO_ADJECTIVE or not word.strip("'’").isalpha():
            return False
    return False


def _is_subject(lower: Sequence[str], behind: int) -> bool:
    """True for a party before a verb of attack, or before one such as "launched" with an attack behind it."""
    behind += lower[behind : behind + 1] == [")"]  # "the Movement (RM) attacked"
    if lower[behind : behind + 1] == [","] and "," in lower[behind + 1 : behind + 1 + _LONGEST_ASIDE]:
        behind = lower.index(",", behind + 1) + 1
    for i in range(behind, min(behind + _TO_VERB, len(lower))):
        word = lower[i]
        if word in _DONE:
            passive = i > behind and not _PASSIVE.isdisjoint(lower[max(behind, i - 2) : i])
            return not passive and lower[i + 1 : i + 2] != ["by"]
        if word in _DONE_WITH:
            return not _OWNED.isdisjoint(lower[i + 1 : i + 1 + _TO_OBJECT])
        if word not in _FORCES and word not in _AUXILIARIES and not word.endswith("ly"):
            return False
    return False


def is_owners_name(passage: Passage, mention: Mention[Place]) -> bool:
    """True for a country, or a name that no gazetteer knows, which names whose attack it was and not where.

    "Killed in Ruritania airstrikes" where a party is read in those very words, "in Ruritania's bombing". A settlement
    or a province before an attack is where it was: "in Ariha air raids".
    """
    if mention.names.precision not in (PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN):
        return False
    if _TELLING.isdisjoint(passage.words()):
        return False
    for actor in passage.actors:
        if actor.start < mention.end and mention.start < actor.end and can_do_harm(actor):
            return _is_owner(_words_behind(passage, actor.end), 0, 0)
    possessive = _POSSESSIVE.match(passage.text, mention.end - passage.start)
    if possessive is None:
        return False
    behind = _WORD.findall(passage.text[possessive.end() :])[:_TO_ATTACK]
    named = next((i for i, word in enumerate(behind) if word[0].isupper()), len(behind))
    return _is_owner([word.lower() for word in behind[:named]], 0, 0)  # not "in Ruritania's Ariha bombing"


def _words_behind(passage: Passage, at: int) -> list[str]:
    return [word.lower() for word in _WORD.findall(passage.text[at - passage.start :])]


def _owned_up(lower: Sequence[str], behind: int) -> bool:
    """True for a party that says that it did it: "claimed responsibility", "said it was behind the attack"."""
    near = lower[behind : behind + _TO_OWN_UP]
    for i, word in enumerate(near):
        if word in _OWNED_UP or (word == "behind" and "was" in near[:i]):
            said = lower[behind + i + 1 : behind + i + 1 + _TO_RESPONSIBILITY]
            if word == "behind" and "a" in said[:1]:
                return True
            if "responsibility" in said:
                at = behind + i + 2 + said.index("responsibility")
                said = lower[at : at + _TO_RESPONSIBILITY] or ["."]
                return not _POINTERS.isdisjoint(said)
            return _is_deed_of_its_own(said)
    return False


def _is_deed_of_its_own(said: Sequence[str]) -> bool:
    """True for what stands behind "claimed" or "admitted" where it is an attack: "the attack", "carrying out the raid".

    "Claimed that 12 rebels were killed" and "admitted the loss of nine soldiers" only tell of the dead.
    """
    if said[:1] in (["that"], ["at"]) and _OWNED.isdisjoint(said[1:3]) and _ITSELF.isdisjoint(said[1:2]):
        return False
    return not _POINTERS.isdisjoint(said) and _LOSSES.isdisjoint(said) and _DISOWNED.isdisjoint(said)


def kinds_of(lower: Sequence[str], context: ContextWords) -> frozenset[str]:
    """The kinds of attack among lower-case words: air, shelling, explosive, ground, chemical."""
    found = set()
    for word, behind in zip(lower, [*lower[1:], ""], strict=True):
        if word not in context.pair_firsts and word not in context.eventful:
            continue
        kind = context.event_pairs.get((word, behind)) or context.events.get(word)
        if kind is not None:
            found.add(_KIND_OF[kind])
        elif word in context.event_open:
            found.add("air")
    return frozenset(found)


def kinds_of_passage(passage: Passage, context: ContextWords) -> frozenset[str]:
    """The kinds of attack that a sentence tells of."""
    if not may_tell_kind(passage, context):
        return frozenset()
    return kinds_of(_WORD.findall(passage.text.lower()), context)


def kinds_of_event(event: Event) -> frozenset[str]:
    """The kind of attack that the words nearest to a figure tell of."""
    return frozenset() if event.kind is None else _ONE_KIND[_KIND_OF[event.kind]]


def alike(kinds: frozenset[str], others: frozenset[str]) -> bool:
    """True when two tellings can be of one attack: their kinds meet, or the words of one do not say."""
    return not kinds or not others or not kinds.isdisjoint(others)

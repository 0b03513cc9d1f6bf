"""Who did it, only where the words say so: as the agent, as the owner of the weapon, or as the subject of the verb.

A wrong accusation is the worst error that this program can make. A name inside "strikes on ...", "...-held" or
"fighting against ..." accuses no one; suspicion and disputed blame are left out unless the figure's claimant makes it.
"""

import re

from tadwin.extract.context import ContextWords
from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.extract.tree import Tree
from tadwin.extract.words import words
from tadwin.types import Actor, Mention
from tadwin.vocab import Effect

#: Kinds of actors that can do harm. A monitor, an outlet or a hospital never is the perpetrator.
_ABLE = frozenset(
    {"state", "armed_group", "coalition", "unnamed", "force", "military", "government", "authority", None}
)
_NEVER = words("blame", "never")
_SUSPECTED = words("blame", "suspected")
_ATTACK_VERBS = words("blame", "attack_verbs")


def accused(passage: Passage, finding: Finding, words: ContextWords) -> list[tuple[Mention[Actor], str]]:
    """The perpetrators that the sentence gives for one figure, each with the rule that found it."""
    tree = passage.parsed()
    found: list[tuple[Mention[Actor], str]] = []
    for mention in passage.actors:
        first, last = passage.tokens_of(mention)
        if _can_be_accused(tree, mention, first, last, finding):
            rule = (
                _agent(passage, first, finding)
                or _owner(tree, first, last, words)
                or _subject(tree, first, last, finding)
            )
            if rule is not None and _reaches(tree, first, last, finding):
                found.append((mention, rule))
    return _named_first(_with_partners(passage, found, finding))


def _can_be_accused(tree: Tree, mention: Mention[Actor], first: int, last: int, finding: Finding) -> bool:
    """False for those who cannot do harm, for the victims' own side, and wherever the words only suspect."""
    if not _is_able(mention) or _names_no_party(mention.text) or mention.text.lower() == "terrorist":
        return False
    if finding.counted.quantity.modified <= first <= finding.counted.last:
        return False  # "12 Ruritanian soldiers"
    if tree.lower(last + 1) == "-":
        return False  # "Ruritania-backed forces" are not Ruritania's
    return not any(word in _SUSPECTED for word in tree.words(first - 2, last + 1))


def _with_partners(
    passage: Passage, found: list[tuple[Mention[Actor], str]], finding: Finding
) -> list[tuple[Mention[Actor], str]]:
    """Adds the first of two joined names: "Ruritanian and Freedonian raids" accuse both."""
    tree = passage.parsed()
    accused_at = {passage.tokens_of(mention)[0]: rule for mention, rule in found}
    partners = []
    for mention in passage.actors:
        first, last = passage.tokens_of(mention)
        if first not in accused_at and tree.lower(last + 1) in ("and", "or", ",") and last + 2 in accused_at:
            if _can_be_accused(tree, mention, first, last, finding) and not _is_target(tree, first):
                partners.append((mention, accused_at[last + 2]))
    return sorted([*partners, *found], key=lambda pair: pair[0].start)


def _named_first(found: list[tuple[Mention[Actor], str]]) -> list[tuple[Mention[Actor], str]]:
    """Leaves out words such as "terrorist group" or "militants" where a name stands among the accused."""
    named = [pair for pair in found if pair[0].names.id is not None]
    return named or found


def _names_no_party(words: str) -> bool:
    """True for state television and the like: a state's outlet fires no shells."""
    return any(word in _OUTLETS for word in words.lower().split())


_OUTLETS = words("blame", "outlets")


def _is_able(mention: Mention[Actor]) -> bool:
    actor = mention.names
    if actor.kind in _ABLE:
        return not any(word in _NEVER for word in actor.name.lower().split()) or actor.id is not None
    return False


def _agent(passage: Passage, first: int, finding: Finding) -> str | None:
    """ "killed by Ruritanian forces", "shelling by rebels", "an attack claimed by the Movement": "by" before the name."""
    tree = passage.parsed()
    i = first - 1
    while tree.tag(i) in ("DT", "JJ", "RB", "NN", "NNP", "HYPH", "POS") and i > first - 5:
        i -= 1
    if tree.lower(i) == "by" and not _is_speech_by(tree, i):
        head = tree.tokens[i].head
        others = {one.predicate for one in passage.findings} - {finding.predicate}
        if head in others and finding.first > i:
            return None  # "thousands were killed by them and millions displaced" accuses no one of the second
        return "by"
    if tree.lower(i) == "from" and any(word in _FIRED_FROM for word in tree.words(i - 3, i - 1)):
        return "from"
    return None


def _is_speech_by(tree: Tree, i: int) -> bool:
    return tree.lower(i - 1) in (
        "reported",
        "said",
        "statement",
        "report",
        "according",
        "confirmed",
        "verified",
        "documented",
        "recorded",
        "compiled",
        "held",
        "backed",
        "supported",
        "controlled",
        "besieged",
        "released",
        "published",
        "issued",
        "posted",
        "announced",
        "led",
        "run",
        "used",
    )


def _owner(tree: Tree, first: int, last: int, words: ContextWords) -> str | None:
    """ "Ruritanian warplanes", "regime shelling", "the Movement's rocket fire": the name right before an attack or a force."""
    i = last + 1
    if tree.lower(i) in ("'s", "'"):
        i += 1
    steps = 0
    while steps < 3 and tree.lower(i) not in words.owned and tree.tag(i) in ("JJ", "NN", "NNP", "VBN", "HYPH"):
        i += 1
        steps += 1
    inside = any(word in words.owned for word in tree.words(first, last))
    if tree.lower(i) in words.owned or inside:
        if _is_target(tree, first):
            return None
        head = i if tree.lower(i) in words.owned else last
        if not _is_attack(tree, head) or _is_suffered(tree, head):
            return None
        return "owner of the attack"
    return None


def _is_suffered(tree: Tree, head: int) -> bool:
    """True for "foiled the Movement's attack" and "a Ruritanian helicopter was shot down": it was done to them."""
    dep, verb = tree.tokens[head].dep, tree.lower(tree.tokens[head].head)
    if dep == "nsubjpass" and verb not in ("carried", "conducted", "launched", "fired", "blamed", "reported", "used"):
        return True
    return any(word in _FOILED for word in tree.words(head - 5, head - 1)) or (dep == "dobj" and verb in _FOILED)


_ATTACKS = words("blame", "attacks")
_FIRED_FROM = words("blame", "fired_from")
_FOILED = words("blame", "foiled")


def _is_attack(tree: Tree, i: int) -> bool:
    return tree.lower(i) in _ATTACKS


def _is_target(tree: Tree, first: int) -> bool:
    """True for the name in "strikes on rebel positions", "attacks against government forces"."""
    i = first - 1
    while tree.tag(i) in ("DT", "JJ") and i > first - 3:
        i -= 1
    return tree.lower(i) in (
        "on",
        "against",
        "at",
        "targeting",
        "targeted",
        "near",
        "with",
        "between",
        "hit",
        "of",
        "inside",
        "for",
        "towards",
    )


def _subject(tree: Tree, first: int, last: int, finding: Finding) -> str | None:
    """The name is the subject of the verb of harm, or of a verb of attack that leads to it."""
    for i in range(first, last + 1):
        token = tree.tokens[i]
        if token.dep == "nsubj":
            verb = token.head
            if (
                verb == finding.predicate
                and finding.effect is not Effect.ATTACKS
                and tree.tag(verb).startswith("V")
                and verb < finding.first
            ):
                return "subject of the harm"
            if tree.lower(verb) in _ATTACK_VERBS and tree.tag(verb).startswith("V") and verb > i:
                return "subject of the attack"
    if tree.lower(last + 1) in _ATTACK_VERBS and tree.tag(last + 1) == "VBD" and not _is_target(tree, first):
        return "subject of the attack"
    return None


def _reaches(tree: Tree, first: int, last: int, finding: Finding) -> bool:
    """True when no other sentence part with a harm of its own stands between the accused and the figure."""
    low, high = min(last, finding.first), max(first, finding.last)
    between = tree.words(low + 1, high - 1)
    return not any(word in (";", "elsewhere", "meanwhile", "whereas") for word in between)


_BACK = re.compile(
    r"\b(?:the|these|those|same|that) (?:\w+ ){0,2}?(?:strikes?|airstrikes?|raids?|attacks?|bombardment|shelling|bombings?|assault|offensive|massacre|blasts?|explosions?|missiles?|rockets?|shells?)\b",
    re.IGNORECASE,
)


def points_back(passage: Passage) -> bool:
    """True when a sentence speaks of "the strikes" told before and names no other party that could have done them."""
    return bool(_BACK.search(passage.text)) and not any(_is_able(mention) for mention in passage.actors)

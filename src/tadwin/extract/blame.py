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
_OUTLETS = words("blame", "outlets")
_SUSPECTED = words("blame", "suspected")
_ATTACK_VERBS = words("blame", "attack_verbs")
_ATTACKS = words("blame", "attacks")
_FIRED_FROM = words("blame", "fired_from")
_FOILED = words("blame", "foiled")
_CARRIED_OUT = words("blame", "carried_out")
_TOLD_BY = words("blame", "told_by")
_TARGETS = words("blame", "targets")
_KILLINGS = words("blame", "killings")
_CRASHED = words("blame", "crashed")
_MINES = words("blame", "mines")
_BEFORE_NAME = words("blame", "before_name")
#: Between the accused and the figure these begin another incident.
_ELSEWHERE = frozenset({";", "elsewhere", "meanwhile", "whereas"})
#: How many words may stand between "by" and the name, and between the name and its attack or force.
_TO_BY, _TO_ATTACK = 4, 3
#: How far before an attack a word may say that it was foiled, and before "from" that something was fired.
_TO_FOILED, _TO_FIRED = 5, 2
#: How many words before a name "between" may stand; how many on either side of it may deny or doubt what it did.
_TO_BETWEEN, _TO_UNSURE = 6, 4
_UNSURE = frozenset({"not", "n't", "never", "may", "might", "could", "denied", "denies", "deny", "without"})
#: How many words behind a verb may say that its subject met with a mine.
_TO_MINE = 4
#: A clause that these open tells of another deed than the verb above it.
#: "They lost 20 fighters": the subject suffered the harm.
_LOST = frozenset({"lost", "lose", "loses", "losing", "suffered", "suffer"})
_APART = frozenset({"after", "before", "because", "since", "while", "as"})
#: What a party says of its own attack: "an attack claimed by the Movement".
_OWNED_UP = frozenset({"claimed"})

_TOLD_ATTACKS = (
    r"strikes?|airstrikes?|raids?|attacks?|bombardment|shelling|bombings?|assault|offensive|massacre"
    r"|blasts?|explosions?|missiles?|rockets?|shells?"
)
_BACK = re.compile(
    rf"\b(?:the|these|those|same|that) (?:\w+ ){{0,2}}?(?:{_TOLD_ATTACKS})\b(?! (?:on|against)\b)", re.IGNORECASE
)

_NEW = re.compile(r"(?:elsewhere|separately|meanwhile|in another|in a separate|in other)\b", re.IGNORECASE)
#: An actor's mention and the rule that accuses it.
Accusation = tuple[Mention[Actor], str]


def accused(passage: Passage, finding: Finding, context: ContextWords) -> list[Accusation]:
    """The perpetrators that the sentence gives for one figure, each with the rule that found it."""
    tree = passage.parsed()
    found: list[Accusation] = []
    for mention in passage.actors:
        first, last = passage.tokens_of(mention)
        if _can_be_accused(tree, mention, first, last, finding):
            rule = (
                _as_agent(passage, first, finding)
                or _as_owner(tree, first, last, context)
                or _as_subject(tree, first, last, finding)
            )
            if rule is not None and _reaches(tree, first, last, finding) and not _has_unknown_partner(passage, first):
                found.append((_named(passage, mention, first), rule))
    return _named_first(_with_partners(passage, found, finding))


def _named(passage: Passage, mention: Mention[Actor], first: int) -> Mention[Actor]:
    """The name right before an unnamed word: the Movement for "gunmen" in "Movement gunmen"."""
    if mention.names.id is None:
        for other in passage.actors:
            if other.names.id is not None and passage.tokens_of(other)[1] == first - 1 and _is_able(other):
                return other
    return mention


def _has_unknown_partner(passage: Passage, first: int) -> bool:
    """True for "Ruritanian" in "Freedonian and Ruritanian jets" where no actors' file knows the other: all or none."""
    tree = passage.parsed()
    if tree.lower(first - 1) != "and" or not tree.tag(first - 2).startswith(("NNP", "JJ")):
        return False
    partner = tree.tokens[first - 2]
    if not partner.text[0].isupper():
        return False
    return not any(passage.tokens_of(other)[0] <= first - 2 <= passage.tokens_of(other)[1] for other in passage.actors)


def points_back(passage: Passage) -> bool:
    """True when a sentence speaks of "the strikes" told before and names no other party that could have done them."""
    if _NEW.match(passage.text):
        return False
    return bool(_BACK.search(passage.text)) and not any(_is_able(mention) for mention in passage.actors)


def _can_be_accused(tree: Tree, mention: Mention[Actor], first: int, last: int, finding: Finding) -> bool:
    """False for those who cannot do harm, for the victims' own side, and wherever the words only suspect."""
    if not _is_able(mention) or _names_no_party(mention.text) or mention.text.lower() == "terrorist":
        return False
    if finding.counted.quantity.modified <= first <= finding.counted.last:
        return False  # "12 Ruritanian soldiers"
    if tree.lower(last + 1) == "-":
        return False  # "Ruritania-backed forces" are not Ruritania's
    if "between" in tree.words(first - _TO_BETWEEN, first - 1):
        return False  # "clashes between the two killed seven": the words do not say which
    if not _UNSURE.isdisjoint(tree.words(first - _TO_UNSURE, last + _TO_UNSURE)):
        return False  # "was not carried out by them", "they may have fired it"
    return _SUSPECTED.isdisjoint(tree.words(first - 2, last + 1))


def _is_able(mention: Mention[Actor]) -> bool:
    """True for those who can do harm. Words such as "residents" accuse only where an actors' file knows the name."""
    actor = mention.names
    return actor.kind in _ABLE and (actor.id is not None or _NEVER.isdisjoint(actor.name.lower().split()))


def _names_no_party(name: str) -> bool:
    """True for state television and the like: a state's outlet fires no shells."""
    return not _OUTLETS.isdisjoint(name.lower().split())


def _with_partners(passage: Passage, found: list[Accusation], finding: Finding) -> list[Accusation]:
    """Adds the first of two joined names: "Ruritanian and Freedonian raids" accuse both."""
    tree = passage.parsed()
    rules = {passage.tokens_of(mention)[0]: rule for mention, rule in found}
    partners = []
    for mention in passage.actors:
        first, last = passage.tokens_of(mention)
        joined = first not in rules and tree.lower(last + 1) in ("and", "or", ",") and last + 2 in rules
        if joined and _can_be_accused(tree, mention, first, last, finding) and not _is_target(tree, first):
            partners.append((mention, rules[last + 2]))
    return sorted([*partners, *found], key=lambda pair: pair[0].start)


def _named_first(found: list[Accusation]) -> list[Accusation]:
    """Leaves out words such as "terrorist group" or "militants" where a name stands among the accused."""
    named = [pair for pair in found if pair[0].names.id is not None]
    return named or found


def _as_agent(passage: Passage, first: int, finding: Finding) -> str | None:
    """The rule for a name behind "by" or "from": "killed by Ruritanian forces", "shelling by rebels"."""
    tree = passage.parsed()
    i = first - 1
    while tree.tag(i) in _BEFORE_NAME and i >= first - _TO_BY:
        i -= 1
    if tree.lower(i) == "by" and tree.lower(i - 1) not in _TOLD_BY:
        return "by" if _is_deed(passage, tree.tokens[i].head, i, finding) else None
    if tree.lower(i) == "from" and not _FIRED_FROM.isdisjoint(tree.words(i - 1 - _TO_FIRED, i - 1)):
        return "from"
    return None


def _is_deed(passage: Passage, head: int, by: int, finding: Finding) -> bool:
    """True when the word that a "by" belongs to is the harm or an attack: not "a village seized by the Movement"."""
    tree = passage.parsed()
    others = {one.predicate for one in passage.findings} - {finding.predicate}
    if head in others and finding.first > by:
        return False  # "thousands were killed by them and millions displaced" accuses no one of the second
    if head == finding.predicate or head in others:
        return True
    word = tree.lower(head)
    if word in _OWNED_UP:
        return tree.lower(tree.tokens[head].head) in _ATTACKS
    return word in _ATTACKS or word in _ATTACK_VERBS or word in _CARRIED_OUT or word in _KILLINGS


def _as_owner(tree: Tree, first: int, last: int, context: ContextWords) -> str | None:
    """The rule for a name right before an attack or a force: "Ruritanian warplanes", "the Movement's rocket fire"."""
    i = last + 1
    if tree.lower(i) in ("'s", "'"):
        i += 1
    stop = i + _TO_ATTACK
    while i < stop and tree.lower(i) not in context.owned and tree.tag(i) in ("JJ", "NN", "NNP", "VBN", "HYPH"):
        i += 1
    behind = tree.lower(i) in context.owned
    if not behind and context.owned.isdisjoint(tree.words(first, last)):
        return None
    head = i if behind else last
    if _is_target(tree, first) or tree.lower(head) not in _ATTACKS or _is_suffered(tree, head):
        return None
    return "owner of the attack"


def _is_suffered(tree: Tree, head: int) -> bool:
    """True for "foiled the Movement's attack" and "a Ruritanian helicopter was shot down": it was done to them."""
    dep, verb = tree.tokens[head].dep, tree.lower(tree.tokens[head].head)
    if dep == "nsubjpass" and verb not in _CARRIED_OUT:
        return True
    if dep == "dobj" and verb not in _CARRIED_OUT:
        return True
    behind_verb = tree.words(tree.tokens[head].head, tree.tokens[head].head + _TO_MINE)
    if dep == "nsubj" and (verb in _CRASHED or not _MINES.isdisjoint(behind_verb)):
        return True
    return not _FOILED.isdisjoint(tree.words(head - _TO_FOILED, head - 1))


def _is_target(tree: Tree, first: int) -> bool:
    """True for the name in "strikes on rebel positions", "attacks against government forces"."""
    i = first - 1
    while tree.tag(i) in ("DT", "JJ") and i > first - 3:
        i -= 1
    return tree.lower(i) in _TARGETS


def _as_subject(tree: Tree, first: int, last: int, finding: Finding) -> str | None:
    """The rule for the subject of the verb of harm, or of a verb of attack that leads to it."""
    for i in range(first, last + 1):
        if tree.tokens[i].dep != "nsubj":
            continue
        verb = tree.tokens[i].head
        if tree.lower(verb) in _LOST:
            return None
        if not tree.tag(verb).startswith("V"):
            continue
        if (
            verb == finding.predicate
            and finding.effect is not Effect.ATTACKS
            and verb < finding.counted.quantity.modified
        ):
            return "subject of the harm"
        if tree.lower(verb) in _ATTACK_VERBS and verb > i and _leads_to(tree, verb, finding):
            return "subject of the attack"
    verb = last + 1
    if tree.lower(verb) in _ATTACK_VERBS and tree.tag(verb) == "VBD" and not _is_target(tree, first):
        subject = tree.child(verb, "nsubj")
        if (subject is None or first <= subject <= last) and _leads_to(tree, verb, finding):
            return "subject of the attack"
    return None


def _leads_to(tree: Tree, verb: int, finding: Finding) -> bool:
    """True when the attack told by a verb is the one that did the harm of the figure, as far as the tree tells."""
    if verb == finding.predicate:
        return True
    path = [finding.predicate]
    for above in tree.ancestors(finding.predicate):
        if above == verb:
            return not any(_turns_away(tree, node) for node in path)
        path.append(above)
    if finding.predicate in tree.ancestors(verb):
        mark = tree.child(verb, "mark")
        return mark is None or tree.lower(mark) not in ("before", "because")
    return verb < finding.counted.quantity.modified


def _turns_away(tree: Tree, node: int) -> bool:
    """True for a clause that tells of another's deed: "arrested a man who killed four", "fired after they killed"."""
    dep, head = tree.tokens[node].dep, tree.tokens[node].head
    if dep == "relcl":
        return tree.lower(head) not in _ATTACKS
    mark = tree.child(node, "mark")
    return dep == "advcl" and mark is not None and tree.lower(mark) in _APART


def _reaches(tree: Tree, first: int, last: int, finding: Finding) -> bool:
    """True when no word that turns to another incident stands between the accused and the figure."""
    low, high = min(last, finding.first), max(first, finding.last)
    return _ELSEWHERE.isdisjoint(tree.words(low + 1, high - 1))

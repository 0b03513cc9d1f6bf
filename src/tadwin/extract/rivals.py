"""Where one sentence tells of the deeds of two sides: whose deed did the harm, and whose only stands beside it.

"Rebels fired on the post and the army answered with raids that killed four", "militants attacked a patrol, and six
militants were killed": the first attack told is not the one that killed. In doubt no one is accused.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.extract.tree import HAVE, Tree
from tadwin.extract.words import words
from tadwin.types import Actor, Mention

_ATTACKS = words("blame", "attacks")
_ATTACK_VERBS = words("blame", "attack_verbs")
_WAGING = words("blame", "waging")
_ANSWERED = words("rivals", "answered")
_FREED = words("rivals", "freed")
_ATTACKERS = words("rivals", "attackers")
_SOLDIERS = words("rivals", "soldiers")
_LOST = words("rivals", "lost")
_PARTED = frozenset({"subject of the attack", "owner of the attack"})
_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "who", "which", "that"})
_STATES = frozenset({"state", "force", "military", "government", "coalition"})
_JOINS = frozenset({"and", "or", ","})
#: How far behind a name the word that it owns may stand, in words.
_TO_OWNED = 4

_Accusation = tuple[Mention[Actor], str]  # a party and the rule that accuses it


def side_of(actor: Actor) -> str:
    """The side that an actor is of; one that no file gives a side is one of its own, by its name."""
    return actor.side or actor.name.lower()


def sides_of(actors: Iterable[Actor]) -> frozenset[str]:
    """The sides of all these actors."""
    return frozenset(map(side_of, actors))


def has_unknown_partner(passage: Passage, first: int) -> bool:
    """True for "Ruritanian" in "Freedonian and Ruritanian jets" where no actors' file knows the other: all or none."""
    tree = passage.parsed()
    if tree.lower(first - 1) != "and" or not tree.tag(first - 2).startswith(("NNP", "JJ")):
        return False
    partner = tree.tokens[first - 2]
    if not partner.text[0].isupper():
        return False
    return not any(passage.tokens_of(other)[0] <= first - 2 <= passage.tokens_of(other)[1] for other in passage.actors)


def rightful(passage: Passage, found: Sequence[_Accusation], finding: Finding) -> list[_Accusation]:
    """Of the accusations of one figure in one sentence, those that no other side's deed speaks against."""
    tree = passage.parsed()
    if tree.lower(finding.predicate) in _LOST:
        found = [pair for pair in found if passage.tokens_of(pair[0])[0] > finding.predicate]
    found = [pair for pair in found if not (_is_subject(pair) and _undoes(passage, pair[0], finding))]
    beside = [pair for pair in found if _is_beside(tree, *passage.tokens_of(pair[0]), finding)]
    if beside:
        at = [passage.tokens_of(mention) for mention, _ in beside]
        return [pair for pair in found if pair in beside or _joined(tree, passage.tokens_of(pair[0]), at)]
    near = [pair for pair in found if not _is_parted(pair) or _ties(tree, *passage.tokens_of(pair[0]), finding)]
    far = [pair for pair in found if pair not in near]
    if not far:
        return list(found)
    sides = {side_of(mention.names) for mention, _ in near}
    near_at = [passage.tokens_of(mention) for mention, _ in near]
    joined = [pair for pair in far if _joined(tree, passage.tokens_of(pair[0]), near_at)]
    alone = [pair for pair in far if pair not in joined and (not near or side_of(pair[0].names) in sides)]
    kept = [pair for pair in alone if not _stands_off(passage, pair[0], finding)]
    if not near and len({side_of(mention.names) for mention, _ in kept}) > 1 and not _all_joined(tree, passage, kept):
        kept = []
    kept += joined
    return [pair for pair in found if pair in near or pair in kept]


def _is_beside(tree: Tree, first: int, last: int, finding: Finding) -> bool:
    """True for the party right before an active verb of harm: "and a gunman killed a soldier"."""
    i = finding.predicate - 1
    while tree.tag(i) in ("RB", "MD") or tree.lower(i) in HAVE:
        i -= 1
    active = tree.tag(finding.predicate) in ("VBD", "VBZ", "VBP", "VBN")
    return active and first <= i <= last and finding.predicate < finding.counted.quantity.modified


def is_own_loss(noun: str, party: Actor) -> bool:
    """True for "militants" harmed where a group attacked, and "soldiers" where an army did: perhaps its own."""
    if noun in _ATTACKERS:
        return party.kind not in _STATES
    return noun in _SOLDIERS and party.kind in _STATES


def _is_parted(pair: _Accusation) -> bool:
    return pair[1].partition(",")[0] in _PARTED


def _undoes(passage: Passage, mention: Mention[Actor], finding: Finding) -> bool:
    """True for "troops killed nine bandits and freed 40 hostages": others had taken them."""
    tree = passage.parsed()
    last = passage.tokens_of(mention)[1]
    path = (finding.predicate, *tree.ancestors(finding.predicate))
    return any(i > last and tree.lower(i) in _FREED and tree.tag(i).startswith("V") for i in path)


def _is_subject(pair: _Accusation) -> bool:
    return pair[1].startswith(("subject of", "owner of"))


def _ties(tree: Tree, first: int, last: int, finding: Finding) -> bool:
    """True when the attack that a party owns or is the subject of has the harm in its own clause."""
    for i in range(first, min(last + 1 + _TO_OWNED, len(tree.tokens))):
        if i > last and tree.lower(i) not in _ATTACKS and tree.tokens[i].dep not in ("nsubj", "compound", "amod"):
            if not tree.tag(i).startswith(("N", "J", "P", "H")):
                break
            continue
        if tree.tokens[i].dep == "nsubj" and _does(tree, tree.tokens[i].head, finding):
            return True
        if tree.lower(i) in _ATTACKS and _harms(tree, i, finding):
            return True
    return False


def _does(tree: Tree, verb: int, finding: Finding) -> bool:
    """True when the harm is the verb's own, or that of a clause that shares its subject."""
    at = finding.predicate
    for above in (at, *tree.ancestors(at)):
        if above == verb:
            return True
        if tree.child(above, "nsubj", "nsubjpass") is not None and tree.tag(above) != "VBG":
            return False  # of "the quarter injuring nine" a parser may make a subject
        if tree.tokens[above].dep not in ("advcl", "xcomp", "pcomp", "prep", "conj", "dobj", "pobj", "acl", "oprd"):
            return False
    return False


def _harms(tree: Tree, attack: int, finding: Finding) -> bool:
    """True when an attack is what the harm came by: its subject, or "killed in an attack"."""
    at = attack
    while tree.tokens[at].dep in ("conj", "compound", "nmod") and tree.tokens[at].head != at:
        at = tree.tokens[at].head
    if tree.tokens[at].dep in ("nsubj", "nsubjpass") and _does(tree, tree.tokens[at].head, finding):
        return True
    for above in tree.ancestors(at):
        if above == finding.predicate or above in range(finding.first, finding.last + 1):
            return True
        if tree.tag(above).startswith("V"):
            return False
    return False


def _stands_off(passage: Passage, mention: Mention[Actor], finding: Finding) -> bool:
    """True when another deed stands between a party's attack and the harm, or those harmed are of its own side."""
    tree = passage.parsed()
    first, last = passage.tokens_of(mention)
    noun = finding.counted.noun
    start, end = passage.stretch(finding.first, finding.last)
    inside = (one for one in passage.actors if start <= one.start < end and one.names.id is not None)
    named = any(side_of(one.names) != side_of(mention.names) for one in inside)
    if noun is not None and not named and is_own_loss(tree.lower(noun), mention.names):
        return True
    low, high = min(last, finding.first), max(first, finding.last, finding.predicate + _TO_OWNED)
    if not _ANSWERED.isdisjoint(tree.words(low, high)):
        return True
    again = [at for at in _others_of(passage, mention) if at > last]
    for i in range(last + 1, finding.counted.quantity.modified):
        if i <= last + _TO_OWNED and tree.lower(i) in _ATTACKS:
            continue  # its own
        if tree.tokens[last].head == i:
            continue  # the fighters of "Movement fighters"
        if _is_rival(tree, i, finding) and not any(abs(at - i) <= _TO_OWNED for at in again):
            return True
    if first > finding.last:  # "20 people were arrested after militants killed two officers"
        others = {one.predicate for one in passage.findings} - {finding.predicate}
        mine = tree.child(finding.predicate, "nsubj")
        own = range(finding.first, finding.last + 1)
        return _verb(tree, first, last) in others or (mine is not None and mine not in own)
    return False


def _others_of(passage: Passage, mention: Mention[Actor]) -> list[int]:
    """Where the sentence names the same side again, as tokens."""
    same = (one for one in passage.actors if one is not mention and side_of(one.names) == side_of(mention.names))
    return [passage.tokens_of(one)[0] for one in same]


def _is_rival(tree: Tree, i: int, finding: Finding) -> bool:
    """True for the subject of a verb of attack or of fighting, or one who does the harm."""
    if tree.tokens[i].dep != "nsubj" or finding.first <= i <= finding.last or tree.lower(i) in _PRONOUNS:
        return False
    if tree.lower(i) in _ATTACKS and tree.child(i, "poss", "compound", "amod") is None:
        return False  # "and the shelling killed six"
    verb = tree.tokens[i].head
    if tree.tag(verb) == "VBG":
        return False
    does_it = verb == finding.predicate and verb < finding.counted.quantity.modified
    return does_it or tree.lower(verb) in _ATTACK_VERBS or tree.lower(verb) in _WAGING


def _joined(tree: Tree, own: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    """True for a party joined to another by nothing but "and", commas and nouns: "the army and the militia"."""
    first, last = own
    for start, end in others:
        low, high = (last + 1, start) if last < start else (end + 1, first)
        between = range(low, high)
        tags = [
            tree.tag(i)
            for i in between
            if tree.lower(i) != "of" and tree.lower(i + 1) != "-" and tree.lower(i - 1) != "-"
        ]
        if not _JOINS.isdisjoint(tree.words(low, high - 1)) and not any(tag.startswith(("V", "IN")) for tag in tags):
            return True
    return False


def _all_joined(tree: Tree, passage: Passage, kept: Sequence[_Accusation]) -> bool:
    """True for "the army and the militia", and for "as rebels have shelled them and the army has bombed them"."""
    spans = sorted(passage.tokens_of(mention) for mention, _ in kept)
    return all(_joined(tree, one, [other]) or _in_step(tree, one, other) for one, other in pairwise(spans))


def _in_step(tree: Tree, one: tuple[int, int], other: tuple[int, int]) -> bool:
    verbs = [_verb(tree, *span) for span in (one, other)]
    if None in verbs:
        return False
    first, second = (verb for verb in verbs if verb is not None)
    return tree.tokens[second].dep == "conj" and tree.tokens[second].head == first


def _verb(tree: Tree, first: int, last: int) -> int | None:
    """The verb that a party, or the word for its forces right behind it, is the subject of."""
    return next((tree.tokens[i].head for i in range(first, last + 2) if tree.tokens[i].dep == "nsubj"), None)

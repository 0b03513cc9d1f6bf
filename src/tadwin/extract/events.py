"""The kind of event and the weapon of a figure, by the words nearest to it in its sentence."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tadwin.extract.context import ContextWords
from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage, asked_once
from tadwin.extract.tree import Tree
from tadwin.extract.words import words
from tadwin.vocab import Effect, EventType, Status

#: In words: two words that say a kind together are this much nearer than they stand ("air strike" says more than
#: "shells"), and words such as "shot" or "executed" this much farther.
_PAIR, _ATTACK = 6, 4


#: A word beyond another figure, or beyond a semicolon, is of that other figure's clause: it is this much farther.
_BEYOND = 12

_AGENTS = frozenset({"sarin", "chlorine", "chemical"})
#: Behind "gas" these are of a town's supply, and no weapon.
_OF_SUPPLY = words("events", "of_supply")
#: Behind "air raid" and "air attack" these tell that it was feared.
_WARNED = words("events", "warned")
#: "The blast", "bombs", "a raid": words that tell a kind only for want of a stricter one that they may be of.
_LOOSE_WORDS = words("events", "loose")
_MAY_BE = {
    EventType.EXPLOSIVE: frozenset(
        {EventType.AIRSTRIKE, EventType.SHELLING, EventType.SUICIDE_BOMB, EventType.GRENADE, EventType.CHEMICAL}
    ),
    EventType.AIRSTRIKE: frozenset({EventType.SHELLING, EventType.ATTACK, EventType.CLASH}),
}
#: "Stormed": a clash with soldiers, an attack on others.
_STORMED, _OF_THE_GROUND = frozenset({"stormed", "storming"}), frozenset({EventType.CLASH})
#: Before one of the loose words these tell of another than any told: "a bomb", "another blast".
_ONE_MORE = frozenset({"a", "an", "another", "second", "one", "third", "twin", "several", "multiple"})
#: How many words before a noun, and before a verb, such a word may stand.
_TO_ARTICLE, _TO_SUBJECT = 3, 6
#: Before a blast that an attack brought about, so many words before it at the most.
_BROUGHT_ABOUT, _TO_CAUSE = frozenset({"causing", "caused", "resulting", "resulted", "triggering", "triggered"}), 4
#: Words of men on the ground: the raid beside them is theirs.
ON_FOOT = words("events", "on_foot")
_RAIDS = frozenset({"raid", "raids"})
_STRIKES = frozenset({"strike", "strikes"})
_STRUCK = frozenset({"struck", "hit", "targeted"})
_TARGETS = words("scopes", "targets") | {"ambulance", "tent", "tents"}
_KILLINGS = frozenset({"killing", "murder"})
#: "Dropped bombs": from the air.
_DROPPED = frozenset({"dropped", "drop", "drops", "dropping"})
_BOMBS = frozenset({"bomb", "bombs", "munition", "munitions", "explosives", "grenade", "grenades"})
#: Whom police look for is arrested, and not taken away.
_SUSPECTS = words("events", "suspects")
#: "Fighting for her life" and "fighting a fire" are no clash; and explosives that were seized harmed no one.
_NO_FIGHT = frozenset({"for", "a", "fires", "poverty"})
#: "Shelled the village without any combat", "no clashes".
_FIGHTS = frozenset({"combat", "fighting", "clashes", "clash", "battle", "battles"})
_NOT_ANY, _WITHOUT = frozenset({"no", "without"}), (["without"], ["of"])
_MADE_SAFE, _NO_BATTLE = words("events", "made_safe"), words("events", "no_battle")
#: Words of taking people: of no others who were harmed beside them.
_TAKING = frozenset({"abducted", "kidnapped", "abduction", "kidnapping", "abductions", "kidnappings"})
#: "The gold mine" is no weapon.
_MINES, _DUG = frozenset({"mine", "mines"}), words("events", "dug")
#: Kinds that are no attack on those who are not taken or raped: a sentence on one tells no kind for others.
APART = frozenset({EventType.ABDUCTION, EventType.SEXUAL_VIOLENCE})
_CARRIERS = frozenset({"helicopter", "helicopters", "plane", "planes", "aircraft"})
_CAME = frozenset({"came", "arrived", "landed", "travelled", "traveled", "transferred", "evacuated", "flown", "taken"})
_WORD = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")


#: People taken: what kind of event took them their own words say, and no word of an attack beside them.
TAKEN = frozenset({Effect.ABDUCTED, Effect.DETAINED})
_BY_HAND = frozenset({EventType.ABDUCTION, EventType.ATTACK, EventType.CLASH, EventType.SEXUAL_VIOLENCE})


class Event(NamedTuple):
    """What happened, and the tokens that say it (first, last), or None where nothing says it."""

    kind: EventType | None
    kind_at: tuple[int, int] | None
    weapon: str | None
    weapon_at: tuple[int, int] | None
    may_be: frozenset[EventType] = frozenset()  # stricter kinds that the words may be of: "the blast"
    hint_at: tuple[int, int] | None = None  # words of an attack by hand, where nothing tells a kind: "attackers"


class KindWords(NamedTuple):
    """One word or two that say the kind of an event."""

    first: int
    last: int
    type: EventType
    may_be: frozenset[EventType] = frozenset()


class EventWords(NamedTuple):
    """The words of a sentence that tell of events and weapons, as positions of tokens, both ends included."""

    kinds: list[KindWords]
    open_kinds: list[int]  # words such as "strikes", from the air or by shelling
    weapons: list[tuple[int, int]]
    hints: list[int]  # words such as "attackers", of an attack by hand unless another kind is told


def eventful(passage: Passage, context: ContextWords) -> bool:
    """True for a sentence, parsed or not, with a word that tells of an attack."""
    if context.eventful_parts.isdisjoint(passage.words()):
        return False
    return not context.eventful.isdisjoint(_WORD.findall(passage.text.lower()))


def may_tell_kind(passage: Passage, context: ContextWords) -> bool:
    """A quick look: False for a sentence without a word that tells, alone or with another, of a kind of attack."""
    said = passage.words()
    return not (context.eventful_parts.isdisjoint(said) and context.pair_firsts.isdisjoint(said))


class Heard(NamedTuple):
    """The kind of event that a sentence without figures tells, and where in the report its words stand."""

    kind: EventType
    start: int
    end: int
    is_loose: bool = False  # by a word that may be of another kind: "the blast", "the strike"
    is_raid: bool = False


@asked_once
def _said(passage: Passage) -> list[tuple[str, int, int]]:
    return [(match.group(), match.start(), match.end()) for match in _WORD.finditer(passage.text.lower())]


def events_heard(passage: Passage, context: ContextWords) -> list[Heard]:
    """Every kind of event that the words of a sentence tell: two words together first, loose words last."""
    if not may_tell_kind(passage, context):
        return []
    said, at = _said(passage), passage.start
    pairs: list[Heard] = []
    single: list[Heard] = []
    loose: list[Heard] = []
    told = [word for word, _, _ in said]
    for i, (word, start, end) in enumerate(said):
        behind = told[i + 1] if i + 1 < len(told) else ""
        kind = context.event_pairs.get((word, behind)) if word in context.pair_firsts else None
        if kind is not None and (told[i + 2] if i + 2 < len(told) else "") not in _WARNED:
            pairs.append(Heard(kind, at + start, at + said[i + 1][2]))
        elif kind is None and word in context.events and not _is_harmless(told, i):
            is_loose = word in _LOOSE_WORDS
            kind = _of_raid(told) if word in _RAIDS else context.events[word]
            (loose if is_loose else single).append(Heard(kind, at + start, at + end, is_loose, word in _RAIDS))
        elif word in context.event_open:
            opened = Heard(_of_open(word), at + start, at + end, True)
            (single if word in _STRIKES else loose).append(opened)
    by_hand = [heard for heard in single if heard.kind in _BY_HAND]
    return pairs + [heard for heard in single if heard.kind not in _BY_HAND] + by_hand + loose


def _of_open(word: str) -> EventType:
    return EventType.SHELLING if word.startswith(("bombard", "pound")) else EventType.AIRSTRIKE


def _of_raid(said: Iterable[str]) -> EventType:
    """The kind of a raid by the other words of its sentence: of men on the ground, else from the air."""
    return EventType.AIRSTRIKE if ON_FOOT.isdisjoint(said) else EventType.ATTACK


def event_words(tree: Tree, context: ContextWords) -> EventWords:
    """Every word of events and weapons in a sentence, found once for all its figures."""
    kinds, open_kinds, hints = [], [], []
    for i, token in enumerate(tree.tokens):
        word, pair = token.lower, None
        if word in context.pair_firsts:
            pair = context.event_pairs.get((word, tree.lower(i + 1)))
            if pair is not None and tree.lower(i + 2) in _WARNED:
                continue
        elif word in context.event_hints:
            hints += [i] * (word not in _KILLINGS or token.tag.startswith("N"))
        elif word not in context.eventful and word not in _STRUCK:
            continue
        if word in _STRUCK and _has_target(tree, i):
            open_kinds.append(i)
        kind = pair or context.events.get(word)
        if kind is not None and pair is None and _is_no_attack(tree, i):
            continue
        if kind is not None:
            kinds.append(_kind_words(tree, i, kind, is_pair=pair is not None))
        if word in context.event_open and token.tag.startswith("N"):
            open_kinds.append(i)
    return EventWords(kinds, open_kinds, _weapons(tree, context), hints)


def _has_target(tree: Tree, i: int) -> bool:
    """True for "the school was struck", from the air or by shelling."""
    subject = tree.child(i, "nsubjpass")
    return subject is not None and tree.lower(subject) in _TARGETS


def _kind_words(tree: Tree, i: int, kind: EventType, *, is_pair: bool) -> KindWords:
    """The words at i with the kind that they tell, and the kinds that they may be of where they are loose."""
    word = tree.lower(i)
    if word in _STORMED:
        return KindWords(i, i, EventType.ATTACK, _OF_THE_GROUND)
    if is_pair or word not in _LOOSE_WORDS:
        return KindWords(i, i + is_pair, kind)
    if word in _RAIDS:
        kind = EventType.ATTACK if tree.tag(i).startswith("V") else _of_raid(tree.words_set)
        return KindWords(i, i, kind, _MAY_BE.get(kind, frozenset()))
    if word in _BOMBS and not _DROPPED.isdisjoint(tree.words(i - 6, i)):
        return KindWords(i, i, EventType.AIRSTRIKE)
    return KindWords(i, i, kind, frozenset() if _tells_one_more(tree, i) else _MAY_BE[kind])


def _tells_one_more(tree: Tree, i: int) -> bool:
    """True for "a bomb", "two large blasts" and "a device exploded", which are of no attack told before."""
    first = max(0, i - (_TO_SUBJECT if tree.tag(i).startswith("V") else _TO_ARTICLE))
    if not _BROUGHT_ABOUT.isdisjoint(tree.words(i - _TO_CAUSE, i - 1)):
        return False  # "shelled the village, causing an explosion"
    if tree.lower(0) == "one" and i == 1:
        return False  # "dropped two bombs. One bomb hit a house"
    return any(tree.lower(at) in _ONE_MORE or tree.tag(at) == "CD" for at in range(first, i))


def _is_no_attack(tree: Tree, i: int) -> bool:
    """True for the gas of "a gas pipeline", for a helicopter by which somebody came, and for "non-suicide"."""
    if tree.lower(i) in _CARRIERS:
        return tree.lower(i - 1) == "by" and not _CAME.isdisjoint(tree.words(i - 6, i))
    return _is_harmless(tree.words(i - 2, i + 3), min(i, 2))


def _is_harmless(said: Sequence[str], i: int) -> bool:
    """True for the gas of "a gas pipeline", for "non-suicide", for a coal mine, and "without any combat"."""
    before, word = said[i - 1] if i else "", said[i]
    if word in _FIGHTS and (before in _NOT_ANY or (before == "any" and said[i - 2 : i - 1][:1] in _WITHOUT)):
        return True
    if word == "gas":
        return (said[i + 1] if i + 1 < len(said) else "") in _OF_SUPPLY or before in ("natural", "tear")
    if word == "suicide":
        return before in ("non", "-") or list(said[max(0, i - 2) : i]) == ["non", "-"]
    if word == "fighting":
        return (said[i + 1] if i + 1 < len(said) else "") in _NO_FIGHT
    if word == "battle":
        return (said[i + 1] if i + 1 < len(said) else "") in _NO_BATTLE
    if word in _LOOSE_WORDS:
        return not _MADE_SAFE.isdisjoint(said[i + 1 : i + 4])
    return word in _MINES and before in _DUG


def event_of(tree: Tree, finding: Finding, told: EventWords, others: Sequence[Finding] = ()) -> Event:
    """Event type and weapon of the figure; both None where its sentence has no such words.

    `others` are the figures of its sentence: a word beyond one of them is that one's rather.
    """
    told = _of_brackets(tree, finding, told)
    kind, kind_at, may_be = _nearest_kind(tree, finding, told, others)
    if finding.effect is Effect.ABDUCTED or (finding.effect in TAKEN and _SUSPECTS.isdisjoint(tree.words_set)):
        kind, kind_at, may_be = EventType.ABDUCTION, (finding.predicate, finding.predicate), frozenset()
    elif finding.effect in TAKEN and kind not in _BY_HAND:
        kind, kind_at, may_be = None, None, frozenset()  # nobody is arrested by an air strike
    if may_be == _OF_THE_GROUND and finding.status is Status.COMBATANT:
        kind = EventType.CLASH  # gunmen who storm a base fight with those in it
    beyond = ";" in tree.words_set
    weapons = [at for at in told.weapons if not (beyond and _is_of_another(tree, finding, at[0], others))]
    weapon_at = min(weapons, key=lambda at: _distance(at[1], finding, tree, others), default=None)
    weapon = None
    if weapon_at is not None:
        weapon = " ".join(tree.words(*weapon_at)).replace(" - ", "-")
    hint = min(told.hints, key=lambda i: _distance(i, finding, tree, others), default=None)
    hint_at = None if hint is None or finding.effect in TAKEN else (hint, hint)
    return Event(kind, kind_at, weapon, weapon_at, may_be, hint_at)


def _of_brackets(tree: Tree, finding: Finding, told: EventWords) -> EventWords:
    """The words that the brackets of a figure stand right behind: "by shelling (six killed), by gunfire (two killed)".

    All words of the sentence for a figure outside brackets, or in the first behind no word of a kind.
    """
    if "(" not in tree.words_set:
        return told
    opens = next((i for i in range(finding.counted.quantity.first - 1, -1, -1) if tree.lower(i) in ("(", ")")), -1)
    if opens < 0 or tree.lower(opens) == ")":
        return told
    first = next((i for i in range(opens - 1, -1, -1) if tree.lower(i) == ")"), -1)
    kinds = [one for one in told.kinds if first < one.first < opens]
    if not kinds and first < 0:
        return told
    weapons = [at for at in told.weapons if first < at[0] < opens]
    return EventWords(kinds[-1:], [], weapons[-1:], [])


def _between(tree: Tree, finding: Finding, i: int) -> Sequence[str]:
    """The words between a figure and the one at i."""
    first, last = sorted((i, finding.first if i < finding.first else finding.last))
    return tree.words(first, last)


def _is_of_another(tree: Tree, finding: Finding, i: int, others: Sequence[Finding]) -> bool:
    """True for words beyond a semicolon, in a part of the sentence that has a figure of its own."""
    beyond = any((one.first > finding.first) == (i > finding.first) for one in others if one is not finding)
    return beyond and ";" in _between(tree, finding, i)


def _distance(i: int, finding: Finding, tree: Tree, others: Sequence[Finding]) -> int:
    """How many words the one at i stands from the figure or from its predicate, whichever is nearer."""
    plain = min(abs(i - finding.predicate), abs(i - finding.first))
    first, last = sorted((i, finding.first if i < finding.first else finding.last))
    crossed = any(
        first < one.first and one.last < last
        for one in others
        if one is not finding and one.whole is None and one.predicate != finding.predicate
    )
    return plain + _BEYOND * (crossed or (";" in tree.words_set and ";" in tree.words(first, last)))


_Kind = tuple[EventType | None, tuple[int, int] | None, frozenset[EventType]]


def _nearest_kind(tree: Tree, finding: Finding, told: EventWords, others: Sequence[Finding]) -> _Kind:
    """The kind nearest to the figure, the tokens that say it, and the stricter kinds that they may be of."""
    near: list[tuple[int, KindWords]] = []
    for kind in told.kinds:
        is_pair = kind.last > kind.first
        counts_attacks = finding.effect is Effect.ATTACKS
        if kind.first == finding.predicate and not (is_pair or counts_attacks) and kind.type is not EventType.ATTACK:
            continue
        if finding.effect not in TAKEN and tree.lower(kind.first) in _TAKING:
            continue  # "killed nine and kidnapped four"
        if kind.first == finding.counted.noun and not counts_attacks:
            continue  # "two snipers were killed"
        apart = kind.type in APART and finding.effect not in TAKEN
        if apart or (kind.first == finding.predicate and counts_attacks):  # "rockets fired by jets"
            near.append((_distance(kind.first, finding, tree, others) + 2 * _BEYOND, kind))
            continue
        agent = tree.lower(kind.first) in _AGENTS  # "the air force used sarin"
        distance = _distance(kind.first, finding, tree, others) - _PAIR * (is_pair or agent)
        near.append((distance + _ATTACK * (kind.type is EventType.ATTACK), kind))
    if near:
        best = min(near, key=lambda one: one[0])[1]
        stricter = [one for one in near if one[1].type in best.may_be and one[0] < _BEYOND]
        best = min(stricter, key=lambda one: one[0])[1] if stricter else best
        return best.type, (best.first, best.last), best.may_be
    for i in told.open_kinds:
        return _of_open(tree.lower(i)), (i, i), _MAY_BE[EventType.AIRSTRIKE] - _BY_HAND
    return None, None, frozenset()


def _weapons(tree: Tree, context: ContextWords) -> list[tuple[int, int]]:
    """The stretches of words that name a weapon with what modifies it: "guided anti-tank missiles"."""
    found: list[tuple[int, int]] = []
    if tree.words_set.isdisjoint(context.weapon_heads):
        return found
    i = 0
    while i < len(tree.tokens):
        if tree.lower(i) in context.weapon_heads and not _is_no_attack(tree, i):
            first = last = i
            while tree.lower(last + 1) in context.weapon_heads:
                last += 1
            while tree.lower(first - 1) in context.weapon_modifiers or (
                tree.lower(first - 1) == "-" and tree.lower(first - 2) in context.weapon_modifiers
            ):
                first -= 1
            found.append((first, last))
            i = last
        i += 1
    return found

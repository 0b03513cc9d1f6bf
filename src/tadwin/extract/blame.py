"""Who did it, only where the words say so: as the agent, as the owner of the weapon, or as the subject of the verb.

A wrong accusation is the worst error that this program can make. A name inside "strikes on ...", "...-held" or
"fighting against ..." accuses no one; disputed blame is left out unless the figure's speaker makes it, and suspicion is
marked as such.
"""

from typing import Any

from tadwin.extract.ascribed import ASCRIBED, as_ascribed
from tadwin.extract.background import is_of_another_harm
from tadwin.extract.causes import comes_otherwise
from tadwin.extract.context import ContextWords
from tadwin.extract.doers import BLAMED, SAYS_SO, SUBJECTS, as_subject, is_contested, is_target
from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.extract.rivals import has_unknown_partner, rightful
from tadwin.extract.tree import Tree
from tadwin.extract.whose_deed import is_anothers_deed
from tadwin.extract.words import words
from tadwin.types import Actor, Mention
from tadwin.vocab import SUSPECTED, Effect

#: Kinds of actors that can do harm. A monitor, an outlet or a hospital never is the perpetrator.
_ABLE = frozenset(
    {"state", "armed_group", "coalition", "unnamed", "force", "military", "government", "authority", None}
)
_NEVER = words("blame", "never")
_OUTLETS = words("blame", "outlets")
_UNCLEAR = words("blame", "unclear")
_BLAMING = words("blame", "blaming")
_BELIEVED = words("blame", "believed")
_ATTACK_VERBS = words("blame", "attack_verbs")
_ATTACKS = words("blame", "attacks")
_FIRED_FROM = words("blame", "fired_from")
_FOILED = words("blame", "foiled")
_CALLING = words("blame", "calling")
_KEPT_IN = words("blame", "kept_in")
_CARRIED_OUT = words("blame", "carried_out")
_TOLD_BY = words("blame", "told_by")
_MEN = words("blame", "men")
_KILLINGS = words("blame", "killings")
_CRASHED = words("blame", "crashed")
_MINES = words("blame", "mines")
_BEFORE_NAME = words("blame", "before_name")
#: Between the accused and the figure these begin another incident.
_ELSEWHERE = frozenset({"elsewhere", "meanwhile", "whereas", "coincided"})
#: How many words may stand between "by" and the name, and between the name and its attack or force.
_TO_BY, _TO_ATTACK = 4, 3
#: How far before an attack a word may say that it was foiled, and before "from" that something was fired.
_TO_FOILED, _TO_FIRED = 5, 2
#: How many words before a name "between" may stand; how many on either side of it may deny or doubt what it did.
_TO_BETWEEN, _TO_UNSURE = 6, 4
_FIGHTING = frozenset(
    {"fighting", "clashes", "clash", "battles", "battle", "war", "hostilities", "confrontations", "combat"}
)
_UNSURE = frozenset({"not", "n't", "never", "may", "might", "could", "denied", "denies", "deny", "without"})
#: How far before "by" its attack may stand.
_TO_STRIKE = 5
#: How far before a name "fighters of" may stand, and what may stand between:
#: "fighters of the Ruritania-backed Movement".
_TO_FORCE = 5
_BEFORE_BACKED = frozenset({"the", "its", "so", "called", "-", "backed", "led", "allied", "supported"})
_BELONGING = frozenset({"belonging", "loyal", "affiliated", "linked"})
#: How far before a name a word may say that it is only suspected.
_TO_SUSPECTED = 4
#: How far before a name words may say that it is only believed.
_TO_BELIEVED = 8
#: How many words behind a verb may say that its subject met with a mine.
_TO_MINE = 4
#: "A terrorist attack" says of what kind it was, and not whose; "a terrorist attack with shells" has someone who fired.
_KIND_ONLY = frozenset({"terrorist", "terror", "extremist"})
_ANY_ATTACK = frozenset({"attack", "attacks", "bombing", "bombings", "blast", "blasts", "explosion", "explosions"})
#: What a party says of its own attack: "an attack claimed by the Movement".
_OWNED_UP = frozenset({"claimed"})

#: Between an unnamed word and the name of its group: "fighters affiliated with the Movement"; and how far it may stand.
_OF_GROUP = words("blame", "of_group")
_BESIDE_GROUP = _OF_GROUP | {
    "with",
    "to",
    "the",
    "group",
    "movement",
    "militia",
    "organisation",
    "organization",
    "so",
    "-",
    "called",
}
_TO_GROUP = 5
#: A word such as "militants" this near a name, in words, speaks of the same party.
_TO_NAME = 4
#: Rules that one party of two joined ones shares with the other behind it.
_SHARED = SUBJECTS | {"by"}
#: Rules that say themselves that the words before a name do not make it a target.
_NO_TARGET = ASCRIBED | {"by", BLAMED}
#: Between two joined names.
_JOINS = frozenset({"and", "or", ","})
#: An actor's mention and the rule that accuses it.
Accusation = tuple[Mention[Actor], str]


def accused(passage: Passage, finding: Finding, context: ContextWords) -> list[Accusation]:
    """The perpetrators that the sentence gives for one figure, each with the rule that found it."""
    tree = passage.parsed()
    found: list[Accusation] = []
    for mention in passage.actors:
        first, last = passage.tokens_of(mention)
        if _speaks_for_army(mention) and as_subject(passage, mention, first, finding, context) == SAYS_SO:
            found.append((mention, SAYS_SO))
        if _can_be_accused(tree, mention, first, last, finding) and not is_anothers_deed(passage, mention, finding):
            first = _with_force(tree, first)
            rule = (
                _as_agent(passage, mention, first, finding)
                or _as_owner(tree, first, last, context)
                or as_subject(passage, mention, first, finding, context)
                or as_ascribed(passage, mention, first, finding)
            )
            if rule is not None and rule != BLAMED and _is_suspected(tree, first, last):
                rule = f"{rule}, {SUSPECTED}"
            reaches = rule is not None and _reaches(passage, first, last, finding)
            if rule is not None and reaches and not has_unknown_partner(passage, first):
                if is_of_another_harm(passage, mention, first, finding, rule):
                    continue
                if rule == BLAMED and is_contested(passage, _named(passage, mention, first)):
                    continue
                if comes_otherwise(passage, first, last, finding, rule, context):
                    continue
                named = _named(passage, mention, first)
                if rule in _NO_TARGET or not is_target(tree, min(first, passage.tokens_of(named)[0])):
                    found.append((named, rule))
    return _apart(passage, rightful(passage, _with_partners(passage, found, finding), finding)) if found else []


def _speaks_for_army(mention: Mention[Actor]) -> bool:
    """True for a ministry of defence: it fires no shells, but it may say that its forces did."""
    actor = mention.names
    return actor.kind == "authority" and actor.id is not None and actor.id.startswith("defense-ministry")


def _named(passage: Passage, mention: Mention[Actor], first: int) -> Mention[Actor]:
    """The name that goes with an unnamed word: the Movement in "Movement gunmen" and "gunmen of the Movement"."""
    if mention.names.id is not None:
        return mention
    tree = passage.parsed()
    _, last = passage.tokens_of(mention)
    for other in passage.actors:
        if other.names.id is None or not can_do_harm(other):
            continue
        begin, end = passage.tokens_of(other)
        if end == first - 1 or (end < first and tree.tokens[end].head in range(first, last + 1)):
            return other
        between = tree.words(last + 1, begin - 1)
        near = begin > last and begin - last <= _TO_GROUP and _BESIDE_GROUP.issuperset(between)
        if near and not _OF_GROUP.isdisjoint(between):
            return other
    return mention


def _can_be_accused(tree: Tree, mention: Mention[Actor], first: int, last: int, finding: Finding) -> bool:
    """False for those who cannot do harm, for the victims' own side, and wherever the words deny or leave it open."""
    if not can_do_harm(mention):
        return False
    inside = finding.counted.quantity.modified <= first <= finding.counted.last
    if inside and (finding.effect is not Effect.ATTACKS or mention.names.id is None):
        return False  # "12 Ruritanian soldiers", but not "12 Ruritanian rockets"
    if tree.lower(last + 1) == "-":
        return False  # "Ruritania-backed forces" are not Ruritania's
    if "between" in tree.words(first - _TO_BETWEEN, first - 1) or _in_clash(tree, first):
        return False  # "clashes between the two killed seven": the words do not say which
    if _is_unsure(tree, first - _TO_UNSURE, last + _TO_UNSURE):
        return False  # "was not carried out by them", "they may have fired it"
    unclear = _UNCLEAR.intersection(tree.words(first - _TO_SUSPECTED, last + 1))
    return not unclear or _is_blamed(tree, first)


def _is_unsure(tree: Tree, first: int, last: int) -> bool:
    """True where a word between two tokens denies or doubts; the month of May does not."""
    if _UNSURE.isdisjoint(tree.words(first, last)):
        return False
    near = range(max(0, first), min(last + 1, len(tree.tokens)))
    return any(tree.lower(i) in _UNSURE and (i == 0 or tree.tokens[i].text != "May") for i in near)


def _in_clash(tree: Tree, first: int) -> bool:
    """True for the second of two who fight: "fighting between the Movement's men and an alliance's troops"."""
    near = tree.words(first - 2 * _TO_BETWEEN, first - 1)
    if "between" not in near or "and" not in near:
        return False
    at = len(near) - 1 - near[::-1].index("between")
    return at > 0 and near[at - 1] in _FIGHTING


def _is_blamed(tree: Tree, first: int) -> bool:
    """True for a name that a verb of blame stands before: the speaker may be the figure's own."""
    return not _BLAMING.isdisjoint(tree.words(first - _TO_SUSPECTED, first - 1))


def can_do_harm(mention: Mention[Actor]) -> bool:
    """False for monitors, outlets ("state television") and those who only report harm ("residents").

    Words such as "residents" accuse only where an actors' file knows the name.
    """
    actor = mention.names
    if not _OUTLETS.isdisjoint(mention.text.lower().split()) or actor.name.lower() == "terrorist":
        return False
    return actor.kind in _ABLE and (actor.id is not None or _NEVER.isdisjoint(actor.name.lower().split()))


def _with_partners(passage: Passage, found: list[Accusation], finding: Finding) -> list[Accusation]:
    """Adds the other of two joined names: "Ruritanian and Freedonian raids", "the army and the militia shelled"."""
    tree = passage.parsed()
    rules = {passage.tokens_of(mention): rule for mention, rule in found}
    starts = {first: rule for (first, _), rule in rules.items()}
    ends = {last: rule for (_, last), rule in rules.items()}
    partners = []
    for mention in passage.actors:
        first, last = passage.tokens_of(mention)
        with_force = _with_force(tree, first)
        before = with_force - 2 if tree.lower(with_force - 1) not in ("the", "its") else with_force - 3
        rule = starts.get(last + 2) if tree.lower(last + 1) in _JOINS else None
        if rule is None and tree.lower(before + 1) in _JOINS and (finding.first > last or ends.get(before) == "by"):
            rule = ends.get(before) if ends.get(before) in _SHARED else None
            if rule == "by" and not _is_conjunct(tree, first, last, before):
                rule = None
        joined = rule is not None and (first, last) not in rules
        if (
            rule is not None
            and joined
            and _can_be_accused(tree, mention, first, last, finding)
            and not is_target(tree, first)
        ):
            partners.append((mention, rule))
    return sorted([*partners, *found], key=lambda pair: pair[0].start)


def _is_conjunct(tree: Tree, first: int, last: int, other: int) -> bool:
    """True when the parser joins a name to the one that ends at `other`: "killed by the army and the militia"."""
    forces = tree.tag(last + 1).startswith("N")  # "Movement fighters"
    if tree.tag(last + 1 + forces) in ("VBD", "VBZ", "VBP", "MD"):
        return False  # "killed by the army and the Movement condemned it": a clause of its own, however it is parsed
    own = range(first, last + 1 + forces)
    heads = {tree.tokens[i].head for i in own if tree.tokens[i].dep == "conj"}
    return any(other - _TO_ATTACK <= head <= other + 1 for head in heads)


def _apart(passage: Passage, found: list[Accusation]) -> list[Accusation]:
    """Leaves out words such as "terrorist group" right beside the name that they go with."""
    named = [passage.tokens_of(mention) for mention, _ in found if mention.names.id is not None]

    def beside(mention: Mention[Actor]) -> bool:
        first, last = passage.tokens_of(mention)
        return any(first - end <= _TO_NAME and start - last <= _TO_NAME for start, end in named)

    tree = passage.parsed()
    ends = [passage.tokens_of(mention)[1] for mention, _ in found]

    def counted_of(mention: Mention[Actor]) -> bool:
        """True for the troops of "a junta column of 100 troops"."""
        before = next((end for end in reversed(ends) if 0 < passage.tokens_of(mention)[0] - end <= _TO_FORCE), None)
        between = [] if before is None else tree.words(before + 1, passage.tokens_of(mention)[0])
        return "of" in between and not _MEN.isdisjoint(between[: between.index("of")])

    return [pair for pair in found if pair[0].names.id is not None or not (beside(pair[0]) or counted_of(pair[0]))]


def _with_force(tree: Tree, first: int) -> int:
    """Where "the artillery of the Movement" begins: its forces act for the Movement."""
    of = first - 1
    while of > first - 1 - _TO_FORCE and (tree.lower(of) in _BEFORE_BACKED or tree.lower(of + 1) == "-"):
        of -= 1
    if tree.lower(of) == "to" and tree.lower(of - 1) in _BELONGING:
        force = tree.tokens[of - 1].head
        while tree.tokens[force].dep in ("pobj", "prep") and force > 0:
            force = tree.tokens[force].head  # "men on motorcycles belonging to the Movement"
        return force if force < first and tree.lower(force) in _MEN | {"men"} else first
    return of - 1 if tree.lower(of) in ("of", "from") and tree.lower(of - 1) in _MEN else first


def _is_suspected(tree: Tree, first: int, last: int) -> bool:
    """True for "suspected Movement fighters", "believed to have been carried out by the Movement"."""
    return not _BELIEVED.isdisjoint(tree.words(first - _TO_BELIEVED, last + 1))


def _as_agent(passage: Passage, mention: Mention[Actor], first: int, finding: Finding) -> str | None:
    """The rule for a name behind "by" or "from": "killed by Ruritanian forces", "shelling by rebels"."""
    tree = passage.parsed()
    i = first - 1
    while i >= first - _TO_BY and tree.tag(i) in _BEFORE_NAME:
        i -= 1
    if tree.lower(i) == "by" and tree.lower(i - 1) not in _TOLD_BY:
        return "by" if _is_deed(passage, tree.tokens[i].head, i, finding) else None
    if mention.names.kind == "coalition" and tree.lower(i) in ("of", "in") and tree.lower(i - 1) in _ATTACKS:
        return "of"
    if tree.lower(i) == "from" and not _FIRED_FROM.isdisjoint(tree.words(i - 1 - _TO_FIRED, i - 1)):
        return "from"
    return None


def _is_of_a_part(tree: Tree, first: int, by: int) -> bool:
    """True for "230 strikes, of which 141 were conducted by the Movement": by whom the others were is not told."""
    return any(
        tree.lower(i) == "of" and tree.lower(i + 1) in ("which", "whom", "them", "these") for i in range(first, by)
    )


def _is_deed(passage: Passage, head: int, by: int, finding: Finding) -> bool:
    """True when the word that a "by" belongs to is the harm or an attack: not "a village seized by the Movement"."""
    tree = passage.parsed()
    if any(tree.lower(i) in _CALLING and tree.child(i, "nsubj") is not None for i in tree.ancestors(by)):
        return False  # "what the government called a massacre by the Movement"
    others = {one.predicate for one in passage.findings} - {finding.predicate}
    if head in others and finding.first > by:
        return False  # "thousands were killed by them and millions displaced" accuses no one of the second
    nouns = {one.counted.noun for one in (finding, *passage.findings)}
    if head == finding.predicate or head in others or (head in nouns and tree.lower(finding.predicate) in _KILLINGS):
        return True
    word = tree.lower(head)
    if finding.last < by and _is_of_a_part(tree, finding.last + 1, by):
        return False
    if word in _OWNED_UP:
        return tree.lower(tree.tokens[head].head) in _ATTACKS
    if word in _ATTACKS or word in _ATTACK_VERBS or word in _CARRIED_OUT or word in _KILLINGS:
        return True
    if word in _TOLD_BY and tree.lower(finding.predicate) in _KILLINGS and finding.predicate < by:
        return True  # "documented the killing of 40 people, including five children, by the Movement"
    return _follows_attack(tree, by)


def _follows_attack(tree: Tree, by: int) -> bool:
    """True for "an air strike on Tuesday by": the attack stands right before, whatever the parser hangs the "by" on."""
    for i in range(by - 1, max(-1, by - 1 - _TO_STRIKE), -1):
        if tree.tag(i).startswith(("V", "CD")):
            return False
        if tree.tag(i).startswith("NN") and tree.lower(i) in _ATTACKS:
            return True
    return False


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
    while tree.tokens[head].dep == "compound" and head + 1 < len(tree.tokens) and tree.lower(head + 1) in context.owned:
        head += 1  # the strikes of "air strikes" are what something was done to
    if is_target(tree, first) or tree.lower(head) not in _ATTACKS or _is_suffered(tree, head):
        return None
    if tree.lower(head + 1) in _KEPT_IN and tree.tag(head + 1).startswith("N"):
        return None
    if tree.lower(first) in _KIND_ONLY and tree.lower(head) in _ANY_ATTACK and tree.lower(head + 1) != "with":
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


def _reaches(passage: Passage, first: int, last: int, finding: Finding) -> bool:
    """True when no word that turns to another incident stands between the accused and the figure."""
    tree = passage.parsed()
    low, high = min(last, finding.first), max(first, finding.last)
    between = tree.words(low + 1, high - 1)
    if ";" in between and not _goes_on(passage, low + 1 + between.index(";")):
        return False
    return _ELSEWHERE.isdisjoint(between) and not (first > finding.last and "where" in between)


def _goes_on(passage: Passage, at: int) -> bool:
    """True for a clause behind a semicolon that names nothing: "the army shelled the camp; nine people were killed"."""
    tree = passage.parsed()
    start, _ = passage.stretch(at, at)
    end = next((passage.stretch(i, i)[0] for i in range(at + 1, len(tree.tokens)) if tree.lower(i) == ";"), passage.end)
    named: list[Mention[Any]] = [*passage.places, *passage.times]
    named += [one for one in passage.actors if one.names.id is not None]
    return tree.words(at + 1, len(tree.tokens)).count(";") == 0 and not any(start < one.start < end for one in named)

"""Whether a party is the subject of the deed that did the harm.

Of the verb of harm itself, of a verb of attack that leads to it, of the clause that it hangs off ("stepped up their
shelling, killing six"), or of what the party says of itself.
"""

import re

from tadwin.extract.context import ContextWords
from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.extract.rivals import side_of
from tadwin.extract.tree import HAVE, Tree
from tadwin.extract.words import words
from tadwin.types import Actor, Mention
from tadwin.vocab import Effect

_ATTACK_VERBS = words("blame", "attack_verbs")
_ATTACKS = words("blame", "attacks")
_CRASHED = words("blame", "crashed")
_TAKING = words("blame", "taking")
#: Between an arrest and a killing these make the arrested, or no one, its doers.
_OVER = words("blame", "over")
_KILLING = words("blame", "killing")
_WAGING = words("blame", "waging")
_FOILED = words("blame", "foiled")
_OF_GROUP = words("blame", "of_group")
_MEN = words("blame", "men")
_BLAMING = words("blame", "blaming")
_MINES = words("blame", "mines")
_DENYING = words("blame", "denying")
_SAYING = re.compile(r" (?:has |have |had )?(?:said|says?|claimed|claims|insisted|insists|stated)\b")
#: How many words may stand between a verb of blame and the blamed, and from a name to its verb across "on motorbikes".
_TO_BLAME, _TO_VERB = 4, 5
_OPERATIONS = frozenset({"operations", "operation", "campaign", "bombardments", "sorties", "attacks"})
_TARGETS = words("blame", "targets")
_TOLD_BY = words("blame", "told_by")
#: How far behind a name the word for its forces may stand.
_TO_FORCES = 3
#: "They lost 20 fighters": the subject suffered the harm.
_LOST = frozenset({"lost", "lose", "loses", "losing", "suffered", "suffer"})
#: What a parser may take for the subject: "yesterday gunmen in uniform kidnapped 12 people".
_TIMES = frozenset(
    {"yesterday", "today", "tonight", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)
#: Verbs of one whom a mine blows up, and how far behind them it may stand.
_MET = frozenset({"hit", "hits", "struck", "drove", "ran", "triggered", "stepped", "detonated", "encountered"})
_TO_MINE = 5
#: Before a name that is the subject of nothing.
_AWAY = frozenset({"from", "into", "to"})
#: A clause that these open tells of another deed than the verb above it.
_APART = frozenset({"after", "before", "because", "since", "while", "as"})
_TAKEN = frozenset({Effect.DETAINED, Effect.ABDUCTED, Effect.DISPLACED})
#: "Continues to hold nine journalists".
_GOING_ON = frozenset({"continues", "continue", "continued"})
_THEMSELVES = frozenset({"it", "they", "he", "we", "its", "their", "our"})
#: Besides words of forces, "its men".
_FIGHTERS = frozenset({"men", "mujahideen", "mujahidin", "army", "military", "navy", "brigades", "militiamen"})
#: The rule for a party that says of itself that it did it.
SAYS_SO = "says so of itself"
#: The rule for whom the figure's own speaker blames.
BLAMED = "blamed by its speaker"
#: The rules of this module.
SUBJECTS = frozenset(
    {
        "subject of the harm",
        "subject of the attack",
        "subject of its clause",
        SAYS_SO,
        "pronoun for the subject",
        BLAMED,
    }
)


def is_target(tree: Tree, first: int) -> bool:
    """True for the name in "strikes on rebel positions", "attacks against the army", "a town held by rebels"."""
    i = first - 1
    while tree.tag(i) in ("DT", "JJ") and i > first - 3:
        i -= 1
    if tree.lower(i - 1) in _OF_GROUP:
        return False  # "fighters affiliated with the Movement"
    return tree.lower(i) in _TARGETS or (tree.lower(i) == "by" and tree.lower(i - 1) in _TOLD_BY)


def is_contested(passage: Passage, accused: Mention[Actor]) -> bool:
    """True where the accused answers in the same breath: "...; the Movement said that soldiers had done it"."""
    if not _DENYING.isdisjoint(passage.words()):
        return True
    mine = side_of(accused.names)
    same = (one for one in passage.actors if one.start >= accused.end and side_of(one.names) == mine)
    return any(_SAYING.match(passage.text, one.end - passage.start) for one in same)


def as_subject(
    passage: Passage, mention: Mention[Actor], first: int, finding: Finding, context: ContextWords
) -> str | None:
    """The rule that makes a party, from its token `first` on, the doer of a figure's harm as a subject, or None."""
    tree = passage.parsed()
    if tree.lower(first - 1 - (tree.tag(first - 1) == "DT")) in _AWAY:
        return _as_blamed(tree, first, finding, context)  # "recaptured the town from the Movement, killing nine"
    _, last = passage.tokens_of(mention)
    forces = tree.tokens[last].head  # "Movement fighters": the name goes with the subject
    heads = [forces] if last < forces <= last + _TO_FORCES and tree.lower(forces) in context.owned else []
    heads += _counted_heads(tree, heads[0] if heads else last)
    if tree.tokens[last].dep == "appos":
        heads.append(tree.tokens[last].head)  # "the police (RP) killed"
    heads += _who(tree, heads[0] if heads else last)
    for i in (*range(first, last + 1), *heads):
        if tree.tokens[i].dep != "nsubj":
            continue
        verb = tree.tokens[i].head
        if tree.lower(verb) in _LOST:
            return None
        if tree.tag(verb).startswith("V"):
            apart = any(tree.tag(at).startswith("NNP") for at in range(last + 1, verb))
            rule = _by_verb(tree, verb, i, finding)
            rule = rule or (None if apart else _by_pronoun(tree, verb, i, finding, context))
            if rule is not None:
                return rule
    return _beside_its_verb(tree, first, last, finding) or _as_blamed(tree, first, finding, context)


def _counted_heads(tree: Tree, i: int) -> list[int]:
    """The column in "a column of 90 Movement fighters", where the word at i hangs off it: what it did, they did."""
    of = tree.tokens[i].head
    if tree.tokens[i].dep != "pobj" or tree.lower(of) != "of":
        return []
    head = tree.tokens[of].head
    return [head] if tree.lower(head) in _MEN and head < of else []


def _who(tree: Tree, i: int) -> list[int]:
    """The "who" in "bandits who raided the village and killed four"."""
    clause = tree.child(i, "relcl")
    doer = None if clause is None else tree.child(clause, "nsubj")
    return [doer] if doer is not None and tree.lower(doer) == "who" else []


def _beside_its_verb(tree: Tree, first: int, last: int, finding: Finding) -> str | None:
    """The rule for a name right before a verb of attack that the parser took for something else.

    "Movement troops torch 40 homes", "gunmen on motorbikes killed 30 villagers".
    """
    verb = last + 1
    while tree.lower(verb) in HAVE or tree.lower(verb) in _MEN:
        verb += 1
    if tree.tag(verb) == "IN" and tree.lower(verb) in ("on", "in", "with"):
        while verb < last + _TO_VERB and tree.tag(verb) in ("IN", "DT", "JJ", "NN", "NNS"):
            verb += 1
        if verb != finding.predicate or verb > finding.counted.quantity.modified or tree.lower(verb + 1) == "by":
            return None
    if is_target(tree, first) or tree.lower(verb) not in _ATTACK_VERBS or not tree.tag(verb).startswith(("V", "NN")):
        return None
    if _meets_mine(tree, verb) or _is_called_to_account(tree, verb, finding):
        return None
    subject = tree.child(verb, "nsubj")
    told = tree.tag(verb).startswith("V") or tree.tag(verb + 1) in ("CD", "DT")
    mine = subject is None or first <= subject < verb or tree.lower(subject) in _TIMES
    return "subject of the attack" if told and mine and _leads_to(tree, verb, finding) else None


def _meets_mine(tree: Tree, verb: int) -> bool:
    """True for "an army convoy hit a mine": it was done to them."""
    return tree.lower(verb) in _MET and not _MINES.isdisjoint(tree.words(verb + 1, verb + _TO_MINE))


def _as_blamed(tree: Tree, first: int, finding: Finding, context: ContextWords) -> str | None:
    """The rule for a party that the figure's own speaker blames.

    "..., the union said, blaming the Movement", "accused the Movement of shelling a clinic, killing nine",
    "attributing it to the Movement". Blame by anyone else is left out.
    """
    near = range(first - 1, max(-1, first - 1 - _TO_BLAME), -1)
    verb = next((i for i in near if tree.lower(i) in _BLAMING), None)
    if verb is None:
        return None
    if tree.tag(verb) == "VBG":
        speaks = any(tree.lower(above) in context.speech for above in tree.ancestors(verb))
        return BLAMED if speaks and tree.child(verb, "nsubj") is None else None
    path = [finding.predicate, *tree.ancestors(finding.predicate)]
    of_deed = verb in path and finding.predicate > first
    if of_deed and any(tree.tokens[i].dep == "relcl" for i in path[: path.index(verb)]):
        return None  # "accused the Movement of earlier attacks which killed 40": the figure is not the accuser's
    return BLAMED if of_deed and tree.child(verb, "nsubj") is not None else None


def _by_verb(tree: Tree, verb: int, subject: int, finding: Finding) -> str | None:
    """The rule for the subject of `verb`, a verb of harm or of attack, or one that a killing hangs off."""
    number = finding.counted.quantity.modified
    if _meets_mine(tree, verb) or _is_called_to_account(tree, verb, finding):
        return None
    if verb == finding.predicate and finding.effect is not Effect.ATTACKS and verb < number:
        return "subject of the harm"
    if tree.lower(verb) == "blew" and tree.child(verb, "dobj") is not None and _leads_to(tree, verb, finding):
        return "subject of the attack"  # "blew up a bus"
    if verb < finding.predicate < number and _is_next_deed(tree, verb, finding.predicate):
        return "subject of the harm"
    taking = tree.child(verb, "xcomp") if tree.lower(verb) in _GOING_ON else verb
    if finding.effect in _TAKEN and taking is not None and tree.lower(taking) in _TAKING and subject < taking < number:
        return "subject of the harm"
    if tree.lower(verb) in _ATTACK_VERBS and verb > subject and _leads_to(tree, verb, finding):
        return "subject of the attack"
    if tree.lower(verb) in _WAGING and _in_step(tree, verb, finding):
        return "subject of the attack"
    kills = tree.lower(finding.predicate) in _KILLING and verb < finding.predicate < number
    if (
        kills
        and tree.lower(verb) not in _CRASHED
        and (_shares_subject(tree, verb, finding) or _wages(tree, verb, finding))
    ):
        return "subject of its clause"
    return None


def _is_called_to_account(tree: Tree, verb: int, finding: Finding) -> bool:
    """True for "police arrested two in connection with the killing of seven": who takes a suspect did not kill."""
    if tree.lower(verb) not in _TAKING or finding.effect in _TAKEN:
        return False
    return verb < finding.predicate and not _OVER.isdisjoint(tree.words(verb + 1, finding.predicate))


def _is_next_deed(tree: Tree, verb: int, deed: int) -> bool:
    """True for "killed" in "rounded up the men and killed nine": the next of a row of verbs of one subject."""
    while tree.tokens[deed].dep == "conj" and tree.tag(deed) in ("VBD", "VBZ", "VBP", "VB"):
        if tree.child(deed, "nsubj", "nsubjpass", "auxpass", "aux") is not None:
            return False
        deed = tree.tokens[deed].head
        if deed == verb:
            return tree.tag(verb) in ("VBD", "VBZ", "VBP") and tree.child(verb, "auxpass", "neg") is None
    return False


def _in_step(tree: Tree, verb: int, finding: Finding) -> bool:
    """True for "killed as the army stepped up its operations": the harm came with the attacks told behind it."""
    mark = tree.child(verb, "mark", "advmod")
    waged = tree.child(verb, "dobj")
    return (
        mark is not None
        and tree.lower(mark) in ("as", "when")
        and waged is not None
        and (tree.lower(waged) in _ATTACKS or tree.lower(waged) in _OPERATIONS)
        and finding.predicate in tree.ancestors(verb)
    )


def _shares_subject(tree: Tree, verb: int, finding: Finding) -> bool:
    """True for "killing" in "the army pounded the town, killing six": it has no subject but that of `verb`.

    Only through clauses that share it too: "responded by firing rockets, killing six".
    """
    at = finding.predicate
    for above in (at, *tree.ancestors(at)):
        if above == verb:
            return True
        if tree.child(above, "nsubj", "nsubjpass") is not None or not tree.tag(above).startswith(("V", "IN")):
            return False
        if tree.tokens[above].dep not in ("advcl", "xcomp", "pcomp", "prep", "conj"):
            return False
    return False


def _wages(tree: Tree, verb: int, finding: Finding) -> bool:
    """True for "repelled an attack near the town killing six": no comma told the parser what the killing hangs off.

    The subject fights, and no other subject stands between.
    """
    between = range(verb + 1, finding.predicate)
    fights = tree.lower(verb) in _WAGING or tree.lower(verb) in _FOILED
    return fights and not any(tree.tokens[i].dep in ("nsubj", "nsubjpass", "agent") for i in between)


def _by_pronoun(tree: Tree, verb: int, subject: int, finding: Finding, context: ContextWords) -> str | None:
    """The rule for a party that a pronoun stands for: "the Movement said that it killed six", "before they left they
    killed six", "admitted 30 deaths in its strikes"."""
    speaks = tree.lower(verb) in context.speech
    number = finding.counted.quantity.modified
    clause = finding.predicate
    if finding.effect is Effect.ATTACKS:
        while tree.tokens[clause].dep in ("pobj", "prep"):
            clause = tree.tokens[clause].head
        if tree.tokens[clause].dep == "dobj":
            clause = tree.tokens[clause].head  # "it fired 40 rockets", "dozens of rockets"
    deed = clause
    doer = tree.child(clause, "nsubj")
    while doer is None and tree.tokens[clause].dep == "conj" and tree.child(clause, "nsubjpass") is None:
        clause = tree.tokens[clause].head  # "that it had struck a post and killed two"
        doer = tree.child(clause, "nsubj")
    if speaks and doer is None and tree.tokens[clause].dep == "xcomp" and tree.tokens[clause].head == verb:
        return SAYS_SO  # "claimed to have killed eight"
    if doer is not None and speaks and verb < doer < deed < number and _is_blow_of_its_own(tree, doer):
        return SAYS_SO  # "said its air strike killed three"
    if doer is not None and _is_themselves(tree, doer) and doer > subject and deed < number:
        if speaks and verb in tree.ancestors(finding.predicate):
            return SAYS_SO
        if tree.tokens[verb].dep == "advcl" and finding.predicate in tree.ancestors(verb):
            return "pronoun for the subject"
    if speaks and verb < finding.first:
        behind = range(finding.last + 1, len(tree.tokens) - 1)
        owned = any(tree.lower(i) in _THEMSELVES and tree.tag(i) == "PRP$" and _is_blow(tree, i) for i in behind)
        return SAYS_SO if owned else None
    return None


def _is_blow_of_its_own(tree: Tree, doer: int) -> bool:
    """True for the strike of "its air strike" right behind a verb of speech: no one else stands between."""
    owner = tree.child(doer, "poss")
    return (
        owner is not None
        and tree.lower(owner) in _THEMSELVES
        and tree.lower(doer) in _ATTACKS
        and (tree.tag(owner - 1).startswith("V") or tree.lower(owner - 1) == "that")
    )


def _is_themselves(tree: Tree, doer: int) -> bool:
    """True for "it", and for "its fighters": they act for whoever speaks of them."""
    if tree.lower(doer) in _THEMSELVES:
        return True
    owner = tree.child(doer, "poss")
    return owner is not None and tree.lower(owner) in _THEMSELVES and tree.lower(doer) in _MEN | _FIGHTERS


def _is_blow(tree: Tree, i: int) -> bool:
    """True when the owner at i owns an attack: "its air strikes"."""
    return tree.lower(tree.tokens[i].head) in _ATTACKS


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
        where = tree.child(node, "advmod")  # "struck the town, where five people were killed"
        return tree.lower(head) not in _ATTACKS and (where is None or tree.lower(where) != "where")
    mark = tree.child(node, "mark")
    return dep == "advcl" and mark is not None and tree.lower(mark) in _APART

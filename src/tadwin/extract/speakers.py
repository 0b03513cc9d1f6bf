"""Who says a figure, as the text names them, and who relays it."""

from tadwin.extract.context import ContextWords
from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.extract.reach import covered, says_what_follows, within_clause
from tadwin.extract.reckonings import reckoned
from tadwin.extract.sources import Speech, at_the_end, said_as
from tadwin.extract.subjects import (
    LONGEST_SUBJECT,
    Subject,
    actor_of,
    antecedent,
    mention_before,
    name_from,
    subject_of,
)
from tadwin.extract.tolls import REVISED, revises_its_own
from tadwin.extract.tree import HAVE, Tree
from tadwin.extract.words import words
from tadwin.types import Actor, Token

_RELAYS = frozenset({"outlet", "agency"})
_THE_SAME = words("speakers", "the_same")
_OWN_VOICE = words("speakers", "own_voice")
#: "Its investigation found", "their records show": of whoever spoke last.
_WHOSE, _ITS_OWN = frozenset({"its", "their"}), words("speakers", "its_own")
_QUOTES = words("speakers", "quotes")
_PASSIVE = words("speakers", "passive")
_AUXILIARIES = words("speakers", "auxiliaries")
#: Behind a name these say what it is: "the Observatory monitor said".
_KINDS_BEHIND = frozenset({"monitor", "group", "agency", "network", "organisation", "organization"})
_ACCORDING = frozenset({"according", "per"})
#: Verbs of speech that a parser takes for nouns where they end a sentence.
_ENDS_WITH = frozenset({"reports", "claims"})
_BRACKETED = frozenset({"-LRB-", "-RRB-", ",", "RB", "NNP"})


#: An attribution that stands alone is no longer than this, in words.
_LONGEST_TAIL = 24
#: How many words may stand between a name and its verb of speech, and how many behind it one that speaks may begin.
_TO_VERB, _BEHIND_VERB = 5, 3
#: How many words behind "told" the outlet that was told may stand.
_TO_OUTLET = 5
#: How many words behind a quoted name "as" may stand ("quoted a doctor as saying").
_TO_AS = 12


#: Verbs of speech only before "that", and only before a figure.
_FOUND = words("speakers", "only_that")
_GAVE = frozenset({"gave", "gives", "given", "giving"})
_A_FIGURE = frozenset({"figure", "figures", "toll", "tolls", "number", "count", "estimate", "total"})
_TO_FIGURE = 4
#: "Brings to the attention of the public that".
_BRING = frozenset({"bring", "brings", "brought", "bringing", "draws", "drew"})
#: "We are hearing from the ministry that", "nine dead, the agency learned from a source", "it emerged from".
_HEARING = words("speakers", "hearing")
_LEARNED, _TO_FROM = frozenset({"learned", "learnt", "learns", "emerged", "emerges", "transpired"}), 4
_NOTICE, _TO_NOTICE = frozenset({"attention", "knowledge", "notice"}), 10
_CLAIMED = frozenset({"claimed", "claims", "claim", "claiming"})
#: Behind these stands who was told.
_TOLD = frozenset({"told", "tells", "tell", "informed", "informs", "telling"})
#: "Which residents blamed on the army": who blames says not what is told besides.
_BLAMED = frozenset({"blamed", "blames", "attributed", "attributes"})
_NOBODY = frozenset({"no", "nobody", "none", "neither"})
_THEM = frozenset({"him", "her", "them", "it"})
#: Every word that a speech is found by, besides the verbs of speech.
_SPEAK = frozenset({"speak", "speaks", "spoke", "speaking", "talk", "talks", "talked"})
_PUTS = frozenset({"put", "puts", "speaks", "speak", "spoke"})
_TELLING = _SPEAK | _QUOTES | _ACCORDING | _ENDS_WITH | REVISED | _FOUND | _GAVE | _BRING | _HEARING
#: "Claimed by" names who did it, and "accused by" who blames.
_OWNING = frozenset(
    {"claimed", "accused", "blamed", "condemned", "charged", "denied", "broadcast", "put", "attributed"}
)


def speeches(passage: Passage, context: ContextWords) -> list[Speech]:
    """Every speech in a parsed sentence, in order."""
    tree = passage.parsed()
    found: list[Speech] = []
    closing = at_the_end(passage, context)
    if closing is not None:
        return [closing]
    found += reckoned(passage, context, name_from)
    telling = tree.words_set & context.speech | tree.words_set & _TELLING
    if "it" in tree.words_set and "that" in tree.words_set:
        telling |= tree.words_set & HAVE  # "has it that"
    if not telling:
        return found
    for i, token in enumerate(tree.tokens):
        if token.lower in telling:
            speech = _at(passage, i, context)
            if speech is not None:
                found.append(speech)
    return [*found, *_gapped(passage, context)] if found and not tree.words_set.isdisjoint(_PUTS) else found


def _gapped(passage: Passage, context: ContextWords) -> list[Speech]:
    """The speeches that share the verb of another: "The ministry put the toll at 44 and the rebels at 90"."""
    tree = passage.parsed()
    puts = next(i for i, token in enumerate(tree.tokens) if token.lower in _PUTS)
    found = []
    for i in range(puts + _TO_FIGURE, len(tree.tokens) - _TO_FIGURE):
        if tree.lower(i) not in ("and", ",", "but", "while") or tree.tag(i + 1) not in ("DT", "NNP", "NNS", "JJ"):
            continue
        stop = next((at for at in range(i + 2, i + _TO_VERB + _TO_FIGURE) if tree.tag(at) == "IN"), 0)
        if stop and tree.lower(stop) in ("at", "of") and tree.tag(stop + 1) == "CD":
            named = name_from(passage, i + 1, context)
            if named is not None and named[1][1] < stop:
                found.append(Speech(*named, (stop, stop + 1)))
    return found


def _at(passage: Passage, i: int, context: ContextWords) -> Speech | None:
    """The speech that the word at i tells of, if it does."""
    tree = passage.parsed()
    word, tag, behind = tree.lower(i), tree.tag(i), tree.lower(i + 1)
    if word == "according" and behind == "to":
        return _according(passage, i, context)
    if word in _HEARING and "from" in tree.words(i + 1, i + _TO_FROM):
        return _heard_from(passage, i, context)
    if word == "per" and tree.tag(i + 1) in ("DT", "NNP"):
        return _according(passage, i - 1, context)  # "..., per the administration"
    if word in _QUOTES:
        return _quoting(passage, i, context)
    follows = behind == "that" or (tree.tag(i + 1) == "CD" and word == "report")
    if follows and tag in ("NN", "NNS") and word in context.speech:
        return _mistaken(passage, i, context)
    if word in _ENDS_WITH and tag == "NNS" and i + 2 >= len(tree.tokens):
        return _said_beside(passage, i, context)  # "..., the prosecutor's office reports." taken for a noun
    if word in context.speech and tag == "VBN" and behind == "by":
        return _told_by(passage, i, context)
    if _speaks(tree, i, context) or revises_its_own(tree, i) or _finds(tree, i, context):
        return _said(passage, i, context)
    return None


def _speaks(tree: Tree, i: int, context: ContextWords) -> bool:
    """True for a verb of speech that is not in the passive."""
    token = tree.tokens[i]
    if token.lower == "put" and tree.tag(i + 1) in ("RP", "IN"):
        return False  # "crews put out a fire"
    if token.lower in _CLAIMED and tree.lower(i + 2) in ("lives", "life") and tree.tag(i + 1) == "CD":
        return False  # "the raids claimed 17 lives"
    if tree.lower(i - 1) == "to" and tree.lower(i - 2) == "able":
        return token.lower in context.speech  # "was able to confirm"
    return token.lower in context.speech and token.tag.startswith("V") and tree.lower(i - 1) not in _PASSIVE


def _finds(tree: Tree, i: int, context: ContextWords) -> bool:
    """True for "found that", "gave a figure of": verbs of speech by what stands behind them."""
    if tree.lower(i) in _SPEAK:
        return "of" in (tree.lower(i + 1), tree.lower(i + 2))
    if tree.lower(i) in _FOUND:
        return tree.tag(i).startswith("V") and (tree.lower(i + 1) == "that" or "grounds" in tree.words(i + 1, i + 3))
    if tree.lower(i) in _BRING:
        return not _NOTICE.isdisjoint(tree.words(i + 1, i + _TO_FIGURE)) and says_what_follows(tree, i, _TO_NOTICE)
    if tree.lower(i) in ("has", "have", "had"):
        return tree.words(i + 1, i + 2) == ["it", "that"]
    if tree.lower(i) in _GAVE and tree.tag(i + 1) == "CD":
        return tree.lower(i - 1) in context.speakers  # "hospital records gave 204 injured"
    return tree.lower(i) in _GAVE and not _A_FIGURE.isdisjoint(tree.words(i + 1, i + _TO_FIGURE))


def _heard_from(passage: Passage, i: int, context: ContextWords) -> Speech | None:
    """The speech of whom the report heard it from, by the verb at i."""
    tree = passage.parsed()
    start = tree.words(i + 1, i + _TO_FROM).index("from") + i + 2
    named = name_from(passage, start, context)
    if named is None or (named[0].id is None and context.speakers.isdisjoint(tree.words(*named[1]))):
        return None
    if tree.lower(named[1][1] + 1) == "that":
        return Speech(*named, (named[1][1] + 2, len(tree.tokens) - 1))
    return Speech(*named, (0, i)) if tree.lower(i) in _LEARNED else None


def _mistaken(passage: Passage, i: int, context: ContextWords) -> Speech | None:
    """The speech of a verb before "that" that the parser took for a noun: "partners on the ground report that"."""
    tree = passage.parsed()
    last = len(tree.tokens) - 1
    if any(token.tag[:2] in ("VB", "MD") for token in tree.tokens[:i]):
        verb = next(at for at, token in enumerate(tree.tokens) if token.tag[:2] in ("VB", "MD"))
        subject = subject_of(tree, verb, context) if tree.lower(i - 1) == "and" else None
        actor, at = actor_of(passage, subject, context) if subject is not None and subject.last < i else (None, (0, 0))
        return Speech(actor, at, (i + 1, last)) if actor is not None else None
    plural = next((at for at in range(i) if tree.tag(at) == "NNS" and tree.lower(at) in context.speakers), None)
    if plural is None or tree.tag(i - 1) in ("DT", "JJ", "IN", "PRP$", "POS", "CC"):
        return None  # "local sources of the report that", "a report that"
    actor, at = actor_of(passage, Subject(plural, 0, plural), context)
    return Speech(actor, at, (i + 1, last)) if actor is not None else None


def _told_by(passage: Passage, i: int, context: ContextWords) -> Speech | None:
    """The speech of "nine deaths verified by the Network", "as reported by the ministry"."""
    tree = passage.parsed()
    if tree.lower(i) in _OWNING:
        return None
    named = name_from(passage, i + 2, context)
    if named is None or named[0].kind in ("state", "armed_group"):
        return None
    if named[0].kind == "person" and context.speakers.isdisjoint(tree.words(*named[1])):
        return None
    return Speech(*named, (0, len(tree.tokens) - 1))


def speaker_of(found: list[Speech], finding: Finding) -> Speech | None:
    """The speech that covers a figure: the narrowest one, and of two as narrow the later."""
    covering = [speech for speech in found if speech.covers[0] <= finding.counted.quantity.first <= speech.covers[1]]
    # who is cited said it, and who cites relays it
    return min(
        covering,
        key=lambda speech: (not speech.cites, speech.covers[1] - speech.covers[0], -speech.covers[0]),
        default=None,
    )


def trailing_speaker(passage: Passage, context: ContextWords) -> Speech | None:
    """The speaker of a passage that is nothing but an attribution: "the monitor said on Monday".

    A parser may cut it off from the sentence before it when the comma between them is lost.
    """
    tree = passage.parsed()
    if len(tree.tokens) > _LONGEST_TAIL:
        return None
    found = speeches(passage, context)
    if len(found) != 1 or found[0].speaker is None or found[0].speaker_at[0] > 2:
        return None
    behind = tree.tokens[found[0].speaker_at[1] + 2 :]
    return None if any(token.tag in ("VBD", "VBZ", "VBP", "CD") for token in behind) else found[0]


def _according(passage: Passage, i: int, context: ContextWords) -> Speech | None:
    """The speech of "according to" at i: what follows it where it opens the sentence, else what stands before it."""
    last = len(passage.parsed().tokens) - 1
    if passage.parsed().lower(i + 2) in _THEM:
        return Speech(None, (i + 2, i + 2), (i + 3, last) if i <= 2 else (0, i), pronoun=True)
    named = name_from(passage, i + 2, context)
    if named is None:
        return None
    actor, at = named
    return Speech(actor, at, (at[1] + 1, last) if i <= 2 else (0, i))


def _quoting(passage: Passage, i: int, context: ContextWords) -> Speech | None:
    """The speech of "quoting" or "quoted" at i, relayed by the outlet before it."""
    named = name_from(passage, i + 1, context)
    if named is None:
        return None
    actor, at = named
    tree = passage.parsed()
    before = mention_before(passage, i)
    relay = before.names if before is not None and before.names.kind in _RELAYS else None
    leads = "as" in tree.words(at[1], at[1] + _TO_AS)  # "quoted a doctor as saying"
    return Speech(actor, at, (at[1] + 1, len(tree.tokens) - 1) if leads else (0, i), relay, cites=True)


def _said(passage: Passage, i: int, context: ContextWords) -> Speech | None:
    """The speech of the verb at i."""
    tree = passage.parsed()
    subject = subject_of(tree, i, context)
    comma = i - 1
    while tree.lower(comma) in _AUXILIARIES:
        comma -= 1
    named = (
        _named_before_comma(passage, i, context) if tree.lower(comma) == "," and tree.tag(comma - 1) == "NNP" else None
    )
    if named is not None and (subject is None or tree.lower(subject.first) != "it"):
        bare = all(tree.tag(at) == "NNP" for at in range(named.speaker_at[0], named.speaker_at[1] + 1))
        if subject is None or subject.last < (i - 1 if bare else comma - 1):
            return named
    if subject is None or _is_beside(passage, subject, i):
        return _said_beside(passage, i, context)
    first, last = subject.first, subject.last
    if tree.lower(first) in _NOBODY or (tree.lower(i) in _BLAMED and tree.lower(first - 1) in ("which", "that")):
        return None
    if "than" in tree.words(first - 1, last):
        return None  # "nine died, five more than the council acknowledges"
    if first > i:  # inverted: "said the Observatory"
        actor, at = actor_of(passage, subject, context)
        of_own = tree.lower(at[1] + 1) == "who"  # "said a trader who lost two sons"
        return Speech(actor, at, (0, len(tree.tokens) - 1 if of_own else i)) if actor is not None else None
    leads = subject.shared or (tree.lower(i) in REVISED and "to" in (tree.lower(i + 1), tree.lower(i + 2)))
    covers = within_clause(tree, first, i, (i + 1, len(tree.tokens) - 1) if leads else covered(tree, first, i))
    pronoun = last == first and tree.lower(first) in context.pronouns and tree.tokens[first].text != "WHO"
    if pronoun and tree.tag(first).startswith("W"):
        goes_back = antecedent(passage, first, i, context)
        if goes_back is not None:
            behind = within_clause(tree, first, i, (i + 1, len(tree.tokens) - 1))
            return Speech(*goes_back, behind, _relay(passage, i))
    if pronoun or (tree.lower(first) in _WHOSE and tree.lower(last) in _ITS_OWN):
        return Speech(None, (first, last), covers, _relay(passage, i), pronoun=True)
    actor, at = actor_of(passage, subject, context)
    begin = first + (tree.lower(first + 1) == "same")
    same = tree.lower(first) == "the" and last == begin + 1 and tree.lower(last) in _THE_SAME
    if same and (actor is None or actor.id is None):
        own_voice = tree.lower(last) in _OWN_VOICE
        return Speech(None if own_voice else actor, at, covers, pronoun=True)
    if actor is None:
        return _said_beside(passage, i, context)
    return Speech(actor, at, covers, _relay(passage, i))


def _is_beside(passage: Passage, subject: Subject, i: int) -> bool:
    """True when a name stands right before the verb of speech at i, and the parser's subject far before that name.

    Where commas are lost the parser takes what opens the sentence: "Ruritanian jets struck the town the monitor said".
    """
    before = mention_before(passage, i)
    if before is None or passage.tokens_of(before)[1] != i - 1 - (passage.parsed().lower(i - 1) in _KINDS_BEHIND):
        return False
    return subject.last < passage.tokens_of(before)[0]


def _said_beside(passage: Passage, i: int, context: ContextWords) -> Speech | None:
    """A speaker without a branch of its own: a name right before the verb at i, or right behind an inverted one."""
    tree = passage.parsed()
    before = mention_before(passage, i)
    if before is not None:
        first, last = passage.tokens_of(before)
        between = tree.tokens[last + 1 : i]
        near = len(between) <= _TO_VERB
        if near and all(_may_part(token) for token in between):
            return Speech(said_as(before), (first, last), covered(tree, first, i), _relay(passage, i))
    closing = _named_before_comma(passage, i, context)
    if closing is not None:
        return closing
    if tree.lower(i) in context.inverted and tree.lower(i) not in _TOLD and i > 0:
        named = name_from(passage, i + 1, context)
        if named is not None and named[1][0] <= i + _BEHIND_VERB:
            of_own = tree.lower(named[1][1] + 1) == "who"  # "said a trader who lost two sons"
            return Speech(*named, (0, len(tree.tokens) - 1 if of_own else i))
    return None


def _named_before_comma(passage: Passage, i: int, context: ContextWords) -> Speech | None:
    """The speech of one named between commas right before a verb that ends what it says.

    "..., the governor of the region, Colonel Omar Sabri, said in a statement", "..., the prosecutor's office reports."
    """
    tree = passage.parsed()
    told = tree.lower(i) in _TOLD
    if tree.tag(i + 1) not in (".", ",", "IN", "") and not told:
        return None  # "in Homs, Ruritania, said the monitor"
    last = i - 1
    while tree.lower(last) in _AUXILIARIES and last > 0:
        last -= 1
    last -= tree.lower(last) == ","
    first = last
    while first > 0 and tree.tag(first - 1) not in (",", ".", "''", "``", ":") and last - first < LONGEST_SUBJECT:
        first -= 1
    if first < 2 or tree.lower(first - 1) != ",":
        return None
    start, end = passage.stretch(first, last)
    if any(place.start < end and start < place.end for place in passage.places):
        return None
    tags = [tree.tag(at) for at in range(first, last + 1)]
    if "CD" in tags or any(tag.startswith("V") for tag in tags):
        return None
    actor, at = actor_of(passage, Subject(last, first, last), context)
    if actor is None:
        return None
    leads = says_what_follows(tree, i) or (told and "CD" not in map(tree.tag, range(first)))
    return Speech(actor, at, (i + 1, len(tree.tokens) - 1) if leads else (0, first))


def _may_part(token: Token) -> bool:
    """True for what may stand between a name and its verb of speech."""
    return token.lower in _AUXILIARIES or token.lower in _KINDS_BEHIND or token.tag in _BRACKETED


def _relay(passage: Passage, i: int) -> Actor | None:
    """The outlet that was told by the verb at i: "activists told the agency"."""
    if passage.parsed().lower(i) not in _TOLD:
        return None
    for mention in passage.actors:
        first, _ = passage.tokens_of(mention)
        if i < first <= i + _TO_OUTLET and mention.names.kind in _RELAYS:
            return mention.names
    return None

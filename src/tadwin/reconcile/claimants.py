"""Whom the claimants of one incident's claims stand for.

An actor that the actors' files know stands for itself. Of others only the words are known: they name a person
("Observatory head Omar Sabri"), an organisation ("a source at Qarya Police Command"), a kind that counts on the spot
("hospital staff"), or nobody ("activists", "a military source"). Names of one incident are held against each other:
"Sabri" is the Omar Sabri named in full, "the monitor" the one monitor that is named, and whoever is said to head the
Observatory speaks for the one actor that has that word in its name. In doubt two names stay two.
"""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from tadwin.placenames import exact_key
from tadwin.reconcile.origin_words import kinds, words
from tadwin.types import Actor, Claim

#: Kinds whose count is first-hand even where no name is given: they are where the victims are.
_FIRST_HAND = frozenset({"responder", "hospital"})
#: Kinds whose officials and spokesmen speak for them.
_STAFFED = frozenset({*_FIRST_HAND, "authority"})
_OUTLET = "outlet"
_MONITOR = "monitor"
#: The longest words that are read as a name; longer ones are a sentence taken for a speaker.
_LONGEST = 12
#: What a source without a name of its own is called, by its kind.
_CALLED = {
    "responder": "unnamed rescuers",
    "hospital": "unnamed hospital staff",
    "authority": "unnamed authorities",
    "monitor": "an unnamed monitor",
}
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_DIGITS = re.compile(r".*\d\S*")


@dataclass(frozen=True, slots=True)
class Words:
    """What a claimant's words name. `person` and `organisation` are as written; `kind` is that of the words."""

    person: str | None = None
    organisation: str | None = None
    kind: str | None = None
    short: frozenset[str] = frozenset()  # words of an organisation's name, in lower case: "observatory"


def speakers(claims: Iterable[Claim]) -> Mapping[str, Actor | None]:
    """The actor who each claim's figure goes back to, by the claim's id; None where nobody is named.

    The order of claims never matters.
    """
    listed = sorted(claims, key=lambda claim: claim.id)
    known = {claim.claimant.id: claim.claimant for claim in listed if claim.claimant and claim.claimant.id}
    known_actors = [known[key] for key in sorted(known)]
    unknown = {claim.claimant.name for claim in listed if claim.claimant and not claim.claimant.id}
    stands_for: Mapping[str, Actor | None] = {}
    if unknown:
        places = {exact_key(place.name) for claim in listed for place in claim.places}
        stands_for = _stand_for({name: _unplaced(read(name), places) for name in sorted(unknown)}, known_actors)
    found: dict[str, Actor | None] = {}
    for claim in listed:
        if claim.claimant is None:
            found[claim.id] = None
        elif claim.claimant.id:
            found[claim.id] = claim.claimant
        else:
            found[claim.id] = _sided(stands_for[claim.claimant.name], claim.via)
    return found


def key_of(actor: Actor) -> str:
    """What all claims of one origin share: the actor's id, else its name without case and marks."""
    return actor.id or " ".join(_folded(actor.name))


def parties(claims: Iterable[Claim]) -> frozenset[str]:
    """The sides that an incident is about: those accused, and the states of its places."""
    accused = (actor.side or actor.id for claim in claims for actor in claim.perpetrators)
    states = (f"state-{place.country.lower()}" for claim in claims for place in claim.places if place.country)
    return frozenset(side for side in (*accused, *states) if side)


def is_independent(actor: Actor, of_parties: Set[str]) -> bool:
    """False for an outlet that relays, and for a monitor or an authority that nobody names.

    An outlet that belongs to a party to the incident speaks for that party, which is a source by itself.
    """
    if actor.kind == _OUTLET:
        return actor.side != actor.id and actor.side in of_parties
    return actor.name not in _CALLED.values() or actor.kind in _FIRST_HAND


def _unplaced(one: Words, places: Set[str]) -> Words:
    """Words whose person's name is that of a place name no one."""
    return replace(one, person=None) if one.person and exact_key(one.person) in places else one


def _sided(actor: Actor | None, via: Sequence[Actor]) -> Actor | None:
    """A source that only a party's own outlet has heard speaks for that party's side."""
    if actor is None or actor.side is not None or actor.id is not None:
        return actor
    mouths = {relay.side for relay in via if relay.kind == _OUTLET and relay.side not in (None, relay.id)}
    return replace(actor, side=mouths.pop()) if len(mouths) == 1 else actor


def _stand_for(said: Mapping[str, Words], known: Sequence[Actor]) -> dict[str, Actor | None]:
    """The actor for each claimant's words."""
    people = _longest_names({one.person for one in said.values() if one.person})
    organisations = _longest_names({one.organisation for one in said.values() if one.organisation})
    heads: dict[str, set[Actor]] = {}
    for one in said.values():
        headed = _by_short(one, known)
        if headed is not None and one.person is not None and one.person in people:
            heads.setdefault(people[one.person], set()).add(headed)
    named = {name: _by_name(one, known, people, organisations, heads) for name, one in said.items()}
    by_words = [(said[name].kind, actor) for name, actor in named.items() if actor is not None]
    return {name: named[name] or _of_kind(one.kind, known, by_words) for name, one in said.items()}


def _by_name(
    one: Words,
    known: Sequence[Actor],
    people: Mapping[str, str],
    organisations: Mapping[str, str],
    heads: Mapping[str, set[Actor]],
) -> Actor | None:
    """Whom a claimant's words name; a person whom they say to head one known organisation speaks for it."""
    if one.person is not None and one.person in people:
        person = people[one.person]
        headed = heads.get(person, set())
        return next(iter(headed)) if len(headed) == 1 else Actor(person, None, "person")
    by_short = _by_short(one, known)
    if by_short is None and one.organisation is not None and one.organisation in organisations:
        return Actor(organisations[one.organisation], None, one.kind)
    return by_short


def _of_kind(kind: str | None, known: Sequence[Actor], by_words: Sequence[tuple[str | None, Actor]]) -> Actor | None:
    """Whom words of a kind stand for: the only one of it that is named beside them, else one without a name."""
    if kind not in _CALLED:
        return None
    alike = {actor for actor in known if actor.kind == kind} or {actor for of, actor in by_words if of == kind}
    return next(iter(alike)) if len(alike) == 1 else Actor(_CALLED[kind], None, kind)


def _by_short(one: Words, known: Sequence[Actor]) -> Actor | None:
    """The one known actor whose name holds one of the words."""
    telling = one.short & words("names", "telling")
    holders = [actor for actor in known if telling and telling & set(_folded(actor.name))]
    return holders[0] if len(holders) == 1 else None


def _longest_names(names: Iterable[str]) -> dict[str, str]:
    """Each name with the longest one that holds all its words, where only one does.

    A lone word that no longer name holds names nobody: it is as likely a place or a word misread.
    """
    folded = {name: frozenset(_folded(name)) for name in sorted(names)}
    longest: dict[str, str] = {}
    for name, own in folded.items():
        above = [other for other, theirs in folded.items() if own < theirs]
        tops = [other for other in above if not any(folded[other] < folded[more] for more in above)]
        if len({folded[top] for top in tops}) == 1:
            longest[name] = tops[0]
        elif len(own) > 1:
            longest[name] = min(other for other, theirs in folded.items() if theirs == own)
    return longest


@lru_cache(maxsize=8192)
def read(name: str) -> Words:
    """What the words of a claimant without an id name."""
    text = _DIGITS.sub("", name) if any(letter.isdigit() for letter in name) else name
    tokens = _WORD.findall(text.replace('"', " "))
    if not tokens or len(tokens) > _LONGEST or tokens[0].lower() in words("names", "for_whom"):
        return Words()
    cut = next((i for i, token in enumerate(tokens) if token in words("names", "for_whom")), len(tokens))
    whole = _phrase(tokens[:cut])
    for_whom = _phrase(tokens[cut + 1 :])
    return whole if whole.person or whole.organisation or whole.kind else for_whom


def _phrase(tokens: Sequence[str]) -> Words:
    lowered = [_lowered(token) for token in tokens]
    kind, short = _kind(lowered), frozenset(lowered) & _organisation_words()
    run = [i for i in _last_run(tokens, lowered) if not lowered[i].endswith("-based")]
    nobody = not words("names", "nobody").isdisjoint(lowered)
    last_noun = max((i for i in run if lowered[i] in short), default=None)
    person = [i for i in run if last_noun is None or i > last_noun]
    if len(person) > 1 or (person and last_noun is None and not nobody and run[-1] == len(tokens) - 1):
        return Words(person=" ".join(tokens[i] for i in person), kind=kind, short=short)
    if last_noun is not None:
        named = len(run) > 1 and (kind != _MONITOR or tokens[last_noun][0].isupper())
        kind = None if nobody and not _staff(kind, lowered) and not named else kind
        return Words(organisation=" ".join(tokens[i] for i in run) if named else None, kind=kind, short=short)
    unheard = nobody and not _staff(kind, lowered)
    return Words(kind=None if unheard else kind, short=frozenset() if unheard else short)


def _lowered(token: str) -> str:
    """In lower case and without the possessive, even one that lost its apostrophe: "Observatorys director"."""
    low = token.lower().removesuffix("'s").removesuffix("’s")
    return low[:-1] if low.endswith("s") and low[:-1] in _organisation_words() else low


def _staff(kind: str | None, lowered: Sequence[str]) -> bool:
    """True for "a civil defence official" and "hospital staff"; a "medical source" or "local media" is nobody."""
    return kind in _STAFFED and "source" not in lowered and "sources" not in lowered


def _kind(lowered: Sequence[str]) -> str | None:
    """The kind that the last telling word, or pair of words, stands for."""
    for i in range(len(lowered), 0, -1):
        found = kinds().get(" ".join(lowered[max(0, i - 2) : i])) or kinds().get(lowered[i - 1])
        if found:
            return found
    return None


@cache
def _organisation_words() -> frozenset[str]:
    return words("names", "organisation") | {part for word in kinds() for part in word.split()} - words(
        "names", "nobody"
    )


def _last_run(tokens: Sequence[str], lowered: Sequence[str]) -> list[int]:
    """The last words with capitals that stand together and are no title, such as a name's; an organisation's noun too.

    What speaks for nobody ends a run: in "Ruritanian activists" no one is named.
    """
    runs: list[list[int]] = [[]]
    for i, (token, low) in enumerate(zip(tokens, lowered, strict=True)):
        capital = token[0].isupper() or token.lower().startswith(("al-", "el-"))
        inner = low in words("names", "particles") or (low in _organisation_words() and bool(runs[-1]))
        if low in words("names", "nobody"):
            runs[-1:] = [[]]
        elif low in words("names", "titles") and not runs[-1]:
            continue
        elif low in words("names", "titles") or not (capital or inner):
            runs.append([])
        else:
            runs[-1].append(i)
    return next((run for run in reversed(runs) if run), [])


def _folded(name: str) -> list[str]:
    lowered = name.casefold().replace("’", "'").replace("-", " ")
    return [word for word in _WORD.findall(lowered) if word not in ("al", "el", "the")]

"""The words that extraction knows, read once from the data files in `tadwin/resources/lexicon`.

Every word is a single lower-case form. To add one, edit the data file; this module only makes the regular forms.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

from tadwin.vocab import Effect, Group, Role, Status


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a verb of harm. `patient` is where the one who suffers stands: "object" (kill) or "subject" (die).

    `suffered` is False for forms that only the doer can be the subject of ("kill", "kills").
    """

    effect: Effect
    patient: Literal["object", "subject"]
    suffered: bool = True


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb and a companion word that are harm only together: "shot ... dead", "lost ... lives".

    `patient` is as for a verb, or "lives" where the lives themselves are what is counted ("claimed 30 lives").
    """

    effect: Effect
    verbs: frozenset[str]
    companions: frozenset[str]
    patient: Literal["object", "subject", "lives", "care"]
    between: frozenset[str] | None = None  # the only words that may stand between the two, where that matters


@dataclass(frozen=True, slots=True)
class Person:
    """A noun that counts people; group, status and role only where the noun itself says them."""

    singular: str
    plural: bool
    group: Group | None = None
    status: Status | None = None
    role: Role | None = None


@dataclass(frozen=True)
class Lexicon:
    """Word forms to what they mean. All keys are lower case."""

    verbs: Mapping[str, Verb]
    adjectives: Mapping[str, Effect]  # "22 dead"
    counted: Mapping[str, Effect]  # "27 deaths"
    of_nouns: Mapping[str, Effect]  # "the death of 27 people"
    to_nouns: Mapping[str, Effect]  # "injuries to 13 people"
    phrases: tuple[Phrase, ...]
    people: Mapping[str, Person]
    compound_roles: Mapping[tuple[str, str], Role]
    objects: Mapping[str, str]  # form to the object's name in claims
    known_objects: frozenset[str]  # "the clinic": a place has one
    attack_events: Mapping[str, bool]  # form to whether it counts attacks: one attack is an incident and no count
    munitions: Mapping[str, bool]  # the same
    attacking: frozenset[str]  # verbs of attack: "shelled 14 times"
    used: frozenset[str]
    held: frozenset[str]
    sha256: str

    @cached_property
    def phrase_verbs(self) -> frozenset[str]:
        """Every verb that is harm together with a companion."""
        return frozenset().union(*(phrase.verbs for phrase in self.phrases))

    @cached_property
    def care_verbs(self) -> frozenset[str]:
        """Every verb before "to hospital"."""
        return frozenset().union(*(phrase.verbs for phrase in self.phrases if phrase.patient == "care"))

    @cached_property
    def single_people(self) -> frozenset[str]:
        """Every noun for one person."""
        return frozenset(word for word, person in self.people.items() if not person.plural)

    @cached_property
    def wrecking(self) -> frozenset[str]:
        """Every word that says that a thing was destroyed or damaged, by itself or in a phrase."""
        things = (Effect.DESTROYED, Effect.DAMAGED)
        verbs = (word for word, verb in self.verbs.items() if verb.effect in things or word.startswith("burn"))
        adjectives = (word for word, effect in self.adjectives.items() if effect in things)
        companions = (phrase.companions for phrase in self.phrases if phrase.effect in things)
        return frozenset([*verbs, *adjectives]).union(*companions)

    @cached_property
    def harm(self) -> frozenset[str]:
        """Every word that speaks of harm by itself."""
        return frozenset([*self.verbs, *self.adjectives, *self.counted, *self.of_nouns])


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon, read once. `sha256` is of all data files of extraction, so that a changed word shows."""
    folder = files("tadwin") / "resources" / "lexicon"
    raw = {
        name: (folder / f"{name}.toml").read_bytes() for name in ("context", "people", "predicates", "rules", "things")
    }
    people, predicates, things = (tomllib.loads(raw[name].decode()) for name in ("people", "predicates", "things"))
    objects = {
        form: things["same"].get(noun, noun) for noun in things["objects"] for form in _both(noun, things["irregular"])
    }
    return Lexicon(
        verbs=_verbs(predicates),
        adjectives=_by_effect(predicates, "adjective"),
        counted=_by_effect(predicates, "counted"),
        of_nouns=_by_effect(predicates, "of"),
        to_nouns=_by_effect(predicates, "to"),
        phrases=tuple(
            Phrase(
                Effect(entry["effect"]),
                frozenset(entry["verbs"]),
                frozenset(entry["with"]),
                entry["patient"],
                frozenset(entry["between"]) if "between" in entry else None,
            )
            for entry in predicates["phrase"]
        ),
        people=_people(people),
        compound_roles={
            (first, form): Role(role)
            for role, pairs in people["compound"].items()
            for first, noun in (pair.split() for pair in pairs)
            for form in _both(noun, people["irregular"])
        },
        objects=objects,
        known_objects=frozenset(things["known"]),
        attack_events=_plurals(things["attack_events"]) | dict.fromkeys(_plurals(things["attackers"]), False),
        munitions=_plurals(things["munitions"]),
        attacking=frozenset(things["attacking"]),
        used=frozenset(things["used"]),
        held=frozenset(things["held"]),
        sha256=hashlib.sha256(b"".join(raw[name] for name in sorted(raw))).hexdigest(),
    )


def verb_forms(base: str) -> tuple[str, ...]:
    """The regular forms of an English verb: kill, kills, killed, killing."""
    if base.endswith("e"):
        return base, base + "s", base + "d", base[:-1] + "ing"
    if base.endswith(("sh", "ch", "ss", "x", "z")):
        return base, base + "es", base + "ed", base + "ing"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    return base, base + "s", base + "ed", base + "ing"


def plural(noun: str) -> str:
    """The regular plural of an English noun."""
    if noun.endswith(("s", "sh", "ch", "x", "z")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def _both(noun: str, irregular: Mapping[str, str]) -> tuple[str, str]:
    return noun, irregular.get(noun) or plural(noun)


def _plurals(nouns: Iterable[str]) -> dict[str, bool]:
    """Both forms of every noun, and whether each is the plural."""
    return {form: form != noun for noun in nouns for form in (noun, plural(noun))}


def _lists(predicates: Mapping[str, Any], name: str) -> Iterator[tuple[Effect, Any]]:
    """Every effect that has an entry of this name, with the entry."""
    return ((effect, predicates[effect][name]) for effect in Effect if name in predicates.get(effect, ()))


def _by_effect(predicates: Mapping[str, Any], name: str) -> dict[str, Effect]:
    return {word: effect for effect, words in _lists(predicates, name) for word in words}


def _verbs(predicates: Mapping[str, Any]) -> dict[str, Verb]:
    irregular = {base: forms for _, table in _lists(predicates, "forms") for base, forms in table.items()}
    verbs: dict[str, Verb] = {}
    patients: tuple[Literal["object", "subject"], ...] = ("object", "subject")
    for patient in patients:
        for effect, bases in _lists(predicates, f"patient_{patient}"):
            for base in bases:
                present, third, *participles = verb_forms(base)
                verbs[present] = verbs[third] = Verb(effect, patient, suffered=patient == "subject")
                verbs |= dict.fromkeys((*participles, *irregular.get(base, ())), Verb(effect, patient))
    for effect, forms in _lists(predicates, "extra_forms"):
        verbs |= dict.fromkeys(forms, Verb(effect, "object"))
    return verbs


def _people(people: Mapping[str, Any]) -> dict[str, Person]:
    """Singular and plural forms of every noun, with the group, status and role that the noun itself says."""
    groups = {noun: Group(name) for name, nouns in people["group"].items() for noun in nouns}
    roles = {noun: Role(name) for name, nouns in people["role"].items() for noun in nouns}
    statuses = {noun: status for status in Status for noun in people[status.value]}
    known = {
        form: Person(noun, form != noun, groups.get(noun), statuses.get(noun), roles.get(noun))
        for noun in dict.fromkeys([*people["plain"], *statuses, *groups, *roles])
        for form in _both(noun, people["irregular"])
    }
    # "police", "staff": singular and plural are one form
    known |= {form: replace(known[form], plural=False) for form in known if people["irregular"].get(form) == form}
    return known | {"persons": Person("person", True)}

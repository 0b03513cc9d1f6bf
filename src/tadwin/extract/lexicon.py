"""The words that extraction knows, read once from the data files in `tadwin/resources/lexicon`.

Every word is a single lower-case form. To add one, edit the data file; this module only makes the regular forms.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from tadwin.vocab import Effect, Group, Role, Status


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a verb of harm. `patient` is where the one who suffers stands: "object" (kill) or "subject" (die).

    `suffered` is False for forms that only the doer can be the subject of ("kill", "kills").
    """

    effect: Effect
    patient: str
    suffered: bool = True


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb and a companion word that are harm only together: "shot ... dead", "lost ... lives"."""

    effect: Effect
    verbs: frozenset[str]
    companions: frozenset[str]
    patient: str


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
    adjectives: Mapping[str, Effect]
    counted: Mapping[str, Effect]
    of_nouns: Mapping[str, Effect]
    phrases: tuple[Phrase, ...]
    people: Mapping[str, Person]
    compound_roles: Mapping[tuple[str, str], Role]
    objects: Mapping[str, str]
    attack_events: Mapping[str, bool]  # form to whether it is plural
    munitions: Mapping[str, bool]
    used: frozenset[str]
    held: frozenset[str]
    sha256: str

    @cached_property
    def phrase_verbs(self) -> frozenset[str]:
        """Every verb that is harm together with a companion."""
        return frozenset().union(*(phrase.verbs for phrase in self.phrases))

    @cached_property
    def harm(self) -> frozenset[str]:
        """Every single word that speaks of harm to people or objects."""
        return frozenset([*self.verbs, *self.adjectives, *self.counted, *self.of_nouns])


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon, read once."""
    folder = files("tadwin") / "resources" / "lexicon"
    raw = {
        name: (folder / f"{name}.toml").read_bytes() for name in ("context", "people", "predicates", "rules", "things")
    }
    people, predicates, things = (tomllib.loads(raw[name].decode()) for name in ("people", "predicates", "things"))
    effects = [effect for effect in Effect if effect.value in predicates]
    objects = {
        form: things["same"].get(noun, noun) for noun in things["objects"] for form in _both(noun, things["irregular"])
    }
    return Lexicon(
        verbs=_verbs(predicates, effects),
        adjectives={word: effect for effect in effects for word in predicates[effect]["adjective"]},
        counted={word: effect for effect in effects for word in predicates[effect]["counted"]},
        of_nouns={word: effect for effect in effects for word in predicates[effect]["of"]},
        phrases=tuple(
            Phrase(Effect(entry["effect"]), frozenset(entry["verbs"]), frozenset(entry["with"]), entry["patient"])
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
        attack_events=_plurals(things["attack_events"]),
        munitions=_plurals(things["munitions"]),
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
    return {form: form != noun for noun in nouns for form in (noun, plural(noun))}


def _verbs(predicates: Mapping[str, Any], effects: Iterable[Effect]) -> dict[str, Verb]:
    verbs: dict[str, Verb] = {}
    for effect in effects:
        irregular: Mapping[str, list[str]] = predicates[effect].get("forms", {})
        for patient in ("object", "subject"):
            for base in predicates[effect][f"patient_{patient}"]:
                present, third, *participles = verb_forms(base)
                verbs[present] = verbs[third] = Verb(effect, patient, patient == "subject")
                for form in (*participles, *irregular.get(base, ())):
                    verbs[form] = Verb(effect, patient)
        for forms in irregular.values():  # forms of verbs whose base means too much else ("level", "ruin")
            for form in forms:
                verbs.setdefault(form, Verb(effect, "object"))
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

"""Which actors are parts of which: a named army of a state's forces, an air force of its army, a brigade of a movement.

Two claims that name the Ruritanian army and Ruritanian forces do not accuse two parties. What both say is the wider
name; two brigades of one army are still two. The relation is data, `resources/actors/wholes.toml`, each entry with its
source; only that a state's forces act for its government is a rule.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain

from tadwin.types import Actor

#: Wholes above one another: a guard's arm, the guard, the state's forces, its government.
_HIGHEST = 8


def key_of(actor: Actor) -> str:
    """What two mentions of one actor share: its id, else its name without case."""
    return actor.id or actor.name.casefold()


@cache
def wholes_of(actor_id: str) -> tuple[str, ...]:
    """The ids of the actors that one is part of, the narrowest first."""
    return tuple(_above(actor_id))


def is_within(actor: Actor, whole: Actor) -> bool:
    """True for one actor under two names, and for a part and its whole; not for a whole and its part."""
    if key_of(actor) == key_of(whole):
        return True
    return actor.id is not None and whole.id in wholes_of(actor.id)


def shared(answers: Sequence[Sequence[Actor]]) -> tuple[Actor, ...]:
    """The actors that every answer names, itself or a part of it, in the order in which they are first named."""
    named: dict[str, Actor] = {}
    for actor in chain.from_iterable(answers):
        named.setdefault(key_of(actor), actor)
    return tuple(
        actor for actor in named.values() if all(any(is_within(one, actor) for one in answer) for answer in answers)
    )


def _above(actor_id: str) -> Iterator[str]:
    parts, divided = _data()
    for _ in range(_HIGHEST):
        role, _, state = actor_id.partition("-")
        if actor_id in parts:
            actor_id = parts[actor_id]
        elif role == "forces" and state not in divided:
            actor_id = f"government-{state}"
        else:
            return
        yield actor_id


@cache
def _data() -> tuple[Mapping[str, str], frozenset[str]]:
    """The whole of each part, and the states whose forces are not one government's."""
    table = tomllib.loads((files("tadwin") / "resources" / "actors" / "wholes.toml").read_text("utf-8"))
    parts = {part: str(raw["id"]) for raw in table["whole"] for part in raw["parts"]}
    return parts, frozenset(table["divided"])

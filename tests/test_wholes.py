"""One army under several names: planted claims whose answer is known, and the data behind them."""

from dataclasses import replace
from itertools import permutations

import pytest

from tadwin.frames import perpetrators_of
from tadwin.resolve.actors import find_actors
from tadwin.resolve.directory import Directory, load_actors, shipped
from tadwin.types import Actor, Claim, Evidence, Figure, Span
from tadwin.vocab import SUSPECTED, Effect, Qualifier
from tadwin.wholes import is_within, shared, wholes_of


@pytest.fixture(scope="module")
def directory() -> Directory:
    return load_actors(shipped())


def actors(directory: Directory, text: str) -> tuple[Actor, ...]:
    return tuple(mention.names for mention in find_actors(text, directory))


def claim(at: int, accused: tuple[Actor, ...]) -> Claim:
    number = Span("r1", at, at + 1, "x")
    figure = Figure(at, Qualifier.EXACT, at, at, "x")
    return Claim(f"c{at}", "r1", "f1", number, number, Effect.KILLED, figure, perpetrators=accused)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        (("Israeli forces", "the IDF"), "forces-il"),
        (("Israel bombed", "Israeli warplanes"), "government-il"),
        (("the Sudanese Armed Forces", "Sudanese warplanes"), "forces-sd"),
        (("the Tatmadaw", "the Myanmar military"), "tatmadaw"),
        (("the Russian army", "the Russian Aerospace Forces"), "russian-armed-forces"),
        (("the Ukrainian Air Force", "Ukrainian troops"), "forces-ua"),
        (("the Syrian army", "the Assad regime", "Syrian forces"), "government-sy"),
        (("Hamas", "the Qassam Brigades"), "hamas"),
        (("the Congolese army", "Congolese soldiers"), "forces-cd"),
        (("Malian soldiers", "FAMa"), "forces-ml"),
    ],
)
def test_a_part_and_its_whole_name_the_whole(directory: Directory, said: tuple[str, ...], named: str) -> None:
    blamed = [actors(directory, words) for words in said]
    for order in permutations(blamed):
        kept, rivals = perpetrators_of([claim(at, one) for at, one in enumerate(order)])
        assert ([actor.id for actor in kept], rivals) == ([named], ())


@pytest.mark.parametrize(
    "said",
    [
        ("the Sudanese army", "the Rapid Support Forces"),
        ("the Syrian army", "Russian forces"),
        ("the Malian army", "Wagner mercenaries"),
        ("the Congolese army", "Wazalendo"),
        ("the Syrian army", "National Defence Forces"),
        ("the Hamza Division", "the Sultan Murad Division"),
        ("the Libyan army", "the Libyan government"),
        ("Israeli forces", "Israeli settlers"),
    ],
)
def test_other_parties_still_compete(directory: Directory, said: tuple[str, ...]) -> None:
    blamed = [actors(directory, words)[:1] for words in said]
    assert all(one and one[0].id for one in blamed), blamed
    kept, rivals = perpetrators_of([claim(at, one) for at, one in enumerate(blamed)])
    assert kept == ()
    assert len(rivals) == len(said)


def test_of_two_parties_that_one_claim_names_the_shared_one_is_kept(directory: Directory) -> None:
    syria, russia = actors(directory, "the Syrian army"), actors(directory, "the Russian Aerospace Forces")
    forces = actors(directory, "Russian forces")
    kept, rivals = perpetrators_of([claim(1, (*syria, *russia)), claim(2, forces)])
    assert [actor.id for actor in kept] == ["forces-ru"]
    assert rivals == ((*syria, *russia), forces)


def test_a_suspicion_of_a_part_is_no_answer(directory: Directory) -> None:
    doubted = replace(
        claim(1, actors(directory, "the Rapid Support Forces")),
        evidence=(Evidence("perpetrators", f"by, {SUSPECTED}", 0, 1, "x"),),
    )
    army = actors(directory, "the Sudanese army")
    assert perpetrators_of([doubted, claim(2, army)]) == (army, ())


def test_one_answer_is_kept_as_it_is() -> None:
    one, two = Actor("Alda Brigade"), Actor("Zorab Front", "zorab-front", "armed_group")
    assert shared([(one, two, one)]) == (one, two)
    assert shared([]) == ()


def test_every_part_and_whole_is_an_actor_that_the_files_know(directory: Directory) -> None:
    known = {entry.actor.id for entry in directory.entries}
    known |= {actor.id for state in directory.states for actor in (state.forces, state.government)}
    ids = sorted(filter(None, known))
    assert {whole for one in ids for whole in wholes_of(one)} <= known
    assert all(one not in wholes_of(one) for one in ids)


def test_every_army_and_service_of_a_state_is_part_of_it(directory: Directory) -> None:
    """An entry of kind "state" that no whole holds would compete with its own state's forces."""
    alone = {
        entry.actor.id
        for entry in directory.entries
        if entry.actor.kind == "state"
        and (entry.actor.side or "").startswith("state-")
        and not any(is_within(entry.actor, one) for one in _of_state(directory, str(entry.actor.side)))
    }
    assert alone <= {"mss-haiti"}


def _of_state(directory: Directory, side: str) -> list[Actor]:
    return [actor for state in directory.states for actor in (state.forces, state.government) if actor.side == side]

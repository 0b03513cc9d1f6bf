"""Actors: planted sentences, the shipped files held to their own rules, and properties."""

import re
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadwin.errors import ConfigError
from tadwin.resolve.actors import find_actors
from tadwin.resolve.directory import KINDS, Directory, Entry, State, keys_of, load_actors, shipped


@cache
def directory() -> Directory:
    return load_actors(shipped())


def named(text: str) -> list[tuple[str, str | None]]:
    return [(mention.text, mention.names.id) for mention in find_actors(text, directory())]


PLANTED = [
    ("The White Helmets said two died", [("White Helmets", "white-helmets")]),
    ("the Syrian Civil Defense said", [("Syrian Civil Defense", "white-helmets")]),
    ("the Syrian Civil Defence said", [("Syrian Civil Defence", "white-helmets")]),
    ("SYRIAN OBSERVATORY FOR HUMAN RIGHTS SAYS", [("SYRIAN OBSERVATORY FOR HUMAN RIGHTS", "sohr")]),
    ("SANAs correspondent in Homs", [("SANAs correspondent", "sana-sy")]),
    ("Assads forces shelled", [("Assads forces", "forces-sy")]),
    ("Bashar al-Assad's forces shelled", [("Bashar al-Assad's forces", "forces-sy")]),
    ("the Assad regime", [("Assad regime", "government-sy")]),
    ("Kurdish Peoples Protection Units", [("Kurdish Peoples Protection Units", "peoples-protection-units")]),
    (
        "People's Protection Units (YPG)",
        [("People's Protection Units", "peoples-protection-units"), ("YPG", "peoples-protection-units")],
    ),
    ("Jabhat Al Nusra and al Nusra Front", [("Jabhat Al Nusra", "nusra-front"), ("al Nusra Front", "nusra-front")]),
    ("Al Shabaab fighters", [("Al Shabaab fighters", "al-shabaab")]),
    ("Hay’at Tahrir al-Sham", [("Hay’at Tahrir al-Sham", "hayat-tahrir-al-sham")]),
    ("IS said it struck us", [("IS", "islamic-state")]),
    ("what is this to us and who knows", []),
    ("THE TOLL IS TEN AND THE MAN WHO FELL WITH US", []),
    ("ISIS CLAIMED THE BLAST IN THE TOWN", [("ISIS", "islamic-state")]),
    ("the WHO said", [("WHO", "who")]),
    (
        "U.N. officials and the U.S. military",
        [("U.N.", "united-nations"), ("officials", None), ("U.S. military", "us-military")],
    ),
    ("Russian warplanes struck", [("Russian warplanes", "forces-ru")]),
    ("Russian and Syrian warplanes", [("Russian", "forces-ru"), ("Syrian warplanes", "forces-sy")]),
    ("Russian air strikes hit", [("Russian", "forces-ru")]),
    ("Syrian regime air strikes", [("Syrian regime", "government-sy")]),
    ("Israeli bombing in Lebanon", [("Israeli", "forces-il")]),
    ("Iraqi bombings in Iraq", []),
    ("Ukraine's air force said", [("Ukraine's air force", "ukrainian-air-force")]),
    ("US drones", [("US drones", "forces-us")]),
    ("Turkeys health ministry said", [("Turkeys health ministry", "health-ministry-tr")]),
    ("the Russian Ministry of Defence said", [("Russian Ministry of Defence", "defense-ministry-ru")]),
    ("US officials said", [("US officials", "government-us")]),
    ("Syria's official agency", []),
    ("blasts in Russia and near Ukraine", []),
    ("a raid carried out by Russia, he said", [("Russia", "government-ru")]),
    ("Moscow denied it", [("Moscow", "government-ru")]),
    ("a train to Moscow", []),
    ("Russia-backed forces", []),
    ("the Turkish-backed town", []),
    ("rebel-held and government-held quarters", []),
    ("in the government-controlled west", []),
    ("local medical sources said", [("local medical sources", None)]),
    ("residents and activists said", [("residents", None), ("activists", None)]),
    ("rebels shelled", [("rebels", None)]),
    ("unidentified gunmen shot", [("unidentified gunmen", None)]),
    ("Hamas-run health ministry", [("Hamas-run health ministry", "gaza-health-ministry")]),
    ("a Sudanese army jet", [("Sudanese army jet", "forces-sd")]),
    ("Saudi-led coalition air strikes", [("Saudi-led coalition", "saudi-led-coalition")]),
    ("M23 rebels took the town", [("M23 rebels", "m23")]),
    ("Doctors Without Borders (MSF)", [("Doctors Without Borders", "msf"), ("MSF", "msf")]),
    ("an AFP stringer and a TASS agency man", [("AFP stringer", "afp"), ("TASS", "tass")]),
    ("they care about aid", []),
    ("Jabhat al al Nusra", [("al Nusra", "nusra-front")]),
]


@pytest.mark.parametrize(("text", "expected"), PLANTED)
def test_planted(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert named(text) == expected


CONTEXT = [
    ("the US-led coalition struck. The coalition denied it", "coalition", "us-led-coalition"),
    ("The coalition denied it", "coalition", None),
    ("the US-led coalition and the Saudi-led coalition. The coalition denied it", "coalition", None),
    ("a monitor said; the Syrian Network for Human Rights added", "monitor", "snhr"),
    ("a monitor said; Airwars and the Syrian Network for Human Rights added", "monitor", None),
    ("the Syrian Observatory for Human Rights said. The Observatory added", "Observatory", "sohr"),
    ("the Observatory said", "Observatory", None),
    ("the Syrian regime said. Shells fell in Homs. The regime denied", "regime", "government-sy"),
    ("the regime denied", "regime", None),
    ("shells fell near Homs in Syria. The army denied", "army", "forces-sy"),
    ("shells fell in Syria and in Iraq. The army denied", "army", None),
    ("Syrian and Syrian and Syrian men who died in Jordan. The army denied", "army", None),
    ("the Syrian army and the Iraqi army met. Government forces fired", "Government forces", None),
    ("Russia's Ministry of Defence said. The ministry added", "ministry", "defense-ministry-ru"),
    ("the health ministry said", "health ministry", None),
    ("the Turkish health ministry and the Syrian health ministry. The health ministry said", "health ministry", None),
    ("RSF men in Sudan", "RSF", "rapid-support-forces"),
    ("RSF men", "RSF", None),
    ("SNA fighters in Somalia", "SNA", "somali-national-army"),
    ("SNA fighters in Syria", "SNA", "syrian-national-army"),
    ("SNA fighters in Syria and in Somalia", "SNA", None),
    ("Syrian rebels fought in Syria and terrorists fled", "terrorists", None),
]


@pytest.mark.parametrize(("text", "words", "expected"), CONTEXT)
def test_words_that_stand_for_a_name_given_elsewhere(text: str, words: str, expected: str | None) -> None:
    (found,) = [mention.names for mention in find_actors(text, directory()) if mention.text == words]
    assert found.id == expected
    if expected is None:
        assert (found.name, found.kind) == (words, "unnamed")


def test_a_short_form_without_its_name_is_nobody() -> None:
    assert named("the council met and the front held") == []


def _aliases() -> list[tuple[Entry, str]]:
    return [(entry, alias) for entry in directory().entries for alias in entry.aliases]


def test_every_spelling_finds_its_own_entry() -> None:
    ambiguous = directory().ambiguous
    wrong = []
    for entry, alias in _aliases():
        if keys_of(alias) in ambiguous:
            continue
        for text in (f"Yesterday the {alias} said so", alias):
            found = named(text)
            if [identity for _, identity in found] != [entry.actor.id]:
                wrong.append((alias, entry.actor.id, found))
    assert wrong == []


def test_every_state_is_found_by_its_forces() -> None:
    def forces(state: State, text: str) -> None:
        ((_, identity),) = named(text)
        found = directory().by_id(str(identity))
        assert identity == state.forces.id or (found and found.actor.side == state.forces.side), text

    for state in directory().states:
        forces(state, f"{state.adjective} warplanes struck")
        forces(state, f"{state.name}'s troops fired")


def test_no_spelling_is_shared_unless_declared() -> None:
    owners: dict[tuple[tuple[str, ...], bool], set[str]] = defaultdict(set)
    for entry, alias in _aliases():
        owners[keys_of(alias), alias.isupper()].add(str(entry.actor.id))
    shared = {words for (words, _), ids in owners.items() if len(ids) > 1}
    assert shared == directory().ambiguous


def test_the_shipped_files_keep_the_schema() -> None:
    for entry in directory().entries:
        assert entry.actor.kind in KINDS
        assert entry.source
        assert all(re.fullmatch("[A-Z]{2}", country) for country in entry.countries)
        assert all(alias == alias.strip() and not alias.startswith("the ") for alias in entry.aliases)
    sides = {entry.actor.side for entry in directory().entries}
    known = {entry.actor.id for entry in directory().entries} | {s.forces.side for s in directory().states}
    assert {side for side in sides if side not in known} == {"opposition-sy"}
    assert len(directory().entries) >= 350


def test_the_shipped_files_have_no_unknown_tables() -> None:
    for path in shipped():
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        assert set(table) <= {"ambiguous", "group", "state", "words", "sides", "generic", "whole", "divided"}, path.name
        for group in table.get("group", []):
            assert set(group) == {"kind", "countries", "source", "actors"}
            assert all(
                set(raw) <= {"id", "name", "kind", "side", "countries", "aliases", "homonym_in"}
                for raw in group["actors"]
            )


GROUP = 'kind = "monitor"\ncountries = ["SY"]\nsource = "x"\n'
BAD = [
    ("[[group", "not a TOML file"),
    (f'[[group]]\n{GROUP}actors = [{{ id = "A b", name = "Ab" }}]', "joined by hyphens"),
    (f'[[group]]\n{GROUP}actors = [{{ id = "ab" }}]', "needs 'name'"),
    (f'[[group]]\n{GROUP}actors = [{{ id = "ab", name = "Ab", kind = "spy" }}]', "kind 'spy'"),
    (f'[[group]]\n{GROUP}actors = [{{ id = "ab", name = "Ab" }}, {{ id = "ab", name = "Bb" }}]', "used twice"),
    (f'[[group]]\n{GROUP}actors = [{{ id = "ab", name = "Ab" }}, {{ id = "cd", name = "Ab" }}]', "shared by ab, cd"),
    ('[[state]]\ncode = "XX"\nnames = ["Ruritania"]', "needs 'adjectives'"),
    ('[words]\nguns = ["gun"]', "no list 'guns'"),
]


@pytest.mark.parametrize(("text", "message"), BAD)
def test_a_bad_file_is_named_with_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape(message)):
        load_actors([path])


def test_a_users_own_file_adds_to_the_shipped_ones(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(
        f'[[group]]\n{GROUP}actors = [{{ id = "strelsau-watch", name = "Strelsau Watch" }}]\n'
        '[[state]]\ncode = "ZZ"\nnames = ["Ruritania"]\nadjectives = ["Ruritanian"]\n',
        encoding="utf-8",
    )
    both = load_actors([*shipped(), mine])
    text = "Strelsau Watch said Ruritanian helicopters fired"
    assert [m.names.id for m in find_actors(text, both)] == ["strelsau-watch", "forces-zz"]
    assert both.sha256 != directory().sha256


PIECES_SAID = """
the The Syrian Russian and army regime said by Russia IS US U.N. White Helmets Observatory coalition
officials WHO air strikes attacks SNA RSF in
"""
PIECES = st.sampled_from([*PIECES_SAID.split(), "\n"])


@pytest.mark.parametrize("fill", [" ", "\t", "\xa0", " \n", "al ", "al-", "'s "])
def test_a_long_run_of_one_thing_is_read(fill: str) -> None:
    """Tried length by length, a gap this long would take hours."""
    assert find_actors("Syrian" + fill * 300_000 + ". They left", directory()) == ()


@given(st.lists(PIECES, max_size=16).map(" ".join) | st.text(max_size=80))
def test_mentions_are_exact_and_ordered(text: str) -> None:
    mentions = find_actors(text, directory())
    assert mentions == find_actors(text, directory())
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        end = mention.end
        assert (mention.names.id is None) == (mention.names.kind == "unnamed")


@given(st.sampled_from([alias for _, alias in _aliases() if " " in alias]), st.sampled_from(["", "x", "9", "_"]))
def test_names_are_whole_words(alias: str, glued: str) -> None:
    found = [mention.text for mention in find_actors(f"{glued}{alias}{glued}", directory())]
    assert glued == "" or alias not in found


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Al-Shabab militants attacked a village in Mozambique.", False),
        ("Mozambique's army said that al-Shabab killed nine people.", False),
        ("Al-Shabaab attacked a hotel in Mogadishu.", True),
        ("Al-Shabaab attacked a post in Kenya.", True),
        ("Al-Shabaab attacked a ship of Mozambique in Somalia.", True),
    ],
)
def test_a_name_that_another_group_has_in_a_country_is_not_this_groups_there(text: str, known: bool) -> None:
    ids = {mention.names.id for mention in find_actors(text, directory())}
    assert ("al-shabaab" in ids) is known


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("M23 rebels took a town in Rwanda. In Uganda, the rebels killed nine people.", False),
        ("M23 rebels took the town. In Uganda, the rebels killed nine people.", False),
        ("M23 rebels took the town. The rebels killed nine people.", True),
        ("M23 rebels took a town in Uganda. In Uganda, the rebels killed nine people.", True),
    ],
)
def test_the_rebels_in_another_country_are_not_those_named_before(text: str, known: bool) -> None:
    (*_, last) = find_actors(text, directory())
    assert (last.names.id == "m23") is known

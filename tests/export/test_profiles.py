"""What each profile shows and leaves out, incident by incident."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from attacker import leaves
from hypothesis import given
from hypothesis import strategies as st
from planted_secrets import (
    CASUALTIES,
    CHILDREN_INJURED,
    EVERYONE_INJURED,
    EVERYONE_KILLED,
    Planted,
    claim,
    material,
)

from tadwin.adapters.gazetteer import SqliteGazetteer
from tadwin.adapters.gazetteer_build import ensure
from tadwin.config import Settings
from tadwin.export import coarse, suppress
from tadwin.export.masked import HOLDS_NAME, TELLS_OF_LIVING, Screen, left_out
from tadwin.export.profiles import CAREFUL, FULL, PARTNER, PROFILES, Material
from tadwin.export.publication import Given, Publication, PublishedFigure, PublishedIncident
from tadwin.export.publishing import publication
from tadwin.types import Actor, Bound, FigureLine, Place, Tally, When
from tadwin.vocab import DatePrecision, Effect, Group, PlacePrecision, Status

ONE = Planted(0, {EVERYONE_KILLED: 7, EVERYONE_INJURED: 13, CHILDREN_INJURED: 4})


def only(made: Publication) -> PublishedIncident:
    (incident,) = made.incidents
    return incident


def figure(incident: PublishedIncident, cell: tuple[Effect, Status | None, Group | None]) -> PublishedFigure:
    return next(one for one in incident.figures if (one.effect, one.status, one.group) == cell)


def changed(made: Material, **incident: object) -> Material:
    """The material with its one incident changed."""
    (signed,) = made.signed
    return replace(made, signed=(replace(signed, incident=replace(signed.incident, **incident)),))  # type: ignore[arg-type]


def test_careful_is_the_default() -> None:
    assert next(iter(PROFILES)) == publication(material((ONE,))).profile == "careful"


def test_every_export_says_what_it_was_made_of() -> None:
    for profile in PROFILES.values():
        made = publication(material((ONE,), head="abc"), profile)
        assert (made.profile, made.head, made.version) == (profile.name, "abc", "0")


@pytest.mark.parametrize("profile", PROFILES.values())
def test_nothing_but_words_numbers_and_days_can_be_reached(profile: object) -> None:
    assert len(list(leaves(publication(material((ONE,)), profile)))) > 50  # type: ignore[arg-type]


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6), st.lists(st.booleans(), min_size=6, max_size=6))
def test_deaths_are_never_suppressed(killed: list[int], public: list[bool]) -> None:
    records = [
        Planted(number, {EVERYONE_KILLED: dead}, private_report=f"private-{number}", public=public[number])
        for number, dead in enumerate(killed)
    ]
    made = publication(material(records))
    total = next(one for one in made.totals if one.by == "all") if made.incidents else None
    shown = (
        []
        if total is None
        else [one for one in total.figures if (one.effect, one.status, one.group) == EVERYONE_KILLED]
    )
    withheld = made.withheld.killed.best if made.withheld.killed is not None else 0
    assert sum(one.best or 0 for one in shown) + (withheld or 0) == sum(killed)
    assert len(made.incidents) + made.withheld.incidents == len(killed)
    assert sorted(figure(one, EVERYONE_KILLED).best or 0 for one in made.incidents) == sorted(
        one.figures[EVERYONE_KILLED] for one in records if one.public
    )


def test_the_living_are_given_in_bands_and_small_numbers_not_at_all() -> None:
    incident = only(publication(material((ONE,))))
    everyone, children = figure(incident, EVERYONE_INJURED), figure(incident, CHILDREN_INJURED)
    assert (everyone.low, everyone.best, everyone.high, everyone.given) == (10, None, 19, Given.BAND)
    assert (children.low, children.best, children.high, children.given) == (None, None, None, Given.SUPPRESSED)


@given(st.integers(0, 5000))
def test_a_band_holds_its_number(number: int) -> None:
    low, high = suppress.floor_of_band(number), suppress.ceiling_of_band(number)
    assert low <= number <= high
    assert {(suppress.floor_of_band(one), suppress.ceiling_of_band(one)) for one in range(low, high + 1)} == {
        (low, high)
    }
    assert high - low == 9 or high < 10


@given(st.integers(0, 60), st.integers(0, 60))
def test_casualties_less_the_dead_tell_nothing_of_the_injured(killed: int, injured: int) -> None:
    both = killed + injured
    line = FigureLine(*CASUALTIES, both, both, both, False, "conservative", ("c",), "")
    (shown,) = suppress.guarded((line,), {"c"})
    least = (shown.low or 0) - killed
    assert shown.high is None
    assert shown.open
    assert least <= suppress.floor_of_band(injured)
    assert (shown.low or 0) <= both


def test_of_the_living_only_everyone_and_children_are_counted() -> None:
    lines = [
        FigureLine(Effect.DETAINED, status, group, 30, 30, 30, False, "conservative", ("c",), "")
        for status in (None, *Status)
        for group in (None, *Group)
    ]
    assert {(one.status, one.group) for one in suppress.guarded(lines, {"c"})} == {(None, None), (None, Group.CHILDREN)}


def test_what_only_a_hidden_report_says_is_not_shown() -> None:
    made = material((ONE,))
    party = Actor("Islet Militia", "islet-militia", "armed_group")
    away = Place("Islet", 39.4, 20.1, None, "Sudmark", "XA", PlacePrecision.ADMIN1)
    (signed,) = made.signed
    private = ONE.private_report
    claims = tuple(
        replace(one, perpetrators=(party,), weapon="poison", places=(away,), time=None)
        if one.report_id == private
        else one
        for one in signed.claims
    )
    detained = FigureLine(Effect.DETAINED, None, None, 50, 50, 50, False, "conservative", (claims[-2].id,), "")
    assert claims[-2].report_id == private
    incident = replace(
        signed.incident,
        perpetrators=(party,),
        weapon="poison",
        places=(away,),
        figures=(*signed.incident.figures, detained),
    )
    shown = only(publication(replace(made, signed=(replace(signed, incident=incident, claims=claims),))))
    assert [one.name for one in shown.perpetrators] == [None]
    assert shown.weapon is None
    assert [(one.name, one.country) for one in shown.places] == [(None, "XA")]
    assert Effect.DETAINED not in {one.effect for one in shown.figures}


def test_days_that_only_a_hidden_report_says_are_widened_to_their_month() -> None:
    made = material((ONE,))
    (signed,) = made.signed
    claims = tuple(one if one.report_id == ONE.private_report else replace(one, time=None) for one in signed.claims)
    shown = only(publication(replace(made, signed=(replace(signed, claims=claims),))))
    assert (shown.start, shown.end) == (date(2031, 5, 1), date(2031, 5, 31))
    assert shown.date_precision is DatePrecision.MONTH


def test_places_are_as_wide_as_the_profile_says() -> None:
    made = material((ONE,))
    careful, partner, full = (only(publication(made, one)).places[0] for one in (CAREFUL, PARTNER, FULL))
    assert (careful.name, careful.lat, careful.lon) == ("Norvale", 41.25, 21.5)
    assert (partner.name, partner.lat, partner.lon) == ("Qazhmurr", 41.32, 21.63)
    assert (full.lat, full.lon) == (41.31847, 21.62913)


def test_a_division_of_few_inhabitants_is_not_named() -> None:
    shown = only(publication(material((replace(ONE, division="Islet"),)))).places
    assert [(one.name, one.lat, one.country) for one in shown] == [(None, None, "XA")]


def test_a_point_that_a_person_set_is_rounded_to_a_tenth_of_a_degree() -> None:
    shown = coarse.settlement(Place("the shelter", 41.31847, 21.62913))
    assert (shown.lat, shown.lon, shown.precision) == (41.3, 21.6, PlacePrecision.NEAR)


def test_names_that_a_decision_allows_are_shown() -> None:
    made = replace(material((ONE,)), allowed=frozenset({ONE.victim, ONE.town, ONE.witness}))
    shown = only(publication(made))
    assert shown.victims == (ONE.victim,)
    assert shown.places[0].name == ONE.town
    assert ONE.witness in {one.name for one in shown.origins}
    assert f"{ONE.victim} was killed in {ONE.town.upper()}" in {one.words for one in shown.quotes}


def test_full_is_what_was_signed_off() -> None:
    made = material((ONE,))
    (signed,) = made.signed
    shown = only(publication(made, FULL))
    assert shown.id == signed.incident.id
    assert [one.why for one in shown.figures] == [one.why for one in signed.incident.figures]
    assert {one.words for one in shown.quotes} == {one.span.quote for one in signed.claims}
    assert shown.victims == (ONE.victim,)
    assert {one.publisher for one in shown.sources} == {"Norvale Post", "Partner Desk", ONE.private_publisher}


def test_blame_is_told_with_who_blames() -> None:
    (party,) = only(publication(material((ONE,)))).perpetrators
    assert (party.name, party.blamed_by) == ("Sudmark Army", ("Norvale Monitor",))


def test_a_person_who_is_blamed_is_not_named() -> None:
    made = material((ONE,))
    (signed,) = made.signed
    person = Actor("Colonel Grumvald", "grumvald", "person")
    claims = tuple(replace(one, perpetrators=(person,)) for one in signed.claims)
    incident = replace(signed.incident, perpetrators=(person,))
    (party,) = only(
        publication(replace(made, signed=(replace(signed, incident=incident, claims=claims),)))
    ).perpetrators
    assert (party.name, party.kind) == (None, "person")


def test_an_organisation_that_is_called_after_a_hidden_town_is_not_named() -> None:
    made = material((ONE,))
    (signed,) = made.signed
    council = Actor(f"{ONE.town} Local Council", "council", "authority")
    claims = tuple(replace(one, claimant=council) for one in signed.claims)
    origin = replace(signed.incident.origins[0], name=council.name, kind="authority")
    incident = replace(signed.incident, origins=(origin,))
    shown = only(publication(replace(made, signed=(replace(signed, incident=incident, claims=claims),))))
    assert [(one.name, one.named) for one in shown.origins] == [("an authority", False)]
    assert {one.claimant for one in shown.quotes} == {"an authority"}


def test_published_ids_stay_and_need_the_secret() -> None:
    made = material((ONE,))
    assert only(publication(made)).id == only(publication(made, PARTNER)).id
    assert only(publication(made)).id != only(publication(replace(made, secret=b"another secret, of 32 bytes long"))).id
    with pytest.raises(ValueError, match="16 bytes"):
        publication(replace(made, secret=b"short"))


def test_an_incident_given_twice_is_refused() -> None:
    made = material((ONE,))
    with pytest.raises(ValueError, match="twice"):
        publication(replace(made, signed=made.signed * 2))


# --- quotes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "number", "reason"),
    [
        ("12 people were killed", 12, None),
        ("At least 12 people were killed", 12, None),
        ("12 people were killed and 3 left", 12, TELLS_OF_LIVING),
        ("12 people were killed and three left", 12, TELLS_OF_LIVING),
        ("12 people were killed, others wounded", 12, TELLS_OF_LIVING),
        ("12 killed at 03:14", 12, TELLS_OF_LIVING),
        ("a 12-year-old, 12 killed", 12, TELLS_OF_LIVING),
        ("12 killed in Kafrdulm", 12, HOLDS_NAME),
        ("12 killed in QAZHMURR", 12, HOLDS_NAME),
        ("12 killed in qazhmurr", 12, HOLDS_NAME),
        ("12 killed in al-qāzhmūrr", 12, HOLDS_NAME),
        ("12 killed in qazhmoor", 12, HOLDS_NAME),
        ("12 killed in q a z h m u r r", 12, HOLDS_NAME),
        ("12 killed, dulquorr among them", 12, HOLDS_NAME),
        ("12 killed in قزمور", 12, HOLDS_NAME),
        ("KILLS 12 Civilians", 12, None),
        ("12 Norvalian soldiers killed", 12, HOLDS_NAME),
        ("12 killed in q\u0430zhmurr", 12, HOLDS_NAME),
        ("12 killed in qazh\u200bmurr", 12, HOLDS_NAME),
        ("12 killed in Norvale", 12, None),
    ],
)
def test_a_quote_leaves_only_without_hidden_names_and_numbers(words: str, number: int, reason: str | None) -> None:
    screen = Screen([ONE.town], [ONE.victim], ["Norvale"])
    assert left_out(claim("report", EVERYONE_KILLED, number, words, 0), screen, (ONE.town, ONE.victim)) == reason


# --- totals and tallies -------------------------------------------------------------------------------------------


def test_totals_add_up_what_is_shown() -> None:
    records = [
        replace(ONE, number=number, figures={EVERYONE_INJURED: injured}, private_report=f"private-{number}")
        for number, injured in enumerate((3, 12, 25))
    ]
    made = publication(material(records))
    (total,) = [one for one in made.totals if one.by == "all"]
    injured = next(one for one in total.figures if (one.effect, one.status, one.group) == EVERYONE_INJURED)
    assert (injured.low, injured.best, injured.high) == (0 + 10 + 20, None, 9 + 19 + 29)
    assert total.incidents == 3
    by = {(one.by, one.key): one.incidents for one in made.totals}
    assert by["month", "2031-05"] == by["admin1", "XA: Norvale"] == by["perpetrator", "Sudmark Army"] == 3


def test_a_toll_and_what_it_contains_are_not_added_up() -> None:
    two = Planted(1, {EVERYONE_KILLED: 3}, private_report="private-1")
    made = material((ONE, two))
    one, other = made.signed
    toll = replace(one, incident=replace(one.incident, contains=(other.incident.id,)))
    shown = publication(replace(made, signed=(toll, other)))
    (total,) = [total for total in shown.totals if total.by == "all"]
    assert total.incidents == 1
    (containing,) = [one for one in shown.incidents if one.contains]
    assert set(containing.contains) <= {one.id for one in shown.incidents}


def test_tallies_of_the_living_and_of_small_regions_stay() -> None:
    made = material((ONE,))
    (signed,) = made.signed
    said = claim("public-0", EVERYONE_KILLED, 40, "40 people were killed", 9_000)
    division = Place("Norvale", 41.0, 21.0, None, "Norvale", "XA", PlacePrecision.ADMIN1)
    town = signed.incident.places[0]
    period = When(date(2031, 5, 1), date(2031, 5, 31), DatePrecision.MONTH)
    tally = Tally(
        said.id, Effect.KILLED, None, None, period, (division,), (), Bound(40, 40), Bound(7, 7), 7,
        (signed.incident.id,), (), (), Bound(33, 33), "yes",
    )  # fmt: skip
    others = (replace(tally, effect=Effect.INJURED), replace(tally, region=(town,)))
    shown = publication(replace(made, tallies=tuple((one, said) for one in (tally, *others)))).tallies
    assert [(one.region[0].name, one.recorded and one.recorded.best) for one in shown] == [("Norvale", 7)]
    assert shown[0].residual == Bound(33, 33)


# --- the gazetteer ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def known(settings: Settings) -> Iterator[coarse.Divisions]:
    gazetteer = SqliteGazetteer(ensure(settings.home))
    yield coarse.divisions(gazetteer.divisions())
    gazetteer.close()


def test_the_gazetteer_tells_divisions_and_how_many_live_there(known: coarse.Divisions) -> None:
    idlib = known["SY", "Idlib"]
    assert idlib.people > coarse.FEWEST_PEOPLE
    assert idlib.lat == pytest.approx(35.9, abs=0.5)
    assert known["YE", "Raymah"].people < coarse.FEWEST_PEOPLE


def test_of_divisions_with_one_name_the_least_peopled_counts() -> None:
    place = Place("Norvale", 1.0, 1.0, None, "Norvale", "XA", PlacePrecision.ADMIN1)
    for order in ((5, 900_000), (900_000, 5)):
        assert coarse.divisions((place, people) for people in order)["XA", "Norvale"].people == 5

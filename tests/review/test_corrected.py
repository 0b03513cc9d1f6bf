"""Values that a reviewer sets: given in words, kept as JSON, put in place with who decided them."""

import random
from dataclasses import fields as fields_of
from dataclasses import replace
from datetime import date

import pytest
from claims_of import claim_of
from hypothesis import given
from hypothesis import strategies as st

from tadwin.errors import DecisionError
from tadwin.review.corrected import corrected
from tadwin.review.fields import FIELDS, before, field_named, in_words, read
from tadwin.review.named import Known
from tadwin.types import Actor, Anchor, Claim, Decision, Evidence, Figure, Place, When
from tadwin.vocab import SUSPECTED, DatePrecision, Effect, PlacePrecision, Qualifier, Scope, Stance, Status

ORRIN = Place("Orrin", 10.0, 20.0, "g1", "North", "XX", PlacePrecision.EXACT, (Place("Orrin", 50.0, 60.0),))
OTHER = Place("Orrin", 50.0, 60.0, "g2", "South", "XX", PlacePrecision.EXACT)
VELL = Place("Vell", 11.0, 21.0, "g3", "North", "XX", PlacePrecision.EXACT)
ARMY = Actor("the Army", "army-xx", "state", "xx")

KNOWN = Known(
    places=lambda name: {"Orrin": (ORRIN, OTHER), "Vell": (VELL,)}.get(name, ()),
    actor=lambda name: ARMY if name in ("the Army", "army-xx") else None,
)
CLAIM = claim_of("r", 40, "12", "f1")


def decision(number: int, field: str, after: str | None, claim: Claim = CLAIM, by: str = "noor") -> Decision:
    at = Anchor(claim.id, "r", claim.number.start, "12", "", "")
    return Decision(number, "set", (at,), field, None, after, by, "now", None, "", "")


def after(field: str, words: str, claim: Claim = CLAIM) -> Claim:
    """The claim once a reviewer has set the field in these words."""
    (changed,) = corrected([decision(1, field, read(FIELDS[field], words, KNOWN), claim)], [claim])
    return changed


@pytest.mark.parametrize(
    ("field", "words", "attribute", "value"),
    [
        ("effect", "injured", "effect", Effect.INJURED),
        ("group", "women and children", "group", "women_and_children"),
        ("status", "Civilian", "status", Status.CIVILIAN),
        ("role", "aid_worker", "role", "aid_worker"),
        ("scope", "tally", "scope", Scope.TALLY),
        ("stance", "denied", "stance", Stance.DENIED),
        ("event_type", "air/drone strike", "event_type", "air/drone strike"),
        ("weapon", " barrel bomb ", "weapon", "barrel bomb"),
        ("object", "hospital", "object", "hospital"),
        ("day", "2031-05-01", "time", When(date(2031, 5, 1), date(2031, 5, 1), DatePrecision.DAY)),
        ("day", "2031-05-01..2031-05-03", "time", When(date(2031, 5, 1), date(2031, 5, 3), DatePrecision.DAYS)),
        ("place", "Vell", "places", (VELL,)),
        ("place", "Orrin, North", "places", (replace(ORRIN, candidates=()),)),
        ("place", "Orrin, 50.004, 59.996", "places", (OTHER,)),
        ("place", "The mill, -1.5, 2", "places", (Place("The mill", -1.5, 2.0, precision=PlacePrecision.EXACT),)),
        ("place", "Vell; Orrin, South", "places", (VELL, OTHER)),
        ("perpetrators", "the Army; gunmen; gunmen", "perpetrators", (ARMY, Actor("gunmen"))),
        ("claimant", "army-xx", "claimant", ARMY),
        ("claimant", "a miller", "claimant", Actor("a miller")),
    ],
)
def test_a_value_in_words_becomes_the_claims(field: str, words: str, attribute: str, value: object) -> None:
    changed = after(field, words)
    assert getattr(changed, attribute) == value
    assert type(getattr(changed, attribute)) is type(getattr(after(field, words), attribute))
    only = {one.name for one in fields_of(Claim) if getattr(changed, one.name) != getattr(CLAIM, one.name)}
    assert only == {attribute, "evidence"}
    assert changed.evidence == (Evidence(attribute, "decided by noor", None, None, ""),)


@pytest.mark.parametrize("field", ["group", "status", "role", "event_type", "weapon", "object", "part_of", "claimant"])
def test_none_clears(field: str) -> None:
    given_before = {"group": "men", "status": "civilian", "role": "medic", "event_type": "grenade"}
    filled = after(field, given_before.get(field, "c0"))
    assert getattr(filled, field) is not None
    assert getattr(after(field, "none", filled), field) is None


def test_none_clears_days_places_and_blame() -> None:
    vague = replace(CLAIM, period=When(date(2031, 4, 1), date(2031, 4, 30), DatePrecision.MONTH))
    assert (after("day", "none", vague).time, after("day", "none", vague).period) == (None, None)
    assert after("place", "none", replace(CLAIM, places=(VELL,))).places == ()
    assert after("perpetrators", "None", replace(CLAIM, perpetrators=(ARMY,))).perpetrators == ()


@pytest.mark.parametrize(
    ("start", "field", "words", "figure"),
    [
        (Figure(12, Qualifier.EXACT, 12, 12, "12"), "value", "13", (13, "exact", 13, 13)),
        (Figure(12, Qualifier.AT_LEAST, 12, None, "12"), "value", "1,300", (1300, "at_least", 1300, None)),
        (Figure(None, Qualifier.VAGUE, 24, None, "dozens"), "value", "30", (30, "exact", 30, 30)),
        (Figure(12, Qualifier.EXACT, 12, 12, "12"), "qualifier", "more_than", (12, "more_than", 13, None)),
        (Figure(None, Qualifier.VAGUE, 24, None, "dozens"), "qualifier", "at_least", (None, "at_least", 24, None)),
        (Figure(12, Qualifier.EXACT, 12, 12, "12"), "high", "none", (12, "exact", 12, None)),
        (Figure(12, Qualifier.EXACT, 12, 12, "12"), "high", "9", (9, "exact", 9, 9)),
        (Figure(12, Qualifier.EXACT, 12, 12, "12"), "low", "14", (14, "exact", 14, 14)),
        (Figure(12, Qualifier.APPROX, 11, 13, "12"), "low", "5", (12, "approx", 5, 13)),
    ],
)
def test_a_figure_keeps_low_below_high(
    start: Figure, field: str, words: str, figure: tuple[int | None, str, int, int | None]
) -> None:
    made = after(field, words, replace(CLAIM, figure=start)).figure
    assert (made.value, made.qualifier, made.low, made.high) == figure
    assert made.text == start.text


@pytest.mark.parametrize(
    ("field", "words", "told"),
    [
        ("value", "twelve", "give a whole number"),
        ("value", "none", "give a whole number"),
        ("low", "-1", "give a whole number"),
        ("value", "9" * 30, "give a whole number"),
        ("high", "1.5", "give a whole number"),
        ("qualifier", "none", "give exact, at_least"),
        ("effect", "kiled", "give killed, injured"),
        ("effect", "none", "give killed, injured"),
        ("group", "kids", "elderly, women_and_children or none"),
        ("day", "1 May", "give a day such as"),
        ("day", "20310501", "give a day such as"),
        ("day", "2031-05-03..2031-05-01", "give a day such as"),
        ("day", "2031-02-30", "give a day such as"),
        ("place", "Orrin", "'Orrin, 10.0, 20.0' .North, XX.; 'Orrin, 50.0, 60.0'"),
        ("place", "Nowhere", "say where it is: 'Nowhere, LATITUDE, LONGITUDE'"),
        ("place", "Vell, South", "knows no place"),
        ("place", "The mill, 120, 2", "a latitude is -90 to 90"),
        ("place", "The mill, nan, 2", "a latitude is -90 to 90"),
        ("place", "Vell;", "an empty name"),
        ("perpetrators", "", "an empty name"),
        ("claimant", "", "give a name"),
        ("weapon", "", "the value is empty"),
        ("rejected", "perhaps", "give true"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_what_can(field: str, words: str, told: str) -> None:
    with pytest.raises(DecisionError, match=told) as refused:
        read(FIELDS[field], words, KNOWN)
    assert "\n" not in str(refused.value)


def test_a_field_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(DecisionError, match=r"give value, low, .* or rejected"):
        field_named("deaths")
    assert field_named("day") is FIELDS["day"]


def test_a_later_value_wins_and_only_its_evidence_stays() -> None:
    suspected = Evidence("perpetrators", f"subject of the attack, {SUSPECTED}", 1, 4, "men")
    kept = Evidence("effect", "noun", 1, 4, "dead")
    claim = replace(CLAIM, perpetrators=(Actor("men"),), evidence=(suspected, kept))
    decisions = [
        decision(2, "perpetrators", read(FIELDS["perpetrators"], "the Army", KNOWN), claim, by="mara"),
        decision(1, "perpetrators", read(FIELDS["perpetrators"], "gunmen", KNOWN), claim),
    ]
    (changed,) = corrected(decisions, [claim])
    assert changed.perpetrators == (ARMY,)
    assert changed.evidence == (kept, Evidence("perpetrators", "decided by mara", None, None, ""))


def test_a_rejected_claim_is_left_out_until_it_is_not() -> None:
    other = claim_of("r", 90, "3", "f1")
    assert corrected([decision(1, "rejected", "true")], [CLAIM, other]) == (other,)
    assert corrected([decision(1, "rejected", "true"), decision(2, "rejected", "false")], [CLAIM]) == (CLAIM,)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", "-1"), ("value", '"12"'), ("value", "true"), ("value", "null"), ("effect", '"kiled"'),
        ("effect", "null"), ("day", '["x", "y"]'), ("day", '"2031-05-01"'), ("place", '[{"name": "x"}]'),
        ("place", "3"), ("claimant", "[]"), ("weapon", "{}"), ("weapon", "{"),
        ("weapon", "[" * 50_000), ("weapon", None), ("deaths", "1"),
    ],
)  # fmt: skip
def test_a_kept_value_that_means_nothing_is_named(field: str, value: str | None) -> None:
    with pytest.raises(DecisionError, match=r"decision 1 sets .* means nothing"):
        corrected([decision(1, field, value)], [CLAIM])


@given(st.sampled_from(sorted(FIELDS)), st.text(max_size=20))
def test_whatever_is_typed_is_refused_or_becomes_a_value_that_can_be_put(field: str, words: str) -> None:
    try:
        value = read(FIELDS[field], words, KNOWN)
    except DecisionError:
        return
    made = corrected([decision(1, field, value)], [CLAIM])
    assert [one.id for one in made] == [CLAIM.id]
    assert in_words(value)


SETS = (
    ("value", "13"), ("qualifier", "at_least"), ("group", "men"), ("day", "2031-05-01"), ("place", "Vell"),
    ("perpetrators", "gunmen"), ("weapon", "mortar"), ("scope", "tally"), ("stance", "hedged"),
)  # fmt: skip


@given(st.lists(st.sampled_from(SETS), unique=True), st.randoms(use_true_random=False))
def test_what_a_field_was_puts_it_back(chosen: list[tuple[str, str]], mix: random.Random) -> None:
    claim = replace(CLAIM, places=(ORRIN,), perpetrators=(ARMY,), weapon="shell")
    (now,) = corrected(
        [decision(n, one, read(FIELDS[one], words, KNOWN)) for n, (one, words) in enumerate(chosen)], [claim]
    )
    back = [
        decision(n, field.name, before(field, claim))
        for n, field in enumerate(FIELDS.values())
        if field.name != "value"
    ]
    mix.shuffle(back)
    (again,) = corrected([decision(0, "value", before(FIELDS["value"], claim)), *back], [now])
    without = {"evidence": (), "places": (replace(ORRIN, candidates=()),)}
    assert replace(again, evidence=()) == replace(claim, **without)  # type: ignore[arg-type]


@given(st.permutations(range(4)), st.permutations(range(4)))
def test_decisions_about_different_claims_and_the_order_of_claims_do_not_matter(
    order: list[int], of: list[int]
) -> None:
    claims = [claim_of("r", 40 + 20 * n, "12", f"f{n}") for n in range(4)]
    said = [read(FIELDS[field], words, KNOWN) for field, words in SETS[:4]]
    straight = corrected([decision(n, SETS[n][0], said[n], claims[n]) for n in range(4)], claims)
    mixed = corrected(
        [decision(order.index(n), SETS[n][0], said[n], claims[n]) for n in order], [claims[one] for one in of]
    )
    assert {one.id: one for one in mixed} == {one.id: one for one in straight}
    assert [one.id for one in mixed] == [claims[one].id for one in of]


def split(number: int, stays: tuple[Claim, ...], leaves: tuple[Claim, ...]) -> Decision:
    anchors = tuple(
        Anchor(one.id, "r", one.number.start, "12", "", "", side)
        for side, inside in enumerate((stays, leaves))
        for one in inside
    )
    return Decision(number, "split", anchors, None, None, None, "noor", "now", None, "", "")


def test_a_split_through_a_frame_gives_what_leaves_a_frame_of_its_own() -> None:
    a, b, c, elsewhere = (claim_of("r", 40 + 20 * n, "12", frame) for n, frame in enumerate(("f1", "f1", "f1", "f2")))
    made = corrected([split(1, (a,), (b, c, elsewhere))], [a, b, c, elsewhere])
    frames = {one.id: one.frame for one in made}
    assert frames[a.id] == "f1"
    assert frames[elsewhere.id] == "f2"
    assert frames[b.id] == frames[c.id] not in ("f1", "f2")
    again = {one.id: one.frame for one in corrected([split(1, (a,), (b, c)), split(2, (b,), (c,))], [c, b, a])}
    assert len(set(again.values())) == 3
    assert again[b.id] == frames[b.id] == min(again[b.id], frames[b.id])

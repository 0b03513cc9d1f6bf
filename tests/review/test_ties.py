"""Merges and splits as ties, against a slow reading of the same rule, and properties that must hold."""

from itertools import combinations, product

from claims_of import claim_of
from hypothesis import given
from hypothesis import strategies as st

from tadwin.review.standing import effective, undone_by
from tadwin.review.ties import ties
from tadwin.types import Anchor, Claim, Decision, Ties

Sides = tuple[tuple[int, ...], ...]

#: Eight frames with two claims each.
CLAIMS: tuple[Claim, ...] = tuple(claim_of("r", 10 * n, "12", f"f{n // 2}") for n in range(16))
FRAMES = sorted({claim.frame for claim in CLAIMS})


def decision(number: int, action: str, sides: Sides = (), field: str | None = None) -> Decision:
    """About the claims of these positions, side by side."""
    anchors = tuple(
        Anchor(CLAIMS[one].id, "r", CLAIMS[one].number.start, "12", "", "", side)
        for side, inside in enumerate(sides)
        for one in inside
    )
    return Decision(number, action, anchors, field, None, None, "noor", "now", None, "", "")


some = st.lists(st.integers(0, 15), min_size=1, max_size=4, unique=True).map(tuple)
two_sides = st.tuples(some, some).filter(lambda sides: not set(sides[0]) & set(sides[1]))
said = st.tuples(st.sampled_from(["merge", "split"]), two_sides)
decisions = st.lists(said, max_size=7).map(
    lambda listed: [decision(number, *one) for number, one in enumerate(listed, start=1)]
)


def components(must: frozenset[tuple[str, str]]) -> list[set[str]]:
    groups = [{frame} for frame in FRAMES]
    for left, right in must:
        joined = [group for group in groups if group & {left, right}]
        groups = [group for group in groups if group not in joined] + [set().union(*joined)]
    return groups


def oracle(listed: list[Decision]) -> Ties:
    """From the last to the first: a pair is taken where the ties with it can all hold. Tries it out each time."""
    must: set[tuple[str, str]] = set()
    cannot: set[tuple[str, str]] = set()
    frame = {claim.id: claim.frame for claim in CLAIMS}
    for one in sorted(listed, key=lambda made: -made.number):
        sides = [{frame[at.claim] for at in one.anchors if at.side == side} for side in (0, 1)]
        for left, right in sorted({(min(pair), max(pair)) for pair in product(*sides) if pair[0] != pair[1]}):
            tried = must | {(left, right)} if one.action == "merge" else must
            kept = cannot | {(left, right)} if one.action == "split" else cannot
            whole = components(frozenset(tried))
            if not any({a, b} <= group for a, b in kept for group in whole):
                must, cannot = tried, kept
    whole = components(frozenset(must))
    of = {name: group for group in whole for name in group}
    closed = {tuple(sorted(pair)) for a, b in cannot for pair in product(of[a], of[b])}
    return Ties(frozenset(must), frozenset((a, b) for a, b in closed))


@given(decisions)
def test_ties_are_what_a_slow_reading_of_the_rule_gives(listed: list[Decision]) -> None:
    assert ties(listed, CLAIMS) == oracle(listed)


@given(decisions, st.randoms())
def test_the_order_in_which_decisions_and_claims_come_does_not_matter(
    listed: list[Decision], mix: st.DataObject
) -> None:
    shuffled, claims = list(listed), list(CLAIMS)
    mix.shuffle(shuffled)  # type: ignore[attr-defined]
    mix.shuffle(claims)  # type: ignore[attr-defined]
    assert ties(shuffled, claims) == ties(listed, CLAIMS)


@given(decisions)
def test_ties_never_contradict_each_other(listed: list[Decision]) -> None:
    made = ties(listed, CLAIMS)
    for group in components(made.must):
        assert not {tuple(sorted(pair)) for pair in combinations(sorted(group), 2)} & made.cannot


@given(decisions, said)
def test_the_last_decision_holds_whatever_was_said_before(
    listed: list[Decision], last: tuple[str, tuple[tuple[int, ...], tuple[int, ...]]]
) -> None:
    made = ties([*listed, decision(len(listed) + 1, *last)], CLAIMS)
    alone = ties([decision(1, *last)], CLAIMS)
    assert alone.must <= made.must
    assert alone.cannot <= made.cannot


@given(decisions, st.data())
def test_what_is_undone_says_nothing_and_undoing_that_brings_it_back(
    listed: list[Decision], data: st.DataObject
) -> None:
    if not listed:
        return
    number = data.draw(st.integers(1, len(listed)))
    undo = decision(len(listed) + 1, "undo", field=str(number))
    again = decision(len(listed) + 2, "undo", field=str(undo.number))
    without = [one for one in listed if one.number != number]
    assert effective([*listed, undo]) == tuple(without)
    assert effective([*listed, undo, again]) == tuple(listed)
    assert undone_by([*listed, undo, again]) == {undo.number: again.number}


def test_a_merge_after_a_split_wins_and_a_split_after_a_merge() -> None:
    pair = ("f0", "f1")
    merge, split = ("merge", ((0,), (2,))), ("split", ((0,), (2,)))
    assert ties([decision(1, *merge), decision(2, *split)], CLAIMS) == Ties(cannot=frozenset({pair}))
    assert ties([decision(1, *split), decision(2, *merge)], CLAIMS) == Ties(must=frozenset({pair}))


def test_a_merge_says_nothing_of_frames_on_one_side() -> None:
    made = ties([decision(1, "merge", ((0, 2), (4,)))], CLAIMS)
    assert made == Ties(must=frozenset({("f0", "f2"), ("f1", "f2")}))


def test_what_follows_from_a_merge_is_kept_apart_too() -> None:
    made = ties([decision(1, "split", ((0,), (4,))), decision(2, "merge", ((0,), (2,)))], CLAIMS)
    assert made.cannot == frozenset({("f0", "f2"), ("f1", "f2")})


def test_an_undo_takes_back_only_what_came_before_it() -> None:
    later = [decision(1, "undo", field="2"), decision(2, "merge", ((0,), (2,))), decision(3, "undo", field="x")]
    assert effective(later) == (later[1],)
    assert effective([decision(1, "undo", field="1")]) == ()

"""What new frames touch: linking that alone gives what linking everything anew would give."""

import itertools
from collections.abc import Collection, Iterable

from frames_of import COUNTRY, FAR, PROVINCE, any_frames, day, frame, ids
from hypothesis import given, settings
from hypothesis import strategies as st

from tadwin.link.link import link
from tadwin.link.touched import Near, record_keys, touched
from tadwin.types import Frame, Ties


def holding(told: Iterable[Frame], joined: Collection[tuple[str, str]] = ()) -> Near:
    """A record of these frames: whole reports by the keys of any of their frames."""
    by_report: dict[str, list[Frame]] = {}
    for one in told:
        by_report.setdefault(one.report_id, []).append(one)
    found_by = {
        report: frozenset().union(*record_keys(inside, joined).values()) for report, inside in by_report.items()
    }

    def near(keys: Collection[str]) -> list[Frame]:
        return [one for report, inside in by_report.items() if found_by[report] & set(keys) for one in inside]

    return near


def all_within(frames: Iterable[Frame]) -> list[tuple[str, str]]:
    """Every pair of frames of one report: a report that says all of it is one."""
    pairs = itertools.combinations(sorted(frames, key=lambda one: one.id), 2)
    return [(left.id, right.id) for left, right in pairs if left.report_id == right.report_id]


def test_only_what_new_frames_reach_is_linked_anew() -> None:
    held = [frame("a", killed=57), frame("b", places=(FAR,)), frame("c", time=day(20))]
    found = touched([frame("d")], holding(held))
    assert ids(link(found.frames)) == [["a", "d"]]
    assert ids([found.met]) == [[]]


def test_a_new_frame_reaches_through_what_its_report_tells_as_one() -> None:
    headline = frame("a", "r1", time=None, places=(COUNTRY,), killed=57)
    below = frame("b", "r1", injured=40, places=(PROVINCE,))
    found = touched([frame("c", killed=57)], holding([headline, below], [("a", "b")]), joined=all_within)
    assert found.joined == (("a", "b"),)
    assert ids(link(found.frames, joined=found.joined)) == [["a", "b", "c"]]


def test_a_merged_frame_is_reached_however_far() -> None:
    ties = Ties(must=frozenset({("a", "c")}))
    found = touched([frame("c", time=day(30))], holding([frame("a"), frame("b")]), ties)
    assert ids(link(found.frames, ties)) == [["a", "b", "c"]]


def test_what_a_frame_that_is_gone_held_together_is_linked_anew() -> None:
    left, right = frame("a", time=day(5), killed=57), frame("c", time=day(6), killed=16)
    bridge = frame("b", "r1", time=day(5, 6), killed=57, injured=16)
    assert ids(link([left, bridge, right])) == [["a", "b", "c"]]
    found = touched([], holding([left, right]), gone=[bridge])
    assert ids(link(found.frames)) == [["a"], ["c"]]


@settings(max_examples=300)
@given(st.data())
def test_linking_what_is_touched_equals_linking_anew(data: st.DataObject) -> None:
    told = data.draw(any_frames(most=12))
    new_reports = data.draw(st.sets(st.sampled_from(["r1", "r2", "r3", "r4", "r5"]), max_size=2))
    joined = all_within if data.draw(st.booleans()) else no_pairs
    names = sorted(one.id for one in told)
    pairs = list(itertools.combinations(names, 2))
    cannot = data.draw(st.frozensets(st.sampled_from(pairs), max_size=2)) if pairs else frozenset()
    must = data.draw(st.frozensets(st.sampled_from(pairs), max_size=1)) if pairs else frozenset()
    ties = Ties(must - cannot, cannot if not must else frozenset())
    new = [one for one in told if one.report_id in new_reports]
    held = [one for one in told if one.report_id not in new_reports]

    before = link(held, ties, joined(held))
    found = touched(new, holding(held, joined(held)), ties, joined)
    again = {one.id for one in found.frames}
    changed = link(found.frames, ties, found.joined)
    kept = [cluster for cluster in before if not again & {one.id for one in cluster}]
    assert sorted(ids([*changed, *kept])) == ids(link(told, ties, joined(told)))
    assert {one.id for one in new} <= again


def no_pairs(frames: Iterable[Frame]) -> list[tuple[str, str]]:
    return []

"""Candidates: every pair that would link shares a key, by brute force over all pairs."""

import itertools
import math

from frames_of import any_frames, day, frame
from hypothesis import given, settings
from hypothesis import strategies as st

from tadwin.link import weights as w
from tadwin.link.candidates import REACH_KM, look_keys, pairs
from tadwin.link.comparisons import kilometres
from tadwin.link.link import weight
from tadwin.link.looks import Spot, look
from tadwin.types import Frame, Place
from tadwin.vocab import PlacePrecision


@settings(max_examples=300)
@given(any_frames(most=12))
def test_every_pair_that_links_is_a_candidate(told: list[Frame]) -> None:
    looks = sorted((look([one]) for one in told), key=lambda seen: seen.id)
    found = {(left.id, right.id) for left, right in pairs(looks)}
    for left, right in itertools.combinations(looks, 2):
        if left.report != right.report and weight(left, right) >= w.THRESHOLD:
            assert (left.id, right.id) in found


points = st.tuples(st.floats(-85, 85), st.floats(-180, 180))


@settings(max_examples=500)
@given(points, st.floats(0, REACH_KM), st.floats(0, 2 * math.pi))
def test_places_within_reach_share_a_key_anywhere_on_earth(
    point: tuple[float, float], km: float, bearing: float
) -> None:
    lat, lon = point
    other_lat = lat + math.degrees(km / 6371 * math.cos(bearing))
    other_lon = lon + math.degrees(km / 6371 * math.sin(bearing) / math.cos(math.radians(lat)))
    other_lon = (other_lon + 180) % 360 - 180
    here, there = _at(lat, lon, "a"), _at(other_lat, other_lon, "b")
    if kilometres(_spot(lat, lon), _spot(other_lat, other_lon)) <= REACH_KM:
        assert look_keys(look([here])) & look_keys(look([there]))


def _at(lat: float, lon: float, name: str) -> Frame:
    return frame(name, places=(Place(name, lat, lon, name, None, None, PlacePrecision.EXACT),))


def _spot(lat: float, lon: float) -> Spot:
    return Spot("", "", math.radians(lat), math.radians(lon), math.cos(math.radians(lat)), False)


def test_neighbouring_days_share_a_key_and_others_do_not() -> None:
    keys = [look_keys(look([frame("a", time=day(n))])) for n in range(1, 6)]
    assert [bool(keys[0] & later) for later in keys[1:]] == [True, False, False, False]


def test_no_day_at_all_gives_no_key() -> None:
    assert look_keys(look([frame("a", time=None, killed=57)])) == frozenset()
    assert look_keys(look([frame("a", time=None, killed=57, published=day(5).start)]))


def test_a_week_has_few_keys_and_a_list_of_places_too() -> None:
    many = tuple(Place(f"p{n}", n / 10, 2.0, f"p{n}", None, None, PlacePrecision.EXACT) for n in range(60))
    assert len(look_keys(look([frame("a", time=day(1, 6), places=many)]))) < 300

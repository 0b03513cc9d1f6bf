"""Why frames are one incident or are not, in words."""

from frames_of import FAR, OTHER_QUARTER, QARYA, QUARTER, any_frames, day, frame
from hypothesis import given

from tadwin.link.explain import explain
from tadwin.link.link import link
from tadwin.types import Frame, Ties


def test_what_joined_and_what_kept_apart() -> None:
    one, other = frame("a", killed=57), frame("b", killed=57)
    next_day = frame("c", time=day(6), killed=3)
    joined, apart = explain([one, other, next_day, frame("d", places=(FAR,))], ["a", "b"])
    assert (joined.left, joined.right, joined.joins) == ("a", "b", True)
    assert "both say 57 killed" in [reason.words for reason in joined.reasons]
    assert (apart.right, apart.joins) == ("c", False)
    assert "a day apart, 2031-05-05 and 2031-05-06" in [reason.words for reason in apart.reasons]


def test_decisions_and_the_report_s_own_words_are_reasons() -> None:
    told = [frame("a", "r1"), frame("b", "r1"), frame("c", time=day(20)), frame("d", killed=4)]
    ties = Ties(frozenset({("a", "c")}), frozenset({("a", "d")}))
    last = {
        (link.left, link.right): link.reasons[-1].words for link in explain(told, ["a", "b", "c"], ties, [("a", "b")])
    }
    assert last == {
        ("a", "b"): "their report tells them as one",
        ("a", "c"): "a reviewer decided that they are one incident",
        ("a", "d"): "a reviewer decided that they are not one incident",
    }


def test_a_span_is_a_reason() -> None:
    told = [frame(f"a{n}", time=day(n), killed=57, injured=40) for n in (1, 2, 3)]
    (first, *_) = link(told)
    apart = [one for one in explain(told, [inside.id for inside in first]) if not one.joins]
    assert apart[0].reasons[-1].words == "together they would span 3 days, and 2 is the most"


def test_two_of_one_report_is_a_reason() -> None:
    mill = frame("a", "r1", places=(QARYA, QUARTER), killed=16)
    souk = frame("b", "r1", places=(QARYA, OTHER_QUARTER), killed=3)
    other = frame("c", "r2", killed=16)
    reasons = [one.reasons[-1].words for one in explain([mill, souk, other], ["a", "c"]) if not one.joins]
    assert reasons == ["one report tells of both as two"]


@given(any_frames())
def test_links_join_exactly_what_is_inside(told: list[Frame]) -> None:
    for cluster in link(told):
        inside = {one.id for one in cluster}
        links = explain(told, inside)
        together = [one for one in links if one.joins]
        assert all({one.left, one.right} <= inside for one in together)
        assert len(together) == len(inside) - 1
        assert all(len({one.left, one.right} & inside) == 1 for one in links if not one.joins)

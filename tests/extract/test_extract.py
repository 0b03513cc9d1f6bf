"""Whole reports: ids, quotes, order, batches, and texts made to break what reads them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted_sentences import PLANTED
from reading import parser, read_alone, read_whole, report, told, whole_engine

from tadwin.extract.extract import TOGETHER, extract_reports
from tadwin.ids import claim_id
from tadwin.spans import check
from tadwin.types import Extraction, Mentions, Report, Sentence

TEXTS = [" ".join(text for text, _ in PLANTED[i : i + 4]) for i in range(0, len(PLANTED), 4)]


def reports() -> list[Report]:
    return [report(text, date(2024, 3, 6), f"planted-{i}") for i, text in enumerate(TEXTS)]


def whole(given: list[Report]) -> dict[str, Extraction]:
    return {extraction.report_id: extraction for extraction in whole_engine().read(given)}


def test_ids_are_unique_and_hash_the_report_the_effect_and_the_number_only() -> None:
    for extraction in whole(reports()).values():
        assert max(Counter(claim.id for claim in extraction.claims).values(), default=1) == 1
        for claim in extraction.claims:
            assert claim.id == claim_id(claim.report_id, claim.effect, claim.number.start, claim.number.end)


def test_names_of_places_days_and_actors_change_no_id() -> None:
    known = whole(reports())
    for one, extraction in zip(
        reports(), extract_reports([(one, Mentions) for one in reports()], parser()), strict=True
    ):
        assert [claim.id for claim in extraction.claims] == [claim.id for claim in known[one.id].claims]


def test_quotes_are_the_report_s_own_words() -> None:
    extractions = whole(reports())
    for one in reports():
        for claim in extractions[one.id].claims:
            check(one, claim.span)
            check(one, claim.number)
            assert claim.span.start <= claim.number.start < claim.number.end <= claim.span.end
            assert claim.figure.text == claim.number.quote
            for evidence in claim.evidence:
                if evidence.start is not None:
                    assert one.text[evidence.start : evidence.end] == evidence.text
        for passed in extractions[one.id].unclaimed:
            check(one, passed.span)


def test_shares_name_a_claim_of_the_same_report() -> None:
    for extraction in whole(reports()).values():
        ids = {claim.id for claim in extraction.claims}
        for claim in extraction.claims:
            assert claim.part_of is None or (claim.part_of in ids and claim.part_of != claim.id)


def test_reading_twice_or_in_another_order_or_one_by_one_is_the_same() -> None:
    together = whole(reports())
    assert whole(reports()) == together
    assert whole(reports()[::-1]) == together
    assert {key: value for one in reports() for key, value in whole([one]).items()} == together


def test_batches_hide_no_report() -> None:
    many = [report(f"Bomb kills {i + 2} people", name=f"r{i}") for i in range(2 * TOGETHER + 3)]
    read = list(extract_reports([(one, Mentions) for one in many], parser()))
    assert [extraction.report_id for extraction in read] == [one.id for one in many]
    assert [told(extraction.claims) for extraction in read] == [[f"killed {i + 2}"] for i in range(len(many))]


class Recording:
    """The real parser, with what it is asked to parse."""

    name = "recording"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def parse(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        self.asked = list(texts)
        return parser().parse(self.asked)


def test_what_several_reports_say_in_the_same_words_is_parsed_once_and_claimed_by_each() -> None:
    texts = ("Bomb kills 5 people", "Bomb kills 5 people\n\nSix others were wounded.", "Six others were wounded.")
    recording = Recording()
    items = [(report(text, name=f"r{number}"), Mentions) for number, text in enumerate(texts)]
    read = list(extract_reports(items, recording))
    assert recording.asked == ["Bomb kills 5 people", "Six others were wounded."]
    assert [told(one.claims) for one in read] == [["killed 5"], ["killed 5", "injured 6"], ["injured 6"]]
    assert all(claim.report_id == one.report_id for one in read for claim in one.claims)


def test_names_are_looked_for_only_where_there_are_figures() -> None:
    asked: list[str] = []

    def mentions_of(name: str) -> Mentions:
        asked.append(name)
        return Mentions()

    texts = {
        "figures": "Two people were killed.",
        "prose": "The council met for three hours.",
        "guarded": "It may kill two people.",
        "empty": "",
    }
    items = [(report(text, name=name), lambda name=name: mentions_of(name)) for name, text in texts.items()]
    list(extract_reports(items, parser()))
    assert asked == ["figures"]


@pytest.mark.parametrize("text", ["", " ", "\n" * 5_000, "\x00", "🕊" * 500, "   \n\t  "])
def test_an_empty_report_gives_nothing(text: str) -> None:
    (extraction,) = read_alone([text])
    assert extraction.claims == ()
    assert extraction.unclaimed == ()


HOSTILE = {
    "null bytes": "\x00Two\x00 people were killed.\x00 Three\x00were hurt.",
    "bidi": "‮Two people‬ were ⁦killed⁩ in ‏حماة‎.",
    "one word": "killed " * 30_000,
    "one number": "12 killed " * 4_000,
    "digits": "killed " + "9" * 100_000 + " people",
    "digits of a kind": "killed 1" + ",000" * 25_000 + " people",
    "brackets": "(" * 5_000 + "two people were killed" + ")" * 5_000,
    "quotes": "“" * 5_000 + "two people were killed" + "”" * 5_000,
    "emoji": "👨‍👩‍👧‍👦 two 🕊 people ☠️ were 💥 killed 🔴 " * 200,
    "commas": "killed two, " * 3_000,
    "and": "two men and " * 3_000 + "were killed",
    "ands in words": "one hundred and " * 3_000 + "people were killed",
    "hyphens": "twenty-" * 5_000 + "two people were killed",
    "no spaces": "twopeoplewerekilled" * 5_000,
    "lines": "\n".join(["killed", "2"] * 1_500),
    "masks": "k!" * 20_000 + "lled 2",
    "asterisks": "k" + "*" * 20_000 + "lled 2",
    "full stops": "." * 20_000 + " Two people were killed",
    "astral": "\U0001d7d0 people were killed, ٢ were hurt, ² too, Ⅻ more, ½ fled",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts(name: str) -> None:
    one = report(HOSTILE[name])
    for extraction in (*read_alone([one.text]), *whole_engine().read([one])):
        for claim in extraction.claims:
            assert one.text[claim.span.start : claim.span.end] == claim.span.quote
        assert max(Counter(claim.id for claim in extraction.claims).values(), default=1) == 1


@pytest.mark.parametrize("name", ["emoji", "commas", "one number"])
def test_a_text_twice_as_long_gives_at_most_twice_the_claims(name: str) -> None:
    half, full = read_alone([HOSTILE[name][:20_000], HOSTILE[name][:40_000]])
    assert len(full.claims) <= 2 * len(half.claims) + 4


WORDS = [
    "two",
    "12",
    "killed",
    "wounded",
    "people",
    "including",
    "children",
    "of",
    "them",
    "the",
    "a",
    "were",
    "who",
    "and",
]
WORDS += [
    ",",
    ".",
    "\n",
    "no",
    "at least",
    "Russian",
    "said",
    "Homs",
    "on Monday",
    "(",
    ")",
    ":",
    "-",
    "more",
    "others",
]
WORDS += ["strikes", "dozens", "if", "not"]


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_any_jumble_of_words_is_read_soundly(text: str) -> None:
    claims = read_whole(text, date(2024, 3, 6))
    ids = [claim.id for claim in claims]
    assert len(set(ids)) == len(ids)
    for claim in claims:
        assert text[claim.span.start : claim.span.end] == claim.span.quote
        assert claim.figure.low >= 0
        assert claim.part_of is None or claim.part_of in ids

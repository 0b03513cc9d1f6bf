"""Numbers against a speller of their own, modifiers against a table of what they say, and hostile digits."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reading import parser, read_alone, told

from tadwin.extract.quantities import Quantity, quantities
from tadwin.vocab import APPROX_SHARE, VAGUE, VAGUE_FACTOR, Qualifier

ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
ONES += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(n: int, joint: str = " and ", hyphen: str = "-") -> str:
    """English words for 0..999,999: "and" before the last tens as the British write, or not."""
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + (hyphen + ONES[n % 10] if n % 10 else "")
    if n < 1_000:
        return ONES[n // 100] + " hundred" + (joint + spelled(n % 100, joint, hyphen) if n % 100 else "")
    rest = n % 1_000
    between = joint if rest < 100 else " "
    tail = between + spelled(rest, joint, hyphen) if rest else ""
    return spelled(n // 1_000, joint, hyphen) + " thousand" + tail


def read(words: str) -> list[Quantity]:
    (sentences,) = parser().parse([words])
    return [quantity for sentence in sentences for quantity in quantities(sentence.tokens)]


def only(words: str) -> Quantity:
    (quantity,) = read(words)
    return quantity


def test_the_speller_is_right_where_it_can_be_checked_by_eye() -> None:
    assert spelled(999_999) == "nine hundred and ninety-nine thousand nine hundred and ninety-nine"
    assert spelled(40_006) == "forty thousand and six"
    assert spelled(21, hyphen=" ") == "twenty one"
    assert spelled(311, joint=" ") == "three hundred eleven"


@given(st.integers(0, 999_999), st.sampled_from([" and ", " "]), st.sampled_from(["-", " "]))
@example(100, " and ", "-")
@example(1_001, " and ", "-")
@example(100_000, " ", " ")
@example(20_020, " ", " ")
@settings(max_examples=300, deadline=None)
def test_numbers_in_words(n: int, joint: str, hyphen: str) -> None:
    quantity = only(f"{spelled(n, joint, hyphen)} people were killed")
    assert (quantity.value, quantity.qualifier, quantity.low, quantity.high) == (n, Qualifier.EXACT, n, n)


@given(st.integers(0, 10**9), st.booleans())
@settings(max_examples=300, deadline=None)
def test_numbers_in_digits(n: int, commas: bool) -> None:
    quantity = only(f"{n:,} people were killed" if commas else f"{n} people were killed")
    assert (quantity.value, quantity.qualifier, quantity.low, quantity.high) == (n, Qualifier.EXACT, n, n)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("a hundred", 100),
        ("a thousand", 1_000),
        ("one million", 1_000_000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("1.5 million", 1_500_000),
        ("2.3 thousand", 2_300),
        ("half a million", 500_000),
        ("a quarter of a million", 250_000),
        ("12 thousand", 12_000),
        ("three million two hundred thousand", 3_200_000),
        ("14k", 14_000),
        ("seventeen hundred", 1_700),
        ("TWENTY-TWO", 22),
        ("Forty", 40),
    ],
)
def test_scales(words: str, value: int) -> None:
    assert only(f"{words} people were displaced").value == value


#: What the modifiers before a number say; the first of each row is plain, the rest are its synonyms.
BEFORE = {
    Qualifier.AT_LEAST: ["at least", "no fewer than", "no less than", "not less than", "a minimum of", "upwards of"],
    Qualifier.MORE_THAN: ["more than", "over", "in excess of", "well over", "above"],
    Qualifier.AT_MOST: ["up to", "as many as", "at most", "no more than", "a maximum of"],
    Qualifier.LESS_THAN: ["less than", "fewer than", "under"],
    Qualifier.APPROX: ["about", "around", "some", "approximately", "roughly", "an estimated", "approx"],
    Qualifier.NEARLY: ["nearly", "almost", "close to", "just under"],
}
AFTER = {Qualifier.AT_LEAST: ["or more"], Qualifier.APPROX: ["or so"]}


def bounds(value: int, qualifier: Qualifier) -> tuple[int, int | None]:
    """What the words commit their speaker to, written down from the method's table rather than from the code."""
    margin = round(value * APPROX_SHARE)
    return {
        Qualifier.EXACT: (value, value),
        Qualifier.AT_LEAST: (value, None),
        Qualifier.MORE_THAN: (value + 1, None),
        Qualifier.AT_MOST: (0, value),
        Qualifier.LESS_THAN: (0, value - 1),
        Qualifier.APPROX: (value - margin, value + margin),
        Qualifier.NEARLY: (value - margin, value),
    }[qualifier]


@pytest.mark.parametrize(
    ("qualifier", "words"), [(what, words) for what, phrases in BEFORE.items() for words in phrases]
)
@pytest.mark.parametrize(("number", "value"), [("40", 40), ("forty", 40), ("2,000", 2_000), ("a hundred", 100)])
def test_modifiers_before_a_number(words: str, qualifier: Qualifier, number: str, value: int) -> None:
    for sentence in (f"{words} {number} people were killed", f"The strike killed {words} {number} people"):
        quantity = read(sentence)[-1]
        assert (quantity.value, quantity.qualifier) == (value, qualifier)
        assert (quantity.low, quantity.high) == bounds(value, qualifier)


@pytest.mark.parametrize(
    ("qualifier", "words"), [(what, words) for what, phrases in AFTER.items() for words in phrases]
)
def test_modifiers_behind_a_number(words: str, qualifier: Qualifier) -> None:
    quantity = only(f"20 {words} people were killed")
    assert (quantity.value, quantity.qualifier) == (20, qualifier)
    assert (quantity.low, quantity.high) == bounds(20, qualifier)


@pytest.mark.parametrize(("glued", "qualifier"), [("~50", Qualifier.APPROX), ("50+", Qualifier.MORE_THAN)])
def test_signs_glued_to_digits(glued: str, qualifier: Qualifier) -> None:
    quantity = only(f"{glued} people were killed")
    assert (quantity.value, quantity.qualifier) == (50, qualifier)
    assert (quantity.low, quantity.high) == bounds(50, qualifier)


@pytest.mark.parametrize("text", ["between 20 and 30", "20 to 30", "20-30", "from 20 to 30", "twenty to thirty"])
def test_a_range_says_its_lower_end_and_is_open_to_its_upper(text: str) -> None:
    quantity = only(f"{text} people were killed")
    assert (quantity.low, quantity.high) == (20, 30)
    assert quantity.qualifier is not Qualifier.EXACT


@pytest.mark.parametrize(
    ("words", "low"),
    [
        *((word, VAGUE[word].low) for word in ("several", "many", "numerous", "multiple")),
        *(
            (f"{word} of", VAGUE[word].low)
            for word in ("dozens", "scores", "hundreds", "thousands", "millions", "tens")
        ),
        ("a number of", VAGUE["number"].low),
        ("a few", VAGUE["few"].low),
        ("a couple of", VAGUE["couple"].low),
        ("tens of thousands of", 20_000),
        ("hundreds of thousands of", 200_000),
        *((f"{word} hundred", 100 * VAGUE_FACTOR[word]) for word in ("several", "many")),
        ("a few hundred", 100 * VAGUE_FACTOR["few"]),
        ("a few thousand", 1_000 * VAGUE_FACTOR["few"]),
        ("several dozen", 12 * VAGUE_FACTOR["several"]),
    ],
)
def test_vague_words(words: str, low: int) -> None:
    quantity = read(f"{words} people were killed")[-1]  # "a" in "a few" is a quantity by itself too
    assert (quantity.value, quantity.qualifier, quantity.low) == (None, Qualifier.VAGUE, low)
    assert quantity.high == (2 if "couple" in words else None)


@pytest.mark.parametrize(
    "words", ["no one was killed", "nobody was killed", "no civilians were killed", "none were killed"]
)
def test_nobody(words: str) -> None:
    quantity = only(words)
    assert (quantity.value, quantity.low, quantity.high, quantity.kind) == (0, 0, 0, "none")


@pytest.mark.parametrize(
    "words", ["the number of wounded grew", "how many were killed", "no doubt they were killed", "it was no longer so"]
)
def test_words_that_only_look_like_quantities(words: str) -> None:
    assert not read(words)


@pytest.mark.parametrize(
    "digits", ["1" + "0" * 30, "9" * 10_000, "1," + "000," * 40 + "000", "0." + "3" * 5_000, "1" * 400 + "k"]
)
def test_more_than_there_are_people_is_no_count(digits: str) -> None:
    (extraction,) = read_alone([f"The strike killed {digits} people and wounded 12."])
    assert told(extraction.claims) == ["injured 12"]


@given(st.text(st.sampled_from("0123456789,.-+~<>/kmn:% "), max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_digits_crash(text: str) -> None:
    for quantity in read(f"killed {text} people"):
        assert quantity.low >= 0
        assert quantity.high is None or quantity.low <= quantity.high
        assert quantity.modified <= quantity.first <= quantity.last <= quantity.after


@pytest.mark.parametrize(
    "text",
    [
        "He was killed in 2016.",
        "They were killed on 14 March 2016.",
        "They were killed on March 14.",
        "They were killed on 05/03/2016.",
        "They were wounded at 17:30.",
        "He was killed aged 45.",
        "Omar Haddad, 27, spoke of the killings.",
        "About 30 percent of the town was destroyed.",
        "Some 60% of the homes were destroyed.",
        "The raid, which cost $40,000, injured and killed.",
        "The wounded walked 12 kilometres for 3 days.",
        "Resolution 2139 condemned the killings.",
        "The dead lay 40 metres from the wall.",
    ],
)
def test_dates_ages_shares_money_and_measures_count_no_one(text: str) -> None:
    (extraction,) = read_alone([text])
    assert told(extraction.claims) == []

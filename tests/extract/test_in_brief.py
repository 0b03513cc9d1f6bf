"""Posts, headlines and logs: euphemisms, odd numbers, victims taken up by a pronoun, and places without "in"."""

from datetime import date

import pytest

from tadwin.extract.lexicon import lexicon
from tadwin.run.read import read_reports
from tadwin.types import Claim, Report
from tadwin.vocab import COUNTS_OTHERS, Effect


def read(text: str) -> tuple[Claim, ...]:
    report = Report("r", text, "x", "text/plain", language="en", published_at=date(2024, 5, 10))
    (extraction,) = read_reports([report])
    return extraction.claims


@pytest.mark.parametrize(
    ("text", "effect", "value"),
    [
        ("Half a dozen people were killed in Tolna.", Effect.KILLED, 6),
        ("2 mln people were displaced by the fighting around Tolna.", Effect.DISPLACED, 2_000_000),
        ("Some 1 200 people were killed in Tolna.", Effect.KILLED, 1_200),
        ("2x dead in a drone hit on Tolna.", Effect.KILLED, 2),
        ("Seven people met their death in the raid on Tolna.", Effect.KILLED, 7),
        ("Ten people escaped with minor injuries in the attack on Tolna.", Effect.INJURED, 10),
        ("Three lives were taken in Tolna.", Effect.KILLED, 3),
        ("Gunmen opened fire on a beekeeper in Tolna, killing him.", Effect.KILLED, 1),
        ("The drone struck two shepherds near Tolna and killed both.", Effect.KILLED, 2),
        ("After the strike on Tolna four people were rushed to hospital.", Effect.INJURED, 4),
        ("One of the 12 passengers hurt in the blast in Tolna succumbed to his wounds.", Effect.KILLED, 1),
        ("Sixteen people were buried in Tolna after the attack.", Effect.KILLED, 16),
        ("A youth was killed by a shell in Tolna.", Effect.KILLED, 1),
        ("Tolna | Five people wounded in strike", Effect.INJURED, 5),
        ("Three bridges were blown up near Tolna.", Effect.DESTROYED, 3),
    ],
)
def test_is_read(text: str, effect: Effect, value: int) -> None:
    assert (effect, value) in [(claim.effect, claim.figure.value) for claim in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Ten passengers escaped injuries in Tolna when a bomb went off.",
        "The settlers felled 300 saplings near Tolna.",
        "Over Tolna the flight of 15 warplanes was heard.",
        "Ten scarecrows were blown up near Tolna.",
        "Four patients were taken to a hospital in Tolna because of the power cut.",
        "A gunman opened fire at police in Tolna, who shot back, killing him.",
        "A body of observers was formed in Tolna.",
    ],
)
def test_counts_no_one(text: str) -> None:
    assert read(text) == ()


def test_ages_behind_a_dash_are_no_victims() -> None:
    claims = read("Five men — 44, 24, 41, 43 and 47 years old — were injured in Tolna.")
    assert [claim.figure.value for claim in claims] == [5]


def test_another_verb_has_its_own_victims() -> None:
    claims = read("The number of cattle was about 46, from the thieves two people were killed in Tolna.")
    assert [claim.figure.value for claim in claims] == [2]


@pytest.mark.parametrize(
    "text",
    [
        "+4 dead Nyala, bodies still under rubble",
        "3 dead after drone strike #Nyala",
        "3 dead after drone strike (Nyala)",
        "Ten persons feared killed as gunmen raid Nyala.",
        "Nyala mosque attack leaves 5 worshippers dead",
    ],
)
def test_places_without_a_word_that_leads_to_them(text: str) -> None:
    assert {place.name for claim in read(text) for place in claim.places} == {"Nyala"}


@pytest.mark.parametrize(
    "text",
    [
        "Police officer Sami Odan, Nyala, said three people were killed.",
        "Nyala's attack on the truce has left three people dead, said a rebel.",
    ],
)
def test_a_speaker_or_a_doer_is_no_scene(text: str) -> None:
    assert not [place for claim in read(text) for place in claim.places]


def test_where_rockets_were_fired_from_is_no_scene() -> None:
    claims = read(
        "Terrorists positioned in the towns of Binnish and Idlib fired rockets at Mhardeh, injuring four people."
    )
    assert [place.name for claim in claims if claim.effect is Effect.INJURED for place in claim.places] == ["Mhardeh"]


def test_a_count_since_a_day_is_not_of_that_day() -> None:
    (claim,) = read("Since the escalation of the war on 7 October 2023, the death toll in Hebron has risen to 60.")
    assert claim.time is not None
    assert (claim.time.start, claim.time.end) == (date(2023, 10, 7), date(2024, 5, 10))


def test_items_of_a_list_have_the_time_of_their_head() -> None:
    claims = read(
        "Yesterday, two men were killed in Nyala. Since early 2022, attacks left 401 people dead, as follows:\n"
        "- 184 civilians\n- 157 soldiers"
    )
    assert [claim.time for claim in claims if claim.figure.value in (184, 157)] == [None, None]


def test_more_than_the_dead_are_not_more_than_the_wounded_told_before() -> None:
    claims = read(
        "One man was killed and 11 others injured when shells hit Nyala, the mayor said. "
        "One man was killed and 11 more people were injured by artillery in Nyala, he wrote."
    )
    told = [why for claim in claims for why in claim.evidence if why.attribute == COUNTS_OTHERS]
    assert len([claim for claim in claims if claim.figure.value == 11]) == 2
    assert told == []


def test_every_plural_of_men_is_irregular() -> None:
    forms = lexicon().people
    assert {"crewmen", "salesmen"} <= forms.keys()
    assert not [form for form in forms if form.endswith("mans") and form not in ("humans", "germans")]

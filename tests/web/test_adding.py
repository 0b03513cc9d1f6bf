"""Words of a report become a claim: exactly those that were selected or typed, in any script, or it is said why not."""

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from tadwin.errors import DecisionError
from tadwin.export.marked import visible
from tadwin.run.folded import folded
from tadwin.types import Claim
from tadwin.vocab import Effect, Qualifier
from tadwin.web import addresses
from tadwin.web.pages.found import read_spot, spot, spots
from tadwin.web.pages.numbers import plain_number
from web.conftest import RECORD, Served, Watch, enter

if TYPE_CHECKING:
    from playwright.sync_api import Page

HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def inside(own: Served) -> Iterator[httpx.Client]:
    """A client that is in, on a record of its own."""
    with httpx.Client(base_url=own.url, cookies=enter(own).cookies, headers=HERE) as one:
        yield one


def fields(page: str) -> dict[str, str]:
    """What a form sends of what stands hidden in it."""
    return dict(re.findall(r'<input type="hidden" name="([a-z]+)" value="([^"]*)">', page))


def add(client: httpx.Client, report: str, **typed: str) -> httpx.Response:
    """Sends the form of a report as a browser would."""
    page = client.get(addresses.report(RECORD, report))
    data = {"csrf": fields(page.text)["csrf"], "report": report}
    return client.post(addresses.act(RECORD, "add"), data={**data, **typed})


def claims(served: Served, report: str) -> list[Claim]:
    """The claims of a report as reviewers left them."""
    return list(folded(served.record, [report]).claims)


# what is found where


texts = st.text(st.sampled_from("ab 12\n\r\t\u202e\u2068\U0001f600\u0645\u0663\u0301"), min_size=1, max_size=60)


@given(texts, st.data())
def test_words_of_a_text_are_found_where_they_stand(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = visible(text[start:end])
    if not words.strip():
        return
    assert spot(text, start, end, words).words == " ".join(words.split())
    found = [(one.start, one.end) for one in spots(text, words)]
    # Other words of another shape may stand there too; what was asked for is among them, white space aside.
    first = start + re.match(r"(?:[ \n\t]|\r\n)*", text[start:end]).end()  # type: ignore[union-attr]
    assert any(begin <= first < last for begin, last in found)


def test_other_words_than_were_seen_are_refused() -> None:
    with pytest.raises(DecisionError, match="not those that stand there"):
        spot("12 people were killed", 0, 2, "13")
    with pytest.raises(DecisionError, match="no words there"):
        spot("12", 0, 3)
    assert read_spot("3-14") == (3, 14)
    assert read_spot("3-x") is None
    assert spots("12 people", "20 people") == []


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("killed 12 people", 12),
        ("twenty-one people", 21),
        ("a hundred dead", 100),
        ("1,204 people", 1204),
        ("مقتل ٧ مدنيين", 7),
        ("۱۲ نفر", 12),
        ("١٬٢٠٤", 1204),
        ("12 people and 3 children", None),
        ("10 to 12 people", None),
        ("40+ people", None),
        ("several people", None),
        ("", None),
    ],
)
def test_only_a_plain_number_is_filled_in(words: str, number: int | None) -> None:
    assert plain_number(words) == number


# the form, without a script


def test_typed_words_become_a_claim_and_undo_takes_it_back(own: Served, inside: httpx.Client) -> None:
    answer = add(inside, "post", words="Sixteen  dead", **{"f-effect": "killed", "f-value": "16"})
    assert answer.status_code == 303
    made = next(one for one in claims(own, "post") if one.number.quote == "Sixteen dead")
    assert (made.effect, made.figure.value, made.figure.qualifier) == (Effect.KILLED, 16, Qualifier.EXACT)
    page = inside.get(answer.headers["location"]).text
    assert "Added by <bdi>Tester One</bdi>" in page
    assert f'id="{made.id}" data-row tabindex="-1" data-made' in page
    number = re.search(r'name="decision" value="(\d+)"', page)
    assert number
    data = {"csrf": fields(page)["csrf"], "decision": number[1]}
    assert inside.post(addresses.act(RECORD, "undo"), data=data).status_code == 303
    assert [one.number.quote for one in claims(own, "post")] == ["16"]


def test_an_arabic_report_that_was_not_read_gives_its_claim(own: Served, inside: httpx.Client) -> None:
    text = own.record.report("arabic").text
    with own.record.turn():
        own.record.set_aside("arabic", "language ar is not read yet")
    start = text.index("مقتل")
    selecting = addresses.selecting(RECORD, "arabic", start, start + len("مقتل 7 مدنيين"))
    page = inside.get(selecting).text
    assert "only when a person selects them" in html.unescape(page)
    assert 'id="f-value" name="f-value" value="7"' in page
    typed = {"f-effect": "killed", "f-value": "7", "f-status": "civilian", "f-place": "بير الزهر, 33.1, 41.2"}
    answer = add(inside, "arabic", words="مقتل 7 مدنيين", at=fields(page)["at"], **typed)
    assert answer.status_code == 303
    made = next(one for one in claims(own, "arabic") if one.number.quote == "مقتل 7 مدنيين")
    assert text[made.number.start : made.number.end] == made.number.quote
    assert [place.name for place in made.places] == ["بير الزهر"]


def test_words_that_stand_in_several_places_are_chosen_among(own: Served, inside: httpx.Client) -> None:
    typed = {"f-effect": "killed", "f-value": "16"}
    answer = add(inside, "script", words="script", **typed)
    assert answer.status_code == 409
    offered = re.findall(r'name="chosen" value="(\d+-\d+)"', answer.text)
    text = own.record.report("script").text
    assert [tuple(map(int, one.split("-"))) for one in offered] == [
        (found.start(), found.end()) for found in re.finditer("script", text)
    ]
    assert add(inside, "script", words="script", chosen=offered[1], **typed).status_code == 303
    made = next(one for one in claims(own, "script") if one.number.quote == "script")
    assert f"{made.number.start}-{made.number.end}" == offered[1]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"words": "nowhere in it"}, "These words are not in the report"),
        ({"words": "12 people", "at": "0-2"}, "The words are not those that stand there now"),
        ({"words": "12 people", "f-value": "many"}, "Some of the fields hold what they cannot take"),
        ({"words": "12 people", "f-value": ""}, "This has to be said"),
        ({"words": "12 people", "f-effect": "hurt"}, "Some of the fields hold"),
        ({"words": "12 people", "f-day": "last week"}, "is no day"),
        ({"words": "12"}, "these words are claim"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(
    own: Served, inside: httpx.Client, typed: dict[str, str], said: str
) -> None:
    before = own.record.head()
    answer = add(inside, "wire", **{"f-effect": "killed", "f-value": "12", "note": "kept words", **typed})
    assert answer.status_code == 409
    assert said.lower() in html.unescape(answer.text).lower()
    assert "kept words</textarea>" in answer.text
    assert own.record.head() == before


def test_a_claim_is_put_into_an_incident_unless_somebody_decided_meanwhile(own: Served, inside: httpx.Client) -> None:
    incident = next(one for one in own.record.incidents() if "wire" in one.reports)
    page = inside.get(addresses.adding(RECORD, "unplaced", incident.id)).text
    into = re.search(rf'<option value="({incident.id} [^"]+)" selected>', page)
    assert into
    typed = {"f-effect": "killed", "f-value": "3", "into": into[1]}
    assert add(inside, "unplaced", words="3 people were", **typed).status_code == 303
    (held,) = own.record.incident(incident.id)
    assert any(one.id in held.claims for one in claims(own, "unplaced") if one.number.quote == "3 people were")
    late = add(inside, "unplaced", words="In the north", **typed)
    assert late.status_code == 409
    assert re.search("has changed since you opened it|is no more", late.text)
    assert re.search(rf'<option value="{held.id} [^"]+" selected>', late.text)
    assert ">In the north</textarea>" in late.text


def test_a_rejected_claim_stands_on_the_page_and_can_be_brought_back(own: Served, inside: httpx.Client) -> None:
    incident = next(one for one in own.record.incidents() if one.reports == ("unplaced",))
    shown = inside.get(addresses.incident(RECORD, incident.id)).text
    hidden = fields(shown)
    data = {name: hidden[name] for name in ("csrf", "incident", "seen")}
    assert inside.post(addresses.act(RECORD, "reject"), data={**data, "claim": incident.claims[0]}).status_code == 303
    page = inside.get(addresses.report(RECORD, "unplaced")).text
    assert "Left out by a reviewer" in page
    assert "<mark" not in page
    number = re.search(r'name="decision" value="(\d+)"', page)
    assert number
    data = {"csrf": hidden["csrf"], "decision": number[1]}
    assert inside.post(addresses.act(RECORD, "undo"), data=data).status_code == 303
    assert "Left out by a reviewer" not in inside.get(addresses.report(RECORD, "unplaced")).text


# in a browser


def select(page: "Page", start: int, end: int) -> None:
    """Selects what stands from the one character of the text to the other, counted as a person sees them."""
    page.evaluate(
        """([start, end]) => {
            const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
            const range = document.createRange();
            let at = 0, begun = false;
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                if (node.parentElement.closest("sup")) continue;
                const length = node.data.length;
                if (!begun && start < at + length) { range.setStart(node, start - at); begun = true; }
                if (begun && end <= at + length) { range.setEnd(node, end - at); break; }
                at += length;
            }
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        [start, end],
    )


@pytest.mark.slow
def test_selected_words_become_a_claim(own: Served, watch: Watch) -> None:
    page = watch(own, enter(own)).page
    page.goto(own.url + addresses.report(RECORD, "wire"))
    select(page, 0, len("An air strike on Qasr Nuun killed 12 people"))
    page.keyboard.press("a")
    effect = page.get_by_label("what is counted", exact=True)
    effect.wait_for()
    assert page.locator("#words").input_value() == "An air strike on Qasr Nuun killed 12 people"
    assert page.get_by_label("number", exact=True).input_value() == "12"
    assert effect.evaluate("one => one === document.activeElement")
    effect.select_option("attacks")
    page.get_by_label("number", exact=True).fill("1")
    page.get_by_role("button", name="Add the claim", exact=True).press("Enter")
    page.locator("[data-made]").wait_for()
    assert page.locator("[data-made]").evaluate("one => one === document.activeElement")
    made = next(one for one in claims(own, "wire") if one.effect is Effect.ATTACKS)
    assert made.number.quote == "An air strike on Qasr Nuun killed 12 people"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["arabic", "override"])
def test_offsets_are_those_of_the_text_whatever_the_page_shows(own: Served, watch: Watch, name: str) -> None:
    text = own.record.report(name).text
    page = watch(own, enter(own)).page
    page.goto(own.url + addresses.report(RECORD, name))
    shown = visible(text)
    select(page, 0, len(shown))
    page.get_by_role("button", name=re.compile("selected words")).click()
    page.locator("#adding[open]").wait_for()
    at = page.locator("#adding [name=at]")
    expect(at).to_have_value(f"0-{len(text)}")
    behind = shown.index("7 " if name == "arabic" else "9 ")
    select(page, behind, behind + 1)
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    start = text.index("7 " if name == "arabic" else "9 ")
    expect(at).to_have_value(f"{start}-{start + 1}")
    expect(page.locator("#words")).to_have_value(text[start])


@pytest.mark.slow
def test_without_a_mouse_words_are_typed(own: Served, watch: Watch) -> None:
    page = watch(own, enter(own), width=360).page
    page.goto(own.url + addresses.report(RECORD, "post"))
    page.keyboard.press("a")
    page.keyboard.type("Sixteen dead")
    for keys in ("Tab", "killed", "Tab", "16"):
        if keys == "Tab":
            page.keyboard.press("Tab")
        else:
            page.keyboard.type(keys)
    page.keyboard.press("Enter")
    page.locator("[data-made]").wait_for()
    assert any(one.number.quote == "Sixteen dead" for one in claims(own, "post"))

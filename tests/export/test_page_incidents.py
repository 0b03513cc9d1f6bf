"""What the page says of incidents and tallies, read back from planted ones."""

from dataclasses import replace
from datetime import date

from lxml import html  # type: ignore[import-untyped]
from planted_page import claim, incident, parsed, report

from tadwin.export.page import MOST_INCIDENTS, MOST_REPORTS, Content
from tadwin.export.told import PASSAGES
from tadwin.ids import frame_id
from tadwin.types import (
    Actor,
    Bound,
    Claim,
    Contradiction,
    Denial,
    FigureLine,
    Incident,
    Origin,
    Place,
    Report,
    Tally,
    When,
)
from tadwin.vocab import DatePrecision, Effect, Group, Scope, Stance

WIRE = report("Rescuers said 12 dead in Salqin, 5 children among them.", id="wire", publisher="Example Wire")
POST = report(
    "The post says 14 dead there. The army says 0 dead.", id="post", publisher="Post", published_at=date(2021, 3, 10)
)
TWELVE = claim(WIRE, "12 dead", 12, claimant=Actor("the rescuers", "rescuers"))
FIVE = claim(WIRE, "5 children", 5, group=Group.CHILDREN, part_of=TWELVE.id)
FOURTEEN = claim(POST, "14 dead", 14, claimant=Actor("the rescuers", "rescuers"), via=(Actor("Hill Radio"),))
NONE = claim(POST, "0 dead", 0, stance=Stance.DENIED, claimant=Actor("the army"))
CLAIMS = (TWELVE, FIVE, FOURTEEN, NONE)


def figure(low: int, best: int, high: int, *of: Claim, group: Group | None = None, is_open: bool = False) -> FigureLine:
    ids = tuple(one.id for one in of)
    return FigureLine(
        Effect.KILLED, None, group, low, best, high, is_open, "conservative", ids, f"between {low} and {high}"
    )


JOINED = incident(
    *CLAIMS,
    id="i1",
    reports=("wire", "post"),
    figures=(figure(12, 14, 14, TWELVE, FOURTEEN), figure(5, 5, 5, FIVE, group=Group.CHILDREN)),
    grade="weak",
    grade_reason="one independent source",
    grade_next="a second one",
    origins=(
        Origin("the rescuers", "rescuers", (TWELVE.id, FOURTEEN.id), True),
        Origin("origin unknown", None, (FIVE.id,), False),
    ),
    denials=(Denial(NONE.id, "the army", (TWELVE.id,), "The army denies it: “0 dead”."),),
)
TOLL = incident(TWELVE, id="i2", contains=("i1",), claims=(), figures=(figure(20, 20, 20),))
VAGUE = incident(TWELVE, id="i3", claims=(), figures=(), unplaced=True, time=None, places=())
RECORD = Content((WIRE, POST), CLAIMS, (JOINED, TOLL, VAGUE))


def squeezed(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def told(page: html.HtmlElement, name: str) -> html.HtmlElement:
    (found,) = page.xpath("//details[@class='incident'][@id=$name]", name=name)
    return found


def test_an_incident_says_its_range_why_grade_and_sources() -> None:
    shown = told(parsed(RECORD), "i1")
    rows = [[squeezed(cell) for cell in row.xpath("./th | ./td")] for row in shown.xpath(".//table/tbody/tr")]
    assert rows[0] == ["killed", "12", "14", "14", "", "Between 12 and 14. 1 3"]
    assert rows[1] == ["denied: The army denies it: “0 dead”. 4"]
    assert rows[2][:4] == ["killed, children", "5", "5", "5"]
    text = squeezed(shown)
    assert "weak One independent source. What would raise it: A second one." in text
    sources = [squeezed(item) for item in shown.xpath(".//ul[@class='sources']/li")]
    first = "first in Example Wire, 2021-03-09; relayed by"
    assert sources == [
        f"the rescuers independent; {first} Hill Radio; Example Wire; Post 1 3",
        f"origin unknown not counted as a source of its own; {first} Example Wire 2",
    ]


def test_every_number_behind_a_figure_leads_to_its_quote() -> None:
    page = parsed(RECORD)
    shown = told(page, "i1")
    words = {TWELVE: "12 dead", FIVE: "5 children", FOURTEEN: "14 dead", NONE: "0 dead"}
    for row, behind in zip(shown.xpath(".//table/tbody/tr"), ((TWELVE, FOURTEEN), (NONE,), (FIVE,)), strict=True):
        links = row.xpath(".//span[@class='behind']/a")
        assert len(links) == len(behind)
        for link, one in zip(links, behind, strict=True):
            (said,) = page.xpath("//*[@id=$name]", name=link.get("href")[1:])
            assert said.xpath("./span[@class='number']/text()") == [link.text]
            (mark,) = said.xpath("../blockquote/mark[following-sibling::sup[1]/a/text()=$number]", number=link.text)
            assert mark.text_content() == words[one]
    drawn = shown.xpath(".//table/tbody/tr/td[@class='draw']/svg")
    assert len(drawn) == 1, "only a range is drawn, a single number is not"


def test_tolls_and_what_they_may_count_name_each_other() -> None:
    page = parsed(RECORD)
    for name, other in (("i2", "i1"), ("i1", "i2")):
        (beware,) = told(page, name).xpath(".//div[@class='beware']")
        assert "do not add them up" in squeezed(beware)
        assert beware.xpath(".//a/@href") == [f"#{other}"]
    assert "do not add these figures up" not in page.text_content()
    assert "not joined yet" not in page.text_content()


def test_what_stands_outside_totals_is_counted_and_marked() -> None:
    page = parsed(RECORD)
    rows = page.xpath("//table[@id='incidents-table']/tbody/tr")
    badges = [row.xpath(".//span[contains(@class, 'badge')]/text()") for row in rows]
    assert badges == [["disputed"], ["toll"], ["unplaced"]]
    assert [row.get("data-aside") for row in rows] == [None, "yes", "yes"]
    text = " ".join(page.text_content().split())
    assert "unplaced (1) has no day" in text
    assert "toll (1) counts several attacks" in text


def test_the_table_has_grade_reports_and_sources() -> None:
    row = parsed(RECORD).xpath("//table[@id='incidents-table']/tbody/tr")[0]
    cells = {cell.get("data-label"): squeezed(cell) for cell in row}
    assert cells["Grade"] == "weak"
    assert row.get("data-grade") == "weak"
    assert cells["Told by"] == "2 reports, 1 independent source the rescuers"
    assert cells["Killed"] == "14 (12–14) denied by the army: 0"


def test_a_contradiction_is_said_in_words_with_its_claims() -> None:
    contradictory = replace(JOINED, contradictions=(Contradiction((TWELVE.id, FIVE.id), "5 of 3 is too many"),))
    shown = told(parsed(replace(RECORD, incidents=(contradictory,))), "i1")
    (box,) = shown.xpath(".//div[contains(@class, 'contradiction')]")
    assert squeezed(box) == "These cannot all be true. 5 of 3 is too many. 1 2"


def test_a_denial_beside_which_no_figure_stands_is_shown_all_the_same() -> None:
    bare = replace(JOINED, figures=(), denials=(replace(JOINED.denials[0], against=()),))
    text = squeezed(told(parsed(replace(RECORD, incidents=(bare,))), "i1"))
    assert "denied: The army denies it" in text


def tally(**fields: object) -> Tally:
    march = When(date(2021, 3, 1), date(2021, 3, 31), DatePrecision.MONTH)
    known: dict[str, object] = {
        "claim": TWELVE.id,
        "effect": Effect.KILLED,
        "status": None,
        "group": None,
        "period": march,
        "region": (Place("Idlib"),),
        "perpetrators": (),
        "claimed": Bound(66, 66),
        "recorded": Bound(12, 14),
        "recorded_best": 14,
        "counted": ("i1",),
        "excluded": (("i2", "it is a toll"), ("i3", "it has no day")),
        "inside": (FOURTEEN.id,),
        "residual": Bound(52, 54),
        "comparable": "yes",
    }
    return Tally(**(known | fields))  # type: ignore[arg-type]


def test_the_ledger_shows_both_counts_the_difference_and_the_incidents() -> None:
    page = parsed(replace(RECORD, tallies=(tally(),)))
    (row,) = page.xpath("//table[@id='tallies-table']/tbody/tr")
    cells = {cell.get("data-label"): squeezed(cell) for cell in row}
    assert cells["Over"] == "2021-03-01 to 2021-03-31Idlib (not found)"
    assert cells["Claimed"] == "66"
    assert cells["Recorded"] == "14 (12–14)"
    assert cells["Difference"] == "52–54 not among the incidents counted here"
    assert "“12 dead” said by the rescuers in A title, Example Wire, 2021-03-09" in cells["Counts"]
    assert "lies within: “14 dead”" in cells["Counts"]
    assert "1 incident counted, 2 left out" in cells["Counts"]
    assert "Left out (1): It is a toll." in cells["Counts"]
    assert row.xpath(".//details//a/@href") == ["#i1", "#i2", "#i3"]
    assert "It is no undercount" in " ".join(page.text_content().split())


def test_a_tally_that_is_not_compared_says_so_and_those_aside_keep_their_words() -> None:
    denied = claim(POST, "14 dead", 14, scope=Scope.TALLY, stance=Stance.DENIED)
    content = replace(RECORD, claims=(TWELVE, FIVE, denied, NONE), incidents=())
    page = parsed(
        replace(content, tallies=(tally(comparable="no", recorded=Bound(), recorded_best=None, residual=Bound()),))
    )
    (row,) = page.xpath("//table[@id='tallies-table']/tbody/tr")
    assert squeezed(row.xpath("./td[@data-label='Difference']")[0]) == "not compared"
    assert squeezed(row.xpath("./td[@data-label='Recorded']")[0]) == "–"
    assert row.xpath(".//svg") == []
    (aside,) = page.xpath("//section[@aria-labelledby='tallies']/details")
    assert "14 dead" in squeezed(aside)


def many(number: int) -> list[Incident]:
    """Incidents that killed 1, 2, 3 … people."""
    return [
        replace(TOLL, id=f"i{killed}", contains=(), figures=(figure(killed, killed, killed),))
        for killed in range(1, number + 1)
    ]


def test_of_very_many_incidents_the_deadliest_are_shown_and_the_rest_is_named() -> None:
    incidents = many(MOST_INCIDENTS + 3)
    incidents[-1] = replace(incidents[-1], contains=("i1", "i2003"))
    page = parsed(replace(RECORD, incidents=incidents))
    rows = page.xpath("//table[@id='incidents-table']/tbody/tr/@data-of")
    assert rows == [f"i{killed}" for killed in range(4, MOST_INCIDENTS + 4)]
    text = " ".join(page.text_content().split())
    assert "shows the 2,000 incidents that killed the most, of 2,003" in text
    assert "incidents.jsonl" in text
    ids = set(page.xpath("//@id"))
    assert {href[1:] for href in page.xpath("//@href") if href.startswith("#")} <= ids


def test_of_very_many_reports_those_that_tell_of_incidents_are_shown() -> None:
    idle: list[Report] = [report("Nothing.", id=f"a{number}") for number in range(MOST_REPORTS + 1)]
    page = parsed(replace(RECORD, reports=(*idle, WIRE, POST)))
    assert len(page.xpath("//details[@class='report']")) == MOST_REPORTS
    assert page.xpath("//div[@class='text'][contains(., 'Rescuers said')]")
    assert "holds the text of 2,000 of 2,003 reports" in " ".join(page.text_content().split())


def test_a_great_attack_shows_some_quotes_and_says_where_the_others_are() -> None:
    reports = [report("12 dead.", id=f"r{number:03}") for number in range(PASSAGES + 5)]
    claims = [claim(one, "12 dead", 12, frame=frame_id(one.id, 0)) for one in reports]
    names = tuple(one.id for one in claims)
    of = replace(JOINED, claims=names, figures=(figure(12, 12, 12, *claims),), origins=(), denials=())
    shown = told(parsed(Content(reports, claims, (of,))), "i1")
    assert len(shown.xpath(".//blockquote")) == PASSAGES
    assert "5 more claims of this incident: in claims.jsonl" in squeezed(shown)
    (behind,) = shown.xpath(".//table//span[@class='behind']")
    assert len(behind.text_content().split()) == PASSAGES + 5
    assert len(behind.xpath("./a")) == PASSAGES

"""The page, read back by a parser of its own and fed hostile reports."""

import base64
import dataclasses
import hashlib
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from planted_page import claim, incident, parsed, report

from tadwin.export.page import Content, render, write
from tadwin.export.wording import headline, main_figure
from tadwin.ids import frame_id
from tadwin.types import Actor, Bound, Contradiction, Denial, Evidence, Origin, Place, Tally
from tadwin.vocab import Effect, Group, Scope, Stance


def hostile() -> Content:
    one = report(publisher='<b>"Wire"</b>', title="\u202e<i>title</i>", url="javascript:alert(1)", id='../"><script>')
    first = claim(one, "12 people were killed", 12, claimant=Actor('<img src="http://evil.example/x">'))
    second = claim(one, "3 of them\x00 were \u2066children", 3, group=Group.CHILDREN, part_of=first.id)
    why = Evidence("effect", "<u>rule</u>", 0, 4, "<script>")
    return Content(
        reports=(one,),
        claims=(first, second, claim(one, "99 ", 99, Effect.INJURED, evidence=(why,), scope=Scope.TALLY)),
        incidents=(
            incident(
                first,
                second,
                perpetrators=(Actor("<s>army</s>"),),
                grade="fair",
                grade_reason="<u>reason</u>\x1b[2J",
                grade_next='"><script>next</script>',
                origins=(Origin("<b>origin</b>\u202e", None, (first.id,), True),),
                contradictions=(Contradiction((first.id, second.id), "<i>why</i>\u2066"),),
                denials=(Denial(second.id, "<b>army</b>", (first.id,), "<img src=x> denies\x07"),),
                contains=("<script>i</script>",),
            ),
        ),
        tallies=(
            Tally(
                claim=first.id,
                effect=Effect.KILLED,
                status=None,
                group=None,
                period=None,
                region=(Place("<b>region</b>\u202e"),),
                perpetrators=(Actor("<i>army</i>"),),
                claimed=Bound(12, 12),
                recorded=Bound(3, 4),
                recorded_best=3,
                counted=("<u>lost</u>",),
                excluded=(("<u>out</u>", "<script>reason</script>\x1b"),),
                inside=(second.id,),
                residual=Bound(8, 9),
                comparable="partly",
            ),
        ),
        aside=(("<script>file</script>\x1b[2J.txt", "damaged <b>file</b>"),),
        made_with={"tadwin": "1<2"},
    )


def test_hostile_words_stay_words() -> None:
    page = parsed(hostile())
    scripts = page.xpath("//script")
    assert len(scripts) == 1
    assert page.xpath("//img | //iframe | //object | //embed | //link | //form | //base | //b | //i | //u | //s") == []
    assert not [name for element in page.iter() for name in element.attrib if name.lower().startswith("on")]
    assert all(href.startswith("#") for href in page.xpath("//@href"))
    assert "{{ 7*7 }}" in page.text_content()


def test_nothing_steers_the_screen() -> None:
    text = "".join(render(hostile()))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    for shown in ("⟨U+202E⟩", "⟨U+001B⟩", "⟨U+0000⟩", "⟨U+2066⟩"):
        assert shown in text


def test_only_its_own_style_and_script_may_work() -> None:
    page = parsed(hostile())
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for inline, directive in ((page.xpath("//style")[0], "style-src"), (page.xpath("//script")[0], "script-src")):
        digest = base64.b64encode(hashlib.sha256((inline.text or "").encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert page.xpath("//*[@style]") == []  # the policy would refuse it
    assert "url(" not in page.xpath("//style")[0].text
    assert "@import" not in page.xpath("//style")[0].text


def test_nothing_is_fetched() -> None:
    page = parsed(hostile())
    assert page.xpath("//@src | //@srcset | //@poster | //@background | //@action") == []


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://wire.example/1", True),
        ("http://wire.example/1", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("file:///etc/passwd", False),
        ("http://[", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_links(url: str | None, linked: bool) -> None:
    page = parsed(Content((report(url=url),), (), ()))
    outward = [href for href in page.xpath("//@href") if not href.startswith("#")]
    assert outward == ([url] if linked else [])


def test_marks_stand_in_the_text_as_captured() -> None:
    text = "First 14 people died, including\r\nfive children.\n\n\tالنص العربي هنا.\n"
    one = report(text)
    whole = claim(one, "14 people died, including\r\nfive children", 14)
    part = claim(one, "five children", 5, group=Group.CHILDREN, part_of=whole.id)
    page = parsed(Content((one,), (whole, part), (incident(whole, part),)))
    (shown,) = page.xpath("//div[@class='text']")
    assert {line.get("dir") for line in shown} == {"auto"}
    assert [line.text_content()[:5] for line in shown] == ["First", "five ", "\n", "\tالنص"[:5]]
    for footnote in shown.xpath(".//sup"):
        footnote.drop_tree()
    assert shown.text_content() == text.replace("\r\n", "\n")
    assert [mark.text_content() for mark in shown.xpath(".//mark")] == ["14 people died, including\n", "five children"]
    assert "5" in shown.xpath(".//mark")[1].get("title")


def test_every_link_inside_leads_somewhere_and_every_id_is_its_own() -> None:
    page = parsed(hostile())
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//@href") if href.startswith("#")} <= set(ids)


def test_the_record_is_all_there() -> None:
    one, two = report("3 dead in one.", id="a"), report("نص", id="b", language="ar", title=None)
    first = claim(one, "3 dead", 3, stance=Stance.DENIED)
    content = Content(
        (one, two), (first,), (incident(first),), (("b", "language ar is not read yet"), ("c.pdf", "encrypted"))
    )
    page = parsed(content)
    text = page.text_content()
    assert "Internal, not for publication" in text
    assert text.count("language ar is not read yet") == 2
    assert "encrypted" in text
    assert "denied" in text
    assert page.xpath("//div[@lang='ar']/div/text()") == ["نص"]


def test_an_empty_record_says_so() -> None:
    text = parsed(Content((), (), ())).text_content()
    assert "There is no report in this record." in text
    assert "No report told of an incident." in text


def test_invented_reports_are_named_so() -> None:
    made_up, real = report("[INVENTED: no] 3 dead.", id="a"), report("3 dead.", id="b")
    assert "Invented: every report here" in parsed(Content((made_up,), (), ())).text_content()
    assert "1 of 2 reports here say of themselves" in parsed(Content((made_up, real), (), ())).text_content()
    assert parsed(Content((real,), (), ())).xpath("//*[@class='invented']") == []


def test_the_same_record_gives_the_same_bytes_for_its_owner_only(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        write(tmp_path / name, hostile())
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert stat.S_IMODE((tmp_path / "a.html").stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "b.html"]


def test_many_reports_are_folded() -> None:
    many: Callable[[int], Content] = lambda count: Content([report(id=str(n)) for n in range(count)], (), ())  # noqa: E731
    assert parsed(many(3)).xpath("count(//details[@class='report'][@open])") == 3
    assert parsed(many(300)).xpath("count(//details[@class='report'][@open])") == 0


def test_headline_and_main_figure() -> None:
    one = report("3 dead in one.")
    of = incident(claim(one, "3 dead", 3))
    assert headline(of) == "Salqin: air/drone strike"
    line = main_figure(of, Effect.KILLED)
    assert line is not None
    assert line.best == 3
    assert main_figure(of, Effect.INJURED) is None
    children = incident(claim(one, "3 dead", 3, group=Group.CHILDREN))
    assert main_figure(children, Effect.KILLED) is None


def test_what_is_denied_stands_beside_the_figure_that_it_does_not_enter() -> None:
    one = report("3 dead in one. 9 dead in all.")
    stated, denied = claim(one, "3 dead", 3), claim(one, "9 dead", 9, stance=Stance.DENIED)
    of = dataclasses.replace(incident(stated), claims=(stated.id, denied.id))
    (row,) = parsed(Content((one,), (stated, denied), (of,))).xpath("//table[@id='incidents-table']/tbody/tr")
    (cell,) = row.xpath("./td[@data-label='Killed']")
    assert " ".join(cell.text_content().split()) == "3 denied by Example Wire, own voice: 9"
    assert cell.get("data-sort") == "3"


def test_claims_of_one_sentence_are_quoted_in_it_together() -> None:
    one = report("Nothing.\n" + "x " * 200 + "14 dead and 5 hurt. " + "y " * 200 + "2 missing here.")
    claims = (
        claim(one, "14 dead", 14),
        claim(one, "5 hurt", 5, Effect.INJURED),
        claim(one, "2 missing", 2, Effect.MISSING),
    )
    page = parsed(Content((one,), claims, (incident(*claims),)))
    quotes = page.xpath("//details[@class='incident']//blockquote")
    assert [[mark.text_content() for mark in quote.xpath(".//mark")] for quote in quotes] == [
        ["14 dead", "5 hurt"],
        ["2 missing"],
    ]
    assert quotes[0].text_content().startswith("… x x")
    assert quotes[0].text_content().endswith("y y …")
    assert quotes[1].text_content().endswith("here.")


def test_shares_and_groups_do_not_stand_beside_a_figure_as_rivals() -> None:
    one = report("3 dead in one. 11 feared dead, 5 of them in a car, and 2 children feared dead.")
    stated, whole = claim(one, "3 dead", 3), claim(one, "11 feared", 11, stance=Stance.HEDGED)
    share = claim(one, "5 of them", 5, stance=Stance.HEDGED, part_of=whole.id)
    children = claim(one, "2 children", 2, stance=Stance.HEDGED, group=Group.CHILDREN)
    claims = (stated, whole, share, children)
    of = dataclasses.replace(incident(stated), claims=tuple(each.id for each in claims))
    page = parsed(Content((one,), claims, (of,)))
    (cell,) = page.xpath("//table[@id='incidents-table']//td[@data-label='Killed']")
    assert " ".join(cell.text_content().split()) == "3 hedged: 11; 2 children"
    (blamed,) = page.xpath("//table[@id='incidents-table']//td[@data-label='Blamed']/span")
    assert (blamed.get("class"), blamed.text_content()) == ("soft", "not stated")


def test_at_least_has_one_form_and_the_lack_of_grades_is_said_once() -> None:
    one = report("3 dead in one. 4 dead in two.")
    first, second = claim(one, "3 dead", 3), claim(one, "4 dead", 4, frame=frame_id(one.id, 1))
    of = [incident(each) for each in (first, second)]
    of[0] = dataclasses.replace(of[0], figures=(dataclasses.replace(of[0].figures[0], open=True),))
    text = "".join(render(Content((one,), (first, second), of)))
    assert "or more" not in text
    assert "≥ 3" in text
    assert text.count("None is graded") == 1
    assert "Record of claims of harm" in text

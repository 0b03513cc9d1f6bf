"""Reports, claims and incidents made up for tests of the page, and the page read back by a parser of its own."""

import hashlib
from datetime import date

from lxml import html  # type: ignore[import-untyped]

from tadwin.export.page import Content, render
from tadwin.ids import claim_id, frame_id, incident_id
from tadwin.spans import cut
from tadwin.types import Claim, Figure, FigureLine, Incident, Place, Report, When
from tadwin.vocab import DatePrecision, Effect, EventType, PlacePrecision, Qualifier

HOSTILE = (
    '<script>alert("x")</script><img src=x onerror=alert(1)> 12 people were killed\u202e dellik erew elpoep 99 \u202c'
    " near \x1b[31mRed\x1b]0;owned\x07 Square, and 3 of them\x00 were \u2066children\u2069 </details></div>"
    "{{ 7*7 }} & so on"
)


def report(text: str = HOSTILE, **fields: object) -> Report:
    known: dict[str, object] = {
        "id": "one",
        "sha256": hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest(),
        "media_type": "text/plain",
        "publisher": "Example Wire",
        "title": "A title",
        "language": "en",
        "published_at": date(2021, 3, 9),
    }
    return Report(text=text, **(known | fields))  # type: ignore[arg-type]


def claim(of: Report, words: str, value: int, effect: Effect = Effect.KILLED, **fields: object) -> Claim:
    start = of.text.index(words)
    number = cut(of, start, start + len(words.split()[0]))
    known: dict[str, object] = {
        "id": claim_id(of.id, effect, number.start, number.end),
        "report_id": of.id,
        "frame": frame_id(of.id, 0),
        "span": cut(of, start, start + len(words)),
        "number": number,
        "effect": effect,
        "figure": Figure(value, Qualifier.EXACT, value, value, number.quote),
    }
    return Claim(**(known | fields))  # type: ignore[arg-type]


def incident(*claims: Claim, **fields: object) -> Incident:
    frame = claims[0].frame
    known: dict[str, object] = {
        "id": incident_id(frame),
        "frames": (frame,),
        "claims": tuple(one.id for one in claims),
        "reports": tuple({one.report_id for one in claims}),
        "time": When(date(2021, 3, 9), date(2021, 3, 9), DatePrecision.DAY),
        "places": (Place("Salqin", 36.1, 36.4, "geonames:164898", "Idlib", "SY", PlacePrecision.EXACT),),
        "event_type": EventType.AIRSTRIKE,
        "weapon": None,
        "perpetrators": (),
        "figures": tuple(
            FigureLine(
                one.effect,
                None,
                one.group,
                one.figure.low,
                one.figure.value,
                one.figure.high,
                False,
                "said",
                (one.id,),
                "One.",
            )
            for one in claims
        ),
    }
    return Incident(**(known | fields))  # type: ignore[arg-type]


def parsed(content: Content) -> html.HtmlElement:
    return html.document_fromstring("".join(render(content)))

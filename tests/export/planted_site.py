"""A publication with everything that a site has to show, hostile and right-to-left words among it, and its folder."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from planted_release import HEAD, MADE_ON, MARKET, TAKEN, TOLL, UNDATED, WEEK, figure, incident

from tadwin.export.publication import (
    Given,
    Publication,
    PublishedIncident,
    PublishedParty,
    PublishedPlace,
    PublishedQuote,
    PublishedSource,
    PublishedTally,
    Withheld,
)
from tadwin.export.site.folder import write
from tadwin.export.site.pages import Site, files
from tadwin.export.totals import totals
from tadwin.types import Bound
from tadwin.vocab import DatePrecision, Effect, Group, PlacePrecision, Stance

SCRIPT = '</script><img src=x onerror="window.hacked=1"><script>window.hacked=2</script>'
ARABIC = "سوق المدينة"
TURNED = "Town\u202eetisoppo"
_HOSTILE_PLACE = PublishedPlace(f"{ARABIC} {SCRIPT}", 36.1, 37.2, PlacePrecision.EXACT, TURNED, "SY")
_SOURCE = PublishedSource(SCRIPT, f"{ARABIC} ' \" & {TURNED}", "javascript:window.hacked=3", date(2031, 5, 9), "ar")
HOSTILE = replace(
    incident(
        "i6",
        (
            figure(Effect.KILLED, 2, 1, 4),
            figure(Effect.KILLED, 1, group=Group.WOMEN),
            figure(Effect.INJURED, None, 10, 19, given=Given.BAND),
        ),
        start=date(2031, 9, 3),
        places=(_HOSTILE_PLACE,),
        weapon=SCRIPT,
        sources=(_SOURCE, PublishedSource("Example Wire", "T", "https://example.org/a?b=1&c=2", None, None)),
        event_type=None,
        grade="weak",
    ),
    perpetrators=(PublishedParty(SCRIPT, None, ("the Example Monitor",)),),
    quotes=(
        PublishedQuote(f"two {SCRIPT} died\u2028", None, Effect.KILLED, None, None, Stance.ASSERTED, TURNED, 0),
        PublishedQuote(None, "it holds a name", Effect.KILLED, None, Group.WOMEN, Stance.DENIED, None, 1),
    ),
    victims=(ARABIC,),
    contradictions=1,
    changed=True,
    grade_reason="One source counts the harm.",
)
INCIDENTS: tuple[PublishedIncident, ...] = (
    UNDATED,
    WEEK,
    MARKET,
    replace(TAKEN, figures=(figure(Effect.ABDUCTED, None, given=Given.SUPPRESSED),)),
    TOLL,
    HOSTILE,
)
TALLY = PublishedTally(
    effect=Effect.KILLED,
    status=None,
    group=None,
    start=date(2031, 5, 1),
    end=date(2031, 5, 31),
    region=(PublishedPlace("North", None, None, PlacePrecision.ADMIN1, "North", "SY"),),
    perpetrators=(),
    claimant="the Example Monitor",
    source=_SOURCE,
    claimed=Bound(50, None),
    recorded=figure(Effect.KILLED, 30),
    incidents=("i5",),
    residual=Bound(20, None),
    comparable="partly",
)
PUBLICATION = Publication(
    "partner",
    HEAD,
    "9.9.9",
    INCIDENTS,
    totals(INCIDENTS),
    (TALLY, replace(TALLY, comparable="no", recorded=None, incidents=())),
    Withheld(2, figure(Effect.KILLED, 3)),
    {"gazetteer": "invented"},
)


def site(publication: Publication = PUBLICATION) -> Site:
    return Site(publication, MADE_ON, "Harm in Example")


def published(to: Path, publication: Publication = PUBLICATION) -> Path:
    """The folder of the site."""
    write(to, files(site(publication)), {}, public=True)
    return to


def many(number: int) -> Publication:
    """More incidents than the list draws at once, over two years."""
    every = tuple(
        incident(
            f"n{one:05}",
            (figure(Effect.KILLED, 1 + one % 5, 1, 9),),
            start=date(2030 + one % 2, 1 + one % 12, 1 + one % 28),
            precision=DatePrecision.DAY,
            places=(PublishedPlace(f"Town {one % 40}", 33 + one % 40 / 10, 36.5, PlacePrecision.EXACT, "North", "SY"),),
            parties=("The Example Army",) if one % 3 else (),
            weapon="rockets" if one % 2 else None,
        )
        for one in range(number)
    )
    every = tuple(sorted(every, key=lambda one: (str(one.start), one.id)))
    return replace(PUBLICATION, incidents=every, totals=totals(every), tallies=())

"""A publication made: every incident that was signed off, as a profile shows it, with totals of what is shown.

Only what a profile may show is copied, field by field, into new objects of words and numbers.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from tadwin.export import coarse, credited, suppress
from tadwin.export.hidden import View, view
from tadwin.export.ledgers import tallies
from tadwin.export.masked import Screen, left_out
from tadwin.export.profiles import CAREFUL, Material, Profile
from tadwin.export.publication import (
    Publication,
    PublishedIncident,
    PublishedPlace,
    PublishedQuote,
    PublishedSource,
    Withheld,
)
from tadwin.export.totals import sum_of, totals
from tadwin.placenames import exact_key
from tadwin.types import Claim, Contradiction, Incident, Report, Signed
from tadwin.vocab import Effect

#: Hexadecimal digits of a published id.
_DIGITS = 16
_GRADED = {
    "confirmed": "The side that is blamed accepts it.",
    "fair": "Two or more independent sources count the harm.",
    "weak": "One source counts the harm.",
    "contested": "Sources blame different sides.",
    "discounted": "A reviewer found that it is not so.",
}
_NO_SOURCE = "No independent source is named."


def publication(material: Material, profile: Profile = CAREFUL) -> Publication:
    """All that may leave with this profile, and nothing else.

    Incidents that no shown report tells of are withheld; their dead are counted. Raises ValueError for a secret that
    is too short, and for an incident that is given twice.
    """
    seen = view(material, profile)
    by_own: dict[str, PublishedIncident] = {}
    withheld: list[Signed] = []
    given: set[str] = set()
    for signed in material.signed:
        if signed.incident.id in given:
            raise ValueError(f"incident {signed.incident.id} is given twice")
        given.add(signed.incident.id)
        if profile.everything or seen.shows(signed.claims):
            by_own[signed.incident.id] = _incident(signed, material, seen)
        else:
            withheld.append(signed)
    by_own = _contained(by_own)
    incidents = tuple(sorted(by_own.values(), key=_order))
    return Publication(
        profile=profile.name,
        head=material.head,
        version=material.version,
        incidents=incidents,
        totals=totals(incidents),
        tallies=tallies(material, seen, by_own, source),
        withheld=_withheld(withheld, by_own, material),
        made_with=dict(material.made_with),
    )


def _incident(signed: Signed, material: Material, seen: View) -> PublishedIncident:
    incident, everything = signed.incident, seen.profile.everything
    claims = signed.claims if everything else seen.shows(signed.claims)
    shown = frozenset(claim.id for claim in claims)
    sources, at = _sources(incident, material, seen)
    origins, more_origins = credited.origins(incident, shown, seen.credits)
    time = coarse.days(incident.time, signed.claims if everything else claims)
    return PublishedIncident(
        id=_public_id(incident, material, seen.profile),
        start=time.start,
        end=time.end,
        date_precision=time.precision,
        places=_places(incident, claims, seen),
        event_type=incident.event_type if _says(claims, "event_type", incident.event_type, seen) else None,
        weapon=incident.weapon if _says(claims, "weapon", incident.weapon, seen) else None,
        perpetrators=credited.parties(incident, claims, seen.credits),
        contested=incident.grade == "contested",
        grade=incident.grade,
        grade_reason=incident.grade_reason if everything else _reason(incident),
        figures=suppress.as_signed(incident.figures) if everything else suppress.guarded(incident.figures, shown),
        origins=origins,
        more_origins=more_origins,
        sources=sources,
        more_sources=len(sources) < len(incident.reports),
        quotes=_quotes(signed, claims, at, seen),
        victims=_victims(claims, seen),
        contradictions=sum(_is_among(one, shown, claims, everything) for one in incident.contradictions),
        denials=credited.denials(incident, claims, seen.credits),
        contains=incident.contains,
        toll=incident.toll,
        unplaced=incident.unplaced,
        signed_on=_day(signed.at),
        changed=incident.id in material.changed if seen.profile.settlements else None,
    )


def _public_id(incident: Incident, material: Material, profile: Profile) -> str:
    """The same in every export of a record, and not to be guessed from the names of its reports."""
    if profile.everything:
        return incident.id
    return "p" + hmac.new(material.secret, incident.id.encode(), hashlib.sha256).hexdigest()[:_DIGITS]


def _says(claims: Iterable[Claim], attribute: str, value: str | None, seen: View) -> bool:
    """True where everything is shown, or a shown claim says so in words that hold no hidden name."""
    if seen.profile.everything:
        return True
    told = any(getattr(claim, attribute) == value for claim in claims)
    return value is not None and told and not seen.screen.holds(value)


def _places(incident: Incident, claims: Sequence[Claim], seen: View) -> tuple[PublishedPlace, ...]:
    if seen.profile.everything:
        return tuple(coarse.as_signed(place) for place in incident.places)
    return coarse.places(incident, claims, seen.widen)


def _reason(incident: Incident) -> str | None:
    if incident.grade is None:
        return None
    if incident.grade == "weak" and not any(one.independent for one in incident.origins):
        return _NO_SOURCE
    return _GRADED.get(incident.grade)


def _is_among(one: Contradiction, shown: frozenset[str], claims: Sequence[Claim], everything: bool) -> bool:
    """True where all claims that contradict each other are shown, and their numbers too: of the dead, when masked."""
    if everything:
        return True
    living = {claim.id for claim in claims if claim.effect in suppress.LIVING}
    return shown.issuperset(one.claims) and living.isdisjoint(one.claims)


def _sources(
    incident: Incident, material: Material, seen: View
) -> tuple[tuple[PublishedSource, ...], Mapping[str, int]]:
    """The reports as they are shown, by day and name, and the place of each among them by its id."""
    names = [name for name in incident.reports if name in seen.shown_reports or seen.profile.everything]
    made = [(source(material.reports.get(name), seen), name) for name in names]
    made.sort(key=lambda one: (one[0].published or date.min, one[0].publisher or "", one[0].title or "", one[1]))
    return tuple(one for one, _ in made), {name: position for position, (_, name) in enumerate(made)}


def source(report: Report | None, seen: View) -> PublishedSource:
    """A report as the profile shows it. In a masked profile no name, title or address that holds a hidden name."""
    if report is None:
        return PublishedSource(None, None, None, None, None)

    def passes(words: str | None, screen: Screen, *, given: bool = True) -> str | None:
        if words is None or seen.profile.everything or exact_key(words) in seen.allowed:
            return words
        return words if given and not screen.holds(words) else None

    return PublishedSource(
        publisher=passes(report.publisher, seen.credits.screen),
        title=passes(report.title, seen.screen, given=seen.profile.links),
        url=passes(report.url, seen.screen, given=seen.profile.links),
        published=report.published_at,
        language=report.language,
    )


def _quotes(signed: Signed, claims: Sequence[Claim], at: Mapping[str, int], seen: View) -> tuple[PublishedQuote, ...]:
    """The words behind figures, by source and place in its text. Of the living there are none in a masked profile."""
    told = claims if seen.profile.everything else [one for one in claims if one.effect not in suppress.LIVING]
    near = () if seen.profile.everything else seen.near(signed.claims)
    ordered = sorted(told, key=lambda one: (at.get(one.report_id, -1), one.span.start, one.span.end, one.id))
    return tuple(_quote(claim, at[claim.report_id], near, seen) for claim in ordered if claim.report_id in at)


def _quote(claim: Claim, at: int, near: Sequence[str], seen: View) -> PublishedQuote:
    why = None if seen.profile.everything else left_out(claim, seen.screen, near)
    return PublishedQuote(
        words=None if why else claim.span.quote,
        left_out=why,
        effect=claim.effect,
        status=claim.status,
        group=claim.group,
        stance=claim.stance,
        claimant=None if claim.claimant is None else credited.speaker(claim, seen.credits),
        source=at,
    )


def _victims(claims: Iterable[Claim], seen: View) -> tuple[str, ...]:
    """Names of the dead that may be shown: all, or those that a decision allows."""
    names = {victim.name for claim in claims if claim.effect is Effect.KILLED for victim in claim.victims}
    return tuple(sorted(name for name in names if seen.profile.everything or exact_key(name) in seen.allowed))


def _day(at: str) -> date | None:
    """The day of a time in ISO 8601; the hour of a reviewer's work is nobody's business."""
    try:
        return date.fromisoformat(at[:10])
    except ValueError:
        return None


def _contained(by_own: Mapping[str, PublishedIncident]) -> dict[str, PublishedIncident]:
    """The incidents with the published ids of those that they contain, as far as these are published."""
    return {
        own: replace(one, contains=tuple(sorted(by_own[inside].id for inside in one.contains if inside in by_own)))
        for own, one in by_own.items()
    }


def _order(incident: PublishedIncident) -> tuple[str, ...]:
    place = incident.places[0] if incident.places else None
    where = ("", "") if place is None else (place.country or "", place.name or "")
    return (str(incident.start or ""), str(incident.end or ""), *where, incident.id)


def _withheld(withheld: Sequence[Signed], by_own: Mapping[str, PublishedIncident], material: Material) -> Withheld:
    """How many are withheld, and their dead: those that a published toll may count already are in it."""
    inside = {one for signed in material.signed if signed.incident.id in by_own for one in signed.incident.contains}
    counted = [signed for signed in withheld if signed.incident.id not in inside]
    held = {one for signed in counted for one in signed.incident.contains}
    lines = [
        line
        for signed in counted
        if signed.incident.id not in held and signed.incident.grade != "discounted"
        for line in suppress.guarded(signed.incident.figures, ())
        if (line.effect, line.status, line.group) == (Effect.KILLED, None, None)
    ]
    return Withheld(len(withheld), sum_of(lines) if lines else None)

"""Which places a report names, and where they are.

A name is a place when a gazetteer knows it and the words around it do not speak against it: in a report about Syria
"Hope" is a word and "Mustafa" a man until "the village of" stands before them. Where it lies is settled from the report
as a whole: the countries it is about, the province named nearby, and the report's other places. What that does not
settle stays ambiguous, with the candidates kept; nothing is guessed.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

from tadwin.placenames import exact_key
from tadwin.resolve.placechoice import PlaceContext, choose, is_settlement
from tadwin.resolve.placescan import (
    Cue,
    Word,
    before_in_run,
    cue,
    goes_on,
    has_title,
    in_list,
    is_division,
    joins_names,
    names,
    run_after,
    sentences,
    shouted,
    split,
)
from tadwin.resolve.placewords import demonyms, words
from tadwin.types import Gazetteer, Mention, Place
from tadwin.vocab import PlacePrecision

#: A country is one the report is about when it has this share of the votes of the first.
_SHARE = 0.3
_MOST_COUNTRIES = 4
#: A namesake settles what country is meant when it has this many times the population of those elsewhere.
_OUTWEIGHS = 20
#: A settlement of this population is believed without a cue in a country that the report is partly about, and of that
#: many after "in" in any other.
_KNOWN, _KNOWN_ABROAD = 100_000, 200_000
_WIDE = {PlacePrecision.COUNTRY, PlacePrecision.ADMIN1, PlacePrecision.AREA}


@runtime_checkable
class Weighing(Protocol):
    """A gazetteer that also knows how much a place weighs: its population, more for countries."""

    def weight(self, place: Place) -> int:
        """0 when nothing is known."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A stretch of words that some place could carry as its name."""

    first: int
    last: int
    text: str
    cue: Cue
    readings: tuple[Place, ...]  # by exact key, anywhere
    unlisted: bool = False  # no gazetteer knows it, and the words still call it a settlement


#: A spot that names a place, and what the name can stand for.
_Found = tuple[_Spot, tuple[Place, ...]]


@dataclass(slots=True)
class _Scan:
    """One report while its places are read."""

    text: str
    listed: list[Word]
    sentence: list[int]
    gazetteer: Gazetteer
    shout: bool
    weight: Callable[[Place], int]

    def words_of(self, first: int, last: int) -> str:
        return self.text[self.listed[first].start : self.listed[last].end]


def find_places(text: str, gazetteer: Gazetteer, *, countries: Sequence[str] = ()) -> tuple[Mention[Place], ...]:
    """The places that a report names, sorted, without overlaps; each with its place, its candidates, or only its name.

    `countries` (ISO 3166-1 alpha-2) are those the report is known to be about, before its words are read.
    """
    return read_places(text, gazetteer, countries=countries)[0]


def read_places(
    text: str, gazetteer: Gazetteer, *, countries: Sequence[str] = ()
) -> tuple[tuple[Mention[Place], ...], PlaceContext]:
    """`find_places`, and the context that they were settled in, for `settle`."""
    listed = split(text)
    scan = _Scan(text, listed, sentences(listed), gazetteer, shouted(listed), _weight(gazetteer))
    spots = _spots(scan)
    scope = _scope(scan, spots, countries)
    accepted = _accepted(scan, spots, scope)
    context = _context(scan, accepted, scope)
    mentions = []
    for index, (spot, readings) in enumerate(accepted):
        local = _local(scan, index, accepted, context)
        place = choose(_bare(spot.text), readings, local, scan.weight, spot.readings)
        start = listed[spot.first].start
        mentions.append(_part_of(scan, spot, Mention(start, start + len(spot.text), spot.text, place)))
    return tuple(mentions), context


def settle(name: str, gazetteer: Gazetteer, context: PlaceContext) -> Place:
    """The place that the words call by `name` ("the village of …"), within the countries of the report.

    A name that no gazetteer knows, or that several places share, gives a Place without a point.
    """
    readings = _readings_in_scope(gazetteer, name, context.countries, fuzzy=True) or tuple(gazetteer.lookup(name))
    return choose(name, readings, context, _weight(gazetteer), gazetteer.lookup(name))


def _weight(gazetteer: Gazetteer) -> Callable[[Place], int]:
    return gazetteer.weight if isinstance(gazetteer, Weighing) else lambda _: 0


def _spots(scan: _Scan) -> list[list[_Spot]]:
    """For each word that may open a name, the names that some place carries, longest first."""
    found: list[list[_Spot]] = []
    articles = words("article")
    for at, word in enumerate(scan.listed):
        if not word.capital and word.lower not in articles:
            continue
        here = []
        for last in names(scan.listed, at):
            name = scan.words_of(at, last)
            if _may_name(scan, at, last, name):
                here.append(
                    _Spot(at, last, name, cue(scan.listed, scan.text, at, last), _anywhere(scan.gazetteer, name))
                )
        if unlisted := _unlisted(scan, at):
            here.append(unlisted)
        if here:
            found.append(here)
    return found


def _may_name(scan: _Scan, first: int, last: int, name: str) -> bool:
    listed = scan.listed
    if first == last:
        word = listed[first].lower
        if len(name) < 2 or word in demonyms() or word in words("never") or word in words("calendar"):
            return False
        if word in words("generic head") and last + 1 < len(listed) and goes_on(listed, last + 1):
            return False
    elif listed[last].lower in words("never") and last - first == 1:
        return False
    return scan.gazetteer.keys(name) or (first == last and name.endswith("s") and scan.gazetteer.keys(name[:-1]))


def _unlisted(scan: _Scan, at: int) -> _Spot | None:
    """A name that the words call a settlement ("the village of X", "in al-X"), for when no gazetteer knows it."""
    listed = scan.listed
    if (
        scan.shout
        or listed[at].lower in words("wide direction")
        or (at > 0 and listed[at - 1].capital and listed[at].joins and listed[at].capital)
    ):
        return None
    plain = words("ordinary", "function", "calendar", "organisation", "facility")
    last = next((end for end in names(listed, at) if not joins_names(listed, at, end)), -1)
    while last >= at and listed[last].lower in plain:
        last -= 1
    if last < at or any(listed[n].lower in plain | words("never", "title") for n in {at, last}):
        return None
    if listed[at].lower in demonyms() or listed[last].lower in demonyms() or _is_abbreviation(scan, at, last):
        return None
    found = cue(listed, scan.text, at, last)
    toponymic = listed[at].lower in words("article") or (last > at and listed[at].lower in words("generic head"))
    if found is Cue.SETTLEMENT or (found is Cue.LOCATIVE and toponymic):
        return _Spot(at, last, scan.words_of(at, last), found, (), unlisted=True)
    return None


def _anywhere(gazetteer: Gazetteer, name: str) -> tuple[Place, ...]:
    found = tuple(gazetteer.lookup(name))
    if not found and name.endswith("s"):  # "Syrias Idlib": texts that lost their apostrophes
        found = tuple(place for place in gazetteer.lookup(name[:-1]) if place.precision in _WIDE)
    return found


def _bare(name: str) -> str:
    return " ".join(name.split())


def _scope(scan: _Scan, spots: list[list[_Spot]], given: Sequence[str]) -> tuple[str, ...]:
    """The countries that the report is about, first the one that most of its words point to.

    A country that is only named as somebody ("Russia said") is not one of them unless nothing else is.
    """
    votes: defaultdict[str, float] = defaultdict(float)
    backed: set[str] = set(given)
    settled: set[str] = set()
    plain = words("ordinary", "given name")
    for options in spots:
        spot = next((option for option in options if option.readings), None)
        if spot is None or _against(scan, spot) or (spot.first == spot.last and scan.listed[spot.first].lower in plain):
            continue
        strength = 2 if spot.cue else 1
        home = spot.readings[0].country or ""
        if spot.readings[0].precision is PlacePrecision.COUNTRY:
            if not _is_local(scan, spot):
                votes[home] += strength
                backed |= {home} if spot.cue >= Cue.LOCATIVE else set()
            continue
        weights = {place.country: 0 for place in spot.readings if place.country}
        for place in spot.readings:
            if place.country:
                weights[place.country] = max(weights[place.country], scan.weight(place))
        settled |= weights.keys()
        second = max((weight for country, weight in weights.items() if country != home), default=-1)
        if weights.get(home, 0) >= max(_KNOWN, _OUTWEIGHS * second):
            votes[home] += strength
            backed.add(home)
        elif home:
            for country in weights:
                votes[country] += strength / 2 / len(weights)
    for word in scan.listed:
        if word.capital and word.lower in demonyms():
            votes[demonyms()[word.lower]] += 0.5
            backed |= {demonyms()[word.lower]} & settled
    votes.pop("", None)
    ranked = sorted(votes, key=lambda country: (-votes[country], country))
    about = [country for country in ranked if votes[country] >= _SHARE * votes[ranked[0]] and country in backed]
    return tuple(dict.fromkeys([*given, *(about or ranked[:1])[:_MOST_COUNTRIES]]))


def _accepted(scan: _Scan, spots: list[list[_Spot]], scope: tuple[str, ...]) -> list[_Found]:
    """The spots that name places, each with its readings within the scope, or elsewhere when it has none."""
    accepted: list[_Found] = []
    cued: set[str] = {o.text.lower() for options in spots for o in options if o.cue >= Cue.LOCATIVE}
    end = -1
    for options in spots:
        if options[0].first <= end:
            continue
        for option in options:
            spot = _with_list_cue(scan, option, accepted)
            readings = _readings(scan, spot, scope)
            if _is_place(scan, spot, readings, scope, cued):
                cut = (
                    -1
                    if readings and not scan.gazetteer.lookup(spot.text) and _lost_apostrophe(scan, spot, readings)
                    else None
                )
                accepted.append((replace(spot, text=spot.text[:cut]), readings))
                end = spot.last
                break
    return accepted


def _lost_apostrophe(scan: _Scan, spot: _Spot, readings: tuple[Place, ...]) -> bool:
    return spot.text.endswith("s") and any(
        p.gazetteer_id == readings[0].gazetteer_id for p in scan.gazetteer.lookup(spot.text[:-1])
    )


def _with_list_cue(scan: _Scan, spot: _Spot, accepted: list[_Found]) -> _Spot:
    """In "in Hama, Homs and Idlib" the first name's cue holds for the others."""
    if not accepted or spot.cue >= Cue.LOCATIVE:
        return spot
    before = accepted[-1][0]
    if in_list(scan.listed, spot.first, before.last):
        return replace(spot, cue=max(spot.cue, min(before.cue, Cue.LOCATIVE)))
    return spot


def _readings(scan: _Scan, spot: _Spot, scope: tuple[str, ...]) -> tuple[Place, ...]:
    """What the name can stand for: places of the report's countries if there are any, else places anywhere."""
    if spot.unlisted:
        return ()
    first = spot.readings[:1]
    country = bool(first) and first[0].precision is PlacePrecision.COUNTRY
    if country and (first[0].country in scope or not _is_local(scan, spot)):
        return spot.readings
    # Nothing but the settlements of the report's countries: "the village of Benin" is no state.
    exact = tuple(place for place in spot.readings if place.country in scope or place.country is None)
    if exact:
        return exact
    inner = {word.lower for word in scan.listed[spot.first : spot.last + 1]}
    toponymic = spot.last > spot.first and bool(inner & (words("article", "generic head")))
    return _readings_in_scope(scan.gazetteer, spot.text, scope, fuzzy=bool(spot.cue) or toponymic) or spot.readings


def _readings_in_scope(gazetteer: Gazetteer, name: str, scope: Sequence[str], *, fuzzy: bool) -> tuple[Place, ...]:
    if not fuzzy:
        return ()
    return tuple(place for country in scope for place in gazetteer.lookup(name, country=country))


def _is_place(scan: _Scan, spot: _Spot, readings: tuple[Place, ...], scope: tuple[str, ...], cued: set[str]) -> bool:
    if _against(scan, spot):
        return False
    if not readings:
        return spot.unlisted
    word = scan.listed[spot.first].lower if spot.first == spot.last else ""
    local = readings[0].country in scope or readings[0].country is None
    country = readings[0].precision is PlacePrecision.COUNTRY
    if country and (spot.text[:2].isupper() or len(spot.text) > 3):
        return bool(spot.cue) or not (word in words("person country") and run_after(scan.listed, spot.last))
    if _is_abbreviation(scan, spot.first, spot.last) or (not spot.readings and _has_function_word(scan, spot)):
        return False
    if word in words("ordinary"):
        return spot.cue is Cue.SETTLEMENT and local and word not in words("settlement", "direction")
    if word in words("given name") or before_in_run(scan.listed, spot.first) in words("given name"):
        return spot.cue >= Cue.LOCATIVE and local and bool(spot.readings)
    if local and (readings[0].country in (None, scope[0]) or scan.weight(readings[0]) >= _KNOWN):
        return bool(spot.cue) or not scan.shout or spot.text.lower() in cued
    if local:
        return spot.cue >= Cue.LOCATIVE
    # A small town of another country that only shares the name is no evidence.
    return spot.cue is Cue.SETTLEMENT or (spot.cue is Cue.LOCATIVE and scan.weight(readings[0]) >= _KNOWN_ABROAD)


def _is_abbreviation(scan: _Scan, first: int, last: int) -> bool:
    name = scan.listed[first].text
    return not scan.shout and first == last and len(name) < 6 and name.isupper() and name.isascii()


def _has_function_word(scan: _Scan, spot: _Spot) -> bool:
    ends = {scan.listed[spot.first].lower, scan.listed[spot.last].lower}
    return bool(ends & words("function"))


def _against(scan: _Scan, spot: _Spot) -> bool:
    """True when the name is part of an organisation's or a person's."""
    after = run_after(scan.listed, spot.last)
    if has_title(scan.listed, spot.first) and spot.cue < Cue.LOCATIVE:
        return True
    if scan.shout:
        return bool(after) and after[0] in words("organisation") and spot.cue < Cue.LOCATIVE
    head = after[: next((n for n, word in enumerate(after) if word in words("calendar")), len(after))]
    if any(word in words("organisation") and word not in words("facility") for word in head):
        return spot.cue is not Cue.SETTLEMENT
    if any(word in words("facility") for word in head):
        return not spot.cue
    return False


def _context(scan: _Scan, accepted: list[_Found], scope: tuple[str, ...]) -> PlaceContext:
    anchors = []
    provinces = []
    for spot, readings in accepted:
        place = choose("", readings, PlaceContext(scope), scan.weight, spot.readings)
        if place.country in scope and is_settlement(place):
            anchors.append(place)
        provinces += [p for p in readings if p.precision is PlacePrecision.ADMIN1 and p.country in scope][:1]
    countries = (r[0].country for _, r in accepted if r and r[0].precision is PlacePrecision.COUNTRY)
    named = frozenset(country for country in countries if country)
    return PlaceContext(scope, tuple(dict.fromkeys(anchors)), tuple(dict.fromkeys(provinces)), named)


def _local(scan: _Scan, index: int, accepted: list[_Found], context: PlaceContext) -> PlaceContext:
    """The context as one spot sees it: whether a province is meant, and what stands in its sentence."""
    spot, readings = accepted[index]
    sentence = scan.sentence[spot.first]
    near = [
        place
        for other, found in accepted[max(0, index - 12) : index + 13]
        if other is not spot and scan.sentence[other.first] == sentence
        for place in found[:1]
    ]
    division = is_division(scan.listed, spot.first, spot.last)
    return replace(
        context,
        anchors=tuple(p for p in context.anchors if exact_key(p.name) != exact_key(spot.text) and p not in readings),
        nearby=tuple(near),
        division=division,
        local=_is_local(scan, spot) and not division,
    )


def _is_local(scan: _Scan, spot: _Spot) -> bool:
    """True where the words say that the name is a settlement's: "the village of X", "X near Y"."""
    after = scan.listed[spot.last + 1 : spot.last + 2]
    beside = any(word.joins and word.lower in ("near", "outside", "beside") for word in after)
    return beside or spot.cue is Cue.SETTLEMENT


def _part_of(scan: _Scan, spot: _Spot, mention: Mention[Place]) -> Mention[Place]:
    """ "northwest Syria" is an area of its own: one that the gazetteer knows, else a part of Syria without a point."""
    place, before = mention.names, spot.first - 1
    if before < 0 or not scan.listed[spot.first].joins or scan.listed[before].lower not in words("wide direction"):
        return mention
    start = scan.listed[before].start
    text = scan.text[start : mention.end]
    known = [area for area in scan.gazetteer.lookup(text) if area.precision is PlacePrecision.AREA]
    if known and known[0].country in (place.country, None):
        area = replace(known[0], name=_bare(text))
    elif place.precision is PlacePrecision.COUNTRY and scan.listed[before].lower != "rural":
        area = Place(_bare(text), country=place.country, precision=PlacePrecision.AREA)
    else:
        return mention
    return Mention(start, mention.end, text, area)

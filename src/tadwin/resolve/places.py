"""Which places a report names, and where they are.

A name is a place when a gazetteer knows it and the words around it do not speak against it: in a report about Syria
"Hope" is a word and "Mustafa" a man until "the village of" stands before them. Where it lies is settled from the report
as a whole: the countries it is about, the province named nearby, and the report's other places. What that does not
settle stays ambiguous, with the candidates kept; nothing is guessed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol, runtime_checkable

from tadwin.placenames import exact_key
from tadwin.resolve.placeagain import said_again
from tadwin.resolve.placechoice import PlaceContext, choose, is_settlement, keeps_article
from tadwin.resolve.placescan import Cue, before_in_run, has_title, in_list, is_division, sentences, shouted, split
from tadwin.resolve.placespots import Scan, Spot, find_spots, is_abbreviation
from tadwin.resolve.placetold import goes_on_list
from tadwin.resolve.placewords import DEMONYMS, words
from tadwin.types import Gazetteer, Mention, Place
from tadwin.vocab import PlacePrecision

_TOPONYMIC = words("article", "generic head")
_ARTICLE = words("article")
_BEFORE_TAIL = words("settlement", "division", "direction", "ordinary", "between", "locative", "calendar", "label")
_CALENDAR = words("calendar")
_FACILITY = words("facility")
_FUNCTION = words("function")
_GIVEN_NAME = words("given name")
_ORDINARY = words("ordinary")
_ALSO_WORDS = words("ordinary", "given name")
_ORGANISATION = words("organisation")
_PERSON_COUNTRY = words("person country")
_SETTLEMENT_OR_DIRECTION = words("settlement", "direction")
_WIDE_DIRECTION = words("wide direction")

#: A country is one the report is about when it has this share of the votes of the first.
_SHARE = 0.3
_MOST_COUNTRIES = 4
#: A namesake settles what country is meant when it has this many times the population of those elsewhere.
_OUTWEIGHS = 10
#: A settlement of this population is believed without a cue in a country that the report is partly about, and of that
#: many after "in" in any other.
_KNOWN, _KNOWN_ABROAD = 50_000, 60_000
#: A place that carries the name only as one of its others counts for this many times less.
_BY_ANOTHER_NAME = 10


@runtime_checkable
class Weighing(Protocol):
    """A gazetteer that also knows how much a place weighs: its population, more for countries."""

    def weight(self, place: Place) -> int:
        """0 when nothing is known."""


#: A spot that names a place, and what the name can stand for.
_Found = tuple[Spot, tuple[Place, ...]]


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
    scan = Scan(text, listed, sentences(listed), gazetteer, shouted(listed), _weight(gazetteer))
    spots = find_spots(scan)
    scope = _scope(scan, spots, countries)
    accepted = _accepted(scan, spots, scope)
    context = _context(scan, accepted, scope)
    mentions = []
    for index, (spot, readings) in enumerate(accepted):
        local = _local(scan, index, accepted, context)
        place = choose(" ".join(spot.text.split()), readings, local, scan.weight, spot.readings)
        start = listed.start[spot.first]
        mentions.append(_part_of(scan, spot, Mention(start, start + len(spot.text), spot.text, place)))
    again = said_again(scan, mentions)
    return tuple(sorted([*mentions, *again], key=lambda one: one.start)), context


def settle(name: str, gazetteer: Gazetteer, context: PlaceContext) -> Place:
    """The place that the words call by `name` ("the village of …"), within the countries of the report.

    A name that no gazetteer knows, or that several places share, gives a Place without a point.
    """
    readings = _readings_in_scope(gazetteer, name, context.countries, fuzzy=True) or tuple(gazetteer.lookup(name))
    return choose(name, readings, context, _weight(gazetteer), gazetteer.lookup(name))


def _weight(gazetteer: Gazetteer) -> Callable[[Place], int]:
    return gazetteer.weight if isinstance(gazetteer, Weighing) else lambda _: 0


def _scope(scan: Scan, spots: list[list[Spot]], given: Sequence[str]) -> tuple[str, ...]:
    """The countries that the report is about, first the one that most of its words point to.

    A country that is only named as somebody ("Russia said") is not one of them unless nothing else is.
    """
    votes: defaultdict[str, float] = defaultdict(float)
    backed: set[str] = set(given)
    settled: set[str] = set()
    weighed: dict[str, dict[str, int]] = {}
    for spot, readings in _voting(scan, spots):
        strength = 2 if spot.cue else 1
        home = readings[0].country or ""
        if spot.readings[0].precision is PlacePrecision.COUNTRY:
            if not _is_local(scan, spot):
                votes[home] += strength
                backed |= {home} if spot.cue >= Cue.LOCATIVE else set()
            continue
        weights = weighed.get(spot.text)
        if weights is None:
            weights = weighed[spot.text] = _weights(scan, readings, spot.text)
        settled |= weights.keys()
        second = max((weight for country, weight in weights.items() if country != home), default=-1)
        wide = [place for place in readings if place.precision is PlacePrecision.ADMIN1]
        province = bool(wide) and is_division(scan.listed, spot.first, spot.last)
        home = wide[0].country or home if province else home
        if province or weights.get(home, 0) >= max(_KNOWN, _OUTWEIGHS * second):
            votes[home] += strength
            backed.add(home)
        elif home:
            known = sum(weights.values())  # a city of the name speaks louder for its country than a hamlet does
            for country, weight in weights.items():
                votes[country] += strength / 2 * (weight / known if known else 1 / len(weights))
    for word, capital in zip(scan.listed.lower, scan.listed.capital, strict=True):
        if capital and word in DEMONYMS:
            votes[DEMONYMS[word]] += 0.5
            backed |= {DEMONYMS[word]} & settled
    votes.pop("", None)
    ranked = sorted(votes, key=lambda country: (-votes[country], country))
    about = [country for country in ranked if votes[country] >= _SHARE * votes[ranked[0]] and country in backed]
    return tuple(dict.fromkeys([*given, *(about or ranked[:1])[:_MOST_COUNTRIES]]))


def _voting(scan: Scan, spots: list[list[Spot]]) -> Iterator[tuple[Spot, tuple[Place, ...]]]:
    """The names that may tell what countries a report is about, each with what it can stand for there."""
    named = _named(scan, spots)
    end = -1
    for options in spots:
        spot = next((option for option in options if option.readings), None)
        if (
            spot is None
            or spot.first <= end  # "Qarya" of "al-Qarya"
            or _against(scan, spot)
            or (spot.first == spot.last and scan.listed.lower[spot.first] in _ALSO_WORDS)
        ):
            continue
        end = spot.last
        readings = _abroad(spot, named) if named else spot.readings
        if readings:
            yield spot, readings


def _weights(scan: Scan, readings: Sequence[Place], name: str) -> dict[str, int]:
    """The weight of the heaviest reading in each country; less for a place that has the name only among others."""
    weights: dict[str, int] = {}
    key = exact_key(name)
    for place in readings:
        if place.country:
            weight = scan.weight(place) // (1 if exact_key(place.name) == key else _BY_ANOTHER_NAME)
            weights[place.country] = max(weights.get(place.country, 0), weight)
    return weights


def _accepted(scan: Scan, spots: list[list[Spot]], scope: tuple[str, ...]) -> list[_Found]:
    """The spots that name places, each with its readings within the scope, or elsewhere when it has none."""
    accepted: list[_Found] = []
    known: dict[tuple[str, bool, bool], tuple[Place, ...]] = {}
    cued: set[str] = {o.text.lower() for options in spots for o in options if o.cue >= Cue.LOCATIVE}
    named = _named(scan, spots)
    end = -1
    for options in spots:
        if options[0].first <= end:
            continue
        for option in options:
            spot = _with_list_cue(scan, option, accepted)
            if spot.listed or _against(scan, spot):
                continue
            said = spot.text, bool(spot.cue), spot.unlisted or _is_local(scan, spot)
            readings = known.get(said)
            if readings is None:
                readings = known[said] = _readings(scan, spot, scope, named)
            if _is_place(scan, spot, readings, scope, cued):
                if _lost_apostrophe(scan, spot, readings):
                    spot = spot._replace(text=spot.text[:-1])
                accepted.append((spot, readings))
                end = spot.last
                break
    return accepted


def _lost_apostrophe(scan: Scan, spot: Spot, readings: tuple[Place, ...]) -> bool:
    if not readings or not spot.text.endswith("s") or scan.gazetteer.lookup(spot.text):
        return False
    return any(p.gazetteer_id == readings[0].gazetteer_id for p in scan.gazetteer.lookup(spot.text[:-1]))


def _named(scan: Scan, spots: list[list[Spot]]) -> frozenset[str]:
    """The countries that the report names, or whose people it names."""
    said = {
        DEMONYMS[word]
        for word, capital in zip(scan.listed.lower, scan.listed.capital, strict=True)
        if capital and word in DEMONYMS
    }
    first = [options[0].readings[0] for options in spots if options[0].readings]
    return frozenset(said | {p.country for p in first if p.precision is PlacePrecision.COUNTRY and p.country})


def _with_list_cue(scan: Scan, spot: Spot, accepted: list[_Found]) -> Spot:
    """In "in Hama, Homs and Idlib" the first name's cue holds for the others."""
    if not accepted or spot.cue >= Cue.LOCATIVE:
        return spot
    before = accepted[-1][0]
    if spot.listed:
        country = any(place.precision is PlacePrecision.COUNTRY for place in accepted[-1][1][:1])
        if country or before.cue < Cue.LOCATIVE or not goes_on_list(scan.listed, spot.first, spot.last, before.last):
            return spot
        return spot._replace(cue=Cue.LOCATIVE, listed=False)
    if in_list(scan.listed, spot.first, before.last):
        return spot._replace(cue=max(spot.cue, min(before.cue, Cue.LOCATIVE)))
    return spot


def _readings(scan: Scan, spot: Spot, scope: tuple[str, ...], named: frozenset[str]) -> tuple[Place, ...]:
    """What the name can stand for: places of the report's countries if there are any, else places anywhere."""
    if spot.unlisted:
        return ()
    first = spot.readings[:1]
    country = bool(first) and first[0].precision is PlacePrecision.COUNTRY
    if country and (first[0].country in scope or not _is_local(scan, spot)):
        return spot.readings
    # Nothing but the settlements of the report's countries: "the village of Benin" is no state.
    exact = tuple(place for place in spot.readings if place.country in scope or place.country is None)
    exact = tuple(place for place in exact if keeps_article(spot.text, place))
    areas = tuple(place for place in exact if place.precision is PlacePrecision.AREA and place.country is None)
    if areas and spot.cue is not Cue.SETTLEMENT and all(scan.weight(place) < _KNOWN for place in exact):
        return areas  # "the Levant" is no hamlet of that name
    if exact:
        return exact
    inner = scan.listed.lower[spot.first : spot.last + 1]
    toponymic = len(inner) > 1 and not _TOPONYMIC.isdisjoint(inner)
    inside = _readings_in_scope(scan.gazetteer, spot.text, scope, fuzzy=bool(spot.cue) or toponymic)
    inside = tuple(place for place in inside if keeps_article(spot.text, place))
    return inside or (_abroad(spot, named) if scope else spot.readings)


def _abroad(spot: Spot, named: frozenset[str]) -> tuple[Place, ...]:
    """What a name can stand for outside the countries that the report is about.

    There a place that carries it only among its other names is another place, unless the report names its country.
    """
    key = exact_key(spot.text)
    return tuple(
        place
        for place in spot.readings
        if keeps_article(spot.text, place)
        and (
            place.country is None or place.country in named or not is_settlement(place) or exact_key(place.name) == key
        )
    )


def _readings_in_scope(gazetteer: Gazetteer, name: str, scope: Sequence[str], *, fuzzy: bool) -> tuple[Place, ...]:
    if not fuzzy:
        return ()
    return tuple(place for country in scope for place in gazetteer.lookup(name, country=country))


def _is_place(scan: Scan, spot: Spot, readings: tuple[Place, ...], scope: tuple[str, ...], cued: set[str]) -> bool:
    if not readings:
        return spot.unlisted
    word = scan.listed.lower[spot.first] if spot.first == spot.last else ""
    local = readings[0].country in scope or readings[0].country is None
    country = readings[0].precision is PlacePrecision.COUNTRY
    if country and (spot.text[:2].isupper() or len(spot.text) > 3):
        return bool(spot.cue) or not (word in _PERSON_COUNTRY and spot.after)
    short = is_abbreviation(scan, spot.first, spot.last) and spot.cue is not Cue.SETTLEMENT  # "CHIN STATE"
    if short or (not spot.readings and _has_function_word(scan, spot)):
        return False
    if word in _ORDINARY:
        return spot.cue is Cue.SETTLEMENT and local and word not in _SETTLEMENT_OR_DIRECTION
    if word in _GIVEN_NAME or before_in_run(scan.listed, spot.first) in _GIVEN_NAME:
        return spot.cue >= Cue.LOCATIVE and local and bool(spot.readings)
    if local and (readings[0].country in (None, scope[0]) or scan.weight(readings[0]) >= _KNOWN):
        return bool(spot.cue) or not scan.shout or spot.text.lower() in cued
    if local:
        return spot.cue >= Cue.LOCATIVE
    if readings[0].precision is PlacePrecision.AREA:
        return spot.cue >= Cue.LOCATIVE
    if spot.cue >= Cue.LOCATIVE and any(place.precision is PlacePrecision.ADMIN1 for place in readings):
        return is_division(scan.listed, spot.first, spot.last)
    # A small town of another country that only shares the name is no evidence.
    return spot.cue is Cue.SETTLEMENT or (spot.cue is Cue.LOCATIVE and scan.weight(readings[0]) >= _KNOWN_ABROAD)


def _has_function_word(scan: Scan, spot: Spot) -> bool:
    return scan.listed.lower[spot.first] in _FUNCTION or scan.listed.lower[spot.last] in _FUNCTION


def _against(scan: Scan, spot: Spot) -> bool:
    """True when the name is part of an organisation's or a person's."""
    if spot.cue < Cue.LOCATIVE and has_title(scan.listed, spot.first):
        return True
    if scan.listed.lower[spot.first] in _ARTICLE and spot.first < spot.last and _is_tail(scan, spot):
        return True
    after = spot.after
    if not after:
        return False
    if scan.shout:
        return after[0] in _ORGANISATION and spot.cue < Cue.LOCATIVE
    head = after[: next((n for n, word in enumerate(after) if word in _CALENDAR), len(after))]
    if any(word in _ORGANISATION and word not in _FACILITY for word in head):
        return spot.cue is not Cue.SETTLEMENT
    if any(word in _FACILITY for word in head):
        return not spot.cue
    return False


def _is_tail(scan: Scan, spot: Spot) -> bool:
    """True for "al-Qarya" of "Zorab al-Qarya", the end of a longer name."""
    before = before_in_run(scan.listed, spot.first)
    if before is None or scan.shout or "\n" in scan.listed.gap[spot.first]:
        return False
    return before not in _BEFORE_TAIL and before not in DEMONYMS


def _context(scan: Scan, accepted: list[_Found], scope: tuple[str, ...]) -> PlaceContext:
    anchors: list[Place] = []
    provinces: list[Place] = []
    named: set[str] = set()
    alone = PlaceContext(scope)
    for spot, readings in {id(found[1]): found for found in accepted if found[1]}.values():
        place = choose("", readings, alone, scan.weight, spot.readings)
        if place.country in scope and is_settlement(place):
            anchors.append(place)
        provinces += [p for p in readings if p.precision is PlacePrecision.ADMIN1 and p.country in scope][:1]
        if readings[0].precision is PlacePrecision.COUNTRY and readings[0].country:
            named.add(readings[0].country)
    return PlaceContext(scope, tuple(dict.fromkeys(anchors)), tuple(dict.fromkeys(provinces)), frozenset(named))


def _local(scan: Scan, index: int, accepted: list[_Found], context: PlaceContext) -> PlaceContext:
    """The context as one spot sees it: whether a province is meant, and what stands in its sentence."""
    spot, _ = accepted[index]
    sentence = scan.sentence_of(spot.first)
    near = [
        found[0]
        for other, found in accepted[max(0, index - 12) : index + 13]
        if found and other is not spot and scan.sentence_of(other.first) == sentence
    ]
    division = is_division(scan.listed, spot.first, spot.last)
    return PlaceContext(
        countries=context.countries,
        anchors=context.anchors,
        provinces=context.provinces,
        named=context.named,
        nearby=tuple(near),
        division=division,
        local=not division and _is_local(scan, spot),
    )


def _is_local(scan: Scan, spot: Spot) -> bool:
    """True where the words say that the name is a settlement's: "the village of X", "X near Y"."""
    if spot.cue is Cue.SETTLEMENT:
        return True
    after = spot.last + 1
    return (
        after < scan.listed.count
        and scan.listed.joins[after]
        and scan.listed.lower[after] in ("near", "outside", "beside")
    )


def _part_of(scan: Scan, spot: Spot, mention: Mention[Place]) -> Mention[Place]:
    """ "northwest Syria" is an area of its own: one that the gazetteer knows, else a part of Syria without a point."""
    place, before = mention.names, spot.first - 1
    if before < 0 or not scan.listed.joins[spot.first] or scan.listed.lower[before] not in _WIDE_DIRECTION:
        return mention
    start = scan.listed.start[before]
    text = scan.text[start : mention.end]
    known = [area for area in scan.gazetteer.lookup(text) if area.precision is PlacePrecision.AREA]
    if known and known[0].country in (place.country, None):
        area = replace(known[0], name=" ".join(text.split()))
    elif place.precision is PlacePrecision.COUNTRY and scan.listed.lower[before] != "rural":
        area = Place(" ".join(text.split()), country=place.country, precision=PlacePrecision.AREA)
    else:
        return mention
    return Mention(start, mention.end, text, area)

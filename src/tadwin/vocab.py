"""The closed vocabularies. Each names the codebook that it comes from; docs/method.md explains them.

They are `StrEnum`s, so that a member is written to JSON and to the database as its own value.
"""

from enum import StrEnum
from typing import NamedTuple


class Effect(StrEnum):
    """What befell the people or objects counted. `casualties` is killed or injured, not told apart.

    After the Standards for Casualty Recording (Every Casualty, 2016) and the OHCHR Guidance on Casualty Recording
    (2019), and AOAV's Explosive Violence Monitor for `attacks`, `destroyed` and `damaged`.
    """

    KILLED = "killed"
    INJURED = "injured"
    CASUALTIES = "casualties"
    MISSING = "missing"
    DETAINED = "detained"
    ABDUCTED = "abducted"
    DISPLACED = "displaced"
    ATTACKS = "attacks"
    DESTROYED = "destroyed"
    DAMAGED = "damaged"


class Qualifier(StrEnum):
    """How the words bound the number."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    APPROX = "approx"
    NEARLY = "nearly"
    VAGUE = "vague"


class Group(StrEnum):
    """Who by age and sex, only where the words say it (OHCHR Guidance on Casualty Recording, 2019)."""

    CHILDREN = "children"
    WOMEN = "women"
    MEN = "men"
    GIRLS = "girls"
    BOYS = "boys"
    ELDERLY = "elderly"
    WOMEN_AND_CHILDREN = "women_and_children"


class Status(StrEnum):
    """Civilian or combatant, only where the words say it. Not stated is None and never an error."""

    CIVILIAN = "civilian"
    COMBATANT = "combatant"


class Role(StrEnum):
    """The work of the people counted, where it gives them protection of their own in law."""

    RESCUER = "rescuer"
    MEDIC = "medic"
    JOURNALIST = "journalist"
    AID_WORKER = "aid_worker"
    TEACHER = "teacher"
    POLICE = "police"


class Scope(StrEnum):
    """One incident (one attack, or one settlement and day), or a tally over more than that."""

    INCIDENT = "incident"
    TALLY = "tally"


class Stance(StrEnum):
    """Whether the claimant asserts the figure, denies it, or only supposes it."""

    ASSERTED = "asserted"
    DENIED = "denied"
    HEDGED = "hedged"


class EventType(StrEnum):
    """ACLED's sub-event types that do harm (ACLED Codebook)."""

    AIRSTRIKE = "air/drone strike"
    SHELLING = "shelling/artillery/missile attack"
    SUICIDE_BOMB = "suicide bomb"
    EXPLOSIVE = "remote explosive/landmine/ied"
    GRENADE = "grenade"
    CHEMICAL = "chemical weapon"
    CLASH = "armed clash"
    ATTACK = "attack"
    ABDUCTION = "abduction/forced disappearance"
    SEXUAL_VIOLENCE = "sexual violence"


#: What the rule of a perpetrator's evidence ends with where the words only suspect them. Such blame stands with the
#: claim and its words; no incident takes it over.
SUSPECTED = "suspected by the words"

#: What the rule of a scope's evidence ends with where the words tell of several attacks, and not of a period or a war.
SEVERAL_ATTACKS = "several attacks"

#: The evidence that a figure counts others than those told before it, by a word that says so, only by "also", as kin of
#: someone told, or because another attack harmed them.
COUNTS_OTHERS = "others"
OTHERS, ALSO, KIN = "counts others", "told as also harmed", "kin of someone told"
ANOTHER_ATTACK = "harmed by another attack"

#: The evidence that a figure is only what somebody saw: others may have seen more.
COUNTS_SEEN = "seen"


class Access(StrEnum):
    """Who may see a report and what was claimed from it. Private unless something says otherwise."""

    PUBLIC = "public"
    PARTNER = "partner"
    PRIVATE = "private"


class DatePrecision(StrEnum):
    """How wide a time is, in the order of UCDP's date_prec (UCDP GED Codebook)."""

    DAY = "day"
    DAYS = "days"  # 2 to 6 days
    WEEK = "week"
    MONTH = "month"  # 8 to 31 days
    YEAR = "year"  # more than a month
    UNKNOWN = "unknown"


class PlacePrecision(StrEnum):
    """How wide a place is, after UCDP's where_prec (UCDP GED Codebook)."""

    EXACT = "exact"  # where_prec 1: the settlement or site itself
    NEAR = "near"  # 2: within about 25 km of the point
    ADMIN2 = "admin2"  # 3
    ADMIN1 = "admin1"  # 4
    AREA = "area"  # 5: a vague or linear region, "northwest Syria"
    COUNTRY = "country"  # 6
    UNKNOWN = "unknown"  # named, and not found in any gazetteer


class ReviewState(StrEnum):
    """Where the review of an incident stands. tadwin's own; at UCDP and Airwars too a second person reads an entry."""

    NEW = "new"  # nobody has decided anything about it
    OPEN = "open"  # something was decided, and nobody has signed it off
    ASKED = "asked"  # a second reviewer was asked for, and has not answered
    CHANGED = "changed"  # it was signed off, and its evidence has changed since
    SIGNED = "signed"


class Doubt(StrEnum):
    """Why an incident should be looked at before others."""

    CONTRADICTION = "contradiction"
    CONTESTED = "contested"  # sources blame different parties
    WEAK_LINK = "weak_link"  # its reports were hardly alike enough to be joined
    LARGE = "large"
    UNPLACED = "unplaced"
    NO_ORIGIN = "no_origin"  # nobody is named who counted
    ONE_ORIGIN = "one_origin"
    WIDE = "wide"  # low and high lie far apart
    DENIED = "denied"


class Bounds(NamedTuple):
    """The least and the most that a vague quantity can mean; None is open."""

    low: int
    high: int | None


#: What vague quantities commit their speaker to at the least, by the plain sense of the plural: "dozens" is more than
#: one dozen. tadwin's own; ACLED counts "dozens" as 12, and docs/method.md says how to do so. The text as said is kept.
VAGUE: dict[str, Bounds] = {
    "couple": Bounds(2, 2),
    "few": Bounds(2, None),
    "some": Bounds(1, None),
    "several": Bounds(3, None),
    "number": Bounds(2, None),
    "multiple": Bounds(2, None),
    "numerous": Bounds(3, None),
    "many": Bounds(3, None),
    "dozen": Bounds(12, None),
    "dozens": Bounds(24, None),
    "tens": Bounds(20, None),
    "score": Bounds(20, None),
    "scores": Bounds(40, None),
    "hundred": Bounds(100, None),
    "hundreds": Bounds(200, None),
    "thousand": Bounds(1_000, None),
    "thousands": Bounds(2_000, None),
    "million": Bounds(1_000_000, None),
    "millions": Bounds(2_000_000, None),
}
#: "several hundred" is three hundred or more, "a few hundred" two hundred or more.
VAGUE_FACTOR: dict[str, int] = {"several": 3, "few": 2, "many": 3, "some": 1, "couple": 2}
#: "approx" and "nearly" bound a figure this far from the value said, as a share of it.
APPROX_SHARE = 0.1


def bounds(value: int, qualifier: Qualifier) -> Bounds:
    """The least and the most that a value with its qualifier commits its speaker to; None is open."""
    match qualifier:
        case Qualifier.AT_LEAST:
            return Bounds(value, None)
        case Qualifier.MORE_THAN:
            return Bounds(value + 1, None)
        case Qualifier.AT_MOST:
            return Bounds(0, value)
        case Qualifier.LESS_THAN:
            return Bounds(0, max(0, value - 1))
        case Qualifier.APPROX:
            margin = round(value * APPROX_SHARE)
            return Bounds(value - margin, value + margin)
        case Qualifier.NEARLY:
            return Bounds(value - round(value * APPROX_SHARE), value)
        case _:
            return Bounds(value, value)

"""ACLED's codes, after the "ACLED Codebook" (acleddata.com/methodology/acled-codebook), and what of ours gives them.

`attack` has no type of event here: ACLED's Attack is one on civilians as its main or only target, and whether they were
is a finding that tadwin does not make. Nor is what kind of group a perpetrator is: an army is State forces at home and
External forces abroad. A map can say both.
"""

from tadwin.vocab import DatePrecision, EventType, PlacePrecision

BATTLES = "Battles"
EXPLOSIONS = "Explosions/Remote violence"
VIOLENCE = "Violence against civilians"

#: tadwin's kinds of attack to ACLED's event type and sub-event type (codebook, table 2).
EVENT_TYPES = {
    EventType.AIRSTRIKE: (EXPLOSIONS, "Air/drone strike"),
    EventType.SHELLING: (EXPLOSIONS, "Shelling/artillery/missile attack"),
    EventType.SUICIDE_BOMB: (EXPLOSIONS, "Suicide bomb"),
    EventType.EXPLOSIVE: (EXPLOSIONS, "Remote explosive/landmine/IED"),
    EventType.GRENADE: (EXPLOSIONS, "Grenade"),
    EventType.CHEMICAL: (EXPLOSIONS, "Chemical weapon"),
    EventType.CLASH: (BATTLES, "Armed clash"),
    EventType.ABDUCTION: (VIOLENCE, "Abduction/forced disappearance"),
    EventType.SEXUAL_VIOLENCE: (VIOLENCE, "Sexual violence"),
}
POLITICAL_VIOLENCE = "Political violence"
#: What a map may put into sub_event_type beside those: the others of table 2 that harm people.
OTHER_SUB_EVENT_TYPES = {
    "Attack": VIOLENCE,
    "Government regains territory": BATTLES,
    "Non-state actor overtakes territory": BATTLES,
}
TARGETED = "Civilian targeting"

#: time_precision ("Time precision codes"): wider than a month is not in ACLED.
TIME_PRECISION = {DatePrecision.DAY: 1, DatePrecision.DAYS: 2, DatePrecision.WEEK: 2, DatePrecision.MONTH: 3}
#: geo_precision ("Spatial precision codes"): a whole country is not in ACLED.
GEO_PRECISION = {
    PlacePrecision.EXACT: 1,
    PlacePrecision.NEAR: 2,
    PlacePrecision.ADMIN2: 2,
    PlacePrecision.ADMIN1: 3,
    PlacePrecision.AREA: 3,
}

CIVILIANS = "Civilians"
#: inter1 and inter2 in the order of their numbers, which is that of their names in `interaction` (table 3).
INTER = (
    "State forces",
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    CIVILIANS,
    "External/Other forces",
)


def interaction(first: str | None, second: str | None) -> str | None:
    """The value for two kinds of actor, in whichever order they come; None without the first."""
    if first is None:
        return None
    if second is None:
        return f"{first} only"
    if {first, second} == {CIVILIANS, INTER[-1]}:
        return f"{INTER[-1]}-{CIVILIANS}"  # the one pair that table 3 names against its order
    lower, higher = sorted((first, second), key=INTER.index)
    return f"{lower}-{higher}"

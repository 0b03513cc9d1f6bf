"""What agreement and disagreement weigh, in bits, before any record is seen.

After Fellegi and Sunter (1969): a weight is log2(m / u), where m is the share of pairs of one incident that compare so
and u the share of other pairs that met as candidates. The weights are set by hand from what each says, in halves of a
bit, so that ten reports need no training and everyone's record is linked alike. They were checked, not fitted, on
news reports. A pair is joined at THRESHOLD: more likely one incident than not.

A settlement and a day make an incident (the UCDP, ACLED and Airwars codebooks all count so): so the same day in the
same settlement is just enough by itself, and everything else needs more.
"""

from tadwin.vocab import EventType

#: Bits of the weight that joins; 0 is even odds.
THRESHOLD = 0.0
#: Of a thousand pairs that meet on neighbouring days and in neighbouring places, or over a figure, about one is one
#: incident.
PRIOR = -10.0
#: Cannot be one incident whatever else agrees.
NEVER = -40.0

# --- days ---------------------------------------------------------------------------------------------------------
SAME_DAY = 4.5
#: Days of which one holds the other, or that overlap: "overnight" and the morning after.
DAYS_OVERLAP = 3.5
#: The same for more than two days in one of them: the longer, the less it says.
LONG_DAYS_OVERLAP = 2.0
#: A night has two dates, and papers differ by one; but two neighbouring days are more often two attacks.
DAY_APART = -1.0
#: One has no day, and its report came out that day or the day after: nearly all news.
TOLD_THEN = 3.5
TOLD_LATER = 1.0
TOLD_BEFORE = -2.0
#: Neither has a day, and their reports came out on one day, or a day apart.
TOLD_TOGETHER = 3.0
TOLD_A_DAY_APART = 2.0
TOLD_DAYS_APART = 0.0

# --- places -------------------------------------------------------------------------------------------------------
SAME_PLACE = 6.5
#: The town is named after its province, or the other way round, and "in Idlib" can mean either.
SAME_NAMESAKE = 6.0
#: km, and what being this near weighs: quarters of a town, then neighbours that reports name for one another, then
#: places that the same shelling can reach.
NEARNESS = ((3.0, 5.5), (10.0, 3.5), (25.0, 1.0))
FAR = -6.0
#: Two towns apart, where one is named after a province that the other can lie in (no wider than PROVINCE_KM).
IN_NAMESAKE = 0.5
#: A settlement and a province or area that holds it, or that it lies near the middle of.
IN_REGION = 1.5
SAME_REGION = 2.5
REGIONS_APART = -4.0
#: km from the middle of a province or area to its edge: most governorates of most countries are smaller.
PROVINCE_KM = 90.0
#: A place that no gazetteer knows, by name: with its city known to be the same, it is the district.
SAME_UNKNOWN = 4.5
SAME_DISTRICT = 2.5
OTHER_DISTRICT = -2.5

#: The report names no settlement for this, and names that of the other with its figures of the same days. A provincial
#: capital is in the news every day.
SAME_BESIDE = 3.5
SAME_NAMESAKE_BESIDE = 2.5

# --- what happened ------------------------------------------------------------------------------------------------
SAME_KIND = 1.5
SAME_RARE_KIND = 4.0
OTHER_KIND = -2.0
#: Kinds that witnesses and papers tell for one another: a barrel bomb is an air strike and an explosive, a rocket may
#: come from the air, a battle has shelling in it, and "attack" is any of them. They weigh nothing either way.
TOLD_FOR_ANOTHER = frozenset(
    frozenset(pair)
    for pair in (
        (EventType.AIRSTRIKE, EventType.SHELLING),
        (EventType.AIRSTRIKE, EventType.EXPLOSIVE),
        (EventType.AIRSTRIKE, EventType.CHEMICAL),
        (EventType.AIRSTRIKE, EventType.CLASH),
        (EventType.SHELLING, EventType.CHEMICAL),
        (EventType.SHELLING, EventType.CLASH),
        (EventType.SHELLING, EventType.EXPLOSIVE),
        (EventType.EXPLOSIVE, EventType.CHEMICAL),
        (EventType.EXPLOSIVE, EventType.SUICIDE_BOMB),
        (EventType.EXPLOSIVE, EventType.GRENADE),
        (EventType.EXPLOSIVE, EventType.CLASH),
        (EventType.SUICIDE_BOMB, EventType.CLASH),
    )
)
SAME_WEAPON = 1.0
SAME_OBJECT = 0.5

# --- who ----------------------------------------------------------------------------------------------------------
SAME_PERPETRATOR = 1.5
SAME_SIDE = 1.0
#: Blame is often contested, so competing blame hardly keeps two tellings of one attack apart.
OTHER_SIDE = -1.0
#: A named victim of both. Names repeat, as families are large, but seldom on one day.
SAME_VICTIM = 7.0

# --- how many -----------------------------------------------------------------------------------------------------
#: Different figures weigh nothing: that reports disagree is what low and high are for.
MOST_OF_FIGURES = 7.0

# --- an incident's reach ------------------------------------------------------------------------------------------
#: The most days that an incident spans by linking alone: a night has two dates, and papers differ by one.
#: What reports themselves tell as longer stays as they tell it.
SPAN_DAYS = 2
#: The most km between the settlements of an incident that linking alone puts together.
SPAN_KM = 30.0
#: Bits: two groups stay apart where their units speak against each other by more than this on average, one pair by no
#: more than MOST_AGAINST, whatever the one pair weighs that would join them.
AGAINST = -3.0
MOST_AGAINST = -12.0
#: That one report tells of two apart speaks a little against their being one: they meet in one incident where another
#: report links with both, and where they agree by more than day and place.
SAME_REPORT = -0.5

"""The evidence of what a name in the text gave a claim: the rule, and where the words stand."""

from collections.abc import Sequence

from tadwin.extract.passages import Passage
from tadwin.types import Actor, Evidence, Mention, Place, When


def evidence_of(attribute: str, rule: str, mention: Mention[Place] | Mention[When] | Mention[Actor]) -> Evidence:
    """Evidence by the words of a mention."""
    return Evidence(attribute, rule, mention.start, mention.end, mention.text)


def where_and_when(
    passage: Passage,
    own: Sequence[Mention[Place]],
    places: Sequence[Mention[Place]],
    when: Mention[When] | None,
    period: Mention[When] | None,
) -> list[Evidence]:
    """The evidence of a figure's places, of which its sentence gives its `own`, and of its time or period."""
    evidence = [evidence_of("places", "its sentence" if own else "its frame", mention) for mention in places]
    if when is not None:
        here = passage.start <= when.start < passage.end
        evidence.append(evidence_of("time", "its sentence" if here else "its frame", when))
    if period is not None:
        evidence.append(evidence_of("period", "its words give no first and last day", period))
    return evidence

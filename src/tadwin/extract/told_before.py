"""What somebody said before of the attack that is told: "the ministry previously said that the strike killed six".

Those words look back at a count, not at another attack.
"""

import re

#: Verbs of giving a count.
_SAYS = r"(?:said|say|says|stated|reported|announced|put|given|gave|told|confirmed|estimated|counted|spoke|listed)"
_BEFORE = r"(?:previously|earlier|initially|originally|at first)"
_SAID_BEFORE = re.compile(rf"\b(?:{_BEFORE}\s+{_SAYS}|{_SAYS}\s+{_BEFORE})\b", re.IGNORECASE)


def without_earlier_sayings(text: str) -> str:
    """The text without the words by which it tells that something was said before."""
    return _SAID_BEFORE.sub(" ", text)

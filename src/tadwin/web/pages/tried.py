"""An act that was refused, so that its form is shown again with what was typed and why it was not done."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tried:
    """`act` is its name in the address, `said` why it was refused, `typed` the words of the form's fields.

    `claims` are those that it was about. `errors` say which of the fields cannot be, and why. `overtaken` is True where
    somebody decided meanwhile.
    """

    act: str
    said: str
    typed: Mapping[str, str] = field(default_factory=dict)
    claims: frozenset[str] = frozenset()
    errors: Mapping[str, str] = field(default_factory=dict)
    overtaken: bool = False

    def of(self, act: str, claim: str | None = None) -> bool:
        """True where this act was refused, about this claim where one is given."""
        return self.act == act and (claim is None or claim in self.claims)

    def value(self, act: str, name: str) -> str:
        """What was typed in a field of the act; empty where another act was tried, or none."""
        return self.typed.get(name, "") if self.act == act else ""


#: Nothing was refused.
NOTHING = Tried("", "")

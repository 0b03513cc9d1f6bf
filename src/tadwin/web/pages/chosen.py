"""What a list of incidents is asked for: by the reader's choice of words, days and state, from and to an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tadwin.store.reviews import Order, Wanted
from tadwin.vocab import ReviewState

#: Each choice of the queue to what it lists. "waiting" is all that nobody has signed off as it stands.
SHOWN: Mapping[str, Wanted] = {
    "waiting": Wanted(waiting=True),
    "new": Wanted(states=frozenset({ReviewState.NEW})),
    "open": Wanted(states=frozenset({ReviewState.OPEN})),
    "changed": Wanted(states=frozenset({ReviewState.CHANGED})),
    "asked": Wanted(states=frozenset({ReviewState.ASKED})),
    "contradictions": Wanted(waiting=True, contradicted=True),
    "unplaced": Wanted(waiting=True, unplaced=True),
    "signed": Wanted(states=frozenset({ReviewState.SIGNED})),
    "all": Wanted(),
}
ORDERS: tuple[Order, ...] = ("doubt", "newest", "oldest", "largest")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice: a name of SHOWN, words, days as the form gave them, an order. What has no meaning is left out."""

    show: str
    words: str
    first: date | None
    last: date | None
    order: Order

    @property
    def wanted(self) -> Wanted:
        """What the list is of."""
        base = SHOWN[self.show]
        return Wanted(
            states=base.states,
            waiting=base.waiting,
            contradicted=base.contradicted,
            unplaced=base.unplaced,
            first=self.first,
            last=self.last,
            words=self.words,
        )

    @property
    def narrowed(self) -> bool:
        """True where words or days leave some out."""
        return bool(self.words or self.first or self.last)

    def asked(self, **other: object) -> dict[str, object]:
        """What an address asks for, for this choice with `other` values; what is not given otherwise is None."""
        return {
            "show": self.show,
            "words": self.words or None,
            "first": self.first,
            "last": self.last,
            "order": self.order,
            **other,
        }


def chosen(query: Mapping[str, str], *, show: str, order: Order) -> Chosen:
    """The choice in an address's query; `show` and `order` where it makes none."""
    asked = query.get("order", "")
    return Chosen(
        show=query["show"] if query.get("show") in SHOWN else show,
        words=query.get("words", "").strip()[:200],
        first=_day(query.get("first", "")),
        last=_day(query.get("last", "")),
        order=next((one for one in ORDERS if one == asked), order),
    )


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        return None

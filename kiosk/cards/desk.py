"""What the kiosk knows of cards during one visit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kiosk.cards.age import age_on
from kiosk.cards.hand import REQUESTER, Hand
from kiosk.cards.reading import Card


@dataclass(frozen=True, slots=True)
class CardDesk:
    """`said` is the last sentence about a scan, as a message id; `is_bare` that the citizen asked to see the card.

    `today` is the day of the last scan: ages are told as of then.
    """

    has_scanner: bool = False
    hand: Hand = field(default_factory=Hand)
    said: str = ""
    is_refused: bool = False
    is_bare: bool = False
    today: date | None = None

    @property
    def card(self) -> Card | None:
        """The card of whoever stands here."""
        return self.hand.card(REQUESTER)

    @property
    def age(self) -> int | None:
        return age_on(self.card.born_on, self.today) if self.card and self.today else None

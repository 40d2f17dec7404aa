"""What people say of a visit: 1 to 5, and for the two lowest why. Nothing in here can be led back to a visit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

WORST, BEST = 1, 5
REASONS_UP_TO = 2
"""Reasons are asked for the two lowest alone."""

OPEN_FOR = timedelta(days=7)
"""How long after its day a visit may be rated."""

SATISFIED_FROM = 4
FEWEST_OF_A_COUNTER = 5
"""Fewer ratings than this would tell of one person who came to one desk."""


class RatingReason(StrEnum):
    WAITED_LONG = "waited_long"
    UNCLEAR = "unclear"
    MANNER = "manner"
    PAPERS_AGAIN = "papers_again"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True)
class Rating:
    """`service_id` and `counter_id` are those that ended the visit."""

    business_date: date
    service_id: str
    counter_id: str | None
    score: int
    reasons: tuple[RatingReason, ...] = ()


@dataclass(slots=True)
class Tally:
    """Sums over many."""

    scores: dict[int, int] = field(default_factory=dict)
    reasons: dict[RatingReason, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(self.scores.values())

    @property
    def mean(self) -> float | None:
        return sum(score * count for score, count in self.scores.items()) / self.count if self.count else None

    @property
    def satisfied(self) -> float | None:
        """The share of 4 and 5, from 0 to 1."""
        if not self.count:
            return None
        return sum(count for score, count in self.scores.items() if score >= SATISFIED_FROM) / self.count

    def add(self, rating: Rating) -> None:
        self.scores[rating.score] = self.scores.get(rating.score, 0) + 1
        for reason in rating.reasons:
            self.reasons[reason] = self.reasons.get(reason, 0) + 1

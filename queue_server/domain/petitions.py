"""Feedback and petitions (PAKN): within how many working days, and where one stands. The answer is given elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from queue_server.domain.catalog import Office

WEEKEND = 5
"""Saturday is no working day of the law, even where an office opens on it."""


class FeedbackState(StrEnum):
    RECEIVED = "received"
    HANDED_OVER = "handed_over"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Feedback:
    """One petition without its text. `reference` is what the citizen keeps; `due_date` the last day for its answer."""

    feedback_id: str
    reference: str
    class_code: str
    received_at: datetime
    due_date: date
    state: FeedbackState = FeedbackState.RECEIVED
    handed_over_at: datetime | None = None
    closed_at: datetime | None = None

    def is_overdue(self, today: date) -> bool:
        return self.state is not FeedbackState.CLOSED and today > self.due_date


def due_date(office: Office, received: date, working_days: int) -> date:
    """The last of so many working days after the day of receipt: neither weekends nor the office's holidays count."""
    day = received
    while working_days:
        day += timedelta(days=1)
        if day.weekday() < WEEKEND and day not in office.holidays:
            working_days -= 1
    return day

"""Numbers lent to a kiosk for the hours when the server is away: a series of its own, so that nothing can collide."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from queue_server.domain.catalog import Office
from queue_server.domain.ticket_number import LAST_NUMBER

LEASE_SIZE = 200
"""More than a kiosk gives in a morning, at one ticket a minute."""

RENEW_LEFT = 100
"""With fewer left, more are lent: ahead of the outage, not in it."""

SERIES_LETTER = "K"
LOOK_AHEAD_DAYS = 14
TRAVEL = timedelta(seconds=5)
"""A difference of clocks up to this is the time that the message took: a kiosk does not wait longer for its answer."""


@dataclass(frozen=True, slots=True)
class Lease:
    """`first` to `last`, both counted, of one business date. `ledger_id` names the kiosk's own book of what it gave."""

    lease_id: str
    device_id: str
    ledger_id: str
    business_date: date
    series: str
    first: int
    last: int
    granted_at: datetime
    expires_at: datetime

    def covers(self, number: int) -> bool:
        return self.first <= number <= self.last


def series_of(taken: Collection[str]) -> str:
    """The first of K1, K2, … that neither a kiosk nor a service has."""
    return next(name for at in range(1, len(taken) + 2) if (name := f"{SERIES_LETTER}{at}") not in taken)


def more_numbers(held: Sequence[Lease], used: int, highest: int) -> tuple[int, int] | None:
    """First and last of what should be lent beside `held`, of which all up to `used` are given; None: enough is left.

    `highest` is the last number of the series that was ever lent for that date: nothing is lent twice.
    """
    left = sum(max(0, one.last - max(one.first - 1, used)) for one in held)
    if left >= RENEW_LEFT or highest >= LAST_NUMBER:
        return None
    return highest + 1, min(highest + LEASE_SIZE, LAST_NUMBER)


def days_to_lend(office: Office, today: date) -> list[date]:
    """Today if the office works today, and the next day that it does: a kiosk may wake up before its server."""
    later = (today + timedelta(days=ahead) for ahead in range(1, LOOK_AHEAD_DAYS))
    coming = next((day for day in later if office.works_on(day)), None)
    return [day for day in (today, coming) if day is not None and office.works_on(day)]


def end_of(office: Office, day: date) -> datetime:
    return office.midnight(day + timedelta(days=1))


def true_arrival(said: datetime, offset: timedelta, now: datetime, earliest: datetime) -> datetime:
    """When somebody came, by our clock. `offset` is how far ours was ahead of the kiosk's when `said` was received.

    Never later than now nor before `earliest`: a ticket on paper is not refused for a clock that was wrong.
    """
    moment = said + offset if abs(offset) > TRAVEL else said
    return min(max(moment, earliest), now)

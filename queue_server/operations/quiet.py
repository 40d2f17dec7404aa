"""Quiet hours of today, from the present hall and what the office's own weeks teach. It only reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from queue_server.domain.catalog import Catalog
from queue_server.domain.demand import Comers
from queue_server.domain.foresight import Outlook
from queue_server.domain.hall import Hall, moment
from queue_server.domain.learning import learn
from queue_server.domain.quiet import HalfHour, quieter_at, waits_to_come
from queue_server.domain.shifts import expected_shifts, spans_of
from queue_server.operations.planning import ENOUGH_DAYS, history_of
from queue_server.store import counters, history, visits
from queue_server.store.database import Connection, snapshot


@dataclass(frozen=True, slots=True)
class QuietHours:
    """`quieter_at` is None where waiting for it is of no use; `from_history`: own days of this weekday are known."""

    at: datetime
    half_hours: tuple[HalfHour, ...]
    quieter_at: datetime | None
    from_history: bool


def quiet_hours(db: Connection, catalog: Catalog, now: datetime) -> QuietHours:
    """Expected waits of those who would come later today."""
    office = catalog.office
    past = history_of(db, catalog, now)
    expected = learn(catalog, past)
    today = office.business_date(now)
    with snapshot(db):
        hall = Hall(catalog, counters.load(db, catalog.counters), visits.active(db))
        seen = history.tickets_of(db, today)
    demand = expected.demand(office, now)
    times = expected.times(catalog, now.astimezone(office.time_zone).hour)
    worked = [one for one, counter in hall.counters.items() if counter.state != "closed"]
    view = Outlook(office.policy, demand, expected_shifts(hall, office, now, worked), times, Comers(demand), seen)
    at = moment(now)
    found = waits_to_come(hall, view, at, Random(int(at)))
    closes = max((closes for _, closes in spans_of(office, now)), default=at)
    quieter = quieter_at(found, at, closes)
    known = len({one.day for one in past.came if one.day.weekday() == today.weekday()})
    return QuietHours(
        now, tuple(found), None if quieter is None else datetime.fromtimestamp(quieter, UTC), known >= ENOUGH_DAYS
    )

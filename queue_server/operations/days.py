"""The working day opens with its first visit and closes when its date is over; nothing is ever deleted by it."""

from __future__ import annotations

from datetime import date, timedelta

from queue_server.domain.events import SYSTEM, Fact, Name, visit_fact
from queue_server.domain.visit import State, Visit, cancel, complete
from queue_server.operations import reports
from queue_server.operations.work import Work
from queue_server.store import days
from queue_server.store import visits as stored


def open_day(work: Work) -> None:
    """Make sure that today is open, closing the days before it first."""
    # The day's first event may be a device's fault before anybody came: the journal does not tell.
    if days.is_known(work.db, work.office_id, work.today):
        return
    close_days(work)
    fact = Fact(Name.DAY_OPENED, work.now, SYSTEM, body={"business_date": work.today.isoformat()})
    recorded = work.tell(fact)
    days.open_day(work.db, work.office_id, work.today, work.now, recorded.seq)


def close_days(work: Work) -> list[date]:
    """Close every open day before today: what was still waiting is cancelled, what was being served is completed."""
    over = [day for day in days.unclosed(work.db, work.office_id) if day < work.today]
    for day in over:
        for visit in stored.active(work.db):
            if visit.business_date == day:
                _end(work, visit)
        fact = Fact(Name.DAY_CLOSED, work.now, SYSTEM, body={"business_date": day.isoformat()})
        work.tell(fact, day)
        figures = reports.figures_to_seal(work.db, work.catalog, day, work.now)
        days.close_day(work.db, work.office_id, day, work.now, work.head, figures)
        work.head.forget(day.isoformat())
    return over


def prune(work: Work, retention: timedelta) -> date | None:
    """Delete the oldest closed day if it is older than `retention`; one a call, so that nobody waits for long."""
    oldest = days.oldest_kept(work.db, work.office_id)
    if oldest is None or oldest >= work.today - retention:
        return None
    days.prune(work.db, work.office_id, oldest)
    return oldest


def _end(work: Work, visit: Visit) -> None:
    after, name = _ended(visit, work)
    if visit.state is State.HELD:
        stored.close_hold(work.db, visit.visit_id, work.now)
    work.save(after, visit)
    work.tell(visit_fact(name, after, SYSTEM, work.now, counter_id=visit.counter_id), visit.business_date)


def _ended(visit: Visit, work: Work) -> tuple[Visit, Name]:
    if visit.state is not State.SERVING:
        return cancel(visit, work.now), Name.VISIT_CANCELLED
    after = complete(visit, work.now)
    # What it was still to be sent to cannot happen any more.
    if after.state is State.WAITING:
        return cancel(after, work.now), Name.VISIT_CANCELLED
    return after, Name.VISIT_COMPLETED

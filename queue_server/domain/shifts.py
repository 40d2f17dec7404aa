"""When each counter is expected to work for the rest of the day, from what it does now and the office's hours.

An open counter works through the hours that are left, and goes on until those waiting are served. A paused one comes
back. A closed one does not, unless the office itself is closed for now: after the break those return that worked today.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from queue_server.domain.catalog import Office
from queue_server.domain.hall import CounterNow, Hall
from queue_server.domain.stepping import Shift, Shifts

USUAL_PAUSE = timedelta(minutes=10)
LEAST_REST_OF_PAUSE = timedelta(minutes=5)
"""A pause that has lasted longer than usual is still expected to need this."""

Spans = tuple[tuple[float, float], ...]


def spans_of(office: Office, now: datetime) -> Spans:
    """The office's hours of that business date, in seconds, in order; the whole day for one that never closes."""
    local = now.astimezone(office.time_zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    if not office.hours:
        return ((midnight.timestamp(), (midnight + timedelta(days=1)).timestamp()),)
    if local.date() in office.holidays:
        return ()
    own = [span for span in office.hours if span.weekday == local.weekday()]
    moments = [
        tuple(datetime.combine(local.date(), at, office.time_zone).timestamp() for at in (span.opens, span.closes))
        for span in own
    ]
    return tuple(sorted((opens, closes) for opens, closes in moments))


def expected_shifts(hall: Hall, office: Office, now: datetime, worked_today: Collection[str]) -> Shifts:
    """By counter; an empty tuple for one that is not expected to call anybody."""
    spans = spans_of(office, now)
    return {one: _shifts(counter, spans, now, one in worked_today) for one, counter in hall.counters.items()}


def _shifts(counter: CounterNow, spans: Spans, now: datetime, worked_today: bool) -> tuple[Shift, ...]:
    at = now.timestamp()
    ahead = tuple(Shift(opens, closes) for opens, closes in spans if opens > at)
    in_hours = any(opens <= at < closes for opens, closes in spans)
    if counter.state == "closed":
        return ahead if worked_today and not in_hours else ()
    begins = at if counter.state == "open" else _back(counter, now)
    ends = next((closes for opens, closes in spans if opens <= at < closes), begins)
    return (Shift(begins, max(ends, begins)), *(shift for shift in ahead if shift.opens > begins))


def _back(counter: CounterNow, now: datetime) -> float:
    """When a paused counter is expected to go on."""
    usual = (counter.since or now) + USUAL_PAUSE
    return max(usual, now + LEAST_REST_OF_PAUSE).timestamp()

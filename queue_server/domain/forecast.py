"""How long a visit still waits, from the work ahead of it and the counters that share it.

A fluid estimate: the service times of those ahead, weighted by how much of their counters' time this line can use,
plus what the busy counters have left, spread over the counters able to serve.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt

from queue_server.domain.catalog import Service
from queue_server.domain.hall import CounterNow, Hall, Line
from queue_server.domain.ordering import rest_of
from queue_server.domain.selection import able_counters

EIGHTY_PERCENT = 1.2816
"""Standard deviations on either side of the mean that hold 80 % of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """`median` is the middle of what may come: as often longer as shorter, or nearly so. `low` to `high` holds 80 %."""

    median: timedelta
    low: timedelta
    high: timedelta


@dataclass(frozen=True, slots=True)
class _Work:
    """Seconds of work and the variance of that sum."""

    mean: float
    variance: float


def forecast(hall: Hall, line: Line, ahead: Mapping[str, int], now: float) -> Forecast | None:
    """The wait of a visit in `line` with these visits ahead; None when no counter able to serve it is at work."""
    counters = able_counters(hall, line)
    if not counters:
        return None
    idle = [counter for counter in counters if counter.visit_id is None]
    if len(idle) > sum(ahead.values()):
        return Forecast(timedelta(0), timedelta(0), timedelta(0))
    queued = [_queued(hall, counters, service_id, count) for service_id, count in ahead.items() if count]
    running = [_running(hall, hall.catalog.services[c.service_id], c, now) for c in counters if c.service_id]
    total = _Work(sum(w.mean for w in queued + running), sum(w.variance for w in queued + running))
    middle = total.mean / len(counters)
    spread = EIGHTY_PERCENT * sqrt(total.variance) / len(counters)
    return Forecast(_span(middle), _span(middle - spread), _span(middle + spread))


def _queued(hall: Hall, counters: list[CounterNow], service_id: str, count: int) -> _Work:
    service = hall.catalog.services[service_id]
    able = {counter.desk.id for counter in hall.open_counters(service_id)}
    shared = sum(counter.desk.id in able for counter in counters)
    share = shared / len(able) if able and shared else 1.0
    mean = service.mean_time.total_seconds()
    return _Work(count * share * mean, count * share * (mean * service.variation) ** 2)


def _running(hall: Hall, service: Service, counter: CounterNow, now: float) -> _Work:
    rest = rest_of(hall, counter, now)
    return _Work(rest, (rest * service.variation) ** 2)


def _span(seconds: float) -> timedelta:
    return timedelta(seconds=round(max(seconds, 0.0)))

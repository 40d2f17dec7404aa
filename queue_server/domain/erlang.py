"""Erlang's formula, half-hour by half-hour: how many equal counters keep a share of people within a target.

The textbook's way to plan, shown beside the search so that its worth can be seen. It knows nothing of skills, of the
queue that one half-hour leaves to the next, or of days that differ.
"""

from __future__ import annotations

from math import exp

MOST_COUNTERS = 500


def chance_of_waiting(counters: int, load: float) -> float:
    """With Poisson arrivals and exponential services; `load` in counters' worth of work. 1 when it is too much."""
    if counters <= load:
        return 1.0
    blocked = 1.0
    for number in range(1, counters + 1):
        blocked = load * blocked / (number + load * blocked)
    return blocked / (1.0 - load / counters * (1.0 - blocked))


def share_within(counters: int, per_hour: float, service_time: float, target: float) -> float:
    """The share of people who wait `target` seconds at most; `service_time` in seconds."""
    load = per_hour * service_time / 3600.0
    if counters <= load:
        return 0.0
    return 1.0 - chance_of_waiting(counters, load) * exp(-(counters - load) * target / service_time)


def counters_needed(per_hour: float, service_time: float, target: float, share: float) -> int:
    """The fewest counters, one at least."""
    for counters in range(1, MOST_COUNTERS):
        if share_within(counters, per_hour, service_time, target) >= share:
            return counters
    return MOST_COUNTERS

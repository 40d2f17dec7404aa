"""The key of everyone who waits, at one moment: what the policy's weights make of class, service and scarcity."""

from __future__ import annotations

from queue_server.domain.hall import CounterNow, Hall, Line, Waiting
from queue_server.domain.policy import Policy

LEAST_REST = 0.35
"""A service that has run beyond its mean is still expected to need this share of it."""


class Keys:
    """The keys of a policy at the moment `now`, in seconds. Projected delays are asked of the hall once."""

    __slots__ = ("_delays", "_hall", "_now", "_policy")

    def __init__(self, hall: Hall, policy: Policy, now: float) -> None:
        self._hall, self._policy, self._now = hall, policy, now
        self._delays: dict[str, float] | None = None

    def of(self, line: Line, place: Waiting) -> float:
        policy = self._policy
        arrived = place.order[0]
        key = arrived - policy.head_start * line.head_start + policy.service * line.mean
        if policy.scarcity:
            key -= policy.scarcity * self.delay(line)
        return key + self.yielded(place) if policy.late_yield else key

    def yielded(self, place: Waiting) -> float:
        """What somebody steps back once the promise to them is broken, in favour of those it can be kept to."""
        return self._policy.late_yield if self._now - place.order[0] > self._policy.late_after else 0.0

    def delay(self, line: Line) -> float:
        """The projected delay of a new ticket of this line's service, `longest_delay` at most."""
        if self._delays is None:
            self._delays = projected_delays(self._hall, self._now, self._policy.longest_delay)
        return self._delays.get(line.key.service_id, self._policy.longest_delay)


def projected_delays(hall: Hall, now: float, longest: float) -> dict[str, float]:
    """By service, how many seconds a new ticket would wait: everyone in order to the counter that is free first.

    A service that no open counter offers is left out. Stops when every counter is busy for `longest`.
    """
    counters = [counter for counter in hall.counters.values() if counter.state == "open"]
    free = [rest_of(hall, counter, now) for counter in counters]
    able: dict[str, list[int]] = {}
    for at, counter in enumerate(counters):
        for service_id in counter.desk.services:
            able.setdefault(service_id, []).append(at)
    left = sum(one < longest for one in free)
    for _, line in hall.arrivals:
        if not left:
            break
        left -= _assign(free, able.get(line.key.service_id), line.mean, longest)
    return {service_id: min(longest, *(free[at] for at in those)) for service_id, those in able.items()}


def rest_of(hall: Hall, counter: CounterNow, now: float) -> float:
    """Seconds until the counter is expected to be free: by the mean, but never less than a share of it."""
    if counter.service_id is None:
        return 0.0
    mean = hall.catalog.services[counter.service_id].mean_time.total_seconds()
    elapsed = max(now - counter.busy_since, 0.0) if counter.busy_since is not None else 0.0
    return max(mean - elapsed, LEAST_REST * mean)


def _assign(free: list[float], able: list[int] | None, mean: float, longest: float) -> int:
    """Give one service to the counter that is free first; 1 if that makes it busy for `longest`."""
    if able is None:
        return 0
    first = able[0]
    for at in able:
        if free[at] < free[first]:
            first = at
    before = free[first]
    free[first] = before + mean
    return int(before < longest <= before + mean)

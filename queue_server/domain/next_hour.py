"""The next hour played over futures that are drawn once, under any shifts: what differs is not the chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from random import Random

from queue_server.domain.foresight import Outlook
from queue_server.domain.hall import CounterNow, Hall, LineKey
from queue_server.domain.stepping import Arrival, Future, Shifts, play

HORIZON = 3600.0


@dataclass(frozen=True, slots=True)
class Hour:
    """What becomes of the next hour's people under some shifts: how many they are, the share of them called within the
    target, and how many seconds they wait in the mean, as far as that is played. `late` counts by service, in all
    futures.
    """

    people: float
    share: float
    wait: float
    late: Mapping[str, int]


class Futures:
    """Who comes, how long each takes, when busy counters are free: drawn once, played under any shifts."""

    def __init__(self, hall: Hall, view: Outlook, now: float, random: Random, runs: int) -> None:
        self._hall, self._policy, self._now = hall, view.policy, now
        self._targets = {one: hall.catalog.wait_target(one).total_seconds() for one in hall.catalog.services}
        self._until = now + HORIZON + max(self._targets.values(), default=0.0)
        self._here = {order[1]: (order[0], line.key.service_id) for order, line in hall.arrivals}
        self._drawn = [_Drawn(hall, view, now, self._until, random) for _ in range(runs)]

    def play(self, shifts: Shifts) -> Hour:
        """The next hour under these shifts: everyone who waits now or comes within it, called in time or not."""
        late: Counter[str] = Counter()
        people, waited = 0, 0.0
        for drawn in self._drawn:
            counted = self._here | {one.visit_id: self._counts_from(one) for one in self._coming(drawn)}
            people += len(counted)
            future = Future(drawn.arrivals, shifts, drawn.takes, drawn.free_at)
            for called in play(self._hall.copy(), self._policy, future, self._now, self._until):
                place, service_id = counted.pop(called.visit_id, (called.at, called.key.service_id))
                late[service_id] += called.at - place > self._targets[service_id]
                waited += max(called.at - place, 0.0)
            late.update(service_id for _, service_id in counted.values())
            waited += sum(self._until - place for place, _ in counted.values())
        whole = max(people, 1)
        return Hour(people / len(self._drawn), 1.0 - late.total() / whole, waited / whole, late)

    def _coming(self, drawn: _Drawn) -> Iterator[Arrival]:
        return takewhile(lambda one: one.at <= self._now + HORIZON, drawn.arrivals)

    @staticmethod
    def _counts_from(one: Arrival) -> tuple[float, str]:
        """A wait begins at the slot of somebody who is early, and anew for somebody who comes back to an old place."""
        return max(one.place, one.at), one.key.service_id


class _Drawn:
    """One future. A visit takes as long under every change; it is drawn when it is first called."""

    def __init__(self, hall: Hall, view: Outlook, now: float, until: float, random: Random) -> None:
        self.arrivals = tuple(takewhile(lambda one: one.at <= until, view.arrivals(now, random)))
        self.free_at = {one: now + view.times.rest(counter, now, random) for one, counter in _busy(hall)}
        self._times, self._random = view.times, random
        self._known: dict[str, float] = {}

    def takes(self, visit_id: str, key: LineKey) -> float:
        if visit_id not in self._known:
            self._known[visit_id] = self._times.at_counter(key.service_id, self._random)
        return self._known[visit_id]


def _busy(hall: Hall) -> list[tuple[str, CounterNow]]:
    return [(one, counter) for one, counter in hall.counters.items() if counter.service_id is not None]

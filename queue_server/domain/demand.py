"""What is expected of people: when they come, what for, and how long that takes. Chance is passed in, not made here."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import exp, log, sqrt
from random import Random
from statistics import NormalDist

from queue_server.domain.catalog import Catalog
from queue_server.domain.hall import CounterNow, LineKey
from queue_server.domain.stepping import Arrival

NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Rate:
    """People an hour between two moments (seconds)."""

    begins: float
    ends: float
    per_hour: float


@dataclass(frozen=True, slots=True)
class Demand:
    """A day's arrivals: rates in order, the mix of lines, when the doors are open, and how many never answer.

    `slot` is the grid of appointments in seconds; `call_time` is what calling somebody absent costs the counter.
    `spread` is how much whole days differ: the standard deviation of a day's people over their mean, chance aside.
    """

    rates: tuple[Rate, ...]
    mix: Mapping[LineKey, float]
    doors: tuple[tuple[float, float], ...]
    absent: float = 0.0
    call_time: float = 60.0
    slot: float = 900.0
    spread: float = 0.0

    def expected(self, now: float) -> float:
        """People who come until `now` on a day like any other."""
        spans = ((min(rate.ends, now) - rate.begins, rate.per_hour) for rate in self.rates)
        return sum(span * per_hour / 3600.0 for span, per_hour in spans if span > 0)

    def pace(self, seen: int, now: float, random: Random) -> float:
        """How busy a day this is, 1 being usual, drawn in the knowledge that so many people came until `now`."""
        if self.spread <= 0:
            return 1.0
        # A gamma-distributed pace and Poisson arrivals: what is known and what was seen add up.
        known = 1.0 / self.spread**2
        return random.gammavariate(known + seen, 1.0 / (known + self.expected(now)))


class Comers:
    """Draws who comes: a Poisson stream by rate, mix and doors."""

    def __init__(self, demand: Demand) -> None:
        self._demand = demand
        self._keys = tuple(demand.mix)
        self._shares = tuple(accumulate(demand.mix.values()))

    def after(self, now: float, random: Random, pace: float = 1.0) -> Iterator[Arrival]:
        """Those who come after `now`, in order. Whoever comes to a closed door comes in when it opens."""
        if not self._keys:
            return
        for number, at in enumerate(self._moments(now, random, pace)):
            key = self._keys[bisect_left(self._shares, random.random() * self._shares[-1])]
            slot = self._demand.slot
            place = max(at, -(-at // slot) * slot) if key.appointed else at
            yield Arrival(at, f"~{number:06d}", key, place)

    def _moments(self, now: float, random: Random, pace: float) -> Iterator[float]:
        for rate in self._demand.rates:
            per_second = rate.per_hour * pace / 3600.0
            if rate.ends <= now or per_second <= 0:
                continue
            at = max(rate.begins, now) + random.expovariate(per_second)
            while at < rate.ends:
                entered = self._entered(at)
                # Those who came before a door opened that is open now are in the hall already.
                if entered is not None and entered > now:
                    yield entered
                at += random.expovariate(per_second)

    def _entered(self, at: float) -> float | None:
        return next((max(at, opens) for opens, closes in self._demand.doors if at < closes), None)


class Times:
    """Draws how long visits take: lognormal by the mean and the variation of their service."""

    def __init__(self, catalog: Catalog, absent: float, call_time: float) -> None:
        self._absent, self._call_time = absent, call_time
        self._shapes = {
            service.id: _shape(service.mean_time.total_seconds(), service.variation)
            for service in catalog.services.values()
        }

    def whole(self, service_id: str, random: Random) -> float:
        """Seconds of service of somebody who comes when called."""
        return random.lognormvariate(*self._shapes[service_id])

    def at_counter(self, service_id: str, random: Random) -> float:
        """Seconds that a call keeps its counter; nobody may come."""
        if random.random() < self._absent:
            return self._call_time
        return random.lognormvariate(*self._shapes[service_id])

    def rest(self, counter: CounterNow, now: float, random: Random) -> float:
        """Seconds until a busy counter is free, given how long it has been busy already."""
        elapsed = max(now - counter.busy_since, 0.0) if counter.busy_since is not None else 0.0
        if elapsed < self._call_time and random.random() < self._absent:
            return self._call_time - elapsed
        mu, sigma = self._shapes[str(counter.service_id)]
        gone = NORMAL.cdf((log(elapsed) - mu) / sigma) if elapsed > 0 else 0.0
        chance = min(gone + (1.0 - gone) * max(random.random(), 1e-9), 1.0 - 1e-9)
        return max(exp(mu + sigma * NORMAL.inv_cdf(chance)) - elapsed, 0.0)


def _shape(mean: float, variation: float) -> tuple[float, float]:
    sigma = sqrt(log(1.0 + variation * variation))
    return log(mean) - sigma * sigma / 2, max(sigma, 1e-6)

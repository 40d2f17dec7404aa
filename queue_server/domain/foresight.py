"""What will become of those who wait: the present hall played forward many times, with a future drawn each time."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta
from heapq import merge
from operator import attrgetter
from random import Random
from statistics import fmean

from queue_server.domain.demand import Comers, Demand, Times
from queue_server.domain.forecast import Forecast
from queue_server.domain.hall import Hall
from queue_server.domain.holds import USUAL_HOLD, Held, returning
from queue_server.domain.policy import Policy
from queue_server.domain.stepping import NEVER, Arrival, Future, Shifts, play

RUNS = 60


@dataclass(frozen=True, slots=True)
class Outlook:
    """What forward simulation needs to know beside the hall: the policy, what comes, and when counters work.

    `seen` is how many tickets were taken today: a busy morning makes a busy noon likely. `held` will come back to
    their places; `usual_hold` is how many seconds a hold without an end lasts.
    """

    policy: Policy
    demand: Demand
    shifts: Shifts
    times: Times
    comers: Comers
    seen: int = 0
    held: tuple[Held, ...] = ()
    usual_hold: float = USUAL_HOLD

    def arrivals(self, now: float, random: Random) -> Iterator[Arrival]:
        """Who comes after `now`, in order: those set aside come back, and others come for the first time."""
        newly = self.comers.after(now, random, self.demand.pace(self.seen, now, random))
        if not self.held:
            return newly
        return merge(returning(self.held, self.usual_hold, now, random), newly, key=attrgetter("at"))


def outlook(hall: Hall, policy: Policy, demand: Demand, shifts: Shifts) -> Outlook:
    return Outlook(policy, demand, shifts, Times(hall.catalog, demand.absent, demand.call_time), Comers(demand))


def foresee(
    hall: Hall, view: Outlook, visit_ids: Collection[str], now: float, random: Random, *, runs: int = RUNS
) -> dict[str, list[float]]:
    """Seconds that each of these waiting or held visits still waits, by run, in order; NEVER where nobody will call it.

    The hall is not changed. The same `random` state gives the same answer.
    """
    waits: dict[str, list[float]] = {visit_id: [] for visit_id in visit_ids}
    for _ in range(runs):
        left = set(waits)
        for called in play(hall.copy(), view.policy, _drawn(hall, view, now, random), now):
            if called.visit_id in left:
                left.remove(called.visit_id)
                waits[called.visit_id].append(called.at - now)
                if not left:
                    break
        for visit_id in left:
            waits[visit_id].append(NEVER)
    return {visit_id: sorted(found) for visit_id, found in waits.items()}


def forecast_of(waits: list[float]) -> Forecast | None:
    """Middle and 80 % interval of drawn waits, in order; None when most of them never end.

    The middle is the mean of the middle half. Of a few runs that is a steadier figure than their very median, as near
    to what comes, and not as low: waits are skewed, and whoever is told the median waits longer on average.
    """
    low, median, high = (quantile(waits, share) for share in (0.1, 0.5, 0.9))
    if median == NEVER:
        return None
    longest = max(wait for wait in waits if wait < NEVER)
    quarter = len(waits) // 4
    middle = fmean(min(wait, longest) for wait in waits[quarter : len(waits) - quarter])
    return Forecast(_span(middle), _span(low), _span(min(high, longest)))


def quantile(ordered: list[float], share: float) -> float:
    """Between the two nearest of some values in order, so that a next one lies below with this very chance."""
    at = min(max(share * (len(ordered) + 1) - 1, 0.0), len(ordered) - 1.0)
    low = int(at)
    if low + 1 >= len(ordered) or ordered[low + 1] == NEVER:
        return ordered[low if at == low else min(low + 1, len(ordered) - 1)]
    return ordered[low] + (at - low) * (ordered[low + 1] - ordered[low])


def _drawn(hall: Hall, view: Outlook, now: float, random: Random) -> Future:
    busy = [counter for counter in hall.counters.values() if counter.service_id is not None]
    return Future(
        view.arrivals(now, random),
        view.shifts,
        lambda _, key: view.times.at_counter(key.service_id, random),
        {counter.desk.id: now + view.times.rest(counter, now, random) for counter in busy},
    )


def _span(seconds: float) -> timedelta:
    return timedelta(seconds=round(seconds, 1))

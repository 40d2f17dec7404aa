"""When it is expected to be quieter later today: the present hall played to the end of the day, many times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean

from queue_server.domain.catalog import ORDINARY
from queue_server.domain.foresight import Outlook
from queue_server.domain.hall import Hall
from queue_server.domain.stepping import Arrival, Future, play

RUNS = 16
PIECE = 1800.0
HORIZON = 4 * 3600.0
"""Whoever is not called for so long counts as having waited so long."""

LONG_WAIT = 600.0
"""Seconds from which on a wait is worth avoiding, two thirds of the promise of 15 minutes."""

CLEARLY, SHORT_WAIT = 0.5, 900.0
"""A later hour is quieter when its wait is half of the present one at most, and within the promise of 15 minutes."""

STAYS = 0.75
"""The half-hour after it may be this share of the present wait at most: a lull is no quiet time."""

SOONEST = 900.0
LEAST_PEOPLE = 0.5


@dataclass(frozen=True, slots=True)
class HalfHour:
    """Those who come without priority from `begins` on: their mean wait in seconds, and how many are expected."""

    begins: float
    wait: float
    people: float


def waits_to_come(hall: Hall, view: Outlook, now: float, random: Random, runs: int = RUNS) -> list[HalfHour]:
    """By half-hour of coming, from the present one on; half-hours in which nobody came are left out.

    The hall is not changed. The same `random` state gives the same answer.
    """
    waits: dict[float, list[float]] = defaultdict(list)
    for _ in range(runs):
        for came_at, wait in _one_day(hall, view, now, random):
            waits[came_at // PIECE * PIECE].append(wait)
    return [HalfHour(begins, fmean(waits[begins]), len(waits[begins]) / runs) for begins in sorted(waits)]


def quieter_at(found: Sequence[HalfHour], now: float, closes: float) -> float | None:
    """From when on somebody who came would wait clearly less than somebody who comes now; None where waiting for it
    is of no use: the wait is short now, it gets no shorter, or the office is about to close (`closes`) then.
    """
    known = [one for one in found if one.people >= LEAST_PEOPLE]
    present = next((one for one in known if one.begins <= now < one.begins + PIECE), None)
    if present is None or present.wait < LONG_WAIT:
        return None
    for one, following in zip(known, (*known[1:], None), strict=True):
        if one.begins < now + SOONEST or one.begins + PIECE > closes:
            continue
        stays = following is None or following.wait <= STAYS * present.wait
        if one.wait <= min(CLEARLY * present.wait, SHORT_WAIT) and stays:
            return one.begins
    return None


def _one_day(hall: Hall, view: Outlook, now: float, random: Random) -> list[tuple[float, float]]:
    """When everyone without priority came who is still to come, and how long they waited."""
    pace = view.demand.pace(view.seen, now, random)
    coming = list(view.comers.after(now, random, pace))
    busy = [counter for counter in hall.counters.values() if counter.service_id is not None]
    future = Future(
        coming,
        view.shifts,
        lambda _, key: view.times.at_counter(key.service_id, random),
        {counter.desk.id: now + view.times.rest(counter, now, random) for counter in busy},
    )
    called_at = {called.visit_id: called.at for called in play(hall.copy(), view.policy, future, now)}
    return [(one.at, _wait(one, called_at)) for one in coming if one.key.priority_class == ORDINARY]


def _wait(one: Arrival, called_at: dict[str, float]) -> float:
    return min(called_at.get(one.visit_id, one.at + HORIZON) - one.at, HORIZON)

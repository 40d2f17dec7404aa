"""What an office's own days teach, moved from what was believed before by as much as there is to learn from.

Every figure starts at a prior that counts as so many observations; odd ones (a counter left open over lunch, a visit
completed by mistake) are drawn in to what is still plausible.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log, sqrt
from statistics import fmean, median

from queue_server.domain.catalog import ORDINARY, Catalog, Service
from queue_server.domain.expectation import (
    HALF_HOURS,
    PEOPLE_A_COUNTER,
    UNKNOWN_SPREAD,
    USUAL_ABSENCE,
    USUAL_WEEK,
    Expectation,
    Took,
    usual_mix,
    usual_week,
)
from queue_server.domain.hall import LineKey
from queue_server.domain.holds import usual_hold

PRIOR_VISITS = 15.0
"""So many visits weigh as much as what the catalogue says of a service."""

PRIOR_VISITS_OF_AN_HOUR = 40.0
LEAST_VISITS_OF_AN_HOUR = 20
PRIOR_DAYS = 3.0
PRIOR_PEOPLE = 40.0
PRIOR_CALLS = 100.0
PLAUSIBLE = 3.0
"""How many robust standard deviations (of logarithms) a service time may lie from the middle."""

ROBUST = 1.4826
LEAST_SECONDS = 5.0
USUAL_SPREAD = 0.1


@dataclass(frozen=True, slots=True)
class Lasted:
    """One service: how many seconds it kept its counter, and in which hour of the office's day it began."""

    service_id: str
    seconds: float
    hour: int


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody who took a ticket: the day, the half-hour of it, and the line."""

    day: date
    half_hour: int
    service_id: str
    priority_class: str


@dataclass(frozen=True, slots=True)
class History:
    """What is kept of the last weeks, whole days only. `calls` includes those that nobody answered, `absences`.

    `holds`: how many seconds each hold without an end lasted.
    """

    lasted: Sequence[Lasted]
    came: Sequence[Came]
    calls: int = 0
    absences: int = 0
    holds: Sequence[float] = ()


def learn(catalog: Catalog, history: History, scale: float = 1.0) -> Expectation:
    """What to expect of this office. Without any history it is what `expectation.usual` says."""
    days = Counter(one.day for one in history.came)
    return Expectation(
        _times(catalog, history.lasted),
        _week(catalog, history.came, days),
        _mix(catalog, history.came),
        (history.absences + USUAL_ABSENCE * PRIOR_CALLS) / (history.calls + PRIOR_CALLS),
        _spread(days),
        scale,
        usual_hold(history.holds),
    )


def _times(catalog: Catalog, lasted: Iterable[Lasted]) -> dict[str, Took]:
    of_service: dict[str, list[Lasted]] = defaultdict(list)
    for one in lasted:
        of_service[one.service_id].append(one)
    return {service.id: _took(service, of_service[service.id]) for service in catalog.services.values()}


def _took(service: Service, lasted: Sequence[Lasted]) -> Took:
    """Mean and variation of a lognormal, from winsorised logarithms and the catalogue's as so many more."""
    prior_sigma = sqrt(log(1.0 + service.variation**2))
    prior_mu = log(service.mean_time.total_seconds()) - prior_sigma**2 / 2
    logs = _plausible([log(max(one.seconds, LEAST_SECONDS)) for one in lasted], prior_sigma)
    count = len(logs)
    mu = (sum(logs) + PRIOR_VISITS * prior_mu) / (count + PRIOR_VISITS)
    own = fmean(logs) if logs else prior_mu
    squares = sum((one - own) ** 2 for one in logs) + PRIOR_VISITS * prior_sigma**2
    variance = squares / (count + PRIOR_VISITS)
    by_hour = _hours(lasted, logs, mu)
    return Took(exp(mu + variance / 2), sqrt(exp(variance) - 1.0), by_hour)


def _plausible(logs: list[float], prior_sigma: float) -> list[float]:
    """The same values with those far out drawn in to the edge of what is plausible."""
    if not logs:
        return []
    middle = median(logs)
    spread = ROBUST * median(abs(one - middle) for one in logs)
    reach = PLAUSIBLE * max(spread, prior_sigma / 2)
    return [min(max(one, middle - reach), middle + reach) for one in logs]


def _hours(lasted: Sequence[Lasted], logs: Sequence[float], mu: float) -> dict[int, float]:
    """By hour, the factor on the service's mean, where there are enough visits to tell."""
    differences: dict[int, list[float]] = defaultdict(list)
    for one, logarithm in zip(lasted, logs, strict=True):
        differences[one.hour].append(logarithm - mu)
    return {
        hour: exp(sum(found) / (len(found) + PRIOR_VISITS_OF_AN_HOUR))
        for hour, found in differences.items()
        if len(found) >= LEAST_VISITS_OF_AN_HOUR
    }


def _week(catalog: Catalog, came: Iterable[Came], days: Mapping[date, int]) -> tuple[tuple[float, ...], ...]:
    """People by weekday and half-hour: each cell from the days of that weekday, and from a usual week of this size."""
    # Sundays and the like, that nobody expects anybody on, do not tell how large the office is.
    weights = sum(USUAL_WEEK[day.weekday()] for day in days)
    prior = PEOPLE_A_COUNTER * len(catalog.counters)
    size = (sum(days.values()) + PRIOR_DAYS * prior) / (weights + PRIOR_DAYS)
    people = Counter((one.day.weekday(), one.half_hour) for one in came)
    seen = Counter(day.weekday() for day in days)
    return tuple(
        tuple(
            (people[weekday, at] + PRIOR_DAYS * expected[at]) / (seen[weekday] + PRIOR_DAYS) for at in range(HALF_HOURS)
        )
        for weekday, expected in enumerate(usual_week(size))
    )


def _mix(catalog: Catalog, came: Iterable[Came]) -> dict[LineKey, float]:
    counts = Counter(
        LineKey(one.service_id, one.priority_class)
        for one in came
        if one.service_id in catalog.services and one.priority_class in {ORDINARY, *catalog.priority_classes}
    )
    prior = usual_mix(catalog)
    whole = sum(counts.values()) + PRIOR_PEOPLE
    return {key: (counts[key] + PRIOR_PEOPLE * prior.get(key, 0.0)) / whole for key in {**prior, **counts}}


def _spread(days: Mapping[date, int]) -> float:
    """How much days of one weekday differ beyond chance, as a share of their people."""
    groups: dict[int, list[int]] = defaultdict(list)
    for day, people in days.items():
        groups[day.weekday()].append(people)
    known = {weekday: found for weekday, found in groups.items() if len(found) > 1}
    freedom = sum(len(found) - 1 for found in known.values())
    if not freedom:
        return UNKNOWN_SPREAD
    beyond = sum(_beyond_chance(found) for found in known.values()) / freedom
    prior = 5.0
    return sqrt((freedom * max(beyond, 0.0) + prior * USUAL_SPREAD**2) / (freedom + prior))


def _beyond_chance(people: Sequence[int]) -> float:
    """Squared differences from the mean as shares of it, less those that counts of people have by chance."""
    mean = fmean(people)
    return sum((one - mean) ** 2 for one in people) / mean**2 - (len(people) - 1) / mean

"""What an office expects of its days: how long services keep a counter, who comes when, and how many never answer.

On the first day it is a commune's usual day; `learning` moves it towards the office's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from queue_server.domain.catalog import ORDINARY, Catalog, Office
from queue_server.domain.demand import Demand, Rate, Times
from queue_server.domain.hall import LineKey
from queue_server.domain.holds import USUAL_HOLD
from queue_server.domain.shifts import spans_of

HALF_HOUR = 1800.0
HALF_HOURS = 48

USUAL_SHARE: Mapping[int, float] = MappingProxyType(
    dict(zip(range(14, 23), (9, 13, 13, 12, 10, 8, 6, 4, 2), strict=True))
    | dict(zip(range(26, 34), (4, 9, 9, 6, 5, 4, 3, 2), strict=True))
)
"""People by half-hour of the day (14 begins at 07:00) in a commune: 07:30-09:30 and 13:30-14:30 are the peaks."""

USUAL_WEEK = (1.25, 1.0, 1.0, 1.0, 0.95, 0.6, 0.0)
"""A weekday against the usual one, from Monday on."""

PEOPLE_A_COUNTER = 25.0
"""A commune with eight counters sees about two hundred people a day."""

USUAL_PRIORITY = 0.2
USUAL_ABSENCE = 0.03
CALL_TIME = 60.0
UNKNOWN_SPREAD = 0.5
"""As long as the office's own days are not known, this day tells how busy it is."""


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds that a visit keeps its counter: mean, standard deviation over mean, and hours that differ (factor)."""

    mean: float
    variation: float
    by_hour: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Expectation:
    """`week`: people by weekday (Monday 0) and half-hour. `scale` widens intervals as the office's history asks.

    `hold` is how many seconds a hold without an end lasts.
    """

    took: Mapping[str, Took]
    week: tuple[tuple[float, ...], ...]
    mix: Mapping[LineKey, float]
    absent: float
    spread: float
    scale: float = 1.0
    hold: float = USUAL_HOLD

    def demand(self, office: Office, now: datetime) -> Demand:
        """What is expected of the business date of `now`."""
        local = now.astimezone(office.time_zone)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
        rates = tuple(
            Rate(midnight + at * HALF_HOUR, midnight + (at + 1) * HALF_HOUR, people * 3600.0 / HALF_HOUR)
            for at, people in enumerate(self.week[local.weekday()])
            if people > 0
        )
        doors = spans_of(office, now)
        return Demand(rates, self.mix, doors, self.absent, CALL_TIME, spread=self.spread)

    def times(self, catalog: Catalog, office_hour: int) -> Times:
        """How long services take at that hour of the office's day."""
        services = {
            one.id: replace(
                one,
                mean_time=timedelta(seconds=self.took[one.id].mean * self.took[one.id].by_hour.get(office_hour, 1.0)),
                variation=self.took[one.id].variation,
            )
            for one in catalog.services.values()
        }
        return Times(replace(catalog, services=services), self.absent, CALL_TIME)


def usual(catalog: Catalog) -> Expectation:
    """What is expected before anything is known of this office."""
    took = {
        one.id: Took(one.mean_time.total_seconds(), one.variation, MappingProxyType({}))
        for one in catalog.services.values()
    }
    return Expectation(
        took, usual_week(PEOPLE_A_COUNTER * len(catalog.counters)), usual_mix(catalog), USUAL_ABSENCE, UNKNOWN_SPREAD
    )


def usual_week(people: float) -> tuple[tuple[float, ...], ...]:
    """A commune's week with so many people on an ordinary weekday."""
    whole = sum(USUAL_SHARE.values())
    return tuple(
        tuple(people * factor * USUAL_SHARE.get(at, 0.0) / whole for at in range(HALF_HOURS)) for factor in USUAL_WEEK
    )


def usual_mix(catalog: Catalog) -> dict[LineKey, float]:
    """Shares of the lines by the catalogue: every service with its share, one in five people with priority."""
    offered = [one for one in catalog.services.values() if one.active and one.share > 0]
    whole = sum(one.share for one in offered) or 1.0
    priority = priority_class_of(catalog)
    shares = {ORDINARY: 1.0 - USUAL_PRIORITY, priority: USUAL_PRIORITY} if priority else {ORDINARY: 1.0}
    return {LineKey(one.id, code): one.share / whole * share for one in offered for code, share in shares.items()}


def priority_class_of(catalog: Catalog) -> str | None:
    """The class that stands for all who come with priority: the one with the usual, largest head start."""
    classes = [one for one in catalog.priority_classes.values() if one.code != ORDINARY]
    return max(classes, key=lambda one: (one.head_start, -one.position)).code if classes else None

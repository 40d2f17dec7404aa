"""Sums over many visits: counts, means, percentiles and shares. They are added up, and only then looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from queue_server.domain.catalog import Catalog
from queue_server.domain.measures import ZERO, Ending, MeasuredLeg, MeasuredVisit


class By(StrEnum):
    """What legs are told apart by."""

    SERVICE = "service"
    COUNTER = "counter"
    CLASS_GROUP = "class_group"
    HALF_HOUR = "half_hour"


PRIORITY, ORDINARY = "priority", "ordinary"
NOWHERE = ""
"""The group of legs that no counter has called yet."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What is told of many spans; None where there is no span. A percentile is the span that so many percent of them
    do not exceed (nearest rank): one that somebody really waited, never one in between.
    """

    count: int
    within_target: int
    mean: timedelta | None
    median: timedelta | None
    p90: timedelta | None
    p95: timedelta | None
    worst: timedelta | None

    @property
    def share_within(self) -> float | None:
        return self.within_target / self.count if self.count else None


@dataclass(slots=True)
class Spans:
    """Spans added up. Of a sealed day `values` are known to the minute, all else exactly."""

    count: int = 0
    within: int = 0
    total: timedelta = ZERO
    worst: timedelta = ZERO
    values: list[timedelta] = field(default_factory=list)

    def add(self, span: timedelta, *, within: bool) -> None:
        self.count += 1
        self.within += within
        self.total += span
        self.worst = max(self.worst, span)
        self.values.append(span)

    def merge(self, other: Spans) -> None:
        self.count += other.count
        self.within += other.within
        self.total += other.total
        self.worst = max(self.worst, other.worst)
        self.values += other.values

    def spread(self) -> Spread:
        if not self.count:
            return Spread(0, 0, None, None, None, None, None)
        # Whole numbers sort many times as quickly as spans, and nothing else runs while a list is sorted.
        ordered = sorted([span // timedelta.resolution for span in self.values])
        # The middle of the worst wait's minute may lie beyond the wait itself.
        median, p90, p95 = (min(_nearest_rank(ordered, percent), self.worst) for percent in (50, 90, 95))
        return Spread(self.count, self.within, self.total / self.count, median, p90, p95, self.worst)


@dataclass(slots=True)
class Running:
    """Waits that no answered call has ended yet: of people waiting, and of those called who have not come."""

    count: int = 0
    late: int = 0
    worst: timedelta = ZERO

    def add(self, span: timedelta, target: timedelta) -> None:
        self.count += 1
        self.late += span > target
        self.worst = max(self.worst, span)


@dataclass(slots=True)
class LegTally:
    """Legs of one group. `endings` counts each leg once; `waits` holds answered ones, `services` those served."""

    endings: dict[Ending, int] = field(default_factory=lambda: dict.fromkeys(Ending, 0))
    waits: Spans = field(default_factory=Spans)
    services: Spans = field(default_factory=Spans)
    running: Running = field(default_factory=Running)

    def add(self, leg: MeasuredLeg, wait_target: timedelta, handling_target: timedelta) -> None:
        self.endings[leg.ending] += 1
        if leg.answered:
            self.waits.add(leg.wait, within=leg.wait <= wait_target)
        elif leg.ending is Ending.OPEN:
            self.running.add(leg.wait, wait_target)
        if leg.service is not None:
            self.services.add(leg.service, within=leg.service <= handling_target)

    def merge(self, sealed: LegTally) -> None:
        """Add a sealed day, on which nobody waits any more."""
        for ending, count in sealed.endings.items():
            self.endings[ending] += count
        self.waits.merge(sealed.waits)
        self.services.merge(sealed.services)


@dataclass(slots=True)
class VisitTally:
    """Visits as a whole. `waits` and `handling` are the sums over all legs of each visit that was completed; a wait is
    within the target if that of every leg is.
    """

    endings: dict[Ending, int] = field(default_factory=lambda: dict.fromkeys(Ending, 0))
    waits: Spans = field(default_factory=Spans)
    handling: Spans = field(default_factory=Spans)

    def add(self, visit: MeasuredVisit, in_time: bool, handling_target: timedelta) -> None:
        self.endings[visit.ending] += 1
        if visit.ending is not Ending.SERVED:
            return
        self.waits.add(visit.total_wait, within=in_time)
        if (handled := visit.total_service) is not None:
            self.handling.add(handled, within=handled <= handling_target)

    def merge(self, sealed: VisitTally) -> None:
        for ending, count in sealed.endings.items():
            self.endings[ending] += count
        self.waits.merge(sealed.waits)
        self.handling.merge(sealed.handling)


@dataclass(slots=True)
class Figures:
    """All figures of some days: of visits, of all legs, and of the legs of each group."""

    visits: VisitTally = field(default_factory=VisitTally)
    total: LegTally = field(default_factory=LegTally)
    groups: dict[By, dict[str, LegTally]] = field(default_factory=dict)

    def merge(self, sealed: Figures) -> None:
        """Add a sealed day; only the groups that are asked for are taken from it."""
        self.visits.merge(sealed.visits)
        self.total.merge(sealed.total)
        for by, groups in self.groups.items():
            for key, tally in sealed.groups.get(by, {}).items():
                groups.setdefault(key, LegTally()).merge(tally)


def empty(bys: Iterable[By]) -> Figures:
    return Figures(groups={by: {} for by in bys})


def count(figures: Figures, visits: Iterable[MeasuredVisit], catalog: Catalog) -> None:
    """Add visits to `figures`, measured against the targets of the catalog."""
    targets = {service_id: catalog.wait_target(service_id) for service_id in catalog.services}
    usual, handling = catalog.office.wait_target, catalog.office.handling_target
    keys = {by: _key(by, catalog) for by in figures.groups}
    for visit in visits:
        in_time = True
        for leg in visit.legs:
            target = targets.get(leg.service_id, usual)
            in_time = in_time and leg.wait <= target
            figures.total.add(leg, target, handling)
            for by, groups in figures.groups.items():
                groups.setdefault(keys[by](visit, leg), LegTally()).add(leg, target, handling)
        figures.visits.add(visit, in_time, handling)


def half_hour(at: datetime) -> str:
    """The half-hour that a local moment falls into, by its beginning: `07:30`."""
    return f"{at.hour:02d}:{at.minute // 30 * 30:02d}"


def _key(by: By, catalog: Catalog) -> Callable[[MeasuredVisit, MeasuredLeg], str]:
    zone = catalog.office.time_zone
    keys: Mapping[By, Callable[[MeasuredVisit, MeasuredLeg], str]] = {
        By.SERVICE: lambda _, leg: leg.service_id,
        By.COUNTER: lambda _, leg: leg.counter_id or NOWHERE,
        By.CLASS_GROUP: lambda visit, _: PRIORITY if visit.priority else ORDINARY,
        By.HALF_HOUR: lambda _, leg: half_hour(leg.began_at.astimezone(zone)),
    }
    return keys[by]


def _nearest_rank(microseconds: list[int], percent: int) -> timedelta:
    return microseconds[-(-percent * len(microseconds) // 100) - 1] * timedelta.resolution

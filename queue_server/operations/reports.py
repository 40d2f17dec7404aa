"""Figures over days. They only read, take as long as they take, and never run on the writer's connection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from queue_server.domain import figures as sums
from queue_server.domain.catalog import Catalog, Names
from queue_server.domain.figures import By, Figures, LegTally
from queue_server.store import reports as stored
from queue_server.store.database import Connection, snapshot


@dataclass(frozen=True, slots=True)
class Asked:
    """Business dates, both counted, and what to tell the legs apart by."""

    first: date
    last: date
    by: By


@dataclass(frozen=True, slots=True)
class Report:
    """`sealed`: days known from their seal only, whose percentiles are right to the minute. `unknown`: days that
    were sealed without figures; they are not counted.
    """

    asked: Asked
    at: datetime
    figures: Figures
    names: Mapping[str, Names]
    sealed: list[date]
    unknown: list[date]

    @property
    def complete(self) -> bool:
        return not self.sealed and not self.unknown

    def groups(self) -> list[tuple[str, LegTally]]:
        """In the order of the office: services and counters as they are listed, half-hours as they pass."""
        groups = self.figures.groups[self.asked.by]
        order = {key: place for place, key in enumerate(self.names)}
        return sorted(groups.items(), key=lambda item: (order.get(item[0], len(order)), item[0]))


def measure(db: Connection, catalog: Catalog, asked: Asked, now: datetime) -> Report:
    """Every figure of a range, today included as it stands. `db` is a connection of the caller's own."""
    with snapshot(db):
        return _measured(db, catalog, asked, now)


def figures_to_seal(db: Connection, catalog: Catalog, day: date, closed_at: datetime) -> Figures:
    """All figures of a day that is being closed at this moment."""
    figures = sums.empty(By)
    sums.count(figures, stored.visits_of(db, catalog.office.id, day, closed_at, closed_at), catalog)
    return figures


def _measured(db: Connection, catalog: Catalog, asked: Asked, now: datetime) -> Report:
    report = Report(asked, now, sums.empty([asked.by]), _names(db, asked.by), [], [])
    office_id = catalog.office.id
    for day in stored.days_between(db, office_id, asked.first, asked.last):
        if day.kept:
            visits = stored.visits_of(db, office_id, day.business_date, day.closed_at, now)
            sums.count(report.figures, visits, catalog)
        elif day.seal is not None:
            report.figures.merge(day.seal)
            report.sealed.append(day.business_date)
        else:
            report.unknown.append(day.business_date)
    return report


def _names(db: Connection, by: By) -> Mapping[str, Names]:
    if by is By.SERVICE:
        return stored.service_names(db)
    if by is By.COUNTER:
        return stored.counter_names(db)
    return {sums.PRIORITY: {}, sums.ORDINARY: {}} if by is By.CLASS_GROUP else {}

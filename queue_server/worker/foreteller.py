"""Reads the hall as it stands and plays it forward."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from queue_server.clock import cpu_seconds
from queue_server.domain.ahead import ahead_of
from queue_server.domain.calibration import scale_of
from queue_server.domain.catalog import ORDINARY, Catalog
from queue_server.domain.demand import Comers
from queue_server.domain.expectation import Expectation, priority_class_of
from queue_server.domain.forecast import Forecast, forecast
from queue_server.domain.foreseen import Foreseen, Newcomer, widened
from queue_server.domain.foresight import Outlook, forecast_of
from queue_server.domain.hall import Hall, LineKey, Waiting, line_key, moment
from queue_server.domain.holds import Held
from queue_server.domain.learning import learn
from queue_server.domain.newcomers import foresee_hall
from queue_server.domain.shifts import expected_shifts
from queue_server.domain.visit import State, Visit
from queue_server.store import counters, forecasts, history, journal, visits
from queue_server.store.database import Connection, snapshot
from queue_server.worker.adviser import Adviser

MOST_RUNS, LEAST_RUNS = 60, 10
MEMORY = timedelta(weeks=8)
CPU_SECONDS = 0.25
"""What one answer may cost; a fuller hall is played fewer times."""


class Foreteller:
    """Answers from the database's present state. Holds nothing that a new one would not find out again."""

    def __init__(self, db: Connection, catalog: Catalog) -> None:
        self._db, self._catalog = db, catalog
        self._learnt: tuple[date, Expectation] | None = None
        self._expected: Expectation
        self._runs = LEAST_RUNS
        self._adviser = Adviser(catalog.office)

    def answer(self, now: datetime) -> Foreseen:
        """What `now` can be known of everyone who waits and whoever would come."""
        self._expected = self._learn(now)
        with snapshot(self._db):
            active = visits.active(self._db)
            hall = Hall(self._catalog, counters.load(self._db, self._catalog.counters), active)
            held = self._held(active)
            seq = journal.window(self._db, self._catalog.office.id)[1]
            seen = history.tickets_of(self._db, self._catalog.office.business_date(now))
            worked = self._worked_today(now)
        began = cpu_seconds()
        view = replace(self._outlook(hall, now, seen, worked), held=held, usual_hold=self._expected.hold)
        lines = self._lines()
        waits = foresee_hall(hall, view, lines.values(), moment(now), Random(seq), runs=self._runs)
        told = {visit_id: self._told(found) for visit_id, found in waits.visits.items()}
        newcomers = {
            which: Newcomer(self._told(waits.newcomers.get(key, [])), self._quick(hall, key, now))
            for which, key in lines.items()
        }
        self._adapt(cpu_seconds() - began)
        ids = [order[1] for order, _ in hall.arrivals] + [one.visit_id for one in held]
        everyone = {visit_id: told.get(visit_id) for visit_id in ids}
        prospect = self._adviser.look(hall, view, now, Random(seq))
        return Foreseen(seq, now, everyone, newcomers, self._expected.scale, prospect)

    def _learn(self, now: datetime) -> Expectation:
        """What the office's last weeks teach, without today; found out anew once a day."""
        office = self._catalog.office
        today = office.business_date(now)
        if self._learnt is None or self._learnt[0] != today:
            days = today - MEMORY, today - timedelta(days=1)
            with snapshot(self._db):
                past = history.history_between(self._db, office.id, days, office.time_zone)
                outcomes = forecasts.outcomes(self._db, office.id, *days)
            self._learnt = today, learn(self._catalog, past, scale_of(outcomes))
        return self._learnt[1]

    def _outlook(self, hall: Hall, now: datetime, seen: int, worked: frozenset[str]) -> Outlook:
        office = self._catalog.office
        demand = self._expected.demand(office, now)
        times = self._expected.times(self._catalog, now.astimezone(office.time_zone).hour)
        shifts = expected_shifts(hall, office, now, worked)
        return Outlook(office.policy, demand, shifts, times, Comers(demand), seen)

    def _held(self, active: list[Visit]) -> tuple[Held, ...]:
        """Those set aside; each keeps the place that it will come back to."""
        due = {hold.visit_id: hold.due_at for hold in visits.open_holds(self._db)}
        ends = {visit_id: moment(at) for visit_id, at in due.items() if at is not None}
        return tuple(
            Held(one.visit_id, line_key(one), moment(one.order_at), one.overtaken, ends.get(one.visit_id))
            for one in active
            if one.state is State.HELD
        )

    def _worked_today(self, now: datetime) -> frozenset[str]:
        """Counters that will come back after the break; while the office is open nobody needs to know."""
        office = self._catalog.office
        if office.is_open(now):
            return frozenset()
        midnight = now.astimezone(office.time_zone).replace(hour=0, minute=0, second=0, microsecond=0)
        return history.counters_opened_since(self._db, midnight.astimezone(now.tzinfo))

    def _lines(self) -> dict[tuple[str, bool], LineKey]:
        """The line of an ordinary newcomer and of one with priority, for each service."""
        priority = priority_class_of(self._catalog)
        groups = {False: ORDINARY} | ({True: priority} if priority else {})
        return {
            (service.id, is_priority): LineKey(service.id, code)
            for service in self._catalog.services.values()
            if service.active
            for is_priority, code in groups.items()
        }

    def _told(self, waits: list[float]) -> Forecast | None:
        found = forecast_of(waits) if waits else None
        return widened(found, self._expected.scale) if found else None

    def _quick(self, hall: Hall, key: LineKey, now: datetime) -> timedelta | None:
        """The quick estimate of a newcomer: what the server will compare its own with."""
        at = moment(now)
        hall.add(key, Waiting((at + 1e-6, "~")))
        line, ahead = hall.line_of(key), ahead_of(hall, "~", self._catalog.office.policy, at)
        quick = forecast(hall, line, ahead, at)
        hall.leave_line("~")
        return quick.median if quick else None

    def _adapt(self, used: float) -> None:
        affordable = int(CPU_SECONDS * self._runs / max(used, 1e-4))
        self._runs = max(LEAST_RUNS, min(MOST_RUNS, affordable))

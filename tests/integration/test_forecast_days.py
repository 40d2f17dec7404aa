"""Days of an office played through the real operations, database and forecast: what tickets say against what comes."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from heapq import heappop, heappush
from pathlib import Path
from random import Random
from statistics import fmean

import pytest

from queue_server.domain.calibration import Errors, Outcome, errors_of
from queue_server.domain.expectation import usual_week
from queue_server.operations import serving
from queue_server.operations import visits as operations
from queue_server.operations.asker import Asker
from queue_server.operations.work import Work
from queue_server.store import forecasts
from queue_server.store.database import connect
from queue_server.worker.foreteller import Foreteller
from tests.support_office import KIOSK, ZONE, SmallOffice, small_catalog, weekdays

OPENS, CLOSES = time(7, 30), time(17)
COUNTERS = ("1", "2", "3")
MEAN = small_catalog().services["births"].mean_time.total_seconds()


@dataclass
class Naive:
    """What simpler estimators would have told the same people, in seconds."""

    all_waiting: list[float] = field(default_factory=list)
    own_line: list[float] = field(default_factory=list)
    last_served: list[float] = field(default_factory=list)
    actual: list[float] = field(default_factory=list)

    def best(self) -> float:
        return min(
            fmean(abs(told - came) for told, came in zip(told, self.actual, strict=True))
            for told in (self.all_waiting, self.own_line, self.last_served)
        )


class Day:
    """One day: people come and are served; clerks call whenever they are free."""

    def __init__(self, folder: Path, seed: int, people: float) -> None:
        self.random = Random(seed)
        began = datetime(2026, 3, 3, 7, 30, tzinfo=ZONE)
        catalog = small_catalog(hours=weekdays(OPENS, CLOSES))
        self.office = SmallOffice(folder, now=began.astimezone(UTC), catalog=catalog)
        self.reader = connect(self.office.path, read_only=True)
        self.foreteller = Foreteller(self.reader, catalog)
        self.clerks: dict[str, Asker] = {one: self.office.person(f"clerk{one}") for one in COUNTERS}
        self.naive = Naive()
        self.told: dict[str, tuple[float, float, float]] = {}
        self.last_wait = dict.fromkeys(catalog.services, 0.0)
        self.arrivals = list(self._arrivals(began, people))
        self.ends: list[tuple[datetime, str, str]] = []

    def close(self) -> None:
        self.reader.close()
        self.office.close()

    def play(self) -> None:
        for counter, clerk in self.clerks.items():
            self.office.open(counter, clerk)
        for at, service, priority_class in self.arrivals:
            self._serve_until(at)
            self.office.clock.advance(at - self.office.clock.now())
            self._take(service, priority_class)
            self._call()
        self._serve_until(None)

    def outcomes(self) -> list[Outcome]:
        today = self.office.today()
        return forecasts.outcomes(self.office.db, self.office.catalog.office.id, today, today)

    def _arrivals(self, began: datetime, people: float) -> Iterator[tuple[datetime, str, str]]:
        for half_hour, expected in enumerate(usual_week(people)[1]):
            opened = began.replace(hour=half_hour // 2, minute=half_hour % 2 * 30)
            at = self.random.expovariate(expected) if expected else 2.0
            while at < 1.0:
                service = self.random.choice(("births", "land"))
                priority_class = "elderly_75" if self.random.random() < 0.2 else "ordinary"
                yield max(opened + at * timedelta(minutes=30), began), service, priority_class
                at += self.random.expovariate(expected)

    def _serve_until(self, moment: datetime | None) -> None:
        while self.ends and (moment is None or self.ends[0][0] <= moment):
            at, counter, visit_id = heappop(self.ends)
            self.office.clock.advance(at - self.office.clock.now())
            clerk = self.clerks[counter]
            self.office.run(lambda work, visit_id=visit_id, clerk=clerk: serving.complete(work, visit_id, clerk))
            self._call()

    def _take(self, service: str, priority_class: str) -> None:
        request, answer = self.office.asked_for(service, priority_class=priority_class), self._answer()
        waiting = self.office.run(lambda work: (work.hall.waiting_total(), work.hall.waiting_count(service)))
        ticket = self.office.run(lambda work: operations.start_visit(work, request, KIOSK, answer))
        able = len(self.office.run(lambda work: work.hall.open_counters(service)))
        told = waiting[0] * MEAN / len(COUNTERS), waiting[1] * MEAN / able, self.last_wait[service]
        self.told[ticket.visit.visit_id] = told

    def _answer(self):
        return self.foreteller.answer(self.office.clock.now())

    def _call(self) -> None:
        for counter in self.random.sample(COUNTERS, len(COUNTERS)):
            if self.office.run(lambda work, counter=counter: may_call(work, counter)):
                self._begin(counter, self.office.call_next(counter, self.clerks[counter]))

    def _begin(self, counter: str, visit_id: str) -> None:
        self.office.serve(visit_id, self.clerks[counter])
        visit = self.office.run(lambda work: work.visit(visit_id))
        waited = visit.leg.waited.total_seconds()
        self.last_wait[visit.leg.service_id] = waited
        for estimates, told in zip(
            (self.naive.all_waiting, self.naive.own_line, self.naive.last_served), self.told[visit_id], strict=True
        ):
            estimates.append(told)
        self.naive.actual.append(waited)
        span = self.random.lognormvariate(5.975, 0.6315)
        heappush(self.ends, (self.office.clock.now() + timedelta(seconds=span), counter, visit_id))


def may_call(work: Work, counter_id: str) -> bool:
    counter = work.hall.counters[counter_id]
    return counter.visit_id is None and any(work.hall.lines_for(counter))


def played(folder: Path, seeds: range, people: float) -> tuple[Errors, float]:
    """The errors of the tickets of these days, and of the best naive estimator, in seconds."""
    outcomes: list[Outcome] = []
    naive = Naive()
    for seed in seeds:
        (folder / str(seed)).mkdir()
        day = Day(folder / str(seed), seed, people)
        with closing(day):
            day.play()
            outcomes += day.outcomes()
            for name in ("all_waiting", "own_line", "last_served", "actual"):
                getattr(naive, name).extend(getattr(day.naive, name))
    found = errors_of(outcomes)
    assert found is not None
    assert found.count == len(naive.actual), "everybody was told something and served"
    return found, naive.best()


def test_tickets_say_better_what_comes_than_any_naive_estimator(tmp_path: Path):
    told, naive = played(tmp_path, range(100, 103), 100)
    assert told.mean_absolute < 0.7 * naive
    assert told.mean_absolute < timedelta(minutes=4).total_seconds()
    assert abs(told.bias) < timedelta(minutes=2).total_seconds()
    assert 0.68 < told.coverage < 0.95


@pytest.mark.long
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("people", [90, 105, 120])
def test_over_many_days_the_interval_holds_four_in_five(tmp_path: Path, people: int):
    told, naive = played(tmp_path, range(100, 120), people)
    assert told.mean_absolute < 0.65 * naive
    assert abs(told.bias) < timedelta(minutes=2).total_seconds()
    assert 0.72 < told.coverage < 0.9

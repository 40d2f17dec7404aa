"""A small office with a clock that stands still, over the real writer and a real SQLite file, without HTTP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from queue_server.clock import FixedClock
from queue_server.domain.catalog import (
    Catalog,
    CounterDesk,
    Office,
    OpenHours,
    PriorityClass,
    Service,
    ServiceGroup,
)
from queue_server.domain.events import Actor
from queue_server.operations import calling, counters, people, serving, visits
from queue_server.operations.asker import Asker
from queue_server.operations.work import Work
from queue_server.operations.writer import Batch, Outcome, Writer
from queue_server.store import catalog as stored_catalog
from queue_server.store.database import connect, prepare, write
from queue_server.store.journal import Recorded

Value = TypeVar("Value")
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""Monday, eight o'clock in the office."""

KIOSK = Asker(Actor("device", None), device_kind="kiosk")


def small_catalog(**office: Any) -> Catalog:
    """Two services of their own series, three counters: 1 and 2 do both, 3 does land only."""
    facts: dict[str, Any] = {
        "id": "xa-nho",
        "name": {"vi": "Xã Nhỏ"},
        "short_name": {"vi": "Xã Nhỏ"},
        "languages": ("vi", "en"),
        "time_zone": ZONE,
        "wait_target": timedelta(minutes=15),
        "hours": (),
        "holidays": frozenset(),
    }
    return Catalog(
        office=Office(**facts | office),
        groups={"g": ServiceGroup("g", {"vi": "Nhóm"}, 0)},
        services={"births": _service("births", "A", 0), "land": _service("land", "B", 1)},
        priority_classes={
            "ordinary": PriorityClass("ordinary", {"vi": "Thường"}, {}, timedelta(0), 0),
            "elderly_75": PriorityClass("elderly_75", {"vi": "Từ 75 tuổi"}, {}, timedelta(minutes=30), 1),
        },
        counters={
            "1": _desk("1", 0, "births", "land"),
            "2": _desk("2", 1, "births", "land"),
            "3": _desk("3", 2, "land"),
        },
    )


def weekdays(opens: time, closes: time) -> tuple[OpenHours, ...]:
    return tuple(OpenHours(day, opens, closes) for day in range(5))


class SmallOffice:
    """`run` performs and commits one operation, or raises what it raised. `events` holds what was told so far."""

    def __init__(self, folder: Path, *, now: datetime = MORNING, catalog: Catalog | None = None) -> None:
        self.path = folder / "office.db"
        self.clock = FixedClock(now)
        self.catalog = catalog or small_catalog()
        self.events: list[Recorded] = []
        self._requests = 0
        prepare(self.path)
        self.start()

    def start(self) -> None:
        """Open the file as a server does."""
        self.db = connect(self.path)
        with write(self.db):
            stored_catalog.sync(self.db, self.catalog)
        self.writer = Writer(self.db, self.catalog, self.clock)

    def restart(self) -> None:
        self.db.close()
        self.start()

    def close(self) -> None:
        self.db.close()

    def run(self, operation: Callable[[Work], Value]) -> Value:
        [outcome] = self.run_together(operation)
        if outcome.error is not None:
            raise outcome.error
        value: Value = outcome.value
        return value

    def run_together(self, *operations: Callable[[Work], Any]) -> list[Outcome]:
        """Several operations in one commit, each with what became of it."""
        batch: Batch = self.writer.run([_Job(operation) for operation in operations])
        self.events += batch.recorded
        return [outcome for _, outcome in batch.settled]

    def names(self) -> list[str]:
        """The names of all events so far."""
        return [str(one.fact.name) for one in self.events]

    def today(self) -> date:
        return self.catalog.office.business_date(self.clock.now())

    # People and what they do

    def person(self, username: str, role: str = "clerk") -> Asker:
        hashed = "not a hash of any password"
        roles = frozenset({role})
        person_id = self.run(lambda work: people.add_person(work, username, username.title(), hashed, roles))
        return Asker(Actor("person", person_id), roles)

    def asked_for(self, *services: str, priority_class: str = "ordinary", request_id: str = "") -> visits.VisitRequest:
        self._requests += 1
        request_id = request_id or f"request-{self._requests}"
        return visits.VisitRequest(request_id, services or ("births",), priority_class, "vi", "kiosk", "counter")

    def ticket(self, *services: str, priority_class: str = "ordinary") -> visits.Ticket:
        """Taken one second after whatever was before."""
        self.clock.advance(timedelta(seconds=1))
        request = self.asked_for(*services, priority_class=priority_class)
        return self.run(lambda work: visits.start_visit(work, request, KIOSK))

    def open(self, counter_id: str, clerk: Asker) -> None:
        self.run(lambda work: counters.open_counter(work, counter_id, clerk))

    def call_next(self, counter_id: str, clerk: Asker) -> str:
        return self.run(lambda work: calling.call_next(work, counter_id, clerk)).visit.visit_id

    def serve(self, visit_id: str, clerk: Asker) -> None:
        self.run(lambda work: serving.serve(work, visit_id, clerk))

    def state(self, visit_id: str) -> str:
        return str(self.run(lambda work: work.visit(visit_id)).state)


class _Job:
    def __init__(self, operation: Callable[[Work], Any]) -> None:
        self.operation = operation

    def settle(self, outcome: Outcome) -> None:
        """Nobody waits: the batch itself tells."""


def without(catalog: Catalog, service_id: str) -> Catalog:
    """The same office, where a service is not offered any more."""
    services = {one.id: replace(one, active=one.id != service_id) for one in catalog.services.values()}
    return replace(catalog, services=services)


def _service(service_id: str, series: str, position: int) -> Service:
    return Service(service_id, "g", {"vi": service_id}, series, timedelta(minutes=8), 0.7, position)


def _desk(counter_id: str, position: int, *services: str) -> CounterDesk:
    name = {"vi": f"Quầy {counter_id}"}
    return CounterDesk(counter_id, name, frozenset(services), frozenset(), frozenset(), position)

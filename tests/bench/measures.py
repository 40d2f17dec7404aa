"""A report over ninety days, and what it does to those who take tickets meanwhile."""

from __future__ import annotations

import random
import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import gevent

from queue_server.api import wire_reports
from queue_server.api.aside import Aside
from queue_server.api.bridge import Bridge
from queue_server.clock import SystemClock
from queue_server.domain.errors import Refused
from queue_server.domain.figures import By
from queue_server.operations import days, reports, serving, visits
from queue_server.operations.writer import Writer
from queue_server.store.database import connect
from tests.bench.figures import percentile
from tests.bench.history import copy_day
from tests.support_office import KIOSK, MORNING, SmallOffice, small_catalog

DAYS, VISITS = 90, 400
TICKET_SECONDS = 5.0
LAST = small_catalog().office.business_date(MORNING)
ASKED = reports.Asked(LAST - timedelta(days=DAYS - 1), LAST, By.HALF_HOUR)


def run(days_kept: int = DAYS, visits_a_day: int = VISITS, seconds: float = TICKET_SECONDS) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = made(Path(folder), days_kept, visits_a_day)
        return measured(path, seconds) | {"days": days_kept, "visits_a_day": visits_a_day}


def made(folder: Path, days_kept: int, visits_a_day: int) -> Path:
    """A file with so many closed days."""
    office, dice = SmallOffice(folder), random.Random(1)
    office.db.execute("pragma synchronous = off")
    boss = office.person("boss", "supervisor")
    for counter_id in office.catalog.counters:
        office.open(counter_id, boss)
    for _ in range(visits_a_day):
        office.ticket(*dice.choice([("births",), ("land",), ("births", "land")]))
        for counter_id in office.catalog.counters:
            office.clock.advance(timedelta(seconds=dice.randint(1, 60)))
            with suppress(Refused):
                visit_id = office.call_next(counter_id, boss)
                office.serve(visit_id, boss)
                office.clock.advance(timedelta(seconds=dice.randint(5, 20)))
                office.run(lambda work, visit_id=visit_id: serving.complete(work, visit_id, boss))
    office.clock.advance(timedelta(days=1))
    office.run(days.close_days)
    office.close()
    copy_day(office.path, LAST, days_kept - 1)
    return office.path


def measured(path: Path, seconds: float) -> dict[str, Any]:
    db, clock, catalog = connect(path), SystemClock(), small_catalog()
    bridge, aside = Bridge(Writer(db, catalog, clock), lambda recorded: None), Aside(lambda: connect(path))
    bridge.start()
    took: list[float] = []

    def report() -> None:
        while True:
            began = perf_counter()
            aside.run(lambda db: wire_reports.measures(reports.measure(db, catalog, ASKED, clock.now()), catalog))
            took.append(perf_counter() - began)

    alone = tickets(bridge, seconds, "alone")
    asking = gevent.spawn(report)
    beside = tickets(bridge, seconds, "beside")
    while not took:
        gevent.wait(timeout=0.02)
    asking.kill()
    bridge.stop()
    aside.stop()
    db.close()
    return {
        "report_seconds": min(took),
        "ticket_ms_alone": {"p50": percentile(alone, 50), "p99": percentile(alone, 99)},
        "ticket_ms_beside": {"p50": percentile(beside, 50), "p99": percentile(beside, 99), "worst": max(beside)},
        "ratio_p50": percentile(beside, 50) / percentile(alone, 50),
    }


def tickets(bridge: Bridge, seconds: float, name: str) -> list[float]:
    """Milliseconds that each ticket took, one after another."""
    spans: list[float] = []
    end = perf_counter() + seconds
    while perf_counter() < end:
        request = visits.VisitRequest(f"{name}-{len(spans)}", ("births",), "ordinary", "vi", "kiosk", "counter")
        began = perf_counter()
        bridge.run(lambda work, request=request: visits.start_visit(work, request, KIOSK))
        spans.append((perf_counter() - began) * 1000)
        gevent.wait(timeout=0.02)
    return spans

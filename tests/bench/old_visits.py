"""What five million old visits cost a working day: the same days in a file with all of them, and in one
with a single old day.

Nothing waits for the disk here: a commit costs both the same, and would hide what the old visits cost.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from queue_server import duties
from queue_server.domain.figures import By
from queue_server.keys import Keys
from queue_server.operations import calling, reading, reports, serving
from queue_server.operations.asker import Asker
from queue_server.operations.visits import start_visit
from queue_server.operations.writer import Writer
from queue_server.store import catalog, forecasts
from queue_server.store.database import connect
from queue_server.worker.foreteller import Foreteller
from tests.bench.history import copy_day
from tests.bench.measures import LAST, MORNING, made
from tests.support_office import KIOSK, SmallOffice

VISITS, VISITS_A_DAY = 5_000_000, 400
BYTES_A_VISIT = 4_000
ROUNDS, TICKETS, STARTS = 6, 60, 5
FOR_EVER = timedelta(days=36_500)


def run(visits: int = VISITS) -> dict[str, Any]:
    """Milliseconds, the median of each. With too little disk fewer visits are made, and `visits` tells how many."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        days_kept = min(visits, shutil.disk_usage(folder).free // 2 // BYTES_A_VISIT) // VISITS_A_DAY
        (folder / "full").mkdir()
        (folder / "none").mkdir()
        path = made(folder / "full", 1, VISITS_A_DAY)
        # One day is no history: both files begin with the same counters at work.
        shutil.copy(path, folder / "none")
        began = perf_counter()
        copy_day(path, LAST, days_kept - 1)
        filled = perf_counter() - began
        size, count = path.stat().st_size, days_kept * VISITS_A_DAY
        found = {"none": defaultdict[str, list[float]](list), "full": defaultdict[str, list[float]](list)}
        for number in range(ROUNDS):
            for which, spans in found.items():
                _round(folder / which, number, spans)
    return {"visits": count, "gigabytes": size / 1e9, "fill_seconds": filled} | _compared(found["none"], found["full"])


def _compared(none: dict[str, list[float]], full: dict[str, list[float]]) -> dict[str, Any]:
    rows = {what: {"none": median(none[what]), "full": median(full[what])} for what in none}
    ratios = {what: row["full"] / row["none"] for what, row in rows.items()}
    return {"ms": rows, "ratio": ratios, "worst_ratio": max(ratios.values())}


def _round(folder: Path, number: int, spans: dict[str, list[float]]) -> None:
    """One more working day in this file, from the start of a server to its reports."""
    morning = MORNING + timedelta(days=2 + number)
    with closing(SmallOffice(folder, now=morning)) as office:
        office.db.execute("pragma synchronous = off")
        boss = office.person(f"boss{number}", "supervisor")
        for _ in range(STARTS):
            _timed(spans, "start", lambda: _start(office))
        for _ in range(TICKETS):
            _ticket(office, spans)
        for _ in range(TICKETS // 2):
            _serve_one(office, boss, spans)
        foreteller = Foreteller(office.db, office.catalog)
        # The first answer of a day also reads the last eight weeks, which an office without a past has not got.
        foreteller.answer(office.clock.now())
        for _ in range(10):
            _look(office, foreteller, spans)
        office.clock.advance(timedelta(days=1))


def _start(office: SmallOffice) -> None:
    """What a server reads of its file before it can answer."""
    with closing(connect(office.path)) as db:
        catalog.orphans(db, office.catalog)
        Writer(db, office.catalog, office.clock)


def _ticket(office: SmallOffice, spans: dict[str, list[float]]) -> None:
    office.clock.advance(timedelta(seconds=1))
    # Ids of requests come by chance: their place in the index is a new one each time.
    request = office.asked_for("births", request_id=f"{hash((office.clock.now(), 'request')):x}")
    _timed(spans, "ticket", lambda: office.run(lambda work: start_visit(work, request, KIOSK)))


def _serve_one(office: SmallOffice, boss: Asker, spans: dict[str, list[float]]) -> None:
    office.clock.advance(timedelta(seconds=30))
    called = _timed(spans, "call_next", lambda: office.run(lambda work: calling.call_next(work, "1", boss)))
    visit_id = called.visit.visit_id
    _timed(spans, "serve", lambda: office.run(lambda work: serving.serve(work, visit_id, boss)))
    _timed(spans, "complete", lambda: office.run(lambda work: serving.complete(work, visit_id, boss)))


def _look(office: SmallOffice, foreteller: Foreteller, spans: dict[str, list[float]]) -> None:
    now, today = office.clock.now(), office.today()
    asked = reports.Asked(today, today, By.SERVICE)
    _timed(spans, "board", lambda: office.run(reading.board_view))
    _timed(spans, "hall", lambda: office.run(reading.hall_view))
    _timed(spans, "report_of_today", lambda: reports.measure(office.db, office.catalog, asked, now))
    _timed(spans, "forecast_errors", lambda: forecasts.outcomes(office.db, office.catalog.office.id, today, today))
    _timed(spans, "forecast", lambda: foreteller.answer(now))
    _timed(spans, "duties", lambda: office.run(lambda work: duties.do_all(work, _keeping(office))))


def _keeping(office: SmallOffice) -> duties.Keeping:
    return duties.Keeping(FOR_EVER, FOR_EVER, Keys(office.path.parent / "keys"))


def _timed(spans: dict[str, list[float]], what: str, act: Callable[[], Any]) -> Any:
    began = perf_counter()
    found = act()
    spans[what].append((perf_counter() - began) * 1000)
    return found

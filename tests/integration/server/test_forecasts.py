"""What a running server tells of waits, and what becomes of it when its forecasting process stops, hangs or dies."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.integration.server.hall import BIRTHS, COLLEAGUE, HERS, LAND, MINE, Hall, done, refused
from tests.support import wait_until
from tests.support_server import ServerProcess

SOON = 15.0
STALE_SECONDS = 5.0
A_LOOK_AT_THE_WORKER = 1.0
"""Seconds, and still less than a ticket would take that waits for what hangs."""


def worker_of(hall: Hall) -> int:
    """The process id of the server's forecasting process, waited for."""
    children = Path(f"/proc/{hall.server.pid}/task/{hall.server.pid}/children")
    return int(wait_until(lambda: children.read_text().split(), SOON, "a worker")[0])


def outlook(hall: Hall, service: str = BIRTHS, **query: str) -> dict[str, Any]:
    asked = "".join(f"?{key}={value}" for key, value in query.items())
    return done(hall.anybody.get(f"/services/{service}/outlook{asked}"))


def simulated(hall: Hall, service: str = BIRTHS) -> dict[str, Any] | None:
    """The forecast of a service if it comes from the simulation and is fresh."""
    found = outlook(hall, service)["forecast"]
    return found if found and found["as_of"] else None


def listed(hall: Hall) -> list[dict[str, Any] | None]:
    """What each waiting visit of the staff's list still has to wait."""
    visits = done(hall.supervisor.get("/visits"))["visits"]
    return [visit["forecast"] for visit in visits if visit["state"] == "waiting"]


@contextmanager
def stopped(pid: int) -> Iterator[None]:
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def seconds_of_tickets(hall: Hall, count: int) -> float:
    """The median time that giving a ticket takes."""
    spans = []
    for _ in range(count):
        began = time.monotonic()
        hall.ticket()
        spans.append(time.monotonic() - began)
    return median(spans)


def test_everyone_who_waits_is_told_how_long_still_in_the_order_of_calling(hall: Hall):
    hall.open(MINE)
    tickets = [hall.ticket()["visit_id"] for _ in range(6)]
    assert hall.call_next()["visit_id"] == tickets[0]
    wait_until(lambda: all(listed(hall)), SOON, "a forecast for everyone")
    found = [one["median_seconds"] for one in listed(hall) if one]
    assert found == sorted(found)
    assert found[0] > 0
    for one in listed(hall):
        assert one
        assert one["low_seconds"] <= one["median_seconds"] <= one["high_seconds"]
        assert one["stale"] is False


def test_somebody_held_is_told_when_the_call_is_expected(hall: Hall):
    hall.open(MINE)
    held = hall.ticket()["visit_id"]
    assert hall.call_next()["visit_id"] == held
    hall.move(held, "hold", reason="bổ sung giấy tờ", minutes=60)
    hall.ticket()
    hall.call_next()
    told = wait_until(lambda: hall.visit(held)["forecast"], SOON, "a forecast for the one who is held")
    assert 3500 < told["median_seconds"] < 5400
    assert told["low_seconds"] <= told["median_seconds"] <= told["high_seconds"]
    in_list = [one for one in done(hall.supervisor.get("/visits"))["visits"] if one["visit_id"] == held]
    assert in_list[0]["forecast"]["median_seconds"] == pytest.approx(told["median_seconds"], abs=900)
    asked = done(hall.kiosk.get(f"/visits/{held}"))
    assert asked["forecast"]
    assert asked["hold_reason"] is None


def test_ticket_outlook_and_board_say_the_same(hall: Hall):
    hall.open(MINE)
    for _ in range(4):
        hall.ticket()
    hall.call_next()
    wait_until(
        lambda: simulated(hall) and len(listed(hall)) == 3 and all(listed(hall)), SOON, "everyone to be foreseen"
    )
    seen = outlook(hall)["forecast"]
    board = next(one for one in done(hall.anybody.get("/board"))["waiting"] if one["service"]["id"] == BIRTHS)
    ticket = hall.ticket()["forecast"]
    assert board["forecast"]["median_seconds"] == pytest.approx(seen["median_seconds"], abs=60)
    assert ticket["median_seconds"] == pytest.approx(seen["median_seconds"], abs=60)


def test_priority_is_told_a_shorter_wait(hall: Hall):
    hall.open(MINE)
    for _ in range(8):
        hall.ticket()
    hall.call_next()
    wait_until(lambda: (simulated(hall) or {}).get("median_seconds", 0) > 1800, SOON, "a long wait")
    first = outlook(hall, priority_class="elderly_75")["forecast"]
    assert first["as_of"]
    assert first["median_seconds"] < outlook(hall)["forecast"]["median_seconds"] / 2


def test_the_forecast_follows_counters_that_open_and_close(hall: Hall):
    hall.open(MINE)
    for _ in range(8):
        hall.ticket()
    hall.call_next()
    wait_until(lambda: (simulated(hall) or {}).get("median_seconds", 0) > 2400, SOON, "a long wait")
    alone = wait_until(lambda: listed(hall)[-1], SOON, "the last one to be foreseen")
    hall.open(HERS, COLLEAGUE)
    hall.call_next(HERS, COLLEAGUE)
    wait_until(lambda: 0 < (simulated(hall) or {}).get("median_seconds", 0) < 2100, SOON, "a shorter wait")
    shorter = 0.8 * alone["median_seconds"]
    wait_until(lambda: (listed(hall)[-1] or alone)["median_seconds"] < shorter, SOON, "less to wait for the last one")
    assert outlook(hall, LAND)["forecast"] is None


def test_where_every_counter_is_closed_nothing_is_foretold(hall: Hall):
    hall.ticket(LAND)
    seq = hall.seq()
    hall.open(MINE)
    hall.ticket()
    wait_until(lambda: hall.seq() > seq and simulated(hall), SOON, "an answer")
    assert outlook(hall, LAND)["forecast"] is None
    assert hall.ticket(LAND)["forecast"] is None
    by_service = {one["service"]["id"]: one for one in done(hall.anybody.get("/board"))["waiting"]}
    assert by_service[LAND]["forecast"] is None


def test_a_worker_that_is_killed_is_started_again_and_tickets_are_given_meanwhile(process: ServerProcess):
    hall = Hall(process.start())
    hall.open(MINE)
    hall.ticket()
    hall.call_next()
    hall.ticket()
    wait_until(lambda: simulated(hall), SOON, "a first answer")
    first = worker_of(hall)
    os.kill(first, signal.SIGKILL)
    assert hall.ticket()["forecast"]["median_seconds"] > 0
    wait_until(lambda: worker_of(hall) != first, SOON, "another worker")
    wait_until(lambda: simulated(hall) and all(listed(hall)), SOON, "an answer of its own")
    process.stop()
    told = [record for record in process.records() if record["event"] == "worker_ended"]
    assert [record["level"] for record in told] == ["warning"]


def test_a_worker_that_hangs_delays_no_ticket_and_its_last_answer_is_marked(process: ServerProcess):
    hall = Hall(process.start())
    hall.open(MINE)
    hall.ticket()
    hall.call_next()
    hall.ticket()
    wait_until(lambda: simulated(hall) and all(listed(hall)), SOON, "a first answer")
    hall.open(HERS, COLLEAGUE)
    with_worker = seconds_of_tickets(hall, 15)
    wait_until(lambda: all(listed(hall)), SOON, "everyone to be foreseen")
    with stopped(worker_of(hall)):
        without = seconds_of_tickets(hall, 15)
        assert without < with_worker + A_LOOK_AT_THE_WORKER
        wait_until(lambda: (listed(hall)[0] or {}).get("stale"), 2 * STALE_SECONDS, "the answer to be marked")
        assert outlook(hall)["forecast"]["as_of"] is None
        assert hall.ticket()["forecast"]["median_seconds"] > 0
    wait_until(lambda: simulated(hall), SOON, "a fresh answer")
    process.stop()


def test_the_worker_goes_with_its_server_however_that_ends(process: ServerProcess):
    for end in (process.stop, process.kill):
        worker = worker_of(Hall(process.start()))
        end()
        wait_until(lambda worker=worker: not Path(f"/proc/{worker}").exists() or is_dead(worker), SOON, "its end")


def is_dead(pid: int) -> bool:
    try:
        return ") Z " in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return True


def test_the_error_of_the_forecasts_is_what_one_counts_from_tickets_and_calls(hall: Hall):
    before, seq = done(hall.supervisor.get("/reports/forecast")), hall.seq()
    hall.open(MINE)
    told = [hall.ticket() for _ in range(3)]
    actual = []
    for _ in told:
        visit = hall.call_next()
        hall.move(visit["visit_id"], "serve")
        called = next(one for one in reversed(hall.events_after(seq)) if one["name"] == "visit.called")
        issued = next(one["issued_at"] for one in told if one["visit_id"] == visit["visit_id"])
        actual.append(seconds_between(issued, called["at"]))
        hall.move(visit["visit_id"], "complete")
    after = done(hall.supervisor.get("/reports/forecast"))
    errors = [one["forecast"]["median_seconds"] - came for one, came in zip(told, actual, strict=True)]

    def total(report: dict[str, Any], key: str) -> float:
        return (report[key] or 0.0) * report["count"]

    assert after["count"] == before["count"] + 3
    assert total(after, "bias_seconds") - total(before, "bias_seconds") == pytest.approx(sum(errors), abs=0.5)
    grown = total(after, "mean_absolute_error_seconds") - total(before, "mean_absolute_error_seconds")
    assert grown == pytest.approx(sum(abs(one) for one in errors), abs=0.5)
    inside = sum(
        one["forecast"]["low_seconds"] <= came <= one["forecast"]["high_seconds"]
        for one, came in zip(told, actual, strict=True)
    )
    assert total(after, "coverage_80") - total(before, "coverage_80") == pytest.approx(inside, abs=0.01)


def test_days_that_make_no_sense_are_refused(hall: Hall):
    for query in ("from=20261121", "to=yesterday", "from=2026-11-22&to=2026-11-21", "from=2020-01-01&to=2026-01-01"):
        refused(hall.supervisor.get(f"/reports/forecast?{query}"), 422, "invalid_fields")


def seconds_between(earlier: str, later: str) -> float:
    return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds()

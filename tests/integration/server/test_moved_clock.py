"""People wait while the machine's clock is set: back and forth by the network, on after a sleep, back over a start."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.integration.server.hall import BIRTHS, MINE, Hall, done
from tests.moved_clock import put_on, seconds_to_opening, set_clock
from tests.support import wait_until
from tests.support_server import ServerProcess, server_process

SOON = 20.0
SIGNED = frozenset({"bias_seconds"})
"""What may be negative: everything else told in seconds is a span that somebody waited, was served, or will wait."""

HOUR, TWENTY_MINUTES = timedelta(hours=1), timedelta(minutes=20)


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """How far the clock of the machine is moved: nine in the morning of the office, to begin with."""
    shift_file = tmp_path / "shift"
    set_clock(shift_file, seconds_to_opening())
    return shift_file


@pytest.fixture
def process(tmp_path: Path, machine: Path) -> Iterator[ServerProcess]:
    with server_process(tmp_path / "data", module="tests.moved_clock") as one:
        at = one.command.index("tests.moved_clock") + 1
        one.command.insert(at, str(machine))
        yield one


def people_waiting(hall: Hall, count: int = 5) -> list[str]:
    """One is served, so many wait."""
    hall.open(MINE)
    served = hall.ticket()["visit_id"]
    tickets = [hall.ticket()["visit_id"] for _ in range(count)]
    assert hall.call_next()["visit_id"] == served
    hall.move(served, "serve")
    return tickets


def everything_told(hall: Hall) -> list[Any]:
    """What people, clerks and supervisors can read of waits."""
    visits = done(hall.supervisor.get("/visits"))["visits"]
    return [
        visits,
        *(hall.visit(visit["visit_id"]) for visit in visits),
        *(done(hall.kiosk.get(f"/visits/{visit['visit_id']}")) for visit in visits),
        done(hall.anybody.get("/board")),
        done(hall.anybody.get(f"/services/{BIRTHS}/outlook")),
        done(hall.supervisor.get("/reports/measures?by=service")),
        done(hall.supervisor.get("/reports/forecast")),
    ]


def negative_spans(told: Any, key: str = "") -> list[tuple[str, float]]:
    """Every span below nothing, wherever in the answers it stands."""
    if isinstance(told, dict):
        return [found for name, value in told.items() for found in negative_spans(value, name)]
    if isinstance(told, list):
        return [found for value in told for found in negative_spans(value, key)]
    is_span = isinstance(told, int | float) and key.endswith("_seconds") and key not in SIGNED
    return [(key, told)] if is_span and told < 0 else []


def waits(hall: Hall) -> dict[str, float]:
    visits = done(hall.supervisor.get("/visits"))["visits"]
    return {visit["visit_id"]: visit["wait_seconds"] for visit in visits}


def foretold(hall: Hall) -> list[dict[str, Any]]:
    """What everyone who waits is told, once all of it is fresh; in the order of calling."""

    def fresh() -> list[dict[str, Any]]:
        visits = done(hall.supervisor.get("/visits"))["visits"]
        found = [visit["forecast"] for visit in visits if visit["state"] == "waiting"]
        return found if all(one and not one["stale"] for one in found) else []

    return wait_until(fresh, SOON, "a fresh forecast for everyone")


def assert_sane(hall: Hall) -> None:
    """The forecasts of five people before one counter of births (eight minutes or so each)."""
    told = foretold(hall)
    medians = [one["median_seconds"] for one in told]
    assert medians == sorted(medians)
    assert all(0 <= one["low_seconds"] <= one["median_seconds"] <= one["high_seconds"] for one in told)
    assert medians[-1] > medians[0]
    assert medians[-1] < 3 * HOUR.total_seconds()


def assert_well(hall: Hall, tickets: list[str]) -> None:
    """Nobody waits less than nothing, everybody in the order of coming, and what is foretold can be believed."""
    assert hall.waiting() == tickets
    assert_sane(hall)
    assert negative_spans(everything_told(hall)) == []


def moments(hall: Hall) -> list[datetime]:
    return [datetime.fromisoformat(event["at"]) for event in hall.events_after(0)]


def test_a_clock_set_back_while_people_wait_takes_no_wait_and_no_place_from_anybody(
    process: ServerProcess, machine: Path
):
    hall = Hall(process.start())
    tickets = people_waiting(hall)
    assert_well(hall, tickets)
    before = waits(hall)
    put_on(machine, -HOUR)
    later = hall.ticket()
    assert later["forecast"]["median_seconds"] > 0
    tickets.append(later["visit_id"])
    assert_well(hall, tickets)
    wait_until(lambda: all(waits(hall)[one] > before[one] + 0.5 for one in tickets[:-1]), SOON, "waits that grow")
    for visit_id in tickets:
        hall.move(hall.counter()["visit_id"], "complete")
        assert hall.call_next()["visit_id"] == visit_id
        hall.move(visit_id, "serve")
    assert negative_spans(everything_told(hall)) == []
    assert moments(hall) == sorted(moments(hall))
    process.stop()


def test_a_machine_that_slept_counts_the_hours_that_people_waited(process: ServerProcess, machine: Path):
    hall = Hall(process.start())
    tickets = people_waiting(hall)
    assert_well(hall, tickets)
    put_on(machine, 2 * HOUR)
    tickets.append(hall.ticket()["visit_id"])
    assert_well(hall, tickets)
    now = waits(hall)
    assert all(2 * 3600 <= now[visit_id] < 2 * 3600 + 600 for visit_id in tickets[:-1])
    assert now[tickets[-1]] < 600
    put_on(machine, -2 * HOUR)
    tickets.append(hall.ticket()["visit_id"])
    assert_well(hall, tickets)
    assert moments(hall) == sorted(moments(hall))
    process.stop()


def test_a_server_that_starts_with_a_clock_set_back_takes_no_place_from_those_who_wait(
    process: ServerProcess, machine: Path
):
    hall = Hall(process.start())
    tickets = people_waiting(hall)
    process.kill()
    put_on(machine, -TWENTY_MINUTES)
    hall = Hall(process.start())
    tickets.append(hall.ticket()["visit_id"])
    assert_well(hall, tickets)
    assert moments(hall) == sorted(moments(hall))
    process.stop()


def test_a_clock_that_lost_hours_while_the_machine_was_off_is_logged_and_makes_no_wait_negative(
    process: ServerProcess, machine: Path
):
    hall = Hall(process.start())
    tickets = people_waiting(hall)
    process.kill()
    put_on(machine, -3 * HOUR)
    hall = Hall(process.start())
    tickets.append(hall.ticket()["visit_id"])
    assert set(hall.waiting()) == set(tickets)
    assert_sane(hall)
    assert negative_spans(everything_told(hall)) == []
    process.stop()
    [told] = [record for record in process.records() if record["event"] == "clock_behind"]
    assert told["seconds"] == pytest.approx(3 * 3600, abs=120)

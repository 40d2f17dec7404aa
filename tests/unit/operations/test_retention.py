"""A day that is over is sealed with its figures; when it is old its rows go and the seal stays."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from queue_server.clock import FixedClock
from queue_server.domain.events import Actor
from queue_server.operations import calling, counters, days, people, serving, visits
from queue_server.operations.asker import Asker
from queue_server.operations.visits import VisitRequest
from queue_server.operations.work import Work
from queue_server.operations.writer import Outcome, Writer
from queue_server.store import catalog as stored_catalog
from queue_server.store import journal
from queue_server.store.database import connect, prepare, write
from tests.unit.domain.hall_builder import catalog

MONDAY_MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
RETENTION = timedelta(days=90)


@dataclass(slots=True)
class Job:
    operation: Callable[[Work], Any]
    outcome: Outcome | None = None

    def settle(self, outcome: Outcome) -> None:
        self.outcome = outcome


class Office:
    """A writer over a real file, with one clerk at one counter."""

    def __init__(self, path: Path) -> None:
        prepare(path)
        self.db, self.clock = connect(path), FixedClock(MONDAY_MORNING)
        self.offered = catalog({"1": "ab"})
        with write(self.db):
            stored_catalog.sync(self.db, self.offered)
        self.writer = self.started()
        person_id = self.do(lambda work: people.add_person(work, "an", "An", "-", frozenset({"clerk"})))
        self.clerk = Asker(Actor("person", person_id), roles=frozenset({"clerk"}))
        self.do(lambda work: counters.open_counter(work, "1", self.clerk))
        self.taken = 0

    def started(self) -> Writer:
        return Writer(self.db, self.offered, self.clock)

    def do(self, operation: Callable[[Work], Any]) -> Any:
        [(_, outcome)] = self.writer.run([Job(operation)]).settled
        if outcome.error is not None:
            raise outcome.error
        return outcome.value

    def take_ticket(self) -> visits.Ticket:
        self.taken += 1
        self.clock.advance(timedelta(microseconds=1))
        request = VisitRequest(f"request-{self.taken:04d}", ("a",), "ordinary", "vi", "console", "counter")
        ticket: visits.Ticket = self.do(lambda work: visits.start_visit(work, request, self.clerk))
        return ticket

    def serve_next(self, after: timedelta, lasting: timedelta) -> None:
        self.clock.advance(after)
        moved = self.do(lambda work: calling.call_next(work, "1", self.clerk))
        self.do(lambda work: serving.serve(work, moved.visit.visit_id, self.clerk))
        self.clock.advance(lasting)
        self.do(lambda work: serving.complete(work, moved.visit.visit_id, self.clerk))

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.db.execute(query, values)]

    def seal(self, day: date) -> dict[str, Any]:
        row = self.db.execute("select * from day where business_date = ?", (day.isoformat(),)).fetchone()
        return {**dict(row), "counts": json.loads(row["counts"]), "histograms": json.loads(row["histograms"])}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    one = Office(tmp_path / "office.db")
    yield one
    one.db.close()


def test_a_day_closes_at_midnight_of_the_office_and_says_what_became_of_everyone(office: Office) -> None:
    first, second = office.take_ticket(), office.take_ticket()
    office.serve_next(timedelta(minutes=4), timedelta(minutes=6))
    office.clock.advance(timedelta(hours=15, minutes=40))
    assert office.do(days.close_days) == []
    office.clock.advance(timedelta(hours=1))
    assert office.do(days.close_days) == [date(2026, 11, 23)]
    states = dict(office.rows("select visit_id, state from visit"))
    assert states == {first.visit.visit_id: "completed", second.visit.visit_id: "cancelled"}
    assert office.rows("select name from event order by seq desc limit 2") == [("day.closed",), ("visit.cancelled",)]
    seal = office.seal(date(2026, 11, 23))
    assert seal["counts"]["by_state"] == {"cancelled": 1, "completed": 1}
    assert seal["counts"]["by_service"] == {"a": 2}
    assert seal["counts"]["measures"]["visits"]["endings"] == {"served": 1, "unserved": 1}
    assert seal["histograms"] == {"wait_minutes": {"a": {"4": 1}}, "service_minutes": {"a": {"6": 1}}}


def test_numbers_begin_anew_on_the_next_day_and_nothing_is_deleted(office: Office) -> None:
    office.take_ticket()
    office.clock.advance(timedelta(days=1))
    assert office.take_ticket().visit.ticket_number == "A001"
    assert office.rows("select count(*) from visit") == [(2,)]


def test_the_chain_of_a_day_holds_when_the_next_day_has_begun_before_it_is_closed(office: Office) -> None:
    office.take_ticket()
    office.clock.advance(timedelta(days=1))
    office.do(lambda work: counters.pause_counter(work, "1", office.clerk, None))
    office.take_ticket()
    for day in (date(2026, 11, 23), date(2026, 11, 24)):
        assert journal.broken_links(office.db, "xa-thu", day) == []


def test_a_changed_event_breaks_the_chain_of_its_day(office: Office) -> None:
    office.take_ticket()
    office.take_ticket()
    office.db.execute("update event set at = '2026-11-23T02:00:00.000000Z' where name = 'day.opened'")
    assert journal.broken_links(office.db, "xa-thu", date(2026, 11, 23)) != []


def test_an_old_day_is_pruned_and_its_seal_stays(office: Office) -> None:
    office.take_ticket()
    office.serve_next(timedelta(minutes=3), timedelta(minutes=5))
    office.clock.advance(timedelta(days=60))
    office.take_ticket()
    assert office.do(lambda work: days.prune(work, RETENTION)) is None
    office.clock.advance(timedelta(days=31))
    office.do(days.close_days)
    assert office.do(lambda work: days.prune(work, RETENTION)) == date(2026, 11, 23)
    assert office.do(lambda work: days.prune(work, RETENTION)) is None
    for table in ("visit", "leg", "call", "forecast"):
        assert office.rows(f"select count(*) from {table}") == [(1 if table in ("visit", "leg", "forecast") else 0,)]
    assert office.seal(date(2026, 11, 23))["counts"]["by_state"] == {"completed": 1}
    oldest, newest = journal.window(office.db, "xa-thu")
    assert 1 < oldest < newest


def test_a_restarted_server_goes_on_with_the_chain(office: Office) -> None:
    office.take_ticket()
    office.writer = office.started()
    office.take_ticket()
    assert journal.broken_links(office.db, "xa-thu", date(2026, 11, 23)) == []


def test_a_service_that_people_wait_for_cannot_be_dropped(office: Office) -> None:
    number = office.take_ticket().visit.ticket_number
    without = replace(office.offered, services={"b": office.offered.services["b"]})
    assert stored_catalog.orphans(office.db, without) == {"a": [number]}
    assert stored_catalog.orphans(office.db, office.offered) == {}

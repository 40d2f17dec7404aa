"""Nothing that happens on a working day reads through the old visits: five million of them must cost it nothing.

Every statement that a day's operations send to SQLite is explained by SQLite itself.
"""

from __future__ import annotations

import re
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from queue_server import duties
from queue_server.domain.alerts import Memory
from queue_server.domain.figures import By
from queue_server.keys import Keys
from queue_server.operations import alerts, calling, days, priority, reading, reports, serving
from queue_server.operations.asker import Asker
from queue_server.operations.serving import Destination
from queue_server.operations.visits import cancel_visit
from queue_server.store import catalog, forecasts, journal, visits
from queue_server.store.database import connect
from queue_server.worker.foreteller import Foreteller
from tests.support_office import SmallOffice

GROWING = {"visit", "leg", "event", "call", "last", "own", "forecast", "hold", "visit_note", "print_job", "day"}
GROWING |= {"counter_session", "appointment", "declaration", "rating"}
OF_FEW = {"visit_active", "hold_visit", "hold_due", "print_job_waiting", "counter_session_open", "day_unclosed"}
"""Indexes that hold only what has not ended."""

SCAN = re.compile(r"^SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?")
WHOLE_OFFICE = re.compile(r"^SEARCH (\w+) USING (?:COVERING )?(?:INDEX (\w+)|PRIMARY KEY) \(office_id=\?\)$")
ONE_END = re.compile(r"\blimit 1\b|^\s*select (min|max)\(seq\)", re.IGNORECASE)


class Listening:
    """Writes down what is sent to SQLite, and has it explained."""

    def __init__(self, office: SmallOffice) -> None:
        self.office, self.said = office, set[str]()
        office.db.set_trace_callback(self.said.add)

    def reads_through(self) -> list[str]:
        """What would read a growing table from end to end, with its plan."""
        self.office.db.set_trace_callback(None)
        words = ("select", "insert", "update", "delete", "with")
        return [
            f"{detail}: {statement.strip()[:160]}"
            for statement in sorted(self.said)
            if statement.strip().lower().startswith(words)
            for *_, detail in self.office.db.execute("explain query plan " + statement)
            if grows_with_history(detail, statement)
        ]


def grows_with_history(detail: str, statement: str) -> bool:
    scan, whole = SCAN.match(detail), WHOLE_OFFICE.match(detail)
    if scan:
        return scan[1] in GROWING and scan[2] not in OF_FEW and not ONE_END.search(statement)
    return bool(whole and whole[1] in GROWING and whole[2] not in OF_FEW and not ONE_END.search(statement))


@pytest.fixture
def boss(office: SmallOffice) -> Asker:
    boss = office.person("boss", "supervisor")
    for counter_id in office.catalog.counters:
        office.open(counter_id, boss)
    return boss


def keeping(office: SmallOffice) -> duties.Keeping:
    return duties.Keeping(timedelta(days=90), timedelta(days=90), Keys(office.path.parent / "keys"))


def a_morning(office: SmallOffice, boss: Asker) -> None:
    """Every move there is."""
    ids = [office.ticket("births", "land").visit.visit_id for _ in range(6)]
    office.run(lambda work: priority.correct_priority(work, ids[5], "elderly_75", boss, "chọn nhầm"))
    office.run(lambda work: cancel_visit(work, ids[4], boss, "về"))
    called = office.call_next("1", boss)
    office.run(lambda work: calling.recall(work, called, boss))
    office.run(lambda work: calling.mark_no_show(work, called, boss))
    for minutes in (None, 1):
        held = office.call_next("1", boss)
        office.run(lambda work, held=held, minutes=minutes: serving.hold(work, held, boss, reason="x", minutes=minutes))
    chosen = next(visit.visit_id for visit in visits.active(office.db) if visit.state == "waiting")
    office.run(lambda work: calling.call_chosen(work, chosen, "1", boss, "vội"))
    office.serve(chosen, boss)
    office.run(lambda work: serving.transfer(work, chosen, boss, Destination("land", comes_back=True)))
    office.clock.advance(timedelta(minutes=5))
    office.run(lambda work: duties.do_all(work, keeping(office)))
    served = office.call_next("2", boss)
    office.serve(served, boss)
    office.run(lambda work: serving.complete(work, served, boss))


def test_no_operation_of_the_day_reads_through_the_past(office: SmallOffice, boss: Asker):
    listening = Listening(office)
    a_morning(office, boss)
    office.clock.advance(timedelta(days=1))
    office.run(days.open_day)
    office.clock.advance(timedelta(days=100))
    office.run(days.close_days)
    office.run(lambda work: days.prune(work, timedelta(days=90)))
    assert listening.reads_through() == []


def test_no_reading_of_the_hall_reads_through_the_past(office: SmallOffice, boss: Asker):
    a_morning(office, boss)
    listening = Listening(office)
    office_id, today = office.catalog.office.id, office.today()
    for view in (reading.hall_view, reading.board_view, reading.services_now, reading.staff, reading.counters_view):
        office.run(view)
    office.run(lambda work: alerts.watch(work, Memory(), None))
    office.run(lambda work: alerts.standing(work, boss, None))
    for visit in visits.active(office.db):
        office.run(lambda work, visit=visit: reading.visit_detail(work, visit.visit_id))
    for by in By:
        asked = reports.Asked(today, today, by)
        reports.measure(office.db, office.catalog, asked, office.clock.now())
    forecasts.outcomes(office.db, office_id, today, today)
    journal.read_after(office.db, office_id, 3, 10)
    journal.window(office.db, office_id)
    journal.broken_links(office.db, office_id, today)
    Foreteller(office.db, office.catalog).answer(office.clock.now())
    assert listening.reads_through() == []


def test_a_start_does_not_read_through_the_past(office: SmallOffice, boss: Asker):
    a_morning(office, boss)
    listening = Listening(office)
    catalog.orphans(office.db, office.catalog)
    visits.active(office.db)
    journal.read_head(office.db, office.catalog.office.id)
    assert listening.reads_through() == []


@pytest.mark.parametrize(
    "statement",
    [
        "select * from visit where language = 'vi'",
        "select leg.* from leg join visit using (visit_id) where visit.ended_at is null order by visit_id",
        "select * from event where office_id = 'xa-nho' and name = 'visit.called'",
        "delete from hold where due_at < '2026'",
    ],
)
def test_a_statement_that_reads_through_the_past_would_be_found(tmp_path: Path, statement: str):
    with closing(SmallOffice(tmp_path)) as office, closing(connect(office.path)) as db:
        plan = [row[3] for row in db.execute("explain query plan " + statement)]
    assert any(grows_with_history(detail, statement) for detail in plan)

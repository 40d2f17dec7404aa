"""The working day rolls by the office's own midnight, and nothing is deleted by it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.events import Actor
from queue_server.operations import calling, counters, days, devices, serving
from queue_server.operations.asker import Asker
from queue_server.operations.work import Work
from queue_server.store import journal
from queue_server.store.devices import Health
from tests.support_office import MORNING, SmallOffice

MIDNIGHT = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
"""In Ho Chi Minh City: Tuesday begins."""

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def to(office: SmallOffice, moment: datetime) -> None:
    office.clock.advance(moment - office.clock.now())


def assert_unbroken(office: SmallOffice) -> None:
    days_told = {row[0] for row in office.db.execute("select distinct business_date from event")}
    for day in days_told:
        assert journal.broken_links(office.db, "xa-nho", date.fromisoformat(day)) == [], day
    seqs = [row[0] for row in office.db.execute("select seq from event order by seq")]
    assert seqs == list(range(1, len(seqs) + 1))


def test_the_day_ends_at_midnight_of_the_office_and_not_of_utc(office: SmallOffice):
    to(office, MIDNIGHT - timedelta(seconds=1, microseconds=1))
    assert office.ticket().visit.business_date == MONDAY
    to(office, MIDNIGHT - timedelta(seconds=1))
    assert office.ticket().visit.business_date == TUESDAY


def test_numbers_begin_anew_each_day_and_the_old_ones_stay(office: SmallOffice):
    assert [office.ticket().visit.number for _ in range(3)] == [1, 2, 3]
    to(office, MIDNIGHT)
    assert [office.ticket().visit.ticket_number for _ in range(2)] == ["A001", "A002"]
    numbers = office.db.execute("select business_date, number from visit order by 1, 2").fetchall()
    assert [tuple(row) for row in numbers] == [("2026-03-02", n) for n in (1, 2, 3)] + [
        ("2026-03-03", n) for n in (1, 2)
    ]


def test_the_first_ticket_opens_the_day_and_the_next_ones_do_not(office: SmallOffice):
    office.ticket()
    office.ticket()
    assert office.names() == ["day.opened", "visit.started", "visit.started"]


def test_a_day_whose_counters_opened_before_its_first_ticket_is_opened_and_closed_too(office: SmallOffice):
    clerk = office.person("an")
    office.open("1", clerk)
    office.ticket()
    assert "day.opened" in office.names()
    to(office, MIDNIGHT)
    assert office.run(days.close_days) == [MONDAY]
    assert "day.closed" in office.names()


def test_a_day_that_began_with_a_fault_of_a_device_is_opened_and_closed_too(office: SmallOffice):
    device_id = office.run(lambda work: devices.add_device(work, "kiosk", "Ki-ốt")).device.device_id
    kiosk = Asker(Actor("device", device_id), device_kind="kiosk")
    office.run(lambda work: devices.report_health(work, device_id, kiosk, Health("failed", "paper")))
    visit_id = office.ticket().visit.visit_id
    assert office.names() == ["device.failed", "day.opened", "visit.started"]
    to(office, MIDNIGHT)
    assert office.run(days.close_days) == [MONDAY]
    assert office.state(visit_id) == "cancelled"


def test_whoever_still_waits_is_cancelled_and_whoever_is_served_is_completed_at_the_close(office: SmallOffice):
    clerk, other = office.person("an"), office.person("binh")
    office.open("1", clerk)
    office.open("2", other)
    served, called, held, waiting = (office.ticket("births").visit.visit_id for _ in range(4))
    assert office.call_next("1", clerk) == served
    office.serve(served, clerk)
    assert office.call_next("2", other) == called
    office.clock.advance(timedelta(seconds=1))
    office.run(lambda work: calling.mark_no_show(work, called, other))
    assert office.call_next("2", other) == held
    office.run(lambda work: serving.hold(work, held, other, reason="chờ", minutes=None))
    assert office.call_next("2", other) == waiting
    office.clock.advance(timedelta(seconds=1))
    office.run(lambda work: calling.mark_no_show(work, waiting, other))
    assert office.call_next("2", other) == called
    to(office, MIDNIGHT)
    before = len(office.events)
    assert office.run(days.close_days) == [MONDAY]
    assert office.state(served) == "completed"
    assert {office.state(one) for one in (called, held, waiting)} == {"cancelled"}
    told = office.names()[before:]
    assert sorted(told) == ["day.closed", *["visit.cancelled"] * 3, "visit.completed"]
    assert told[-1] == "day.closed"
    assert office.run(lambda work: work.hall.waiting_total()) == 0
    assert office.run(lambda work: work.counter("1").visit_id) is None
    assert office.db.execute("select count(*) from hold where until_at is null").fetchone()[0] == 0
    assert_unbroken(office)


def test_a_visit_that_is_served_with_another_service_to_come_is_cancelled_at_the_close(office: SmallOffice):
    clerk = office.person("an")
    office.open("1", clerk)
    visit_id = office.ticket("births", "land").visit.visit_id
    office.call_next("1", clerk)
    office.serve(visit_id, clerk)
    to(office, MIDNIGHT)
    office.run(days.close_days)
    legs = [leg.state for leg in office.run(lambda work: work.visit(visit_id)).legs]
    assert (office.state(visit_id), legs) == ("cancelled", ["completed", "cancelled"])


def test_the_first_ticket_of_a_day_closes_the_day_before_it(office: SmallOffice):
    old = office.ticket().visit.visit_id
    to(office, MIDNIGHT + timedelta(hours=8))
    ticket = office.ticket()
    assert ticket.ahead == 0
    assert office.state(old) == "cancelled"
    assert office.names()[-4:] == ["visit.cancelled", "day.closed", "day.opened", "visit.started"]
    assert_unbroken(office)


def test_a_day_is_closed_once(office: SmallOffice):
    office.ticket()
    to(office, MIDNIGHT)
    assert office.run(days.close_days) == [MONDAY]
    assert office.run(days.close_days) == []
    assert office.names().count("day.closed") == 1


def test_today_is_not_closed(office: SmallOffice):
    visit_id = office.ticket().visit.visit_id
    to(office, MIDNIGHT - timedelta(seconds=1))
    assert office.run(days.close_days) == []
    assert office.state(visit_id) == "waiting"


def test_a_server_that_slept_for_days_closes_all_of_them(office: SmallOffice):
    office.ticket()
    to(office, MIDNIGHT)
    office.ticket()
    to(office, MIDNIGHT + timedelta(days=3))
    office.restart()
    assert office.run(days.close_days) == [TUESDAY]
    assert office.run(lambda work: work.hall.waiting_total()) == 0
    assert_unbroken(office)


def test_what_happens_between_midnight_and_the_close_leaves_both_days_unbroken_chains(office: SmallOffice):
    clerk = office.person("an")
    office.open("1", clerk)
    office.ticket()
    to(office, MIDNIGHT + timedelta(seconds=2))
    office.run(lambda work: counters.pause_counter(work, "1", clerk, None))
    office.run(days.close_days)
    office.run(lambda work: counters.open_counter(work, "1", clerk))
    office.ticket()
    office.restart()
    office.ticket()
    assert_unbroken(office)


def test_a_restart_between_midnight_and_the_close_leaves_both_days_unbroken_chains(office: SmallOffice):
    clerk = office.person("an")
    office.open("1", clerk)
    office.ticket()
    to(office, MIDNIGHT + timedelta(seconds=2))
    office.run(lambda work: counters.pause_counter(work, "1", clerk, None))
    office.restart()
    office.run(days.close_days)
    office.restart()
    office.run(lambda work: counters.open_counter(work, "1", clerk))
    office.ticket()
    assert_unbroken(office)


def test_nothing_is_deleted_when_a_day_is_closed(office: SmallOffice):
    tables = ("visit", "leg", "event", "forecast", "sequence", "day")
    office.ticket()
    before = {table: office.db.execute(f"select count(*) from {table}").fetchone()[0] for table in tables}
    to(office, MIDNIGHT)
    office.run(days.close_days)
    for table in tables:
        assert office.db.execute(f"select count(*) from {table}").fetchone()[0] >= before[table]


def test_a_sealed_day_keeps_its_figures_when_its_visits_are_pruned(office: SmallOffice):
    clerk = office.person("an")
    office.open("1", clerk)
    visit_id = office.ticket().visit.visit_id
    office.clock.advance(timedelta(minutes=7))
    office.call_next("1", clerk)
    office.serve(visit_id, clerk)
    office.ticket()
    to(office, MIDNIGHT)
    office.run(days.close_days)

    def prune(work: Work) -> date | None:
        return days.prune(work, timedelta(days=90))

    assert office.run(prune) is None
    to(office, MORNING + timedelta(days=91))
    office.ticket()
    assert office.run(prune) == MONDAY
    assert office.run(prune) is None
    assert office.db.execute("select count(*) from visit where business_date = '2026-03-02'").fetchone()[0] == 0
    sealed = office.db.execute("select * from day where business_date = '2026-03-02'").fetchone()
    assert '"completed": 1' in sealed["counts"]
    assert '"cancelled": 1' in sealed["counts"]
    assert '"7": 1' in sealed["histograms"]
    assert len(sealed["digest"]) == 32
    oldest, newest = journal.window(office.db, "xa-nho")
    assert 1 < oldest <= newest
    assert journal.broken_links(office.db, "xa-nho", office.today()) == []


def test_yesterdays_visit_cannot_be_moved_any_more(office: SmallOffice):
    clerk = office.person("an")
    office.open("1", clerk)
    visit_id = office.ticket().visit.visit_id
    to(office, MIDNIGHT)
    office.run(days.close_days)

    def call(work: Work) -> None:
        calling.call_chosen(work, visit_id, "1", clerk, "quen")

    with pytest.raises(Refused) as refused:
        office.run(call)
    assert refused.value.code is Refusal.ILLEGAL_MOVE

"""Coming by appointment: a slot promised to a code, shown on the day, and worth its own place in line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queue_server.domain.appointments import Appointment, AppointmentState, slots_of
from queue_server.domain.catalog import Appointments
from queue_server.domain.errors import Refusal, Refused
from queue_server.operations import appointments, visits
from tests.support_office import KIOSK, MORNING, SmallOffice, small_catalog, weekdays

HALF_HOUR = timedelta(minutes=30)
TEN = MORNING + timedelta(hours=2)
HOURS = weekdays(time(7, 30), time(17, 0))


def catalog_of_two_a_slot():
    return small_catalog(hours=HOURS, appointments=Appointments(capacity=2), last_ticket=timedelta(minutes=10))


@pytest.fixture
def office(tmp_path: Path):
    """Monday, eight o'clock; two appointments a half-hour and service."""
    opened = SmallOffice(tmp_path, catalog=catalog_of_two_a_slot())
    yield opened
    opened.close()


def book(office: SmallOffice, slot_at: datetime = TEN, service: str = "births") -> Appointment:
    return office.run(lambda work: appointments.book(work, service, slot_at, KIOSK))


def check_in(office: SmallOffice, code: str, request_id: str = "") -> visits.Ticket:
    request = replace(office.asked_for(request_id=request_id), services=(), appointment_code=code)
    return office.run(lambda work: visits.start_visit(work, request, KIOSK))


def refusal(action) -> Refused:
    with pytest.raises(Refused) as refused:
        action()
    return refused.value


def to(office: SmallOffice, moment: datetime) -> None:
    office.clock.advance(moment - office.clock.now())


def test_a_slot_holds_as_many_as_the_office_said_and_one_given_back_is_free_again(office: SmallOffice):
    first, _ = book(office), book(office)
    assert refusal(lambda: book(office)).code is Refusal.SLOT_FULL
    assert book(office, service="land").code
    office.run(lambda work: appointments.cancel(work, first.appointment_id))
    assert book(office).code != first.code


def test_one_slot_can_be_widened_or_closed_without_breaking_a_promise(office: SmallOffice):
    book(office)
    slots = office.run(lambda work: appointments.set_capacity(work, "births", TEN, 0))
    assert next((one.capacity, one.taken) for one in slots if one.at == TEN) == (0, 1)
    assert refusal(lambda: book(office)).code is Refusal.SLOT_FULL
    office.run(lambda work: appointments.set_capacity(work, "births", TEN, 3))
    book(office)


@pytest.mark.parametrize(
    "slot_at",
    [
        TEN + timedelta(minutes=5),
        MORNING - HALF_HOUR,
        MORNING + timedelta(hours=9),
        MORNING + timedelta(days=5, hours=2),
        MORNING + timedelta(days=60),
    ],
)
def test_only_a_coming_slot_within_the_hours_can_be_booked(office: SmallOffice, slot_at):
    assert refusal(lambda: book(office, slot_at)).code is Refusal.NOT_A_SLOT


def test_an_office_that_gives_no_appointments_says_so(tmp_path: Path):
    plain = SmallOffice(tmp_path)
    assert refusal(lambda: book(plain)).code is Refusal.SERVICE_CLOSED
    plain.close()


def test_whoever_comes_early_stands_at_his_slot_and_whoever_comes_late_at_his_arrival(office: SmallOffice):
    early, late = book(office), book(office)
    to(office, TEN - HALF_HOUR)
    at_slot = check_in(office, early.code).visit
    assert (at_slot.arrived_at, at_slot.order_at, at_slot.appointment_at) == (TEN - HALF_HOUR, TEN, TEN)
    to(office, TEN + timedelta(minutes=20))
    came_late = check_in(office, late.code).visit
    assert came_late.order_at == came_late.arrived_at == TEN + timedelta(minutes=20)


def test_the_place_of_an_appointment_outlives_a_restart_of_the_server(office: SmallOffice):
    code = book(office).code
    to(office, TEN - HALF_HOUR)
    visit_id = check_in(office, code).visit.visit_id
    before = office.run(lambda work: (work.visit(visit_id), list(work.hall.lines)))
    office.restart()
    assert office.run(lambda work: (work.visit(visit_id), list(work.hall.lines))) == before
    assert before[0].appointment_at == TEN
    assert before[1][0].appointed


def test_an_appointment_goes_before_whoever_came_at_its_slot(office: SmallOffice):
    clerk = office.person("an")
    office.open("1", clerk)
    code = book(office).code
    to(office, TEN - timedelta(minutes=2))
    walk_in = office.ticket().visit.visit_id
    to(office, TEN)
    appointed = check_in(office, code).visit.visit_id
    assert office.call_next("1", clerk) == appointed
    office.serve(appointed, clerk)
    assert office.state(walk_in) == "waiting"


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        (TEN - timedelta(minutes=61), Refusal.APPOINTMENT_TOO_EARLY),
        (TEN + timedelta(minutes=31), Refusal.APPOINTMENT_TOO_LATE),
        (TEN + timedelta(days=1), Refusal.APPOINTMENT_OTHER_DAY),
        (TEN - timedelta(hours=26), Refusal.APPOINTMENT_OTHER_DAY),
    ],
)
def test_a_code_opens_only_around_its_slot(tmp_path: Path, moment, code):
    office = SmallOffice(tmp_path, now=MORNING - timedelta(days=3), catalog=catalog_of_two_a_slot())
    made = book(office)
    to(office, moment)
    refused = refusal(lambda: check_in(office, made.code))
    assert refused.code is code
    assert "10:00" in str(refused.facts["slot"])
    office.close()


def test_a_code_gives_one_number_and_the_same_request_the_same(office: SmallOffice):
    code = book(office).code
    to(office, TEN)
    ticket = check_in(office, code, request_id="request-once")
    again = check_in(office, code, request_id="request-once")
    assert (again.visit.visit_id, again.repeated) == (ticket.visit.visit_id, True)
    assert refusal(lambda: check_in(office, code)).code is Refusal.APPOINTMENT_USED


def test_a_cancelled_or_an_unknown_code_gives_none(office: SmallOffice):
    made = book(office)
    office.run(lambda work: appointments.cancel(work, made.appointment_id))
    to(office, TEN)
    assert refusal(lambda: check_in(office, made.code)).code is Refusal.APPOINTMENT_CANCELLED
    assert refusal(lambda: check_in(office, "00000000")).code is Refusal.UNKNOWN_APPOINTMENT


def test_one_that_was_used_cannot_be_given_back_and_one_given_back_can_be_again(office: SmallOffice):
    used, given_back = book(office), book(office)
    to(office, TEN)
    check_in(office, used.code)
    cancel = lambda one: office.run(lambda work: appointments.cancel(work, one.appointment_id))  # noqa: E731
    assert refusal(lambda: cancel(used)).code is Refusal.APPOINTMENT_USED
    assert cancel(given_back).state is cancel(given_back).state is AppointmentState.CANCELLED


def test_the_last_number_before_closing_does_not_keep_an_appointment_away(office: SmallOffice):
    code = book(office, MORNING + timedelta(hours=8, minutes=30)).code
    to(office, MORNING + timedelta(hours=8, minutes=55))
    assert refusal(office.ticket).code is Refusal.LAST_TICKET
    assert check_in(office, code).visit.channel == "kiosk"


def test_the_day_lists_its_appointments_in_the_order_of_their_slots(office: SmallOffice):
    later, sooner = book(office, TEN + HALF_HOUR), book(office)
    tomorrow = book(office, TEN + timedelta(days=1))
    listed = office.run(lambda work: appointments.of_day(work, office.today()))
    assert [one.code for one in listed] == [sooner.code, later.code]
    assert tomorrow.code not in {one.code for one in listed}


def test_appointments_go_with_the_visits_of_their_day(office: SmallOffice):
    from queue_server.operations import days

    code = book(office).code
    to(office, TEN)
    check_in(office, code)
    to(office, TEN + timedelta(days=100))
    office.run(days.close_days)
    office.run(lambda work: days.prune(work, timedelta(days=90)))
    assert office.db.execute("select count(*) from appointment").fetchone()[0] == 0


@settings(max_examples=60)
@given(st.integers(5, 240), st.integers(0, 20), st.integers(1, 3))
def test_slots_lie_within_the_hours_and_never_overlap(minutes, opens, length):
    hours = weekdays(time(opens), time(opens + length))
    catalog = small_catalog(hours=hours, appointments=Appointments(slot=timedelta(minutes=minutes), capacity=1))
    day = MORNING.date()
    found = slots_of(catalog.office, catalog.services["births"], day)
    ends = [at + timedelta(minutes=minutes) for at in found]
    assert all(end <= after for end, after in zip(ends, found[1:], strict=False))
    assert len(found) == length * 60 // minutes
    assert not found or found[0].astimezone(UTC) == datetime(2026, 3, 2, opens, tzinfo=UTC) - timedelta(hours=7)

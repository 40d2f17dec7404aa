"""Taking a ticket by the rules of the office: its hours, its services, and a request that comes again."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from queue_server.domain.errors import Refusal, Refused
from queue_server.operations import reading, serving, visits
from queue_server.operations.serving import Destination
from tests.support_office import KIOSK, MORNING, SmallOffice, small_catalog, weekdays, without

HOURS = weekdays(time(7, 30), time(17, 0))


@pytest.fixture
def of_hours(tmp_path: Path):
    """An office that opens on weekdays from 7:30 to 17:00, on no holiday."""
    catalog = small_catalog(hours=HOURS, holidays=frozenset({date(2026, 3, 4)}))
    opened = SmallOffice(tmp_path, catalog=catalog)
    yield opened
    opened.close()


def at(office: SmallOffice, moment: datetime) -> SmallOffice:
    office.clock.advance(moment - office.clock.now())
    return office


def local(day: int, hour: int, minute: int, second: int = 0) -> datetime:
    """A moment of March 2026 by the clock on the office's wall (seven hours ahead of UTC)."""
    return datetime(2026, 3, day, hour, minute, second, tzinfo=UTC) - timedelta(hours=7)


def start(office: SmallOffice, request: visits.VisitRequest) -> visits.Ticket:
    return office.run(lambda work: visits.start_visit(work, request, KIOSK))


def refusal(office: SmallOffice, request: visits.VisitRequest) -> Refusal:
    told = office.names()
    with pytest.raises(Refused) as refused:
        start(office, request)
    assert office.names() == told
    assert (
        office.db.execute("select count(*) from visit where request_id = ?", (request.request_id,)).fetchone()[0] == 0
    )
    return refused.value.code


@pytest.mark.parametrize("moment", [local(2, 7, 30), local(2, 16, 59, 59), local(6, 12, 0)])
def test_a_ticket_is_given_during_office_hours(of_hours: SmallOffice, moment):
    assert start(at(of_hours, moment), of_hours.asked_for()).visit.ticket_number == "A001"


@pytest.mark.parametrize("moment", [local(2, 7, 29, 59), local(2, 17, 0), local(2, 23, 0), local(7, 9, 0)])
def test_no_ticket_is_given_outside_of_them_or_at_the_weekend(of_hours: SmallOffice, moment):
    assert refusal(at(of_hours, moment), of_hours.asked_for()) is Refusal.OFFICE_CLOSED


def test_no_ticket_is_given_on_a_holiday(of_hours: SmallOffice):
    assert refusal(at(of_hours, local(4, 9, 0)), of_hours.asked_for()) is Refusal.OFFICE_HOLIDAY


def test_a_refusal_says_when_numbers_are_given_again(of_hours: SmallOffice):
    at(of_hours, local(4, 9, 0))
    with pytest.raises(Refused) as refused:
        start(of_hours, of_hours.asked_for())
    facts = refused.value.facts
    assert facts["opens_at"] == "2026-03-05T00:30:00+00:00"
    assert str(facts["quiet_at"]) > str(facts["opens_at"])


def test_staff_may_take_somebody_while_it_is_closed_and_the_reason_is_kept(of_hours: SmallOffice):
    at(of_hours, local(2, 17, 30))
    clerk = of_hours.person("an")
    request = replace(of_hours.asked_for(), walk_in_reason="từ xa đến")
    visit = of_hours.run(lambda work: visits.start_visit(work, request, clerk)).visit
    [noted] = [dict(row) for row in of_hours.db.execute("select * from visit_note")]
    assert (noted["visit_id"], noted["kind"], noted["note"]) == (visit.visit_id, "walk_in", "từ xa đến")
    assert noted["person_id"] == clerk.person_id


def test_not_even_staff_give_what_the_office_does_not_offer(tmp_path: Path):
    office = SmallOffice(tmp_path, catalog=without(small_catalog(), "land"))
    request = replace(office.asked_for("land"), walk_in_reason="xin giúp")
    assert refusal(office, request) is Refusal.SERVICE_CLOSED
    office.close()


def test_a_full_day_gives_no_more_numbers_and_says_so_in_the_list_of_services(tmp_path: Path):
    office = SmallOffice(tmp_path, now=local(2, 16, 30), catalog=small_catalog(hours=HOURS))
    office.open("1", office.person("an"))
    # Forty-five minutes with the overtime, eight minutes each.
    for _ in range(5):
        office.ticket()
    assert refusal(office, office.asked_for()) is Refusal.SERVICE_FULL
    now = office.run(reading.services_now)["births"]
    assert now.closing is not None
    assert (now.waiting, now.closing.reason, now.closing.opens_at) == (5, "service_full", local(3, 7, 30))
    office.close()


def test_a_request_that_was_answered_before_closing_time_is_answered_the_same_after_it(of_hours: SmallOffice):
    request = at(of_hours, local(2, 16, 59)).asked_for()
    first = start(of_hours, request)
    again = start(at(of_hours, local(2, 17, 30)), request)
    assert (again.visit.visit_id, again.ahead, again.repeated) == (first.visit.visit_id, first.ahead, True)


def test_a_service_that_is_closed_gives_no_ticket_and_takes_no_transfer(tmp_path: Path):
    office = SmallOffice(tmp_path, catalog=without(small_catalog(), "land"))
    clerk = office.person("an")
    office.open("1", clerk)
    assert refusal(office, office.asked_for("land")) is Refusal.SERVICE_CLOSED
    assert refusal(office, office.asked_for("births", "land")) is Refusal.SERVICE_CLOSED
    visit_id = office.ticket("births").visit.visit_id
    office.call_next("1", clerk)
    with pytest.raises(Refused) as refused:
        office.run(lambda work: serving.transfer(work, visit_id, clerk, Destination(service_id="land")))
    assert refused.value.code is Refusal.SERVICE_CLOSED
    office.close()


@pytest.mark.parametrize(
    ("services", "changes", "code"),
    [
        (("none",), {}, Refusal.UNKNOWN_SERVICE),
        (("births", "none"), {}, Refusal.UNKNOWN_SERVICE),
        (("births",), {"priority_class": "vip"}, Refusal.UNKNOWN_PRIORITY_CLASS),
    ],
)
def test_what_the_office_does_not_know_is_refused(office: SmallOffice, services, changes, code):
    assert refusal(office, office.asked_for(*services, **changes)) is code


def test_a_request_id_belongs_to_one_asking(office: SmallOffice):
    start(office, office.asked_for("births", request_id="request-x"))
    for other in (
        office.asked_for("land", request_id="request-x"),
        office.asked_for("births", "land", request_id="request-x"),
        office.asked_for("births", priority_class="elderly_75", request_id="request-x"),
    ):
        with pytest.raises(Refused) as refused:
            start(office, other)
        assert refused.value.code is Refusal.REQUEST_ID_REUSED
    assert office.db.execute("select count(*) from visit").fetchone()[0] == 1


def test_what_the_ticket_said_is_kept_to_be_compared_with_what_came_true(office: SmallOffice):
    clerk = office.person("an")
    office.open("1", clerk)
    office.ticket()
    ticket = office.ticket()
    assert ticket.forecast is not None
    row = office.db.execute("select * from forecast where visit_id = ?", (ticket.visit.visit_id,)).fetchone()
    assert (row["ahead"], row["median_seconds"]) == (1, ticket.forecast.median.total_seconds())


def test_follow_codes_cannot_be_guessed_from_one_another(office: SmallOffice):
    for _ in range(30):
        office.ticket()
    codes = [row[0] for row in office.db.execute("select follow_code from visit")]
    assert len(set(codes)) == 30
    assert min(map(len, codes)) * 6 >= 96


def test_an_outlook_leaves_the_hall_as_it_was(office: SmallOffice):
    clerk = office.person("an")
    office.open("1", clerk)
    for _ in range(3):
        office.ticket()
    seen = office.run(lambda work: reading.outlook(work, "births", "ordinary"))
    assert (seen.told.ahead, seen.open_counters) == (3, 1)
    assert office.run(lambda work: work.hall.waiting_total()) == 3
    assert office.run(lambda work: reading.outlook(work, "births", "elderly_75")).told.ahead == 0


def test_the_wait_runs_from_the_ticket_to_the_call_that_was_answered(office: SmallOffice):
    clerk = office.person("an")
    office.open("1", clerk)
    visit_id = office.ticket().visit.visit_id
    office.clock.advance(timedelta(minutes=11))
    office.call_next("1", clerk)
    office.clock.advance(timedelta(minutes=2))
    office.serve(visit_id, clerk)
    office.clock.advance(timedelta(minutes=6))
    visit = office.run(lambda work: serving.complete(work, visit_id, clerk)).visit
    assert (visit.legs[0].waited, visit.legs[0].served) == (timedelta(minutes=11), timedelta(minutes=6))
    assert visit.arrived_at == MORNING + timedelta(seconds=1)

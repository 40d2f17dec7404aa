"""What a ticket says of its wait, and what is kept to judge it by."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from queue_server.domain.forecast import Forecast
from queue_server.domain.foreseen import Foreseen, Newcomer
from queue_server.operations import calling, reading, serving, visits
from queue_server.store import forecasts
from tests.support_office import KIOSK, SmallOffice


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    one = SmallOffice(tmp_path)
    yield one
    one.close()


def minutes(*three: float) -> Forecast:
    return Forecast(*(timedelta(minutes=one) for one in three))


def foreseen(office: SmallOffice, told: Forecast | None, quick: float = 0.0, scale: float = 1.0) -> Foreseen:
    newcomers = {("births", False): Newcomer(told, timedelta(minutes=quick))}
    return Foreseen(1, office.clock.now(), {}, newcomers, scale)


def take(office: SmallOffice, answer: Foreseen | None) -> visits.Ticket:
    office.clock.advance(timedelta(seconds=1))
    request = office.asked_for("births")
    return office.run(lambda work: visits.start_visit(work, request, KIOSK, answer))


def kept(office: SmallOffice) -> list[tuple]:
    query = "select median_seconds, actual_seconds, scale from forecast order by made_at, visit_id"
    return [tuple(row) for row in office.db.execute(query)]


def test_a_ticket_says_what_was_foreseen_and_keeps_it(office: SmallOffice):
    office.open("1", office.person("lan"))
    ticket = take(office, foreseen(office, minutes(12, 8, 20), scale=1.3))
    assert ticket.forecast == minutes(12, 8, 20)
    assert kept(office) == [(720.0, None, 1.3)]


def test_without_a_fresh_answer_a_ticket_says_the_quick_estimate(office: SmallOffice):
    lan = office.person("lan")
    office.open("1", lan)
    office.ticket("births")
    office.call_next("1", lan)
    ticket = take(office, None)
    assert ticket.forecast is not None
    assert ticket.forecast.median > timedelta(minutes=7)
    assert kept(office)[1] == (ticket.forecast.median.total_seconds(), None, None)


def test_where_nobody_can_serve_nothing_is_told_whatever_was_foreseen(office: SmallOffice):
    assert take(office, foreseen(office, minutes(12, 8, 20))).forecast is None
    assert kept(office) == [(None, None, None)]


def test_the_outlook_says_what_the_ticket_would_say(office: SmallOffice):
    office.open("1", office.person("lan"))
    answer = foreseen(office, minutes(12, 8, 20))
    seen = office.run(lambda work: reading.outlook(work, "births", "ordinary", answer))
    assert seen.told == forecasts.Told(0, minutes(12, 8, 20), 1.0)


def test_the_same_request_again_says_what_it_said_first(office: SmallOffice):
    office.open("1", office.person("lan"))
    request = office.asked_for("births")
    answer = foreseen(office, minutes(12, 8, 20))
    first = office.run(lambda work: visits.start_visit(work, request, KIOSK, answer))
    again = office.run(lambda work: visits.start_visit(work, request, KIOSK, None))
    assert again.forecast == first.forecast


def test_what_came_true_is_kept_when_the_call_is_answered(office: SmallOffice):
    lan = office.person("lan")
    office.open("1", lan)
    take(office, foreseen(office, minutes(2, 1, 4)))
    office.clock.advance(timedelta(seconds=90))
    visit_id = office.call_next("1", lan)
    office.clock.advance(timedelta(seconds=20))
    assert kept(office) == [(120.0, None, 1.0)]
    office.serve(visit_id, lan)
    assert kept(office) == [(120.0, 90.0, 1.0)]
    office.run(lambda work: serving.transfer(work, visit_id, lan, serving.Destination("land")))
    office.clock.advance(timedelta(minutes=9))
    office.call_next("1", lan)
    office.serve(visit_id, lan)
    assert kept(office) == [(120.0, 90.0, 1.0)]


@pytest.mark.parametrize("answered_by", ["hold", "transfer"])
def test_a_person_who_came_and_was_sent_on_has_waited_too(office: SmallOffice, answered_by: str):
    lan = office.person("lan")
    office.open("1", lan)
    take(office, foreseen(office, minutes(2, 1, 4)))
    office.clock.advance(timedelta(seconds=30))
    visit_id = office.call_next("1", lan)
    moves = {
        "hold": lambda work: serving.hold(work, visit_id, lan, reason="giấy tờ", minutes=None),
        "transfer": lambda work: serving.transfer(work, visit_id, lan, serving.Destination("land")),
    }
    office.run(moves[answered_by])
    assert kept(office) == [(120.0, 30.0, 1.0)]


def test_whoever_was_absent_is_no_measure_of_the_forecast(office: SmallOffice):
    lan = office.person("lan")
    office.open("1", lan)
    take(office, foreseen(office, minutes(2, 1, 4)))
    visit_id = office.call_next("1", lan)
    office.run(lambda work: calling.mark_no_show(work, visit_id, lan))
    office.clock.advance(timedelta(minutes=30))
    office.serve(office.call_next("1", lan), lan)
    assert kept(office) == [(120.0, None, 1.0)]


def test_only_what_came_true_on_the_days_asked_for_is_judged(office: SmallOffice):
    lan = office.person("lan")
    office.open("1", lan)
    today = office.today()
    for wait in (30, 90):
        take(office, foreseen(office, minutes(1, 0, 2)))
        office.clock.advance(timedelta(seconds=wait))
        visit_id = office.call_next("1", lan)
        office.serve(visit_id, lan)
        office.run(lambda work, visit_id=visit_id: serving.complete(work, visit_id, lan))
    take(office, foreseen(office, minutes(1, 0, 2)))
    found = forecasts.outcomes(office.db, office.catalog.office.id, today, today)
    assert sorted(one.actual for one in found) == [30.0, 90.0]
    tomorrow = today + timedelta(days=1)
    assert forecasts.outcomes(office.db, office.catalog.office.id, tomorrow, tomorrow) == []

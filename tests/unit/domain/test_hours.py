"""When a service takes people, why not, and from when again."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.catalog import OpenHours, Service
from queue_server.domain.hall import CounterNow, Hall, LineKey, Waiting
from queue_server.domain.hours import Closed, closing, full_services, next_opening, quiet_time, spans
from tests.support_office import small_catalog

HALVES = ((time(7, 30), time(11, 30)), (time(13, 30), time(17)))
WEEK = tuple(OpenHours(day, *half) for day in range(5) for half in HALVES)
MORNINGS = (OpenHours(0, time(7, 30), time(11, 30)), OpenHours(2, time(7, 30), time(11, 30)))
CATALOG = small_catalog(hours=WEEK, holidays=frozenset({date(2026, 3, 4)}), last_ticket=timedelta(minutes=10))
OFFICE, BIRTHS = CATALOG.office, CATALOG.services["births"]


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """March 2026 (the second is a Monday) by the clock on the office's wall."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


def with_hours(*hours: OpenHours) -> Service:
    return replace(BIRTHS, hours=hours)


@pytest.mark.parametrize(
    ("now", "reason", "opens_at"),
    [
        (local(2, 6), Closed.OFFICE_CLOSED, local(2, 7, 30)),
        (local(2, 11, 20), Closed.LAST_TICKET, local(2, 13, 30)),
        (local(2, 12), Closed.OFFICE_BREAK, local(2, 13, 30)),
        (local(2, 16, 50), Closed.LAST_TICKET, local(3, 7, 30)),
        (local(2, 18), Closed.OFFICE_CLOSED, local(3, 7, 30)),
        (local(4, 9), Closed.OFFICE_HOLIDAY, local(5, 7, 30)),
        (local(3, 18), Closed.OFFICE_CLOSED, local(5, 7, 30)),
        (local(6, 17, 30), Closed.OFFICE_CLOSED, local(9, 7, 30)),
    ],
)
def test_whoever_comes_while_it_is_closed_learns_why_and_until_when(now, reason, opens_at):
    found = closing(OFFICE, BIRTHS, now)
    assert found is not None
    assert (found.reason, found.opens_at) == (reason, opens_at)


@pytest.mark.parametrize("now", [local(2, 7, 30), local(2, 11, 19), local(2, 13, 30), local(6, 16, 49)])
def test_a_service_is_open_in_the_hours_of_the_office(now):
    assert closing(OFFICE, BIRTHS, now) is None


def test_a_service_with_hours_of_its_own_takes_people_in_those_alone():
    mornings = with_hours(*MORNINGS)
    assert closing(OFFICE, mornings, local(2, 8)) is None
    afternoon = closing(OFFICE, mornings, local(2, 14))
    assert afternoon is not None
    # Wednesday is a holiday: the next morning of this service is a week away.
    assert (afternoon.reason, afternoon.opens_at) == (Closed.SERVICE_HOURS, local(9, 7, 30))


def test_hours_of_a_service_never_reach_beyond_those_of_the_office():
    early = with_hours(OpenHours(0, time(6), time(8)))
    assert spans(OFFICE, early, date(2026, 3, 2)) == [(local(2, 7, 30), local(2, 8))]


def test_the_time_to_come_back_is_the_usually_quietest_half_hour_of_that_day():
    assert quiet_time(OFFICE, BIRTHS, local(3, 7, 30)) == local(3, 16)
    assert quiet_time(OFFICE, with_hours(*MORNINGS), local(2, 7, 30)) == local(2, 10, 30)
    nobody = tuple((0.0,) * 48 for _ in range(7))
    assert quiet_time(OFFICE, BIRTHS, local(3, 7, 30), nobody) is None


def test_what_was_taken_off_the_list_says_so_and_names_no_time():
    found = closing(OFFICE, replace(BIRTHS, active=False), local(2, 8))
    assert found is not None
    assert (found.reason, found.opens_at, found.quiet_at) == (Closed.SERVICE_CLOSED, None, None)


def hall_with(waiting: int, *open_counters: str) -> Hall:
    desks = CATALOG.counters.values()
    hall = Hall(CATALOG, [CounterNow(one, "open" if one.id in open_counters else "closed") for one in desks])
    for at in range(waiting):
        hall.add(LineKey("births", "ordinary"), Waiting((float(at), f"v{at:03d}")))
    return hall


def full_at(now: datetime, waiting: int, *open_counters: str) -> bool | None:
    """Of a service that takes eight minutes, with a quarter of an hour of overtime."""
    return full_services(hall_with(waiting, *open_counters), [BIRTHS], now).get("births")


def test_a_service_is_full_once_those_who_wait_fill_what_is_left_of_the_day():
    # An hour and a quarter for eight minutes each, at one counter: the ninth would be done at seventy-two minutes.
    assert [full_at(local(2, 16), waiting, "1") for waiting in (0, 8, 9)] == [False, False, True]
    assert full_at(local(2, 16), 9, "1", "2") is False
    assert full_at(local(2, 14, 30), 9, "1") is False


def test_the_lunch_break_is_no_time_to_serve_anybody():
    assert full_at(local(2, 11), 29, "1") is False
    assert full_at(local(2, 11), 40, "1") is True


def test_where_no_counter_is_open_nothing_is_said_of_capacity():
    assert full_at(local(2, 16), 50) is None
    assert full_at(local(2, 16), 50, "3") is None


def test_whoever_cannot_be_served_today_is_sent_to_another_day():
    found = closing(OFFICE, BIRTHS, local(2, 10), full=True)
    assert found is not None
    assert (found.reason, found.opens_at) == (Closed.SERVICE_FULL, local(3, 7, 30))


def test_an_office_that_never_closes_has_neither_breaks_nor_a_full_day():
    office = small_catalog().office
    assert closing(office, BIRTHS, local(2, 3)) is None
    hall = Hall(small_catalog(), [], [])
    assert full_services(hall, [BIRTHS], local(2, 3)) == {}


MOMENTS = st.integers(0, 90 * 24 * 60).map(lambda minutes: local(1, 0) + timedelta(minutes=minutes))
SPANS = st.builds(
    lambda day, opens, hours: OpenHours(day, time(opens), time(opens + hours)),
    st.integers(0, 6),
    st.integers(0, 20),
    st.integers(1, 3),
)


@given(MOMENTS, st.lists(SPANS, max_size=4))
def test_the_opening_that_is_told_is_open_and_nothing_before_it_is(now, hours):
    service = with_hours(*hours)
    found = closing(OFFICE, service, now)
    if found is None or found.opens_at is None:
        assert found is None or next_opening(OFFICE, service, now) is None
        return
    # A span shorter than the last-ticket time gives no number from its first minute on.
    again = closing(OFFICE, service, found.opens_at)
    assert again is None or again.reason is Closed.LAST_TICKET
    between = now + (found.opens_at - now) / 2
    assert closing(OFFICE, service, between) is not None
    if found.quiet_at is not None:
        assert found.opens_at <= found.quiet_at
        assert closing(OFFICE, service, found.quiet_at) is None

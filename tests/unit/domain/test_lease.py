"""Lent numbers: how many, to whom, and what a wrong clock may not do."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.announcement import announcement, clip_words
from queue_server.domain.lease import LEASE_SIZE, Lease, days_to_lend, more_numbers, series_of, true_arrival
from queue_server.domain.ticket_number import LAST_NUMBER, of_a_kiosk, ticket_number
from tests.support_office import small_catalog, weekdays

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 3, 1, 17, 0, tzinfo=UTC)
MONDAY = date(2026, 3, 2)


def lent(first: int, last: int) -> Lease:
    return Lease("l", "d", "book", MONDAY, "K1", first, last, NOW, NOW + timedelta(hours=15))


def test_numbers_are_lent_ahead_and_never_twice():
    assert more_numbers([], used=0, highest=0) == (1, LEASE_SIZE)
    assert more_numbers([lent(1, 200)], used=100, highest=200) is None
    assert more_numbers([lent(1, 200)], used=101, highest=200) == (201, 400)
    assert more_numbers([], used=0, highest=200) == (201, 400)
    assert more_numbers([], used=0, highest=LAST_NUMBER) is None


def test_a_kiosk_gets_the_first_series_that_nobody_has():
    assert series_of(set()) == "K1"
    assert series_of({"A", "K1", "K3"}) == "K2"


def test_numbers_are_lent_for_today_and_the_next_day_of_work():
    office = small_catalog(hours=weekdays(time(7, 30), time(17, 0)), holidays=frozenset({date(2026, 3, 9)})).office
    friday = date(2026, 3, 6)
    assert days_to_lend(office, friday) == [friday, date(2026, 3, 10)]
    assert days_to_lend(office, date(2026, 3, 7)) == [date(2026, 3, 10)]
    assert office.spans(friday)[0][0] == datetime(2026, 3, 6, 0, 30, tzinfo=UTC)
    always = replace(office, hours=())
    assert days_to_lend(always, friday) == [friday, date(2026, 3, 7)]


def test_a_kiosk_clock_that_is_an_hour_off_is_corrected_by_what_it_shows_now():
    hour = timedelta(hours=1)
    for wrong_by in (hour, -hour, timedelta(days=400)):
        said, sent = NOW - timedelta(minutes=20) + wrong_by, NOW + wrong_by
        assert true_arrival(said, NOW - sent, NOW, MIDNIGHT) == NOW - timedelta(minutes=20)


def test_the_time_a_message_takes_changes_no_arrival():
    said = NOW - timedelta(minutes=20)
    assert true_arrival(said, timedelta(seconds=1), NOW, MIDNIGHT) == said


@given(st.timedeltas(timedelta(days=-4000), timedelta(days=4000)), st.timedeltas(timedelta(-4000), timedelta(4000)))
def test_no_arrival_is_in_the_future_or_before_the_numbers_were_lent(said, offset):
    assert MIDNIGHT <= true_arrival(NOW + said, offset, NOW, MIDNIGHT) <= NOW


@pytest.mark.parametrize("typed", ["K1-004", "k1 4", "K1-4", " K1–004 ", "K1.0004"])
def test_a_clerk_may_type_a_kiosk_number_in_any_usual_way(typed):
    assert of_a_kiosk(typed) == ("K1", 4)


@pytest.mark.parametrize("typed", ["A004", "K1004", "K-004", "K1-", "K1-00004", "1-004", "K1-٠٠٤", ""])
def test_what_could_be_two_numbers_is_none(typed):
    assert of_a_kiosk(typed) is None


def test_a_kiosk_number_is_written_with_a_dash_and_spoken_sign_by_sign():
    number = ticket_number("K1", 4)
    assert number == "K1-004"
    assert of_a_kiosk(number) == ("K1", 4)
    assert clip_words(number, "Quầy 2", 1, "vi")[1:6] == ("ca", "một", "không", "không", "bốn")
    assert announcement(number, "Counter 2", 1, "en").startswith("Number K, one, zero, zero, four")

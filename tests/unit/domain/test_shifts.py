"""When counters are expected to work: hours, breaks, pauses."""

from datetime import datetime, time, timedelta

import pytest

from queue_server.domain.catalog import OpenHours
from queue_server.domain.hall import CounterNow, Hall
from queue_server.domain.shifts import expected_shifts, spans_of
from queue_server.domain.stepping import is_open
from tests.support_office import ZONE, small_catalog

HOURS = (OpenHours(0, time(7, 30), time(11, 30)), OpenHours(0, time(13, 30), time(17)))
OFFICE = small_catalog(hours=HOURS).office


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 2, hour, minute, tzinfo=ZONE)


def shifts(now: datetime, state: str, since: datetime | None = None, *, worked: bool = False):
    catalog = small_catalog(hours=HOURS)
    hall = Hall(catalog, [CounterNow(catalog.counters["1"], state, since=since)])
    return expected_shifts(hall, OFFICE, now, {"1"} if worked else ())["1"]


def calls(found, hour: int, minute: int = 0) -> bool:
    return is_open(found, at(hour, minute).timestamp())


def test_an_open_counter_works_on_and_serves_whoever_waits_at_the_end_of_the_hours():
    found = shifts(at(10), "open")
    assert calls(found, 10)
    assert calls(found, 11, 45)
    assert [shift.closes for shift in found] == [at(11, 30).timestamp(), at(17).timestamp()]


def test_a_closed_counter_is_not_expected_back_while_the_office_is_open():
    assert shifts(at(10), "closed", worked=True) == ()


def test_after_the_break_those_return_that_worked_today():
    found = shifts(at(12), "closed", worked=True)
    assert not calls(found, 13, 29)
    assert calls(found, 13, 30)
    assert shifts(at(12), "closed") == ()
    assert shifts(at(18), "closed", worked=True) == ()


@pytest.mark.parametrize(("paused", "back"), [(2, 8), (9, 5), (40, 5)])
def test_a_paused_counter_comes_back(paused: int, back: int):
    found = shifts(at(10), "paused", at(10) - timedelta(minutes=paused))
    assert found[0].opens == (at(10) + timedelta(minutes=back)).timestamp()
    assert calls(found, 10, 10)


def test_an_office_without_hours_works_all_day_and_one_on_holiday_not_at_all():
    assert len(spans_of(small_catalog().office, at(3))) == 1
    assert spans_of(small_catalog(hours=HOURS, holidays=frozenset({at(3).date()})).office, at(10)) == ()
    assert [opens for opens, _ in spans_of(OFFICE, at(10))] == [at(7, 30).timestamp(), at(13, 30).timestamp()]

"""Plans from an office's own days: what it knows of a weekday, and what it falls back on."""

from datetime import date, time, timedelta

import pytest

from queue_server.api import wire_planning
from queue_server.contract.planning import Basis
from queue_server.domain.staffing import NothingToPlan
from queue_server.operations.planning import ENOUGH_DAYS, Staffing, StaffingAsked, next_working_day, plan_staffing
from tests.support_office import MORNING, ZONE, SmallOffice, small_catalog, weekdays

MONDAY, TUESDAY, SUNDAY = 0, 1, 6
HOURS = weekdays(time(7, 30), time(9, 30))
QUICK = {"share": 0.8, "days": 5}


def planned(office: SmallOffice, catalog, weekday: int = MONDAY) -> Staffing:
    return plan_staffing(office.db, catalog, StaffingAsked(weekday, **QUICK), office.clock.now())


def mondays(office: SmallOffice, count: int, people: int) -> None:
    """So many Mondays on which everybody comes at half past eight."""
    for _ in range(count):
        began = office.clock.now().astimezone(ZONE).replace(hour=8, minute=30, second=0)
        office.clock.advance(began - office.clock.now())
        for _ in range(people):
            office.ticket("births")
        office.clock.advance(timedelta(days=7))


def test_without_history_the_usual_week_is_planned_for_and_said_to_be(office: SmallOffice) -> None:
    found = planned(office, small_catalog(hours=HOURS))
    assert not found.from_history
    told = wire_planning.staffing(found)
    assert (told.basis, told.known_days, told.enough_days) == (Basis.USUAL_WEEK, 0, ENOUGH_DAYS)
    assert [piece.begins for piece in told.pieces] == ["07:30", "08:00", "08:30", "09:00"]


def test_own_mondays_are_learnt_half_hour_by_half_hour(office: SmallOffice) -> None:
    mondays(office, ENOUGH_DAYS + 2, people=30)
    catalog = small_catalog(hours=HOURS)
    found = planned(office, catalog)
    assert found.from_history
    expected = found.plan.expected
    assert expected.index(max(expected)) == 2
    assert not planned(office, catalog, TUESDAY).from_history


def test_the_next_such_day_that_is_no_holiday_is_planned() -> None:
    catalog = small_catalog(hours=HOURS, holidays=frozenset({date(2026, 3, 9)}))
    assert next_working_day(catalog, MONDAY, MORNING) == date(2026, 3, 16)
    assert next_working_day(catalog, TUESDAY, MORNING) == date(2026, 3, 3)


def test_a_weekday_without_hours_cannot_be_planned(office: SmallOffice) -> None:
    with pytest.raises(NothingToPlan):
        planned(office, small_catalog(hours=HOURS), SUNDAY)


def test_an_office_that_never_closes_is_planned_for_when_people_come(office: SmallOffice) -> None:
    found = planned(office, small_catalog())
    begins = [begins for begins, _ in found.plan.grid.pieces]
    assert begins[0] == time(7).hour * 3600.0
    assert 12 * 3600.0 not in begins
    assert all(people >= 0.5 for people in found.plan.expected)


def test_a_plan_is_told_with_the_moment_it_was_made(office: SmallOffice) -> None:
    told = wire_planning.staffing(planned(office, small_catalog(hours=HOURS)))
    assert told.computed_at == office.clock.now()
    assert told.day == date(2026, 3, 9)
    assert all(set(piece.counters) <= {"1", "2", "3"} for piece in told.pieces)

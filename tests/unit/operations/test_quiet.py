"""Quiet hours of an office as it stands, from its own database."""

from datetime import datetime, time, timedelta

from queue_server.api import wire_planning
from queue_server.contract.planning import Basis
from queue_server.operations.quiet import quiet_hours
from tests.support_office import MORNING, ZONE, SmallOffice, small_catalog, weekdays

HALF_PAST_EIGHT = datetime(2026, 3, 2, 8, 30, tzinfo=ZONE)


def test_a_crowded_morning_points_to_a_quieter_hour_of_the_same_day(office: SmallOffice) -> None:
    catalog = small_catalog(hours=weekdays(time(7, 30), time(17)))
    for counter in ("1", "2", "3"):
        office.open(counter, office.person(f"clerk{counter}"))
    office.clock.advance(HALF_PAST_EIGHT - timedelta(minutes=5) - office.clock.now())
    for number in range(30):
        office.ticket("births" if number % 2 else "land")
    found = quiet_hours(office.db, catalog, office.clock.now())
    assert not found.from_history
    told = wire_planning.quiet_hours(found, catalog)
    assert told.half_hours[0].begins == "08:00"
    assert told.half_hours[0].wait_seconds > 900
    assert told.quieter is not None
    assert told.quieter.basis is Basis.USUAL_WEEK
    assert "09:00" < told.quieter.time <= "16:30"
    assert f"{told.quieter.at.astimezone(ZONE):%H:%M}" == told.quieter.time


def test_an_empty_hall_points_nowhere(office: SmallOffice) -> None:
    office.open("1", office.person("clerk"))
    told = wire_planning.quiet_hours(quiet_hours(office.db, small_catalog(), MORNING), small_catalog())
    assert told.quieter is None

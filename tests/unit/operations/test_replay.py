"""What a past day is made of, on a day small enough to follow: absences, holds, those who left, and the close."""

from datetime import timedelta

import pytest

from queue_server.domain.staffing import NothingToPlan
from queue_server.operations import calling, days, serving, visits
from queue_server.operations.replay import DayGone, Kept, ReplayAsked, kept_of, past_day, replay
from tests.support_office import SmallOffice

MINUTE = timedelta(minutes=1)


def worked_day(office: SmallOffice):
    """Two served with a minute between them, one who never comes, one who leaves, one whom nobody calls."""
    clerk = office.person("clerk")
    office.open("1", clerk)
    for _ in range(3):
        office.ticket("births")
    left = office.ticket("births")
    office.ticket("births")
    office.run(lambda work: visits.cancel_visit(work, left.visit.visit_id, clerk, "về"))
    for minutes in (5, 7):
        visit_id = office.call_next("1", clerk)
        office.serve(visit_id, clerk)
        office.clock.advance(minutes * MINUTE)
        office.run(lambda work, visit_id=visit_id: serving.complete(work, visit_id, clerk))
        office.clock.advance(MINUTE)
    return clerk


def test_spans_at_the_counter_and_the_clerks_own_minutes_are_kept(office: SmallOffice) -> None:
    worked_day(office)
    past = past_day(office.db, office.catalog, office.today())
    assert past.turnaround == pytest.approx(60, abs=1)
    assert [round(person.service_time - past.turnaround) for person in past.people[:2]] == [300, 420]
    assert past.left_out == 1
    assert len(past.people) == 4
    assert [wait is None for wait in past.waits] == [False, False, True, True]


def test_those_whom_the_close_of_the_day_sent_home_waited_for_nothing(office: SmallOffice) -> None:
    worked_day(office)
    day = office.today()
    office.clock.advance(timedelta(days=1))
    office.run(days.close_days)
    found = replay(office.db, office.catalog, ReplayAsked(day)).found
    assert (found.happened.people, found.happened.uncalled) == (4, 2)
    assert found.replayed.mean < 3600


def test_somebody_who_never_comes_costs_calls_and_counts_in_no_wait(office: SmallOffice) -> None:
    clerk = office.person("clerk")
    office.open("1", clerk)
    office.ticket("births")
    for _ in range(3):
        visit_id = office.call_next("1", clerk)
        office.clock.advance(MINUTE)
        office.run(lambda work, visit_id=visit_id: calling.mark_no_show(work, visit_id, clerk))
    past = past_day(office.db, office.catalog, office.today())
    assert past.people[0].absent
    assert past.people[0].service_time == pytest.approx(180, abs=2)


def test_a_day_that_nobody_knows_and_one_whose_visits_are_deleted_are_told_apart(office: SmallOffice) -> None:
    worked_day(office)
    day = office.today()
    with pytest.raises(NothingToPlan):
        replay(office.db, office.catalog, ReplayAsked(day - timedelta(days=1)))
    assert kept_of(office.db, office.catalog, day) is Kept.VISITS
    office.clock.advance(timedelta(days=40))
    office.run(days.close_days)
    office.run(lambda work: days.prune(work, timedelta(days=30)))
    assert kept_of(office.db, office.catalog, day) is Kept.SUMS
    with pytest.raises(DayGone):
        replay(office.db, office.catalog, ReplayAsked(day))


def test_a_counter_that_was_open_before_anybody_came_calls_in_the_replay_too(office: SmallOffice) -> None:
    clerk = office.person("clerk")
    office.open("1", clerk)
    office.clock.advance(10 * MINUTE)
    for _ in range(2):
        office.ticket("births")
    for _ in range(2):
        visit_id = office.call_next("1", clerk)
        office.serve(visit_id, clerk)
        office.clock.advance(6 * MINUTE)
        office.run(lambda work, visit_id=visit_id: serving.complete(work, visit_id, clerk))
    as_it_was = replay(office.db, office.catalog, ReplayAsked(office.today())).found
    assert as_it_was.replayed.uncalled == 0
    assert as_it_was.replayed.mean == pytest.approx(as_it_was.happened.mean, abs=2)
    helped = replay(office.db, office.catalog, ReplayAsked(office.today(), services=("births",))).found
    assert helped.changed.mean < 5

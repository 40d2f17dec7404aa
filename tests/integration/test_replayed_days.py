"""Days of real operations, played again from their journal: as they were, and with something changed."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from queue_server.api import wire_planning
from queue_server.operations.replay import Replay, ReplayAsked, past_day, replay
from tests.integration.test_forecast_days import Day

PEOPLE = 120


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    with closing(Day(tmp_path_factory.mktemp("day"), 104, PEOPLE)) as played:
        played.play()
        yield played


def again(day: Day, **change) -> Replay:
    return replay(day.office.db, day.office.catalog, ReplayAsked(day.office.today(), **change))


def test_under_the_order_it_had_a_day_comes_out_as_it_did(day: Day):
    found = again(day).found
    assert found.happened.people == len(day.arrivals)
    assert found.happened.mean > 60
    assert abs(found.replayed.mean - found.happened.mean) < max(30, 0.15 * found.happened.mean)
    assert abs(found.replayed.share_within - found.happened.share_within) < 0.05
    assert found.changed == found.replayed


def test_the_people_and_their_waits_are_those_of_the_day(day: Day):
    past = past_day(day.office.db, day.office.catalog, day.office.today())
    assert [round(person.arrival.at, 3) for person in past.people] == [
        round(at.timestamp(), 3) for at, _, _ in day.arrivals
    ]
    assert sum(wait for wait in past.waits if wait) == pytest.approx(sum(day.naive.actual), abs=1)


def test_one_more_counter_shortens_the_waits(day: Day):
    found = again(day, services=("births", "land")).found
    assert found.changed.mean < 0.8 * found.replayed.mean
    assert found.changed.share_within >= found.replayed.share_within


def test_strict_priority_shortens_the_priority_waits_and_passes_others_over_more(day: Day):
    found = again(day, policy="strict").found
    assert found.changed.priority_p90 is not None
    assert found.replayed.priority_p90 is not None
    assert found.changed.priority_p90 <= found.replayed.priority_p90
    assert found.changed.overtakes_max >= found.replayed.overtakes_max


def test_the_answer_names_what_was_changed(day: Day):
    told = wire_planning.what_if(again(day, policy="fifo", services=("land",)), day.office.catalog)
    assert (told.own_policy, told.policy, told.services) == ("fair", "fifo", ["land"])
    assert told.happened.people == told.changed.people

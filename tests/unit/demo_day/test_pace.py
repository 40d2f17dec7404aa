"""Office time that runs faster than real time, and the tally of the day."""

import threading
from datetime import timedelta

import pytest

from queue_server.demo_day.pace import Pace, Tally

SEVEN = timedelta(hours=7)


class Watch:
    """A clock and an event in one: waiting for it moves it on, so that nothing really waits."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.waits: list[float] = []

    def read(self) -> float:
        return self.seconds

    def is_set(self) -> bool:
        return False

    def wait(self, timeout: float) -> bool:
        self.waits.append(timeout)
        self.seconds += timeout
        return False


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def pace(watch):
    return Pace(SEVEN, 60, watch, watch.read)


def run(pace: Pace, *, is_quiet: bool = False, after_each=lambda: None) -> None:
    pace.run(is_quiet=lambda: is_quiet, is_over=lambda: False, after_each=after_each)


def test_a_minute_of_the_office_is_a_second_at_sixty_times(pace, watch):
    done = []
    pace.at(SEVEN + timedelta(minutes=2), lambda: done.append(watch.seconds))
    run(pace)
    assert done == [2.0]
    assert pace.now == SEVEN + timedelta(minutes=2)


def test_steps_come_in_the_order_of_their_time_and_of_their_asking(pace):
    done = []
    pace.at(SEVEN + timedelta(minutes=2), lambda: done.append("later"))
    pace.at(SEVEN + timedelta(minutes=1), lambda: done.append("first"))
    pace.at(SEVEN + timedelta(minutes=1), lambda: done.append("second"))
    run(pace)
    assert done == ["first", "second", "later"]


def test_a_step_may_ask_for_the_next_one(pace):
    done = []
    pace.after(timedelta(minutes=1), lambda: pace.after(timedelta(minutes=1), lambda: done.append(pace.now)))
    run(pace)
    assert done == [SEVEN + timedelta(minutes=2)]


def test_a_late_step_is_done_at_once(pace, watch):
    watch.seconds = 100
    pace.at(SEVEN, lambda: None)
    run(pace)
    assert watch.waits == []


def test_a_machine_that_cannot_keep_up_plays_a_slower_day(pace, watch):
    seen = []

    def take_long() -> None:
        seen.append(pace.now)
        watch.seconds += 100

    for minutes in (1, 2, 3):
        pace.at(SEVEN + timedelta(minutes=minutes), take_long)
    run(pace)
    assert seen == [SEVEN + timedelta(minutes=minutes) for minutes in (1, 3, 4)]


def test_an_empty_hall_does_not_make_the_viewer_wait_for_two_hours_of_lunch(pace, watch):
    pace.at(SEVEN + timedelta(hours=2), lambda: None)
    run(pace, is_quiet=True)
    assert watch.seconds == pytest.approx(3.0)
    assert pace.now == SEVEN + timedelta(hours=2)


def test_the_day_ends_when_it_is_over_or_stopped(pace, watch):
    pace.at(SEVEN, pytest.fail)
    pace.run(is_quiet=lambda: False, is_over=lambda: True, after_each=lambda: None)
    stop = threading.Event()
    stop.set()
    stopped = Pace(SEVEN, 60, stop)
    stopped.at(SEVEN, pytest.fail)
    run(stopped)


def test_the_tally_knows_mean_longest_and_share():
    tally = Tally(waits=[timedelta(minutes=minutes) for minutes in (0, 10, 15, 35)])
    assert tally.mean_wait == timedelta(minutes=15)
    assert tally.longest_wait == timedelta(minutes=35)
    assert tally.share_within(timedelta(minutes=15)) == 0.75


def test_a_day_without_visits_has_a_tally_too():
    assert Tally().mean_wait == Tally().longest_wait == timedelta(0)
    assert Tally().share_within(timedelta(minutes=15)) == 1.0

"""Erlang's formula against figures worked out by hand and against what must hold."""

import pytest

from queue_server.domain.erlang import chance_of_waiting, counters_needed, share_within


def test_one_counter_is_busy_as_often_as_it_has_work() -> None:
    assert chance_of_waiting(1, 0.6) == pytest.approx(0.6)


def test_two_counters_with_one_counters_work_make_a_third_wait() -> None:
    assert chance_of_waiting(2, 1.0) == pytest.approx(1 / 3)


def test_more_work_than_counters_makes_everyone_wait() -> None:
    assert chance_of_waiting(3, 3.0) == 1.0
    assert share_within(3, 30.0, 600.0, 900.0) == 0.0


@pytest.mark.parametrize("per_hour", [0.0, 5.0, 20.0, 60.0])
def test_the_counters_needed_are_enough_and_one_less_is_not(per_hour: float) -> None:
    needed = counters_needed(per_hour, 420.0, 900.0, 0.95)
    assert share_within(needed, per_hour, 420.0, 900.0) >= 0.95
    assert needed == 1 or share_within(needed - 1, per_hour, 420.0, 900.0) < 0.95

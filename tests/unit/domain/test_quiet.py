"""When it is worth coming back later today, and when nothing should be said."""

from random import Random

import pytest

from queue_server.domain.demand import Comers, Demand, Rate, Times
from queue_server.domain.foresight import Outlook
from queue_server.domain.hall import CounterNow, Hall, LineKey, Waiting
from queue_server.domain.policy import FAIR
from queue_server.domain.quiet import HalfHour, quieter_at, waits_to_come
from queue_server.domain.stepping import Shift
from tests.unit.domain.hall_builder import catalog

HOUR, MINUTE = 3600.0, 60.0
NOW, CLOSES = 9 * HOUR + 5 * MINUTE, 11.5 * HOUR


def half_hours(*minutes: float) -> list[HalfHour]:
    """Expected waits from nine o'clock on."""
    return [HalfHour(9 * HOUR + at * 1800.0, wait * MINUTE, 5.0) for at, wait in enumerate(minutes)]


@pytest.mark.parametrize(
    ("waits", "then"),
    [
        ((24, 20, 11, 6, 4), 10.0),
        ((24, 20, 18, 16, 14), None),
        ((60, 40, 25, 20, 16), None),
        ((8, 2, 1, 1, 1), None),
        ((24, 10, 22, 10, 8), 10.5),
        ((24, 24, 24, 24, 5), 11.0),
        ((24, 24, 24, 24, 24, 5), None),
        ((), None),
    ],
    ids=["half", "not-short-enough", "long-still", "short-now", "a-lull", "the-last", "closing", "nobody-comes"],
)
def test_a_later_hour_is_named_only_when_it_helps(waits: tuple[float, ...], then: float | None) -> None:
    assert quieter_at(half_hours(*waits), NOW, CLOSES) == (None if then is None else then * HOUR)


def test_a_half_hour_that_begins_in_a_moment_is_not_later() -> None:
    assert quieter_at(half_hours(24, 5, 5, 5), 9.4 * HOUR, CLOSES) == 10.0 * HOUR


def test_half_hours_in_which_hardly_anybody_comes_tell_nothing() -> None:
    rare = [HalfHour(one.begins, one.wait, 0.1) for one in half_hours(24, 5, 5, 5)]
    assert quieter_at([half_hours(24)[0], *rare[1:]], NOW, CLOSES) is None


def full_hall(waiting: int) -> tuple[Hall, Outlook]:
    office = catalog({"1": "a", "2": "a"})
    hall = Hall(office, [CounterNow(desk, "open", "p") for desk in office.counters.values()])
    for at in range(waiting):
        hall.add(LineKey("a", "ordinary"), Waiting((8 * HOUR + at, f"v{at:02d}")))
    demand = Demand((Rate(9 * HOUR, 11 * HOUR, 6.0),), {LineKey("a", "ordinary"): 1.0}, ((7.5 * HOUR, CLOSES),))
    shifts = {one: (Shift(NOW, CLOSES),) for one in hall.counters}
    return hall, Outlook(FAIR, demand, shifts, Times(office, 0.0, 60.0), Comers(demand))


def test_a_crowd_makes_people_wait_now_and_less_once_it_is_served() -> None:
    hall, view = full_hall(12)
    found = waits_to_come(hall, view, NOW, Random(1))
    assert [one.begins for one in found] == [9 * HOUR, 9.5 * HOUR, 10 * HOUR, 10.5 * HOUR]
    assert found[0].wait > 20 * MINUTE
    assert found[-1].wait < 0.4 * found[0].wait
    assert sum(one.people for one in found) == pytest.approx(11.5, rel=0.25)
    assert hall.waiting_total() == 12


def test_an_empty_hall_has_no_quieter_time() -> None:
    hall, view = full_hall(0)
    assert quieter_at(waits_to_come(hall, view, NOW, Random(1)), NOW, CLOSES) is None


def test_where_nobody_calls_people_wait_for_ever() -> None:
    hall, view = full_hall(3)
    closed = Outlook(view.policy, view.demand, dict.fromkeys(hall.counters, ()), view.times, view.comers)
    for counter in hall.counters.values():
        counter.state = "closed"
    assert {one.wait for one in waits_to_come(hall, closed, NOW, Random(1))} == {4 * HOUR}

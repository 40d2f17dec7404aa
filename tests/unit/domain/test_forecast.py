"""What a citizen is told of the wait."""

from datetime import timedelta

from queue_server.domain import visit as moves
from queue_server.domain.ahead import ahead_of
from queue_server.domain.forecast import Forecast, forecast
from queue_server.domain.hall import moment
from tests.unit.domain.hall_builder import PlayedHall, catalog

SKILLS = {"1": "a", "2": "ab"}


def told(hall: PlayedHall, name: str) -> Forecast | None:
    line, _ = hall.hall.place_of(name) or (None, None)
    assert line is not None
    return forecast(hall.hall, line, ahead_of(hall.hall, name, hall.policy, moment(hall.now)), moment(hall.now))


def busy(hall: PlayedHall, service: str, counter_id: str) -> None:
    visit = hall.visits[hall.arrive(service)]
    hall.put(moves.serve(moves.call(visit, counter_id, hall.now), hall.now))


def test_nothing_is_told_while_no_counter_is_open() -> None:
    hall = PlayedHall(catalog(SKILLS))
    for counter in hall.hall.counters.values():
        counter.state = "closed"
    assert told(hall, hall.arrive("a")) is None


def test_an_idle_counter_and_nobody_ahead_means_no_wait() -> None:
    hall = PlayedHall(catalog(SKILLS))
    shown = told(hall, hall.arrive("a"))
    assert shown is not None
    assert shown.high == timedelta(0)


def test_more_people_ahead_mean_a_longer_wait_and_the_interval_holds_the_median() -> None:
    hall = PlayedHall(catalog(SKILLS))
    busy(hall, "a", "1")
    busy(hall, "b", "2")
    waits = [told(hall, hall.arrive("a")) for _ in range(10)]
    medians = [shown.median for shown in waits if shown]
    assert medians == sorted(medians)
    assert medians[-1] > medians[0] + timedelta(minutes=15)
    assert all(shown and shown.low <= shown.median <= shown.high for shown in waits)


def test_a_second_counter_shortens_the_wait() -> None:
    def wait(skills: dict[str, str]) -> timedelta:
        hall = PlayedHall(catalog(skills))
        for counter_id in skills:
            busy(hall, "a", counter_id)
        for _ in range(6):
            hall.arrive("a")
        shown = told(hall, hall.arrive("a"))
        assert shown is not None
        return shown.median

    assert wait({"1": "a", "2": "a"}) < wait({"1": "a"}) * 0.6


def test_a_service_that_runs_over_its_mean_is_still_expected_to_take_a_while() -> None:
    hall = PlayedHall(catalog({"1": "a"}))
    busy(hall, "a", "1")
    hall.wait(60)
    shown = told(hall, hall.arrive("a"))
    assert shown is not None
    assert timedelta(minutes=2) < shown.median < timedelta(minutes=4)

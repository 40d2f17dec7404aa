"""The engine: one day through its small interface, in minutes."""

from random import Random

import pytest

from queue_server.domain.forecast import Forecast
from queue_server.domain.foresight import forecast_of, quantile
from queue_server.domain.stepping import NEVER
from queue_server.simulate.checks import ScenarioError
from queue_server.simulate.days import Person, draw_day, play_day
from queue_server.simulate.engine import BalancedEngine, Engine
from queue_server.simulate.scenario import Scenario, read_scenario
from tests.unit.simulate.halls import commune

ONE = [{"id": 0, "skills": [1], "windows": [[450, 690, 1]]}]


def one_counter() -> Engine:
    engine = Engine()
    engine.reset(commune(counters=ONE, class_mix=[0.8, 0.2, 0], no_show_prob=0))
    return engine


def test_a_counter_is_given_the_first_and_then_nobody() -> None:
    engine = one_counter()
    engine.ticket(450, 7, 1, "ordinary", None)
    assert engine.call_next(450, 0) == 7
    engine.finish(455, 0, 7, no_show=False)
    assert engine.call_next(455, 0) is None


def test_an_early_appointment_stands_where_its_slot_puts_it() -> None:
    engine = one_counter()
    engine.ticket(450, 1, 1, "appointment", 480)
    engine.ticket(460, 2, 1, "ordinary", None)
    assert engine.call_next(470, 0) == 2


def test_a_hall_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(ScenarioError, match=r"^counters\[0\]\.skills: "):
        Engine().reset(commune(counters=[ONE[0] | {"skills": [99]}]))


def test_a_wait_is_foretold_from_who_is_before_and_holds_its_interval() -> None:
    engine = one_counter()
    engine.ticket(450, 0, 1, "ordinary", None)
    engine.call_next(450, 0)
    told = []
    for number in range(1, 9):
        engine.ticket(450.1, number, 1, "ordinary", None)
        told.append(engine.estimate(450.1, number))
    assert all(low <= median <= high for median, low, high in told)
    medians = [median for median, _, _ in told]
    assert medians[0] < 8
    assert medians[-1] > medians[0] + 15


def test_somebody_after_the_last_hour_of_a_counter_is_told_a_whole_day() -> None:
    engine = Engine()
    engine.reset(commune(counters=[ONE[0] | {"windows": [[450, 690, 0]]}], class_mix=[1, 0, 0]))
    engine.ticket(700, 1, 1, "ordinary", None)
    assert engine.estimate(700, 1)[0] == 24 * 60


def test_the_same_day_is_foretold_the_same() -> None:
    def told() -> tuple[float, float, float]:
        engine = one_counter()
        engine.ticket(450, 0, 1, "ordinary", None)
        engine.ticket(451, 1, 1, "ordinary", None)
        return engine.estimate(451, 1)

    assert told() == told()


def test_the_interval_of_a_forecast_holds_about_eight_of_ten_outcomes() -> None:
    random = Random(1)
    held = 0
    for _ in range(2000):
        waits = sorted(random.expovariate(1 / 600) for _ in range(40))
        seen = forecast_of(waits)
        assert isinstance(seen, Forecast)
        held += seen.low.total_seconds() <= random.expovariate(1 / 600) <= seen.high.total_seconds()
    assert 0.77 < held / 2000 < 0.83


def test_a_wait_that_mostly_never_ends_is_not_foretold() -> None:
    assert forecast_of([60.0, NEVER, NEVER]) is None
    assert quantile([1.0, 2.0, 3.0], 0.5) == 2.0


@pytest.mark.parametrize("engine_class", [Engine, BalancedEngine])
def test_the_engine_calls_as_the_simulated_day_does(engine_class: type[Engine]) -> None:
    hall = commune(day_spread=0.1)
    scenario = read_scenario(hall)
    people = draw_day(scenario, 5)
    served = play_day(scenario, people, engine_class.policy)
    engine = engine_class()
    engine.reset(hall)
    called = driven(engine, scenario, people)
    assert [called[at] for at in range(len(people))] == [
        pytest.approx(person.arrival.place + one.wait, abs=1e-3) if one.wait else called[at]
        for at, (person, one) in enumerate(zip(people, served, strict=True))
    ]


def driven(engine: Engine, scenario: Scenario, people: list[Person]) -> dict[int, float]:
    """Drives an engine through a day from outside; when each of the people was called, in seconds."""
    ids = list(scenario.shifts)
    moments = sorted({shift.opens for own in scenario.shifts.values() for shift in own})
    coming = [(person.arrival.at, at) for at, person in enumerate(people)]
    busy: dict[int, tuple[float, int]] = {}
    called: dict[int, float] = {}
    while coming or busy or (moments and len(called) < len(people)):
        now = min([until for until, _ in busy.values()] + [at for at, _ in coming[:1]] + moments[:1])
        for counter in [one for one, (until, _) in busy.items() if until <= now]:
            engine.finish(now / 60, counter, busy[counter][1], no_show=people[busy.pop(counter)[1]].absent)
        while coming and coming[0][0] <= now:
            _, number = coming.pop(0)
            key, place = people[number].arrival.key, people[number].arrival.place
            field = scenario.services.index(key.service_id)
            engine.ticket(now / 60, number, field, key.priority_class, place / 60 if key.appointed else None)
        moments = [moment for moment in moments if moment > now]
        idle = [at for at, one in enumerate(ids) if at not in busy and scenario.is_open(one, now)]
        while idle and (pairs := engine.dispatch(now / 60, idle)):
            ((counter, number),) = pairs
            idle.remove(counter)
            called[number] = now
            busy[counter] = (now + (60 if people[number].absent else people[number].service_time), number)
    return called

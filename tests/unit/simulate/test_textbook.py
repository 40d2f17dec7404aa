"""The simulated hall against what is known without it: Erlang's formula, and a simulator that somebody else wrote."""

from dataclasses import replace
from math import factorial, log, sqrt
from random import Random

import ciw
import pytest

from queue_server.domain.policy import FAIR, FIFO
from queue_server.simulate.days import Person, draw_day, play_day
from queue_server.simulate.scenario import Scenario
from tests.unit.simulate.halls import steady

WARM_UP = 2 * 3600.0
HOURS = 40


def mean_wait(scenario: Scenario, days: list[list[Person]]) -> float:
    """Minutes, over those who came when the empty hall of the beginning was forgotten."""
    waits = [
        one.wait
        for people in days
        for one in play_day(scenario, people, FIFO)
        if one.came_at > WARM_UP and one.wait is not None
    ]
    return sum(waits) / len(waits) / 60


def exponential(people: list[Person], mean: float, seed: int) -> list[Person]:
    """The same people with service times as Erlang's formula supposes them."""
    random = Random(seed)
    return [replace(person, service_time=random.expovariate(1 / mean) * 60) for person in people]


def erlang_c(counters: int, load: float) -> float:
    """The chance of having to wait; `load` in counters' worth of work."""
    all_busy = load**counters / factorial(counters) * counters / (counters - load)
    return all_busy / (sum(load**k / factorial(k) for k in range(counters)) + all_busy)


@pytest.mark.parametrize(("counters", "per_hour"), [(1, 6.0), (3, 20.0), (5, 32.0)])
def test_the_mean_wait_agrees_with_queueing_theory(counters: int, per_hour: float) -> None:
    mean = 7.0
    scenario = steady(counters, per_hour, mean, hours=HOURS)
    days = [exponential(draw_day(scenario, seed), mean, seed) for seed in range(60)]
    load = per_hour * mean / 60
    expected = erlang_c(counters, load) * mean / (counters - load)
    assert mean_wait(scenario, days) == pytest.approx(expected, rel=0.08)


def test_the_mean_wait_agrees_with_an_independent_simulator() -> None:
    counters, per_hour, mean, variation = 4, 26.0, 8.0, 0.8
    sigma = sqrt(log(1 + variation**2))
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(per_hour / 60)],
        service_distributions=[ciw.dists.Lognormal(log(mean) - sigma**2 / 2, sigma)],
        number_of_servers=[counters],
    )
    theirs = []
    for seed in range(30):
        ciw.seed(seed)
        other = ciw.Simulation(network)
        other.simulate_until_max_time(HOURS * 60)
        theirs += [one.waiting_time for one in other.get_all_records() if one.arrival_date > WARM_UP / 60]
    scenario = steady(counters, per_hour, mean, variation=variation, hours=HOURS)
    ours = mean_wait(scenario, [draw_day(scenario, seed) for seed in range(60)])
    assert ours == pytest.approx(sum(theirs) / len(theirs), rel=0.12)


def test_with_one_service_and_one_class_the_fair_order_is_the_order_of_arrival() -> None:
    scenario = steady(3, 24.0, 7.0, hours=8)
    people = draw_day(scenario, 1)
    assert play_day(scenario, people, FAIR) == play_day(scenario, people, FIFO)

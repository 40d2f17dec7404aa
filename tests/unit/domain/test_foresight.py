"""Forecasts by playing the present hall forward."""

from dataclasses import replace
from random import Random

import pytest

from queue_server.domain import visit as moves
from queue_server.domain.demand import Comers, Demand, Rate
from queue_server.domain.foresight import Outlook, forecast_of, foresee, outlook
from queue_server.domain.hall import LineKey, moment
from queue_server.domain.policy import FAIR, STRICT, Policy
from queue_server.domain.stepping import NEVER, Shift, Shifts
from tests.unit.domain.hall_builder import START, PlayedHall, catalog

NOW = moment(START)
HOUR = 3600.0
QUIET = Demand((), {}, ())


def crowded(policy: Policy = FAIR, waiting: int = 8) -> PlayedHall:
    hall = PlayedHall(catalog({"1": "a"}, policy=policy))
    first = hall.visits[hall.arrive("a")]
    hall.put(moves.serve(moves.call(first, "1", hall.now), hall.now))
    for _ in range(waiting):
        hall.arrive("a")
    return hall


def median(hall: PlayedHall, view: Outlook, name: str) -> float:
    return foresee(hall.hall, view, [name], moment(hall.now), Random(1), runs=60)[name][30]


def seen(hall: PlayedHall, demand: Demand = QUIET, shifts: Shifts | None = None) -> Outlook:
    return outlook(hall.hall, hall.policy, demand, shifts or {})


def busy_demand(priority_class: str, per_hour: float = 60.0) -> Demand:
    span = (NOW, NOW + 8 * HOUR)
    return Demand((Rate(*span, per_hour),), {LineKey("a", priority_class): 1.0}, (span,))


def test_looking_ahead_changes_nothing_in_the_hall() -> None:
    hall = crowded()
    before = [(order, line.key, [one.overtaken for one in line.places]) for order, line in hall.hall.arrivals]
    foresee(hall.hall, seen(hall, busy_demand("elderly_75")), ["v0003"], moment(hall.now), Random(1))
    assert [(order, line.key, [one.overtaken for one in line.places]) for order, line in hall.hall.arrivals] == before
    assert hall.hall.counters["1"].visit_id == "v0000"


def test_who_stands_later_in_the_line_waits_longer() -> None:
    hall = crowded()
    medians = [median(hall, seen(hall), f"v{at:04d}") for at in (1, 4, 8)]
    assert medians == sorted(medians)
    assert 3 * 5 * 60 < medians[1] < 4.5 * 8 * 60


def test_priority_people_who_will_come_are_reckoned_with() -> None:
    hall = crowded(STRICT)
    quiet, busy = median(hall, seen(hall), "v0008"), median(hall, seen(hall, busy_demand("elderly_75", 4)), "v0008")
    assert busy > quiet * 1.3


def test_people_who_will_come_behind_do_not_change_a_wait_much() -> None:
    hall = crowded(replace(FAIR, scarcity=0.0))
    quiet, busy = median(hall, seen(hall), "v0002"), median(hall, seen(hall, busy_demand("ordinary")), "v0002")
    assert busy == pytest.approx(quiet, rel=0.4)


def test_a_break_makes_the_wait_longer_and_a_second_counter_shortens_it() -> None:
    hall = PlayedHall(catalog({"1": "a", "2": "a"}))
    hall.hall.counters["2"].state = "closed"
    for _ in range(10):
        hall.arrive("a")
    now = moment(hall.now)
    closing: Shifts = {"1": (Shift(now - HOUR, now + 600, drains=False), Shift(now + 2 * HOUR, now + 9 * HOUR))}
    opening: Shifts = {"2": (Shift(now + 600, now + 9 * HOUR),)}
    plain, broken, helped = (median(hall, seen(hall, shifts=shifts), "v0009") for shifts in ({}, closing, opening))
    assert helped < plain * 0.75 < plain < broken


def test_a_wait_that_no_counter_will_end_is_not_foretold() -> None:
    hall = crowded()
    now = moment(hall.now)
    shut: Shifts = {"1": (Shift(now - HOUR, now + 1, drains=False),)}
    waits = foresee(hall.hall, seen(hall, shifts=shut), ["v0008"], now, Random(1))["v0008"]
    assert waits[-1] == NEVER
    assert forecast_of(waits) is None


def test_a_busy_morning_makes_a_busy_noon_likely() -> None:
    demand = replace(busy_demand("ordinary"), spread=0.1)
    later = NOW + 2 * HOUR
    usual = sum(demand.pace(120, later, Random(at)) for at in range(200)) / 200
    busy = sum(demand.pace(180, later, Random(at)) for at in range(200)) / 200
    assert usual == pytest.approx(1.0, abs=0.02)
    assert 1.2 < busy < 1.35


def test_nobody_comes_outside_the_rates_and_those_at_a_closed_door_come_when_it_opens() -> None:
    demand = Demand((Rate(0, HOUR, 50),), {LineKey("a", "ordinary"): 1.0}, ((1800.0, 7200.0),))
    came = [one.at for one in Comers(demand).after(-1.0, Random(2))]
    assert came == sorted(came)
    assert came.count(1800.0) > 10
    assert all(1800.0 <= at < HOUR for at in came)

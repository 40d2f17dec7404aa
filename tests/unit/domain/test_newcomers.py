"""The imagined newcomer is told what somebody who really came would be told."""

from datetime import timedelta
from random import Random
from statistics import fmean

import pytest

from queue_server.domain.catalog import CounterDesk
from queue_server.domain.demand import Comers, Demand, Rate, Times
from queue_server.domain.foresight import Outlook, foresee
from queue_server.domain.hall import CounterNow, Hall, LineKey, Waiting
from queue_server.domain.newcomers import foresee_hall
from queue_server.domain.policy import BALANCED, FAIR, FIFO, STRICT, Policy
from queue_server.domain.stepping import NEVER, Shift
from tests.support_office import small_catalog

NOW = 10_000.0
BIRTHS, LAND = LineKey("births", "ordinary"), LineKey("land", "ordinary")
ELDERLY = LineKey("births", "elderly_75")
RUNS = 400


def hall_with(waiting: int, **states: str) -> Hall:
    """So many people, who came minutes apart; counters are open unless said otherwise."""
    catalog = small_catalog()
    desks = [CounterNow(desk, states.get(f"c{desk.id}", "open")) for desk in catalog.counters.values()]
    hall = Hall(catalog, desks)
    random = Random(3)
    for number in range(waiting):
        key = random.choice((BIRTHS, LAND, BIRTHS, ELDERLY))
        hall.add(key, Waiting((NOW - 60.0 * (waiting - number), f"{number:04d}")))
    return hall


def view_of(hall: Hall, policy: Policy, per_hour: float = 12.0) -> Outlook:
    mix = {BIRTHS: 0.5, LAND: 0.3, ELDERLY: 0.2}
    demand = Demand((Rate(NOW, NOW + 6 * 3600, per_hour),), mix, ((0.0, NOW + 8 * 3600),))
    shifts = {one: (Shift(NOW, NOW + 8 * 3600),) for one, now in hall.counters.items() if now.state != "closed"}
    return Outlook(policy, demand, shifts, Times(hall.catalog, 0.0, 60.0), Comers(demand))


@pytest.mark.parametrize("policy", [FAIR, FIFO, STRICT, BALANCED], ids=lambda policy: policy.name)
@pytest.mark.parametrize("waiting", [0, 5, 30])
def test_an_imagined_newcomer_waits_as_long_as_a_real_one(policy: Policy, waiting: int):
    hall = hall_with(waiting)
    for counter in hall.counters.values():
        hall.occupy(counter.desk.id, f"at {counter.desk.id}", "land", NOW - 60)
    view = view_of(hall, policy)
    imagined = foresee_hall(hall, view, (BIRTHS, LAND, ELDERLY), NOW, Random(1), runs=RUNS).newcomers
    for key in (BIRTHS, LAND, ELDERLY):
        real = hall.copy()
        real.add(key, Waiting((NOW, "~")))
        waits = foresee(real, view, ["~"], NOW, Random(2), runs=RUNS)["~"]
        assert fmean(imagined[key]) == pytest.approx(fmean(waits), rel=0.1, abs=40), key


def test_those_who_wait_are_told_what_they_are_told_alone():
    hall = hall_with(20)
    view = view_of(hall, FAIR)
    ids = [order[1] for order, _ in hall.arrivals]
    together = foresee_hall(hall, view, (BIRTHS,), NOW, Random(1), runs=200).visits
    alone = foresee(hall, view, ids, NOW, Random(2), runs=200)
    for visit_id in ids:
        assert fmean(together[visit_id]) == pytest.approx(fmean(alone[visit_id]), rel=0.15, abs=40)


def test_an_idle_counter_means_no_wait_at_all():
    waits = foresee_hall(hall_with(0), view_of(hall_with(0), FAIR), (BIRTHS, LAND), NOW, Random(1), runs=5)
    assert waits.newcomers == {BIRTHS: [0.0] * 5, LAND: [0.0] * 5}


def test_a_service_without_a_counter_at_work_is_left_out_and_costs_nothing():
    hall = hall_with(12, c1="closed", c2="closed")
    waits = foresee_hall(hall, view_of(hall, FAIR), (BIRTHS, LAND), NOW, Random(1), runs=5)
    assert set(waits.newcomers) == {LAND}
    assert {hall.place_of(visit_id)[0].key for visit_id in waits.visits} == {LAND}


def test_a_paused_counter_serves_from_when_it_comes_back():
    hall = hall_with(0, c1="closed", c2="paused", c3="closed")
    view = view_of(hall, FAIR, per_hour=0.0)
    back = {"2": (Shift(NOW + 600, NOW + 7200),)}
    later = Outlook(view.policy, view.demand, back, view.times, view.comers)
    waits = foresee_hall(hall, later, (BIRTHS,), NOW, Random(1), runs=3)
    assert waits.newcomers == {BIRTHS: [600.0] * 3}


def test_a_reserved_counter_calls_its_own_classes_before_any_newcomer():
    hall = hall_with(0)
    desk = CounterDesk("1", {"vi": "1"}, frozenset({"births"}), frozenset(), frozenset({"elderly_75"}), 0)
    alone = Hall(hall.catalog, [CounterNow(desk, "open")])
    alone.add(ELDERLY, Waiting((NOW - 5, "old")))
    view = view_of(alone, FAIR, per_hour=0.0)
    waits = foresee_hall(alone, view, (BIRTHS,), NOW, Random(1), runs=50)
    assert waits.visits == {"old": [0.0] * 50}
    assert min(waits.newcomers[BIRTHS]) > 0


def test_nobody_is_foreseen_beyond_half_a_day():
    hall = hall_with(0, c1="closed", c2="paused", c3="closed")
    view = view_of(hall, FAIR, per_hour=0.0)
    shifts = {"2": (Shift(NOW + timedelta(hours=9).total_seconds(), NOW + 99_999),)}
    hall.add(BIRTHS, Waiting((NOW - 1, "last")))
    waits = foresee_hall(
        hall, Outlook(view.policy, view.demand, shifts, view.times, view.comers), (), NOW, Random(1), runs=2
    )
    assert waits.visits == {"last": [NEVER, NEVER]}

"""The search for a roster, on a hall whose answer can be told by thinking."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from queue_server.domain.demand import Demand, Rate
from queue_server.domain.hall import LineKey
from queue_server.domain.policy import FAIR
from queue_server.domain.roster import grid_of
from queue_server.domain.staffing import NothingToPlan, Question, expected_people, plan
from tests.unit.domain.hall_builder import catalog

HOUR = 3600.0
MORNING = ((7.5 * HOUR, 11.5 * HOUR),)
PEAK = (Rate(7.5 * HOUR, 8.5 * HOUR, 30.0), Rate(8.5 * HOUR, 11.0 * HOUR, 6.0))


def question(skills: dict[str, str], rates=PEAK, share: float = 0.9, **more) -> Question:
    office = catalog(skills)
    services = sorted(set("".join(skills.values())))
    demand = Demand(rates, {LineKey(one, "ordinary"): 1.0 for one in services}, MORNING, spread=0.05)

    def lasts(_service: str, _at: float, random: Random) -> float:
        return random.expovariate(1 / 480.0)

    return Question(office, demand, lasts, FAIR, share, 10, **more)


@pytest.fixture(scope="module")
def found():
    told: list[float] = []
    return plan(question({str(one): "ab" for one in range(7)}), told.append), told


def test_a_peak_is_met_by_more_counters_and_the_quiet_hours_by_fewer(found) -> None:
    open_counters = [len(counters) for counters in found[0].roster.opened]
    assert min(open_counters[:2]) >= 4
    assert max(open_counters[-3:]) <= 3


def test_the_plan_is_cheaper_than_as_many_counters_all_day_and_keeps_the_share(found) -> None:
    plan_ = found[0]
    assert plan_.reached
    assert plan_.roster.share >= 0.9
    assert plan_.roster.hours < 0.8 * plan_.flat.hours
    assert plan_.flat.share >= 0.9


def test_the_search_says_how_far_it_is_and_ends_at_the_end(found) -> None:
    told = found[1]
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) > 20


def test_the_same_question_gives_the_same_plan() -> None:
    asked = question({str(one): "a" for one in range(3)}, rates=(Rate(7.5 * HOUR, 11 * HOUR, 8.0),))
    assert plan(asked) == plan(asked)


def test_a_share_that_no_roster_keeps_is_told_and_nearly_the_best_is_given() -> None:
    plan_ = plan(question({"1": "a", "2": "b"}, rates=(Rate(7.5 * HOUR, 11 * HOUR, 20.0),), share=0.95))
    assert not plan_.reached
    assert plan_.roster.share < 0.95
    assert set(plan_.only_at) == {"1", "2"}


def test_a_day_on_which_nobody_comes_has_no_plan() -> None:
    with pytest.raises(NothingToPlan):
        plan(question({"1": "a"}, rates=()))
    asked = question({"1": "a"})
    with pytest.raises(NothingToPlan):
        plan(replace(asked, demand=replace(asked.demand, doors=())))


def test_those_before_a_closed_door_are_expected_when_it_opens() -> None:
    grid = grid_of(((8 * HOUR, 9 * HOUR), (10 * HOUR, 11 * HOUR)))
    rates = (Rate(7 * HOUR, 8 * HOUR, 4.0), Rate(8 * HOUR, 10.5 * HOUR, 10.0), Rate(12 * HOUR, 13 * HOUR, 9.0))
    demand = Demand(rates, {LineKey("a", "ordinary"): 1.0}, ())
    assert expected_people(demand, grid) == pytest.approx((9.0, 5.0, 15.0, 0.0))


def test_a_service_with_a_target_of_its_own_is_judged_by_it() -> None:
    asked = question({"1": "a", "2": "a", "3": "a"}, rates=(Rate(7.5 * HOUR, 11 * HOUR, 9.0),))
    patient = replace(asked.catalog.services["a"], wait_target=timedelta(hours=3))
    relaxed = replace(asked, catalog=replace(asked.catalog, services={"a": patient}))
    assert plan(relaxed).roster.hours < plan(asked).roster.hours

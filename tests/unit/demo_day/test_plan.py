"""The synthetic day: plausible, complete, and the same again from the same seed."""

from datetime import timedelta
from statistics import mean

from queue_server.config import DEMO_OFFICE
from queue_server.demo_day.plan import (
    AFTERNOON_OPENS,
    DEMANDS,
    LUNCH_BEGINS,
    MORNING_OPENS,
    OFFICE_CLOSES,
    ORDINARY,
    Turn,
    improvised,
    plan_day,
)
from queue_server.office_file import load_office

SERVICES = list(DEMANDS)
CLASSES = [ORDINARY, "elderly_75", "pregnant"]
LONG_DAY = plan_day(SERVICES, CLASSES, 4000, seed=7)


def test_the_same_seed_gives_the_same_day_and_another_seed_another():
    assert plan_day(SERVICES, CLASSES, 50, seed=1) == plan_day(SERVICES, CLASSES, 50, seed=1)
    assert plan_day(SERVICES, CLASSES, 50, seed=1) != plan_day(SERVICES, CLASSES, 50, seed=2)


def test_as_many_people_come_as_were_asked_for_in_order_and_in_opening_hours():
    arrivals = [visit.arrives_at for visit in LONG_DAY]
    assert len(arrivals) == 4000
    assert arrivals == sorted(arrivals)
    assert arrivals[0] >= MORNING_OPENS
    assert arrivals[-1] <= OFFICE_CLOSES
    assert not any(LUNCH_BEGINS <= arrival < AFTERNOON_OPENS for arrival in arrivals)


def test_the_morning_is_the_peak():
    def rate(begins: float, ends: float) -> float:
        return sum(timedelta(hours=begins) <= visit.arrives_at < timedelta(hours=ends) for visit in LONG_DAY) / (
            ends - begins
        )

    assert rate(8, 9) > 1.5 * rate(10, 11)
    assert rate(8, 9) > 1.3 * rate(13.5, 14.5)


def test_a_fifth_belongs_to_a_priority_class():
    share = mean(visit.priority_class != ORDINARY for visit in LONG_DAY)
    assert 0.17 < share < 0.23


def test_an_office_without_priority_classes_has_ordinary_visits_only():
    assert {visit.priority_class for visit in plan_day(SERVICES, [ORDINARY], 100, seed=1)} == {ORDINARY}


def test_service_times_scatter_around_the_mean_of_their_service():
    for service_id in ("chung-thuc-ban-sao", "nhan-ket-qua"):
        minutes = [visit.service_time.total_seconds() / 60 for visit in plan_day([service_id], CLASSES, 3000, seed=3)]
        assert abs(mean(minutes) / DEMANDS[service_id].mean_minutes - 1) < 0.1
        assert min(minutes) >= 0.5
        assert max(minutes) > 2 * mean(minutes)


def test_every_kind_of_turn_occurs_with_what_it_needs():
    assert {visit.turn for visit in LONG_DAY} == set(Turn)
    for visit in LONG_DAY:
        assert (visit.sent_on_to is not None) == (visit.turn is Turn.SENT_ON)
        assert (visit.leaves_after is not None) == (visit.turn is Turn.LEAVES)
        assert visit.sent_on_to != visit.service_id


def test_an_office_with_one_service_sends_nobody_on():
    assert all(visit.turn is not Turn.SENT_ON for visit in plan_day(["khai-sinh"], CLASSES, 500, seed=1))


def test_a_stranger_is_served_in_a_usual_time_even_for_a_service_nobody_knows():
    stranger = improvised("moi", seed=1)
    assert stranger.turn is Turn.SERVED
    assert stranger.service_time > timedelta(0)


def test_the_demand_names_the_services_of_the_demo_office():
    assert load_office(DEMO_OFFICE).services.keys() == DEMANDS.keys()

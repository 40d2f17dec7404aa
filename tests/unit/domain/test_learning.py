"""What an office's own weeks teach, and what they may not."""

from dataclasses import replace
from datetime import date, timedelta
from math import log, sqrt
from random import Random

import pytest

from queue_server.domain.expectation import Expectation, usual
from queue_server.domain.hall import LineKey
from queue_server.domain.learning import Came, History, Lasted, learn
from tests.support_office import small_catalog

CATALOG = small_catalog()
MONDAY = date(2026, 3, 2)


def lasted(count: int, mean: float, *, variation: float = 0.6, hour: int = 9, seed: int = 1) -> list[Lasted]:
    random = Random(seed)
    sigma = sqrt(log(1 + variation**2))
    return [Lasted("births", random.lognormvariate(log(mean) - sigma**2 / 2, sigma), hour) for _ in range(count)]


def days_of(people: int, count: int, *, first: date = MONDAY, half_hour: int = 16) -> list[Came]:
    """So many people on each of so many days of the same weekday."""
    return [
        Came(first + timedelta(weeks=week), half_hour, "births", "ordinary")
        for week in range(count)
        for _ in range(people)
    ]


def times(*history: Lasted) -> Expectation:
    return learn(CATALOG, History(history, []))


def test_on_the_first_day_the_catalogue_is_believed():
    learnt, believed = learn(CATALOG, History([], [])), usual(CATALOG)
    for service_id, took in believed.took.items():
        assert learnt.took[service_id].mean == pytest.approx(took.mean)
        assert learnt.took[service_id].variation == pytest.approx(took.variation)
    assert learnt.mix == pytest.approx(believed.mix)
    assert learnt.week[0] == pytest.approx(believed.week[0])
    assert (learnt.absent, learnt.spread, learnt.scale) == pytest.approx((believed.absent, believed.spread, 1.0))


def test_with_many_visits_the_offices_own_times_are_believed():
    took = times(*lasted(3000, 900)).took["births"]
    assert took.mean == pytest.approx(900, rel=0.05)
    assert took.variation == pytest.approx(0.6, abs=0.06)
    assert times(*lasted(3000, 900)).took["land"].mean == pytest.approx(480)


def test_a_few_visits_move_the_belief_a_little():
    assert 480 < times(*lasted(5, 900)).took["births"].mean < 700


def test_visits_that_lasted_over_lunch_or_were_ended_by_mistake_change_little():
    honest = lasted(300, 600)
    odd = [Lasted("births", 7200, 9)] * 6 + [Lasted("births", 0, 9)] * 6
    assert times(*honest, *odd).took["births"].mean == pytest.approx(times(*honest).took["births"].mean, rel=0.08)


def test_an_hour_that_is_slower_is_known_where_there_is_enough_to_tell():
    by_hour = (
        times(*lasted(400, 600, hour=9), *lasted(200, 900, hour=14, seed=2), *lasted(10, 2000, hour=16))
        .took["births"]
        .by_hour
    )
    assert by_hour[14] > 1.15
    assert by_hour[9] < 1.0
    assert 16 not in by_hour


def test_arrivals_follow_the_offices_own_weekday_and_half_hour():
    learnt = learn(CATALOG, History([], days_of(120, 8) + days_of(30, 8, first=MONDAY + timedelta(days=1))))
    assert learnt.week[0][16] == pytest.approx(120 * 8 / 11, rel=0.1)
    assert learnt.week[0][16] > 2.5 * learnt.week[1][16]
    assert sum(learnt.week[6]) == 0


def test_a_day_never_seen_is_expected_in_the_size_of_the_others():
    small, large = (learn(CATALOG, History([], days_of(people, 8))) for people in (40, 400))
    assert 6 < sum(large.week[3]) / sum(small.week[3]) < 10


def test_the_mix_follows_what_people_come_for():
    elderly = replace(days_of(1, 1)[0], priority_class="elderly_75")
    mix = learn(CATALOG, History([], [*days_of(300, 1), *[elderly] * 100])).mix
    assert mix[LineKey("births", "elderly_75")] == pytest.approx(100 / 440, abs=0.03)
    assert sum(mix.values()) == pytest.approx(1.0)


def test_a_service_that_is_gone_is_not_expected_any_more():
    gone = replace(days_of(1, 1)[0], service_id="no longer offered")
    assert {key.service_id for key in learn(CATALOG, History([], [gone] * 50)).mix} == {"births", "land"}


def test_the_share_of_absences_is_learnt_from_calls():
    assert learn(CATALOG, History([], [], calls=5000, absences=500)).absent == pytest.approx(0.1, abs=0.005)
    assert learn(CATALOG, History([], [], calls=10, absences=10)).absent < 0.15


def test_days_that_are_alike_have_a_small_spread_and_days_that_differ_a_large_one():
    alike = learn(CATALOG, History([], days_of(200, 8))).spread
    differing = [
        one for week in range(8) for one in days_of(100 + 200 * (week % 2), 1, first=MONDAY + timedelta(weeks=week))
    ]
    assert alike < 0.1 < 0.3 < learn(CATALOG, History([], differing)).spread


def test_what_is_learnt_of_an_hour_reaches_the_times_that_are_drawn():
    learnt = times(*lasted(400, 600, hour=9), *lasted(400, 1200, hour=14, seed=2))

    def mean(hour: int) -> float:
        drawn, random = learnt.times(CATALOG, hour), Random(1)
        return sum(drawn.whole("births", random) for _ in range(3000)) / 3000

    assert mean(14) > 1.5 * mean(9)

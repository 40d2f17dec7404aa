"""Which counter to open, for how long, and what that is worth."""

from dataclasses import replace
from random import Random

import pytest

from queue_server.domain.advice import Aim, Prospect, aim_of, prospect
from queue_server.domain.demand import Demand, Rate
from queue_server.domain.foresight import Outlook, outlook
from queue_server.domain.hall import LineKey, moment
from queue_server.domain.limits import Limits
from queue_server.domain.stepping import Shift
from tests.unit.domain.hall_builder import START, PlayedHall, catalog

NOW = moment(START)
HOUR = 3600.0
AIM = aim_of(Limits())


def hall_with(skills: dict[str, str], waiting: str, *, at_work: str = "1") -> PlayedHall:
    hall = PlayedHall(catalog(skills))
    for one, counter in hall.hall.counters.items():
        counter.state = "open" if one in at_work else "closed"
    for service in waiting:
        hall.arrive(service)
    return hall


def seen(hall: PlayedHall, per_hour: float = 6.0, closes: float = NOW + 4 * HOUR) -> Outlook:
    doors = (NOW - HOUR, closes)
    demand = Demand((Rate(*doors, per_hour),), {LineKey("a", "ordinary"): 1.0}, (doors,))
    shifts = {one: (Shift(NOW, closes),) if c.state == "open" else () for one, c in hall.hall.counters.items()}
    return outlook(hall.hall, hall.policy, demand, shifts)


def look(hall: PlayedHall, view: Outlook | None = None, aim: Aim = AIM) -> Prospect:
    return prospect(hall.hall, view or seen(hall), aim, moment(hall.now), Random(5), runs=30)


def test_a_quiet_hour_needs_no_advice() -> None:
    hall = hall_with({"1": "a", "2": "a"}, "a")
    found = look(hall, seen(hall, per_hour=1.0))
    assert found.share > 0.9
    assert found.advice is None
    assert 1 < found.people < 3


def test_a_long_line_is_answered_by_opening_a_counter_that_makes_it_better() -> None:
    found = look(hall_with({"1": "a", "2": "a"}, "a" * 12))
    assert found.share < 0.6
    assert found.advice is not None
    assert found.advice.counter_ids == ("2",)
    assert found.advice.share > found.share + 0.1


def test_a_counter_opens_after_the_lead_and_closes_at_a_full_five_minutes() -> None:
    hall = hall_with({"1": "a", "2": "a"}, "a" * 12)
    advice = look(hall, aim=replace(AIM, lead=720.0)).advice
    assert advice is not None
    assert advice.opens == moment(hall.now) + 720.0
    assert advice.closes % 300 == 0
    assert 1800 <= advice.cost <= 5700


def test_nobody_is_asked_to_stay_longer_than_the_office_is_open() -> None:
    hall = hall_with({"1": "a", "2": "a"}, "a" * 12)
    advice = look(hall, seen(hall, closes=NOW + 1500)).advice
    assert advice is not None
    assert advice.closes == NOW + 1500


def test_a_counter_is_not_opened_for_the_time_after_the_office_has_closed() -> None:
    hall = hall_with({"1": "a", "2": "a"}, "a" * 12)
    assert look(hall, seen(hall, closes=NOW + 300)).advice is None


def test_in_a_hall_too_full_for_any_share_a_counter_is_still_opened_for_a_shorter_wait() -> None:
    found = look(hall_with({"1": "a", "2": "a"}, "a" * 40))
    assert found.share < 0.1
    assert found.advice is not None
    assert found.advice.wait < found.wait * 0.9


def test_a_counter_that_can_serve_none_of_the_late_people_is_never_advised() -> None:
    found = look(hall_with({"1": "a", "2": "b"}, "a" * 12))
    assert found.share < 0.6
    assert found.advice is None


def test_of_two_counters_the_one_that_helps_more_is_opened() -> None:
    hall = hall_with({"1": "ab", "2": "b", "3": "ab"}, "aaab" * 4)
    advice = look(hall).advice
    assert advice is not None
    assert advice.counter_ids[0] == "3"


def test_where_one_counter_is_not_enough_two_are_advised_and_no_more_than_help() -> None:
    hall = hall_with({"1": "a", "2": "a", "3": "a", "4": "b"}, "a" * 10)
    one, two = look(hall, aim=replace(AIM, goal=0.3)).advice, look(hall).advice
    assert one is not None
    assert two is not None
    assert len(one.counter_ids) == 1
    assert set(two.counter_ids) == {"2", "3"}
    assert two.share > one.share + 0.03
    assert two.cost > one.cost


def test_a_small_trouble_asks_for_less_of_a_counter_than_a_great_one() -> None:
    short, long = (hall_with({"1": "a", "2": "a"}, "a" * waiting) for waiting in (5, 8))
    small, great = look(short, seen(short, 2.0), replace(AIM, goal=0.8)), look(long, seen(long, 8.0))
    assert small.advice is not None
    assert great.advice is not None
    assert small.advice.share >= 0.8
    assert small.advice.cost < great.advice.cost


def test_one_late_person_alone_is_no_reason_to_open_a_counter() -> None:
    assert not Prospect(people=4.0, share=0.75).exceeds(0.1)
    assert Prospect(people=40.0, share=0.75).exceeds(0.1)
    assert not Prospect(people=40.0, share=0.95).exceeds(0.1)


def test_whoever_paused_is_back_sooner_than_whoever_must_be_found() -> None:
    hall = hall_with({"1": "a", "2": "a"}, "a" * 12)
    hall.hall.counters["2"].state = "paused"
    view = seen(hall)
    advice = look(hall, replace(view, shifts={**view.shifts, "2": ()})).advice
    assert advice is not None
    assert advice.opens == pytest.approx(moment(hall.now) + 60)


def test_looking_ahead_changes_nothing_and_says_the_same_twice() -> None:
    hall = hall_with({"1": "a", "2": "a"}, "a" * 12)
    before = [order for order, _ in hall.hall.arrivals]
    assert look(hall) == look(hall)
    assert [order for order, _ in hall.hall.arrivals] == before
    assert hall.hall.counters["2"].state == "closed"

"""Why this one? What decided a call, in facts that a sentence can be made of."""

from dataclasses import replace
from datetime import timedelta

from queue_server.domain.catalog import Catalog
from queue_server.domain.hall import moment
from queue_server.domain.policy import BALANCED, FAIR, Policy
from queue_server.domain.selection import Reason, Why, explain
from tests.unit.domain.hall_builder import PlayedHall, catalog


def why(hall: PlayedHall, counter_id: str = "1") -> Reason:
    reason = explain(hall.hall, hall.hall.counters[counter_id], hall.policy, moment(hall.now))
    assert reason is not None
    assert reason.visit_id == hall.call_next(counter_id)
    return reason


def with_times(minutes: dict[str, float], skills: dict[str, str], policy: Policy = FAIR) -> Catalog:
    office = catalog(skills, policy=policy)
    services = {
        one.id: replace(one, mean_time=timedelta(minutes=minutes.get(one.id, 8))) for one in office.services.values()
    }
    return replace(office, services=services)


def test_nobody_waiting_needs_no_reason() -> None:
    hall = PlayedHall(catalog({"1": "a"}))
    assert explain(hall.hall, hall.hall.counters["1"], FAIR, moment(hall.now)) is None


def test_the_only_one_and_the_earliest_are_told_apart() -> None:
    hall = PlayedHall(catalog({"1": "a"}))
    hall.arrive("a")
    hall.arrive("a")
    hall.wait(3)
    assert [why(hall).why, why(hall).why] == [Why.EARLIEST, Why.ONLY]


def test_a_priority_class_is_the_reason_when_it_passes_over_others() -> None:
    hall = PlayedHall(catalog({"1": "a"}))
    hall.arrive("a")
    hall.wait(2)
    hall.arrive("a", "elderly_75")
    reason = why(hall)
    assert (reason.why, reason.passed_over) == (Why.PRIORITY, 1)


def test_an_appointment_is_the_reason_when_it_passes_over_others() -> None:
    hall = PlayedHall(catalog({"1": "a"}))
    hall.arrive("a")
    hall.wait(1)
    hall.arrive("a", minutes=0)
    assert why(hall).why is Why.APPOINTMENT


def test_a_short_service_is_the_reason_when_it_passes_over_a_long_one() -> None:
    hall = PlayedHall(with_times({"a": 3, "b": 20}, {"1": "ab"}))
    hall.arrive("b")
    hall.arrive("a")
    assert why(hall).why is Why.SHORT_SERVICE


def test_a_scarce_service_is_the_reason_when_few_counters_offer_it() -> None:
    hall = PlayedHall(catalog({"1": "ab", "2": "a", "3": "a", "4": "a"}))
    hall.arrive("a")
    for _ in range(4):
        hall.arrive("b")
    assert why(hall).why is Why.SCARCE_SERVICE


def test_the_bound_is_the_reason_when_somebody_was_passed_over_too_often() -> None:
    hall = PlayedHall(catalog({"1": "a"}))
    name = hall.arrive("a")
    for _ in range(6):
        hall.arrive("a", "elderly_75")
    for _ in range(5):
        assert why(hall).why is Why.PRIORITY
    reason = why(hall)
    assert (reason.visit_id, reason.why, reason.overtaken, reason.bound) == (name, Why.AT_BOUND, 5, 5)


def test_a_counter_for_priority_people_is_the_reason_there() -> None:
    hall = PlayedHall(catalog({"1": "a"}, reserved="1"))
    hall.arrive("a")
    hall.wait(90)
    hall.arrive("a", "elderly_75")
    assert why(hall).why is Why.COUNTER_FOR_CLASS


def test_balanced_keeps_the_promise_that_can_still_be_kept() -> None:
    hall = PlayedHall(catalog({"1": "ab"}, policy=BALANCED))
    hall.arrive("a")
    hall.wait(9)
    hall.arrive("b")
    hall.wait(7)
    assert why(hall).why is Why.KEEPS_PROMISE

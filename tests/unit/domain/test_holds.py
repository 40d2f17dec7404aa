"""Those who are set aside come back: the forecast counts with them, and tells them too."""

from dataclasses import replace
from random import Random
from statistics import fmean

import pytest

from queue_server.domain.foresight import Outlook, foresee
from queue_server.domain.hall import Hall, Waiting
from queue_server.domain.holds import LONGEST_HOLD, USUAL_HOLD, Held, returning, usual_hold
from queue_server.domain.newcomers import foresee_hall
from queue_server.domain.policy import FAIR, FIFO
from tests.unit.domain.test_newcomers import BIRTHS, ELDERLY, LAND, NOW, hall_with, view_of

MINUTE = 60.0


def quiet(hall: Hall, *held: Held) -> Outlook:
    """Nobody else comes."""
    return replace(view_of(hall, FAIR, per_hour=0.0), held=held)


def busy_hall() -> Hall:
    """One counter for births, just taken, with two who wait."""
    hall = hall_with(0, c2="closed", c3="closed")
    hall.occupy("1", "served", "births", NOW)
    for at in (1, 2):
        hall.add(BIRTHS, Waiting((NOW - at * MINUTE, f"waiting {at}")))
    return hall


def test_a_hold_with_an_end_comes_back_then_and_an_overdue_one_at_once() -> None:
    held = [Held("later", BIRTHS, NOW - 900, due=NOW + 300), Held("over", LAND, NOW - 800, overtaken=2, due=NOW - 5)]
    back = returning(held, USUAL_HOLD, NOW, Random(1))
    assert [(one.visit_id, one.at, one.place, one.overtaken) for one in back] == [
        ("over", NOW, NOW - 800, 2),
        ("later", NOW + 300, NOW - 900, 0),
    ]


def test_a_hold_without_an_end_lasts_as_long_as_such_holds_do() -> None:
    random = Random(1)
    waits = [returning([Held("open", BIRTHS, NOW)], 600.0, NOW, random)[0].at - NOW for _ in range(4000)]
    assert fmean(waits) == pytest.approx(600.0, rel=0.05)


def test_the_usual_hold_is_learnt_and_a_forgotten_one_teaches_little() -> None:
    assert usual_hold([]) == USUAL_HOLD
    assert usual_hold([300.0] * 1000) == pytest.approx(306.0, abs=1)
    assert usual_hold([40 * 3600.0] * 1000) <= LONGEST_HOLD


def test_somebody_held_is_told_the_hold_and_the_wait_after_it() -> None:
    hall = busy_hall()
    held = Held("held", BIRTHS, NOW - 20 * MINUTE, due=NOW + 90 * MINUTE)
    waits = foresee_hall(hall, quiet(hall, held), (), NOW, Random(1), runs=40).visits
    assert min(waits["held"]) >= 90 * MINUTE
    assert waits["held"][20] < 95 * MINUTE
    assert foresee(hall, quiet(hall, held), ["held"], NOW, Random(1))["held"][20] < 95 * MINUTE


@pytest.mark.parametrize("policy", [FAIR, FIFO], ids=lambda policy: policy.name)
def test_those_who_wait_reckon_with_who_comes_back_to_an_older_place(policy) -> None:
    hall = busy_hall()
    view = replace(view_of(hall, policy, per_hour=0.0), held=(Held("held", BIRTHS, NOW - 20 * MINUTE, due=NOW),))
    alone = foresee_hall(hall, replace(view, held=()), (BIRTHS,), NOW, Random(1), runs=200)
    with_him = foresee_hall(hall, view, (BIRTHS,), NOW, Random(1), runs=200)
    service = hall.catalog.services["births"].mean_time.total_seconds()
    for before, after in (
        (alone.visits["waiting 2"], with_him.visits["waiting 2"]),
        (alone.newcomers[BIRTHS], with_him.newcomers[BIRTHS]),
    ):
        assert fmean(after) - fmean(before) == pytest.approx(service, rel=0.25)


def test_somebody_held_who_was_passed_over_to_the_bound_goes_before_priority() -> None:
    hall = busy_hall()
    hall.add(ELDERLY, Waiting((NOW - 10 * MINUTE, "old")))
    held = Held("held", BIRTHS, NOW - 5 * MINUTE, overtaken=FAIR.max_overtakes, due=NOW)
    waits = foresee_hall(hall, quiet(hall, held), (), NOW, Random(1), runs=30).visits
    assert fmean(waits["held"]) < fmean(waits["old"])


def test_nobody_is_told_anything_where_no_counter_can_serve_them_after_the_hold() -> None:
    hall = hall_with(0, c1="closed", c2="closed", c3="closed")
    waits = foresee_hall(hall, quiet(hall, Held("held", BIRTHS, NOW, due=NOW)), (), NOW, Random(1), runs=3)
    assert waits.visits == {}

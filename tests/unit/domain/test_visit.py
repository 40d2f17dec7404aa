"""The moves of a visit, and what is measured of it."""

from datetime import timedelta

import pytest

from queue_server.domain import measures
from queue_server.domain import visit as moves
from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.visit import Leg, State, Target, Visit
from tests.unit.domain.hall_builder import START, PlayedHall, catalog

MINUTE = timedelta(minutes=1)


def arrived(*services: str) -> Visit:
    hall = PlayedHall(catalog({"1": "abc"}))
    visit = hall.visits[hall.arrive("a")]
    planned = tuple(Leg(at, service, State.PLANNED) for at, service in enumerate(services, start=2))
    return moves.replace(visit, legs=(*visit.legs, *planned), arrived_at=START, order_at=START)


def test_the_wait_ends_at_the_call_that_was_answered() -> None:
    visit = arrived()
    absent = moves.mark_no_show(moves.call(visit, "1", START + 5 * MINUTE), START + 6 * MINUTE, absences_to_end=3)
    served = moves.serve(moves.call(absent, "1", START + 12 * MINUTE), START + 13 * MINUTE)
    assert round(measures.total_wait(served, START + 60 * MINUTE) / MINUTE, 3) == 12


def test_service_time_leaves_holds_out() -> None:
    visit = moves.serve(moves.call(arrived(), "1", START), START)
    held = moves.hold(visit, START + 4 * MINUTE)
    back = moves.resume_at(held, "2", START + 20 * MINUTE)
    done = moves.complete(back, START + 23 * MINUTE)
    assert measures.total_service(done, START + 90 * MINUTE) == 7 * MINUTE
    assert done.state is State.COMPLETED


def test_a_visit_of_several_services_waits_for_the_next_after_each() -> None:
    visit = arrived("b", "c")
    first = moves.complete(moves.serve(moves.call(visit, "1", START), START), START + 5 * MINUTE)
    assert (first.state, first.leg.service_id, first.leg.wait_from) == (State.WAITING, "b", START + 5 * MINUTE)
    served = moves.serve(moves.call(first, "1", START + 8 * MINUTE), START + 8 * MINUTE)
    second = moves.complete(served, START + 9 * MINUTE)
    assert second.leg.service_id == "c"


def test_a_transfer_with_return_comes_back_to_the_counter_it_left() -> None:
    visit = moves.serve(moves.call(arrived("c"), "1", START), START)
    sent = moves.transfer(visit, Target("b"), comes_back=True, now=START + MINUTE)
    assert [leg.state for leg in sent.legs] == [State.TRANSFERRED, State.PLANNED, State.WAITING]
    back = moves.complete(moves.serve(moves.call(sent, "2", START), START), START + 3 * MINUTE)
    assert (back.leg.service_id, back.leg.target_counter_id) == ("a", "1")
    last = moves.complete(moves.serve(moves.call(back, "1", START), START), START + 4 * MINUTE)
    assert last.leg.service_id == "c"


def test_a_transferred_leg_keeps_its_service_time() -> None:
    visit = moves.serve(moves.call(arrived(), "1", START), START)
    sent = moves.transfer(visit, Target("b"), comes_back=False, now=START + 6 * MINUTE)
    assert sent.legs[0].served == 6 * MINUTE


def test_the_third_absence_ends_the_visit() -> None:
    visit = arrived()
    for minute in (1, 2):
        visit = moves.mark_no_show(moves.call(visit, "1", START), START + minute * MINUTE, absences_to_end=3)
        assert visit.state is State.WAITING
    visit = moves.mark_no_show(moves.call(visit, "1", START), START + 3 * MINUTE, absences_to_end=3)
    assert (visit.state, visit.leg.state, visit.ended_at) == (State.NO_SHOW, State.NO_SHOW, START + 3 * MINUTE)


def test_a_clock_that_steps_back_gives_no_negative_wait() -> None:
    visit = moves.serve(moves.call(arrived(), "1", START - 10 * MINUTE), START - 10 * MINUTE)
    done = moves.complete(visit, START - 20 * MINUTE)
    assert measures.total_wait(done, START) == timedelta(0)
    assert measures.total_service(done, START) == timedelta(0)


def test_within_target_is_open_until_the_call_is_answered_or_late() -> None:
    def target(service_id: str) -> timedelta:
        return 15 * MINUTE

    visit = arrived()
    assert measures.within_target(visit, target, START + 10 * MINUTE) is None
    assert measures.within_target(visit, target, START + 16 * MINUTE) is False
    called = moves.call(visit, "1", START + 14 * MINUTE)
    assert measures.within_target(moves.serve(called, START + 30 * MINUTE), target, START + 40 * MINUTE) is True


STATES = {
    "waiting": arrived,
    "called": lambda: moves.call(arrived(), "1", START),
    "serving": lambda: moves.serve(moves.call(arrived(), "1", START), START),
    "held": lambda: moves.hold(moves.call(arrived(), "1", START), START),
    "completed": lambda: moves.complete(STATES["serving"](), START),
    "cancelled": lambda: moves.cancel(arrived(), START),
}
MOVES = {
    "call": (lambda visit: moves.call(visit, "1", START), {"waiting"}),
    "recall": (moves.recall, {"called"}),
    "serve": (lambda visit: moves.serve(visit, START), {"called"}),
    "hold": (lambda visit: moves.hold(visit, START), {"called", "serving"}),
    "resume": (lambda visit: moves.resume_at(visit, "1", START), {"held"}),
    "resume waiting": (lambda visit: moves.resume_waiting(visit, START), {"held"}),
    "transfer": (
        lambda visit: moves.transfer(visit, Target("b"), comes_back=False, now=START),
        {"called", "serving"},
    ),
    "complete": (lambda visit: moves.complete(visit, START), {"serving"}),
    "no-show": (lambda visit: moves.mark_no_show(visit, START, absences_to_end=3), {"called"}),
    "cancel": (lambda visit: moves.cancel(visit, START), {"waiting", "called", "held"}),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("move", MOVES)
def test_each_move_is_allowed_from_its_states_only(move: str, state: str) -> None:
    act, allowed = MOVES[move]
    visit = STATES[state]()
    if state in allowed:
        assert act(visit) is not visit
        return
    with pytest.raises(Refused) as refused:
        act(visit)
    assert refused.value.code is Refusal.ILLEGAL_MOVE
    assert refused.value.facts["state"] == state

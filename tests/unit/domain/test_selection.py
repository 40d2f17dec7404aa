"""The order of calling: short for priority people, and nobody is passed over more than the bound allows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queue_server.domain import selection
from queue_server.domain import visit as moves
from queue_server.domain.visit import State
from tests.unit.domain.hall_builder import PlayedHall, catalog

SKILLS = {"1": "ab", "2": "bc", "3": "abc"}
ARRIVAL = st.tuples(st.just("arrive"), st.sampled_from("abc"), st.sampled_from(["ordinary", "ordinary", "elderly_75"]))
CALL = st.tuples(st.just("call"), st.sampled_from("123"), st.none())
PASSING = st.tuples(st.just("pass"), st.floats(0.1, 25), st.none())
ABSENCE = st.tuples(st.just("hold"), st.integers(0, 50), st.none())
STEPS = st.lists(st.one_of(ARRIVAL, ARRIVAL, CALL, CALL, PASSING, ABSENCE), max_size=150)


def play(hall: PlayedHall, steps: list[tuple[str, object, object]]) -> int:
    """Play the steps; the most often that anybody was passed over, counted by hand from arrivals and calls."""
    passed: dict[str, int] = {}
    for kind, what, how in steps:
        if kind == "arrive":
            hall.arrive(str(what), str(how))
        elif kind == "pass":
            hall.wait(float(str(what)))
        elif kind == "hold":
            hold_and_return(hall, int(str(what)))
        else:
            count_passed(hall, str(what), passed)
    return max(passed.values(), default=0)


def hold_and_return(hall: PlayedHall, which: int) -> None:
    """Call someone out of turn, set him aside and let him wait again in his old place."""
    waiting = hall.waiting()
    if waiting:
        visit = moves.call(waiting[which % len(waiting)], "1", hall.now)
        hall.put(moves.resume_waiting(moves.hold(visit, hall.now), hall.now))


def count_passed(hall: PlayedHall, counter_id: str, passed: dict[str, int]) -> None:
    able = hall.hall.counters[counter_id].desk.services
    before = {visit.visit_id: visit for visit in hall.waiting()}
    called = hall.call_next(counter_id)
    if called is None:
        return
    for name, visit in before.items():
        if visit.order_at < before[called].order_at and visit.leg.service_id in able:
            passed[name] = passed.get(name, 0) + 1


@settings(max_examples=200, deadline=None)
@given(STEPS)
def test_nobody_is_ever_passed_over_more_often_than_the_bound(steps: list[tuple[str, object, object]]) -> None:
    hall = PlayedHall(catalog(SKILLS, prefers="2"))
    assert play(hall, steps) <= 5


def test_without_the_bound_the_same_count_goes_beyond_it() -> None:
    hall = PlayedHall(catalog(SKILLS, prefers="2", bound=1_000_000))
    flood = [("arrive", "a", "ordinary"), *[("arrive", "a", "elderly_75"), ("call", "1", None)] * 9]
    assert play(hall, flood) > 5


@settings(max_examples=100, deadline=None)
@given(STEPS)
def test_the_people_ahead_are_exactly_those_called_before(steps: list[tuple[str, object, object]]) -> None:
    hall = PlayedHall(catalog({"1": "abc"}))
    play(hall, [step for step in steps if step[0] != "call" or step[1] == "1"])
    told = {visit.visit_id: hall.ahead(visit.visit_id) for visit in hall.waiting()}
    hall.called.clear()
    while hall.call_next("1"):
        pass
    assert {name: place for place, name in enumerate(hall.called)} == told


@settings(max_examples=200, deadline=None)
@given(STEPS, st.sampled_from(["ordinary", "elderly_75"]))
def test_a_new_ticket_is_told_the_place_that_playing_it_out_gives(
    steps: list[tuple[str, object, object]], priority_class: str
) -> None:
    hall = PlayedHall(catalog({"1": "abc", "2": "ab"}))
    play(hall, [step for step in steps if step[0] != "call" or step[1] != "3"])
    name = hall.arrive("a", priority_class)
    order = [other for _, other in selection.call_order(hall.hall, list(hall.hall.lines.items()))]
    assert hall.ahead(name) == order.index(name)


def test_a_priority_visit_goes_before_ordinary_ones_of_the_last_half_hour() -> None:
    hall = PlayedHall(catalog({"1": "a"}))
    early = hall.arrive("a")
    hall.wait(31)
    late = hall.arrive("a")
    elderly = hall.arrive("a", "elderly_75")
    assert [hall.call_next("1") for _ in range(3)] == [early, elderly, late]


def test_a_line_keeps_its_order_whatever_the_load() -> None:
    hall = PlayedHall(catalog(SKILLS))
    names = [hall.arrive("b") for _ in range(30)]
    for at in range(30):
        hall.call_next("123"[at % 3])
    assert hall.called == names


def test_a_counter_takes_only_what_it_can_serve() -> None:
    hall = PlayedHall(catalog(SKILLS))
    hall.arrive("c")
    assert hall.call_next("1") is None


def test_a_preferring_counter_takes_its_classes_first_and_others_when_idle() -> None:
    hall = PlayedHall(catalog({"1": "a"}, prefers="1"))
    early = hall.arrive("a")
    hall.wait(60)
    elderly = hall.arrive("a", "elderly_75")
    assert [hall.call_next("1"), hall.call_next("1")] == [elderly, early]


def test_a_reserved_counter_takes_others_only_when_none_of_its_classes_waits() -> None:
    hall = PlayedHall(catalog({"1": "a"}, reserved="1"))
    ordinary = [hall.arrive("a") for _ in range(2)]
    elderly = [hall.arrive("a", "elderly_75") for _ in range(8)]
    assert [hall.call_next("1") for _ in range(10)] == [*elderly, *ordinary]


def test_a_visit_sent_to_a_counter_waits_for_it_only_while_it_is_at_work() -> None:
    hall = PlayedHall(catalog(SKILLS))
    name = hall.arrive("b")
    visit = hall.visits[name]
    target = moves.Target("b", counter_id="1")
    hall.put(moves.transfer(moves.call(visit, "2", hall.now), target, comes_back=False, now=hall.now))
    assert hall.call_next("3") is None
    hall.hall.counters["1"].state = "closed"
    assert hall.call_next("3") == name


def test_a_held_visit_keeps_its_place() -> None:
    hall = PlayedHall(catalog({"1": "a"}))
    first, second = hall.arrive("a"), hall.arrive("a")
    held = moves.hold(moves.call(hall.visits[first], "1", hall.now), hall.now)
    hall.put(held)
    hall.wait(5)
    hall.put(moves.resume_waiting(held, hall.now))
    assert [hall.call_next("1"), hall.call_next("1")] == [first, second]


def test_an_absent_visit_goes_to_the_end_of_its_line() -> None:
    hall = PlayedHall(catalog({"1": "a"}))
    first, second = hall.arrive("a"), hall.arrive("a")
    hall.wait(1)
    hall.put(moves.mark_no_show(moves.call(hall.visits[first], "1", hall.now), hall.now, absences_to_end=3))
    assert [hall.call_next("1"), hall.call_next("1")] == [second, first]


def test_ties_go_to_the_earlier_ticket() -> None:
    hall = PlayedHall(catalog({"1": "ab"}))
    names = [hall.arrive(service) for service in "abab"]
    assert [hall.call_next("1") for _ in names] == names


@pytest.mark.parametrize("waiting", [1, 40])
def test_nobody_is_counted_ahead_of_a_service_that_shares_no_counter(waiting: int) -> None:
    hall = PlayedHall(catalog({"1": "a", "2": "b"}))
    for _ in range(waiting):
        hall.arrive("a")
    assert hall.ahead(hall.arrive("b")) == 0


def test_the_whole_order_lists_everyone_once() -> None:
    hall = PlayedHall(catalog(SKILLS))
    for at in range(60):
        hall.arrive("abc"[at % 3], "elderly_75" if at % 4 == 0 else "ordinary")
        hall.wait(0.5)
    order = [name for _, name in selection.call_order(hall.hall, list(hall.hall.lines.items()))]
    assert sorted(order) == sorted(visit.visit_id for visit in hall.visits.values() if visit.state is State.WAITING)

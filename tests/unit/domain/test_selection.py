"""The order of calling: short for priority people, and nobody is passed over more than the bound allows."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queue_server.domain import visit as moves
from queue_server.domain.ahead import call_order
from queue_server.domain.catalog import Catalog
from queue_server.domain.hall import moment
from queue_server.domain.policy import BALANCED, FAIR, FIFO, STRICT, UNBOUNDED, Policy
from queue_server.domain.selection import choose, dispatch
from queue_server.domain.visit import State, Visit
from tests.unit.domain.hall_builder import PlayedHall, catalog

SKILLS = {"1": "ab", "2": "bc", "3": "abc"}
CLASSES = ("ordinary", "elderly_75")
COUNTER = st.sampled_from("123")
ARRIVAL = st.tuples(st.just("arrive"), st.sampled_from("abc"), st.sampled_from(["ordinary", "ordinary", "elderly_75"]))
CALL = st.tuples(st.just("call"), COUNTER, st.none())
PASSING = st.tuples(st.just("pass"), st.floats(0.1, 25), st.none())
HOLD = st.tuples(st.just("hold"), st.integers(0, 50), st.none())
APPOINTMENT = st.tuples(st.just("appointment"), st.sampled_from("abc"), st.integers(-20, 20))
TURN = st.tuples(st.just("turn"), COUNTER, st.sampled_from(["open", "paused", "closed"]))
TRANSFER = st.tuples(st.just("transfer"), st.integers(0, 50), COUNTER)
CORRECTION = st.tuples(st.just("correct"), st.integers(0, 50), st.sampled_from(CLASSES))
COMING = st.lists(st.one_of(ARRIVAL, ARRIVAL, CALL, CALL, PASSING, HOLD, APPOINTMENT), max_size=150)
STEPS = st.lists(
    st.one_of(ARRIVAL, ARRIVAL, CALL, CALL, PASSING, HOLD, APPOINTMENT, TURN, TRANSFER, CORRECTION), max_size=150
)
RESERVED = st.sampled_from(["", "1", "3", "13"])
Steps = list[tuple[str, object, object]]
AT_ONE_MOMENT = [FIFO, STRICT, replace(FAIR, scarcity=0.0), replace(BALANCED, scarcity=0.0)]
"""Their keys do not depend on who else waits, so that an order told now is the order played out now."""


class Witness:
    """Plays steps on a hall, and counts by hand, from arrivals and calls, how often each visit was passed over."""

    def __init__(self, office: Catalog) -> None:
        self.hall = PlayedHall(office)
        self.passed: dict[str, int] = {}

    def play(self, steps: Steps) -> int:
        for kind, what, how in steps:
            getattr(self, kind)(what, how)
        return max(self.passed.values(), default=0)

    def arrive(self, service: str, priority_class: str) -> None:
        self.hall.arrive(service, priority_class)

    def appointment(self, service: str, minutes: int) -> None:
        self.hall.arrive(service, minutes=minutes)

    def turn(self, counter_id: str, state: str) -> None:
        self.hall.hall.counters[counter_id].state = state

    def hold(self, which: int, _: None) -> None:
        """Call someone out of turn, set him aside and let him wait again in his old place."""
        visit = self._one(which)
        if visit:
            called = moves.call(visit, "1", self.hall.now)
            self.hall.put(moves.resume_waiting(moves.hold(called, self.hall.now), self.hall.now))

    def transfer(self, which: int, counter_id: str) -> None:
        visit = self._one(which)
        if visit:
            service = "abc"[which % 3]
            able = service in SKILLS[counter_id]
            target = moves.Target(service, counter_id=counter_id if able else None)
            called = moves.call(visit, "1", self.hall.now)
            self.hall.put(moves.transfer(called, target, comes_back=False, now=self.hall.now))
            self.passed.pop(visit.visit_id, None)

    def correct(self, which: int, priority_class: str) -> None:
        visit = self._one(which)
        if visit:
            self.hall.put(replace(visit, priority_class=priority_class))

    def call(self, counter_id: str, _: None) -> None:
        counter = self.hall.hall.counters[counter_id]
        if counter.state != "open":
            return
        able = {line.key for line in self.hall.hall.lines_for(counter)}
        # A reserved counter may call nobody else while one of its own classes waits.
        able = {key for key in able if key.priority_class in counter.desk.reserved_for} or able
        before = {one.visit_id: (one, self.hall.hall.place_of(one.visit_id)) for one in self.hall.waiting()}
        called = self.hall.call_next(counter_id)
        for name, (visit, place) in before.items():
            if called and place and place[0].key in able and visit.order_at < before[called][0].order_at:
                self.passed[name] = self.passed.get(name, 0) + 1

    def __getattr__(self, name: str) -> object:
        return {"pass": lambda minutes, _: self.hall.wait(minutes)}[name]

    def _one(self, which: int) -> Visit | None:
        waiting = self.hall.waiting()
        return waiting[which % len(waiting)] if waiting else None


@pytest.mark.parametrize("policy", [FAIR, BALANCED, FIFO], ids=lambda policy: policy.name)
@settings(max_examples=150, deadline=None)
@given(steps=STEPS, reserved=RESERVED)
def test_nobody_is_ever_passed_over_more_often_than_the_bound(policy: Policy, steps: Steps, reserved: str) -> None:
    witness = Witness(catalog(SKILLS, prefers="2", reserved=reserved, policy=policy))
    passed = witness.play(steps)
    assert passed <= policy.max_overtakes
    stored = {visit.visit_id: visit.overtaken for visit in witness.hall.waiting()}
    assert all(witness.passed.get(name, 0) == overtaken for name, overtaken in stored.items())


@pytest.mark.parametrize("policy", [FAIR, BALANCED, STRICT], ids=lambda policy: policy.name)
def test_without_the_bound_the_same_count_goes_beyond_it(policy: Policy) -> None:
    flood: Steps = [("arrive", "a", "ordinary"), *[("arrive", "a", "elderly_75"), ("call", "1", None)] * 9]
    assert Witness(catalog(SKILLS, prefers="2", policy=replace(policy, max_overtakes=UNBOUNDED))).play(flood) == 9
    assert Witness(catalog(SKILLS, prefers="2", policy=replace(policy, max_overtakes=5))).play(flood) == 5


@pytest.mark.parametrize("policy", AT_ONE_MOMENT, ids=lambda policy: policy.name)
@settings(max_examples=60, deadline=None)
@given(steps=COMING)
def test_the_people_ahead_are_exactly_those_called_before(policy: Policy, steps: Steps) -> None:
    witness = Witness(catalog({"1": "abc"}, policy=policy))
    witness.play([step for step in steps if step[0] != "call" or step[1] == "1"])
    hall = witness.hall
    told = {visit.visit_id: hall.ahead(visit.visit_id) for visit in hall.waiting()}
    hall.called.clear()
    while hall.call_next("1"):
        pass
    assert {name: place for place, name in enumerate(hall.called)} == told


@pytest.mark.parametrize("policy", [FAIR, BALANCED, FIFO, STRICT], ids=lambda policy: policy.name)
@settings(max_examples=60, deadline=None)
@given(steps=COMING, priority_class=st.sampled_from(CLASSES))
def test_a_new_ticket_is_told_the_place_that_playing_it_out_gives(
    policy: Policy, steps: Steps, priority_class: str
) -> None:
    witness = Witness(catalog({"1": "abc", "2": "ab"}, policy=policy))
    witness.play([step for step in steps if step[0] != "call" or step[1] != "3"])
    hall = witness.hall
    name = hall.arrive("a", priority_class)
    order = whole_order(hall)
    assert hall.ahead(name) == order.index(name)
    choice = choose(hall.hall, hall.hall.counters["1"], policy, moment(hall.now))
    assert choice is not None
    assert choice.visit_id == order[0]


@settings(max_examples=60, deadline=None)
@given(STEPS, RESERVED)
def test_in_no_hall_does_a_reserved_counter_pass_over_its_own_classes(steps: Steps, reserved: str) -> None:
    witness = Witness(catalog(SKILLS, reserved=reserved))
    witness.play(steps)
    hall = witness.hall
    for counter in hall.hall.counters.values():
        own = [line for line in hall.hall.lines_for(counter) if line.key.priority_class in counter.desk.reserved_for]
        choice = choose(hall.hall, counter, FAIR, moment(hall.now))
        if own and choice:
            assert hall.visits[choice.visit_id].priority_class in counter.desk.reserved_for


@settings(max_examples=100, deadline=None)
@given(STEPS, st.sets(COUNTER, min_size=1), RESERVED)
def test_several_idle_counters_call_whom_one_of_them_would_call_itself(
    steps: Steps, idle: set[str], reserved: str
) -> None:
    witness = Witness(catalog(SKILLS, prefers="2", reserved=reserved))
    witness.play(steps)
    hall, now = witness.hall.hall, moment(witness.hall.now)
    counters = [hall.counters[one] for one in sorted(idle)]
    found = dispatch(hall, counters, FAIR, now)
    alone = {counter.desk.id: choose(hall, counter, FAIR, now) for counter in counters}
    if found is None:
        assert not any(alone.values())
    else:
        assert alone[found[0].desk.id] == found[1]


def test_of_two_idle_counters_the_one_that_can_do_less_else_calls() -> None:
    hall = PlayedHall(catalog({"1": "abc", "2": "a"}))
    name = hall.arrive("a")
    found = dispatch(hall.hall, list(hall.hall.counters.values()), FAIR, moment(hall.now))
    assert found is not None
    assert (found[0].desk.id, found[1].visit_id) == ("2", name)


def whole_order(hall: PlayedHall) -> list[str]:
    lines = list(hall.hall.lines.values())
    return [name for _, name in call_order(hall.hall, lines, hall.policy, moment(hall.now))]


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
    order = whole_order(hall)
    assert sorted(order) == sorted(visit.visit_id for visit in hall.visits.values() if visit.state is State.WAITING)

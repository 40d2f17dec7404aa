"""What a roster may be, how it becomes shifts, and that every step of the search stays inside what is allowed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from queue_server.domain.roster import LEAST_TURN, Room, Roster, grid_of, shifts_of
from queue_server.domain.stepping import Shift, is_open
from tests.unit.domain.hall_builder import catalog

HOUR = 3600.0
DAY = ((7.5 * HOUR, 11.5 * HOUR), (13.5 * HOUR, 17.0 * HOUR))
SKILLS = {"1": "ab", "2": "bc", "3": "abc", "4": "c"}


def room(spans=DAY, skills=SKILLS, needed="abc") -> Room:
    return Room(grid_of(spans), catalog(skills).counters, frozenset(needed))


def test_a_day_is_cut_into_half_hours_and_a_rest() -> None:
    grid = grid_of(((0.0, HOUR), (2 * HOUR, 2 * HOUR + 2400.0)))
    assert grid.pieces == ((0.0, 1800.0), (1800.0, 3600.0), (7200.0, 9000.0), (9000.0, 9600.0))
    assert grid.spans == ((0, 2), (2, 4))


def test_all_counters_all_day_are_so_many_counter_hours() -> None:
    here = room()
    assert here.hours(here.full()) == 4 * 7.5


def test_a_counter_that_ends_with_the_morning_serves_those_who_wait_and_no_longer() -> None:
    here = room()
    grid = here.grid
    morning = Roster(frozenset({(("1", 0), grid.spans[0])}))
    shifts = shifts_of(grid, ("1", "2"), here.open(morning))
    assert shifts["2"] == ()
    assert is_open(shifts["1"], 13 * HOUR)
    assert not is_open(shifts["1"], 14 * HOUR)


def test_a_counter_that_ends_before_the_others_calls_nobody_after() -> None:
    here = room()
    early = Roster(frozenset({(("1", 0), (0, 4))}))
    assert shifts_of(here.grid, ("1",), here.open(early))["1"] == (Shift(7.5 * HOUR, 9.5 * HOUR, drains=False),)


def test_whoever_works_to_the_end_of_the_day_stays_until_the_last_is_served() -> None:
    here = room()
    (shift,) = shifts_of(here.grid, ("1",), here.open(Roster(frozenset({(("1", 1), here.grid.spans[1])}))))["1"]
    assert shift.drains


def test_a_service_is_never_left_without_a_counter() -> None:
    here = room(skills={"1": "ab", "2": "bc"})
    assert here.shorter(here.full()) == []


def test_two_counters_stay_for_the_last_hour() -> None:
    here = room(skills={"1": "a", "2": "a", "3": "a"}, needed="a")
    roster = here.full()
    while steps := here.shorter(roster):
        roster = roster.after(steps[0])
    opened = here.open(roster)
    assert [len(one) for one in opened[-2:]] == [2, 2]
    assert min(len(one) for one in opened) == 1


@settings(max_examples=60)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 1000)), max_size=40))
def test_any_way_of_steps_keeps_what_is_allowed(ways: list[tuple[bool, int]]) -> None:
    here = room()
    roster = here.full()
    for is_longer, which in ways:
        steps = here.longer(roster) if is_longer else here.shorter(roster)
        if not steps:
            continue
        step = steps[which % len(steps)]
        after = roster.after(step)
        assert here.hours(roster) - here.hours(after) == step.hours
        roster = after
        assert here.allows(roster)
        for (_, span), (first, last) in roster.turns:
            assert last - first >= LEAST_TURN
            assert here.grid.spans[span][0] <= first < last <= here.grid.spans[span][1]

"""Days of a scenario: invented or recorded, and played under a policy. The same seed is the same people for each."""

from __future__ import annotations

from random import Random

from queue_server.domain.demand import Times
from queue_server.domain.policy import Policy
from queue_server.domain.rehearsal import Person, Served, draw_people, play_people
from queue_server.domain.stepping import Arrival
from queue_server.simulate.checks import Checked, ScenarioError
from queue_server.simulate.scenario import CLASSES, MINUTE, Scenario

__all__ = ["Person", "Served", "draw_day", "play_day", "recorded_days"]


def draw_day(scenario: Scenario, seed: int) -> list[Person]:
    """One invented day; every chance in it comes from `seed`, and none from what is done with the people."""
    demand = scenario.demand
    times = Times(scenario.catalog, demand.absent, demand.call_time)
    return draw_people(demand, lambda service_id, _, random: times.whole(service_id, random), Random(seed))


def recorded_days(scenario: Scenario) -> list[list[Person]]:
    """The days that the scenario brings along. Raises ScenarioError naming the key of what is impossible in them."""
    return [
        [_recorded(scenario, Checked(f"days[{at}][{row}]", found), row) for row, found in enumerate(day)]
        for at, day in enumerate(scenario.days)
    ]


def play_day(scenario: Scenario, people: list[Person], policy: Policy) -> list[Served]:
    """The day under a policy; the outcome of each of `people`, in their order."""
    return play_people(scenario.hall(), people, scenario.shifts, policy)


def _recorded(scenario: Scenario, row: Checked, number: int) -> Person:
    service, priority_class = row.whole("field"), row.whole("cls")
    if not 0 <= service < len(scenario.services):
        raise ScenarioError(f"{row.path}.field: there is no service {service}.")
    if not 0 <= priority_class < len(CLASSES):
        raise ScenarioError(f"{row.path}.cls: there is no class {priority_class}.")
    at = row.number("t", 0.0, 2 * 24 * 60) * MINUTE
    place = row.number("ref", 0.0, 2 * 24 * 60, at / MINUTE) * MINUTE
    key = scenario.key(service, CLASSES[priority_class])
    arrival = Arrival(at, f"{number:06d}", key, max(at, place))
    lasts, absent = row.number("service", 0.0, 24 * 60) * MINUTE, row.flag("no_show")
    return Person(arrival, scenario.demand.call_time if absent else lasts, absent)

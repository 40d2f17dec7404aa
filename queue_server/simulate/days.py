"""Days of a scenario: invented or recorded, and played under a policy. The same seed is the same people for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from queue_server.domain.demand import Comers, Times
from queue_server.domain.hall import LineKey
from queue_server.domain.policy import Policy
from queue_server.domain.stepping import Arrival, Future, play
from queue_server.simulate.checks import Checked, ScenarioError
from queue_server.simulate.scenario import CLASSES, MINUTE, Scenario


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a day: when they came, what they need, and the truth that no policy may see."""

    arrival: Arrival
    service_time: float
    absent: bool


@dataclass(frozen=True, slots=True)
class Served:
    """What became of one person. Seconds; `wait` is None for somebody whom nobody ever called.

    It counts from the arrival, or from the slot of somebody who was early. `overtakes` are later places called before,
    by a counter that could have called this one.
    """

    priority_class: str
    service_id: str
    came_at: float
    wait: float | None
    overtakes: int
    absent: bool


def draw_day(scenario: Scenario, seed: int) -> list[Person]:
    """One invented day; every chance in it comes from `seed`, and none from what is done with the people."""
    random = Random(seed)
    demand = scenario.demand
    times = Times(scenario.catalog, demand.absent, demand.call_time)
    pace = demand.pace(0, -1.0, random)
    return [
        Person(arrival, times.whole(arrival.key.service_id, random), random.random() < demand.absent)
        for arrival in _in_order(Comers(demand).after(-1.0, random, pace))
    ]


def recorded_days(scenario: Scenario) -> list[list[Person]]:
    """The days that the scenario brings along. Raises ScenarioError naming the key of what is impossible in them."""
    return [
        [_recorded(scenario, Checked(f"days[{at}][{row}]", found), row) for row, found in enumerate(day)]
        for at, day in enumerate(scenario.days)
    ]


def play_day(scenario: Scenario, people: list[Person], policy: Policy) -> list[Served]:
    """The day under a policy; the outcome of each of `people`, in their order."""
    known = {person.arrival.visit_id: person for person in people}
    call_time = scenario.demand.call_time

    def takes(visit_id: str, _: LineKey) -> float:
        person = known[visit_id]
        return call_time if person.absent else person.service_time

    future = Future([person.arrival for person in people], scenario.shifts, takes, {})
    called_at: dict[str, float] = {}
    overtakes = dict.fromkeys(known, 0)
    for called in play(scenario.hall(), policy, future, -1.0):
        called_at[called.visit_id] = called.at
        for visit_id in called.overtaken:
            overtakes[visit_id] += 1
    return [_served(person, called_at, overtakes) for person in people]


def _served(person: Person, called_at: dict[str, float], overtakes: dict[str, int]) -> Served:
    arrival = person.arrival
    at = called_at.get(arrival.visit_id)
    return Served(
        arrival.key.priority_class,
        arrival.key.service_id,
        arrival.at,
        None if at is None else max(at - arrival.place, 0.0),
        overtakes[arrival.visit_id],
        person.absent,
    )


def _in_order(arrivals: Iterator[Arrival]) -> Iterator[Arrival]:
    """Those who came before the doors opened enter one after the other, in the order of coming."""
    last = -1.0
    for arrival in arrivals:
        at = max(arrival.at, last)
        last = at
        yield replace(arrival, at=at, place=max(at, arrival.place))


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
    return Person(arrival, row.number("service", 0.0, 24 * 60) * MINUTE, row.flag("no_show"))

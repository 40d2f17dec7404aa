"""A whole day played: its people, drawn or recorded, and what became of each of them under an order of calling."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from queue_server.domain.demand import Comers, Demand
from queue_server.domain.hall import Hall
from queue_server.domain.policy import Policy
from queue_server.domain.stepping import Arrival, Future, Shifts, play

Lasts = Callable[[str, float, Random], float]
"""Seconds of service of a service id, for somebody who came at that moment, drawn."""

BEFORE_ALL = -1.0
"""Days whose moments count from midnight begin just before it."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a day: when they came, what they need, and the truth that no policy may see.

    `service_time` is how many seconds a call keeps its counter; of somebody `absent`, those of calling in vain.
    """

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


def draw_people(demand: Demand, lasts: Lasts, random: Random, begins: float = BEFORE_ALL) -> list[Person]:
    """The people of one invented day after `begins`. The same `random` state gives the same people."""
    pace = demand.pace(0, begins, random)
    return [_drawn(arrival, demand, lasts, random) for arrival in _in_order(Comers(demand).after(begins, random, pace))]


def play_people(
    hall: Hall, people: Sequence[Person], shifts: Shifts, policy: Policy, begins: float = BEFORE_ALL
) -> list[Served]:
    """The outcome of each of `people`, in their order. Changes `hall`, which must be empty at first."""
    known = {person.arrival.visit_id: person for person in people}
    arrivals = [person.arrival for person in people]
    future = Future(arrivals, shifts, lambda visit_id, _: known[visit_id].service_time, {})
    called_at: dict[str, float] = {}
    overtakes = dict.fromkeys(known, 0)
    for called in play(hall, policy, future, begins):
        called_at[called.visit_id] = called.at
        for visit_id in called.overtaken:
            overtakes[visit_id] += 1
    return [served(person, called_at, overtakes) for person in people]


def _drawn(arrival: Arrival, demand: Demand, lasts: Lasts, random: Random) -> Person:
    whole = lasts(arrival.key.service_id, arrival.at, random)
    absent = random.random() < demand.absent
    return Person(arrival, demand.call_time if absent else whole, absent)


def served(person: Person, called_at: dict[str, float], overtakes: dict[str, int]) -> Served:
    arrival = person.arrival
    at = called_at.get(arrival.visit_id)
    return Served(
        arrival.key.priority_class,
        arrival.key.service_id,
        arrival.at,
        None if at is None else max(at - max(arrival.place, arrival.at), 0.0),
        overtakes[arrival.visit_id],
        person.absent,
    )


def _in_order(arrivals: Iterable[Arrival]) -> Iterator[Arrival]:
    """Those who came before the doors opened enter one after the other, in the order of coming."""
    last = float("-inf")
    for arrival in arrivals:
        at = max(arrival.at, last)
        last = at
        yield replace(arrival, at=at, place=max(at, arrival.place))

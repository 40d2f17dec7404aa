"""A day of a hall as its engine sees it from outside: what each person who must wait was told, and what came.

Who is asked: ordinary and priority people who find no idle counter that could serve them, and who answer their call.
Appointments wait for a slot that they chose, and a wait of nothing is no art to foretell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Any

from queue_server.simulate.days import Person, draw_day
from queue_server.simulate.engine import Engine
from queue_server.simulate.scenario import Scenario, read_scenario

MINUTE = 60.0
NAIVE = ("own_queue", "all_waiting", "last_called")


@dataclass(frozen=True, slots=True)
class Told:
    """Minutes. `naive`: what each of NAIVE would have said."""

    median: float
    low: float
    high: float
    naive: tuple[float, ...]
    actual: float


def day_told(
    hall: Mapping[str, Any], seed: int, engine: Engine, believed: Mapping[str, Any] | None = None
) -> list[Told]:
    """One invented day; the same seed is the same people, whatever engine serves them.

    `believed`: what the engine is told of the hall, if that is not the truth.
    """
    scenario = read_scenario(hall)
    engine.reset(believed or hall)
    return _Day(scenario, draw_day(scenario, seed), engine).play()


@dataclass(frozen=True, slots=True)
class _Asked:
    at: float
    told: tuple[float, float, float]
    naive: tuple[float, ...]


class _Day:
    def __init__(self, scenario: Scenario, people: list[Person], engine: Engine) -> None:
        self.engine, self.scenario, self.people = engine, scenario, people
        self.counters = list(scenario.catalog.counters.values())
        self.busy: dict[int, int] = {}
        self.waiting: dict[int, str] = {}
        self.asked: dict[int, _Asked] = {}
        self.called_at: dict[int, float] = {}
        self.last_wait = dict.fromkeys(scenario.services, 0.0)
        # At one moment whoever is served ends first, then doors open, then people come.
        self.moments = [(shift.opens, 1, 0) for own in scenario.shifts.values() for shift in own]
        self.moments += [(person.arrival.at, 2, number) for number, person in enumerate(people)]
        self.moments.sort()

    def play(self) -> list[Told]:
        while self.moments:
            now = self.moments[0][0]
            while self.moments and self.moments[0][0] <= now:
                _, kind, which = heappop(self.moments)
                if kind == 0:
                    number = self.busy.pop(which)
                    self.engine.finish(now / MINUTE, which, number, self.people[number].absent)
                elif kind == 2:
                    self._come(which, now)
            self._call(now)
        return [
            Told(*asked.told, asked.naive, (self.called_at[number] - asked.at) / MINUTE)
            for number, asked in self.asked.items()
            if number in self.called_at
        ]

    def _come(self, number: int, now: float) -> None:
        arrival, absent = self.people[number].arrival, self.people[number].absent
        key = arrival.key
        field = self.scenario.services.index(key.service_id)
        slot = arrival.place / MINUTE if key.appointed else None
        must_wait = not any(key.service_id in self.counters[at].services for at in self._idle(now))
        naive = self._naive(key.service_id, now)
        self.engine.ticket(now / MINUTE, number, field, key.priority_class, slot)
        self.waiting[number] = key.service_id
        if must_wait and not absent and not key.appointed:
            self.asked[number] = _Asked(now, self.engine.estimate(now / MINUTE, number), naive)

    def _call(self, now: float) -> None:
        while (idle := self._idle(now)) and (pairs := self.engine.dispatch(now / MINUTE, idle)):
            for counter, number in pairs:
                person = self.people[number]
                service = self.waiting.pop(number)
                self.busy[counter], self.called_at[number] = number, now
                self.last_wait[service] = max(now - person.arrival.place, 0.0)
                takes = self.scenario.demand.call_time if person.absent else person.service_time
                heappush(self.moments, (now + takes, 0, counter))

    def _idle(self, now: float) -> list[int]:
        return [
            at
            for at, counter in enumerate(self.counters)
            if at not in self.busy and self.scenario.is_open(counter.id, now)
        ]

    def _naive(self, service: str, now: float) -> tuple[float, ...]:
        """Own queue x mean / counters, all waiting x mean / open counters, and the wait of the last one called."""
        means = {one.id: one.mean_time.total_seconds() / MINUTE for one in self.scenario.catalog.services.values()}
        open_now = [one for one in self.counters if self.scenario.is_open(one.id, now)] or self.counters
        able = sum(service in one.services for one in open_now) or 1
        own = sum(other == service for other in self.waiting.values()) * means[service] / able
        everyone = sum(means[other] for other in self.waiting.values()) / len(open_now)
        return own, everyone, self.last_wait[service] / MINUTE

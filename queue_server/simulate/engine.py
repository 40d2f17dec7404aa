"""The product's rules behind a small interface in minutes since midnight: no database, no clock, no server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

from queue_server.domain.foresight import forecast_of, foresee, outlook
from queue_server.domain.hall import Waiting
from queue_server.domain.policy import BALANCED, FAIR, Policy
from queue_server.domain.selection import dispatch
from queue_server.simulate.scenario import Scenario, read_scenario

SEED = 20260701
MINUTE = 60.0
LONGEST = 24 * 60.0


class Engine:
    """One day of one hall. All moments of its methods are minutes since midnight; inside they are seconds."""

    policy: Policy = FAIR

    def __init__(self) -> None:
        self._random = Random(SEED)

    def reset(self, hall: Mapping[str, Any]) -> None:
        """Begin a day in this hall. Raises ScenarioError when its description makes no sense."""
        self._scenario: Scenario = read_scenario(hall)
        self._hall = self._scenario.hall()
        self._ids: dict[str, int] = {}
        self._counters = list(self._hall.counters.values())
        self._outlook = outlook(self._hall, self.policy, self._scenario.demand, self._scenario.shifts)

    def ticket(self, t: float, visit: int, field: int, cls: str, slot: float | None) -> None:
        """A visit starts; with an appointment it stands where its slot puts it, if that is later."""
        place = t if slot is None else max(t, slot)
        name = f"{visit:08d}"
        self._ids[name] = visit
        self._hall.add(self._scenario.key(field, cls), Waiting((place * MINUTE, name)))

    def dispatch(self, t: float, idle: list[int]) -> list[tuple[int, int]]:
        """The next call at one of these idle, open counters; ask again until nothing comes."""
        self._see_open(t)
        found = dispatch(self._hall, [self._counters[at] for at in idle], self.policy, t * MINUTE)
        if found is None:
            return []
        counter, choice = found
        self._hall.count_overtakes(choice.overtaken)
        key = self._hall.leave_line(choice.visit_id)
        self._hall.occupy(counter.desk.id, choice.visit_id, key.service_id, t * MINUTE)
        return [(self._counters.index(counter), self._ids[choice.visit_id])]

    def call_next(self, t: float, counter: int) -> int | None:
        """This idle, open counter asks for its next visit."""
        called = self.dispatch(t, [counter])
        return called[0][1] if called else None

    def finish(self, t: float, counter: int, visit: int, no_show: bool) -> None:  # noqa: ARG002
        """The visit ended, or nobody came."""
        self._hall.clear(self._counters[counter])

    def estimate(self, t: float, visit: int) -> tuple[float, float, float]:
        """Minutes that a visit which waits still has to wait: the median and an 80 % interval."""
        self._see_open(t)
        name = f"{visit:08d}"
        view = replace(self._outlook, seen=len(self._ids))
        waits = foresee(self._hall, view, [name], t * MINUTE, self._random)[name]
        seen = forecast_of(waits)
        if seen is None:
            return LONGEST, LONGEST, LONGEST
        median, low, high = (span.total_seconds() / MINUTE for span in (seen.median, seen.low, seen.high))
        return median, low, high

    def _see_open(self, t: float) -> None:
        for counter in self._counters:
            counter.state = "open" if self._scenario.is_open(counter.desk.id, t * MINUTE) else "closed"


class BalancedEngine(Engine):
    """The same under the balanced order: more people within the target, waits a little harder to foretell."""

    policy = BALANCED

"""The hall played forward for everyone at once: those who wait, and one imagined newcomer of each line.

An imagined newcomer takes nobody's turn. In a hall that is played forward without him he would be called at the first
moment when a counter that can serve him calls somebody who stands behind him, or would have nobody to call.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from random import Random

from queue_server.domain.foresight import Outlook
from queue_server.domain.hall import Hall, LineKey, Order
from queue_server.domain.ordering import projected_delays
from queue_server.domain.policy import Policy
from queue_server.domain.stepping import NEVER, Arrival, Called, Future, Shift, play

HORIZON = 4 * 3600.0
"""Nobody is foreseen to be called later than this: a wait of half a day is not worth a figure."""


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds still to wait, by run, in order; NEVER where nobody calls within the horizon."""

    visits: dict[str, list[float]]
    newcomers: dict[LineKey, list[float]]


def foresee_hall(
    hall: Hall, view: Outlook, newcomers: Collection[LineKey], now: float, random: Random, *, runs: int
) -> Waits:
    """Play the hall forward `runs` times for everyone who waits or is held, and for a newcomer of each of these lines.

    The hall is not changed. The same `random` state gives the same answer.
    """
    here = [(order[1], line.key) for order, line in hall.arrivals]
    set_aside = [(one.visit_id, one.key) for one in view.held]
    visit_ids = [visit_id for visit_id, key in here + set_aside if _can_be_called(hall, view, key)]
    imagined = [key for key in newcomers if _can_be_called(hall, view, key)]
    waits = Waits({visit_id: [] for visit_id in visit_ids}, {key: [] for key in imagined})
    keys = _Keys(hall, view.policy, now)
    for _ in range(runs):
        run = _Run(hall, view, keys, now, random)
        run.play(set(visit_ids), imagined)
        for visit_id in visit_ids:
            waits.visits[visit_id].append(run.called_at.get(visit_id, NEVER) - now)
        for key in imagined:
            waits.newcomers[key].append(run.served_at.get(key, NEVER) - now)
    return Waits(
        {visit_id: sorted(found) for visit_id, found in waits.visits.items()},
        {key: sorted(found) for key, found in waits.newcomers.items()},
    )


def _can_be_called(hall: Hall, view: Outlook, key: LineKey) -> bool:
    """Whether any counter that is expected to work may ever call this line."""
    return any(hall.serves(counter, key) for one, counter in hall.counters.items() if view.shifts.get(one))


@dataclass(slots=True)
class _Newcomer:
    """Somebody imagined, and how often later arrivals went before him in this run."""

    key: LineKey
    order: Order
    passed: int = 0


class _Keys:
    """The policy's key of a place in a line. Projected delays stay those of the beginning: they change slowly."""

    def __init__(self, hall: Hall, policy: Policy, now: float) -> None:
        self.policy = policy
        self._hall = hall
        self._delays = projected_delays(hall, now, policy.longest_delay) if policy.scarcity else {}
        self._fixed: dict[LineKey, float] = {}

    def of(self, key: LineKey, place: float, at: float) -> float:
        if key not in self._fixed:
            self._fixed[key] = self._of_line(key)
        late = self.policy.late_yield if at - place > self.policy.late_after else 0.0
        return place + self._fixed[key] + late

    def _of_line(self, key: LineKey) -> float:
        policy, line = self.policy, self._hall.line_of(key)
        delay = self._delays.get(key.service_id, policy.longest_delay) if policy.scarcity else 0.0
        return policy.service * line.mean - policy.head_start * line.head_start - policy.scarcity * delay


class _Run:
    """One future: `called_at` of those who wait, `served_at` of the newcomers, as far as it was played."""

    def __init__(self, hall: Hall, view: Outlook, keys: _Keys, now: float, random: Random) -> None:
        self.called_at: dict[str, float] = {}
        self.served_at: dict[LineKey, float] = {}
        self._hall, self._view, self._keys, self._now, self._random = hall, view, keys, now, random
        self._places = {order[1]: order for order, _ in hall.arrivals}
        self._passed = {one.visit_id: one.overtaken for one in view.held}
        self._taken = 0.0
        busy = [counter for counter in hall.counters.values() if counter.service_id is not None]
        self._free_at = {counter.desk.id: now + view.times.rest(counter, now, random) for counter in busy}
        self._idle_from = {one: self._free_at.get(one, now) for one in hall.counters if view.shifts.get(one)}

    def play(self, visit_ids: set[str], newcomers: Collection[LineKey]) -> None:
        # Everyone who waits came before; those who will come get later moments.
        left = [_Newcomer(key, (self._now, "~")) for key in newcomers]
        future = Future(self._comers(), self._view.shifts, self._takes, self._free_at)
        for called in play(self._hall.copy(), self._view.policy, future, self._now):
            if called.at - self._now > HORIZON:
                return
            left = self._without_served(left, called)
            if called.visit_id in visit_ids:
                visit_ids.discard(called.visit_id)
                self.called_at[called.visit_id] = called.at
            if not visit_ids and not left:
                return
        self._find_idle(left, NEVER)

    def _comers(self) -> Iterator[Arrival]:
        for arrival in self._view.arrivals(self._now, self._random):
            self._places[arrival.visit_id] = (arrival.place, arrival.visit_id)
            yield arrival

    def _takes(self, _: str, key: LineKey) -> float:
        self._taken = self._view.times.at_counter(key.service_id, self._random)
        return self._taken

    def _without_served(self, left: list[_Newcomer], called: Called) -> list[_Newcomer]:
        """Those newcomers who would still be waiting after this call."""
        left = self._find_idle(left, called.at)
        services = self._hall.counters[called.counter_id].desk.services
        still = [one for one in left if one.key.service_id not in services or not self._goes_before(one, called)]
        for newcomer in left:
            if newcomer not in still:
                self.served_at[newcomer.key] = called.at
        for visit_id in called.overtaken:
            self._passed[visit_id] = self._passed.get(visit_id, 0) + 1
        self._idle_from[called.counter_id] = called.at + self._taken
        return still

    def _find_idle(self, left: list[_Newcomer], until: float) -> list[_Newcomer]:
        """Counters that became free before `until` and called nobody would have taken a newcomer."""
        if not left:
            return left
        idle = [(self._begins(one, since), one) for one, since in self._idle_from.items() if since < until]
        still = []
        for newcomer in left:
            able = [at for at, one in idle if at < until and self._hall.serves(self._hall.counters[one], newcomer.key)]
            if able:
                self.served_at[newcomer.key] = min(able)
            else:
                still.append(newcomer)
        return still

    def _begins(self, counter_id: str, since: float) -> float:
        """When a counter that is free from then on works."""
        shifts: tuple[Shift, ...] = self._view.shifts[counter_id]
        for shift, following in zip(shifts, (*shifts[1:], None), strict=True):
            ends = (following.opens if following else NEVER) if shift.drains else shift.closes
            if since < ends:
                return max(since, shift.opens)
        return NEVER

    def _goes_before(self, newcomer: _Newcomer, called: Called) -> bool:
        """Whether this counter would have called the newcomer instead."""
        desk, order = self._hall.counters[called.counter_id].desk, self._places[called.visit_id]
        classes = newcomer.key.priority_class, called.key.priority_class
        if classes[1] in desk.reserved_for and classes[0] not in desk.reserved_for:
            return False
        if newcomer.key == called.key:
            return newcomer.order < order
        ranks = [
            self._rank(newcomer.key, newcomer.order, newcomer.passed, called),
            self._rank(called.key, order, self._overtaken(called.visit_id), called),
        ]
        if ranks[0] < ranks[1]:
            return True
        newcomer.passed += newcomer.order < order
        return False

    def _rank(self, key: LineKey, order: Order, passed: int, called: Called) -> tuple[bool, bool, float, Order]:
        if passed >= self._keys.policy.max_overtakes:
            return False, False, 0.0, order
        prefers = self._hall.counters[called.counter_id].desk.prefers
        return True, key.priority_class not in prefers, self._keys.of(key, order[0], called.at), order

    def _overtaken(self, visit_id: str) -> int:
        found = self._hall.place_of(visit_id)
        return self._passed.get(visit_id, 0) + (found[1].overtaken if found else 0)

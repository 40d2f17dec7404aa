"""The hall played forward from one moment: who is called when, if these people come and take this long.

One stepping for forecasts, alerts and simulated days. Nothing here is random: whoever plays brings the future along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from queue_server.domain.hall import CounterNow, Hall, LineKey, Waiting
from queue_server.domain.policy import Policy
from queue_server.domain.selection import Choice, dispatch

NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who takes a ticket, or comes back with one. `place` is the moment that gives the place in line; of most
    people, `at`.
    """

    at: float
    visit_id: str
    key: LineKey
    place: float
    overtaken: int = 0


@dataclass(frozen=True, slots=True)
class Shift:
    """A span in which a counter calls; one that `drains` goes on calling those waiting until its next shift."""

    opens: float
    closes: float
    drains: bool = True


@dataclass(frozen=True, slots=True)
class Called:
    """A call: of whom, when, where, and who was passed over."""

    at: float
    visit_id: str
    counter_id: str
    key: LineKey
    overtaken: tuple[str, ...]


Shifts = Mapping[str, tuple[Shift, ...]]
Takes = Callable[[str, LineKey], float]
"""How many seconds a visit, once called, keeps its counter."""


@dataclass(frozen=True, slots=True)
class Future:
    """What comes: who arrives, in order of `at`; which counters work when; how long each visit will take.

    `free_at` tells when the counters that are busy now will be free.
    """

    arrivals: Iterable[Arrival]
    shifts: Shifts
    takes: Takes
    free_at: Mapping[str, float]


def play(hall: Hall, policy: Policy, future: Future, now: float, until: float = NEVER) -> Iterator[Called]:
    """Every call from `now` on, in order, until nobody is left that anybody will serve. Changes `hall`: give a copy.

    At one moment counters become free first, then people arrive, then idle counters call. Nothing after `until`
    happens: the hall is left as it stands then.
    """
    stage = _Stage(hall, policy, future, now)
    while stage.now < NEVER:
        while called := stage.call():
            yield called
        stage.advance(until)


def is_open(shifts: tuple[Shift, ...], at: float) -> bool:
    """Whether a counter with these shifts, in order, calls at that moment."""
    begun = [shift for shift in shifts if shift.opens <= at]
    return bool(begun) and (at < begun[-1].closes or begun[-1].drains)


class _Stage:
    """The hall with everything that will happen to it."""

    def __init__(self, hall: Hall, policy: Policy, future: Future, now: float) -> None:
        self.now = now
        self._hall, self._policy, self._takes = hall, policy, future.takes
        self._coming = iter(future.arrivals)
        self._next = next(self._coming, None)
        self._busy = [(max(until, now), one) for one, until in future.free_at.items()]
        heapify(self._busy)
        self._turns = _turns(future.shifts, now)
        self._idle = [counter for counter in hall.counters.values() if counter.visit_id is None]
        self._settle()

    def call(self) -> Called | None:
        """One call at this moment, if an open counter is idle and somebody waits that it may call."""
        if not self._hall.arrivals:
            return None
        idle = [counter for counter in self._idle if counter.state == "open"]
        found = dispatch(self._hall, idle, self._policy, self.now) if idle else None
        return self._begin(*found) if found else None

    def advance(self, until: float) -> None:
        """Go to the next moment at which something happens; to the end of time when nothing will before `until`."""
        upcoming = min(
            self._busy[0][0] if self._busy else NEVER,
            self._next.at if self._next else NEVER,
            self._turns[-1][0] if self._turns and (self._next or self._hall.arrivals) else NEVER,
        )
        self.now = upcoming if upcoming <= until else NEVER
        if self.now < NEVER:
            self._settle()

    def _settle(self) -> None:
        while self._busy and self._busy[0][0] <= self.now:
            counter = self._hall.counters[heappop(self._busy)[1]]
            self._hall.clear(counter)
            self._idle.append(counter)
        while self._turns and self._turns[-1][0] <= self.now:
            _, opens, counter_id = self._turns.pop()
            self._hall.counters[counter_id].state = "open" if opens else "closed"
        while self._next and self._next.at <= self.now:
            one = self._next
            self._hall.add(one.key, Waiting((one.place, one.visit_id), one.overtaken))
            self._next = next(self._coming, None)

    def _begin(self, counter: CounterNow, choice: Choice) -> Called:
        hall, visit_id = self._hall, choice.visit_id
        hall.count_overtakes(choice.overtaken)
        key = hall.leave_line(visit_id)
        hall.occupy(counter.desk.id, visit_id, key.service_id, self.now)
        self._idle.remove(counter)
        heappush(self._busy, (self.now + self._takes(visit_id, key), counter.desk.id))
        return Called(self.now, visit_id, counter.desk.id, key, choice.overtaken)


def _turns(shifts: Shifts, now: float) -> list[tuple[float, bool, str]]:
    """When counters open and close after `now`, last first; at one moment closing comes before opening."""
    turns = [(shift.opens, True, one) for one, own in shifts.items() for shift in own]
    turns += [(shift.closes, False, one) for one, own in shifts.items() for shift in own if not shift.drains]
    return sorted((turn for turn in turns if turn[0] > now), reverse=True)

"""Whether too many people will wait too long in the next hour, and which counters to open against it.

The hall is played forward over futures that are drawn once; every change is tried on the same ones, so that what
differs between two answers is the change and not the chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from math import ceil
from random import Random

from queue_server.domain.foresight import Outlook
from queue_server.domain.hall import CounterNow, Hall, LineKey
from queue_server.domain.limits import Limits
from queue_server.domain.stepping import Arrival, Future, Shift, Shifts, play

HORIZON = 3600.0
DURATIONS = (1800.0, 3600.0, 5400.0)
"""For how long a counter may be advised to open, shortest first."""

FIRST_TRIED = 3600.0
MOST_COUNTERS = 3
"""So many closed counters are tried: those that could serve most of the people who would wait too long."""

LEAST_GAIN = 0.01
WORTH_A_COUNTER = 0.03
"""One counter more must bring so much more of the share."""

LEAST_LATE = 2.0
FIVE_MINUTES = 300.0
BACK_FROM_PAUSE = 60.0


@dataclass(frozen=True, slots=True)
class Aim:
    """When the next hour is bad (more than `most_late` of its people beyond the target), how much better an advice
    should make it (`goal`, a share within the target), and how many seconds a clerk needs to be at a counter (`lead`).
    """

    most_late: float
    goal: float
    lead: float


def aim_of(limits: Limits) -> Aim:
    return Aim(limits.late_share, limits.goal_share, limits.lead.total_seconds())


@dataclass(frozen=True, slots=True)
class Advice:
    """Open these counters from `opens` to `closes` (seconds): then `share` of the next hour's people are in time."""

    counter_ids: tuple[str, ...]
    opens: float
    closes: float
    share: float

    @property
    def cost(self) -> float:
        """Seconds of counters."""
        return (self.closes - self.opens) * len(self.counter_ids)


@dataclass(frozen=True, slots=True)
class Prospect:
    """The next hour if nothing changes: how many people wait or come, and the share of them called within the target.

    `advice` is None while that is good enough, and when no counter could be opened that makes it better.
    """

    people: float
    share: float
    advice: Advice | None = None

    def exceeds(self, late_share: float) -> bool:
        """Whether more than this share of them would wait too long, and more of them than one or two."""
        return 1.0 - self.share > late_share and (1.0 - self.share) * self.people >= LEAST_LATE


def prospect(hall: Hall, view: Outlook, aim: Aim, now: float, random: Random, *, runs: int) -> Prospect:
    """What the next hour brings, with the cheapest advice that reaches the goal, else the one that helps most.

    The hall is not changed. The same `random` state gives the same answer.
    """
    futures = Futures(hall, view, now, random, runs)
    seen = futures.play(view.shifts)
    found = Prospect(seen.people, seen.share)
    return (
        replace(found, advice=_advice(hall, view, aim, now, futures, seen)) if found.exceeds(aim.most_late) else found
    )


@dataclass(frozen=True, slots=True)
class Hour:
    """What became of the next hour's people under some shifts. `late` counts by service, over all futures."""

    people: float
    share: float
    late: Mapping[str, int]


class Futures:
    """Who comes, how long each takes, when busy counters are free: drawn once, played under any shifts."""

    def __init__(self, hall: Hall, view: Outlook, now: float, random: Random, runs: int) -> None:
        self._hall, self._policy, self._now = hall, view.policy, now
        self._targets = {one: hall.catalog.wait_target(one).total_seconds() for one in hall.catalog.services}
        self._until = now + HORIZON + max(self._targets.values(), default=0.0)
        self._here = {order[1]: (order[0], line.key.service_id) for order, line in hall.arrivals}
        self._drawn = [_Drawn(hall, view, now, self._until, random) for _ in range(runs)]

    def play(self, shifts: Shifts) -> Hour:
        """The next hour under these shifts: everyone who waits now or comes within it, called in time or not."""
        late: Counter[str] = Counter()
        people = 0
        for drawn in self._drawn:
            counted = self._here | {one.visit_id: self._counts_from(one) for one in self._coming(drawn)}
            people += len(counted)
            future = Future(drawn.arrivals, shifts, drawn.takes, drawn.free_at)
            for called in play(self._hall.copy(), self._policy, future, self._now, self._until):
                place, service_id = counted.pop(called.visit_id, (called.at, called.key.service_id))
                late[service_id] += called.at - place > self._targets[service_id]
            late.update(service_id for _, service_id in counted.values())
        return Hour(people / len(self._drawn), 1.0 - late.total() / people if people else 1.0, late)

    def _coming(self, drawn: _Drawn) -> Iterator[Arrival]:
        return takewhile(lambda one: one.at <= self._now + HORIZON, drawn.arrivals)


    @staticmethod
    def _counts_from(one: Arrival) -> tuple[float, str]:
        """A wait begins at the slot of somebody who is early, and anew for somebody who comes back to an old place."""
        return max(one.place, one.at), one.key.service_id


class _Drawn:
    """One future. A visit takes as long under every change; it is drawn when it is first called."""

    def __init__(self, hall: Hall, view: Outlook, now: float, until: float, random: Random) -> None:
        self.arrivals = tuple(takewhile(lambda one: one.at <= until, view.arrivals(now, random)))
        self.free_at = {one: now + view.times.rest(counter, now, random) for one, counter in _busy(hall)}
        self._times, self._random = view.times, random
        self._known: dict[str, float] = {}

    def takes(self, visit_id: str, key: LineKey) -> float:
        if visit_id not in self._known:
            self._known[visit_id] = self._times.at_counter(key.service_id, self._random)
        return self._known[visit_id]


def _busy(hall: Hall) -> list[tuple[str, CounterNow]]:
    return [(one, counter) for one, counter in hall.counters.items() if counter.service_id is not None]


def _advice(hall: Hall, view: Outlook, aim: Aim, now: float, futures: Futures, seen: Hour) -> Advice | None:
    """First every useful counter for an hour, then the best of them for longer or shorter, then more of them."""
    useful = _useful(hall, seen.late)
    opens = {one: now + _lead(hall.counters[one], aim) for one in useful}

    def try_all(some: Iterable[tuple[str, ...]], seconds: float = FIRST_TRIED) -> list[Advice]:
        tried = (_tried(ids, view, futures, max(opens[one] for one in ids), seconds) for ids in some)
        return [one for one in tried if one is not None]

    found = try_all((one,) for one in useful)
    if not found:
        return None
    best = max(found, key=lambda one: one.share)
    for seconds in DURATIONS:
        if seconds != FIRST_TRIED and (seconds < FIRST_TRIED) == (best.share >= aim.goal):
            found += try_all([best.counter_ids], seconds)
    while best.share < aim.goal and (more := try_all(_with_one_more(best, useful))):
        better = max(more, key=lambda one: one.share)
        if better.share < best.share + WORTH_A_COUNTER:
            break
        best = better
        found.append(best)
    return _cheapest(found, aim, seen.share)


def _with_one_more(advice: Advice, useful: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return ((*advice.counter_ids, one) for one in useful if one not in advice.counter_ids)


def _cheapest(found: list[Advice], aim: Aim, without: float) -> Advice | None:
    reaching = [one for one in found if one.share >= aim.goal]
    if reaching:
        return min(reaching, key=lambda one: (one.cost, -one.share))
    best = max(found, key=lambda one: (one.share, -one.cost))
    return best if best.share >= without + LEAST_GAIN else None


def _useful(hall: Hall, late: Mapping[str, int]) -> list[str]:
    """Counters that nobody works at, by how many of the late people they could serve."""
    idle = [counter for counter in hall.counters.values() if counter.state != "open"]
    helps = {one.desk.id: sum(late.get(service_id, 0) for service_id in one.desk.services) for one in idle}
    return sorted((one for one, count in helps.items() if count), key=lambda one: (-helps[one], one))[:MOST_COUNTERS]


def _lead(counter: CounterNow, aim: Aim) -> float:
    """Whoever paused is in the house; a closed counter must find its clerk."""
    return min(aim.lead, BACK_FROM_PAUSE) if counter.state == "paused" else aim.lead


def _tried(
    counter_ids: tuple[str, ...], view: Outlook, futures: Futures, opens: float, seconds: float
) -> Advice | None:
    """The hour with these open for so long, to a full five minutes; None when the office is closed by then."""
    ends = next((closes for begins, closes in view.demand.doors if begins <= opens < closes), None)
    if ends is None:
        return None
    closes = min(ceil((opens + seconds) / FIVE_MINUTES) * FIVE_MINUTES, ends)
    shift = Shift(opens, closes, drains=closes == ends)
    shifts = dict(view.shifts)
    for one in counter_ids:
        shifts[one] = (shift, *(later for later in view.shifts.get(one, ()) if later.opens >= closes))
    return Advice(counter_ids, opens, closes, futures.play(shifts).share)

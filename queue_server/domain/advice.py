"""Whether too many people will wait too long in the next hour, and which counters to open against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from random import Random

from queue_server.domain.foresight import Outlook
from queue_server.domain.hall import CounterNow, Hall
from queue_server.domain.limits import Limits
from queue_server.domain.next_hour import Futures, Hour
from queue_server.domain.stepping import Shift

DURATIONS = (1800.0, 3600.0, 5400.0)
"""For how long a counter may be advised to open, shortest first."""

FIRST_TRIED = 3600.0
MOST_COUNTERS = 4
"""So many closed counters are tried: those that could serve most of the people who would wait too long."""

LEAST_GAIN = 0.01
WORTH_A_COUNTER = 0.02
"""One counter more must bring so much more of the share."""

SHORTER = 0.95
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
    """Open these counters from `opens` to `closes` (seconds): then `share` of the next hour's people are in time, and
    they wait `wait` seconds in the mean.
    """

    counter_ids: tuple[str, ...]
    opens: float
    closes: float
    share: float
    wait: float

    @property
    def cost(self) -> float:
        """Seconds of counters."""
        return (self.closes - self.opens) * len(self.counter_ids)


@dataclass(frozen=True, slots=True)
class Prospect:
    """The next hour if nothing changes: how many people wait or come, the share of them called within the target, and
    how many seconds they wait in the mean.

    `advice` is None while that is good enough, and when no counter could be opened that makes it better.
    """

    people: float
    share: float
    wait: float = 0.0
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
    found = Prospect(seen.people, seen.share, seen.wait)
    return (
        replace(found, advice=_advice(hall, view, aim, now, futures, seen)) if found.exceeds(aim.most_late) else found
    )


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
    best = max(found, key=_worth)
    for seconds in DURATIONS:
        if seconds != FIRST_TRIED and (seconds < FIRST_TRIED) == (best.share >= aim.goal):
            found += try_all([best.counter_ids], seconds)
    while best.share < aim.goal and (more := try_all(_with_one_more(best, useful))):
        better = max(more, key=_worth)
        if not _is_better(better, best, by=WORTH_A_COUNTER):
            break
        best = better
        found.append(best)
    return _cheapest(found, aim, seen)


def _with_one_more(advice: Advice, useful: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return ((*advice.counter_ids, one) for one in useful if one not in advice.counter_ids)


def _cheapest(found: list[Advice], aim: Aim, without: Hour) -> Advice | None:
    reaching = [one for one in found if one.share >= aim.goal]
    if reaching:
        return min(reaching, key=lambda one: (one.cost, -one.share))
    best = max(found, key=_worth)
    return best if _is_better(best, without, by=LEAST_GAIN) else None


def _worth(one: Advice) -> tuple[float, float, float]:
    return round(one.share, 2), -one.wait, -one.cost


def _is_better(one: Advice, other: Advice | Hour, *, by: float) -> bool:
    """In a hall that is too full for any share, a shorter wait is what can still be had."""
    return one.share >= other.share + by or one.wait <= other.wait * SHORTER


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
    hour = futures.play(shifts)
    return Advice(counter_ids, opens, closes, hour.share, hour.wait)

"""What days amount to: the waits of those who came, as a citizen, a supervisor and a province would ask for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from queue_server.simulate.days import Served

TARGET = 15 * 60.0
BIN = 60.0
MOST_BINS = 120


@dataclass(frozen=True, slots=True)
class Figures:
    """Waits in minutes; `share15` of those served within the target; `by_minute` how many waited n to n+1 minutes."""

    days: int
    visits: int
    unserved: int
    mean: float
    p50: float
    p90: float
    p99: float
    worst: float
    share15: float
    priority_p90: float
    ordinary_share15: float
    overtakes_max: int
    by_minute: tuple[int, ...]


class Tally:
    """Adds up days, without keeping more of a visit than its wait."""

    def __init__(self) -> None:
        self.days = self.unserved = self.overtakes_max = 0
        self.waits: dict[str, list[float]] = {}

    def add(self, day: Iterable[Served]) -> None:
        self.days += 1
        for one in day:
            if one.absent:
                continue
            self.overtakes_max = max(self.overtakes_max, one.overtakes)
            if one.wait is None:
                self.unserved += 1
            else:
                self.waits.setdefault(one.priority_class, []).append(one.wait)

    def join(self, other: Tally) -> None:
        self.days += other.days
        self.unserved += other.unserved
        self.overtakes_max = max(self.overtakes_max, other.overtakes_max)
        for name, waits in other.waits.items():
            self.waits.setdefault(name, []).extend(waits)

    def figures(self) -> Figures:
        every = sorted(wait for waits in self.waits.values() for wait in waits)
        return Figures(
            days=self.days,
            visits=len(every) + self.unserved,
            unserved=self.unserved,
            mean=_mean(every) / 60,
            p50=percentile(every, 0.5) / 60,
            p90=percentile(every, 0.9) / 60,
            p99=percentile(every, 0.99) / 60,
            worst=percentile(every, 1.0) / 60,
            share15=_within(every, len(every) + self.unserved),
            priority_p90=percentile(sorted(self.waits.get("priority", ())), 0.9) / 60,
            ordinary_share15=_within(ordinary := self.waits.get("ordinary", []), len(ordinary)),
            overtakes_max=self.overtakes_max,
            by_minute=_by_minute(every),
        )


def rounded(figures: Mapping[str, object]) -> dict[str, object]:
    """The same with numbers that a person can read."""
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in figures.items()}


def percentile(ordered: list[float], share: float) -> float:
    """The value that this share of some values in order does not exceed; 0 of none."""
    if not ordered:
        return 0.0
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _within(waits: list[float], of: int) -> float:
    return sum(wait <= TARGET for wait in waits) / of if of else 1.0


def _by_minute(waits: list[float]) -> tuple[int, ...]:
    bins = [0] * (MOST_BINS + 1)
    for wait in waits:
        bins[min(int(wait / BIN), MOST_BINS)] += 1
    while len(bins) > 1 and not bins[-1]:
        bins.pop()
    return tuple(bins)

"""Office time that runs faster than real time, and the tally of a replayed day."""

from __future__ import annotations

import heapq
import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from queue_server.clock import monotonic_seconds

Step = Callable[[], None]
QUIET_LONGEST = timedelta(minutes=3)
LATE_AT_MOST = timedelta(minutes=1)


class Pace:
    """Does steps at their office time, one after another, on the thread that calls `run`.

    Office time begins at `begins` and runs `speed` times as fast as real time. A step that comes late is done at once;
    office time waits for one that is more than a minute late: a slow machine plays a slower day, not another one.
    """

    def __init__(
        self, begins: timedelta, speed: float, stop: threading.Event, seconds: Callable[[], float] = monotonic_seconds
    ) -> None:
        self.speed = speed
        self._stop = stop
        self._seconds = seconds
        self._began_at = seconds()
        self._begins = begins
        self._steps: list[tuple[timedelta, int, Step]] = []
        self._order = itertools.count()

    @property
    def now(self) -> timedelta:
        return self._begins + timedelta(seconds=(self._seconds() - self._began_at) * self.speed)

    def at(self, when: timedelta, step: Step) -> None:
        heapq.heappush(self._steps, (when, next(self._order), step))

    def after(self, span: timedelta, step: Step) -> None:
        self.at(self.now + span, step)

    def run(self, *, is_quiet: Callable[[], bool], is_over: Callable[[], bool], after_each: Step) -> None:
        """Until the day is over, there is nothing left to do, or the stop event is set; `after_each` follows each step.

        While nobody is in the hall (`is_quiet`), a long span until the next step is skipped.
        """
        while self._steps and not self._stop.is_set() and not is_over():
            when, _, step = self._steps[0]
            gap = when - self.now
            if gap > QUIET_LONGEST and is_quiet():
                self._begins += gap - QUIET_LONGEST
                gap = QUIET_LONGEST
            elif gap < -LATE_AT_MOST:
                self._begins += gap + LATE_AT_MOST
            if gap > timedelta(0) and self._stop.wait(gap.total_seconds() / self.speed):
                return
            heapq.heappop(self._steps)
            step()
            after_each()


@dataclass(slots=True)
class Tally:
    """What became of the day's visits; waits are in simulated time."""

    issued: int = 0
    completed: int = 0
    absent: int = 0
    left: int = 0
    refused: int = 0
    waits: list[timedelta] = field(default_factory=list)

    @property
    def mean_wait(self) -> timedelta:
        return sum(self.waits, timedelta(0)) / len(self.waits) if self.waits else timedelta(0)

    @property
    def longest_wait(self) -> timedelta:
        return max(self.waits, default=timedelta(0))

    def share_within(self, target: timedelta) -> float:
        """Of the served, 0 to 1; 1 when nobody was served."""
        return sum(wait <= target for wait in self.waits) / len(self.waits) if self.waits else 1.0

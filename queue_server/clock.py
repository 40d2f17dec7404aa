"""The only file that asks the time."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""


TICK = timedelta(microseconds=1)
BEHIND = 0.5
"""How fast the time goes on while the machine's clock is behind: it is caught up with, and spans still grow."""

LONG_AGO = datetime.min.replace(tzinfo=UTC)


class SystemClock:
    """The machine's clock, which within one process always moves forward: order is kept through an NTP step, and no
    two moments are the same, so that arrivals never tie.

    After a step back the time goes on at half its pace until the machine has caught up: nobody's wait stands still.
    `not_before`: every moment is later than this one.
    """

    def __init__(self, not_before: datetime = LONG_AGO) -> None:
        self._latest, self._asked = not_before, monotonic_seconds()

    def now(self) -> datetime:
        asked = monotonic_seconds()
        slowly = timedelta(seconds=(asked - self._asked) * BEHIND)
        self._latest = max(self._latest + max(slowly, TICK), datetime.now(UTC))
        self._asked = asked
        return self._latest


class FixedClock:
    """A clock that stands still until it is moved: for tests and for replaying a day."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def advance(self, span: timedelta) -> datetime:
        self._now += span
        return self._now


def monotonic_seconds() -> float:
    """Seconds of a clock that only measures spans."""
    return time.monotonic()


def cpu_seconds() -> float:
    """Processor time that this process has used so far."""
    return time.process_time()

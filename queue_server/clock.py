"""The only file that asks the time."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""


TICK = timedelta(microseconds=1)


class SystemClock:
    """The machine's clock, which within one process always moves forward: order is kept through an NTP step, and no
    two moments are the same, so that arrivals never tie."""

    def __init__(self) -> None:
        self._latest = datetime.min.replace(tzinfo=UTC)

    def now(self) -> datetime:
        self._latest = max(self._latest + TICK, datetime.now(UTC))
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

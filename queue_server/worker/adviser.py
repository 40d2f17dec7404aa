"""Looks an hour ahead every few seconds, within a budget, and remembers what it saw until it looks again."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from queue_server.clock import cpu_seconds
from queue_server.domain.advice import Prospect, aim_of, prospect
from queue_server.domain.catalog import Office
from queue_server.domain.foresight import Outlook
from queue_server.domain.hall import Hall, moment

AGAIN = timedelta(seconds=5)
MOST_RUNS, LEAST_RUNS = 32, 4
CPU_SECONDS = 0.2
"""What one look may cost; a fuller hall is played fewer times, and looked at less often."""

REST = 20
"""A look is followed by so many times what it cost, at least: never more than 5 % of a core."""


class Adviser:
    """Holds nothing that a new one would not see at its first look."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._aim = aim_of(office.limits)
        self._seen: Prospect | None = None
        self._counters: tuple[str, ...] = ()
        self._looked_at: datetime | None = None
        self._rest = AGAIN
        self._runs = LEAST_RUNS

    def look(self, hall: Hall, view: Outlook, now: datetime, random: Random) -> Prospect | None:
        """What the next hour brings and what to do about it; None while the office is closed."""
        counters = tuple(counter.state for counter in hall.counters.values())
        if not self._office.is_open(now):
            self._seen, self._looked_at = None, None
        elif self._is_due(now) or counters != self._counters:
            self._look(hall, view, now, random)
        self._counters = counters
        return self._seen

    def _is_due(self, now: datetime) -> bool:
        # A clock that was set back must not keep an old answer alive.
        return self._looked_at is None or not self._looked_at <= now < self._looked_at + self._rest

    def _look(self, hall: Hall, view: Outlook, now: datetime, random: Random) -> None:
        began = cpu_seconds()
        self._seen = prospect(hall, view, self._aim, moment(now), random, runs=self._runs)
        used = cpu_seconds() - began
        self._looked_at, self._rest = now, max(AGAIN, timedelta(seconds=used * REST))
        affordable = int(CPU_SECONDS * self._runs / max(used, 1e-4))
        self._runs = max(LEAST_RUNS, min(MOST_RUNS, affordable))

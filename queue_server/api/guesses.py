"""Wrong codes, counted by who tried them: eight digits are enough as long as nobody may try many."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from queue_server.clock import Clock
from queue_server.domain.errors import Refusal, Refused
from queue_server.operations.asker import Asker

MOST_WRONG = 20
WITHIN = timedelta(minutes=10)
"""A busy kiosk sees slips of the finger; whoever guesses finds one of a hundred codes in a hundred years."""

WRONG = frozenset({Refusal.UNKNOWN_APPOINTMENT, Refusal.UNKNOWN_RATING_CODE})


@dataclass(slots=True)
class _Tried:
    since: datetime
    count: int = 0


class Guesses:
    """Use it on the hub's thread only."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tried: dict[str, _Tried] = {}

    @contextmanager
    def counted(self, asker: Asker) -> Iterator[None]:
        """Let a code be tried. Raises Refused: too_many_attempts, and whatever is raised inside."""
        tried = self._of(asker)
        if tried.count >= MOST_WRONG:
            left = tried.since + WITHIN - self._clock.now()
            raise Refused(Refusal.TOO_MANY_ATTEMPTS, minutes=max(1, round(left.total_seconds() / 60)))
        try:
            yield
        except Refused as refused:
            tried.count += refused.code in WRONG
            raise

    def _of(self, asker: Asker) -> _Tried:
        """What was tried lately; who comes are enrolled devices and people with accounts, so that they are few."""
        now, key = self._clock.now(), f"{asker.actor.kind} {asker.actor.id}"
        tried = self._tried.get(key)
        if tried is None or now - tried.since > WITHIN:
            tried = self._tried[key] = _Tried(now)
        return tried

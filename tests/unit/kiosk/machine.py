"""A machine whose clocks a test moves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

MORNING = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
"""Eight o'clock in the office."""


class Machine:
    """Its wall clock may be wrong; `pass_by` moves both clocks, `restart` is a new start of the machine."""

    def __init__(self, wall: datetime = MORNING) -> None:
        self.boot = "boot-1"
        self.wall, self._seconds = wall, 100.0
        self.pauses: list[float] = []

    def now(self) -> datetime:
        return self.wall

    def since_boot(self) -> float:
        return self._seconds

    def seconds(self) -> float:
        return self._seconds

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)

    def pass_by(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self._seconds += seconds

    def restart(self, wall_moves_by: timedelta = timedelta(0)) -> None:
        self.boot += "+"
        self._seconds = 10.0
        self.wall += timedelta(seconds=60) + wall_moves_by

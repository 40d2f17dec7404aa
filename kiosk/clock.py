"""The only place of the kiosk outside its screens that asks for the time."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Clock(Protocol):
    """A machine's two clocks: the one on its wall, which may be wrong or be set, and the time since it was started."""

    @property
    def boot(self) -> str:
        """Names this start of the machine; after the next one it is another."""

    def now(self) -> datetime:
        """What the wall clock shows, in UTC."""

    def since_boot(self) -> float:
        """Seconds since the machine was started, sleep included; no setting of a clock changes it."""


class MachineClock:
    """The clocks of this machine."""

    def __init__(self) -> None:
        self._boot = BOOT_ID.read_text("ascii").strip()

    @property
    def boot(self) -> str:
        return self._boot

    def now(self) -> datetime:
        return datetime.now(UTC)

    def since_boot(self) -> float:
        return time.clock_gettime(time.CLOCK_BOOTTIME)


def today() -> date:
    """The day it is on this machine, in its own zone."""
    return now_here().date()


def now_here() -> datetime:
    """The minute it is on this machine, in its own zone."""
    return datetime.now().astimezone()

"""How this kiosk is, beside its printer: what the console's list of devices and the operator's corner tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kiosk.clock import Clock
from kiosk.offline.standby import Standby
from queue_server.contract.common import KioskHealth

VERSION = "0.1.0"
RESTARTS = "MOTCUA_RESTARTS"
"""The watchdog tells its kiosk in the environment how often it had to start one."""


class Vitals:
    """Counts from when it is built. `screen_faults` is raised by whoever catches one, `has_pin` asked of the lock."""

    def __init__(self, standby: Standby, clock: Clock, environment: Mapping[str, str]) -> None:
        self._standby, self._clock = standby, clock
        self._began = clock.since_boot()
        restarts = environment.get(RESTARTS, "0")
        self._restarts = int(restarts) if restarts.isdigit() else 0
        self.screen_faults = 0
        self.version = VERSION
        self.has_pin: Callable[[], bool] = lambda: False

    def seconds(self) -> float:
        """Of a clock that only moves forward."""
        return self._clock.since_boot()

    def told(self) -> KioskHealth:
        stock = self._standby.stock()
        return KioskHealth(
            uptime_seconds=round(self._clock.since_boot() - self._began),
            lease_left=stock.left,
            unsent=stock.unsent,
            refused=list(stock.refused)[-20:],
            screen_faults=self.screen_faults,
            restarts=self._restarts,
            has_pin=self.has_pin(),
        )

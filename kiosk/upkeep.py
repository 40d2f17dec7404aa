"""What the kiosk looks after between two visits: the catalog, its own permission, its printer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from hardware.faults import PrinterFault
from hardware.ports import PrinterStatus
from kiosk.issue import is_away
from kiosk.offline.standby import NoNumbers, Standby
from kiosk.state import Catalog, Trouble
from kiosk.vitals import Vitals
from queue_server.client import ClientError, ProblemAnswered, QueueClient, ServerUnreachable
from queue_server.contract.commands import ReportHealth
from queue_server.contract.common import HealthState
from queue_server.contract.devices import Device
from queue_server.contract.problems import ProblemType

LOOK_SECONDS = 10.0
STILL_HERE_SECONDS = 20.0
CUT_OFF_SECONDS = 2.0
"""While the kiosk gives its own numbers: the sooner the server is back, the sooner there are forecasts again."""

FIRST_PAUSE_SECONDS = 1.0
PAUSE_GROWTH = 1.6

TROUBLES = {
    ProblemType.SERVICE_CLOSED: Trouble.SERVICE_CLOSED,
    ProblemType.UNKNOWN_SERVICE: Trouble.SERVICE_CLOSED,
    **{
        ProblemType(one.value): one
        for one in (
            Trouble.OFFICE_CLOSED,
            Trouble.OFFICE_BREAK,
            Trouble.OFFICE_HOLIDAY,
            Trouble.SERVICE_HOURS,
            Trouble.LAST_TICKET,
            Trouble.SERVICE_FULL,
            Trouble.SERIES_FULL,
            Trouble.DAILY_LIMIT,
            Trouble.UNKNOWN_APPOINTMENT,
            Trouble.APPOINTMENT_USED,
            Trouble.APPOINTMENT_CANCELLED,
            Trouble.APPOINTMENT_OTHER_DAY,
            Trouble.APPOINTMENT_TOO_EARLY,
            Trouble.APPOINTMENT_TOO_LATE,
            Trouble.TOO_MANY_ATTEMPTS,
        )
    },
    ProblemType.BUSY: Trouble.BUSY,
    ProblemType.NOT_SIGNED_IN: Trouble.NOT_ALLOWED,
    ProblemType.NOT_ALLOWED: Trouble.NOT_ALLOWED,
}


class StatusPrinter(Protocol):
    """The printer, as far as it can be asked how it is."""

    def status(self) -> PrinterStatus: ...


class Upkeep:
    """Reads what the screens show while nobody is there, and tells the server how this kiosk is.

    `heard_of_itself` is called with what the server says of this device.
    """

    def __init__(
        self,
        client: QueueClient,
        printer: StatusPrinter,
        standby: Standby,
        vitals: Vitals,
        warning: Callable[[], str | None] = lambda: None,
    ) -> None:
        """`warning` tells what else staff should look at, as a code, when the printer is well."""
        self._warning = warning
        self._client = client
        self._printer = printer
        self._standby = standby
        self._vitals = vitals
        self._seen: tuple[HealthState, str | None] = (HealthState.OK, None)
        self._told_at = 0.0
        self.heard_of_itself: Callable[[Device], None] = lambda _: None

    def look(self) -> Catalog:
        """What the office offers now; without the server, after a second try, what this kiosk can offer by itself.

        What was given while the server was away is handed in first. Raises `NoNumbers` when the server is away and this
        kiosk has none of its own, `ProblemAnswered` when the server says no.
        """
        try:
            return self._look_twice()
        except (ServerUnreachable, ProblemAnswered) as error:
            if not is_away(error):
                raise
            return self._alone()

    def check_printer(self) -> str | None:
        """The code of what keeps the printer from printing, None when it can; the server is told if it is there."""
        self._seen = self._printer_state()
        health = self._tell()
        return health.fault if health.state is HealthState.FAILED else None

    def still_here(self) -> None:
        """Tell the server now and then, in a long visit too; the printer is left in peace and counts as last seen."""
        if self._vitals.seconds() - self._told_at >= STILL_HERE_SECONDS:
            self._tell()

    def _tell(self) -> ReportHealth:
        state, fault = self._seen
        health = ReportHealth(state=state, fault=fault, version=self._vitals.version, kiosk=self._vitals.told())
        self._told_at = self._vitals.seconds()
        with suppress(ClientError):
            self._client.report_health(health)
        return health

    def _look_twice(self) -> Catalog:
        try:
            return self._look()
        except ServerUnreachable:
            if self._standby.is_cut_off:
                raise
            return self._look()

    def _alone(self) -> Catalog:
        catalog = self._standby.catalog()
        self._standby.is_cut_off = True
        return catalog

    def _look(self) -> Catalog:
        # The rest is public: only this question tells a kiosk that its token was revoked.
        self.heard_of_itself(self._client.this_device())
        catalog = Catalog(
            office=self._client.office(),
            services=tuple(self._client.services()),
            priority_classes=tuple(self._client.priority_classes()),
        )
        self._standby.keep(catalog)
        return catalog

    def _printer_state(self) -> tuple[HealthState, str | None]:
        try:
            status = self._printer.status()
        except PrinterFault as fault:
            return HealthState.FAILED, fault.code
        if status.fault is not None:
            return HealthState.FAILED, status.fault.code
        warning = status.warning or self._warning()
        return (HealthState.WARNING, warning) if warning else (HealthState.OK, None)


def pause_after(failures: int) -> float:
    """Seconds until the next look: ten while all is well, soon after a failure, and slower as failures go on."""
    if failures == 0:
        return LOOK_SECONDS
    return float(min(LOOK_SECONDS, FIRST_PAUSE_SECONDS * PAUSE_GROWTH ** (failures - 1)))


def trouble_of(error: Exception) -> Trouble:
    """What to show for an error of the client; anything unexpected is a refusal that asks for a clerk."""
    if isinstance(error, ProblemAnswered):
        return next((trouble for kind, trouble in TROUBLES.items() if error.is_a(kind)), Trouble.REFUSED)
    if isinstance(error, NoNumbers):
        return error.trouble
    return Trouble.SERVER_AWAY if isinstance(error, ClientError) else Trouble.REFUSED

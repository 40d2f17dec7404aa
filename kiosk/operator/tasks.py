"""What the corner can do, in the job threads."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from hardware.faults import PrinterFault
from kiosk.clock import Clock, now_here
from kiosk.issue import PrintDesk
from kiosk.offline.standby import Standby
from kiosk.operator.corner import Outcome, Reach, Report, Task
from kiosk.paper import TicketMachine
from kiosk.upkeep import StatusPrinter
from kiosk.vitals import Vitals
from queue_server.client import ProblemAnswered, QueueClient, ServerUnreachable

NOTHING_GIVEN = "nothing_given"

log = logging.getLogger("kiosk.operator")


@dataclass(frozen=True, slots=True)
class Tools:
    client: QueueClient
    printer: StatusPrinter
    desk: PrintDesk
    machine: TicketMachine
    standby: Standby
    vitals: Vitals
    clock: Clock
    server: str


class Operator:
    """Does one task at a time. Nothing here raises for what a machine may do: the report says it."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def do(self, task: Task) -> tuple[Outcome, Report]:
        log.info("operator: %s", task.value)
        fault = None
        if task is Task.TEST_PRINT:
            fault = self._print("a trial", lambda: self._tools.machine.put_sample_on_paper(now_here()))
        elif task is Task.PRINT_LAST:
            fault = self._print_last()
        return Outcome(task, fault), self.report()

    def report(self) -> Report:
        began = self._tools.clock.since_boot()
        reach = self._reach()
        fault, is_low = self._printer()
        return Report(
            version=self._tools.vitals.version,
            server=self._tools.server,
            reach=reach,
            reach_seconds=self._tools.clock.since_boot() - began,
            address=own_address(self._tools.server),
            printer_fault=fault,
            paper_low=is_low,
            health=self._tools.vitals.told(),
        )

    def _print_last(self) -> str | None:
        last = self._tools.standby.last()
        if last is None:
            return NOTHING_GIVEN
        return self._tools.desk.print_own_again(last)

    def _print(self, number: str, put: Callable[[], None]) -> str | None:
        return self._tools.desk.print_by_hand(number, put)

    def _reach(self) -> Reach:
        try:
            self._tools.client.this_device()
        except ProblemAnswered as problem:
            return Reach.REFUSED if problem.problem.status in (401, 403) else Reach.AWAY
        except ServerUnreachable:
            return Reach.AWAY
        return Reach.THERE

    def _printer(self) -> tuple[str | None, bool]:
        try:
            status = self._tools.printer.status()
        except PrinterFault as fault:
            return fault.code, False
        return (status.fault.code if status.fault else None), bool(status.warning)


def own_address(server: str) -> str:
    """The address of this machine in the network that leads to the server; empty for none. Nothing is sent."""
    parts = urlsplit(server)
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect((parts.hostname or "", parts.port or 80))
            return str(probe.getsockname()[0])
    except OSError:
        return ""

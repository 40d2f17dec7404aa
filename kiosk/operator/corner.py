"""What the operator's corner knows. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.operator.pin import Tried
from queue_server.contract.common import KioskHealth


class Task(StrEnum):
    """What an operator can ask for."""

    LOOK = "look"
    TEST_PRINT = "test_print"
    PRINT_LAST = "print_last"
    RESTART = "restart"


class Reach(StrEnum):
    """How the server answered: `refused` means that this device's credential is worthless."""

    THERE = "there"
    AWAY = "away"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Report:
    """How this kiosk is. `printer_fault` is a code, None for a printer that is ready; `paper_low`: a warning only."""

    version: str
    server: str
    reach: Reach
    reach_seconds: float
    address: str
    printer_fault: str | None
    paper_low: bool
    health: KioskHealth


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task: `fault` None when it went well."""

    task: Task
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Corner:
    """`tried` is what is known of the PIN; `busy` while something is being done."""

    tried: Tried | None = None
    tries: int = 0
    busy: Task | None = None
    report: Report | None = None
    outcome: Outcome | None = None

"""What can happen on the two screens of the operator's corner."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.actions import Action
from kiosk.operator.corner import Outcome, Report, Task
from kiosk.operator.pin import Tried


@dataclass(frozen=True, slots=True)
class OpenCorner(Action):
    """Somebody held the corner of the screen."""

    tried: Tried


@dataclass(frozen=True, slots=True)
class PinTried(Action):
    tried: Tried


@dataclass(frozen=True, slots=True)
class Operate(Action):
    task: Task


@dataclass(frozen=True, slots=True)
class Operated(Action):
    """A task is done; `report` is how it stands afterwards."""

    outcome: Outcome
    report: Report

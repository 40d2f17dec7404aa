"""Carries the wishes of the operator's corner to the job threads, and what came of them back to the screen."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.actions import Action
from kiosk.jobs import JobRunner
from kiosk.operator.actions import OpenCorner, Operated, PinTried
from kiosk.operator.corner import Outcome, Report, Task
from kiosk.operator.pin import PinLock, Tried, Verdict
from kiosk.operator.tasks import Operator
from kiosk.state import Screen, State

KIOSK_FAULT = "kiosk_fault"


class Attendant:
    """Every method must be called on the screen's thread. `restart` ends the kiosk so that it is started again."""

    def __init__(
        self,
        lock: PinLock,
        operator: Operator,
        runner: JobRunner,
        do: Callable[[Action], None],
        restart: Callable[[], None],
    ) -> None:
        self._lock, self._operator, self._runner = lock, operator, runner
        self._do, self._restart = do, restart

    def knock(self) -> None:
        """Somebody held the corner of the screen."""
        self._runner.submit("corner", self._lock.state, lambda tried: self._do(OpenCorner(tried)), _nothing)

    def try_pin(self, pin: str) -> None:
        """The PIN goes to the lock and nowhere else."""
        self._runner.submit(
            "pin",
            lambda: self._lock.try_pin(pin),
            lambda tried: self._do(PinTried(tried)),
            lambda _: self._do(PinTried(Tried(Verdict.WRONG))),
        )

    def follow(self, before: State, now: State) -> None:
        """Do what was asked for on the operator's screen."""
        task = now.corner.busy
        if now.screen is not Screen.OPERATOR or task is None or task is before.corner.busy:
            return
        self._runner.submit(
            f"operator {task.value}",
            lambda: self._operator.do(task),
            self._done,
            lambda _: self._failed(task),
        )

    def _done(self, answer: tuple[Outcome, Report]) -> None:
        outcome, report = answer
        self._do(Operated(outcome, report))
        if outcome.task is Task.RESTART:
            self._restart()

    def _failed(self, task: Task) -> None:
        self._runner.submit("report", self._operator.report, lambda report: self._told(task, report), _nothing)

    def _told(self, task: Task, report: Report) -> None:
        self._do(Operated(Outcome(task, KIOSK_FAULT), report))


def _nothing(_: object) -> None:
    """The corner stays as it is; the log says why."""

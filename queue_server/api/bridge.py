"""Between the hub, where requests live, and the writer's thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

import gevent
from gevent.event import AsyncResult

from queue_server.operations.work import Work
from queue_server.operations.writer import Outcome, Settled, Writer
from queue_server.store.journal import Recorded

Value = TypeVar("Value")
Publish = Callable[[list[Recorded]], None]

ANSWER_SECONDS = 20.0
"""Longer than any commit on a disk that is alive."""


class Unanswered(Exception):
    """The writer did not come back in time; whether the operation happened is not known."""


class _Waiting:
    """A request's greenlet, asleep until the writer has settled its operation."""

    def __init__(self, operation: Callable[[Work], Any]) -> None:
        self.operation = operation
        self.result: AsyncResult = AsyncResult()

    def settle(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.result.set_exception(outcome.error)
        else:
            self.result.set(outcome.value)


class Bridge:
    """Runs operations for greenlets. Events are published on the hub, in order, before their requests are answered."""

    def __init__(self, publish: Publish) -> None:
        self._publish = publish
        self._settled: deque[tuple[Settled, list[Recorded]]] = deque()
        self._wake = gevent.get_hub().loop.async_()
        self._wake.start(self._hand_out)
        self._writer: Writer | None = None

    def connect(self, writer: Writer) -> None:
        self._writer = writer

    def run(self, operation: Callable[[Work], Value]) -> Value:
        """Run an operation and return its answer once it is durable.

        Raises what the operation raised, `NotDurable` when the commit failed, `Unanswered` when the writer hangs.
        """
        if self._writer is None:
            raise Unanswered("no writer")
        waiting = _Waiting(operation)
        self._writer.submit(waiting)
        try:
            value: Value = waiting.result.get(timeout=ANSWER_SECONDS)
        except gevent.Timeout as error:
            raise Unanswered("the writer did not answer") from error
        return value

    def deliver(self, settled: Settled, recorded: list[Recorded]) -> None:
        """Called by the writer's thread after each commit."""
        self._settled.append((settled, recorded))
        self._wake.send()

    def _hand_out(self) -> None:
        while self._settled:
            settled, recorded = self._settled.popleft()
            if recorded:
                self._publish(recorded)
            for job, outcome in settled:
                job.settle(outcome)

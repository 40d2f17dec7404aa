"""Between the requests, each in a greenlet, and the one writer."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

import gevent
from gevent.event import AsyncResult
from gevent.event import Event as Signal

from queue_server.operations.work import Work
from queue_server.operations.writer import MOST_IN_A_COMMIT, Batch, Outcome, Writer
from queue_server.store.journal import Recorded

Value = TypeVar("Value")
Publish = Callable[[list[Recorded]], None]

ANSWER_SECONDS = 20.0
"""Longer than any commit on a disk that is alive."""


class Unanswered(Exception):
    """The writer did not come back in time; whether the operation happened is not known."""


class _Waiting:
    """A request's greenlet, asleep until its operation is settled."""

    def __init__(self, operation: Callable[[Work], Any]) -> None:
        self.operation = operation
        self.result: AsyncResult = AsyncResult()

    def settle(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.result.set_exception(outcome.error)
        else:
            self.result.set(outcome.value)


class Bridge:
    """Gathers the operations that wait while a commit is under way and makes the next commit of them.

    Operations run on the hub, in order; a native thread waits for the disk, so that a stalled one freezes nothing.
    Events are published before their requests are answered.
    """

    def __init__(self, writer: Writer, publish: Publish) -> None:
        self._writer, self._publish = writer, publish
        self._waiting: deque[_Waiting] = deque()
        self._called = Signal()
        self._stopping = False
        self._threads = gevent.get_hub().threadpool
        self._rounds: gevent.Greenlet | None = None

    def start(self) -> None:
        self._rounds = gevent.spawn(self._work)

    def when_it_breaks(self, tell: Callable[[], object]) -> None:
        """Have `tell` called if the rounds end by a fault of ours: nothing can be written from then on."""
        if self._rounds is not None:
            self._rounds.link_exception(lambda _: tell())

    @property
    def is_broken(self) -> bool:
        return self._rounds is not None and self._rounds.exception is not None

    def stop(self) -> None:
        """Finish what was submitted, then end."""
        self._stopping = True
        self._called.set()
        if self._rounds is not None:
            self._rounds.join()

    def run(self, operation: Callable[[Work], Value]) -> Value:
        """Run an operation and return its answer once it is durable.

        Raises what the operation raised, `NotDurable` when the commit failed, `Unanswered` when the disk hangs.
        """
        waiting = _Waiting(operation)
        self._waiting.append(waiting)
        self._called.set()
        try:
            value: Value = waiting.result.get(timeout=ANSWER_SECONDS)
        except gevent.Timeout as error:
            raise Unanswered("the writer did not answer") from error
        return value

    def _work(self) -> None:
        while True:
            self._called.wait()
            self._called.clear()
            while self._waiting:
                self._settle(self._one_batch())
            if self._stopping:
                return

    def _one_batch(self) -> Batch:
        jobs = [self._waiting.popleft() for _ in range(min(MOST_IN_A_COMMIT, len(self._waiting)))]
        performed = self._writer.perform(jobs)
        batch: Batch = self._threads.apply(self._writer.commit, (performed,))
        return batch

    def _settle(self, batch: Batch) -> None:
        if batch.recorded:
            self._publish(batch.recorded)
        for job, outcome in batch.settled:
            job.settle(outcome)

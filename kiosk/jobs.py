"""Threads that do what must not hold up the screen: network and printing. Answers come back on the screen's thread."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from queue_server.client import ClientError

Answer = TypeVar("Answer")
Deliver = Callable[[Callable[[], None]], None]
"""Runs a call soon on the thread that owns the screen; may be used from any thread."""

log = logging.getLogger("kiosk.jobs")


class Foreseen(Exception):
    """A job could not be done, and the screen has words for it: a line in the log, no trace."""


@dataclass(frozen=True, slots=True)
class _Job:
    name: str
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]


class JobRunner:
    """One thread, one job at a time, in the order of asking."""

    def __init__(self, name: str, deliver: Deliver) -> None:
        self._deliver = deliver
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        # A daemon: the kiosk must be able to end while a dead network still holds a call.
        self._thread = threading.Thread(target=self._run, name=f"kiosk-{name}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, timeout_seconds: float) -> None:
        """End after the jobs already asked for, or after the timeout with the last one still running."""
        self._jobs.put(None)
        self._thread.join(timeout_seconds)

    def submit(
        self,
        name: str,
        work: Callable[[], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do `work` on the thread; exactly one of `done` and `failed` follows on the screen's thread."""
        self._jobs.put(_Job(name, work, done, failed))

    def _run(self) -> None:
        while self._do_next():
            pass

    def _do_next(self) -> bool:
        # In a call of its own: while this thread waits, it must not hold on to a ticket that its last job was about.
        job = self._jobs.get()
        if job is not None:
            self._do(job)
        return job is not None

    def _do(self, job: _Job) -> None:
        # The last catch of this thread: whatever a job raises becomes something that the screen shows.
        try:
            answer = job.work()
        except Exception as error:
            _tell(job.name, error)
            failure = error
            self._deliver(lambda: job.failed(failure))
            return
        self._deliver(lambda: job.done(answer))


def _tell(name: str, error: Exception) -> None:
    if isinstance(error, (ClientError, Foreseen)):
        log.warning("%s: %s", name, error)
    else:
        log.error("%s failed", name, exc_info=error)

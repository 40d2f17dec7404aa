"""The server's side: keeps one worker process alive, asks it again and again, and remembers its last answer."""

from __future__ import annotations

import pickle
from datetime import datetime

import gevent
import structlog
from gevent import subprocess
from gevent.event import Event as Signal

from queue_server.clock import Clock, monotonic_seconds
from queue_server.domain.foreseen import Foreseen
from queue_server.worker.messages import Question, Start, read_answer, write_question
from queue_server.worker.process import begin, end

SOONEST, LATEST = 1.0, 3.0
"""Seconds from one question to the next: when something changed, and when nothing did."""

ANSWER_SECONDS = 60.0
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
WELL_AFTER = 60.0
"""A worker that lived so long was well: the next one need not wait for its start."""


class WorkerGone(Exception):
    """It ended, or it does not answer."""


class Supervisor:
    """Use it on the hub. Nothing here is waited for by a request: `last` is what there is."""

    def __init__(self, start: Start, clock: Clock) -> None:
        self.last: Foreseen | None = None
        self._start, self._clock = start, clock
        self._changed = Signal()
        self._process: subprocess.Popen | None = None
        self._rounds: gevent.Greenlet | None = None

    def fresh(self, now: datetime) -> Foreseen | None:
        """The last answer if it is not stale."""
        return self.last if self.last is not None and not self.last.is_stale(now) else None

    def start(self) -> None:
        self._rounds = gevent.spawn(self._keep)

    def something_changed(self) -> None:
        self._changed.set()

    def stop(self) -> None:
        """End the worker; it holds nothing that would be lost."""
        if self._rounds is not None:
            self._rounds.kill()
        self._end()

    def _keep(self) -> None:
        pause = FIRST_PAUSE
        while True:
            began = monotonic_seconds()
            try:
                self._one_life()
            except (WorkerGone, OSError, ValueError, gevent.Timeout) as error:
                structlog.get_logger().warning("worker_ended", error=str(error), again_in=pause)
            finally:
                self._end()
            pause = FIRST_PAUSE if monotonic_seconds() - began > WELL_AFTER else pause
            gevent.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def _one_life(self) -> None:
        """Ask one worker as long as it answers."""
        self._process = begin("queue_server.worker")
        self._process.stdin.write(pickle.dumps(self._start))
        while True:
            self._changed.clear()
            self._process.stdin.write(write_question(Question(self._clock.now())))
            self._process.stdin.flush()
            with gevent.Timeout(ANSWER_SECONDS, WorkerGone("no answer")):
                line = self._process.stdout.readline()
            if not line:
                raise WorkerGone(f"exit code {self._process.wait(1)}")
            self.last = read_answer(line)
            gevent.sleep(SOONEST)
            self._changed.wait(LATEST - SOONEST)

    def _end(self) -> None:
        process, self._process = self._process, None
        end(process)

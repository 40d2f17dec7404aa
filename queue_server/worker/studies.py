"""The server's side of long answers: each is computed once, by a process of its own, one after the other."""

from __future__ import annotations

import json
import pickle
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date

import gevent
import structlog
from gevent import subprocess
from gevent.lock import Semaphore

from queue_server.clock import Clock, monotonic_seconds
from queue_server.worker.messages import Start
from queue_server.worker.process import begin, end
from queue_server.worker.subjects import NOTHING, Study, Subject

MOST_KEPT = 30
MOST_WAITING = 3
PATIENCE_SECONDS = 600.0
FORGOTTEN_SECONDS = 5.0
"""A study that nobody asked about for so long makes room for one that somebody waits for."""

Key = tuple[Subject, date]
"""An answer holds for the day on which it was asked for: the next one has more history."""


class StudyFailed(Exception):
    """The process ended without an answer; asking again starts another."""


class NothingToStudy(Exception):
    """There is nothing to compute this from."""


@dataclass(slots=True)
class _Entry:
    done: float = 0.0
    answer: str | None = None
    failed: bool = False
    asked_at: float = 0.0


class Studies:
    """Use it on the hub. Nobody waits: an answer that is not there yet is asked for again."""

    def __init__(self, start: Start, clock: Clock) -> None:
        self._start, self._clock = start, clock
        self._entries: OrderedDict[Key, _Entry] = OrderedDict()
        self._one_at_a_time = Semaphore(1)
        self._tasks: dict[Key, gevent.Greenlet] = {}
        self._process: subprocess.Popen | None = None
        self._running: Key | None = None

    def ask(self, subject: Subject) -> str | float:
        """The answer as JSON, or how much of it is done, from 0 to 1; asking for the first time begins it.

        Raises NothingToStudy, StudyFailed.
        """
        key = subject, self._start.catalog.office.business_date(self._clock.now())
        entry = self._entries.get(key)
        if entry is None:
            entry = self._begin(key)
        entry.asked_at = monotonic_seconds()
        self._make_room(key)
        if entry.failed:
            del self._entries[key]
            raise StudyFailed
        if entry.answer == NOTHING:
            raise NothingToStudy
        return entry.done if entry.answer is None else entry.answer

    def forget(self, subject: Subject) -> None:
        """Whoever asked has the answer and will not come back for it."""
        for key in [key for key in self._entries if key[0] == subject]:
            self._drop(key)

    def stop(self) -> None:
        """End what is under way; nothing is lost that could not be computed again."""
        gevent.killall(list(self._tasks.values()))
        self._end()

    def _begin(self, key: Key) -> _Entry:
        entry = self._entries[key] = _Entry()
        self._forget_old()
        self._tasks[key] = gevent.spawn(self._work, key, entry)
        return entry

    def _make_room(self, key: Key) -> None:
        """End what is under way if nobody looks at it any more and this one waits for its turn."""
        running = self._running
        under_way = self._entries.get(running) if running else None
        if running is None or under_way is None or running == key or self._entries[key].answer is not None:
            return
        if monotonic_seconds() - under_way.asked_at > FORGOTTEN_SECONDS:
            self._drop(running)

    def _forget_old(self) -> None:
        """Whoever still looks asks again; a question that nobody repeats need not be answered."""
        waiting = [key for key, entry in self._entries.items() if entry.answer is None and not entry.done]
        for key in waiting[:-MOST_WAITING]:
            self._drop(key)
        while len(self._entries) > MOST_KEPT:
            self._drop(next(iter(self._entries)))

    def _drop(self, key: Key) -> None:
        self._entries.pop(key, None)
        task = self._tasks.pop(key, None)
        if task is not None:
            task.kill(block=False)

    def _work(self, key: Key, entry: _Entry) -> None:
        with self._one_at_a_time:
            self._running = key
            try:
                with gevent.Timeout(PATIENCE_SECONDS, StudyFailed("too long")):
                    self._run(key[0], entry)
            except (StudyFailed, OSError, ValueError) as error:
                structlog.get_logger().warning("study_failed", subject=type(key[0]).__name__, error=str(error))
                entry.failed = True
            finally:
                self._end()
                self._running = None
                # Somebody may have asked again while this one was being ended.
                if self._tasks.get(key) is gevent.getcurrent():
                    del self._tasks[key]

    def _run(self, subject: Subject, entry: _Entry) -> None:
        self._process = process = begin("queue_server.worker.study")
        process.stdin.write(pickle.dumps(Study(self._start, subject, self._clock.now())))
        process.stdin.close()
        while entry.answer is None:
            line = process.stdout.readline()
            if not line:
                raise StudyFailed(f"exit code {process.wait(1)}")
            told = json.loads(line)
            entry.done, entry.answer = told.get("done", entry.done), told.get("answer")

    def _end(self) -> None:
        process, self._process = self._process, None
        end(process)

"""The one thread that writes: many operations, one commit, and nobody hears of anything before it is durable."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Protocol

from queue_server.clock import Clock
from queue_server.domain.catalog import Catalog
from queue_server.domain.hall import Hall
from queue_server.operations.work import Work
from queue_server.store import counters, visits
from queue_server.store.database import savepoint
from queue_server.store.journal import JournalHead, Recorded, read_head

MOST_IN_A_COMMIT = 64


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one operation: its answer, or the error it raised."""

    value: Any = None
    error: BaseException | None = None


class Job(Protocol):
    """An operation on its way. `settle` is called once, on the thread that the deliverer chose."""

    operation: Callable[[Work], Any]

    def settle(self, outcome: Outcome) -> None: ...


Settled = list[tuple[Job, Outcome]]
Deliver = Callable[[Settled, list[Recorded]], None]


class NotDurable(Exception):
    """The commit failed, so nothing of this batch happened."""


class Writer:
    """Runs operations in the order they were submitted. `deliver` gets each batch after its commit, with its events."""

    def __init__(self, db: sqlite3.Connection, catalog: Catalog, clock: Clock, deliver: Deliver) -> None:
        self._db, self._catalog, self._clock, self._deliver = db, catalog, clock, deliver
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="writer", daemon=True)
        self._hall, self._head = self._rebuilt()

    def start(self) -> None:
        self._thread.start()

    def submit(self, job: Job) -> None:
        self._jobs.put(job)

    def stop(self) -> None:
        """Finish everything submitted so far, then end the thread."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (batch := self._next_batch()) is not None:
            settled, recorded = self._commit(batch)
            self._deliver(settled, recorded)

    def _next_batch(self) -> list[Job] | None:
        """Wait for one operation and take along whatever else is there."""
        first = self._jobs.get()
        if first is None:
            return None
        batch = [first]
        while len(batch) < MOST_IN_A_COMMIT:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                break
            if job is None:
                self._jobs.put(None)
                break
            batch.append(job)
        return batch

    def _commit(self, batch: list[Job]) -> tuple[Settled, list[Recorded]]:
        recorded: list[Recorded] = []
        try:
            self._db.execute("begin immediate")
            settled: Settled = [(job, self._attempt(job, recorded)) for job in batch]
            self._db.execute("commit")
        except sqlite3.Error as error:
            return self._failed(batch, error), []
        return settled, recorded

    def _attempt(self, job: Job, recorded: list[Recorded]) -> Outcome:
        """One operation in its own savepoint; whatever it raises concerns it alone."""
        head = self._head.copy()
        work = Work(self._db, self._hall, self._head, self._clock.now())
        try:
            with savepoint(self._db):
                value = job.operation(work)
        except Exception as error:
            work.undo()
            self._head = head
            if not self._db.in_transaction:
                raise sqlite3.OperationalError(str(error)) from error
            return Outcome(error=error)
        recorded += work.recorded
        return Outcome(value)

    def _failed(self, batch: list[Job], error: sqlite3.Error) -> Settled:
        """The disk said no: forget what memory thought had happened."""
        if self._db.in_transaction:
            self._db.execute("rollback")
        self._hall, self._head = self._rebuilt()
        refusal = NotDurable(str(error))
        refusal.__cause__ = error
        return [(job, Outcome(error=refusal)) for job in batch]

    def _rebuilt(self) -> tuple[Hall, JournalHead]:
        hall = Hall(self._catalog, counters.load(self._db, self._catalog.counters), visits.active(self._db))
        return hall, read_head(self._db, self._catalog.office.id)

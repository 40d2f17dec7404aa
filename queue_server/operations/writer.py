"""The one that writes: many operations, one commit, and nobody hears of anything before it is durable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from queue_server.clock import Clock
from queue_server.domain.catalog import Catalog
from queue_server.domain.hall import Hall
from queue_server.operations.work import Work
from queue_server.store import counters, visits
from queue_server.store.database import Connection, DatabaseError, begin, commit, roll_back, savepoint
from queue_server.store.journal import JournalHead, Recorded, read_head

MOST_IN_A_COMMIT = 32


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one operation: its answer, or the error it raised."""

    value: Any = None
    error: BaseException | None = None


class Job(Protocol):
    """An operation on its way; `settle` is called once, after the commit."""

    operation: Callable[[Work], Any]

    def settle(self, outcome: Outcome) -> None: ...


@dataclass(frozen=True, slots=True)
class Batch:
    """Jobs with their outcomes and events: true once `Writer.commit` has returned."""

    settled: list[tuple[Job, Outcome]]
    recorded: list[Recorded]


class NotDurable(Exception):
    """The commit failed, so nothing of this batch happened."""


class Writer:
    """Holds the hall and the writing connection. `perform` then `commit`, one batch at a time, never two at once.

    They are two calls because only the second waits for the disk: the server lets a native thread do that.
    """

    def __init__(self, db: Connection, catalog: Catalog, clock: Clock) -> None:
        self._db, self._catalog, self._clock = db, catalog, clock
        self._hall, self._head = self._rebuilt()

    def run(self, jobs: Sequence[Job]) -> Batch:
        """Perform and commit."""
        return self.commit(self.perform(jobs))

    def perform(self, jobs: Sequence[Job]) -> Batch:
        """Run the operations inside one open transaction, in order."""
        recorded: list[Recorded] = []
        try:
            begin(self._db)
            return Batch([(job, self._attempt(job, recorded)) for job in jobs], recorded)
        except DatabaseError as error:
            return self._failed(jobs, error)

    def commit(self, batch: Batch) -> Batch:
        """Make it durable. What comes back may be told: the batch, or a refusal for each of its jobs."""
        try:
            commit(self._db)
        except DatabaseError as error:
            return self._failed([job for job, _ in batch.settled], error)
        return batch

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
                raise DatabaseError(str(error)) from error
            return Outcome(error=error)
        recorded += work.recorded
        return Outcome(value)

    def _failed(self, jobs: Sequence[Job], error: DatabaseError) -> Batch:
        """The disk said no: forget what memory thought had happened."""
        roll_back(self._db)
        self._hall, self._head = self._rebuilt()
        refusal = NotDurable(str(error))
        refusal.__cause__ = error
        return Batch([(job, Outcome(error=refusal)) for job in jobs], [])

    def _rebuilt(self) -> tuple[Hall, JournalHead]:
        hall = Hall(self._catalog, counters.load(self._db, self._catalog.counters), visits.active(self._db))
        return hall, read_head(self._db, self._catalog.office.id)

"""The same tickets through the same writer without HTTP: what remains of the server when nobody has to be talked to."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from queue_server.clock import SystemClock
from queue_server.config import DEMO_OFFICE
from queue_server.domain.events import Actor
from queue_server.office_file import load_office
from queue_server.operations.asker import Asker
from queue_server.operations.visits import VisitRequest, cancel_visit, start_visit
from queue_server.operations.work import Work
from queue_server.operations.writer import Outcome, Writer
from queue_server.store.database import connect


@dataclass(slots=True)
class Ticket:
    """One asking on its way; `settle` is what the writer calls when it is durable."""

    request: VisitRequest
    asker: Asker
    visit_id: str = ""

    def operation(self, work: Work) -> str:
        return start_visit(work, self.request, self.asker).visit.visit_id

    def settle(self, outcome: Outcome) -> None:
        assert outcome.error is None, outcome.error
        self.visit_id = outcome.value


@dataclass(slots=True)
class Cancellation:
    visit_id: str
    asker: Asker

    def operation(self, work: Work) -> Any:
        return cancel_visit(work, self.visit_id, self.asker, "bench")

    def settle(self, outcome: Outcome) -> None:
        assert outcome.error is None, outcome.error


class WriterAlone:
    """A writer over a twin of the server's database. As many tickets share a commit as there are connections."""

    def __init__(self, path: Path, device_id: str, at_once: int) -> None:
        catalog = load_office(DEMO_OFFICE)
        catalog = replace(catalog, office=replace(catalog.office, hours=(), holidays=frozenset()))
        self._asker = Asker(Actor("device", device_id), device_kind="kiosk")
        self._at_once = at_once
        self._database = connect(path)
        self._writer = Writer(self._database, catalog, SystemClock())

    def write(self, services: list[str]) -> float:
        """Issue a ticket for each of these; tickets a second. The hall is emptied afterwards, untimed."""
        tickets = [Ticket(self._request(service_id), self._asker) for service_id in services]
        began = time.perf_counter()
        self._do(tickets)
        rate = len(tickets) / (time.perf_counter() - began)
        self._do([Cancellation(ticket.visit_id, self._asker) for ticket in tickets])
        return rate

    def close(self) -> None:
        self._database.close()

    def _request(self, service_id: str) -> VisitRequest:
        return VisitRequest(uuid4().hex, (service_id,), "ordinary", "vi", "kiosk", "counter")

    def _do(self, jobs: Sequence[Ticket | Cancellation]) -> None:
        for first in range(0, len(jobs), self._at_once):
            for job, outcome in self._writer.run(jobs[first : first + self._at_once]).settled:
                job.settle(outcome)

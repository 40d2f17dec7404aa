"""Take a ticket, put it on paper, tell the server how the paper went. In that order, and paper never twice."""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from hardware.faults import PrinterFault, SetupError
from kiosk.print_ledger import PRINTED, UNCONFIRMED, PrintLedger
from queue_server.client import ProblemAnswered, QueueClient, ServerUnreachable
from queue_server.contract.answers import PrintJob, TicketIssued
from queue_server.contract.commands import PrintResult, StartVisit
from queue_server.contract.common import PrintKind, PrintState
from queue_server.contract.problems import ProblemType

RETRY_PAUSES = (0.3, 1.0, 2.0)
"""Seconds between the tries for one ticket. With the client's timeout a citizen waits under half a minute."""

DAY_OVER = "day_over"
NOTHING_TO_PRINT = "nothing_to_print"
CANNOT_DRAW = "cannot_draw"

log = logging.getLogger("kiosk.issue")


class PaperMachine(Protocol):
    """Draws a ticket and prints it. `hardware` in the product."""

    def put_on_paper(self, ticket: TicketIssued, *, reprint: bool) -> None:
        """Return when the paper is out. Raises `PrinterFault`, or `SetupError` when the ticket cannot be drawn."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a citizen asks for."""

    request_id: str
    service_id: str
    priority_class: str
    language: str


def new_request_id() -> str:
    return uuid.uuid4().hex


class Issuer:
    """Takes tickets of the server, one at a time. `pause(seconds)` waits between tries."""

    def __init__(self, client: QueueClient, desk: PrintDesk, pause: Callable[[float], None]) -> None:
        self._client = client
        self._desk = desk
        self._pause = pause

    def take(self, wish: Wish) -> TicketIssued:
        """Ask for the ticket, again with the same request id while nobody answers.

        Raises `ServerUnreachable` after the last try and `ProblemAnswered` when the server says no. After
        `ServerUnreachable` the ticket may exist all the same: ask again with the same wish, or `disown_lost_jobs`.
        """
        command = StartVisit(
            request_id=wish.request_id,
            service_id=wish.service_id,
            priority_class=wish.priority_class,
            language=wish.language,
        )
        for seconds in RETRY_PAUSES:
            try:
                return self._taken(command)
            except ServerUnreachable as error:
                log.warning("no answer for request %s, trying again: %s", wish.request_id, error)
            except ProblemAnswered as error:
                if not error.is_a(ProblemType.BUSY):
                    raise
            self._pause(seconds)
        return self._taken(command)

    def disown_lost_jobs(self) -> None:
        """End the ticket jobs whose paper nobody is waiting for any more: taken, but the answer or the kiosk was lost.

        Call it only between attempts. Raises as the client does.
        """
        for job in self._client.print_jobs():
            if job.kind is PrintKind.TICKET and not self._desk.is_mine(job.job_id):
                log.warning("print job %s was lost on its way", job.job_id)
                self._desk.give_up(job.job_id, UNCONFIRMED)

    def _taken(self, command: StartVisit) -> TicketIssued:
        ticket = self._client.start_visit(command)
        self._desk.expect(ticket.print_job_id)
        return ticket


class PrintDesk:
    """The one place where paper comes out: the citizen's ticket and what the console asks for, one at a time."""

    def __init__(self, machine: PaperMachine, ledger: PrintLedger) -> None:
        self._machine = machine
        self._ledger = ledger
        self._lock = threading.Lock()
        self._expected: set[str] = set()

    def expect(self, job_id: str | None) -> None:
        """The paper of this job is about to be asked for by the kiosk itself."""
        if job_id:
            self._expected.add(job_id)

    def is_mine(self, job_id: str) -> bool:
        return job_id in self._expected or self._ledger.knows(job_id)

    def print_ticket(self, ticket: TicketIssued) -> str | None:
        """Print a ticket just taken. None when the paper is out, else the code of the fault; never raises one."""
        if ticket.print_job_id is None:
            return self._try(ticket, is_reprint=False)
        return self._once(ticket.print_job_id, ticket, is_reprint=False)

    def print_job(self, job: PrintJob, business_date: str) -> None:
        """Do what the console asks for, unless it was begun before; the outcome is in the ledger afterwards."""
        if job.ticket is None:
            self.give_up(job.job_id, NOTHING_TO_PRINT)
        elif job.ticket.business_date.isoformat() != business_date:
            self.give_up(job.job_id, DAY_OVER)
        else:
            self._once(job.job_id, job.ticket, is_reprint=True)

    def give_up(self, job_id: str, fault: str) -> None:
        """End a job without paper."""
        if self._ledger.begin(job_id):
            self._ledger.finish(job_id, fault)

    def _once(self, job_id: str, ticket: TicketIssued, *, is_reprint: bool) -> str | None:
        if not self._ledger.begin(job_id):
            return _fault_of(self._ledger.outcomes().get(job_id, UNCONFIRMED))
        outcome = UNCONFIRMED
        try:
            outcome = self._try(ticket, is_reprint=is_reprint) or PRINTED
        finally:
            self._ledger.finish(job_id, outcome)
            self._expected.discard(job_id)
        return _fault_of(outcome)

    def _try(self, ticket: TicketIssued, *, is_reprint: bool) -> str | None:
        try:
            with self._lock:
                self._machine.put_on_paper(ticket, reprint=is_reprint)
        except PrinterFault as fault:
            log.warning("no paper for %s: %s", ticket.ticket_number, fault)
            return fault.code
        except SetupError:
            log.exception("the ticket %s cannot be drawn", ticket.ticket_number)
            return CANNOT_DRAW
        return None


class Reporter:
    """Tells the server how each job ended, as often as it takes."""

    def __init__(self, client: QueueClient, ledger: PrintLedger) -> None:
        self._client = client
        self._ledger = ledger

    def flush(self) -> None:
        """Report every outcome the server has not heard of. Raises `ServerUnreachable`: call again later."""
        for job_id, outcome in self._ledger.outcomes().items():
            try:
                self._client.report_print(job_id, result_of(outcome))
            except ProblemAnswered as error:
                if error.is_a(ProblemType.BUSY):
                    return
                # The server knows better, or no longer knows the job: saying it again would change nothing.
                log.warning("print job %s: the server does not take %r: %s", job_id, outcome, error)
            self._ledger.forget(job_id)


def result_of(outcome: str) -> PrintResult:
    if outcome == PRINTED:
        return PrintResult(state=PrintState.PRINTED)
    return PrintResult(state=PrintState.FAILED, fault=outcome)


def _fault_of(outcome: str) -> str | None:
    return None if outcome == PRINTED else outcome

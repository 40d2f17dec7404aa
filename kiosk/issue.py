"""Take a ticket, put it on paper, tell the server how the paper went. In that order, and paper never twice."""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable
from typing import Protocol

from hardware.document import Checklist
from hardware.faults import PrinterFault, SetupError
from kiosk.offline.standby import NoNumbers, Standby
from kiosk.print_ledger import PRINTED, UNCONFIRMED, PrintLedger, result_of
from kiosk.state import Trouble
from kiosk.wish import Wish
from queue_server.client import ProblemAnswered, QueueClient, ServerUnreachable, card_digest
from queue_server.contract.answers import PrintJob, TicketIssued
from queue_server.contract.commands import StartVisit
from queue_server.contract.common import Channel, PrintKind
from queue_server.contract.problems import ProblemType

RETRY_PAUSES = (0.3, 1.0, 2.0)
"""Seconds between the tries for one ticket, where there is no other way to get one."""

SHORT_PAUSES = (0.3, 0.7)
PATIENCE_SECONDS = 1.5
"""Where the kiosk has numbers of its own: no try after so long. With the client's timeout of two seconds a citizen
whose server hangs has a number within four, the look at the queue before it included."""

DAY_OVER = "day_over"
NOTHING_TO_PRINT = "nothing_to_print"
CANNOT_DRAW = "cannot_draw"

log = logging.getLogger("kiosk.issue")


class PaperMachine(Protocol):
    """Draws papers and prints them. `hardware` in the product."""

    def put_on_paper(self, ticket: TicketIssued, *, reprint: bool) -> None:
        """Return when the paper is out. Raises `PrinterFault`, or `SetupError` when the ticket cannot be drawn."""

    def put_checklist_on_paper(self, checklist: Checklist) -> None:
        """The same for the papers that somebody has to bring."""


class OwnPapers(Protocol):
    """Hears of the papers of the kiosk's own numbers, so that the server can be told once it is back."""

    def paper_begins(self, request_id: str) -> None: ...

    def paper_ended(self, request_id: str, outcome: str) -> None:
        """`outcome` as in the print ledger."""


def new_request_id() -> str:
    return uuid.uuid4().hex


class Pace(Protocol):
    """How time passes for who waits."""

    def pause(self, seconds: float) -> None: ...

    def seconds(self) -> float:
        """Of a clock that only moves forward."""


class Issuer:
    """Takes tickets, one at a time: of the server, or while that is away of this kiosk's own numbers."""

    def __init__(self, client: QueueClient, desk: PrintDesk, pace: Pace, standby: Standby) -> None:
        self._client = client
        self._desk = desk
        self._pace = pace
        self._standby = standby

    def take(self, wish: Wish) -> TicketIssued:
        """Ask for the ticket, again with the same request id while nobody answers; then give one of our own.

        The server may have counted the visit although its answer was lost. The same request id is handed in with our
        own number later, so that one visit comes of both.
        Raises `ServerUnreachable` when there is no number of our own either, `NoNumbers` when those of today are used
        up, and `ProblemAnswered` when the server says no. After the first two: ask again with the same wish, or
        `disown_lost_jobs`.
        """
        if self._standby.is_cut_off and self._gives_own(wish):
            return self._standby.give(wish)
        try:
            return self._ask(wish)
        except (ServerUnreachable, ProblemAnswered) as error:
            if not is_away(error) or wish.appointment_code is not None:
                raise
            return self._give_own(wish, error)

    def _gives_own(self, wish: Wish) -> bool:
        """What an appointment is for only the server knows; of several services an own number has the first."""
        return wish.appointment_code is None and self._standby.can_give()

    def _give_own(self, wish: Wish, error: Exception) -> TicketIssued:
        try:
            ticket = self._standby.give(wish)
        except NoNumbers as none:
            raise (error if none.trouble is Trouble.SERVER_AWAY else none) from error
        log.warning("the server is away: %s was given by this kiosk", ticket.ticket_number)
        return ticket

    def _ask(self, wish: Wish) -> TicketIssued:
        has_own = self._gives_own(wish)
        began = self._pace.seconds()
        for seconds in SHORT_PAUSES if has_own else RETRY_PAUSES:
            try:
                return self._taken(wish)
            except (ServerUnreachable, ProblemAnswered) as error:
                is_enough = has_own and self._pace.seconds() - began > PATIENCE_SECONDS
                if is_enough or not is_away(error):
                    raise
                log.warning("no answer for request %s, trying again: %s", wish.request_id, error)
            self._pace.pause(seconds)
        return self._taken(wish)

    def disown_lost_jobs(self) -> None:
        """End the ticket jobs whose paper nobody is waiting for any more: taken, but the answer or the kiosk was lost.

        Call it only between attempts. Raises as the client does.
        """
        for job in self._client.print_jobs():
            if job.kind is PrintKind.TICKET and not self._desk.is_mine(job.job_id):
                log.warning("print job %s was lost on its way", job.job_id)
                self._desk.give_up(job.job_id, UNCONFIRMED)

    def _taken(self, wish: Wish) -> TicketIssued:
        ticket = self._client.start_visit(command_of(wish, self._digest_of(wish)))
        self._desk.expect(ticket.print_job_id)
        return ticket

    def _digest_of(self, wish: Wish) -> str | None:
        """What the server may know of the card. The key is asked for each time: it is another one every day."""
        if wish.card_number is None:
            return None
        key = self._client.card_key().key
        return card_digest(key, wish.card_number) if key else None


def command_of(wish: Wish, person_digest: str | None = None) -> StartVisit:
    """What the server is asked for."""
    services = [wish.service_id, *wish.more_services]
    by_appointment = wish.appointment_code is not None
    return StartVisit(
        request_id=wish.request_id,
        service_id=None if by_appointment or wish.more_services else wish.service_id,
        service_ids=services if wish.more_services else None,
        appointment_code=wish.appointment_code,
        person_digest=person_digest,
        priority_class=wish.priority_class,
        language=wish.language,
        delivery=wish.delivery,
        channel=Channel.ASSISTED_ONLINE if wish.online else None,
    )


class PrintDesk:
    """The one place where paper comes out: the citizen's ticket and what the console asks for, one at a time."""

    def __init__(self, machine: PaperMachine, ledger: PrintLedger, own: OwnPapers | None = None) -> None:
        """`own`: who is told of the papers of numbers that no print job of the server stands for."""
        self._machine = machine
        self._ledger = ledger
        self._own = own
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
            return self._print_own(ticket)
        return self._once(ticket.print_job_id, ticket, is_reprint=False)

    def print_checklist(self, checklist: Checklist) -> str | None:
        """Print what somebody has to bring; no visit, so no job. None when the paper is out, else why not."""
        return self._put(checklist.title, lambda: self._machine.put_checklist_on_paper(checklist))

    def print_job(self, job: PrintJob, business_date: str) -> None:
        """Do what the console asks for, unless it was begun before; the outcome is in the ledger afterwards."""
        if job.ticket is None:
            self.give_up(job.job_id, NOTHING_TO_PRINT)
        elif job.ticket.business_date.isoformat() != business_date:
            self.give_up(job.job_id, DAY_OVER)
        else:
            self._once(job.job_id, job.ticket, is_reprint=True)

    def print_own_again(self, ticket: TicketIssued) -> str | None:
        """A number of this kiosk's own once more, as the operator asks for it."""
        return self._print_own(ticket, is_reprint=True)

    def print_by_hand(self, number: str, put: Callable[[], None]) -> str | None:
        """What the operator asks for, which is no job of anybody's: None when the paper is out, else the fault."""
        return self._put(number, put)

    def give_up(self, job_id: str, fault: str) -> None:
        """End a job without paper."""
        if self._ledger.begin(job_id):
            self._ledger.finish(job_id, fault)

    def _print_own(self, ticket: TicketIssued, *, is_reprint: bool = False) -> str | None:
        if self._own is None:
            return self._try(ticket, is_reprint=is_reprint)
        self._own.paper_begins(ticket.visit_id)
        outcome = UNCONFIRMED
        try:
            outcome = self._try(ticket, is_reprint=is_reprint) or PRINTED
        finally:
            self._own.paper_ended(ticket.visit_id, outcome)
        return _fault_of(outcome)

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
        return self._put(ticket.ticket_number, lambda: self._machine.put_on_paper(ticket, reprint=is_reprint))

    def _put(self, number: str, put: Callable[[], None]) -> str | None:
        try:
            with self._lock:
                put()
        except PrinterFault as fault:
            log.warning("no paper for %s: %s", number, fault)
            return fault.code
        except SetupError:
            log.exception("%s cannot be drawn", number)
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


def is_away(error: Exception) -> bool:
    """Whether it is the server that cannot, rather than does not want to."""
    if isinstance(error, ProblemAnswered):
        return error.is_a(ProblemType.BUSY) or error.is_a(ProblemType.INTERNAL)
    return isinstance(error, ServerUnreachable)


def _fault_of(outcome: str) -> str | None:
    return None if outcome == PRINTED else outcome

"""The print agent: prints what the server asks of its device, each job at most once, and says how the printer is."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from hardware.document import TicketData, TicketDrawer
from hardware.faults import DeviceFault, JobUnconfirmed, PrinterFault, SetupError
from hardware.ipp.printer import DocumentPrinter
from hardware.job_journal import JobJournal, JobOutcome
from hardware.ports import PrinterStatus, TicketPrinter
from queue_server.client import ClientError, ProblemAnswered, QueueClient
from queue_server.contract.answers import PrintJob
from queue_server.contract.commands import PrintResult, ReportHealth
from queue_server.contract.common import DeskPrinter, HealthState, PrintKind, PrintState
from queue_server.contract.events import EventName, EventScope
from queue_server.contract.problems import ProblemType

CANNOT_DRAW = "cannot_draw"
CRASHED = "agent_crashed"
EXPIRED = "expired"

log = logging.getLogger("hardware.agent")


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: between looks at the printer, between reports when nothing changes, before a broken line is retried."""

    look: float = 5.0
    report: float = 30.0
    retry: float = 2.0


@dataclass(frozen=True, slots=True)
class Desk:
    """The printer for A4 documents that stands at a counter, within the clerk's reach."""

    printer: DocumentPrinter
    counter_id: str

    def health(self) -> DeskPrinter:
        """How it is now, for the console."""
        try:
            fault = self.printer.status()
        except PrinterFault as found:
            fault = found
        return DeskPrinter(counter_id=self.counter_id, fault=fault.code if fault else None)


class PrintAgent:
    """Runs two threads: one waits for jobs, one watches the printer. Neither ends because of a fault of a device or
    of the network; both tell the server of it and go on."""

    def __init__(
        self,
        client: QueueClient,
        printer: TicketPrinter,
        journal: JobJournal,
        drawer: TicketDrawer | None = None,
        pace: Pace | None = None,
        desk: Desk | None = None,
    ) -> None:
        self._desk = desk
        self._client = client
        self._printer = printer
        self._journal = journal
        self._drawer = drawer or TicketDrawer.from_file()
        self._pace = pace or Pace()
        self._stopping = threading.Event()
        self._look_now = threading.Event()
        self._working = threading.Lock()

    def run(self) -> None:
        """Work until `stop`; finish the job at hand, then return. The thread that listens is left to its waiting."""
        threading.Thread(target=self._repeat, args=(self._listen,), name="print-jobs", daemon=True).start()
        watch = _HealthWatch(self._client, self._printer, self._pace, self._desk)
        while not self._stopping.is_set():
            self._guarded(watch.look)
            self._look_now.wait(self._pace.look)
            self._look_now.clear()
        with self._working:
            log.info("stopped")

    def stop(self) -> None:
        self._stopping.set()
        self._look_now.set()

    def work_off(self) -> None:
        """Report what was not reported, then print every job the server has waiting. Raises `ClientError`."""
        with self._working:
            for outcome in self._journal.unreported():
                self._report(outcome)
            for job in self._client.print_jobs():
                if not self._stopping.is_set():
                    self._do(job)

    def _listen(self) -> None:
        """Follow the device's stream. The jobs are asked for at every sign of life, so a missed event loses none."""
        seen = self._client.board().seq
        self.work_off()
        for event in self._client.events(EventScope.DEVICE, after=seen):
            if event.name is EventName.PRINT_REQUESTED:
                self.work_off()

    def _do(self, job: PrintJob) -> None:
        outcome = self._journal.outcome(job.job_id)
        if outcome is None:
            self._journal.claim(job.job_id)
            fault = self._print(job)
            self._journal.finish(job.job_id, fault)
            outcome = JobOutcome(job.job_id, fault)
            self._look_now.set()
        self._report(outcome)

    def _print(self, job: PrintJob) -> str | None:
        """Print, and return the code of the fault, None when the paper is out."""
        try:
            self._put_on_paper(job)
        except _NotToBePrinted as why:
            log.warning("print job %s is not printed any more: %s", job.job_id, why)
            return EXPIRED
        except PrinterFault as fault:
            log.warning("print job %s failed: %s", job.job_id, fault)
            return fault.code
        except SetupError as error:
            log.error("print job %s cannot be drawn: %s", job.job_id, error)
            return CANNOT_DRAW
        except Exception:
            log.exception("print job %s ended in an error of ours", job.job_id)
            return JobUnconfirmed.code
        log.info("print job %s printed", job.job_id)
        return None

    def _put_on_paper(self, job: PrintJob) -> None:
        if job.kind is not PrintKind.DECLARATION:
            self._printer.print(self._drawer.draw(_ticket_of(job), self._printer.width))
            return
        if self._desk is None:
            raise SetupError("there is no printer for documents here: start the agent with --documents-to")
        try:
            # In memory only, from the server to the printer.
            paper = self._client.print_job_paper(job.job_id)
        except ClientError as error:
            raise _NotToBePrinted(str(error)) from error
        self._desk.printer.print(paper, f"Một Cửa {job.job_id[-6:]}")

    def _report(self, outcome: JobOutcome) -> None:
        state = PrintState.PRINTED if outcome.fault is None else PrintState.FAILED
        try:
            self._client.report_print(outcome.job_id, PrintResult(state=state, fault=outcome.fault))
        except ProblemAnswered as answer:
            if not (answer.is_a(ProblemType.PRINT_JOB_ENDED) or answer.is_a(ProblemType.UNKNOWN_PRINT_JOB)):
                raise
            log.warning("the server has its own word on print job %s: %s", outcome.job_id, answer)
        self._journal.note_reported(outcome.job_id)

    def _repeat(self, work: Callable[[], None]) -> None:
        while not self._stopping.is_set():
            self._guarded(work)
            self._stopping.wait(self._pace.retry)

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except ClientError as error:
            log.warning("the server cannot be used now: %s", error)
        except Exception:
            log.exception("the agent met an error of its own and goes on")
            self._confess()

    def _confess(self) -> None:
        try:
            self._client.report_health(ReportHealth(state=HealthState.FAILED, fault=CRASHED))
        except ClientError as error:
            log.warning("the server cannot be told: %s", error)


class _NotToBePrinted(Exception):
    """The server does not hand the document out (any more): nobody waits for it at the counter."""


def _ticket_of(job: PrintJob) -> TicketData:
    if job.ticket is None or job.kind not in (PrintKind.TICKET, PrintKind.REPRINT):
        raise SetupError(f"a job of kind {job.kind} without a ticket is not printed here")
    return TicketData.from_answer(job.ticket.model_dump(mode="json"), reprint=job.kind is PrintKind.REPRINT)


class _HealthWatch:
    """Tells the server how the printer is: at once when that changes, else now and then."""

    def __init__(self, client: QueueClient, printer: TicketPrinter, pace: Pace, desk: Desk | None) -> None:
        self._client, self._printer, self._pace, self._desk = client, printer, pace, desk
        self._told: ReportHealth | None = None
        self._told_at = 0.0

    def look(self) -> None:
        health = self._health()
        if health == self._told and time.monotonic() - self._told_at < self._pace.report:
            return
        self._client.report_health(health)
        if health != self._told:
            log.info("printer: %s %s", health.state, health.fault or "")
        self._told, self._told_at = health, time.monotonic()

    def _health(self) -> ReportHealth:
        try:
            told = _health_of(self._printer.status())
        except DeviceFault as fault:
            told = ReportHealth(state=HealthState.FAILED, fault=fault.code)
        return told.model_copy(update={"desk": self._desk.health()}) if self._desk else told


def _health_of(status: PrinterStatus) -> ReportHealth:
    if status.fault is not None:
        return ReportHealth(state=HealthState.FAILED, fault=status.fault.code)
    if status.warning is not None:
        return ReportHealth(state=HealthState.WARNING, fault=status.warning)
    return ReportHealth(state=HealthState.OK)

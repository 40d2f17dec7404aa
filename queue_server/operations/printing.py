"""Paper: asking a device to print a ticket again, and what became of a job."""

from __future__ import annotations

from dataclasses import dataclass

from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.events import Fact, Name
from queue_server.operations.asker import Asker
from queue_server.operations.identifiers import new_id
from queue_server.operations.visits import Ticket, printed_ticket
from queue_server.operations.work import Work
from queue_server.store import devices, print_jobs
from queue_server.store.print_jobs import PrintJobRow

PRINTERS = frozenset({"kiosk", "agent"})


@dataclass(frozen=True, slots=True)
class Job:
    """A print job with what it prints."""

    row: PrintJobRow
    ticket: Ticket | None


def reprint(work: Work, visit_id: str, asker: Asker, device_id: str | None) -> Job:
    """Ask a device to print a ticket once more. Raises Refused: unknown_visit, unknown_device, no_printer."""
    visit = work.visit(visit_id)
    at = device_id or _usual_printer(work, visit_id)
    device = devices.find(work.db, at)
    if device is None:
        raise Refused(Refusal.UNKNOWN_DEVICE, device_id=at)
    if device.revoked or device.kind not in PRINTERS:
        raise Refused(Refusal.NO_PRINTER)
    row = PrintJobRow(new_id(work.now), visit.visit_id, at, "reprint", "requested", None, work.now)
    print_jobs.add(work.db, row)
    body = {"print_job_id": row.job_id, "kind": row.kind}
    work.tell(Fact(Name.PRINT_REQUESTED, work.now, asker.actor, visit_id, device_id=at, body=body))
    return Job(row, printed_ticket(work, visit, row.job_id))


def find_job(work: Work, job_id: str, asker: Asker) -> Job:
    """A job of the device that asks, or any job for staff. Raises Refused: unknown_print_job."""
    row = _own_job(work, job_id, asker)
    return _with_ticket(work, row)


def jobs_requested(work: Work, device_id: str) -> list[Job]:
    return [_with_ticket(work, row) for row in print_jobs.requested_of(work.db, device_id)]


def report(work: Work, job_id: str, asker: Asker, *, state: str, fault: str | None) -> Job:
    """Note the result, once; the same report again is answered the same.

    Raises Refused: unknown_print_job, print_job_ended when another result stands already.
    """
    row = _own_job(work, job_id, asker)
    if row.state != "requested":
        if (row.state, row.fault) == (state, fault):
            return _with_ticket(work, row)
        raise Refused(Refusal.PRINT_JOB_ENDED, state=row.state)
    end(work, row, asker, state, fault)
    return _with_ticket(work, _own_job(work, job_id, asker))


def note_own_paper(work: Work, visit_id: str, asker: Asker, *, state: str, fault: str | None) -> None:
    """What became of a paper that a kiosk printed while we were away; told again, nothing happens."""
    if asker.device_id is None or any(job.kind == "ticket" for job in print_jobs.of_visit(work.db, visit_id)):
        return
    row = PrintJobRow(new_id(work.now), visit_id, asker.device_id, "ticket", "requested", None, work.now)
    print_jobs.add(work.db, row)
    end(work, row, asker, state, fault)


def end(work: Work, row: PrintJobRow, asker: Asker, state: str, fault: str | None) -> None:
    """Note how a job ended, and tell of it."""
    print_jobs.finish(work.db, row.job_id, state, fault, work.now)
    name = Name.TICKET_PRINTED if state == "printed" else Name.TICKET_PRINT_FAILED
    body = {"print_job_id": row.job_id, "kind": row.kind, "fault": fault}
    work.tell(Fact(name, work.now, asker.actor, row.visit_id, device_id=row.device_id, body=body))


def _usual_printer(work: Work, visit_id: str) -> str:
    """Where the ticket was printed first, else an agent, else a kiosk."""
    first = next((job.device_id for job in print_jobs.of_visit(work.db, visit_id)), None)
    able = [one for one in devices.everything(work.db) if one.enrolled and not one.revoked and one.kind in PRINTERS]
    ids = [one.device_id for one in sorted(able, key=lambda one: one.kind)]
    if first in ids:
        return str(first)
    if not ids:
        raise Refused(Refusal.NO_PRINTER)
    return ids[0]


def _own_job(work: Work, job_id: str, asker: Asker) -> PrintJobRow:
    row = print_jobs.find(work.db, job_id)
    if row is None or (asker.device_id is not None and row.device_id != asker.device_id):
        raise Refused(Refusal.UNKNOWN_PRINT_JOB, job_id=job_id)
    return row


def _with_ticket(work: Work, row: PrintJobRow) -> Job:
    has_ticket = row.visit_id is not None and row.kind != "declaration"
    ticket = printed_ticket(work, work.visit(str(row.visit_id)), row.job_id) if has_ticket else None
    return Job(row, ticket)

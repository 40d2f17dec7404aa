"""Declarations on the clerk's own printer: asked for by whoever serves, handed out only while they stand there."""

from __future__ import annotations

import json
from datetime import timedelta

from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.events import Fact, Name
from queue_server.domain.visit import AT_COUNTER
from queue_server.operations.asker import Asker
from queue_server.operations.dossiers import Opened, Registry, declaration_of, opened_for_printing
from queue_server.operations.identifiers import new_id
from queue_server.operations.printing import Job, end, find_job
from queue_server.operations.work import Work
from queue_server.store import devices, print_jobs
from queue_server.store import visits as stored_visits

KIND = "declaration"
AWAY = timedelta(seconds=90)
"""An agent that has not been heard of for so long may print at any time, or never."""

ATTENDED = timedelta(minutes=2)
"""After so long the clerk has turned to something else: the paper would lie in the tray."""

EXPIRED = "expired"


def print_declaration(work: Work, declaration_id: str, asker: Asker, registry: Registry) -> Job:
    """Ask the agent of the counter where the visit is to print it; who asked is noted beside the visit.

    Raises Refused: as `dossiers.declaration_of`, and no_printer where no agent of that counter is in touch.
    """
    opened = declaration_of(work, declaration_id, asker, registry)
    visit = work.visit(opened.row.visit_id)
    device_id = _agent_of(work, visit.counter_id)
    job_id = new_id(work.now)
    row = print_jobs.PrintJobRow(
        job_id, visit.visit_id, device_id, KIND, "requested", None, work.now, content=declaration_id
    )
    print_jobs.add(work.db, row)
    stored_visits.note(work.db, visit.visit_id, work.now, "declaration_printed", asker.person_id, opened.form.id)
    body = {"print_job_id": job_id, "kind": KIND}
    fact = Fact(Name.PRINT_REQUESTED, work.now, asker.actor, visit.visit_id, device_id=device_id, body=body)
    work.tell(fact)
    return Job(row, None)


def hand_out(work: Work, job_id: str, asker: Asker, registry: Registry) -> tuple[Opened, str] | None:
    """What a job of this device prints, with the ticket number; None when it is too late: the job has failed then.

    Raises Refused: unknown_print_job, print_job_ended.
    """
    row = find_job(work, job_id, asker).row
    if row.kind != KIND or row.visit_id is None or row.content is None:
        raise Refused(Refusal.UNKNOWN_PRINT_JOB, job_id=job_id)
    if row.state != "requested":
        raise Refused(Refusal.PRINT_JOB_ENDED, state=row.state)
    visit = work.visit(row.visit_id)
    opened = opened_for_printing(work, row.content, registry)
    if opened is None or visit.state not in AT_COUNTER or work.now - row.requested_at > ATTENDED:
        end(work, row, asker, "failed", EXPIRED)
        return None
    return opened, visit.ticket_number


def _agent_of(work: Work, counter_id: str | None) -> str:
    for device in devices.everything(work.db):
        is_there = device.enrolled and device.seen_at is not None and work.now - device.seen_at < AWAY
        if device.kind == "agent" and is_there and device.details is not None:
            desk = json.loads(device.details)
            if desk["counter_id"] == counter_id and desk["fault"] is None:
                return device.device_id
    raise Refused(Refusal.NO_PRINTER)

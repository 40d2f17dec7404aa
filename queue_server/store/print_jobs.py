"""What was asked of a printer and what became of it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from queue_server.store.times import from_text, to_text

LAST_IN_THE_HALL = """
select job.visit_id, job.fault, max(job.requested_at || job.job_id)
from visit cross join print_job job on job.visit_id = visit.visit_id
where visit.ended_at is null and job.ended_at is not null and job.kind <> 'declaration' group by job.visit_id"""
"""SQLite takes the other columns from the row that holds the greatest value."""


@dataclass(frozen=True, slots=True)
class PrintJobRow:
    job_id: str
    visit_id: str | None
    device_id: str
    kind: str
    state: str
    fault: str | None
    requested_at: datetime
    content: str | None = None
    """Of a declaration's job: which one."""


def add(db: sqlite3.Connection, job: PrintJobRow) -> None:
    db.execute(
        "insert into print_job (job_id, visit_id, device_id, kind, state, requested_at, content)"
        " values (?, ?, ?, ?, ?, ?, ?)",
        (job.job_id, job.visit_id, job.device_id, job.kind, job.state, to_text(job.requested_at), job.content),
    )


def finish(db: sqlite3.Connection, job_id: str, state: str, fault: str | None, at: datetime) -> None:
    db.execute(
        "update print_job set state = ?, fault = ?, ended_at = ? where job_id = ?", (state, fault, to_text(at), job_id)
    )


def find(db: sqlite3.Connection, job_id: str) -> PrintJobRow | None:
    row = db.execute("select * from print_job where job_id = ?", (job_id,)).fetchone()
    return None if row is None else _job(row)


def of_visit(db: sqlite3.Connection, visit_id: str) -> list[PrintJobRow]:
    """The jobs of a visit's ticket, oldest first; documents are not among them."""
    query = "select * from print_job where visit_id = ? and kind <> 'declaration' order by requested_at, job_id"
    rows = db.execute(query, (visit_id,))
    return [_job(row) for row in rows]


def last_fault(db: sqlite3.Connection, visit_id: str) -> str | None:
    """Of the job of the visit that was last asked for and has ended; None also when it went well."""
    ended = [job for job in of_visit(db, visit_id) if job.state != "requested"]
    return ended[-1].fault if ended else None


def faults_in_the_hall(db: sqlite3.Connection) -> dict[str, str]:
    """By visit that has not ended: why its last paper did not come out."""
    rows = db.execute(LAST_IN_THE_HALL).fetchall()
    return {row["visit_id"]: row["fault"] for row in rows if row["fault"] is not None}


def requested_of(db: sqlite3.Connection, device_id: str) -> list[PrintJobRow]:
    """A device's jobs without a result, oldest first."""
    query = "select * from print_job where device_id = ? and state = 'requested' order by requested_at, job_id"
    return [_job(row) for row in db.execute(query, (device_id,))]


def _job(row: sqlite3.Row) -> PrintJobRow:
    return PrintJobRow(
        job_id=row["job_id"],
        visit_id=row["visit_id"],
        device_id=row["device_id"],
        kind=row["kind"],
        state=row["state"],
        fault=row["fault"],
        requested_at=from_text(row["requested_at"]),
        content=row["content"],
    )

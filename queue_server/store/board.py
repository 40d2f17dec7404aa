"""The calls that the hall may see: a read that skips the domain."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import date, datetime

from queue_server.store.times import from_text

# A cross join keeps its order: the few visits that are asked for, then their calls. SQLite would else read all calls.
COLUMNS = """
select call.seq, visit.ticket_number, call.counter_id, visit.state, visit.counter_id as now_at, call.at,
  visit.call_count, visit.priority_class, visit.visit_id
from visit cross join call using (visit_id)"""

CURRENT = (
    COLUMNS + " where visit.ended_at is null and visit.state in ('called', 'serving') and call.seq ="
    " (select max(seq) from call as last where last.visit_id = visit.visit_id) order by call.seq desc"
)

RECENT = COLUMNS + " where visit.business_date = ? order by call.seq desc limit ?"


@dataclass(frozen=True, slots=True)
class CallRow:
    """`state` is where the visit stands now; `counter_id` is where it was called to."""

    seq: int
    ticket_number: str
    counter_id: str
    state: str
    called_at: datetime
    call_count: int
    priority_class: str


def current_calls(db: sqlite3.Connection) -> list[CallRow]:
    """The last call of every visit that is called or served now, newest first, with the counter it stands at."""
    return [replace(_call(row), counter_id=row["now_at"]) for row in db.execute(CURRENT)]


def recent_calls(db: sqlite3.Connection, business_date: date, limit: int) -> list[CallRow]:
    """The day's last calls and recalls, newest first, one for each visit."""
    seen: set[str] = set()
    calls: list[CallRow] = []
    for row in db.execute(RECENT, (business_date.isoformat(), limit * 4)):
        if row["visit_id"] not in seen and len(calls) < limit:
            seen.add(row["visit_id"])
            calls.append(_call(row))
    return calls


def _call(row: sqlite3.Row) -> CallRow:
    return CallRow(
        seq=row["seq"],
        ticket_number=row["ticket_number"],
        counter_id=row["counter_id"],
        state=row["state"],
        called_at=from_text(row["at"]),
        call_count=row["call_count"],
        priority_class=row["priority_class"],
    )

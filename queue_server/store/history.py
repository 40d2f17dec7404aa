"""What the office's own days tell: who came when, how long it took, and what people were told about it."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime

from queue_server.store.times import to_text


def tickets_of(db: sqlite3.Connection, business_date: date) -> int:
    """How many tickets were taken that day."""
    row = db.execute("select count(*) from visit where business_date = ?", (business_date.isoformat(),)).fetchone()
    return int(row[0])


def counters_opened_since(db: sqlite3.Connection, moment: datetime) -> frozenset[str]:
    """Counters that somebody opened since then."""
    rows = db.execute("select distinct counter_id from counter_session where opened_at >= ?", (to_text(moment),))
    return frozenset(row["counter_id"] for row in rows)

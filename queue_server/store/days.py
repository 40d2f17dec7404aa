"""Working days: opened, closed and sealed with their figures, and pruned when they are old enough."""

from __future__ import annotations

import json
import sqlite3
from datetime import date, datetime
from typing import Any

from queue_server.domain.figures import Figures
from queue_server.store import seals
from queue_server.store.journal import JournalHead
from queue_server.store.times import to_text

OF_VISITS = ("leg", "hold", "call", "visit_note", "forecast", "print_job", "declaration")
"""Tables whose rows go with their visit."""

STATES = "select state, count(*) from visit where business_date = ? group by state"
SERVICES = """
select service_id, count(*) from leg join visit using (visit_id) where business_date = ? group by service_id"""
WAITS = """
select service_id, cast(wait_seconds / 60 as integer), count(*) from leg join visit using (visit_id)
where business_date = ? and wait_seconds is not null group by 1, 2"""
SERVICE_TIMES = """
select service_id, cast(service_seconds / 60 as integer), count(*) from leg join visit using (visit_id)
where business_date = ? and service_seconds is not null group by 1, 2"""


def open_day(db: sqlite3.Connection, office_id: str, business_date: date, at: datetime, seq: int) -> None:
    db.execute(
        "insert into day (office_id, business_date, opened_at, first_seq) values (?, ?, ?, ?)",
        (office_id, business_date.isoformat(), to_text(at), seq),
    )


def is_known(db: sqlite3.Connection, office_id: str, business_date: date) -> bool:
    """Whether this day was opened, be it closed since or not."""
    found = db.execute(
        "select 1 from day where office_id = ? and business_date = ?", (office_id, business_date.isoformat())
    )
    return found.fetchone() is not None


def close_day(
    db: sqlite3.Connection, office_id: str, business_date: date, at: datetime, head: JournalHead, figures: Figures
) -> None:
    """Seal a day: its figures and the digest that its last event ends with stay when its rows are pruned."""
    day = business_date.isoformat()
    counts: dict[str, Any] = {"by_state": _pairs(db, STATES, day), "by_service": _pairs(db, SERVICES, day)}
    counts["measures"] = seals.to_plain(figures)
    histograms = {"wait_minutes": _histogram(db, WAITS, day), "service_minutes": _histogram(db, SERVICE_TIMES, day)}
    db.execute(
        "update day set closed_at = ?, last_seq = ?, digest = ?, counts = ?, histograms = ?"
        " where office_id = ? and business_date = ?",
        (to_text(at), head.seq, head.digest_of(day), json.dumps(counts), json.dumps(histograms), office_id, day),
    )


def unclosed(db: sqlite3.Connection, office_id: str) -> list[date]:
    """Business dates that were opened and not closed, oldest first."""
    rows = db.execute(
        "select business_date from day indexed by day_unclosed where office_id = ? and closed_at is null"
        " order by business_date",
        (office_id,),
    )
    return [date.fromisoformat(row[0]) for row in rows]


def oldest_kept(db: sqlite3.Connection, office_id: str) -> date | None:
    """The oldest closed day whose events are still there."""
    row = db.execute(
        "select business_date from event where office_id = ? order by seq limit 1", (office_id,)
    ).fetchone()
    closed = (
        row
        and db.execute(
            "select 1 from day where office_id = ? and business_date = ? and closed_at is not null", (office_id, row[0])
        ).fetchone()
    )
    return date.fromisoformat(row[0]) if closed else None


def prune(db: sqlite3.Connection, office_id: str, business_date: date) -> None:
    """Delete the visits and events of a sealed day. Its seal stays."""
    day = business_date.isoformat()
    db.execute("delete from appointment where visit_id in (select visit_id from visit where business_date = ?)", (day,))
    for table in OF_VISITS:
        db.execute(
            f"delete from {table} where visit_id in (select visit_id from visit where business_date = ?)", (day,)
        )
    db.execute("delete from visit where business_date = ?", (day,))
    db.execute("delete from event where office_id = ? and business_date = ?", (office_id, day))


def _pairs(db: sqlite3.Connection, query: str, day: str) -> dict[str, int]:
    return {row[0]: row[1] for row in db.execute(query, (day,))}


def _histogram(db: sqlite3.Connection, query: str, day: str) -> dict[str, dict[str, int]]:
    """For each service, how many by whole minutes."""
    bins: dict[str, dict[str, int]] = {}
    for service_id, minutes, count in db.execute(query, (day,)):
        bins.setdefault(service_id, {})[str(minutes)] = count
    return bins

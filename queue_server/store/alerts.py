"""Alerts: what was raised, who accepted it, when it was over. One of a kind and subject stands at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from queue_server.domain.alerts import Condition, Fact, Key, Kind
from queue_server.store.times import from_text, optional_moment, to_text

LONGEST_WAITING = """
select visit.visit_id, visit.ticket_number, leg.service_id, leg.wait_from, leg.wait_seconds
from visit join leg using (visit_id, leg_no)
where visit.ended_at is null and visit.state = 'waiting' and visit.wait_from <= ?
order by visit.wait_from limit ?"""


@dataclass(frozen=True, slots=True)
class AlertRow:
    alert_id: str
    kind: Kind
    subject: str
    facts: Mapping[str, Fact]
    raised_at: datetime
    accepted_at: datetime | None
    accepted_by: str | None
    cleared_at: datetime | None

    @property
    def key(self) -> Key:
        return self.kind, self.subject


@dataclass(frozen=True, slots=True)
class WaitRow:
    """Somebody who waits: since when, and how many seconds the same leg had waited before."""

    visit_id: str
    ticket_number: str
    service_id: str
    wait_from: datetime
    before: float


def add(db: sqlite3.Connection, office_id: str, alert_id: str, condition: Condition, at: datetime) -> None:
    """Raises an integrity error if one of this kind and subject stands already."""
    db.execute(
        "insert into alert (alert_id, office_id, kind, subject, body, raised_at) values (?, ?, ?, ?, ?, ?)",
        (alert_id, office_id, condition.kind, condition.subject, json.dumps(dict(condition.facts)), to_text(at)),
    )


def standing(db: sqlite3.Connection, office_id: str) -> list[AlertRow]:
    """Those that are not over, oldest first."""
    query = "select * from alert where office_id = ? and cleared_at is null order by raised_at, alert_id"
    return [_row(row) for row in db.execute(query, (office_id,))]


def find(db: sqlite3.Connection, office_id: str, alert_id: str) -> AlertRow | None:
    row = db.execute("select * from alert where office_id = ? and alert_id = ?", (office_id, alert_id)).fetchone()
    return None if row is None else _row(row)


def accept(db: sqlite3.Connection, alert_id: str, person_id: str, at: datetime) -> None:
    db.execute(
        "update alert set accepted_at = ?, accepted_by = ? where alert_id = ?", (to_text(at), person_id, alert_id)
    )


def clear(db: sqlite3.Connection, alert_id: str, at: datetime) -> None:
    db.execute("update alert set cleared_at = ? where alert_id = ?", (to_text(at), alert_id))


def forget(db: sqlite3.Connection, before: datetime) -> None:
    """Delete those that were over before then."""
    db.execute("delete from alert where cleared_at < ?", (to_text(before),))


def longest_waiting(db: sqlite3.Connection, since: datetime, most: int) -> list[WaitRow]:
    """Who has waited from `since` or longer, the longest first, at most so many."""
    return [
        WaitRow(
            row["visit_id"],
            row["ticket_number"],
            row["service_id"],
            from_text(row["wait_from"]),
            row["wait_seconds"] or 0.0,
        )
        for row in db.execute(LONGEST_WAITING, (to_text(since), most))
    ]


def _row(row: sqlite3.Row) -> AlertRow:
    return AlertRow(
        row["alert_id"],
        Kind(row["kind"]),
        row["subject"],
        json.loads(row["body"]),
        from_text(row["raised_at"]),
        optional_moment(row["accepted_at"]),
        row["accepted_by"],
        optional_moment(row["cleared_at"]),
    )

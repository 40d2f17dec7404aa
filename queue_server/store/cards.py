"""Numbers taken per card and day, by a keyed digest."""

from __future__ import annotations

import sqlite3
from datetime import date

COUNT = """
insert into card_visit values (?, ?, 1) on conflict do update set visits = visits + 1"""


def visits(db: sqlite3.Connection, day: date, digest: bytes) -> int:
    row = db.execute(
        "select visits from card_visit where business_date = ? and digest = ?", (day.isoformat(), digest)
    ).fetchone()
    return 0 if row is None else int(row["visits"])


def count(db: sqlite3.Connection, day: date, digest: bytes) -> None:
    db.execute(COUNT, (day.isoformat(), digest))


def forget_before(db: sqlite3.Connection, day: date) -> None:
    """Erase every earlier day."""
    db.execute("delete from card_visit where business_date < ?", (day.isoformat(),))

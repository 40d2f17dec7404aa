"""A file with many old days: one day played by hand through the real operations, then copied with other dates."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from queue_server.store.database import connect, write

MOMENTS = {
    "visit": ("arrived_at", "order_at", "wait_from", "ended_at"),
    "leg": ("wait_from", "called_at", "serving_from", "ended_at", "began_at"),
    "event": ("at", "recorded_at"),
    "day": ("opened_at", "closed_at"),
}


def copy_day(path: Path, day: date, count: int) -> None:
    """Give the file `count` more days before `day`, each like it. `day` must be closed."""
    with closing(connect(path)) as db, write(db):
        step = db.execute("select max(seq) from event where business_date = ?", (day.isoformat(),)).fetchone()[0]
        # Old days come first in the journal: what is there makes room for them.
        db.execute("update event set seq = -(seq + ?)", (step * count,))
        db.execute("update event set seq = -seq")
        for back in range(1, count + 1):
            _copy(db, day, day - timedelta(days=back), -step * back)


def _copy(db: sqlite3.Connection, source: date, target: date, seq_step: int) -> None:
    for table in ("day", "visit", "leg", "event"):
        names = [row["name"] for row in db.execute(f"pragma table_info({table})")]
        values = ", ".join(_copied(table, name) for name in names)
        days = (source - target).days
        of_day = "business_date = :source" if table != "leg" else IN_DAY
        db.execute(
            f"insert into {table} ({', '.join(names)}) select {values} from {table} where {of_day}",
            {"source": source.isoformat(), "target": target.isoformat(), "days": f"-{days} days", "step": seq_step},
        )


IN_DAY = "visit_id in (select visit_id from visit where business_date = :source)"


def _copied(table: str, name: str) -> str:
    if name in ("visit_id", "request_id"):
        return f"case when {name} is not null then :target || {name} end"
    if name == "business_date":
        return ":target"
    if name == "seq":
        return "seq + :step"
    if name in MOMENTS[table]:
        return f"case when {name} is not null then date({name}, :days) || substr({name}, 11) end"
    return name

"""A file with many old days: one day played by hand through the real operations, then copied with other dates."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from queue_server.store.database import connect, write

TABLES = ("day", "visit", "leg", "event", "call", "forecast")
DAYS_A_COMMIT = 50
MOMENTS = {
    "visit": ("arrived_at", "order_at", "wait_from", "ended_at"),
    "leg": ("wait_from", "called_at", "serving_from", "ended_at", "began_at"),
    "event": ("at", "recorded_at"),
    "day": ("opened_at", "closed_at"),
    "call": ("at",),
    "forecast": ("made_at",),
}


def copy_day(path: Path, day: date, count: int) -> None:
    """Give the file `count` more days before `day`, each like it. `day` must be closed."""
    with closing(connect(path)) as db:
        # A file that is being made for a bench needs no durability, and a log of all of it would need twice the disk.
        db.execute("pragma synchronous = off")
        db.execute("pragma cache_size = -400000")
        step = db.execute("select max(seq) from event where business_date = ?", (day.isoformat(),)).fetchone()[0]
        with write(db):
            # Old days come first in the journal: what is there makes room for them.
            for table in ("event", "call"):
                db.execute(f"update {table} set seq = -(seq + ?)", (step * count,))
                db.execute(f"update {table} set seq = -seq")
        # The oldest first, so that every index grows at its end.
        for farthest in range(count, 0, -DAYS_A_COMMIT):
            with write(db):
                for back in range(farthest, max(farthest - DAYS_A_COMMIT, 0), -1):
                    _copy(db, day, day - timedelta(days=back), -step * back)


def _copy(db: sqlite3.Connection, source: date, target: date, seq_step: int) -> None:
    office_id = db.execute("select office_id from day limit 1").fetchone()[0]
    for table in TABLES:
        names = [row["name"] for row in db.execute(f"pragma table_info({table})")]
        values = ", ".join(_copied(table, name) for name in names)
        days = (source - target).days
        of_day = IN_DAY if table in ("leg", "call", "forecast") else BY_DAY
        # The index begins with the office; without it all of the journal would be read for each day.
        source_rows = "event indexed by event_day" if table == "event" else table
        of_day += " and office_id = :office" if table == "event" else ""
        db.execute(
            f"insert into {table} ({', '.join(names)}) select {values} from {source_rows} where {of_day}",
            {"source": source.isoformat(), "target": target.isoformat(), "days": f"-{days} days", "step": seq_step}
            | {"office": office_id},
        )


BY_DAY = "business_date = :source"
IN_DAY = "visit_id in (select visit_id from visit where business_date = :source)"


def _copied(table: str, name: str) -> str:
    if name in ("visit_id", "request_id", "rating_code"):
        return f"case when {name} is not null then :target || {name} end"
    if name == "business_date":
        return ":target"
    if name == "seq":
        return "seq + :step"
    if name in MOMENTS[table]:
        return f"case when {name} is not null then date({name}, :days) || substr({name}, 11) end"
    return name

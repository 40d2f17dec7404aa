"""What each counter is doing, and who held it when."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime

from queue_server.domain.catalog import CounterDesk
from queue_server.domain.hall import CounterNow
from queue_server.store.times import optional_moment, optional_text, to_text


def load(db: sqlite3.Connection, desks: Mapping[str, CounterDesk]) -> list[CounterNow]:
    """The counters of the catalog as they stand; what is called or served there comes from the visits."""
    rows = {row["counter_id"]: row for row in db.execute("select * from counter where active = 1")}
    return [_counter(rows[desk.id], desk) for desk in desks.values()]


def save(db: sqlite3.Connection, counter: CounterNow) -> None:
    db.execute(
        "update counter set state = ?, person_id = ?, since = ?, pause_reason = ? where counter_id = ?",
        (counter.state, counter.person_id, optional_text(counter.since), counter.pause_reason, counter.desk.id),
    )


def begin_session(db: sqlite3.Connection, counter_id: str, person_id: str, at: datetime) -> None:
    """A clerk takes a counter."""
    db.execute(
        "insert into counter_session (counter_id, person_id, opened_at) values (?, ?, ?)",
        (counter_id, person_id, to_text(at)),
    )


def end_session(db: sqlite3.Connection, counter_id: str, at: datetime) -> None:
    db.execute(
        "update counter_session set closed_at = ? where counter_id = ? and closed_at is null", (to_text(at), counter_id)
    )


def _counter(row: sqlite3.Row, desk: CounterDesk) -> CounterNow:
    return CounterNow(
        desk, row["state"], row["person_id"], optional_moment(row["since"]), pause_reason=row["pause_reason"]
    )

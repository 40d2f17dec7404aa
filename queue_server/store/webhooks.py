"""How far each receiver of webhooks was told. What stands in the journal after that is still to be sent."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from queue_server.domain.events import Name
from queue_server.store.journal import Recorded, recorded_of
from queue_server.store.times import optional_moment, to_text


@dataclass(frozen=True, slots=True)
class Cursor:
    """`given_up` counts the events that were dropped since somebody was last told of it."""

    after_seq: int
    failing_since: datetime | None
    given_up: int


def begin(db: sqlite3.Connection, office_id: str, receiver: str, seq: int) -> None:
    """A receiver that is new is told what comes after `seq`; one that is known keeps its cursor."""
    db.execute(
        "insert into webhook (office_id, receiver, after_seq) values (?, ?, ?) on conflict do nothing",
        (office_id, receiver, seq),
    )


def cursor(db: sqlite3.Connection, office_id: str, receiver: str) -> Cursor:
    """Of a receiver that has begun."""
    query = "select after_seq, failing_since, given_up from webhook where office_id = ? and receiver = ?"
    row = db.execute(query, (office_id, receiver)).fetchone()
    return Cursor(row["after_seq"], optional_moment(row["failing_since"]), row["given_up"])


def move(db: sqlite3.Connection, office_id: str, receiver: str, seq: int) -> None:
    """It has taken everything up to `seq`."""
    db.execute(
        "update webhook set after_seq = ?, failing_since = null where office_id = ? and receiver = ?",
        (seq, office_id, receiver),
    )


def drop(db: sqlite3.Connection, office_id: str, receiver: str, seq: int) -> None:
    """The event `seq` is not sent any more."""
    db.execute(
        "update webhook set after_seq = ?, given_up = given_up + 1 where office_id = ? and receiver = ?",
        (seq, office_id, receiver),
    )


def fail(db: sqlite3.Connection, office_id: str, receiver: str, since: datetime) -> None:
    """It does not take anything; the first time counts."""
    db.execute(
        "update webhook set failing_since = coalesce(failing_since, ?) where office_id = ? and receiver = ?",
        (to_text(since), office_id, receiver),
    )


def dropped(db: sqlite3.Connection, office_id: str) -> dict[str, int]:
    """By receiver, how many events were dropped since somebody was last told of it."""
    rows = db.execute("select receiver, given_up from webhook where office_id = ?", (office_id,))
    return {row["receiver"]: row["given_up"] for row in rows}


def forget_dropped(db: sqlite3.Connection, office_id: str, receiver: str) -> None:
    """Somebody was told of what was dropped."""
    db.execute("update webhook set given_up = 0 where office_id = ? and receiver = ?", (office_id, receiver))


def pending(db: sqlite3.Connection, office_id: str, names: Sequence[Name], after: int, limit: int) -> list[Recorded]:
    """Events of these names after a seq, oldest first."""
    places = ", ".join("?" * len(names))
    query = f"select * from event where office_id = ? and seq > ? and name in ({places}) order by seq limit ?"
    return [recorded_of(row) for row in db.execute(query, (office_id, after, *names, limit))]

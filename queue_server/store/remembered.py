"""Facts that citizens let the office keep. What they are, and whose, is never readable here."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from queue_server.store.times import from_text, to_text


@dataclass(frozen=True, slots=True)
class RememberedRow:
    """`finder` is a digest of a card's number under a key outside the database. `consent_*`: the words agreed to."""

    finder: bytes
    key_name: str
    sealed: bytes
    consent_id: str
    consent_version: int
    agreed_at: datetime
    forget_at: datetime


def put(db: sqlite3.Connection, row: RememberedRow) -> None:
    """Keep it; of one finder there is one row."""
    db.execute(
        "insert into remembered values (?, ?, ?, ?, ?, ?, ?)"
        " on conflict (finder) do update set key_id = excluded.key_id, sealed = excluded.sealed,"
        " consent_id = excluded.consent_id, consent_version = excluded.consent_version,"
        " agreed_at = excluded.agreed_at, forget_at = excluded.forget_at",
        (row.finder, row.key_name, row.sealed, row.consent_id, row.consent_version)
        + (to_text(row.agreed_at), to_text(row.forget_at)),
    )


def find(db: sqlite3.Connection, finder: bytes) -> RememberedRow | None:
    row = db.execute("select * from remembered where finder = ?", (finder,)).fetchone()
    return None if row is None else _row(row)


def due(db: sqlite3.Connection, now: datetime) -> list[RememberedRow]:
    rows = db.execute("select * from remembered where forget_at <= ?", (to_text(now),))
    return [_row(row) for row in rows]


def is_sealed_with(db: sqlite3.Connection, key_name: str) -> bool:
    """Whether anything is sealed with this key."""
    return db.execute("select 1 from remembered where key_id = ?", (key_name,)).fetchone() is not None


def remove(db: sqlite3.Connection, finder: bytes) -> None:
    db.execute("delete from remembered where finder = ?", (finder,))


def _row(row: sqlite3.Row) -> RememberedRow:
    return RememberedRow(
        row["finder"],
        row["key_id"],
        row["sealed"],
        row["consent_id"],
        row["consent_version"],
        from_text(row["agreed_at"]),
        from_text(row["forget_at"]),
    )

"""The journal: every event, numbered without gaps, chained by digest within its business date."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from queue_server.domain.events import Actor, Fact, Name
from queue_server.store.times import from_text, to_text

INSERT_EVENT = "insert into event values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
SCHEMA_VERSION = 1

LAST_OF_DAYS = """
select business_date, digest from event where office_id = ?1 and seq in (
  select max(seq) from event where office_id = ?1 and business_date >= min(?2, coalesce(
    (select min(business_date) from day indexed by day_unclosed where office_id = ?1 and closed_at is null), ?2))
  group by business_date)"""
"""The last event of each day from the first unclosed one on: a new day may grow before the one before it is closed."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact with its number in the journal."""

    seq: int
    recorded_at: datetime
    office_id: str
    fact: Fact


class JournalHead:
    """Where the journal ends: the last seq, and for each day that still grows the digest of its last event."""

    def __init__(self, seq: int, business_date: str, digests: dict[str, bytes]) -> None:
        self.seq, self.business_date, self._digests = seq, business_date, digests

    def copy(self) -> JournalHead:
        return JournalHead(self.seq, self.business_date, dict(self._digests))

    def digest_of(self, day: str) -> bytes:
        """Empty for a day that has no event yet."""
        return self._digests.get(day, b"")

    def move(self, day: str, digest: bytes) -> None:
        self.seq, self.business_date = self.seq + 1, day
        self._digests[day] = digest

    def forget(self, day: str) -> None:
        """A closed day grows no more."""
        self._digests.pop(day, None)


def read_head(db: sqlite3.Connection, office_id: str) -> JournalHead:
    row = db.execute(
        "select seq, business_date from event where office_id = ? order by seq desc limit 1", (office_id,)
    ).fetchone()
    if row is None:
        return JournalHead(0, "", {})
    last = db.execute(LAST_OF_DAYS, (office_id, row["business_date"]))
    return JournalHead(row["seq"], row["business_date"], {one["business_date"]: one["digest"] for one in last})


def append(
    db: sqlite3.Connection, head: JournalHead, office_id: str, business_date: date, fact: Fact, recorded_at: datetime
) -> Recorded:
    """Number and write one fact, moving `head` on. The caller puts the head back if the operation is undone."""
    day = business_date.isoformat()
    row = (
        (office_id, head.seq + 1, fact.name.value, SCHEMA_VERSION, to_text(fact.at), to_text(recorded_at))
        + (fact.visit_id, fact.leg_no, fact.counter_id, fact.actor.kind, fact.actor.id, fact.device_id)
        + (json.dumps(fact.body, separators=(",", ":"), ensure_ascii=False), day)
    )
    digest = sha256(head.digest_of(day) + repr(row).encode()).digest()
    db.execute(INSERT_EVENT, (*row, digest))
    head.move(day, digest)
    return Recorded(head.seq, recorded_at, office_id, fact)


def read_after(db: sqlite3.Connection, office_id: str, after: int, limit: int) -> list[Recorded]:
    """Events with a seq above `after`, oldest first, at most `limit`."""
    rows = db.execute(
        "select * from event where office_id = ? and seq > ? order by seq limit ?", (office_id, after, limit)
    )
    return [recorded_of(row) for row in rows]


def find(db: sqlite3.Connection, office_id: str, seq: int) -> Recorded | None:
    row = db.execute("select * from event where office_id = ? and seq = ?", (office_id, seq)).fetchone()
    return None if row is None else recorded_of(row)


def window(db: sqlite3.Connection, office_id: str) -> tuple[int, int]:
    """The oldest and the newest seq that are kept; (1, 0) when there is none."""
    # Two questions: SQLite finds one end of an index at once, but reads all of it for both in one.
    oldest = db.execute("select min(seq) from event where office_id = ?", (office_id,)).fetchone()[0]
    newest = db.execute("select max(seq) from event where office_id = ?", (office_id,)).fetchone()[0]
    return (oldest or 1, newest or 0)


def broken_links(db: sqlite3.Connection, office_id: str, business_date: date) -> list[int]:
    """Seqs of a day whose digest does not follow from what stands before it: empty when nobody altered the day."""
    previous, broken = b"", []
    query = "select * from event indexed by event_day where office_id = ? and business_date = ? order by seq"
    for row in db.execute(query, (office_id, business_date.isoformat())):
        values = tuple(row)
        if sha256(previous + repr(values[:-1]).encode()).digest() != values[-1]:
            broken.append(row["seq"])
        previous = values[-1]
    return broken


def recorded_of(row: sqlite3.Row) -> Recorded:
    body: dict[str, Any] = json.loads(row["body"])
    fact = Fact(
        Name(row["name"]),
        from_text(row["at"]),
        Actor(row["actor_kind"], row["actor_id"]),
        row["visit_id"],
        row["leg_no"],
        row["counter_id"],
        row["device_id"],
        body,
    )
    return Recorded(row["seq"], from_text(row["recorded_at"]), row["office_id"], fact)

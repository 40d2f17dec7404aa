"""Petitions, their texts sealed. What unseals them is in the folder of keys, not here."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from queue_server.domain.petitions import Feedback, FeedbackState
from queue_server.store.times import from_text, optional_moment, to_text


@dataclass(frozen=True, slots=True)
class Sealed:
    """A petition as it lies here."""

    about: Feedback
    key_name: str
    content: bytes


def add(db: sqlite3.Connection, office_id: str, one: Sealed, request_id: str) -> None:
    about = one.about
    db.execute(
        "insert into feedback (feedback_id, office_id, reference, request_id, class, key_name, sealed, received_at,"
        " due_date, state) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (about.feedback_id, office_id, about.reference, request_id, about.class_code, one.key_name, one.content)
        + (to_text(about.received_at), about.due_date.isoformat(), about.state),
    )


def find(db: sqlite3.Connection, feedback_id: str) -> Sealed | None:
    row = db.execute("select * from feedback where feedback_id = ?", (feedback_id,)).fetchone()
    return None if row is None else _sealed(row)


def of_request(db: sqlite3.Connection, request_id: str) -> Feedback | None:
    row = db.execute("select * from feedback where request_id = ?", (request_id,)).fetchone()
    return None if row is None else _sealed(row).about


def has_reference(db: sqlite3.Connection, reference: str) -> bool:
    return db.execute("select 1 from feedback where reference = ?", (reference,)).fetchone() is not None


def everything(db: sqlite3.Connection) -> list[Sealed]:
    """The open ones first, the soonest due first; then the closed ones, the latest first."""
    rows = db.execute(
        "select * from feedback order by state = 'closed', case when state = 'closed' then '' else due_date end,"
        " closed_at desc, received_at"
    )
    return [_sealed(row) for row in rows]


def hand_over(db: sqlite3.Connection, feedback_id: str, at: datetime, person_id: str | None) -> None:
    db.execute(
        "update feedback set state = 'handed_over', handed_over_at = ?, handed_over_by = ? where feedback_id = ?",
        (to_text(at), person_id, feedback_id),
    )


def close(db: sqlite3.Connection, feedback_id: str, at: datetime, person_id: str | None) -> None:
    db.execute(
        "update feedback set state = 'closed', closed_at = ?, closed_by = ? where feedback_id = ?",
        (to_text(at), person_id, feedback_id),
    )


def erase_closed_before(db: sqlite3.Connection, before: datetime) -> int:
    """How many were erased."""
    found = db.execute("delete from feedback where state = 'closed' and closed_at < ?", (to_text(before),))
    return found.rowcount


def key_names(db: sqlite3.Connection) -> set[str]:
    """The keys that something is still sealed with."""
    return {row["key_name"] for row in db.execute("select distinct key_name from feedback")}


def _sealed(row: sqlite3.Row) -> Sealed:
    about = Feedback(
        row["feedback_id"],
        row["reference"],
        row["class"],
        from_text(row["received_at"]),
        date.fromisoformat(row["due_date"]),
        FeedbackState(row["state"]),
        optional_moment(row["handed_over_at"]),
        optional_moment(row["closed_at"]),
    )
    return Sealed(about, row["key_name"], row["sealed"])

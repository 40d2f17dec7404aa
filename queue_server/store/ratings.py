"""Ratings without a visit: the table is ordered by a digest of chance, so that not even their order tells anything."""

from __future__ import annotations

import json
import sqlite3
from datetime import date

from queue_server.domain.ratings import Rating, RatingReason


def add(db: sqlite3.Connection, office_id: str, rating: Rating, digest: bytes, rated_on: date) -> None:
    """`rated_on` is a day, not a moment: a moment would lead back to the ticket."""
    db.execute(
        "insert into rating values (?, ?, ?, ?, ?, ?, ?, ?)",
        (digest, office_id, rating.business_date.isoformat(), rating.service_id, rating.counter_id, rating.score)
        + (json.dumps(rating.reasons), rated_on.isoformat()),
    )


def between(db: sqlite3.Connection, office_id: str, first: date, last: date) -> list[Rating]:
    """Of the visits of these business dates, both counted."""
    rows = db.execute(
        "select * from rating where office_id = ? and business_date between ? and ? order by business_date",
        (office_id, first.isoformat(), last.isoformat()),
    )
    return [
        Rating(
            date.fromisoformat(row["business_date"]),
            row["service_id"],
            row["counter_id"],
            row["score"],
            tuple(RatingReason(reason) for reason in json.loads(row["reasons"])),
        )
        for row in rows
    ]

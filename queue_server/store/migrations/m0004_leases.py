"""Each kiosk has a series for life; a lease knows when, and for which of the kiosk's books, it was granted."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    "alter table device add column series text",
    "create unique index device_series on device (series) where series is not null",
    "alter table lease add column ledger_id text not null default ''",
    "alter table lease add column granted_at text not null default ''",
)


def apply(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)

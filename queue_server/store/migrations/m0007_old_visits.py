"""Indexes for what would else read through all old visits: days and holds of the past, and rows that a visit owns.

A row of `visit` is only deleted once SQLite has looked for rows that refer to it: without an index, in whole tables.
"""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    "create index day_unclosed on day (office_id, business_date) where closed_at is null",
    "create index hold_of_visit on hold (visit_id, leg_no)",
    "create index counter_session_opened on counter_session (opened_at)",
    "create index declaration_visit on declaration (visit_id) where visit_id is not null",
)


def apply(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)

"""Declarations: found by the time they are erased; and how much typing each form spared, by day."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    "create index declaration_due on declaration (erase_at) where erased_at is null",
    """create table form_saving (
      office_id text not null, business_date text not null, form_id text not null, declarations integer not null,
      counted integer not null, typed integer not null, primary key (office_id, business_date, form_id)
    ) strict, without rowid""",
)


def apply(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)

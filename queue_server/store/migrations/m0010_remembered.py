"""Facts that citizens let the office keep: sealed, found by a digest that only their card makes."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    """create table remembered (
      finder blob primary key, key_id text not null unique, sealed blob not null, consent_id text not null,
      consent_version integer not null, agreed_at text not null, forget_at text not null
    ) strict, without rowid""",
    "create index remembered_due on remembered (forget_at)",
)


def apply(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)

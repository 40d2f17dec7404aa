"""What a device tells of itself beyond the common facts, as it was last told."""

from __future__ import annotations

from sqlite_utils import Database


def apply(db: Database) -> None:
    db.execute("alter table device add column details text")

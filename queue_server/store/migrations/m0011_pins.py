"""A new PIN for a kiosk's operator corner, as a digest, until the kiosk has it."""

from __future__ import annotations

from sqlite_utils import Database


def apply(db: Database) -> None:
    db.execute("alter table device add column pin_salt blob")
    db.execute("alter table device add column pin_digest blob")

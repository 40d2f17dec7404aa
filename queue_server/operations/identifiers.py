"""Ids that sort by the moment they were made."""

from __future__ import annotations

from datetime import datetime

from uuid_utils import uuid7


def new_id(now: datetime) -> str:
    """A UUIDv7."""
    whole = int(now.timestamp()) * 1_000_000_000
    return str(uuid7(nanoseconds=whole + now.microsecond * 1000))

"""How many numbers one card took today. What comes here is a digest under the day's key, which is erased with the day:
the number of the card never leaves the kiosk, and yesterday's digests could be told from nobody's.
"""

from __future__ import annotations

from datetime import date

from queue_server.domain.errors import Refusal, Refused
from queue_server.keys import Keys
from queue_server.operations.work import Work
from queue_server.store import cards as stored

KIND = "card"


def require_below_limit(work: Work, digest: bytes) -> None:
    """Raises Refused: daily_limit. Without a limit nothing is refused."""
    limit = work.catalog.office.visits_per_person
    if limit and stored.visits(work.db, work.today, digest) >= limit:
        raise Refused(Refusal.DAILY_LIMIT, limit=limit)


def count(work: Work, digest: bytes) -> None:
    """One number more. Without a limit nothing is kept at all."""
    if work.catalog.office.visits_per_person:
        stored.count(work.db, work.today, digest)


def forget_old(work: Work, keys: Keys) -> None:
    """Erase the digests of the days before today, and what they were made with."""
    stored.forget_before(work.db, work.today)
    for name in keys.names(KIND):
        if name < key_name(work.today):
            keys.erase(name)


def key_name(day: date) -> str:
    """Of the key in the folder of keys."""
    return f"{KIND}-{day.isoformat()}"

"""Codes that people read from paper and key in: digits alone, so that a pad of ten large keys is enough.

Eight digits are few enough for everyone to copy. They are no secret that stands by itself: only a device of the office
or its staff may try one, and after some wrong ones they must wait (`api/guesses.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from secrets import randbelow, token_urlsafe

from queue_server.operations.work import Work
from queue_server.store import visits as stored

LENGTH = 8
MOST_TRIES = 100
FOLLOW_CODE_BYTES = 16
"""128 random bits: a follow code cannot be guessed."""


def new_code(is_taken: Callable[[str], bool]) -> str:
    """A code that nobody holds yet."""
    for _ in range(MOST_TRIES):
        code = f"{randbelow(10**LENGTH):0{LENGTH}d}"
        if not is_taken(code):
            return code
    raise RuntimeError("no code is free")


def ticket_codes(work: Work) -> stored.Codes:
    """What a new ticket alone knows."""
    rating = new_code(lambda code: stored.of_rating_code(work.db, code) is not None)
    return stored.Codes(token_urlsafe(FOLLOW_CODE_BYTES), rating)

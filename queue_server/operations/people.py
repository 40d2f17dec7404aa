"""People who sign in, and the sessions they get."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe

from queue_server.operations.identifiers import new_id
from queue_server.operations.work import Work
from queue_server.store import people

TOKEN_BYTES = 32


def token_digest(token: str) -> bytes:
    """A token has 256 random bits, so that one plain hash of it can be kept and looked up."""
    return sha256(token.encode()).digest()


def begin_session(work: Work, person_id: str, expires_at: datetime) -> str:
    """Open a session of a person whose password was verified, and return its token: it is told once and not kept."""
    token = token_urlsafe(TOKEN_BYTES)
    people.begin_session(work.db, token_digest(token), person_id, work.now, expires_at)
    return token


def end_session(work: Work, token: str) -> None:
    people.end_session(work.db, token_digest(token), work.now)


def add_person(work: Work, username: str, name: str, password_hash: str, roles: frozenset[str]) -> str:
    """Add someone who may sign in. `username` must be free."""
    person_id = new_id(work.now)
    people.add(work.db, people.Person(person_id, username, name, password_hash, roles), work.now)
    return person_id


def set_password(work: Work, person_id: str, password_hash: str) -> None:
    people.set_password(work.db, person_id, password_hash)

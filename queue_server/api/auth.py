"""Who is asking: a bearer token or a cookie, looked up by its digest, and passwords checked off the hub."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import gevent
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import Request

from queue_server.clock import Clock
from queue_server.contract.problems import ProblemType
from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.events import Actor
from queue_server.operations.asker import Asker
from queue_server.operations.people import token_digest
from queue_server.store import devices, people
from queue_server.store.database import Connection
from queue_server.store.times import from_text

COOKIE = "motcua"
REMEMBERED = timedelta(seconds=5)
"""How long a token's owner is kept in memory; what this server itself changes is forgotten at once."""

MOST_FAILURES = 5
LOCKED = timedelta(minutes=5)
MOST_REMEMBERED = 10_000


def password_hasher() -> PasswordHasher:
    """argon2id with 19 MiB, two passes, one lane (OWASP's minimum)."""
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


@dataclass(slots=True)
class _Failures:
    count: int
    last_at: datetime


class Doorkeeper:
    """Knows tokens and counts failed sign-ins. Use it on the hub's thread only."""

    def __init__(self, reader: Connection, clock: Clock) -> None:
        self._reader, self._clock = reader, clock
        self._hasher = password_hasher()
        # An unknown name costs as much time as a wrong password, so that names cannot be guessed by the clock.
        self._decoy = self._hasher.hash("nobody has this password")
        self._known: dict[bytes, tuple[Asker, datetime]] = {}
        self._failures: dict[str, _Failures] = {}

    def asker(self, request: Request) -> Asker | None:
        """Whose token the request carries; None for no token or a worthless one."""
        token = token_of(request)
        return None if token is None else self.owner(token)

    def owner(self, token: str) -> Asker | None:
        """Whose token this is now; None for a worthless one."""
        digest, now = token_digest(token), self._clock.now()
        known = self._known.get(digest)
        if known is not None and now < known[1]:
            return known[0]
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        found = self._look_up(digest, now)
        if found is None:
            return None
        self._known[digest] = found
        return found[0]

    def forget(self) -> None:
        """Somebody was signed out or revoked: look everybody up again."""
        self._known.clear()

    def verify(self, username: str, password: str) -> people.Person:
        """The person of this name and password. Raises Refused: wrong_credentials, too_many_attempts."""
        name = username.casefold()
        self._check_not_locked(name)
        person = people.find_by_username(self._reader, username)
        hashed = person.password_hash if person else self._decoy
        # Counted before it is checked: a hundred guesses at once are a hundred guesses.
        self._count_failure(name)
        pool = gevent.get_hub().threadpool
        is_right = pool.apply(_is_right, (self._hasher.verify, hashed, password))
        if person is None or not is_right:
            raise Refused(Refusal.WRONG_CREDENTIALS)
        self._failures.pop(name, None)
        return person

    def _look_up(self, digest: bytes, now: datetime) -> tuple[Asker, datetime] | None:
        """The owner, and until when that may be remembered."""
        session = people.find_session(self._reader, digest, now)
        if session is not None:
            asker = Asker(Actor("person", session.person_id), roles=session.roles)
            return asker, min(now + REMEMBERED, from_text(session.expires_at))
        device = devices.find_by_token(self._reader, digest)
        if device is not None:
            return Asker(Actor("device", device.device_id), device_kind=device.kind), now + REMEMBERED
        return None

    def _check_not_locked(self, name: str) -> None:
        failures = self._failures.get(name)
        if failures is None:
            return
        left = failures.last_at + LOCKED - self._clock.now()
        if left <= timedelta(0):
            del self._failures[name]
        elif failures.count >= MOST_FAILURES:
            raise Refused(Refusal.TOO_MANY_ATTEMPTS, minutes=max(1, round(left.total_seconds() / 60)))

    def _count_failure(self, name: str) -> None:
        if len(self._failures) >= MOST_REMEMBERED:
            self._failures.clear()
        before = self._failures.get(name)
        self._failures[name] = _Failures(before.count + 1 if before else 1, self._clock.now())


def token_of(request: Request) -> str | None:
    """The bearer token, else the cookie's."""
    header = request.headers.get("Authorization", "")
    if header[:7].lower() == "bearer ":
        return header[7:].strip() or None
    return request.cookies.get(COOKIE) or None


def comes_by_cookie(request: Request) -> bool:
    return "Authorization" not in request.headers and COOKIE in request.cookies


def is_foreign(request: Request) -> bool:
    """Whether a page of another origin sent this: browsers name the origin of every unsafe request."""
    origin = request.headers.get("Origin")
    # The scheme is left out: behind a proxy that speaks TLS for us, only the browser knows it.
    return origin is not None and origin.partition("://")[2] != request.host


def not_allowed(asker: Asker | None) -> ProblemType:
    return ProblemType.NOT_SIGNED_IN if asker is None else ProblemType.NOT_ALLOWED


def _is_right(verify: Callable[[str, str], object], hashed: str, password: str) -> bool:
    try:
        verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False
    return True
